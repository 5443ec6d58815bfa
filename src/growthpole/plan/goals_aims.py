"""What a test asks of its figures: every comparison in it as something to aim at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from growthpole.programme.language.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    Sign,
)
from growthpole.programme.language.phrases import FLIPPED

__all__ = ["Aim", "aims_of"]

_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "==": "!=", "!=": "=="}


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure and where it must come to.

    Attributes
    ----------
    node : Node
        The expression that must get there.
    sign : {">=", ">", "<=", "<", "==", "!="}
        On which side of the limit.
    limit : Number or Label
        A number in its canonical unit, or a grade, tier or class.
    years : int
        In how many years running it must hold.
    alternative : bool
        Whether it stands in a list of which not all are needed.
    """

    node: Node
    sign: str
    limit: Number | Label
    years: int = 1
    alternative: bool = False


def aims_of(test: Node, threshold: Node | None = None) -> tuple[Aim, ...]:
    """What a test asks for, comparison by comparison.

    Parameters
    ----------
    test : Node
        From `parse`.
    threshold : Node, optional
        What ``threshold`` stands for.

    Returns
    -------
    tuple of Aim
        In the order of the text; empty where nothing in it is compared with a fixed limit.

    Examples
    --------
    >>> from growthpole.programme.language import parse
    >>> [(aim.sign, aim.limit.value, aim.years) for aim in aims_of(parse("each(output, years=3) >= 4 bn CNY"))]
    [('>=', 4000000000.0, 3)]
    >>> [(aim.node.id, aim.sign, aim.alternative) for aim in aims_of(parse("none_of(brand < 1, has(incident))"))]
    [('brand', '>=', False), ('incident', '<', False)]
    """
    return tuple(_aims(test, threshold, wanted=True))


def _aims(node: Node, threshold: Node | None, *, wanted: bool) -> Iterator[Aim]:
    match node:
        case Negation(inner=inner):
            yield from _aims(inner, threshold, wanted=not wanted)
        case Logic(word=word, parts=parts):
            yield from _several(parts, threshold, wanted=wanted, every=(word == "and") == wanted)
        case Call(function="any_of" | "all_of" as function, arguments=parts):
            yield from _several(parts, threshold, wanted=wanted, every=(function == "all_of") == wanted)
        case Call(function="none_of", arguments=parts):
            yield from _several(parts, threshold, wanted=not wanted, every=wanted)
        case Call(function="at_least", arguments=(_, *parts)):
            yield from _several(tuple(parts), threshold, wanted=wanted, every=False)
        case Call(function="each", arguments=(inner,), years=years):
            yield from (replace(aim, years=years or 1) for aim in _aims(inner, threshold, wanted=wanted))
        case Call(function="has", arguments=(inner,)):
            yield Aim(inner, ">=" if wanted else "<", Number(1.0))
        case Comparison():
            yield from _compared(node, threshold, wanted=wanted)
        case _:
            return


def _several(parts: tuple[Node, ...], threshold: Node | None, *, wanted: bool, every: bool) -> Iterator[Aim]:
    """The parts of a list; one of which is enough where not every one is asked for."""
    for part in parts:
        for aim in _aims(part, threshold, wanted=wanted):
            yield aim if every else replace(aim, alternative=True)


def _compared(node: Comparison, threshold: Node | None, *, wanted: bool) -> Iterator[Aim]:
    left, sign, right = node.left, node.sign, _constant(node.right, threshold)
    if right is None:
        left, sign, right = node.right, FLIPPED[node.sign], _constant(node.left, threshold)
    if right is None:
        return
    years = 1
    if isinstance(left, Call) and left.function == "each":
        years = left.years or 1
        left = left.arguments[0]
    yield Aim(left, sign if wanted else _OPPOSITE[sign], right, years)


def _constant(node: Node, threshold: Node | None) -> Number | Label | None:
    """The limit that a side of a comparison is, where it is one."""
    match node:
        case Number() | Label():
            return node
        case Name(id="threshold") if threshold is not None:
            return _constant(threshold, None)
        case Sign(inner=Number() as inner):
            return Number(-inner.value, inner.unit, inner.given)
        case Arithmetic(sign="*", left=Number() as left, right=Number() as right):
            return Number(left.value * right.value, left.unit or right.unit, left.given or right.given)
        case _:
            return None

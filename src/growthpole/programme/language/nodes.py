"""The parts of an expression, frozen; two parts are equal when they say the same, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = [
    "ORDINALS",
    "Arithmetic",
    "Call",
    "Comparison",
    "Label",
    "Logic",
    "Name",
    "Negation",
    "Node",
    "Number",
    "Place",
    "Sign",
    "children",
    "ordinal_of",
    "walk",
]

ORDINALS = ("grade", "tier", "peer_class")
"""Names whose value is one of the programme's own words, not a number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: the whole text, and its first column, from 1."""

    text: str = ""
    column: int = 1


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Number:
    """A number, in the canonical unit of its dimension.

    Attributes
    ----------
    value : float
        In the canonical unit.
    unit : str
        The canonical unit; empty when none was written.
    given : str
        The unit as written.
    """

    value: float
    unit: str = ""
    given: str = ""
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator, or a word that the assessment supplies (``score``, ``threshold`` ...)."""

    id: str
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A grade, tier or class of the programme, or a period between quotation marks."""

    word: str
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sign:
    """The negative of a number."""

    inner: Node
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left + right`` and its kin; ``sign`` is one of ``+ - * /``."""

    sign: str
    left: Node
    right: Node
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left >= right`` and its kin; ``sign`` is one of ``>= > <= < == !=``."""

    sign: str
    left: Node
    right: Node
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Negation:
    """``not inner``."""

    inner: Node
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """``a and b and c`` (``word`` is ``"and"``) or ``a or b or c``."""

    word: str
    parts: tuple[Node, ...]
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; ``years`` is ``None`` where it was not written."""

    function: str
    arguments: tuple[Node, ...]
    years: int | None = None
    place: Place = field(default=_NOWHERE, compare=False, repr=False)


Node = Number | Name | Label | Sign | Arithmetic | Comparison | Negation | Logic | Call


def children(node: Node) -> tuple[Node, ...]:
    """The parts that a part is made of."""
    match node:
        case Sign(inner=inner) | Negation(inner=inner):
            return (inner,)
        case Arithmetic(left=left, right=right) | Comparison(left=left, right=right):
            return (left, right)
        case Logic(parts=parts) | Call(arguments=parts):
            return parts
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The part itself and all parts inside it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def ordinal_of(node: Node) -> str | None:
    """The ordinal word (``grade``, ``tier``, ``peer_class``) that a side of a comparison speaks of, if any."""
    match node:
        case Name(id=name) if name in ORDINALS:
            return name
        case Call(function="each" | "previous" | "at" | "latest", arguments=(first, *_)):
            return ordinal_of(first)
        case _:
            return None

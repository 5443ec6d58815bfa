"""Which figure of which moment an expression reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from growthpole.programme.language.moment import NOW, Moment
from growthpole.programme.language.names import SUPPLIED
from growthpole.programme.language.nodes import Call, Name, Node, children

__all__ = ["Reading", "readings"]

_WINDOWS = ("each", "sum", "mean", "min", "max")


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure read; ``latest`` where it is the last one known at that moment."""

    indicator: str
    moment: Moment
    latest: bool = False


def readings(node: Node, formulas: Mapping[str, Node], threshold: Node | None = None) -> tuple[Reading, ...]:
    """The figures that an expression reads, the earliest first, those behind a derived one after it.

    Parameters
    ----------
    node : Node
        From `parse`.
    formulas : mapping of str to Node
        Formulas of derived indicators.
    threshold : Node, optional
        What ``threshold`` stands for.

    Returns
    -------
    tuple of Reading
        Each once, indicators in the order of the text.
    """
    found = list(dict.fromkeys(_read(node, NOW, formulas, threshold)))
    order = {name: place for place, name in enumerate(dict.fromkeys(one.indicator for one in found))}
    return tuple(sorted(found, key=lambda one: (order[one.indicator], -one.moment.back)))


def _read(node: Node, moment: Moment, formulas: Mapping[str, Node], threshold: Node | None) -> Iterator[Reading]:
    def inside(part: Node, at: Moment) -> Iterator[Reading]:
        return _read(part, at, formulas, threshold)

    match node:
        case Name(id="threshold") if threshold is not None:
            yield from inside(threshold, moment)
        case Name(id=name) if name not in SUPPLIED:
            yield Reading(name, moment)
            if name in formulas:
                yield from inside(formulas[name], moment)
        case Call(function="met"):
            return
        case Call(function="latest", arguments=(part,)):
            yield from (Reading(one.indicator, one.moment, latest=True) for one in inside(part, moment))
        case Call():
            for part in node.arguments:
                for at in _moments(node, moment):
                    yield from inside(part, at)
        case _:
            for part in children(node):
                yield from inside(part, moment)


def _moments(node: Call, moment: Moment) -> list[Moment]:
    """When the arguments of a function are read."""
    years = node.years or 1
    match node.function:
        case function if function in _WINDOWS and node.years is not None:
            return [moment.earlier(back) for back in range(years)]
        case "growth" | "change":
            return [moment, moment.earlier(years)]
        case "mean_growth":
            return [moment.earlier(back) for back in range(years + 1)]
        case "previous":
            return [moment.earlier(years)]
        case "at":
            period = getattr(node.arguments[1], "word", "")
            return [Moment(0, period)]
        case _:
            return [moment]

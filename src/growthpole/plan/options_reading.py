"""Why a remedy is not offered: to anyone, or to one cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from growthpole.model.programme import Programme
from growthpole.plan.options_bundles import lead_years
from growthpole.programme.language.names import names
from growthpole.programme.language.parsing import parse

if TYPE_CHECKING:
    from growthpole.plan.options import Trial

__all__ = ["IDLE", "LATE", "PRICELESS", "TIMELESS", "TOUCHLESS", "UNKNOWN", "idle_reason", "set_aside", "used_by_rules"]

PRICELESS, TIMELESS, TOUCHLESS, LATE = "no cost", "no lead time", "touches no rule", "too late"
UNKNOWN, IDLE = "unknown baseline", "changes nothing"


def set_aside(programme: Programme, years: int) -> dict[str, str]:
    """Remedies that nobody is offered, with the reason.

    Returns
    -------
    dict of str to str
        `PRICELESS` or `TIMELESS` where the programme states no cost or no lead time (unknown is not zero),
        `TOUCHLESS` where no rule reads what it changes, `LATE` where it would not work within the plan.
    """
    read = used_by_rules(programme)
    found: dict[str, str] = {}
    for name, one in programme.remedies.items():
        if one.cost_cents is None:
            found[name] = PRICELESS
        elif one.lead_months is None:
            found[name] = TIMELESS
        elif not read & {*one.effects, *one.adds} and not _required(programme, name, read):
            found[name] = TOUCHLESS
        elif _months_chain(programme, name) >= years:
            found[name] = LATE
    return _and_dependants(programme, found)


def _required(programme: Programme, name: str, read: frozenset[str]) -> bool:
    """Whether a remedy that touches a rule cannot begin without it."""
    return any(
        name in one.requires and (read & {*one.effects, *one.adds} or _required(programme, one.id, read))
        for one in programme.remedies.values()
    )


def _months_chain(programme: Programme, name: str) -> int:
    """Years until a remedy works at the earliest, its prerequisites before it."""
    one = programme.remedies[name]
    return lead_years(one) + max([0, *(_months_chain(programme, each) for each in one.requires)])


def _and_dependants(programme: Programme, found: dict[str, str]) -> dict[str, str]:
    """What requires a remedy that is not offered is not offered either, for the same reason."""
    while True:
        more = {
            name: next(found[each] for each in one.requires if each in found)
            for name, one in programme.remedies.items()
            if name not in found and any(each in found for each in one.requires)
        }
        if not more:
            return dict(sorted(found.items()))
        found |= more


def used_by_rules(programme: Programme) -> frozenset[str]:
    """The indicators that a rule reads, directly or through formulas."""
    open_, seen = [one for text in _texts(programme) for one in names(parse(text))], set[str]()
    while open_:
        name = open_.pop()
        if name in seen or name not in programme.indicators:
            continue
        seen.add(name)
        formula = programme.indicators[name].formula
        open_ += list(names(parse(formula))) if formula else []
    return frozenset(seen)


def _texts(programme: Programme) -> Iterator[str]:
    yield from (one.test for one in programme.criteria.values())
    yield from (one.test for one in programme.gates.values())
    yield from (text for one in programme.gates.values() for text in one.thresholds.values())
    yield from (one.test for one in programme.vetoes.values())
    yield from (one.test for one in programme.weaknesses.values())
    yield from (one.count for one in programme.adjustments.values())
    if programme.index is not None:
        yield from (item.value for group in programme.index.groups for item in group.items)
    moves = programme.transitions
    yield from (move.test for move in (moves.promote, moves.warn, moves.demote, moves.exit) if move is not None)


def idle_reason(trial: Trial, row: int, name: str) -> str:
    """Why a remedy does nothing for a cluster: a figure that nobody has, or none of its rules turns on it."""
    one, outlook = trial.programme.remedies[name], trial.outlook
    relative = [each for each in one.effects if each in outlook.low]
    unknown = [each for each in relative if outlook.low[each][row, -1] != outlook.high[each][row, -1]]
    return UNKNOWN if unknown else IDLE

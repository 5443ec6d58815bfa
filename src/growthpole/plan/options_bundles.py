"""Schedules of remedies for one cluster: which of them, and when each begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from growthpole.model.rules import Remedy

__all__ = ["EVERY", "SOME", "TOGETHER", "Schedule", "bundles", "in_sequence", "lead_years", "together"]

Schedule = tuple[tuple[str, int], ...]
"""Remedies with the position of the year in which each begins, sorted by id."""

EVERY, TOGETHER, SOME = "every schedule", "beginning together", "some bundles"
"""How far the schedules of a cluster were tried: all of them; every set of remedies, begun together; or single ones,
pairs, all at once and all at once but one."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A remedy in the order of prerequisites."""

    id: str
    lead: int
    requires: tuple[str, ...]


def lead_years(remedy: Remedy) -> int:
    """Whole years until it works.

    Examples
    --------
    >>> from growthpole.model.text import Text
    >>> [lead_years(Remedy("r", Text(), lead_months=months)) for months in (0, 6, 12, 18)]
    [0, 1, 1, 2]
    """
    return -(-(remedy.lead_months or 0) // 12)


def in_sequence(remedies: Mapping[str, Remedy], chosen: Sequence[str]) -> tuple[str, ...]:
    """The remedies chosen with all that they require, prerequisites first."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        for needed in sorted(remedies[name].requires):
            if needed not in ordered:
                visit(needed)
        ordered[name] = None

    for name in sorted(chosen):
        if name not in ordered:
            visit(name)
    return tuple(ordered)


def together(remedies: Mapping[str, Remedy], chosen: Sequence[str], years: int, start: int = 0) -> Schedule | None:
    """All at once: each begins in the same year, or as soon as what it requires works.

    Returns
    -------
    Schedule or None
        ``None`` where one of them would not work within the years.
    """
    begins: dict[str, int] = {}
    for name in in_sequence(remedies, chosen):
        one = remedies[name]
        begins[name] = max([start, *(begins[each] + lead_years(remedies[each]) for each in one.requires)])
        if begins[name] + lead_years(one) >= years:
            return None
    return tuple(sorted(begins.items()))


def bundles(
    remedies: Mapping[str, Remedy], chosen: Sequence[str], years: int, limit: int
) -> tuple[tuple[Schedule, ...], str]:
    """The schedules of some remedies to try.

    Parameters
    ----------
    remedies : mapping of str to Remedy
        All remedies.
    chosen : sequence of str
        Those that do something for the cluster.
    years : int
        Length of the plan.
    limit : int
        How many schedules may be tried.

    Returns
    -------
    schedules : tuple of Schedule
        Without the empty one; each works within the years.
    coverage : str
        `EVERY`, `TOGETHER` or `SOME`.
    """
    steps = [_step(remedies[name]) for name in in_sequence(remedies, chosen)]
    found = []
    for schedule in _schedules(steps, years):
        found.append(schedule)
        if len(found) > limit:
            break
    else:
        return tuple(one for one in found if one), EVERY
    names = [step.id for step in steps]
    if 2 ** len(names) * years <= limit:
        sets = [one for size in range(1, len(names) + 1) for one in combinations(names, size)]
        return _begun(remedies, sets, years), TOGETHER
    few = [one for size in (1, 2, len(names) - 1, len(names)) for one in combinations(names, size)]
    return _begun(remedies, few, years), SOME


def _step(remedy: Remedy) -> _Step:
    return _Step(remedy.id, lead_years(remedy), remedy.requires)


def _schedules(steps: Sequence[_Step], years: int, works: Mapping[str, int] | None = None) -> Iterator[Schedule]:
    """Each remedy not at all, or in any year in which its prerequisites work and after which it still comes to work.

    ``works`` has the position of the year in which each remedy taken so far works.
    """
    taken = works or {}
    if not steps:
        yield ()
        return
    step, rest = steps[0], steps[1:]
    yield from _schedules(rest, years, taken)
    if all(name in taken for name in step.requires):
        ready = max([0, *(taken[name] for name in step.requires)])
        for begins in range(ready, years - step.lead):
            for later in _schedules(rest, years, {**taken, step.id: begins + step.lead}):
                yield tuple(sorted(((step.id, begins), *later)))


def _begun(remedies: Mapping[str, Remedy], sets: Sequence[tuple[str, ...]], years: int) -> tuple[Schedule, ...]:
    schedules = {together(remedies, one, years, start) for one in sets for start in range(years)}
    return tuple(sorted(one for one in schedules if one is not None))

"""What the projects of a county ask for, against what its capacity ledger says is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_AMOUNT, NOTHING, total
from growthpole.chain.fit import Free, verdict_of
from growthpole.errors import EvidenceError, Problem
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.project import PIPELINE, RESOURCES, Project
from growthpole.model.verdict import Verdict

__all__ = ["CountyUse", "capacities_of", "county_use"]


@dataclass(frozen=True, slots=True)
class CountyUse:
    """What the projects of a county ask for of one resource.

    Attributes
    ----------
    region, resource : str
        The county's code and the resource.
    free : Interval or None
        What is free; ``None`` where the ledger does not say.
    asked : mapping of str to Interval
        What the projects of each state that draw on it still ask for: started, signed, contacted.
    asked_by : mapping of str to Interval
        The same, added up from the most certain state on.
    verdicts : mapping of str to Verdict
        Whether what is free meets ``asked_by``.
    """

    region: str
    resource: str
    free: Interval | None
    asked: Mapping[str, Interval]
    asked_by: Mapping[str, Interval]
    verdicts: Mapping[str, Verdict]


def capacities_of(records: Sequence[Record]) -> Mapping[str, Free]:
    """What each county has free, out of the capacity ledger.

    Parameters
    ----------
    records : sequence of Record
        Rows of the ledger ``capacity``.

    Returns
    -------
    mapping of str to mapping of str to Interval
        By county and resource, in canonical units; a row without a figure is absent, which is unknown and not 0.

    Raises
    ------
    EvidenceError
        With every amount below 0.
    """
    wrong = [row for row in records if (one := row.figure("free")) is not None and one.low < 0]
    if wrong:
        raise EvidenceError([_negative(row) for row in wrong])
    found: dict[str, dict[str, Interval]] = {}
    for row in records:
        county, free = found.setdefault(row.text("region_code"), {}), row.figure("free")
        if free is not None:
            county[row.text("resource")] = free
    return found


def _amount(row: Record) -> str:
    """What is said to be free, with the unit into which it was brought, so that it can be told from what was typed."""
    resource = RESOURCES.get(row.text("resource"))
    return f"{row.figure('free')} {resource.unit if resource else ''}".rstrip()


def _negative(row: Record) -> Problem:
    return Problem(
        "amount-negative", row.file, _amount(row), "0 or more",
        "Write 0 where nothing is left; leave the cell empty where nothing is known.", row=row.row, column="free",
    )  # fmt: skip


def county_use(projects: Sequence[Project], capacities: Mapping[str, Free], year: int) -> tuple[CountyUse, ...]:
    """What the projects of each county ask for, resource by resource, and whether it is there.

    What a project that produces takes is no longer free, and one that was dropped takes nothing: neither counts.

    Parameters
    ----------
    projects : sequence of Project
        The ledger.
    capacities : mapping
        From `capacities_of`.
    year : int
        The year whose end is looked at; what came later does not count.

    Returns
    -------
    tuple of CountyUse
        By county, then in the order of `RESOURCES`; for every county that has projects under way or a capacity.
        Projects that name no county stand together under an empty code.
    """
    waiting = [one for one in projects if one.state_in(year) in PIPELINE[1:]]
    counties = sorted({one.region for one in waiting} | set(capacities))
    return tuple(
        _use(county, resource, capacities.get(county, {}).get(resource), [p for p in waiting if p.region == county])
        for county in counties
        for resource in RESOURCES
    )


def _use(region: str, resource: str, free: Interval | None, projects: Sequence[Project]) -> CountyUse:
    asked, asked_by, verdicts, sum_ = {}, {}, {}, NOTHING
    for state in PIPELINE[1:]:
        asked[state] = total(one.needs.get(resource, ANY_AMOUNT) for one in projects if one.state == state)
        sum_ = total((sum_, asked[state]))
        asked_by[state] = sum_
        verdicts[state] = verdict_of(sum_, ANY_AMOUNT if free is None else free)
    return CountyUse(region, resource, free, asked, asked_by, verdicts)

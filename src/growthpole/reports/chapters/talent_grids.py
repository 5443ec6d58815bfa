"""The tables of the chapter of talent: short for the report, in full for a file."""

from __future__ import annotations

import math
from collections.abc import Sequence

from growthpole.chain.talent import OccupationGap
from growthpole.chain.talent_balance import TalentBalance, total_balance
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Grid
from growthpole.reports.chapters.talent_findings import WHOLE, TalentFindings
from growthpole.reports.units import UNKNOWN, number

__all__ = ["span", "talent_grids"]

_VERDICTS = {
    "short": Text("fewer than such places have", "少于同类地区"),
    "more": Text("more than such places have", "多于同类地区"),
    "open": Text("within what is usual", "在通常范围内"),
}
_MARKS = {"short": "▲ ", "more": "▼ ", "open": ""}


def talent_grids(found: TalentFindings, *, full: bool = False) -> tuple[Grid, ...]:
    """The tables of the chapter.

    Parameters
    ----------
    found : TalentFindings
    full : bool
        Whether every county has all its figures, a row an occupation; else the whole has, and the counties their gaps
        only, a row a county.

    Returns
    -------
    tuple of Grid
        Those that have rows.
    """
    several = len({one.region for one in found.counties}) > 1
    whole = found.whole if several else ()
    openings = total_balance(found.balance, WHOLE)
    counties = [*_by_county(found, "chain-talent-counties", _GAPS, found.counties)] if several else []
    counties += _by_county(found, "chain-openings-counties", _LACKS, found.balance)
    every = full or not several
    made = [
        _gaps(found, (*whole, *found.counties) if every else whole),
        _openings(found, (*openings, *found.balance) if full else openings),
        *(() if full else counties),
    ]
    return tuple(grid for grid in made if grid.rows)


_GAPS = Text(
    "Gap by county, persons: ▲ fewer workers than expected, ▼ more", "各县区差距（人）：▲ 少于预期，▼ 多于预期"
)
_LACKS = Text("Openings less graduates who stay, by county", "各县区岗位需求减留在本地的毕业生（人）")


def _gaps(found: TalentFindings, gaps: Sequence[OccupationGap]) -> Grid:
    columns = (
        Text("County", "县区"), Text("Occupation", "职业大类"), Text("Workers", "就业人数"),
        Text("Expected", "预期人数"), Text("Gap: expected less workers", "差距：预期减就业"), Text("Finding", "结论"),
    )  # fmt: skip
    rows = tuple(
        (
            found.regions.get(one.region, Text(one.region)), found.occupations[one.occupation],
            number(round(one.workers)), span(one.expected), span(one.gap), _VERDICTS[one.verdict],
        )
        for one in gaps
    )  # fmt: skip
    title = Text("Workers by occupation, 2020", "分职业就业人员（2020年）")
    return Grid("chain-talent", title, columns, rows, frozenset({2, 3, 4}))


def _openings(found: TalentFindings, balance: Sequence[TalentBalance]) -> Grid:
    columns = (
        Text("County", "县区"), Text("Occupation", "职业大类"), Text("Jobs of clusters", "集群就业"),
        Text("Added", "新增"), Text("Replacement", "补充"), Text("Graduates who stay", "留在本地的毕业生"),
        Text("Gap", "缺口"),
    )  # fmt: skip
    rows = tuple(
        (
            found.regions.get(one.region, Text(one.region)), found.occupations[one.occupation],
            *(span(each) for each in (one.jobs, one.expansion, one.replacement, one.graduates, one.gap)),
        )
        for one in balance
    )  # fmt: skip
    title = Text("Openings of a year against graduates", "年度岗位需求与毕业生")
    return Grid("chain-openings", title, columns, rows, frozenset(range(2, 7)))


def _by_county(
    found: TalentFindings, id_: str, title: Text, gaps: Sequence[OccupationGap] | Sequence[TalentBalance]
) -> list[Grid]:
    """A row a county, a column an occupation, the gap in each cell."""
    cells = {(one.region, one.occupation): _marked(one) for one in gaps}
    regions = dict.fromkeys(region for region, _ in cells)
    columns = (Text("County", "县区"), *found.occupations.values())
    rows = tuple(
        (found.regions.get(region, Text(region)), *(cells[region, occupation] for occupation in found.occupations))
        for region in regions
    )
    return [Grid(id_, title, columns, rows, frozenset(range(1, len(columns))))]


def _marked(one: OccupationGap | TalentBalance) -> Text:
    said = span(one.gap)
    mark = _MARKS[one.verdict] if isinstance(one, OccupationGap) else ""
    return Text(mark + said.get("en"), mark + said.get("zh"))


def span(value: Interval) -> Text:
    """Persons, or the two ends of what is known; in words, as a dash would read as a minus."""
    low, high = (number(round(end)) if math.isfinite(end) else "" for end in (value.low, value.high))
    if not high:
        return Text(f"≥ {low}") if low and value.low > 0 else UNKNOWN
    if not low:
        return Text(f"≤ {high}")
    return Text(low) if low == high else Text(f"{low} to {high}", f"{low}至{high}")

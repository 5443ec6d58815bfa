"""The tables of the chapter of partners, and why a need stays open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from growthpole.chain.partners import Match, PartnersResult, Unmatched
from growthpole.chain.partners_talent import LoansResult
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Grid
from growthpole.reports.units import UNKNOWN, figure, number
from growthpole.reports.view.words import both, joined

__all__ = ["need_named", "partner_grids", "schools_named", "why_unmatched"]

_REASONS = {
    "discipline": Text("no institute has {disciplines}", "没有院所具备{disciplines}"),
    "barred": Text("{institutes} would do, and the pair is ruled out", "{institutes}学科相符，但该组合已被排除"),
    "unasked": Text(
        "{institutes} would do, and nobody has asked how many needs it can take on",
        "{institutes}学科相符，但尚未填报可承接项数",
    ),
    "full": Text("all places of {institutes} are taken", "{institutes}的名额已满"),
    "few": Text("it has every institute of its disciplines already", "学科相符的院所已全部匹配"),
}


def partner_grids(result: PartnersResult, loans: LoansResult, clusters: Mapping[str, Text]) -> tuple[Grid, ...]:
    """The tables that have rows: who goes with whom, what stays open, places, experts lent."""
    made = (_matched(result, clusters), _left(result, clusters), _loads(result), _lent(result, loans, clusters))
    return tuple(grid for grid in made if grid.rows)


def why_unmatched(one: Unmatched, result: PartnersResult) -> Text:
    """Why places of a need stay empty, in a sentence without its subject."""
    need = next(each for each in result.records.needs if each.id == one.need)
    disciplines = joined([result.records.disciplines.name(code) for code in need.disciplines])
    reason = both(_REASONS[one.reason], disciplines=disciplines, institutes=schools_named(one.institutes, result))
    worth = max((load.worth for load in result.loads if load.institute in one.institutes), default=0.0)
    if one.reason != "full" or not worth:
        return reason
    more = Text(
        "{reason}; one more place there adds up to {worth} of fit", "{reason}；增加一个名额可使总匹配度最多提高{worth}"
    )
    return both(more, reason=reason, worth=number(round(worth, 2)))


def _matched(result: PartnersResult, clusters: Mapping[str, Text]) -> Grid:
    columns = (
        Text("Cluster", "集群"), Text("Need", "需求"), Text("Institute", "院所"),
        Text("Shared disciplines", "相符学科"), Text("Fit", "匹配度"), Text("Certain", "是否稳定"),
    )  # fmt: skip
    rows = tuple(_match_row(one, result, clusters) for one in result.matches)
    return Grid("chain-partners", Text("Who goes with whom", "匹配方案"), columns, rows, frozenset({4}))


def _match_row(one: Match, result: PartnersResult, clusters: Mapping[str, Text]) -> tuple[Text | str, ...]:
    need = next(each for each in result.records.needs if each.id == one.need)
    shared = joined([result.records.disciplines.name(code) for code in one.fit.shared])
    held = Text("yes", "是") if one.held else Text("depends on the unknown", "取决于未知数据")
    return (
        clusters.get(need.cluster, Text(need.cluster)), need_named(result, one.need),
        schools_named((one.institute,), result), shared, figure(_rounded(one.fit.total), None, ""), held,
    )  # fmt: skip


def _left(result: PartnersResult, clusters: Mapping[str, Text]) -> Grid:
    owner = {need.id: need.cluster for need in result.records.needs}
    columns = (
        Text("Cluster", "集群"),
        Text("Need", "需求"),
        Text("Wanted", "需要"),
        Text("Found", "已匹配"),
        Text("Why", "原因"),
    )
    rows = tuple(
        (
            clusters.get(owner[one.need], Text(owner[one.need])), need_named(result, one.need),
            str(one.wanted), str(one.found), why_unmatched(one, result),
        )
        for one in result.unmatched
    )  # fmt: skip
    return Grid("chain-unmatched", Text("What stays open", "未满足的需求"), columns, rows, frozenset({2, 3}))


def _loads(result: PartnersResult) -> Grid:
    columns = (
        Text("Institute", "院所"), Text("Places", "名额"), Text("Used", "已用"),
        Text("One more place is worth", "多一个名额的价值"),
    )  # fmt: skip
    rows = tuple(
        (
            schools_named((one.institute,), result), UNKNOWN if one.capacity is None else str(one.capacity),
            str(one.used), UNKNOWN if one.capacity is None else number(round(one.worth, 2)),
        )
        for one in result.loads
    )  # fmt: skip
    return Grid("chain-institutes", Text("Places of the institutes", "院所名额"), columns, rows, frozenset({1, 2, 3}))


def _lent(result: PartnersResult, loans: LoansResult, clusters: Mapping[str, Text]) -> Grid:
    owner = {need.id: need.cluster for need in result.records.needs}
    lent: dict[str, list[str]] = defaultdict(list)
    days: dict[str, int] = defaultdict(int)
    for one in loans.loans:
        lent[one.need].append(one.institute)
        days[one.need] += one.days
    columns = (
        Text("Cluster", "集群"), Text("Need", "需求"), Text("From", "派出单位"),
        Text("Days a year", "每年天数"), Text("Days unmet", "缺口天数"),
    )  # fmt: skip
    rows = tuple(
        (
            clusters.get(owner[need], Text(owner[need])), need_named(result, need),
            schools_named(tuple(lent[need]), result), str(days[need]), figure(unmet, None, ""),
        )
        for need, unmet in loans.unmet.items()
    )  # fmt: skip
    return Grid("chain-experts", Text("Experts lent", "柔性引才安排"), columns, rows, frozenset({3, 4}))


def _rounded(total: Interval) -> Interval:
    return Interval(round(total.low, 2), round(total.high, 2))


def need_named(result: PartnersResult, id_: str) -> Text:
    """What a need is called; its id where it has no name."""
    need = next(each for each in result.records.needs if each.id == id_)
    return Text(need.name.get("en") or id_, need.name.get("zh") or id_)


def schools_named(ids: Sequence[str], result: PartnersResult) -> Text:
    """What institutes are called, in a row."""
    names = {one.id: one.name for one in result.records.institutes}
    return joined([Text(names[id_].get("en") or id_, names[id_].get("zh") or id_) for id_ in ids])

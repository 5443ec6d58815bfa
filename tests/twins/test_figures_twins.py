"""The table of figures = a plain loop over the rows, whatever their order, status and subject."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME, Codes, Evidence, EvidenceTable
from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.status import VALUELESS, Status
from growthpole.model.text import Text
from growthpole.programme.collecting import evidence_table
from growthpole.programme.figures import build_figures

INF = float("inf")
INDICATORS = {
    "output": Indicator("output", Text("output"), "CNY", bounds=Interval(0.0, INF)),
    "share": Indicator("share", Text("share"), "%", bounds=Interval(0.0, 1.0), carry_years=1),
    "plan": Indicator("plan", Text("plan"), "yes/no", kind="yes/no"),
    "people": Indicator("people", Text("people"), "person", of="region"),
    "budget": Indicator("budget", Text("budget"), "CNY", of="programme"),
}
PROGRAMME_RULES = Programme("test", "1", Text("test"), Text("town"), "", "", date(2023, 1, 1), indicators=INDICATORS)
CLUSTERS = (Cluster("x", Text("X"), "r1"), Cluster("y", Text("Y"), "r2"), Cluster("z", Text("Z"), "r1"))

VALUE = st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0, 3.0])


@st.composite
def rows(draw) -> Evidence:
    status = draw(st.sampled_from(list(Status)))
    value = None if status in VALUELESS else draw(VALUE)
    low, high = sorted(draw(st.tuples(VALUE, VALUE)))
    given = status is Status.ESTIMATED and draw(st.booleans())
    return Evidence(
        draw(st.sampled_from(["x", "y", "z", "r1", "r2", PROGRAMME, ALL, "nobody"])),
        draw(st.sampled_from([*INDICATORS, "unheard_of"])),
        draw(st.sampled_from(["2021", "2022", "2023", "after"])),
        value,
        "",
        status,
        given=Interval(low, high) if given else None,
    )


def plain_row(row: Evidence) -> tuple[float, float]:
    if row.value is None:
        return -INF, INF
    if row.given is not None:
        return row.given.low, row.given.high
    return {
        Status.LOWER_BOUND: (row.value, INF),
        Status.UPPER_BOUND: (-INF, row.value),
    }.get(row.status, (row.value, row.value))


def hull(ends: list[tuple[float, float]]) -> tuple[float, float]:
    values = [end for pair in ends for end in pair if abs(end) != INF]
    return min(values), max(values)


def meet(ends: list[tuple[float, float]]) -> tuple[float, float]:
    low, high = max(low for low, _ in ends), min(high for _, high in ends)
    return (low, high) if low <= high else hull(ends)


def plain_cell(found: list[Evidence]) -> tuple[float, float]:
    disputed = [plain_row(row) for row in found if row.status is Status.DISPUTED]
    ends = [plain_row(row) for row in found if row.status is not Status.DISPUTED]
    if disputed:
        ends.append((min(low for low, _ in disputed), max(high for _, high in disputed)))
    low, high = meet([(-INF, INF), *ends])
    return (low, high) if not found or low <= high else hull([plain_row(row) for row in found])


def plain_figure(table: EvidenceTable, cluster: Cluster, indicator: Indicator, period: str):
    """What one figure may be, and the rows that say so."""
    own = {"region": [cluster.region], "programme": [PROGRAMME]}.get(indicator.of, [])
    found = (-INF, INF)
    used: list[int] = []
    for subject in [cluster.id, *own, ALL]:
        cell = [
            number
            for number, row in enumerate(table)
            if (row.subject, row.indicator, row.period) == (subject, indicator.id, period)
        ]
        found = meet([found, plain_cell([table[number] for number in cell])])
        used += cell
    whole = Interval(0.0, 1.0) if indicator.kind == "yes/no" else indicator.bounds
    low, high = max(found[0], whole.low), min(found[1], whole.high)
    return ((low, high) if low <= high else found), tuple(sorted(used))


def shuffled(table: EvidenceTable, order: list[int]) -> EvidenceTable:
    changed = {
        name: Codes(column.words, column.code[order]) if isinstance(column, Codes) else column[order]
        for name in EvidenceTable.__slots__
        for column in [getattr(table, name)]
    }
    return replace(table, **changed)


@given(st.lists(rows(), max_size=25), st.randoms(use_true_random=False))
def test_figures_equal_a_plain_loop_in_any_order_of_rows(given_rows: list[Evidence], random) -> None:
    ordered = evidence_table(given_rows)
    order = list(range(len(ordered)))
    random.shuffle(order)
    table = shuffled(ordered, order)
    figures = build_figures(PROGRAMME_RULES, Dossier(CLUSTERS, table), "2023")
    for name, indicator in INDICATORS.items():
        for place, cluster in enumerate(CLUSTERS):
            carried: tuple[str, tuple[float, float]] | None = None
            for column, period in enumerate(figures.periods):
                expected, used = plain_figure(table, cluster, indicator, period)
                whole = figures.ranges[name]
                known = expected != (whole.low, whole.high)
                if known:
                    carried = period, expected
                elif indicator.carry_years and carried and int(period) - int(carried[0]) <= indicator.carry_years:
                    assert figures.carried(name, place, period) == carried[0]
                    expected = carried[1]
                    used = plain_figure(table, cluster, indicator, carried[0])[1]
                assert (figures.low[name][place, column], figures.high[name][place, column]) == expected
                assert figures.rows(name, place, period) == used
            if "after" in figures.others:
                expected, used = plain_figure(table, cluster, indicator, "after")
                aside = figures.other[name, "after"]
                assert (aside.low[place, 0], aside.high[place, 0]) == expected
                assert figures.rows(name, place, "after") == used


def test_the_range_of_an_unbounded_figure_is_everything() -> None:
    figures = build_figures(PROGRAMME_RULES, Dossier(CLUSTERS, evidence_table([])), "2023")
    assert figures.periods == ("2023",)
    assert figures.ranges["people"] == UNBOUNDED
    assert np.isneginf(figures.low["people"]).all()
    assert (figures.low["plan"] == 0).all()
    assert (figures.high["plan"] == 1).all()

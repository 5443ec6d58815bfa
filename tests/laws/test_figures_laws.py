"""What must hold of figures: the truth lies inside, and learning more never widens one nor turns a verdict round."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.programme.collecting import evidence_table
from growthpole.programme.figures import Figures, build_figures
from growthpole.programme.language import evaluate, parse

INDICATORS = {
    "output": Indicator("output", Text("output"), "CNY", bounds=Interval(0.0, np.inf)),
    "area": Indicator("area", Text("area"), "km2", bounds=Interval(0.0, np.inf)),
    "density": Indicator("density", Text("density"), "CNY/km2", formula="output / area", bounds=Interval(0.0, np.inf)),
    "rise": Indicator("rise", Text("rise"), "%", formula="growth(density, years = 1)"),
    "dense": Indicator("dense", Text("dense"), "yes/no", kind="yes/no", formula="density >= 2 CNY/km2"),
}
RULES = Programme("test", "1", Text("test"), Text("town"), "", "", date(2023, 1, 1), indicators=INDICATORS)
CLUSTERS = (Cluster("x", Text("X")), Cluster("y", Text("Y")))
YEARS = ("2021", "2022", "2023")

TRUTH = {
    (cluster, name, year): value
    for cluster, shift in (("x", 0), ("y", 5))
    for name, start in (("output", 10.0), ("area", 2.0))
    for year, value in zip(YEARS, (start + shift, start + 1 + shift, start + 4), strict=True)
}


@st.composite
def true_rows(draw) -> Evidence:
    """Evidence that is true: a point, an estimate that holds the truth, or a bound beyond it."""
    cell = draw(st.sampled_from(sorted(TRUTH)))
    status = draw(
        st.sampled_from([Status.REPORTED, Status.ESTIMATED, Status.LOWER_BOUND, Status.UPPER_BOUND, Status.MISSING])
    )
    truth, slack = TRUTH[cell], draw(st.integers(0, 3))
    value = {Status.LOWER_BOUND: truth - slack, Status.UPPER_BOUND: truth + slack, Status.MISSING: None}.get(
        status, truth
    )
    around = Interval(truth - slack, truth + draw(st.integers(0, 3))) if status is Status.ESTIMATED else None
    return Evidence(*cell, value, "", status, given=around)


def figures_of(rows: list[Evidence]) -> Figures:
    return build_figures(RULES, Dossier(CLUSTERS, evidence_table(rows)), "2023")


def everything_known() -> Figures:
    return figures_of([Evidence(*cell, value, "", Status.VERIFIED) for cell, value in TRUTH.items()])


def check_inside(inner: Figures, outer: Figures) -> None:
    for name in INDICATORS:
        columns = [inner.periods.index(year) for year in outer.periods]
        assert (inner.low[name][:, columns] >= outer.low[name]).all(), name
        assert (inner.high[name][:, columns] <= outer.high[name]).all(), name


@given(st.lists(true_rows(), max_size=20))
def test_the_truth_lies_inside(rows: list[Evidence]) -> None:
    check_inside(everything_known(), figures_of(rows))


@given(st.lists(true_rows(), max_size=12), st.lists(true_rows(), max_size=6))
def test_learning_more_never_widens_a_figure(rows: list[Evidence], more: list[Evidence]) -> None:
    check_inside(
        figures_of(rows + more + [Evidence("x", "output", "2021", None, "", Status.MISSING)]), figures_of(rows)
    )


@given(st.lists(true_rows(), max_size=12), st.lists(true_rows(), max_size=6))
def test_learning_more_never_turns_a_verdict_round(rows: list[Evidence], more: list[Evidence]) -> None:
    tests = ["each(density, years = 2) >= 3 CNY/km2", "rise < 10 % or has(dense)", "output > area * 4 CNY/km2"]
    before, after = figures_of(rows), figures_of(rows + more)
    columns = [after.periods.index(year) for year in before.periods]
    for test in tests:
        then, now = evaluate(parse(test), before), evaluate(parse(test), after)
        assert ((then == 0) | (now[:, columns] == then)).all(), test

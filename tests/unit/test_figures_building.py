"""From rows to figures: each status by hand, derived figures, and what is refused."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME, Evidence
from growthpole.model.interval import Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.programme.collecting import evidence_table
from growthpole.programme.figures import Figures, build_figures
from growthpole.programme.language.moment import Moment

INF = float("inf")


def indicator(name: str, **rules: object) -> Indicator:
    return Indicator(name, Text(name), **{"unit": "count", "bounds": Interval(0.0, 100.0), **rules})  # type: ignore[arg-type]


def figures_of(rows: list[Evidence], *indicators: Indicator, period: str | None = None) -> Figures:
    rules = Programme(
        "test", "1", Text("t"), Text("t"), "", "", date(2023, 1, 1), indicators={one.id: one for one in indicators}
    )
    clusters = (Cluster("x", Text("X"), "r1"), Cluster("y", Text("Y"), "r2"))
    return build_figures(rules, Dossier(clusters, evidence_table(rows)), period)


def row(
    value: float | None, status: Status = Status.REPORTED, of: str = "x", year: str = "2023", name: str = "a", **given
) -> Evidence:
    return Evidence(of, name, year, value, "", status, **given)


@pytest.mark.parametrize(
    ("rows", "ends"),
    [
        ([row(7.0)], (7, 7)),
        ([row(7.0, Status.VERIFIED)], (7, 7)),
        ([row(7.0, Status.CORRECTED)], (7, 7)),
        ([row(7.0, Status.DERIVED)], (7, 7)),
        ([row(7.0, Status.ESTIMATED)], (7, 7)),
        ([row(7.0, Status.ESTIMATED, given=Interval(5.0, 9.0))], (5, 9)),
        ([row(7.0, Status.ESTIMATED, given=Interval(5.0, INF))], (5, 100)),
        ([row(7.0, Status.LOWER_BOUND)], (7, 100)),
        ([row(7.0, Status.UPPER_BOUND)], (0, 7)),
        ([row(5.0, Status.LOWER_BOUND), row(7.0, Status.UPPER_BOUND)], (5, 7)),
        ([row(5.0, Status.LOWER_BOUND), row(7.0)], (7, 7)),
        ([row(5.0, Status.DISPUTED), row(7.0, Status.DISPUTED)], (5, 7)),
        ([row(5.0, Status.DISPUTED), row(7.0, Status.DISPUTED), row(6.0, Status.VERIFIED)], (6, 6)),
        ([row(5.0, Status.DISPUTED), row(7.0)], (5, 7)),
        ([row(5.0), row(7.0)], (5, 7)),
        ([row(9.0, Status.LOWER_BOUND), row(7.0, Status.UPPER_BOUND)], (7, 9)),
        ([row(5.0), row(None, Status.MISSING)], (5, 5)),
        ([row(5.0), row(7.0), row(None, Status.CORRUPT)], (5, 7)),
        ([row(None, Status.MISSING)], (0, 100)),
        ([row(None, Status.CORRUPT)], (0, 100)),
        ([row(None, Status.SUPPRESSED)], (0, 100)),
        ([row(None)], (0, 100)),
        ([], (0, 100)),
        ([row(120.0)], (120, 120)),
        ([row(120.0, Status.LOWER_BOUND)], (120, INF)),
        ([row(-1.0, Status.UPPER_BOUND)], (-INF, -1)),
        ([row(5.0, of=ALL)], (5, 5)),
        ([row(5.0, of=ALL), row(6.0)], (5, 6)),
        ([row(5.0, of="r1")], (0, 100)),
        ([row(5.0, of=PROGRAMME)], (0, 100)),
        ([row(5.0, name="unheard_of")], (0, 100)),
    ],
)
def test_what_rows_leave_open(rows: list[Evidence], ends: tuple[float, float]) -> None:
    figures = figures_of(rows, indicator("a"), period="2023")
    assert (figures.low["a"][0, -1], figures.high["a"][0, -1]) == ends


def test_a_figure_of_the_region_or_programme_is_one_of_its_clusters() -> None:
    rows = [row(3.0, of="r1", name="people"), row(8.0, of=PROGRAMME, name="fund"), row(9.0, of="r1", name="fund")]
    figures = figures_of(rows, indicator("people", of="region"), indicator("fund", of="programme"))
    assert figures.low["people"][:, 0].tolist() == [3.0, 0.0]
    assert figures.high["fund"][:, 0].tolist() == [8.0, 8.0]
    assert figures.rows("people", 0, "2023") == (2,)
    assert figures.rows("people", 1, "2023") == ()


def test_years_have_no_gap_and_end_at_the_period() -> None:
    rows = [row(1.0, year="2019"), row(2.0, year="2022"), row(3.0, year="2024"), row(4.0, year="after")]
    figures = figures_of(rows, indicator("a"), period="2023")
    assert figures.periods == ("2019", "2020", "2021", "2022", "2023")
    assert figures.others == ("after",)
    assert figures.low["a"][0].tolist() == [1.0, 0.0, 0.0, 2.0, 0.0]
    assert figures.read("a", Moment(0, "after")).low[0, 0] == 4.0
    assert figures.read("a", Moment(1, "after")).low.tolist() == [[0.0]]
    assert figures.read("a", Moment(1, "2020")).low[0, 0] == 1.0
    assert figures.rows("a", 0, "2024") == ()
    assert figures_of(rows, indicator("a")).periods[-1] == "2024"


def test_a_year_long_ago_stands_beside_the_axis() -> None:
    rows = [row(1.0, year="1949"), row(2.0, year="2022"), row(9.0, year="2030", name="unheard_of")]
    figures = figures_of(rows, indicator("a"))
    assert figures.periods == ("2022",)
    assert figures.others == ("1949",)
    assert figures.read("a", Moment(0, "1949")).low[0, 0] == 1.0
    assert figures.rows("a", 0, "1949") == (0,)


def test_a_figure_is_carried_for_as_long_as_its_rule_says() -> None:
    rows = [row(1.0, year="2019"), row(5.0, year="2022", of="y")]
    figures = figures_of(rows, indicator("a", carry_years=2), period="2023")
    assert figures.low["a"][0].tolist() == [1.0, 1.0, 1.0, 0.0, 0.0]
    assert figures.high["a"][0].tolist() == [1.0, 1.0, 1.0, 100.0, 100.0]
    assert [figures.carried("a", 0, year) for year in figures.periods] == [None, "2019", "2019", None, None]
    assert figures.carried("a", 1, "2023") == "2022"
    assert figures.carried("a", 1, "1990") is None
    assert figures.rows("a", 0, "2021") == figures.rows("a", 0, "2019") == (0,)


def test_a_derived_figure_follows_and_meets_its_own_evidence() -> None:
    sum_rule = indicator("c", formula="d + 1", bounds=Interval(-INF, INF))
    double = indicator("d", formula="a * 2", bounds=Interval(0.0, 50.0))
    rows = [row(5.0), row(8.0, Status.LOWER_BOUND, name="d"), row(3.0, of="y", name="d"), row(7.0, year="after")]
    figures = figures_of(rows, sum_rule, double, indicator("a"))
    assert figures.low["d"][:, 0].tolist() == [10.0, 3.0]
    assert figures.high["d"][:, 0].tolist() == [10.0, 3.0]
    assert figures.low["c"][:, 0].tolist() == [11.0, 4.0]
    assert figures.ranges["c"] == Interval(1.0, 51.0)
    assert figures.read("c", Moment(0, "after")).low[0, 0] == 15.0
    # Where formula and evidence contradict each other, both stay possible.
    contrary = figures_of([row(5.0), row(3.0, name="d")], double, indicator("a"))
    assert (contrary.low["d"][0, 0], contrary.high["d"][0, 0]) == (3.0, 10.0)


def test_a_formula_may_be_a_test() -> None:
    fact = indicator("strong", unit="yes/no", kind="yes/no", formula="a >= 5")
    figures = figures_of([row(7.0), row(9.0, Status.UPPER_BOUND, of="y")], fact, indicator("a"))
    assert figures.low["strong"][:, 0].tolist() == [1.0, 0.0]
    assert figures.high["strong"][:, 0].tolist() == [1.0, 1.0]


def test_a_range_that_the_formula_contradicts_stands() -> None:
    odd = indicator("odd", formula="0 - a - 1", bounds=Interval(0.0, 1.0))
    assert figures_of([], odd, indicator("a"), period="2023").ranges["odd"] == Interval(0.0, 1.0)


@pytest.mark.parametrize(
    ("rules", "error", "words"),
    [
        ([indicator("a", formula="b"), indicator("b", formula="a")], InputError, "in a circle"),
        ([indicator("a", formula="a + 1")], InputError, "a -> a"),
        ([indicator("a", formula="nothing + 1")], NameUnknownError, "no indicator 'nothing'"),
        ([indicator("a", formula="score * 2")], InputError, "indicators only; it uses score"),
        ([indicator("a", unit="foo")], InputError, "unit 'foo' is not known"),
    ],
)
def test_formulas_that_lead_nowhere_are_refused(rules: list[Indicator], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        figures_of([], *rules, period="2023")


def test_a_period_is_a_year() -> None:
    with pytest.raises(InputError, match="'2023Q1'"):
        figures_of([], indicator("a"), period="2023Q1")
    with pytest.raises(InputError, match="has no year"):
        figures_of([row(1.0, year="after")], indicator("a"))
    with pytest.raises(NameUnknownError, match="no indicator 'b'"):
        figures_of([row(1.0)], indicator("a")).read("b", Moment())


def test_no_clusters_give_figures_of_nobody() -> None:
    rules = Programme("test", "1", Text("t"), Text("t"), "", "", date(2023, 1, 1), indicators={"a": indicator("a")})
    figures = build_figures(rules, Dossier((), evidence_table([row(1.0)])))
    assert figures.low["a"].shape == (0, 1)
    assert not np.isnan(figures.low["a"]).any()

"""Charts of an index: what they draw is what the results say."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import vl_convert

from growthpole import index as gi
from growthpole.charts.index import contribution_bars, rank_intervals, sensitivity_bars
from growthpole.errors import InputError

TREE = gi.Framework(
    (
        gi.Indicator("a", "left", 2.0, worst=0.0, best=10.0),
        gi.Indicator("b", "left", 1.0, worst=10.0, best=0.0),
        gi.Indicator("c", "right", 1.0, worst=0.0, best=10.0),
    ),
    (gi.Node("index"), gi.Node("left", "index", 3.0), gi.Node("right", "index", 1.0)),
)


@pytest.fixture
def index():
    figures = {"a": [8.0, None, 2.0], "b": [1.0, 4.0, 9.0], "c": [5.0, 6.0, 1.0]}
    return gi.build(pl.DataFrame({"unit": ["太谷", "q", "r"], **figures}), TREE)


def _rows(chart):
    drawn = chart.to_dict()
    own = [layer.get("data", drawn.get("data")) for layer in drawn["layer"]]
    return [one["values"] if "values" in one else drawn["datasets"][one["name"]] for one in own]


def test_ranks_are_drawn_as_ranges(index):
    found = gi.index_intervals(index)
    draws = gi.simulate(index, gi.Uncertainty(data=0.1), replications=200)
    for chart in (rank_intervals(found), rank_intervals(found, draws, language="zh")):
        made = {row["unit"]: row for row in _rows(chart)[0]}
        assert [made[unit]["shown best"] for unit in index.units] == found.best.tolist()
        assert [made[unit]["shown worst"] for unit in index.units] == found.worst.tolist()
        assert vl_convert.vegalite_to_svg(chart.to_json()).startswith("<svg")
    quantiles = draws.rank_quantiles()
    assert [made[unit]["likely best"] for unit in index.units] == quantiles[0].tolist()
    assert [row["unit"] for row in _rows(rank_intervals(found, where=[2, 0]))[0]] == ["太谷", "r"]


def test_contributions_add_up_to_the_scores(index):
    explained = [gi.explain(index, unit) for unit in ("太谷", "r")]
    rows = _rows(contribution_bars(explained))[0]
    for one in explained:
        assert sum(row["points"] for row in rows if row["unit"] == one.unit) == pytest.approx(one.score)
    alone = _rows(contribution_bars(explained[:1]))[0]
    assert sum(row["points"] for row in alone) == pytest.approx(explained[0].score)
    assert sum(row["full"] for row in alone) == pytest.approx(100)


def test_an_unknown_is_drawn_as_nothing_not_as_zero(index):
    rows = _rows(contribution_bars([gi.explain(index, "q")]))[0]
    assert {row["id"]: row["value"] for row in rows} == {"a": None, "b": 60.0, "c": 60.0}
    assert rows[0]["points"] is None


def test_sensitivity_is_drawn_with_its_errors(index):
    complete = index.replay(impute="class mean")
    found = gi.sensitivity(complete, gi.Uncertainty(data=0.8, weight_ranges={"left": (0, 5)}), n=64)
    rows = _rows(sensitivity_bars(found))[0]
    assert len(rows) == 4
    assert rows[0]["share"] == pytest.approx(np.max(found.rank_shift.total))
    assert vl_convert.vegalite_to_svg(sensitivity_bars(found, language="zh").to_json()).count("方差") >= 1


def test_charts_refuse_what_does_not_fit(index):
    found = gi.index_intervals(index)
    complete = index.replay(impute="class mean")
    other = gi.simulate(complete.replay(screen="availability"), gi.Uncertainty(data=0.1), replications=3)
    with pytest.raises(InputError, match="must be one of"):
        rank_intervals(found, language="fr")
    with pytest.raises(InputError, match="at least one"):
        contribution_bars([])
    fewer = gi.build(pl.DataFrame({"unit": ["x"], "a": [1.0], "b": [1.0], "c": [1.0]}), TREE)
    with pytest.raises(InputError, match="same index"):
        rank_intervals(gi.index_intervals(fewer), other)

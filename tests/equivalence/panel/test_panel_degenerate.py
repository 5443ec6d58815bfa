"""One region, one industry, one plant, nothing at all; and options that must not matter where they cannot."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.measures.panel.base import economic_base, minimum_requirements
from growthpole.measures.panel.cluster_index import litzenberger_sternberg
from growthpole.measures.panel.cluster_rules import strong_clusters, three_stars
from growthpole.measures.panel.composition import emerging_share, related_variety, theil
from growthpole.measures.panel.coupling import coupling
from growthpole.measures.panel.dissimilarity import gini, hachman, hoover, krugman
from growthpole.measures.panel.districts import industrial_districts
from growthpole.measures.panel.diversity import entropy, herfindahl
from growthpole.measures.panel.localisation import ellison_glaeser, maurel_sedillot
from growthpole.measures.panel.localisation_bounds import ellison_glaeser_bounds
from growthpole.measures.panel.localisation_interval import ellison_glaeser_interval
from growthpole.measures.panel.productivity import productivity, reference_score
from growthpole.measures.panel.proximity_quotient import proximity_location_quotient
from growthpole.measures.panel.quotient import location_quotient
from growthpole.measures.panel.quotient_bounds import location_quotient_bounds
from growthpole.measures.panel.quotient_interval import location_quotient_interval
from growthpole.measures.panel.shift_share import shift_share, shift_share_dynamic
from growthpole.measures.panel.structure import contribution, structural_change


def jobs(rows):
    return pl.DataFrame(rows, schema=["region", "industry", "employment"], orient="row")


def test_one_region_is_the_economy():
    x = np.array([[3.0, 5.0, 2.0]])
    assert location_quotient(x).tolist() == [[1.0, 1.0, 1.0]]
    for measure, value in ((krugman, 0), (hoover, 0), (gini, 0), (hachman, 1)):
        assert measure(x, of="region") == pytest.approx([value], abs=1e-12)
    assert minimum_requirements(x).basic.tolist() == [0.0]
    assert np.isnan(economic_base(x).multiplier[0])


def test_one_industry_has_nothing_to_be_even_over():
    x = np.array([[3.0], [5.0]])
    assert herfindahl(x).herfindahl.tolist() == [1.0, 1.0]
    assert np.isnan(herfindahl(x).standardised).all()
    assert np.isnan(entropy(x).relative).all()
    assert entropy(x).entropy.tolist() == [0.0, 0.0]


def test_nothing_at_all_is_undefined_and_not_zero():
    x = np.zeros((2, 3))
    for measure in (krugman, hoover, gini, hachman):
        assert np.isnan(measure(x, of="region")).all()
        assert np.isnan(measure(x, of="industry")).all()
    assert np.isnan(location_quotient(x)).all()


def test_a_region_with_nothing_spoils_no_other():
    x = np.array([[3.0, 1.0], [1.0, 5.0]])
    padded = np.vstack([x, [0.0, 0.0]])
    for measure in (krugman, hoover, gini, hachman):
        assert measure(padded, of="region")[:2] == pytest.approx(measure(x, of="region"), abs=1e-12)
        assert measure(padded, of="industry") == pytest.approx(measure(x, of="industry"), abs=1e-12)


def test_an_unknown_region_spoils_no_other():
    # Trap: one missing cell turned the whole table of another package to zero, and "unknown" into "absent".
    x = np.array([[3.0, 1.0], [1.0, 5.0], [np.nan, 2.0]])
    for measure in (krugman, hoover, gini, hachman):
        found = measure(x, of="region")
        assert found[:2].tolist() == measure(x[:2], of="region").tolist()
        assert np.isnan(found[2])
    assert location_quotient(x)[:2].tolist() == location_quotient(x[:2]).tolist()
    assert np.isnan(location_quotient(x)[2]).all()


def test_groups_of_one_and_one_group():
    x = np.array([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0]])
    single = related_variety(x, groups=["a", "b", "c"])
    assert single.related == pytest.approx(0, abs=1e-12)
    assert single.unrelated == pytest.approx(entropy(x).entropy / np.log(2))
    whole = related_variety(x, groups=["a"] * 3)
    assert whole.unrelated == pytest.approx(0, abs=1e-12)
    assert theil(x, of="region").within.tolist() == theil(x, of="region").theil.tolist()


@pytest.mark.parametrize("measure", [ellison_glaeser, maurel_sedillot])
def test_one_plant_or_one_region_has_no_localisation(measure):
    alone = measure(jobs([("a", "x", 10), ("a", "y", 5), ("b", "y", 5)]))
    assert alone.filter(industry="x")["status"].item() == "undefined"
    here = measure(jobs([("a", "x", 10), ("a", "x", 5)]))
    assert here["status"].to_list() == ["undefined"]


def test_a_plant_of_unknown_size_makes_its_industry_unknown():
    table = jobs([("a", "x", 10), ("b", "x", None), ("a", "y", 5), ("b", "y", 5)])
    result = ellison_glaeser(table)
    assert result["status"].to_list() == ["unknown", "partial"]
    assert ellison_glaeser(table, unknown="spread")["status"].to_list() == ["unknown", "unknown"]


def test_ellison_glaeser_by_period_and_with_an_economy_by_period():
    one = jobs([("a", "x", 10), ("b", "x", 5), ("a", "y", 2), ("b", "y", 9)])
    two = jobs([("a", "x", 4), ("b", "x", 4), ("b", "y", 9), ("b", "y", 1)])
    both = pl.concat([one.with_columns(year=pl.lit(1)), two.with_columns(year=pl.lit(2))])
    apart = pl.concat([ellison_glaeser(one), ellison_glaeser(two)])
    assert ellison_glaeser(both, period="year").drop("year").equals(apart)
    economy = both.group_by("year", "region").agg(pl.col("employment").sum())
    given = ellison_glaeser(both, period="year", economy=economy)["gamma"].to_numpy()
    assert given == pytest.approx(apart["gamma"].to_numpy(), abs=1e-12, nan_ok=True)


def test_sizes_known_exactly_and_no_resampling_leave_no_uncertainty(rng):
    table = jobs(
        [(r, i, 3 + k) for k, (r, i) in enumerate([("a", "x"), ("b", "x"), ("b", "x"), ("a", "y"), ("a", "y")])]
    )
    bounded = table.with_columns(low=pl.col("employment"), high=pl.col("employment"))
    result = ellison_glaeser_interval(bounded, rng=rng, draws=5, resample=False, bounds=("low", "high"))
    plain = ellison_glaeser(table)
    assert result["gamma"].to_list() == plain["gamma"].to_list()
    assert result["gamma_low"].to_numpy() == pytest.approx(result["gamma"].to_numpy(), abs=1e-12)
    assert result["gamma_high"].to_numpy() == pytest.approx(result["gamma"].to_numpy(), abs=1e-12)


def test_size_classes_widen_the_interval_and_an_open_class_is_unknown(rng):
    table = pl.DataFrame(
        {
            "region": ["a", "b", "b", "a", "b", "a"],
            "industry": ["x", "x", "x", "y", "y", "z"],
            "low": [1, 1, 10, 3, 3, 10000],
            "high": [2, 2, 19, 5, 5, None],
        }
    )
    result = ellison_glaeser_interval(table, rng=rng, draws=60, resample=False, bounds=("low", "high"))
    assert result["status"].to_list() == ["partial", "partial", "unknown"]
    assert (result["gamma_high"] > result["gamma_low"])[0]
    assert result["gamma_low"][2] is None


def test_the_same_seed_gives_the_same_interval():
    table = jobs([("a", "x", 10), ("b", "x", 5), ("b", "x", 7), ("a", "y", 2), ("b", "y", 9)])
    one, two = (ellison_glaeser_interval(table, rng=np.random.default_rng(7), draws=30) for _ in range(2))
    assert one.equals(two)
    seen = []
    ellison_glaeser_interval(table, rng=np.random.default_rng(7), draws=3, progress=lambda a, b: seen.append((a, b)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def years(x, then):
    return pl.concat(
        [
            pl.DataFrame(
                {
                    "period": year,
                    "region": np.repeat(["a", "b", "c"], 2),
                    "industry": ["x", "y"] * 3,
                    "employment": np.ravel(table),
                }
            )
            for year, table in ((2019, x), (2020, then))
        ]
    )


def test_an_unknown_figure_at_one_date_leaves_the_others_measured():
    x, then = np.array([[3.0, 1], [1, 5], [4, 4]]), np.array([[4.0, 2], [1, 6], [5, np.nan]])
    table = years(x, then)
    result = shift_share(table)
    assert result["status"].to_list() == ["partial", "partial", "unknown"]
    assert result.row(2, named=True)["national"] is None
    expected = shift_share(x[:2], then[:2])
    assert result["regional"][:2].to_numpy() == pytest.approx(expected.regional.sum(axis=1))
    assert structural_change(table)["status"].to_list() == ["known", "known", "unknown"]
    assert contribution(table).filter(region="c")["status"].unique().to_list() == ["unknown"]
    spread = shift_share(table, unknown="spread")
    assert spread["national"].null_count() == 3


def test_what_the_parts_are_summed_to_does_not_change_them():
    x, then = np.array([[3.0, 1], [1, 5], [4, 4]]), np.array([[4.0, 2], [1, 6], [5, 1]])
    table = years(x, then)
    totals = [shift_share(table, by=by).select("national", "mix", "regional").sum().row(0) for by in
              ("region", "industry", "cell")]  # fmt: skip
    assert totals[0] == pytest.approx(totals[1])
    assert totals[0] == pytest.approx(totals[2])
    with pytest.raises(InputError, match="`by` must be"):
        shift_share(table, by="town")


def test_dynamic_sums_the_steps_and_dates_may_be_chosen():
    rng = np.random.default_rng(5)
    table = pl.concat(
        [
            pl.DataFrame(
                {
                    "period": t,
                    "region": ["a", "a", "b", "b"],
                    "industry": ["x", "y"] * 2,
                    "employment": rng.integers(1, 9, 4),
                }
            )
            for t in range(4)
        ]
    )
    every, dynamic = shift_share(table), shift_share_dynamic(table)
    summed = every.group_by("region").agg(pl.col("national", "mix", "regional").sum()).sort("region")
    assert dynamic["mix"].to_numpy() == pytest.approx(summed["mix"].to_numpy())
    chosen = shift_share(table, start=0, end=3)
    assert chosen.select("since", "period").row(0) == (0, 3)
    with pytest.raises(NameUnknownError, match="no period '9'"):
        shift_share(table, start=9)


def test_change_needs_two_dates():
    one = jobs([("a", "x", 10)]).with_columns(period=pl.lit(1))
    with pytest.raises(InputError, match="two periods or more"):
        shift_share(one)
    with pytest.raises(InputError, match="`period` must name"):
        shift_share(one, period=None)
    for measure in (shift_share, contribution, structural_change):
        with pytest.raises(InputError, match="`after` is for arrays"):
            measure(one, one)
    with pytest.raises(InputError, match="`after` must hold"):
        shift_share([[1.0]])
    with pytest.raises(ShapeError, match="one shape"):
        shift_share([[1.0]], [[1.0, 2.0]])
    with pytest.raises(ShapeError, match="two dates or more"):
        shift_share_dynamic([[[1.0]]])


def test_proximity_needs_known_neighbours_only_where_they_weigh():
    table = jobs([("a", "x", 1), ("b", "x", None), ("c", "x", 2), ("a", "y", 1), ("b", "y", 1), ("c", "y", 1)])
    near = pl.DataFrame({"region": ["a", "c"], "neighbour": ["b", "a"], "weight": [0.5, 0.5]})
    result = proximity_location_quotient(table, weights=near)
    found = dict(result.filter(industry="x").select("region", "status").iter_rows())
    assert found == {"a": "unknown", "b": "unknown", "c": "partial"}
    with pytest.raises(InputError, match="number >= 0"):
        proximity_location_quotient(table, weights=near.with_columns(weight=pl.lit(-1.0)))


def test_bounds_of_a_suppressed_cell():
    table = pl.DataFrame(
        {"region": ["a", "a", "b", "b"], "industry": ["x", "y"] * 2, "low": [0, 5, 4, 4], "high": [9, 5, 4, 4]}
    )
    result = location_quotient_bounds(table, low="low", high="high")
    assert result["status"].to_list()[0] == "interval"
    unknown = table.with_columns(high=pl.when(pl.col("low") > 0).then("high"))
    assert set(location_quotient_bounds(unknown, low="low", high="high")["status"]) == {"unknown"}
    with pytest.raises(InputError, match="`low` <= `high`"):
        location_quotient_bounds(table.with_columns(low=pl.lit(7)), low="low", high="high")


def test_verdicts_are_unknown_where_they_hang_on_an_unknown_figure():
    table = jobs([("a", "x", 60), ("a", "y", None), ("b", "x", 10), ("b", "y", 190)])
    stars = three_stars(table, top=0.5)
    row = stars.filter(region="a", industry="x").row(0, named=True)
    assert row["size"] == "met"
    assert (row["specialisation"], row["focus"]) == ("unknown", "unknown")
    assert (row["stars_low"], row["stars_high"]) == (1, 3)
    assert strong_clusters(table).filter(region="a")["strong"].unique().to_list() == ["unknown"]
    for measure in (three_stars, strong_clusters):
        with pytest.raises(InputError, match="`top` must be"):
            measure(table, top=0)


def test_districts_say_what_they_do_not_know():
    table = jobs([("a", "x", 60), ("a", "z", 10), ("b", "x", 10), ("b", "z", 90)]).with_columns(
        small=pl.Series([50.0, 10.0, None, 90.0])
    )
    result = industrial_districts(table, manufacturing=["x"], small="small")
    assert result.filter(region="b")["small_firms"].item() == "unknown"
    assert result.filter(region="b")["manufacturing"].item() == "not met"
    assert result.filter(region="b")["district"].item() == "not met"
    lacking = table.with_columns(employment=pl.when(pl.col("small").is_not_null()).then("employment"))
    unknown = industrial_districts(lacking, manufacturing=["x"], small="small").filter(region="b")
    assert unknown.select("manufacturing", "specialised", "district", "leader").row(0) == ("unknown",) * 3 + (None,)
    with pytest.raises(NameUnknownError, match="no industry 'q'"):
        industrial_districts(table, manufacturing=["q"], small="small")
    with pytest.raises(InputError, match="empty"):
        industrial_districts(table, manufacturing=[], small="small")


def test_cluster_index_is_unknown_for_a_place_that_is_not_told():
    table = jobs([("a", "x", 5), ("b", "x", 5)]).with_columns(plants=pl.lit(1))
    places = pl.DataFrame({"region": ["a"], "area": [1.0], "population": [1.0]})
    assert litzenberger_sternberg(table, regions=places)["status"].to_list() == ["known", "unknown"]
    none = jobs([("a", "x", 0)]).with_columns(plants=pl.lit(0))
    assert litzenberger_sternberg(none, regions=places)["status"].to_list() == ["undefined"]


def test_errors_of_options():
    table = jobs([("a", "x", 5), ("b", "x", 5)])
    rng = np.random.default_rng(1)
    for bad, match in (
        ({"sampling": "towns"}, "`sampling`"), ({"level": 1.0}, "`level`"), ({"fraction": 0.0}, "`fraction`"),
        ({"threshold": 0.0}, "`threshold`"), ({"discovery_rate": 2.0}, "`discovery_rate`"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=match):
            location_quotient_interval(table, **bad)
    with pytest.raises(InputError, match="`draws`"):
        ellison_glaeser_interval(table, rng=rng, draws=1)
    with pytest.raises(InputError, match="`level`"):
        ellison_glaeser_interval(table, rng=rng, level=0.0)
    with pytest.raises(InputError, match="does not apply to plants"):
        ellison_glaeser(table, reference="a")
    with pytest.raises(InputError, match="'b' is not in it"):
        ellison_glaeser(table, economy=pl.DataFrame({"region": ["a"], "employment": [1]}))
    with pytest.raises(InputError, match="missing or negative"):
        ellison_glaeser(table, economy=pl.DataFrame({"region": ["a"], "employment": [-1]}))
    for measure in (location_quotient, krugman, theil, structural_change, shift_share):
        with pytest.raises(InputError, match="`region` says something about a frame"):
            measure([[1.0, 2.0]], **({"after": [[1.0, 2.0]]} if measure in (structural_change, shift_share) else {}),
                    region="town")  # fmt: skip
    with pytest.raises(InputError, match="`start` says something about a frame"):
        shift_share([[1.0]], [[2.0]], start=2019)
    with pytest.raises(InputError, match="`rank`"):
        minimum_requirements(table, rank=0)
    with pytest.raises(NameUnknownError, match="no industry 'q'"):
        emerging_share(table, industries=["q"])
    with pytest.raises(InputError, match="'x' has none"):
        related_variety(table, groups={"y": "z"})
    with pytest.raises(InputError, match="must list the group"):
        related_variety([[1.0, 2.0]], groups=2)
    with pytest.raises(InputError, match="must map each label"):
        related_variety(table, groups=["a"])
    with pytest.raises(InputError, match="two systems"):
        coupling(table, systems=["employment"])
    with pytest.raises(InputError, match="sum to 1"):
        coupling([[0.1, 0.2]], weights=[0.5, 0.6])
    with pytest.raises(InputError, match="`inputs`"):
        productivity(table, inputs=())
    with pytest.raises(InputError, match="`indicators`"):
        reference_score(table, indicators={})
    with pytest.raises(InputError, match="reference > 0"):
        reference_score(table, indicators={"employment": (0.0, 1.0)})


def test_intervals_by_period_with_an_economy_by_period(rng):
    rows = [("a", "x", 10), ("b", "x", 5), ("b", "x", 7), ("a", "y", 2), ("b", "y", 9)]
    table = pl.concat([jobs(rows).with_columns(year=pl.lit(t)) for t in (1, 2)])
    economy = table.group_by("year", "region").agg(pl.col("employment").sum())
    result = ellison_glaeser_interval(table, rng=rng, draws=20, period="year", economy=economy)
    assert result["year"].to_list() == [1, 1, 2, 2]
    plain = ellison_glaeser(table, period="year", economy=economy)
    assert result["gamma"].to_list() == plain["gamma"].to_list()
    bad = table.with_columns(low=pl.lit(3), high=pl.lit(2))
    with pytest.raises(InputError, match="every size class"):
        ellison_glaeser_interval(bad, rng=rng, draws=5, bounds=("low", "high"))


def test_a_table_of_which_nothing_is_known_has_no_test_to_correct():
    table = jobs([("a", "x", None), ("b", "x", None)])
    result = location_quotient_interval(table)
    assert result["status"].to_list() == ["unknown", "unknown"]
    assert result["q_value"].null_count() == 2
    assert three_stars(jobs([("a", "x", 0), ("a", "y", 1), ("b", "y", 1)]))["stars_high"].is_between(0, 3).all()


@pytest.mark.parametrize("measure", [ellison_glaeser, maurel_sedillot])
def test_plant_indices_of_an_array_keep_unknown_unknown(measure):
    x = np.array([[10.0, np.nan, 3.0], [5.0, 2.0, 0.0]])
    found = measure(x, herfindahl=[0.3, 0.3, 0.6])
    assert np.isnan(found.gamma).tolist() == [False, True, False]
    assert found.gamma[[0, 2]] == pytest.approx(measure(x[:, [0, 2]], herfindahl=[0.3, 0.6]).gamma)
    with pytest.raises(InputError, match="plant Herfindahl"):
        measure(x)
    with pytest.raises(ShapeError, match="must have the shapes"):
        measure(x, herfindahl=[0.3])
    with pytest.raises(InputError, match="is for arrays"):
        measure(jobs([("a", "x", 1)]), herfindahl=[0.3])


def test_bounds_of_the_index_by_period_and_with_an_open_class():
    table = pl.DataFrame(
        {
            "year": [1, 1, 1, 2, 2],
            "region": ["a", "b", "b", "a", "b"],
            "industry": ["x", "x", "z", "x", "x"],
            "low": [1, 1, 10000, 3, 3],
            "high": [2, 2, None, 5, 5],
        }
    )
    result = ellison_glaeser_bounds(table, bounds=("low", "high"), period="year")
    assert result["year"].to_list() == [1, 1, 2]
    assert result["status"].to_list() == ["partial", "unknown", "known"]
    alone = ellison_glaeser_bounds(table.filter(year=2).head(1), bounds=("low", "high"))
    assert alone["status"].to_list() == ["undefined"]
    economy = pl.DataFrame({"year": [1, 1, 2, 2], "region": ["a", "b"] * 2, "employment": [5, 5, 6, 6]})
    given = ellison_glaeser_bounds(table, bounds=("low", "high"), period="year", economy=economy)
    assert given["status"].to_list() == ["known", "unknown", "known"]

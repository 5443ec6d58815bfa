"""Every chart draws every kind of assessment, in both languages, from the assessment's own numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
import vl_convert

from growthpole import charts
from growthpole.charts.palette import SYMBOL, VERDICT, tier_colours
from growthpole.charts.selection import labels, leading
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

PLAIN = ["ladder", "criteria_matrix", "score_intervals", "rank_ranges", "fund_split", "points_bars", "unknowns"]
PLAIN += ["sensitivity"]


def values(chart, field=""):
    """The rows that a chart draws; those that have ``field``, where it draws several kinds."""
    spec = chart.to_dict(validate=False)
    data = [part["data"] for part in (spec, *spec["layer"]) if "data" in part]
    drawn = [one["values"] if "values" in one else spec["datasets"][one["name"]] for one in data]
    return next((rows for rows in drawn if rows and (not field or field in rows[0])), [])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PLAIN)
def test_a_chart_is_valid_vega_lite_for_any_assessment(name, language, sparse, crowd, nobody):
    for assessment in (sparse, crowd(12), crowd(200), nobody):
        spec = getattr(charts, name)(assessment, language).to_dict(validate=True)
        assert spec["width"] == 640


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_map_is_valid_vega_lite(language, sparse, crowd, counties):
    for assessment in (sparse, crowd(30), crowd(200)):
        assert (
            charts.county_map(assessment, counties, language).to_dict(validate=True)["projection"]["type"] == "mercator"
        )


@pytest.mark.parametrize("name", PLAIN)
def test_another_language_is_refused(name, sparse):
    with pytest.raises(NameUnknownError, match="there is no language 'fr'"):
        getattr(charts, name)(sparse, "fr")


def test_the_ladder_shows_holding_possible_and_target(sparse):
    drawn = {(row["tier"], row["kind"]): row["count"] for row in values(charts.ladder(sparse, "zh"))}
    assert drawn["省级", "holding"] == 3
    assert drawn["省级", "possible"] == 4
    assert [drawn[tier, "target"] for tier in ("省级", "市级", "县级")] == [10, 30, 50]


def test_the_ladder_has_its_highest_tier_on_top(sparse):
    assert values(charts.ladder(sparse, "en"))[0]["tier"] == "provincial"


def test_a_tier_without_a_target_has_no_target_mark(sparse):
    untargeted = replace(sparse, ladder=tuple(replace(rung, target=None) for rung in sparse.ladder))
    assert {row["kind"] for row in values(charts.ladder(untargeted, "en"))} == {"holding", "possible"}


def test_every_cell_of_the_matrix_has_a_symbol_of_its_own_verdict(sparse):
    cells = values(charts.criteria_matrix(sparse, "en"))
    assert len(cells) == len(sparse.clusters) * len(sparse.programme.criteria)
    by_id = {(one.cluster.id, found.id): found.verdict for one in sparse.clusters for found in one.criteria}
    names = {criterion.name.en: id_ for id_, criterion in sparse.programme.criteria.items()}
    assert all(cell["symbol"] == SYMBOL[by_id[cell["id"], names[cell["criterion"]]]] for cell in cells)


def test_verdicts_differ_in_symbol_and_in_lightness():
    def lightness(colour):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert len(set(SYMBOL.values())) == len(Verdict)
    light = sorted(lightness(VERDICT[verdict]) for verdict in Verdict)
    assert min(later - earlier for earlier, later in pairwise(light)) > 40


def test_above_eighty_clusters_the_matrix_becomes_shares_that_add_up(crowd):
    bars = values(charts.criteria_matrix(crowd(200), "en"))
    assert len(bars) == 3 * len(crowd(200).programme.criteria)
    assert sum(bar["count"] for bar in bars) == 200 * len(crowd(200).programme.criteria)


def test_scores_are_drawn_as_the_intervals_they_are(sparse):
    drawn = {row["id"]: (row["low"], row["high"]) for row in values(charts.score_intervals(sparse, "en"), "low")}
    assert drawn.keys() == {one.cluster.id for one in sparse.clusters}
    for one in sparse.clusters:
        assert drawn[one.cluster.id] == pytest.approx((one.score.total.low, one.score.total.high))


def test_a_chart_of_many_says_how_many_it_leaves_out(crowd):
    spec = charts.score_intervals(crowd(200), "en").to_dict()
    assert spec["title"]["text"] == "The first 80 of 200, by score"
    assert len(values(charts.rank_ranges(crowd(200), "zh"))) == 80


def test_a_rank_range_covers_its_ranks(sparse):
    for row in values(charts.rank_ranges(sparse, "en")):
        assert row["from"] < row["best"] <= row["worst"] < row["to"] <= row["last"]


def test_draws_are_a_line_and_a_dot_over_the_bar(drawn):
    chart = charts.rank_ranges(drawn, "en")
    rows = {row["id"]: row for row in values(chart)}
    assert (rows["qixian-glassware"]["low"], rows["qixian-glassware"]["median"]) == (1, 2)
    assert "median" not in rows["pingyao-beef"]
    assert len(chart.to_dict(validate=True)["layer"]) == 4


def test_sensitivity_is_drawn_as_the_indices_are(drawn, sparse):
    rows = values(charts.sensitivity(drawn, "en"))
    assert [(row["factor"], row["share"]) for row in rows] == [
        ("the weights", 0.952),
        ("the weights", 0.9),
        ("unknown figures", 0.016),
        ("unknown figures", 0.0),
    ]
    assert {row["kind"] for row in values(charts.sensitivity(drawn, "zh"))} == {"含交互作用（总）", "单独作用（一阶）"}
    assert values(charts.sensitivity(sparse, "en")) == []


def test_ranks_start_at_one(sparse):
    scales = [
        layer["encoding"]["x"]["scale"]["domain"] for layer in charts.rank_ranges(sparse, "en").to_dict()["layer"]
    ]
    assert scales == [[0.5, 4.5]] * 2


def test_awards_are_drawn_in_the_unit_of_the_language(sparse):
    cents = sparse.clusters[0].award.cents
    assert values(charts.fund_split(sparse, "zh"))[0]["amount"] == pytest.approx(cents / 100 / 10_000)
    assert values(charts.fund_split(sparse, "en"))[0]["amount"] == pytest.approx(cents / 100 / 1e6)


def test_certain_and_open_points_add_up_to_the_most_that_can_be_reached(sparse):
    drawn = values(charts.points_bars(sparse, "en"))
    for one in sparse.clusters:
        reached = sum(row["points"] for row in drawn if row["id"] == one.cluster.id)
        assert reached == pytest.approx(one.score.total.high)


def test_the_points_of_one_cluster_are_drawn_by_indicator(sparse):
    rows = values(charts.points_bars(sparse, "zh", cluster="qixian-glassware"))
    assert [row["item"] for row in rows] == ["总产值", "品牌称号"]
    assert (rows[0]["low"], rows[0]["high"], rows[0]["full"]) == (23.18, 47.6, 70.0)


def test_points_of_an_unknown_cluster_are_refused(sparse):
    with pytest.raises(NameUnknownError, match="Did you mean 'qixian-glassware'"):
        charts.points_bars(sparse, "en", cluster="qixian-glass")


def test_unknowns_are_added_up_over_the_clusters_that_lack_them(sparse):
    first = values(charts.unknowns(sparse, "en"))[0]
    assert first == {"figure": "output 2024", "settles": 28, "clusters": 4}


def test_two_clusters_of_one_name_keep_apart(sparse):
    twins = [replace(one, cluster=replace(one.cluster, name=Text("Glass", "玻璃"))) for one in sparse.clusters[:2]]
    assert sorted(labels(tuple(twins), "zh").values()) == ["玻璃 (pingyao-beef)", "玻璃 (qixian-glassware)"]


def test_the_higher_tier_leads_then_the_better_score(sparse):
    order = [one.cluster.id for one in leading(sparse)]
    assert (order[0], order[-1]) == ("qixian-glassware", "yushe-pharma-packaging")


def test_tiers_grow_darker():
    assert tier_colours(3) == tier_colours(4)[:3]
    assert len(tier_colours(7)) == 7


def clockwise(ring):
    return sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring)) > 0


def test_outer_rings_run_clockwise_whatever_the_file_says(sparse, counties):
    for feature in values(charts.county_map(sparse, counties, "en")):
        geometry = feature["geometry"]
        parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        assert all(clockwise(part[0]) for part in parts)


def placed(assessment, counties):
    return {row["id"]: row for row in values(charts.county_map(assessment, counties, "en"), "id")}


def test_a_cluster_stands_in_its_county_or_at_its_own_coordinates(sparse, counties):
    first, *others = sparse.clusters
    moved = replace(first, cluster=replace(first.cluster, longitude=112.05, latitude=36.95))
    seats = placed(replace(sparse, clusters=(moved, *others)), counties)
    assert (seats["pingyao-beef"]["longitude"], seats["pingyao-beef"]["latitude"]) == (112.05, 36.95)
    assert 112.2 < seats["qixian-glassware"]["longitude"] < 112.5


def test_two_clusters_of_a_county_do_not_cover_each_other(crowd, counties):
    seats = placed(crowd(30), counties)
    assert len({(row["longitude"], row["latitude"], row["dx"], row["dy"]) for row in seats.values()}) == 30


def test_a_cluster_of_a_county_without_boundary_is_left_out(sparse, counties):
    abroad = replace(sparse.clusters[0], cluster=replace(sparse.clusters[0].cluster, region="999999"))
    assert "pingyao-beef" not in placed(replace(sparse, clusters=(abroad, *sparse.clusters[1:])), counties)


def test_many_clusters_shade_their_counties(crowd, counties):
    shaded = {row["name"]: row["clusters"] for row in values(charts.county_map(crowd(200), counties, "en"))}
    assert shaded["祁县"] == 200
    assert shaded["平遥县"] == 0


@pytest.mark.parametrize("boundaries", [{}, {"type": "FeatureCollection", "features": []}, {"type": "Topology"}])
def test_boundaries_must_be_a_collection_of_polygons(boundaries, sparse):
    with pytest.raises(InputError, match="`boundaries` must be a GeoJSON FeatureCollection"):
        charts.county_map(sparse, boundaries, "en")


def test_a_point_is_no_county(sparse):
    point = {"type": "Feature", "properties": {"name": "祁县"}, "geometry": {"type": "Point", "coordinates": [112, 37]}}
    with pytest.raises(InputError, match="'祁县' is a Point"):
        charts.county_map(sparse, {"type": "FeatureCollection", "features": [point]}, "en")


def test_the_chart_engine_draws_the_labels(sparse):
    svg = vl_convert.vegalite_to_svg(json.dumps(charts.criteria_matrix(sparse, "zh").to_dict()))
    assert "祁县玻璃器皿" in svg
    assert "发展规划" in svg

"""What distance-based measures are given, and what they say when it cannot be worked with."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from shapely import box

from growthpole.errors import InputError, NameUnknownError, ShapeError, UnitError
from growthpole.measures.points.kd import kd
from growthpole.measures.points.mfunction import m_function
from growthpole.measures.points.mmap import m_map
from growthpole.measures.points.onepass import PairWork
from growthpole.measures.points.plane import locate
from growthpole.measures.points.ripley import ripley
from growthpole.measures.points.sites import SiteChecks, check_sites
from growthpole.measures.points.units import metres, octets

X, Y, LABELS = [0.0, 3, 10, 20, 30], [0.0] * 5, ["a", "a", "b", "b", "b"]
R = {"r_max": 10, "step": 1, "simulations": 9}


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"x": [1.0, 2]}, ShapeError, "one value per establishment"),
        ({"x": [0, np.nan, 1, 2, 3]}, InputError, "rows 1.*missing='drop'"),
        ({"x": [0, np.inf, 1, 2, 3]}, InputError, "row 1 holds inf"),
        ({"x": ["far"] * 5}, InputError, "`x` must be numbers"),
        ({"industry": ["a", None, "b", "", "b"]}, InputError, "2 of 5 do not"),
        ({"weights": [1, 2, -3, 4, 5]}, InputError, "row 2 holds -3"),
        ({"which": "c"}, NameUnknownError, "no industry 'c'"),
        ({"r_max": "5 kg"}, UnitError, "`r_max` must be a length"),
        ({"r_max": "5 furlogs"}, UnitError, "Write it like"),
        ({"r_max": -1}, InputError, "above 0"),
        ({"r_max": 0.5}, InputError, "`r_max` must be `step` or more"),
        ({"level": 0.4}, InputError, "`level`"),
        ({"method": "guess"}, InputError, "`method` must be one of auto"),
        ({"coordinates": "lonlat", "x": [0, 3, 10, 20, 300]}, InputError, "row 4 is"),
        ({"coordinates": "utm"}, InputError, "'plane' or 'lonlat'"),
        ({"counterfactual": [True, False]}, ShapeError, "`counterfactual`"),
        ({"counterfactual": [True, False, True, True, True]}, InputError, "row 1 of industry 'a'"),
        ({"counterfactual": ["m", "s", "s", "s", "s"]}, InputError, "'a' is in 2"),
        ({"checks": SiteChecks(region=box(-1, -1, 15, 1))}, InputError, "inside `region`; 2 of 5"),
        ({"checks": SiteChecks(identifier=[1, 1, 2, 3, 4])}, InputError, "one row each; 1 of 5"),
        ({"checks": SiteChecks(identifier=[1])}, ShapeError, "`identifier`"),
        ({"checks": SiteChecks(missing="ignore")}, InputError, "'error' or 'drop'"),
        ({"work": PairWork(memory="2 metres")}, UnitError, "`memory` must be memory"),
        ({"method": "hybrid", "r_max": 3, "cumulative": True}, InputError, "hybrid pass needs"),
    ],
)
def test_faulty_input_is_named(change, error, words):
    given = {"x": X, "y": Y, "industry": LABELS, **R, **change}
    if given.get("method") == "hybrid":
        given = {**given, "x": list(range(3000)), "y": [0.0] * 3000, "industry": ["a"] * 3000}
    with pytest.raises(error, match=words):
        kd(given.pop("x"), given.pop("y"), given.pop("industry"), **given)


def test_faulty_rows_can_be_left_out_and_are_counted():
    result = kd(
        [0, 3, 10, 20, 500, 20, np.nan],
        [0.0] * 7,
        ["a", "a", "b", "b", "b", "b", "b"],
        checks=SiteChecks(region=box(-1, -1, 40, 1), identifier=[*"1234567"], missing="drop", outside="drop"),
        **R,
    )
    assert (result.dropped.missing, result.dropped.outside, result.dropped.duplicated) == (1, 1, 0)
    assert result.n_sites.tolist() == [5, 5]
    twice = check_sites(X, Y, LABELS, checks=SiteChecks(identifier=[1, 2, 2, 3, 1], duplicated="drop"))
    assert twice.rows.tolist() == [0, 1, 3]
    assert twice.dropped.duplicated == 2


def test_labels_may_be_numbers_text_or_a_series():
    for labels in ([1, 1, 2, 2, 2], np.array([1, 1, 2, 2, 2]), pl.Series(["1", "1", "2", "2", "2"])):
        assert check_sites(X, Y, labels).industries == ("1", "2")


def test_fewer_than_two_plants_have_no_curve():
    result = kd(X, Y, ["a", "b", "b", "b", "b"], **R)
    assert result.method == ("none", "permutation")
    assert np.isnan(result.curve("a").observed).all()
    assert np.isnan(result.gamma[0])
    assert not result.localised[0]
    assert np.isnan(result.q_localised[0])
    assert result.table()["industry"].tolist() == ["b", "a"]


def test_pairs_without_weight_have_no_curve():
    assert kd(X, Y, LABELS, weights=[0, 5, 1, 1, 1], **R).method[0] == "none"


def test_no_sites_and_one_site_are_refused():
    with pytest.raises(InputError, match="2 sites or more"):
        kd([], [], [], **R)
    with pytest.raises(InputError, match="2 establishments or more"):
        m_function([1.0], [1.0], ["a"], **R)
    with pytest.raises(InputError, match="2 plants or more"):
        m_map([1.0, 2], [1.0, 2], ["a", "b"], "a", r=5)


def test_m_says_when_memory_does_not_do():
    with pytest.raises(InputError, match="fewer distances"):
        m_function(X, Y, LABELS, **R, work=PairWork(memory=100))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x": [5, 11.0]}, "the first at row 1"),
        ({"border": "toroidal"}, "`border`"),
        ({"window": (0, 0, 0, 10)}, "valid polygon"),
        ({"intensity": [1, 0.0]}, "above 0"),
        ({"intensity": [1.0]}, "one value per point"),
        ({"intensity": [1, 1.0], "simulations": 5}, "no simulated bands"),
    ],
)
def test_ripley_names_what_is_wrong(change, words):
    given = {"x": [5.0, 6], "y": [5.0, 5], "window": (0, 0, 10, 10), "r_max": 2, "step": 1, **change}
    with pytest.raises(InputError, match=words):
        ripley(given.pop("x"), given.pop("y"), given.pop("window"), **given)


def test_ripley_of_too_few_points_is_unknown():
    assert np.isnan(ripley([5.0], [5.0], (0, 0, 10, 10), r_max=2, step=1).k).all()


def test_units():
    assert metres("r", "1.5 km") == 1500
    assert metres("r", "250") == 250
    assert octets("memory", "1 GiB") == 2**30
    with pytest.raises(InputError, match="above 0"):
        octets("memory", 0)


@pytest.mark.parametrize("span", [1.0, 12.0])
def test_distances_on_the_ellipsoid_are_as_good_as_stated(span, rng):
    lon, lat = 10 + rng.random(300) * span, 45 + rng.random(300) * span
    place = locate(lon, lat, "lonlat", 300_000)
    assert place.error <= 1e-3
    assert (place.radius > 0) == (span > 5)
    assert f"{place.error:.2%}" in place.note or f"{place.error:.4%}" in place.note

"""What must hold of every measure for every table: bounds, scale, order, additivity, limits."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from growthpole.measures.panel.base import economic_base, minimum_requirements
from growthpole.measures.panel.cluster_index import litzenberger_sternberg
from growthpole.measures.panel.cluster_rules import strong_clusters, three_stars
from growthpole.measures.panel.composition import (
    emerging_share,
    related_variety,
    resource_dependence,
    theil,
)
from growthpole.measures.panel.coupling import coupling
from growthpole.measures.panel.dissimilarity import gini, hachman, hoover, krugman
from growthpole.measures.panel.districts import industrial_districts
from growthpole.measures.panel.diversity import entropy, herfindahl
from growthpole.measures.panel.localisation import ellison_glaeser, maurel_sedillot
from growthpole.measures.panel.localisation_bounds import ellison_glaeser_bounds
from growthpole.measures.panel.productivity import productivity, reference_score
from growthpole.measures.panel.proximity_quotient import proximity_location_quotient
from growthpole.measures.panel.quotient import (
    location_quotient,
    log_location_quotient,
    symmetric_location_quotient,
)
from growthpole.measures.panel.quotient_bounds import location_quotient_bounds
from growthpole.measures.panel.quotient_interval import location_quotient_interval
from growthpole.measures.panel.shift_share import (
    shift_share,
    shift_share_arcelus,
    shift_share_dynamic,
    shift_share_esteban,
)
from growthpole.measures.panel.structure import contribution, structural_change

TINY = 1e-9
BOUNDS = {krugman: 2, hoover: 1, gini: 1, hachman: 1}
figures = st.integers(0, 40).map(float)
tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda shape: arrays(float, shape, elements=figures).filter(
        lambda x: bool((x.sum(axis=0) > 0).all() and (x.sum(axis=1) > 0).all())
    )
)
twice = st.tuples(st.integers(2, 4), st.integers(2, 4)).flatmap(
    lambda shape: arrays(float, (2, *shape), elements=st.integers(1, 40).map(float))
)


def long(x: np.ndarray) -> pl.DataFrame:
    rows, columns = x.shape
    return pl.DataFrame(
        {
            "region": np.repeat(np.arange(rows), columns),
            "industry": np.tile(np.arange(columns), rows),
            "employment": x.ravel(),
        }
    )


@given(tables)
def test_bounds(x):
    for measure, most in BOUNDS.items():
        for of in ("region", "industry"):
            value = measure(x, of=of)
            assert (value >= -TINY).all()
            assert (value <= most + TINY).all()
    assert (location_quotient(x) >= 0).all()
    assert (np.abs(symmetric_location_quotient(x)) <= 1).all()


@given(tables, st.sampled_from([0.5, 3.0, 1000.0]))
def test_the_unit_does_not_matter(x, factor):
    for measure in (*BOUNDS, location_quotient):
        assert measure(factor * x) == pytest.approx(measure(x), abs=TINY)
    for measure in (entropy, herfindahl, theil):
        first = next(iter(measure.__name__.split()))
        assert getattr(measure(factor * x), first) == pytest.approx(getattr(measure(x), first), abs=TINY)


@given(tables, st.randoms())
def test_the_order_of_rows_does_not_matter(x, random):
    order = list(range(len(x)))
    random.shuffle(order)
    for measure in BOUNDS:
        assert measure(x[order], of="region") == pytest.approx(measure(x, of="region")[order], abs=TINY)
        assert measure(x[order], of="industry") == pytest.approx(measure(x, of="industry"), abs=TINY)
    shuffled = long(x).sample(fraction=1.0, shuffle=True, seed=random.randint(0, 99))
    assert location_quotient(shuffled).equals(location_quotient(long(x)))


@given(tables)
def test_quotients_average_to_one(x):
    lq, shares = location_quotient(x), x.sum(axis=1) / x.sum()
    assert shares @ lq == pytest.approx(1.0, abs=TINY)
    slq = symmetric_location_quotient(x)
    assert ((slq > 0) == (lq > 1)).all()
    llq = log_location_quotient(x)
    assert np.exp(llq[lq > 0]) == pytest.approx(lq[lq > 0], rel=1e-12)


@given(tables)
def test_a_copy_of_the_economy_is_not_special(x):
    row = x.sum(axis=0, keepdims=True)
    copies = np.concatenate([row, 2 * row])
    for measure in (krugman, hoover, gini):
        assert measure(copies, of="region") == pytest.approx(0, abs=TINY)
    assert hachman(copies) == pytest.approx(1, abs=TINY)
    assert location_quotient(copies)[:, row[0] > 0] == pytest.approx(1, abs=TINY)


@given(tables)
def test_parts_add_up(x):
    groups = ["a", "b"] * x.shape[1]
    parts = theil(x, of="region", groups=groups[: x.shape[1]])
    assert parts.theil == pytest.approx(parts.between + parts.within, abs=TINY)
    assert (parts.between >= -TINY).all()
    assert (parts.within >= -TINY).all()
    variety = related_variety(x, groups=groups[: x.shape[1]])
    assert variety.variety == pytest.approx(variety.related + variety.unrelated, abs=TINY)
    assert (variety.unrelated <= 1 + TINY).all()
    base = economic_base(x)
    assert base.basic + base.local == pytest.approx(x.sum(axis=1), abs=TINY)
    least = minimum_requirements(x)
    assert (least.local >= -TINY).all()


@given(tables)
def test_shares_of_listed_industries_add_to_one(x):
    first = emerging_share(x, industries=[0])
    others = resource_dependence(x, industries=list(range(1, x.shape[1])))
    assert first + others == pytest.approx(1, abs=TINY)


@given(twice)
def test_parts_of_growth_add_up_to_the_change(pair):
    before, after = pair
    for measure in (shift_share, shift_share_esteban, shift_share_arcelus):
        result = measure(before, after)
        parts = [getattr(result, name) for name in type(result).__slots__ if name != "change"]
        assert sum(parts) == pytest.approx(result.change, abs=1e-8)
    dunn = shift_share(before, after)
    assert dunn.regional.sum() == pytest.approx(0, abs=1e-8)
    assert dunn.mix.sum() == pytest.approx(0, abs=1e-8)
    dynamic = shift_share_dynamic([before, after])
    assert dynamic.regional == pytest.approx(dunn.regional, abs=1e-9)


@given(twice)
def test_structural_change_is_none_where_shares_stay(pair):
    before, _ = pair
    still = structural_change(before, 3 * before)
    assert still.nav == pytest.approx(0, abs=TINY)
    assert still.lilien == pytest.approx(0, abs=TINY)
    assert still.moore == pytest.approx(0, abs=1e-4)
    back, forth = structural_change(*pair), structural_change(*pair[::-1])
    assert back.nav == pytest.approx(forth.nav, abs=TINY)
    assert back.lilien == pytest.approx(forth.lilien, abs=TINY)
    grown = pair[1].sum(axis=1) != before.sum(axis=1)
    assert contribution(*pair).contribution[grown].sum(axis=1) == pytest.approx(100, abs=1e-6)


@given(arrays(float, (4, 3), elements=st.floats(0.01, 1)))
def test_coupling_is_full_where_scores_are_equal(scores):
    result = coupling(scores)
    assert (result.coupling <= 1 + TINY).all()
    assert (result.coordination <= 1 + TINY).all()
    equal = coupling(np.repeat(scores[:, :1], 3, axis=1))
    assert equal.coupling == pytest.approx(1, abs=1e-9)
    assert equal.coordination == pytest.approx(np.sqrt(scores[:, 0]), abs=1e-9)


plants = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 50)), min_size=6, max_size=40).map(
    lambda rows: pl.DataFrame(rows, schema=["region", "industry", "employment"], orient="row")
)
everywhere = pl.DataFrame({"region": [0, 1, 2, 3], "employment": [40, 30, 20, 10]})


@given(plants)
def test_plant_indices_know_no_unit_and_order(table):
    for measure in (ellison_glaeser, maurel_sedillot):
        first = measure(table, economy=everywhere)["gamma"].fill_null(-9)
        tenfold = measure(table.with_columns(pl.col("employment") * 10), economy=everywhere)["gamma"].fill_null(-9)
        assert tenfold.to_numpy() == pytest.approx(first.to_numpy(), abs=1e-9)
        assert measure(table.reverse(), economy=everywhere)["gamma"].fill_null(-9).to_numpy() == pytest.approx(
            first.to_numpy(), abs=1e-9
        )


@given(plants, st.integers(0, 2**32 - 1))
def test_no_head_counts_within_their_classes_leave_the_bounds(table, seed):
    low = table["employment"].to_numpy()
    high = low + np.random.default_rng(seed).integers(0, 30, len(low))
    classed = table.with_columns(low=pl.Series(low), high=pl.Series(high))
    held = ellison_glaeser_bounds(classed, bounds=("low", "high"), economy=everywhere)
    for part in (0.0, 0.3, 1.0, None):
        share = np.random.default_rng(seed + 1).random(len(low)) if part is None else part
        drawn = table.with_columns(employment=pl.Series(low + share * (high - low)))
        gamma = ellison_glaeser(drawn, economy=everywhere)["gamma"]
        pairs = zip(held["gamma_low"], gamma, held["gamma_high"], strict=True)
        assert all(a is None or (a - TINY <= g <= b + TINY) for a, g, b in pairs if g is not None)


@given(plants)
def test_sizes_known_exactly_leave_no_room_between_the_bounds(table):
    exact = table.with_columns(low=pl.col("employment"), high=pl.col("employment"))
    held = ellison_glaeser_bounds(exact, bounds=("low", "high"), economy=everywhere)
    gamma = ellison_glaeser(table, economy=everywhere)["gamma"].to_numpy()
    assert held["gamma_low"].to_numpy() == pytest.approx(gamma, abs=1e-6, nan_ok=True)
    assert held["gamma_high"].to_numpy() == pytest.approx(gamma, abs=1e-6, nan_ok=True)


@given(plants)
def test_intervals_hold_the_quotient_and_q_is_not_below_p(table):
    result = location_quotient_interval(table).filter(pl.col("lq").is_not_null())
    assert (result["lq_low"] <= result["lq"] * (1 + TINY)).all()
    assert (result["lq_high"] >= result["lq"] * (1 - TINY)).all()
    assert (result["q_value"] >= result["p_value"] - TINY).all()
    assert ((result["false_alarm"] >= 0) & (result["false_alarm"] <= 1)).all()
    plain = location_quotient(table)
    assert result.join(plain, on=["region", "industry"], suffix="_plain").select(
        (pl.col("lq") - pl.col("lq_plain")).abs().max()
    ).item() == pytest.approx(0, abs=TINY)


@given(tables)
def test_bounds_that_meet_are_the_quotient_and_wider_ones_hold_it(x):
    table = long(x).with_columns(low=pl.col("employment"), high=pl.col("employment"))
    exact = location_quotient_bounds(table, low="low", high="high")
    plain = location_quotient(long(x).filter(pl.col("employment") > 0))
    assert exact["lq_low"].to_numpy() == pytest.approx(plain["lq"].to_numpy(), rel=1e-9)
    assert exact["lq_high"].to_numpy() == pytest.approx(plain["lq"].to_numpy(), rel=1e-9)
    wide = table.with_columns(pl.col("low") * 0.9, pl.col("high") * 1.2)
    held = location_quotient_bounds(wide, low="low", high="high")
    assert (held["lq_low"].to_numpy() <= plain["lq"].to_numpy() + TINY).all()
    assert (held["lq_high"].to_numpy() >= plain["lq"].to_numpy() - TINY).all()


@given(tables)
def test_proximity_of_nobody_is_the_plain_quotient_and_of_all_is_one(x):
    none = pl.DataFrame(schema={"region": pl.Int64, "neighbour": pl.Int64, "weight": pl.Float64})
    alone = proximity_location_quotient(long(x), weights=none)
    plain = location_quotient(long(x).filter(pl.col("employment") > 0))
    assert alone["lq"].to_numpy() == pytest.approx(plain["lq"].to_numpy(), abs=TINY)
    rows = len(x)
    pairs = [(r, s, 1.0) for r in range(rows) for s in range(rows) if r != s]
    full = pl.DataFrame(pairs, schema=["region", "neighbour", "weight"], orient="row")
    assert proximity_location_quotient(long(x), weights=full)["lq"].to_numpy() == pytest.approx(1, abs=TINY)


@given(tables)
def test_stars_and_strength_are_verdicts(x):
    stars = three_stars(long(x))
    assert (stars["stars_low"] == stars["stars_high"]).all()
    assert stars["stars_high"].is_between(0, 3).all()
    verdicts = strong_clusters(long(x))
    strong = verdicts.filter(strong="met")
    assert (strong["leading"] == "met").all()
    assert (strong["specialised"] == "met").all()


@given(tables)
def test_a_nation_of_equal_systems_has_no_district(x):
    row = x.sum(axis=0)
    table = long(np.stack([row, row])).with_columns(small_firm_employment=pl.col("employment"))
    assert (industrial_districts(table, manufacturing=[0])["district"] == "not met").all()


@given(st.floats(1, 100), st.floats(1, 100), st.floats(0.5, 2))
def test_scores_are_monotone_and_capped(value, reference, cap):
    firms = pl.DataFrame({"a": [value, 2 * value]})
    score = reference_score(firms, indicators={"a": (reference, 30.0)}, cap=cap)["score"]
    assert score[0] <= score[1] <= 30 * cap + TINY
    ratio = productivity(firms.with_columns(land=pl.lit(reference)), output="a")["a_per_land"]
    assert ratio[1] == pytest.approx(2 * ratio[0])


@given(tables)
def test_cluster_index_of_one_region_is_one(x):
    table = long(x[:1] + 1).with_columns(plants=pl.lit(2))
    places = pl.DataFrame({"region": [0], "area": [3.0], "population": [5.0]})
    assert litzenberger_sternberg(table, regions=places)["cluster_index"].to_numpy() == pytest.approx(1)

"""Do the intervals cover, does the false-cluster rate hold: towns of plants drawn with a known truth.

A plant has 20 jobs on average, log-normal with sigma 1.2. The reference economy is given, so that the truth is
known exactly: an industry that has a share s of it has s times its quotient of a town's plants.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from growthpole.measures.panel.localisation_interval import ellison_glaeser_interval
from growthpole.measures.panel.quotient_interval import location_quotient_interval

SIGMA, MEAN_JOBS = 1.2, 20.0
INDUSTRIES = 100


def town_of_plants(rng, jobs, shares, towns, larger=1.0):
    """Plants of many towns of about so many jobs, and the row of the economy they are measured against."""
    each = max(2, round(jobs / MEAN_JOBS))
    industry = rng.choice(len(shares), size=towns * each, p=shares)
    size = rng.lognormal(np.log(MEAN_JOBS) - SIGMA**2 / 2, SIGMA, size=towns * each)
    size = np.where(industry == 0, size * larger, size)
    plants = pl.DataFrame({"region": np.repeat(np.arange(towns), each), "industry": industry, "employment": size})
    return plants.with_columns(pl.col("region").cast(pl.String))


def nation(shares):
    """The economy as one region of equal plants: its shares are the shares."""
    jobs = pl.DataFrame({"industry": np.arange(len(shares)), "employment": 1e6 * shares})
    return jobs.select(pl.lit("nation").alias("region"), "industry", "employment")


def flat():
    """An industry of 1 %, and 99 others of 1 % each."""
    return np.full(INDUSTRIES, 1 / INDUSTRIES)


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [500, 2_000, 10_000, 50_000])
def test_the_naive_rule_flags_a_fifth_and_the_test_next_to_nothing(rng, jobs):
    plants = town_of_plants(rng, jobs, flat(), towns=40)
    cells = location_quotient_interval(pl.concat([plants, nation(flat())]), reference="nation", threshold=1.5)
    every = 40 * INDUSTRIES
    naive = cells.filter(pl.col("lq") >= 1.5).height / every
    expected = {500: 0.15, 2_000: 0.21, 10_000: 0.20, 50_000: 0.10}[jobs]
    assert naive == pytest.approx(expected, abs=0.03)
    assert cells.filter("significant").height / every <= 0.002
    # The warning says so beforehand: its chance is the rate at which the naive rule errs.
    assert cells["false_alarm"].mean() == pytest.approx(naive, abs=0.07)
    assert (cells["warning"] == "too small").all()


@pytest.mark.slow
@pytest.mark.parametrize("larger", [1.0, 2.5])
@pytest.mark.parametrize("quotient", [1.0, 3.0])
@pytest.mark.parametrize("jobs", [500, 2_000, 10_000, 50_000])
def test_intervals_cover_at_least_so_often_as_they_say(rng, jobs, quotient, larger):
    shares = flat()
    plant_share = 0.01 * quotient
    town = np.r_[plant_share, np.full(INDUSTRIES - 1, (1 - plant_share) / (INDUSTRIES - 1))]
    plants = town_of_plants(rng, jobs, town, towns=1500, larger=larger)
    cells = location_quotient_interval(pl.concat([plants, nation(shares)]), reference="nation")
    truth = plant_share * larger / (plant_share * larger + 1 - plant_share) / 0.01
    first = cells.filter(pl.col("industry") == 0)
    # A town without one plant of the industry has no row; its interval starts at 0 and holds the truth where
    # the upper end does, which it does: (1 - truth) ^ units is not below 2.5 %.
    absent = 1500 - first.height
    held = first.filter((pl.col("lq_low") <= truth) & (truth <= pl.col("lq_high"))).height
    assert (held + absent) / 1500 >= 0.93


@pytest.mark.slow
def test_the_rate_of_false_discoveries_holds_where_some_are_true(rng):
    shares = flat()
    special = shares.copy()
    special[:5] *= 6
    special /= special.sum()
    parts = [town_of_plants(rng, 40_000, special, towns=20), nation(shares)]
    cells = location_quotient_interval(pl.concat(parts), reference="nation", discovery_rate=0.05)
    found = cells.filter("significant")
    assert found.height >= 80
    assert found.filter(pl.col("industry") >= 5).height / found.height <= 0.05


@pytest.mark.slow
def test_counts_of_plants_cover(rng):
    shares, n = flat(), 100
    counts = rng.multinomial(n, shares, size=400)
    table = pl.DataFrame(
        {
            "region": np.repeat(np.arange(400), INDUSTRIES).astype(str),
            "industry": np.tile(np.arange(INDUSTRIES), 400),
            "employment": counts.ravel().astype(float),
        }
    )
    cells = location_quotient_interval(pl.concat([table, nation(shares)]), reference="nation", sampling="counts")
    missed = cells.filter((pl.col("lq_low") > 1) | (pl.col("lq_high") < 1)).height
    assert missed / (400 * INDUSTRIES) <= 0.05
    assert cells.filter("significant").height <= 20


@pytest.mark.slow
@pytest.mark.parametrize("concentration", [None, 30.0, 5.0])
@pytest.mark.parametrize("plants", [30, 200])
def test_the_interval_of_ellison_glaeser_covers_the_localisation_there_is(rng, concentration, plants):
    regions = 20
    x = rng.dirichlet(np.full(regions, 3.0))
    economy = pl.DataFrame({"region": np.arange(regions), "employment": x})
    held, towns = 0, 120
    for _ in range(towns):
        p = x if concentration is None else rng.dirichlet(x * concentration)
        truth = ((p - x) ** 2).sum() / (1 - (x**2).sum())
        table = pl.DataFrame(
            {
                "region": rng.choice(regions, plants, p=p),
                "industry": np.zeros(plants, dtype=int),
                "employment": rng.lognormal(2, 1, plants),
            }
        )
        row = ellison_glaeser_interval(table, economy=economy, rng=rng, draws=150).row(0, named=True)
        held += row["gamma_low"] <= truth <= row["gamma_high"]
    assert held / towns >= 0.90

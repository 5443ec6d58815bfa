"""Location quotients where the truth is known: how far they are off, and what decides which is least so."""

from __future__ import annotations

import numpy as np
import pytest

from growthpole.measures.flows.accuracy import compare_methods
from growthpole.measures.flows.gravity import gravity_table
from growthpole.worlds.national import national_table

REGIONS, MIX = 20, 0.5
pytestmark = pytest.mark.slow


def errors(decay, seeds, methods=("SLQ", "CILQ", "FLQ")):
    """Mean errors of multipliers (absolute, signed, %) and of coefficients (STPE), by method and delta."""
    nation, found = national_table(42), {}
    for seed in seeds:
        rng = np.random.default_rng(seed)
        size = rng.lognormal(0, 1, REGIONS)[:, None] * rng.gamma(1 / MIX, MIX, (REGIONS, nation.size))
        output = size / size.sum(axis=0) * nation.output
        places = rng.uniform(0, 1, (REGIONS, 2))
        coefficients = nation.domestic_coefficients
        table = gravity_table(coefficients, output, np.hypot(*(places[:, None] - places).T), decay=decay)
        for made, region in zip(output, table.region_names, strict=True):
            for one in compare_methods(
                coefficients, table.inside(region), made, nation.output, methods=methods, deltas=(0.1, 0.2, 0.3, 0.4)
            ):
                reached = one.multipliers
                found.setdefault((one.method, one.delta), []).append(
                    (reached.mean_absolute_percentage, reached.mean_percentage, one.coefficients.stpe)
                )
    return {key: np.mean(rows, axis=0) for key, rows in found.items()}


def test_where_regions_import_what_they_make_flq_halves_the_error_of_slq():
    found = errors(10.0, range(4))
    assert found["SLQ", None][1] > 20
    assert found["CILQ", None][1] > 15
    best = min(found["FLQ", delta][0] for delta in (0.2, 0.3, 0.4))
    assert best < found["SLQ", None][0] / 2
    # A larger delta always estimates less supply from within.
    signed = [found["FLQ", delta][1] for delta in (0.1, 0.2, 0.3, 0.4)]
    assert signed == sorted(signed, reverse=True)


def test_where_regions_supply_themselves_first_slq_is_nearer():
    found = errors(50.0, range(4))
    assert found["SLQ", None][0] < found["FLQ", 0.3][0]
    assert found["FLQ", 0.3][1] < -20


def test_single_coefficients_are_further_off_than_multipliers_by_every_method():
    for decay in (10.0, 20.0):
        for absolute, _, stpe in errors(decay, range(2)).values():
            assert stpe > 1.5 * absolute

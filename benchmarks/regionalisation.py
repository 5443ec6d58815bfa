"""How far location quotients are off where the truth is known: regions made of the nation by gravity.

The nation is China 2020 with 42 sectors. Thirty regions get sizes (log-normal), places in a square and mixes (gamma)
at random; each buys every product from all regions that make it, near ones first, so that regions import what they make
themselves. What each region buys from itself is the truth that the quotients are held against.
"""

from __future__ import annotations

import time
from collections import defaultdict

import numpy as np

from growthpole.measures.flows.accuracy import compare_methods
from growthpole.measures.flows.gravity import gravity_table
from growthpole.worlds.national import national_table

REGIONS, DRAWS = 30, 5
DECAYS = (5.0, 10.0, 20.0, 50.0)
DELTAS = (0.0, 0.1, 0.2, 0.3, 0.4)
MIX = 0.5
"""Variance of a region's share of a sector against its share of all: 0 is the nation's mix everywhere."""


def main() -> None:
    """Print a table for each reach of trade: mean errors of coefficients and of output multipliers by method."""
    start = time.process_time()
    for decay in DECAYS:
        own, errors = _errors(decay)
        print(f"\ntrade falls by e over {1 / decay:.2f} of the square; bought within the region: {own:.0%}")
        print(f"{'method':8}{'delta':>6}{'coefficients STPE %':>21}{'multipliers: mean |%|':>23}{'mean %':>9}")
        for (method, delta), found in errors.items():
            stpe, absolute, signed = np.mean(found, axis=0)
            print(f"{method:8}{'' if delta is None else delta:>6}{stpe:21.0f}{absolute:23.1f}{signed:9.1f}")
    print(f"\n{REGIONS} regions x {DRAWS} draws, 42 sectors; {time.process_time() - start:.1f} CPU seconds")


def _errors(decay: float) -> tuple[float, dict[tuple[str, float | None], list[tuple[float, float, float]]]]:
    nation = national_table(42)
    coefficients, errors, own = nation.domestic_coefficients, defaultdict(list), []
    for seed in range(DRAWS):
        rng = np.random.default_rng(seed)
        size = rng.lognormal(0, 1, REGIONS)[:, None] * rng.gamma(1 / MIX, MIX, (REGIONS, nation.size))
        output = size / size.sum(axis=0) * nation.output
        places = rng.uniform(0, 1, (REGIONS, 2))
        table = gravity_table(coefficients, output, np.hypot(*(places[:, None] - places).T), decay=decay)
        own.append(np.trace(table.trade) / table.trade.sum())
        for made, region in zip(output, table.region_names, strict=True):
            for one in compare_methods(coefficients, table.inside(region), made, nation.output, deltas=DELTAS):
                reached = one.multipliers
                errors[one.method, one.delta].append(
                    (one.coefficients.stpe, reached.mean_absolute_percentage, reached.mean_percentage)
                )
    return float(np.mean(own)), errors

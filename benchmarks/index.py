"""Composite indices: Monte Carlo ranks, Sobol indices, a large panel, and exact rank ranges.

Run by ``python -m benchmarks index [CASE ...]``. The other side of the first two cases is COINr 1.1.14 on the same
ASEM index, as timed on the reference machine with one thread: 13.1 CPU s for 100 replications of ``get_sensitivity``
(uncertainty analysis), and 98 CPU s for the 600 evaluations of its Sobol analysis with N = 100 and four inputs. COINr
rebuilds the whole index for every replication; here what does not change is built once, which is the point. Each case
runs in a process of its own; compilation is not counted.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from growthpole import index as gi

ASEM = Path(__file__).parents[1] / "tests" / "golden" / "data" / "coinr_asem"
COINR_REPLICATION_S, COINR_EVALUATION_S = 13.1 / 100, 98.0 / 600
TREATMENT = {"how": ("winsorise", "log"), "most": 6}


def asem() -> gi.CompositeIndex:
    """The ASEM index of 51 countries and 49 indicators from its denominated figures."""
    indicators, nodes = (pl.read_csv(ASEM / f"{name}.csv", null_values="NA") for name in ("indmeta", "aggmeta"))
    above = {"Index": None, **dict.fromkeys(("Conn", "Sust"), "Index"), **dict(indicators["Agg1", "Agg2"].iter_rows())}
    leaves = [
        gi.Indicator(*row[:2], direction=row[2]) for row in indicators["IndCode", "Agg1", "Direction"].iter_rows()
    ]
    tree = gi.Framework(tuple(leaves), tuple(gi.Node(code, above[code]) for code in nodes["Code"]))
    frame = pl.read_csv(ASEM / "stage_Denominated.csv", null_values="NA", infer_schema_length=None)
    return gi.build(
        frame, tree, unit="UnitCode", classes="Group_EurAsia", impute="class mean", treat=TREATMENT,
        normalise={"how": "min-max", "scale": (1, 100)},
    )  # fmt: skip


def made(units: int, years: int, unknown: float) -> gi.CompositeIndex:
    """Made figures under goalposts: 60 indicators in six groups."""
    rng = np.random.default_rng(1)
    values = rng.uniform(0, 100, (units * years, 60))
    values[rng.random(values.shape) < unknown] = np.nan
    labels = {"unit": np.tile([f"u{k}" for k in range(units)], years), "year": np.repeat(np.arange(years), units)}
    frame = pl.DataFrame({**labels, **{f"x{k}": values[:, k] for k in range(60)}}).fill_nan(None)
    leaves = tuple(gi.Indicator(f"x{k}", f"g{k % 6}", 1.0 + k % 3, worst=0, best=100) for k in range(60))
    return gi.build(
        frame, gi.Framework(leaves, (gi.Node("index"), *(gi.Node(f"g{k}", "index") for k in range(6)))), period="year"
    )


CHOICES = {
    "normalise": ({"how": "min-max"}, {"how": "percentile"}, {"how": "z-score", "scale": (50, 10)}),
    "aggregate": ("arithmetic", "geometric"),
}


def monte_carlo() -> tuple[Callable[[], object], int, float | None]:
    """Normalisation, weights and aggregation varied."""
    index, uncertainty = asem(), gi.Uncertainty(concentration=100.0, **CHOICES)
    gi.simulate(index, uncertainty, replications=2)
    return lambda: gi.simulate(index, uncertainty, replications=1000), 1000, COINR_REPLICATION_S


def rebuilt() -> tuple[Callable[[], object], int, float | None]:
    """Errors in the data on top: every replication goes through imputation, treatment and normalisation again."""
    index, uncertainty = asem(), gi.Uncertainty(data=0.05, concentration=100.0, **CHOICES)
    gi.simulate(index, uncertainty, replications=2)
    return lambda: gi.simulate(index, uncertainty, replications=200), 200, COINR_REPLICATION_S


def sobol() -> tuple[Callable[[], object], int, float | None]:
    """Four inputs as in COINr's vignette: winsorisation limit, normalisation, aggregation, weights; 12,288
    evaluations."""
    limits = tuple({**TREATMENT, "most": most} for most in range(1, 7))
    index, uncertainty = asem(), gi.Uncertainty(treat=limits, concentration=100.0, **CHOICES)
    gi.simulate(index, uncertainty, replications=2)
    return lambda: gi.sensitivity(index, uncertainty, n=2048), 2048 * 6, COINR_EVALUATION_S


def panel() -> tuple[Callable[[], object], int, float | None]:
    """3,000 units x 60 indicators x 10 years; errors in every figure, weights, aggregation; two workers."""
    index = made(3000, 10, 0.0)
    uncertainty = gi.Uncertainty(data=0.05, concentration=100.0)
    gi.simulate(index, uncertainty, replications=1)
    return lambda: gi.simulate(index, uncertainty, replications=1000, workers=2), 1000, None


def panel_methods() -> tuple[Callable[[], object], int, float | None]:
    """The same panel without errors in the data: weights and aggregation only; two workers."""
    index = made(3000, 10, 0.0)
    uncertainty = gi.Uncertainty(aggregate=("arithmetic", "geometric"), concentration=100.0)
    gi.simulate(index, uncertainty, replications=1)
    return lambda: gi.simulate(index, uncertainty, replications=1000, workers=2), 1000, None


def ranges() -> tuple[Callable[[], object], int, float | None]:
    """Exact score and rank ranges of 3,000 units x 60 indicators with 20 % unknown."""
    index = made(3000, 1, 0.2)
    return lambda: gi.index_intervals(index), 1, None


def influence() -> tuple[Callable[[], object], int, float | None]:
    """What learning each of the 36,000 unknown figures would settle."""
    index = made(3000, 1, 0.2)
    return lambda: gi.unknown_influence(index), 1, None


CASES = {
    "monte_carlo": monte_carlo, "rebuilt": rebuilt, "sobol": sobol, "panel": panel, "panel_methods": panel_methods,
    "ranges": ranges, "influence": influence,
}  # fmt: skip


def measure(name: str) -> tuple[int, float | None, float, float, float]:
    """Work items, the other side's seconds for one, CPU seconds, wall seconds and peak MiB, in this process."""
    work, count, other = CASES[name]()
    marks = time.process_time(), time.perf_counter()
    work()
    spent = time.process_time() - marks[0], time.perf_counter() - marks[1]
    return count, other, *spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(*names: str) -> None:
    """Print a line for each case; all of them where none is named."""
    print(
        f"{'case':<14}{'items':>7}{'cpu s':>9}{'wall s':>9}{'ms/item':>10}{'COINr ms':>10}{'ratio':>9}{'peak MiB':>10}"
    )
    for name in names or CASES:
        with get_context("spawn").Pool(1) as pool:
            count, other, cpu, wall, peak = pool.apply(measure, (name,))
        against = f"{1000 * other:>10.0f}{other * count / cpu:>9.0f}x" if other else " " * 20
        print(f"{name:<14}{count:>10}{cpu:>10.2f}{wall:>10.2f}{1000 * cpu / count:>10.3f}{against}{peak:>10.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

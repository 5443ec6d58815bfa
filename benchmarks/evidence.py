"""Reading evidence: 10,000 clusters x 100 indicators x 10 years from Parquet, cost against rows.

Run by ``python -m benchmarks evidence``. Each size is read in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import polars as pl

from growthpole.tables import read_dossier

INDICATORS, YEARS = 100, 10
UNITS = ("亿元", "万元", "CNY", "persons", "%", "count", "yes/no", "km2", "tce", "万kWh")
STATUSES = ("reported", "verified", "estimated", "lower bound", "missing")
SHARES = (0.70, 0.20, 0.04, 0.03, 0.03)


def write_evidence(folder: Path, rows: int, seed: int = 20230909) -> None:
    """Write ``rows`` rows of made evidence, in shuffled order, as ``evidence.parquet``, and their ``clusters.csv``."""
    rng = np.random.default_rng(seed)
    per_cluster = INDICATORS * YEARS
    clusters = np.array([f"cluster-{number:05d}" for number in range(-(-rows // per_cluster))])
    cell = rng.permutation(rows).astype(np.int32)
    cluster, indicator, year = cell // per_cluster, cell // YEARS % INDICATORS, cell % YEARS
    status = rng.choice(len(STATUSES), rows, p=SHARES)
    yes_no = indicator % len(UNITS) == UNITS.index("yes/no")
    value = np.where(yes_no, rng.integers(0, 2, rows), rng.lognormal(3, 1, rows).round(2))
    known = status != STATUSES.index("missing")
    pl.DataFrame(
        {
            "cluster": pl.Series(clusters[cluster]),
            "indicator": pl.Series(np.array([f"indicator_{number:03d}" for number in range(INDICATORS)])[indicator]),
            "period": pl.Series(year + 2014),
            "value": pl.Series(np.where(known, value, np.nan)),
            "unit": pl.Series(np.array(UNITS)[indicator % len(UNITS)]),
            "status": pl.Series(np.array(STATUSES)[status]),
            "source": pl.Series(np.array([f"return-{number:02d}" for number in range(50)])[cluster % 50]),
        }
    ).write_parquet(folder / "evidence.parquet")
    pl.DataFrame({"cluster": clusters, "name_en": clusters}).write_csv(folder / "clusters.csv")


def measure(folder: str) -> tuple[int, float, float, float]:
    """Rows, CPU seconds, wall seconds and peak MiB of reading a folder, in this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    rows = len(read_dossier(folder).evidence)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return rows, time.process_time() - cpu, time.perf_counter() - wall, peak


def main(*sizes: str) -> None:
    """Print a line for each size; 1e5, 1e6 and 1e7 rows where none is given."""
    print(f"{'rows':>12} {'cpu s':>8} {'wall s':>8} {'cpu us/row':>11} {'peak MiB':>9}")
    for size in sizes or ("1e5", "1e6", "1e7"):
        with tempfile.TemporaryDirectory() as folder, get_context("spawn").Pool(1) as pool:
            write_evidence(Path(folder), int(float(size)))
            rows, cpu, wall, peak = pool.apply(measure, (folder,))
        print(f"{rows:>12,} {cpu:>8.2f} {wall:>8.2f} {cpu / rows * 1e6:>11.3f} {peak:>9,.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

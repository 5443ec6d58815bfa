"""dbmss (R) on the sizes of ``benchmarks points``; needs R with dbmss, ``python -m benchmarks points_peers [LIBRARY]``.

Prints CPU seconds of envelopes by size of the industry, and the sum over the industries of the made country,
extrapolated linearly in the number of simulations and by a + b n2 in the number of plants.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from benchmarks._points_made import country

SCRIPT = """
.libPaths(c("{library}", .libPaths())); suppressMessages(library(dbmss))
d <- read.csv("{file}"); n <- {plants}
d$type <- "other"; d$type[seq_len(n)] <- "own"
X <- wmppp(data.frame(X = d$x, Y = d$y, PointWeight = 1, PointType = d$type), owin(range(d$x), range(d$y)))
t <- system.time({call})
cat(t[["user.self"]] + t[["sys.self"]])
"""
KD = """KdEnvelope(X, r = seq(0, 180, 1), NumberOfSimulations = {sims}, ReferenceType = "own", Approximate = 0,
  SimulationType = "RandomLocation")"""
M = """MEnvelope(X, r = seq(0, 472.5, 7.5), NumberOfSimulations = {sims}, ReferenceType = "own",
  SimulationType = "RandomLabeling")"""


def seconds(library: str, xy: np.ndarray, call: str, plants: int, sims: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "sites.csv")
        np.savetxt(file, xy, delimiter=",", header="x,y", comments="")
        script = SCRIPT.format(library=library, file=file, plants=plants, call=call.format(sims=sims))
        done = subprocess.run(
            ["Rscript", "--vanilla", "-e", script],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
    return float(done.stdout.split()[-1])


def main(library: str = "") -> None:
    sims = 5
    for n_sites in (50_000, 200_000):
        xy, code = country(n_sites, 400)
        found = {}
        for plants in (50, 500, 2000):
            found[plants] = seconds(library, xy / 1000, KD, plants, sims) / sims * 1000
            print(
                f"dbmss K_d, {plants} of {n_sites}: {found[plants]:.0f} CPU s for 1,000 simulations ({sims} timed)",
                flush=True,
            )
        slope, base = np.polyfit([n**2 for n in found], list(found.values()), 1)
        sizes = np.bincount(code)
        print(
            f"  all 400 industries of the country: {(base + slope * sizes**2.0).sum():.0f} CPU s extrapolated",
            flush=True,
        )
    xy, _ = country(10_000, 2)
    took = seconds(library, xy / 1000, M, 500, 50) * 20
    print(f"dbmss M, 500 of 10,000: {took:.0f} CPU s for 1,000 simulations (50 timed)")

"""Distance-based concentration: CPU seconds, clock and peak memory, beside other programs in one run.

``python -m benchmarks points [LINE ...]`` runs the named lines (all but the largest by default). Each line is a
process of its own with one BLAS thread, so that its seconds and its memory are its own. Sites are made, see
``_points_made``. dbmss is timed by ``python -m benchmarks points_peers``.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from scipy.spatial.distance import pdist

from benchmarks._points_made import counties, country, labels, strasbourg
from growthpole.measures.points.bands import Bands, bands
from growthpole.measures.points.hybrid import hybrid_sums
from growthpole.measures.points.kd import kd
from growthpole.measures.points.kernels.rows import tally
from growthpole.measures.points.leaves import LEAF, sort_into_leaves
from growthpole.measures.points.mfunction import m_function
from growthpole.measures.points.nulls import _exact_one, _ladder
from growthpole.measures.points.observed import observe
from growthpole.measures.points.onepass import Bins, PairSums, PairWork, pair_sums
from growthpole.measures.points.plans import make_plan

RANGE = {"r_max": "180km", "step": "1km"}
LEAST = 200  # plants of the industries compared: smaller ones are simulated whatever the pass
SMALL = ("bare", "m-10k", "kd-50k", "industries", "strasbourg", "counties", "kd-200k")
LARGE = ("kd-1m", "hybrid-1m", "compare-1m", "hybrid-10m")


def warm() -> None:
    """Compile everything on a small economy: compiled code is cached on disk between runs."""
    xy, code = country(5000, 20)
    kd(*xy.T, code, **RANGE, method="exact", simulations=50)


def kd_country(n: int, industries: int, method: str, memory: str = "1GB") -> Callable[[], str]:
    xy, code = country(n, industries)

    def run() -> str:
        result = kd(*xy.T, code, **RANGE, method=method, work=PairWork(memory=memory))
        found = {name: result.method.count(name) for name in sorted(set(result.method))}
        return f"{found}, localised {np.nanmean(result.localised):.3f}"

    return run


def kd_counties() -> Callable[[], str]:
    xy = counties(200_000)
    code = labels(len(xy), 400, np.random.default_rng(2))
    return lambda: f"localised {np.nanmean(kd(*xy.T, code, **RANGE).localised):.3f}"


def kd_strasbourg() -> Callable[[], str]:
    xy, naf = strasbourg()

    def run() -> str:
        result = kd(*xy.T, naf, r_max="20km", step="250m")
        table = result.table()
        top = ", ".join(
            f"{name} {gamma:.2f}" for name, gamma in zip(table["industry"][:3], table["gamma"][:3], strict=True)
        )
        return f"{len(result.industries)} industries, {np.sum(result.q_localised < 0.05)} localised (FDR 5 %); {top}"

    return run


def m_one() -> Callable[[], str]:
    xy, _ = country(10_000, 2)
    code = np.where(np.arange(10_000) < 500, "own", "other")

    def run() -> str:
        result = m_function(*xy.T, code, r_max="472.5km", step="7.5km", which="own")
        return f"{len(result.r)} distances"

    return run


def many_industries(industries: int) -> Callable[[], str]:
    xy, _ = country(50_000, 2)
    code = labels(50_000, industries, np.random.default_rng(3))
    return lambda: f"{len(set(kd(*xy.T, code, **RANGE).method))} methods"


def compare_million() -> Callable[[], str]:
    """Exact and hybrid sums of one million sites: errors by bin, and verdicts that differ."""
    xy, code = country(1_000_000, 500)

    def run() -> str:
        x, bins, work = np.column_stack([xy, np.zeros(len(xy))]), Bins(1000.0, 360), PairWork()
        plan = make_plan(**RANGE, cumulative=False, level=0.95, method="exact")
        seen = [one for one in observe(x, code, range(500), bins, work) if one.n >= LEAST]
        near, ladder = plan.reach(seen, bins), _ladder(x, bins, plan, work)
        normals = np.random.default_rng(0).standard_normal((5000, len(plan.r)), dtype=np.float32)
        exact, hybrid = pair_sums(x, near, work), hybrid_sums(x, near, work)
        verdicts = []
        for sums in (exact, hybrid):
            nulls = [_exact_one(one, near, sums, plan, normals, ladder, method="") for one in seen]
            verdicts.append([bands(one.observed, one.null, 0.95) for one in nulls])
        return differences(exact, hybrid, *verdicts)

    return run


def differences(exact: PairSums, hybrid: PairSums, one: list[Bands], two: list[Bands]) -> str:
    """Errors of the sums by bin, of the bands, and the verdicts that are not the same."""
    mean = np.abs(hybrid.total[1:] / exact.total[1:] - 1)
    norm = np.abs(np.sqrt(np.diag(hybrid.gram)[1:] / np.diag(exact.gram)[1:]) - 1)
    moved = np.abs(hybrid.total - exact.total).sum() / 2 / exact.total.sum()
    upper = max(np.abs(b.upper_global / a.upper_global - 1).max() for a, b in zip(one, two, strict=True))
    pairs = [(a.p_localised, b.p_localised, a.p_dispersed, b.p_dispersed) for a, b in zip(one, two, strict=True)]
    changed = [p for p in pairs if (p[0] <= 0.05) != (p[1] <= 0.05) or (p[2] <= 0.05) != (p[3] <= 0.05)]
    by_bin = " ".join(f"{mean[b - 1]:.0e}" for b in (1, 4, 5, 6, 10, 20, 50, 100, 180))
    return (
        f"mass moved {moved:.1e}; T by bin 1,4,5,6,10,20,50,100,180: {by_bin}; largest {mean.max():.1e}; root of G's "
        f"diagonal within {norm.max():.1e}; upper global bands within {upper:.1e}; of {len(one)} industries "
        f"{len(changed)} change a verdict: {np.round(changed, 4).tolist()}"
    )


LINES: dict[str, list[tuple[str, Callable[..., Callable[[], str]], tuple]]] = {
    "m-10k": [("M, 500 of 10,000 sites, 64 distances, 1,000 redraws", m_one, ())],
    "kd-50k": [("K_d, 400 industries, 50,000 sites", kd_country, (50_000, 400, "auto"))],
    "industries": [(f"K_d, {k} industries, 50,000 sites", many_industries, (k,)) for k in (10, 100, 1000)],
    "strasbourg": [("K_d to 20 km, Strasbourg's establishments", kd_strasbourg, ())],
    "counties": [("K_d, 400 industries, 200,000 sites in 21 counties", kd_counties, ())],
    "kd-200k": [("K_d, 400 industries, 200,000 sites", kd_country, (200_000, 400, "auto"))],
    "kd-1m": [("K_d, 500 industries, 1,000,000 sites, exact", kd_country, (1_000_000, 500, "auto"))],
    "hybrid-1m": [("the same, hybrid", kd_country, (1_000_000, 500, "hybrid"))],
    "compare-1m": [("the two compared", compare_million, ())],
    "hybrid-10m": [("K_d, 500 industries, 10,000,000 sites, hybrid", kd_country, (10_000_000, 500, "hybrid", "4GB"))],
}


def main(*names: str) -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    for name in names or SMALL:
        if name == "bare":
            bare()
            continue
        for title, make, arguments in LINES[name]:
            cpu, clock, memory, said = alone(make, arguments)
            print(f"{title:55} {cpu:8.2f} CPU s {clock:8.2f} s {memory:6.0f} MB  {said}", flush=True)


def alone(make: Callable[..., Callable[[], str]], arguments: tuple) -> tuple[float, float, float, str]:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (make, arguments))


def _timed(make: Callable[..., Callable[[], str]], arguments: tuple) -> tuple[float, float, float, str]:
    work = make(*arguments)
    warm()
    cpu, clock = time.process_time(), time.perf_counter()
    said = work()
    took = time.process_time() - cpu, time.perf_counter() - clock
    return *took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said


C_SOURCE = r"""
#include <math.h>
void count(const float *x, const float *y, int n, int first, int last, float top, unsigned *out) {
  unsigned h[4][256];
  for (int i = first; i < last; i += 4) {
    for (int r = 0; r < 4; r++) for (int b = 0; b < 256; b++) h[r][b] = 0;
    for (int j = 0; j < n; j += 512) {
      unsigned index[4][512];
      for (int r = 0; r < 4; r++) for (int q = 0; q < 512; q++) {
        float dx = x[j + q] - x[i + r], dy = y[j + q] - y[i + r], t = top - sqrtf(dx * dx + dy * dy);
        index[r][q] = (unsigned)(int)(t > 0 ? t : 0);
      }
      for (int q = 0; q < 512; q++) {
        h[0][index[0][q]]++; h[1][index[1][q]]++; h[2][index[2][q]]++; h[3][index[3][q]]++;
      }
    }
    for (int r = 0; r < 4; r++) for (int b = 0; b < 256; b++) out[b] += h[r][b];
  }
}
"""


def bare() -> None:
    """Pair distances binned per CPU second on one core: this kernel, the same loop in C, and scipy."""
    n, rows, top = 51_200, 2_048, 212.0
    sites = sort_into_leaves(np.column_stack([country(n, 2)[0] / 1000, np.zeros(n)])).x
    xy = np.ascontiguousarray(sites[:, :2].T, dtype=np.float32)
    for name, dtype in (("numba, single", np.float32), ("numba, double", np.float64)):
        x, y = xy.astype(dtype)
        z, out = np.zeros(n, dtype), np.zeros((LEAF, int(top) + 1), np.uint32)

        def by_leaf(x=x, y=y, z=z, out=out, dtype=dtype) -> None:
            for i in range(0, rows, LEAF):
                leaf = slice(i, i + LEAF)
                tally(x, y, z, x[leaf], y[leaf], z[leaf], dtype(top), dtype(0), out)

        print(f"{name:40} {best(by_leaf, rows * n):6.2f} G pairs / CPU s")
    print(f"{'the same loop in C, gcc -O3 -march=native':40} {c_rate(xy, rows, top):6.2f} G pairs / CPU s")
    some = xy.T[:6000].astype(float)
    rate = best(lambda: np.histogram(pdist(some), bins=211, range=(0, 211)), 6000 * 5999 / 2)
    print(f"{'scipy pdist and numpy histogram':40} {rate:6.3f} G pairs / CPU s")


def best(work: Callable[[], object], pairs: float) -> float:
    work()
    least = np.inf
    for _ in range(5):
        start = time.process_time()
        work()
        least = min(least, time.process_time() - start)
    return pairs / least / 1e9


def c_rate(xy: np.ndarray, rows: int, top: float) -> float:
    import ctypes

    with tempfile.TemporaryDirectory() as folder:
        source, library = Path(folder, "count.c"), Path(folder, "count.so")
        source.write_text(C_SOURCE)
        flags = ["-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-shared", "-fPIC"]
        subprocess.run(["gcc", *flags, str(source), "-o", str(library), "-lm"], check=True)
        count = ctypes.CDLL(str(library)).count
        pointer = ctypes.POINTER(ctypes.c_float)
        out = np.zeros(256, np.uint32)
        x, y = (one.ctypes.data_as(pointer) for one in xy)
        target = out.ctypes.data_as(ctypes.POINTER(ctypes.c_uint))
        return best(lambda: count(x, y, xy.shape[1], 0, rows, ctypes.c_float(top), target), rows * xy.shape[1])

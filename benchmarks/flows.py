"""Input-output tables of 50, 400 and 5,000 sectors: CPU seconds and memory beside bare LAPACK, and beside pymrio.

Run by ``python -m benchmarks flows [SIZE ...]``. Each line is a process of its own with one BLAS thread, so that its
seconds and its memory are its own; the least of some runs is kept, of many calls where one is short. pymrio (GPL,
never a dependency) is compared where the interpreter has it.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from multiprocessing import get_context

import numpy as np
from scipy import linalg

import growthpole as gp

SIZES = (50, 400, 5000)
LIMIT = 1.5
Line = tuple[float, float]


def table(n: int, seed: int = 20230909) -> gp.InputOutputTable:
    """A made table: half of the cells filled, inputs about half of output."""
    rng = np.random.default_rng(seed)
    flows = rng.random((n, n))
    flows[flows < 0.5] = 0.0
    size = rng.lognormal(sigma=1.0, size=n)
    flows *= size
    flows *= (size / n)[:, None]
    return gp.input_output_table(flows, 1.2 * np.maximum(flows.sum(axis=0), flows.sum(axis=1)) + size)


def bare_linkages(one: gp.InputOutputTable) -> None:
    """One factorisation and two solutions from coefficients that are ready."""
    n, x = one.size, one.output
    factors = linalg.lu_factor(np.eye(n) - one.flows / x, overwrite_a=True, check_finite=False)
    linalg.lu_solve(factors, np.ones(n), trans=1, check_finite=False)
    linalg.lu_solve(factors, x, check_finite=False)


def our_linkages(one: gp.InputOutputTable) -> None:
    system = gp.leontief_system(one)
    gp.backward_linkages(system)
    gp.forward_linkages(system)


def bare_inverse(one: gp.InputOutputTable) -> None:
    np.linalg.inv(np.eye(one.size) - one.flows / one.output)


def our_everything(one: gp.InputOutputTable) -> None:
    system = gp.leontief_system(one)
    gp.leontief_inverse(system)
    gp.ghosh_inverse(system)
    gp.key_sectors(system)


def our_extractions(one: gp.InputOutputTable) -> None:
    gp.hypothetical_extraction(one)


def pymrio_leontief(one: gp.InputOutputTable) -> None:
    import pandas as pd
    import pymrio

    pymrio.calc_L(pymrio.calc_A(pd.DataFrame(one.flows), pd.DataFrame(one.output)))


def pymrio_both(one: gp.InputOutputTable) -> None:
    import pandas as pd
    import pymrio

    flows, output = pd.DataFrame(one.flows), pd.DataFrame(one.output)
    pymrio.calc_L(pymrio.calc_A(flows, output))
    pymrio.calc_G(pymrio.calc_B(flows, output))


TASKS: dict[str, tuple[Callable[[gp.InputOutputTable], None], str | None]] = {
    "LU and two solutions, scipy": (bare_linkages, None),
    "linkages, growthpole": (our_linkages, "LU and two solutions, scipy"),
    "one inverse, numpy": (bare_inverse, None),
    "Leontief, Ghosh, key sectors, growthpole": (our_everything, "one inverse, numpy"),
    "every sector extracted, growthpole": (our_extractions, "one inverse, numpy"),
    "Leontief, pymrio": (pymrio_leontief, "one inverse, numpy"),
    "Leontief, Ghosh, pymrio": (pymrio_both, "one inverse, numpy"),
}


def measure(task: str, size: int) -> Line:
    """CPU seconds of one call and peak MiB, in this process."""
    one, work = table(size), TASKS[task][0]
    calls = max(1, 200 // size * 50) if size < 1000 else 1
    times = []
    for _ in range(3 if size < 1000 else 2):
        start = time.process_time()
        for _ in range(calls):
            work(one)
        times.append((time.process_time() - start) / calls)
    return min(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(task: str, size: int) -> Line:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (task, size))


def main(*sizes: str) -> None:
    """Print a line for each task and size."""
    os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    peers = find_spec("pymrio") is not None
    print("pymrio is compared" if peers else "pymrio is not installed here: its lines are left out")
    print(f"limit for linkages: {LIMIT:g} x the bare LAPACK call")
    print(f"{'sectors':>8} {'task':42} {'CPU s':>10} {'ratio':>6} {'peak MiB':>9}")
    for size in map(int, sizes or SIZES):
        seconds: dict[str, float] = {}
        for task, (_, against) in TASKS.items():
            if "pymrio" in task and not peers:
                continue
            seconds[task], peak = alone(task, size)
            ratio = f"{seconds[task] / seconds[against]:6.2f}" if against else " " * 6
            print(f"{size:>8,} {task:42} {seconds[task]:>10.5f} {ratio} {peak:>9,.0f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

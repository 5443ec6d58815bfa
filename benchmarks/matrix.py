"""Regions x industries matrices: CPU seconds and memory beside the bare products, and beside other packages.

Run by ``python -m benchmarks matrix [PYTHON]``, where PYTHON is an interpreter of an environment that has
``ecomplexity`` and ``economic-complexity`` (and pandas below 3); without it the peers are left out. Each line is a
process of its own with one BLAS thread, so that its memory and its seconds are its own.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from growthpole.measures.matrix.coagglomeration import coagglomeration
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.specialisation import presence, rca

SIZES = ((300, 800), (1000, 900), (3000, 1000))
YEARS = 20
PEER_SIZE = (3000, 1000)
PEERS = Path(__file__).with_name("_matrix_peers.py")
Line = tuple[float, float]


def amounts(regions: int, industries: int, seed: int = 20230909) -> np.ndarray:
    """Made employment: industries of different ubiquity, regions of different diversity, one latent capability."""
    rng = np.random.default_rng(seed)
    chance = 1 / (1 + np.exp(-rng.normal(size=(regions, 1)) - rng.normal(size=(1, industries))))
    level = 1.5 * rng.normal(size=(regions, industries)) + 0.6 * rng.normal(size=(regions, 1)) * rng.normal(
        size=(1, industries)
    )
    return np.exp(level) * (rng.random((regions, industries)) < chance)


def everything(x: np.ndarray) -> None:
    here = presence(rca(x))
    complexity(here)
    density(here, proximity(here))


def ours(size: tuple[int, int], years: int) -> Line:
    tables = {year: amounts(*size, seed=year) for year in range(years)}
    # Matrices of the cells of twenty years are used and dropped year by year, as a study would.
    return clocked(lambda: [everything(x) for x in tables.values()])


def bare_products(size: tuple[int, int], years: int) -> Line:
    """M'M, the square of the walk matrix, and M times proximity: what any implementation must multiply."""
    here = presence(rca(amounts(*size)))
    single, phi = here.astype(np.float32), np.ones((size[1], size[1]))

    def products() -> None:
        for _ in range(years):
            single.T @ single
            here.T @ here
            here @ phi

    return clocked(products)


def plain_numpy(size: tuple[int, int]) -> Line:
    """The textbook formulas in NumPy, full symmetric eigenproblem of the smaller side."""
    x = amounts(*size)

    def one() -> None:
        m = ((x / x.sum(axis=1, keepdims=True)) / (x.sum(axis=0) / x.sum()) >= 1).astype(float)
        both, ones = m.T @ m, m.sum(axis=0)
        phi = both / np.maximum(ones[:, None], ones)
        scaled = m / np.sqrt(m.sum(axis=1))[:, None] / np.sqrt(ones)
        np.linalg.eigh(scaled.T @ scaled if size[1] <= size[0] else scaled @ scaled.T)
        m @ phi / phi.sum(axis=1)

    return clocked(one)


def all_pairs(size: tuple[int, int], intervals: bool) -> Line:
    x, plants = amounts(*size), np.full(size[1], 0.05)
    return clocked(lambda: coagglomeration(x, herfindahl=plants if intervals else None))


def pair_product(size: tuple[int, int], symmetric: bool) -> Line:
    x = amounts(*size)
    shares = x / x.sum(axis=0)
    other = shares if symmetric else shares.copy()
    return clocked(lambda: shares.T @ other)


def clocked(work: Callable[[], object]) -> Line:
    """CPU seconds, best of three unless it takes long, and peak MiB."""
    best, spent = np.inf, 0.0
    for _ in range(3):
        start = time.process_time()
        work()
        took = time.process_time() - start
        best, spent = min(best, took), spent + took
        if spent > 5:
            break
    return best, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(function: Callable[..., Line], *arguments: object) -> Line:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def show(name: str, line: Line, base: float) -> None:
    seconds, memory = line
    print(f"  {name:52s} {seconds:9.3f} CPU s {seconds / base:8.2f} x {memory:8.0f} MiB", flush=True)


def matrices(size: tuple[int, int], years: int) -> float:
    print(f"RCA, presence, ECI and PCI, proximity, density: {size[0]} x {size[1]}, {years} year(s)")
    base = alone(bare_products, size, years)
    show("the three bare BLAS products", base, base[0])
    line = alone(ours, size, years)
    show("growthpole", line, base[0])
    if years == 1:
        show("textbook formulas in NumPy", alone(plain_numpy, size), base[0])
    return line[0]


def pairs(size: tuple[int, int]) -> None:
    print(f"Co-agglomeration of all {size[1] * (size[1] - 1) // 2} pairs: {size[0]} x {size[1]}")
    base = alone(pair_product, size, False)
    show("one NumPy product", base, base[0])
    show("one NumPy product of a matrix with itself", alone(pair_product, size, True), base[0])
    show("growthpole", alone(all_pairs, size, False), base[0])
    show("growthpole, with intervals and z", alone(all_pairs, size, True), base[0])


def peers(python: str, seconds: float) -> None:
    print(f"Other packages, one year of {PEER_SIZE[0]} x {PEER_SIZE[1]}; growthpole {seconds:.3f} CPU s for all of it")
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "amounts.npy"
        np.save(table, amounts(*PEER_SIZE, seed=0))
        done = subprocess.run([python, str(PEERS), str(table)], capture_output=True, text=True, check=True)
    for row in done.stdout.splitlines():
        if row.startswith("PEER\t"):
            _, name, cpu, memory = row.split("\t")
            show(name, (float(cpu), float(memory)), seconds)


def main(*arguments: str) -> None:
    """Print every table; the first argument is the peers' interpreter, ``quick`` leaves out the twenty years."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    quick = "quick" in arguments
    for size in SIZES:
        seconds = matrices(size, 1)
    if not quick:
        matrices(SIZES[-1], YEARS)
    for size in SIZES:
        pairs(size)
    for python in arguments:
        if python != "quick":
            peers(python, seconds)


if __name__ == "__main__":
    main(*sys.argv[1:])

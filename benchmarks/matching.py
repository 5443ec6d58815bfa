"""Matching needs with institutes: exact with ties settled, beside SciPy's assignment and networkx's network simplex."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import networkx as nx
import numpy as np
from scipy.optimize import linear_sum_assignment

from growthpole.chain.partners_transport import STEPS, allocate

SIZES = ((60, 20), (150, 40), (300, 60))
PLACES = 2


def main() -> None:
    """Print CPU seconds and total values; half of the pairs share no discipline, and a third of the rest are tied.

    SciPy's assignment needs a column for each place, and neither it nor the network simplex says which of several best
    matchings it gives.
    """
    rng = np.random.default_rng(7)
    print(f"{'needs':>6} {'institutes':>10} {'allocate, s':>12} {'slots, x':>9} {'network, x':>10} {'peak MiB':>9}")
    for needs, institutes in SIZES:
        values = np.where(rng.random((needs, institutes)) < 1 / 3, 0.6, rng.random((needs, institutes)).round(3))
        values[rng.random((needs, institutes)) < 0.5] = np.nan
        own, found = timed(by_allocate, values)
        slots, other = timed(by_slots, values)
        network, third = timed(by_network, values)
        if not abs(found - other) < 1e-6 or not abs(found - third) < 1e-6:
            raise SystemExit(f"the three differ: {found}, {other}, {third}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{needs:>6} {institutes:>10} {own:>12.3f} {own / slots:>9.1f} {own / network:>10.2f} {peak:>9.0f}")


def timed(work: Callable[[np.ndarray], float], values: np.ndarray) -> tuple[float, float]:
    start = time.process_time()
    value = work(values)
    return max(time.process_time() - start, 1e-4), value


def by_allocate(values: np.ndarray) -> float:
    return allocate(values, [1] * len(values), [PLACES] * values.shape[1]).value


def by_slots(values: np.ndarray) -> float:
    """Every place a column of its own; a pair that is ruled out is worth nothing."""
    table = np.repeat(np.nan_to_num(values), PLACES, axis=1)
    return float(table[linear_sum_assignment(table, maximize=True)].sum())


def by_network(values: np.ndarray) -> float:
    """A flow from needs to institutes to a sink, and an arc past the institutes for needs that stay open."""
    graph = nx.DiGraph()
    needs, institutes = values.shape
    graph.add_node("sink", demand=needs)
    for need in range(needs):
        graph.add_node(("n", need), demand=-1)
        graph.add_edge(("n", need), "sink", weight=0, capacity=1)
        for one in np.flatnonzero(~np.isnan(values[need])).tolist():
            graph.add_edge(("n", need), ("i", one), weight=-round(values[need, one] * STEPS), capacity=1)
    for one in range(institutes):
        graph.add_edge(("i", one), "sink", weight=0, capacity=PLACES)
    return -nx.network_simplex(graph)[0] / STEPS

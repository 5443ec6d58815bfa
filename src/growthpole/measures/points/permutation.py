"""Simulated nulls: random placements of an industry's plants on the sites of its counterfactual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from joblib import Parallel, delayed

from growthpole.measures.points.arrays import Floats, Ints, Singles
from growthpole.measures.points.kernels.prefix import prefix_histograms, weighted_histograms
from growthpole.measures.points.onepass import Bins, PairWork

# Random orders drawn and counted together.
BATCH = 25


def random_orders(n_sites: int, length: int, simulations: int, seed: int) -> list[Ints]:
    """Batches, (BATCH, length), of ordered samples without replacement; each order has a seed of its own."""
    streams = np.random.SeedSequence(seed).spawn(simulations)
    return [
        np.array([np.random.default_rng(one).choice(n_sites, length, replace=False) for one in streams[i : i + BATCH]])
        for i in range(0, simulations, BATCH)
    ]


def prefix_shares(
    positions: Floats, bins: Bins, work: PairWork, sizes: Sequence[int], simulations: int, seed: int
) -> Iterator[dict[int, Singles]]:
    """Shares of pairs (S, B + 1) for each size n, in groups; one set of random orders serves all sizes.

    Sizes are taken in groups whose counts fit ``work.memory``; each group walks its orders again from the start.
    """
    ordered = sorted(set(sizes))
    if not ordered:
        return
    orders = random_orders(len(positions), ordered[-1], simulations, seed)
    fits = max(1, work.budget // (8 * simulations * (bins.top + 1)))
    for begin in range(0, len(ordered), fits):
        group = np.array(ordered[begin : begin + fits], dtype=np.int64)
        parts = Parallel(n_jobs=work.n_jobs, prefer="threads")(
            delayed(_count)(positions, bins, work.single, batch[:, : group[-1]], group) for batch in orders
        )
        yield {int(n): np.concatenate([part[k] for part in parts]) for k, n in enumerate(group)}


def weighted_shares(positions: Floats, bins: Bins, work: PairWork, weights: Floats, orders: Sequence[Ints]) -> Singles:
    """Shares (S, B + 1) of weighted pairs when an industry's plants keep their weights and take random sites.

    ``orders`` are batches from `random_orders`, as long as the industry or longer.
    """
    parts = Parallel(n_jobs=work.n_jobs, prefer="threads")(
        delayed(_weigh)(positions, bins, work.single, batch[:, : len(weights)], weights) for batch in orders
    )
    pairs = (weights.sum() ** 2 - (weights**2).sum()) / 2
    shares: Singles = (np.concatenate(parts)[:, :0:-1] / pairs).astype(np.float32, order="C")
    return shares


def _count(positions: Floats, bins: Bins, single: bool, orders: Ints, sizes: Ints) -> list[Singles]:
    real = np.float32 if single else np.float64
    out = np.zeros((len(orders), len(sizes), bins.top + 1), dtype=np.uint32)
    prefix_histograms(positions / bins.width, orders, sizes, real(bins.top), real(bins.curve), out)
    pairs = sizes * (sizes - 1) / 2
    return [(out[:, k, :0:-1] / pairs[k]).astype(np.float32, order="C") for k in range(len(sizes))]


def _weigh(positions: Floats, bins: Bins, single: bool, orders: Ints, weights: Floats) -> Floats:
    real = np.float32 if single else np.float64
    out = np.zeros((len(orders), bins.top + 1))
    weighted_histograms(positions / bins.width, orders, weights, real(bins.top), real(bins.curve), out)
    return out

"""One pass over all pairs of sites: what every industry's null distribution is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from joblib import Parallel, delayed

from growthpole.measures.points.arrays import Floats, Ints
from growthpole.measures.points.kernels.gram import gram
from growthpole.measures.points.kernels.leaves import leaf_histograms
from growthpole.measures.points.kernels.rows import ROWS
from growthpole.measures.points.leaves import LEAF, Leaves, sort_into_leaves
from growthpole.measures.points.units import octets

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PairWork:
    """How the pass is run; none of it changes a result beyond the rounding of ``single``.

    Attributes
    ----------
    single : bool
        Distances in single precision, relative to each leaf's centre (a pair within 1e-7 of the reach of a
        bin's edge may fall to the other side); else double.
    memory : int or str
        Bytes the pass may use for row histograms, over up to sixteen workers; or with a unit (``"2GB"``).
    n_jobs : int
        Workers, as joblib counts them (-1: all cores); overridden by ``joblib.parallel_config``.
    progress : callable or None
        Called with (rows done, rows in all).
    device : {"cpu", "gpu"}
        Where the pass over all sites runs; a graphics card needs CuPy.
    """

    single: bool = True
    memory: int | str = 1 << 30
    n_jobs: int = -1
    progress: Progress | None = None
    device: Literal["cpu", "gpu"] = "cpu"

    @property
    def budget(self) -> int:
        """The memory in bytes."""
        return octets("memory", self.memory)


@dataclass(frozen=True, slots=True)
class Bins:
    """Distance bins: 0 holds pairs at one address, b the pairs with ``(b - 1) width < d <= b width``.

    Attributes
    ----------
    width : float
        Width of a bin, metres.
    count : int
        Number B of bins beside bin 0.
    radius : float
        Radius of the sphere in metres when positions are chords, else 0.
    """

    width: float
    count: int
    radius: float = 0.0

    @property
    def edges(self) -> Floats:
        """Upper edges of the B + 1 bins, metres; the first is 0."""
        return np.arange(self.count + 1, dtype=np.float64) * self.width

    @property
    def top(self) -> int:
        """The slot of bin 0."""
        return self.count + 1

    @property
    def curve(self) -> float:
        """Square of one bin width over the sphere's diameter; 0 on the plane."""
        return (self.width / (2 * self.radius)) ** 2 if self.radius else 0.0


@dataclass(frozen=True, slots=True)
class PairSums:
    """Sums over all ordered pairs of N sites, by distance bin.

    Attributes
    ----------
    n_sites : int
        Number N of sites.
    total : (B + 1,) float64
        T: ordered pairs in each bin.
    gram : (B + 1, B + 1) float64
        G = H'H, where H[p, b] counts the other sites in bin b around site p.
    """

    n_sites: int
    total: Floats
    gram: Floats


def pair_sums(positions: Floats, bins: Bins, work: PairWork) -> PairSums:
    """Sum histograms of all sites and their cross-products, in blocks of rows that keep to ``work.memory``."""
    total, gram_sum = np.zeros(bins.count + 1), np.zeros((bins.count + 1, bins.count + 1))
    for part_total, part_gram in each_block(positions, bins, work, _sums_of_rows):
        total += part_total
        gram_sum += part_gram
    return PairSums(len(positions), total, gram_sum)


def set_histogram(positions: Floats, bins: Bins, work: PairWork, weights: Floats | None = None) -> Floats:
    """Histogram (B + 1,) of all unordered pairs of a set of sites, weighted by the product of their weights."""
    own_weight = np.ones(len(positions)) if weights is None else weights
    total = np.zeros(bins.count + 1)
    for part in each_block(positions, bins, work, lambda rows, own: own_weight[own] @ rows, weights):
        total += part
    # A sum of weights less the site's own leaves rounding errors in bin 0.
    return np.maximum(total, 0.0) / 2


def each_block(
    positions: Floats,
    bins: Bins,
    work: PairWork,
    reduce: Callable[[Floats, Ints], Any],
    weights: Floats | None = None,
) -> Iterator[Any]:
    """Reduce the (rows, B + 1) histogram of each block of sites, and yield the results in the order of leaves.

    ``reduce`` is given the rows and the positions they belong to. Blocks do not depend on the number of workers,
    and are taken in order: so is every sum made of them.
    """
    leaves = sort_into_leaves(positions / bins.width)
    sorted_weights = None if weights is None else weights[leaves.order]
    tasks = leaves.tasks(_rows_at_once(len(positions), bins, work.budget))
    run = Parallel(n_jobs=work.n_jobs, prefer="threads", return_as="generator")
    results = run(delayed(_reduce_block)(leaves, bins, work.single, task, reduce, sorted_weights) for task in tasks)
    for (_, last), result in zip(tasks, results, strict=True):
        if work.progress:
            work.progress(int(leaves.starts[last]), len(positions))
        yield result


def row_histograms(leaves: Leaves, bins: Bins, single: bool, task: tuple[int, int], weights: Floats | None) -> Floats:
    """Histogram, (rows, B + 1), of all other sites (or their weights) around each site of a range of leaves."""
    real = np.float32 if single else np.float64
    first, last = task
    begin, end = leaves.starts[first], leaves.starts[last]
    w = np.empty(0) if weights is None else weights
    cumulative = np.concatenate([[0.0], np.cumsum(w)]) if w.size else np.arange(len(leaves.x) + 1)
    mass = np.diff(cumulative[leaves.starts]).astype(np.float64 if w.size else np.uint32)
    out = np.zeros((end - begin + ROWS, bins.top + 1), dtype=mass.dtype)
    leaf_histograms(
        leaves.x, w, leaves.starts, leaves.low, leaves.high, mass, first, last, real(bins.top), real(bins.curve), out
    )
    counts = out[: end - begin, :0:-1].astype(np.float64)
    counts[:, 0] -= w[begin:end] if w.size else 1
    return counts


def _reduce_block(
    leaves: Leaves,
    bins: Bins,
    single: bool,
    task: tuple[int, int],
    reduce: Callable[[Floats, Ints], Any],
    weights: Floats | None,
) -> Any:
    own = leaves.order[leaves.starts[task[0]] : leaves.starts[task[1]]]
    return reduce(row_histograms(leaves, bins, single, task, weights), own)


def _sums_of_rows(rows: Floats, own: Ints) -> tuple[Floats, Floats]:  # noqa: ARG001
    return rows.sum(axis=0), gram(rows)


def _rows_at_once(n_sites: int, bins: Bins, memory: int) -> int:
    """Rows in a block: 4-byte counts and their 8-byte copy, for sixteen blocks at a time, within ``memory``."""
    fits = memory // (16 * 12 * (bins.top + 1))
    return int(np.clip(n_sites // 64, LEAF, min(8192, max(fits, LEAF))))

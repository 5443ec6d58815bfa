"""The pass for millions of sites: pairs that are near exactly, pairs that are far by FFT on a grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from growthpole.errors import InputError
from growthpole.measures.points.arrays import Array, Floats, Ints
from growthpole.measures.points.kernels.disc import fill_ring
from growthpole.measures.points.kernels.gram import gram
from growthpole.measures.points.onepass import Bins, PairSums, PairWork, each_block

# Cells to a bin: at two, bins beyond a few cells are off by less than a thousandth.
CELLS_PER_BIN = 2
# Bins that are counted exactly; beyond, a ring crosses so many cells that the rounding within them averages out.
NEAR_BINS = 4
# Largest transform; 8,192 squared takes 0.8 GB in single precision.
LARGEST = 8192
BLOCK = 8192


@dataclass(frozen=True, slots=True)
class Grid:
    """Sites counted on a square grid.

    Attributes
    ----------
    mass : (C,) float64
        Sites in each occupied cell.
    cell : (N,) int64
        The occupied cell of each site.
    row, column : (C,) int64
        Where the occupied cells lie.
    size : int
        Side of the padded grid: rings that leave one edge do not come in at the other.
    """

    mass: Floats
    cell: Ints
    row: Ints
    column: Ints
    size: int


def hybrid_sums(positions: Floats, bins: Bins, work: PairWork) -> PairSums:
    """T and G with bins beyond ``NEAR_BINS`` taken from a grid of half a bin's width; plane positions only.

    Every site is given the far profile of its cell, whose sites are taken as spread evenly over it; the near bins
    are exact. O(N sites near by + B M^2 log M) for a grid of M x M cells.
    """
    if bins.count <= NEAR_BINS or bins.radius:
        raise InputError(
            f"the hybrid pass needs a plane and more than {NEAR_BINS} bins; there are {bins.count}. Use method='exact'."
        )
    grid = _grid(positions, bins)
    near_bins = replace(bins, count=NEAR_BINS)
    near_gram = np.zeros((NEAR_BINS + 1, NEAR_BINS + 1))
    near_of_cell = np.zeros((len(grid.mass), NEAR_BINS + 1))
    for own, rows in each_block(positions, near_bins, work, lambda rows, own: (own, rows)):
        near_gram += gram(rows)
        np.add.at(near_of_cell, grid.cell[own], rows)
    far = _far_profiles(grid, bins, work)
    return _join(len(positions), grid.mass, near_gram, near_of_cell, far)


def _grid(positions: Floats, bins: Bins) -> Grid:
    width = bins.width / CELLS_PER_BIN
    index = np.floor((positions[:, :2] - positions[:, :2].min(axis=0)) / width).astype(np.int64)
    side = int(index.max()) + 1
    size = fft.next_fast_len(side + bins.count * CELLS_PER_BIN + 2, real=True)
    size += size % 2
    if size > LARGEST:
        raise InputError(
            f"the hybrid pass needs a grid of {size} x {size} cells, more than {LARGEST}; take a wider `step`."
        )
    codes, cell = np.unique(index[:, 0] * side + index[:, 1], return_inverse=True)
    mass = np.bincount(cell).astype(np.float64)
    return Grid(mass, cell.astype(np.int64), codes // side, codes % side, size)


def _far_profiles(grid: Grid, bins: Bins, work: PairWork) -> NDArray[np.float32]:
    """Sites in each far bin around each occupied cell, (C, B - NEAR_BINS)."""
    far = np.empty((len(grid.mass), bins.count - NEAR_BINS), dtype=np.float32)
    if far.nbytes + 12 * grid.size**2 > work.budget:
        raise InputError(
            f"the hybrid pass holds {len(grid.mass)} cells x {bins.count} bins, {far.nbytes / 1e9:.1f} GB; "
            f"`memory` allows {work.budget / 1e9:.1f} GB. Raise it, or take fewer bins."
        )
    for b, profile in enumerate(_ring_sums(grid, bins)):
        far[:, b] = np.maximum(profile, 0.0)
        if work.progress:
            work.progress(b + 1, far.shape[1])
    return far


def _ring_sums(grid: Grid, bins: Bins) -> Iterator[Array]:
    """The grid convolved with the ring of each far bin, at the occupied cells."""
    half = grid.size // 2
    image = np.zeros((grid.size, grid.size), dtype=np.float32)
    image[grid.row, grid.column] = grid.mass
    spectrum = fft.rfft2(image, workers=-1)
    ring = np.empty((half + 1, half + 1))
    product = np.empty_like(spectrum)
    for b in range(NEAR_BINS + 1, bins.count + 1):
        fill_ring((b - 1) * CELLS_PER_BIN, b * CELLS_PER_BIN, ring)
        # A ring is even on both axes, so its transform is real: a cosine transform of one quarter.
        quarter = fft.dctn(ring.astype(np.float32), type=1, workers=-1, overwrite_x=True)
        np.multiply(spectrum[: half + 1], quarter, out=product[: half + 1])
        np.multiply(spectrum[half + 1 :], quarter[half - 1 : 0 : -1], out=product[half + 1 :])
        yield fft.irfft2(product, s=image.shape, workers=-1)[grid.row, grid.column]


def _join(n_sites: int, mass: Floats, near_gram: Floats, near: Floats, far: NDArray[np.float32]) -> PairSums:
    """T and G from exact near rows, summed by cell, and the cells' far profiles."""
    b = near.shape[1]
    size = b + far.shape[1]
    total, whole = np.zeros(size), np.zeros((size, size))
    total[:b], whole[:b, :b] = near.sum(axis=0), near_gram
    for begin in range(0, len(mass), BLOCK):
        part = slice(begin, begin + BLOCK)
        profile, weight = far[part].astype(np.float64), mass[part]
        total[b:] += weight @ profile
        whole[b:, b:] += gram(profile * np.sqrt(weight)[:, None])
        whole[:b, b:] += near[part].T @ profile
    whole[b:, :b] = whole[:b, b:].T
    return PairSums(n_sites, total, whole)

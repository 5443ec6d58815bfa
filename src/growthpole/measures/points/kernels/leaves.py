"""Row histograms leaf by leaf: far leaves are passed over, leaves wholly inside one bin are counted at once."""

from __future__ import annotations

import numpy as np
from numba import njit

from growthpole.measures.points.arrays import Array, Real
from growthpole.measures.points.kernels.rows import LANES, ROWS, tally, tally_weights

# Columns gathered before they are counted: 48 kB of coordinates in single precision.
CAPACITY = 8 * LANES
# Leaves tried together.
GROUP = 64


@njit(nogil=True, cache=True)
def box_distances(low_a: Array, high_a: Array, low_b: Array, high_b: Array) -> tuple[float, float]:
    """Least and greatest distance between two boxes."""
    near, far = 0.0, 0.0
    for axis in range(low_a.size):
        gap = max(low_b[axis] - high_a[axis], low_a[axis] - high_b[axis], 0.0)
        span = max(high_b[axis] - low_a[axis], high_a[axis] - low_b[axis])
        near += gap * gap
        far += span * span
    return np.sqrt(near), np.sqrt(far)


@njit(nogil=True, cache=True)
def group_boxes(low: Array, high: Array) -> tuple[Array, Array]:
    """Boxes around each GROUP leaves in turn, so that most far leaves are passed over together."""
    groups = (low.shape[0] + GROUP - 1) // GROUP
    group_low, group_high = np.full((groups, low.shape[1]), np.inf), np.full((groups, low.shape[1]), -np.inf)
    for leaf in range(low.shape[0]):
        for axis in range(low.shape[1]):
            group_low[leaf // GROUP, axis] = min(group_low[leaf // GROUP, axis], low[leaf, axis])
            group_high[leaf // GROUP, axis] = max(group_high[leaf // GROUP, axis], high[leaf, axis])
    return group_low, group_high


@njit(nogil=True, cache=True)
def shift(x: Array, start: int, stop: int, centre: Array, at: int, bx: Array, by: Array, bz: Array) -> None:
    """Copy sites ``start`` to ``stop - 1``, relative to ``centre``, to position ``at`` of three buffers."""
    for j in range(stop - start):
        bx[at + j] = x[start + j, 0] - centre[0]
        by[at + j] = x[start + j, 1] - centre[1]
        bz[at + j] = x[start + j, 2] - centre[2]


@njit(nogil=True, cache=True)
def flush(
    count: int,
    far: Real,
    bx: Array,
    by: Array,
    bz: Array,
    bw: Array,
    px: Array,
    py: Array,
    pz: Array,
    top: Real,
    curve: Real,
    weighted: bool,
    out: Array,
) -> None:
    """Count the gathered columns, padded to whole LANES with columns beyond every row."""
    whole = (count + LANES - 1) // LANES * LANES
    for q in range(count, whole):
        bx[q], by[q], bz[q], bw[q] = far, far, far, 0.0
    if weighted:
        tally_weights(bx[:whole], by[:whole], bz[:whole], bw[:whole], px, py, pz, top, curve, out)
    else:
        tally(bx[:whole], by[:whole], bz[:whole], px, py, pz, top, curve, out)


@njit(nogil=True, cache=True)
def leaf_histograms(
    x: Array,
    w: Array,
    starts: Array,
    low: Array,
    high: Array,
    mass: Array,
    first: int,
    last: int,
    top: Real,
    curve: Real,
    out: Array,
) -> None:
    """Count, for the sites of leaves ``first`` to ``last - 1``, all sites by distance slot (in place).

    ``x`` float64 (N, 3) in leaf order and bin widths; ``w`` float64 (N,), or empty to count; ``starts`` int64
    (L + 1,); ``low``, ``high`` float64 (L, 3); ``mass`` (L,) sites or weight of a leaf; ``top``, ``curve`` in the
    precision wanted; ``out`` (rows + ROWS, top + 1), uint32 or float64. The site itself is counted too; slot 0 is
    left undefined. O(rows x sites within reach).
    """
    weighted = w.size > 0
    bx = np.full(CAPACITY, top)
    by, bz, bw = bx.copy(), bx.copy(), np.zeros(CAPACITY)
    far = top * 1000000
    common = np.zeros_like(out[0])
    group_low, group_high = group_boxes(low, high)
    row = 0
    for leaf in range(first, last):
        rows = starts[leaf + 1] - starts[leaf]
        px = np.full((rows + ROWS - 1) // ROWS * ROWS, top)  # the precision of ``top`` is that of the rows
        px[:] = -far
        py, pz = px.copy(), px.copy()
        centre = (low[leaf] + high[leaf]) / 2
        shift(x, starts[leaf], starts[leaf + 1], centre, 0, px, py, pz)
        target = out[row : row + px.size]
        common[:] = 0
        count = 0
        for group in range(group_low.shape[0]):
            near, distant = box_distances(low[leaf], high[leaf], group_low[group], group_high[group])
            if near >= top:
                continue
            for other in range(group * GROUP, min((group + 1) * GROUP, starts.size - 1)):
                near, distant = box_distances(low[leaf], high[leaf], low[other], high[other])
                if near >= top:
                    continue
                if curve == 0 and np.ceil(near) == np.ceil(distant):
                    common[max(np.int64(top - np.ceil(near)), 0)] += mass[other]
                    continue
                start, stop = starts[other], starts[other + 1]
                if count + stop - start > CAPACITY:
                    flush(count, far, bx, by, bz, bw, px, py, pz, top, curve, weighted, target)
                    count = 0
                shift(x, start, stop, centre, count, bx, by, bz)
                if weighted:
                    bw[count : count + stop - start] = w[start:stop]
                count += stop - start
        flush(count, far, bx, by, bz, bw, px, py, pz, top, curve, weighted, target)
        for i in range(rows):
            for slot in range(common.size):
                target[i, slot] += common[slot]
        row += rows

"""A multi-region table from the nation's technology, each region's output and the distances between regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.multiregion import MultiRegionTable
from growthpole.measures.flows.table import input_output_table

__all__ = ["gravity_table"]

Floats: TypeAlias = NDArray[np.float64]


def gravity_table(
    coefficients: ArrayLike,
    output: ArrayLike,
    distances: ArrayLike,
    *,
    decay: float,
    regions: Sequence[str] | None = None,
    sectors: Sequence[str] | None = None,
) -> MultiRegionTable:
    r"""Flows between regions when each buyer takes every product from all regions that make it, near ones first.

    .. math::
       z^{rs}_{ij} = t^{rs}_i a_{ij} x^s_j, \qquad
       t^{rs}_i = \frac{x^r_i e^{-\beta d_{rs}}}{\sum_q x^q_i e^{-\beta d_{qs}}}

    Parameters
    ----------
    coefficients : matrix, shape (n, n), >= 0
        The nation's input coefficients, taken to hold in every region.
    output : matrix, shape (regions, n), money, >= 0
        Output of each region by sector.
    distances : matrix, shape (regions, regions), >= 0
        Between and within regions, in any unit.
    decay : float, >= 0
        How fast trade falls with distance (1 over its unit); at 0 every region buys where the nation makes it.
    regions, sectors : sequence of str, optional
        Names; numbered where not given.

    Returns
    -------
    MultiRegionTable
        A product that no region makes is bought nowhere. Final demand is what is left.

    Raises
    ------
    ShapeError
        If the arrays do not fit each other.
    InputError
        If a number is unknown or negative.

    References
    ----------
    Leontief and Strout (1963), Multiregional input-output analysis; Wilson (1971), Environment and Planning 3, 1-32,
    for the model that keeps each buyer's total.

    Examples
    --------
    >>> two = gravity_table([[0.2]], [[100], [300]], [[0, 1], [1, 0]], decay=0.0)
    >>> two.trade
    array([[ 5., 15.],
           [15., 45.]])
    """
    A, x, d = (np.asarray(one, dtype=np.float64) for one in (coefficients, output, distances))
    if x.ndim != 2 or A.shape != (x.shape[1],) * 2 or d.shape != (x.shape[0],) * 2:
        raise ShapeError(
            f"`coefficients` must be square by sector and `distances` square by region for an `output` of regions x "
            f"sectors; found {A.shape}, {d.shape} and {x.shape}."
        )
    for name, array in (("coefficients", A), ("output", x), ("distances", d), ("decay", np.array([decay]))):
        if not (np.isfinite(array).all() and (array >= 0).all()):
            raise InputError(f"`{name}` must be known and at least 0. Correct the number that is not.")
    supply = _weights(decay * d, x) * x[:, None, :]
    whole = supply.sum(axis=0, keepdims=True)
    shares = np.divide(supply, whole, out=np.zeros_like(supply), where=whole > 0)
    count, width = x.shape
    flows = np.einsum("rsi,ij,sj->risj", shares, A, x).reshape(count * width, count * width)
    called = [str(place + 1) for place in range(count)] if regions is None else list(regions)
    products = [str(place + 1) for place in range(width)] if sectors is None else list(sectors)
    rows = [(region, sector) for region in called for sector in products]
    table = input_output_table(flows, x.ravel(), sectors=[f"{region}:{sector}" for region, sector in rows])
    return MultiRegionTable(table, [region for region, _ in rows], [sector for _, sector in rows])


def _weights(far: Floats, output: Floats) -> Floats:
    """Weights by distance, counted from each buyer's nearest maker: all of them far away must not round to none."""
    makers = np.where(output[:, None, :] > 0, far[:, :, None], np.inf)
    nearest = makers.min(axis=0, keepdims=True, initial=np.inf)
    beyond = np.where(np.isfinite(nearest), far[:, :, None] - nearest, 0.0)
    weights: Floats = np.exp(-np.maximum(beyond, 0.0))
    return weights

"""The part of a presence matrix on which an eigenvector or an iteration can stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.inputs import is_sparse
from growthpole.measures.matrix.presences import Presences

__all__: list[str] = []


@dataclass(frozen=True, slots=True)
class Part:
    """Regions whose cells are all known and the industries they have, none of them empty.

    Attributes
    ----------
    values : matrix, shape (R', I')
    regions, industries : ndarray of int
        Their places in the whole.
    incomplete : ndarray of int
        Regions left out because a cell is unknown.
    """

    values: Any
    regions: NDArray[np.intp]
    industries: NDArray[np.intp]
    incomplete: NDArray[np.intp]


def complete_part(table: Presences) -> Part:
    """Leave out regions with an unknown cell, then empty regions, then empty industries.

    An industry of which nothing is known is left out first: it says nothing about any region.
    """
    rows: NDArray[np.bool_] = np.ones(table.shape[0], dtype=bool)
    columns: NDArray[np.bool_] = np.ones(table.shape[1], dtype=bool)
    if table.hidden is not None:
        columns = np.logical_not(table.hidden.all(axis=0))
        rows = np.logical_not(table.hidden[:, columns].any(axis=1) | table.hidden.all(axis=1))
    incomplete = np.flatnonzero(~rows)
    values = _cut(table.values, rows, columns)
    filled = np.asarray(values.sum(axis=1)).ravel() > 0
    rows[np.flatnonzero(rows)[~filled]] = False
    used = np.asarray(values.sum(axis=0)).ravel() > 0
    columns[np.flatnonzero(columns)[~used]] = False
    if not rows.any():
        raise InputError(
            f"`m` must have at least one region with an industry and no unknown cell; of {table.shape[0]} regions "
            f"{incomplete.size} have unknown cells and the others are empty."
        )
    return Part(_cut(table.values, rows, columns), np.flatnonzero(rows), np.flatnonzero(columns), incomplete)


def _cut(values: Any, rows: NDArray[np.bool_], columns: NDArray[np.bool_]) -> Any:
    if rows.all() and columns.all():
        return values
    if is_sparse(values):
        return values[np.flatnonzero(rows)][:, np.flatnonzero(columns)]
    return values[np.ix_(rows, columns)]


def spread(values: NDArray[np.float64], places: NDArray[np.intp], size: int) -> NDArray[np.float64]:
    """Values of a part in an array of the whole, nan elsewhere."""
    whole = np.full((size, *values.shape[1:]), np.nan)
    whole[places] = values
    return whole

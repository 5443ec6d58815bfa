"""What a matrix measure can be given, and how the answer gets the same form."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.selectors import by_dtype
from narwhals.stable.v2.typing import IntoFrame
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from growthpole.errors import InputError, ShapeError

__all__ = ["CrossTable", "MatrixLike"]

Floats: TypeAlias = NDArray[np.floating[Any]]
Labels: TypeAlias = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CrossTable:
    r"""A matrix with the names of its rows and columns.

    .. math:: X = (x_{ri}), \quad r = 1 \dots R, \; i = 1 \dots I

    Parameters
    ----------
    values : ndarray or csr_array, shape (R, I)
        The cells; ``nan`` is unknown, a cell a sparse matrix does not store is zero.
    regions : tuple, length R
        Names of the rows.
    industries : tuple, length I
        Names of the columns.

    Returns
    -------
    CrossTable
        Frozen; every matrix measure takes it and gives its matrices back as one. Between industries
        (proximity) both axes carry the industries' names.

    Raises
    ------
    ShapeError
        When the names do not fit the shape.

    References
    ----------
    Notation of van Eck and Waltman (2009), section 2, with regions for documents.

    Examples
    --------
    >>> CrossTable(np.array([[3.0, 1.0], [0.0, 2.0]]), ("Qi", "Taigu"), ("glass", "iron")).cell("Qi", "iron")
    1.0
    """

    values: Any
    regions: Labels
    industries: Labels

    def __post_init__(self) -> None:
        given = (len(self.regions), len(self.industries))
        if np.shape(self.values) != given:
            raise ShapeError(
                f"a cross table must have one name for each row and column; `values` has shape "
                f"{np.shape(self.values)}, the names {given}."
            )

    def cell(self, region: Hashable, industry: Hashable) -> float:
        """The value at two names."""
        return float(self.values[self.regions.index(region), self.industries.index(industry)])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(dense(self.values), dtype=dtype, copy=copy)


MatrixLike: TypeAlias = "ArrayLike | sparse.sparray | sparse.spmatrix | CrossTable | IntoFrame"


@dataclass(frozen=True, slots=True)
class FrameForm:
    """How a labelled frame was given: its library, its column of region names, whether that was an index."""

    library: Any
    label: str
    indexed: bool


@dataclass(frozen=True, slots=True)
class Given:
    """A matrix as it was handed in: its cells, its names, and the form the answer shall have."""

    values: Any
    regions: Labels | None
    industries: Labels | None
    frame: FrameForm | None = None

    def like(self, values: Any, rows: str = "regions", columns: str = "industries") -> Any:
        """``values`` in the form in which the input came; ``rows`` and ``columns`` say whose names they bear."""
        if self.regions is None or self.industries is None:
            return values
        table = CrossTable(values, getattr(self, rows), getattr(self, columns))
        return table if self.frame is None else _frame(table, rows, self.frame)


def read(table: Any, name: str) -> Given:
    """The cells and names of ``table``; ``name`` is the argument's name for messages."""
    if isinstance(table, CrossTable):
        return Given(_cells(table.values, name), table.regions, table.industries)
    if isinstance(table, (np.ndarray, Sequence)) or is_sparse(table):
        return Given(_cells(table, name), None, None)
    frame = nw.from_native(table, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return _read_frame(frame, name) if isinstance(frame, nw.DataFrame) else Given(_cells(table, name), None, None)


def is_sparse(values: Any) -> bool:
    """Whether ``values`` is a SciPy sparse array or matrix (without narrowing its type)."""
    return bool(sparse.issparse(values))


def csr(values: Any) -> Any:
    """``values`` as a SciPy sparse array by rows, each cell stored once; the caller's matrix is not changed."""
    array: Any = sparse.csr_array(values)
    if not array.has_canonical_format:
        array = array.copy()
        array.sum_duplicates()
    return array


def dense(values: Any) -> NDArray[Any]:
    """The cells as an ordinary array."""
    return values.toarray() if is_sparse(values) else np.asarray(values)


def unknown(values: Any) -> NDArray[np.bool_] | None:
    """Where cells are unknown, or None where all are known (the fast case; a bool or integer cannot be)."""
    cells = values.data if is_sparse(values) else values
    # The sum of a matrix is nan when any cell is: one pass and no temporary array.
    if cells.dtype.kind != "f" or not np.isnan(cells.sum()):
        return None
    hidden: NDArray[np.bool_] = np.isnan(dense(values))
    return hidden


def _cells(values: Any, name: str) -> Any:
    if is_sparse(values):
        return _numeric(csr(values), name)
    array = np.asarray(values)
    if array.ndim != 2:
        raise ShapeError(
            f"`{name}` must be a regions x industries matrix; it has {array.ndim} dimensions and shape "
            f"{array.shape}. For many years pass a mapping from year to matrix."
        )
    return _numeric(array, name)


def _numeric(values: Any, name: str) -> Any:
    if values.dtype.kind in "bui":
        return values if values.dtype.kind == "b" else values.astype(np.float64)
    if values.dtype.kind != "f":
        raise InputError(f"`{name}` must hold numbers; its type is {values.dtype}.")
    return values if values.dtype.itemsize in (4, 8) else values.astype(np.float64)


def _read_frame(frame: nw.DataFrame[Any], name: str) -> Given:
    named = [column for column, kind in frame.schema.items() if not (kind.is_numeric() or kind == nw.Boolean)]
    if len(named) > 1:
        raise InputError(
            f"`{name}` must have at most one column of region names, the others numbers; found {named}. "
            "Make a long table wide with `gp.cross_table`."
        )
    cells = frame.drop(named).select(nw.all().cast(nw.Float64))
    index: Any = nw.maybe_get_index(frame)
    if not named and (index is None or index.dtype.kind in "iuf"):
        # A column of numbers could be a code as well as an industry: nobody should have to guess.
        raise InputError(f"`{name}` must name its regions, in one column of text or in an index of text; found none.")
    regions = frame[named[0]].to_list() if named else list(index)
    form = FrameForm(frame.implementation, named[0] if named else index.name or "region", not named)
    values = cells.to_numpy().astype(np.float64, copy=False)
    return Given(_cells(values, name), tuple(regions), tuple(cells.columns), form)


def _frame(table: CrossTable, rows: str, form: FrameForm) -> Any:
    label = form.label if rows == "regions" else "industry"
    cells = dense(table.values)
    columns: Mapping[str, Any] = {label: list(table.regions)} | {
        str(industry): cells[:, place] for place, industry in enumerate(table.industries)
    }
    # A frame writes unknown as null; an array can only write nan.
    frame = nw.from_dict(columns, backend=form.library).with_columns(by_dtype(nw.Float64).fill_nan(None))
    return (nw.maybe_set_index(frame, label) if form.indexed else frame).to_native()

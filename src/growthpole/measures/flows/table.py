"""An input-output table: who sells what to whom, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.measures.flows.faults import TableError, shape_faults, value_faults
from growthpole.model.text import Text

__all__ = ["InputOutputTable", "input_output_table"]

Floats: TypeAlias = NDArray[np.float64]
Origin: TypeAlias = Literal["domestic", "total"]
"""Whose products the coefficients count: home-made ones only, or imported ones as well."""


@dataclass(frozen=True, eq=False)
class InputOutputTable:
    r"""An input-output table in one unit of money, sellers in the rows and buyers in the columns.

    .. math::
       x_i = \sum_j z_{ij} + \sum_k f_{ik} - m_i, \qquad x_j = \sum_i z_{ij} + \sum_i z^M_{ij} + \sum_k v_{kj}

    A table either holds flows of all origins (``imports`` is None), and then ``total_imports`` m is taken off each row
    where it is given; or it splits them: ``flows`` and ``final_demand`` are of home-made products, ``imports`` and
    ``imports_final`` of foreign ones, and no m is taken off.

    Parameters
    ----------
    sectors : tuple of str, length n
        Codes, each once.
    names : tuple of Text, length n
        The sectors' names.
    flows : ndarray, shape (n, n), money
        Intermediate flows Z, from the seller in the row to the buyer in the column; known, negative cells allowed.
    final_demand : ndarray, shape (n, f), money
        Consumption, investment, stocks, exports ...; ``nan`` is unknown.
    final_names : tuple of Text, length f
        Names of the columns of final demand.
    value_added : ndarray, shape (v, n), money
        Primary inputs; taxes on products paid by the buyer belong here. ``nan`` is unknown.
    value_added_names : tuple of Text, length v
        Names of the rows of value added.
    output : ndarray, shape (n,), money, >= 0
        Gross output x.
    imports : ndarray, shape (n, n), optional
        Imported intermediate flows, the foreign sector of origin in the row.
    imports_final : ndarray, shape (n, f), optional
        Imported final products.
    total_imports : ndarray, shape (n,), >= 0, optional
        Imports by product, as positive amounts.
    unit : str
        Canonical unit of every amount.
    year : int, optional
        The year of the flows.
    household_columns, export_columns, inventory_columns : tuple of int, optional
        Which columns of final demand are consumption of households, exports, changes of stocks; None where nobody said,
        ``()`` where there are none.
    labour_rows : tuple of int, optional
        Which rows of value added are compensation of employees; None where nobody said.
    tolerance : float, >= 0
        A row or column balances when its gap is at most this part of the sector's output or, for a small sector, of
        the average sector's. Published tables are rounded: 1e-4 by default.

    Returns
    -------
    InputOutputTable
        Frozen; its arrays are read-only and share the memory of those given where they hold doubles. A row of final
        demand or a column of value added that holds ``nan`` is not asked to balance, nor is a side without any.

    Raises
    ------
    TableError
        When shapes do not fit, flows or output are unknown, output or imports are negative, a sector without output
        has inputs, or a row or column does not balance: all faults at once, each with the sectors' codes.

    References
    ----------
    Miller and Blair (2022), Input-Output Analysis, 3rd edition, sections 2.2 and 4.7; Eurostat (2008), Manual of
    Supply, Use and Input-Output Tables, chapter 11.

    Examples
    --------
    >>> table = InputOutputTable(
    ...     sectors=("1", "2"), names=(Text("goods"), Text("services")),
    ...     flows=np.array([[150.0, 500.0], [200.0, 100.0]]),
    ...     final_demand=np.array([[350.0], [1700.0]]), final_names=(Text("final demand"),),
    ...     value_added=np.array([[650.0, 1400.0]]), value_added_names=(Text("value added"),),
    ...     output=np.array([1000.0, 2000.0]),
    ... )
    >>> table.coefficients
    array([[0.15, 0.25],
           [0.2 , 0.05]])
    """

    sectors: tuple[str, ...]
    names: tuple[Text, ...]
    flows: Floats
    final_demand: Floats
    final_names: tuple[Text, ...]
    value_added: Floats
    value_added_names: tuple[Text, ...]
    output: Floats
    imports: Floats | None = None
    imports_final: Floats | None = None
    total_imports: Floats | None = None
    unit: str = "CNY"
    year: int | None = None
    household_columns: tuple[int, ...] | None = field(default=None, kw_only=True)
    export_columns: tuple[int, ...] | None = field(default=None, kw_only=True)
    inventory_columns: tuple[int, ...] | None = field(default=None, kw_only=True)
    labour_rows: tuple[int, ...] | None = field(default=None, kw_only=True)
    tolerance: float = field(default=1e-4, kw_only=True)

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name in _ARRAYS and value is not None:
                object.__setattr__(self, one.name, _locked(value, one.name))
            elif isinstance(value, list):
                object.__setattr__(self, one.name, tuple(value))
        if not self.tolerance >= 0:
            raise InputError(f"`tolerance` must be at least 0; found {self.tolerance}.")
        # Values are looked at only where the shapes fit: a sum over the wrong axis says nothing.
        found = shape_faults(self) or value_faults(self)
        if found:
            raise TableError(found)

    @property
    def size(self) -> int:
        """The number of sectors."""
        return len(self.sectors)

    @property
    def total_flows(self) -> Floats:
        """Intermediate flows of all origins, shape (n, n)."""
        return self.flows if self.imports is None else self.flows + self.imports

    @property
    def coefficients(self) -> Floats:
        """Technical coefficients A = Z / x of the flows as they stand: home-made where the table splits, else all."""
        return per_output(self.flows, self.output)

    @property
    def total_coefficients(self) -> Floats:
        """Technical coefficients of products of all origins, shape (n, n)."""
        return per_output(self.total_flows, self.output)

    @property
    def domestic_coefficients(self) -> Floats:
        """Coefficients of home-made products, shape (n, n): see :attr:`domestic_flows`."""
        return per_output(self.domestic_flows, self.output)

    @property
    def domestic_flows(self) -> Floats:
        """Intermediate flows of home-made products, shape (n, n).

        Where the table does not split them, every buyer at home is taken to import the same part of a product
        (proportional imports, the import-coefficient method): see :attr:`import_shares`.
        """
        if self.imports is not None or self.total_imports is None:
            return self.flows
        return self.flows * (1.0 - self.import_shares[:, None])

    @property
    def domestic_final_demand(self) -> Floats:
        """Final demand for home-made products, shape (n, f), by the same assumption as :attr:`domestic_flows`."""
        if self.imports is not None or self.total_imports is None:
            return self.final_demand
        home = self.final_demand * (1.0 - self.import_shares[:, None])
        abroad = list(self.export_columns or ())
        home[:, abroad] = self.final_demand[:, abroad]
        return home

    @property
    def total_final_demand(self) -> Floats:
        """Final demand for products of all origins, shape (n, f).

        Raises
        ------
        InputError
            When the table splits intermediate flows but not final demand.
        """
        if self.imports is None:
            return self.final_demand
        if self.imports_final is None:
            raise InputError(
                "`imports_final` must be given, as `imports` is: without it final demand is home-made only."
            )
        return self.final_demand + self.imports_final

    @property
    def import_shares(self) -> Floats:
        """The part of each product used at home that is imported, shape (n,), in [0, 1].

        As the table splits it; else by proportional imports, ``m / (x + m - exports)``, exports being home-made; 1
        where exports exceed output (goods in transit), 0 where nothing is used.
        """
        if self.imports is not None:
            return _share(self.imports.sum(axis=1), self.flows.sum(axis=1) + self.imports.sum(axis=1))
        if self.total_imports is None:
            return np.zeros(self.size)
        return _share(self.total_imports, self.output + self.total_imports - self.exports)

    @property
    def exports(self) -> Floats:
        """Exports by product, shape (n,).

        Raises
        ------
        InputError
            When nobody said which columns of final demand are exports.
        """
        if self.export_columns is None:
            raise InputError(
                "`export_columns` must say which columns of final demand are exports (`()` for none): without them "
                f"imports cannot be shared out. The columns are {', '.join(map(str, self.final_names))}."
            )
        exports: Floats = self.final_demand[:, list(self.export_columns)].sum(axis=1)
        return exports

    def place(self, sector: str) -> int:
        """The position of a sector's code.

        Raises
        ------
        NameUnknownError
            When there is no such code; the message offers the nearest.
        """
        return sector_place(self.sectors, sector)


_ARRAYS = (
    "flows",
    "final_demand",
    "value_added",
    "output",
    "imports",
    "imports_final",
    "total_imports",
)


def input_output_table(
    flows: ArrayLike,
    output: ArrayLike,
    *,
    sectors: Any = None,
    final_demand: ArrayLike | None = None,
    value_added: ArrayLike | None = None,
    **more: Any,
) -> InputOutputTable:
    r"""An input-output table from arrays, with names and balancing items filled in where they were not given.

    .. math:: f_i = x_i - \sum_j z_{ij} + m_i, \qquad v_j = x_j - \sum_i z_{ij} - \sum_i z^M_{ij}

    Parameters
    ----------
    flows : matrix, shape (n, n), money
        As in :class:`InputOutputTable`.
    output : sequence, length n, money, >= 0
        Gross output.
    sectors : sequence of str, length n, optional
        Codes; ``"1"`` to ``"n"`` where not given.
    final_demand : matrix, shape (n, f), or sequence of length n, optional
        Where not given, one column: what of the output is not sold to sectors.
    value_added : matrix, shape (v, n), or sequence of length n, optional
        Where not given, one row: what of the output is not spent on inputs.
    **more
        The other fields of :class:`InputOutputTable`; names where not given are the codes, or numbered.

    Returns
    -------
    InputOutputTable
        Checked.

    Raises
    ------
    ShapeError
        When ``flows`` is not square or ``output`` does not fit it.
    TableError
        As :class:`InputOutputTable`.

    References
    ----------
    Miller and Blair (2022), section 2.2, for the balancing items.

    Examples
    --------
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> table.final_demand.ravel(), table.value_added.ravel()
    (array([ 350., 1700.]), array([ 650., 1400.]))
    """
    Z, x = _array(flows, "flows"), _array(output, "output")
    if Z.ndim != 2 or x.ndim != 1 or Z.shape != (x.size, x.size):
        raise ShapeError(
            f"`flows` must be a square matrix and `output` as long as its side; found {Z.shape} and {x.shape}."
        )
    codes = tuple(str(number + 1) for number in range(x.size)) if sectors is None else tuple(map(str, sectors))
    final = x - Z.sum(axis=1) if final_demand is None else _array(final_demand, "final_demand")
    if final_demand is None and more.get("total_imports") is not None:
        final = final + _array(more["total_imports"], "total_imports")
    primary = x - Z.sum(axis=0) if value_added is None else _array(value_added, "value_added")
    if value_added is None and more.get("imports") is not None:
        primary = primary - _array(more["imports"], "imports").sum(axis=0)
    final = final[:, None] if final.ndim == 1 else final
    primary = primary[None, :] if primary.ndim == 1 else primary
    given = {
        "names": tuple(map(Text, codes)),
        "final_names": _numbered("final demand", "最终使用", final.shape[1]),
        "value_added_names": _numbered("value added", "增加值", primary.shape[0]),
    } | more
    return InputOutputTable(sectors=codes, flows=Z, final_demand=final, value_added=primary, output=x, **given)


def sector_place(sectors: tuple[str, ...], sector: str) -> int:
    """The position of a sector's code, or an error that offers the nearest."""
    if sector not in sectors:
        raise NameUnknownError("sector", sector, sectors)
    return sectors.index(sector)


def per_output(flows: Floats, output: Floats) -> Floats:
    """Flows divided by the output of the column; a column of zeros for a sector without output."""
    with np.errstate(divide="ignore"):
        scale = np.where(output > 0, 1.0 / output, 0.0)
    return flows * scale


def _numbered(en: str, zh: str, count: int) -> tuple[Text, ...]:
    if count == 1:
        return (Text(en, zh),)
    return tuple(Text(f"{en} {number + 1}", f"{zh}{number + 1}") for number in range(count))


def _share(part: Floats, whole: Floats) -> Floats:
    share = np.divide(part, whole, out=np.where(part > 0, 1.0, 0.0), where=whole > 0)
    return np.clip(share, 0.0, 1.0)


def _array(values: ArrayLike, name: str) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise InputError(f"`{name}` must hold numbers in rows of equal length; {error}.") from error


def _locked(values: ArrayLike, name: str) -> Floats:
    array = _array(values, name).view()
    array.flags.writeable = False
    return array

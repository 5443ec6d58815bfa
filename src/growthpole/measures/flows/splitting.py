"""Splitting one sector in two, when something is known of one part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.table import InputOutputTable
from growthpole.model.text import Text

__all__ = ["split_sector"]

Floats: TypeAlias = NDArray[np.float64]
T = TypeVar("T")


def split_sector(
    table: InputOutputTable,
    sector: str,
    into: tuple[str, str],
    share: float,
    *,
    sales: ArrayLike | None = None,
    purchases: ArrayLike | None = None,
    names: tuple[Text, Text] | None = None,
) -> InputOutputTable:
    r"""Split a sector in two, the first part with a given share of its output.

    .. math:: x_a = \alpha x_k, \qquad z_{aj} = s_j z_{kj}, \qquad z_{ia} = p_i z_{ik}, \qquad z_{aa} = s_k p_k z_{kk}

    With shares of sales s and purchases p both equal to the output share, both parts buy and sell alike, and no
    multiplier of another sector changes. What is known of the part (it sells to glass works only, it burns more coal)
    goes into s and p; final demand and value added then keep the balance, each spread over its kinds as in the whole
    sector. Merging the parts gives the table back.

    Parameters
    ----------
    table : InputOutputTable
    sector : str
        The code of the sector k.
    into : pair of str
        Codes of the two parts; the first stands in the sector's place, the second behind it.
    share : float in (0, 1)
        The first part's share of output.
    sales : sequence of length n, shares in [0, 1], optional
        The first part's share of the sales to each sector; ``share`` by default.
    purchases : sequence of length n, shares in [0, 1], optional
        The first part's share of the purchases from each sector; ``share`` by default.
    names : pair of Text, optional
        Names of the parts; the sector's name with the code behind it by default.

    Returns
    -------
    InputOutputTable
        Of n + 1 sectors.

    Raises
    ------
    NameUnknownError
        When there is no such sector.
    InputError
        When a share is outside its range, a new code exists already, or sales or purchases leave final demand or value
        added to be made up where the sector has none.
    ShapeError
        When ``sales`` or ``purchases`` have not one number for each sector.

    References
    ----------
    Wolsky (1984); Lindner, Legault and Guan (2012), for how much such a split may matter.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> parts = split_sector(table, "1", ("1a", "1b"), 0.2)
    >>> parts.flows
    array([[  6.,  24., 100.],
           [ 24.,  96., 400.],
           [ 40., 160., 100.]])
    >>> parts.output, parts.final_demand.ravel(), parts.value_added.ravel()
    (array([ 200.,  800., 2000.]), array([  70.,  280., 1700.]), array([ 130.,  520., 1400.]))
    """
    k = table.place(sector)
    if not 0 < share < 1:
        raise InputError(f"`share` must lie between 0 and 1; found {share}.")
    taken = {*table.sectors} - {sector}
    if len({*into}) < 2 or taken & {*into}:
        raise InputError(f"`into` must name two new codes; found {into}.")
    sold, bought = _shares(sales, "sales", share, table), _shares(purchases, "purchases", share, table)
    scale = _Split(k, share, sold, bought)
    return replace(
        table,
        sectors=_twice(table.sectors, k, into),
        names=_twice(table.names, k, names or _part_names(table.names[k], into)),
        flows=scale.matrix(table.flows),
        final_demand=_final(table, scale, sector),
        value_added=_value_added(table, scale, sector),
        output=scale.vector(table.output),
        imports=None if table.imports is None else scale.matrix(table.imports),
        imports_final=None if table.imports_final is None else scale.rows(table.imports_final, share),
        total_imports=None if table.total_imports is None else scale.vector(table.total_imports),
    )


class _Split:
    """How rows and columns of one sector are parted."""

    def __init__(self, place: int, share: float, sales: Floats, purchases: Floats) -> None:
        self.place, self.share, self.sales, self.purchases = place, share, sales, purchases

    def vector(self, values: Floats) -> Floats:
        return self.rows(values[:, None], self.share)[:, 0]

    def rows(self, values: Floats, share: Floats | float) -> Floats:
        """Row k parted, by one share or one for each column."""
        row = values[self.place]
        first = row * share
        # The second part is what the first leaves, so that the two add up.
        return np.concatenate([values[: self.place], [first, row - first], values[self.place + 1 :]])

    def matrix(self, values: Floats) -> Floats:
        long = self.rows(values, self.sales)
        shares = np.insert(self.purchases, self.place, self.purchases[self.place])
        column = long[:, self.place]
        first = column * shares
        return np.column_stack([long[:, : self.place], first, column - first, long[:, self.place + 1 :]])


def _final(table: InputOutputTable, scale: _Split, sector: str) -> Floats:
    """What the first part sells to final demand: the rest of its output and imports, as the sector spreads it."""
    k = scale.place
    final = table.final_demand[k]
    flows = table.flows[k]
    wanted = float(scale.share * (flows.sum() + final.sum()) - scale.sales @ flows)
    return scale.rows(table.final_demand, _spread(wanted, final, scale.share, "`sales`", "final demand", sector))


def _value_added(table: InputOutputTable, scale: _Split, sector: str) -> Floats:
    k = scale.place
    added = table.value_added[:, k]
    inputs = table.total_flows[:, k]
    wanted = float(scale.share * (inputs.sum() + added.sum()) - scale.purchases @ inputs)
    share = _spread(wanted, added, scale.share, "`purchases`", "value added", sector)
    return scale.rows(table.value_added.T, share).T


def _spread(wanted: float, amounts: Floats, share: float, argument: str, what: str, sector: str) -> float:
    """The share of all kinds that comes to ``wanted`` in sum."""
    total = float(amounts.sum())
    if np.isnan(total):
        return share
    if abs(wanted - share * total) <= 1e-9 * max(abs(wanted), abs(total)):
        return share
    if total == 0 or not 0 <= wanted / total <= 1:
        raise InputError(
            f"{argument} must leave each part a {what} between nothing and that of sector {sector!r}, {total:.12g}; "
            f"the first part would need {wanted:.12g}. Change {argument} or `share`."
        )
    return wanted / total


def _shares(values: ArrayLike | None, name: str, share: float, table: InputOutputTable) -> Floats:
    shares = np.full(table.size, share) if values is None else np.asarray(values, dtype=np.float64)
    if shares.shape != (table.size,):
        raise ShapeError(f"`{name}` must hold one share for each of {table.size} sectors; found shape {shares.shape}.")
    wrong = np.flatnonzero(~((shares >= 0) & (shares <= 1)))
    if wrong.size:
        raise InputError(
            f"`{name}` must lie in [0, 1]; it is {shares[wrong[0]]:g} for sector {table.sectors[wrong[0]]!r}."
        )
    return shares


def _part_names(name: Text, into: tuple[str, str]) -> tuple[Text, Text]:
    first, second = (Text(f"{name.get('en')} ({code})", f"{name.get('zh')}（{code}）") for code in into)
    return first, second


def _twice(values: Sequence[T], place: int, parts: tuple[T, T]) -> tuple[T, ...]:
    return (*values[:place], *parts, *values[place + 1 :])

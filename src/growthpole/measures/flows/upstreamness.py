"""Where a sector stands on the way from primary inputs to final use."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.flows.spectral import check_productive
from growthpole.measures.flows.system import Solvable, leontief_system
from growthpole.measures.flows.table import InputOutputTable, Origin

__all__ = ["average_propagation_lengths", "downstreamness", "upstreamness"]

Floats: TypeAlias = NDArray[np.float64]
Outlet: TypeAlias = Literal["final", "alike"]
_SHOWN = 5


def upstreamness(
    table: InputOutputTable, *, origin: Origin = "domestic", exports: Outlet = "final", inventories: Outlet = "final"
) -> Floats:
    r"""Upstreamness: the average number of stages from a sector's product to final use.

    .. math:: U = (I - \Delta)^{-1} \mathbf 1, \qquad
       \delta_{ij} = \frac{z_{ij}}{\sum_j z_{ij} + \sum_{k \in F} f_{ik}}

    1 when all goes to final use at once, 2 when all goes to sectors that sell to final use only. With
    ``origin="total"`` and both outlets ``"alike"`` the denominator is Y - X + M - N, the open-economy and inventory
    correction of Antras and others: exports and stocks are used in the same parts as the rest. By default exports are
    final use, and the measure equals the row sums of the Ghosh inverse.

    Parameters
    ----------
    table : InputOutputTable
    origin : {"domestic", "total"}
        Whose products are followed.
    exports, inventories : {"final", "alike"}
        Whether exports and changes of stocks are final use, or are used like the rest of the product and left out.

    Returns
    -------
    ndarray, shape (n,), stages, >= 1
        1 for a product that no sector buys; ``nan`` where final demand is unknown and matters.

    Raises
    ------
    InputError
        When an option is none of these, nobody said which columns are exports or stocks where they are left out, a
        product is sold to sectors but has no use left, or sectors sell all they make to each other.

    References
    ----------
    Antras, Chor, Fally and Hillberry (2012), equations 1 and 4; Fally (2012); Miller and Temurshoev (2017), output
    upstreamness.

    Examples
    --------
    Wheat goes to the mill, flour to the bakery, bread to the table.

    >>> from growthpole.measures.flows.table import input_output_table
    >>> chain = input_output_table([[0, 10, 0], [0, 0, 30], [0, 0, 0]], [10, 30, 60])
    >>> upstreamness(chain)
    array([3., 2., 1.])
    """
    for name, value in (("exports", exports), ("inventories", inventories)):
        if value not in ("final", "alike"):
            raise InputError(f"`{name}` must be 'final' or 'alike'; found {value!r}.")
    if origin not in ("domestic", "total"):
        raise InputError(f"`origin` must be 'domestic' or 'total'; found {origin!r}.")
    flows = table.total_flows if origin == "total" else table.domestic_flows
    used = flows.sum(axis=1) + _final_use(table, origin, exports, inventories)
    unknown = np.isnan(used)
    for place in np.flatnonzero(~unknown & (used <= 0) & flows.any(axis=1)):
        raise InputError(
            f"sector {table.sectors[place]!r} sells to sectors, but its use without what was left out is "
            f"{used[place]:.6g}; it must be above 0. Count exports and inventories as final, or merge the sector."
        )
    parts = flows / np.where(unknown | (used <= 0), 1.0, used)[:, None]
    # An unknown final use leaves between none and all of the product to sectors: its stage is unknown, and theirs who
    # sell to it.
    parts[unknown] = 0.0
    return _stages(parts, unknown, table.sectors)


def downstreamness(table: Solvable) -> Floats:
    r"""Downstreamness: the average number of stages that primary inputs have gone through in a sector's product.

    .. math:: D' = \mathbf 1' (I - A)^{-1}

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
        A table counts home-made inputs: imported ones enter like primary inputs.

    Returns
    -------
    ndarray, shape (n,), stages, >= 1
        The column sums of the Leontief inverse; 1 for a sector without inputs.

    Raises
    ------
    InputError
        When the spectral radius of A is at least 1.

    References
    ----------
    Antras and Chor (2018), equation 4; Miller and Temurshoev (2017), input downstreamness.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> chain = input_output_table([[0, 10, 0], [0, 0, 30], [0, 0, 0]], [10, 30, 60])
    >>> downstreamness(chain).round(4)
    array([1.    , 1.3333, 1.6667])
    """
    return leontief_system(table).column_sums


def average_propagation_lengths(table: Solvable) -> Floats:
    r"""Average propagation lengths: how many steps a push takes on average from one sector to another.

    .. math:: v_{ij} = \frac{[L (L - I)]_{ij}}{l_{ij} - \delta_{ij}}

    The same for a cost push from seller to buyer as for a demand pull from buyer to seller.

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)

    Returns
    -------
    matrix, shape (n, n), steps, >= 1
        From the seller in the row to the buyer in the column; ``nan`` where no path leads.

    Raises
    ------
    InputError
        When the spectral radius of A is at least 1.

    References
    ----------
    Dietzenbacher, Romero and Bosma (2005), equation 6; Dietzenbacher and Romero (2007).

    Examples
    --------
    >>> average_propagation_lengths([[0.0, 0.5, 0.1], [0.0, 0.0, 0.5], [0.0, 0.0, 0.0]]).round(4)
    array([[   nan, 1.    , 1.7143],
           [   nan,    nan, 1.    ],
           [   nan,    nan,    nan]])
    """
    inverse = leontief_system(table).inverse
    indirect = inverse - np.eye(len(inverse))
    # Rounding leaves what is zero within some units in the last place of one.
    linked = np.abs(indirect) > 1e-14
    return np.divide(inverse @ indirect, indirect, out=np.full_like(indirect, np.nan), where=linked)


def _final_use(table: InputOutputTable, origin: Origin, exports: Outlet, inventories: Outlet) -> Floats:
    final = table.total_final_demand if origin == "total" else table.domestic_final_demand
    left_out = set[int]()
    for outlet, columns, name in (
        (exports, table.export_columns, "export_columns"),
        (inventories, table.inventory_columns, "inventory_columns"),
    ):
        if outlet == "alike":
            if columns is None:
                raise InputError(f"`{name}` must say which columns of final demand to leave out (`()` for none).")
            left_out |= set(columns)
    counted: Floats = final[:, [place for place in range(final.shape[1]) if place not in left_out]].sum(axis=1)
    return counted


def _solved(system: Floats, right: Floats) -> Floats | None:
    try:
        return np.asarray(np.linalg.solve(system, right), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None


def _stages(parts: Floats, unknown: NDArray[np.bool_], sectors: tuple[str, ...]) -> Floats:
    system = np.eye(len(parts)) - parts
    # Transposed, the rows' parts stand where a technology's coefficients would.
    try:
        check_productive(parts.T, lambda ones: _solved(system.T, ones), sectors)
    except InputError:
        # Its message is about inputs and output; here the rows tell it.
        ends = [sectors[place] for place in np.flatnonzero(parts.sum(axis=1) >= 1.0)[:_SHOWN]]
        raise InputError(
            "some of every product must come to final use in the end, or its stages have no number; sectors sell all "
            f"they make to each other. Check the final demand of {', '.join(map(repr, ends))}."
        ) from None
    stages = np.linalg.solve(system, np.column_stack([np.ones(len(parts)), unknown.astype(np.float64)]))
    return np.where(np.abs(stages[:, 1]) > 1e-12, np.nan, stages[:, 0])

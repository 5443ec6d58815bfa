"""Closing the model with respect to households: what workers earn they spend, which needs output again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.flows.system import Solvable, leontief_system
from growthpole.measures.flows.table import per_output

__all__ = ["Households", "households"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Households:
    """Households as one more sector.

    Attributes
    ----------
    earned : ndarray, shape (n,), share
        Compensation of employees per unit of output.
    spent : ndarray, shape (n,), share
        Consumption of each (home-made) product per unit of household income.
    among : float, share
        What households pay each other, per unit of household income.
    income : float, money
        The household income to which consumption was set.
    """

    earned: Floats
    spent: Floats
    among: float
    income: float


def households(table: Solvable, *, income: float | None = None, among: float = 0.0) -> Households:
    r"""Households as one more sector, for multipliers of type II.

    .. math:: h_j = w_j / x_j, \qquad c_i = C_i / Y

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
        ``labour_rows`` and ``household_columns`` must be said. A system of home-made products counts home-made
        consumption only, by proportional imports where the table does not split it.
    income : float, money, > 0, optional
        Household income Y. By default all compensation of employees in the table; households that live on profits and
        pensions too have more, and spend a smaller part of a wage.
    among : float, share in [0, 1)
        What households pay each other (domestic help) per unit of income.

    Returns
    -------
    Households

    Raises
    ------
    InputError
        When nobody said which rows are labour and which columns households, a figure of theirs is unknown, income is
        not above 0, or ``among`` not in [0, 1).

    References
    ----------
    Miller and Blair (2022), section 2.5.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table(
    ...     [[150, 500], [200, 100]], [1000, 2000], labour_rows=(0,), household_columns=(0,),
    ...     value_added=[[300, 500], [350, 900]], final_demand=[[100, 250], [500, 1200]])
    >>> closed = households(table)
    >>> closed.earned, closed.spent, closed.income
    (array([0.3 , 0.25]), array([0.125, 0.625]), 800.0)
    """
    system = leontief_system(table)
    whole = system.whole
    if whole.labour_rows is None or whole.household_columns is None:
        raise InputError(
            "to close the model, `labour_rows` must say which rows of value added are compensation of employees and "
            "`household_columns` which columns of final demand households consume."
        )
    wages = whole.value_added[list(whole.labour_rows)].sum(axis=0)
    final = whole.total_final_demand if system.origin == "total" else whole.domestic_final_demand
    consumed = final[:, list(whole.household_columns)].sum(axis=1)
    for figures, what in ((wages, "compensation of employees"), (consumed, "consumption of households")):
        if not np.isfinite(figures).all():
            sector = system.sectors[int(np.flatnonzero(~np.isfinite(figures))[0])]
            raise InputError(f"to close the model, the {what} must be known; it is not for sector {sector!r}.")
    if not 0 <= among < 1:
        raise InputError(f"`among` must lie in [0, 1); found {among}.")
    total = float(wages.sum()) if income is None else float(income)
    if not total > 0:
        raise InputError(f"`income` of households must be above 0; found {total:g}.")
    return Households(per_output(wages, whole.output), consumed / total, among, total)

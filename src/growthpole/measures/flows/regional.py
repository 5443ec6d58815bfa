"""A region's coefficients, multipliers and table from the nation's, by location quotients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import ShapeError
from growthpole.measures.flows.quotients import (
    DELTA,
    Method,
    QuotientInterval,
    supply_quotients_interval,
    supply_shares,
)
from growthpole.measures.flows.spectral import spectral_radius
from growthpole.measures.flows.system import leontief_system
from growthpole.measures.flows.table import InputOutputTable, Origin
from growthpole.model.text import Text

__all__ = [
    "RegionalInterval",
    "RegionalResult",
    "regional_coefficients",
    "regional_coefficients_interval",
    "regional_table",
]

Floats: TypeAlias = NDArray[np.float64]
NET = Text("other uses less inflows from outside", "其他使用减区外流入")
INFLOWS = Text("inputs from outside the region", "区外投入")


@dataclass(frozen=True, eq=False)
class RegionalResult:
    """A region's input coefficients and what they mean for its multipliers.

    Attributes
    ----------
    sectors : tuple of str
        Codes, as in the national table.
    method : str
        Which quotient.
    shares : ndarray, shape (n, n)
        The part of each national coefficient that the region supplies itself.
    coefficients : ndarray, shape (n, n)
        Inputs from the region for one unit of output.
    inflows : ndarray, shape (n, n)
        Inputs from the rest of the nation, as the rest of the national coefficient; 0 where AFLQ passes it.
    multipliers : ndarray, shape (n,)
        Output of the region for one unit of final demand (column sums of the region's Leontief inverse).
    national_multipliers : ndarray, shape (n,)
        The same of the nation.
    """

    sectors: tuple[str, ...]
    method: str
    shares: Floats
    coefficients: Floats
    inflows: Floats
    multipliers: Floats
    national_multipliers: Floats


@dataclass(frozen=True, eq=False)
class RegionalInterval:
    """A region's input coefficients and multipliers where its industries are intervals.

    Attributes
    ----------
    sectors, method
        As in :class:`RegionalResult`.
    low, central, high : ndarray, shape (n, n)
        Coefficients.
    multipliers_low, multipliers, multipliers_high : ndarray, shape (n,)
        Column sums of the Leontief inverse, which rises with every coefficient; AFLQ, which has no limit at the
        nation's coefficients, may leave the upper end open (infinite).
    """

    sectors: tuple[str, ...]
    method: str
    low: Floats
    central: Floats
    high: Floats
    multipliers_low: Floats
    multipliers: Floats
    multipliers_high: Floats


def regional_coefficients(
    table: InputOutputTable,
    region: ArrayLike,
    nation: ArrayLike | None = None,
    method: Method = "FLQ",
    *,
    delta: float = DELTA,
    origin: Origin = "domestic",
) -> RegionalResult:
    r"""Input coefficients of a region from those of the nation and its mix of industries.

    .. math:: r_{ij} = t_{ij} a_{ij}, \qquad m_j = \sum_i [(I - R)^{-1}]_{ij}

    The region is taken to produce as the nation does; only where its inputs come from differs.

    Parameters
    ----------
    table : InputOutputTable
        Of the nation.
    region : sequence of length n, >= 0
        Employment (or output) of the region by sector.
    nation : sequence of length n, > 0, optional
        The same of the nation; the table's output where not given.
    method, delta
        As in :func:`growthpole.measures.flows.quotients.supply_quotients`.
    origin : {"domestic", "total"}
        Which national coefficients: without or with foreign inputs.

    Returns
    -------
    RegionalResult
        A region that is the nation has the nation's coefficients, by every method.

    Raises
    ------
    ShapeError, InputError
        As :func:`growthpole.measures.flows.quotients.supply_quotients`; or if AFLQ makes a sector need more than its
        output.

    References
    ----------
    Miller and Blair (2022), section 10.2; Flegg and Webber (1997), Regional Studies 31, 795-805.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> nation = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> found = regional_coefficients(nation, [10, 180], [100, 200], "SLQ")
    >>> found.coefficients.round(4)
    array([[0.0237, 0.0395],
           [0.2   , 0.05  ]])
    >>> found.multipliers.round(3), found.national_multipliers.round(3)
    (array([1.251, 1.105]), array([1.518, 1.452]))
    """
    national, whole = _nation(table, region, nation, origin)
    shares = supply_shares(region, whole, method, delta=delta)
    own = _scaled(shares, national)
    return RegionalResult(
        table.sectors,
        method,
        shares,
        own,
        np.maximum(national - own, 0.0),
        leontief_system(own).column_sums,
        leontief_system(national).column_sums,
    )


def regional_coefficients_interval(
    table: InputOutputTable,
    region: tuple[ArrayLike, ArrayLike, ArrayLike],
    nation: ArrayLike,
    method: Method = "FLQ",
    *,
    total: float,
    delta: float = DELTA,
    origin: Origin = "domestic",
) -> RegionalInterval:
    r"""Input coefficients and multipliers of a region whose industries are known as intervals.

    .. math:: R \in [\underline R, \overline R] \Rightarrow (I - R)^{-1} \in
       [(I - \underline R)^{-1}, (I - \overline R)^{-1}]

    Parameters
    ----------
    table, nation, method, delta, origin
        As for :func:`regional_coefficients`.
    region : three sequences of length n
        Low, central and high employment by sector, as :func:`growthpole.county_jobs` gives them.
    total : float, > 0
        The region's employment in all sectors.

    Returns
    -------
    RegionalInterval
        Each coefficient's ends are exact; the multipliers hold for every choice within them, also for such as the
        known total forbids, and are therefore wider than need be. ``central`` is NaN where central figures are.

    Raises
    ------
    ShapeError, InputError
        As :func:`growthpole.measures.flows.quotients.supply_quotients_interval`; or if AFLQ makes a sector need more
        than its output at the low or central figures.

    References
    ----------
    Berman and Plemmons (1994), Nonnegative Matrices in the Mathematical Sciences, chapter 6: inverses of M-matrices.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> nation = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> found = regional_coefficients_interval(
    ...     nation, ([0, 170], [10, 180], [20, 190]), [100, 200], "SLQ", total=190
    ... )
    >>> [one.round(3).tolist() for one in (found.multipliers_low, found.multipliers, found.multipliers_high)]
    [[1.211, 1.053], [1.251, 1.105], [1.293, 1.16]]
    """
    low, central, high = region
    national, whole = _nation(table, low, nation, origin)
    shares = supply_quotients_interval(low, central, high, whole, method, total=total, delta=delta)
    bounds = QuotientInterval(*(_scaled(one, national) for one in (shares.low, shares.central, shares.high)))
    known = bool(np.isfinite(bounds.central).all())
    return RegionalInterval(
        table.sectors,
        method,
        bounds.low,
        bounds.central,
        bounds.high,
        leontief_system(bounds.low).column_sums,
        leontief_system(bounds.central).column_sums if known else np.full(len(national), np.nan),
        _upper(bounds.high, method),
    )


def regional_table(
    table: InputOutputTable,
    output: ArrayLike,
    method: Method = "FLQ",
    *,
    region: ArrayLike | None = None,
    nation: ArrayLike | None = None,
    delta: float = DELTA,
) -> InputOutputTable:
    r"""An input-output table of a region from the nation's, so that every measure of flows can be taken of it.

    .. math:: z^r_{ij} = r_{ij} x^r_j, \qquad v^r_{kj} = v_{kj} x^r_j / x_j

    Parameters
    ----------
    table : InputOutputTable
        Of the nation.
    output : sequence of length n, money, >= 0
        Output of the region.
    method, delta
        As in :func:`growthpole.measures.flows.quotients.supply_quotients`.
    region, nation : sequence of length n, optional
        Employment for the quotients; output where not given.

    Returns
    -------
    InputOutputTable
        Flows within the region; one column of final demand, the balancing item: what is consumed, invested or sent
        elsewhere, below zero where the estimated purchases exceed what the region makes; the rows of value added of
        the nation, in its proportions; and a row of inputs from outside (other regions and abroad).

    Raises
    ------
    ShapeError, InputError
        As :func:`regional_coefficients`.

    References
    ----------
    Miller and Blair (2022), sections 3.2 and 10.2.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> nation = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> small = regional_table(nation, [50, 150], "SLQ")
    >>> small.flows.round(2)
    array([[ 5.62, 28.12],
           [10.  ,  7.5 ]])
    >>> small.value_added.round(2), small.final_demand.round(2).ravel()
    (array([[ 32.5 , 105.  ],
           [  1.88,   9.38]]), array([ 16.25, 132.5 ]))
    """
    made = np.asarray(output, dtype=np.float64)
    jobs = made if region is None else region
    whole = nation if nation is not None or region is None else table.output
    found = regional_coefficients(table, jobs, whole, method, delta=delta)
    flows = found.coefficients * made
    size = np.divide(made, table.output, out=np.zeros_like(made), where=table.output > 0)
    added = table.value_added * size
    inflows = made - flows.sum(axis=0) - added.sum(axis=0)
    return InputOutputTable(
        sectors=table.sectors,
        names=table.names,
        flows=flows,
        final_demand=(made - flows.sum(axis=1))[:, None],
        final_names=(NET,),
        value_added=np.vstack([added, inflows]),
        value_added_names=(*table.value_added_names, INFLOWS),
        output=made,
        unit=table.unit,
        year=table.year,
        export_columns=(),
        labour_rows=table.labour_rows,
    )


def _upper(coefficients: Floats, method: Method) -> Floats:
    """Upper ends of the multipliers: none where AFLQ, every sector at its largest, needs more inputs than output."""
    if method == "AFLQ" and spectral_radius(coefficients) >= 1.0:
        return np.full(len(coefficients), np.inf)
    return leontief_system(coefficients).column_sums


def _nation(
    table: InputOutputTable, region: ArrayLike, nation: ArrayLike | None, origin: Origin
) -> tuple[Floats, Floats]:
    """The nation's coefficients and the figures that the region is held against."""
    whole = table.output if nation is None else np.asarray(nation, dtype=np.float64)
    found = np.shape(region)
    if found != (table.size,) or whole.shape != (table.size,):
        raise ShapeError(
            f"`region` and `nation` must have one figure for each of the {table.size} sectors; found {found} and "
            f"{whole.shape}."
        )
    return table.total_coefficients if origin == "total" else table.domestic_coefficients, whole


def _scaled(shares: Floats, national: Floats) -> Floats:
    """Shares of coefficients; what nobody needs is nothing, however much of it there is."""
    return np.where(national == 0, 0.0, shares * national)

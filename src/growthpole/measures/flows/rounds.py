"""From coefficients per unit of output to multipliers, with households and with what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.flows.households import Households, households
from growthpole.measures.flows.system import LeontiefSystem

__all__ = ["MultiplierResult"]

Floats: TypeAlias = NDArray[np.float64]

ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class MultiplierResult:
    """Multipliers of each sector, per unit of final demand for its product.

    Attributes
    ----------
    sectors : tuple of str
        Codes.
    direct : ndarray, shape (n,)
        In the sector itself, per unit of its output.
    simple : ndarray, shape (n,)
        In all sectors and all rounds of inputs (open model).
    total : ndarray, shape (n,), or None
        With what households spend of their wages as well (closed model); None where the table does not say who
        households are, ``nan`` where a figure of theirs is unknown or they spend more than wages can bring in (then
        hand in a closure of their whole income). An upper end: it takes every wage for an additional one.
    type_1, type_2 : ndarray, shape (n,), or None
        ``simple / direct`` and ``total / direct``; ``nan`` where the direct coefficient is 0 or unknown.
    low, high : ndarray, shape (n,)
        The least and greatest value of ``simple`` that unknown figures leave open, for coefficients that are not
        negative; equal to it where all are known.
    """

    sectors: tuple[str, ...]
    direct: Floats
    simple: Floats
    total: Floats | None
    type_1: Floats
    type_2: Floats | None
    low: Floats
    high: Floats


def multipliers_of(
    system: LeontiefSystem,
    direct: Floats,
    closure: Households | None,
    ends: tuple[Floats, Floats] | None = None,
) -> MultiplierResult:
    """Multipliers of coefficients per unit of output that may be unknown: ``nan`` where an unknown one matters.

    Parameters
    ----------
    system : LeontiefSystem
    direct : ndarray, shape (n,)
        ``nan`` is unknown.
    closure : Households, optional
        By default those of the table, where it says who they are.
    ends : pair of ndarray, optional
        The least and greatest that ``direct`` may be; 0 and infinity for the unknown by default.
    """
    unknown = np.isnan(direct)
    simple = system.requirements(np.where(unknown, 0.0, direct))
    low, high, reach = simple, simple, np.zeros_like(simple)
    if unknown.any():
        ends = ends or (np.where(unknown, 0.0, direct), np.where(unknown, np.inf, direct))
        low, high = (_end(system, one) for one in ends)
        reach = np.abs(system.requirements(unknown.astype(np.float64)))
    total, reach_total = _totals(system, simple, reach, closure)
    # Rounding leaves what is zero within some units in the last place of one.
    simple = np.where(reach > ROUNDING, np.nan, simple)
    if total is not None:
        total = np.where(reach_total > ROUNDING, np.nan, total)
    base = np.where(direct == 0, np.nan, direct)
    ratio = None if total is None else total / base
    return MultiplierResult(system.sectors, direct, simple, total, simple / base, ratio, low, high)


def _end(system: LeontiefSystem, direct: Floats) -> Floats:
    open_ = np.isinf(direct)
    end = system.requirements(np.where(open_, 0.0, direct))
    if not open_.any():
        return end
    sign = float(np.sign(direct[open_][0]))
    return np.where(np.abs(system.requirements(open_.astype(np.float64))) > ROUNDING, sign * np.inf, end)


def _totals(
    system: LeontiefSystem, simple: Floats, reach: Floats, closure: Households | None
) -> tuple[Floats | None, Floats]:
    """Multipliers with households, and how far each depends on what is unknown."""
    chosen = closure or _default_closure(system)
    if chosen is None:
        return None, reach
    earned = system.requirements(chosen.earned)
    # Each wage comes back 1 / leak times.
    leak = 1.0 - chosen.among - float(earned @ chosen.spent)
    if leak > 0:
        total, reach_total = (one + (one @ chosen.spent) / leak * earned for one in (simple, reach))
        return total, np.abs(reach_total)
    if closure is None:
        # What nobody asked for must not stand in the way of the simple multipliers.
        return simple, np.ones_like(reach)
    raise InputError(
        f"with households the spectral radius must stay below 1; a wage of 1 brings {1.0 - leak:.4g} of new wages. "
        "Households live on more than wages: hand in a `closure` of their whole income."
    )


def _default_closure(system: LeontiefSystem) -> Households | None:
    """The table's own households; of ``nan`` where their figures are unknown, None where it has none."""
    table = system.table
    if table is None or not table.labour_rows or not table.household_columns:
        return None
    wages, bought = table.value_added[list(table.labour_rows)], table.final_demand[:, list(table.household_columns)]
    if np.isnan(wages.sum() + bought.sum()):
        unknown = np.full(table.size, np.nan)
        return Households(unknown, unknown, 0.0, np.nan)
    return households(system) if wages.sum() > 0 else None

"""Structural decomposition: how much of a change of output came from technique, and how much from demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.system import LeontiefSystem, Solvable, leontief_system

__all__ = ["DecompositionResult", "structural_decomposition"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class DecompositionResult:
    """The change of each sector's output and its parts.

    Attributes
    ----------
    sectors : tuple of str
        Codes.
    change : ndarray, shape (n,), money
        Output of the second year less that of the first.
    technique : ndarray, shape (n,), money
        Because sectors buy other (home-made) inputs per unit of output.
    mix : ndarray, shape (n,), money
        Because final demand is for other products.
    level : ndarray, shape (n,), money
        Because final demand as a whole is larger or smaller.
    """

    sectors: tuple[str, ...]
    change: Floats
    technique: Floats
    mix: Floats
    level: Floats


def structural_decomposition(first: Solvable, second: Solvable) -> DecompositionResult:
    r"""Structural decomposition of the change of output between two years, the mean of the two polar forms.

    .. math::
       \Delta x = \tfrac12 (\Delta L)(f_0 + f_1) + \tfrac12 \big[ L_0 \Delta s\, F_1 + L_1 \Delta s\, F_0 \big]
       + \tfrac12 \big[ L_0 s_0 + L_1 s_1 \big] \Delta F

    with F the sum of final demand, by default for home-made products, and s its mix.

    Parameters
    ----------
    first, second : InputOutputTable or LeontiefSystem
        The same sectors in the same order, the same unit, and the same prices: in current prices the parts measure
        inflation as well.

    Returns
    -------
    DecompositionResult
        ``technique + mix + level`` adds up to ``change``.

    Raises
    ------
    ShapeError
        When the sectors differ.
    InputError
        When the units differ, or a sum of final demand is not above 0.

    References
    ----------
    Dietzenbacher and Los (1998), section 3; Miller and Blair (2022), section 13.1.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> before = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> after = input_output_table([[300, 1000], [400, 200]], [2000, 4000])
    >>> parts = structural_decomposition(before, after)
    >>> parts.change, parts.level.round(6), abs(parts.technique).max() < 1e-9
    (array([1000., 2000.]), array([1000., 2000.]), np.True_)
    """
    before, after = leontief_system(first), leontief_system(second)
    if before.sectors != after.sectors:
        raise ShapeError("`first` and `second` must have the same sectors in the same order; merge or sort them first.")
    if before.whole.unit != after.whole.unit:
        raise InputError(
            f"`first` and `second` must be in one unit; found {before.whole.unit!r} and {after.whole.unit!r}."
        )
    (f0, F0), (f1, F1) = _demand(before, "first"), _demand(after, "second")
    turn = f1 / F1 - f0 / F0
    # Four vectors and one solution each, instead of two inverses.
    own0, own1 = before.output(f0), after.output(f1)
    crossed0, crossed1 = before.output(f1), after.output(f0)
    return DecompositionResult(
        sectors=before.sectors,
        change=after.whole.output - before.whole.output,
        technique=0.5 * (crossed1 - own0 + own1 - crossed0),
        mix=0.5 * (before.output(turn) * F1 + after.output(turn) * F0),
        level=0.5 * (own0 / F0 + own1 / F1) * (F1 - F0),
    )


def _demand(system: LeontiefSystem, name: str) -> tuple[Floats, float]:
    demand = system.whole.output - system.flows.sum(axis=1)
    total = float(demand.sum())
    if total <= 0:
        raise InputError(f"the final demand of `{name}` must be above 0 in sum; found {total:.12g}.")
    return demand, total

"""Fitness of regions and complexity of industries by the non-linear iteration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.inputs import Labels, csr
from growthpole.measures.matrix.parts import complete_part, spread
from growthpole.measures.matrix.presences import Presences, presences
from growthpole.measures.matrix.years import yearly

__all__ = ["FitnessResult", "fitness"]


@dataclass(frozen=True, slots=True, eq=False)
class FitnessResult:
    """Fitness of regions and complexity of industries after some steps.

    Attributes
    ----------
    fitness : ndarray, shape (R,), mean 1
        ``nan`` for empty regions and regions with unknown cells.
    complexity : ndarray, shape (I,), mean 1
        ``nan`` for industries that no complete region has.
    fitness_low, fitness_high : ndarray, shape (R,)
        For a region with unknown cells its fitness with all of them absent, and with all present, the industries
        given; ``fitness`` elsewhere. ``nan`` where an industry that no complete region has is among them.
    steps : int
        How many updates were made.
    change : float
        Greatest relative change of a fitness in the last of them.
    regions, industries : tuple or None
        Names, where the matrix had any.
    """

    fitness: NDArray[np.float64]
    complexity: NDArray[np.float64]
    fitness_low: NDArray[np.float64]
    fitness_high: NDArray[np.float64]
    steps: int
    change: float
    regions: Labels | None
    industries: Labels | None


@yearly
def fitness(m: Any, *, steps: int = 20, tolerance: float = 0.0) -> FitnessResult:
    r"""Fitness of regions: an industry that weak regions have is not complex, however many strong ones have it.

    .. math::
       \tilde F_r^{(n)} = \sum_i M_{ri} Q_i^{(n-1)}, \qquad
       \tilde Q_i^{(n)} = \Big(\sum_r M_{ri} / F_r^{(n-1)}\Big)^{-1}

    Both are divided by their mean after every step and start at 1. For some matrices the fitness of the weakest
    goes to zero for ever; the rank settles long before, and ``change`` says how far it got.

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    steps : int, >= 1
        Greatest number of updates.
    tolerance : float, >= 0
        Stop before when no fitness changes by more than this part of itself.

    Returns
    -------
    FitnessResult
        ``nan`` for empty regions and industries; regions with unknown cells come back as intervals.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, no region is complete, or an option is out of range.

    References
    ----------
    Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero (2012), equation 1; Pugliese, Zaccaria and
    Pietronero (2016) on convergence.

    Examples
    --------
    >>> result = fitness(np.array([[1, 1], [1, 0]]), steps=1)
    >>> result.fitness.round(3), result.complexity.round(3)
    (array([1.333, 0.667]), array([0.667, 1.333]))
    """
    if steps < 1 or tolerance < 0:
        raise InputError(f"`steps` must be at least 1 and `tolerance` at least 0; found {steps} and {tolerance}.")
    table = presences(m)
    part = complete_part(table)
    regions, industries, scale, made, change = _iterate(csr(part.values), steps, tolerance)
    value = spread(regions, part.regions, table.shape[0])
    low, high = _open(table, part.incomplete, spread(scale, part.industries, table.shape[1]), value)
    return FitnessResult(
        fitness=value,
        complexity=spread(industries, part.industries, table.shape[1]),
        fitness_low=low,
        fitness_high=high,
        steps=made,
        change=change,
        regions=table.given.regions,
        industries=table.given.industries,
    )


def _iterate(
    m: Any, steps: int, tolerance: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], int, float]:
    """Kernel: fitness, complexity, what an industry adds to fitness in the last step, steps made, last change."""
    transposed = m.T.tocsr()
    regions, industries, change, step = np.ones(m.shape[0]), np.ones(m.shape[1]), np.inf, 0
    scale = industries
    while step < steps and change > tolerance:
        step += 1
        raw = m @ industries
        scale = industries / raw.mean()
        with np.errstate(divide="ignore"):
            # A fitness that has fallen to zero makes its industries' complexity zero, as the limit does.
            weight = 1.0 / (transposed @ (1.0 / regions))
        before, regions, industries = regions, raw / raw.mean(), weight / weight.mean()
        change = float(np.max(np.abs(regions - before) / before, initial=0.0, where=before > 0))
    return regions, industries, scale, step, change


def _open(
    table: Presences, rows: NDArray[np.intp], adds: NDArray[np.float64], value: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    low, high = value.copy(), value.copy()
    if table.hidden is not None:
        for row in rows:
            low[row] = adds[table.values[row] > 0].sum()
            high[row] = low[row] + adds[table.hidden[row]].sum()
    return low, high

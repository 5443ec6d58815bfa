"""Feedback loops: a table of flows taken apart into circuits, the strongest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linear_sum_assignment

from growthpole.errors import InputError, ShapeError
from growthpole.measures.flows.table import InputOutputTable

__all__ = ["FeedbackLoop", "feedback_loops"]

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FeedbackLoop:
    """One complete feedback loop: each sector sells along it once and buys along it once.

    Attributes
    ----------
    buyer : tuple of str, length n
        To whom each sector sells along the loop, in the order of the sectors.
    circuits : tuple of tuple of str
        The closed circuits it falls into, each from its first sector on; one sector alone deals with itself.
    flow : float, money
        What flows along it.
    share : float, share
        As a part of all intermediate flows.
    """

    buyer: tuple[str, ...]
    circuits: tuple[tuple[str, ...], ...]
    flow: float
    share: float


def feedback_loops(table: InputOutputTable | ArrayLike, *, loops: int | None = None) -> tuple[FeedbackLoop, ...]:
    r"""Hierarchical feedback loops: the circuit with the largest flow, then the largest of what is left, and so on.

    .. math:: \pi_1 = \arg\max_\pi \sum_i z_{i \pi(i)}, \qquad \pi_m = \arg\max_{\pi \cap (\pi_1 \cup \dots \cup
       \pi_{m-1}) = \emptyset} \sum_i z_{i \pi(i)}

    Each step is a linear assignment; n loops use every cell of the table once.

    Parameters
    ----------
    table : InputOutputTable, or matrix of flows of shape (n, n)
        A table counts home-made products. Between regions, hand in the matrix of trade.
    loops : int, >= 1, optional
        How many; all n by default.

    Returns
    -------
    tuple of FeedbackLoop
        Their flows do not rise. Of loops with equal flow the one found first stands first.

    Raises
    ------
    ShapeError
        When a matrix is not square.
    InputError
        When ``loops`` is not between 1 and n, or a flow is unknown.

    References
    ----------
    Sonis, Oosterhaven and Hewings (1993); Sonis, Hewings and Gazel (1995).

    Examples
    --------
    >>> first, second = feedback_loops([[150, 500], [200, 100]])
    >>> first.circuits, first.flow, round(first.share, 4)
    ((('1', '2'),), 700.0, 0.7368)
    >>> second.circuits, second.flow
    ((('1',), ('2',)), 250.0)
    """
    flows, sectors = _flows(table)
    wanted = len(flows) if loops is None else loops
    if not 1 <= wanted <= len(flows):
        raise InputError(f"`loops` must lie between 1 and {len(flows)}; found {loops}.")
    total = float(flows.sum())
    left = flows.copy()
    found = []
    for _ in range(wanted):
        rows, columns = linear_sum_assignment(left, maximize=True)
        flow = float(flows[rows, columns].sum())
        # What a loop has used no later one may use: it may not even be 0, which a loop through negative cells prefers.
        left[rows, columns] = -np.inf
        found.append(_loop(columns, sectors, flow, flow / total if total else np.nan))
    return tuple(found)


def _flows(table: InputOutputTable | ArrayLike) -> tuple[Floats, tuple[str, ...]]:
    if isinstance(table, InputOutputTable):
        return table.domestic_flows, table.sectors
    flows = np.asarray(table, dtype=np.float64)
    if flows.ndim != 2 or flows.shape[0] != flows.shape[1] or flows.size == 0:
        raise ShapeError(f"flows must be a square matrix; found shape {flows.shape}.")
    if not np.isfinite(flows.sum()):
        raise InputError("flows must be known numbers; estimate those that are not, or merge their sectors.")
    return flows, tuple(str(number + 1) for number in range(len(flows)))


def _loop(columns: NDArray[np.intp], sectors: tuple[str, ...], flow: float, share: float) -> FeedbackLoop:
    circuits, seen = [], set[int]()
    for start in range(len(sectors)):
        here, circuit = start, list[str]()
        while here not in seen:
            seen.add(here)
            circuit.append(sectors[here])
            here = int(columns[here])
        if circuit:
            circuits.append(tuple(circuit))
    return FeedbackLoop(tuple(sectors[place] for place in columns), tuple(circuits), flow, share)

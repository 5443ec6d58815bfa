"""Hypothetical extraction: what the others lose when a sector or a group leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.flows.system import LeontiefSystem, Solvable, leontief_system
from growthpole.measures.flows.table import per_output

__all__ = ["ExtractionResult", "hypothetical_extraction"]

Floats: TypeAlias = NDArray[np.float64]
ExtractionKind: TypeAlias = Literal["complete", "isolated", "backward", "sales", "forward"]


@dataclass(frozen=True, slots=True, eq=False)
class ExtractionResult:
    """What is lost by each extraction.

    Attributes
    ----------
    groups : tuple of tuple of str, length m
        The sectors extracted together.
    kind : str
        What was extracted.
    by_sector : ndarray, shape (m, n), money
        The fall of each sector's output; of unknown size nowhere.
    loss : ndarray, shape (m,), money
        The fall of all output.
    elsewhere : ndarray, shape (m,), money
        The fall of the output of sectors outside the group.
    share : ndarray, shape (m,), share
        ``loss`` as a part of all output; ``nan`` where there is none.
    relative : ndarray, shape (m,)
        ``loss`` per unit of the group's own output; ``nan`` for a group without output.
    value_added : ndarray, shape (m,), money
        Value added that goes with the output, at the sectors' rates; ``nan`` where one that falls is unknown.
    """

    groups: tuple[tuple[str, ...], ...]
    kind: ExtractionKind
    by_sector: Floats
    loss: Floats
    elsewhere: Floats
    share: Floats
    relative: Floats
    value_added: Floats


def hypothetical_extraction(
    table: Solvable,
    groups: Sequence[str | Sequence[str]] | None = None,
    *,
    kind: ExtractionKind = "complete",
    part: float = 1.0,
) -> ExtractionResult:
    r"""Hypothetical extraction: the fall of output if a sector or a group stopped dealing with the others.

    .. math::
       \begin{aligned}
       \text{complete: } & x - \bar x = L_{\cdot K} L_{KK}^{-1} x_K \\
       \text{backward: } & x - \bar x = \alpha (L_{\cdot K} - I_{\cdot K})
          \big(I + \alpha (L_{KK} - I)\big)^{-1} x_K \\
       \text{sales: } & x - \bar x = \alpha L_{\cdot K} \big(I + \alpha (L_{KK} - I)\big)^{-1} (x_K - f_K) \\
       \text{forward: } & (x - \bar x)' = \alpha x_K' \big(I + \alpha (G_{KK} - I)\big)^{-1} (G_{K \cdot} - I_{K \cdot})
       \end{aligned}

    The formulas are the new solution of the changed system by the Sherman-Morrison-Woodbury identity, so that all
    sectors, each on its own, cost one inverse and not n.

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
    groups : sequence of codes, or of sequences of codes, optional
        What is extracted together; each sector on its own by default.
    kind : {"complete", "isolated", "backward", "sales", "forward"}
        ``complete``: the group is gone, with its final demand; all it bought and sold is replaced from outside.
        ``isolated``: it deals with itself and with final demand only (Cella). ``backward``: it buys its inputs from
        outside the economy (its columns of A are 0; Dietzenbacher and van der Linden). ``sales``: it sells no
        intermediate products (its rows of A are 0), and buyers take them from outside. ``forward``: the same in the
        supply-driven model (its rows of B are 0): those it sold to lose the output that went with it.
    part : float in [0, 1]
        The part of the purchases or sales that is replaced, for ``backward``, ``sales`` and ``forward``.

    Returns
    -------
    ExtractionResult
        Compare ``elsewhere``, or ``relative`` where size should not count.

    Raises
    ------
    InputError
        When ``kind`` or ``part`` is none of these, a group is empty or names a sector twice, coefficients alone were
        handed in, or the spectral radius is at least 1.
    NameUnknownError
        When a code is not in the table.

    References
    ----------
    Paelinck, de Caevel and Degueldre (1965); Strassert (1968); Cella (1984); Dietzenbacher and van der Linden (1997),
    equations 5 and 10; Miller and Lahr (2001); Dietzenbacher and Lahr (2013) for parts.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> table = input_output_table([[150, 500], [200, 100]], [1000, 2000])
    >>> hypothetical_extraction(table).loss.round(2)
    array([1210.53, 2588.24])
    >>> hypothetical_extraction(table, ["1"], kind="backward").by_sector.round(2)
    array([[202.63, 210.53]])
    """
    if kind not in ("complete", "isolated", "backward", "sales", "forward"):
        raise InputError(f"`kind` must be 'complete', 'isolated', 'backward', 'sales' or 'forward'; found {kind!r}.")
    if not 0 <= part <= 1 or (part != 1 and kind in ("complete", "isolated")):
        raise InputError(f"`part` must lie in [0, 1], and be 1 for a {kind} extraction; found {part}.")
    system = leontief_system(table)
    whole = system.whole
    places = _places(system, groups)
    falls = np.array([_fall(system, kind, np.array(group), part) for group in places])
    return _result(system, kind, places, falls.reshape(len(places), whole.size))


def _places(system: LeontiefSystem, groups: Sequence[str | Sequence[str]] | None) -> list[list[int]]:
    if groups is None:
        return [[place] for place in range(len(system.sectors))]
    found = []
    for group in groups:
        codes = [group] if isinstance(group, str) else list(group)
        if not codes or len(set(codes)) < len(codes):
            raise InputError(f"each of `groups` must name at least one sector, and each once; found {codes}.")
        found.append(sorted(system.place(code) for code in codes))
    return found


def _fall(system: LeontiefSystem, kind: ExtractionKind, group: NDArray[np.intp], part: float) -> Floats:
    """The fall of each sector's output when one group is extracted."""
    x = system.whole.output
    columns = system.inverse[:, group]
    core = columns[group]
    if kind == "complete":
        return _times(columns, core, x[group])
    if kind == "isolated":
        return _isolated(system, group, columns)
    lessened = np.eye(group.size) + part * (core - np.eye(group.size))
    if kind == "sales":
        return part * _times(columns, lessened, system.flows[group].sum(axis=1))
    if kind == "backward":
        columns = columns.copy()
        columns[group, np.arange(group.size)] -= 1.0
        return part * _times(columns, lessened, x[group])
    return part * _forward(system, group, part)


def _times(columns: Floats, core: Floats, amounts: Floats) -> Floats:
    found: Floats = columns @ np.linalg.solve(core, amounts)
    return found


def _isolated(system: LeontiefSystem, group: NDArray[np.intp], columns: Floats) -> Floats:
    """Others produce for their own final demand alone, the group likewise: the two diagonal blocks by themselves."""
    x, flows = system.whole.output, system.flows
    demand = x[group] - flows[group].sum(axis=1)
    # Without the group's demand for their products the others make x - L_K L_KK^-1 x_K: a complete extraction.
    fall = _times(columns, columns[group], x[group])
    inner = np.eye(group.size) - flows[np.ix_(group, group)] / system.scale[group]
    fall[group] = x[group] - np.linalg.solve(inner, demand)
    return fall


def _forward(system: LeontiefSystem, group: NDArray[np.intp], part: float) -> Floats:
    scale = system.scale
    rows = system.inverse[group] * scale / scale[group][:, None]
    core = rows[:, group] - np.eye(group.size)
    rows[np.arange(group.size), group] -= 1.0
    x = system.whole.output[group]
    found: Floats = np.linalg.solve((np.eye(group.size) + part * core).T, x) @ rows
    return found


def _result(system: LeontiefSystem, kind: ExtractionKind, places: list[list[int]], falls: Floats) -> ExtractionResult:
    whole = system.whole
    own = np.array([whole.output[group].sum() for group in places])
    inside = np.array([fall[group].sum() for fall, group in zip(falls, places, strict=True)])
    loss = falls.sum(axis=1)
    rates = per_output(whole.value_added.sum(axis=0), whole.output)
    unknown = np.isnan(rates)
    total = float(whole.output.sum())
    return ExtractionResult(
        groups=tuple(tuple(whole.sectors[place] for place in group) for group in places),
        kind=kind,
        by_sector=falls,
        loss=loss,
        elsewhere=loss - inside,
        share=loss / total if total > 0 else np.full_like(loss, np.nan),
        relative=np.divide(loss, own, out=np.full_like(loss, np.nan), where=own > 0),
        # What does not fall takes no unknown value added with it.
        value_added=np.where(falls[:, unknown].any(axis=1), np.nan, falls @ np.where(unknown, 0.0, rates)),
    )

"""The economic base: which jobs serve the world outside, and how many others hang on each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

from growthpole.errors import InputError
from growthpole.measures.panel.grid import per_unit
from growthpole.measures.panel.kernels import composition
from growthpole.measures.panel.kernels.shares import across
from growthpole.measures.panel.layout import Columns
from growthpole.measures.panel.matrix_input import Array

__all__ = ["EconomicBaseResult", "economic_base", "minimum_requirements"]


@dataclass(frozen=True, slots=True)
class EconomicBaseResult:
    """The base of each region; all of shape (R,).

    Attributes
    ----------
    basic, local : ndarray
        Jobs that serve other regions and jobs that serve the region; they add up to all of its jobs.
    multiplier : ndarray
        All jobs over basic ones, >= 1; NaN where no job is basic.
    """

    basic: Array
    local: Array
    multiplier: Array


def economic_base(table: Any, **columns: Unpack[Columns]) -> Any:
    """Economic base of every region by location quotients.

    ``basic_r = sum_i max(0, x_ri - x_r. S_i)``, that is ``(1 - 1 / lq) x`` where lq > 1; the multiplier is
    ``x_r. / basic_r``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment, >= 0.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or EconomicBaseResult
        The region, ``basic``, ``local``, ``multiplier`` (null where nothing is basic) and ``status``, as for
        :func:`growthpole.measures.panel.dissimilarity.krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    References
    ----------
    Hildebrand, G. H. and Mace, A. (1950), The employment multiplier in an expanding industrial market, Review
    of Economics and Statistics 32, 241-249; Isard (1960), ch. 6.

    Examples
    --------
    A quarter of all 80 jobs are in glass; the first town has 20 of 40 there, 10 more than a quarter.

    >>> result = economic_base([[20, 20], [0, 40]])
    >>> result.basic.tolist(), result.multiplier.tolist()
    ([10.0, 10.0], [4.0, 4.0])
    """
    return per_unit(
        table, lambda own, economy: _result(own, composition.base_by_quotient(own, economy)), "", "region", columns
    )


def minimum_requirements(table: Any, *, rank: int = 1, **columns: Unpack[Columns]) -> Any:
    """Economic base of every region by minimum requirements.

    ``m_i`` is the smallest share of industry i in any region (the ``rank``-th smallest, to pass over outliers);
    ``basic_r = sum_i max(0, s_ri - m_i) x_r.``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment, >= 0; regions of about the same size.
    rank : int
        1 for the minimum; larger ones pass over that many less one.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or EconomicBaseResult
        As for :func:`economic_base`. The minimum is over the regions whose figures are complete.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        If ``rank`` is below 1; and as for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    References
    ----------
    Ullman, E. L. and Dacey, M. F. (1960), The minimum requirements approach to the urban economic base, Papers
    of the Regional Science Association 6, 175-194.

    Examples
    --------
    The smallest shares are 0 in glass and a half in farms: all 20 glass jobs are basic, and 40 - 20 farm jobs.

    >>> minimum_requirements([[20, 20], [0, 40]]).basic.tolist()
    [20.0, 20.0]
    """
    if rank < 1:
        raise InputError(f"`rank` must be 1 or more; it is {rank}.")
    return per_unit(
        table, lambda own, _: _result(own, composition.base_by_requirement(own, rank)), "", "region", columns
    )


def _result(own: Array, basic: Array) -> EconomicBaseResult:
    total = across(own)
    return EconomicBaseResult(basic, total - basic, composition.multiplier(total, basic))

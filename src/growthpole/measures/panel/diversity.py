"""How evenly a region's jobs are spread over industries, or an industry's over regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np

from growthpole.measures.panel.grid import Of, per_unit
from growthpole.measures.panel.kernels import shares
from growthpole.measures.panel.layout import Columns
from growthpole.measures.panel.matrix_input import Array

__all__ = ["EntropyResult", "HerfindahlResult", "entropy", "herfindahl"]


@dataclass(frozen=True, slots=True)
class HerfindahlResult:
    """Concentration of each unit's shares.

    Attributes
    ----------
    herfindahl : ndarray of shape (U,)
        Sum of squared shares, 1 / K to 1.
    standardised : ndarray of shape (U,)
        The same from 0 (even) to 1 (all in one).
    equivalent_number : ndarray of shape (U,)
        How many equal parts would give the same index.
    """

    herfindahl: Array
    standardised: Array
    equivalent_number: Array


@dataclass(frozen=True, slots=True)
class EntropyResult:
    """Diversity of each unit's shares.

    Attributes
    ----------
    entropy : ndarray of shape (U,)
        Shannon's entropy in nats, 0 to ln K.
    relative : ndarray of shape (U,)
        Divided by ln K: 0 (all in one) to 1 (even).
    """

    entropy: Array
    relative: Array


def herfindahl(table: Any, *, of: Of = "region", **columns: Unpack[Columns]) -> Any:
    """Herfindahl-Hirschman index, standardised too, and as an equivalent number.

    ``H = sum_k s_k^2``, ``H* = (H - 1/K) / (1 - 1/K)``, ``n = 1 / H``; K is the number of categories in the
    table, whether or not the unit has them.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment, output or sales, >= 0, any unit.
    of : {"region", "industry"}
        Regions measured over industries, or industries over regions.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or HerfindahlResult
        The unit, ``herfindahl``, ``standardised``, ``equivalent_number`` and ``status``, as for
        :func:`growthpole.measures.panel.dissimilarity.krugman`. With one category only (K = 1)
        ``standardised`` is null: there is nothing to be even over.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    References
    ----------
    Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54, 761-762.

    Examples
    --------
    >>> result = herfindahl([[20, 50, 20, 10]])
    >>> float(result.herfindahl[0].round(9)), float(result.standardised[0].round(9))
    (0.34, 0.12)
    """
    return per_unit(table, _herfindahl, "herfindahl", of, columns)


def entropy(table: Any, *, of: Of = "region", **columns: Unpack[Columns]) -> Any:
    """Shannon entropy of the shares, in nats, and relative to its largest value.

    ``E = -sum_k s_k ln s_k`` with ``0 ln 0 = 0``; ``relative = E / ln K``.

    Parameters
    ----------
    table : frame, or array of shape (R, I)
        Employment or output, >= 0, any unit.
    of : {"region", "industry"}
        Regions measured over industries, or industries over regions.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`. Only for frames.

    Returns
    -------
    frame of the same kind, or EntropyResult
        The unit, ``entropy`` (0 to ln K), ``relative`` (0 to 1; null where K = 1) and ``status``, as for
        :func:`growthpole.measures.panel.dissimilarity.krugman`.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        As for :func:`growthpole.measures.panel.dissimilarity.krugman`.

    References
    ----------
    Attaran, M. (1986), Industrial diversity and economic performance in U.S. areas, Annals of Regional
    Science 20, 44-54; Shannon, C. E. (1948), Bell System Technical Journal 27, 379-423.

    Examples
    --------
    >>> result = entropy([[10, 10], [20, 0]])
    >>> result.relative.tolist()
    [1.0, 0.0]
    """
    return per_unit(table, _entropy, "entropy", of, columns)


def _herfindahl(own: Array, economy: Array) -> HerfindahlResult:
    index, count = shares.herfindahl(own), economy.shape[0]
    even = 1 / count if count else np.nan
    standardised = (index - even) / (1 - even) if count > 1 else np.full_like(index, np.nan)
    return HerfindahlResult(index, standardised, 1 / index)


def _entropy(own: Array, economy: Array) -> EntropyResult:
    value, count = shares.shannon(own), economy.shape[0]
    relative = value / np.log(count) if count > 1 else np.full_like(value, np.nan)
    # An even distribution may come out one rounding error above its largest value, an uneven one at -0.
    return EntropyResult(np.abs(value), np.minimum(np.abs(relative), 1.0))

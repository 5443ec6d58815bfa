"""Key sectors: strong both ways, in which direction, and how evenly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError
from growthpole.measures.flows.linkages import BackwardMethod, ForwardMethod, backward_linkages, forward_linkages
from growthpole.measures.flows.system import Solvable, leontief_system

__all__ = ["KeySectorResult", "LinkageSpreadResult", "key_sectors", "linkage_spread"]

Floats: TypeAlias = NDArray[np.float64]
Kind: TypeAlias = Literal["key", "backward", "forward", "weak"]


@dataclass(frozen=True, slots=True, eq=False)
class KeySectorResult:
    """In which of four quadrants each sector stands.

    Attributes
    ----------
    sectors : tuple of str
        Codes.
    backward, forward : ndarray, shape (n,)
        Indices of linkage, mean 1.
    kind : tuple of {"key", "backward", "forward", "weak"}
        Above 1 in both, in one, in none.
    """

    sectors: tuple[str, ...]
    backward: Floats
    forward: Floats
    kind: tuple[Kind, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The codes of the key sectors."""
        return tuple(sector for sector, kind in zip(self.sectors, self.kind, strict=True) if kind == "key")


@dataclass(frozen=True, slots=True, eq=False)
class LinkageSpreadResult:
    """How unevenly a sector's linkages fall on others.

    Attributes
    ----------
    sectors : tuple of str
        Codes.
    backward, forward : ndarray, shape (n,)
        Coefficients of variation of a column and of a row of the Leontief inverse: small where many sectors share the
        effect, near the square root of n where it stays in the sector itself.
    """

    sectors: tuple[str, ...]
    backward: Floats
    forward: Floats


def key_sectors(
    table: Solvable,
    *,
    backward: BackwardMethod = "total",
    forward: ForwardMethod = "ghosh",
    backward_weights: ArrayLike | None = None,
    forward_weights: ArrayLike | None = None,
) -> KeySectorResult:
    r"""Key sectors: those whose backward and forward linkage are both above the average.

    .. math:: U_j = \frac{b_j}{\frac 1n \sum_k b_k} > 1, \qquad U_i = \frac{f_i}{\frac 1n \sum_k f_k} > 1

    Parameters
    ----------
    table : InputOutputTable or LeontiefSystem
    backward, forward : str
        Methods of :func:`backward_linkages` and :func:`forward_linkages`.
    backward_weights, forward_weights : sequence of length n, >= 0, optional
        Sizes: a small sector with a large multiplier moves little.

    Returns
    -------
    KeySectorResult

    Raises
    ------
    InputError
        As the two functions.

    References
    ----------
    Rasmussen (1956); Hirschman (1958); Miller and Blair (2022), section 12.2.5.

    Examples
    --------
    >>> from growthpole.measures.flows.table import input_output_table
    >>> found = key_sectors(input_output_table([[150, 500], [200, 100]], [1000, 2000]))
    >>> found.kind, found.key
    (('key', 'weak'), ('1',))
    """
    system = leontief_system(table)
    back = backward_linkages(system, method=backward, weights=backward_weights).index
    ahead = forward_linkages(system, method=forward, weights=forward_weights).index
    names: dict[tuple[bool, bool], Kind] = {
        (True, True): "key",
        (True, False): "backward",
        (False, True): "forward",
        (False, False): "weak",
    }
    # A hair above 1 by rounding is 1: all alike are all average.
    pairs = zip((back > 1.0 + 1e-12).tolist(), (ahead > 1.0 + 1e-12).tolist(), strict=True)
    return KeySectorResult(system.sectors, back, ahead, tuple(map(names.__getitem__, pairs)))


def linkage_spread(table: Solvable) -> LinkageSpreadResult:
    r"""Coefficients of variation of the Leontief inverse: whether linkages are spread or lie in few sectors.

    .. math:: V_j = \frac{\sqrt{\frac{1}{n-1} \sum_i (l_{ij} - \bar l_{\cdot j})^2}}{\bar l_{\cdot j}}

    Parameters
    ----------
    table : InputOutputTable, LeontiefSystem, or matrix of coefficients A of shape (n, n)
        Of two sectors or more.

    Returns
    -------
    LinkageSpreadResult
        A key sector has a high index and a low coefficient of variation.

    Raises
    ------
    InputError
        When there is one sector only, or the spectral radius of A is at least 1.

    References
    ----------
    Rasmussen (1956), chapter 8; Bulmer-Thomas (1982), chapter 12.

    Examples
    --------
    >>> linkage_spread([[0.15, 0.25], [0.2, 0.05]]).backward.round(4)
    array([0.9223, 0.7714])
    """
    system = leontief_system(table)
    inverse = system.inverse
    if len(inverse) < 2:
        raise InputError("a coefficient of variation needs two sectors or more; found one.")
    return LinkageSpreadResult(
        system.sectors,
        inverse.std(axis=0, ddof=1) / inverse.mean(axis=0),
        inverse.std(axis=1, ddof=1) / inverse.mean(axis=1),
    )

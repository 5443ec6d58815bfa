"""Complexity outlook: how near a region is to complex industries it does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import ShapeError
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.inputs import Labels, dense, read
from growthpole.measures.matrix.presences import presences
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.years import yearly

__all__ = ["OutlookResult", "outlook"]


@dataclass(frozen=True, slots=True, eq=False)
class OutlookResult:
    """Complexity outlook of regions, and what each missing industry would add to it.

    Attributes
    ----------
    outlook : ndarray, shape (R,)
        Complexity outlook index (opportunity value), in units of PCI.
    gain : matrix, shape (R, I)
        Complexity outlook gain (opportunity gain), in units of PCI; ``nan`` where the region has the industry.
    regions, industries : tuple or None
        Names, where the matrix had any.
    """

    outlook: NDArray[np.float64]
    gain: Any
    regions: Labels | None
    industries: Labels | None


@yearly
def outlook(m: Any, relatedness: Any = None, pci: ArrayLike | None = None, *, own: bool = True) -> OutlookResult:
    r"""Complexity outlook index and gain (opportunity value and gain).

    .. math::
       COI_r = \sum_i d_{ri} (1 - M_{ri}) PCI_i, \qquad
       COG_{ri} = \sum_j \frac{\phi_{ij}}{\sum_k \phi_{jk}} (1 - M_{rj}) PCI_j - d_{ri} PCI_i

    d is relatedness density. With ``own=False`` the sum of the gain leaves out the industry itself, which makes
    the gain exactly the change of the index when the industry is added.

    Parameters
    ----------
    m : matrix, shape (R, I), of 0, 1 and nan
        Presence; ``nan`` is unknown. A mapping from year to matrix gives a dict.
    relatedness : matrix, shape (I, I), >= 0, optional
        By default the proximity of ``m``.
    pci : array, shape (I,), optional
        By default that of :func:`complexity`. Industries without one are left out of all sums.
    own : bool
        Whether the gain counts the industry itself, as the published formula does.

    Returns
    -------
    OutlookResult
        ``nan`` for a region with an unknown cell. An empty region is near to nothing: its outlook is 0.

    Raises
    ------
    InputError
        When ``m`` holds anything but 0, 1 and nan, or a relatedness is negative.
    ShapeError
        When ``relatedness`` or ``pci`` does not fit ``m``.

    References
    ----------
    Hausmann, Hidalgo and others (2014), The Atlas of Economic Complexity, technical box 5.4.

    Examples
    --------
    >>> phi = np.array([[1.0, 0.5], [0.5, 1.0]])
    >>> result = outlook(np.array([[1, 0]]), phi, [0.0, 3.0], own=False)
    >>> result.outlook, result.gain
    (array([1.]), array([[nan, -1.]]))
    """
    table = presences(m)
    phi = proximity(table.given.values) if relatedness is None else read(relatedness, "relatedness").values
    values = np.asarray(complexity(m).pci if pci is None else pci, dtype=np.float64)
    if values.shape != (table.shape[1],):
        raise ShapeError(f"`pci` must have one value per industry, {table.shape[1]}; found shape {values.shape}.")
    near = density(table.given.values, phi).density
    lacking = 1.0 - dense(table.values)
    if table.hidden is not None:
        lacking[table.hidden.any(axis=1)] = np.nan
    index, gain = _outlook(near, lacking, np.nan_to_num(dense(phi)), np.nan_to_num(values), own)
    gain[(lacking != 1.0) | np.isnan(values)[None, :]] = np.nan
    return OutlookResult(index, table.given.like(gain), table.given.regions, table.given.industries)


def _outlook(
    near: NDArray[np.float64],
    lacking: NDArray[np.float64],
    phi: NDArray[np.float64],
    pci: NDArray[np.float64],
    own: bool,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Kernel: arrays (R, I), (R, I), (I, I), (I,); two products of R x I x I."""
    reach = phi.sum(axis=1)
    weight = np.divide(pci, reach, out=np.zeros_like(pci), where=reach > 0)
    # An industry related to nothing has no density; with no complexity either it must not spoil the sum.
    worth = np.where(reach > 0, near, 0.0) * pci
    index = (worth * lacking).sum(axis=1)
    gain = (lacking * weight) @ phi - worth
    return index, gain if own else gain - lacking * weight * np.diag(phi)

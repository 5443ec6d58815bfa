"""Counterfactuals: the sites on which an industry's plants might have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from growthpole.errors import InputError, ShapeError
from growthpole.measures.points.arrays import Ints
from growthpole.measures.points.observed import Industry
from growthpole.measures.points.sites import Sites


@dataclass(frozen=True, slots=True)
class Pool:
    """Sites of one counterfactual and the industries that draw from it.

    Attributes
    ----------
    rows : (M,) int64
        Rows of the sites.
    users : tuple of int
        Positions in the list of industries.
    """

    rows: Ints
    users: tuple[int, ...]


def pools(sites: Sites, industries: Sequence[Industry], counterfactual: ArrayLike | None) -> list[Pool]:
    """The pools of all industries: all sites (None), flagged sites (booleans), or sites of the same group (labels).

    Raises
    ------
    ShapeError
        If ``counterfactual`` does not have one value per establishment handed in.
    InputError
        If an industry has plants outside its pool, or in more than one group.
    """
    users = tuple(range(len(industries)))
    if counterfactual is None:
        return [Pool(np.arange(len(sites.x)), users)]
    given = np.asarray(counterfactual).ravel()
    if len(given) != sites.n_given:
        raise ShapeError(
            f"`counterfactual` must have one value per establishment; it has {len(given)} for {sites.n_given}. "
            "Give a flag per establishment (may it be drawn?), or the label of its broader industry."
        )
    kept = given[sites.rows]
    if kept.dtype == np.bool_:
        return [_flagged(sites, industries, kept)]
    return _grouped(sites, industries, kept.astype(str))


def _flagged(sites: Sites, industries: Sequence[Industry], flags: np.ndarray) -> Pool:
    for one in industries:
        if not flags[one.members].all():
            row = sites.rows[one.members[~flags[one.members]][0]]
            raise InputError(
                f"the sites of `counterfactual` must hold every plant measured; row {row} of industry "
                f"{sites.name(one.members)!r} is not among them. Flag it too, or leave the industry out with `which`."
            )
    return Pool(np.flatnonzero(flags), tuple(range(len(industries))))


def _grouped(sites: Sites, industries: Sequence[Industry], labels: np.ndarray) -> list[Pool]:
    users: dict[str, list[int]] = {}
    for i, one in enumerate(industries):
        groups = np.unique(labels[one.members])
        if len(groups) != 1:
            raise InputError(
                "an industry must belong to one group of `counterfactual`; "
                f"{sites.name(one.members)!r} is in {len(groups)}: {', '.join(groups[:3])}. Make the groups coarser."
            )
        users.setdefault(str(groups[0]), []).append(i)
    return [Pool(np.flatnonzero(labels == group), tuple(some)) for group, some in sorted(users.items())]

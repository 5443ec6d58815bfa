"""Establishments as handed in, checked: coordinates, industries, weights; what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from shapely import contains_xy, prepare

from growthpole.errors import InputError, NameUnknownError, ShapeError
from growthpole.measures.points.arrays import Flags, Floats

OnFault = Literal["error", "drop"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """Establishments left out on request, by reason.

    Attributes
    ----------
    missing : int
        Without a coordinate, an industry or a weight.
    outside : int
        With coordinates outside the region given.
    duplicated : int
        A second or later row with the identifier of an earlier one.
    """

    missing: int = 0
    outside: int = 0
    duplicated: int = 0


@dataclass(frozen=True, slots=True)
class Sites:
    """Establishments that can be worked with.

    Attributes
    ----------
    x, y : (N,) float64
        Coordinates as given.
    code : (N,) int64
        Row of ``industries``.
    industries : tuple of str
        Industries in sorted order.
    weights : (N,) float64 or None
        Weight of each establishment.
    rows : (N,) int64
        The row of the input each establishment came from.
    n_given : int
        Establishments handed in.
    dropped : Dropped
        What was left out.
    """

    x: Floats
    y: Floats
    code: NDArray[np.int64]
    industries: tuple[str, ...]
    weights: Floats | None
    rows: NDArray[np.int64]
    n_given: int
    dropped: Dropped

    def name(self, members: NDArray[np.int64]) -> str:
        """The industry of the first of some sites."""
        return self.industries[int(self.code[members[0]])]

    def keep(self, flags: Flags, dropped: Dropped) -> Sites:
        """The establishments where ``flags`` holds."""
        return replace(
            self,
            x=self.x[flags],
            y=self.y[flags],
            code=self.code[flags],
            rows=self.rows[flags],
            weights=None if self.weights is None else self.weights[flags],
            dropped=dropped,
        )


@dataclass(frozen=True, slots=True)
class SiteChecks:
    """What to do about faulty establishments.

    Attributes
    ----------
    region : shapely geometry or None
        The area all establishments must lie in, in the coordinates given.
    identifier : array-like or None
        Identifier of each establishment; a second row with the same one is a duplicate.
    missing, outside, duplicated : {"error", "drop"}
        Stop with an error, or leave out and count in the result's ``dropped``.
    """

    region: Any = None
    identifier: ArrayLike | None = None
    missing: OnFault = "error"
    outside: OnFault = "error"
    duplicated: OnFault = "error"


def check_sites(
    x: ArrayLike, y: ArrayLike, industry: ArrayLike, weights: ArrayLike | None = None, checks: SiteChecks | None = None
) -> Sites:
    """Check establishments and leave out, where asked to, those that are missing, outside or duplicated.

    Parameters
    ----------
    x, y : array-like (N,), float
        Coordinates; metres on a plane or degrees of longitude and latitude.
    industry : array-like (N,)
        Industry of each establishment; None, NaN and "" are missing.
    weights : array-like (N,), float, optional
        Employment or another weight, 0 or more.
    checks : SiteChecks, optional
        What to do about faults; by default each is an error.

    Returns
    -------
    Sites
        With N = 0 where nothing was given.

    Raises
    ------
    ShapeError
        If lengths differ.
    InputError
        If a value is not finite, missing, negative, outside or duplicated and may not be dropped.
    """
    checks = checks or SiteChecks()
    columns = {"x": _numbers("x", x), "y": _numbers("y", y)}
    if weights is not None:
        columns["weights"] = _numbers("weights", weights)
    labels = np.asarray(industry).ravel()
    for name, values in {**columns, "industry": labels}.items():
        if len(values) != len(columns["x"]):
            raise ShapeError(
                f"`x`, `y`, `industry` and `weights` must have one value per establishment; "
                f"`x` has {len(columns['x'])}, `{name}` has {len(values)}. Take them from the same table."
            )
    _check_finite(columns)
    absent = _without_label(labels)
    names, code = _codes(labels, absent)
    for values in columns.values():
        absent |= np.isnan(values)
    sites = Sites(
        columns["x"], columns["y"], code, names, columns.get("weights"), np.arange(len(labels)), len(labels), Dropped()
    )
    return _present(_drop(sites, absent, checks))


def _numbers(name: str, values: ArrayLike) -> Floats:
    try:
        return np.asarray(values, dtype=np.float64).ravel()
    except (TypeError, ValueError) as fault:
        raise InputError(f"`{name}` must be numbers; {fault}. Convert the column first.") from fault


def _check_finite(columns: dict[str, Floats]) -> None:
    for name, values in columns.items():
        bad = np.isinf(values) | ((values < 0) if name == "weights" else False)
        if bad.any():
            row = int(np.argmax(bad))
            must = "finite and 0 or more" if name == "weights" else "finite"
            raise InputError(
                f"`{name}` must be {must}; row {row} holds {values[row]}. Correct it, or make it NaN if it is unknown."
            )


def _without_label(labels: NDArray[Any]) -> Flags:
    """Where a label is None, NaN or empty."""
    if labels.dtype.kind in "iub":
        return np.zeros(len(labels), dtype=np.bool_)
    if labels.dtype.kind == "U":
        return np.asarray(labels == "", dtype=np.bool_)
    return np.array([one is None or one == "" or one != one for one in labels], dtype=np.bool_)


def _codes(labels: NDArray[Any], absent: Flags) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Labels in sorted order, as text, and the row of each establishment's among them; -1 without a label."""
    code = np.full(len(labels), -1, dtype=np.int64)
    if labels.dtype.kind == "O":
        present = [str(one) for one in labels[~absent]]
        names = sorted(set(present))
        rows = {name: row for row, name in enumerate(names)}
        code[~absent] = [rows[one] for one in present]
        return tuple(names), code
    values, inverse = np.unique(labels[~absent], return_inverse=True)
    code[~absent] = inverse
    return tuple(str(value) for value in values), code


def _drop(sites: Sites, absent: Flags, checks: SiteChecks) -> Sites:
    """Take out faulty establishments in turn: missing, outside, duplicated."""
    _refuse(absent, checks.missing, "missing", "must have coordinates, an industry and (if given) a weight", sites)
    dropped = Dropped(missing=int(absent.sum()))
    identifier = None if checks.identifier is None else np.asarray(checks.identifier).ravel()
    if identifier is not None and len(identifier) != len(absent):
        raise ShapeError(
            f"`identifier` must have one value per establishment; it has {len(identifier)} for {len(absent)}."
        )
    sites = sites.keep(~absent, dropped)
    if checks.region is not None:
        prepare(checks.region)
        outside = ~np.asarray(contains_xy(checks.region, sites.x, sites.y), dtype=np.bool_)
        _refuse(outside, checks.outside, "outside", "must lie inside `region`", sites)
        dropped = replace(dropped, outside=int(outside.sum()))
        sites = sites.keep(~outside, dropped)
    if identifier is not None:
        again = np.ones(len(sites.x), dtype=np.bool_)
        again[np.unique(identifier[sites.rows].astype(str), return_index=True)[1]] = False
        _refuse(again, checks.duplicated, "duplicated", "must stand in one row each", sites)
        sites = sites.keep(~again, replace(dropped, duplicated=int(again.sum())))
    return sites


def _present(sites: Sites) -> Sites:
    """The same with only those industries that have an establishment left."""
    left, code = np.unique(sites.code, return_inverse=True)
    return replace(sites, industries=tuple(sites.industries[row] for row in left), code=code.astype(np.int64))


def _refuse(faulty: Flags, policy: str, option: str, must: str, sites: Sites) -> None:
    """Stop at faulty establishments unless they may be dropped."""
    if policy not in ("error", "drop"):
        raise InputError(f"`{option}` must be 'error' or 'drop'; it is {policy!r}.")
    if faulty.any() and policy == "error":
        rows = sites.rows[faulty]
        shown = ", ".join(str(row) for row in rows[:5]) + (", ..." if len(rows) > 5 else "")
        raise InputError(
            f"establishments {must}; {len(rows)} of {len(faulty)} do not (rows {shown}). "
            f"Correct them, or pass `{option}='drop'` to leave them out and have them counted in the result."
        )


def chosen(sites: Sites, which: Sequence[str] | str | None) -> list[int]:
    """Rows of ``sites.industries`` that were asked for; all by default."""
    if which is None:
        return list(range(len(sites.industries)))
    known = {name: row for row, name in enumerate(sites.industries)}
    wanted = [which] if isinstance(which, str) else [str(one) for one in which]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise NameUnknownError("industry", unknown[0], sites.industries)
    return [known[name] for name in wanted]

"""Do two systems, cluster and town, develop together: coupling coordination degree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add, mul
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from growthpole.errors import InputError
from growthpole.measures.panel.frames import enter, leave
from growthpole.measures.panel.kernels.cellwise import coupling_degree
from growthpole.measures.panel.matrix_input import Array, as_matrix, is_matrix

__all__ = ["CouplingResult", "coupling"]


@dataclass(frozen=True, slots=True)
class CouplingResult:
    """How the systems of each unit develop together; all of shape (U,), 0 to 1.

    Attributes
    ----------
    coupling : ndarray
        How alike the scores are.
    development : ndarray
        Their weighted mean.
    coordination : ndarray
        Root of the product of both: alike, and high.
    """

    coupling: Array
    development: Array
    coordination: Array


def coupling(
    table: Any, *, systems: Sequence[str] = (), weights: Sequence[float] | None = None, modified: bool = False
) -> Any:
    """Coupling, development and coupling coordination degree of two or more systems.

    ``C = (prod u)^(1/n) / mean(u)``, ``T = sum w u``, ``D = sqrt(C T)``; ``modified`` uses
    ``C = sqrt((1 - mean over pairs of |u_i - u_j|) (prod (u_i / max u))^(1/(n-1)))``, which spreads over 0 to 1
    where the original crowds near 1.

    Parameters
    ----------
    table : frame, or array of shape (U, n)
        One row per unit; the scores of its systems, 0 to 1.
    systems : sequence of str
        The columns of the scores; two or more. Only for frames.
    weights : sequence of float, optional
        Of the systems, >= 0, sum 1; equal by default.
    modified : bool
        Whether to use the modified degree.

    Returns
    -------
    frame of the same kind, or CouplingResult
        The frame with ``coupling``, ``development``, ``coordination`` (0 to 1) and ``grade``, the customary ten
        from 1 (0 to 0.1, extreme imbalance) to 10 (over 0.9, superior coordination). Null where a score is
        unknown or outside 0 to 1; where all scores are 0 the coupling is null and the others are 0.

    Raises
    ------
    InputError, ShapeError, NameUnknownError
        With fewer than two systems, weights that do not sum to 1, or a column that does not exist.

    References
    ----------
    Liao, C. (1999), Quantitative judgement and classification system for coordinated development of environment
    and economy, Tropical Geography 19, 171-177; Wang, S., Kong, W., Ren, L., Zhi, D. and Dai, B. (2021), Research
    on misuses and modification of coupling coordination degree model in China, Journal of Natural Resources 36,
    793-810 (modified).

    Examples
    --------
    >>> result = coupling([[0.9, 0.4]])
    >>> float(result.coupling[0].round(4)), float(result.coordination[0].round(4))
    (0.9231, 0.7746)
    """
    if is_matrix(table):
        return _of_array(as_matrix(table, options={"systems": tuple(systems) or None}), weights, modified)
    return _of_frame(table, tuple(systems), weights, modified)


def _of_array(scores: Array, weights: Sequence[float] | None, modified: bool) -> CouplingResult:
    usable = np.where((scores <= 1).all(axis=1, keepdims=True), scores, np.nan)
    c, t = _degrees(list(usable.T), _weights(scores.shape[1], weights), modified, np.where)
    return CouplingResult(c, t, np.sqrt(np.where(t == 0, 0.0, c * t)))


def _of_frame(table: Any, systems: tuple[str, ...], weights: Sequence[float] | None, modified: bool) -> Any:
    shares = _weights(len(systems), weights)
    names = nw.from_native(table).collect_schema().names()
    rows = enter(table, [*names, *systems])
    for k, name in enumerate(systems):
        usable = nw.when((nw.col(name) >= 0) & (nw.col(name) <= 1)).then(nw.col(name).cast(nw.Float64))
        rows = rows.with_columns(usable.alias(f"__u{k}"))
    c, t = _degrees([nw.col(f"__u{k}") for k in range(len(systems))], shares, modified, _choose)
    measured = rows.with_columns(c.alias("coupling"), t.alias("development"))
    degree = _choose(nw.col("development") == 0, 0.0, (nw.col("coupling") * nw.col("development")).sqrt())
    measured = measured.with_columns(degree.alias("coordination"))
    grade = reduce(add, ((nw.col("coordination") > k / 10).cast(nw.Int64) for k in range(1, 10)), nw.lit(1))
    known = nw.when(~nw.col("coordination").is_null()).then(grade).alias("grade")
    return leave(measured.select(*names, "coupling", "development", "coordination", known), table)


def _degrees(u: list[Any], weights: Sequence[float], modified: bool, choose: Any) -> tuple[Any, Any]:
    """Coupling and development, for arrays and columns alike."""
    development = reduce(add, (score * share for score, share in zip(u, weights, strict=True)))
    mean = reduce(add, u) * (1 / len(u))
    # All scores 0 have neither a mean to be alike about nor a maximum to be measured by.
    missing = np.nan if choose is np.where else None
    some = choose(mean > 0, mean, missing)
    if not modified:
        return coupling_degree(reduce(mul, u), some, len(u)), development
    pairs = [(a, b) for k, a in enumerate(u) for b in u[k + 1 :]]
    gap = reduce(add, (choose(a >= b, a - b, b - a) for a, b in pairs)) * (1 / len(pairs))
    largest = choose(mean > 0, reduce(lambda a, b: choose(a >= b, a, b), u), missing)
    likeness = reduce(mul, (score / largest for score in u)) ** (1 / (len(u) - 1))
    return ((1 - gap) * likeness) ** 0.5, development


def _choose(condition: nw.Expr, yes: Any, no: Any) -> nw.Expr:
    return nw.when(condition).then(yes).otherwise(no)


def _weights(count: int, weights: Sequence[float] | None) -> Sequence[float]:
    if count < 2:
        raise InputError(f"`systems` must name two systems or more; it names {count}.")
    shares = [1 / count] * count if weights is None else list(weights)
    if len(shares) != count or min(shares) < 0 or abs(sum(shares) - 1) > 1e-9:
        raise InputError(
            f"`weights` must be {count} numbers >= 0 that sum to 1; they are {shares}, with the sum {sum(shares)}."
        )
    return shares

"""Is this town specialised, or is that noise: location quotients with their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Unpack, get_args

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.cells import FIGURE
from growthpole.measures.panel.grid import Flags, Grid, framed, labelled, sides
from growthpole.measures.panel.kernels import intervals
from growthpole.measures.panel.kernels.cellwise import quotient
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.matrix_input import Array

__all__ = ["location_quotient_interval"]

Sampling = Literal["plants", "counts", "persons"]
SQUARES = "__squares"
TOO_SMALL = 0.05


@dataclass(frozen=True, slots=True)
class _Rule:
    sampling: Sampling
    fraction: float
    level: float
    discovery_rate: float
    threshold: float

    def __post_init__(self) -> None:
        if self.sampling not in get_args(Sampling):
            raise InputError(f"`sampling` must be 'plants', 'counts' or 'persons'; it is {self.sampling!r}.")
        for name in ("fraction", "level", "discovery_rate"):
            value = getattr(self, name)
            if not 0 < value <= 1 or (value == 1 and name != "fraction"):
                raise InputError(f"`{name}` must be between 0 and 1; it is {value}.")
        if not self.threshold > 0:
            raise InputError(f"`threshold` must be above 0; it is {self.threshold}.")


def location_quotient_interval(
    table: Any,
    *,
    sampling: Sampling = "plants",
    fraction: float = 1.0,
    level: float = 0.95,
    discovery_rate: float = 0.05,
    threshold: float = 1.5,
    **columns: Unpack[Columns],
) -> Any:
    """Location quotients with exact intervals, shrinkage, a test over all cells and a small-town warning.

    A region's n units fall into industry i with an unknown probability ``p_ri``; the quotient is
    ``p_ri / S_i``. The interval is Clopper and Pearson's for ``p_ri`` over ``S_i``; under ``"plants"`` with
    ``n = min(W^2 / sum w^2, s (1 - s) W^2 / sum (w (1_p - s))^2)`` units in place of the head count, because a
    plant moves as a whole. ``p_value`` tests ``lq <= 1`` exactly; ``q_value`` is Benjamini and Hochberg's over
    all regions and industries of the period. ``lq_shrunk`` is Marshall's empirical-Bayes estimate over the
    regions of an industry.

    Parameters
    ----------
    table : frame
        With ``sampling="plants"`` one row per establishment and its employment; with ``"counts"`` numbers of
        plants; with ``"persons"`` persons, of whom a ``fraction`` was asked (a census long form).
    sampling : {"plants", "counts", "persons"}
        What was drawn: plants with their sizes, plants, persons.
    fraction : float
        The share of the units that was sampled, over 0 to 1; lower it for a design effect.
    level : float
        Of the intervals, between 0 and 1; each covers at least so often.
    discovery_rate : float
        At most this share of the cells called significant is expected to be noise.
    threshold : float
        The quotient at which the naive rule would call a region specialised.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`.

    Returns
    -------
    frame of the same kind
        One row per cell that has something: the keys; ``lq``; ``lq_low``, ``lq_high``; ``lq_shrunk``;
        ``p_value``, ``q_value``, ``significant`` (q_value <= discovery_rate); ``effective_units`` of the
        region; ``false_alarm``, the chance that a region of this size reaches the threshold with no
        specialisation at all; ``warning``, "too small" where that chance is over 5 %, else null; ``status`` as
        for :func:`growthpole.measures.panel.quotient.location_quotient`, the others null where unknown.

    Raises
    ------
    InputError
        If an option is out of its range.
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934), Biometrika 26, 404-413; Korn, E. L. and Graubard, B. I. (1998),
    Survey Methodology 24, 193-201 (effective units); Guimaraes, P., Figueiredo, O. and Woodward, D. (2009),
    Dartboard tests for the location quotient, Regional Science and Urban Economics 39, 360-364; Marshall, R. J.
    (1991), Applied Statistics 40, 283-294; Benjamini, Y. and Hochberg, Y. (1995), JRSS B 57, 289-300.

    Examples
    --------
    A town of 20 plants, 4 of them in an industry that has a tenth of all 1,000 plants:

    >>> import polars as pl
    >>> plants = pl.DataFrame({"region": ["town", "town", "rest", "rest"], "industry": ["glass", "other"] * 2,
    ...                        "plants": [4, 16, 96, 884]})
    >>> result = location_quotient_interval(plants, value="plants", sampling="counts")
    >>> result.filter(region="town", industry="glass").select("lq", "lq_low", "lq_high", "warning").row(0)
    (2.0, 0.57..., 4.36..., 'too small')
    """
    rule, layout = _Rule(sampling, fraction, level, discovery_rate, threshold), Layout.of(columns)
    squares = (nw.col(FIGURE) * nw.col(FIGURE)).sum().alias(SQUARES)
    return framed(table, layout, lambda grid: _measured(grid, layout, rule), squares)


def _measured(grid: Grid, layout: Layout, rule: _Rule) -> pl.DataFrame:
    side = sides(grid.x, "region", layout.unknown, grid.reference)
    share = ratio(grid.x, grid.x.sum(axis=1, keepdims=True))
    null = ratio(side.economy, side.economy.sum())
    kish, units = _units(grid, share, rule)
    everywhere = _everywhere(share, units, np.where(null > 0, null, np.nan), rule)
    alarm = intervals.gamma_false_alarm if rule.sampling == "plants" else intervals.binomial_false_alarm
    false_alarm = alarm(kish, null, rule.threshold)
    row, column = grid.present
    status = np.where(side.gap[row] | np.isnan(null[column]), "unknown", "partial" if side.partial else "known")
    picked = {name: array[row, column] for name, array in everywhere.items()}
    status = np.where((status != "unknown") & np.isnan(picked["lq"]), "undefined", status)
    measured = {
        **picked,
        "significant": _where_known(picked["q_value"], picked["q_value"] <= rule.discovery_rate),
        "effective_units": kish[row, 0],
        "false_alarm": false_alarm[row, column],
        "warning": _warning(false_alarm[row, column]),
        "status": status,
    }
    labels = {layout.region: grid.regions[row], layout.industry: grid.industries[column]}
    return labelled(grid, layout, labels, measured)


def _where_known(value: Array, flags: Flags) -> pl.Series:
    """Flags, null where the value they are read from is unknown."""
    return pl.select(pl.when(pl.Series(~np.isnan(value))).then(pl.Series(flags))).to_series()


def _warning(false_alarm: Array) -> pl.Series:
    return pl.select(pl.when(pl.Series(false_alarm) > TOO_SMALL).then(pl.lit("too small"))).to_series()


def _units(grid: Grid, share: Array, rule: _Rule) -> tuple[Array, Array]:
    """Effective units of each region, shape (R, 1), and of each cell."""
    total = grid.x.sum(axis=1, keepdims=True)
    if rule.sampling != "plants":
        return rule.fraction * total, rule.fraction * total + 0 * share
    squares = grid.more[SQUARES]
    kish, units = intervals.effective_units(share, squares, total, squares.sum(axis=1, keepdims=True))
    return rule.fraction * kish, rule.fraction * units


def _everywhere(share: Array, units: Array, null: Array, rule: _Rule) -> dict[str, Array]:
    """Measure every cell, of shape (R, I), in the order of the columns."""
    low, high = intervals.clopper_pearson(share, units, rule.level)
    p = intervals.upper_p_value(share, units, null)
    return {
        "lq": quotient(share, 1.0, null, 1.0),
        "lq_low": low / null,
        "lq_high": high / null,
        "lq_shrunk": intervals.marshall_shrinkage(share * units, units * null),
        "p_value": p,
        "q_value": intervals.benjamini_hochberg(p),
    }

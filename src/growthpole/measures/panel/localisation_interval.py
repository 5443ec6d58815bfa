"""Ellison and Glaeser's index with an interval: for the draw of the plants, and for sizes known as classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
import polars as pl

from growthpole.errors import InputError
from growthpole.measures.panel.frames import leave
from growthpole.measures.panel.grid import Places, repeated
from growthpole.measures.panel.kernels import ellison
from growthpole.measures.panel.kernels.shares import ratio
from growthpole.measures.panel.layout import Columns, Layout
from growthpole.measures.panel.localisation import ellison_glaeser, plant_layout
from growthpole.measures.panel.matrix_input import Array
from growthpole.measures.panel.plants import economy_totals
from growthpole.measures.panel.register import HIGH, LOW, Register, read_rows, regional_shares, register_of, summed

__all__ = ["ellison_glaeser_interval"]


@dataclass(frozen=True, slots=True)
class _Drawing:
    rng: np.random.Generator
    level: float
    draws: int
    resample: bool
    progress: Callable[[int, int], None] | None

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise InputError(f"`level` must be between 0 and 1; it is {self.level}.")
        if self.draws < 2:
            raise InputError(f"`draws` must be 2 or more; it is {self.draws}.")


def ellison_glaeser_interval(
    table: Any,
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 500,
    resample: bool = True,
    bounds: tuple[str, str] | None = None,
    economy: Any = None,
    progress: Callable[[int, int], None] | None = None,
    **columns: Unpack[Columns],
) -> Any:
    """Ellison and Glaeser's index of every industry with an interval.

    Each draw takes the industry's plants with replacement (``resample``) and each plant's size from its class
    (``bounds``, whole numbers, all equally likely), and computes ``gamma`` anew. A resampled plant lies where
    its twin lies, which lifts every drawn gamma; the drawn values are therefore moved so that their mean is the
    estimate, before the quantiles are read. The interval is for the localisation of the industry as it is,
    ``sum (p - x)^2 / (1 - sum x^2)`` with the probabilities ``p`` of its places.

    Parameters
    ----------
    table : frame
        One row per plant.
    rng : numpy.random.Generator
        Seeded by the caller: the same seed gives the same interval.
    level : float
        Of the interval, between 0 and 1.
    draws : int
        How many.
    resample : bool
        Whether the plants are a draw; False for a full register whose sizes alone are uncertain.
    bounds : pair of str, optional
        The columns with the smallest and largest head count of each plant's size class; ``value`` is then not
        read, and the estimate is that of the middle of each class.
    economy : frame, optional
        As for :func:`growthpole.measures.panel.localisation.ellison_glaeser`.
    progress : callable, optional
        Called with the draws done and the draws in all, of each period.
    **columns
        See :class:`growthpole.measures.panel.layout.Columns`; ``reference`` does not apply.

    Returns
    -------
    frame of the same kind
        The columns of :func:`growthpole.measures.panel.localisation.ellison_glaeser`, and ``gamma_low``,
        ``gamma_high``, null where ``gamma`` is.

    Raises
    ------
    InputError
        If an option is out of its range, or a class's lower bound is above its upper.
    NameUnknownError
        If a column does not exist.

    References
    ----------
    Ellison and Glaeser (1997), eq. 5; Efron, B. (1979), Bootstrap methods, Annals of Statistics 7, 1-26;
    Cassey, A. J. and Smith, B. O. (2014), Simulating confidence for the Ellison-Glaeser index, Journal of Urban
    Economics 81, 85-103.

    Examples
    --------
    Plants that all stand in one region stand there in every draw:

    >>> import numpy as np, polars as pl
    >>> plants = pl.DataFrame({"region": ["a"] * 4, "industry": ["glass"] * 4, "employment": [10] * 4})
    >>> jobs = pl.DataFrame({"region": ["a", "b"], "employment": [100, 100]})
    >>> result = ellison_glaeser_interval(plants, economy=jobs, rng=np.random.default_rng(1), draws=20)
    >>> result.select("gamma", "gamma_low", "gamma_high").row(0)
    (1.0, 1.0, 1.0)
    """
    layout, drawing = plant_layout(columns), _Drawing(rng, level, draws, resample, progress)
    rows = read_rows(table, layout, bounds)
    middle = rows.with_columns(((pl.col(LOW) + pl.col(HIGH)) / 2).alias(layout.value))
    estimate = ellison_glaeser(middle, economy=economy, **columns)
    totals = economy_totals(economy, layout)
    parts = [rows] if layout.period is None else rows.partition_by(layout.period, maintain_order=True)
    drawn = [_period(part, layout, totals, drawing) for part in parts]
    joined = estimate.join(pl.concat(drawn), on=[*layout.time, layout.industry], how="left", maintain_order="left")
    moved = _around(joined, resample)
    names = estimate.columns
    return leave(moved.select(*names[:-1], "gamma_low", "gamma_high", names[-1]), table)


def _period(part: pl.DataFrame, layout: Layout, totals: pl.DataFrame | None, drawing: _Drawing) -> pl.DataFrame:
    time = [] if layout.period is None else [part[layout.period].head(1)]
    if totals is not None and time:
        totals = totals.filter(pl.col(str(layout.period)).is_in(time[0].implode()))
    register = register_of(part, layout, totals)
    low, centre, high = _quantiles(register, layout, drawing)
    values = {"gamma_low": low, "__centre": centre, "gamma_high": high}
    period = [repeated(one, len(low)) for one in time]
    columns = [pl.Series(name, value) for name, value in values.items()]
    return pl.DataFrame([*period, register.industries.alias(layout.industry), *columns])


def _quantiles(register: Register, layout: Layout, drawing: _Drawing) -> tuple[Array, Array, Array]:
    """Lower quantile, mean and upper quantile of the drawn gammas, of shape (I,) each."""
    gammas = np.empty((drawing.draws, len(register.industries)))
    for draw in range(drawing.draws):
        gammas[draw] = _draw(register, layout, drawing)
        if drawing.progress is not None:
            drawing.progress(draw + 1, drawing.draws)
    tail = (1 - drawing.level) / 2
    # An industry whose gamma is undefined is so in every draw; one of few plants may be in some.
    lacking = np.isnan(gammas).all(axis=0)
    gammas[:, lacking] = 0.0
    low, high = np.nanquantile(gammas, [tail, 1 - tail], axis=0)
    blank = np.where(lacking, np.nan, 0.0)
    return low + blank, np.nanmean(gammas, axis=0) + blank, high + blank


def _draw(register: Register, layout: Layout, drawing: _Drawing) -> Array:
    """One draw of gamma for every industry."""
    counts = np.bincount(register.industry, minlength=len(register.industries))
    size = register.low
    if (register.high > register.low).any():
        width = np.where(register.known, register.high - register.low, 0.0)
        size = register.low + np.floor(drawing.rng.random(len(size)) * (width + 1))
    economy = regional_shares(register, size, layout) if register.economy is None else register.economy
    region = register.region
    if drawing.resample:
        start = np.repeat(np.cumsum(counts) - counts, counts)
        chosen = start + np.floor(drawing.rng.random(len(size)) * np.repeat(counts, counts)).astype(np.int64)
        size, region = size[chosen], region[chosen]
    return _gammas(register, region, size, economy)


def _gammas(register: Register, region: Places, size: Array, economy: Array) -> Array:
    shape = (len(register.regions), len(register.industries))
    cell = region * shape[1] + register.industry
    jobs = summed(cell, size, shape[0] * shape[1]).reshape(shape)
    total = jobs.sum(axis=0)
    plant_herfindahl = ratio(summed(register.industry, size**2, shape[1]), total**2)
    return ellison.excess(ellison.raw_geographic(ratio(jobs, total), economy), economy, plant_herfindahl)


def _around(table: pl.DataFrame, resample: bool) -> pl.DataFrame:
    """Move the interval of a resample so that its mean is the estimate."""
    shift = pl.col("gamma") - pl.col("__centre") if resample else pl.lit(0.0)
    known = pl.when(pl.col("gamma").is_not_null())
    return table.with_columns(
        known.then(pl.col("gamma_low") + shift).alias("gamma_low"),
        known.then(pl.col("gamma_high") + shift).alias("gamma_high"),
    )

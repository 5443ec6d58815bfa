"""How good chances were, once it is known what happened: Brier score and its parts, reliability, ranks of counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike
from scipy.stats import binom

from growthpole.errors import InputError, ShapeError

__all__ = ["Bin", "Brier", "brier_score", "count_ranks", "rank_histogram", "reliability_bins"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """The forecasts between two chances.

    Attributes
    ----------
    low, high : float
        The limits; the last bin holds its upper one.
    count, hits : int
        Forecasts in it, and how often it happened.
    chance, share : float
        Mean chance forecast, and share in which it happened.
    band : tuple of float
        Where 90 % of such shares fall when the forecasts are right: the binomial quantiles at the mean chance.
    """

    low: float
    high: float
    count: int
    hits: int
    chance: float
    share: float
    band: tuple[float, float]

    @property
    def fits(self) -> bool:
        """Whether the share lies inside the band."""
        return self.band[0] <= self.share <= self.band[1]


@dataclass(frozen=True, slots=True)
class Brier:
    """The Brier score and its parts: ``score = reliability - resolution + uncertainty + within``.

    Attributes
    ----------
    count, hits : int
        Forecasts, and how often it happened.
    score : float, 0 to 1
        Mean squared difference of chance and outcome; smaller is better.
    reliability : float
        How far the chances lie from the shares in which it happened, by bin; 0 is best.
    resolution : float
        How far these shares differ from the overall one; more is better.
    uncertainty : float
        The score of who always forecasts the overall share.
    within : float
        What the spread of chances inside the bins adds; 0 where each bin holds one chance only.
    skill : float
        ``1 - score / uncertainty``; NaN where it always or never happened.
    bins : tuple of Bin
        Those that hold a forecast.
    """

    count: int
    hits: int
    score: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float
    skill: float
    bins: tuple[Bin, ...]


def reliability_bins(chance: ArrayLike, happened: ArrayLike, bins: int = 10) -> tuple[Bin, ...]:
    """Group forecasts by their chance.

    Parameters
    ----------
    chance : array_like of float, shape (n,), 0 to 1
        Chances forecast.
    happened : array_like of bool, shape (n,)
        What happened.
    bins : int, default 10
        Bins of equal width.

    Returns
    -------
    tuple of Bin
        Those that hold a forecast; empty input gives none.

    Raises
    ------
    ShapeError
        If the two are not of one length.
    InputError
        If a chance is not from 0 to 1, or there are no bins.

    References
    ----------
    Murphy and Winkler (1977), Reliability of subjective probability forecasts; Broecker and Smith (2007), Increasing
    the reliability of reliability diagrams, Weather and Forecasting 22, for bands around the forecasts.

    Examples
    --------
    >>> [(one.count, one.hits, one.chance) for one in reliability_bins([0.1, 0.1, 0.9], [0, 1, 1], bins=2)]
    [(2, 1, 0.1), (1, 1, 0.9)]
    """
    forecast, outcome = _checked(chance, happened, bins)
    place = np.minimum((forecast * bins).astype(np.int64), bins - 1)
    return tuple(_bin(forecast[place == at], outcome[place == at], at, bins) for at in np.unique(place).tolist())


def brier_score(chance: ArrayLike, happened: ArrayLike, bins: int = 10) -> Brier:
    """Score chances by what happened.

    ``1/n sum (p - o)^2``, split by bins ``k`` into ``sum n_k (p_k - o_k)^2 / n`` (reliability), ``sum n_k (o_k -
    o)^2 / n`` (resolution) and ``o (1 - o)`` (uncertainty).

    Parameters
    ----------
    chance, happened, bins
        As for `reliability_bins`.

    Returns
    -------
    Brier
        NaN in every part where nothing was forecast.

    Raises
    ------
    ShapeError, InputError
        As for `reliability_bins`.

    References
    ----------
    Brier (1950), Verification of forecasts expressed in terms of probability; Murphy (1973), A new vector partition of
    the probability score, eq. 6; Stephenson, Coelho and Jolliffe (2008) for the terms within bins.

    Examples
    --------
    >>> found = brier_score([0.2, 0.2, 0.8, 0.8], [0, 0, 1, 0])
    >>> [round(each, 6) for each in (found.score, found.reliability, found.resolution, found.uncertainty, found.skill)]
    [0.19, 0.065, 0.0625, 0.1875, -0.013333]
    """
    forecast, outcome = _checked(chance, happened, bins)
    count, nothing = len(forecast), float("nan")
    if not count:
        return Brier(0, 0, nothing, nothing, nothing, nothing, nothing, nothing, ())
    found = reliability_bins(forecast, outcome, bins)
    overall, score = float(outcome.mean()), float(((forecast - outcome) ** 2).mean())
    reliability = sum(one.count * (one.chance - one.share) ** 2 for one in found) / count
    resolution = sum(one.count * (one.share - overall) ** 2 for one in found) / count
    uncertainty = overall * (1 - overall)
    within = score - (reliability - resolution + uncertainty)
    skill = 1 - score / uncertainty if uncertainty > 0 else nothing
    return Brier(count, int(outcome.sum()), score, reliability, resolution, uncertainty, within, skill, found)


def count_ranks(draws: ArrayLike, actual: float) -> tuple[float, float]:
    """Where a count fell among the counts drawn: the shares of draws below it, and not above it.

    Parameters
    ----------
    draws : array_like of float, shape (n,), not empty
        Simulated counts.
    actual : float
        What happened.

    Returns
    -------
    tuple of float
        The probability integral transform is any number between the two.

    Raises
    ------
    ShapeError
        If there are no draws.

    References
    ----------
    Czado, Gneiting and Held (2009), Predictive model assessment for count data, Biometrics 65, eq. 2.

    Examples
    --------
    >>> count_ranks([3, 4, 4, 5], 4)
    (0.25, 0.75)
    """
    drawn = np.asarray(draws, dtype=np.float64)
    if drawn.ndim != 1 or not drawn.size:
        raise ShapeError(f"`draws` must be a list of at least one count; its shape is {drawn.shape}.")
    return float((drawn < actual).mean()), float((drawn <= actual).mean())


def rank_histogram(below: ArrayLike, up_to: ArrayLike, bins: int = 10) -> Floats:
    """The share of ranks in each bin; even where forecasts are right, high at the ends where they are too narrow.

    Parameters
    ----------
    below, up_to : array_like of float, shape (n,), 0 to 1
        From `count_ranks`; each count is spread evenly between the two.
    bins : int, default 10
        Bins of equal width.

    Returns
    -------
    ndarray of float, shape (bins,)
        Sums to 1; NaN where there are no counts.

    Raises
    ------
    ShapeError
        If the two are not of one length.
    InputError
        If there are no bins.

    References
    ----------
    Czado, Gneiting and Held (2009), eq. 3 and 4.

    Examples
    --------
    >>> rank_histogram([0.0, 0.5], [0.5, 1.0], bins=4).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    low, high = np.asarray(below, dtype=np.float64), np.asarray(up_to, dtype=np.float64)
    if low.shape != high.shape or low.ndim != 1:
        raise ShapeError(f"`below` {low.shape} and `up_to` {high.shape} must be lists of one length.")
    if bins < 1:
        raise InputError(f"`bins` must be at least 1; it is {bins}.")
    if not low.size:
        return np.full(bins, np.nan)
    edges = np.linspace(0.0, 1.0, bins + 1)[:, None]
    width = high - low
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.clip((edges - low) / width, 0.0, 1.0)
    reached = np.where(width > 0, spread, (edges > low) | (edges >= 1)).mean(axis=1)
    return np.asarray(np.diff(reached, prepend=0.0)[1:])


def _checked(chance: ArrayLike, happened: ArrayLike, bins: int) -> tuple[Floats, Floats]:
    forecast, outcome = np.asarray(chance, dtype=np.float64), np.asarray(happened, dtype=np.float64)
    if forecast.shape != outcome.shape or forecast.ndim != 1:
        raise ShapeError(f"`chance` {forecast.shape} and `happened` {outcome.shape} must be lists of one length.")
    if bins < 1:
        raise InputError(f"`bins` must be at least 1; it is {bins}.")
    wrong = np.flatnonzero(~((forecast >= 0) & (forecast <= 1)))
    if wrong.size:
        raise InputError(f"`chance` must be from 0 to 1; at position {wrong[0]} it is {forecast[wrong[0]]:g}.")
    if not np.isin(outcome, (0.0, 1.0)).all():
        raise InputError("`happened` must be true or false everywhere. Leave out what is not known to have happened.")
    return forecast, outcome


def _bin(forecast: Floats, outcome: Floats, at: int, bins: int) -> Bin:
    count, mean = len(forecast), float(forecast.mean())
    low, high = (float(end) / count for end in binom.interval(0.9, count, mean))
    return Bin(at / bins, (at + 1) / bins, count, int(outcome.sum()), mean, float(outcome.mean()), (low, high))

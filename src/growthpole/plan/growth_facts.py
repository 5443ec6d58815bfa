"""Facts that are yes or no: a chain with the counts of what followed what, and its uncertain chances.

What turns one cluster's fact may turn many in the same year: an inspection, a flood, a new list of titles. The chance
of a turn therefore differs from year to year, beta distributed, so that clusters of one year are alike to an unknown
degree. A few years tell little of it, above all where nothing has turned yet, so that both the mean chance and the
likeness are drawn on every path, from what the counts of each year leave possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.special import betaln

from growthpole.plan.growth_fitting import LEAST_CHANGES

__all__ = ["Chain", "Turn", "fit_chain"]

Floats = npt.NDArray[np.float64]
Counts = tuple[float, float, float, float]
MEANS = np.sin(np.linspace(0.0, np.pi / 2, 258)[1:-1]) ** 2
"""Mean chances of a turn, equally likely beforehand under Jeffreys' prior."""
LIKENESS = 1 - (1 - (np.arange(20) + 0.5) / 20) ** (1 / 9)
"""Correlations of the clusters of one year, equally likely beforehand: quantiles of beta(1, 9), of mean 0.1."""
_SIZES = 1 / LIKENESS - 1


@dataclass(frozen=True, eq=False)
class Turn:
    """The chance of a turn on each path, drawn anew in every year.

    Attributes
    ----------
    mean, size : ndarray of float, shape (paths,)
        Mean of the beta distribution, and sum of its two parameters; infinite where the chance is the same every year.
    """

    mean: Floats
    size: Floats

    def chance(self, rng: np.random.Generator) -> Floats:
        """The chances of one year, of shape (paths,)."""
        if np.isinf(self.size).all():
            return self.mean
        return rng.beta(self.mean * self.size, (1 - self.mean) * self.size)


@dataclass(frozen=True, slots=True)
class Chain:
    """A Markov chain of a yes/no fact, the same for all clusters.

    Attributes
    ----------
    stayed_no, came, went, stayed_yes : float
        How often no followed no, yes followed no, no followed yes and yes followed yes.
    prior : float
        What is added to each count; 0 where the chances are given, not counted.
    years : tuple of tuple of float
        The same four counts year by year; empty where clusters turn independently of each other.

    Examples
    --------
    >>> Chain(7.0, 1.0, 0.0, 3.0).chances
    (0.16666666666666666, 0.125)
    """

    stayed_no: float
    came: float
    went: float
    stayed_yes: float
    prior: float = 0.5
    years: tuple[Counts, ...] = field(default=(), repr=False)

    @property
    def changes(self) -> int:
        """How many pairs of years were counted."""
        return int(self.stayed_no + self.came + self.went + self.stayed_yes)

    @property
    def chances(self) -> tuple[float, float]:
        """The mean chance that a no turns to yes, and that a yes turns to no."""
        if self.years:
            up, down = (float(MEANS @ _odds(self.years, *at).sum(axis=1)) for at in ((1, 0), (2, 3)))
            return up, down
        return _mean(self.came, self.stayed_no, self.prior), _mean(self.went, self.stayed_yes, self.prior)

    def drawn(self, rng: np.random.Generator, paths: int) -> tuple[Turn, Turn]:
        """The two turns on all paths: from no to yes, and from yes to no."""
        if self.years:
            return _drawn(_odds(self.years, 1, 0), rng, paths), _drawn(_odds(self.years, 2, 3), rng, paths)
        always = np.full(paths, np.inf)
        if not self.prior:
            up, down = self.chances
            return Turn(np.full(paths, up), always), Turn(np.full(paths, down), always)
        return (
            Turn(rng.beta(self.came + self.prior, self.stayed_no + self.prior, paths), always),
            Turn(rng.beta(self.went + self.prior, self.stayed_yes + self.prior, paths), always),
        )


def _odds(years: Sequence[Counts], turned: int, stayed: int) -> Floats:
    """How likely each mean (row) and likeness (column) is: beta-binomial in every year, both priors even."""
    one, other = MEANS[:, None] * _SIZES, (1 - MEANS)[:, None] * _SIZES
    told = [betaln(one + year[turned], other + year[stayed]) for year in years if year[turned] + year[stayed]]
    if not told:
        return np.full((len(MEANS), len(_SIZES)), 1 / (len(MEANS) * len(_SIZES)))
    fit = np.sum(told, axis=0) - len(told) * betaln(one, other)
    weight = np.exp(fit - fit.max())
    return np.asarray(weight / weight.sum())


def _drawn(odds: Floats, rng: np.random.Generator, paths: int) -> Turn:
    place = rng.choice(odds.size, paths, p=odds.ravel())
    return Turn(MEANS[place // len(_SIZES)], _SIZES[place % len(_SIZES)])


def _mean(turned: float, stayed: float, prior: float) -> float:
    weight = turned + stayed + 2 * prior
    return (turned + prior) / weight if weight else 0.0


def fit_chain(facts: Floats) -> Chain | None:
    """Count what followed what.

    Parameters
    ----------
    facts : ndarray of float, shape (units, years)
        1 for yes, 0 for no, NaN where not known.

    Returns
    -------
    Chain or None
        ``None`` where fewer than ``LEAST_CHANGES`` pairs of successive years are known.

    References
    ----------
    Anderson and Goodman (1957), Statistical inference about Markov chains, eq. 2.9; Brown, Cai and DasGupta (2001) for
    the prior; Williams (1975), The analysis of binary responses from toxicological experiments involving reproduction
    and teratogenicity, Biometrics 31, for beta-binomial counts of units that are alike.

    Examples
    --------
    >>> fit_chain(np.array([[0.0, 0.0, 1.0], [1.0, np.nan, 1.0], [1.0, 1.0, 1.0]]))
    Chain(stayed_no=1.0, came=1.0, went=0.0, stayed_yes=2.0, prior=0.5)
    """
    before, after = facts[:, :-1], facts[:, 1:]
    counts = np.array([((before == one) & (after == two)).sum(axis=0) for one in (0, 1) for two in (0, 1)], dtype=float)
    if counts.sum() < LEAST_CHANGES:
        return None
    stayed_no, came, went, stayed_yes = counts.sum(axis=1).tolist()
    years = tuple((one[0], one[1], one[2], one[3]) for one in counts.T.tolist())
    return Chain(stayed_no, came, went, stayed_yes, years=years)

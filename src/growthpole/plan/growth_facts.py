"""Facts that are yes or no: a chain with the counts of what followed what, and its uncertain chances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.plan.growth_fitting import LEAST_CHANGES

__all__ = ["Chain", "fit_chain"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """A Markov chain of a yes/no fact, the same for all clusters.

    The chances of a change are beta distributed: the counts, plus one half each (Jeffreys' prior).

    Attributes
    ----------
    stayed_no, came, went, stayed_yes : float
        How often no followed no, yes followed no, no followed yes and yes followed yes.
    prior : float
        What is added to each count; 0 where the chances are given, not counted.

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

    @property
    def changes(self) -> int:
        """How many pairs of years were counted."""
        return int(self.stayed_no + self.came + self.went + self.stayed_yes)

    @property
    def chances(self) -> tuple[float, float]:
        """The mean chance that a no turns to yes, and that a yes turns to no."""
        up, down = (self.came, self.stayed_no), (self.went, self.stayed_yes)
        return _mean(*up, self.prior), _mean(*down, self.prior)

    def drawn(self, rng: np.random.Generator, paths: int) -> tuple[Floats, Floats]:
        """The two chances on each path, of shape (paths,); the mean ones where they are given."""
        if not self.prior:
            up, down = self.chances
            return np.full(paths, up), np.full(paths, down)
        return (
            rng.beta(self.came + self.prior, self.stayed_no + self.prior, paths),
            rng.beta(self.went + self.prior, self.stayed_yes + self.prior, paths),
        )


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
    the prior.

    Examples
    --------
    >>> fit_chain(np.array([[0.0, 0.0, 1.0], [1.0, np.nan, 1.0], [1.0, 1.0, 1.0]]))
    Chain(stayed_no=1.0, came=1.0, went=0.0, stayed_yes=2.0, prior=0.5)
    """
    before, after = facts[:, :-1], facts[:, 1:]
    counts = [float(((before == one) & (after == two)).sum()) for one in (0, 1) for two in (0, 1)]
    if sum(counts) < LEAST_CHANGES:
        return None
    return Chain(*counts)

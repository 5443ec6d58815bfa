"""Several experts: a drawn panel without conflicts of interest, trimmed means, and how far judges agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from growthpole.errors import InputError, NameUnknownError, ShapeError

__all__ = ["AgreementResult", "PanelDraw", "PanelScores", "draw_panels", "judge_agreement", "panel_scores"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PanelDraw:
    """The judges drawn for every cluster, with all that is needed to draw them again.

    Attributes
    ----------
    panels : mapping of str to tuple of str
        Judges of each cluster, in the order drawn.
    excluded : mapping of str to tuple of str
        Judges left out for a conflict of interest.
    pool : tuple of str
        The pool, sorted.
    size : int
        Judges a panel.
    seed : int
        Seed of the draw.
    """

    panels: Mapping[str, tuple[str, ...]]
    excluded: Mapping[str, tuple[str, ...]]
    pool: tuple[str, ...]
    size: int
    seed: int


@dataclass(frozen=True, slots=True)
class PanelScores:
    """What the judges gave, put together.

    Attributes
    ----------
    score : ndarray of float, shape (n,)
        Trimmed mean; NaN where too few judges scored.
    low, high : ndarray of float, shape (n,)
        Lowest and highest score given.
    deviation : ndarray of float, shape (n,)
        Standard deviation between judges, with k - 1.
    judges : ndarray of int, shape (n,)
        Number of judges who scored.
    dropped : int
        Scores left out at either end.
    """

    score: Floats
    low: Floats
    high: Floats
    deviation: Floats
    judges: NDArray[np.int64]
    dropped: int


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """Intraclass correlations of a complete table of n items by k judges.

    Attributes
    ----------
    one_way, agreement, consistency : float
        Reliability of a single judge: ICC(1,1), judges differ from item to item; ICC(2,1), the same judges, their
        levels counting; ICC(3,1), the same judges, their levels not counting.
    one_way_mean, agreement_mean, consistency_mean : float
        Reliability of the mean of the k judges: ICC(1,k), ICC(2,k), ICC(3,k).
    """

    one_way: float
    agreement: float
    consistency: float
    one_way_mean: float
    agreement_mean: float
    consistency_mean: float


def draw_panels(
    pool: Sequence[str],
    clusters: Sequence[str],
    *,
    seed: int,
    size: int = 7,
    conflicts: Mapping[str, Sequence[str]] | None = None,
) -> PanelDraw:
    """Draw a panel of judges for every cluster, leaving out those with a conflict of interest.

    Each panel is a simple random sample without replacement from the judges without a conflict. The draw of a cluster
    depends on the seed, the pool and the cluster's place in sorted order only.

    Parameters
    ----------
    pool : sequence of str
        Judges; the order does not matter.
    clusters : sequence of str
        Clusters to be judged; the order does not matter.
    seed : int
        Seed, recorded with the result.
    size : int, default 7
        Judges a panel.
    conflicts : mapping of judge to clusters, optional
        Clusters each judge must not score.

    Returns
    -------
    PanelDraw
        Panels, exclusions and the seed.

    Raises
    ------
    InputError
        If names repeat, or a cluster has fewer than `size` judges without a conflict.
    NameUnknownError
        If a conflict names a judge or a cluster that does not exist.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd ed., ch. 2 (simple random sampling).

    Examples
    --------
    >>> found = draw_panels(["An", "Bo", "Cai", "Du"], ["Taigu"], seed=1, size=3, conflicts={"Bo": ["Taigu"]})
    >>> sorted(found.panels["Taigu"]), found.excluded["Taigu"]
    (['An', 'Cai', 'Du'], ('Bo',))
    """
    against = {judge: set(names) for judge, names in (conflicts or {}).items()}
    _check_names(pool, clusters, against)
    judges = tuple(sorted(pool))
    excluded = {one: tuple(judge for judge in judges if one in against.get(judge, ())) for one in clusters}
    panels: dict[str, tuple[str, ...]] = {}
    for place, one in enumerate(sorted(clusters)):
        free = [judge for judge in judges if judge not in excluded[one]]
        if size < 1 or len(free) < size:
            raise InputError(
                f"{one!r} needs {size} judges without a conflict of interest; there are {len(free)} of {len(judges)}. "
                "Enlarge the pool, or draw smaller panels."
            )
        chosen = np.random.default_rng([seed, place]).choice(len(free), size, replace=False)
        panels[one] = tuple(free[k] for k in chosen)
    return PanelDraw({one: panels[one] for one in clusters}, excluded, judges, size, seed)


def panel_scores(scores: ArrayLike, *, trim: int = 0) -> PanelScores:
    """Put the scores of several judges together, leaving out the extremes where the rules say so.

    The mean of the scores without the `trim` lowest and the `trim` highest.

    Parameters
    ----------
    scores : array_like of float, shape (n, k)
        One row an item, one column a judge; NaN where a judge did not score it.
    trim : int, default 0
        Scores left out at either end.

    Returns
    -------
    PanelScores
        NaN for an item with no score left after trimming; the deviation is NaN for fewer than 2 scores.

    Raises
    ------
    ShapeError
        If `scores` is not a matrix.
    InputError
        If `trim` is negative.

    References
    ----------
    Tukey and McLaughlin (1963), Less vulnerable confidence and significance procedures for location based on a single
    sample, Sankhya A 25(3), 331-352 (trimmed means).

    Examples
    --------
    >>> found = panel_scores([[60.0, 80.0, 82.0, 84.0, 100.0]], trim=1)
    >>> found.score.tolist(), found.low.tolist(), found.high.tolist()
    ([82.0], [60.0], [100.0])
    """
    given = np.asarray(scores, np.float64)
    if given.ndim != 2:
        raise ShapeError(f"`scores` must be a matrix, items x judges; the shape is {given.shape}.")
    if trim < 0:
        raise InputError(f"`trim` must be 0 or more, scores left out at either end; it is {trim!r}.")
    rows = [np.sort(row[~np.isnan(row)]) for row in given]
    kept = [row[trim : row.size - trim] if row.size > 2 * trim else row[:0] for row in rows]
    return PanelScores(
        score=np.array([row.mean() if row.size else np.nan for row in kept]),
        low=np.array([row[0] if row.size else np.nan for row in rows]),
        high=np.array([row[-1] if row.size else np.nan for row in rows]),
        deviation=np.array([row.std(ddof=1) if row.size > 1 else np.nan for row in rows]),
        judges=np.array([row.size for row in rows], dtype=np.int64),
        dropped=trim,
    )


def judge_agreement(scores: ArrayLike) -> AgreementResult:
    """Measure how far judges agree, by the six intraclass correlations.

    With the mean squares between items BMS, between judges JMS, within items WMS and residual EMS, for example
    ``ICC(2,1) = (BMS - EMS) / (BMS + (k - 1) EMS + k (JMS - EMS) / n)``.

    Parameters
    ----------
    scores : array_like of float, shape (n, k)
        One row an item, one column a judge, complete; at least 2 by 2.

    Returns
    -------
    AgreementResult
        1 for perfect agreement; may be negative. NaN where no score differs from another.

    Raises
    ------
    ShapeError
        If `scores` is not a matrix of at least 2 by 2.
    InputError
        If a score is missing.

    References
    ----------
    Shrout and Fleiss (1979), Intraclass correlations: uses in assessing rater reliability, Psychological Bulletin
    86(2), 420-428, tables 3 and 4.

    Examples
    --------
    >>> ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> found = judge_agreement(ratings)
    >>> round(found.one_way, 2), round(found.agreement, 2), round(found.consistency, 2)
    (0.17, 0.29, 0.71)
    """
    given = np.asarray(scores, np.float64)
    if given.ndim != 2 or min(given.shape) < 2:
        raise ShapeError(f"`scores` must be a matrix of at least 2 items x 2 judges; the shape is {given.shape}.")
    if np.isnan(given).any():
        raise InputError(f"agreement needs a complete table; {int(np.isnan(given).sum())} scores are missing.")
    n, k = given.shape
    bms, jms, wms, ems = _mean_squares(given)
    return AgreementResult(
        one_way=_ratio(bms - wms, bms + (k - 1) * wms),
        agreement=_ratio(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        consistency=_ratio(bms - ems, bms + (k - 1) * ems),
        one_way_mean=_ratio(bms - wms, bms),
        agreement_mean=_ratio(bms - ems, bms + (jms - ems) / n),
        consistency_mean=_ratio(bms - ems, bms),
    )


def _mean_squares(given: Floats) -> tuple[float, float, float, float]:
    n, k = given.shape
    mean, items, judges = given.mean(), given.mean(axis=1), given.mean(axis=0)
    within = ((given - items[:, None]) ** 2).sum()
    between_judges = n * ((judges - mean) ** 2).sum()
    residual = ((given - items[:, None] - judges + mean) ** 2).sum()
    bms = k * ((items - mean) ** 2).sum() / (n - 1)
    return (
        float(bms),
        float(between_judges / (k - 1)),
        float(within / (n * (k - 1))),
        float(residual / ((n - 1) * (k - 1))),
    )


def _ratio(above: float, below: float) -> float:
    return above / below if below != 0 else float("nan")


def _check_names(pool: Sequence[str], clusters: Sequence[str], against: Mapping[str, Any]) -> None:
    for kind, names in (("judge", pool), ("cluster", clusters)):
        if len(set(names)) != len(names):
            raise InputError(f"every {kind} must stand once; there are {len(names) - len(set(names))} repetitions.")
    for judge, names in against.items():
        if judge not in pool:
            raise NameUnknownError("judge", judge, pool)
        for one in names:
            if one not in clusters:
                raise NameUnknownError("cluster", one, clusters)

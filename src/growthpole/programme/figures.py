"""Figures: what the evidence says, as dense intervals of cluster x year for each indicator."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from growthpole.errors import NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.programme.axes import axes_of
from growthpole.programme.cells import gather, meet
from growthpole.programme.derived import carry, common_range, derive, in_order, inside, known_range
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.language.lexicon import Lexicon, lexicon_of
from growthpole.programme.language.moment import Moment, shifted
from growthpole.programme.language.nodes import Node
from growthpole.programme.language.parsing import parse
from growthpole.programme.periods import periods_of
from growthpole.programme.rows import RowIndex

__all__ = ["Figures", "build_figures"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Figures:
    """Every figure of every cluster and year, as the interval of all values it may have.

    Attributes
    ----------
    clusters : tuple of str
        Ids, in the order of the dossier: the first axis.
    periods : tuple of str
        Years without a gap, up to the one assessed: the second axis.
    others : tuple of str
        Periods that are no year (``"before"``, ``"after"``) or lie too far back for the axis, reached by
        ``at(x, "after")``.
    low, high : mapping of str to ndarray of float64, shape (clusters, periods)
        Ends by indicator, in its canonical unit.
    other : mapping of (str, str) to Bounds, shape (clusters, 1)
        By indicator and period, for the periods that are no year.
    ranges : mapping of str to Interval
        What a figure is known to lie in when there is no evidence at all.
    sources : mapping of str to ndarray of int16, shape (clusters, periods)
        For an indicator that is carried forward, how many years back each figure comes from.
    behind : RowIndex
        Which rows of the evidence stand behind each figure.
    lexicon : Lexicon
        Names and units in which people read the programme's words.
    formulas : mapping of str to Node
        Of the indicators that follow from others.
    memory : dict
        What `explain` has worked out already; no part of the result.
    """

    clusters: tuple[str, ...]
    periods: tuple[str, ...]
    others: tuple[str, ...]
    low: dict[str, Floats]
    high: dict[str, Floats]
    other: dict[tuple[str, str], Bounds]
    ranges: dict[str, Interval]
    sources: dict[str, npt.NDArray[np.int16]]
    behind: RowIndex
    lexicon: Lexicon
    formulas: dict[str, Node]
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def read(self, indicator: str, moment: Moment) -> Bounds:
        """The figure of all clusters at a moment; its whole range where there is no such period."""
        if indicator not in self.ranges:
            raise NameUnknownError("indicator", indicator, self.ranges)
        aside = self.other.get((indicator, moment.resolved() or ""))
        if aside is not None:
            return aside
        whole = self.ranges[indicator]
        return Bounds(
            shifted(self.low[indicator], moment, self.periods, whole.low),
            shifted(self.high[indicator], moment, self.periods, whole.high),
        )

    def rows(self, indicator: str, cluster: int, period: str) -> tuple[int, ...]:
        """The rows of evidence behind a figure, those it was carried from among them.

        Parameters
        ----------
        indicator : str
            Its id.
        cluster : int
            Position of the cluster.
        period : str
            A year or another period.

        Returns
        -------
        tuple of int
            Rows of the evidence table, ascending; empty where nothing was handed in.
        """
        return self.behind.rows(indicator, cluster, self.carried(indicator, cluster, period) or period)

    def carried(self, indicator: str, cluster: int, period: str) -> str | None:
        """The earlier year whose figure stands in for this one, where it does."""
        back = self.sources.get(indicator)
        column = self.behind.axes.column.get(period, len(self.periods))
        if back is None or column >= len(self.periods):
            return None
        years = int(back[cluster, column])
        return self.periods[column - years] if years else None


def build_figures(programme: Programme, dossier: Dossier, period: str | None = None) -> Figures:
    """Turn evidence into figures.

    Points stand as they are; an estimate is its interval; a bound is half-open inside the indicator's range;
    rows of one cell are intersected, those under dispute as their hull; where rows contradict each other the
    hull of their values stays; what is missing, corrupt or suppressed is the indicator's whole range.

    Parameters
    ----------
    programme : Programme
        Its indicators; evidence of others is left aside.
    dossier : Dossier
        Clusters and evidence.
    period : str, optional
        The last year of the axis; the last year of the evidence by default.

    Returns
    -------
    Figures
        Dense intervals; a dossier without evidence gives whole ranges everywhere.

    Raises
    ------
    InputError
        If `period` is no year, or formulas refer to each other in a circle or to what does not exist.
    """
    periods = periods_of(dossier.evidence, period, programme.indicators)
    axes = axes_of(programme, dossier, periods)
    cells, behind = gather(dossier.evidence, axes)
    lexicon = lexicon_of(programme)
    figures = Figures(axes.clusters, periods.years, periods.others, {}, {}, {}, {}, {}, behind, lexicon, {})
    for indicator in in_order(programme.indicators):
        _add(figures, indicator, cells.dense(indicator))
    return figures


def _add(figures: Figures, indicator: Indicator, found: Bounds) -> None:
    """Fill in the tables of one indicator; those that its formula needs are there already."""
    whole = known_range(indicator)
    if indicator.formula:
        derived = derive(indicator.formula, figures)
        figures.formulas[indicator.id] = parse(indicator.formula)
        whole = common_range(whole, derived.never)
        found = meet(found, derived.all_columns)
    ends = inside(found, whole)
    years = len(figures.periods)
    in_years = Bounds(ends.low[:, :years], ends.high[:, :years])
    if indicator.carry_years:
        in_years, back = carry(in_years, whole, indicator.carry_years)
        figures.sources[indicator.id] = back
    figures.low[indicator.id], figures.high[indicator.id] = in_years
    figures.ranges[indicator.id] = whole
    for column, name in enumerate(figures.others, years):
        aside = Bounds(ends.low[:, column : column + 1], ends.high[:, column : column + 1])
        figures.other[indicator.id, name] = aside

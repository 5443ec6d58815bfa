"""What became of a plan: tasks and money by year, and the figures that remedies were to move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.plan.growth import collected
from growthpole.plan.task_ledger import TaskEntry
from growthpole.plan.task_ledger_progress import Tally, task_progress
from growthpole.programme.assess import counted
from growthpole.programme.figures import Figures, build_figures

__all__ = ["Moved", "PlanProgress", "plan_progress", "works_from"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that a remedy was to move, before and now.

    Attributes
    ----------
    task, cluster, remedy, indicator : str
        Ids.
    begins, works_from : str
        The year in which it began, and the first one whose figures it moves.
    before, now : Interval or None
        The figure of the year before it began and of the year assessed, in the canonical unit; ``None`` where nothing
        is known.
    planned : Interval
        Relative change that the programme expects of the remedy.
    change : float
        Relative change since; NaN where either figure is not known to a point, or the first is 0.
    others : float
        Median relative change over the same years of the clusters for which no such task is in the ledger; NaN where
        there is none.
    standing : {"not due", "unknown", "below", "within", "above"}
        The change beyond that of the others, held against the plan.
    """

    task: str
    cluster: str
    remedy: str
    indicator: str
    begins: str
    works_from: str
    before: Interval | None
    now: Interval | None
    planned: Interval
    change: float
    others: float
    standing: str


@dataclass(frozen=True)
class PlanProgress:
    """A plan held against the year assessed.

    Attributes
    ----------
    period : str
        The year assessed.
    by_year : mapping of str to Tally
        Tasks and money by the year in which they were to begin.
    moved : tuple of Moved
        Of remedies that are done or in progress, by task and indicator.
    """

    period: str
    by_year: Mapping[str, Tally]
    moved: tuple[Moved, ...]


def works_from(begins: str, lead_months: int | None) -> str:
    """The first year whose figures a remedy moves: its lead time is rounded up to whole years.

    Examples
    --------
    >>> works_from("2024", 18), works_from("2024", None)
    ('2026', '2024')
    """
    return f"{int(begins) + ceil((lead_months or 0) / 12):04d}"


def plan_progress(
    programme: Programme, dossier: Dossier, entries: Sequence[TaskEntry], assessment: Assessment
) -> PlanProgress:
    """Hold a task ledger against the figures that came in.

    Parameters
    ----------
    programme : Programme
        With the effects that its remedies are expected to have.
    dossier : Dossier
        The evidence.
    entries : sequence of TaskEntry
        The task ledger, in any order.
    assessment : Assessment
        Of the year that is over.

    Returns
    -------
    PlanProgress
        Empty where there are no tasks. A change is no proof of an effect: it is shown beside that of the others.
    """
    figures = build_figures(programme, counted(programme, dossier), assessment.period)
    years = sorted({one.begins for one in entries})
    by_year = {year: task_progress([one for one in entries if one.begins == year], assessment).whole for year in years}
    ordered = sorted(entries, key=lambda one: one.id)
    acted = [one for one in ordered if one.section == "remedy" and one.state in ("done", "started")]
    known = [one for one in acted if one.rule in programme.remedies and one.cluster in dossier.cluster_index]
    moved = [
        _moved(programme, figures, one, indicator, dossier.cluster_index[one.cluster], _without(entries, one, dossier))
        for one in known
        for indicator in sorted(programme.remedies[one.rule].effects)
    ]
    return PlanProgress(assessment.period, by_year, tuple(moved))


def _without(entries: Sequence[TaskEntry], task: TaskEntry, dossier: Dossier) -> npt.NDArray[np.bool_]:
    """The clusters for which no such task is in the ledger."""
    treated = {one.cluster for one in entries if one.section == "remedy" and one.rule == task.rule}
    return np.array([each.id not in treated for each in dossier.clusters], dtype=np.bool_)


def _moved(
    programme: Programme,
    figures: Figures,
    task: TaskEntry,
    indicator: str,
    row: int,
    others: npt.NDArray[np.bool_],
) -> Moved:
    remedy, period = programme.remedies[task.rule], figures.periods[-1]
    since, planned = works_from(task.begins, remedy.lead_months), remedy.effects[indicator]
    ends = collected(figures, indicator)
    before, now = _columns(figures, f"{int(task.begins) - 1:04d}"), len(figures.periods) - 1
    changes = _changes(ends.low, ends.high, before, now)
    known = changes[others & np.isfinite(changes)]
    usual = float(np.median(known)) if known.size else float("nan")
    change = float(changes[row])
    beyond = change - usual if np.isfinite(usual) else change
    return Moved(
        task.id, task.cluster, task.rule, indicator, task.begins, since,
        _interval(figures, indicator, row, before), _interval(figures, indicator, row, now),
        planned, change, usual, "not due" if since > period else _standing(beyond, planned),
    )  # fmt: skip


def _columns(figures: Figures, year: str) -> int:
    """The column of a year, -1 where the history does not hold it."""
    return figures.periods.index(year) if year in figures.periods else -1


def _changes(low: Floats, high: Floats, before: int, now: int) -> Floats:
    """Relative change of every cluster; NaN where a figure is not known to a point, or the first is not above 0."""
    if before < 0:
        return np.full(len(low), np.nan)
    known = (low[:, before] == high[:, before]) & (low[:, now] == high[:, now]) & (low[:, before] > 0)
    first = np.where(known, low[:, before], 1.0)
    return np.where(known, np.where(known, low[:, now], 1.0) / first - 1, np.nan)


def _interval(figures: Figures, indicator: str, row: int, column: int) -> Interval | None:
    if column < 0:
        return None
    found = Interval(float(figures.low[indicator][row, column]), float(figures.high[indicator][row, column]))
    return None if found == figures.ranges[indicator] and not found.known else found


def _standing(change: float, planned: Interval) -> str:
    if not np.isfinite(change):
        return "unknown"
    # 15 % less 5 % is 0.09999999999999999 in binary; an office reads 10 %.
    settled = round(change, 9)
    if settled < planned.low:
        return "below"
    return "above" if settled > planned.high else "within"

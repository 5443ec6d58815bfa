"""The work manual "3+N": what each cluster is to reach and to do; the key ones in full, the others in short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from growthpole.errors import NameUnknownError
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.dossier import Dossier
from growthpole.model.plan import Undertaking
from growthpole.model.rules import Manual, ManualSection
from growthpole.model.text import Text
from growthpole.plan.goals import Goal, plan_years
from growthpole.plan.goals_grounds import grounds_of
from growthpole.plan.goals_making import goals_of
from growthpole.plan.task_ledger import read_tasks
from growthpole.plan.task_ledger_merge import LedgerRow, carried_on
from growthpole.plan.tasks_making import tasks_of

__all__ = ["DEFAULT_SECTIONS", "TownManual", "WorkManual", "work_manual"]

DEFAULT_SECTIONS = (
    ManualSection("situation", Text("where it stands", "基本情况"), "figures"),
    ManualSection("criteria", Text("criteria", "认定条件"), "criteria"),
    ManualSection("weaknesses", Text("what is weak", "存在短板"), "weaknesses"),
    ManualSection("measures", Text("what is to be done, by whom and by when", "工作措施、责任单位和时限"), "remedies"),
    ManualSection("next_tier", Text("the way to the next tier", "晋级差距"), "distance"),
    ManualSection("collect", Text("figures to collect", "待补充数据"), "unknown"),
)
"""The sections of a programme that says nothing of its manual."""
_KEY = 3
"""The three of "3+N"."""


@dataclass(frozen=True)
class TownManual:
    """What the manual holds on one cluster.

    Attributes
    ----------
    assessed : ClusterAssessment
        What was decided on it.
    full : bool
        Whether it is treated in full.
    goals : tuple of Goal
        What it is to reach, year by year.
    rows : tuple of LedgerRow
        What it is to do, with how far it has come.
    """

    assessed: ClusterAssessment
    full: bool
    goals: tuple[Goal, ...]
    rows: tuple[LedgerRow, ...]


@dataclass(frozen=True)
class WorkManual:
    """The manual of a programme for the years after an assessment.

    Attributes
    ----------
    assessment : Assessment
        What it stands on.
    years : tuple of str
        The years planned.
    sections : tuple of ManualSection
        What is said of a cluster, in order.
    towns : tuple of TownManual
        Those in full first, in the order of the programme; then the others by id.
    """

    assessment: Assessment
    years: tuple[str, ...]
    sections: tuple[ManualSection, ...]
    towns: tuple[TownManual, ...]

    @property
    def named(self) -> bool:
        """Whether those in full are those that the programme names, or all."""
        manual = self.assessment.programme.manual
        return manual is None or any(town.assessed.cluster.id in manual.full for town in self.towns if town.full)


def work_manual(
    assessment: Assessment,
    dossier: Dossier,
    *,
    undertakings: Sequence[Undertaking] | None = None,
    until: str | None = None,
    cluster: str | None = None,
) -> WorkManual:
    """Make the work manual of an assessment.

    Parameters
    ----------
    assessment : Assessment
        The year that is over.
    dossier : Dossier
        What it was made from; its task ledger says how far each task has come.
    undertakings : sequence of Undertaking, optional
        Remedies chosen; by default all that the programme ties to the weaknesses found.
    until : str, optional
        The last year planned; three years after the one assessed by default.
    cluster : str, optional
        Only this cluster, and in full.

    Returns
    -------
    WorkManual
        Whatever the order of what was handed in; without clusters it has no towns.

    Raises
    ------
    NameUnknownError
        If there is no such cluster, or an undertaking is of a cluster or remedy that does not exist.
    InputError
        If `until` does not come after the year assessed.
    EvidenceError
        If the task ledger has faults.
    """
    years = plan_years(assessment.period, until)
    grounds = grounds_of(assessment.programme, dossier, assessment.period)
    entries, _ = read_tasks(dossier)
    rows = carried_on(tasks_of(assessment, years, undertakings), entries, assessment)
    position = {each.cluster.id: row for row, each in enumerate(assessment.clusters)}
    if cluster is not None and cluster not in position:
        raise NameUnknownError("cluster", cluster, position)
    full = (cluster,) if cluster is not None else _in_full(assessment)
    towns = [
        TownManual(
            assessment.clusters[position[id_]],
            id_ in full,
            goals_of(grounds, assessment, position[id_], years),
            tuple(row for row in rows if row.cluster == id_),
        )
        for id_ in dict.fromkeys((*full, *(() if cluster else sorted(position))))
    ]
    return WorkManual(assessment, years, _sections(assessment.programme.manual), tuple(towns))


def _in_full(assessment: Assessment) -> tuple[str, ...]:
    """The clusters treated in full: those that the programme names and the register holds.

    A programme without a manual treats all in full. Where it names others only, the three that stand highest stand
    in: by tier, then by the points that are proven.
    """
    manual = assessment.programme.manual
    if manual is None:
        return tuple(each.cluster.id for each in assessment.clusters)
    known = {each.cluster.id for each in assessment.clusters}
    named = tuple(id_ for id_ in manual.full if id_ in known)
    return named or tuple(sorted(known, key=_standing(assessment))[:_KEY])


def _standing(assessment: Assessment) -> Callable[[str], tuple[int, float, str]]:
    tiers = assessment.programme.tiers
    ends = {
        each.cluster.id: (
            -tiers[each.decision.after].rank if each.decision.after else 0,
            -each.score.total.low if each.score is not None else 0.0,
            each.cluster.id,
        )
        for each in assessment.clusters
    }
    return lambda id_: ends[id_]


def _sections(manual: Manual | None) -> tuple[ManualSection, ...]:
    return manual.sections if manual is not None and manual.sections else DEFAULT_SECTIONS

"""The table of all clusters: one short line each."""

from __future__ import annotations

from dataclasses import dataclass

from growthpole.charts.selection import leading
from growthpole.model.assessment import ClusterAssessment
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.units import money
from growthpole.reports.view.cluster import points
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import MOVES

__all__ = ["RegisterRow", "register"]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A cluster in one line."""

    id: str
    name: Text
    region: Text
    tier: Text
    move: str
    move_name: Text
    certainty: str
    verdicts: tuple[tuple[str, int], ...]
    score: str
    rank: str
    award: str


def register(names: Names, limit: int) -> tuple[RegisterRow, ...]:
    """The first ``limit`` clusters, the higher tier first, then the better score."""
    return tuple(_row(one, names) for one in leading(names.assessment, limit))


def _row(one: ClusterAssessment, names: Names) -> RegisterRow:
    currency = names.assessment.programme.currency
    return RegisterRow(
        one.cluster.id,
        one.cluster.name,
        names.place(one.cluster),
        names.tier(one.decision.after),
        one.decision.move,
        MOVES[one.decision.move],
        one.decision.certainty,
        tuple((str(verdict), sum(found.verdict is verdict for found in one.criteria)) for verdict in Verdict),
        points(one.score.total) if one.score else "",
        ""
        if one.rank is None
        else f"{one.rank.best}" + (f"–{one.rank.worst}" if one.rank.worst > one.rank.best else ""),
        money(one.award.cents, currency) if one.award else "",
    )

"""What an office keeps of a plan in its folder: the task ledger, the forecasts and the tiers of earlier years."""

from __future__ import annotations

from growthpole.errors import EvidenceError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.plan.forecasts import Forecast, read_forecasts
from growthpole.plan.standing import doubtful_standing, read_standing
from growthpole.plan.task_ledger import TaskEntry, read_tasks

__all__ = ["kept_problems", "read_kept"]


def kept_problems(dossier: Dossier, programme: Programme) -> tuple[Problem, ...]:
    """Everything that is wrong or doubtful about these files."""
    found: list[Problem] = []
    try:
        found += read_tasks(dossier)[1]
    except EvidenceError as error:
        found += error.problems
    for read in (read_forecasts, read_standing):
        try:
            read(dossier, programme)
        except EvidenceError as error:
            found += error.problems
    return (*found, *doubtful_standing(dossier, programme))


def read_kept(
    dossier: Dossier, programme: Programme
) -> tuple[tuple[TaskEntry, ...], tuple[Forecast, ...], tuple[Problem, ...]]:
    """Read the tasks and the forecasts, and what is doubtful about them.

    Raises
    ------
    EvidenceError
        With every fault of these files.
    """
    faults = [each for each in kept_problems(dossier, programme) if each.severity == "error"]
    if faults:
        raise EvidenceError(faults)
    entries, doubts = read_tasks(dossier)
    return entries, read_forecasts(dossier, programme), doubts

"""Check: read what is handed in and tell everything that is wrong with it; nothing is assessed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from growthpole.errors import Problem, ProgrammeError
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.programme.file import read_programme
from growthpole.services.inputs import programme_beside, programme_text
from growthpole.services.plan_kept import kept_problems
from growthpole.tables import examine, write_marked_copy

__all__ = ["Checked", "check_path", "write_json", "write_marked"]


@dataclass(frozen=True)
class Checked:
    """What a check found.

    Attributes
    ----------
    path : Path
        What was checked.
    dossier : Dossier or None
        The evidence, where it has no errors.
    problems : tuple of Problem
        All errors and warnings, those of the programme first.
    programme : str
        Name of the programme it was checked against; empty for none.
    """

    path: Path
    dossier: Dossier | None
    problems: tuple[Problem, ...]
    programme: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the import."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity != "error")


def check_path(path: Path, programme: str | None = None) -> Checked:
    """Check a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in.
    programme : str, optional
        A programme file or the name of a shipped one; ``programme.toml`` beside the evidence where there is one;
        else the evidence is checked by itself.

    Returns
    -------
    Checked
    """
    rules, faults = _rules(path, programme)
    dossier, problems = examine(path, rules)
    if dossier is not None and rules is not None:
        kept = kept_problems(dossier, rules)
        problems = (*problems, *kept)
        dossier = None if any(each.severity == "error" for each in kept) else dossier
    return Checked(path, dossier, (*faults, *problems), "" if rules is None else rules.id)


def _rules(path: Path, programme: str | None) -> tuple[Programme | None, tuple[Problem, ...]]:
    if programme is None and not programme_beside(path).is_file():
        return None, ()
    text, file = programme_text(path, programme)
    try:
        return read_programme(text, file), ()
    except ProgrammeError as error:
        return None, error.problems


def write_json(checked: Checked, target: Path) -> None:
    """Write the problems as JSON."""
    document = {
        "path": str(checked.path),
        "programme": checked.programme,
        "errors": len(checked.errors),
        "warnings": len(checked.warnings),
        "problems": [problem.as_dict() for problem in checked.problems],
    }
    target.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_marked(checked: Checked, target: Path) -> None:
    """Write an Excel copy of the input with the faulty cells marked."""
    write_marked_copy(checked.path, checked.problems, target)

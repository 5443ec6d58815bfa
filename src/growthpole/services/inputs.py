"""Open what an office hands in: a folder or a workbook, and the programme that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthpole.errors import EvidenceError, GrowthpoleError, InputError, NameUnknownError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.programme.file import read_programme, shipped_programme, shipped_programmes
from growthpole.programme.periods import periods_of
from growthpole.tables import check_against, examine

__all__ = [
    "PROGRAMME_FILE",
    "Inputs",
    "decoded",
    "last_day",
    "open_inputs",
    "programme_beside",
    "programme_text",
    "rules_for",
]

PROGRAMME_FILE = "programme.toml"


@dataclass(frozen=True)
class Inputs:
    """A programme and the evidence to assess under it.

    Attributes
    ----------
    programme : Programme
        The rules in force.
    text : str
        The programme file as it was read.
    file : str
        Its name, for messages.
    dossier : Dossier
        Clusters, sources and evidence.
    period : str
        The year to assess.
    path : Path
        The folder or workbook that was handed in.
    warnings : tuple of Problem
        What is doubtful about the files and does not stop the assessment: those of reading them first, then those
        of holding them against the programme.
    """

    programme: Programme
    text: str
    file: str
    dossier: Dossier
    period: str
    path: Path
    warnings: tuple[Problem, ...] = ()


def open_inputs(path: Path, programme: str | None = None, period: str | None = None) -> Inputs:
    """Read a folder or workbook and its programme.

    Parameters
    ----------
    path : Path
        A folder of CSV or Parquet files, or an Excel workbook.
    programme : str, optional
        A programme file, or the name of a shipped one; by default ``programme.toml`` in the folder (or beside the
        workbook).
    period : str, optional
        The year to assess; the latest year of the evidence by default. Its last day chooses the rules in force.

    Returns
    -------
    Inputs

    Raises
    ------
    EvidenceError, ProgrammeError
        With every fault of the files.
    NameUnknownError
        If no such programme is there.
    InputError
        If the period is no year, or the programme is not in force in it.
    """
    text, file = programme_text(path, programme)
    dossier, told = examine(path)
    if dossier is None:
        raise EvidenceError(_of(told, "error"))
    year = periods_of(dossier.evidence, period).years[-1]
    rules = rules_for(text, file, year)
    against = check_against(dossier, rules)
    if faults := _of(against, "error"):
        raise EvidenceError(faults)
    return Inputs(rules, text, file, dossier, year, path, (*_of(told, "warning"), *_of(against, "warning")))


def rules_for(text: str, file: str, year: str) -> Programme:
    """The rules of a programme that hold for a year: those in force on its last day."""
    day = last_day(year)
    try:
        return read_programme(text, file, day)
    except InputError:
        begin = read_programme(text, file).in_force
        if begin <= day:
            raise
        raise InputError(
            f"the programme is in force from {begin}; the year assessed is {year}. Assess a later year with --period, "
            f"or set programme.since in {file}."
        ) from None


def last_day(year: str) -> date:
    """The last day of a year."""
    return date(int(year), 12, 31)


def _of(problems: Sequence[Problem], severity: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity == severity)


def programme_text(path: Path, programme: str | None = None) -> tuple[str, str]:
    """The text of the programme and the name to use in messages."""
    if programme is None:
        beside = programme_beside(path)
        if not beside.is_file():
            raise GrowthpoleError(
                f"there is no programme: {beside} does not exist. Put {PROGRAMME_FILE} there, or name one with "
                "--programme (a file, or one of " + ", ".join(shipped_programmes()) + ")."
            )
        return decoded(beside), str(beside)
    if Path(programme).is_file():
        return decoded(Path(programme)), programme
    if programme not in shipped_programmes():
        raise NameUnknownError("programme", programme, shipped_programmes())
    return shipped_programme(programme), f"{programme}.toml"


def programme_beside(path: Path) -> Path:
    """Where the programme of a folder or workbook stands unless another is named."""
    return (path if path.is_dir() else path.parent) / PROGRAMME_FILE


def decoded(path: Path) -> str:
    """A file beside the evidence as text: UTF-8, else GB18030, as older Chinese editors save it."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path} must be text in UTF-8 or GB18030; it is neither. Save it from a text editor as UTF-8.")

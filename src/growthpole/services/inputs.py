"""Open what an office hands in: a folder or a workbook, and the programme that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthpole.errors import EvidenceError, GrowthpoleError, InputError, NameUnknownError
from growthpole.model.dossier import Dossier
from growthpole.model.programme import Programme
from growthpole.programme.file import read_programme, shipped_programme, shipped_programmes
from growthpole.programme.periods import periods_of
from growthpole.tables import check_against, read_dossier

__all__ = ["PROGRAMME_FILE", "Inputs", "open_inputs", "programme_text"]

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
    """

    programme: Programme
    text: str
    file: str
    dossier: Dossier
    period: str

    @property
    def day(self) -> date:
        """The day whose rules hold for the year assessed: its last one."""
        return last_day(self.period)


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
    """
    text, file = programme_text(path, programme)
    dossier = read_dossier(path)
    year = periods_of(dossier.evidence, period).years[-1]
    rules = read_programme(text, file, last_day(year))
    faults = [problem for problem in check_against(dossier, rules) if problem.severity == "error"]
    if faults:
        raise EvidenceError(faults)
    return Inputs(rules, text, file, dossier, year)


def last_day(year: str) -> date:
    """The last day of a year."""
    return date(int(year), 12, 31)


def programme_text(path: Path, programme: str | None = None) -> tuple[str, str]:
    """The text of the programme and the name to use in messages."""
    if programme is None:
        beside = (path if path.is_dir() else path.parent) / PROGRAMME_FILE
        if not beside.is_file():
            raise GrowthpoleError(
                f"there is no programme: {beside} does not exist. Put {PROGRAMME_FILE} there, or name one with "
                "--programme (a file, or one of " + ", ".join(shipped_programmes()) + ")."
            )
        return _decoded(beside), str(beside)
    if Path(programme).is_file():
        return _decoded(Path(programme)), programme
    if programme not in shipped_programmes():
        raise NameUnknownError("programme", programme, shipped_programmes())
    return shipped_programme(programme), f"{programme}.toml"


def _decoded(path: Path) -> str:
    """A programme file as text: UTF-8, else GB18030, as older Chinese editors save it."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{path} must be text in UTF-8 or GB18030; it is neither. Save it from a text editor as UTF-8.")

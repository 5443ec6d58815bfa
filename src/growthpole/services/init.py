"""Init: a folder to start from, with a workbook to fill in and a programme to change."""

from __future__ import annotations

from pathlib import Path

from growthpole.errors import GrowthpoleError
from growthpole.programme.file import read_programme
from growthpole.programme.file.shipped import starter_programme
from growthpole.services.inputs import PROGRAMME_FILE, programme_text
from growthpole.tables import write_template

__all__ = ["EVIDENCE_FILE", "init_folder"]

EVIDENCE_FILE = "evidence.xlsx"


def init_folder(folder: Path, programme: str | None = None, *, ledgers: bool = False) -> tuple[Path, Path]:
    """Write a template and a programme into a folder.

    Parameters
    ----------
    folder : Path
        Made where it does not exist; what stands in it is never overwritten.
    programme : str, optional
        A programme file or the name of a shipped one to start from; the commented starter by default.
    ledgers : bool
        Whether the workbook has sheets for projects, capacities, links and the other ledgers too.

    Returns
    -------
    tuple of Path
        The workbook and the programme file.

    Raises
    ------
    GrowthpoleError
        If one of the files is there already.
    """
    workbook, rules = folder / EVIDENCE_FILE, folder / PROGRAMME_FILE
    for path in (workbook, rules):
        if path.exists():
            raise GrowthpoleError(
                f"{path} is there already and is not overwritten. Give another folder, or move it away."
            )
    text = starter_programme() if programme is None else programme_text(folder, programme)[0]
    parsed = read_programme(text, PROGRAMME_FILE)
    folder.mkdir(parents=True, exist_ok=True)
    rules.write_text(text, encoding="utf-8", newline="\n")
    write_template(workbook, parsed, ledgers=ledgers)
    return workbook, rules

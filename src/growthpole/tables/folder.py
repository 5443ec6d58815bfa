"""A folder of CSV or Parquet files: which of them are read, and as what."""

from __future__ import annotations

import hashlib
from pathlib import Path

from growthpole.errors import Problem
from growthpole.tables.columns import TABLES, table_called
from growthpole.tables.delimited import read_delimited
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable

__all__ = ["file_hash", "read_folder"]

_DELIMITED = {".csv", ".tsv", ".txt"}


def read_folder(folder: Path, notes: Notes) -> tuple[list[RawTable], dict[str, str]]:
    """The tables of a folder and the hashes of their files; files of other names are left alone."""
    tables, hashes = [], {}
    for path in sorted(folder.iterdir()):
        kind = table_called(path.stem)
        if kind is None or path.suffix.lower() not in _DELIMITED or path.name.startswith((".", "~$")):
            continue
        hashes[path.name] = file_hash(path)
        table = read_delimited(path, kind, notes)
        if table is not None:
            tables.append(table)
    if not any(table.kind == "evidence" for table in tables) and not notes.errors:
        notes.add(_no_evidence(folder))
    return tables, hashes


def _no_evidence(folder: Path) -> Problem:
    found = ", ".join(sorted(path.name for path in folder.iterdir())) or "an empty folder"
    names = ", ".join(("evidence", *TABLES["evidence"].aliases))
    return Problem(
        "evidence-absent", folder.name, found, "a file evidence.csv or evidence.parquet",
        f"Add it; it may also be called {names}. `growthpole init DIR` writes a template.",
    )  # fmt: skip


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

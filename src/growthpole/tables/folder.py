"""What is handed in: a folder or a workbook; which files are read, and as what."""

from __future__ import annotations

import hashlib
from collections import Counter
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from growthpole.errors import Problem
from growthpole.tables.boundaries import BOUNDARY_FILES, read_boundaries
from growthpole.tables.columnar import read_columnar
from growthpole.tables.columns import TABLES, plain, table_called
from growthpole.tables.delimited import read_delimited
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable
from growthpole.tables.workbook import read_workbook

__all__ = ["only_workbook", "read_files", "read_map"]

_TEXT_FILES = (".csv", ".tsv", ".txt")
_WORKBOOKS = (".xlsx", ".xlsm")
_PARQUET = (".parquet", ".pq")
_RULES = ("chains.toml", "targets.toml")
"""Rules beside the evidence; the programme's own fingerprint is its reader's."""
_OTHERS = (".xls", ".xlsb", ".ods", ".et")
"""Spreadsheets that are told from tables, so that they are refused in words."""


def read_files(path: Path, notes: Notes) -> tuple[list[RawTable], dict[str, str]]:
    """The tables of a folder or workbook, and the SHA-256 of each file read, by its name.

    In a folder, the files named like a table are read; others are left alone.
    """
    if not path.exists():
        notes.add(_fault(path, "path-absent", "nothing at this place", "a folder or a workbook", "Correct the path."))
        return [], {}
    tables, hashes = [], {}
    for file in _wanted(path, notes):
        hashes[file.name] = _hash(file)
        tables += _read(file, notes)
    _complete(path, tables, notes)
    return tables, hashes | _beside(path)


def _beside(path: Path) -> dict[str, str]:
    """The fingerprints of what else speaks: an office's own chains and its criteria for targets."""
    folder = path if path.is_dir() else path.parent
    return {name: _hash(folder / name) for name in _RULES if (folder / name).is_file()}


def only_workbook(path: Path) -> Path | None:
    """The workbook that holds everything handed in, where there is one."""
    files = _wanted(path, Notes()) if path.exists() else []
    return files[0] if len(files) == 1 and files[0].suffix.lower() in _WORKBOOKS else None


def _wanted(path: Path, notes: Notes) -> list[Path]:
    if path.is_file():
        return [path]
    files = [
        file
        for file in sorted(path.iterdir())
        if file.is_file() and file.suffix.lower() in (*_TEXT_FILES, *_WORKBOOKS, *_PARQUET, *_OTHERS)
    ]
    wanted = [file for file in files if not file.name.startswith((".", "~$")) and table_called(file.stem)]
    _almost(files, wanted, notes)
    return wanted


def _almost(files: list[Path], wanted: list[Path], notes: Notes) -> None:
    """Warn of a file whose name looks like a slip for a table's."""
    for file in files:
        near = get_close_matches(plain(file.stem), TABLES, n=1, cutoff=0.8)
        if near and file not in wanted and not file.name.startswith((".", "~$")):
            notes.add(
                Problem(
                    "file-unread", file.name, f"the name {file.stem!r}", f"{near[0]!r}, if that is meant",
                    "Rename it if it is to be read.", severity="warning",
                )
            )  # fmt: skip


def _read(file: Path, notes: Notes) -> list[RawTable]:
    kind, ending = table_called(file.stem), file.suffix.lower()
    if ending in (*_WORKBOOKS, *_OTHERS):
        return read_workbook(file, notes, kind)
    if ending not in (*_TEXT_FILES, *_PARQUET) or kind is None:
        notes.add(
            _fault(
                file, "file-format", f"the file {file.name!r}",
                "a folder, a workbook (.xlsx), or a CSV or Parquet file named like a table",
                "Name it evidence.csv, or give the folder that holds it.",
            )
        )  # fmt: skip
        return []
    table = read_columnar(file, kind, notes) if ending in _PARQUET else read_delimited(file, kind, notes)
    return [] if table is None else [table]


def _complete(path: Path, tables: list[RawTable], notes: Notes) -> None:
    """There must be evidence, and each register once."""
    kinds = Counter(table.kind for table in tables)
    if "evidence" not in kinds and not notes.errors:
        notes.add(_no_evidence(path))
    seen: set[str] = set()
    for table in tables:
        if table.kind in seen and table.kind != "evidence":
            notes.add(
                table.problem(
                    "table-twice", f"{kinds[table.kind]} tables of {table.kind}", f"one table of {table.kind}",
                    "Put them into one.",
                )
            )  # fmt: skip
        seen.add(table.kind)


def _no_evidence(path: Path) -> Problem:
    names = ", ".join(("evidence", *TABLES["evidence"].aliases))
    if path.is_file():
        found, must = "no sheet of evidence", f"a sheet named {names}"
    else:
        files = ", ".join(sorted(file.name for file in path.iterdir())[:20])
        found, must = files or "an empty folder", "a file evidence.csv, evidence.parquet or evidence.xlsx"
    return _fault(path, "evidence-absent", found, must, "Add it; `growthpole init DIR` writes a template.")


def read_map(path: Path, notes: Notes, hashes: dict[str, str]) -> dict[str, Any]:
    """The boundaries of a folder, where it has some; their hash is added."""
    for file in sorted(path.iterdir()) if path.is_dir() else ():
        if file.suffix.lower() in {".geojson", ".json"} and plain(file.stem) in BOUNDARY_FILES:
            hashes[file.name] = _hash(file)
            return read_boundaries(file, notes)
    return {}


def _fault(path: Path, code: str, found: str, must: str, do: str) -> Problem:
    return Problem(code, path.name or str(path), found, must, do)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""Is it safe to open this workbook? Asked of the file's outside, before anything in it is parsed."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path

from growthpole.errors import Problem
from growthpole.tables.opening import UNREADABLE

__all__ = ["MOST_BYTES", "guard", "unpacked"]

MOST_BYTES = 512 * 2**20
"""The most that the parts of a workbook may unpack to."""
_MOST_RATIO = 200
"""Text of a real sheet packs 5 to 30 times, a million formatted blank rows about 100 times, a bomb 1000 times."""
_RATIO_FROM = 10 * 2**20
_MOST_PARTS = 10_000
_HEAD, _LONGEST_HEAD = 4096, 2**18
"""A part whose first element lies beyond this is no plain part."""
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_LIGHTEN = "Delete the empty rows and columns beside the table and save it again, or hand it in as CSV or Parquet."
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx."


def guard(path: Path) -> Problem | None:
    """What makes a workbook unfit to be opened, or ``None``.

    Sizes are taken from the directory of the archive; the unpacker never gives more than is declared there.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        return _fault(path, "file-empty", "an empty file", "a workbook with a sheet named evidence", _SAVE_AGAIN)
    if start == _OLE2:
        return _old_or_locked(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _parts_fault(path, archive.infolist()) or _content_fault(path, archive)
    except UNREADABLE as error:
        return _fault(
            path, "workbook-broken", f"a file that is not a whole workbook ({error})", "a workbook (.xlsx)", _SAVE_AGAIN
        )


def unpacked(path: Path) -> int:
    """The bytes that a workbook that passed the guard unpacks to."""
    with zipfile.ZipFile(path) as archive:
        return sum(part.file_size for part in archive.infolist())


def _old_or_locked(path: Path) -> Problem:
    """The old binary container also wraps workbooks that are locked with a password."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return _fault(
            path, "workbook-locked", "a workbook locked with a password", "a workbook without a password",
            "Open it, take the password off (File, Info, Protect Workbook) and save it.",
        )  # fmt: skip
    return _fault(
        path, "workbook-legacy", "a workbook in the format of Excel 97-2003 (.xls)", "a workbook (.xlsx)", _SAVE_AGAIN
    )


def _parts_fault(path: Path, parts: list[zipfile.ZipInfo]) -> Problem | None:
    total = sum(part.file_size for part in parts)
    large = [part for part in parts if part.file_size > _RATIO_FROM]
    ratio = max((part.file_size / max(part.compress_size, 1) for part in large), default=0.0)
    excess = (
        (len(parts) > _MOST_PARTS, f"{len(parts):,} parts", f"at most {_MOST_PARTS:,} parts"),
        (total > MOST_BYTES, f"parts that unpack to {total >> 20:,} MiB", f"at most {MOST_BYTES >> 20} MiB"),
        (ratio > _MOST_RATIO, "a part that unpacks to a great many times its size", f"at most {_MOST_RATIO} times"),
    )
    for exceeds, found, must in excess:
        if exceeds:
            return _fault(path, "workbook-bomb", found, must, _LIGHTEN)
    if any(part.flag_bits & 1 for part in parts):
        return _fault(path, "workbook-locked", "a locked archive", "a workbook without a password", _SAVE_AGAIN)
    return None


def _content_fault(path: Path, archive: zipfile.ZipFile) -> Problem | None:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        found = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "an archive that is no Excel workbook"
        return _fault(path, "workbook-format", found, "a workbook (.xlsx)", _SAVE_AGAIN)
    for name in sorted(names):
        if name.endswith((".xml", ".rels")) and _may_unfold(archive, name):
            return _fault(path, "workbook-entities", f"a document type in its part {name}", "plain parts", _SAVE_AGAIN)
    return None


def _may_unfold(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a part has a document type, which may define entities that unfold without end.

    A spreadsheet program writes none, and writes UTF-8; in UTF-16 a document type would be hidden from this search.
    """
    with archive.open(name) as part:
        head = b""
        while len(head) < _LONGEST_HEAD and (chunk := part.read(_HEAD)):
            head += chunk
            if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"<!DOCTYPE" in head:
                return True
            if re.search(rb"<[A-Za-z]", head):
                return False
    return len(head) >= _LONGEST_HEAD


def _fault(path: Path, code: str, found: str, must: str, do: str) -> Problem:
    return Problem(code, path.name, found, must, do)

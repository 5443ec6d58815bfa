"""The parts behind the sheets of a workbook, scanned as a stream: which cells are merged, whether there are formulas.

The reader of sheets works row by row in little memory, and does not tell either.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

__all__ = ["SheetPart", "sheet_parts"]

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_BYTES = 1 << 20
_OVERLAP = 256
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """What the reader of sheets does not tell of a sheet.

    Attributes
    ----------
    merged : tuple of str
        Ranges of merged cells, such as ``"A5:A7"``.
    formulas : bool
        Whether a cell holds a formula.
    """

    merged: tuple[str, ...]
    formulas: bool


def sheet_parts(path: Path) -> dict[str, SheetPart]:
    """The scan of each sheet, by its name."""
    with zipfile.ZipFile(path) as archive:
        targets = _targets(archive)
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  (the guard refused entities)
        sheets = [element for element in book.iter() if element.tag.endswith("}sheet")]
        found = {}
        for sheet in sheets:
            part = targets.get(sheet.get(_RELATION, ""))
            if part in archive.namelist():
                found[sheet.get("name", "")] = _scan(archive, part)
        return found


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Relation of the workbook to the name of a part."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  (as above)
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in relations
    }


def _scan(archive: zipfile.ZipFile, part: str) -> SheetPart:
    merged: dict[str, None] = {}
    formulas, tail = False, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_BYTES):
            window = tail + chunk
            formulas = formulas or _FORMULA.search(window) is not None
            merged |= dict.fromkeys(match.decode() for match in _MERGE.findall(window))
            tail = window[-_OVERLAP:]
    return SheetPart(tuple(merged), formulas)

"""Opening a workbook with the library: its warnings are kept quiet, its file is closed, its ways to fail are known."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

__all__ = ["UNREADABLE", "opened", "opened_whole"]

UNREADABLE = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, InvalidFileException, LookupError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, zlib.error,
)  # fmt: skip
"""What the library raises on a damaged workbook: found by damaging workbooks at random. A parse error of XML is a
SyntaxError, an unknown compression a NotImplementedError, which is a RuntimeError."""


@contextmanager
def opened(path: Path, *, results: bool) -> Iterator[Any]:
    """A workbook whose sheets are read row by row: the saved results of formulas, or the formulas."""
    with path.open("rb") as file, warnings.catch_warnings():
        # The library warns of drawings and extensions that it drops; none of them is read here.
        warnings.simplefilter("ignore")
        yield openpyxl.load_workbook(file, read_only=True, data_only=results)


def opened_whole(path: Path) -> Any:
    """A workbook with its formats, to be changed and saved."""
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(file)

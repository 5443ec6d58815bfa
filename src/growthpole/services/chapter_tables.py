"""One of the tables of a chapter as a file: numbers, not the words of the report."""

from __future__ import annotations

from pathlib import Path

from growthpole.errors import InputError
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.frame_columns import Frames
from growthpole.tables.plain import write_table

__all__ = ["NO_TABLE", "write_frame_of"]

NO_TABLE = Text("there is no table to write: ", "没有可写入的表：")
"""How a refusal to write an empty file begins."""


def write_frame_of(chapter: Chapter, frames: Frames, out: Path, language: str, table: str = "") -> int:
    """Write one table of a chapter as CSV, Excel or Parquet, by the ending.

    Parameters
    ----------
    chapter : Chapter
        Its first sentences say why there is no table where there is none.
    frames : callable
        The tables by id, names in the language it is given.
    out : Path
    language : {"en", "zh"}
        Of names; headings, figures and ids are the same in both.
    table : str
        Id of the table; the first by default.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    InputError
        If the chapter has no such table, or none at all.
    """
    known = frames(language)
    if not known:
        raise InputError(NO_TABLE.get(language) + " ".join(line.get(language) for line in chapter.lead))
    if table and table not in known:
        raise InputError(f"`table` must be one of {', '.join(known)}; it is {table!r}.")
    frame = known[table] if table else next(iter(known.values()))
    write_table(frame, out)
    return frame.height

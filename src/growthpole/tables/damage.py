"""Text that was damaged on its way: decoded in the wrong encoding and saved again."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from growthpole.tables.coding import encode
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable

__all__ = ["check_damage"]

_DAMAGED = re.compile("\ufffd|锟斤拷|烫烫烫|屯屯屯|Ã[\u0080-\u00bf]|ï»¿")
"""The replacement character, what it becomes when read as GBK, unset memory as GBK, and UTF-8 read as Latin-1."""


def check_damage(table: RawTable, columns: Iterable[str], notes: Notes) -> None:
    """Note cells of text columns whose letters are lost; nothing can bring them back."""
    for column in columns:
        codes = encode(table.text(column))
        damaged = np.array([_DAMAGED.search(word) is not None for word in codes.words] + [False])
        table.flag(
            notes,
            damaged[codes.code],
            lambda record, codes=codes, column=column: table.problem(  # type: ignore[misc]
                "text-damaged", repr(codes[record]), "text whose letters came through whole",
                "Save the file it came from as CSV UTF-8; the lost letters cannot be restored here.",
                row=int(table.rows[record]), column=column,
            ),
        )  # fmt: skip

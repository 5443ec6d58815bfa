"""Columns of repeated words: a cell becomes the number of its word, so that work is done once a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.model.evidence import Codes

__all__ = ["encode", "first_given", "joined", "recode", "same_word"]


def encode(text: pl.Series) -> Codes:
    """A column of text as codes of its sorted distinct words; null is -1."""
    words = sorted(text.drop_nulls().unique().to_list())
    if not words:
        return Codes((), np.full(len(text), -1, dtype=np.int32))
    physical = text.cast(pl.Enum(words)).to_physical().cast(pl.Int32).fill_null(-1)
    return Codes(tuple(words), physical.to_numpy())


def recode(codes: Codes, change: Callable[[str], str]) -> Codes:
    """The same column with each distinct word changed; a word that becomes empty is an empty cell."""
    changed = [change(word) for word in codes.words]
    words = sorted({word for word in changed if word})
    position = {word: code for code, word in enumerate(words)}
    # The last entry serves code -1.
    table = np.array([position.get(word, -1) for word in changed] + [-1], dtype=np.int32)
    return Codes(tuple(words), table[codes.code])


def same_word(word: str, rows: int) -> Codes:
    """A column that holds one word throughout."""
    return Codes((word,), np.zeros(rows, dtype=np.int32))


def joined(parts: Sequence[Codes]) -> Codes:
    """Several columns under each other."""
    if len(parts) == 1:
        return parts[0]
    words = sorted({word for part in parts for word in part.words})
    position = {word: code for code, word in enumerate(words)}
    return Codes(tuple(words), np.concatenate([_moved(part, position) for part in parts] or [np.empty(0, np.int32)]))


def first_given(column: Codes, other: Codes) -> Codes:
    """A column, and where its cell is empty the other's."""
    both = joined([column, other])
    own, others = both.code[: len(column.code)], both.code[len(column.code) :]
    return Codes(both.words, np.where(own >= 0, own, others))


def _moved(part: Codes, position: dict[str, int]) -> npt.NDArray[np.int32]:
    table = np.array([position[word] for word in part.words] + [-1], dtype=np.int32)
    return table[part.code]

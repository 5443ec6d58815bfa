"""Figures in cells: thousands separators, full-width digits, 万 and 亿, per cent, yes and no, ranges.

Ten million cells are read by columns: what a plain cast reads is done, and only the rest is looked at by pattern.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.model.evidence import Codes
from growthpole.tables.coding import encode
from growthpole.tables.words import BLANK, NO, YES, folded

__all__ = ["Figures", "read_figures"]

_NUMBER = r"(?:(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_UNIT = r"[^\d\s.,+~\-–—][^~]*"
_FIGURE = rf"^(?<sign>[+-]?)(?<money>[¥€$]?)(?<number>{_NUMBER})\s*(?<unit>{_UNIT})?$"
_RANGE = (
    rf"^(?<low>[+-]?{_NUMBER})\s*(?<first>[^\d\s.,+~\-–—至到]*)\s*(?:-|~|–|—|至|到|\.\.)"
    rf"\s*(?<high>[+-]?{_NUMBER})\s*(?<unit>{_UNIT})?$"
)


_BLANK = [folded(word) for word in BLANK]


@dataclass(frozen=True)
class Figures:
    """What the cells of a column of figures say.

    Attributes
    ----------
    value, low, high : ndarray of float64, shape (rows,)
        The figure, or the two ends of a range; NaN where the cell is empty or not understood.
    suffix : Codes
        What stands behind the figure in its cell (``万``, ``%``, ``亿元`` ...).
    yes_no : ndarray of bool
        Where the cell says yes or no.
    empty : ndarray of bool
        Where the cell is empty, or holds a word for "nothing known".
    faulty : ndarray of bool
        Where it is none of these.
    """

    value: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    suffix: Codes
    yes_no: npt.NDArray[np.bool_]
    empty: npt.NDArray[np.bool_]
    faulty: npt.NDArray[np.bool_]


def read_figures(cells: pl.Series) -> Figures:
    """Read a column of figures, typed (Parquet) or as text."""
    if cells.dtype.is_numeric() or cells.dtype == pl.Boolean:
        return _typed(cells)
    text = cells.cast(pl.String).str.strip_chars()
    number = text.cast(pl.Float64, strict=False)
    number = number.set(~number.is_finite(), None)
    rest = np.flatnonzero((number.is_null() & text.is_not_null() & (text != "")).to_numpy())
    value = number.fill_null(float("nan")).to_numpy(writable=True)
    empty = (text.is_null() | (text == "")).to_numpy(writable=True)
    return _with_rest(value, empty, rest, text.gather(rest))


def _typed(cells: pl.Series) -> Figures:
    given = cells.cast(pl.Float64).fill_null(float("nan")).to_numpy()
    value = np.where(np.isinf(given), np.nan, given)
    unknown = np.full(len(value), np.nan)
    suffix = Codes((), np.full(len(value), -1, dtype=np.int32))
    yes_no = np.full(len(value), cells.dtype == pl.Boolean)
    return Figures(value, unknown, unknown, suffix, yes_no, np.isnan(given), np.isinf(given))


def _with_rest(
    value: npt.NDArray[np.float64], empty: npt.NDArray[np.bool_], rest: npt.NDArray[np.intp], text: pl.Series
) -> Figures:
    """Put what the patterns find in the remaining cells into the columns."""
    rows = len(value)
    low, high, suffix = np.full(rows, np.nan), np.full(rows, np.nan), np.full(rows, -1, dtype=np.int32)
    yes_no, faulty = np.zeros(rows, dtype=bool), np.zeros(rows, dtype=bool)
    if len(rest) == 0:
        return Figures(value, low, high, Codes((), suffix), yes_no, empty, faulty)
    found = _by_pattern(text)
    value[rest], low[rest], high[rest] = (found[name].to_numpy() for name in ("value", "low", "high"))
    yes_no[rest], empty[rest] = found["yes_no"].to_numpy(), found["blank"].to_numpy()
    units = encode(found["unit"])
    suffix[rest] = units.code
    nothing = np.isnan(value[rest]) & np.isnan(low[rest]) & ~empty[rest]
    faulty[rest] = nothing
    return Figures(value, low, high, Codes(units.words, suffix), yes_no, empty, faulty)


def _by_pattern(text: pl.Series) -> pl.DataFrame:
    """The cells that are no plain number: each by the first of word, figure, range that fits."""
    # What follows a bar is the label of a choice in the template: "yes | 是".
    word = (
        text.str.normalize("NFKC")
        .str.replace_all("−", "-", literal=True)
        .str.replace(r"\s*\|.*$", "")
        .str.strip_chars()
    )
    lower = word.str.to_lowercase()
    frame = pl.DataFrame({"word": word, "lower": lower}).with_columns(
        figure=pl.col("word").str.extract_groups(_FIGURE),
        range=pl.col("word").str.extract_groups(_RANGE),
        yes=pl.col("lower").is_in(YES),
        no=pl.col("lower").is_in(NO),
        blank=pl.col("lower").is_in(_BLANK),
    )
    figure, ends = pl.col("figure").struct, pl.col("range").struct
    yes_no, ranged = pl.col("yes") | pl.col("no"), _is_range(ends)
    number = _digits(pl.concat_str(figure.field("sign"), figure.field("number")))
    value = pl.when(yes_no).then(pl.col("yes").cast(pl.Float64)).when(~ranged & ~pl.col("blank")).then(number)
    money = pl.when(figure.field("money") != "").then(figure.field("money"))
    return frame.select(
        value=value.fill_null(float("nan")),
        low=pl.when(ranged).then(_digits(ends.field("low"))).fill_null(float("nan")),
        high=pl.when(ranged).then(_digits(ends.field("high"))).fill_null(float("nan")),
        unit=pl.when(ranged)
        .then(ends.field("unit").str.strip_chars())
        .when(number.is_not_null())
        .then(pl.coalesce(money, figure.field("unit").str.strip_chars())),
        yes_no=yes_no,
        blank=pl.col("blank"),
    )


def _is_range(ends: Any) -> pl.Expr:
    """Whether the cell is a range, whose first end has the unit of the second or none: 3万-5万, 3-5 万."""
    first, last = ends.field("first"), ends.field("unit").fill_null("").str.strip_chars()
    ranged: pl.Expr = ends.field("low").is_not_null() & ((first == "") | (first == last))
    return ranged


def _digits(text: pl.Expr) -> pl.Expr:
    number = text.str.replace_all("[, ]", "").cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)

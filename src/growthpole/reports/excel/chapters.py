"""The tables of chapters as sheets: amounts and what reads as a number become numbers, so that they can be added up."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from growthpole.model.amount import Amount
from growthpole.model.text import LANGUAGES, Text
from growthpole.reports.chapters.chapter import Chapter, Grid
from growthpole.reports.excel.sheet import MONEY, VALUE, WHOLE, YEAR, Column, Sheet, Value, bilingual
from growthpole.reports.units import UNKNOWN

__all__ = ["chapter_sheets"]

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PRINTED_UNIT = re.compile(r"（[百万亿]*[美欧]?元）$|\s\((?:mn |bn )?[A-Z]{3}\)$")
_LEAST, _MOST = Text("at least", "下限"), Text("at most", "上限")
_CURRENCIES = {"CNY": Text("CNY", "元"), "USD": Text("USD", "美元"), "EUR": Text("EUR", "欧元")}


def chapter_sheets(chapters: Sequence[Chapter]) -> Iterator[Sheet]:
    """A sheet for each table, in the order of the report."""
    for chapter in chapters:
        for grid in chapter.grids:
            yield _sheet(grid)


def _sheet(grid: Grid) -> Sheet:
    parts = [part for place in range(len(grid.columns)) for part in _parts(grid, place)]
    rows = list(zip(*(values for _, values in parts), strict=True))
    return Sheet(Text(grid.id, _name(grid)), [column for column, _ in parts], rows, len(rows), len(rows))


def _parts(grid: Grid, place: int) -> Iterator[tuple[Column, list[Value]]]:
    """A column of the table as one of the sheet; one of money that is not settled as two, which can be added up."""
    heading, cells, numeric = grid.columns[place], [row[place] for row in grid.rows], place in grid.numeric
    amounts = [cell for cell in cells if isinstance(cell, Amount)]
    units = {one.unit for one in amounts}
    if len(units) != 1:
        values = [_value(each, numeric) for each in cells]
        yield Column(heading, 20 if numeric else 32, _format(cells) if numeric else ""), values
        return
    (currency,) = units
    settled = all(one.low == one.high for one in amounts)
    yield _money(heading, currency, Text() if settled else _LEAST), [_end(cell, low=True) for cell in cells]
    if not settled:
        yield _money(heading, currency, _MOST), [_end(cell, low=False) for cell in cells]


def _format(cells: Sequence[Text | str]) -> str:
    """Whole numbers without a bare decimal point, and years without a comma."""
    numbers = [text for cell in cells if _NUMBER.fullmatch(text := _text(cell))]
    if any("." in number for number in numbers):
        return VALUE
    return YEAR if all(_YEAR.fullmatch(number) for number in numbers) else WHOLE


def _money(heading: Text, unit: str, end: Text) -> Column:
    """The heading with the currency, which takes the place of the thousands or millions of the printed page."""
    currency = _CURRENCIES.get(unit, Text(unit))
    english = ", ".join(filter(None, (end.en, currency.get("en"))))
    chinese = "，".join(filter(None, (end.zh, currency.get("zh"))))
    bare = {tongue: _PRINTED_UNIT.sub("", heading.get(tongue)) for tongue in LANGUAGES}
    return Column(Text(f"{bare['en']} ({english})", f"{bare['zh']}（{chinese}）"), 20, MONEY)


def _end(cell: Text | str, *, low: bool) -> Value:
    """One end of an amount; what is said in place of an amount stands in place of both."""
    if not isinstance(cell, Amount):
        return _value(cell, numeric=True)
    value = cell.low if low else cell.high
    return value if math.isfinite(value) else bilingual(UNKNOWN)


def _name(grid: Grid) -> str:
    """The title without what a sheet's name may not hold; a long one ends before its colon or bracket, so that no
    number is cut in two.
    """
    title, room = re.sub(r"[\[\]:*?/\\]", " ", grid.title.get("zh")), 30 - len(grid.id)
    return title if len(title) <= room else re.split(r"[：（，]", title)[0][:room]


def _value(cell: Text | str, numeric: bool) -> Value:
    text = _text(cell)
    return float(text.replace(",", "")) if numeric and _NUMBER.fullmatch(text) else text


def _text(cell: Text | str) -> str:
    return cell if isinstance(cell, str) else bilingual(cell)

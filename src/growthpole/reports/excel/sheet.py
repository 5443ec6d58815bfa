"""One sheet: a heading in both languages, columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from growthpole.charts.palette import INK_ON, VERDICT
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.view.words import VERDICTS, WORDS

__all__ = [
    "MONEY",
    "POINTS",
    "VALUE",
    "WHOLE",
    "YEAR",
    "Column",
    "Sheet",
    "Value",
    "add_sheet",
    "bilingual",
    "cell",
    "heading",
    "notice",
]

MONEY, POINTS, VALUE, WHOLE, YEAR = "#,##0.00", "0.0", "#,##0.####", "#,##0", "0"
_LONGEST = 32_000
_FONT = "Microsoft YaHei"
_HEAD = Font(name=_FONT, bold=True, color="FFFFFF", size=10)
_HEAD_FILL = PatternFill("solid", fgColor=VERDICT[Verdict.MET].removeprefix("#"))
_MADE_FILL = PatternFill("solid", fgColor="FBE3A6")

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes
    ----------
    heading : Text
        In both languages.
    width : float
        In characters.
    form : str
        Number format; empty for text.
    verdicts : bool
        Whether its cells are verdicts, which are coloured.
    """

    heading: Text
    width: float = 14
    form: str = ""
    verdicts: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; ``total`` is how many rows there would be, where only the first are written."""

    name: Text
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    total: int
    shown: int


def bilingual(text: Text) -> str:
    """Both languages in one cell, Chinese first.

    Examples
    --------
    >>> bilingual(Text("met", "达到")), bilingual(Text("C3054"))
    ('达到 met', 'C3054')
    """
    chinese, english = text.get("zh"), text.get("en")
    return chinese if chinese == english else f"{chinese} {english}"


def add_sheet(book: Workbook, sheet: Sheet, *, made: bool) -> None:
    """Write a sheet with its heading frozen, a filter on every column, and a notice where the data are made up."""
    page = book.create_sheet(bilingual(sheet.name)[:31])
    notices = [WORDS["made"]] if made else []
    if sheet.shown < sheet.total:
        cut = Text(
            "the first {n} of {all}; the rest is in assessment.json",
            "共 {all} 行，此处为前 {n} 行，其余见 assessment.json",
        )
        notices.append(Text(*(cut.get(tongue).format(n=sheet.shown, all=sheet.total) for tongue in ("en", "zh"))))
    head = len(notices) + 1
    page.freeze_panes = f"B{head + 1}"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A{head}:{last}{head + max(sheet.shown, 1)}"
    for at, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(at)
        page.column_dimensions[letter].width = column.width
        if column.verdicts:
            _colour(page, f"{letter}{head + 1}:{letter}{head + max(sheet.shown, 1)}", letter, head + 1)
    for said in notices:
        page.append([notice(page, said)])
    page.append([heading(page, bilingual(column.heading)) for column in sheet.columns])
    forms = [column.form for column in sheet.columns]
    for row in sheet.rows:
        page.append([cell(page, value, form) for value, form in zip(row, forms, strict=True)])


def _colour(page: object, cells: str, letter: str, first: int) -> None:
    """Verdicts in the colours of the report; the word stands in the cell, so colour is not alone."""
    for verdict in Verdict:
        rule = FormulaRule(
            formula=[f'${letter}{first}="{bilingual(VERDICTS[str(verdict)])}"'],
            fill=PatternFill("solid", bgColor=VERDICT[verdict].removeprefix("#")),
            font=Font(color=INK_ON[verdict].removeprefix("#")),
        )
        page.conditional_formatting.add(cells, rule)  # type: ignore[attr-defined]


def notice(page: object, said: Text) -> WriteOnlyCell:
    """A line above the heading that nobody overlooks."""
    return _styled(page, bilingual(said), Font(name=_FONT, bold=True), _MADE_FILL)


def _styled(page: object, value: Value, font: Font, fill: PatternFill) -> WriteOnlyCell:
    made = WriteOnlyCell(page, value)
    made.font, made.fill = font, fill
    return made


def heading(page: object, value: str) -> WriteOnlyCell:
    """What stands above a column."""
    made = _styled(page, value, _HEAD, _HEAD_FILL)
    made.alignment = Alignment(vertical="center", wrap_text=True)
    return made


def cell(page: object, value: Value, form: str) -> WriteOnlyCell | Value:
    """A plain value where that is enough: a styled cell costs ten times as much, and a list has many."""
    if isinstance(value, str):
        clean: str = ILLEGAL_CHARACTERS_RE.sub(" ", value)[:_LONGEST]
        return _quoted(page, clean) if clean.startswith("=") else clean or None
    if value is None or not form:
        return value
    made = WriteOnlyCell(page, value)
    made.number_format = form
    return made


def _quoted(page: object, value: str) -> WriteOnlyCell:
    """A quote that begins with an equals sign is a quote, not a formula."""
    made = WriteOnlyCell(page, value)
    made.data_type = "s"
    return made

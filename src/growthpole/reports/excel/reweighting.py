"""The sheet on which a clerk changes a weight and sees scores and ranks change: live formulas, no macro."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from growthpole.model.text import Text
from growthpole.reports.excel.formulas import BEST, CLASS, GIVEN, STANDINGS, Plan
from growthpole.reports.excel.sheet import POINTS, VALUE, WHOLE, bilingual, cell, heading, notice
from growthpole.reports.view.names import Names
from growthpole.reports.view.reweighting import Reweighting, Standing
from growthpole.reports.view.words import WORDS

__all__ = ["add_reweighting"]

_MOST = 5_000
"""Clusters: a rank looks at every other one, so that twice as many take four times as long at every change."""
_FROZEN = 8
"""Groups whose weights may stay in sight on a small screen while the clusters are moved."""

_NAME = Text("What-if weights", "权重试算")
_WHAT_IF = Text(
    "A what-if: it decides nothing. Change the coloured weights; scores and ranks follow, the order of the rows stays.",
    "仅供试算，不作决定。请修改着色的权重，得分和位次随之重算，各行次序不变。",
)
_OTHER_MEAN = Text(
    "Weights can be tried out here for an arithmetic mean only; this programme takes another one.",
    "仅算术平均可在此试算权重；本工程采用其他合成方法。",
)
_TOO_MANY = Text(
    "Weights can be tried out here for up to 5,000 clusters; there are more.", "此处最多可试算5,000个，实际更多。"
)
_OPEN = PatternFill("solid", fgColor="FBE3A6")
_MOVED = PatternFill("solid", bgColor="FBE3A6")
_LINE = Border(*[Side("thin", color="B98A2B")] * 4)
_SHARE, _STANDING = "0.0%", "0.000"
_ENDS = (Text("at least", "最低"), Text("at most", "最高"))

Row = list[Any]
"""Cells and plain values; openpyxl's cell on a page that is only written is no type."""


def add_reweighting(book: Workbook, view: Reweighting, names: Names, *, made: bool) -> None:
    """Write the sheet: weights above, a cluster a row below; where it cannot be computed, the sheet says why."""
    page = book.create_sheet(bilingual(_NAME))
    refused = _OTHER_MEAN if not view.standings else _TOO_MANY if len(view.standings) > _MOST else None
    notices = [*([WORDS["made"]] if made else ()), refused or _WHAT_IF]
    plan = Plan(len(notices) + 2, len(view.groups), len(view.standings), view.scale)
    if refused is None:
        _prepare(page, plan)
    for said in notices:
        page.append([notice(page, said)])
    if refused is None:
        for row in (*_weights(page, view, plan), *_table(page, view, names, plan)):
            page.append(row)


def _prepare(page: Any, plan: Plan) -> None:
    """Widths, what stands still, what may be changed, and the colour of a rank that differs."""
    page.freeze_panes = f"C{plan.head + 1}" if plan.groups <= _FROZEN else "C1"
    page.auto_filter.ref = f"A{plan.head}:{plan.number}{plan.last}"
    for number in range(1, STANDINGS + 2 * plan.groups + 1):
        page.column_dimensions[letter(number)].width = {1: 24, 2: 30, CLASS: 22}.get(number, 14)
    # Without a password: it keeps a formula from being overwritten by mistake and nobody from looking.
    page.protection.sheet = True
    page.protection.autoFilter = page.protection.formatColumns = False
    valid = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", showErrorMessage=True)
    valid.add(f"B{plan.first}:B{plan.first + plan.groups - 1}")
    page.data_validations.append(valid)
    start, (now, was) = plan.head + 1, (letter(BEST), letter(GIVEN))
    rule = FormulaRule(formula=[f"{now}{start}<>{was}{start}"], fill=_MOVED)
    page.conditional_formatting.add(f"{now}{start}:{letter(BEST + 1)}{plan.last}", rule)


def _weights(page: Any, view: Reweighting, plan: Plan) -> Iterator[Row]:
    yield [heading(page, bilingual(WORDS[key])) for key in ("group", "weight", "share")]
    for at, group in enumerate(view.groups):
        weight = WriteOnlyCell(page, group.weight)
        weight.number_format, weight.fill, weight.border = VALUE, _OPEN, _LINE
        weight.protection = Protection(locked=False)
        yield [cell(page, bilingual(group.name), ""), weight, _formula(page, plan.share(at), _SHARE)]
    again = [_formula(page, plan.share_again(at), _SHARE) for at in range(plan.groups)]
    yield []
    yield [*[None] * (STANDINGS - 1), *again]


def _table(page: Any, view: Reweighting, names: Names, plan: Plan) -> Iterator[Row]:
    yield [heading(page, words) for words in _headings(view)]
    classes = sorted({each.one.cluster.peer_class for each in view.standings})
    for row, each in enumerate(view.standings, start=plan.head + 1):
        yield [*_cluster(page, each, names, plan, row), classes.index(each.one.cluster.peer_class) + 1]


def _headings(view: Reweighting) -> Iterator[str]:
    yield from (bilingual(WORDS[key]) for key in ("id", "name", "class"))
    for what in (Text("what-if", "试算"), Text("the programme", "本工程")):
        yield from (f"{bilingual(WORDS[key])} ({bilingual(what)})" for key in ("best rank", "worst rank"))
        if what.en == "what-if":
            yield from (f"{bilingual(WORDS['score'])} {bilingual(end)}" for end in _ENDS)
    yield from (f"{bilingual(WORDS['adjustments'])} {bilingual(end)}" for end in _ENDS)
    yield from (f"{bilingual(group.name)} {bilingual(end)}" for end in _ENDS for group in view.groups)
    yield bilingual(Text("number of the class", "类别序号"))


def _cluster(page: Any, each: Standing, names: Names, plan: Plan, row: int) -> Iterator[Any]:
    cluster, rank = each.one.cluster, each.one.rank
    words = (cluster.id, bilingual(cluster.name), bilingual(names.peer_class(cluster.peer_class)))
    yield from (cell(page, word, "") for word in words)
    yield from (_formula(page, text, WHOLE) for text in (plan.best(row), plan.worst(row)))
    yield from (_formula(page, plan.score(row, which), POINTS) for which in (0, 1))
    yield from (rank.best, rank.worst) if rank else (None, None)
    yield from (each.extra.low, each.extra.high)
    yield from (cell(page, group.low, _STANDING) for group in each.groups)
    yield from (cell(page, group.high, _STANDING) for group in each.groups)


def _formula(page: Any, text: str, form: str) -> Any:
    made = WriteOnlyCell(page, text)
    made.number_format = form
    return made

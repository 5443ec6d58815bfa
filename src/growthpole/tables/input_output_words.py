"""By which words rows and columns of an input-output file are told apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from growthpole.model.text import Text
from growthpole.tables.words import folded

__all__ = ["in_chinese", "is_likely", "kinds", "long_column", "origin_of", "role_of", "spoken_name"]

_SUM = re.compile("合计|小计|总计|subtotal|^total |total$|^sum of ")
_LIKELY = {
    "columns": re.compile(
        "消费|资本|存货|出口|最终|其他|投资|调出|流出|净|误差|consum|demand|export|invest|capital|inventor|stocks|valuables|"
        "government|household|npish|final|other|error|discrepancy|expenditure|purchases|total"
    ),
    "rows": re.compile(
        "报酬|工资|税|折旧|盈余|利润|增加值|收入|进口|调入|补贴|wage|salar|compensation|profit|surplus|tax|depreciation|"
        "capital|value added|value-added|income|subsid|import|primary|labour|labor|earnings|total"
    ),
}
"""A use that is final, and a primary input, is mostly called so; a sector that was misspelt is not."""
_CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def _words() -> dict[str, Any]:
    text = (files("growthpole.tables") / "input_output.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _roles(part: str) -> dict[str, str]:
    return {folded(word): role for role, words in _words()[part].items() for word in words}


def role_of(part: str, labels: Iterable[str]) -> str | None:
    """The role that a row or column claims by one of its labels; ``"subtotal"`` where it only says that it adds up.

    Examples
    --------
    >>> role_of("columns", ["TIU"]), role_of("rows", ["", "增加值合计"]), role_of("columns", ["投资合计"])
    ('intermediate_total', 'value_added_total', 'subtotal')
    """
    texts = [folded(label) for label in labels]
    for text in texts:
        if text in _roles(part):
            return _roles(part)[text]
    return "subtotal" if any(_SUM.search(text) for text in texts) else None


def is_likely(part: str, name: Text) -> bool:
    """Whether a column is called like final demand, or a row like value added.

    Examples
    --------
    >>> is_likely("columns", Text("Exports")), is_likely("rows", Text("", "税")), is_likely("rows", Text("steel"))
    (True, True, False)
    """
    return any(_LIKELY[part].search(folded(text)) for text in (name.en, name.zh))


def long_column(heading: str) -> str | None:
    """Which column of a table with one flow a row a heading means; ``None`` for another word.

    Examples
    --------
    >>> long_column("From_Region"), long_column("使用部门"), long_column("金额"), long_column("year")
    ('from_region', 'to_sector', 'value', None)
    """
    return _roles("long").get(folded(heading.replace("_", " ").replace("-", " ")))


def origin_of(text: str) -> str | None:
    """``"domestic"``, ``"imported"`` or ``"neither"``; ``None`` for another word.

    Examples
    --------
    >>> origin_of("Domestic"), origin_of("进口"), origin_of("TOT"), origin_of("steel")
    ('domestic', 'imported', 'neither', None)
    """
    return _roles("origin").get(folded(text))


def spoken_name(labels: Iterable[str]) -> Text:
    """What a row or column is called in both languages; its code where there is no name.

    The first label is the code; of the others the first in each language counts.

    Examples
    --------
    >>> spoken_name(["FU103"]), spoken_name(["X9", "出口", "exports"]), spoken_name(["X9", "出口"])
    (Text(en='Government consumption', zh='政府消费'), Text(en='exports', zh='出口'), Text(en='', zh='出口'))
    """
    code, *others = [label for label in labels if label]
    known = _words()["names"].get(code, ["", ""])
    texts = [text for text in others if text != code and origin_of(text) is None]
    zh = next((text for text in texts if in_chinese(text)), known[0])
    en = next((text for text in texts if not in_chinese(text)), known[1])
    if not (zh or en):
        return Text("", code) if in_chinese(code) else Text(code)
    return Text(en, zh)


def kinds(names: Sequence[Text], kind: str) -> tuple[int, ...] | None:
    """Which of the columns of final demand or rows of value added are of a kind; ``None`` where none says so.

    Examples
    --------
    >>> kinds([Text("Rural household consumption", "农村居民消费"), Text("Exports", "出口")], "export")
    (1,)
    """
    pattern = re.compile("|".join(map(re.escape, _words()["kinds"][kind])))
    found = [place for place, name in enumerate(names) if any(map(pattern.search, (folded(name.en), folded(name.zh))))]
    return tuple(found) or None


def in_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return bool(_CHINESE.search(text))

"""The table of keys as reference pages print it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from growthpole.programme.file.schema import KEYS, LAW, Key

__all__ = ["KINDS", "print_keys"]

KINDS: dict[str, str] = {
    "table": "table",
    "tables": "tables by id",
    "list": "list of tables",
    "rule": "rule",
    "id": "id",
    "slug": "name of a file",
    "label": "short name",
    "names": "list of ids",
    "words": "text",
    "text": "text in en and zh",
    "strings": "list of texts",
    "choice": "one of",
    "test": "test",
    "move": "test",
    "among": "test",
    "count": "test or number",
    "expression": "formula",
    "number": "number",
    "amount": "number above 0",
    "weight": "number above 0",
    "whole": "whole number",
    "positive": "whole number from 1",
    "cap": 'number above 0, or "none"',
    "share": "share",
    "shares": "list of shares",
    "unit": "unit",
    "quantity": "number with unit",
    "range": "list of two",
    "threshold": "number with unit",
    "effect": "change in per cent",
    "gain": "change, or yes",
    "money": "money",
    "years": "years",
    "months": "months or years",
    "days": "days",
    "day": "month-day",
    "date": "date",
    "calendar": "year",
}
"""The kinds of values in the words of the page."""


def print_keys() -> str:
    """Every key of a programme file in Markdown tables, one for each heading of the file.

    Returns
    -------
    str
        Key, kind, meaning in English and Chinese, default and example; required keys are in bold.

    Examples
    --------
    >>> print(print_keys().splitlines()[0])
    ## `[programme]`
    """
    groups = [list(keys) for _, keys in groupby(KEYS, key=lambda key: key.parts[0])]
    tables = [_table(_heading(keys[0]), keys) for keys in groups]
    return "\n\n".join([*tables, _table("The law of a rule or value", LAW)]) + "\n"


def _heading(key: Key) -> str:
    form = {"list": f"[[{key.path}]]", "tables": f"[{key.path}.ID]"}.get(key.kind, f"[{key.path}]")
    return f"`{form}`"


def _table(title: str, keys: Iterable[Key]) -> str:
    head = "| key | kind | meaning | 含义 | without it | example |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([f"## {title}\n", head, *map(_row, keys)])


def _row(key: Key) -> str:
    path = f"**`{key.path}`**" if key.required else f"`{key.path}`"
    options = ": " + ", ".join(f"`{one}`" for one in key.options) if key.options else ""
    example = f"`{key.example}`" if key.example else ""
    dated = " (by date)" if key.dated and not key.is_table else ""
    cells = (path, KINDS[key.kind] + options + dated, key.en, key.zh, key.default, example)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

"""Both languages side by side in the page; the page's own switch shows one of them."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from growthpole.charts.palette import SYMBOL
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.view.method import METHOD
from growthpole.reports.view.words import VERDICTS, WORDS

__all__ = ["environment", "pair", "verdict"]


def pair(text: Text | str) -> Markup:
    """The text in both languages; once where they are the same.

    Examples
    --------
    >>> str(pair(Text("a < b", "甲")))
    '<span lang=en>a &lt; b</span><span lang=zh>甲</span>'
    """
    if isinstance(text, str):
        return escape(text)
    english, chinese = text.get("en"), text.get("zh")
    if english == chinese:
        return escape(english)
    return Markup("<span lang=en>{}</span><span lang=zh>{}</span>").format(english, chinese)


@cache
def verdict(tone: str, word: Text | None = None) -> Markup:
    """A verdict as symbol, word and colour."""
    chip = Markup('<span class="v {}"><b aria-hidden=true>{}</b> {}</span>')
    return chip.format(tone.replace(" ", "-"), SYMBOL[Verdict(tone)], pair(word or VERDICTS[tone]))


@cache
def _word(key: str) -> Markup:
    return pair(WORDS[key])


_NUMERIC = frozenset(
    {"before", "holding", "possible", "target", "quota", "score", "rank", "award", "full", "cost", "lead time", "value"}
    | {"settles", "for", "alone", "with others", "rank by programme"}
)
"""Headings above numbers, which stand to the right as the numbers do."""


@cache
def environment() -> Environment:
    """Where the templates find their words; everything put into them is escaped."""
    made = Environment(
        loader=PackageLoader("growthpole.reports.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        numeric=_NUMERIC,
        t=pair,
        w=_word,
        words=WORDS,
        method=METHOD,
        verdict=verdict,
        symbol={str(one): mark for one, mark in SYMBOL.items()},
    )
    return made

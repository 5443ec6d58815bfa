"""How a programme speaks: names, tests, amounts and the law of each number, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from growthpole.model.programme import Programme
from growthpole.model.rules import Basis
from growthpole.model.text import Text
from growthpole.programme.language import SUPPLIED, kind_of, parse, scope_of, to_text
from growthpole.programme.language.aloud import shown_unit
from growthpole.programme.language.quantities import say, scale_for
from growthpole.programme.printing.numerals import point

__all__ = ["Voice"]


@dataclass(frozen=True)
class Voice:
    """A programme that speaks one language.

    Attributes
    ----------
    programme : Programme
        What it speaks of.
    language : {"en", "zh"}
    bases : mapping of str to Basis
        The law of single values by path; where a path is absent, that of the rule counts.
    given : mapping of str to str
        Single values by path, as the file writes them.
    on : date or None
        The day whose rules are printed.
    changes : tuple of date
        The days on which rules change.
    """

    programme: Programme
    language: str
    bases: Mapping[str, Basis] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    on: date | None = None
    changes: tuple[date, ...] = ()

    def say(self, en: str, zh: str) -> str:
        """One of two wordings."""
        return zh if self.language == "zh" else en

    def name(self, text: Text) -> str:
        """A name."""
        return text.get(self.language)

    def law(self, path: str, rule: Basis) -> str:
        """What a number rests on, in brackets."""
        basis = self.bases.get(path, rule)
        if basis.official:
            words = self.say(f"official: {basis.reference}", f"依据：{basis.reference}")
        else:
            words = self.say("example, to be set by the office", "示例，由主管部门确定")
        if basis.since is not None:
            words += self.say(f"; since {basis.since}", f"；自{self.day(basis.since)}起")
        note = self.say(f"; {basis.note}", f"；{basis.note}") if basis.note else ""
        return self.say(f" ({words}{note})", f"（{words}{note}）")

    def day(self, day: date) -> str:
        """A day."""
        return self.say(day.isoformat(), f"{day.year}年{day.month}月{day.day}日")

    def aloud(self, expression: str, threshold: str = "") -> str:
        """A test or formula, read aloud; ``threshold`` is the expression that stands for it."""
        labels = dict(self._labels)
        if threshold:
            labels["threshold"] = Text(*(to_text(parse(threshold), one, {}, {}) for one in ("en", "zh")))
        return to_text(parse(expression), self.language, labels, self._units)

    def quantity(self, value: float, expression: str, path: str = "") -> str:
        """A value in the unit of an expression; a quotient such as yuan per mu as the file writes it at ``path``."""
        indicator = self.programme.indicators.get(expression)
        if indicator is not None and indicator.kind == "yes/no":
            return self.say("yes", "是") if value else self.say("no", "否")
        node = parse(expression)
        unit = kind_of(node, scope_of(self.programme, supplied=SUPPLIED)).unit
        if "/" in unit and self.language == "en" and path in self.given:
            return self.given[path]
        shown = shown_unit(node, self._units)
        in_percent = shown == "share" or self.given.get(path, "").endswith("%")
        return self._said(value, unit, "%" if in_percent else shown)

    def money(self, cents: int) -> str:
        """An amount of money."""
        return self._said(cents / 100, self.programme.currency, self.programme.currency)

    def amount(self, value: float, unit: str) -> str:
        """An amount in a canonical unit; land in 亩, as offices count it."""
        return self._said(value, unit, self.say("mu", "亩") if unit == "km2" else unit)

    def _said(self, value: float, unit: str, shown: str) -> str:
        scale = scale_for([value], unit, shown, self.language)
        return say(value, scale) + scale.suffix

    def share(self, value: float) -> str:
        """A share in per cent."""
        return self.say(f"{value * 100:.6g} %", f"{value * 100:.6g}%")

    def points(self, lines: Iterable[str]) -> str:
        """Numbered points, each on its line."""
        return "".join(f"\n{point(number, self.language)}{line}" for number, line in enumerate(lines, start=1))

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return self.say(", ", "、").join(names)

    @cached_property
    def _labels(self) -> dict[str, Text]:
        rules = self.programme
        groups = (rules.classes, rules.tiers, rules.grades, rules.criteria, rules.indicators)
        return {name: rule.name for group in groups for name, rule in group.items()}

    @cached_property
    def _units(self) -> dict[str, str]:
        return {name: one.unit for name, one in self.programme.indicators.items()}

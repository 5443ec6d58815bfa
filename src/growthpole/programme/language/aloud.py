"""Read an expression aloud, in English or Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.model.text import Text
from growthpole.programme.language.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Node,
    Number,
    Sign,
)
from growthpole.programme.language.phrases import CALLS, COMPARED, FLIPPED, SUPPLIED_WORDS
from growthpole.programme.language.quantities import joined, say, scale_for

__all__ = ["Reader", "shown_unit", "to_text"]

_SHARES = ("share", "growth", "mean_growth")


def to_text(node: Node, language: str, labels: Mapping[str, Text], units: Mapping[str, str] | None = None) -> str:
    """Read an expression aloud.

    Parameters
    ----------
    node : Node
        From `parse`.
    language : {"en", "zh"}
    labels : mapping of str to Text
        Names of indicators, criteria, grades, tiers and classes by id; an id without a name is read as it is.
        ``"threshold"`` may be among them.
    units : mapping of str to str, optional
        The units in which people read the indicators, so that 0.7 of a percentage is read as 70 %.

    Returns
    -------
    str
        A phrase without a full stop.

    Examples
    --------
    >>> from growthpole.programme.language.parsing import parse
    >>> test = parse("each(output, years = 3) >= 4 bn CNY")
    >>> to_text(test, "en", {}), to_text(test, "zh", {"output": Text("output", "产值")})
    ('output in each of the last 3 years is at least 4 billion CNY', '最近3年每年产值不低于40亿元')
    """
    return Reader(language, labels, units or {}).read(node)


def shown_unit(node: Node, units: Mapping[str, str]) -> str:
    """The unit in which people read a number, as far as its parts tell; shares are read in per cent."""
    match node:
        case Number(given=given):
            return given
        case Name(id=name):
            return units.get(name, "")
        case Call(function=function) if function in _SHARES:
            return "%"
        case Call(function="ratio" | "count"):
            return ""
        case Sign(inner=inner) | Call(arguments=(inner, *_)):
            return shown_unit(inner, units)
        case Arithmetic(sign="+" | "-", left=left, right=right):
            return shown_unit(left, units) or shown_unit(right, units)
        case _:
            return ""


@dataclass(frozen=True)
class Reader:
    """Reads expressions aloud in one language."""

    language: str
    labels: Mapping[str, Text]
    units: Mapping[str, str] = field(default_factory=dict)

    def read(self, node: Node) -> str:
        """The phrase of a part."""
        match node:
            case Number():
                return self.number(node, node.given)
            case Name() | Label():
                return self.name(node)
            case Sign(inner=inner):
                return f"-{self._inner(inner)}"
            case Arithmetic():
                sign = {"*": "×", "/": "÷" if self.language == "zh" else "/"}.get(node.sign, node.sign)
                return f"{self._inner(node.left)} {sign} {self._inner(node.right)}"
            case Comparison():
                return self._comparison(node)
            case Negation(inner=Call(function="has", arguments=(one,))):
                return self._phrase("not.has").format(self.read(one))
            case Negation(inner=inner):
                return self._phrase("not").format(self._inner(inner))
            case Logic():
                words = {"and": "且", "or": "或"}
                between = words[node.word] if self.language == "zh" else f" {node.word} "
                return between.join(self._inner(part) for part in node.parts)
            case Call():
                return self._call(node)

    def number(self, node: Number, shown: str) -> str:
        """A literal, in the unit written or the one that the other side of a comparison has."""
        scale = scale_for((node.value,), node.unit or "1", node.given or shown, self.language)
        return say(node.value, scale) + scale.suffix

    def name(self, node: Name | Label) -> str:
        """The name of an indicator or of one of the programme's words."""
        word = node.id if isinstance(node, Name) else node.word
        if word in self.labels and self.labels[word].get(self.language):
            return self.labels[word].get(self.language)
        if isinstance(node, Name) and word in SUPPLIED_WORDS[self.language]:
            return SUPPLIED_WORDS[self.language][word]
        return word.replace("_", " ")

    def asked(self, sign: str, node: Node, other: Node) -> str:
        """What a comparison asks of the other side: ``at least 4 billion CNY``."""
        side = self.number(node, shown_unit(other, self.units)) if isinstance(node, Number) else self._inner(node)
        return COMPARED[self.language][sign].format(side)

    def _comparison(self, node: Comparison) -> str:
        left, sign, right = node.left, node.sign, node.right
        if isinstance(left, Number | Label) or (isinstance(right, Call) and right.function == "each"):
            left, sign, right = right, FLIPPED[sign], left
        between = "" if self.language == "zh" else " is "
        spoken = self.read(left) if isinstance(left, Arithmetic) else self._inner(left)
        return f"{spoken}{between}{self.asked(sign, right, left)}"

    def _inner(self, node: Node) -> str:
        """A part inside another: what is made of several parts goes into brackets."""
        brackets = "（{}）" if self.language == "zh" else "({})"
        several = isinstance(node, Logic | Arithmetic) or (
            isinstance(node, Call) and node.function in {"any_of", "all_of", "none_of", "at_least", "count"}
        )
        return brackets.format(self.read(node)) if several else self.read(node)

    def _phrase(self, key: str) -> str:
        return CALLS[self.language][key]

    def _call(self, node: Call) -> str:
        years = node.years or 1
        key = node.function
        if key == "each" and isinstance(node.arguments[0], Comparison | Logic | Negation):
            key = "each.test"
        elif key in {"min", "max"} and node.years is not None:
            key = f"{key}.years"
        elif years == 1 and f"{key}.1" in CALLS[self.language]:
            key = f"{key}.1"
        phrase = CALLS[self.language].get(key, f"{node.function}({{list}})")
        listed = node.arguments[1:] if node.function == "at_least" else node.arguments
        parts = [self._inner(one) for one in listed]
        return phrase.format(*(self._argument(one) for one in node.arguments), n=years, list=self._list(node, parts))

    def _argument(self, node: Node) -> str:
        if isinstance(node, Label) and self.language == "zh" and node.word.isdecimal():
            return f"{node.word}年"
        return self._inner(node)

    def _list(self, node: Call, parts: list[str]) -> str:
        if node.function in {"min", "max"}:
            return joined(parts, self.language)
        return ("；" if self.language == "zh" else "; ").join(parts)

"""Annual goals: where a cluster stands, where it must come to, and the way there year by year."""

from __future__ import annotations

from dataclasses import dataclass

from growthpole.errors import InputError
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = ["Goal", "plan_years"]

_WORDS = {
    ">=": Text("at least", "不低于"), ">": Text("more than", "高于"), "<=": Text("at most", "不高于"),
    "<": Text("less than", "低于"), "==": Text("exactly", "等于"), "!=": Text("other than", "不等于"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure, where it stands, and where it must come to.

    Attributes
    ----------
    section : {"criterion", "gate", "weakness", "promotion"}
        What asks for it.
    rule, tier : str
        Id of the rule; the tier of a gate, else empty.
    name : Text
        The figure in words.
    indicator : str
        Its id where the figure is an indicator; empty for an expression of several.
    unit : str
        The unit in which people read it.
    fact : bool
        Whether it is yes (1) or no (0).
    sign : {">=", ">", "<=", "<", "==", "!="}
        On which side of the target it must lie.
    target : float
        In the canonical unit.
    years : int
        In how many years running it must lie there.
    alternative : bool
        Whether another goal of the same rule would do instead.
    verdict : Verdict
        Whether it lies there in the year assessed.
    baseline : Interval or None
        What is known of it in the baseline year; ``None`` where nothing is: then it is collected first.
    year : str
        The baseline year; empty without a baseline.
    sources : tuple of str
        Ids of the sources of the baseline.
    method : {"linear", "compound", "keep", "at once", "collect first"}
        How the path runs.
    path : tuple of float
        The figure to reach in each year planned; empty where it is to be collected first.
    """

    section: str
    rule: str
    tier: str
    name: Text
    indicator: str
    unit: str
    fact: bool
    sign: str
    target: float
    years: int
    alternative: bool
    verdict: Verdict
    baseline: Interval | None = None
    year: str = ""
    sources: tuple[str, ...] = ()
    method: str = "collect first"
    path: tuple[float, ...] = ()

    @property
    def asked(self) -> Text:
        """Which side of the target: ``at least``."""
        return _WORDS[self.sign]

    @property
    def met(self) -> bool:
        """Whether it is reached already."""
        return self.verdict is Verdict.MET


def plan_years(period: str, until: str | None = None) -> tuple[str, ...]:
    """The years of a plan: from the year after the one assessed to ``until``, three years by default.

    Raises
    ------
    InputError
        If `until` is no year after the one assessed.

    Examples
    --------
    >>> plan_years("2024")
    ('2025', '2026', '2027')
    """
    last = int(period) + 3 if until is None else _year(until)
    if not int(period) < last <= int(period) + 30:
        raise InputError(
            f"`until` must be one of the 30 years after {period}, the year assessed; it is {until}. Choose one of them."
        )
    return tuple(str(year) for year in range(int(period) + 1, last + 1))


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise InputError(f"`until` must be a year such as 2027; it is {text!r}.")
    return int(text)

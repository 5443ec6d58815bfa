"""The fund adds up and every part can be paid."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from growthpole.errors import Problem
from growthpole.programme.file.faults import fault
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.file.values.numbers import exact

__all__ = ["check"]

_ROUNDING = Fraction(1, 10**6)
_PRIZES = frozenset({"level prize", "promotion prize"})


def check(rules: Rules) -> Iterator[Problem]:
    """The parts of the fund."""
    fund = rules.section("fund")
    if fund is None:
        return
    parts = list(rules.sections("fund", "part"))
    if not parts:
        yield _told(fund, "", "fund-empty", "no [[fund.part]]", "at least one part", "Add a [[fund.part]].")
    for part in parts:
        yield from _needs(rules, part)
        yield from _bounds(part, fund.find("budget", int))
    yield from _shares(fund, [part for part in parts if not _is_prize(part)])


def _is_prize(part: Section) -> bool:
    return part.find("mode", str) in _PRIZES or part.has("amount")


def _told(section: Section, key: str, code: str, found: str, must: str, do: str) -> Problem:
    leaf = section.leaf(key) if key else None
    path = (*section.path, key) if key else section.path
    return fault(code, path, leaf.line if leaf else section.line, found=found, must=must, do=do)


def _needs(rules: Rules, part: Section) -> Iterator[Problem]:
    """What each mode asks for."""
    mode, name = part.find("mode", str), f"{part.id!r}"
    if mode in _PRIZES and not part.has("amount"):
        yield _told(part, "", "fund-amount", f"no amount for {name}", "a prize with an `amount`", "Add amount = ...")
    if mode in {"proportional", "factor"} and part.has("amount"):
        yield _told(part, "amount", "fund-amount", "an amount", f"a {mode} part without an `amount`", "Remove it.")
    if mode is not None and not _is_prize(part) and not part.has("share"):
        yield _told(part, "", "fund-share", f"no share for {name}", "a `share` of the budget", "Add share = ...")
    if mode == "proportional" and rules.section("index") is None:
        yield _told(part, "mode", "fund-scoreless", "no [index]", "an index that gives the score", "Add an [index].")
    has_factors = any(True for _ in part.leaves("factors"))
    if mode == "factor" and not has_factors:
        yield _told(part, "", "fund-factors", "no factors", "factors with their weights", "Add factors = { ... }.")
    if mode is not None and mode != "factor" and has_factors:
        yield _told(part, "mode", "fund-factors", f"factors in a {mode} part", "the mode factor", "Change the mode.")


def _bounds(part: Section, budget: int | None) -> Iterator[Problem]:
    floor, cap, amount = (part.find(name, int) for name in ("floor", "cap", "amount"))
    if floor is not None and cap is not None and cap < floor:
        yield _told(
            part,
            "cap",
            "fund-bounds",
            "a cap below the floor",
            "a cap not below the floor",
            "Exchange them.",
        )
    if amount is not None and budget is not None and amount > budget:
        yield _told(
            part, "amount", "fund-bounds", "a prize above the budget", "a prize that the budget can pay", "Lower it."
        )


def _shares(fund: Section, parts: list[Section]) -> Iterator[Problem]:
    given = [part.find("share", float) for part in parts]
    stated = [share for share in given if share is not None]
    total = sum((exact(share) for share in stated), Fraction(0))
    if parts and len(stated) == len(given) and abs(total - 1) > _ROUNDING:
        shown = " + ".join(f"{share:g}" for share in stated)
        yield _told(
            fund,
            "",
            "fund-shares",
            f"{shown} = {float(total):g}",
            "shares of the parts that add up to 1 (prizes are paid first and do not count)",
            "Correct the shares.",
        )

"""What would turn a decision, and what the way up still needs beside its gates."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.assessment import Decision, Distance, FigureUsed, Finding, Score
from growthpole.model.rules import Transition
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.programme.places import RISES
from growthpole.programme.reasons import Reasons

__all__ = ["MOVES", "further_needs", "open_figures", "turning_points"]

MOVES = {
    "stay": Text("stay", "保持"),
    "promote": Text("promotion", "晋级"),
    "enter": Text("entry", "入列"),
    "warn": Text("a warning", "警告"),
    "demote": Text("demotion", "降级"),
    "exit": Text("exit", "退出"),
}
"""The moves on the ladder, as nouns."""


def turning_points(
    reasons: Reasons, row: int, decision: Decision, distance: Distance, vetoes: tuple[Finding, ...], score: Score | None
) -> tuple[Text, ...]:
    """Say what each move that is still possible hangs on, and where a mean stands in for an unknown figure.

    Returns
    -------
    tuple of Text
        One for each other move that the evidence allows, one for imputed items; empty where nothing can turn it.
    """
    found = [_hangs(move, on) for move in _others(decision) for on in _causes(reasons, row, move, distance, vetoes)]
    imputed = sum(item.imputed for item in score.items) if score else 0
    return (*found, _imputed(imputed)) if imputed else tuple(found)


def further_needs(
    reasons: Reasons, row: int, decision: Decision, gates: tuple[Finding, ...], vetoes: tuple[Finding, ...]
) -> tuple[Text, ...]:
    """What a rise needs beside its gates: the promotion's own test, and that no veto applies."""
    needs = [finding.reason for finding in _excluding(reasons, vetoes) if finding.verdict is not Verdict.NOT_MET]
    rule = reasons.programme.transitions.promote
    all_gates = all(finding.verdict is Verdict.MET for finding in gates)
    if rule is not None and decision.after and decision.move not in RISES and all_gates:
        needs.append(_over_years(rule, reasons.say(row, rule.test)[0]))
    return tuple(needs)


def open_figures(reasons: Reasons, row: int, decision: Decision) -> tuple[FigureUsed, ...]:
    """The figures that the tests of the moves still possible stand on."""
    rules = [_rule(reasons, move) for move in _others(decision)]
    found = [figure for rule in rules if rule is not None for figure in reasons.used(row, rule.test)]
    return tuple(dict.fromkeys(found))


def _others(decision: Decision) -> tuple[str, ...]:
    return tuple(move for move in decision.possible if move not in {decision.move, "stay"})


def _causes(reasons: Reasons, row: int, move: str, distance: Distance, vetoes: tuple[Finding, ...]) -> Iterator[Text]:
    """Why a move is open: gates not known to be passed, a veto not known, or its own test."""
    unsure = [reasons.programme.vetoes[each.id].name for each in _excluding(reasons, vetoes) if _unknown(each)]
    gates = [reasons.programme.gates[each.gate].name for each in distance.unknown]
    rule = _rule(reasons, move)
    if move in RISES and gates:
        yield _named(gates, "gates not known to be passed: {}", "尚未确认的门槛：{}")
    if move in {*RISES, "exit"} and unsure:
        yield _named(unsure, "not known whether a veto applies: {}", "是否存在一票否决情形尚不清楚：{}")
    if rule is not None and not (move in RISES and gates) and not (move == "exit" and unsure):
        yield _over_years(rule, reasons.say(row, rule.test)[0])


def _unknown(finding: Finding) -> bool:
    return finding.verdict is Verdict.UNKNOWN


def _excluding(reasons: Reasons, vetoes: tuple[Finding, ...]) -> list[Finding]:
    """The vetoes that exclude from the ladder."""
    return [each for each in vetoes if reasons.programme.vetoes[each.id].excludes == "tier"]


def _rule(reasons: Reasons, move: str) -> Transition | None:
    """The rule of a move; entry has none, it asks for the gates alone."""
    rule: Transition | None = getattr(reasons.programme.transitions, move, None)
    return rule


def _over_years(rule: Transition, reason: Text) -> Text:
    if rule.years < 2:
        return reason
    return Text(
        f"{reason.en}; this must hold in each of the last {rule.years} years",
        f"{reason.zh}；须连续{rule.years}年成立",
    )


def _named(names: list[Text], en: str, zh: str) -> Text:
    joined = Text(", ".join(each.get("en") for each in names), "、".join(each.get("zh") for each in names))
    return Text(en.format(joined.en), zh.format(joined.zh))


def _hangs(move: str, on: Text) -> Text:
    name = MOVES[move]
    return Text(f"{name.en} is possible: {on.en}", f"仍可能{name.zh}：{on.zh}")


def _imputed(count: int) -> Text:
    items = "one scored item" if count == 1 else f"{count} scored items"
    return Text(f"the score takes the class mean for {items} not known", f"有{count}项得分以同类均值代替未知数据")

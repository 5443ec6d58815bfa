"""What would turn a decision: for each move still possible, what it hangs on."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.assessment import Decision, Distance
from growthpole.model.rules import Transitions
from growthpole.model.text import Text
from growthpole.programme.reasons import Reasons

__all__ = ["MOVES", "turning_points"]

MOVES = {
    "stay": Text("stay", "保持"),
    "promote": Text("promotion", "晋级"),
    "enter": Text("entry", "入列"),
    "warn": Text("a warning", "警告"),
    "demote": Text("demotion", "降级"),
    "exit": Text("exit", "退出"),
}
"""The moves on the ladder, as nouns."""


def turning_points(reasons: Reasons, row: int, decision: Decision, distance: Distance) -> tuple[Text, ...]:
    """Say what each move that is still possible hangs on.

    Returns
    -------
    tuple of Text
        One for each other move that the evidence allows; empty where the decision is safe.
    """
    return tuple(_turns(reasons, row, decision, distance))


def _turns(reasons: Reasons, row: int, decision: Decision, distance: Distance) -> Iterator[Text]:
    rules, programme = reasons.programme.transitions, reasons.programme
    for move in decision.possible:
        if move in {decision.move, "stay"}:
            continue
        gates = [programme.gates[each.gate].name for each in distance.unknown]
        if move in {"promote", "enter"} and gates:
            names = Text(", ".join(each.get("en") for each in gates), "、".join(each.get("zh") for each in gates))
            yield _hangs(move, Text(f"gates not known to be passed: {names.en}", f"尚未确认的门槛：{names.zh}"))
        else:
            test = _test(rules, move)
            yield _hangs(move, reasons.say(row, test)[0] if test else _VETO)


def _test(rules: Transitions, move: str) -> str:
    rule = getattr(rules, {"enter": "promote"}.get(move, move))
    return rule.test if rule is not None else ""


def _hangs(move: str, on: Text) -> Text:
    name = MOVES[move]
    return Text(f"{name.en} is possible: {on.en}", f"仍可能{name.zh}：{on.zh}")


_VETO = Text("whether a veto applies is not known", "是否存在一票否决情形尚不清楚")

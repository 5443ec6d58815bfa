"""Moves on the ladder, objections and re-evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import Transition
from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]

_MOVES = {
    "promote": ("Promotion to the next tier", "晋级"),
    "warn": ("Warning", "警告"),
    "demote": ("Demotion by one tier", "降级"),
    "exit": ("Exit", "退出"),
}


def articles(voice: Voice) -> Iterator[str]:
    """One article for each move and each deadline."""
    moves = voice.programme.transitions
    for name, words in _MOVES.items():
        move = getattr(moves, name)
        if move is not None:
            yield _move(voice, name, voice.say(*words), move)
    if moves.objection_days is not None:
        law = voice.law("transitions.objection", moves.basis)
        yield voice.say(
            f"Results are published. Objections are heard within {moves.objection_days} days{law}.",
            f"考核结果予以公示，异议期{moves.objection_days}天{law}。",
        )
    if moves.reevaluation_months is not None:
        law = voice.law("transitions.reevaluation", moves.basis)
        yield voice.say(
            f"One re-evaluation may be asked for within {moves.reevaluation_months} months{law}.",
            f"{moves.reevaluation_months}个月内可申请一次复评{law}。",
        )


def _move(voice: Voice, name: str, words: str, move: Transition) -> str:
    law = voice.law(f"transitions.{name}.test", move.basis)
    said = voice.aloud(move.test)
    if move.years == 1:
        return voice.say(f"{words}: when {said}{law}.", f"{words}：{said}{law}。")
    return voice.say(
        f"{words}: when for {move.years} years running {said}{law}.", f"{words}：连续{move.years}年{said}{law}。"
    )

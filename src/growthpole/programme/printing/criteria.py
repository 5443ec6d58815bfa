"""The criteria: what must hold and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import Criterion
from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]


def articles(voice: Voice) -> Iterator[str]:
    """One article for all criteria."""
    if voice.programme.criteria:
        head = voice.say("The following is judged for each:", "逐项判定下列条件：")
        yield head + voice.points(_line(voice, one) for one in voice.programme.criteria.values())


def _line(voice: Voice, one: Criterion) -> str:
    law = voice.law(f"criterion.{one.id}.test", one.basis)
    proof = voice.name(one.proof)
    shown = voice.say(f" Shown by: {proof}.", f"证明材料：{proof}。") if proof else ""
    name, said = voice.name(one.name), voice.aloud(one.test)
    words = name if name == said else f"{name}{voice.say(': ', '：')}{said}"
    owner = voice.name(one.owner)
    charged = voice.say(f" Responsible: {owner}.", f"责任单位：{owner}。") if owner else ""
    return f"{words}{law}{voice.say('.', '。')}{shown}{charged}"

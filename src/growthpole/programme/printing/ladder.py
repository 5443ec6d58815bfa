"""The tiers with their targets and gates, and the facts that exclude."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import Tier
from growthpole.programme.printing.voice import Voice

__all__ = ["tiers", "vetoes"]


def tiers(voice: Voice) -> Iterator[str]:
    """One article for each rung, the lowest first."""
    for tier in voice.programme.tiers.values():
        parts = [
            voice.say(f"Tier: {voice.name(tier.name)}.", f"层级：{voice.name(tier.name)}。"),
            *_numbers(voice, tier),
        ]
        yield voice.say(" ", "").join(parts) + _gates(voice, tier)


def _numbers(voice: Voice, tier: Tier) -> Iterator[str]:
    path = f"tier.{tier.id}"
    if tier.target is not None:
        law = voice.law(f"{path}.target", tier.basis)
        yield voice.say(f"The programme aims at {tier.target}{law}.", f"培育目标{tier.target}个{law}。")
    if tier.quota is not None:
        law = voice.law(f"{path}.quota", tier.basis)
        yield voice.say(f"There may be {tier.quota} at most{law}.", f"名额不超过{tier.quota}个{law}。")
    if tier.validity_years is not None:
        law = voice.law(f"{path}.validity", tier.basis)
        years = tier.validity_years
        yield voice.say(f"A recognition holds for {years} years{law}.", f"认定有效期{years}年{law}。")


def _gates(voice: Voice, tier: Tier) -> str:
    if not tier.gates:
        return ""
    head = voice.say(" All of the following gates must be passed:", "须同时满足下列条件：")
    return head + voice.points(_gate(voice, tier, name) for name in tier.gates)


def _gate(voice: Voice, tier: Tier, name: str) -> str:
    gate = voice.programme.gates[name]
    threshold = gate.thresholds.get(tier.id, "")
    path = f"gate.{name}.threshold.{tier.id}" if threshold else f"gate.{name}.test"
    said = voice.aloud(gate.test, threshold)
    return f"{voice.name(gate.name)}{voice.say(': ', '：')}{said}{voice.law(path, gate.basis)}"


def vetoes(voice: Voice) -> Iterator[str]:
    """One article for all facts that exclude."""
    if not voice.programme.vetoes:
        return
    lines = []
    for veto in voice.programme.vetoes.values():
        scope = (
            voice.say("excludes from every tier and from the fund", "取消层级认定和奖励资格")
            if veto.excludes == "tier"
            else voice.say("excludes from the fund", "取消奖励资格")
        )
        law = voice.law(f"veto.{veto.id}.test", veto.basis)
        lines.append(voice.say(f"{voice.aloud(veto.test)}: {scope}{law}", f"{voice.aloud(veto.test)}的，{scope}{law}"))
    yield voice.say("The following facts exclude:", "有下列情形之一的，实行一票否决：") + voice.points(lines)

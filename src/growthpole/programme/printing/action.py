"""Weaknesses, and what is done about them under each breakthrough."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import RESOURCE_NAMES, RESOURCES, Remedy, Weakness
from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]


def articles(voice: Voice) -> Iterator[str]:
    """One article for the weaknesses, one for each breakthrough."""
    programme = voice.programme
    if programme.weaknesses:
        head = voice.say("A weakness is there when its test is met:", "有下列情形的，认定存在相应短板：")
        yield head + voice.points(_weakness(voice, one) for one in programme.weaknesses.values())
    for heading in programme.breakthroughs.values():
        under = [one for one in programme.remedies.values() if one.breakthrough == heading.id]
        law = voice.law(f"breakthrough.{heading.id}.name", heading.basis)
        head = voice.say(
            f"Breakthrough: {voice.name(heading.name)}{law}.", f"突破方向：{voice.name(heading.name)}{law}。"
        )
        yield head + voice.points(_remedy(voice, one) for one in under)
    rest = [one for one in programme.remedies.values() if not one.breakthrough]
    if rest:
        yield voice.say("Other remedies:", "其他措施：") + voice.points(_remedy(voice, one) for one in rest)


def _weakness(voice: Voice, one: Weakness) -> str:
    law = voice.law(f"weakness.{one.id}.test", one.basis)
    tied = voice.listed(voice.name(voice.programme.remedies[name].name) for name in one.remedies)
    return voice.say(
        f"{voice.name(one.name)}: {voice.aloud(one.test)}{law}. Remedies: {tied}.",
        f"{voice.name(one.name)}：{voice.aloud(one.test)}{law}。对应措施：{tied}。",
    )


def _remedy(voice: Voice, one: Remedy) -> str:
    path = f"remedy.{one.id}"
    parts = [voice.name(one.name)]
    for indicator, change in one.effects.items():
        shown = f"{change.low * 100:+.6g} %" + ("" if change.known else f" .. {change.high * 100:+.6g} %")
        law = voice.law(f"{path}.effect.{indicator}", one.basis)
        expected = voice.name(voice.programme.indicators[indicator].name)
        parts.append(voice.say(f"expected effect on {expected}: {shown}{law}", f"预期{expected}变化{shown}{law}"))
    parts += _gains(voice, one)
    if one.cost_cents is not None:
        law = voice.law(f"{path}.cost", one.basis)
        parts.append(voice.say(f"cost {voice.money(one.cost_cents)}{law}", f"费用{voice.money(one.cost_cents)}{law}"))
    if one.lead_months is not None:
        law = voice.law(f"{path}.lead_time", one.basis)
        parts.append(voice.say(f"works after {one.lead_months} months{law}", f"{one.lead_months}个月见效{law}"))
    parts += _conditions(voice, one)
    if one.owner != type(one.owner)():
        parts.append(voice.say(f"responsible: {voice.name(one.owner)}", f"责任单位：{voice.name(one.owner)}"))
    return voice.say("; ", "；").join(parts) + voice.say(".", "。")


def _gains(voice: Voice, one: Remedy) -> Iterator[str]:
    for name, change in one.adds.items():
        law = voice.law(f"remedy.{one.id}.adds.{name}", one.basis)
        expected = voice.name(voice.programme.indicators[name].name)
        if voice.programme.indicators[name].kind == "yes/no":
            yield voice.say(f"expected to be met: {expected}{law}", f"预期实现：{expected}{law}")
            continue
        low, high = (voice.quantity(end, name) for end in (change.low, change.high))
        shown = f"+{low}" if change.known else f"+{low} .. +{high}"
        yield voice.say(f"expected to add to {expected}: {shown}{law}", f"预期{expected}增加{shown}{law}")


def _conditions(voice: Voice, one: Remedy) -> Iterator[str]:
    path = f"remedy.{one.id}"
    if one.requires:
        law = voice.law(f"{path}.requires", one.basis)
        first = voice.listed(voice.name(voice.programme.remedies[name].name) for name in one.requires)
        yield voice.say(f"begins once these work: {first}{law}", f"须待下列措施见效后实施：{first}{law}")
    for resource, amount in one.uses.items():
        law = voice.law(f"{path}.uses.{resource}", one.basis)
        name = voice.name(RESOURCE_NAMES[resource])
        taken = voice.amount(amount, RESOURCES[resource])
        yield voice.say(f"takes {taken} of {name}{law}", f"占用{name}{taken}{law}")

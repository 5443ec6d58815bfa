"""The award fund."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import Fund, FundPart
from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]

_MODES = {
    "flat": ("the same amount for each", "等额分配"),
    "level prize": ("a prize of the same amount for each", "定额奖励"),
    "promotion prize": ("a prize for each promotion in the year", "当年晋级定额奖励"),
    "proportional": ("in proportion to the score", "按得分比例分配"),
    "factor": ("by weighted factors", "按因素法分配"),
}


def articles(voice: Voice) -> Iterator[str]:
    """Budget and eligibility, then one article for the parts, then the tranches."""
    fund = voice.programme.fund
    if fund is None:
        return
    law = voice.law("fund.budget", fund.basis)
    yield voice.say(
        f"The fund has {voice.money(fund.budget_cents)}{law}. {_eligible(voice, fund)}",
        f"奖励资金总额{voice.money(fund.budget_cents)}{law}。{_eligible(voice, fund)}",
    )
    head = voice.say("The fund is split to the cent; prizes are paid first:", "资金精确分配到分，定额奖励优先安排：")
    yield head + voice.points(_part(voice, part) for part in fund.parts)
    if len(fund.tranches) > 1:
        shares = voice.listed(voice.share(one) for one in fund.tranches)
        law = voice.law("fund.tranches", fund.basis)
        yield voice.say(f"Awards are paid in tranches of {shares}{law}.", f"奖励资金按{shares}分期拨付{law}。")


def _eligible(voice: Voice, fund: Fund) -> str:
    if not fund.eligible:
        return voice.say("Everyone is eligible who is not excluded.", "未被否决的均可获得奖励。")
    law = voice.law("fund.eligible", fund.basis)
    said = voice.aloud(fund.eligible)
    return voice.say(f"Eligible are those for whom {said}{law}.", f"奖励对象须满足：{said}{law}。")


def _part(voice: Voice, part: FundPart) -> str:
    path = f"fund.part.{part.id}"
    said = [f"{voice.name(part.name)}{voice.say(': ', '：')}{voice.say(*_MODES[part.mode])}"]
    if part.share is not None:
        law = voice.law(f"{path}.share", part.basis)
        said.append(
            voice.say(
                f"{voice.share(part.share)} of what prizes leave{law}",
                f"占定额奖励后余额的{voice.share(part.share)}{law}",
            )
        )
    for cents, key, en, zh in (
        (part.amount_cents, "amount", "amount", "每个"),
        (part.floor_cents, "floor", "at least", "最低"),
        (part.cap_cents, "cap", "at most", "最高"),
    ):
        if cents is not None:
            said.append(f"{voice.say(f'{en} ', zh)}{voice.money(cents)}{voice.law(f'{path}.{key}', part.basis)}")
    if part.among:
        said.append(voice.say(f"for those for whom {voice.aloud(part.among)}", f"对象：{voice.aloud(part.among)}"))
    total = sum(part.factors.values())
    for expression, weight in part.factors.items():
        law = voice.law(f"{path}.factors.{expression}", part.basis)
        said.append(f"{voice.aloud(expression)} {voice.share(weight / total)}{law}")
    return voice.say("; ", "；").join(said) + voice.say(".", "。")

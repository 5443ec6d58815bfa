"""Within what the plan is made: years, money, targets by the way, fairness between counties."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.model.rules import PlanRules
from growthpole.programme.file.schema.plan import EVERY_COUNTY
from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]


def articles(voice: Voice) -> Iterator[str]:
    """Years and money, then the targets, then what each county is to get."""
    plan = voice.programme.plan
    if plan is None:
        return
    yield voice.say(" ", "").join((_years(voice, plan), _money(voice, plan)))
    if plan.targets:
        head = voice.say("On the way the ladder is to hold, on a tier or above it:", "分年度层级目标（含以上层级）：")
        yield head + voice.points(_targets(voice, plan))
    order = voice.say(
        f"Targets come first; then earlier years, a place counting {voice.share(plan.discount)} less for each year "
        f"that it comes later{voice.law('plan.discount', plan.basis)}; then the lower cost.",
        f"先保目标；目标相同的，先达标者优先，每推迟一年折减{voice.share(plan.discount)}"
        f"{voice.law('plan.discount', plan.basis)}；再次费用低者优先。",
    )
    yield order + voice.points(_priorities(voice, plan)) if plan.priority else order
    if plan.least_undertakings or plan.least_share:
        yield voice.say("Each county is to get at the least:", "各县区最低安排：") + voice.points(_floors(voice, plan))


def _years(voice: Voice, plan: PlanRules) -> str:
    law = voice.law("plan.years", plan.basis)
    count = voice.say("1 year" if plan.years == 1 else f"{plan.years} years", f"{plan.years}年")
    first = plan.first or voice.say("the year after the one assessed", "考核年度的次年")
    return voice.say(f"The plan covers {count}{law}, from {first}.", f"规划期{count}{law}，自{first}起。")


def _money(voice: Voice, plan: PlanRules) -> str:
    law = voice.law("plan.budget", plan.basis)
    other = "".join(
        voice.say(
            f"; in {year} {voice.money(cents)}{voice.law(f'plan.budgets.{year}', plan.basis)}",
            f"；{year}年{voice.money(cents)}{voice.law(f'plan.budgets.{year}', plan.basis)}",
        )
        for year, cents in plan.budgets.items()
    )
    return voice.say(
        f"What is begun in one year may cost {voice.money(plan.budget_cents)}{law}{other}.",
        f"每年新开工措施资金不超过{voice.money(plan.budget_cents)}{law}{other}。",
    )


def _targets(voice: Voice, plan: PlanRules) -> Iterator[str]:
    for tier, years in plan.targets.items():
        name = voice.name(voice.programme.tiers[tier].name)
        said = [
            voice.say(f"{count} in {year}", f"{year}年{count}个") + voice.law(f"plan.targets.{tier}.{year}", plan.basis)
            for year, count in years.items()
        ]
        yield voice.say(f"{name}: ", f"{name}：") + voice.listed(said) + voice.say(".", "。")


def _priorities(voice: Voice, plan: PlanRules) -> Iterator[str]:
    for tier, weight in plan.priority.items():
        law = voice.law(f"plan.priority.{tier}", plan.basis)
        name = voice.name(voice.programme.tiers[tier].name)
        yield voice.say(f"a place on {name} weighs {weight:g}{law}.", f"{name}每个名额权重{weight:g}{law}。")


def _floors(voice: Voice, plan: PlanRules) -> Iterator[str]:
    for code, count in plan.least_undertakings.items():
        law = voice.law(f"plan.least_undertakings.{code}", plan.basis)
        things = voice.say("1 undertaking" if count == 1 else f"{count} undertakings", f"{count}项措施")
        yield f"{_county(voice, code)}{things}{law}{voice.say('.', '。')}"
    for code, share in plan.least_share.items():
        law = voice.law(f"plan.least_share.{code}", plan.basis)
        money = voice.say(f"{voice.share(share)} of the money", f"资金的{voice.share(share)}")
        yield f"{_county(voice, code)}{money}{law}{voice.say('.', '。')}"


def _county(voice: Voice, code: str) -> str:
    if code == EVERY_COUNTY:
        return voice.say("every county with a cluster: ", "每个有集群的县区：")
    return voice.say(f"county {code}: ", f"县区{code}：")

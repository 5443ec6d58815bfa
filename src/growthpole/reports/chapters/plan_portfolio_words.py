"""What is to be said of a portfolio, in both languages: sentences for the report and for the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from growthpole.model.rules import RESOURCE_NAMES
from growthpole.model.text import Text
from growthpole.plan.capacity import RoomUse, amount, binding_order
from growthpole.plan.infeasible import PROMOTION, Unmet, Verdict
from growthpole.plan.options_reading import TOUCHLESS, UNKNOWN
from growthpole.plan.portfolio import Portfolio, Reached
from growthpole.plan.portfolio_reasons import LeftOut, county_name
from growthpole.reports.units import money_short
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both, joined

__all__ = ["FAMILY_NAMES", "LEVEL_NAMES", "portfolio_sentences"]

FAMILY_NAMES = {
    "floor": Text("the least that each county is to get", "县区公平底线"),
    "quota": Text("the places of the tiers", "层级名额"),
    "capacity": Text("the room that counties have", "县区要素余量"),
    "budget": Text("the money", "资金"),
}
LEVEL_NAMES = {
    "floors": Text("the least of each county", "县区底线"),
    "targets": Text("the targets", "目标"),
    "earlier": Text("earlier years", "提前达标"),
    "points": Text("points", "得分"),
    "cost": Text("cost", "费用"),
}
_HURDLES_SHOWN = 4
_ROOMS_SHOWN = 3


def portfolio_sentences(plan: Portfolio, verdict: Verdict, left: Sequence[LeftOut], names: Names) -> tuple[Text, ...]:
    """The findings of a portfolio.

    Parameters
    ----------
    plan : Portfolio
    verdict : Verdict
        Of its targets.
    left : sequence of LeftOut
    names : Names

    Returns
    -------
    tuple of Text
        What is done and what it costs; each target; what keeps a target from being reached; floors that are not held;
        which room runs out first; what cannot be known.
    """
    return (
        _done(plan),
        *(_target(plan, one, names) for one in plan.reached if one.target is not None),
        *(sentence for one in verdict.unmet for sentence in _why(one, names)),
        *_binding(verdict),
        *_floors(plan),
        *_rooms(plan),
        *_unknown(plan, left),
        *_touchless(plan),
    )


def _done(plan: Portfolio) -> Text:
    ground, currency = plan.ground, plan.ground.programme.currency
    years = ground.terms.years
    if not plan.undertakings:
        return both(
            Text(
                "For {first} to {last} no undertaking is chosen: none is proven to change where a cluster stands.",
                "{first}至{last}年未选出措施：没有措施可证实改变任何集群的层级。",
            ),
            first=years[0], last=years[-1],
        )  # fmt: skip
    return both(
        Text(
            "For {first} to {last} the plan has {count} undertakings in {clusters} clusters; they cost {cost}.",
            "{first}至{last}年共安排{count}项措施，涉及{clusters}个集群，费用{cost}。",
        ),
        first=years[0], last=years[-1], count=len(plan.undertakings), clusters=len(plan.by_cluster),
        cost=money_short(plan.cost_cents, currency),
    )  # fmt: skip


def _target(plan: Portfolio, one: Reached, names: Names) -> Text:
    stated = any(each.stated for each in plan.ground.terms.targets if (each.tier, each.year) == (one.tier, one.year))
    return both(
        Text(
            "At the end of {year} {planned} clusters stand on {tier} or above for certain, {nothing} if nothing is "
            "done; the target is {target}{own}.",
            "{year}年底可证实达到{tier}及以上的有{planned}个，不采取措施为{nothing}个；目标{target}个{own}。",
        ),
        year=one.year, planned=one.planned, nothing=one.nothing, tier=names.tier(one.tier), target=one.target or 0,
        own=Text() if stated else Text(" (the tier's own, for no year)", "（层级培育目标，原未定年份）"),
    )  # fmt: skip


def _why(one: Unmet, names: Names) -> Iterator[Text]:
    target, tier = one.reached.target or 0, names.tier(one.reached.tier)
    if target > one.registered:
        yield both(
            Text("The target for {tier} is {target}, but only {count} clusters are registered.",
                 "{tier}目标{target}个，但名册内只有{count}个集群。"),
            tier=tier, target=target, count=one.registered,
        )  # fmt: skip
    if one.ceiling < min(target, one.registered):
        yield both(
            Text(
                "With every remedy that helps, and money and room aside, {ceiling} are proven to reach {tier}; with "
                "every effect at its better end {best}; with every unknown figure at its best {open}.",
                "不计资金和要素、采取全部有效措施，可证实达到{tier}的为{ceiling}个；效果均取较好一端为{best}个；"
                "未知数据均取最好为{open}个。",
            ),
            tier=tier, ceiling=one.ceiling, best=one.best, open=one.open,
        )  # fmt: skip
        if one.hurdles:
            yield _hurdles(one, names)


def _hurdles(one: Unmet, names: Names) -> Text:
    said = []
    for gate, (failing, unknown) in list(one.hurdles.items())[:_HURDLES_SHOWN]:
        name = (
            Text("the promotion's own test (grade, years)", "晋级条件（等次、年限）")
            if gate == PROMOTION
            else names.gate(gate)
        )
        counts = [Text(f"not passed {failing}", f"未过{failing}个")] if failing else []
        counts += [Text(f"unknown {unknown}", f"未知{unknown}个")] if unknown else []
        said.append(both(Text("{name} ({counts})", "{name}（{counts}）"), name=name, counts=joined(counts)))
    return both(
        Text("What stands in the way to {tier} even then: {what}.", "届时仍阻碍达到{tier}的：{what}。"),
        tier=names.tier(one.reached.tier), what=joined(said),
    )  # fmt: skip


def _binding(verdict: Verdict) -> Iterator[Text]:
    if not verdict.unmet:
        return
    if verdict.binding:
        yield both(
            Text(
                "What binds is {what}: without it the targets would lack {least} instead of {lacking} (weighted "
                "places); the other limits could stay.",
                "起约束作用的是{what}：放开后目标缺口由{lacking}降为{least}（按权重计），其余约束可保留。",
            ),
            what=joined([FAMILY_NAMES[one] for one in verdict.binding]), least=f"{verdict.least:g}",
            lacking=f"{verdict.lacking:g}",
        )  # fmt: skip
    else:
        yield Text(
            "Neither money nor room, places or floors bind: lifting all of them would reach no target more.",
            "资金、要素、名额和底线均不构成约束：全部放开也不会多达成一个目标。",
        )


def _floors(plan: Portfolio) -> Iterator[Text]:
    lacking = [one for one in plan.counties if not one.held]
    if lacking:
        yield both(
            Text("The least of {count} counties is not held: {names}.", "{count}个县区的公平底线未能落实：{names}。"),
            count=len(lacking), names=joined([county_name(plan, one.county) for one in lacking]),
        )  # fmt: skip


def _rooms(plan: Portfolio) -> Iterator[Text]:
    if not plan.rooms:
        yield Text(
            "No ledger of capacity was handed in: land, water, energy, labour and transport set no limit here.",
            "未提供要素承载台账：土地、用水、能耗、劳动力、运力未作为约束。",
        )
        return
    scarce = [one for one in binding_order(plan.rooms) if one.capacity < 1]
    if scarce:
        said = [_room(one, plan) for one in scarce[:_ROOMS_SHOWN]]
        yield both(Text("Room runs out first here: {what}.", "最先用尽的要素：{what}。"), what=joined(said))


def _room(use: RoomUse, plan: Portfolio) -> Text:
    return both(
        Text("{resource} in {county} ({left} left after projects, it carries {share} % of what is wanted)",
             "{county}{resource}（扣除招商项目后余{left}，可承载需求的{share}%）"),
        resource=RESOURCE_NAMES[use.room.resource], county=county_name(plan, use.room.county),
        left=amount(use.room.resource, use.room.left), share=f"{100 * use.capacity:.0f}",
    )  # fmt: skip


def _unknown(plan: Portfolio, left: Sequence[LeftOut]) -> Iterator[Text]:
    unknown = [one for one in left if one.code == UNKNOWN]
    if not unknown:
        return
    remedies = plan.ground.programme.remedies
    asked = Counter(name for one in unknown for name in remedies[one.remedy].effects)
    indicators = plan.ground.programme.indicators
    first = sorted(asked, key=lambda name: (-asked[name], name))[:_HURDLES_SHOWN]
    yield both(
        Text(
            "Unproven for want of a figure that the remedy would move: {count} of the choices of a remedy "
            "for a cluster, in {clusters} of the clusters; worth collecting first: {what}.",
            "因基数未知而无法证实效果：涉及集群{clusters}个、措施{count}项次；宜先收集：{what}。",
        ),
        count=len(unknown), clusters=len({one.cluster for one in unknown}),
        what=joined([indicators[name].name for name in first]),
    )  # fmt: skip


def _touchless(plan: Portfolio) -> Iterator[Text]:
    named = [plan.ground.programme.remedies[name].name for name, code in plan.ground.menu.set_aside.items()
             if code == TOUCHLESS]  # fmt: skip
    if named:
        yield both(
            Text("No rule reads what these remedies change, so that no plan can choose them: {what}.",
                 "以下措施所改变的指标未被任何规则采用，规划无从选择：{what}。"),
            what=joined(named),
        )  # fmt: skip

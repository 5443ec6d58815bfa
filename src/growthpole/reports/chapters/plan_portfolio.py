"""The chapter of the portfolio: what to begin when, what it reaches, what is left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.charts.budget_frontier import budget_frontier_chart
from growthpole.charts.plan_portfolio import plan_portfolio
from growthpole.model.rules import RESOURCE_NAMES
from growthpole.model.text import Text
from growthpole.plan.capacity import amount, binding_order
from growthpole.plan.frontier import FrontierPoint
from growthpole.plan.infeasible import Verdict
from growthpole.plan.portfolio import Portfolio
from growthpole.plan.portfolio_reasons import LeftOut, Why, county_name
from growthpole.plan.shadow import Price
from growthpole.plan.solving import TIMED_OUT
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid
from growthpole.reports.chapters.plan_portfolio_words import LEVEL_NAMES, portfolio_sentences
from growthpole.reports.units import money_short, paid, paid_short
from growthpole.reports.view.names import Names

__all__ = ["PortfolioFindings", "frontier_grid", "portfolio_chapter", "price_grid", "undertaking_grid"]

Cells = tuple[Text | str, ...]
NONE = Text("none", "无")


@dataclass(frozen=True, eq=False)
class PortfolioFindings:
    """A portfolio and everything found about it.

    Attributes
    ----------
    plan : Portfolio
    why : tuple of Why
    left : tuple of LeftOut
    verdict : Verdict
    frontier : tuple of FrontierPoint
    prices : tuple of Price
    """

    plan: Portfolio
    why: tuple[Why, ...]
    left: tuple[LeftOut, ...]
    verdict: Verdict
    frontier: tuple[FrontierPoint, ...]
    prices: tuple[Price, ...]


def portfolio_chapter(found: PortfolioFindings, names: Names) -> Chapter:
    """The chapter of the portfolio."""
    plan = found.plan
    called = {cluster: names.subject(cluster) for cluster in plan.ground.menu.clusters}
    tiers = {tier: names.tier(tier) for tier in plan.ground.menu.tiers}
    drawings = {}
    if plan.by_cluster:
        drawings["plan_portfolio"] = Drawing(
            Text("Undertakings by cost and effect", "措施组合：费用与成效"),
            lambda language: plan_portfolio(plan, called, language),
        )
    if plan.ground.terms.targets:
        drawings["budget_frontier"] = Drawing(
            Text("What more or less money would reach", "资金与目标达成"),
            lambda language: budget_frontier_chart(found.frontier, tiers, language),
        )
    grids = (
        undertaking_grid(found, names),
        target_grid(plan, names),
        frontier_grid(found.frontier, names, plan.ground.programme.currency),
        price_grid(found.prices, plan),
        room_grid(plan),
        county_grid(plan),
        left_out_grid(found.left, plan, names),
    )
    return Chapter(
        "plan-portfolio",
        Text("The plan: which remedies, where, in which year", "规划：措施组合与年度安排"),
        lead=portfolio_sentences(plan, found.verdict, found.left, names),
        drawings=drawings,
        grids=tuple(grid for grid in grids if grid.rows),
        notes=(*_notes(plan), *frontier_note(found)),
    )


def undertaking_grid(found: PortfolioFindings, names: Names) -> Grid:
    """The undertakings with owner, years, cost and reason."""
    reasons = {one.cluster: one.text for one in found.why}
    remedies, currency = found.plan.ground.programme.remedies, found.plan.ground.programme.currency
    rows = tuple(
        (one.begins, names.subject(one.cluster), remedies[one.remedy].name, remedies[one.remedy].owner, one.works_from,
         paid(one.cost_cents, currency), reasons[one.cluster])
        for one in sorted(found.plan.undertakings, key=lambda each: (each.begins, each))
    )  # fmt: skip
    columns = (
        Text("begins", "开始年份"), Text("cluster", "集群"), Text("remedy", "措施"), Text("owner", "责任单位"),
        Text("works from", "见效年份"), Text("cost", "费用"), Text("why", "理由"),
    )  # fmt: skip
    return Grid("undertakings", Text("Undertakings", "措施安排"), columns, rows, frozenset({0, 4, 5}))


def target_grid(plan: Portfolio, names: Names) -> Grid:
    """Where the ladder stands year by year, with the plan and without it."""
    rows = tuple(
        (
            names.tier(one.tier),
            one.year,
            str(one.nothing),
            str(one.planned),
            "" if one.target is None else str(one.target),
        )
        for one in plan.reached
    )
    columns = (
        Text("tier or above", "层级（含以上）"), Text("year", "年份"), Text("nothing done", "不采取措施"),
        Text("with the plan", "按规划"), Text("target", "目标"),
    )  # fmt: skip
    return Grid("plan-ladder", Text("The ladder year by year", "分年度梯队"), columns, rows, frozenset({1, 2, 3, 4}))


def frontier_grid(points: Sequence[FrontierPoint], names: Names, currency: str) -> Grid:
    """What each budget reaches."""
    aims = points[0].reached if points else ()
    points = points if aims else ()
    rows: tuple[Cells, ...] = tuple(
        (
            Text("no limit", "不限") if one.budget_cents is None else paid_short(one.budget_cents, currency),
            paid_short(one.cost_cents, currency),
            Text("yes", "是") if one.floors_held else Text("no", "否"),
            *(str(planned) for _, _, planned, _ in one.reached),
        )
        for one in points
    )
    columns = (
        Text("money over all years", "规划期资金"), Text("needed of it", "所需资金"),
        Text("least of counties held", "县区底线落实"),
        *(Text(f"{names.tier(tier).en} {year}, target {target}", f"{year}年{names.tier(tier).zh}（目标{target}）")
          for tier, year, _, target in aims),
    )  # fmt: skip
    title = Text("What more or less money would reach", "资金与目标达成")
    return Grid("plan-frontier", title, columns, rows, frozenset({0, 1, *range(3, len(columns))}))


def price_grid(prices: Sequence[Price], plan: Portfolio) -> Grid:
    """The shadow values: of the relaxation, and solved again."""
    columns = (
        Text("limit", "约束"), Text("what a unit more would better", "放宽后改善"),
        Text("rate, by the relaxation", "影子价格（线性松弛）"), Text("step, solved again", "再次求解的增量"),
        Text("what the step brings", "增量带来的变化"),
    )  # fmt: skip
    rows = tuple(_price(one, plan) for one in prices)
    return Grid("plan-prices", Text("What a little more would be worth", "资金与要素的影子价值"), columns, rows)


def _price(one: Price, plan: Portfolio) -> Cells:
    currency = plan.ground.programme.currency
    money_row = one.row.family == "budget"
    limit = Text(f"money of {one.row.of[0]}", f"{one.row.of[0]}年资金") if money_row else _limit(one, plan)
    unit = Text(f"a million {currency}", f"百万{'元' if currency == 'CNY' else currency}")
    rate = (
        Text(f"{one.rate:.4g} for {unit.en}", f"每{unit.zh}{one.rate:.4g}")
        if money_row
        else Text(*(f"{one.rate:.4g}",) * 2)
    )
    step = money_short(round(one.step), currency) if money_row else amount(one.row.of[1], one.step)
    brings = [_gain(level, gain, currency) for level, gain in one.gains.items()]
    return (
        limit,
        LEVEL_NAMES[one.level] if one.level else NONE,
        rate if one.level else "0",
        step if one.step else "",
        Text(", ".join(each.en for each in brings), "、".join(each.zh for each in brings)) if brings else NONE,
    )


def _gain(level: str, gain: float, currency: str) -> Text:
    """What a step brings on one level; of a cost, what it saves or takes."""
    if level != "cost":
        return Text(f"{LEVEL_NAMES[level].en} {gain:+.4g}", f"{LEVEL_NAMES[level].zh}{gain:+.4g}")
    amount_ = money_short(abs(round(gain * 100)), currency)
    if gain > 0:
        return Text(f"{amount_.en} saved", f"节省{amount_.zh}")
    return Text(f"{amount_.en} more spent", f"多支出{amount_.zh}")


def _limit(one: Price, plan: Portfolio) -> Text:
    county, resource = county_name(plan, one.row.of[0]), RESOURCE_NAMES[one.row.of[1]]
    return Text(f"{resource.en} of {county.en}", f"{county.zh}{resource.zh}")


def room_grid(plan: Portfolio) -> Grid:
    """The room of counties in the order in which it binds."""
    rows = tuple(
        (
            county_name(plan, use.room.county), RESOURCE_NAMES[use.room.resource],
            amount(use.room.resource, use.room.free),
            amount(use.room.resource, use.room.projects), amount(use.room.resource, use.chosen),
            amount(use.room.resource, use.wanted), f"{use.capacity:.0%}", use.runs_out,
        )
        for use in binding_order(plan.rooms) if use.wanted or use.room.projects
    )  # fmt: skip
    columns = (
        Text("county", "县区"), Text("resource", "要素"), Text("free", "余量"),
        Text("taken by projects", "招商项目占用"),
        Text("taken by the plan", "本规划占用"), Text("wanted by all remedies", "全部措施需求"),
        Text("carries of what is wanted", "承载率"), Text("full from", "用尽年份"),
    )  # fmt: skip
    title = Text("Room of counties: what binds first", "县区要素承载：先紧者在前")
    return Grid("plan-rooms", title, columns, rows, frozenset({2, 3, 4, 5, 6, 7}))


def county_grid(plan: Portfolio) -> Grid:
    """What each county gets against its floors."""
    currency = plan.ground.programme.currency
    rows = tuple(
        (county_name(plan, one.county), str(one.undertakings), str(one.least_undertakings), paid(one.cents, currency),
         f"{one.share:.1%}", f"{one.least_share:.1%}", Text("yes", "是") if one.held else Text("no", "否"))
        for one in plan.counties
    )  # fmt: skip
    columns = (
        Text("county", "县区"), Text("undertakings", "措施数"), Text("at the least", "底线"), Text("money", "资金"),
        Text("share", "占比"), Text("at the least", "最低占比"), Text("held", "落实"),
    )  # fmt: skip
    return Grid("plan-counties", Text("By county", "分县区"), columns, rows, frozenset({1, 2, 3, 4, 5}))


def left_out_grid(left: Sequence[LeftOut], plan: Portfolio, names: Names) -> Grid:
    """What was left out, and why; clusters alike in one row for each remedy and reason."""
    grouped: dict[tuple[str, Text], list[str]] = {}
    for one in left:
        grouped.setdefault((one.remedy, one.text), []).append(one.cluster)
    remedies = plan.ground.programme.remedies
    rows = tuple(
        (remedies[remedy].name, text, str(len(clusters)), _some(clusters, names))
        for (remedy, text), clusters in sorted(
            grouped.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1].en)
        )
    )
    columns = (Text("remedy", "措施"), Text("why not", "未选理由"), Text("clusters", "集群数"), Text("which", "集群"))
    return Grid("plan-left-out", Text("Left out, and why", "未选措施及理由"), columns, rows, frozenset({2}))


def _some(clusters: Sequence[str], names: Names) -> Text:
    shown = [names.subject(cluster) for cluster in clusters[:6]]
    more = len(clusters) - len(shown)
    en, zh = ", ".join(one.get("en") for one in shown), "、".join(one.get("zh") for one in shown)
    return Text(f"{en} and {more} more", f"{zh}等{len(clusters)}个") if more else Text(en, zh)


def frontier_note(found: PortfolioFindings) -> tuple[Text, ...]:
    """Why the plan may cost more than its budget needs for the same targets; nothing where it does not."""
    plan, currency = found.plan, found.plan.ground.programme.currency
    same = [one for one in found.frontier if one.factor == 1.0 and one.reached and one.cost_cents < plan.cost_cents]
    return tuple(
        Text(
            f"The plan costs {money_short(plan.cost_cents, currency).en}, more than the "
            f"{money_short(one.cost_cents, currency).en} that the table of the budget needs for the same money: that "
            "table counts the targets in their own years only, whereas the plan also brings clusters to their tier in "
            "earlier years" + (", and spends what is left on points." if plan.spend == "all" else "."),
            f"本规划费用{money_short(plan.cost_cents, currency).zh}，高于“资金与目标达成”表中同一资金额度的"
            f"所需资金{money_short(one.cost_cents, currency).zh}：该表只计目标年的达标，本规划还力求各集群提前年份达标"
            + ("，并将余款用于提高得分。" if plan.spend == "all" else "。"),
        )
        for one in same
    )


def _nearness(plan: Portfolio) -> Text:
    """How near to the best the choice is proven to be."""
    gap = max((level.gap for level in plan.choice.levels), default=0.0)
    if any(level.status == TIMED_OUT for level in plan.choice.levels):
        proven = Text(f" It is within {gap:.2%} of its best.", f"与最优值相差不超过{gap:.2%}。") if gap < 1 else Text()
        return Text(
            f"The time was up before the best was proven.{proven.en}", f"求解达到时限，未能证实最优。{proven.zh}"
        )
    return Text(f"Every level is within {gap:.2%} of its best.", f"各级结果与最优值相差不超过{gap:.2%}。")


_WAYS = {
    "own": Text("each figure goes on growing as it did (median of three years)", "各项数据按近三年增速中位数延续"),
    "held": Text("each figure stays as it is", "各项数据保持不变"),
}


def _notes(plan: Portfolio) -> tuple[Text, ...]:
    near = _nearness(plan)
    tried, growth = plan.ground.menu.tried, plan.ground.growth
    ways = _WAYS[growth]
    return (
        Text(
            f"Method: {tried} schedules of remedies were put through the programme's own rules, year by year, as if "
            f"each were a cluster; without remedies {ways.en}. What counts is proven with the whole interval of the "
            "effects stated; an effect on an unknown figure proves nothing. The choice is a mixed-integer programme: "
            "the least of counties, then the targets, then earlier years, then the lower cost; nothing later costs "
            f"anything of what comes before it. {near.en}",
            f"方法：将{tried}种措施安排逐年代入本办法的规则判定；不采取措施时{ways.zh}。只计在所列效果全区间内可证实的结果，"
            "作用于未知数据的效果不予认定。选择采用混合整数规划，依次为县区底线、目标、提前达标、费用从低，"
            f"后者不得损及前者。{near.zh}",
        ),
        Text(
            "Effects, costs, lead times, yearly money and floors are those of the programme; where they are examples, "
            "so is this plan. Projects that are signed or begun draw on the room of their county before any remedy.",
            "效果、费用、见效时间、年度资金和底线均取自本办法；其为示例者，本规划亦为示例。已签约和在建招商项目先于措施占用县区要素。",
        ),
    )

"""The chapter of markets: where exports go, why they changed, where more is to be expected, which fairs open it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from growthpole.chain.exports_sales import Sales
from growthpole.chain.fairs import FairReach
from growthpole.chain.fairs_choice import FairPlan
from growthpole.chain.markets import MarketsResult
from growthpole.charts.market_quadrant import market_quadrant
from growthpole.errors import Problem
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter, Drawing
from growthpole.reports.chapters.markets_figures import decimals, fair_named, share, usd
from growthpole.reports.chapters.markets_grids import EFFECTS, market_grids
from growthpole.reports.units import money_short
from growthpole.reports.view.words import both, joined

__all__ = ["markets_chapter", "no_markets_chapter"]

TITLE = Text("Markets: where to sell", "市场：产品销往哪里")
_CMS = Text(
    "Why exports changed: constant-market-share analysis (Leamer and Stern 1970; Richardson 1971). Growth is what "
    "exports would have gained had they grown as all imports in the table did; composition is what came of selling "
    "products and in markets that grew faster or slower; competitiveness is the rest: shares won or lost. "
    "The effects add up. Taking out products first or markets first gives two answers for the two compositions; "
    "the mean of both is given, and both.",
    "出口变化的原因：恒定市场份额分析（Leamer与Stern，1970；Richardson，1971）。需求增长效应指出口若与表中全部进口同速"
    "增长应有的增量；结构效应来自所售产品和市场增长的快慢；其余为竞争力效应，即份额得失。各效应之和等于出口变化。"
    "先扣产品结构还是先扣市场结构，两项结构效应有两种结果；表中给出两者的平均值，并列出两种结果。",
)
_EPI = Text(
    "Export potential: supply x demand x ease, after the International Trade Centre (Decreux and Spies 2016). Supply "
    "is the exporter’s share of all imports of the product, demand what the market is expected to import in five "
    "years, ease how much is sold there against what those shares let expect. Untapped is potential less actual "
    "exports. It says where more is to be expected, not that it will come. Tariffs and distance are within ease.",
    "出口潜力：供给×需求×便利度，参照国际贸易中心的方法（Decreux与Spies，2016）。供给为本地在该产品全部进口中的份额，"
    "需求为该市场五年后的预期进口，便利度为在该市场的实际销售与按份额预期之比。未开发潜力＝潜力－实际出口。"
    "它说明哪里可望多销，并不保证实现；关税和距离已含在便利度中。",
)
_DOUBTS = {
    "market-twice": Text(
        "Rows that write one market in two ways were added up: {words}.",
        "同一市场写法不同的各行已合并相加：{words}。",
    ),
    "market-unknown": Text(
        "No country or region bears these names; each counts as a market of its own: {words}.",
        "以下名称不是任何国家或地区的名称，各按单独市场计算：{words}。",
    ),
}
_ABSENT = Text(
    "Source: the tables exports, markets and fairs handed in. A product and market without a row in a year that its "
    "cluster reports counts as no exports; an empty value as unknown. The markets of the table are taken for the "
    "whole.",
    "来源：报送的出口表、市场需求表和展会表。集群已报送年度中没有对应行的产品和市场按无出口处理，空值按未知处理。"
    "以表中各市场合计为总体。",
)


def no_markets_chapter(known: Sequence[Text]) -> Chapter:
    """The chapter where no exports were handed in: what the evidence says all the same, and what to collect.

    Parameters
    ----------
    known : sequence of Text
        Sentences on what is known.

    Returns
    -------
    Chapter
    """
    lacking = Text(
        "No table of exports was handed in, so that neither concentration nor changes nor potential can be told. To "
        "collect, from customs: exports of each cluster by product (HS code), market and year, for two years at least; "
        "and from UN Comtrade or the International Trade Centre what each market imports of these products.",
        "未报送出口表，无法分析集中度、变化原因和出口潜力。应收集：海关分集群、产品（海关编码）、市场、年份的出口额，"
        "至少两年；以及联合国商品贸易数据库或国际贸易中心的各市场该产品进口额。",
    )
    said = Text("What the evidence says of sales:", "现有证据中关于销售的说法：")
    silent = Text("The evidence says nothing of exports.", "现有证据未涉及出口。")
    return Chapter("chain-markets", TITLE, lead=(lacking, *((said, *known) if known else (silent,))))


def markets_chapter(
    result: MarketsResult,
    reach: Sequence[FairReach],
    plan: FairPlan | None = None,
    sales: Mapping[str, Sales] = MappingProxyType({}),
    doubts: Sequence[Problem] = (),
) -> Chapter:
    """The chapter of markets.

    Parameters
    ----------
    result : MarketsResult
    reach : sequence of FairReach
        Exhibitions, the one that opens most first.
    plan : FairPlan, optional
        Exhibitions chosen for a budget.
    sales : mapping of str to Sales
        Exports of each cluster in the year, for the clusters' own pages.
    doubts : sequence of Problem
        Warnings of the ledgers, told among the notes.

    Returns
    -------
    Chapter
    """
    drawing = Drawing(
        Text(
            "Markets: growth of demand, share held, exports and what is untapped",
            "市场象限图：需求增长、所占份额、出口与未开发潜力",
        ),
        lambda language: market_quadrant(result, language),
    )
    drawn = any(one.growth is not None for one in result.standings)
    return Chapter(
        "chain-markets",
        TITLE,
        lead=(*_concentration_said(result), *_change_said(result), *_potential_said(result), *_fairs_said(reach, plan)),
        drawings={"chain_markets": drawing} if drawn else {},
        grids=market_grids(result, reach),
        on_cluster={cluster: (_of_cluster(one, result),) for cluster, one in sales.items()},
        notes=(
            *([_CMS] if result.decomposition else []), *([_EPI] if result.potential else []), _ABSENT,
            *_doubts_said(doubts),
        ),
    )  # fmt: skip


def _doubts_said(doubts: Sequence[Problem]) -> tuple[Text, ...]:
    """Which words were taken as markets of their own, which rows were added up, and where they stand."""
    said = []
    for code, template in _DOUBTS.items():
        if told := [one for one in doubts if one.code == code]:
            said.append(both(template, words=joined([_placed(one) for one in told])))
    return tuple(said)


def _placed(one: Problem) -> Text:
    file = one.file if one.sheet is None else f"{one.file}#{one.sheet}"
    return Text(f"{one.found} ({file}, row {one.row})", f"{one.found}（{file}第{one.row}行）")


def _of_cluster(one: Sales, result: MarketsResult) -> Text:
    """A sentence for the cluster's own page: how much it exports, where to, and where its products have most to win."""
    best = max(one.markets, key=lambda market: (one.markets[market].low, market))
    said = both(
        Text(
            "Exports of {year}: {total}, most of them to {market} ({amount}).",
            "{year}年出口{total}，最大市场为{market}（{amount}）。",
        ),
        year=result.year, total=usd(one.total), market=result.trade.market(best), amount=usd(one.markets[best]),
    )  # fmt: skip
    open_ = [each for each in result.opportunities if each.product in one.products and each.untapped.low > 0]
    if not open_:
        return said
    more = both(
        Text(
            " Of its products most is untapped in {market}: {untapped} for all clusters together.",
            "其产品未开发潜力最大的市场为{market}：全部集群合计{untapped}。",
        ),
        market=result.trade.market(open_[0].market), untapped=usd(open_[0].untapped),
    )  # fmt: skip
    return Text(said.en + more.en, said.zh + more.zh)


def _concentration_said(result: MarketsResult) -> tuple[Text, ...]:
    spread = result.by_market.get(result.year)
    if spread is None:
        return (both(Text("Nothing was exported in {year}.", "{year}年没有出口。"), year=result.year),)
    total = result.whole.exports
    template = Text(
        "In {year} exports were {total}. The largest market takes {first}, the four largest {four}; exports are as "
        "concentrated as over {equal} equal markets (Herfindahl-Hirschman index {index}).",
        "{year}年出口{total}。最大市场占{first}，前四大市场占{four}；"
        "集中程度相当于{equal}个均等市场（赫芬达尔指数{index}）。",
    )
    return (
        both(
            template, year=result.year, total=usd(total), first=share(spread.ratios[0]),
            four=share(spread.ratios[-1]), equal=decimals(spread.equivalent_number, 1),
            index=decimals(spread.herfindahl, 3),
        ),
    )  # fmt: skip


def _change_said(result: MarketsResult) -> tuple[Text, ...]:
    found = result.decomposition
    if found is None:
        return (
            Text(
                "Why exports changed cannot be told: the demand of the markets is not known in two years.",
                "缺少两个年度的市场进口数据，无法分解出口变化的原因。",
            ),
        )
    effects = {name: usd(Interval(*getattr(found.totals, name).tolist())) for name in EFFECTS}
    template = Text(
        "From {first} to {last} exports changed by {change}: {growth} from the growth of demand, {commodity} from the "
        "composition of products, {market} from that of markets, {competitiveness} from competitiveness.",
        "{first}年至{last}年出口变化{change}：需求增长{growth}，"
        "产品结构{commodity}，市场结构{market}，竞争力{competitiveness}。",
    )
    left = Text(
        "{pairs} pairs of product and market are in no effect, as their demand is not known in both years.",
        "{pairs}个产品—市场组合缺两个年度的需求数据，未计入各效应。",
    )
    first = both(template, first=found.first, last=found.last, **effects)
    return (first, both(left, pairs=found.left_out)) if found.left_out else (first,)


def _potential_said(result: MarketsResult) -> tuple[Text, ...]:
    if not result.opportunities:
        return ()
    best = result.opportunities[0]
    template = Text(
        "Most is untapped for {product} in {market}: {untapped} beside the {actual} sold there; in all {whole}.",
        "未开发潜力最大的是{product}销往{market}：{untapped}（现有出口{actual}）；合计{whole}。",
    )
    said = both(
        template, product=result.trade.product(best.product), market=result.trade.market(best.market),
        untapped=usd(best.untapped), actual=usd(best.actual), whole=usd(result.whole.untapped),
    )  # fmt: skip
    if result.potential is not None and not result.potential.ease_estimated:
        alone = Text(
            "With one product alone the ease of a market cannot be told from it; it is taken as the same everywhere.",
            "只有一种产品时无法估计各市场的便利度，按各市场相同处理。",
        )
        return said, alone
    return (said,)


def _fairs_said(reach: Sequence[FairReach], plan: FairPlan | None) -> tuple[Text, ...]:
    if not reach:
        return ()
    best = reach[0]
    if best.untapped.low == 0 and math.isinf(best.untapped.high):
        return (
            Text(
                "What the exhibitions open cannot be told: the demand of their markets is not known.",
                "各展会可对接的未开发潜力无法判断：缺少其面向市场的进口数据。",
            ),
        )
    first = both(
        Text(
            "Of the exhibitions {fair} opens most: {untapped} untapped.",
            "各展会中，{fair}可对接的未开发潜力最大：{untapped}。",
        ),
        fair=fair_named(best), untapped=usd(best.untapped),
    )  # fmt: skip
    if plan is None:
        return (first,)
    names = {one.fair.id: fair_named(one) for one in reach}
    chosen = joined([names[id_] for id_ in plan.chosen]) if plan.chosen else Text("none", "无")
    template = Text(
        "For the budget the best choice is {chosen}: they reach {covered} for {cost} at most.",
        "在预算之内的最优选择为{chosen}：对接未开发潜力{covered}，费用最多{cost}。",
    )
    covered, cost = usd(Interval.point(plan.covered)), money_short(round(plan.cost * 100))
    return first, both(template, chosen=chosen, covered=covered, cost=cost)

"""The tables of the chapter of markets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from growthpole.chain.fairs import FairReach
from growthpole.chain.markets import Decomposition, MarketsResult
from growthpole.chain.markets_concentration import ExportConcentration
from growthpole.chain.markets_standings import MarketStanding
from growthpole.model.amount import amounting
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Grid
from growthpole.reports.chapters.markets_figures import decimals, fair_named, share, usd
from growthpole.reports.units import UNKNOWN, figure
from growthpole.reports.view.words import both, joined

__all__ = ["EFFECTS", "market_grids"]

FIRST = 20
"""Opportunities listed."""
EFFECTS = {
    "change": Text("change of exports", "出口变化"),
    "growth": Text("growth of world demand", "需求增长效应"),
    "commodity": Text("composition of products", "产品结构效应"),
    "market": Text("composition of markets", "市场结构效应"),
    "competitiveness": Text("competitiveness", "竞争力效应"),
}
"""Why exports changed: the change first, then its effects."""


def market_grids(result: MarketsResult, reach: Sequence[FairReach]) -> tuple[Grid, ...]:
    """The tables that have rows: opportunities, markets, effects, concentration, advantage, exhibitions."""
    made = (
        _opportunities(result),
        _standings(result),
        _effects(result),
        _concentration(result),
        _advantage(result),
        _fairs(reach, result),
    )
    return tuple(grid for grid in made if grid.rows)


def _opportunities(result: MarketsResult) -> Grid:
    columns = (
        Text("Product", "产品"), Text("Market", "市场"), Text("Exports", "现有出口"), Text("Potential", "潜力"),
        Text("Untapped", "未开发潜力"),
    )  # fmt: skip
    rows = tuple(
        (
            result.trade.product(one.product),
            result.trade.market(one.market),
            usd(one.actual),
            usd(one.potential),
            usd(one.untapped),
        )
        for one in result.opportunities[:FIRST]
    )
    title = both(
        Text("Where more is to be expected: the first {shown} of {all}", "可望多销之处：前{shown}项，共{all}项"),
        shown=len(rows), all=len(result.opportunities),
    )  # fmt: skip
    return Grid("chain-potential", title, columns, rows, frozenset({2, 3, 4}))


def _standings(result: MarketsResult) -> Grid:
    columns = (
        Text("Market", "市场"), Text("Exports", "出口"), Text("Its imports", "该市场进口"), Text("Share", "份额"),
        Text("Growth of its imports in a year", "进口年均增长"), Text("Untapped", "未开发潜力"),
    )  # fmt: skip
    rows = tuple(_standing(one, result) for one in (*result.standings, result.whole))
    return Grid("chain-markets", Text("The markets", "各市场"), columns, rows, frozenset(range(1, 6)))


def _standing(one: MarketStanding, result: MarketsResult) -> tuple[Text | str, ...]:
    name = result.trade.market(one.market) if one.market else Text("all markets", "全部市场")
    known = one.imports.high > 0
    return (
        name, usd(one.exports), usd(one.imports) if known else UNKNOWN, share(one.share) if known else UNKNOWN,
        UNKNOWN if one.growth is None else share(one.growth), usd(one.untapped),
    )  # fmt: skip


def _effects(result: MarketsResult) -> Grid:
    found = result.decomposition
    columns = (
        Text("Effect", "效应"), Text("In all", "数额"), Text("Products first", "先扣产品结构"),
        Text("Markets first", "先扣市场结构"),
    )  # fmt: skip
    rows = () if found is None else tuple(_effect(name, found) for name in EFFECTS)
    return Grid("chain-change", Text("Why exports changed", "出口变化的分解"), columns, rows, frozenset({1, 2, 3}))


def _effect(name: str, found: Decomposition) -> tuple[Text | str, ...]:
    whole = usd(Interval(*getattr(found.totals, name).tolist()))
    if name not in ("commodity", "market"):
        return EFFECTS[name], whole, whole, whole
    which = ("commodity", "market").index(name)
    return EFFECTS[name], whole, *(usd(found.by_order[order][which]) for order in ("product", "market"))


def _concentration(result: MarketsResult) -> Grid:
    columns = (
        Text("Year", "年份"), Text("By", "按"), Text("Parts", "个数"), Text("CR1", "CR1"), Text("CR4", "CR4"),
        Text("HHI", "赫芬达尔指数"), Text("Equal parts", "均等个数"), Text("Entropy", "熵"),
    )  # fmt: skip
    axes: tuple[tuple[Text, Mapping[str, ExportConcentration | None]], ...] = (
        (Text("market", "市场"), result.by_market), (Text("product", "产品"), result.by_product),
    )  # fmt: skip
    rows = tuple(
        (
            year, name, str(one.parts), share(one.ratios[0]), share(one.ratios[-1]), decimals(one.herfindahl, 3),
            decimals(one.equivalent_number, 1), decimals(one.entropy, 2),
        )
        for name, years in axes
        for year, one in years.items()
        if one is not None
    )  # fmt: skip
    return Grid(
        "chain-concentration", Text("Concentration of exports", "出口集中度"), columns, rows, frozenset(range(2, 8))
    )


def _advantage(result: MarketsResult) -> Grid:
    columns = Text("Product", "产品"), Text("Revealed comparative advantage", "显示性比较优势指数")
    rows = tuple((result.trade.product(product), decimals(value, 2)) for product, value in result.advantage.items())
    return Grid(
        "chain-advantage",
        Text("Revealed advantage of the products", "各产品显示性比较优势"),
        columns,
        rows,
        frozenset({1}),
    )


def _fairs(reach: Sequence[FairReach], result: MarketsResult) -> Grid:
    columns = (
        Text("Exhibition", "展会"), Text("Year", "年份"), Text("Place", "举办地"), Text("Markets", "面向市场"),
        Text("Cost", "费用"), Text("Untapped it opens", "可对接的未开发潜力"),
        Text("USD for a yuan", "每元费用对应美元"),
    )  # fmt: skip
    rows = tuple(
        (
            fair_named(one), one.fair.year, one.fair.place,
            joined([result.trade.market(each) for each in one.fair.markets]),
            _cost(one.fair.cost), usd(one.untapped),
            UNKNOWN if one.per_cost is None else decimals(one.per_cost, 0),
        )
        for one in reach
    )  # fmt: skip
    return Grid(
        "chain-fairs", Text("Exhibitions and what they open", "展会与目标市场"), columns, rows, frozenset({4, 5, 6})
    )


def _cost(cost: Interval | None) -> Text:
    if cost is None:
        return UNKNOWN
    return amounting(figure(cost, None, "万元"), cost.low, cost.high)

"""The study of markets as frames of numbers, for those who go on working with it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthpole.chain.fairs import FairReach
from growthpole.chain.markets import Decomposition, MarketsResult
from growthpole.chain.markets_standings import MarketStanding
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.markets_figures import fair_named
from growthpole.reports.chapters.markets_grids import EFFECTS
from growthpole.services.chain_markets import MarketsStudy
from growthpole.services.frame_columns import Row, amount, ends, frame_of, listed, named

__all__ = ["market_frames"]


def market_frames(study: MarketsStudy, language: str) -> Mapping[str, pl.DataFrame]:
    """The tables of the chapter of markets as numbers.

    Parameters
    ----------
    study : MarketsStudy
    language : {"en", "zh"}
        Of the columns ``..._name`` and ``place``; nothing else depends on it.

    Returns
    -------
    mapping of str to polars.DataFrame
        By the id of the table, in the order of the chapter; those without rows are absent. ``chain-potential`` has
        every product and market, the largest certainly untapped first. Figures have two columns, ``..._low`` and
        ``..._high``, empty where unknown or without end: USD or CNY as the heading says, shares and yearly growth as
        fractions.
    """
    found = study.result
    if found is None:
        return {}
    made = {
        "chain-potential": frame_of(_opportunities(found, language)),
        "chain-markets": frame_of([_standing(one, found, language) for one in (*found.standings, found.whole)]),
        "chain-change": frame_of(_effects(found.decomposition, language)),
        "chain-concentration": frame_of(_concentration(found)),
        "chain-advantage": frame_of(_advantage(found, language)),
        "chain-fairs": frame_of(_fairs(study, language), year=pl.Int64, chosen=pl.Boolean),
    }
    return {id_: frame for id_, frame in made.items() if frame.height}


def _opportunities(found: MarketsResult, language: str) -> list[Row]:
    return [
        {
            **named("product", one.product, found.trade.product(one.product), language),
            **named("market", one.market, found.trade.market(one.market), language),
            **amount("exports_usd", one.actual),
            **amount("potential_usd", one.potential),
            **amount("untapped_usd", one.untapped),
        }
        for one in found.opportunities
    ]


def _standing(one: MarketStanding, found: MarketsResult, language: str) -> Row:
    name = found.trade.market(one.market) if one.market else Text("all markets", "全部市场")
    known = one.imports.high > 0
    return {
        **named("market", one.market or "*", name, language),
        **amount("exports_usd", one.exports),
        **amount("imports_usd", one.imports if known else None),
        **ends("share", one.share if known else None),
        **ends("imports_growth_per_year", one.growth),
        **amount("untapped_usd", one.untapped),
    }


def _effects(found: Decomposition | None, language: str) -> list[Row]:
    """An effect that the order does not touch is the same whichever structure is taken out first."""
    if found is None:
        return []
    totals = {name: Interval(*getattr(found.totals, name).tolist()) for name in EFFECTS}
    orders = {
        order: dict(zip(("commodity", "market"), pair, strict=True)) for order, pair in sorted(found.by_order.items())
    }
    return [
        {
            **named("effect", name, EFFECTS[name], language),
            "from_year": int(found.first),
            "to_year": int(found.last),
            **ends("effect_usd", whole),
            **ends("products_first_usd", orders["product"].get(name, whole)),
            **ends("markets_first_usd", orders["market"].get(name, whole)),
        }
        for name, whole in totals.items()
    ]


def _concentration(found: MarketsResult) -> list[Row]:
    return [
        {
            "year": int(year),
            "by": axis,
            "parts": one.parts,
            **ends("cr1", one.ratios[0]),
            **ends("cr4", one.ratios[-1]),
            **ends("hhi", one.herfindahl),
            **ends("equivalent_number", one.equivalent_number),
            **ends("entropy", one.entropy),
        }
        for axis, years in (("market", found.by_market), ("product", found.by_product))
        for year, one in years.items()
        if one is not None
    ]


def _advantage(found: MarketsResult, language: str) -> list[Row]:
    return [
        {**named("product", id_, found.trade.product(id_), language), **amount("revealed_advantage", value)}
        for id_, value in found.advantage.items()
    ]


def _fairs(study: MarketsStudy, language: str) -> list[Row]:
    return [_fair(one, None if study.plan is None else study.plan.chosen, language) for one in study.reach]


def _fair(one: FairReach, chosen: tuple[str, ...] | None, language: str) -> Row:
    return {
        **named("fair", one.fair.id, fair_named(one), language),
        "year": int(one.fair.year) if one.fair.year else None,
        "place": one.fair.place.get(language),
        "markets": listed(one.fair.markets),
        "products": listed(one.fair.products),
        **amount("cost_cny", one.fair.cost),
        **amount("untapped_usd", one.untapped),
        **amount("untapped_usd_per_cny", one.per_cost),
        "chosen": None if chosen is None else one.fair.id in chosen,
    }

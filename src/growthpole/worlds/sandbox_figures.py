"""The sandbox's figures: one line an indicator, year by year, following what is planted in each town."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from growthpole.worlds.town import FIRST_YEAR, LAST_YEAR, Town

__all__ = ["LEADER_SHARE", "county_rows", "programme_rows", "town_rows"]

LEADER_SHARE = {"leader": 0.08, "rising": 0.34, "declining": 0.20}
"""Share of the largest enterprise in output, where a trait changes it; 0.30 otherwise."""

# How well a town does in what is not output, from 0 to 1: rung by rung, better where it rises.
_LEVEL = {"province": 0.86, "city": 0.80, "county": 0.76, "": 0.70}
_SHIFT = {"rising": 0.12, "declining": -0.35}


def town_rows(town: Town, years: Sequence[int], rng: np.random.Generator) -> Iterator[dict[str, str]]:
    """All evidence of one town.

    Parameters
    ----------
    town : Town
        With what is planted in it.
    years : sequence of int
        The years to write.
    rng : Generator
        Draws the noise.

    Yields
    ------
    dict
        A row of ``evidence.csv``.
    """
    for year in years:
        for indicator, (value, unit) in _figures(town, year, rng).items():
            status = "verified" if year < LAST_YEAR else "reported"
            yield row(town.id, indicator, year, value, unit, status)


def row(subject: str, indicator: str, year: int, value: str, unit: str, status: str) -> dict[str, str]:
    """One row of ``evidence.csv``."""
    return {
        "cluster": subject,
        "indicator": indicator,
        "period": str(year),
        "value": value,
        "unit": unit,
        "status": status,
        "source": "town-report",
        "quote": "",
        "entered_by": "clerk-1",
        "checked_by": "clerk-2" if status == "verified" else "",
    }


def county_rows(made: Sequence[Town], code: Callable[[int], str], years: Sequence[int]) -> Iterator[dict[str, str]]:
    """The output of each county's whole industry: five times that of its towns in the first year, growing 6 %."""
    for county in sorted({town.county for town in made}):
        base = 5 * sum(town.size for town in made if town.county == county)
        for year in years:
            value = f"{base * 1.06 ** (year - FIRST_YEAR):.2f}"
            yield row(code(county), "county_industry_output", year, value, "亿元", "verified")


def programme_rows(year: int) -> Iterator[dict[str, str]]:
    """What is said of the programme as a whole."""
    for tier, target in (("province", 10), ("city", 30), ("county", 50)):
        yield row("*programme*", f"target_{tier}_towns", year, str(target), "count", "reported")


def _figures(town: Town, year: int, rng: np.random.Generator) -> dict[str, tuple[str, str]]:
    def noise(spread: float) -> float:
        return float(rng.uniform(1 - spread, 1 + spread))

    age = year - FIRST_YEAR
    level = min(1.0, _LEVEL[town.tier] + _SHIFT.get(town.trait, 0.0) + town.luck + 0.01 * age)
    output = town.size * (1 + town.growth) ** age * noise(0.004)
    leader = LEADER_SHARE.get(town.trait, 0.30) * output
    bought = 0.55 * output
    local = (0.18 if town.trait == "linkage" else 0.35 + 0.3 * level) * bought
    brands = 0 if town.trait == "brand" else round(3.2 * level)
    bases = 0 if town.trait == "talent" else 1 + round(2 * level)
    jobs = output * 450 * noise(0.02)
    return {
        "output": (f"{output:.3f}", "亿元"),
        "revenue": (f"{output * 0.96:.3f}", "亿元"),
        "leading_industry_output": (f"{output * (0.72 + 0.2 * level):.3f}", "亿元"),
        "sme_output": (f"{output * (0.86 - 0.3 * leader / output):.3f}", "亿元"),
        "leader_revenue": (f"{leader * 1e4:.0f}", "万元"),
        "national_market_share": (f"{100 * min(0.7, 0.55 * level * level * noise(0.05)):.1f}", "%"),
        "enterprises": (f"{round(40 + 190 * level * noise(0.03))}", "家"),
        "leading_enterprises": (f"{max(0 if town.trait == 'leader' else 1, round(3 * level))}", "家"),
        "key_pool_enterprises": (f"{round(25 * level)}", "家"),
        "single_champions": (f"{1 if level > 0.85 else 0}", "家"),
        "little_giants": (f"{round(3 * max(0.0, level - 0.4))}", "家"),
        "specialised_smes": (f"{round(12 * level * level)}", "家"),
        "purchases": (f"{bought:.3f}", "亿元"),
        "local_purchases": (f"{local:.3f}", "亿元"),
        "export_markets": (f"{round(85 * level * level)}", "个"),
        "product_varieties": (f"{round(400 * level)}", "种"),
        "distribution_outlets": (f"{round(900 * level)}", "个"),
        "brand_titles": (f"{brands}", "个"),
        "geographical_indication": ("否" if town.trait == "brand" or level < 0.3 else "是", "是/否"),
        "public_service_platforms": (f"{round(3 * level)}", "个"),
        "innovation_talent_bases": (f"{bases}", "个"),
        "rd_spending": (f"{output * 100 * 0.02 * level:.2f}", "百万元"),
        "skilled_workers": (f"{jobs * 0.3 * level:.0f}", "人"),
        "employment": (f"{jobs:.0f}", "人"),
        "average_wage": (f"{42_000 + 45_000 * level + 1500 * age:.0f}", "元"),
        "development_plan": ("是" if level > 0.2 else "否", "是/否"),
        "annual_goals": ("是", "是/否"),
        "incentive_policies": ("是" if level > 0.3 else "否", "是/否"),
        "special_work_class": ("是" if level > 0.25 else "否", "是/否"),
        "serious_incident": ("否", "是/否"),
        "false_data": ("是" if town.trait == "barred" and year == LAST_YEAR else "否", "是/否"),
        "weakness_leader": ("否", "是/否"),
        "weakness_linkage": ("否", "是/否"),
        "weakness_brand": ("否", "是/否"),
        "weakness_talent": ("否", "是/否"),
    }

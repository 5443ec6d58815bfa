"""Assessments to draw and print: four of Jinzhong's real towns as published, and made-up crowds of any size."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from growthpole.model.assessment import (
    Assessment,
    Award,
    ClusterAssessment,
    Decision,
    Distance,
    FigureUsed,
    Finding,
    FundSplit,
    Influence,
    LadderRung,
    Lift,
    PointsOf,
    RankRange,
    RankSpread,
    Robustness,
    Score,
    Shortfall,
    Unknown,
    WeaknessFound,
)
from growthpole.model.evidence import PROGRAMME, Evidence, Origin, Source
from growthpole.model.interval import UNBOUNDED, Interval
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import (
    Basis,
    Breakthrough,
    Criterion,
    Fund,
    FundPart,
    Gate,
    Grade,
    Index,
    Indicator,
    Remedy,
    ScoreGroup,
    ScoreItem,
    Tier,
    Weakness,
)
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

OFFICIAL = Basis("official", "China News Network, 2023-09-09")
HAVES = {
    "development_plan": ("development plan", "发展规划"),
    "annual_goals": ("annual goals", "年度目标"),
    "incentive_policies": ("incentive policies", "扶持政策"),
    "leading_enterprises": ("leading enterprises", "龙头企业"),
    "brand_building": ("brand building achievements", "品牌建设成果"),
    "employment_effect": ("employment and enrichment effects", "就业富民成效"),
}
INDICATORS = {
    "output": Indicator("output", Text("output", "总产值"), "bn CNY", bounds=Interval(0, math.inf)),
    "revenue": Indicator("revenue", Text("revenue", "营业收入"), "bn CNY", bounds=Interval(0, math.inf)),
    "employment": Indicator("employment", Text("employment", "从业人员"), "persons", bounds=Interval(0, math.inf)),
    "enterprises": Indicator("enterprises", Text("enterprises", "企业数"), "count", bounds=Interval(0, math.inf)),
    "export_markets": Indicator(
        "export_markets", Text("export markets", "出口国家和地区"), "count", bounds=Interval(0, 250)
    ),
    "national_market_share": Indicator(
        "national_market_share", Text("national market share", "全国市场占有率"), "%", bounds=Interval(0, 1)
    ),
    "brand_titles": Indicator("brand_titles", Text("brand titles", "品牌称号"), "count", bounds=Interval(0, math.inf)),
    "development_plan": Indicator(
        "development_plan",
        Text("development plan", "发展规划"),
        "yes/no",
        kind="yes/no",
        bounds=Interval(0, 1),
        proof=Text("the plan as issued", "规划文本"),
    ),
}
GLASS_SHARE = "the output of artificially blown glassware accounts for about 50% of the total number in the country"
ROWS = [
    Evidence("qixian-glassware", "national_market_share", "2023", 0.5, "share", Status.REPORTED, "seed2", GLASS_SHARE),
    Evidence("qixian-glassware", "employment", "2024", 30000.0, "persons", Status.REPORTED, "press-xinhua-2024"),
    Evidence(
        "qixian-glassware",
        "output",
        "2024",
        1.656e9,
        "CNY",
        Status.DISPUTED,
        "press-xinhua-2024",
        "16.56 (100 million)",
    ),
    Evidence(
        "qixian-glassware", "output", "2024", 3.4e9, "CNY", Status.DISPUTED, "press-lanfoxs", "34 (100 million yuan)"
    ),
    Evidence("qixian-glassware", "enterprises", "2019", 43.0, "count", Status.REPORTED, "press-lanfoxs"),
    Evidence(
        "qixian-glassware",
        "export_markets",
        "2023",
        None,
        "count",
        Status.CORRUPT,
        "seed2",
        "exported to more than 3000 countries and regions",
    ),
    Evidence(
        "taigu-malleable-iron",
        "brand_titles",
        "2023",
        2.0,
        "count",
        Status.REPORTED,
        "seed2",
        '"China Ma Steel Industry Base" & <others>',
    ),
    Evidence("pingyao-beef", "brand_titles", "2023", 1.0, "count", Status.REPORTED, "seed2"),
    Evidence(
        PROGRAMME, "award_fund", "2023", 5e7, "CNY", Status.CORRECTED, "seed2", "specially allocated 5000 million yuan"
    ),
]
SOURCES = {
    "seed2": Source(
        "seed2", Text("Interview with Zhang Peng", ""), "China News Network", "2023-09-09", "", "machine translation"
    ),
    "press-lanfoxs": Source(
        "press-lanfoxs",
        Text("Qixian county self-description"),
        "lanfoxs.com",
        "2019",
        "https://lanfoxs.com/174/1054.html",
    ),
    "press-xinhua-2024": Source("press-xinhua-2024", Text("Listing of a Xinhua piece"), "luckybaster.org", "2024"),
}
TOWNS = [
    ("pingyao-beef", "Pingyao beef", "平遥牛肉", "140728", "province"),
    ("qixian-glassware", "Qixian glassware", "祁县玻璃器皿", "140727", "province"),
    ("taigu-malleable-iron", "Taigu malleable steel", "太谷玛钢", "140703", "province"),
    ("yushe-pharma-packaging", "Yushe pharmaceutical packaging", "榆社医药包材", "140721", "city"),
]


def _programme() -> Programme:
    items = (
        ScoreItem("output", Text("output", "总产值"), "output", 0.6, 0.0, 5e9),
        ScoreItem("brands", Text("brand titles", "品牌称号"), "brand_titles", 0.4, 0.0, 5.0),
    )
    return Programme(
        "jinzhong-135",
        "2023.1",
        Text("Jinzhong professional town cultivation, project 135", "晋中市专业镇“135”培育工程"),
        Text("professional town", "专业镇"),
        "China News Network, 2023-09-09",
        "ab" * 32,
        date(2023, 1, 1),
        tiers={
            "county": Tier("county", Text("county-level", "县级"), 1, target=50, basis=OFFICIAL),
            "city": Tier("city", Text("city-level", "市级"), 2, target=30, gates=("output_size",), basis=OFFICIAL),
            "province": Tier(
                "province", Text("provincial", "省级"), 3, target=10, gates=("output_size",), basis=OFFICIAL
            ),
        },
        indicators=INDICATORS,
        criteria={have: Criterion(have, Text(*name), f"has({have})", basis=OFFICIAL) for have, name in HAVES.items()},
        gates={
            "output_size": Gate(
                "output_size",
                Text("size of output", "产值规模"),
                "output >= threshold",
                {"city": "1 bn CNY", "province": "4 bn CNY"},
            )
        },
        index=Index(
            (
                ScoreGroup("scale", Text("scale", "规模"), 0.7, items[:1]),
                ScoreGroup("brand", Text("brand", "品牌"), 0.3, items[1:]),
            )
        ),
        grades={
            "good": Grade("good", Text("good", "良好"), 60.0),
            "poor": Grade("poor", Text("poor", "较差"), 0.0),
        },
        breakthroughs={"policy": Breakthrough("policy", Text("policy support", "政策扶持"))},
        weaknesses={"leader": Weakness("leader", Text("leader not strong", "龙头带动不强"), "...", ("grow_leader",))},
        remedies={
            "grow_leader": Remedy(
                "grow_leader",
                Text("back the leading enterprise to grow", "支持龙头企业做大做强"),
                "policy",
                cost_cents=200_000_000,
                lead_months=12,
                owner=Text("industry bureau", "工信局"),
            )
        },
        fund=Fund(5_000_000_000, (FundPart("score", Text("by score", "按得分"), "proportional", 1.0),)),
    )


def _evidence() -> dict[int, Evidence]:
    return {
        number: Evidence(
            **{name: getattr(row, name) for name in row.__slots__} | {"origin": Origin("e.csv", None, number)}
        )
        for number, row in enumerate(ROWS, start=2)
    }


def _used(evidence: dict[int, Evidence], subject: str, indicator: str, period: str, value: Interval) -> FigureUsed:
    rows = tuple(n for n, e in evidence.items() if (e.subject, e.indicator, e.period) == (subject, indicator, period))
    return FigureUsed(indicator, period, value, "CNY" if indicator in {"output", "revenue"} else "1", rows)


def _town(evidence: dict[int, Evidence], programme: Programme, town: tuple[str, ...], best: int) -> ClusterAssessment:
    town_id, en, zh, region, tier = town
    disputed = town_id == "qixian-glassware"
    output = _used(evidence, town_id, "output", "2024", Interval(1.656e9, 3.4e9) if disputed else Interval(0, math.inf))
    brand_rows = _used(evidence, town_id, "brand_titles", "2023", UNBOUNDED).rows
    titles = sum(evidence[row].value or 0.0 for row in brand_rows)
    brands = FigureUsed(
        "brand_titles", "2023", Interval.point(titles) if brand_rows else Interval(0, math.inf), "1", brand_rows
    )
    unknown = Text("nothing was handed in", "没有上报")
    findings = tuple(
        Finding(have, Verdict.MET, Text(f"{titles:g} titles", f"有 {titles:g} 个称号"), (brands,))
        if have == "brand_building" and brand_rows
        else Finding(have, Verdict.NOT_MET, Text("no plan was issued", "没有规划"), ())
        if have == "development_plan" and town_id == "yushe-pharma-packaging"
        else Finding(have, Verdict.UNKNOWN, unknown, (FigureUsed(have, "2024", UNBOUNDED, "1"),))
        for have in programme.criteria
    )
    gate = Finding(
        "output_size", Verdict.UNKNOWN, Text("output 2024 is disputed or unknown", "产值未知或有争议"), (output,)
    )
    points = Interval(titles / 5 * 30, 30.0) if not brand_rows else Interval.point(titles / 5 * 30)
    scale = Interval(23.18, 47.6) if disputed else Interval(0.0, 70.0)
    items = (
        PointsOf("scale", "output", 70.0, output.value, scale, (output,)),
        PointsOf("brand", "brands", 30.0, brands.value, points, (brands,)),
    )
    return ClusterAssessment(
        Cluster(town_id, Text(en, zh), region, ("C3054",), tier, "manufacturing", "first", "seed2"),
        findings,
        {"city": (gate,), "province": (gate,)},
        (),
        Score(Interval(scale.low + points.low, scale.high + points.high), items),
        RankRange(best, 4, 4),
        ("poor", "good"),
        Decision(tier, tier, "stay", ("stay", "demote"), "borderline", (Text("output of 2024", "2024年产值"),)),
        Distance(
            "" if tier == "province" else "province", (), (Shortfall("output_size", Verdict.UNKNOWN, gate.reason),)
        ),
        (
            WeaknessFound(
                Finding("leader", Verdict.MET, Text("said of all towns", "对各镇的总体判断")), ("grow_leader",)
            ),
        ),
        Award(123_456_789, {"score": 123_456_789}, (123_456_789,), Verdict.MET, Text("in proportion", "按得分比例")),
    )


@pytest.fixture(scope="session")
def sparse() -> Assessment:
    """Four of Jinzhong's towns: most of it unknown, one figure disputed, one corrupt."""
    programme, evidence = _programme(), _evidence()
    towns = tuple(_town(evidence, programme, town, best) for best, town in enumerate(TOWNS, start=1))
    return Assessment(
        programme,
        "2024",
        towns,
        (
            LadderRung("county", 50, None, 4, 4, 4),
            LadderRung("city", 30, None, 4, 4, 4),
            LadderRung("province", 10, None, 3, 3, 4),
        ),
        FundSplit(5_000_000_000, 493_827_156, 4_506_172_844, Text("the cap was reached", "已达上限")),
        tuple(
            Unknown(town[0], indicator, "2024", settles, (f"criterion:{indicator}", "gate:city:output_size"))
            for settles, indicator in ((7, "output"), (2, "employment"))
            for town in TOWNS
        ),
        tuple(row for row in evidence.values() if row.status in {Status.CORRUPT, Status.DISPUTED}),
        (FigureUsed("award_fund", "2023", Interval.point(5e7), "CNY", (10,)),),
        evidence,
        SOURCES,
        {"evidence.csv": "cd" * 32, "programme": "ab" * 32},
    )


def _made_evidence(town: str, start: int, years: int) -> dict[int, Evidence]:
    rows = [(indicator, str(2024 - year)) for indicator in INDICATORS for year in range(years)]
    return {
        start + number: Evidence(
            town, indicator, period, 1000.0 + number, "count", Status.VERIFIED, "made", "as handed in by the town"
        )
        for number, (indicator, period) in enumerate(rows)
    }


def make_crowd(count: int, *, years: int = 3) -> Assessment:
    """``count`` made-up towns with everything known but a tenth of the verdicts."""
    rng, programme = np.random.default_rng(20230909), _programme()
    tiers, evidence, towns = list(programme.tiers), dict[int, Evidence](), []
    for number in range(count):
        town_id, first = f"town-{number:05d}", number * len(INDICATORS) * years
        rows = _made_evidence(town_id, first, years)
        evidence |= rows
        used = tuple(
            FigureUsed(e.indicator, e.period, Interval.point(e.value or 0.0), "1", (row,)) for row, e in rows.items()
        )
        verdicts = rng.choice(list(Verdict), len(programme.criteria), p=(0.6, 0.3, 0.1))
        criteria = tuple(
            Finding(have, Verdict(verdict), Text("as handed in", "据上报数据"), used[at * years : (at + 1) * years])
            for at, (have, verdict) in enumerate(zip(programme.criteria, verdicts, strict=True))
        )
        low = float(rng.uniform(5, 60))
        scale, brand = Interval(low, low + 5), Interval.point(float(rng.uniform(0, 30)))
        towns.append(
            ClusterAssessment(
                Cluster(
                    town_id, Text(f"Town {number}", f"某镇{number}"), "140727", (), tiers[number % 3], "manufacturing"
                ),
                criteria,
                {"city": criteria[:1], "province": criteria[:1]},
                (),
                Score(
                    Interval(scale.low + brand.low, scale.high + brand.high),
                    (
                        PointsOf("scale", "output", 70.0, Interval.point(1e9), scale, used[:years]),
                        PointsOf("brand", "brands", 30.0, Interval.point(2.0), brand, used[-years:]),
                    ),
                ),
                RankRange(number + 1, min(number + 3, count), count),
                ("good",),
                Decision(tiers[number % 3], tiers[number % 3], "stay", ("stay",), "safe"),
                Distance("province", (Shortfall("output_size", Verdict.NOT_MET, Text("too small", "规模不足")),)),
                (),
                Award(100_000_000 + number, {"score": 100_000_000 + number}, (), Verdict.MET),
            )
        )
    spent = sum(town.award.cents for town in towns if town.award)
    return Assessment(
        programme,
        "2024",
        tuple(towns),
        (LadderRung("county", 50, None, count, count, count), LadderRung("city", 30, None, 2, 2, 3)),
        FundSplit(spent, spent, 0),
        tuple(Unknown(town.cluster.id, "output", "2024", 1) for town in towns),
        (),
        (),
        evidence,
        {"made": Source("made", Text("Made-up returns", "虚构填报"))},
        {"programme": "ab" * 32},
    )


@pytest.fixture(scope="session")
def crowd() -> Callable[[int], Assessment]:
    """Made-up assessments of any size, made once each."""
    made: dict[int, Assessment] = {}

    def of(count: int) -> Assessment:
        return made.setdefault(count, make_crowd(count)) if count not in made else made[count]

    return of


@pytest.fixture(scope="session")
def drawn(sparse: Assessment) -> Assessment:
    """The towns with their ranks drawn many times, and the context of one county."""
    lifts = (Lift("brand", "brands", 6.0, 18.0),)
    spreads = {
        town[0]: RankSpread(1, 2, 3, 0.25, {"good": 0.004, "poor": 1.0}, "good", lifts)
        for town in TOWNS
        if town[0] != "pingyao-beef"
    }
    moved = (Influence("weights", 0.9, 0.952), Influence("unknown", 0.0, 0.016))
    context = {"140727": (FigureUsed("employment", "2020", Interval.point(130236.0), "person", (10,)),)}
    return replace(sparse, robustness=Robustness(1000, 135, 2, spreads, moved, 0.8641), regions=context)


@pytest.fixture(scope="session")
def nobody(sparse: Assessment) -> Assessment:
    """An assessment without a single cluster, score, fund or ladder."""
    return Assessment(sparse.programme, "2024", (), (), None, (), (), (), {}, {}, {})


@pytest.fixture(scope="session")
def counties() -> dict[str, Any]:
    """Four counties as squares, one of them wound the wrong way round and one of several parts."""

    def square(west: float, south: float, *, clockwise: bool) -> list[list[float]]:
        ring = [[west, south], [west + 0.3, south], [west + 0.3, south + 0.3], [west, south + 0.3], [west, south]]
        return ring[::-1] if clockwise else ring

    def county(code: int, name: str, geometry: dict[str, Any]) -> dict[str, Any]:
        return {"type": "Feature", "properties": {"adcode": code, "name": name}, "geometry": geometry}

    return {
        "type": "FeatureCollection",
        "features": [
            county(140727, "祁县", {"type": "Polygon", "coordinates": [square(112.2, 37.2, clockwise=True)]}),
            county(140728, "平遥县", {"type": "Polygon", "coordinates": [square(112.0, 36.9, clockwise=False)]}),
            county(140703, "太谷区", {"type": "Polygon", "coordinates": [square(112.5, 37.3, clockwise=True)]}),
            county(
                140721,
                "榆社县",
                {
                    "type": "MultiPolygon",
                    "coordinates": [[square(112.9, 36.9, clockwise=True)], [square(113.3, 36.9, clockwise=False)]],
                },
            ),
        ],
    }

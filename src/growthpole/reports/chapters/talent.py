"""The chapter of talent: workers by occupation against what the industries let expect, openings against graduates."""

from __future__ import annotations

import math

from growthpole.chain.talent_balance import total_balance
from growthpole.charts.openings_gap import openings_gap
from growthpole.charts.talent_gap import talent_gap
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter, Drawing
from growthpole.reports.chapters.talent_findings import WHOLE, TalentFindings
from growthpole.reports.chapters.talent_grids import span, talent_grids
from growthpole.reports.units import number
from growthpole.reports.view.words import both, joined

__all__ = ["talent_chapter"]

_METHOD = Text(
    "Source: the 2020 population census by county (National Bureau of Statistics), of which {counties} counties stand "
    "behind the estimate. Persons are population x share aged 15 and over x share employed x share of the occupation "
    "or section. The census gives occupations and industries of a county separately, not crossed: which occupations a "
    "section employs is estimated by constrained least squares over {peers}, and the interval holds {level} % of them "
    "when they and their neighbours are left out of the estimate; that of the whole holds {level} % of cities.",
    "来源：2020年人口普查分县资料（国家统计局），估计用到{counties}个县区。人数＝常住人口×15岁及以上比重×就业比重×"
    "职业或行业比重。普查分县资料只分别给出职业和行业，没有交叉表：各行业的职业构成用{peers}的带约束最小二乘估计；"
    "把该县区及其周边剔除后再预测，区间可覆盖其中{level}%的县区；总体的区间可覆盖{level}%的地级市。",
)
_LIMITS = Text(
    "What the census cannot say: it counts people where they live, not where they work; seven groups hold no single "
    "trade, such as glass blower or mould maker; it is of 2020; and what is expected is what counties of such "
    "industries have, not what they would need, so that a lack which all of them share does not show.",
    "普查不能回答的问题：人口按居住地统计，不按工作地；七大类职业看不到具体工种（如吹制工、模具工）；数据为2020年；"
    "“预期”是行业结构相同的县区的普遍水平，而不是实际需要，各地共同存在的缺口无法显示。",
)
_GRADUATES = Text(
    "Openings are the change of the clusters’ jobs (indicator “employment”) and {low} to {high} % of last year’s jobs "
    "for those who retire or leave, an assumption, split by the occupations of their section; graduates are the table "
    "graduates times the share that stays.",
    "岗位需求＝集群就业（指标“就业人数”）的增减，加上一年前就业的{low}%至{high}%（退休和离职，为假定值），"
    "按所属行业的职业构成分解；毕业生为毕业生表人数乘以留在本地的比例。",
)


def talent_chapter(found: TalentFindings, *, full: bool = False) -> Chapter | None:
    """The chapter of talent.

    Parameters
    ----------
    found : TalentFindings
    full : bool
        Whether its tables hold all figures of every county; a report has the gaps of counties only.

    Returns
    -------
    Chapter or None
        ``None`` where the census knows none of the counties and no graduates were handed in.
    """
    if not found.counties and not found.balance:
        return None
    gaps = Drawing(
        Text("Workers by occupation against what the industries let expect", "分职业就业人员与行业结构预期的差距"),
        lambda language: talent_gap(found.whole, found.counties, found.occupations, found.regions, language),
    )
    drawings = {"chain_talent": gaps} if found.counties else {}
    method = both(_METHOD, counties=number(found.surveyed), level=number(100 * found.level), peers=found.peers)
    ends = {"low": number(100 * found.replacement.low), "high": number(100 * found.replacement.high)}
    return Chapter(
        "chain-talent",
        Text("Talent: occupations and graduates", "人才：职业结构与毕业生"),
        lead=(*_census_said(found), *_graduates_said(found)),
        drawings={**drawings, **_openings_drawn(found)},
        grids=talent_grids(found, full=full),
        notes=(method, *([_LIMITS] if found.counties else []), *([both(_GRADUATES, **ends)] if found.balance else [])),
    )


def _openings_drawn(found: TalentFindings) -> dict[str, Drawing]:
    """Openings of the counties of which all is known: one unknown cluster would leave the whole open."""
    regions = {one.region for one in found.balance}
    open_ends = {
        one.region for one in found.balance if not (math.isfinite(one.gap.low) and math.isfinite(one.gap.high))
    }
    whole = total_balance([one for one in found.balance if one.region not in open_ends], WHOLE)
    if not whole:
        return {}
    caption = both(
        Text(
            "Openings of a year against graduates who stay: {known} of {all} counties, whose figures are known",
            "年度岗位需求与留在本地的毕业生：{all}个县区中数据齐全的{known}个",
        ),
        known=len(regions - open_ends), all=len(regions),
    )  # fmt: skip
    return {"chain_openings": Drawing(caption, lambda language: openings_gap(whole, found.occupations, language))}


def _census_said(found: TalentFindings) -> tuple[Text, ...]:
    if not found.counties:
        return (
            Text(
                "The census has no figures for these counties, so that nothing is said of their workers by occupation.",
                "人口普查没有这些县区的数据，因此不说明其分职业就业情况。",
            ),
        )
    jobs = sum(one.workers for one in found.counties)
    marked = [one for one in found.counties if one.verdict != "open"]
    first = both(
        Text(
            "In 2020 there were {jobs} employed residents. Taken together, {verdict}.",
            "2020年就业人口{jobs}人。总体来看，{verdict}。",
        ),
        jobs=number(round(jobs)), verdict=_whole_said(found),
    )  # fmt: skip
    second = both(
        Text(
            "Of {all} pairs of county and occupation {marked} lie outside what counties of such industries have; one "
            "in ten would by chance alone.",
            "{all}个县区—职业组合中，{marked}个超出行业结构相同的县区的通常范围；即使没有差异，也会有约一成超出。",
        ),
        all=len(found.counties), marked=len(marked),
    )  # fmt: skip
    return (first, second, _widest(found), *_schooling_said(found))


def _widest(found: TalentFindings) -> Text:
    """The gap that is widest for the jobs of its county, with its ends."""
    jobs: dict[str, float] = {}
    for one in found.counties:
        jobs[one.region] = jobs.get(one.region, 0.0) + one.workers
    widest = max(found.counties, key=lambda one: abs(one.middle - one.workers) / max(jobs[one.region], 1.0))
    return both(
        Text(
            "Widest for its size is the gap of {occupation} in {county}: {workers} work in it, {middle} are expected "
            "({span}).",
            "相对规模差距最大的是{county}的{occupation}：就业{workers}人，预期{middle}人（{span}）。",
        ),
        occupation=found.occupations[widest.occupation], county=found.regions.get(widest.region, Text(widest.region)),
        workers=number(round(widest.workers)), middle=number(round(widest.middle)), span=span(widest.expected),
    )  # fmt: skip


def _whole_said(found: TalentFindings) -> Text:
    """Which occupations of the whole are short or more; that none is told apart, where none is."""
    parts = []
    for verdict, words in (("short", Text("fewer", "少于预期")), ("more", Text("more", "多于预期"))):
        names = [found.occupations[one.occupation] for one in found.whole if one.verdict == verdict]
        if names:
            listed = joined(names)
            parts.append(Text(f"{words.en} than expected are {listed.en}", f"{listed.zh}{words.zh}"))
    if not parts:
        return Text(
            "no occupation differs from what their industries let expect", "没有一类职业与行业结构的预期有可辨别的差异"
        )
    return Text("; ".join(one.en for one in parts), "；".join(one.zh for one in parts))


def _schooling_said(found: TalentFindings) -> tuple[Text, ...]:
    if not found.schooling:
        return ()
    below = [one for one in found.schooling if one.share < one.median]
    least = min(found.schooling, key=lambda one: (one.share, one.region))
    return (
        both(
            Text(
                "College or university: {below} of {all} counties lie below the middle county of the nation ({median} "
                "% of those aged three and over); the least is {county} with {share} %.",
                "大专及以上学历：{all}个县区中{below}个低于全国县区中位数（占3岁及以上人口的{median}%），最低为{county}，{share}%。",
            ),
            below=len(below), all=len(found.schooling), median=number(round(100 * least.median, 1)),
            county=found.regions.get(least.region, Text(least.region)), share=number(round(100 * least.share, 1)),
        ),
    )  # fmt: skip


def _graduates_said(found: TalentFindings) -> tuple[Text, ...]:
    if not found.balance:
        return (
            Text(
                "No graduates were handed in, so that openings cannot be held against them. To collect: a table "
                "of graduates (school, county, year, occupation, how many finish, share that stays), and for "
                "each cluster its employment in two years.",
                "未报送毕业生表，无法与岗位需求比较。应收集：毕业生表（学校、县区、年份、职业大类、毕业人数、留存比例），"
                "以及各集群连续两年的就业人数。",
            ),
            *found.known,
        )
    short = [one for one in found.balance if one.gap.low > 0]
    return (
        both(
            Text(
                "Openings of the clusters exceed the graduates who stay for certain in {short} of {all} pairs of "
                "county and occupation, and may in {may}.",
                "集群岗位需求肯定超过留在本地的毕业生的有{short}个县区—职业组合（共{all}个），可能超过的有{may}个。",
            ),
            short=len(short), all=len(found.balance), may=sum(one.gap.high > 0 for one in found.balance),
        ),
    )  # fmt: skip

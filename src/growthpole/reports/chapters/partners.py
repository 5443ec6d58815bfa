"""The chapter of partners: which need goes to which university or institute, and what stays open, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from growthpole.chain.partners import Load, PartnersResult
from growthpole.chain.partners_talent import LoansResult
from growthpole.charts.partners import partners
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter, Drawing
from growthpole.reports.chapters.partners_grids import need_named, partner_grids, schools_named, why_unmatched
from growthpole.reports.units import number
from growthpole.reports.view.words import both

__all__ = ["partners_chapter"]

_NOTES = (
    Text(
        "Source: the tables needs, institutes and partnerships handed in. Fit is the weighted mean of the share of the "
        "disciplines called for that an institute has ({discipline} %), nearness, one half at 200 km ({distance} %), "
        "and joint projects, in full from three on ({cooperation} %). The matching has the largest total fit that the "
        "places of both sides allow (a transportation problem, solved exactly); of equally good ones the first by id "
        "is taken.",
        "来源：报送的需求表、院所表和合作关系表。匹配度为三项加权平均：所需学科中该院所具备的比例（{discipline}%）、"
        "距离远近（200公里时为一半，{distance}%）、已合作项目数（三项及以上计满，{cooperation}%）。"
        "匹配方案在双方名额之内使总匹配度最大（运输问题，精确求解）；同样好的方案取编号在前者。",
    ),
    Text(
        "Disciplines are the first-level disciplines of the 2022 graduate catalogue. What one more place is worth is "
        "the gain of the largest total fit when the matching is solved again with it.",
        "学科按2022年研究生教育学科专业目录的一级学科。“多一个名额的价值”为增加该名额后重新求解所得总匹配度的增量。",
    ),
)


def partners_chapter(
    result: PartnersResult, loans: LoansResult, clusters: Mapping[str, Text], known: Sequence[Text] = ()
) -> Chapter:
    """The chapter of partners.

    Parameters
    ----------
    result : PartnersResult
        The matching; without needs or institutes the chapter says what to hand in.
    loans : LoansResult
        Days of experts.
    clusters : mapping of str to Text
        Names of the clusters.
    known : sequence of Text
        What the evidence says of partners, for where nothing can be matched.

    Returns
    -------
    Chapter
    """
    title = Text("Partners: universities and institutes", "产学研合作：高校与院所")
    if not result.records.needs or not result.records.institutes:
        return Chapter("chain-partners", title, lead=(_lacking(result), *known))
    drawing = Drawing(
        Text("Needs and institutes: matched, possible, ruled out", "需求与院所匹配图"),
        lambda language: partners(result, clusters, language),
    )
    weights = {name: number(100 * each / sum(result.weights.values())) for name, each in result.weights.items()}
    return Chapter(
        "chain-partners",
        title,
        lead=_lead(result, loans),
        drawings={"chain_partners": drawing},
        grids=partner_grids(result, loans, clusters),
        notes=(both(_NOTES[0], **weights), _NOTES[1]),
        on_cluster=_by_cluster(result),
    )


def _lacking(result: PartnersResult) -> Text:
    if not result.records.needs and not result.records.institutes:
        return Text(
            "Neither needs of the clusters nor institutes were handed in, so that nobody can be matched. To collect: a "
            "table of needs (cluster, disciplines, number of partners, expert days) and one of institutes "
            "(disciplines, number of needs it can take on, days it can lend, coordinates).",
            "未报送集群需求表和院所表，无法匹配。应收集：需求表（所属集群、所需学科、合作单位数、专家天数）"
            "和院所表（学科、可承接项数、可派天数、经纬度）。",
        )
    return both(
        Text(
            "A matching needs a table of needs and one of institutes; only the one of {handed} was handed in.",
            "匹配需要需求表和院所表，目前只报送了{handed}表，请补报另一张。",
        ),
        handed=Text("institutes", "院所") if result.records.institutes else Text("needs", "需求"),
    )


def _lead(result: PartnersResult, loans: LoansResult) -> tuple[Text, ...]:
    wanted = sum(one.places for one in result.records.needs)
    held = sum(one.held for one in result.matches)
    first = both(
        Text(
            "{needs} needs ask for {wanted} partners; {matched} places are filled, {open} stay empty.",
            "共{needs}项需求，需要合作单位{wanted}家次；已匹配{matched}家次，空缺{open}家次。",
        ),
        needs=len(result.records.needs), wanted=wanted, matched=len(result.matches), open=wanted - len(result.matches),
    )  # fmt: skip
    second = both(
        Text(
            "{held} of the {matched} matches hold whatever distances and past work that are not known turn out to be "
            "at their worst or at their best; the total fit is between {low} and {high}.",
            "{matched}项匹配中，{held}项在未知的距离与合作经历取最差或最好时均保持不变；总匹配度在{low}至{high}之间。",
        ),
        held=held, matched=len(result.matches),
        low=number(round(result.possible.low, 2)), high=number(round(result.possible.high, 2)),
    )  # fmt: skip
    best = max(result.loads, key=lambda one: (one.worth, one.institute), default=None)
    third = () if best is None or not best.worth else (_worth(best, result),)
    return (first, second, *third, *_days_said(loans))


def _worth(best: Load, result: PartnersResult) -> Text:
    return both(
        Text(
            "One more place is worth most at {institute}: {worth} of fit.",
            "名额最值得增加的是{institute}：多一个名额，总匹配度提高{worth}。",
        ),
        institute=schools_named((best.institute,), result), worth=number(round(best.worth, 2)),
    )  # fmt: skip


def _days_said(loans: LoansResult) -> tuple[Text, ...]:
    if not loans.unmet:
        return ()
    short = sum(one.high > 0 for one in loans.unmet.values())
    template = Text(
        "Flexible talent: {days} expert days a year are lent to {needs} needs; {short} needs may go without some.",
        "柔性引才：每年可派专家{days}天，服务{needs}项需求；{short}项需求可能得不到满足。",
    )
    return (
        both(
            template,
            days=number(sum(one.days for one in loans.loans)),
            needs=len({one.need for one in loans.loans}),
            short=short,
        ),
    )


def _by_cluster(result: PartnersResult) -> dict[str, tuple[Text, ...]]:
    said: dict[str, list[Text]] = defaultdict(list)
    owner = {need.id: need.cluster for need in result.records.needs}
    for one in result.matches:
        template = Text("For “{need}”: {institute}.", "“{need}”可与{institute}合作。")
        words = {"need": need_named(result, one.need), "institute": schools_named((one.institute,), result)}
        said[owner[one.need]].append(both(template, **words))
    for left in result.unmatched:
        template = Text("For “{need}” a partner is lacking: {why}.", "“{need}”尚缺合作单位：{why}。")
        said[owner[left.need]].append(
            both(template, need=need_named(result, left.need), why=why_unmatched(left, result))
        )
    return {cluster: tuple(lines) for cluster, lines in said.items()}

"""The chapter of awards: the rule in force beside other ways to split the same money, and how even each is."""

from __future__ import annotations

import math
from collections.abc import Sequence

from growthpole.charts.award_methods import award_methods
from growthpole.model.amount import amounting
from growthpole.model.assessment import Assessment
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.plan.award_fairness import Fairness
from growthpole.plan.awards import AwardSplit
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid
from growthpole.reports.units import UNKNOWN, money, money_short, paid, paid_short
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both

__all__ = ["awards_chapter", "fairness_grids", "spans_grid"]

Cells = tuple[Text | str, ...]


def awards_chapter(
    splits: Sequence[AwardSplit], fairness: Sequence[Fairness], assessment: Assessment, names: Names
) -> Chapter:
    """The chapter of awards.

    Parameters
    ----------
    splits : sequence of AwardSplit
        The rule in force first.
    fairness : sequence of Fairness
        One for each split.
    assessment : Assessment
        The year assessed.
    names : Names
        What clusters and counties are called.

    Returns
    -------
    Chapter
        Honest where nobody is proven eligible: it says how many wait and draws nothing.
    """
    called = {each.cluster.id: names.subject(each.cluster.id) for each in assessment.clusters}
    paid = any(split.spent_cents for split in splits)
    title = Text("The award fund by method", "各种办法下的奖补")
    drawing = Drawing(title, lambda language: award_methods(splits, called, language))
    grids = (
        *fairness_grids(splits, fairness, assessment.programme.currency),
        _by_cluster(splits, names, assessment),
        _by_county(splits, fairness, names, assessment),
    )
    return Chapter(
        "awards",
        Text("Awards: what if the fund were split otherwise?", "奖补资金：不同分配办法的比较"),
        lead=tuple(_said(splits[0], fairness, splits, assessment)),
        drawings={"award_methods": drawing} if paid else {},
        grids=grids if paid else (),
        notes=_NOTES,
    )


_NOTES = (
    Text(
        "Every split is made by the same code as the award of the assessment and to the cent: largest remainders, so "
        "that payments and what is left add up to the budget. Eligibility, evidence and moves are the same in all of "
        "them; only the parts of the fund change. What is not known does not pay: points count as far as they are "
        "proven, and a cluster whose eligibility is unknown waits.",
        "各种分配均由与评估奖补相同的程序计算，精确到分（最大余数法），拨付与结余之和等于预算。资格、证据与升降结果相同，"
        "仅资金分配方式不同。未知部分不计付：得分只计已证实部分，资格未知的暂不拨付。",
    ),
    Text(
        "By level: amounts as 1 : 2 : 3 ... from the lowest tier up. By factors: each scored indicator's share of the "
        "eligible clusters' total, with its own weight. By improvement: points more than a year before. The Gini "
        "coefficient is over the eligible clusters: 0 is all alike.",
        "按层级：自最低层级起按1∶2∶3……定额。因素法：各评分指标占符合条件者合计的比重，按指标权重加总。"
        "按进步：较上年提高的得分。基尼系数按符合条件者计算，0为完全平均。",
    ),
)


def _said(
    rule: AwardSplit, fairness: Sequence[Fairness], splits: Sequence[AwardSplit], assessment: Assessment
) -> list[Text]:
    currency = assessment.programme.currency
    spent, budget, left = (
        money_short(cents, currency) for cents in (rule.spent_cents, rule.budget_cents, rule.left_cents)
    )
    said = [
        both(
            Text(
                "The rule in force gives {paid} of {budget} to {count} clusters; {left} stays in the fund.",
                "按现行办法，预算{budget}中分配{paid}，受奖{count}个，结余{left}。",
            ),
            paid=spent, budget=budget, count=fairness[0].paid, left=left,
        )
    ]  # fmt: skip
    if rule.waiting:
        said.append(
            both(
                Text(
                    "Of {count} clusters it is not known whether they are eligible: they are paid nothing until it is.",
                    "有{count}个是否符合条件尚不清楚，查明前暂不拨付。",
                ),
                count=len(rule.waiting),
            )
        )
    if rule.partly:
        said.append(
            both(
                Text(
                    "The scores of {count} eligible clusters are not fully known: only their proven points count.",
                    "{count}个符合条件者的得分尚不完整，仅计已证实得分。",
                ),
                count=len(rule.partly),
            )
        )
    return [*said, *_extremes(splits, fairness)]


def _extremes(splits: Sequence[AwardSplit], fairness: Sequence[Fairness]) -> list[Text]:
    """Which method is the most even and which the least, where they differ."""
    ginis = sorted((one.gini, place) for place, one in enumerate(fairness) if one.gini is not None)
    if not ginis or ginis[0][0] == ginis[-1][0]:
        return []
    (low, most), (high, least) = ginis[0], ginis[-1]
    return [
        both(
            Text(
                "Most even: {most} (Gini {low}); least even: {least} (Gini {high}).",
                "最平均的是{most}（基尼系数{low}），差距最大的是{least}（基尼系数{high}）。",
            ),
            most=splits[most].method.name, low=f"{low:.3f}", least=splits[least].method.name, high=f"{high:.3f}",
        )
    ]  # fmt: skip


def fairness_grids(splits: Sequence[AwardSplit], fairness: Sequence[Fairness], currency: str) -> tuple[Grid, Grid]:
    """One row a method: the money to the cent; then how even it is, and who gains and loses against the rule."""
    pairs = list(zip(splits, fairness, strict=True))
    spread = tuple(
        (
            split.method.name, paid(split.spent_cents, currency), paid(split.left_cents, currency), str(one.paid),
            _amount(one.smallest, currency), _amount(one.largest, currency),
        )
        for split, one in pairs
    )  # fmt: skip
    even = tuple(
        (
            split.method.name, _percent(one.top_three), "—" if one.gini is None else f"{one.gini:.3f}",
            _per_job(one.per_job, currency), str(len(one.gains)), str(len(one.losses)),
            paid_short(one.moved_cents, currency),
        )
        for split, one in pairs
    )  # fmt: skip
    method = Text("Method", "办法")
    spent = (Text("Given out", "已分配"), Text("Left over", "结余"), Text("Paid", "受奖数"))
    ends = (Text("Smallest", "最低"), Text("Largest", "最高"))
    share = (Text("Top three", "前三占比"), Text("Gini", "基尼系数"), Text("Per job", "每个就业岗位"))
    moves = (Text("Gain", "增加"), Text("Lose", "减少"), Text("Moved", "变动金额"))
    return (
        Grid("awards-methods", Text("What each method pays", "各办法的分配"), (method, *spent, *ends), spread, _ALL),
        Grid(
            "awards-fairness", Text("How even each method is", "各办法的均衡程度"), (method, *share, *moves), even, _ALL
        ),
    )


_ALL = frozenset(range(1, 7))
"""Every column but the first holds numbers."""


def spans_grid(splits: Sequence[AwardSplit], names: Names, currency: str) -> Grid:
    """One row a cluster that some method pays: the rule in force, and the least and the most of all methods."""
    winners = [id_ for id_ in splits[0].cents if any(split.cents[id_] for split in splits)]
    rows: list[Cells] = []
    for id_ in winners:
        # Of equal amounts the method that stands first is named.
        by_size = sorted(splits, key=lambda split: split.cents[id_])
        ends = by_size[0], next(split for split in by_size if split.cents[id_] == by_size[-1].cents[id_])
        said = (
            both(Text("{amount}, {method}", "{amount}，{method}"),
                 amount=money(split.cents[id_], currency), method=split.method.name)
            for split in ends
        )  # fmt: skip
        rows.append((names.subject(id_), paid(splits[0].cents[id_], currency), *said))
    columns = (
        Text("Cluster", "集群"), splits[0].method.name,
        Text("Least, by", "最低及其办法"), Text("Most, by", "最高及其办法"),
    )  # fmt: skip
    title = Text("By cluster, where any method pays", "各集群所得（按任一办法受奖者）")
    return Grid("awards-spans", title, columns, tuple(rows), frozenset({1}))


def _by_cluster(splits: Sequence[AwardSplit], names: Names, assessment: Assessment) -> Grid:
    currency = assessment.programme.currency
    winners = [id_ for id_ in splits[0].cents if any(split.cents[id_] for split in splits)]
    columns = (Text("Cluster", "集群"), *(split.method.name for split in splits))
    rows: tuple[Cells, ...] = tuple(
        (names.subject(id_), *(paid(split.cents[id_], currency) for split in splits)) for id_ in winners
    )
    return Grid("awards-clusters", Text("By cluster", "按集群"), columns, rows, frozenset(range(1, len(splits) + 1)))


def _by_county(
    splits: Sequence[AwardSplit], fairness: Sequence[Fairness], names: Names, assessment: Assessment
) -> Grid:
    currency = assessment.programme.currency
    columns = (
        Text("County", "县区"), *(split.method.name for split in splits), Text("Share by the rule", "现行办法占比"),
        Text("Per job by the rule", "现行办法每岗位"),
    )  # fmt: skip
    places = {each.cluster.region: names.place(each.cluster) for each in assessment.clusters}
    rows: tuple[Cells, ...] = tuple(
        (
            places.get(code, Text(code, code)), *(paid_short(one.counties[code].cents, currency) for one in fairness),
            _percent(county.share), _per_job(county.per_job, currency),
        )
        for code, county in fairness[0].counties.items()
    )  # fmt: skip
    return Grid("awards-counties", Text("By county", "按县区"), columns, rows, frozenset(range(1, len(columns))))


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.1f} %"


def _amount(cents: int | None, currency: str) -> Text | str:
    return "—" if cents is None else paid(cents, currency)


def _per_job(amount: Interval | None, currency: str) -> Text:
    """Money for a job; at most or at least so much where some jobs are known as a bound only."""
    if amount is None or (amount.low == 0 and math.isinf(amount.high)):
        return UNKNOWN
    low = money(round(amount.low), currency)
    if math.isinf(amount.high):
        return amounting(Text(f"≥ {low}", f"≥ {low}"), amount.low / 100, math.inf, currency)
    high = money(round(amount.high), currency)
    said = high if amount.known else f"≤ {high}" if amount.low == 0 else f"{low}–{high}"
    return amounting(Text(said, said), amount.low / 100, amount.high / 100, currency)

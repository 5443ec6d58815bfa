"""The verdicts "leader not strong" and "linkage not strong", measured, with their reasons in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_SHARE, shortfall, total
from growthpole.chain.gaps import InputGap
from growthpole.chain.leaders import Leader
from growthpole.chain.wording import percent, said
from growthpole.model.assessment import Finding
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = ["EXAMPLE_LIMITS", "LEADER", "LINKAGE", "Limits", "judge_leader", "judge_linkage", "most_local"]

LEADER, LINKAGE = "leader", "linkage"
"""Ids of the two weaknesses, as the programme of Jinzhong has them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Below what a leader or a linkage is not strong: examples, which the office sets.

    Attributes
    ----------
    leader_share : float
        Share of the largest enterprise in what the core makes, 0 to 1.
    national_share : float
        Its output over that of the nation's largest enterprise of its trade; 0 tells the size and does not judge it.
    local_share : float
        Share of purchases that is bought in the place, 0 to 1.
    """

    leader_share: float = 0.15
    national_share: float = 0.0
    local_share: float = 0.30


EXAMPLE_LIMITS = Limits()
"""The limits of the shipped programme of Jinzhong, examples themselves; that against the nation is this room's."""


def judge_leader(leader: Leader, name: Text, limits: Limits = EXAMPLE_LIMITS) -> Finding:
    """Whether the leader is not strong: small in its cluster, or small beside the nation's largest.

    Parameters
    ----------
    leader : Leader
        What is known of it.
    name : Text
        Its name.
    limits : Limits
        Below what it is not strong.

    Returns
    -------
    Finding
        Met: the weakness is there. A size in the nation that nobody has handed in counts neither way.
    """
    tests = [_below(leader.dominance.cr1, limits.leader_share)]
    if leader.national is not None and limits.national_share:
        tests.append(_below(leader.national, limits.national_share))
    parts = [_share(leader, name, limits), _national(leader, limits), _pull(leader)]
    return Finding(LEADER, _worst(tests), _sentence(parts))


def _share(leader: Leader, name: Text, limits: Limits) -> Text:
    if leader.dominance.cr1 == ANY_SHARE:
        return Text(
            "what the largest enterprise makes, or what the core makes, is not known", "最大企业或主导产业的产值未知"
        )
    return said(
        Text(
            "{name} makes {share} of what the core makes (not strong below {limit})",
            "{name}占主导产业产值的{share}（低于{limit}为不强）",
        ),
        name=name, share=percent(leader.dominance.cr1), limit=percent(Interval.point(limits.leader_share)),
    )  # fmt: skip


def _national(leader: Leader, limits: Limits) -> Text:
    if leader.national is None:
        return Text("the nation's largest enterprise of the trade is not known", "全国同行业最大企业的规模未知")
    judged = said(
        Text(" (not strong below {limit})", "（低于{limit}为不强）"),
        limit=percent(Interval.point(limits.national_share)),
    )
    return said(
        Text("its output is {share} of that of the nation's largest{limit}", "产值为全国最大同行的{share}{limit}"),
        share=percent(leader.national), limit=judged if limits.national_share else "",
    )  # fmt: skip


def _pull(leader: Leader) -> Text:
    if leader.pull is None:
        return Text("who sells to it is not known", "其供应商未知")
    return said(
        Text(
            "it buys {share} locally and draws {pull} times the mean order of the network (place {place} of {of})",
            "本地采购占{share}，在本地供应网络中的牵引力为平均的{pull}倍（第{place}位，共{of}家）",
        ),
        share=percent(leader.local_purchases), pull=f"{leader.pull:.3g}", place=str(leader.place), of=str(leader.of),
    )  # fmt: skip


def judge_linkage(bought: Interval, source: Text, gaps: Sequence[InputGap], limits: Limits = EXAMPLE_LIMITS) -> Finding:
    """Whether the linkage is not strong: little of what the cluster buys is bought in the place.

    Parameters
    ----------
    bought : Interval
        Share of its purchases that is bought in the place, after links or evidence; ``[0, 1]`` where nobody says.
    source : Text
        What says it.
    gaps : sequence of InputGap
        Its gaps by stage: more than the place makes nobody can buy there.
    limits : Limits
        Below what it is not strong.

    Returns
    -------
    Finding
        Met: the weakness is there.
    """
    most = most_local(gaps)
    # Where the two contradict each other, the purchases themselves are nearer to the matter than the table.
    share = Interval(min(bought.low, most), min(bought.high, most)) if bought == ANY_SHARE else bought
    short = sum(gap.gap.low > 0 for gap in gaps)
    parts = [_bought(share, source, limits), _needed(most, short)]
    return Finding(LINKAGE, _below(share, limits.local_share), _sentence(parts))


def _bought(share: Interval, source: Text, limits: Limits) -> Text:
    if share == ANY_SHARE:
        return Text("how much is bought locally is not known", "本地采购占比未知")
    return said(
        Text(
            "{share} of purchases are bought locally, after {source} (not strong below {limit})",
            "本地采购占{share}（依据：{source}；低于{limit}为不强）",
        ),
        share=percent(share), source=source, limit=percent(Interval.point(limits.local_share)),
    )  # fmt: skip


def _needed(most: float, short: int) -> Text:
    if most >= 1 and not short:
        return Text("no stage is known to fall short", "尚无确定存在缺口的环节")
    return said(
        Text(
            "local makers could give at most {most} of what it needs; stages that surely fall short: {count}",
            "本地产能至多可满足需求的{most}；确定存在缺口的环节{count}个",
        ),
        most=percent(Interval.point(most)), count=str(short),
    )  # fmt: skip


def most_local(gaps: Sequence[InputGap]) -> float:
    """The most of its needs that a cluster could buy in the place, as a share of what all stages need; 1 if unknown.

    That its rivals have their part is an assumption: nothing keeps local makers from serving it first.
    """
    demand = total(gap.demand for gap in gaps)
    lacking = total(shortfall(gap.demand, gap.supply) for gap in gaps)
    if not demand.high or demand.high == float("inf"):
        return 1.0
    return max(0.0, 1 - lacking.low / demand.high)


def _below(share: Interval, limit: float) -> Verdict:
    """Met where it surely lies below, not met where it surely does not."""
    if share.high < limit:
        return Verdict.MET
    return Verdict.NOT_MET if share.low >= limit else Verdict.UNKNOWN


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    """Kleene's *or*."""
    for each in (Verdict.MET, Verdict.UNKNOWN):
        if each in verdicts:
            return each
    return Verdict.NOT_MET


def _sentence(parts: Sequence[Text]) -> Text:
    english = "; ".join(part.en for part in parts)
    return Text(english[0].upper() + english[1:] + ".", "；".join(part.get("zh") for part in parts) + "。")

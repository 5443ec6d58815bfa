"""Why a target stands where it stands, in one sentence with its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from growthpole.chain.candidates import CandidateTarget
from growthpole.chain.criteria import Criterion
from growthpole.chain.diversification import Option
from growthpole.chain.targets import Target
from growthpole.chain.wording import money, percent, said
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES
from growthpole.model.text import LANGUAGES, Text
from growthpole.model.verdict import Verdict
from growthpole.programme.language.quantities import joined

__all__ = ["candidate_reason", "option_reason", "target_reason"]

Namer = Callable[[str], Text]
_NEED = Text("{need} of the cluster's output is spent on it", "集群每单位产值采购占{need}")
_GAP = Text("the local gap is {gap} a year", "本地缺口每年{gap}")
_CLOSE = Text(
    "its inputs are {closeness} like those of {nearest}, which is there", "与本地{nearest}的投入相似度为{closeness}"
)
_ROOM = Text("the county has room for this part of the gap: {room}{limit}", "县域要素可保障的缺口比例：{room}{limit}")
_CLOSES = Text("it would close {gap} of the local gap a year ({share} of it)", "每年可弥补本地缺口{gap}，占比{share}")
_NO_BUYER = Text("no cluster is known to buy what it makes", "尚无集群采购其产品的记录")
_RELATED = Text(
    "its inputs are {like} like those of {nearest} and the largest share of trade between the two is {trade}",
    "与{nearest}的投入相似度{like}、供需往来占比最高{trade}",
)
_ENERGY = Text("energy takes {energy} of its output, {less}", "能源支出占产值{energy}，{less}")
_KNOWLEDGE = Text(
    "knowledge services come to {knowledge} of its output in all, {more}", "知识服务含量{knowledge}，{more}"
)
_BETTER = Text("{better} is at least as good in everything", "{better}各方面均不逊于它")


def target_reason(target: Target, criteria: Sequence[Criterion], name: Namer) -> Text:
    """Why an industry stands where it does.

    Parameters
    ----------
    target : Target
        The industry.
    criteria : sequence of Criterion
        Those it was scored by.
    name : callable
        Name of a sector by its code.

    Returns
    -------
    Text
        One sentence in each language; what is not known is said to be unknown.
    """
    words = {
        "need": percent(target.figures["need"]),
        "gap": money(target.figures["gap"]),
        "closeness": _plain(target.figures.get("closeness")),
        "nearest": name(target.nearest) if target.nearest else Text(),
        "room": percent(target.figures["room"]),
        "limit": _limit(target),
    }
    parts = [_NEED, _GAP, *([_CLOSE] if target.nearest else []), _ROOM]
    return _sentence([said(part, **words) for part in parts], target.scored.points, criteria)


def candidate_reason(target: CandidateTarget, criteria: Sequence[Criterion], name: Namer) -> Text:
    """Why a firm stands where it does; parameters as for `target_reason`."""
    words = {
        "gap": money(target.figures["gap"]),
        "share": percent(target.figures["share"]),
        "closeness": _plain(target.figures.get("closeness")),
        "nearest": name(target.nearest) if target.nearest else Text(),
    }
    parts = [_NO_BUYER if target.gap is None else _CLOSES, *([_CLOSE] if target.nearest else [])]
    parts = [said(part, **words) for part in parts]
    parts.append(_fit_words(target))
    return _sentence(parts, target.scored.points, criteria)


def option_reason(option: Option, name: Namer) -> Text:
    """Why an option for diversification stands where it does; parameters as for `target_reason`."""
    words = {
        "nearest": name(option.nearest),
        "like": Text(f"{option.likeness:.2f}", f"{option.likeness:.2f}"),
        "trade": percent(Interval(option.trade, option.trade)),
        "energy": percent(option.figures["energy"]),
        "less": _LESS[option.less_energy],
        "knowledge": percent(option.figures["knowledge"]),
        "more": _MORE[option.more_complex],
        "better": name(option.dominated_by) if option.dominated_by else Text(),
    }
    parts = [_RELATED, _ENERGY, _KNOWLEDGE]
    if option.dominated_by:
        parts.append(_BETTER)
    return _ended([said(part, **words) for part in parts])


_LESS = {
    Verdict.MET: Text("less than what the region lives on", "低于现有主导产业"),
    Verdict.NOT_MET: Text("not less than what the region lives on", "不低于现有主导产业"),
    Verdict.UNKNOWN: Text("perhaps less than what the region lives on", "是否低于现有主导产业尚不确定"),
}
_MORE = {
    Verdict.MET: Text("more than in what the region lives on", "高于现有主导产业"),
    Verdict.NOT_MET: Text("not more than in what the region lives on", "不高于现有主导产业"),
    Verdict.UNKNOWN: Text("perhaps more", "是否更高尚不确定"),
}


def _plain(figure: Interval | None) -> Text:
    if figure is None:
        return Text("unknown", "未知")
    words = f"{figure.low:.2f}" if figure.known else f"{figure.low:.2f}–{figure.high:.2f}"
    return Text(words, words)


def _limit(target: Target) -> Text:
    """What bounds the room for a target, or what is not known of it; nothing where there is room for all."""
    unknown, binding = _unknown_words(target.room.unknown), target.room.binding
    if target.figures["room"].high < 1 and binding:
        name = RESOURCES[binding].name
        if target.room.unknown:
            return Text(f", {name.en} being the scarcest that is known", f"，已知最紧的是{name.zh}")
        return Text(f", {name.en} being the scarcest", f"，最紧的是{name.zh}")
    return Text(f"; {unknown.en}", f"；{unknown.zh}") if target.room.unknown else Text()


def _unknown_words(unknown: Sequence[str]) -> Text:
    names = [RESOURCES[one].name for one in unknown]
    listed = Text(*(joined([name.get(language) for name in names] or [""], language) for language in LANGUAGES))
    return Text(f"{listed.en} not known", f"{listed.zh}未知")


def _fit_words(target: CandidateTarget) -> Text:
    names = [RESOURCES[one].name for one in target.fit.binding]
    listed = Text(
        *(joined([name.get(language) for name in names], language) if names else "" for language in LANGUAGES)
    )
    return {
        Verdict.MET: Text("the county has all that it takes", "县域要素均可保障"),
        Verdict.NOT_MET: Text(f"the county lacks {listed.en} for it", f"县域{listed.zh}不足"),
        Verdict.UNKNOWN: Text(f"not known: whether {listed.en} will do", f"县域{listed.zh}能否保障尚不确定"),
    }[target.fit.verdict]  # fmt: skip


def _sentence(parts: Sequence[Text], points: Mapping[str, Interval], criteria: Sequence[Criterion]) -> Text:
    """The parts, then the criterion that carries most and the one that costs most, as far as points are known."""
    known = [(points[one.id].low * one.weight, one) for one in criteria if points[one.id].known]
    lost = [((1 - points[one.id].high) * one.weight, one) for one in criteria if points[one.id].known]
    best = max(known, key=lambda each: each[0], default=None)
    worst = max(lost, key=lambda each: each[0], default=None)
    if best is None or worst is None or best[1].id == worst[1].id:
        return _ended(parts)
    told = Text(
        f"most points come from {best[1].name.en}, most are lost on {worst[1].name.en}",
        f"得分主要来自{best[1].name.zh}，失分主要在{worst[1].name.zh}",
    )
    return _ended([*parts, told])


def _ended(parts: Sequence[Text]) -> Text:
    english = "; ".join(part.en for part in parts)
    return Text(english[:1].upper() + english[1:] + ".", "；".join(part.zh for part in parts) + "。")

"""The score: groups, items with their fixed references, deductions and bonus points, grades."""

from __future__ import annotations

import math
from collections.abc import Iterator

from growthpole.model.rules import Adjustment, Index, ScoreGroup, ScoreItem
from growthpole.programme.printing.voice import Voice

__all__ = ["articles"]

_MEANS = {"arithmetic": ("arithmetic", "算术"), "geometric": ("geometric", "几何"), "harmonic": ("harmonic", "调和")}


def articles(voice: Voice) -> Iterator[str]:
    """How the score is made, one article for each group, adjustments, grades."""
    index = voice.programme.index
    if index is None:
        return
    yield _head(voice, index)
    for group in index.groups:
        yield _group(voice, group)
    if voice.programme.adjustments:
        head = voice.say("Points are given and taken away afterwards:", "在综合得分基础上加分或扣分：")
        yield head + voice.points(_adjustment(voice, one) for one in voice.programme.adjustments.values())
    yield from _grades(voice)


def _head(voice: Voice, index: Index) -> str:
    en, zh = _MEANS[index.aggregate]
    law = voice.law("index.scale", index.basis)
    return voice.say(
        f"The score is the weighted {en} mean of the items below, out of {index.scale:g} points{law}. An item earns no "
        "points at its worst and all of its points at its best reference; the references are fixed, so that nobody's "
        "score depends on who else takes part.",
        f"综合得分为下列各项得分的加权{zh}平均，满分{index.scale:g}分{law}。各项在零分参照值得零分，在满分参照值得满分；"
        "参照值固定，得分不受其他参评对象影响。",
    )


def _group(voice: Voice, group: ScoreGroup) -> str:
    law = voice.law(f"index.{group.id}.weight", group.basis)
    weight = voice.share(group.weight)
    head = voice.say(
        f"{voice.name(group.name)}, weight {weight}{law}:", f"{voice.name(group.name)}，权重{weight}{law}："
    )
    return head + voice.points(_item(voice, group, one) for one in group.items)


def _item(voice: Voice, group: ScoreGroup, item: ScoreItem) -> str:
    path = f"index.{group.id}.{item.id}"
    worst = voice.quantity(item.worst, item.value, f"{path}.worst")
    best = voice.quantity(item.best, item.value, f"{path}.best")
    weight = voice.share(group.weight * item.weight)
    said = voice.name(item.name)
    if item.value != item.id:
        said += voice.say(f", that is {voice.aloud(item.value)},", f"（即{voice.aloud(item.value)}）")
    return voice.say(
        f"{said} from {worst} to {best}, {weight}{voice.law(f'{path}.weight', item.basis)}{_limits(voice, item)}",
        f"{said}，由{worst}至{best}，{weight}{voice.law(f'{path}.weight', item.basis)}{_limits(voice, item)}",
    )


def _limits(voice: Voice, item: ScoreItem) -> str:
    said = ""
    if math.isinf(item.cap):
        said += voice.say("; without an upper limit", "；得分不设上限")
    elif item.cap != 1:
        said += voice.say(f"; at most {item.cap:g} times its points", f"；最高按{item.cap:g}倍计分")
    if item.missing == "class mean":
        said += voice.say(
            "; a missing figure earns the mean of its class and is flagged", "；数据缺失的取同类平均分并标注"
        )
    return said


def _adjustment(voice: Voice, one: Adjustment) -> str:
    table = "bonus" if one.points > 0 else "deduction"
    law = voice.law(f"{table}.{one.id}.points", one.basis)
    most = "" if one.cap is None else voice.say(f", at most {one.cap:g} in all", f"，累计不超过{one.cap:g}分")
    return voice.say(
        f"{voice.name(one.name)}: {one.points:+g} points for each: {voice.aloud(one.count)}{most}{law}",
        f"{voice.name(one.name)}：{voice.aloud(one.count)}，每次{one.points:+g}分{most}{law}",
    )


def _grades(voice: Voice) -> Iterator[str]:
    grades = voice.programme.grades.values()
    if grades:
        lines = (
            voice.say(
                f"{voice.name(one.name)}: from {one.at_least:g} points",
                f"{voice.name(one.name)}：{one.at_least:g}分及以上",
            )
            + voice.law(f"grade.{one.id}.at_least", one.basis)
            for one in grades
        )
        yield voice.say("By its score each receives a grade:", "按得分确定等次：") + voice.points(lines)

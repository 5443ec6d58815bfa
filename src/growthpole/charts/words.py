"""The fixed words of the charts, in the two languages of the office."""

from __future__ import annotations

from collections.abc import Mapping

from growthpole.errors import NameUnknownError
from growthpole.model.text import LANGUAGES, Text

__all__ = ["FACTORS", "WORDS", "word"]

FACTORS: Mapping[str, Text] = {
    "weights": Text("the weights", "权重"),
    "unknown": Text("unknown figures", "未知数据"),
    "aggregate": Text("the mean (arithmetic or geometric)", "合成方法（算术或几何平均）"),
    "normalise": Text("the normalisation", "无量纲化方法"),
}
"""What may move the ranks of an index."""

WORDS: Mapping[str, Text] = {
    "met": Text("met", "达到"),
    "not met": Text("not met", "未达到"),
    "unknown": Text("unknown", "未知"),
    "tier": Text("tier", "层级"),
    "no tier": Text("none", "无"),
    "county": Text("county", "所在县区"),
    "holding": Text("on this tier", "现居本级"),
    "possible": Text("may be, once all is known", "资料齐全后可能有"),
    "target": Text("target", "目标"),
    "up to": Text("{now}, may be {may}", "{now}，可能{may}"),
    "clusters": Text("number", "数量"),
    "criterion": Text("criterion", "条件"),
    "verdict": Text("verdict", "结论"),
    "reason": Text("reason", "理由"),
    "score": Text("score", "得分"),
    "score from": Text("at least", "最低"),
    "score to": Text("at most", "最高"),
    "rank": Text("rank within the class", "同类位次"),
    "best rank": Text("best rank", "最好位次"),
    "worst rank": Text("worst rank", "最差位次"),
    "drawn": Text("90 % of the draws", "九成抽样的位次"),
    "median": Text("middle of the draws", "抽样中位"),
    "class": Text("class", "类别"),
    "of": Text("clusters in the class", "同类数量"),
    "part": Text("part of the fund", "资金部分"),
    "money": Text("million CNY", "万元"),
    "total": Text("total", "合计"),
    "points": Text("points", "分值"),
    "group": Text("group", "方面"),
    "open": Text("still open: figures unknown", "尚未确定：数据未知"),
    "sure": Text("points certain", "已确定分值"),
    "full": Text("full points", "满分"),
    "item": Text("indicator", "指标"),
    "settles": Text("open questions it would settle", "可解决的未决问题数"),
    "figure": Text("figure to collect", "待收集数据"),
    "for": Text("clusters lacking it", "缺此数据的数量"),
    "share": Text("share of the clusters", "占比"),
    "share of movement": Text("share of the movement of ranks", "位次变动占比"),
    "alone": Text("alone (first order)", "单独作用（一阶）"),
    "with others": Text("with interactions (total)", "含交互作用（总）"),
    "first": Text("The first {shown} of {all}, by score", "按得分列出前 {shown} 个，共 {all} 个"),
}


def word(key: str, language: str) -> str:
    """A fixed word in ``"en"`` or ``"zh"``.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    return WORDS[key].get(language)

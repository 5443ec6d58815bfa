"""The fixed words of the charts of the ladder ahead."""

from __future__ import annotations

from collections.abc import Mapping

from growthpole.errors import NameUnknownError
from growthpole.model.text import LANGUAGES, Text

__all__ = ["say"]

_WORDS: Mapping[str, Text] = {
    "tier": Text("tier", "层级"),
    "year": Text("year", "年份"),
    "median": Text("median", "中位数"),
    "half": Text("50 % of the paths", "半数路径"),
    "nine": Text("90 % of the paths", "九成路径"),
    "bounds": Text("as unknown figures may have it", "未知数据可致范围"),
    "on tier": Text("clusters on the tier or above", "达到该层级及以上的数量"),
    "target": Text("target", "目标"),
    "fan note": Text(
        "line: median of {paths} paths; bands: 50 % and 90 %; dotted: as far as unknown figures may carry it",
        "实线：{paths}条路径的中位数；色带：50%与90%；虚点线：未知数据可能造成的范围",
    ),
    "chance": Text("chance", "概率"),
    "chance by": Text("chance to stand on the next tier in {year}", "{year}年达到上一层级的概率"),
    "cluster": Text("cluster", "集群"),
    "next": Text("next tier", "上一层级"),
    "between": Text("between", "介于"),
    "next note": Text(
        "bar: as the rules decide; thin line: as far as unknown figures may carry it; first {shown} of {all}",
        "色条：按现行规则判定；细线：未知数据可能造成的范围；列出前{shown}个，共{all}个",
    ),
    "forecast": Text("chance forecast", "预测概率"),
    "happened": Text("share in which it happened", "实际发生比例"),
    "count": Text("forecasts", "预测数"),
    "band": Text("90 % band if the forecasts are right", "预测准确时的九成范围"),
    "calibration note": Text(
        "dots on the line: forecasts are right; bars: where 90 % of dots fall when they are; numbers: forecasts",
        "点在对角线上表示预测准确；竖线：预测准确时九成点所在范围；数字：预测数",
    ),
}


def say(key: str, language: str) -> str:
    """A word of these charts; another language is refused."""
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    return _WORDS[key].get(language)

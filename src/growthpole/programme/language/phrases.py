"""The words in which tests are read aloud, in English and Chinese."""

from __future__ import annotations

__all__ = ["CALLS", "COMPARED", "FLIPPED", "JOINTS", "SUPPLIED_WORDS", "VERDICTS"]

Phrases = dict[str, dict[str, str]]

COMPARED: Phrases = {
    "en": {
        ">=": "at least {}", ">": "more than {}", "<=": "at most {}", "<": "less than {}", "==": "exactly {}",
        "!=": "other than {}",
    },
    "zh": {">=": "不低于{}", ">": "高于{}", "<=": "不高于{}", "<": "低于{}", "==": "等于{}", "!=": "不等于{}"},
}  # fmt: skip

FLIPPED = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "==": "==", "!=": "!="}
"""The same comparison with its sides changed over."""

VERDICTS: dict[str, dict[int, str]] = {
    "en": {1: "met", 0: "unknown", -1: "not met"},
    "zh": {1: "符合", 0: "无法判断", -1: "不符合"},
}

SUPPLIED_WORDS: Phrases = {
    "en": {
        "threshold": "the threshold of the tier", "score": "the score", "criteria_met": "the number of criteria met",
        "grade": "the grade", "tier": "the tier", "peer_class": "the class", "warned": "it is warned",
        "gates_next": "the gates of the next tier hold", "gates_held": "the gates of its tier hold",
        "promoted": "it is promoted", "vetoed": "it is excluded by a veto",
    },
    "zh": {
        "threshold": "该层级门槛", "score": "得分", "criteria_met": "达标项数", "grade": "等级", "tier": "层级",
        "peer_class": "类别", "warned": "被警告", "gates_next": "达到上一层级门槛", "gates_held": "保持本层级门槛",
        "promoted": "晋级", "vetoed": "被一票否决",
    },
}  # fmt: skip

# {0}, {1}: the arguments; {n}: the years; {list}: all arguments in words.
CALLS: Phrases = {
    "en": {
        "growth": "compound annual growth of {0} over {n} years", "growth.1": "growth of {0} over 1 year",
        "mean_growth": "mean yearly growth of {0} over {n} years", "mean_growth.1": "growth of {0} over 1 year",
        "change": "change of {0} over {n} years", "change.1": "change of {0} over 1 year",
        "mean": "mean of {0} over the last {n} years", "sum": "sum of {0} over the last {n} years",
        "min": "the smallest of {list}", "max": "the largest of {list}",
        "min.years": "lowest {0} of the last {n} years", "max.years": "highest {0} of the last {n} years",
        "share": "share of {0} in {1}", "ratio": "ratio of {0} to {1}", "abs": "absolute value of {0}",
        "latest": "latest {0}", "previous": "{0} {n} years earlier", "previous.1": "{0} one year earlier",
        "at": "{0} in {1}", "has": "has {0}", "met": "the criterion \"{0}\" is met",
        "each": "{0} in each of the last {n} years", "each.1": "{0} in the last year",
        "each.test": "in each of the last {n} years: {0}",
        "any_of": "at least one of these holds: {list}", "all_of": "all of these hold: {list}",
        "none_of": "none of these holds: {list}", "at_least": "at least {0} of these hold: {list}",
        "count": "how many of these hold: {list}", "not": "not the case: {0}", "not.has": "has no {0}",
    },
    "zh": {
        "growth": "{0}{n}年年均复合增长率", "growth.1": "{0}年增长率",
        "mean_growth": "{0}近{n}年年增长率平均值", "mean_growth.1": "{0}年增长率",
        "change": "{0}较{n}年前的变化", "change.1": "{0}较上年的变化",
        "mean": "最近{n}年{0}平均值", "sum": "最近{n}年{0}合计",
        "min": "{list}中的最小值", "max": "{list}中的最大值",
        "min.years": "最近{n}年{0}最低值", "max.years": "最近{n}年{0}最高值",
        "share": "{0}占{1}的比重", "ratio": "{0}与{1}之比", "abs": "{0}的绝对值",
        "latest": "最近一期{0}", "previous": "{n}年前{0}", "previous.1": "上年{0}",
        "at": "{1}{0}", "has": "有{0}", "met": "“{0}”达标",
        "each": "最近{n}年每年{0}", "each.1": "最近一年{0}", "each.test": "最近{n}年每年：{0}",
        "any_of": "满足下列任一项：{list}", "all_of": "同时满足：{list}", "none_of": "下列各项均不满足：{list}",
        "at_least": "下列各项至少满足{0}项：{list}", "count": "下列各项的达标项数：{list}",
        "not": "并非：{0}", "not.has": "没有{0}",
    },
}  # fmt: skip

JOINTS: Phrases = {
    "en": {
        "or": "; one of these is enough", "any_of": "; one of these is enough", "and": "; all of these are needed",
        "all_of": "; all of these are needed", "none_of": "; none of these may hold",
        "not": "; the rule is the opposite", "at_least": "; {} of these are needed", "rule": "; the rule is {}",
        "count": "{} of these hold", "was": " was {}", "unknown": " is {}", "not known": "not known", "to": " to ",
        "none": "none", "yes": "yes", "no": "no", "carried": "{}: the figure of {}",
        "is a fact": ": {}", "fact": " ({})",
    },
    "zh": {
        "or": "；满足一项即可", "any_of": "；满足一项即可", "and": "；须同时满足", "all_of": "；须同时满足",
        "none_of": "；须均不满足", "not": "；规定与之相反", "at_least": "；须满足其中{}项", "rule": "；规定为{}",
        "count": "其中满足{}项", "was": "为{}", "unknown": "{}", "not known": "未知", "to": "至", "none": "无",
        "yes": "是", "no": "否", "carried": "{}年沿用{}年数据", "is a fact": "：{}", "fact": "（{}）",
    },
}  # fmt: skip

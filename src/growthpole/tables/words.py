"""The words that a cell may hold for a status, for yes and no, for nothing, and for a special subject."""

from __future__ import annotations

import re
import unicodedata

from growthpole.model.evidence import ALL, PROGRAMME
from growthpole.model.status import Status

__all__ = ["BLANK", "NO", "STATUS_WORDS", "SUBJECT_WORDS", "YES", "folded", "identifier"]

STATUS_WORDS: dict[Status, tuple[str, ...]] = {
    Status.REPORTED: ("reported", "published", "上报", "已上报", "填报", "公布", "已公布", "报告"),
    Status.VERIFIED: ("verified", "confirmed", "audited", "核实", "已核实", "审核通过", "已审核", "经审计"),
    Status.CORRECTED: ("corrected", "更正", "已更正", "修正", "订正"),
    Status.ESTIMATED: ("estimated", "estimate", "估计", "估算", "预估", "约数"),
    Status.DERIVED: ("derived", "computed", "calculated", "推算", "派生", "计算", "换算"),
    Status.LOWER_BOUND: (
        "lower bound", "derived lower bound", "at least", "more than", "exceeded",
        "下限", "下界", "至少", "不低于", "超过", "以上",
    ),
    Status.UPPER_BOUND: (
        "upper bound", "derived upper bound", "at most", "less than", "nearly",
        "上限", "上界", "至多", "不超过", "不足", "近", "以下",
    ),
    Status.DISPUTED: ("disputed", "contested", "争议", "有争议", "存疑", "不一致"),
    Status.CORRUPT: ("corrupt", "corrupted", "garbled", "损坏", "讹误", "乱码", "有误"),
    Status.SUPPRESSED: ("suppressed", "confidential", "secret", "保密", "不公开", "隐去", "涉密"),
    Status.MISSING: ("missing", "unknown", "not available", "缺失", "缺", "未知", "未填报", "无数据", "不详"),
}  # fmt: skip
"""Each status and the words that are read as it."""

YES = ("yes", "y", "true", "是", "有", "√", "✓", "✔", "对")
NO = ("no", "n", "false", "否", "无", "没有", "×", "✗", "✘", "错")

BLANK = (
    "-", "--", "—", "——", "–", "/", ".", "..", "...", "…", "……", "n/a", "na",
    "null", "none", "nan", "nil", "?", "??",
    "暂无", "不详", "未知", "缺", "缺失", "无数据", "missing", "unknown",
)  # fmt: skip
"""Words that stand for an empty cell of a figure; none of them is zero."""

SUBJECT_WORDS: dict[str, tuple[str, ...]] = {
    PROGRAMME: (PROGRAMME, "*program*", "programme", "program", "*计划*", "*工程*", "*项目*", "本计划", "本工程"),
    ALL: (ALL, "all", "*全部*", "*所有*", "全部", "所有", "全体"),
}
"""Subjects that are no cluster."""


def folded(word: str) -> str:
    """A word as it is compared: full-width letters made plain, case and outer space gone.

    Examples
    --------
    >>> folded(" Ｒeported ")
    'reported'
    """
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def identifier(word: str) -> str:
    """An id as it is kept: full-width letters made plain, spaces tidied, a label after ``|`` left off.

    A code that was stored as a decimal number (``140727.0``) is the whole number.

    Examples
    --------
    >>> identifier(" output | 产值 "), identifier("ｑｉｘｉａｎ-glassware"), identifier("140727.0")
    ('output', 'qixian-glassware', '140727')
    """
    tidy = " ".join(unicodedata.normalize("NFKC", word).split("|")[0].split())
    return tidy.removesuffix(".0") if re.fullmatch(r"\d+\.0", tidy) else tidy

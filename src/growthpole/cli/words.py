"""The words of the screen, in the two languages of the office."""

from __future__ import annotations

from growthpole.model.text import Text

__all__ = ["WORDS", "counted", "say"]

WORDS: dict[str, Text] = {
    # problems
    "errors": Text("{n} errors", "{n}处错误"),
    "error": Text("{n} error", "{n}处错误"),
    "warnings": Text("{n} warnings", "{n}处提醒"),
    "warning": Text("{n} warning", "{n}处提醒"),
    "where": Text("where", "位置"),
    "sheet": Text("sheet {name}", "工作表 {name}"),
    "row": Text("row {n}", "第{n}行"),
    "line": Text("line {n}", "第{n}行"),
    "column": Text("column {name}", "列 {name}"),
    "key": Text("key {name}", "键 {name}"),
    "only warns": Text("warning", "提醒"),
    "taken in": Text(
        "{path}: {clusters} and {rows} can be taken in, {checked}.", "{path}：可导入{clusters}、{rows}，{checked}。"
    ),
    "clusters": Text("{n} clusters", "{n}个集群"),
    "cluster": Text("{n} cluster", "{n}个集群"),
    "evidence rows": Text("{n} rows of evidence", "{n}行数据"),
    "evidence row": Text("{n} row of evidence", "{n}行数据"),
    "checked against": Text("checked against the programme {name}", "已按办法 {name} 核对"),
    "checked alone": Text("checked; no programme to check against", "已核对；未提供办法，仅核对数据本身"),
    "found": Text("found", "现有内容"),
    "must be": Text("must be", "应为"),
    "what to do": Text("what to do", "处理办法"),
    "correct cells": Text(
        "Nothing was taken in. Correct the cells above and try again.", "未导入任何数据。请更正以上单元格后重试。"
    ),
    "correct lines": Text(
        "Nothing was done. Correct the lines above and try again.",
        "未执行任何操作。请更正以上各行后重试。",
    ),
    "more warnings": Text(
        "  ... and {n} more; growthpole check shows all", "  另有{n}处，运行 growthpole check 可查看全部"
    ),
    # the ladder and the criteria
    "ladder against targets": Text("The ladder against its targets", "梯队与目标"),
    "ladder": Text("The ladder", "梯队"),
    "tier": Text("tier", "层级"),
    "target": Text("target", "目标"),
    "before": Text("before", "此前"),
    "now": Text("now", "现在"),
    "possible": Text("possible", "可能"),
    "criteria marks": Text("The criteria: ● met  ○ not met  ? unknown", "认定条件：● 满足  ○ 不满足  ? 未知"),
    "more clusters": Text("... and {n} more, all in the report", "另有{n}个，均见报告"),
    "more cluster": Text("... and {n} more, in the report", "另有{n}个，见报告"),
    # one cluster
    "no tier": Text("no tier", "无层级"),
    "safe": Text("safe", "确定"),
    "borderline": Text("borderline", "临界"),
    "score": Text("score", "得分"),
    "rank": Text("rank", "位次"),
    "of": Text("{part} of {whole}", "{part}/{whole}"),
    "to": Text("{low} to {high}", "{low}至{high}"),
    "award": Text("award", "奖励"),
    "weak": Text("weak: {names}", "短板：{names}"),
    "missing": Text("to {tier}, missing: {names}", "距{tier}，尚缺：{names}"),
    "unknown": Text("to {tier}, unknown: {names}", "距{tier}，未知：{names}"),
    "also": Text("to {tier}, beside the gates: {need}", "距{tier}，门槛之外：{need}"),
    # what to collect
    "collect first": Text("Collect first", "优先收集"),
    "figures": Text("{n} figures", "{n}个数据"),
    "figure": Text("{n} figure", "{n}个数据"),
    "collect": Text("{name}: {figures}, on which {questions} hang", "{name}：{figures}，关系到{questions}"),
    "collect one": Text("{name}: {figures}, on which {questions} hangs", "{name}：{figures}，关系到{questions}"),
    "open questions": Text("{n} open questions", "{n}项未决判定"),
    "open question": Text("{n} open question", "{n}项未决判定"),
    "more indicators": Text("  ... and {n} more indicators, all in the report", "  另有{n}项指标，均见报告"),
    "more indicator": Text("  ... and {n} more indicator, in the report", "  另有{n}项指标，见报告"),
    # files
    "written": Text("Written", "已写入"),
    "inputs": Text("(what went in: correct it and assess again)", "（输入数据：更正后可重新评估）"),
    # what if
    "present rules": Text("present rules", "现行规则"),
    "changed rules": Text("changed rules", "调整后"),
    "nothing changes": Text("Nothing changes.", "没有变化。"),
    "change": Text("{n} of {all} change", "{all}个中有{n}个变化"),
    "changes": Text("{n} of {all} changes", "{all}个中有{n}个变化"),
    "decision": Text("decision", "决定"),
    "none": Text("none", "无"),
    # the whole reasoning
    "still possible": Text("possible: {moves}", "可能的结果：{moves}"),
    "tiers": Text("tier before: {before}; after: {after}", "原层级：{before}；评估后：{after}"),
    "valid until": Text("valid until the end of {year}", "有效期至{year}年底"),
    "turns on": Text("turns on: {what}", "取决于：{what}"),
    "criteria": Text("criteria", "认定条件"),
    "gates": Text("gates: {tier}", "门槛：{tier}"),
    "vetoes": Text("vetoes", "一票否决"),
    "weaknesses": Text("weaknesses", "短板"),
    "remedy": Text("remedy: {name}", "措施：{name}"),
    "breakthrough": Text("breakthrough: {name}", "突破方向：{name}"),
    "owner": Text("responsible: {name}", "责任单位：{name}"),
    "cost": Text("cost {amount}", "费用{amount}"),
    "lead": Text("works after {n} months", "{n}个月见效"),
    "lead one": Text("works after {n} month", "{n}个月见效"),
    "grade": Text("grade", "等次"),
    "grades or": Text(" or ", "或"),
    "class mean": Text("class mean", "同类平均分"),
    "way up": Text("the way to {tier}", "距{tier}"),
    "nothing missing": Text("nothing is missing: its gates are passed", "无欠缺：各项门槛均已通过"),
    "top tier": Text("this is the highest tier", "已在最高层级"),
    "part": Text("{name}: {amount}", "{name}：{amount}"),
    "tranches": Text("paid in tranches: {amounts}", "分期拨付：{amounts}"),
    # marks between words
    "comma": Text(", ", "、"),
    "pause": Text(", ", "，"),
    "semicolon": Text("; ", "；"),
    "colon": Text(": ", "："),
    "brackets": Text("{words} ({inside})", "{words}（{inside}）"),
}


def say(language: str, key: str, **gaps: object) -> str:
    """Words of the screen, their gaps filled.

    Examples
    --------
    >>> say("en", "way up", tier="city level"), say("zh", "way up", tier="市级")
    ('the way to city level', '距市级')
    """
    return WORDS[key].get(language).format(**gaps)


def counted(language: str, number: int, one: str, many: str, **gaps: object) -> str:
    """Words that go with a number, in the singular or the plural.

    Examples
    --------
    >>> counted("en", 1, "error", "errors"), counted("en", 2, "error", "errors"), counted("en", 0, "error", "errors")
    ('1 error', '2 errors', '0 errors')
    """
    return say(language, one if number == 1 else many, n=number, **gaps)

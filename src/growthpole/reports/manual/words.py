"""The fixed words of the work manual, in the two languages of the office."""

from __future__ import annotations

from collections.abc import Mapping

from growthpole.model.text import Text

__all__ = ["ASKED", "MANUAL_WORDS", "METHODS", "STATES"]

MANUAL_WORDS: Mapping[str, Text] = {
    "manual": Text("Work manual", "工作手册"),
    "3+N": Text("“{full}+{short}” work manual", "“{full}+{short}”工作手册"),
    "years": Text("{first} to {last}, after the assessment of {period}", "{first}—{last}年（依据{period}年度评估）"),
    "overview": Text("Overview", "总览"),
    "all": Text("All of them at a glance", "总体情况"),
    "contents": Text("Contents", "目录"),
    "full": Text("In full", "重点篇"),
    "short": Text("In short", "简要篇"),
    "goals": Text("Annual goals", "年度目标"),
    "tasks": Text("Tasks", "工作任务"),
    "gantt": Text("Tasks in time", "任务进度安排"),
    "sources": Text("Sources", "数据来源"),
    "notes": Text("How to read it", "编制说明"),
    "name": Text("Name", "名称"),
    "county": Text("County", "县区"),
    "tier": Text("Tier", "层级"),
    "next": Text("Next tier", "晋级目标"),
    "score": Text("Score", "得分"),
    "criteria": Text("Criteria met", "达标条件"),
    "count": Text("Tasks", "任务数"),
    "missing": Text("Figures to collect", "待补数据"),
    "cost": Text("Cost", "所需资金"),
    "figure": Text("Figure", "指标"),
    "asked by": Text("Asked for by", "依据"),
    "baseline": Text("Baseline", "基期值"),
    "source": Text("Year and source", "年份与来源"),
    "way": Text("Way", "推进方式"),
    "goal": Text("Goal", "目标值"),
    "kept": Text("Reached, and to be kept", "已达到、予以保持的目标"),
    "to set": Text("To be set out once the figure is known", "补充数据后确定路径的目标"),
    "limit in": Text("Goal {year}", "{year}年目标"),
    "keep": Text("To keep", "保持值"),
    "value": Text("Value", "数值"),
    "year": Text("Year", "年份"),
    "criterion": Text("Criterion", "条件"),
    "verdict": Text("Verdict", "结论"),
    "reason": Text("Reason", "理由"),
    "proof": Text("Evidence to be shown", "佐证材料"),
    "weakness": Text("Weakness", "短板"),
    "remedies": Text("Remedies", "对策措施"),
    "task": Text("Task", "任务"),
    "owner": Text("Owner", "责任单位"),
    "due": Text("By", "时限"),
    "measure": Text("Measured by", "完成标准"),
    "state": Text("State", "状态"),
    "gate": Text("Gate", "门槛"),
    "why": Text("Why", "说明"),
    "id": Text("Id", "编号"),
    "title": Text("Source", "来源"),
    "none": Text("none", "无"),
    "no cost": Text("not priced", "未定"),
    "no proof": Text("to be agreed", "待商定"),
    "lent": Text(
        "* The programme names no owner for this criterion or gate; shown is the owner of a remedy that moves its "
        "figures.",
        "*工程文件未列明该条件或门槛的责任单位，所列为相关对策措施的责任单位。",
    ),
    "no goals": Text(
        "The rules ask for nothing by a limit here, so no goal can be put into a number.",
        "现行规则未以限值提出要求，无法列出量化目标。",
    ),
    "no tasks": Text("Nothing follows from the assessment for now.", "本次评估暂未产生任务。"),
    "no weakness": Text("No weakness is shown by the evidence.", "现有证据未显示短板。"),
    "top": Text(
        "It stands on the highest tier; what is asked for is to keep its gates.", "已在最高层级，须保持各项门槛。"
    ),
    "passed": Text("The gates of the next tier are passed.", "晋级门槛均已达到。"),
    "known": Text("Nothing that the rules ask for is unknown.", "规则所需数据均已掌握。"),
    "nothing known": Text("No figure that the rules ask for is known yet.", "规则所需数据目前均未知。"),
    "also": Text("Beside the gates", "门槛之外"),
    "sum": Text("Planned cost of the tasks listed: {cost}{rest}.", "所列任务计划资金：{cost}{rest}。"),
    "no sum": Text("None of the tasks listed is priced.", "所列任务均未定资金。"),
    "unpriced": Text("; {count} of them not priced", "；另有{count}项未定资金"),
    "collect line": Text(
        "{count} figures are unknown and are collected first: {names}.", "有{count}项数据未知，须先行补充：{names}。"
    ),
    "standing": Text(
        "{tier}; score {score}; {met} of {all} criteria met, {unknown} unknown; next: {next}.",
        "{tier}；得分{score}；{all}项条件中达到{met}项、未知{unknown}项；下一步：{next}。",
    ),
    "on tier": Text("Tier: {tier}", "现为{tier}"),
    "no tier": Text("No tier yet", "尚未入列"),
    "top tier": Text("keep the highest tier", "保持最高层级"),
    "not scored": Text("not scored", "不评分"),
}

ASKED: Mapping[str, Text] = {
    "criterion": Text("criterion", "条件"),
    "gate": Text("gate: {tier}", "{tier}门槛"),
    "weakness": Text("weakness", "短板"),
    "promotion": Text("promotion", "晋级"),
}

METHODS: Mapping[str, Text] = {
    "linear": Text("by equal steps", "逐年等量推进"),
    "compound": Text("by {rate} a year", "年均增长{rate}"),
    "keep": Text("reached: keep it", "已达到，予以保持"),
    "at once": Text("in the first year", "首年完成"),
    "collect first": Text("collect first", "先补充数据"),
}

STATES: Mapping[str, Text] = {
    "open": Text("not begun", "未开始"),
    "started": Text("in progress", "进行中"),
    "done": Text("done", "已完成"),
    "dropped": Text("dropped", "已取消"),
}

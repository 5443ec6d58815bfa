"""The fixed words of the report, in the two languages of the office."""

from __future__ import annotations

from collections.abc import Mapping

from growthpole.model.text import LANGUAGES, Text

__all__ = ["MOVES", "STATUSES", "VERDICTS", "VETO", "WEAKNESS", "WORDS", "both", "joined"]

VERDICTS: Mapping[str, Text] = {
    "met": Text("met", "达到"),
    "not met": Text("not met", "未达到"),
    "unknown": Text("unknown", "未知"),
}

VETO: Mapping[str, Text] = {
    "met": Text("applies", "触发"),
    "not met": Text("does not apply", "未触发"),
    "unknown": Text("unknown", "未知"),
}

WEAKNESS: Mapping[str, Text] = {
    "met": Text("present", "存在"),
    "not met": Text("absent", "不存在"),
    "unknown": Text("unknown", "未知"),
}

MOVES: Mapping[str, Text] = {
    "stay": Text("stays", "保持"),
    "promote": Text("is promoted", "晋级"),
    "warn": Text("is warned", "警示"),
    "demote": Text("is demoted", "降级"),
    "exit": Text("leaves the programme", "退出"),
    "enter": Text("enters", "进入"),
}

STATUSES: Mapping[str, Text] = {
    "reported": Text("reported", "上报"),
    "verified": Text("verified", "核实"),
    "corrected": Text("corrected", "更正"),
    "estimated": Text("estimated", "估计"),
    "derived": Text("derived", "推算"),
    "lower bound": Text("lower bound", "下限"),
    "upper bound": Text("upper bound", "上限"),
    "disputed": Text("disputed", "有争议"),
    "corrupt": Text("corrupt", "损坏"),
    "suppressed": Text("suppressed", "不公开"),
    "missing": Text("missing", "缺失"),
}

WORDS: Mapping[str, Text] = {
    "whole chapter": Text("The whole chapter", "完整章节"),
    "report": Text("Assessment report", "评估报告"),
    "made": Text("Made-up data. No real place, no real figure.", "虚构数据，非真实地区与数字"),
    "contents": Text("Contents", "目录"),
    "overview": Text("Overview", "总览"),
    "map": Text("Where they are", "分布"),
    "ladder": Text("The ladder against its targets", "梯队与目标"),
    "criteria": Text("Criteria", "认定条件"),
    "scores": Text("Scores and ranks", "得分与位次"),
    "intervals": Text("Scores as intervals", "得分区间"),
    "ranks": Text("Ranks as ranges", "位次区间"),
    "robustness": Text("How far the rank holds", "位次的稳健性"),
    "reaches": Text("reaches at least", "可达到"),
    "cheapest": Text("Cheapest way to the next grade", "升至上一等级的最省路径"),
    "influences": Text("What moves the ranks", "影响位次的因素"),
    "factor": Text("Factor", "因素"),
    "alone": Text("Alone (first order)", "单独作用（一阶）"),
    "with others": Text("With interactions (total)", "含交互作用（总）"),
    "mean shift": Text("Mean shift of a rank", "位次平均变动"),
    "draws": Text("Draws", "抽样次数"),
    "seed": Text("Seed", "随机种子"),
    "reweighting": Text("What if the weights were different?", "权重试算"),
    "weight": Text("Weight", "权重"),
    "share": Text("Share", "占比"),
    "reset": Text("Back to the programme's weights", "恢复本工程的权重"),
    "best rank": Text("Best rank", "最好位次"),
    "worst rank": Text("Worst rank", "最差位次"),
    "rank by programme": Text("Rank by the programme", "本工程位次"),
    "context": Text("The county", "所在县区"),
    "points": Text("Where the points come from", "得分构成"),
    "fund": Text("Award fund", "奖补资金"),
    "clusters": Text("Clusters", "评估对象"),
    "unknown": Text("Unknown: what to collect first", "未知数据：先收集什么"),
    "doubtful": Text("Corrupt and disputed figures", "损坏与有争议的数据"),
    "sources": Text("Sources and shared evidence", "来源与共用证据"),
    "method": Text("Method and fingerprints", "方法与校验"),
    "name": Text("Name", "名称"),
    "id": Text("Id", "编号"),
    "region": Text("County", "县区"),
    "industries": Text("Industries", "行业"),
    "class": Text("Class", "类别"),
    "tier": Text("Tier", "层级"),
    "tier before": Text("Tier before", "原层级"),
    "tier after": Text("Tier after", "评估后层级"),
    "decision": Text("Decision", "决定"),
    "certainty": Text("Certainty", "把握"),
    "safe": Text("safe", "稳妥"),
    "borderline": Text("borderline", "临界"),
    "possible moves": Text("Still possible", "仍有可能"),
    "turns": Text("What would turn it", "可改变决定的因素"),
    "valid until": Text("Valid until", "有效期至"),
    "verdict": Text("Verdict", "结论"),
    "reason": Text("Reason", "理由"),
    "figures": Text("Figures", "所依数据"),
    "figure": Text("Figure", "数据"),
    "value": Text("Value", "数值"),
    "unit": Text("Unit", "单位"),
    "low": Text("at least", "最低"),
    "high": Text("at most", "最高"),
    "period": Text("Period", "时期"),
    "status": Text("Status", "状态"),
    "source": Text("Source", "来源"),
    "quote": Text("Quote", "原文"),
    "origin": Text("File and row", "文件与行"),
    "entered by": Text("Entered by", "录入"),
    "checked by": Text("Checked by", "审核"),
    "gates": Text("Gates of the tiers", "层级门槛"),
    "gate": Text("Gate", "门槛"),
    "vetoes": Text("Vetoes", "一票否决"),
    "score": Text("Score", "得分"),
    "rank": Text("Rank", "位次"),
    "grade": Text("Grade", "等级"),
    "item": Text("Indicator", "指标"),
    "group": Text("Group", "方面"),
    "full": Text("Full points", "满分"),
    "adjustments": Text("Bonus and deduction", "加分与扣分"),
    "imputed": Text("class mean, flagged", "以同类均值代替（标注）"),
    "distance": Text("The way to the next tier", "距上一层级"),
    "missing": Text("Missing", "尚缺"),
    "passed": Text("Nothing is missing: its gates are passed.", "无欠缺：各项门槛均已达到。"),
    "also": Text("Beside the gates", "门槛之外"),
    "top": Text("This is the highest tier.", "已在最高层级。"),
    "weaknesses": Text("Weaknesses and remedies", "薄弱环节与对策"),
    "no weakness": Text("No weakness is shown by the evidence.", "现有证据未显示薄弱环节。"),
    "weakness unknown": Text("Not known whether it is there:", "是否存在尚不清楚："),
    "remedy": Text("Remedy", "对策"),
    "breakthrough": Text("Breakthrough", "突破方向"),
    "owner": Text("Owner", "责任单位"),
    "cost": Text("Cost", "费用"),
    "lead time": Text("Months until it works", "见效时间（月）"),
    "award": Text("Award", "奖补"),
    "eligible": Text("Eligible", "资格"),
    "tranches": Text("Tranches", "拨付批次"),
    "budget": Text("Budget", "预算"),
    "spent": Text("Given out", "已分配"),
    "left": Text("Left over", "结余"),
    "fund spent": Text("of the award fund given out", "奖补资金已分配"),
    "settles": Text("Open questions it settles", "可解决的未决问题"),
    "for": Text("Lacking it", "缺此数据者"),
    "of": Text("Open because of it", "因此未决"),
    "evidence": Text("Figures and their sources", "数据与来源"),
    "shared": Text("Evidence on the programme, regions and all clusters", "关于工程、县区和全体的证据"),
    "publisher": Text("Publisher", "发布者"),
    "published": Text("Published", "发布时间"),
    "note": Text("Note", "备注"),
    "link": Text("Link", "网址"),
    "holding": Text("On it", "现居本级"),
    "possible": Text("May be", "可能达到"),
    "target": Text("Target", "目标"),
    "quota": Text("Quota", "名额"),
    "before": Text("Before", "此前"),
    "input": Text("Input", "输入"),
    "everyone": Text("all clusters", "全体"),
    "programme": Text("the programme", "工程本身"),
    "rules": Text("The rules", "规则"),
    "none": Text("none", "无"),
    "nothing handed in": Text("nothing handed in", "未上报"),
    "no page": Text(
        "The first {shown} of {all} have a page of their own here; all {all} stand in the table and in the workbook.",
        "共 {all} 个，其中前 {shown} 个有单独页面；全部列于本表和工作簿。",
    ),
    "cut": Text(
        "The first {shown} of {all} are shown; the workbook has more.",
        "共 {all} 条，此处列出前 {shown} 条，其余见工作簿。",
    ),
    "previous": Text("Previous", "上一个"),
    "next": Text("Next", "下一个"),
    "print": Text("Print", "打印"),
    "find": Text("Find a name, county or tier", "按名称、县区或层级查找"),
    "chart needs script": Text(
        "The chart needs scripts; the same numbers stand in the table.", "图表需要脚本；表中有同样的数字。"
    ),
    "click": Text("Click a mark to open its page.", "点击图中标记可打开其页面。"),
    "skip": Text("Skip to the content", "跳到正文"),
}


def both(template: Text, **values: Text | str | int) -> Text:
    """The sentence with its gaps filled, each language with its own words.

    Examples
    --------
    >>> both(Text("{n} of {what}", "{what}共{n}个"), n=3, what=Text("towns", "专业镇")).zh
    '专业镇共3个'
    """
    filled = []
    for language in LANGUAGES:
        words = {key: one.get(language) if isinstance(one, Text) else str(one) for key, one in values.items()}
        filled.append(template.get(language).format(**words))
    return Text(*filled)


def joined(texts: list[Text] | tuple[Text, ...]) -> Text:
    """Texts as one list, with the comma of each language."""
    return Text(", ".join(one.get("en") for one in texts), "、".join(one.get("zh") for one in texts))

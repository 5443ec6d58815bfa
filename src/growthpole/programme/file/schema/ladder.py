"""Keys of the ladder: tiers, gates, vetoes, grades and moves."""

from __future__ import annotations

from growthpole.programme.file.schema.key import Key

__all__ = ["KEYS"]

_MOVES = (
    ("promote", "to the next tier", "晋级"),
    ("warn", "a warning, which keeps the tier", "警告（保留层级）"),
    ("demote", "to the tier below", "降级"),
    ("exit", "out of the programme", "退出"),
)

KEYS = (
    Key("tier", "list", "the rungs of the ladder, from the lowest to the highest", "层级，由低到高"),
    Key("tier.*", "rule", "one rung", "一个层级"),
    Key("tier.*.id", "id", "its id", "代号", required=True, dated=False),
    Key("tier.*.name", "text", "its name", "名称", required=True, dated=False),
    Key(
        "tier.*.target",
        "whole",
        "how many clusters the programme aims to have there",
        "培育目标数",
        example='{ value = 30, basis = "official", reference = "..." }',
    ),
    Key("tier.*.quota", "whole", "how many there may be at most", "名额上限", example="20"),
    Key(
        "tier.*.gates",
        "names",
        "the gates that must all hold",
        "必须全部通过的门槛",
        default="none",
        example='["output_size", "clean_record"]',
    ),
    Key(
        "tier.*.validity",
        "years",
        "for how long a recognition holds",
        "认定有效期",
        default="without end",
        example='"3 years"',
    ),
    Key("gate", "tables", "minimum conditions of the tiers", "层级门槛"),
    Key("gate.*", "rule", "one minimum condition", "一项门槛"),
    Key("gate.*.name", "text", "its name", "名称", required=True, dated=False),
    Key(
        "gate.*.test",
        "test",
        "what must hold; `threshold` stands for the threshold of the tier",
        "判定式；threshold 代表各层级阈值",
        required=True,
        example='"each(output, years=3) >= threshold"',
    ),
    Key("gate.*.threshold", "table", "the threshold of each tier that asks for the gate", "各层级阈值"),
    Key(
        "gate.*.threshold.*",
        "threshold",
        "the threshold of one tier, with its unit",
        "某一层级的阈值（含单位）",
        example='"4 bn CNY"',
    ),
    Key("veto", "tables", "facts that exclude", "一票否决事项"),
    Key("veto.*", "rule", "one fact that excludes", "一项否决事项"),
    Key("veto.*.name", "text", "its name", "名称", required=True, dated=False),
    Key("veto.*.test", "test", "the fact", "判定式", required=True, example='"has(false_data)"'),
    Key(
        "veto.*.excludes",
        "choice",
        "from every tier above the lowest and the fund (tier), or from the fund only (award)",
        "否决范围：层级及奖励，或仅奖励",
        options=("tier", "award"),
        default="tier",
    ),
    Key("grade", "list", "the grades, from the best to the worst", "等次，由优到劣"),
    Key("grade.*", "rule", "one grade", "一个等次"),
    Key("grade.*.id", "id", "its id", "代号", required=True, dated=False),
    Key("grade.*.name", "text", "its name", "名称", required=True, dated=False),
    Key("grade.*.at_least", "number", "the points from which it is given", "最低得分", required=True, example="85"),
    Key("transitions", "table", "moves on the ladder and deadlines", "动态管理与期限"),
    *(
        key
        for move, en, zh in _MOVES
        for key in (
            Key(f"transitions.{move}", "rule", f"when a cluster moves: {en}", f"{zh}规则"),
            Key(
                f"transitions.{move}.test",
                "move",
                "what must hold in each of the years",
                "每年均须成立的判定式",
                required=True,
                example='"gates_next and grade >= good"',
            ),
            Key(
                f"transitions.{move}.years",
                "positive",
                "in how many years running",
                "连续年数",
                default="1",
                example="2",
            ),
        )
    ),
    Key("transitions.objection", "days", "for how long objections are heard", "异议期", example='"5 days"'),
    Key(
        "transitions.reevaluation",
        "months",
        "within what time one re-evaluation may be asked for",
        "可申请一次复评的期限",
        example='"12 months"',
    ),
)

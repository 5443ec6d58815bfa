"""Keys of the score: groups, items, deductions and bonus points."""

from __future__ import annotations

from growthpole.programme.file.schema.key import Key

__all__ = ["KEYS"]

KEYS = (
    Key("index", "rule", "how the score is made; each group is a table below it", "评分指标体系；下设各组"),
    Key("index.scale", "amount", "the points of a cluster that reaches every reference", "满分", default="100"),
    Key(
        "index.aggregate",
        "choice",
        "the mean by which items and groups are put together",
        "合成方法",
        options=("arithmetic", "geometric", "harmonic"),
        default="arithmetic",
    ),
    Key(
        "index.missing",
        "choice",
        "what a missing figure gives, unless the item says otherwise",
        "缺失值处理（条目未另行规定时）",
        options=("unknown", "class mean"),
        default="unknown",
    ),
    Key("index.*", "rule", "a group of items, by its id", "一组评分项"),
    Key("index.*.name", "text", "its name", "名称", required=True, dated=False),
    Key(
        "index.*.weight",
        "weight",
        "its weight; the groups add up to 100 (or to 1)",
        "权重；各组合计 100（或 1）",
        required=True,
        example='{ value = 25, basis = "example" }',
    ),
    Key("index.*.*", "rule", "a scored item, by its id", "一个评分项"),
    Key("index.*.*.name", "text", "its name", "名称", default="the name of the indicator", dated=False),
    Key(
        "index.*.*.value",
        "expression",
        "what is scored",
        "评分对象",
        default="the indicator of the item's id",
        example='"growth(output, years=3)"',
    ),
    Key(
        "index.*.*.weight",
        "weight",
        "its weight; the items of a group add up to 100, to 1, or to the group's weight",
        "权重；组内合计 100、1 或本组权重",
        required=True,
        example="10",
    ),
    Key(
        "index.*.*.worst",
        "quantity",
        "the fixed reference that gives no points",
        "零分参照值（固定）",
        required=True,
        example='"0 CNY"',
    ),
    Key(
        "index.*.*.best",
        "quantity",
        "the fixed reference that gives all points",
        "满分参照值（固定）",
        required=True,
        example='"10 bn CNY"',
    ),
    Key(
        "index.*.*.cap",
        "cap",
        "the most that the item may reach, as a multiple of its points; `none` for no limit",
        "得分上限（倍数）；none 为不设上限",
        default="1",
        example="1.5",
    ),
    Key(
        "index.*.*.missing",
        "choice",
        "what a missing figure gives: everything it may be, or the class mean, flagged",
        "缺失值处理：按未知处理，或取组均值并标注",
        options=("unknown", "class mean"),
        default="that of the index",
    ),
    *(
        key
        for table, en, zh in (("deduction", "points taken away", "扣分"), ("bonus", "points given", "加分"))
        for key in (
            Key(table, "tables", f"{en} after aggregation", f"{zh}事项"),
            Key(f"{table}.*", "rule", f"one reason for {en}", f"一项{zh}"),
            Key(f"{table}.*.name", "text", "its name", "名称", required=True, dated=False),
            Key(f"{table}.*.points", "amount", f"{en} each time", f"每次{zh}", required=True, example="0.3"),
            Key(
                f"{table}.*.count",
                "count",
                "how often; a test counts once",
                "次数；判定式计一次",
                required=True,
                example='"central_inspection_issues"',
            ),
            Key(f"{table}.*.cap", "amount", "the most points in all", "累计上限", default="no limit", example="3"),
        )
    ),
)

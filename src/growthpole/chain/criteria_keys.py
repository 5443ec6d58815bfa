"""The one table of keys of a file of criteria, read by validator and documentation."""

from __future__ import annotations

from growthpole.chain.criteria import FIRM_MEASURES, INDUSTRY_MEASURES, SHIFT_MEASURES
from growthpole.model.project import RESOURCES
from growthpole.programme.file.schema import Key, tree_of

__all__ = ["KEYS", "SCHEMA"]


def _criteria(of: str, measures: tuple[str, ...], en: str, zh: str) -> tuple[Key, ...]:
    return (
        Key(of, "tables", f"the criteria for {en}", f"{zh}的评价准则", default="those that ship"),
        Key(f"{of}.*", "rule", "one criterion", "一项准则"),
        Key(f"{of}.*.name", "text", "what it is called", "名称", required=True, dated=False),
        Key(f"{of}.*.measure", "choice", "the figure it looks at", "所用指标", required=True, options=measures,
            example=f'"{measures[0]}"', dated=False),
        Key(f"{of}.*.weight", "weight", "how much it counts; weights are divided by their sum", "权重（自动归一）",
            required=True, example="20", dated=False),
        Key(f"{of}.*.worst", "quantity", "the figure that scores nothing, with its unit", "得零分的数值（带单位）",
            required=True, example='"0 %"', dated=False),
        Key(f"{of}.*.best", "quantity", "the figure that scores in full, with its unit", "得满分的数值（带单位）",
            required=True, example='"10 %"', dated=False),
    )  # fmt: skip


KEYS: tuple[Key, ...] = (
    Key("targets", "rule", "what holds for all criteria", "总则", required=True),
    Key("targets.least_need", "share", "inputs on which less is spent per unit of output are left out",
        "单位产出采购额低于此比例的投入不列入", default="none is left out", example='"0.3 %"', dated=False),
    Key("targets.leave_out", "strings", "sectors that cannot be attracted", "不列入招商的部门代码",
        example='["006"]', dated=False),
    *_criteria("industry", tuple(INDUSTRY_MEASURES), "industries", "产业"),
    *_criteria("firm", tuple(FIRM_MEASURES), "firms", "企业"),
    *_criteria("shift", tuple(SHIFT_MEASURES), "diversification", "转型方向"),
    Key("judgement", "tables", "points that the office gives, for criteria that measure its judgement",
        "主管部门评分（用于 judgement 准则）"),
    Key("judgement.*", "rule", "the points of one criterion", "一项准则的评分"),
    Key("judgement.*.*", "range", "the points of a sector or firm, from and to", "部门或企业的得分区间",
        example="[3, 4]", dated=False),
    Key("energy", "rule", "tonnes of standard coal per money spent, by sector that sells energy",
        "能源部门每单位金额折标准煤"),
    Key("energy.*", "range", "from and to", "区间", example='["6 tce/万元", "14 tce/万元"]', dated=False),
    Key("takes", "rule", "what an output takes of a resource", "单位产值占用要素"),
    *(
        Key(f"takes.{name}", "range", f"of {resource.name.en}, from and to", f"{resource.name.zh}，区间",
            example=f'["1{resource.shown.zh}/亿元", "2{resource.shown.zh}/亿元"]', dated=False)
        for name, resource in RESOURCES.items()
    ),
)  # fmt: skip
"""Every key, in the order in which the file is best read."""

SCHEMA = tree_of(KEYS)
"""The keys as a tree."""

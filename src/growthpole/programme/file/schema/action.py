"""Keys of what follows from an assessment: weaknesses, remedies, the fund and the work manual."""

# ruff: noqa: E501 -- a row of the table is a line

from __future__ import annotations

from growthpole.programme.file.schema.key import Key

__all__ = ["CONTENTS", "KEYS", "MODES"]

MODES = ("flat", "level prize", "promotion prize", "proportional", "factor")
CONTENTS = ("figures", "criteria", "gates", "score", "weaknesses", "remedies", "distance", "award", "unknown", "text")

KEYS = (
    Key("breakthrough", "tables", "headings under which the remedies are grouped", "突破方向"),
    Key("breakthrough.*", "rule", "one heading", "一个方向"),
    Key("breakthrough.*.name", "text", "its name", "名称", required=True, dated=False),
    Key("weakness", "tables", "faults that evidence can show", "短板"),
    Key("weakness.*", "rule", "one fault", "一项短板"),
    Key("weakness.*.name", "text", "its name", "名称", required=True, dated=False),
    Key(
        "weakness.*.test",
        "test",
        "when the weakness is there",
        "判定式（成立即存在短板）",
        required=True,
        example='"leading_enterprises < 1"',
    ),
    Key(
        "weakness.*.remedies", "names", "the remedies tied to it", "对应措施", required=True, example='["grow_leader"]'
    ),
    Key("remedy", "tables", "what can be done", "措施"),
    Key("remedy.*", "rule", "one thing that can be done", "一项措施"),
    Key("remedy.*.name", "text", "its name", "名称", required=True, dated=False),
    Key("remedy.*.breakthrough", "id", "the heading it belongs to", "所属突破方向", dated=False),
    Key("remedy.*.effect", "table", "what it is expected to change", "预期效果"),
    Key(
        "remedy.*.effect.*",
        "effect",
        "expected relative change of one indicator",
        "某指标的预期变化幅度",
        example='"+10 % .. +30 %"',
    ),
    Key("remedy.*.adds", "table", "what it is expected to add", "预期增量"),
    Key(
        "remedy.*.adds.*",
        "gain",
        "expected absolute change of one indicator, a plain number in its unit; `yes` makes a fact true",
        "某指标的预期增量，纯数字按该指标单位；“yes”表示该事项由否变是",
        example='"+1 .. +2"',
    ),
    Key("remedy.*.cost", "money", "what it costs", "费用", example='"2 mn CNY"'),
    Key("remedy.*.lead_time", "months", "time until it works", "见效时间", example='"1 year"'),
    Key(
        "remedy.*.requires",
        "names",
        "the remedies that must work in the cluster before it begins",
        "须先见效的前置措施",
        default="none",
        example='["regional_brand"]',
    ),
    Key("remedy.*.uses", "table", "what it takes of the room that its county still has", "占用所在县区的要素"),
    Key(
        "remedy.*.uses.*",
        "quantity",
        "how much of one resource: land, or a year's water, energy, labour or transport",
        "某要素用量：土地，或全年用水、能耗、用工、运输量（land、water、energy、labour、transport）",
        example='"10 mu"',
    ),
    Key("remedy.*.owner", "text", "who is responsible", "责任单位", dated=False),
    Key("fund", "rule", "the award fund", "奖励资金"),
    Key("fund.budget", "money", "all there is to give", "资金总额", required=True, example='"50 mn CNY"'),
    Key(
        "fund.eligible",
        "among",
        "who may receive anything",
        "奖励对象条件",
        default="everyone not excluded by a veto",
        example='"tier >= city"',
    ),
    Key(
        "fund.tranches",
        "shares",
        "the shares in which an award is paid; they add up to 1",
        "分期拨付比例，合计为 1",
        default="all at once",
        example="[0.6, 0.4]",
    ),
    Key("fund.part", "list", "a part of the fund and how it is split", "资金组成及分配方法", required=True),
    Key("fund.part.*", "rule", "one part", "一个组成部分"),
    Key("fund.part.*.id", "id", "its id", "代号", required=True, dated=False),
    Key("fund.part.*.name", "text", "its name", "名称", required=True, dated=False),
    Key(
        "fund.part.*.mode",
        "choice",
        "equal amounts, a prize for a level, a prize for a promotion, in proportion to the score, or by weighted factors",
        "分配方式：均分、等次奖、晋级奖、按得分比例、因素法",
        required=True,
        options=MODES,
    ),
    Key(
        "fund.part.*.share",
        "share",
        "share of the budget; the shares add up to 1",
        "占资金总额比例；合计为 1",
        example="0.6",
    ),
    Key("fund.part.*.amount", "money", "the prize", "奖金数额", example='"3 mn CNY"'),
    Key(
        "fund.part.*.among",
        "among",
        "who takes part",
        "参与对象条件",
        default="everyone eligible",
        example='"grade >= good"',
    ),
    Key(
        "fund.part.*.floor",
        "money",
        "the least that a cluster receives from the part",
        "单个集群最低数额",
        example='"0.5 mn CNY"',
    ),
    Key(
        "fund.part.*.cap",
        "money",
        "the most that a cluster receives from the part",
        "单个集群最高数额",
        example='"5 mn CNY"',
    ),
    Key("fund.part.*.factors", "table", "expressions and their weights, for the factor method", "因素法：表达式及权重"),
    Key(
        "fund.part.*.factors.*",
        "weight",
        "the weight of one factor; the factors add up to 100 or 1",
        "因素权重；合计 100 或 1",
        example="0.5",
    ),
    Key("manual", "table", "the work manual", "工作手册"),
    Key("manual.full", "strings", "the clusters treated in full, by id", "详写的集群", default="none", dated=False),
    Key("manual.short", "words", "who is treated in short", "简写的集群", default="all others", dated=False),
    Key("manual.section", "list", "the sections of each chapter", "章节"),
    Key("manual.section.*", "table", "one section", "一节"),
    Key("manual.section.*.id", "id", "its id", "代号", required=True, dated=False),
    Key("manual.section.*.name", "text", "its name", "名称", required=True, dated=False),
    Key(
        "manual.section.*.content", "choice", "what stands in it", "内容", options=CONTENTS, default="text", dated=False
    ),
)

"""Keys of the plan: years, money, targets by the way, fairness between counties."""

from __future__ import annotations

from growthpole.programme.file.schema.key import Key

__all__ = ["EVERY_COUNTY", "KEYS"]

EVERY_COUNTY = "all"
"""Stands for every county with a cluster where a county's code may stand."""

KEYS = (
    Key("plan", "rule", "within what a plan of remedies is made", "规划约束"),
    Key(
        "plan.first",
        "calendar",
        "its first year",
        "规划首年",
        default="the year after the one assessed",
        example="2025",
    ),
    Key("plan.years", "years", "how many years it covers", "规划年限", default="3 years", example='"3 years"'),
    Key(
        "plan.budget",
        "money",
        "what the undertakings begun in one year may cost together",
        "每年可安排资金",
        required=True,
        example='"20 mn CNY"',
    ),
    Key("plan.budgets", "table", "the same for single years that differ", "个别年份的资金"),
    Key("plan.budgets.*", "money", "what may be spent in that year", "该年可安排资金", example='"30 mn CNY"'),
    Key(
        "plan.discount",
        "share",
        "how much less a place on the ladder counts for each year that it comes later",
        "每推迟一年达标的折减比例",
        default="5 %",
        example='"5 %"',
    ),
    Key("plan.targets", "table", "how many clusters are to stand on a tier or above it, by year", "分年度层级目标"),
    Key("plan.targets.*", "table", "the targets of one tier", "某层级的分年度目标"),
    Key(
        "plan.targets.*.*",
        "whole",
        "how many in that year; the tier's own target holds in the last year where none is stated",
        "该年目标数；末年未注明的按层级培育目标",
        example="25",
    ),
    Key("plan.priority", "table", "which tier comes first when not all targets can be reached", "层级优先权重"),
    Key(
        "plan.priority.*",
        "weight",
        "the weight of a place on the tier",
        "该层级每一名额的权重",
        default="1",
        example="2",
    ),
    Key(
        "plan.least_undertakings",
        "table",
        "fairness: how many undertakings a county is to get at the least",
        "公平底线：各县区至少安排的措施数",
    ),
    Key(
        "plan.least_undertakings.*",
        "whole",
        "for the county of that code, or `all` for each that has a cluster",
        "按县区代码；“all”表示每个有集群的县区",
        example="1",
    ),
    Key(
        "plan.least_share",
        "table",
        "fairness: which share of the money spent a county is to get at the least",
        "公平底线：各县区资金最低占比",
    ),
    Key(
        "plan.least_share.*",
        "share",
        "for the county of that code, or `all` for each that has a cluster",
        "按县区代码；“all”表示每个有集群的县区",
        example='"5 %"',
    ),
)

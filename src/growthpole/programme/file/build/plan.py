"""The rules of the plan, from the rules in force."""

from __future__ import annotations

from typing import cast

from growthpole.model.rules import PlanRules
from growthpole.programme.file.statute import Rules, Section

__all__ = ["plan"]


def plan(rules: Rules) -> PlanRules | None:
    """Within what a plan is made; nothing where the file has no such section."""
    one = rules.section("plan")
    if one is None:
        return None
    return PlanRules(
        first=one.get("first", str, ""),
        years=one.get("years", int, 3),
        budget_cents=one.get("budget", int, 0),
        budgets=cast(dict[str, int], _values(one, "budgets")),
        discount=one.get("discount", float, 0.05),
        targets={tier: cast(dict[str, int], _values(one, "targets", tier)) for tier in rules.ids("plan", "targets")},
        priority=cast(dict[str, float], _values(one, "priority")),
        least_undertakings=cast(dict[str, int], _values(one, "least_undertakings")),
        least_share=cast(dict[str, float], _values(one, "least_share")),
        lines={".".join(path[1:]): leaf.line for path, leaf in rules.leaves.items() if path[0] == "plan"},
        basis=one.basis,
    )


def _values(one: Section, *below: str) -> dict[str, object]:
    return {leaf.path[-1]: leaf.value for leaf in one.leaves(*below)}

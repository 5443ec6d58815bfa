"""What ``growthpole whatif`` prints: the ladder under both sets of rules, and who changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from growthpole.cli.spoken import move, points
from growthpole.cli.words import counted, say
from growthpole.model.assessment import Assessment
from growthpole.model.rules import Tier
from growthpole.reports.units import money
from growthpole.services.whatif import Difference, WhatIfResult

__all__ = ["show"]


def show(result: WhatIfResult, language: str = "en", console: Console | None = None) -> None:
    """Print who rises, falls, enters or leaves, and gets how much, under changed rules."""
    console = console or Console()
    tiers = {**result.before.programme.tiers, **result.after.programme.tiers}
    console.print(_ladder(result.before, result.after, tiers, language))
    if not result.differences:
        console.print(say(language, "nothing changes"))
        return
    count, currency = len(result.differences), result.before.programme.currency
    title = counted(language, count, "changes", "change", all=len(result.before.clusters))
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in ("tier", "decision", "score", "award"):
        table.add_column(say(language, heading), overflow="fold")
    for each in result.differences:
        table.add_row(Styled(each.name.get(language)), *_cells(each, tiers, currency, language))
    console.print(table)


def _ladder(before: Assessment, after: Assessment, tiers: Mapping[str, Tier], language: str) -> Table:
    table = Table(title=say(language, "ladder"), title_justify="left")
    table.add_column(say(language, "tier"))
    table.add_column(say(language, "present rules"), justify="right")
    table.add_column(say(language, "changed rules"), justify="right")
    then, now = ({rung.tier: rung.holding for rung in each.ladder} for each in (before, after))
    for tier, rule in tiers.items():
        table.add_row(Styled(rule.name.get(language)), str(then.get(tier, "")), str(now.get(tier, "")))
    return table


def _cells(each: Difference, tiers: Mapping[str, Tier], currency: str, language: str) -> Sequence[Styled]:
    names = [tiers[tier].name.get(language) if tier else say(language, "none") for tier in each.tiers]
    moves = [move(name, language, sure) for name, sure in zip(each.moves, each.certainties, strict=True)]
    scores = ["" if score is None else points(score, language) for score in each.scores]
    awards = [money(cents, currency) for cents in each.cents]
    return [Styled(_arrow(*pair)) for pair in (names, moves, scores, awards)]


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"

"""What the commands print: tables of problems, the ladder, the criteria, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text as Styled

from growthpole.errors import Problem
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.verdict import Verdict
from growthpole.reports.units import money
from growthpole.services.assess import Written
from growthpole.services.whatif import Difference

__all__ = ["MARKS", "assessment", "differences", "problems", "written"]

MARKS = {Verdict.MET: ("●", "green"), Verdict.NOT_MET: ("○", "red"), Verdict.UNKNOWN: ("?", "dim")}
UNKNOWNS_SHOWN = 8


def problems(found: Sequence[Problem], console: Console | None = None) -> None:
    """Print every fault with its place, what was found, what must hold and what to do."""
    console = console or Console(stderr=True)
    errors = sum(each.severity == "error" for each in found)
    table = Table(title=f"{errors} errors, {len(found) - errors} warnings", title_justify="left", show_lines=True)
    for heading in ("where", "found", "must be", "what to do"):
        table.add_column(heading, overflow="fold")
    for each in found:
        style = "red" if each.severity == "error" else "yellow"
        table.add_row(Styled(each.place, style), each.found, each.must, each.do)
    console.print(table)
    if errors:
        console.print("Nothing was taken in. Correct the cells above and try again.")


def assessment(result: Assessment, language: str = "en", console: Console | None = None) -> None:
    """Print the ladder, every cluster's criteria, and what to collect first."""
    console = console or Console()
    programme = result.programme
    console.print(f"\n[bold]{programme.name.get(language)}[/bold]  {programme.version}, {result.period}\n")
    console.print(_ladder(result, language))
    if programme.criteria:
        console.print(_criteria(result, language))
    console.print(_clusters(result, language))
    _unknowns(result, language, console)


def _ladder(result: Assessment, language: str) -> Table:
    table = Table(title="The ladder against its targets", title_justify="left")
    table.add_column("tier")
    for heading in ("target", "before", "now", "possible"):
        table.add_column(heading, justify="right")
    for rung in reversed(result.ladder):
        name = result.programme.tiers[rung.tier].name.get(language)
        target = "" if rung.target is None else str(rung.target)
        table.add_row(name, target, str(rung.before), str(rung.holding), str(rung.possible))
    return table


def _criteria(result: Assessment, language: str) -> Table:
    criteria = list(result.programme.criteria.values())
    table = Table(title="The criteria: ● met  ○ not met  ? unknown", title_justify="left")
    table.add_column(result.programme.cluster.get(language))
    for number in range(1, len(criteria) + 1):
        table.add_column(str(number), justify="center")
    for each in result.clusters:
        cells = [Styled(*MARKS[finding.verdict]) for finding in each.criteria]
        table.add_row(each.cluster.name.get(language), *cells)
    numbered = (f"{number} {one.name.get(language)}" for number, one in enumerate(criteria, 1))
    table.caption, table.caption_justify = "; ".join(numbered), "left"
    return table


def _clusters(result: Assessment, language: str) -> Table:
    table = Table(title="Decisions, weaknesses and next steps", title_justify="left", show_lines=True)
    for heading in (result.programme.cluster.get(language), "decision", "score", "weaknesses", "to the next tier"):
        table.add_column(heading, overflow="fold")
    for each in result.clusters:
        table.add_row(
            each.cluster.name.get(language),
            _decision(each, result, language),
            "" if each.score is None else _points(each),
            _weaknesses(each, result, language),
            _distance(each, result, language),
        )
    return table


def _decision(each: ClusterAssessment, result: Assessment, language: str) -> str:
    tiers, decision = result.programme.tiers, each.decision
    after = tiers[decision.after].name.get(language) if decision.after else "none"
    return f"{decision.move}: {after} ({decision.certainty})"


def _points(each: ClusterAssessment) -> str:
    total = each.score.total if each.score else None
    if total is None:
        return ""
    return f"{total.low:.1f}" if total.known else f"{total.low:.1f} to {total.high:.1f}"


def _weaknesses(each: ClusterAssessment, result: Assessment, language: str) -> str:
    rules = result.programme.weaknesses
    shown = [
        f"{MARKS[one.finding.verdict][0]} {rules[one.finding.id].name.get(language)}"
        for one in each.weaknesses
        if one.finding.verdict is not Verdict.NOT_MET
    ]
    return "\n".join(shown)


def _distance(each: ClusterAssessment, result: Assessment, language: str) -> str:
    gates, distance = result.programme.gates, each.distance
    if not distance.tier:
        return "on the top rung"
    parts = [result.programme.tiers[distance.tier].name.get(language)]
    for word, shortfalls in (("missing", distance.missing), ("unknown", distance.unknown)):
        if shortfalls:
            parts.append(f"{word}: " + ", ".join(gates[one.gate].name.get(language) for one in shortfalls))
    return "\n".join(parts)


def _unknowns(result: Assessment, language: str, console: Console) -> None:
    if not result.unknowns:
        return
    names = result.programme.indicators
    clusters = {each.cluster.id: each.cluster.name.get(language) for each in result.clusters}
    console.print("\n[bold]Collect first[/bold] (open questions that hang on the figure)")
    for each in result.unknowns[:UNKNOWNS_SHOWN]:
        subject = clusters.get(each.subject, each.subject)
        console.print(f"  {len(each.of):>3}  {subject}: {names[each.indicator].name.get(language)} {each.period}")
    if len(result.unknowns) > UNKNOWNS_SHOWN:
        console.print(f"       ... and {len(result.unknowns) - UNKNOWNS_SHOWN} more, all in the report")


def written(files: Written, inputs: Path | None = None, console: Console | None = None) -> None:
    """Print where the results lie."""
    console = console or Console()
    console.print("\n[bold]Written[/bold]")
    for field in fields(files):
        console.print(f"  {getattr(files, field.name)}", highlight=False)
    if inputs is not None:
        console.print(f"  {inputs} (what went in: correct it and assess again)", highlight=False)


def differences(
    before: Assessment,
    after: Assessment,
    found: Sequence[Difference],
    language: str = "en",
    console: Console | None = None,
) -> None:
    """Print who rises, falls, enters or leaves, and gets how much, under changed rules."""
    console = console or Console()
    tiers = {**before.programme.tiers, **after.programme.tiers}
    ladder = Table(title="The ladder", title_justify="left")
    ladder.add_column("tier")
    ladder.add_column("present rules", justify="right")
    ladder.add_column("changed rules", justify="right")
    now, then = ({rung.tier: rung.holding for rung in each.ladder} for each in (after, before))
    for tier, rule in tiers.items():
        ladder.add_row(rule.name.get(language), str(then.get(tier, "")), str(now.get(tier, "")))
    console.print(ladder)
    if not found:
        console.print("Nothing changes.")
        return
    table = Table(title=f"{len(found)} of {len(before.clusters)} change", title_justify="left")
    for heading in ("", "tier", "decision", "score", "award"):
        table.add_column(heading, overflow="fold")
    currency = before.programme.currency
    for each in found:
        names = tuple(tiers[tier].name.get(language) if tier else "none" for tier in each.tiers)
        decisions = tuple(f"{move} ({sure})" for move, sure in zip(each.moves, each.certainties, strict=True))
        scores = tuple("" if score is None else str(score) for score in each.scores)
        awards = tuple(money(cents, currency) for cents in each.cents)
        table.add_row(each.name.get(language), *map(_arrow, (names, decisions, scores, awards)))
    console.print(table)


def _arrow(pair: tuple[str, str]) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]} → {pair[1]}"

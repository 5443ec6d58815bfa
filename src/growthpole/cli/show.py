"""What the commands print: tables of problems, the ladder, the criteria, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Styled

from growthpole.errors import Problem
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.interval import Interval
from growthpole.model.verdict import Verdict
from growthpole.reports.units import money

if TYPE_CHECKING:
    # only named here: loading them would load every engine behind a command that prints problems
    from growthpole.services.assess import Written
    from growthpole.services.whatif import Difference

__all__ = ["MARKS", "assessment", "differences", "problems", "written"]

MARKS = {Verdict.MET: ("●", "green"), Verdict.NOT_MET: ("○", "red"), Verdict.UNKNOWN: ("?", "dim")}
UNKNOWNS_SHOWN = 8
CLUSTERS_SHOWN = 100


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
    console.print()
    for each in result.clusters[:CLUSTERS_SHOWN]:
        console.print("\n".join(_town(each, result, language)), highlight=False)
    if len(result.clusters) > CLUSTERS_SHOWN:
        console.print(f"... and {len(result.clusters) - CLUSTERS_SHOWN} more, all in the report")
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
    for each in result.clusters[:CLUSTERS_SHOWN]:
        cells = [Styled(*MARKS[finding.verdict]) for finding in each.criteria]
        table.add_row(each.cluster.name.get(language), *cells)
    numbered = (f"{number} {one.name.get(language)}" for number, one in enumerate(criteria, 1))
    table.caption, table.caption_justify = "; ".join(numbered), "left"
    return table


def _town(each: ClusterAssessment, result: Assessment, language: str) -> Iterator[str]:
    """A few lines on one cluster: its decision, score and rank; what is weak; the way up."""
    tiers, decision = result.programme.tiers, each.decision
    after = tiers[decision.after].name.get(language) if decision.after else "no tier"
    parts = [f"{decision.move}, {after} ({decision.certainty})"]
    if each.score is not None:
        parts.append(f"score {_points(each.score.total)}")
    if each.rank is not None:
        ranks = f"{each.rank.best}" if each.rank.best == each.rank.worst else f"{each.rank.best} to {each.rank.worst}"
        parts.append(f"rank {ranks} of {each.rank.of}")
    if each.award is not None and each.award.cents:
        parts.append(f"award {money(each.award.cents, result.programme.currency)}")
    yield f"[bold]{escape(each.cluster.name.get(language))}[/bold]  {escape('; '.join(parts))}"
    rules = result.programme.weaknesses
    weak = [rules[one.finding.id].name.get(language) for one in each.weaknesses if one.finding.verdict is Verdict.MET]
    if weak:
        yield f"  weak: {escape(', '.join(weak))}"
    yield from _next_step(each, result, language)


def _next_step(each: ClusterAssessment, result: Assessment, language: str) -> Iterator[str]:
    gates, distance = result.programme.gates, each.distance
    if not distance.tier:
        return
    goal = result.programme.tiers[distance.tier].name.get(language)
    for word, shortfalls in (("missing", distance.missing), ("unknown", distance.unknown)):
        if shortfalls:
            names = ", ".join(gates[one.gate].name.get(language) for one in shortfalls)
            yield f"  to {escape(goal)}, {word}: {escape(names)}"


def _points(total: Interval) -> str:
    return f"{total.low:.1f}" if total.known else f"{total.low:.1f} to {total.high:.1f}"


def _unknowns(result: Assessment, language: str, console: Console) -> None:
    """The figures to collect first: by indicator, since an office asks all its counties for the same figure."""
    asked = Counter[str]()
    questions = Counter[str]()
    for each in result.unknowns:
        asked[each.indicator] += 1
        questions[each.indicator] += len(each.of)
    if not asked:
        return
    console.print("\n[bold]Collect first[/bold]")
    for indicator, count in questions.most_common(UNKNOWNS_SHOWN):
        name = result.programme.indicators[indicator].name.get(language)
        console.print(f"  {escape(name)}: {asked[indicator]} figures, on which {count} open questions hang")
    if len(asked) > UNKNOWNS_SHOWN:
        console.print(f"  ... and {len(asked) - UNKNOWNS_SHOWN} more indicators, all in the report")


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
        scores = tuple("" if score is None else _points(score) for score in each.scores)
        awards = tuple(money(cents, currency) for cents in each.cents)
        table.add_row(each.name.get(language), *map(_arrow, (names, decisions, scores, awards)))
    console.print(table)


def _arrow(pair: tuple[str, ...]) -> str:
    return pair[0] if pair[0] == pair[1] else f"{pair[0]} → {pair[1]}"

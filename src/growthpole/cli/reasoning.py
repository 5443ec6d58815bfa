"""What ``growthpole explain`` prints: every verdict, its reason, and the figures down to source and quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.markup import escape

from growthpole.cli import standing
from growthpole.cli.pedigree import figures
from growthpole.cli.spoken import MARKS, decision, move, tier
from growthpole.cli.words import say
from growthpole.model.assessment import Assessment, ClusterAssessment, Decision, Finding
from growthpole.model.rules import Criterion, Gate, Veto

__all__ = ["show"]


def show(assessment: Assessment, one: ClusterAssessment, language: str, console: Console | None = None) -> None:
    """Print one cluster's whole reasoning."""
    console = console or Console()
    programme = assessment.programme
    console.rule(
        f"{escape(one.cluster.name.get(language))}  {assessment.period}  {escape(programme.name.get(language))}"
    )
    console.print(f"[bold]{escape(decision(one.decision, programme, language))}[/bold]")
    for line in _around(one.decision, assessment, language):
        console.print(f"  {escape(line)}", highlight=False)
    for heading, findings, names in _sections(assessment, one, language):
        if findings:
            console.print(f"\n[bold]{escape(heading)}[/bold]")
            _findings(console, assessment, findings, names, language)
    standing.show(assessment, one, language, console)


def _around(one: Decision, assessment: Assessment, language: str) -> Iterator[str]:
    """What surrounds the decision: tiers, other moves still possible, validity, what would turn it."""
    before, after = (tier(name, assessment.programme, language) for name in (one.before, one.after))
    yield say(language, "tiers", before=before, after=after)
    moves = say(language, "comma").join(move(name, language) for name in one.possible)
    yield say(language, "still possible", moves=moves)
    if one.valid_until:
        yield say(language, "valid until", year=one.valid_until)
    for turn in one.turns:
        yield say(language, "turns on", what=turn.get(language))


def _sections(
    assessment: Assessment, one: ClusterAssessment, language: str
) -> Iterator[tuple[str, tuple[Finding, ...], Mapping[str, str]]]:
    rules = assessment.programme

    def named(family: Mapping[str, Criterion | Gate | Veto]) -> dict[str, str]:
        return {key: rule.name.get(language) for key, rule in family.items()}

    yield say(language, "criteria"), one.criteria, named(rules.criteria)
    for name, findings in one.gates.items():
        yield say(language, "gates", tier=tier(name, rules, language)), findings, named(rules.gates)
    yield say(language, "vetoes"), one.vetoes, named(rules.vetoes)


def _findings(
    console: Console, assessment: Assessment, findings: Iterable[Finding], names: Mapping[str, str], language: str
) -> None:
    for finding in findings:
        mark, style = MARKS[finding.verdict]
        told = f"{names[finding.id]}{say(language, 'colon')}{finding.reason.get(language)}"
        console.print(f"  [{style}]{mark}[/] {escape(told)}", soft_wrap=True)
        figures(console, assessment, finding.figures, language)

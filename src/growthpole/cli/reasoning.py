"""What ``growthpole explain`` prints: every verdict, its reason, and the figures down to source and quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.markup import escape

from growthpole.cli.show import MARKS
from growthpole.model.assessment import Assessment, ClusterAssessment, FigureUsed, Finding
from growthpole.model.interval import Interval
from growthpole.model.rules import Criterion, Gate, Veto, Weakness
from growthpole.reports.units import figure as figure_text
from growthpole.reports.units import money

__all__ = ["show"]


def show(assessment: Assessment, one: ClusterAssessment, language: str, console: Console | None = None) -> None:
    """Print one cluster's whole reasoning."""
    console = console or Console()
    programme = assessment.programme
    console.rule(
        f"{escape(one.cluster.name.get(language))}  {assessment.period}  {escape(programme.name.get(language))}"
    )
    decision = one.decision
    console.print(f"[bold]{decision.move}[/bold] ({decision.certainty}); possible: {', '.join(decision.possible)}")
    for turn in decision.turns:
        console.print(f"  turns on: {escape(turn.get(language))}")
    for heading, findings, names in _sections(assessment, one, language):
        if findings:
            console.print(f"\n[bold]{escape(heading)}[/bold]")
            _findings(console, assessment, findings, names, language)
    _score(console, assessment, one, language)
    if one.award is not None:
        console.print(
            f"\n[bold]award[/bold] {money(one.award.cents, programme.currency)}: "
            f"{escape(one.award.reason.get(language))}"
        )


def _sections(
    assessment: Assessment, one: ClusterAssessment, language: str
) -> Iterator[tuple[str, tuple[Finding, ...], Mapping[str, str]]]:
    rules = assessment.programme

    def named(family: Mapping[str, Criterion | Gate | Veto | Weakness]) -> dict[str, str]:
        return {key: rule.name.get(language) for key, rule in family.items()}

    yield "criteria", one.criteria, named(rules.criteria)
    for tier, findings in one.gates.items():
        yield f"gates: {rules.tiers[tier].name.get(language)}", findings, named(rules.gates)
    yield "vetoes", one.vetoes, named(rules.vetoes)
    yield "weaknesses", tuple(each.finding for each in one.weaknesses), named(rules.weaknesses)


def _findings(
    console: Console, assessment: Assessment, findings: Iterable[Finding], names: Mapping[str, str], language: str
) -> None:
    for finding in findings:
        mark, style = MARKS[finding.verdict]
        console.print(f"  [{style}]{mark}[/] {escape(names[finding.id])}: {escape(finding.reason.get(language))}")
        _figures(console, assessment, finding.figures, language)


def _figures(console: Console, assessment: Assessment, figures: Iterable[FigureUsed], language: str) -> None:
    for figure in figures:
        indicator = assessment.programme.indicators[figure.indicator]
        value = figure_text(figure.value, indicator).get(language)
        console.print(f"      {escape(indicator.name.get(language))} {figure.period}: {escape(value)}")
        for number in figure.rows:
            row = assessment.evidence[number]
            source = assessment.sources.get(row.source)
            title = source.title.get(language) if source else row.source
            quote = f' "{row.quote}"' if row.quote else ""
            console.print(
                f"        {row.status}; {escape(title)}; {escape(str(row.origin or ''))}{escape(quote)}", style="dim"
            )


def _score(console: Console, assessment: Assessment, one: ClusterAssessment, language: str) -> None:
    index = assessment.programme.index
    if one.score is None or index is None:
        return
    console.print(f"\n[bold]score[/bold] {_short(one.score.total)} of {index.scale:g}")
    names = {(group.id, item.id): item.name.get(language) for group in index.groups for item in group.items}
    for item in one.score.items:
        flag = "  (class mean)" if item.imputed else ""
        console.print(f"  {_short(item.points):>14} of {item.weight:g}  {escape(names[item.group, item.item])}{flag}")
        _figures(console, assessment, item.figures, language)
    for key, points in one.score.adjustments.items():
        console.print(f"  {_short(points):>14}  {escape(assessment.programme.adjustments[key].name.get(language))}")


def _short(points: Interval) -> str:
    return f"{points.low:.2f}" if points.known else f"{points.low:.2f} to {points.high:.2f}"

"""The rest of a cluster's reasoning: weaknesses with remedies, score, grade and rank, the way up, the award."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from growthpole.cli.pedigree import figures
from growthpole.cli.spoken import MARKS, money_of, points, rank, tier
from growthpole.cli.words import counted, say
from growthpole.model.assessment import Assessment, Award, ClusterAssessment, Score
from growthpole.model.rules import Index, Remedy, ScoreGroup
from growthpole.model.verdict import Verdict

__all__ = ["show"]


def show(assessment: Assessment, one: ClusterAssessment, language: str, console: Console) -> None:
    """Print what follows from the verdicts on one cluster."""
    if one.weaknesses:
        console.print(f"\n[bold]{say(language, 'weaknesses')}[/bold]")
        _weaknesses(assessment, one, language, console)
    if one.score is not None and assessment.programme.index is not None:
        _score(assessment, one, one.score, assessment.programme.index, language, console)
    console.print(f"\n[bold]{escape(_goal(assessment, one, language))}[/bold]")
    for mark, words in _way(assessment, one, language):
        console.print(f"  {mark} {escape(words)}", soft_wrap=True)
    if one.award is not None:
        _award(assessment, one.award, language, console)


def _weaknesses(assessment: Assessment, one: ClusterAssessment, language: str, console: Console) -> None:
    rules = assessment.programme
    for each in one.weaknesses:
        finding = each.finding
        mark, style = MARKS[finding.verdict]
        told = (
            f"{rules.weaknesses[finding.id].name.get(language)}{say(language, 'colon')}{finding.reason.get(language)}"
        )
        console.print(f"  [{style}]{mark}[/] {escape(told)}")
        figures(console, assessment, finding.figures, language)
        if finding.verdict is Verdict.MET:
            for name in each.remedies:
                console.print(f"      {escape(_remedy(assessment, rules.remedies[name], language))}")


def _remedy(assessment: Assessment, one: Remedy, language: str) -> str:
    said = [say(language, "remedy", name=one.name.get(language))]
    if one.breakthrough:
        heading = assessment.programme.breakthroughs[one.breakthrough].name.get(language)
        said.append(say(language, "breakthrough", name=heading))
    if one.owner.get(language):
        said.append(say(language, "owner", name=one.owner.get(language)))
    if one.cost_cents is not None:
        said.append(say(language, "cost", amount=money_of(one.cost_cents, assessment)))
    if one.lead_months is not None:
        said.append(counted(language, one.lead_months, "lead one", "lead"))
    return say(language, "semicolon").join(said)


def _score(
    assessment: Assessment, one: ClusterAssessment, score: Score, index: Index, language: str, console: Console
) -> None:
    whole = say(language, "of", part=points(score.total, language, 2), whole=f"{index.scale:g}")
    console.print(f"\n[bold]{say(language, 'score')}[/bold] {whole}", highlight=False)
    for line in _place(assessment, one, language):
        console.print(f"  {escape(line)}", highlight=False)
    for group in index.groups:
        console.print(f"  {escape(group.name.get(language))}", style="italic")
        _items(assessment, score, group, language, console)
    for key, given in score.adjustments.items():
        name = assessment.programme.adjustments[key].name.get(language)
        console.print(f"    {points(given, language, 2):>14}  {escape(name)}")


def _place(assessment: Assessment, one: ClusterAssessment, language: str) -> Iterator[str]:
    if one.grades:
        names = (assessment.programme.grades[grade].name.get(language) for grade in one.grades)
        yield f"{say(language, 'grade')}{say(language, 'colon')}{say(language, 'grades or').join(names)}"
    if one.rank is not None:
        yield f"{say(language, 'rank')}{say(language, 'colon')}{rank(one.rank, language)}"


def _items(assessment: Assessment, score: Score, group: ScoreGroup, language: str, console: Console) -> None:
    names = {item.id: item.name.get(language) for item in group.items}
    for item in score.items:
        if item.group == group.id:
            name = names[item.item]
            if item.imputed:
                name = say(language, "brackets", words=name, inside=say(language, "class mean"))
            earned = say(language, "of", part=points(item.points, language, 2), whole=f"{item.weight:g}")
            console.print(f"    {earned:>20}  {escape(name)}")
            figures(console, assessment, item.figures, language)


def _goal(assessment: Assessment, one: ClusterAssessment, language: str) -> str:
    if not one.distance.tier:
        return say(language, "top tier")
    return say(language, "way up", tier=tier(one.distance.tier, assessment.programme, language))


def _way(assessment: Assessment, one: ClusterAssessment, language: str) -> Iterator[tuple[str, str]]:
    """The gates that stand before the next tier, with their marks, and what else a rise needs."""
    gates, distance = assessment.programme.gates, one.distance
    for each in (*distance.missing, *distance.unknown):
        mark, style = MARKS[each.verdict]
        name = gates[each.gate].name.get(language)
        yield f"[{style}]{mark}[/]", f"{name}{say(language, 'colon')}{each.reason.get(language)}"
    for need in distance.also:
        yield "→", need.get(language)
    if distance.tier and not (distance.missing or distance.unknown or distance.also):
        mark, style = MARKS[Verdict.MET]
        yield f"[{style}]{mark}[/]", say(language, "nothing missing")


def _award(assessment: Assessment, award: Award, language: str, console: Console) -> None:
    total = money_of(award.cents, assessment)
    reason = f"{say(language, 'colon')}{award.reason.get(language)}" if award.reason.get(language) else ""
    console.print(f"\n[bold]{say(language, 'award')}[/bold] {escape(total + reason)}", highlight=False)
    fund = assessment.programme.fund
    names = {} if fund is None else {part.id: part.name.get(language) for part in fund.parts}
    for part, cents in award.parts.items():
        words = say(language, "part", name=names[part], amount=money_of(cents, assessment))
        console.print(f"  {escape(words)}", highlight=False)
    if award.cents and len(award.tranches) > 1:
        amounts = say(language, "comma").join(money_of(cents, assessment) for cents in award.tranches)
        console.print(f"  {escape(say(language, 'tranches', amounts=amounts))}", highlight=False)

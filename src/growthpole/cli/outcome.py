"""What an assessment prints: the ladder, the criteria, a few lines on each cluster, what to collect first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Styled

from growthpole.cli.spoken import MARKS, decision, money_of, points, rank
from growthpole.cli.words import counted, say
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.verdict import Verdict

__all__ = ["assessment"]

UNKNOWNS_SHOWN = 8
CLUSTERS_SHOWN = 100


def assessment(result: Assessment, language: str = "en", console: Console | None = None) -> None:
    """Print the ladder, every cluster's criteria, and what to collect first."""
    console = console or Console()
    programme = result.programme
    console.print(f"\n[bold]{escape(programme.name.get(language))}[/bold]  {programme.version}, {result.period}\n")
    console.print(_ladder(result, language))
    if programme.criteria:
        console.print(_criteria(result, language))
    console.print()
    for each in result.clusters[:CLUSTERS_SHOWN]:
        console.print("\n".join(_cluster(each, result, language)), highlight=False)
    if (more := len(result.clusters) - CLUSTERS_SHOWN) > 0:
        console.print(counted(language, more, "more cluster", "more clusters"))
    _unknowns(result, language, console)


def _ladder(result: Assessment, language: str) -> Table:
    table = Table(title=say(language, "ladder against targets"), title_justify="left")
    table.add_column(say(language, "tier"))
    for heading in ("target", "before", "now", "possible"):
        table.add_column(say(language, heading), justify="right")
    for rung in reversed(result.ladder):
        name = result.programme.tiers[rung.tier].name.get(language)
        target = "" if rung.target is None else str(rung.target)
        table.add_row(Styled(name), target, str(rung.before), str(rung.holding), str(rung.possible))
    return table


def _criteria(result: Assessment, language: str) -> Table:
    criteria = list(result.programme.criteria.values())
    table = Table(title=say(language, "criteria marks"), title_justify="left")
    table.add_column(escape(result.programme.cluster.get(language)))
    for number in range(1, len(criteria) + 1):
        table.add_column(str(number), justify="center")
    for each in result.clusters[:CLUSTERS_SHOWN]:
        cells = [Styled(*MARKS[finding.verdict]) for finding in each.criteria]
        table.add_row(Styled(each.cluster.name.get(language)), *cells)
    numbered = (f"{number} {one.name.get(language)}" for number, one in enumerate(criteria, 1))
    table.caption, table.caption_justify = escape(say(language, "semicolon").join(numbered)), "left"
    return table


def _cluster(each: ClusterAssessment, result: Assessment, language: str) -> Iterator[str]:
    """A few lines on one cluster: its decision, score and rank; what is weak; the way up."""
    parts = [decision(each.decision, result.programme, language)]
    if each.score is not None:
        parts.append(f"{say(language, 'score')} {points(each.score.total, language)}")
    if each.rank is not None:
        parts.append(f"{say(language, 'rank')} {rank(each.rank, language)}")
    if each.award is not None and each.award.cents:
        parts.append(f"{say(language, 'award')} {money_of(each.award.cents, result)}")
    yield f"[bold]{escape(each.cluster.name.get(language))}[/bold]  {escape(say(language, 'semicolon').join(parts))}"
    rules = result.programme.weaknesses
    weak = [rules[one.finding.id].name.get(language) for one in each.weaknesses if one.finding.verdict is Verdict.MET]
    if weak:
        yield "  " + escape(say(language, "weak", names=say(language, "comma").join(weak)))
    yield from _next_step(each, result, language)


def _next_step(each: ClusterAssessment, result: Assessment, language: str) -> Iterator[str]:
    gates, distance = result.programme.gates, each.distance
    if not distance.tier:
        return
    goal = result.programme.tiers[distance.tier].name.get(language)
    for word, shortfalls in (("missing", distance.missing), ("unknown", distance.unknown)):
        if shortfalls:
            names = say(language, "comma").join(gates[one.gate].name.get(language) for one in shortfalls)
            yield "  " + escape(say(language, word, tier=goal, names=names))
    if not (distance.missing or distance.unknown):
        yield from ("  " + escape(say(language, "also", tier=goal, need=need.get(language))) for need in distance.also)


def _unknowns(result: Assessment, language: str, console: Console) -> None:
    """The figures to collect first: by indicator, since an office asks all its counties for the same figure."""
    asked = Counter[str]()
    questions = Counter[str]()
    for each in result.unknowns:
        asked[each.indicator] += 1
        questions[each.indicator] += len(each.of)
    if not asked:
        return
    console.print(f"\n[bold]{say(language, 'collect first')}[/bold]")
    for indicator, count in questions.most_common(UNKNOWNS_SHOWN):
        name = result.programme.indicators[indicator].name.get(language)
        figures = counted(language, asked[indicator], "figure", "figures")
        open_ = counted(language, count, "open question", "open questions")
        told = counted(language, count, "collect one", "collect", name=name, figures=figures, questions=open_)
        console.print("  " + escape(told))
    if (more := len(asked) - UNKNOWNS_SHOWN) > 0:
        console.print(counted(language, more, "more indicator", "more indicators"))

"""Figures with where they come from: status, source, file and row, quote."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from growthpole.cli.words import say
from growthpole.model.assessment import Assessment, FigureUsed
from growthpole.model.evidence import Evidence
from growthpole.reports.units import figure as figure_text
from growthpole.reports.view.words import STATUSES

__all__ = ["figures"]


def figures(console: Console, assessment: Assessment, used: Iterable[FigureUsed], language: str) -> None:
    """Print figures, each with the rows it comes from."""
    for figure in used:
        indicator = assessment.programme.indicators[figure.indicator]
        value = figure_text(figure.value, indicator).get(language)
        words = f"{indicator.name.get(language)} {figure.period}{say(language, 'colon')}{value}"
        console.print(f"      {escape(words)}")
        for number in figure.rows:
            line = _row(assessment, assessment.evidence[number], language)
            console.print(f"        {escape(line)}", style="dim", soft_wrap=True)


def _row(assessment: Assessment, row: Evidence, language: str) -> str:
    source = assessment.sources.get(row.source)
    title = source.title.get(language) if source else row.source
    quote = f' "{row.quote}"' if row.quote else ""
    told = (STATUSES[str(row.status)].get(language), title, f"{row.origin or ''}{quote}")
    return say(language, "semicolon").join(words for words in told if words)

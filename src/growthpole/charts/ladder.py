"""The ladder against the programme's targets."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import ACCENT, INK, POSSIBLE, VERDICT
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment, LadderRung
from growthpole.model.verdict import Verdict

__all__ = ["ladder"]


def ladder(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw how many clusters stand on each tier, how many may, and the target.

    Parameters
    ----------
    assessment : Assessment
        Its ``ladder`` runs from the lowest tier to the highest.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One bar a tier, the highest on top; no bars where the programme has no tiers.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    base = alt.Chart(rows(_rungs(assessment, language))).encode(alt.Y("tier:N", sort=None, title=None))
    span = alt.X(
        "count:Q",
        title=word("clusters", language),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=TICKS, grid=True),
    )
    possible = base.transform_filter("datum.kind == 'possible'").mark_bar(height=22, color=POSSIBLE).encode(span)
    holding = base.transform_filter("datum.kind == 'holding'").mark_bar(height=22, color=VERDICT[Verdict.MET])
    target = base.transform_filter("datum.kind == 'target'").mark_tick(thickness=3, size=36, color=ACCENT).encode(span)
    numbers = base.transform_filter("datum.kind == 'holding'").mark_text(align="left", dx=6, fontSize=13, color=INK)
    aims = target.mark_text(dy=-26, fontSize=12, color=ACCENT).encode(span, text="text:N")
    kinds = alt.Tooltip("label:N", title=" "), alt.Tooltip("count:Q", title=word("clusters", language))
    return layered(
        possible.encode(tooltip=list(kinds)),
        holding.encode(span, tooltip=list(kinds)),
        target,
        numbers.encode(alt.X("end:Q"), text="text:N"),
        aims,
        height=alt.Step(68),
    )


def _rungs(assessment: Assessment, language: str) -> list[Row]:
    """Three rows a rung: what may be, what is, what is aimed at."""
    made: list[Row] = []
    for rung in reversed(assessment.ladder):
        tier = assessment.programme.tiers.get(rung.tier)
        name = tier.name.get(language) if tier else rung.tier
        counts = {"possible": rung.possible, "holding": rung.holding, "target": rung.target}
        end = max(rung.possible, rung.holding)
        made += [
            {
                "tier": name,
                "kind": kind,
                "count": count,
                "end": end,
                "text": _text(kind, count, rung, language),
                "label": word(kind, language),
            }
            for kind, count in counts.items()
            if count is not None
        ]
    return made


def _text(kind: str, count: int, rung: LadderRung, language: str) -> str:
    if kind == "target":
        return f"{word('target', language)} {count}"
    return f"{count}" if rung.possible <= count else word("up to", language).format(now=count, may=rung.possible)

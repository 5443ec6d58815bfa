"""What to collect first."""

from __future__ import annotations

import altair as alt

from growthpole.charts.palette import INK, PARTS
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment

__all__ = ["unknowns"]

_SHOWN = 15


def unknowns(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw the missing figures that would settle most, added up over the clusters that lack them.

    Parameters
    ----------
    assessment : Assessment
        Its ``unknowns`` name the figures nobody has.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One bar an indicator and period, the most valuable first, at most 15; no bars where nothing is unknown.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    base = alt.Chart(rows(_rows(assessment, language))).encode(
        alt.Y("figure:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
        alt.X(
            "settles:Q",
            title=word("settles", language),
            axis=alt.Axis(format="d", tickMinStep=1, tickCount=TICKS, grid=True),
        ),
        tooltip=[
            alt.Tooltip("figure:N", title=word("figure", language)),
            alt.Tooltip("settles:Q", title=word("settles", language)),
            alt.Tooltip("clusters:Q", title=word("for", language)),
        ],
    )
    bars = base.mark_bar(height=14, color=PARTS[2])
    numbers = base.mark_text(align="left", dx=6, color=INK, fontSize=12).encode(text="settles:Q")
    return layered(bars, numbers, height=alt.Step(24))


def _rows(assessment: Assessment, language: str) -> list[Row]:
    indicators = assessment.programme.indicators
    settles: dict[tuple[str, str], int] = {}
    lacking: dict[tuple[str, str], set[str]] = {}
    for one in assessment.unknowns:
        key = one.indicator, one.period
        settles[key] = settles.get(key, 0) + one.settles
        lacking.setdefault(key, set()).add(one.subject)
    first = sorted(settles, key=lambda key: (-settles[key], key))[:_SHOWN]
    return [
        {
            "figure": f"{indicators[id_].name.get(language) if id_ in indicators else id_} {period}".strip(),
            "settles": settles[id_, period],
            "clusters": len(lacking[id_, period]),
        }
        for id_, period in first
    ]

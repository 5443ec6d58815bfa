"""Workers by occupation against what the industries let expect, with how far that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from growthpole.chain.talent import OccupationGap
from growthpole.charts.palette import ACCENT, INK, POSSIBLE, VERDICT
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.errors import NameUnknownError
from growthpole.model.text import LANGUAGES, Text
from growthpole.model.verdict import Verdict

__all__ = ["talent_gap"]

_WORDS = {
    "gap": Text(
        "fewer than expected (right) or more (left), in 100 workers", "比预期少（右）或多（左），每百名就业人员"
    ),
    "workers": Text("workers", "就业人数"),
    "expected": Text("expected", "预期人数"),
    "region": Text("county", "县区"),
    "short": Text("county with fewer than such counties have", "县区：少于同类县区"),
    "more": Text("county with more than such counties have", "县区：多于同类县区"),
    "open": Text("county within what is usual", "县区：在通常范围内"),
}
_INKS = {"short": ACCENT, "more": VERDICT[Verdict.MET], "open": "#a9aca8"}


def talent_gap(
    whole: Sequence[OccupationGap],
    counties: Sequence[OccupationGap],
    occupations: Mapping[str, Text],
    regions: Mapping[str, Text],
    language: str,
) -> alt.LayerChart:
    """Draw the gap of each occupation: the whole as a tick in its interval, every county as a point.

    Parameters
    ----------
    whole : sequence of OccupationGap
        Of the city as one.
    counties : sequence of OccupationGap
        Of its counties.
    occupations, regions : mapping of str to Text
        Their names.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One row an occupation; the pale bar is the interval of the whole. A bar across 0 is no finding.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    words = {key: text.get(language) for key, text in _WORDS.items()}
    totals = _jobs(whole), _jobs(counties)
    y = alt.Y("occupation:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X("low:Q", title=words["gap"], axis=alt.Axis(grid=True, tickCount=TICKS))
    tips = [
        alt.Tooltip("region:N", title=" "),
        alt.Tooltip("workers:Q", title=words["workers"], format=",.0f"),
        alt.Tooltip("expected:N", title=words["expected"]),
    ]
    bars = alt.Chart(rows([_row(one, totals[0], occupations, regions, language) for one in whole]))
    points = alt.Chart(rows([_row(one, totals[1], occupations, regions, language) for one in counties]))
    colours = alt.Scale(domain=[words[key] for key in _INKS], range=list(_INKS.values()))
    zero = alt.Chart(rows([{"at": 0}])).mark_rule(color=INK, opacity=0.6).encode(alt.X("at:Q"))
    return layered(
        bars.mark_bar(height=16, color=POSSIBLE).encode(x, y, x2="high:Q", tooltip=tips),
        zero,
        points.mark_point(filled=True, size=42, opacity=0.85).encode(
            alt.X("middle:Q"), y, alt.Color("verdict:N", scale=colours, sort=None), tooltip=tips
        ),
        bars.mark_tick(thickness=3, size=20, color=INK).encode(alt.X("middle:Q"), y, tooltip=tips),
        height=alt.Step(34),
    )


def _jobs(gaps: Sequence[OccupationGap]) -> dict[str, float]:
    jobs: dict[str, float] = {}
    for one in gaps:
        jobs[one.region] = jobs.get(one.region, 0.0) + one.workers
    return jobs


def _row(
    one: OccupationGap,
    jobs: Mapping[str, float],
    occupations: Mapping[str, Text],
    regions: Mapping[str, Text],
    language: str,
) -> Row:
    per = 100 / jobs[one.region]
    return {
        "id": f"{one.region}:{one.occupation}",
        "region": regions.get(one.region, Text(one.region)).get(language),
        "occupation": occupations[one.occupation].get(language),
        "low": round(one.gap.low * per, 4),
        "high": round(one.gap.high * per, 4),
        "middle": round((one.middle - one.workers) * per, 4),
        "workers": round(one.workers),
        "expected": f"{one.expected.low:,.0f}–{one.expected.high:,.0f}",
        "verdict": _WORDS[one.verdict].get(language),
    }

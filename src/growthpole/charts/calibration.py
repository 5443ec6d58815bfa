"""Whether chances were right: what was forecast against how often it happened."""

from __future__ import annotations

import altair as alt

from growthpole.charts.echelon_words import say
from growthpole.charts.palette import GRID, INK, PARTS, POSSIBLE
from growthpole.charts.theme import TICKS, Row, layered, rows, tips
from growthpole.plan.calibration import Brier

__all__ = ["calibration"]


def calibration(brier: Brier, language: str) -> alt.LayerChart:
    """Draw a reliability diagram.

    Parameters
    ----------
    brier : Brier
        From `brier_score`.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        A dot a bin, with the number of its forecasts beside it and the band in which 90 % of such dots fall when the
        forecasts are right; the diagonal is where they are.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    scale = alt.Scale(domain=[0, 1], nice=False, padding=14)
    axis = alt.Axis(format=".0%", grid=True, tickCount=TICKS)
    x = alt.X("chance:Q", title=say("forecast", language), scale=scale, axis=axis)
    y = alt.Y("share:Q", title=say("happened", language), scale=scale, axis=axis)
    diagonal = alt.Chart(rows([{"chance": at, "share": at} for at in (0, 1)])).mark_line(color=GRID, strokeWidth=2)
    titles = {"forecast": say("forecast", language), "happened": say("happened", language)}
    titles |= {"count": say("count", language), "band": say("band", language)}
    base = alt.Chart(rows(_rows(brier))).encode(x, tooltip=tips(titles))
    band = base.mark_rule(color=POSSIBLE, strokeWidth=9).encode(alt.Y("low:Q", title=None, scale=scale), y2="high:Q")
    dots = base.mark_point(filled=True, size=70, color=PARTS[0], opacity=1).encode(y)
    text = base.mark_text(align="left", dx=8, dy=-8, color=INK, fontSize=11).encode(y, text="count:N")
    note = say("calibration note", language)
    return layered(diagonal.encode(x, y), band, dots, text, height=380, note=note)


def _rows(brier: Brier) -> list[Row]:
    return [
        {
            "chance": one.chance, "share": one.share, "low": one.band[0], "high": one.band[1], "count": str(one.count),
            "forecast": f"{one.chance:.1%}", "happened": f"{one.hits}/{one.count}",
            "band": f"{one.band[0]:.1%}–{one.band[1]:.1%}",
        }
        for one in brier.bins
    ]  # fmt: skip

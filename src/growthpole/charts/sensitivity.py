"""How much of the movement of ranks each uncertain choice causes."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from growthpole.charts.palette import PARTS
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.charts.words import FACTORS, word
from growthpole.model.assessment import Assessment
from growthpole.model.text import Text

__all__ = ["sensitivity", "share_bars"]

_KINDS = {"with others": "total", "alone": "first"}


def sensitivity(assessment: Assessment, language: str) -> alt.LayerChart:
    """Draw the first-order and the total Sobol index of each factor that moves the ranks.

    Parameters
    ----------
    assessment : Assessment
        One whose ranks were not drawn, or where nothing moves them, gives an empty chart.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        Two bars a factor, the strongest factor first: the share of the movement that goes away when the factor is
        held fixed (total), and the share that it causes alone (first order).

    Raises
    ------
    NameUnknownError
        If the language is another one.

    References
    ----------
    Saltelli et al. (2010), Computer Physics Communications 181, table 2: the estimators behind the two indices.
    """
    kinds = [word(kind, language) for kind in _KINDS]
    found = assessment.robustness.influences if assessment.robustness else ()
    made = [
        {
            "factor": FACTORS.get(each.factor, Text(each.factor)).get(language),
            "kind": word(kind, language),
            "share": getattr(each, index),
        }
        for each in found
        for kind, index in _KINDS.items()
    ]
    _, bars = share_bars(made, kinds, word("share of movement", language))
    return layered(bars, height=alt.Step(16))


def share_bars(made: Sequence[Row], kinds: Sequence[str], title: str) -> tuple[alt.Chart, alt.Chart]:
    """The bars of ``made`` (``factor``, ``kind``, ``share``), one for each kind, and the chart they are made from."""
    base = alt.Chart(rows(made)).encode(
        alt.Y("factor:N", sort=None, title=None),
        yOffset=alt.YOffset("kind:N", sort=list(kinds)),
        tooltip=[
            alt.Tooltip("factor:N", title=" "),
            alt.Tooltip("kind:N", title=" "),
            alt.Tooltip("share:Q", title=title, format=".1%"),
        ],
    )
    colour = alt.Color("kind:N", scale=alt.Scale(domain=list(kinds), range=[PARTS[0], PARTS[1]]))
    x = alt.X("share:Q", title=title, axis=alt.Axis(format="%", grid=True, tickCount=TICKS))
    return base, base.mark_bar().encode(x, colour)

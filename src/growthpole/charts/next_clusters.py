"""Who is next: the chance of each cluster to stand on the tier above its own."""

from __future__ import annotations

import altair as alt

from growthpole.charts.echelon_words import say
from growthpole.charts.palette import INK, SOFT, tier_colours
from growthpole.charts.theme import TICKS, Row, layered, rows, tips
from growthpole.plan.echelon_result import Echelon

__all__ = ["next_clusters"]

SHOWN = 20


def next_clusters(echelon: Echelon, language: str, *, year: str | None = None) -> alt.LayerChart:
    """Draw who is next.

    Parameters
    ----------
    echelon : Echelon
        From `simulate_echelon`.
    language : {"en", "zh"}
        The language of the labels.
    year : str, optional
        One of the years ahead; the last one by default.

    Returns
    -------
    altair.LayerChart
        A bar a cluster, the likeliest first, coloured by the tier that it would reach; a thin line from the lowest to
        the highest chance that the unknown figures allow. The first 20; who cannot rise at all is left out.

    Raises
    ------
    NameUnknownError
        If the language or the year is another one.
    """
    when = echelon.years[-1] if year is None else year
    able = [each for each in echelon.rises(when) if each[2].high > 0]
    made = [_row(echelon, *each, language) for each in able[:SHOWN]]
    names = [echelon.names[tier].get(language) for tier in echelon.tiers]
    y = alt.Y("cluster:N", sort=None, title=None)
    scale = alt.Scale(domain=[0, 1.08], nice=False)
    axis = alt.Axis(format=".0%", grid=True, tickCount=TICKS, orient="top", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    x = alt.X("chance:Q", title=say("chance by", language).format(year=when), scale=scale, axis=axis)
    colour = alt.Color("next:N", sort=None, scale=alt.Scale(domain=names, range=tier_colours(len(names))))
    fields = ("cluster", "next", "said", "bounds")
    titles = dict(zip(fields, (say(key, language) for key in ("cluster", "next", "chance", "between")), strict=True))
    base = alt.Chart(rows(made)).encode(y, tooltip=tips(titles))
    bars = base.mark_bar(height=13, cursor="pointer").encode(x, colour)
    line = base.mark_rule(color=SOFT, strokeWidth=1.5).encode(alt.X("low:Q", title=None, scale=scale), x2="high:Q")
    text = base.mark_text(align="left", dx=5, color=INK, fontSize=11).encode(
        alt.X("end:Q", title=None, scale=scale), text="said:N"
    )
    note = say("next note", language).format(shown=len(made), all=len(able))
    return layered(bars, line, text, height=alt.Step(22), note=note)


def _row(echelon: Echelon, cluster: str, tier: str, chance: object, language: str) -> Row:
    value, low, high = (float(getattr(chance, name)) for name in ("value", "low", "high"))
    name = echelon.names[cluster].get(language) or cluster
    return {
        "id": cluster, "cluster": name, "next": echelon.names[tier].get(language), "chance": value, "low": low,
        "high": high, "end": max(value, high), "bounds": f"{low:.0%}–{high:.0%}",
        "said": f"{value:.0%}" if low == high else f"{value:.0%} ({low:.0%}–{high:.0%})",
    }  # fmt: skip

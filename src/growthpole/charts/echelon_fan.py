"""The ladder ahead: how many stand on each tier, year by year, with how sure that is."""

from __future__ import annotations

import altair as alt

from growthpole.charts.echelon_words import say
from growthpole.charts.palette import ACCENT, tier_colours
from growthpole.charts.theme import TICKS, Row, layered, rows, tips
from growthpole.plan.echelon_result import Echelon

__all__ = ["echelon_fan"]

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


def echelon_fan(echelon: Echelon, language: str) -> alt.LayerChart:
    """Draw the number of clusters on each tier or above it, with its targets.

    Parameters
    ----------
    echelon : Echelon
        From `simulate_echelon`.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        For each tier a line at the median, bands that hold 50 % and 90 % of the paths, dotted lines where the unknown
        figures may still carry it, and its target as a dashed line.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    made = _rows(echelon, language)
    names = [echelon.names[tier].get(language) for tier in echelon.tiers]
    shades = alt.Scale(domain=names, range=tier_colours(len(names)))
    colour = alt.Color("tier:N", sort=None, scale=shades, legend=alt.Legend(symbolOpacity=1))
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    title, axis = say("on tier", language), alt.Axis(grid=True, tickCount=TICKS, tickMinStep=1)
    base = alt.Chart(rows(made)).encode(x, colour, tooltip=tips(_titles(language)))
    bands = [
        base.mark_area(opacity=opacity).encode(alt.Y(f"{low}:Q", title=title, axis=axis), y2=f"{high}:Q")
        for low, high, opacity in (("q5", "q95", 0.25), ("q25", "q75", 0.4))
    ]
    line = base.mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=36)).encode(alt.Y("median:Q", title=title))
    open_ends = [
        base.transform_filter("datum.open").mark_line(strokeDash=[1, 4], strokeWidth=2).encode(alt.Y(end, title=title))
        for end in ("least:Q", "most:Q")
    ]
    return layered(*bands, *open_ends, line, *_targets(echelon, language, x), height=320, note=_note(echelon, language))


def _targets(echelon: Echelon, language: str, x: alt.X) -> list[alt.Chart]:
    """A dashed line for each target, named at its beginning."""
    aims = [
        {
            "id": tier,
            "target": target,
            "year": echelon.base,
            "name": f"{say('target', language)} {target}: {echelon.names[tier].get(language)}",
        }
        for tier, target in echelon.targets.items()
    ]
    base = alt.Chart(rows(aims)).encode(alt.Y("target:Q", title=say("on tier", language)))
    rule = base.mark_rule(color=ACCENT, strokeDash=[6, 4], strokeWidth=1.5)
    text = base.mark_text(align="left", dy=-7, dx=4, color=ACCENT, fontSize=11).encode(x, text="name:N")
    return [rule, text]


def _titles(language: str) -> dict[str, str]:
    fields = ("tier", "year", "median", "half", "nine", "bounds")
    return {field: say(field, language) for field in fields}


def _rows(echelon: Echelon, language: str) -> list[Row]:
    made: list[Row] = []
    for rung, tier in enumerate(echelon.tiers, 1):
        name, now = echelon.names[tier].get(language), int((echelon.start >= rung).sum())
        made.append(_row(tier, name, echelon.base, [now] * 5, (now, now)))
        drawn, least = echelon.quantiles(tier, LEVELS), echelon.quantiles(tier, [0.05], "least")[0]
        most = echelon.quantiles(tier, [0.95], "most")[0]
        for at, year in enumerate(echelon.years):
            ends = int(least[at]), int(most[at])
            made.append(_row(tier, name, year, [int(each) for each in drawn[:, at]], ends))
    return made


def _row(tier: str, name: str, year: str, levels: list[int], ends: tuple[int, int]) -> Row:
    low, lower, median, upper, high = levels
    least, most = ends
    return {
        "id": tier, "tier": name, "year": year, "q5": low, "q25": lower, "median": median, "q75": upper, "q95": high,
        "least": least, "most": most, "half": f"{lower}–{upper}", "nine": f"{low}–{high}", "bounds": f"{least}–{most}",
        # Bounds that say no more than the band are not drawn over it.
        "open": least < low or most > high or low == high,
    }  # fmt: skip


def _note(echelon: Echelon, language: str) -> str:
    return say("fan note", language).format(paths=f"{echelon.paths:,}")

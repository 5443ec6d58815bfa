"""How every chart looks: type, grid, legend; and the rows it draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt

from growthpole.charts.palette import FONT, GRID, INK, PAPER, SOFT

__all__ = ["TICKS", "WIDTH", "Row", "layered", "rows", "tips"]

Row = Mapping[str, Any]

WIDTH = 640
"""Pixels, where the page does not say otherwise."""

TICKS = 6
"""About as many lines as an axis needs: the numbers stand beside the bars or in a table."""

_AXIS: Mapping[str, Any] = {
    "domain": False,
    "ticks": False,
    "grid": False,
    "labelColor": INK,
    "labelFontSize": 12,
    "labelLimit": 210,
    "labelPadding": 7,
    "titleColor": SOFT,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "titlePadding": 10,
    "gridColor": GRID,
}
_LEGEND: Mapping[str, Any] = {
    "orient": "top",
    "title": None,
    "labelColor": INK,
    "labelFontSize": 12,
    "labelLimit": 260,
    "symbolSize": 120,
    "symbolStrokeWidth": 0,
    # As many entries in a row as fit, on a telephone as on paper.
    "columns": {"expr": "max(1, floor(width / 170))"},
    "columnPadding": 18,
    "offset": 12,
}


def rows(values: Iterable[Row]) -> alt.InlineData:
    """Rows as the chart's own data: nothing is looked up elsewhere."""
    return alt.InlineData(values=[dict(value) for value in values])


def layered(*charts: alt.Chart, height: int | alt.Step, note: str = "") -> alt.LayerChart:
    """The charts on top of each other in the project's type and colours; ``note`` stands above in small type."""
    chart = alt.LayerChart(layer=list(charts)).properties(width=WIDTH, height=height)
    if note:
        title = alt.TitleParams(
            note, anchor="start", color=SOFT, fontSize=12, fontWeight="normal", offset=10, frame="group"
        )
        chart = chart.properties(title=title)
    configured: alt.LayerChart = chart.configure(
        axis=_AXIS, legend=_LEGEND, view={"stroke": None}, font=FONT, background=PAPER
    )
    return configured


def tips(titles: Mapping[str, str]) -> list[alt.Tooltip]:
    """The lines of a tooltip: field to title."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]

"""How every chart looks: type, grid, legend; and the rows it draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import altair as alt

from growthpole.charts.palette import FONT, GRID, INK, PAPER, SOFT

__all__ = ["TICKS", "WIDTH", "Row", "rows", "themed"]

Row = Mapping[str, Any]
C = TypeVar("C", bound=alt.typing.ChartType)

WIDTH = 640
"""Pixels, where the page does not say otherwise."""

TICKS = 6
"""About as many lines as an axis needs: the numbers stand beside the bars or in a table."""

_AXIS = {
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
_LEGEND = {
    "orient": "top",
    "title": None,
    "labelColor": INK,
    "labelFontSize": 12,
    "labelLimit": 260,
    "symbolSize": 120,
    "symbolStrokeWidth": 0,
    "columnPadding": 18,
    "offset": 12,
}


def rows(values: Iterable[Row]) -> alt.InlineData:
    """Rows as the chart's own data: nothing is looked up elsewhere."""
    return alt.InlineData(values=[dict(value) for value in values])


def themed(chart: C, *, width: int = WIDTH, height: int | alt.Step | None = None, note: str = "") -> C:
    """The chart in the project's type and colours; ``note`` stands above it in small type."""
    size: dict[str, Any] = {"width": width} if height is None else {"width": width, "height": height}
    if note:
        size["title"] = alt.TitleParams(
            note, anchor="start", color=SOFT, fontSize=12, fontWeight="normal", offset=10, frame="group"
        )
    config = {"axis": _AXIS, "legend": _LEGEND, "view": {"stroke": None}, "font": FONT, "background": PAPER}
    return chart.properties(**size).configure(**config)  # type: ignore[return-value]

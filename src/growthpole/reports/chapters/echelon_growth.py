"""How each figure was taken to go on, as a table."""

from __future__ import annotations

import numpy as np

from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.plan.growth import Course, Growth
from growthpole.reports.chapters.chapter import Grid

__all__ = ["growth_grid"]

_KINDS = {
    "amount": Text("growth rates", "增长率"),
    "count": Text("growth rates, whole numbers", "增长率（取整）"),
    "share": Text("between its limits", "限值之间"),
    "difference": Text("yearly differences", "年度差额"),
}


def growth_grid(growth: Growth, programme: Programme) -> Grid:
    """A row for each figure that the ladder reads.

    Parameters
    ----------
    growth : Growth
        From the simulation.
    programme : Programme
        Names of the indicators.

    Returns
    -------
    Grid
        Rates are the medians over clusters; the scatter is the standard deviation of one year.
    """
    columns = (
        Text("Figure", "数据"), Text("Goes on by", "外推方式"), Text("Yearly changes known", "已知年度变化数"),
        Text("Cut as slips", "视为差错截断"), Text("Per year", "年均变化"), Text("Scatter of a year", "年度波动"),
    )  # fmt: skip
    rows = tuple((programme.indicators[name].name, *_row(course)) for name, course in growth.courses.items())
    title = Text("How each figure is taken to go on", "各项数据的外推方式")
    return Grid("echelon-growth", title, columns, rows, frozenset({2, 3, 4, 5}))


def _row(course: Course) -> tuple[Text | str, ...]:
    if course.chain is not None:
        up, down = (f"{100 * chance:.1f} %" for chance in course.chain.chances)
        turns = Text(f"no to yes {up}, yes to no {down}", f"否转是{up}，是转否{down}")
        return Text("what followed what", "状态转移"), str(course.chain.changes), "–", turns, "–"
    if course.walk is None or course.scale is None:
        return Text("unknown: too few changes", "未知：变化数据过少"), "–", "–", "–", "–"
    walk, rated = course.walk, course.scale.kind in ("amount", "count")
    drift, spread = float(np.median(walk.drift)), float(np.hypot(walk.common, walk.own))
    rate = f"{100 * np.expm1(drift):+.1f} %" if rated else "–"
    scatter = f"{100 * np.expm1(spread):.1f} %" if rated else "–"
    return _KINDS[course.scale.kind], str(walk.changes), str(walk.clipped), rate, scatter

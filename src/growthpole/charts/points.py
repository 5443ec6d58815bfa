"""Distance-based concentration: a curve with its bands, the industries by Gamma, and the plants on a map."""

from __future__ import annotations

import math
from collections.abc import Sequence

import altair as alt
import numpy as np

from growthpole.charts.palette import ACCENT, INK, PARTS, SOFT
from growthpole.charts.theme import TICKS, WIDTH, Row, layered, rows
from growthpole.measures.points.mmap import LocalMResult
from growthpole.measures.points.results import Curve, CurvesResult

__all__ = ["curve_chart", "gamma_chart", "local_m_map"]

_BAND, _LOCALISED, _DISPERSED = "#c9d6d8", ACCENT, PARTS[5]
_HEIGHT = 320
_MOST = 30
"""More industries than this no longer fit a page; the table holds them all."""


def curve_chart(result: CurvesResult, industry: str) -> alt.LayerChart:
    """Draw one industry's curve over its global band (filled) and local band (dotted).

    Where the curve leaves the global band the gap is filled: red above (localisation), violet below (dispersion).

    Parameters
    ----------
    result : CurvesResult
        Of `kd`, `m_function` or `m_density`.
    industry : str
        One of its industries.

    Returns
    -------
    altair.LayerChart
        Distances in kilometres from 10 km on, else in metres. An industry without a curve gives an empty chart.

    Raises
    ------
    NameUnknownError
        If there is no such industry.
    """
    curve = result.curve(industry)
    unit, scale = ("km", 1000.0) if result.r[-1] >= 10_000 else ("m", 1.0)
    base = alt.Chart(rows(_points(curve, scale))).encode(
        x=alt.X("r:Q", title=f"Distance ({unit})", axis=alt.Axis(tickCount=TICKS))
    )
    tips = [alt.Tooltip(f"{name}:Q", format=".4~g") for name in ("r", "observed", "lower_global", "upper_global")]
    y = alt.Y("observed:Q", title=result.measure, axis=alt.Axis(tickCount=TICKS, format="~e"))
    return layered(
        base.mark_area(color=_BAND).encode(alt.Y("lower_global:Q"), alt.Y2("upper_global:Q")),
        base.mark_area(color=_LOCALISED, opacity=0.6).encode(alt.Y("upper_global:Q"), alt.Y2("above:Q")),
        base.mark_area(color=_DISPERSED, opacity=0.6).encode(alt.Y("lower_global:Q"), alt.Y2("below:Q")),
        base.mark_line(color=SOFT, strokeDash=[2, 3], strokeWidth=1).encode(alt.Y("lower_local:Q")),
        base.mark_line(color=SOFT, strokeDash=[2, 3], strokeWidth=1).encode(alt.Y("upper_local:Q")),
        base.mark_line(color=SOFT, strokeWidth=1).encode(alt.Y("expected:Q")),
        base.mark_line(color=INK, strokeWidth=2).encode(y=y, tooltip=tips),
        height=_HEIGHT,
        note=_verdict(result, industry),
    )


def gamma_chart(result: CurvesResult) -> alt.LayerChart:
    """Draw the most localised industries as bars of Gamma, full where significant after false-discovery control.

    Parameters
    ----------
    result : CurvesResult
        At most 30 industries are drawn, the largest Gamma first; those without one are left out.

    Returns
    -------
    altair.LayerChart
        Bars by industry, with plants, p and q in the tooltip.
    """
    table = result.table()
    names = ("industry", "plants", "gamma", "psi", "p_localised", "q_localised", "method")
    listed = [
        dict(zip(names, values, strict=True)) for values in zip(*(table[name].tolist() for name in names), strict=True)
    ]
    shown: Sequence[Row] = [
        {**one, "significant": one["q_localised"] <= 1 - result.level} for one in listed if one["gamma"] > 0
    ][:_MOST]
    bars = (
        alt.Chart(rows(shown))
        .mark_bar()
        .encode(
            x=alt.X("gamma:Q", title="Γ: area above the global band", axis=alt.Axis(tickCount=TICKS)),
            y=alt.Y("industry:N", sort=None, title=None),
            color=alt.Color(
                "significant:N",
                scale=alt.Scale(domain=[True, False], range=[_LOCALISED, _BAND]),
                legend=alt.Legend(labelExpr="datum.value ? 'localised (FDR)' : 'not after FDR control'"),
            ),
            tooltip=[f"{name}:{'N' if name in ('industry', 'method') else 'Q'}" for name in names],
        )
    )
    return layered(bars, height=alt.Step(20), note=f"{len(shown)} of {len(listed)} industries")


def local_m_map(result: LocalMResult) -> alt.LayerChart:
    """Draw the plants of an industry where they stand, coloured by local M on a scale of ratios.

    Parameters
    ----------
    result : LocalMResult
        Of `m_map`. Plants without neighbours are drawn hollow.

    Returns
    -------
    altair.LayerChart
        A point per plant, on axes of equal scale (degrees are stretched by the middle latitude).
    """
    places: list[Row] = [
        {
            "id": int(row),
            "x": float(x),
            "y": float(y),
            "m": None if math.isnan(m) else float(m),
            "q": None if math.isnan(q) else float(q),
        }
        for row, x, y, m, q in zip(result.rows, result.x, result.y, result.m, result.q_value, strict=True)
    ]
    x, y = (
        alt.X("x:Q", title=None, scale=alt.Scale(zero=False, nice=False)),
        alt.Y("y:Q", title=None, scale=alt.Scale(zero=False, nice=False)),
    )
    base = alt.Chart(rows(places)).encode(x=x, y=y, tooltip=["id:Q", "m:Q", "q:Q"])
    colour = alt.Color(
        "m:Q",
        title="local M",
        scale=alt.Scale(
            type="symlog", domain=[0, 1, 5], range=[PARTS[2], _BAND, _LOCALISED], clamp=True, interpolate="rgb"
        ),
    )
    return layered(
        base.transform_filter("datum.m === null").mark_point(size=16, color=SOFT),
        base.transform_filter("datum.m !== null").mark_circle(size=22, opacity=0.8).encode(color=colour),
        height=_map_height(result),
        note=f"{result.industry}: local M within {result.r / 1000:g} km",
    )


def _points(curve: Curve, scale: float) -> list[Row]:
    """One row per distance; the filled gaps are where the curve is outside its global band."""
    names = ("observed", "expected", "lower_local", "upper_local", "lower_global", "upper_global")
    columns = {name: getattr(curve, name).tolist() for name in names}
    found: list[Row] = []
    for i, r in enumerate(curve.r.tolist()):
        row = {name: values[i] for name, values in columns.items()}
        if math.isnan(row["observed"]):
            continue
        above, below = max(row["observed"], row["upper_global"]), min(row["observed"], row["lower_global"])
        found.append({"r": r / scale, **row, "above": above, "below": below})
    return found


def _verdict(result: CurvesResult, industry: str) -> str:
    i = result.industries.index(industry)
    if result.method[i] == "none":
        return f"{industry}: {result.n_plants[i]} plants, no curve"
    word = "localised" if result.localised[i] else "dispersed" if result.dispersed[i] else "neither"
    return (
        f"{industry}: {result.n_plants[i]} plants, {word}; Γ {result.gamma[i]:.3g}, Ψ {result.psi[i]:.3g}, "
        f"p {result.p_localised[i]:.2g}, q {result.q_localised[i]:.2g}"
    )


def _map_height(result: LocalMResult) -> int:
    """Pixels, so that a kilometre is as long upwards as sideways."""
    wide, high = float(np.ptp(result.x)) or 1.0, float(np.ptp(result.y)) or 1.0
    in_degrees = max(abs(result.x).max(), abs(result.y).max()) <= 180
    stretch = math.cos(math.radians(float(np.mean(result.y)))) if in_degrees else 1.0
    return int(np.clip(WIDTH * high / (wide * stretch), 120, 900))

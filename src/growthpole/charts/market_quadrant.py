"""Markets: how fast each grows against what share of it is held."""

from __future__ import annotations

import math

import altair as alt

from growthpole.chain.markets import MarketsResult
from growthpole.chain.markets_standings import MarketStanding
from growthpole.charts.palette import ACCENT, INK, PARTS, POSSIBLE
from growthpole.charts.theme import TICKS, Row, layered, rows
from growthpole.errors import NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.text import LANGUAGES, Text

__all__ = ["market_quadrant"]

_WORDS = {
    "growth": Text("growth of its imports in a year", "进口需求年均增长率"),
    "share": Text("share of its imports supplied", "在该市场进口中的份额"),
    "exports": Text("exports, million USD", "出口额（百万美元）"),
    "untapped": Text("untapped potential, million USD", "未开发潜力（百万美元）"),
    "legend": Text(
        "bubble: exports; ring: with what is untapped; dashed: all markets together",
        "圆：现有出口；外环：加上未开发潜力；虚线：全部市场合计",
    ),
    "no growth": Text("Not drawn, demand of a year unknown: {names}", "缺年度进口数据，未绘出：{names}"),
}  # fmt: skip
_MILLION = 1e6
_LARGEST = 2600
"""Square pixels of the largest ring."""


def market_quadrant(result: MarketsResult, language: str) -> alt.LayerChart:
    """Draw each market by the growth of its imports and by the share of them that is supplied.

    The bubble is what is exported, its pale ring what might be: actual and untapped exports together. The dashed lines
    are growth and share of all markets together: to the right of one and below the other is demand that grows and is
    hardly served. A share of which only the ends are known is a line between them.

    Parameters
    ----------
    result : MarketsResult
        Markets whose growth is unknown are named above the chart.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One bubble a market.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    if language not in LANGUAGES:
        raise NameUnknownError("language", language, LANGUAGES)
    told = [(one, one.growth) for one in result.standings if one.growth is not None and one.imports.high > 0]
    made = [_row(one, growth, result, language) for one, growth in told]
    words = {key: text.get(language) for key, text in _WORDS.items()}
    x = alt.X("growth:Q", title=words["growth"], axis=alt.Axis(grid=True, format=".0%", tickCount=TICKS))
    y = alt.Y("share:Q", title=words["share"], axis=alt.Axis(grid=True, format=".0%", tickCount=TICKS))
    # One scale for both: the ring of a market is as large as its bubble would be once all is tapped.
    most = max((row["ring"] for row in made), default=1.0)
    scale = alt.Scale(domain=[0, most], range=[0, _LARGEST], type="linear")
    tips = [alt.Tooltip("market:N", title=" ")] + [
        alt.Tooltip(f"{key}:Q", title=words[key], format=form)
        for key, form in (("growth", ".1%"), ("share", ".1%"), ("exports", ",.1f"), ("untapped", ",.1f"))
    ]
    base = alt.Chart(rows(made)).encode(x, y, tooltip=tips)
    rings = base.mark_circle(color=POSSIBLE, opacity=1).encode(alt.Size("ring:Q", scale=scale, legend=None))
    bubbles = base.mark_circle(color=PARTS[0], opacity=0.9).encode(alt.Size("exports:Q", scale=scale, legend=None))
    spans = base.mark_rule(color=PARTS[0], strokeWidth=1.5).encode(alt.Y("low:Q", title=words["share"]), y2="high:Q")
    above = alt.expr(f"-sqrt(datum.ring / {most} * {_LARGEST} / PI) - 3")
    names = base.mark_text(dy=above, baseline="bottom", color=INK, fontSize=12).encode(text="market:N")
    layers = [*(_lines(result) if told else []), rings, bubbles, spans, names]
    silent = [result.trade.market(one.market).get(language) for one in result.standings if one.growth is None]
    named = ("、" if language == "zh" else ", ").join(silent)
    note = [words["legend"], *([words["no growth"].format(names=named)] if silent else [])]
    return layered(*layers, height=360, note="; ".join(note) if language == "en" else "；".join(note))


def _row(one: MarketStanding, growth: Interval, result: MarketsResult, language: str) -> Row:
    middle = _middle(one.exports.low, one.exports.high) / _MILLION
    untapped = _middle(one.untapped.low, one.untapped.high) / _MILLION
    return {
        "id": one.market,
        "market": result.trade.market(one.market).get(language),
        "growth": round(_middle(growth.low, growth.high), 6),
        "share": round(_middle(one.share.low, one.share.high), 6),
        "low": round(one.share.low, 6),
        "high": round(one.share.high, 6),
        "exports": round(middle, 4),
        "untapped": round(untapped, 4),
        "ring": round(middle + untapped, 4),
    }


def _middle(low: float, high: float) -> float:
    """The middle of what is known; the certain end where there is no other."""
    return low if math.isinf(high) else (low + high) / 2


def _lines(result: MarketsResult) -> list[alt.Chart]:
    """Growth and share of all markets together, where they are known for certain."""
    whole = result.whole
    lines = []
    if whole.growth is not None and whole.growth.known:
        across = alt.Chart(rows([{"at": round(whole.growth.low, 6)}]))
        lines.append(across.mark_rule(color=ACCENT, strokeDash=[4, 3], opacity=0.7).encode(alt.X("at:Q")))
    if whole.share.known:
        along = alt.Chart(rows([{"at": round(whole.share.low, 6)}]))
        lines.append(along.mark_rule(color=ACCENT, strokeDash=[4, 3], opacity=0.7).encode(alt.Y("at:Q")))
    return lines

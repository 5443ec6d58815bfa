"""Gaps in money: a waterfall over the stages of one cluster, and the gap of every cluster side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import altair as alt

from growthpole.chain.amounts import total
from growthpole.chain.gaps import GapTable, InputGap
from growthpole.chain.study import ClusterChain
from growthpole.charts.palette import ACCENT, INK, POSSIBLE, VERDICT
from growthpole.charts.theme import TICKS, Row, layered, rows, tips
from growthpole.charts.words import word
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict

__all__ = ["cluster_gaps", "gap_waterfall"]

_WORTH = {"zh": 1e4, "en": 1e6}
"""CNY to the unit people read: 万元 in Chinese, a million in English."""
_MOST = 60
_LETTER = 0.0125
"""The width of a letter of a label as a part of the axis."""
_WORDS: Mapping[str, Text] = {
    "money": Text("million CNY a year", "万元/年"),
    "sure": Text("certain gap", "确定缺口"),
    "may": Text("possible gap: depends on what is not known", "可能缺口：取决于未知数据"),
    "guess": Text("estimate: jobs of the county spread as in the nation", "估计：县域就业按全国结构分摊"),
    "all": Text("all inputs", "合计"),
    "stage": Text("stage", "环节"),
    "from": Text("at least", "最低"),
    "to": Text("at most", "最高"),
    "open": Text("? no upper end is known", "？上限未知"),
    "cut": Text("the first {shown} of {all}", "列出前{shown}个，共{all}个"),
}


def gap_waterfall(one: ClusterChain, gaps: Sequence[InputGap], language: str) -> alt.LayerChart:
    """Draw how the gaps of a cluster's stages add up.

    Parameters
    ----------
    one : ClusterChain
        Its chain.
    gaps : sequence of InputGap
        Its gaps by stage, at least one.
    language : {"en", "zh"}
        The language of the labels; it also chooses between 万元 and million.

    Returns
    -------
    altair.LayerChart
        A step for each stage in the order of the chain, each beginning where the one before it ends, and the sum. The
        certain part is dark, what is only possible pale; a step without a known upper end shows its certain part and a
        question mark.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    word("unknown", language)
    names = [one.chain.by_id[gap.stage].name.get(language) for gap in gaps]
    steps = _steps([gap.gap for gap in gaps])
    made = [
        *(
            _row(one.cluster.id, name, step, gap.gap, language, _guess(gap))
            for name, step, gap in zip(names, steps, gaps, strict=True)
        ),
        _row(
            one.cluster.id, _WORDS["all"].get(language), 0.0, total(gap.gap for gap in gaps), language, _guesses(gaps)
        ),
    ]
    return _drawn(made, language, "")


def cluster_gaps(clusters: Sequence[ClusterChain], gaps: GapTable, language: str) -> alt.LayerChart:
    """Draw the gap of every cluster over all its stages, the largest certain gap first.

    Parameters
    ----------
    clusters : sequence of ClusterChain
        At least one.
    gaps : GapTable
        Of the year.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        At most 60 bars.

    Raises
    ------
    NameUnknownError
        If the language is another one.
    """
    word("unknown", language)
    sums = {one.cluster.id: total(row.gap for row in gaps.of(one.cluster.id)) for one in clusters}
    ranked = sorted(clusters, key=lambda one: (-sums[one.cluster.id].low, -sums[one.cluster.id].high, one.cluster.id))
    made = [
        _row(name, one.cluster.name.get(language), 0.0, sums[name], language, _guesses(gaps.of(name)))
        for one in ranked[:_MOST]
        for name in (one.cluster.id,)
    ]
    shown = _WORDS["cut"].get(language).format(shown=_MOST, all=len(ranked)) if len(ranked) > _MOST else ""
    return _drawn(made, language, shown)


def _steps(gaps: Sequence[Interval]) -> list[float]:
    """Where each step begins: what is before it at the most, or what of it is certain where it has no end."""
    begins, at = [], 0.0
    for gap in gaps:
        begins.append(at)
        at += gap.low if math.isinf(gap.high) else gap.high
    return begins


def _guess(gap: InputGap) -> Interval | None:
    """The estimate of a gap that is not known anyhow."""
    return None if gap.known else gap.estimate


def _guesses(gaps: Sequence[InputGap]) -> Interval | None:
    """The estimates of several gaps together, where each of them has one."""
    estimates = [gap.estimate for gap in gaps if gap.estimate is not None]
    whole = len(estimates) == len(gaps) and not all(gap.known for gap in gaps)
    return total(estimates) if whole else None


def _row(cluster: str, name: str, begin: float, gap: Interval, language: str, guess: Interval | None = None) -> Row:
    worth, open_ = _WORTH[language], math.isinf(gap.high)
    high = gap.low if open_ else gap.high
    return {
        "id": cluster,
        "name": name,
        "begin": round(begin / worth, 4),
        "sure": round((begin + gap.low) / worth, 4),
        "end": round((begin + high) / worth, 4),
        "low": f"{gap.low / worth:,.4g}",
        "high": _WORDS["open"].get(language) if open_ else f"{gap.high / worth:,.4g}",
        "label": _label(gap, worth),
        **_guessed(begin, guess, worth),
    }


def _guessed(begin: float, guess: Interval | None, worth: float) -> Row:
    if guess is None or math.isinf(guess.high):
        return {}
    return {"guess": round((begin + guess.low) / worth, 4), "guess_end": round((begin + guess.high) / worth, 4)}


def _label(gap: Interval, worth: float) -> str:
    low = f"{gap.low / worth:,.3g}" if gap.low < 1000 * worth else f"{gap.low / worth:,.0f}"
    high = f"{gap.high / worth:,.3g}" if gap.high < 1000 * worth else f"{gap.high / worth:,.0f}"
    if math.isinf(gap.high):
        return f"≥ {low} ?" if gap.low else "?"
    if gap.known:
        return low
    return f"{low}–{high}" if gap.low else f"≤ {high}"


def _reach(made: Sequence[Row]) -> float:
    """Where the axis ends: behind the longest bar there must be room for its figure."""
    ends = (float(str(row["end"])) / (1.0 - len(str(row["label"])) * _LETTER) for row in made)
    return max(ends, default=0.0) or 1.0


def _drawn(made: list[Row], language: str, note: str) -> alt.LayerChart:
    names = [_WORDS[key].get(language) for key in ("sure", "may", "guess")]
    scale = alt.Scale(domain=names, range=[VERDICT[Verdict.MET], POSSIBLE, ACCENT])
    title = _WORDS["money"].get(language)
    axis = alt.Axis(grid=True, tickCount=TICKS, format=",~r")
    room = alt.Scale(domainMin=0, domainMax=_reach(made), nice=False)
    x = alt.X("begin:Q", title=title, axis=axis, scale=room)
    y = alt.Y("name:N", sort=None, title=None)
    told = tips(
        {key: _WORDS[word_].get(language) for key, word_ in (("name", "stage"), ("low", "from"), ("high", "to"))}
    )
    base = alt.Chart(rows(made))
    may = base.transform_calculate(part=f"'{names[1]}'").mark_bar(height=13).encode(
        alt.X("sure:Q", title=title, axis=axis), y, alt.Color("part:N", scale=scale),
        x2="end:Q", tooltip=told,
    )  # fmt: skip
    sure = (
        base.transform_calculate(part=f"'{names[0]}'")
        .mark_bar(height=13)
        .encode(x, y, alt.Color("part:N", scale=scale), x2="sure:Q", tooltip=told)
    )
    guessed = alt.Chart(rows([row for row in made if "guess" in row])).transform_calculate(part=f"'{names[2]}'")
    guess = guessed.mark_bar(height=4, minBandSize=3).encode(
        alt.X("guess:Q", title=title, axis=axis), y, alt.Color("part:N", scale=scale), x2="guess_end:Q", tooltip=told
    )
    ends = base.mark_tick(thickness=2, size=13, color=INK).encode(alt.X("sure:Q", title=title, axis=axis), y)
    labels = base.mark_text(align="left", dx=6, color=INK, fontSize=11).encode(
        alt.X("end:Q", title=title, axis=axis), y, alt.Text("label:N")
    )
    return layered(may, sure, guess, ends, labels, height=alt.Step(24), note=note)

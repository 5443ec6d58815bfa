"""The chapter of related diversification: what the region lives on, where it might go, what cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from growthpole.chain.criteria import JUDGEMENT, SHIFT_MEASURES
from growthpole.chain.diversification import Option
from growthpole.chain.diversification_study import Shift
from growthpole.chain.targets_reasons import option_reason
from growthpole.chain.wording import percent
from growthpole.charts.chain_targets import shift_bubbles
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chapter import Chapter, Drawing, Grid
from growthpole.reports.chapters.criteria_words import criteria_origin
from growthpole.reports.chapters.targets_cells import column_of
from growthpole.reports.units import number

__all__ = ["diversification_chapter", "option_cells", "options_grid"]

_ROWS = 50
"""So many options stand in the tables; ``growthpole chain diversify --out FILE`` writes all."""
_STANDING = {
    Verdict.MET: Text("on the front", "前沿"),
    Verdict.NOT_MET: Text("dominated", "被占优"),
    Verdict.UNKNOWN: Text("open", "未定"),
}
_YES = {Verdict.MET: Text("yes", "是"), Verdict.NOT_MET: Text("no", "否"), Verdict.UNKNOWN: Text("open", "未定")}


def diversification_chapter(shift: Shift) -> Chapter | None:
    """The chapter of diversification.

    Parameters
    ----------
    shift : Shift
        The region and its options.

    Returns
    -------
    Chapter or None
        ``None`` where there is no option.
    """
    if not shift.options:
        return None
    drawing = Drawing(
        Text(
            "Where the region might go: right is more related, up is more complex, a large bubble takes much energy",
            "转型方向：越靠右越相关，越靠上越复杂，圆越大能耗越高",
        ),
        lambda language: shift_bubbles(shift.options, language),
    )
    region = shift.seen.name
    return Chapter(
        "diversification",
        Text(f"Related diversification: {region.en}", f"关联多元化：{region.zh or region.en}"),
        lead=tuple(_lead(shift)),
        drawings={"diversification_options": drawing},
        grids=(options_grid(shift, _ROWS), _detail_grid(shift, _ROWS), *_dependence_grid(shift)),
        notes=_notes(shift),
    )


def _lead(shift: Shift) -> Iterator[Text]:
    names = [shift.facts.technology.name(code) for code in shift.start.sectors]
    yield Text(
        f"Starting point: {' and '.join(one.en for one in names)} ({shift.why.en}).",
        f"起点：{'、'.join(one.zh for one in names)}（{shift.why.zh}）。",
    )
    yield _dependence(shift)
    front = [one for one in shift.options if one.standing is Verdict.MET]
    cleaner = [one for one in shift.options if Verdict.MET is one.less_energy is one.more_complex]
    yield Text(
        f"Of {len(shift.options)} sectors, {len(front)} are such that no other is at least as related, as sparing of "
        f"energy and as complex at once; {len(cleaner)} surely take less energy and are more complex than every sector "
        "of the starting point.",
        f"{len(shift.options)}个部门中，{len(front)}个处于前沿（没有其他部门在关联度、低能耗和复杂度上同时不逊于它）；"
        f"{len(cleaner)}个部门的能耗必定低于、复杂度高于全部起点部门。",
    )
    for place, one in enumerate(shift.options[:3], 1):
        reason = option_reason(one, shift.facts.technology.name)
        yield Text(f"{place}. {one.name.en}. {reason.en}", f"{place}．{one.name.zh}。{reason.zh}")


def _dependence(shift: Shift) -> Text:
    view = shift.seen.view
    if view is None:
        return Text(
            "How far the region depends on mining is not known: the census has no figures of it.",
            "该地区对采矿业的依赖程度未知：人口普查无其数据。",
        )
    mine, nation = percent(_point(view.dependence)), percent(_point(view.nation))
    return Text(
        f"Mining holds {mine.en} of its {number(view.persons)} employed persons (census 2020), against {nation.en} in "
        f"the country: place {view.rank} of {view.of} counties.",
        f"采矿业占其{number(view.persons)}名就业人员的{mine.zh}（2020年人口普查），全国为{nation.zh}："
        f"相当于{view.of}个县级单位中的第{view.rank}位。",
    )


def options_grid(shift: Shift, rows: int | None = None) -> Grid:
    """The options by score: the three axes, and whether another one is better in all."""
    return Grid(
        "diversify",
        Text("Options by score", "转型方向（按得分）"),
        (
            Text("sector", "部门"), Text("score", "得分"), Text("rank", "位次"), Text("relatedness", "关联度"),
            Text("energy, % of output", "能源占产值%"), Text("knowledge, % of output", "知识服务占产值%"),
            Text("standing", "前沿状态"),
        ),
        tuple(_row(option) for option in shift.options[:rows]),
        frozenset({1, 2, 3, 4, 5}),
    )  # fmt: skip


def _row(option: Option) -> tuple[Text | str, ...]:
    mark = option.scored
    return (
        _sector(option),
        _ends(mark.score, 1),
        f"{mark.best}" if mark.best == mark.worst else f"{mark.best}–{mark.worst}",
        _ends(option.figures["relatedness"], 2),
        _ends(option.figures["energy"], 1, 100),
        _ends(option.figures["knowledge"], 1, 100),
        _STANDING[option.standing],
    )


def _detail_grid(shift: Shift, rows: int) -> Grid:
    """What relatedness is made of, and each option against the starting point."""
    name = shift.facts.technology.name
    return Grid(
        "diversify_detail",
        Text("The options against the starting point", "转型方向与起点对比"),
        (
            Text("sector", "部门"), Text("shared inputs", "投入相似"), Text("trade", "供需往来"),
            Text("less energy", "能耗更低"), Text("more complex", "复杂度更高"),
            Text("there already", "本地已有"), Text("dominated by", "占优者"),
        ),
        tuple(
            (
                _sector(one),
                f"{one.likeness:.2f}",
                f"{one.trade:.2f}",
                _YES[one.less_energy],
                _YES[one.more_complex],
                _YES[Verdict.MET] if one.present else "",
                name(one.dominated_by) if one.dominated_by else "",
            )
            for one in shift.options[:rows]
        ),
        frozenset({1, 2}),
    )  # fmt: skip


def _sector(option: Option) -> Text:
    return Text(f"{option.sector} {option.name.get('en')}", f"{option.sector} {option.name.get('zh')}")


def _dependence_grid(shift: Shift) -> tuple[Grid, ...]:
    if not shift.seen.others:
        return ()
    ordered = sorted(shift.seen.others, key=lambda one: -one[1])
    return (
        Grid(
            "mining",
            Text("Share of mining in employment, census 2020", "采矿业就业占比（2020年人口普查）"),
            (Text("county", "县区"), Text("share, %", "占比%")),
            tuple((name, f"{100 * value:.2f}") for name, value in ordered),
            frozenset({1}),
        ),
    )


def _notes(shift: Shift) -> tuple[Text, ...]:
    rests = criteria_origin(shift.criteria, "shift")
    return (
        Text(
            "Relatedness is the mean of two figures of the national input-output table of 2020 (153 sectors), each "
            "from 0 to 1: the correlation of what two sectors buy, and the largest share that one has in the purchases "
            "or sales of the other; towards the nearest sector of the starting point. Shared occupations cannot be "
            "seen: no table gives occupations by sector.",
            "关联度为2020年全国投入产出表（153部门）两项指标（均为0—1）的平均：两部门投入结构的相关系数，"
            "以及一方在另一方采购或销售中的最大占比；取与起点最近的部门。共用职业无法观察：没有分部门的职业数据。",
        ),
        Text(
            "Energy is what is bought from coal, oil and gas, refining, coking, power and town gas per unit of output; "
            "where a fuel may be raw material (washing, coking, refining, chemicals) it is an interval. Complexity "
            "stands for the knowledge services (software, IT, research, technical services) in all inputs, direct and "
            "indirect: a proxy, since no table of products by place is at hand. The census knows sections only; coke "
            "stands in manufacturing and cannot be told apart there.",
            "能源为单位产值向煤炭、油气、炼油、炼焦、电力热力和燃气部门的采购额；燃料可能作为原料的部门（洗选、炼焦、"
            "炼油、化工）以区间表示。复杂度以全部直接和间接投入中的知识服务（软件、信息技术、研发、技术服务）含量代替，"
            "因为没有分地区的产品数据。人口普查只到门类；焦化属于制造业，普查中无法分辨。",
        ),
        Text(
            "The score is the geometric mean of the three, so that no strength makes up for nothing elsewhere; weights "
            f"and goalposts: {rests.en}.",
            f"得分为三项的加权几何平均，任何一项为零都不能由其他项弥补；权重和标杆值见{rests.zh}。",
        ),
    )


def option_cells(shift: Shift, language: str) -> Iterator[dict[str, Any]]:
    """Every option with each axis, as numbers where they are known; the reason in words at the end.

    Parameters
    ----------
    shift : Shift
        The region and its options.
    language : {"en", "zh"}
        Of the names, the reason and the verdicts.

    Yields
    ------
    dict
        A row of the table that is written to a file.
    """
    name = shift.facts.technology.name
    for option in shift.options:
        figures = {key: figure for key, figure in option.figures.items() if " " not in key}
        yield {
            "sector": option.sector,
            "name": option.name.get(language),
            "score_low": option.scored.score.low,
            "score_high": option.scored.score.high,
            "best_rank": option.scored.best,
            "worst_rank": option.scored.worst,
            "nearest": option.nearest,
            "shared_inputs": option.likeness,
            "trade": option.trade,
            **{f"{heading}_{end}": getattr(figures[key], end) if key in figures else None
               for key, heading in _FIGURES.items() for end in ("low", "high")},
            "less_energy": str(option.less_energy),
            "more_complex": str(option.more_complex),
            "on_front": str(option.standing),
            "dominated_by": option.dominated_by,
            "there_already": option.present,
            "reason": option_reason(option, name).get(language),
        }  # fmt: skip


_FIGURES = {key: column_of(key, measure.unit) for key, measure in SHIFT_MEASURES.items() if key != JUDGEMENT}
"""The measures that are figures, with their headings in a file."""


def _point(value: float) -> Interval:
    return Interval(value, value)


def _ends(figure: Interval, decimals: int, times: float = 1.0) -> str:
    low, high = (f"{times * end:.{decimals}f}" for end in (figure.low, figure.high))
    return low if low == high else f"{low}–{high}"

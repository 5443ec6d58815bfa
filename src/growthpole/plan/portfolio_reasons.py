"""Why each undertaking is in the plan, and why every other remedy is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from growthpole.model.rules import RESOURCE_NAMES, RESOURCES
from growthpole.model.text import Text
from growthpole.plan.capacity import amount
from growthpole.plan.options_reading import IDLE, LATE, PRICELESS, TIMELESS, TOUCHLESS, UNKNOWN
from growthpole.plan.portfolio import Portfolio

__all__ = ["LeftOut", "Why", "county_name", "left_out", "why_chosen"]

_ASIDE = {
    PRICELESS: Text("the programme states no cost for it", "本办法未载明其费用"),
    TIMELESS: Text("the programme states no lead time for it", "本办法未载明其见效时间"),
    TOUCHLESS: Text("no rule reads what it changes", "其改变的指标未被任何规则采用"),
    LATE: Text("it would not work before the plan ends", "规划期内来不及见效"),
    UNKNOWN: Text("what it changes is not known here, so that nothing can be proven of it: collect the figure first",
                  "其作用的基数未知，效果无法证实，应先补充数据"),
    IDLE: Text("it would change no verdict and no point here", "对本集群的判定和得分均无影响"),
}  # fmt: skip
NEEDLESS, NO_RUNG, NO_MONEY, NO_ROOM, TAKEN_PLACE = "needless", "no rung", "no money", "no room", "another way"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a cluster's undertakings are in the plan."""

    cluster: str
    text: Text


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A remedy that a cluster does not get, and why.

    Attributes
    ----------
    cluster, remedy : str
    code : str
        ``"no cost"``, ``"no lead time"``, ``"touches no rule"``, ``"too late"``, ``"unknown baseline"``, ``"changes
        nothing"``, ``"no rung"``, ``"no money"``, ``"no room"``, ``"another way"`` or ``"needless"``.
    text : Text
    """

    cluster: str
    remedy: str
    code: str
    text: Text


def why_chosen(plan: Portfolio) -> tuple[Why, ...]:
    """The reason of each cluster's undertakings, sorted by cluster."""
    return tuple(Why(cluster, _why(plan, option)) for cluster, option in sorted(plan.by_cluster.items()))


def _why(plan: Portfolio, option: int) -> Text:
    menu = plan.ground.menu
    base, rank = menu.base[menu.owner[option]], menu.rank[option]
    changed = np.flatnonzero(rank != base)
    if len(changed):
        return _rung(plan, option, int(changed[0]), held=bool((rank[changed] > base[changed]).all()))
    county = menu.counties[menu.owner[option]]
    terms = plan.ground.terms
    if county in terms.least_undertakings or county in terms.least_share:
        return Text(
            f"the floor of {county_name(plan, county).en}; no rung changes, {_points(plan, option)}",
            f"落实{county_name(plan, county).zh}的公平底线；层级不变，{_points(plan, option, zh=True)}",
        )
    return Text(
        f"money that the targets leave: {_points(plan, option)}", f"目标之外的余款：{_points(plan, option, zh=True)}"
    )


def _rung(plan: Portfolio, option: int, column: int, *, held: bool) -> Text:
    """The first year in which the cluster stands elsewhere than it would, and where."""
    ground, menu = plan.ground, plan.ground.menu
    year, tiers = menu.years[column], menu.tiers
    ends = [int(each[column]) for each in (menu.base[menu.owner[option]], menu.rank[option])]
    names = [ground.programme.tiers[tiers[one - 1]].name if one else Text("no rung", "无层级") for one in ends]
    more = "" if held else "; in other years it stands lower"
    more_zh = "" if held else "；个别年份层级低于不作为时"
    return Text(
        f"stands on {names[1].en} in {year}, without it on {names[0].en}{more}",
        f"{year}年达到{names[1].zh}，不采取则为{names[0].zh}{more_zh}",
    )


def _points(plan: Portfolio, option: int, *, zh: bool = False) -> str:
    gained = float(plan.ground.menu.points[option, -1])
    if gained <= 0:
        return "判定有所改善" if zh else "verdicts get better"
    return f"可证实得分增加{gained:.1f}分" if zh else f"{gained:.1f} points are gained for certain"


def left_out(plan: Portfolio) -> tuple[LeftOut, ...]:
    """Every remedy that a cluster does not get, with the reason, sorted by cluster and remedy."""
    ground = plan.ground
    taken = {(one.cluster, one.remedy) for one in plan.undertakings}
    found = []
    for row, cluster in enumerate(ground.menu.clusters):
        for remedy in sorted(ground.programme.remedies):
            if (cluster, remedy) not in taken:
                code, text = _reason(plan, row, cluster, remedy)
                found.append(LeftOut(cluster, remedy, code, text))
    return tuple(sorted(found))


def _reason(plan: Portfolio, row: int, cluster: str, remedy: str) -> tuple[str, Text]:
    menu = plan.ground.menu
    code = menu.set_aside.get(remedy) or menu.idle.get((cluster, remedy), "")
    if code:
        return code, _ASIDE[code]
    with_it = [one for one in np.flatnonzero(menu.owner == row).tolist() if remedy in dict(menu.schedules[one])]
    lifting = [one for one in with_it if (menu.rank[one] > menu.base[row]).any()]
    if not lifting:
        return NO_RUNG, Text("with it the cluster still reaches no other rung for certain", "采取后仍不能确保层级提升")
    return _against(plan, row, lifting)


def _against(plan: Portfolio, row: int, lifting: list[int]) -> tuple[str, Text]:
    """A remedy that could lift the cluster: what keeps it out, judged by what the plan leaves of money and room."""
    menu = plan.ground.menu
    now = plan.by_cluster.get(menu.clusters[row])
    if now is not None and any((menu.rank[now] >= menu.rank[one]).all() for one in lifting):
        return TAKEN_PLACE, Text(
            "what is chosen lifts the cluster as far at a lower cost", "已选措施以更低费用达到同样层级"
        )
    blocks = [list(_blocks(plan, now, one)) for one in lifting]
    free = [one for one, block in zip(lifting, blocks, strict=True) if not block]
    if free:
        return NEEDLESS, Text("its cluster is not needed for the targets, and leaving it is cheaper",
                              "目标不需要该集群提升，不安排更省")  # fmt: skip
    code, text = min(blocks, key=len)[0]
    return code, text


def _blocks(plan: Portfolio, now: int | None, option: int) -> Iterator[tuple[str, Text]]:
    """The limits that taking an option in place of the present one would overstep, all else as it is."""
    menu, terms = plan.ground.menu, plan.ground.terms
    before = menu.cost[now] if now is not None else 0 * menu.cost[option]
    for column, year in enumerate(menu.years):
        needs = int(menu.cost[option, column] - before[column])
        left = terms.budget_cents[column] - plan.spent_cents[column]
        if needs > left:
            has, wants = (_money(cents, plan.ground.programme.currency) for cents in (left, needs))
            yield (
                NO_MONEY,
                Text(f"{year} has {has.en} left, it needs {wants.en}", f"{year}年余款{has.zh}，需{wants.zh}"),
            )
    county = menu.counties[menu.owner[option]]
    for use in plan.rooms:
        place = list(RESOURCES).index(use.room.resource)
        held = menu.uses[now, place] if now is not None else 0.0
        if use.room.county == county and menu.uses[option, place] - held > use.room.left - use.chosen + 1e-9:
            name, place_name = RESOURCE_NAMES[use.room.resource], county_name(plan, county)
            rest = amount(use.room.resource, max(0.0, use.room.left - use.chosen))
            needs_room = amount(use.room.resource, float(menu.uses[option, place]))
            yield (
                NO_ROOM,
                Text(
                    f"{place_name.en} has {rest.en} of {name.en} left, it needs {needs_room.en}",
                    f"{place_name.zh}{name.zh}余量{rest.zh}，需{needs_room.zh}",
                ),
            )


def _money(cents: int, currency: str) -> Text:
    """An amount in millions, in Chinese in 万."""
    return Text(
        f"{cents / 1e8:.6g} million {currency}", f"{cents / 1e6:.6g}万{'元' if currency == 'CNY' else currency}"
    )


def county_name(plan: Portfolio, code: str) -> Text:
    """The name of a county, its code where no register names it."""
    named = {region.code: region.name for region in plan.ground.dossier.regions}
    return named.get(code, Text(f"county {code}", f"县区{code}"))

"""Projects in the chapter of investment targets: what they close, what they draw on, what a year changed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from growthpole.chain.fit_county import CountyUse
from growthpole.chain.projects_gap import LinkProjects
from growthpole.chain.targets_study import LinkChange, TargetStudy
from growthpole.chain.wording import money
from growthpole.model.amount import amounting
from growthpole.model.interval import Interval
from growthpole.model.project import PIPELINE, RESOURCES, STATES
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.chapters.chapter import Grid
from growthpole.reports.chapters.targets_grids import FITS, resource_amount
from growthpole.reports.units import UNKNOWN

__all__ = ["change_grid", "links_grid", "project_words", "use_grid"]


def project_words(study: TargetStudy) -> Iterator[Text]:
    """How many projects there are in each state, and which counties lack what they ask for."""
    if not study.projects:
        yield Text(
            "No project ledger was handed in: what is being attracted already is not known.",
            "未报送招商项目台账：已在推进的项目未知。",
        )
        return
    counts = Counter(one.state for one in study.projects)
    yield Text(
        f"The ledger holds {len(study.projects)} projects: "
        + ", ".join(f"{counts[state]} {name.en}" for state, name in STATES.items())
        + ".",
        f"台账共{len(study.projects)}个项目："
        + "、".join(f"{name.zh}{counts[state]}个" for state, name in STATES.items())
        + "。",
    )
    yield _short_words(study)


def _short_words(study: TargetStudy) -> Text:
    """Which limits bind, once all projects that are under way are built."""
    short = [use for use in study.uses if use.verdicts["contacted"] is Verdict.NOT_MET]
    unknown = sum(use.verdicts["contacted"] is Verdict.UNKNOWN for use in study.uses)
    if not short:
        return Text(
            "No county is known to lack what its projects ask for"
            + (f"; {unknown} limits are open." if unknown else "."),
            "尚无县区确定要素不足" + (f"；{unknown}项要素未定。" if unknown else "。"),
        )
    told = [(_county(use.region, study), RESOURCES[use.resource].name) for use in short]
    return Text(
        "With all projects under way built, these limits would be passed: "
        + "; ".join(f"{region.en}: {resource.en}" for region, resource in told)
        + (f". {unknown} limits are open." if unknown else "."),
        f"在推项目全部建成后，{len(short)}项要素将不足："
        + "；".join(f"{region.zh or region.en}{resource.zh}" for region, resource in told)
        + (f"。另有{unknown}项未定。" if unknown else "。"),
    )


def links_grid(study: TargetStudy) -> Grid:
    """What the projects of each link close, state by state."""
    return Grid(
        "project_links",
        Text("What projects close of each gap, a year, once they produce", "项目投产后可弥补的年缺口"),
        (
            Text("cluster and link", "集群与环节"), Text("gap before", "项目前缺口"),
            *(STATES[state] for state in PIPELINE), Text("left", "剩余缺口"),
        ),
        tuple(_link(one, study) for one in study.links),
        frozenset(range(1, 3 + len(PIPELINE))),
    )  # fmt: skip


def _link(one: LinkProjects, study: TargetStudy) -> tuple[Text | str, ...]:
    return (
        _link_words(study, one.gap.cluster, one.gap.sector, one.gap.stage, " ".join(each.id for each in one.projects)),
        money(one.gap.gap),
        *(money(one.closes[state]) for state in PIPELINE),
        money(one.left[PIPELINE[-1]]),
    )


def _link_words(study: TargetStudy, cluster: str, sector: str, stage: str, projects: str) -> Text:
    whose, link = study.clusters.get(cluster, Text(cluster, cluster)), study.link_name(cluster, sector, stage)
    return Text(
        f"{whose.get('en')}: {link.get('en')} ({projects})", f"{whose.get('zh')}：{link.get('zh')}（{projects}）"
    )


def use_grid(study: TargetStudy) -> Grid:
    """What the projects under way ask for in each county."""
    return Grid(
        "project_limits",
        Text("What projects under way ask for, and what is free", "在推项目所需要素与余量"),
        (
            Text("county", "县区"), Text("limit", "要素"), Text("free", "余量"),
            *(Text(f"{STATES[state].en}", STATES[state].zh) for state in PIPELINE[1:]),
            Text("all of them fit", "全部可保障"),
        ),
        tuple(_use(one, study) for one in study.uses),
        frozenset({2, 3, 4, 5}),
    )  # fmt: skip


def _county(region: str, study: TargetStudy) -> Text:
    return study.regions.get(region, Text(region, region)) if region else Text("no county given", "未填县区")


def _use(one: CountyUse, study: TargetStudy) -> tuple[Text | str, ...]:
    known = RESOURCES[one.resource]
    return (
        _county(one.region, study),
        known.name,
        resource_amount(one.resource, one.free),
        *(resource_amount(one.resource, one.asked[state]) for state in PIPELINE[1:]),
        FITS[one.verdicts[PIPELINE[-1]]],
    )


def change_grid(study: TargetStudy) -> Grid:
    """How the gap of each link with a new works changed in the year, and through what."""
    return Grid(
        "gap_change",
        Text("Change of the gap since the year before", "缺口较上年变化"),
        (
            Text("cluster and link", "集群与环节"), Text("gap before", "上年缺口"), Text("gap now", "本年缺口"),
            Text("through demand", "需求变化"), Text("through other supply", "其他供给"),
            Text("through new projects", "新投产项目"), Text("change", "合计变化"),
        ),
        tuple(_change(one, study) for one in study.changes),
        frozenset({1, 2, 3, 4, 5, 6}),
    )  # fmt: skip


def _change(one: LinkChange, study: TargetStudy) -> tuple[Text | str, ...]:
    change = one.change
    return (
        _link_words(study, one.cluster, one.sector, one.stage, " ".join(change.each)),
        money(change.before),
        money(change.after),
        *(_signed(part) for part in (change.demand, change.other_supply, change.projects, change.change)),
    )


def _signed(change: Interval) -> Text:
    """A change in words; one without end on either side is unknown."""
    if math.isinf(change.low) or math.isinf(change.high):
        return UNKNOWN
    if change.low >= 0:
        return money(change)
    down = money(Interval(0.0 - min(change.high, 0.0), 0.0 - change.low))
    if change.high <= 0:
        fall = Text(f"−{down.en}", f"−{down.zh}") if change.known else Text(f"−({down.en})", f"−（{down.zh}）")
        return amounting(fall, change.low, change.high)
    most = money(Interval.point(0.0 - change.low))
    up = money(Interval.point(change.high))
    return amounting(Text(f"−{most.en} to {up.en}", f"−{most.zh}至{up.zh}"), change.low, change.high)

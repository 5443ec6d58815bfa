"""The work manual as documents: one for each cluster, and one bound volume."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.plan.manual import TownManual, WorkManual
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.reports.manual.blocks import Block, Document, Heading, Paragraph, Sheet
from growthpole.reports.manual.task_sheet import cost_sum
from growthpole.reports.manual.town import town_blocks
from growthpole.reports.manual.words import MANUAL_WORDS as W
from growthpole.reports.view.cluster import cluster_view
from growthpole.reports.view.names import Names
from growthpole.reports.view.summary import sentences
from growthpole.reports.view.words import both

__all__ = ["VOLUME", "documents", "volume"]

VOLUME = "work-manual"
"""The name of the bound volume's file."""


def documents(manual: WorkManual, boundaries: dict[str, Any] | None = None) -> Iterator[Document]:
    """One document for each cluster, named by its id."""
    names = Names.of(manual.assessment, boundaries)
    for town in manual.towns:
        view = cluster_view(town.assessed, names)
        place = Text(f"{view.region.en} · {_subtitle(manual).en}", f"{view.region.zh} · {_subtitle(manual).zh}")
        title = Text(f"{view.name.en}: {W['manual'].en.lower()}", f"{view.name.zh}{W['manual'].zh}")
        blocks = (*town_blocks(manual, town, names, 1), *_notes(manual, 1))
        yield _document(manual, view.id, title, place, blocks)


def volume(manual: WorkManual, boundaries: dict[str, Any] | None = None) -> Document:
    """All clusters in one volume: an overview, those in full, those in short, and the sources."""
    names = Names.of(manual.assessment, boundaries)
    full = [town for town in manual.towns if town.full]
    short = [town for town in manual.towns if not town.full]
    programme = manual.assessment.programme
    kind = both(W["3+N"], full=len(full), short=len(short)) if short else W["manual"]
    title = Text(f"{programme.name.get('en')}: {kind.en}", f"{programme.name.get('zh')}{kind.zh}")
    blocks = (
        *_overview(manual, names),
        *_part(manual, full, names, W["full"]),
        *_part(manual, short, names, W["short"]),
        *_notes(manual, 1),
    )
    return _document(manual, VOLUME, title, _subtitle(manual), blocks)


def _document(manual: WorkManual, id_: str, title: Text, subtitle: Text, blocks: tuple[Block, ...]) -> Document:
    programme, year = manual.assessment.programme, int(manual.assessment.period)
    return Document(id_, title, subtitle, programme.name, (year, 12, 31), blocks)


def _subtitle(manual: WorkManual) -> Text:
    return both(W["years"], first=manual.years[0], last=manual.years[-1], period=manual.assessment.period)


def _part(manual: WorkManual, towns: list[TownManual], names: Names, title: Text) -> Iterator[Block]:
    """A part of the volume; those in full begin on a page of their own."""
    if not towns:
        return
    yield Heading(1, title, fresh=True)
    for at, town in enumerate(towns):
        yield Heading(2, cluster_view(town.assessed, names).name, fresh=town.full and at > 0)
        yield from town_blocks(manual, town, names, 3)


def _overview(manual: WorkManual, names: Names) -> Iterator[Block]:
    yield Heading(1, W["overview"], fresh=True)
    said = sentences(manual.assessment)
    yield Paragraph(Text(" ".join(one.get("en") for one in said), "".join(one.get("zh") for one in said)))
    if not manual.named:
        yield Paragraph(_STAND_IN, small=True)
    doing = [row for town in manual.towns for row in town.rows if row.standing in ("new", "kept") and _priceable(row)]
    if doing:
        yield Paragraph(cost_sum(doing, manual.assessment.programme.currency))
    if manual.towns:
        yield Heading(2, W["all"])
        yield _register(manual, names)


def _priceable(row: LedgerRow) -> bool:
    """Whether it is more than a figure to collect."""
    found = row.task or row.entry
    return found is not None and found.section != "collect"


def _register(manual: WorkManual, names: Names) -> Sheet:
    columns = (W["name"], W["county"], W["tier"], W["next"], W["score"], W["criteria"], W["count"], W["missing"])
    rows = []
    for town in manual.towns:
        view, each = cluster_view(town.assessed, names), town.assessed
        met = sum(one.verdict is Verdict.MET for one in each.criteria)
        doing = [_priceable(row) for row in town.rows if row.standing in ("new", "kept")]
        following = view.next_tier if each.distance.tier else W["top tier"]
        score = Text(view.score, view.score) if view.score else W["not scored"]
        counts = (f"{met}/{len(each.criteria)}", str(sum(doing)), str(len(doing) - sum(doing)))
        rows.append((view.name, view.region, view.tier_after, following, score, *counts))
    widths = (2.2, 1.1, 1.0, 1.2, 1.0, 1.0, 0.8, 1.0)
    return Sheet(Text(), columns, tuple(rows), widths, frozenset(range(4, 8)))


def _notes(manual: WorkManual, level: int) -> Iterator[Block]:
    """How the document was made, and the sources of its figures."""
    yield Heading(level, W["notes"])
    for note in _HOW:
        yield Paragraph(note, small=True)
    used = {source for town in manual.towns for goal in town.goals for source in goal.sources}
    sources = manual.assessment.sources
    rows = tuple((id_, sources[id_].title, sources[id_].publisher) for id_ in sorted(used & sources.keys()))
    if rows:
        yield Sheet(W["sources"], (W["id"], W["title"], Text("Publisher", "发布者")), rows, (1.2, 3.6, 2.0))


_STAND_IN = Text(
    "The key clusters that the programme names are not in the register; those that stand highest are treated in full.",
    "工程文件所列重点对象不在名录中；此处以层级和得分最高者列入重点篇。",
)
_HOW = (
    Text(
        "A goal is the limit that a criterion, a gate of the next tier or a weakness of the programme sets. Its path "
        "runs from the latest known figure to that limit in the last year planned: sizes grow by the same rate every "
        "year, shares and numbers by equal steps. What is unknown is never taken for zero: it is collected first.",
        "目标值取自工程规则中条件、上一层级门槛和短板的限值。路径由最近已知数据推进至规划末年的限值："
        "规模类按固定年增长率推进，比重与数量按等量推进。未知数据不按零处理，须先行补充。",
    ),
    Text(
        "Owners of criteria and remedies, cost and time, and the evidence to be shown, are those of the programme; "
        "what it does not name stands open and is to be settled by the office. The tasks are kept in the task ledger.",
        "条件与措施的责任单位、资金、时限和佐证材料均按工程文件；文件未作规定的，由主管部门明确。各项任务在任务台账中跟踪。",
    ),
)

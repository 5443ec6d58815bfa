"""One cluster's part of the work manual as blocks: in full, section by section, or in short."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.charts.gantt import gantt
from growthpole.model.text import Text
from growthpole.plan.manual import TownManual, WorkManual
from growthpole.plan.task_ledger_merge import LedgerRow
from growthpole.plan.tasks_bars import bars_of
from growthpole.reports.manual.blocks import Block, Heading, Paragraph, Picture, Sheet
from growthpole.reports.manual.goal_sheet import goal_sheet, kept_sheet, open_sheet
from growthpole.reports.manual.task_sheet import by_due, collect_sheet, cost_sum, owner_note, task_sheet
from growthpole.reports.manual.words import MANUAL_WORDS as W
from growthpole.reports.units import UNKNOWN
from growthpole.reports.view.cluster import ClusterView, cluster_view
from growthpole.reports.view.figures import EvidenceView
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import VERDICTS, both, joined

__all__ = ["town_blocks"]


def town_blocks(manual: WorkManual, town: TownManual, names: Names, level: int) -> Iterator[Block]:
    """The blocks of one cluster, its sections headed at ``level``."""
    writer = _Writer(manual, town, names, level)
    yield from writer.full() if town.full else writer.short()


class _Writer:
    """Writes one cluster's part."""

    def __init__(self, manual: WorkManual, town: TownManual, names: Names, level: int) -> None:
        self.manual, self.town, self.names, self.level = manual, town, names, level
        self.programme = manual.assessment.programme
        self.view: ClusterView = cluster_view(town.assessed, names)
        self.open_rows = [row for row in town.rows if row.standing in ("new", "kept")]
        self.doing = sorted((row for row in self.open_rows if _section(row) != "collect"), key=by_due)
        order = {name: at for at, name in enumerate(self.programme.indicators)}
        self.collecting = sorted(
            (row for row in self.open_rows if _section(row) == "collect"),
            key=lambda row: (order.get(_rule(row), len(order)), row.id),
        )

    def full(self) -> Iterator[Block]:
        """Every section of the programme; goals stand before what is to be done, and both stand always."""
        yield Paragraph(self._standing())
        contents = [section.content for section in self.manual.sections]
        for section in self.manual.sections:
            if section.content == "remedies":
                yield from self._goals()
            yield Heading(self.level, _headed(section.name))
            yield from self._section(section.content)
        if "remedies" not in contents:
            yield from self._goals()
            yield Heading(self.level, W["tasks"])
            yield from self._doing()
        if "unknown" not in contents and self.collecting:
            yield Heading(self.level, Text("Figures to collect", "待补充数据"))
            yield from self._unknown()

    def short(self) -> Iterator[Block]:
        """Where it stands, what is still to be reached, what is to be done, and what is unknown in a line."""
        yield Paragraph(self._standing())
        goals = [goal for goal in self.town.goals if not goal.met and goal.baseline is not None]
        if goals:
            yield Heading(self.level, W["goals"])
            yield goal_sheet(goals, self.manual.years, self.names, short=True)
        yield Heading(self.level, W["tasks"])
        if self.doing:
            yield from self._tasks(short=True)
        else:
            yield Paragraph(W["no tasks"])
        if self.collecting:
            rules = [self.names.indicator(_rule(row)) for row in self.collecting]
            yield Paragraph(both(W["collect line"], count=len(rules), names=joined(rules)), small=True)

    def _section(self, content: str) -> Iterator[Block]:
        match content:
            case "figures":
                yield from self._figures()
            case "criteria":
                yield from self._criteria()
            case "weaknesses":
                yield from self._weaknesses()
            case "remedies":
                yield from self._doing()
            case "distance":
                yield from self._distance()
            case _:
                yield from self._unknown()

    def _standing(self) -> Text:
        view, tally = self.view, self.view.tally
        return both(
            W["standing"], tier=both(W["on tier"], tier=view.tier_after) if view.tier else W["no tier"],
            score=view.score or W["not scored"],
            met=tally["met"], all=len(view.criteria), unknown=tally["unknown"],
            next=view.next_tier if self.town.assessed.distance.tier else W["top tier"],
        )  # fmt: skip

    def _figures(self) -> Iterator[Block]:
        known = [one for one in self.view.evidence if one.value != UNKNOWN]
        if not known:
            yield Paragraph(W["nothing known"])
            return
        sources = self.manual.assessment.sources
        rows = tuple(
            (one.name, one.value, one.period, sources[one.source].title if one.source in sources else one.source)
            for one in sorted(known, key=self._order)
        )
        columns = (W["figure"], W["value"], W["year"], W["title"])
        yield Sheet(Text(), columns, rows, (3.0, 1.4, 0.8, 3.0), frozenset({1}))

    def _order(self, one: EvidenceView) -> tuple[int, str]:
        """Figures stand in the order of the programme, year by year."""
        indicators = list(self.programme.indicators)
        name = self.manual.assessment.evidence[one.row].indicator
        return (indicators.index(name) if name in indicators else len(indicators), one.period)

    def _criteria(self) -> Iterator[Block]:
        rules = self.programme.criteria
        rows = tuple((one.name, VERDICTS[one.verdict], one.reason, rules[one.id].proof) for one in self.view.criteria)
        columns = (W["criterion"], W["verdict"], W["reason"], W["proof"])
        yield Sheet(Text(), columns, rows, (1.8, 0.8, 3.6, 1.8))

    def _weaknesses(self) -> Iterator[Block]:
        found = self.view.weaknesses
        if not found:
            yield Paragraph(W["no weakness"])
        else:
            rows = tuple(
                (one.finding.name, one.finding.reason, joined([remedy.name for remedy in one.remedies]))
                for one in found
            )
            yield Sheet(Text(), (W["weakness"], W["reason"], W["remedies"]), rows, (1.4, 3.6, 2.6))
        if self.view.maybe_weak:
            unsure = joined([one.name for one in self.view.maybe_weak])
            yield Paragraph(
                Text(f"Not known whether it is there: {unsure.en}.", f"是否存在尚不清楚：{unsure.zh}。"), small=True
            )

    def _goals(self) -> Iterator[Block]:
        yield Heading(self.level, W["goals"])
        ahead = [goal for goal in self.town.goals if goal.method not in ("keep", "collect first")]
        kept = [goal for goal in self.town.goals if goal.method == "keep"]
        unset = [goal for goal in self.town.goals if goal.method == "collect first"]
        if ahead:
            yield goal_sheet(ahead, self.manual.years, self.names)
        if unset:
            yield open_sheet(unset, self.manual.years[-1], self.names)
        if kept:
            yield kept_sheet(kept, self.names)
        if not self.town.goals:
            yield Paragraph(W["no goals"])

    def _tasks(self, *, short: bool = False) -> Iterator[Block]:
        yield task_sheet(self.doing, self.programme, short=short)
        cost, note = cost_sum(self.doing, self.programme.currency), owner_note(self.doing)
        yield Paragraph(Text(f"{cost.en} {note.en}".strip(), f"{cost.zh}{note.zh}"), small=True)

    def _doing(self) -> Iterator[Block]:
        if not self.doing:
            yield Paragraph(W["no tasks"])
            return
        yield from self._tasks()
        day = f"{self.manual.assessment.period}-12-31"
        bars = bars_of(self.open_rows, self.programme, day)
        name = "gantt_" + "".join(sign if sign.isalnum() else "_" for sign in self.view.id)
        if bars:
            yield Picture(name, W["gantt"], lambda language: gantt(bars, language))

    def _distance(self) -> Iterator[Block]:
        if not self.town.assessed.distance.tier:
            yield Paragraph(W["top"])
            return
        short = [*self.view.missing, *self.view.unknown]
        if not short and not self.view.also:
            yield Paragraph(W["passed"])
        if short:
            rows = tuple((one.name, VERDICTS[one.verdict], one.reason) for one in short)
            yield Sheet(self.view.next_tier, (W["gate"], W["verdict"], W["reason"]), rows, (2.0, 0.8, 4.8))
        for need in self.view.also:
            yield Paragraph(Text(f"{W['also'].en}: {need.get('en')}.", f"{W['also'].zh}：{need.get('zh')}。"))

    def _unknown(self) -> Iterator[Block]:
        if self.collecting:
            yield collect_sheet(self.collecting, self.programme)
        else:
            yield Paragraph(W["known"])


def _headed(name: Text) -> Text:
    """A name as a heading: English begins with a capital."""
    english = name.get("en")
    return Text(english[:1].upper() + english[1:], name.get("zh"))


def _section(row: LedgerRow) -> str:
    found = row.task or row.entry
    return found.section if found is not None else ""


def _rule(row: LedgerRow) -> str:
    found = row.task or row.entry
    return found.rule if found is not None else ""

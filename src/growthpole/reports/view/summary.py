"""The first page: what was found, in a few sentences and numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from growthpole.model.assessment import Assessment
from growthpole.model.text import Text
from growthpole.model.verdict import Verdict
from growthpole.reports.units import money_short
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import WORDS, both

__all__ = ["Fact", "facts", "sentences"]

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that stands large on the first page."""

    number: Text
    label: Text
    note: Text = Text()


def _tally(assessment: Assessment) -> Counter[Verdict]:
    return Counter(found.verdict for one in assessment.clusters for found in one.criteria)


def _plural(noun: Text) -> Text:
    """The programme's word for many clusters, or the common one; Chinese has no plural."""
    english = noun.en or "cluster"
    plural = f"{english[:-1]}ies" if english.endswith("y") else f"{english}s"
    return Text(plural, noun.zh or "产业集群")


def sentences(assessment: Assessment) -> tuple[Text, ...]:
    """What was found, in whole sentences, the honest one first where little is known."""
    tally, moves = _tally(assessment), Counter(one.decision.move for one in assessment.clusters)
    safe = sum(one.decision.certainty == "safe" for one in assessment.clusters)
    said = [_assessed(assessment), *_verdicts(tally)]
    if assessment.clusters:
        sure = Text("{safe} decisions are safe, {open} are borderline.", "{safe}项决定稳妥，{open}项临界。")
        said.append(both(sure, safe=safe, open=len(assessment.clusters) - safe))
    changes = [(move, moves[move]) for move in ("promote", "enter", "warn", "demote", "exit") if moves[move]]
    return (*said, *(_moved(move, count) for move, count in changes))


def _assessed(assessment: Assessment) -> Text:
    template = Text("{count} {what} were assessed for {period}.", "{period}年度评估{what}{count}个。")
    return both(
        template,
        count=f"{len(assessment.clusters):,}",
        what=_plural(assessment.programme.cluster),
        period=assessment.period,
    )


def _verdicts(tally: Counter[Verdict]) -> list[Text]:
    total = sum(tally.values())
    if not total:
        return []
    template = Text(
        "Of {total} verdicts on the criteria {met} are met, {not_met} are not met and {unknown} are unknown.",
        "认定条件共{total}项结论：达到{met}项，未达到{not_met}项，未知{unknown}项。",
    )
    counts = {str(verdict).replace(" ", "_"): f"{tally[verdict]:,}" for verdict in Verdict}
    said = [both(template, total=f"{total:,}", **counts)]
    if tally[Verdict.UNKNOWN] > _MOSTLY * total:
        said.append(
            Text(
                "Most of it is unknown. Unknown is not counted as failed; this report says first what to collect.",
                "多数情况尚属未知。未知不等于未达到；本报告首先说明应先收集什么。",
            )
        )
    return said


def _moved(move: str, count: int) -> Text:
    templates = {
        "promote": Text("Promoted: {n}.", "晋级{n}个。"),
        "enter": Text("Newly entered: {n}.", "新进入{n}个。"),
        "warn": Text("Warned: {n}.", "警示{n}个。"),
        "demote": Text("Demoted: {n}.", "降级{n}个。"),
        "exit": Text("Left: {n}.", "退出{n}个。"),
    }
    return both(templates[move], n=count)


def facts(assessment: Assessment, names: Names) -> tuple[Fact, ...]:
    """The clusters, each tier against its target, how much is known, and the fund."""
    made = []
    for rung in reversed(assessment.ladder):
        aim = f" / {rung.target:,}" if rung.target is not None else ""
        note = both(Text("may become {n}", "资料齐全后可能{n}个"), n=f"{rung.possible:,}")
        made.append(
            Fact(
                _same(f"{rung.holding:,}{aim}"),
                names.tier(rung.tier),
                note if rung.possible != rung.holding else Text(),
            )
        )
    tally = _tally(assessment)
    if total := sum(tally.values()):
        share = f"{100 * tally[Verdict.UNKNOWN] / total:.0f} %"
        made.append(Fact(_same(share), Text("of the verdicts unknown", "结论未知")))
    if assessment.fund is not None:
        currency = assessment.programme.currency
        left = both(Text("left over {left}", "结余{left}"), left=money_short(assessment.fund.left_cents, currency))
        made.append(Fact(money_short(assessment.fund.spent_cents, currency), WORDS["fund spent"], left))
    return tuple(made)


def _same(digits: str) -> Text:
    return Text(digits, digits)

"""Which sheets the workbook has and what stands in them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from growthpole.charts.selection import leading
from growthpole.charts.words import FACTORS
from growthpole.model.assessment import Assessment, ClusterAssessment, Finding, Robustness
from growthpole.model.text import Text
from growthpole.reports.excel.rows import evidence_columns, evidence_row
from growthpole.reports.excel.sheet import MONEY, POINTS, WHOLE, Column, Sheet, Value, bilingual
from growthpole.reports.view.names import Names
from growthpole.reports.view.robustness import spread_view
from growthpole.reports.view.unknowns import collect_first
from growthpole.reports.view.words import MOVES, VERDICTS, VETO, WEAKNESS, WORDS

__all__ = ["sheets"]

_MOST = 20_000
"""Rows of a long list; what is beyond stands in assessment.json."""

_SHARE = "0.0%"

_ID = Column(Text("id", "编号"), 24)
_NAME = Column(WORDS["name"], 30)


def sheets(names: Names) -> Iterator[Sheet]:
    """All sheets, in the order of the report; those that the programme does not need are left out."""
    assessment = names.assessment
    clusters = leading(assessment, len(assessment.clusters))
    yield _ladder(names)
    yield _clusters(clusters, names)
    if assessment.programme.criteria:
        yield _criteria(clusters, names)
        yield _reasons(clusters, names)
    if any(one.score for one in clusters):
        yield _scores(clusters, names)
    if assessment.robustness and assessment.robustness.influences:
        yield _sensitivity(assessment.robustness)
    if assessment.fund is not None:
        yield _fund(clusters, names)
    yield _unknowns(names)
    yield _evidence(names)
    yield _doubtful(names)
    yield _sources(assessment)


def _sheet(key: Text, columns: list[Column], rows: list[list[Value]], total: int | None = None) -> Sheet:
    return Sheet(key, columns, rows, len(rows) if total is None else total, len(rows))


def _ladder(names: Names) -> Sheet:
    keys = ("before", "holding", "possible", "target", "quota")
    columns = [Column(WORDS["tier"], 22), *(Column(WORDS[key], 18, WHOLE) for key in keys)]
    rows: list[list[Value]] = [
        [bilingual(names.tier(one.tier)), one.before, one.holding, one.possible, one.target, one.quota]
        for one in reversed(names.assessment.ladder)
    ]
    return _sheet(Text("ladder", "梯队"), columns, rows)


def _clusters(clusters: tuple[ClusterAssessment, ...], names: Names) -> Sheet:
    texts = ("region", "industries", "class", "tier before", "tier after", "decision", "certainty", "possible moves")
    numbers = ("low", "high", "best", "worst")
    headings = {"low": "最低得分 score at least", "high": "最高得分 score at most", "best": "最好位次 best rank"}
    headings["worst"] = "最差位次 worst rank"
    columns = [_ID, _NAME, *(Column(WORDS[key], 18) for key in texts)]
    columns += [Column(Text(headings[key]), 14, POINTS if key in {"low", "high"} else WHOLE) for key in numbers]
    columns += [Column(WORDS["grade"], 16), Column(WORDS["turns"], 60), Column(WORDS["robustness"], 60)]
    columns += [Column(WORDS["cheapest"], 60)]
    return _sheet(Text("clusters", "对象"), columns, [_cluster(one, names) for one in clusters])


def _cluster(one: ClusterAssessment, names: Names) -> list[Value]:
    cluster, decision, spread = one.cluster, one.decision, spread_view(one, names)
    return [
        cluster.id,
        bilingual(cluster.name),
        bilingual(names.place(cluster)),
        ", ".join(cluster.industries),
        bilingual(names.peer_class(cluster.peer_class)),
        bilingual(names.tier(decision.before)),
        bilingual(names.tier(decision.after)),
        bilingual(MOVES[decision.move]),
        bilingual(WORDS[decision.certainty]),
        ", ".join(bilingual(MOVES[move]) for move in decision.possible),
        one.score.total.low if one.score else None,
        one.score.total.high if one.score else None,
        one.rank.best if one.rank else None,
        one.rank.worst if one.rank else None,
        ", ".join(bilingual(names.grade(grade)) for grade in one.grades),
        "; ".join(bilingual(turn) for turn in decision.turns),
        bilingual(spread.sentence) if spread else None,
        "; ".join(f"{bilingual(lift.name)} {lift.now} → {lift.then}" for lift in spread.lifts) if spread else None,
    ]


def _criteria(clusters: tuple[ClusterAssessment, ...], names: Names) -> Sheet:
    criteria = names.assessment.programme.criteria
    columns = [_ID, _NAME, *(Column(one.name, 18, verdicts=True) for one in criteria.values())]
    rows: list[list[Value]] = []
    for one in clusters:
        verdicts = {found.id: bilingual(VERDICTS[str(found.verdict)]) for found in one.criteria}
        rows.append([one.cluster.id, bilingual(one.cluster.name), *(verdicts.get(id_) for id_ in criteria)])
    return _sheet(Text("criteria", "条件"), columns, rows)


def _findings(one: ClusterAssessment, names: Names) -> Iterator[tuple[str, Finding, Mapping[str, Text]]]:
    yield from ((bilingual(WORDS["criteria"]), found, VERDICTS) for found in one.criteria)
    for tier, gates in one.gates.items():
        kind = f"{bilingual(WORDS['gate'])}: {bilingual(names.tier(tier))}"
        yield from ((kind, found, VERDICTS) for found in gates)
    yield from ((bilingual(WORDS["vetoes"]), found, VETO) for found in one.vetoes)
    yield from ((bilingual(WORDS["weaknesses"]), weak.finding, WEAKNESS) for weak in one.weaknesses)


def _reasons(clusters: tuple[ClusterAssessment, ...], names: Names) -> Sheet:
    columns = [_ID, _NAME, Column(Text("kind", "种类"), 22), Column(Text("rule", "规则"), 34)]
    columns += [Column(WORDS["verdict"], 16, verdicts=True), Column(WORDS["reason"], 90)]
    total, rows = 0, list[list[Value]]()
    for one in clusters:
        for kind, found, words in _findings(one, names):
            total += 1
            if total <= _MOST:
                verdict = bilingual(words[str(found.verdict)])
                what = bilingual(names.rule(found.id))
                rows.append([one.cluster.id, bilingual(one.cluster.name), kind, what, verdict, bilingual(found.reason)])
    return _sheet(Text("reasons", "理由"), columns, rows, total)


def _scores(clusters: tuple[ClusterAssessment, ...], names: Names) -> Sheet:
    columns = [_ID, _NAME, Column(WORDS["group"], 24), Column(WORDS["item"], 32)]
    columns += [Column(WORDS["full"], 12, POINTS), Column(WORDS["low"], 12, POINTS), Column(WORDS["high"], 12, POINTS)]
    columns += [Column(WORDS["note"], 28)]
    total, rows = 0, list[list[Value]]()
    for one in clusters:
        for item in one.score.items if one.score else ():
            total += 1
            if total <= _MOST:
                same = [one.cluster.id, bilingual(one.cluster.name)]
                what = [bilingual(names.group(item.group)), bilingual(names.item(item.item))]
                note = bilingual(WORDS["imputed"]) if item.imputed else None
                rows.append([*same, *what, item.weight, item.points.low, item.points.high, note])
    return _sheet(Text("scores", "得分"), columns, rows, total)


def _sensitivity(found: Robustness) -> Sheet:
    columns = [
        Column(WORDS["factor"], 40),
        Column(WORDS["alone"], 24, _SHARE),
        Column(WORDS["with others"], 28, _SHARE),
    ]
    columns += [Column(WORDS["mean shift"], 22, "0.00"), Column(WORDS["draws"], 14, WHOLE), Column(WORDS["seed"], 14)]
    rows: list[list[Value]] = [
        [bilingual(FACTORS.get(each.factor, Text(each.factor))), each.first, each.total, None, None, None]
        for each in found.influences
    ]
    rows[0][3:] = [found.mean_shift if math.isfinite(found.mean_shift) else None, found.draws, found.seed]
    return _sheet(Text("sensitivity", "敏感性"), columns, rows)


def _fund(clusters: tuple[ClusterAssessment, ...], names: Names) -> Sheet:
    fund = names.assessment.programme.fund
    parts = [part.id for part in fund.parts] if fund else []
    money = [Column(names.part(part), 18, MONEY) for part in parts]
    columns = [_ID, _NAME, Column(WORDS["eligible"], 16, verdicts=True), Column(WORDS["award"], 18, MONEY), *money]
    columns.append(Column(WORDS["reason"], 60))
    rows: list[list[Value]] = [
        [
            one.cluster.id,
            bilingual(one.cluster.name),
            bilingual(VERDICTS[str(one.award.eligible)]),
            one.award.cents / 100,
            *(one.award.parts[part] / 100 if part in one.award.parts else None for part in parts),
            bilingual(one.award.reason),
        ]
        for one in clusters
        if one.award
    ]
    return _sheet(Text("fund", "资金"), columns, rows)


def _unknowns(names: Names) -> Sheet:
    columns = [Column(WORDS["figure"], 34), Column(WORDS["period"], 10), Column(WORDS["settles"], 16, WHOLE)]
    columns += [Column(WORDS["for"], 14, WHOLE), Column(WORDS["of"], 60), Column(WORDS["name"], 60)]
    found = collect_first(names)
    rows: list[list[Value]] = [
        [
            bilingual(one.name),
            one.period,
            one.settles,
            one.lacking,
            bilingual(one.opens),
            ", ".join(bilingual(name) for _, name in one.subjects) + (" …" if one.lacking > len(one.subjects) else ""),
        ]
        for one in found[:_MOST]
    ]
    return _sheet(Text("unknown", "未知"), columns, rows, len(found))


def _evidence(names: Names) -> Sheet:
    evidence = names.assessment.evidence
    rows = [evidence_row(evidence[row], names) for row in sorted(evidence)[:_MOST]]
    return _sheet(Text("evidence", "证据"), evidence_columns(), rows, len(evidence))


def _doubtful(names: Names) -> Sheet:
    doubtful = names.assessment.doubtful
    rows = [evidence_row(one, names) for one in doubtful[:_MOST]]
    return _sheet(Text("doubtful", "存疑"), evidence_columns(), rows, len(doubtful))


def _sources(assessment: Assessment) -> Sheet:
    keys = ("id", "source", "publisher", "published", "link", "note")
    columns = [Column(WORDS[key], 40 if key in {"source", "link", "note"} else 20) for key in keys]
    rows: list[list[Value]] = [
        [one.id, bilingual(one.title), one.publisher, one.published, one.url, one.note]
        for _, one in sorted(assessment.sources.items())
    ]
    rows += [["SHA-256", name, None, None, None, digest] for name, digest in sorted(assessment.hashes.items())]
    return _sheet(Text("sources", "来源"), columns, rows)

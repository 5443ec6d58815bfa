"""Run a worked case and tell what came out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from growthpole.model.assessment import Assessment, ClusterAssessment, Finding, Score
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.programme.assess import assess
from growthpole.programme.cases.case import Case, CaseResult, Mismatch
from growthpole.programme.collecting import evidence_table
from growthpole.programme.file.values.quantities import money

__all__ = ["run_case"]

HUNDREDTH = 0.005 + 1e-9
"""Points are stated to the hundredth."""


def run_case(programme: Programme, case: Case) -> CaseResult:
    """Assess the clusters of a case and compare.

    Parameters
    ----------
    programme : Programme
        The rules.
    case : Case
        From `read_cases`.

    Returns
    -------
    CaseResult
        With every mismatch; none when the case holds.

    Examples
    --------
    >>> from growthpole.programme.cases import read_cases
    >>> from growthpole.programme.file import read_programme, shipped_programme
    >>> from growthpole.programme.file.shipped import worked_cases
    >>> programme = read_programme(shipped_programme("shanxi-2023"), "shanxi-2023.toml")
    >>> ten_towns, *_ = read_cases(worked_cases("shanxi-2023"), "cases.toml", programme)
    >>> run_case(programme, ten_towns).holds
    True
    """
    clusters = tuple(sorted(case.clusters, key=lambda cluster: cluster.id))
    # The figures of a case are given: nobody has to check them before they count.
    given = replace(programme, review="entered")
    assessment = assess(given, Dossier(clusters, evidence_table(case.rows)), case.period)
    found = list(_fund(programme, assessment, case.expected.get("fund", {})))
    for name, expected in case.expected.items():
        for each in assessment.clusters:
            if each.cluster.batch == name:
                found += (Mismatch(each.cluster.id, *one) for one in _cluster(programme, each, expected))
    return CaseResult(case, tuple(found))


def _fund(programme: Programme, assessment: Assessment, expected: Mapping[str, str]) -> Iterator[Mismatch]:
    fund = assessment.fund
    for key, cents in (("spent", fund.spent_cents), ("left", fund.left_cents)) if fund else ():
        if key in expected and money(expected[key], programme.currency) != cents:
            yield Mismatch("the fund", key, expected[key], f"{cents / 100:.2f} {programme.currency}")


def _cluster(
    programme: Programme, each: ClusterAssessment, expected: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """What is expected, found, of one cluster, wherever the two differ."""
    yield from _verdicts("criterion", each.criteria, expected.get("criteria", {}))
    yield from _verdicts("veto", each.vetoes, expected.get("vetoes", {}))
    yield from _verdicts("weakness", [one.finding for one in each.weaknesses], expected.get("weaknesses", {}))
    for tier, gates in expected.get("gates", {}).items():
        yield from _verdicts(f"gate of {tier}", each.gates.get(tier, ()), gates)
    if each.score is not None:
        yield from _score(each.score, expected)
    yield from _words(programme, each, expected)


def _verdicts(kind: str, found: Any, expected: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    verdicts = {one.id: str(one.verdict) for one in found if isinstance(one, Finding)}
    for name, verdict in expected.items():
        if verdicts.get(name) != verdict:
            yield f"{kind} {name}", verdict, verdicts.get(name, "not asked for")


def _score(score: Score, expected: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if "score" in expected and not _is(score.total, expected["score"]):
        yield "score", str(expected["score"]), str(score.total)
    points = {f"{one.group}.{one.item}": one.points for one in score.items} | dict(score.adjustments)
    for name, value in expected.get("points", {}).items():
        if name not in points or not _is(points[name], value):
            yield f"points of {name}", str(value), str(points.get(name))


def _is(found: Interval, expected: Any) -> bool:
    """Whether an interval is the one stated, to the hundredth; one number stands for a known value."""
    low, high = expected if isinstance(expected, list) else (expected, expected)
    return all(
        end == stated or abs(end - stated) <= HUNDREDTH
        for end, stated in ((found.low, float(low)), (found.high, float(high)))
    )


def _words(
    programme: Programme, each: ClusterAssessment, expected: Mapping[str, Any]
) -> Iterator[tuple[str, str, str]]:
    grades = expected.get("grade")
    found: dict[str, tuple[Any, Any]] = {
        "grade": (tuple(grades) if isinstance(grades, list) else (grades,), each.grades),
        "move": (expected.get("move"), each.decision.move),
        "after": (expected.get("after"), each.decision.after),
        "certainty": (expected.get("certainty"), each.decision.certainty),
        "rank": (expected.get("rank"), [each.rank.best, each.rank.worst] if each.rank else None),
        "remedies": (
            expected.get("remedies"),
            [name for one in each.weaknesses if one.finding.verdict == "met" for name in one.remedies],
        ),
    }
    for key, (stated, came) in found.items():
        if key in expected and stated != came:
            yield key, str(stated), str(came)
    cents = each.award.cents if each.award else 0
    if "award" in expected and money(expected["award"], programme.currency) != cents:
        yield "award", str(expected["award"]), f"{cents / 100:.2f} {programme.currency}"

"""Evidence decides: no test comes out the same whatever the figures are, and every grade can be earned.

The rules are executed on clusters of which nothing is known, one for each tier and class. Intervals then hold every
figure that could ever be handed in, so that a verdict that is not unknown can never change: a share asked to exceed
120 %, a gate of 110 out of 100 points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from growthpole.errors import Problem
from growthpole.model.dossier import Dossier
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.model.verdict import Verdicts
from growthpole.programme.collecting import evidence_table
from growthpole.programme.figures import build_figures
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.statute import Rules
from growthpole.programme.judgement import Judgement, judge

__all__ = ["check_reachable"]

_YEAR = "2000"
"""Any year: nothing is known of it."""


def check_reachable(programme: Programme, rules: Rules) -> Iterator[Problem]:
    """Tests that are settled before any evidence, and grades out of reach.

    Parameters
    ----------
    programme : Programme
        Without other faults.
    rules : Rules
        The rules that it was built from, for the lines.

    Returns
    -------
    iterator of Problem
        In the order: criteria, vetoes, weaknesses, gates, moves, grades.
    """
    found = _judged(programme)
    for table, verdicts in (("criterion", found.criteria), ("veto", found.vetoes), ("weakness", found.weaknesses)):
        yield from _settled(rules, {(table, name, "test"): one for name, one in verdicts.items()})
    yield from _settled(rules, {_gate_path(rules, *key): one for key, one in found.gates.items()})
    moves = {("transitions", name, "test"): one for name, one in found.moves.items()}
    yield from _settled(rules, {path: one for path, one in moves.items() if (one < 0).all()})
    yield from _grades(programme, rules, found)


def _judged(programme: Programme) -> Judgement:
    """Every rule on clusters of which nothing is known, for each tier and class that one can hold."""
    held = product(["", *programme.tiers], programme.classes or [""])
    clusters = tuple(
        Cluster(f"{number:04d}", Text(), tier=tier, peer_class=name) for number, (tier, name) in enumerate(held)
    )
    figures = build_figures(programme, Dossier(clusters, evidence_table([])), _YEAR)
    return judge(programme, clusters, figures)


def _gate_path(rules: Rules, tier: str, gate: str) -> Path:
    path = ("gate", gate, "threshold", tier)
    return path if path in rules.leaves else ("gate", gate, "test")


def _settled(rules: Rules, verdicts: Mapping[Path, Verdicts]) -> Iterator[Problem]:
    for path, each in verdicts.items():
        always, never = bool((each > 0).all()), bool((each < 0).all())
        leaf = rules.leaves.get(path)
        if (always or never) and leaf is not None:
            yield fault(
                "test-settled",
                path,
                leaf.line,
                found=f"{leaf.given!r}, which {'always' if always else 'never'} holds",
                must="a test that the figures decide",
                do="Compare it with the ranges of the indicators and the points of the index, and correct one of them.",
            )


def _grades(programme: Programme, rules: Rules, found: Judgement) -> Iterator[Problem]:
    if found.grade is None or not found.grade.high.size:
        return
    highest = int(found.grade.high.max())
    for number, name in enumerate(reversed(list(programme.grades)), start=1):
        leaf = rules.leaf("grade", name, "at_least")
        if number > highest and leaf is not None:
            yield fault(
                "grade-unreachable",
                leaf.path,
                leaf.line,
                found=f"{leaf.value:g} points",
                must="within the points that the index and the bonus points can give",
                do="Lower it, or correct the scale of the index.",
            )

"""From the rules in force to the `Programme`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.programme.file.build import action, heading, ladder, scoring
from growthpole.programme.file.build.plan import plan
from growthpole.programme.file.statute import Rules, Section

__all__ = ["build_programme"]


class _Named(Protocol):
    @property
    def id(self) -> str:
        """What it is called by."""


N = TypeVar("N", bound=_Named)


def build_programme(rules: Rules, sha256: str) -> Programme:
    """Make the programme of rules that were found without fault.

    Parameters
    ----------
    rules : Rules
        In force on one day.
    sha256 : str
        Of the file.

    Returns
    -------
    Programme
        In canonical units, money in hundredths, weights that add up to 1.
    """
    one, indicators = Section(rules, ("programme",)), _by_id(heading.indicators(rules))
    return Programme(
        id=one.get("id", str, ""),
        version=one.get("version", str, ""),
        name=one.get("name", Text, Text()),
        cluster=one.get("cluster", Text, Text()),
        reference=one.get("reference", str, ""),
        sha256=sha256,
        in_force=one.get("since", date, rules.day),
        currency=one.get("currency", str, "CNY"),
        review=one.get("review", str, "entered"),
        report_due=one.get("report_due", str, ""),
        classes=_by_id(heading.classes(rules)),
        tiers=_by_id(ladder.tiers(rules)),
        indicators=indicators,
        criteria=_by_id(heading.criteria(rules)),
        gates=_by_id(ladder.gates(rules)),
        vetoes=_by_id(ladder.vetoes(rules)),
        adjustments=_by_id(scoring.adjustments(rules)),
        index=scoring.index(rules, indicators),
        grades=_by_id(ladder.grades(rules)),
        transitions=ladder.transitions(rules),
        breakthroughs=_by_id(action.breakthroughs(rules)),
        weaknesses=_by_id(action.weaknesses(rules)),
        remedies=_by_id(action.remedies(rules, indicators)),
        fund=action.fund(rules),
        manual=action.manual(rules),
        plan=plan(rules),
        basis=one.basis,
    )


def _by_id(listed: Iterable[N]) -> dict[str, N]:
    return {one.id: one for one in listed}

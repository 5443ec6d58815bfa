"""What if: assess under the present rules and under changed ones, and tell the two apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from growthpole.errors import InputError, Problem, ProgrammeError
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.interval import Interval
from growthpole.model.programme import Programme
from growthpole.model.text import Text
from growthpole.programme.amend import amend
from growthpole.programme.assess import assess
from growthpole.programme.file.read import find_problems
from growthpole.services.inputs import Inputs, last_day, open_inputs, programme_text, rules_for

__all__ = ["Difference", "WhatIfResult", "what_if"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a change of the rules does to one cluster; money in hundredths of the currency.

    Attributes
    ----------
    id : str
        The cluster.
    name : Text
        Its name.
    tiers, moves, certainties : (str, str)
        After the assessment, under the present rules and under the changed ones.
    scores : (Interval or None, Interval or None)
        Points.
    cents : (int, int)
        Award.
    """

    id: str
    name: Text
    tiers: tuple[str, str]
    moves: tuple[str, str]
    certainties: tuple[str, str]
    scores: tuple[Interval | None, Interval | None]
    cents: tuple[int, int]


@dataclass(frozen=True)
class WhatIfResult:
    """The same evidence under two sets of rules.

    Attributes
    ----------
    before, after : Assessment
        Under the present rules and under the changed ones.
    differences : tuple of Difference
        Only the clusters whose tier, move, certainty, score or award changes.
    warnings : tuple of Problem
        What is doubtful about the files.
    """

    before: Assessment
    after: Assessment
    differences: tuple[Difference, ...]
    warnings: tuple[Problem, ...] = ()


def what_if(
    path: Path,
    settings: Sequence[str] = (),
    *,
    other: str | None = None,
    programme: str | None = None,
    period: str | None = None,
) -> WhatIfResult:
    """Assess the same evidence under two sets of rules.

    Parameters
    ----------
    path : Path
        A folder or workbook.
    settings : sequence of str
        ``"path=value"`` changes of the present rules, see `amend`.
    other : str, optional
        A second programme file, or the name of a shipped one, instead of the present rules; settings then change it.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    WhatIfResult

    Raises
    ------
    InputError
        If the changed rules contradict themselves; every fault is told.
    ProgrammeError, EvidenceError
        If the files had faults before any change.
    """
    inputs = open_inputs(path, programme, period)
    before = assess(inputs.programme, inputs.dossier, inputs.period)
    after = assess(_changed(inputs, path, settings, other), inputs.dossier, inputs.period)
    pairs = zip(before.clusters, after.clusters, strict=True)
    found = (_difference(old, new) for old, new in pairs)
    return WhatIfResult(before, after, tuple(each for each in found if _differs(each)), inputs.warnings)


def _changed(inputs: Inputs, path: Path, settings: Sequence[str], other: str | None) -> Programme:
    """The rules to compare with."""
    text, file = (inputs.text, inputs.file) if other is None else programme_text(path, other)
    if found := find_problems(text, file):
        raise ProgrammeError(found)
    day = last_day(inputs.period)
    changed = reduce(lambda text, setting: amend(text, *_split(setting), on=day), settings, text)
    try:
        return rules_for(changed, file, inputs.period)
    except ProgrammeError as error:
        raise InputError(f"the change leads to:{_told(error.problems)}\nNothing was changed or assessed.") from None


def _told(problems: Sequence[Problem]) -> str:
    """The faults by the path of the key: their lines are those of a file that nobody has."""
    return "".join(f"\n  {one.column or one.place}: {one.found}; must be {one.must}. {one.do}" for one in problems)


def _split(setting: str) -> tuple[str, str]:
    path, sign, value = setting.partition("=")
    if not sign:
        raise InputError(f"a change is written path=value; {setting!r} has no '='. Write gates.city.output=1.2e9, say.")
    return path.strip(), value.strip()


def _difference(old: ClusterAssessment, new: ClusterAssessment) -> Difference:
    return Difference(
        id=old.cluster.id,
        name=old.cluster.name,
        tiers=(old.decision.after, new.decision.after),
        moves=(old.decision.move, new.decision.move),
        certainties=(old.decision.certainty, new.decision.certainty),
        scores=(_total(old), _total(new)),
        cents=(old.award.cents if old.award else 0, new.award.cents if new.award else 0),
    )


def _total(each: ClusterAssessment) -> Interval | None:
    return None if each.score is None else each.score.total


def _differs(each: Difference) -> bool:
    return any(pair[0] != pair[1] for pair in (each.tiers, each.moves, each.certainties, each.scores, each.cents))

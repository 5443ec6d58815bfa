"""Which missing figures would settle most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from growthpole.model.assessment import FigureUsed, Unknown

__all__ = ["OpenQuestion", "most_valuable"]

OpenQuestion = tuple[str, str, Sequence[tuple[str, FigureUsed]]]
"""A cluster, a question about it, and the figures it stands on, each with the subject whose figure it is."""


def most_valuable(open_questions: Iterable[OpenQuestion]) -> tuple[Unknown, ...]:
    """Rank the unknown figures by what hangs on them.

    Parameters
    ----------
    open_questions : iterable of OpenQuestion
        Every unknown verdict or open scored item with the collected figures it stands on.

    Returns
    -------
    tuple of Unknown
        Those that settle most questions alone come first, then those on which most hang, then by name; empty when
        nothing is open.

    Examples
    --------
    >>> from growthpole.model.interval import UNBOUNDED
    >>> output = FigureUsed("output", "2023", UNBOUNDED, "CNY")
    >>> jobs = FigureUsed("employment", "2023", UNBOUNDED, "person")
    >>> found = most_valuable([("a", "gate:size", [("a", output)]), ("a", "score:jobs", [("a", output), ("a", jobs)])])
    >>> [(each.indicator, each.settles, each.of) for each in found]
    [('output', 1, ('gate:size', 'score:jobs')), ('employment', 0, ('score:jobs',))]
    """
    hanging: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    alone: dict[tuple[str, str, str], int] = defaultdict(int)
    for cluster, question, figures in open_questions:
        unknown = {(subject, one.indicator, one.period) for subject, one in figures if not one.value.known}
        for key in unknown:
            hanging[key].add((cluster, question))
            alone[key] += len(unknown) == 1
    ranked = sorted(hanging, key=lambda key: (-alone[key], -len(hanging[key]), key))
    return tuple(
        Unknown(*key, settles=alone[key], of=tuple(sorted({question for _, question in hanging[key]})))
        for key in ranked
    )

"""Three-valued logic on arrays: 1 met, 0 unknown, -1 not met (Kleene 1952)."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np
import numpy.typing as npt

from growthpole.model.verdict import Verdicts
from growthpole.programme.language.bounds import Bounds, settle

__all__ = ["COMPARISONS", "all_met", "any_met", "compare", "count", "opposite"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def _verdicts(met: Flags, failed: Flags) -> Verdicts:
    return met.astype(np.int8) - failed.astype(np.int8)


def _at_least(a: Bounds, b: Bounds) -> Verdicts:
    return _verdicts(a.low >= b.high, a.high < b.low)


def _more_than(a: Bounds, b: Bounds) -> Verdicts:
    return _verdicts(a.low > b.high, a.high <= b.low)


def _equal(a: Bounds, b: Bounds) -> Verdicts:
    known = (a.low == a.high) & (b.low == b.high)
    return _verdicts(known & (a.low == b.low), (a.high < b.low) | (a.low > b.high))


COMPARISONS: dict[str, Callable[[Bounds, Bounds], Verdicts]] = {
    ">=": _at_least,
    ">": _more_than,
    "<=": lambda a, b: _at_least(b, a),
    "<": lambda a, b: _more_than(b, a),
    "==": _equal,
    "!=": lambda a, b: -_equal(a, b),
}


def compare(sign: str, a: Bounds, b: Bounds) -> Verdicts:
    """Compare two figures: met when every value they may have meets it, not met when none does."""
    return COMPARISONS[sign](Bounds(settle(a.low), settle(a.high)), Bounds(settle(b.low), settle(b.high)))


def count(tests: list[Verdicts]) -> Bounds:
    """How many tests are met: at least the met ones, at most those that are not known to fail."""
    met = sum((test == 1).astype(np.float64) for test in tests)
    open_too = sum((test >= 0).astype(np.float64) for test in tests)
    return Bounds(np.asarray(met), np.asarray(open_too))


def all_met(tests: list[Verdicts]) -> Verdicts:
    """Met where all are met, not met where one is not."""
    return reduce(np.minimum, tests)


def any_met(tests: list[Verdicts]) -> Verdicts:
    """Met where one is met, not met where none may be."""
    return reduce(np.maximum, tests)


def opposite(test: Verdicts) -> Verdicts:
    """Met where not met, and the other way round; unknown stays unknown."""
    return np.negative(test)

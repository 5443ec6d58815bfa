"""Moving on the ladder: three-valued verdicts become one move, and say which others are still possible.

No unknown figure ever moves a cluster: a move needs its test to be met. What the unknown figures could still bring
about is listed beside the decision.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from growthpole.model.verdict import Verdicts

__all__ = ["PRECEDENCE", "decide", "held"]

PRECEDENCE = ("exit", "demote", "promote", "warn")
"""The order in which the moves are tried: the first whose test is met is taken."""


def held(verdicts: Verdicts, years: int) -> Verdicts:
    """Whether a test held in each of the last ``years`` years, for every year.

    Parameters
    ----------
    verdicts : ndarray of int8, shape (clusters, years)
        1 met, 0 unknown, -1 not met.
    years : int, >= 1
        How many years, the present one included.

    Returns
    -------
    ndarray of int8, shape (clusters, years)
        Years before the start of the history are unknown.

    Examples
    --------
    >>> held(np.array([[1, 1, -1, 1]], dtype=np.int8), 2)
    array([[ 0,  1, -1, -1]], dtype=int8)
    """
    before = np.zeros((verdicts.shape[0], years - 1), dtype=np.int8)
    padded = np.concatenate([before, verdicts.astype(np.int8)], axis=1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, years, axis=1)
    lowest: Verdicts = windows.min(axis=2)
    return lowest


def decide(tests: Mapping[str, int]) -> tuple[str, tuple[str, ...]]:
    """The move of one cluster, and every move that the evidence still allows.

    Parameters
    ----------
    tests : mapping of str to int
        Verdict code of the test of each move of ``PRECEDENCE``; an absent one is not met.

    Returns
    -------
    move : str
        The first move whose test is met, or ``"stay"``.
    possible : tuple of str
        In the order of precedence; the move alone when the decision is safe.

    Examples
    --------
    >>> decide({"promote": 1, "exit": -1})
    ('promote', ('promote',))
    >>> decide({"exit": 0, "promote": 1})
    ('promote', ('exit', 'promote'))
    >>> decide({"promote": 0})
    ('stay', ('promote', 'stay'))
    """
    possible = []
    for move in PRECEDENCE:
        verdict = tests.get(move, -1)
        if verdict >= 0:
            possible.append(move)
        if verdict > 0:
            return move, tuple(possible)
    return "stay", (*possible, "stay")

"""Three-valued verdicts: met, not met, unknown."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import numpy.typing as npt

__all__ = ["Verdict", "Verdicts"]

Verdicts = npt.NDArray[np.int8]
"""An array of verdicts: 1 met, 0 unknown, -1 not met. ``minimum`` is *and*, ``maximum`` is *or*, ``-v`` is *not*."""


class Verdict(StrEnum):
    """Whether a test holds, as far as the evidence tells."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, code: int) -> Verdict:
        """The verdict of a code of `Verdicts`.

        Examples
        --------
        >>> Verdict.of(1), Verdict.of(0), Verdict.of(-1)
        (<Verdict.MET: 'met'>, <Verdict.UNKNOWN: 'unknown'>, <Verdict.NOT_MET: 'not met'>)
        """
        return (cls.NOT_MET, cls.UNKNOWN, cls.MET)[code + 1]

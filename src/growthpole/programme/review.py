"""Which evidence counts: what has come as far as the programme asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from growthpole.model.evidence import STATUSES, EvidenceTable
from growthpole.model.status import Status

__all__ = ["reviewed"]

_MISSING = np.int8(STATUSES.index(Status.MISSING))
_VERIFIED = np.int8(STATUSES.index(Status.VERIFIED))


def reviewed(evidence: EvidenceTable, review: str) -> EvidenceTable:
    """Treat evidence that has not come far enough as missing: unknown, and never zero.

    Parameters
    ----------
    evidence : EvidenceTable
        Everything handed in.
    review : {"entered", "checked", "verified"}
        All rows count; or rows that somebody checked; or rows of the status ``verified`` alone. A verified row is a
        checked one.

    Returns
    -------
    EvidenceTable
        The same rows in the same places; those that do not count have the status ``missing``.

    Examples
    --------
    >>> from growthpole.model.evidence import Evidence
    >>> from growthpole.programme.collecting import evidence_table
    >>> rows = evidence_table([Evidence("a", "output", "2023", 4.2e9, "CNY", Status.REPORTED, checked_by="clerk")])
    >>> [reviewed(rows, level)[0].status.value for level in ("entered", "checked", "verified")]
    ['reported', 'reported', 'missing']
    """
    if review == "entered":
        return evidence
    counts = evidence.status == _VERIFIED
    if review == "checked":
        counts |= evidence.checked_by.code >= 0
    return replace(evidence, status=np.where(counts, evidence.status, _MISSING))

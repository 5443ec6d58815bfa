"""Evidence row by row into columns: for worked cases, tests and small hand-made dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from growthpole.model.evidence import STATUSES, Codes, Evidence, EvidenceTable

__all__ = ["evidence_table"]


def evidence_table(rows: Iterable[Evidence]) -> EvidenceTable:
    """Put rows of evidence into columns, in the order of every column so that the order given never matters.

    Parameters
    ----------
    rows : iterable of Evidence
        Values in canonical units.

    Returns
    -------
    EvidenceTable
        As long as ``rows``; no rows give an empty table.

    Examples
    --------
    >>> from growthpole.model.status import Status
    >>> table = evidence_table([Evidence("qixian-glassware", "output", "2023", 4.2e9, "CNY", Status.REPORTED)])
    >>> len(table), table[0].value
    (1, 4200000000.0)
    """
    ordered = sorted(rows, key=_key)
    ends = [(row.given.low, row.given.high) if row.given else (np.nan, np.nan) for row in ordered]
    return EvidenceTable(
        subject=_codes([row.subject for row in ordered]),
        indicator=_codes([row.indicator for row in ordered]),
        period=_codes([row.period for row in ordered]),
        unit=_codes([row.unit for row in ordered]),
        source=_codes([row.source for row in ordered]),
        quote=_codes([row.quote for row in ordered]),
        entered_by=_codes([row.entered_by for row in ordered]),
        checked_by=_codes([row.checked_by for row in ordered]),
        file=_codes([_file(row) for row in ordered]),
        status=np.array([STATUSES.index(row.status) for row in ordered], np.int8),
        value=np.array([np.nan if row.value is None else row.value for row in ordered], np.float64),
        low=np.array([low for low, _ in ends], np.float64),
        high=np.array([high for _, high in ends], np.float64),
        row=np.array([row.origin.row if row.origin else 0 for row in ordered], np.int32),
    )


def _key(row: Evidence) -> tuple[object, ...]:
    value = -np.inf if row.value is None else row.value
    given = (row.given.low, row.given.high) if row.given else (-np.inf, -np.inf)
    words = (row.unit, row.source, row.quote, row.entered_by, row.checked_by, _file(row))
    return row.subject, row.indicator, row.period, row.status, value, given, words, row.origin.row if row.origin else 0


def _file(row: Evidence) -> str:
    if row.origin is None:
        return ""
    return f"{row.origin.file}#{row.origin.sheet}" if row.origin.sheet else row.origin.file


def _codes(column: Sequence[str]) -> Codes:
    words = tuple(sorted(set(column) - {""}))
    place = {word: number for number, word in enumerate(words)}
    return Codes(words, np.array([place.get(word, -1) for word in column], np.int32))

"""A row of evidence in the workbook."""

from __future__ import annotations

from growthpole.catalogue.units import parse_unit, to_unit
from growthpole.model.evidence import Evidence
from growthpole.reports.excel.sheet import VALUE, Column, Value, bilingual
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import STATUSES, WORDS

__all__ = ["evidence_columns", "evidence_row"]

_TEXTS = {"source": 18, "quote": 80, "origin": 28, "entered by": 12, "checked by": 12}


def evidence_columns() -> list[Column]:
    """What stands in the columns of `evidence_row`."""
    columns = [
        Column(WORDS["id"], 24),
        Column(WORDS["name"], 30),
        Column(WORDS["figure"], 32),
        Column(WORDS["period"], 10),
    ]
    columns += [Column(WORDS[key], 16, VALUE) for key in ("value", "low", "high")]
    columns += [Column(WORDS["unit"], 12), Column(WORDS["status"], 18)]
    return [*columns, *(Column(WORDS[key], width) for key, width in _TEXTS.items())]


def evidence_row(one: Evidence, names: Names) -> list[Value]:
    """The figure as a number in the unit in which it was given; an unknown one is an empty cell, never 0."""
    unit = parse_unit(one.unit)
    ends = (one.value, one.given.low if one.given else None, one.given.high if one.given else None)
    return [
        one.subject,
        bilingual(names.subject(one.subject)),
        bilingual(names.indicator(one.indicator)),
        int(one.period) if one.period.isdecimal() else one.period,
        *(None if end is None or end in (float("inf"), float("-inf")) else to_unit(end, unit) for end in ends),
        one.unit,
        bilingual(STATUSES[str(one.status)]),
        one.source,
        one.quote,
        str(one.origin or ""),
        one.entered_by,
        one.checked_by,
    ]

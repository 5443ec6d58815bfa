"""The assessment as JSON: the record that a later reader, or a replay, holds against the inputs.

The same assessment always gives the same bytes: keys are sorted, numbers are written in their shortest exact form,
and nothing depends on the locale, the clock or the machine. Each cluster and each row of evidence stands on a line
of its own, so that a difference between two records can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from growthpole.model.assessment import Assessment
from growthpole.model.evidence import Origin
from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["SCHEMA", "plain", "record_bytes"]

SCHEMA = "growthpole/assessment/1"


def record_bytes(assessment: Assessment) -> bytes:
    """The assessment as UTF-8 JSON, the same bytes for the same assessment.

    Parameters
    ----------
    assessment : Assessment
        Any assessment, however large.

    Returns
    -------
    bytes
        One JSON object with the fields of `Assessment`; the programme is named by id, version and hash only. An
        interval is ``[low, high]`` with ``null`` for an open end.
    """
    programme = assessment.programme
    head = {
        "schema": SCHEMA,
        "programme": {"id": programme.id, "version": programme.version, "in_force": programme.in_force.isoformat()},
        "period": assessment.period,
        "hashes": assessment.hashes,
        "ladder": assessment.ladder,
        "fund": assessment.fund,
        "programme_findings": assessment.programme_findings,
        "sources": assessment.sources,
    }
    parts = [f'"{key}": {_line(value)}' for key, value in head.items()]
    parts += [
        _lines("unknowns", assessment.unknowns),
        _lines("doubtful", assessment.doubtful),
        _lines("clusters", assessment.clusters),
        _lines("evidence", ({"row": row, **plain(each)} for row, each in sorted(assessment.evidence.items()))),
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def plain(value: Any) -> Any:
    """Frozen nouns as plain lists, dictionaries and numbers, ready for JSON.

    Examples
    --------
    >>> plain({"output": Interval(4.2e9, float("inf"))})
    {'output': [4200000000.0, None]}
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Interval):
        return value.as_json()
    if isinstance(value, Text):
        return value.as_dict()
    if isinstance(value, Origin):
        return str(value)
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _line(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, allow_nan=False)


def _lines(key: str, values: Iterable[Any]) -> str:
    body = ",\n".join(_line(value) for value in values)
    return f'"{key}": [\n{body}\n]' if body else f'"{key}": []'

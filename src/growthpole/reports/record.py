"""The assessment as JSON: the record that a later reader, or a replay, holds against the inputs.

The same assessment always gives the same bytes: keys are sorted, numbers are written in their shortest exact form,
and nothing depends on the locale, the clock or the machine. Each cluster and each row of evidence stands on a line
of its own, so that a difference between two records can be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from growthpole.model.assessment import Assessment

__all__ = ["SCHEMA", "record_bytes"]

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
        One JSON object with the fields of `Assessment`; the programme is named by id, version and day only. An open
        end of an interval is ``null``.
    """
    programme = assessment.programme
    head = {
        "schema": SCHEMA,
        "programme": {"id": programme.id, "version": programme.version, "in_force": programme.in_force},
        "period": assessment.period,
        "hashes": assessment.hashes,
        "ladder": assessment.ladder,
        "fund": assessment.fund,
        "programme_findings": assessment.programme_findings,
        "sources": assessment.sources,
        "regions": assessment.regions,
        "robustness": assessment.robustness,
    }
    parts = [b'"' + key.encode() + b'": ' + _line(value) for key, value in head.items()]
    parts += [
        _lines("unknowns", assessment.unknowns),
        _lines("doubtful", assessment.doubtful),
        _lines("clusters", assessment.clusters),
        _lines("evidence", ({"row": row, "of": each} for row, each in sorted(assessment.evidence.items()))),
    ]
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _line(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _lines(key: str, values: Iterable[Any]) -> bytes:
    return b'"' + key.encode() + b'": [\n' + b",\n".join(_line(value) for value in values) + b"\n]"

"""The assessment as JSON: the record that a later reader, or a replay, holds against the inputs.

The same assessment always gives the same bytes: keys are sorted, numbers are written in their shortest exact form,
and nothing depends on the locale, the clock or the machine. Each cluster and each row of evidence stands on a line
of its own, so that a difference between two records can be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from growthpole.model.assessment import Assessment

__all__ = ["SCHEMA", "record_bytes", "record_lines"]

SCHEMA = "growthpole/assessment/1"


def record_bytes(assessment: Assessment) -> bytes:
    """The assessment as UTF-8 JSON, the same bytes for the same assessment.

    Parameters
    ----------
    assessment : Assessment
        Any assessment; a very large one is better written by `record_lines`.

    Returns
    -------
    bytes
        One JSON object with the fields of `Assessment`; the programme is named by id, version and day only. An open
        end of an interval is ``null``.
    """
    return b"".join(record_lines(assessment))


def record_lines(assessment: Assessment) -> Iterator[bytes]:
    """The record line by line, so that it never stands in memory as a whole."""
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
    yield b"{\n"
    for key, value in head.items():
        yield b'"' + key.encode() + b'": ' + _json(value) + b",\n"
    yield from _list("unknowns", assessment.unknowns, b",\n")
    yield from _list("doubtful", assessment.doubtful, b",\n")
    yield from _list("clusters", assessment.clusters, b",\n")
    rows = ({"row": row, "of": each} for row, each in assessment.evidence.items())
    yield from _list("evidence", rows, b"\n}\n")


def _list(key: str, values: Iterable[Any], end: bytes) -> Iterator[bytes]:
    yield b'"' + key.encode() + b'": ['
    separator = b"\n"
    for value in values:
        yield separator + _json(value)
        separator = b",\n"
    yield b"\n]" + end


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)

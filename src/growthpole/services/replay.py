"""Replay: the same inputs give the same assessment, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

from growthpole.errors import ReplayError
from growthpole.reports.record import record_bytes
from growthpole.services.assess import assess_path

__all__ = ["replay"]


def replay(record: Path, path: Path, programme: str | None = None) -> str:
    """Assess again and hold the result against the record.

    Parameters
    ----------
    record : Path
        An ``assessment.json``.
    path : Path
        The folder or workbook it was made from.
    programme : str, optional
        As for the assessment.

    Returns
    -------
    str
        The period that was replayed.

    Raises
    ------
    ReplayError
        If the record is not one, an input has changed since, or the result differs; the first difference is named.
    """
    old = record.read_bytes()
    period, hashes = _head(old, record)
    _, assessment = assess_path(path, programme, period)
    changed = _changed(hashes, dict(assessment.hashes))
    if changed:
        raise ReplayError(f"the inputs are not those of {record}: {changed}. Replay with the files as they were then.")
    new = record_bytes(assessment)
    if new != old:
        raise ReplayError(f"the same inputs gave another result: {_first_difference(old, new)}.")
    return period


def _head(content: bytes, record: Path) -> tuple[str, dict[str, str]]:
    """The period and the hashes of the inputs."""
    try:
        head = json.loads(content)
        period, hashes = head["period"], head["hashes"]
        if not isinstance(period, str) or not isinstance(hashes, dict):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise ReplayError(f"{record} is not an assessment written by growthpole. Give its assessment.json.") from None
    return period, hashes


def _changed(then: dict[str, str], now: dict[str, str]) -> str:
    names = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    words = {(True, False): "is gone", (False, True): "is new", (True, True): "has changed"}
    return ", ".join(f"{name} {words[name in then, name in now]}" for name in names)


def _first_difference(old: bytes, new: bytes) -> str:
    for number, (then, now) in enumerate(zip(old.splitlines(), new.splitlines(), strict=False), 1):
        if then != now:
            place = next((at for at, (a, b) in enumerate(zip(then, now, strict=False)) if a != b), 0)
            return f"line {number} was …{then[place : place + 60]!r} and is …{now[place : place + 60]!r}"
    return f"{len(old)} bytes then, {len(new)} now"

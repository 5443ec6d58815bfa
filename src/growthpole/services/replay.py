"""Replay: the same inputs give the same assessment, byte for byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from growthpole.errors import ReplayError
from growthpole.programme.file import shipped_programme, shipped_programmes
from growthpole.reports.record import record_bytes
from growthpole.services.assess import assess_path
from growthpole.services.inputs import programme_beside

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
        As for the assessment. Without one, and without ``programme.toml`` beside the evidence, the shipped programme
        that the record names.

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
    period, hashes, name = _head(old, record)
    if programme is None and not programme_beside(path).is_file():
        programme = _shipped(name, hashes, record)
    _, assessment = assess_path(path, programme, period)
    changed = _changed(hashes, dict(assessment.hashes))
    if changed:
        raise ReplayError(f"the inputs are not those of {record}: {changed}. Replay with the files as they were then.")
    new = record_bytes(assessment)
    if new != old:
        raise ReplayError(f"the same inputs gave another result: {_first_difference(old, new)}.")
    return period


def _head(content: bytes, record: Path) -> tuple[str, dict[str, str], str]:
    """The period, the hashes of the inputs and the id of the programme."""
    try:
        head = json.loads(content)
        period, hashes, name = head["period"], head["hashes"], head["programme"]["id"]
        if not isinstance(period, str) or not isinstance(hashes, dict) or not isinstance(name, str):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        raise ReplayError(f"{record} is not an assessment written by growthpole. Give its assessment.json.") from None
    return period, hashes, name


def _shipped(name: str, hashes: dict[str, str], record: Path) -> str | None:
    """The shipped programme of the record, where it is still the one the record was made under."""
    if name not in shipped_programmes():
        return None
    if hashlib.sha256(shipped_programme(name).encode()).hexdigest() != hashes.get("programme"):
        raise ReplayError(
            f"{record} was made under a programme {name!r} that is not the one shipped with this version. Name the "
            "file it was made under with --programme."
        )
    return name


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

"""Read a programme file: every fault at once, or the programme in force on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from growthpole.errors import InputError, Problem, ProgrammeError
from growthpole.model.programme import Programme
from growthpole.model.rules import Basis
from growthpole.programme.file.build import build_programme
from growthpole.programme.file.checks import check_dates, check_reachable, check_rules
from growthpole.programme.file.node import grow
from growthpole.programme.file.schema import KEYED
from growthpole.programme.file.shape import hold_against_schema
from growthpole.programme.file.statute import Rules, Statute
from growthpole.programme.file.syntax import parse_toml

__all__ = ["Document", "find_problems", "read_document", "read_programme"]


@dataclass(frozen=True)
class Document:
    """A programme file that is without fault.

    Attributes
    ----------
    programme : Programme
        The rules in force on ``on``.
    on : date
        The day.
    bases : mapping of str to Basis
        The law of every single value, by its path (``"tier.city.target"``).
    given : mapping of str to str
        Every single value as the file writes it, by its path.
    dates : tuple of date
        The days on which a rule changes.
    """

    programme: Programme
    on: date
    bases: Mapping[str, Basis] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[date, ...] = ()


def read_programme(text: str, file: str, on: date | None = None) -> Programme:
    """Read a programme file.

    Parameters
    ----------
    text : str
        The TOML file.
    file : str
        Its name, for the problems.
    on : date, optional
        The day whose rules are asked for; by default the last day on which a rule changes.

    Returns
    -------
    Programme
        The rules in force on that day.

    Raises
    ------
    ProgrammeError
        With every problem of the file: its line, the path of the key, what was found, what must hold, what to do.
    InputError
        If the programme is not in force yet on that day.

    Examples
    --------
    >>> from growthpole.programme.file import shipped_programme
    >>> programme = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135.toml")
    >>> [tier.target for tier in programme.tiers.values()]
    [50, 30, 10]
    """
    return read_document(text, file, on).programme


def read_document(text: str, file: str, on: date | None = None) -> Document:
    """Read a programme file and keep the law and the wording of every single value.

    Parameters
    ----------
    text, file, on
        As for `read_programme`.

    Returns
    -------
    Document
        What `print_programme` prints.

    Raises
    ------
    ProgrammeError, InputError
        As for `read_programme`.

    Examples
    --------
    >>> from growthpole.programme.file import shipped_programme
    >>> document = read_document(shipped_programme("henan-2017"), "henan-2017.toml")
    >>> document.given["fund.part.star.amount"], document.bases["fund.part.star.amount"].kind
    ('3 mn CNY', 'official')
    """
    statute, problems = _study(text)
    if problems:
        raise ProgrammeError([replace(problem, file=file) for problem in problems])
    dates = tuple(sorted({*statute.dates(), _since(statute)}))
    day = on or dates[-1]
    if day < _since(statute):
        raise InputError(
            f"`on` must not be before {_since(statute)}, when the programme comes into force; it is {day}."
        )
    rules = statute.on(day)
    programme = build_programme(rules, hashlib.sha256(text.encode()).hexdigest())
    bases = {".".join(path): leaf.basis for path, leaf in rules.leaves.items()}
    given = {".".join(path): str(leaf.given) for path, leaf in rules.leaves.items()}
    return Document(programme, day, bases, given, dates)


def find_problems(text: str, file: str) -> tuple[Problem, ...]:
    """Every problem of a programme file, in the order of its lines; empty when it is without fault."""
    return tuple(replace(problem, file=file) for problem in _study(text)[1])


def _study(text: str) -> tuple[Statute, list[Problem]]:
    values, lines, problems = parse_toml(text)
    if problems:
        return Statute(), problems
    root, problems = grow(values, lines, KEYED)
    statute, more = hold_against_schema(root)
    begin = _since(statute)
    days = sorted({begin, *(one for one in statute.dates() if one > begin)})
    found = {*problems, *more, *check_dates(statute, begin)}
    for day in days:
        found |= set(check_rules(statute.on(day)))
    if not found:
        # Only rules without fault can be executed.
        found = {one for day in days for one in _out_of_reach(statute.on(day))}
    return statute, sorted(found, key=lambda one: (one.row or 0, one.column or "", one.code, one.must))


def _out_of_reach(rules: Rules) -> Iterator[Problem]:
    return check_reachable(build_programme(rules, ""), rules)


def _since(statute: Statute) -> date:
    """The day from which the programme is in force; the first day of all when it does not say."""
    versions = statute.versions.get(("programme", "since"), ())
    value = versions[0].value if versions else None
    return value if isinstance(value, date) else date.min

"""Programme files: list the shipped ones, check, print, tell the keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthpole.errors import InputError, Problem
from growthpole.model.programme import Programme
from growthpole.programme.cases import CaseResult, read_cases, run_case
from growthpole.programme.file import read_document, read_programme, shipped_programme, shipped_programmes
from growthpole.programme.file.read import find_problems
from growthpole.programme.file.schema import KEYS, LAW, Key
from growthpole.programme.file.shipped import worked_cases
from growthpole.programme.printing import print_keys, print_programme
from growthpole.services.inputs import programme_text

__all__ = ["CheckedProgramme", "check_programme", "key_tables", "measure", "programme_keys", "shipped", "try_cases"]


@dataclass(frozen=True, slots=True)
class CheckedProgramme:
    """A programme file held against the rules of programme files.

    Attributes
    ----------
    programme : Programme or None
        The rules; ``None`` when there are problems.
    problems : tuple of Problem
        In the order of the lines.
    """

    programme: Programme | None
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rules of each kind it has."""
        kinds = ("tiers", "indicators", "criteria", "gates", "vetoes", "weaknesses", "remedies")
        return {kind: len(getattr(self.programme, kind, ())) for kind in kinds}


def check_programme(name: str) -> CheckedProgramme:
    """Check a programme file, or a shipped programme by its name."""
    text, file = programme_text(Path(), name)
    problems = find_problems(text, file)
    return CheckedProgramme(None if problems else read_programme(text, file), problems)


def measure(name: str, language: str = "en", on: date | None = None) -> str:
    """A programme file, or a shipped programme by its name, printed as the official measure in force on a day."""
    return print_programme(read_document(*programme_text(Path(), name), on), language)


def shipped() -> tuple[Programme, ...]:
    """The programmes that ship with the package."""
    return tuple(read_programme(shipped_programme(name), f"{name}.toml") for name in shipped_programmes())


def programme_keys() -> tuple[Key, ...]:
    """Every key of a programme file, and those that every rule may carry."""
    return (*KEYS, *LAW)


def key_tables() -> str:
    """Every key as the reference page prints it."""
    return print_keys()


def try_cases(name: str, cases: Path | None = None) -> tuple[CaseResult, ...]:
    """Run worked cases of a programme.

    Parameters
    ----------
    name : str
        A programme file, or the name of a shipped one.
    cases : Path, optional
        A file of worked cases; a shipped programme has its own.

    Returns
    -------
    tuple of CaseResult
        One for each case, in the order of the file.

    Raises
    ------
    InputError
        If no cases are named for a programme that does not ship.
    """
    text, file = programme_text(Path(), name)
    programme = read_programme(text, file)
    if cases is not None:
        given = cases.read_text(encoding="utf-8-sig")
    elif name in shipped_programmes():
        given = worked_cases(name)
    else:
        raise InputError(f"no worked cases are named for {name!r}. Give a file of cases with --cases.")
    return tuple(run_case(programme, case) for case in read_cases(given, str(cases or f"cases/{file}"), programme))

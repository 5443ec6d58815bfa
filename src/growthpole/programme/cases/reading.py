"""Read the worked cases that stand beside a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from growthpole.errors import InputError, NameUnknownError, ProgrammeError
from growthpole.model.evidence import PROGRAMME, Evidence
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.text import Text
from growthpole.programme.cases.case import Case
from growthpole.programme.cases.figures import figures_of
from growthpole.programme.file.faults import UnfitError
from growthpole.programme.file.syntax import parse_toml

__all__ = ["EXPECTABLE", "read_cases"]

EXPECTABLE = frozenset({
    "criteria", "gates", "vetoes", "weaknesses", "remedies", "score", "points", "grade", "rank", "move", "after",
    "certainty", "award",
})  # fmt: skip
"""What a case may expect of a cluster."""
_OWN = frozenset({"tier", "peer_class", "copies"})


def read_cases(text: str, file: str, programme: Programme) -> tuple[Case, ...]:
    """Read worked cases.

    Parameters
    ----------
    text : str
        A TOML file of ``[[case]]`` tables: ``id``, ``says``, ``period``, ``given`` (figures by cluster) and ``expect``
        (by cluster, or ``fund``).
    file : str
        Its name, for messages.
    programme : Programme
        Whose indicators the figures are.

    Returns
    -------
    tuple of Case
        In the order of the file.

    Raises
    ------
    ProgrammeError
        If the file is no TOML.
    InputError
        If a case names a figure or an expectation that there is not, or gives a value of another kind.

    Examples
    --------
    >>> from growthpole.programme.file import read_programme, shipped_programme
    >>> from growthpole.programme.file.shipped import worked_cases
    >>> programme = read_programme(shipped_programme("henan-2017"), "henan-2017.toml")
    >>> case = read_cases(worked_cases("henan-2017"), "cases.toml", programme)[0]
    >>> case.id, len(case.clusters)
    ('twenty_and_twenty_two', 42)
    """
    values, _, problems = parse_toml(text)
    if problems:
        raise ProgrammeError([replace(problem, file=file) for problem in problems])
    return tuple(_case(one, file, programme) for one in values.get("case", []))


def _case(one: Mapping[str, Any], file: str, programme: Programme) -> Case:
    where = f"{file}, case {one.get('id', '?')!r}"
    given: Mapping[str, Mapping[str, Any]] = one.get("given", {})
    period, expected = str(one["period"]), one.get("expect", {})
    clusters, rows = [], list[Evidence]()
    for name, figures in given.items():
        members = list(_clusters(name, figures))
        clusters += members
        for member in members:
            rows += _rows(member, figures, period, programme, where)
    _check_expected(expected, given.keys(), where)
    return Case(str(one["id"]), Text(**one["says"]), period, tuple(clusters), tuple(dict.fromkeys(rows)), expected)


def _clusters(name: str, figures: Mapping[str, Any]) -> Iterator[Cluster]:
    """One cluster, or as many alike as ``copies`` says; each lies in a region of its own."""
    copies = int(figures.get("copies", 1))
    for number in range(1, copies + 1):
        own = name if copies == 1 else f"{name}-{number:03d}"
        tier, peer_class = figures.get("tier", ""), figures.get("peer_class", "")
        yield Cluster(own, Text(own), f"region of {own}", tier=tier, peer_class=peer_class, batch=name)


def _rows(
    cluster: Cluster, figures: Mapping[str, Any], period: str, programme: Programme, where: str
) -> Iterator[Evidence]:
    for name, given in figures.items():
        if name in _OWN:
            continue
        if name not in programme.indicators:
            raise InputError(f"{where}: {NameUnknownError('indicator', name, programme.indicators)}")
        indicator = programme.indicators[name]
        for year, value in (given if isinstance(given, dict) else {period: given}).items():
            try:
                yield from figures_of(_subject(cluster, indicator), indicator, str(year), value)
            except UnfitError as unfit:
                raise InputError(f"{where}: `{name}` must be {unfit.must}; it is {value!r}. {unfit.do}") from None


def _subject(cluster: Cluster, indicator: Indicator) -> str:
    return {"region": cluster.region, "programme": PROGRAMME}.get(indicator.of, cluster.id)


def _check_expected(expected: Mapping[str, Any], given: Any, where: str) -> None:
    for name, what in expected.items():
        if name != "fund" and name not in given:
            raise InputError(f"{where}: {NameUnknownError('cluster', name, given)}")
        for key in what:
            if key not in (EXPECTABLE if name != "fund" else {"spent", "left"}):
                raise InputError(f"{where}: {NameUnknownError('expectation', key, EXPECTABLE)}")

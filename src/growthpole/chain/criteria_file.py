"""Read a file of criteria for investment targets: every fault at once, or the criteria."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files

from growthpole.chain.criteria import (
    FIRM_MEASURES,
    INDUSTRY_MEASURES,
    JUDGEMENT,
    SHIFT_MEASURES,
    Criteria,
    Criterion,
    Measure,
)
from growthpole.chain.criteria_keys import SCHEMA
from growthpole.errors import EvidenceError, Problem
from growthpole.model.interval import Interval
from growthpole.model.project import RESOURCES
from growthpole.model.rules import Basis
from growthpole.model.text import Text
from growthpole.programme.file.faults import fault
from growthpole.programme.file.node import grow
from growthpole.programme.file.shape import hold_against_schema
from growthpole.programme.file.statute import Leaf, Rules, Section
from growthpole.programme.file.syntax import parse_toml
from growthpole.programme.file.values.quantities import Quantity

__all__ = ["read_target_criteria", "shipped_target_criteria"]

_PLAIN = ("", "1")
_TABLES = {"industry": INDUSTRY_MEASURES, "firm": FIRM_MEASURES, "shift": SHIFT_MEASURES}


def shipped_target_criteria() -> str:
    """The text of the criteria that ship with the package: an example to start the office's own ``targets.toml`` from.

    Examples
    --------
    >>> 'basis      = "example"' in shipped_target_criteria()
    True
    """
    return files("growthpole.chain").joinpath("targets.toml").read_text("utf-8")


def read_target_criteria(text: str, file: str, sectors: Collection[str]) -> Criteria:
    """Read a file of criteria.

    Parameters
    ----------
    text : str
        The TOML file.
    file : str
        Its name, for the problems.
    sectors : collection of str
        The codes of the input-output table that it may name.

    Returns
    -------
    Criteria
        Weights, goalposts, judgements and what an output takes.

    Raises
    ------
    EvidenceError
        With every problem of the file: its line, the path of the key, what was found, what must hold, what to do.

    Examples
    --------
    >>> codes = [f"{number:03d}" for number in range(1, 154)]
    >>> found = read_target_criteria(shipped_target_criteria(), "targets.toml", codes)
    >>> found.industry[0].measure, found.basis.kind, round(sum(one.weight for one in found.industry))
    ('need', 'example', 100)
    """
    values, lines, problems = parse_toml(text)
    if problems:
        raise EvidenceError([replace(problem, file=file) for problem in problems])
    root, problems = grow(values, lines, ())
    statute, more = hold_against_schema(root, SCHEMA)
    rules = statute.on(date.max)
    found = {*problems, *more, *_faults(rules, frozenset(sectors))}
    if found:
        listed = sorted(found, key=lambda one: (one.row or 0, one.column or "", one.code, one.must))
        raise EvidenceError([replace(problem, file=file) for problem in listed])
    return _built(rules, file)


def _built(rules: Rules, file: str) -> Criteria:
    heading = rules.section("targets")
    return Criteria(
        tuple(_criterion(one) for one in rules.sections("industry")),
        tuple(_criterion(one) for one in rules.sections("firm")),
        tuple(_criterion(one) for one in rules.sections("shift")),
        heading.get("least_need", float, 0.0) if heading else 0.0,
        frozenset(heading.get("leave_out", tuple, ())) if heading else frozenset(),
        {one.id: _ranges(one) for one in rules.sections("judgement")},
        _ranges(rules.section("energy")),
        _ranges(rules.section("takes")),
        heading.basis if heading else Basis(),
        file,
    )


def _criterion(one: Section) -> Criterion:
    worst, best = (one.get(key, Quantity, Quantity(0.0, "", "")).value for key in ("worst", "best"))
    return Criterion(
        one.id,
        one.get("name", Text, Text()),
        one.get("measure", str, ""),
        one.get("weight", float, 0.0),
        worst,
        best,
        one.basis,
    )


def _ranges(section: Section | None) -> dict[str, Interval]:
    found = {leaf.path[-1]: _range(leaf) for leaf in section.leaves()} if section else {}
    return {name: one for name, one in found.items() if one is not None}


def _range(leaf: Leaf) -> Interval | None:
    match leaf.value:
        case (Quantity() as low, Quantity() as high):
            return Interval(low.value, high.value)
    return None


def _faults(rules: Rules, sectors: frozenset[str]) -> Iterator[Problem]:
    for of, measures in _TABLES.items():
        for one in rules.sections(of):
            yield from _goalposts(one, measures)
    yield from _unknown_sectors(rules, sectors)
    yield from _judged(rules)
    yield from _units(rules.section("energy"), dict.fromkeys(sectors, "tce/CNY"))
    yield from _units(rules.section("takes"), {name: f"{one.unit}/CNY" for name, one in RESOURCES.items()})


def _goalposts(one: Section, measures: Mapping[str, Measure]) -> Iterator[Problem]:
    """Goalposts are of the measure's dimension, and different."""
    measure = measures.get(one.get("measure", str, ""))
    leaves = [leaf for key in ("worst", "best") if (leaf := one.leaf(key)) is not None]
    for leaf in leaves:
        if measure is not None and isinstance(leaf.value, Quantity) and not _fits(leaf.value, measure.unit):
            yield fault(
                "unit-dimension", leaf.path, leaf.line, found=leaf.given, must=f"a figure in {_unit_words(measure)}",
                do=f"The measure {one.get('measure', str, '')!r} is read in that unit.",
            )  # fmt: skip
    values = [leaf.value.value for leaf in leaves if isinstance(leaf.value, Quantity)]
    if len(values) == 2 and values[0] == values[1]:
        yield fault(
            "goalposts-equal", leaves[1].path, leaves[1].line, found=leaves[1].given, must="unlike `worst`",
            do="State two different goalposts.",
        )  # fmt: skip


def _fits(value: Quantity, unit: str) -> bool:
    return value.canonical == unit or (unit in _PLAIN and value.canonical in _PLAIN)


def _unit_words(measure: Measure) -> str:
    return measure.shown or ("a plain number" if measure.unit in _PLAIN else measure.unit)


def _units(section: Section | None, units: Mapping[str, str]) -> Iterator[Problem]:
    for leaf in section.leaves() if section else ():
        unit = units.get(leaf.path[-1])
        if unit is not None and _range(leaf) is not None and not _amounts(leaf, unit):
            yield fault(
                "unit-dimension", leaf.path, leaf.line, found=leaf.given, must=f"two figures of 0 or more in {unit}",
                do='Write them with their unit, such as ["6 tce/万元", "14 tce/万元"].',
            )  # fmt: skip


def _amounts(leaf: Leaf, unit: str) -> bool:
    """Whether both ends are amounts of 0 or more in the unit."""
    match leaf.value:
        case (Quantity() as low, Quantity() as high):
            return low.canonical == unit == high.canonical and low.value >= 0
    return False


def _unknown_sectors(rules: Rules, sectors: frozenset[str]) -> Iterator[Problem]:
    heading, energy = rules.section("targets"), rules.section("energy")
    leave_out = heading.leaf("leave_out") if heading else None
    named = [(leave_out, code) for code in (heading.get("leave_out", tuple, ()) if heading else ())]
    named += [(leaf, leaf.path[-1]) for leaf in (energy.leaves() if energy else ())]
    for leaf, code in named:
        if leaf is not None and code not in sectors:
            yield fault(
                "sector-unknown", leaf.path, leaf.line, found=f"the sector {code!r}",
                must="a code of the input-output table, such as '057'", do="Correct the code.",
            )  # fmt: skip


def _judged(rules: Rules) -> Iterator[Problem]:
    """Points are given for criteria that measure judgement."""
    asked = {one.id for of in _TABLES for one in rules.sections(of) if one.get("measure", str, "") == JUDGEMENT}
    for one in rules.sections("judgement"):
        if one.id not in asked:
            yield fault(
                "judgement-unasked", one.path, one.line, found=f"points for {one.id!r}",
                must="points for a criterion whose measure is 'judgement'"
                + (f": {', '.join(sorted(asked))}" if asked else "; there is none"),
                do='Correct the name, or give the criterion measure = "judgement".',
            )  # fmt: skip

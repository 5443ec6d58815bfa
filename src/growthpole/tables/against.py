"""Evidence against the programme: what was handed in beside what the rules ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.unit_words import YES_NO
from growthpole.catalogue.units import Unit, parse_unit, to_unit
from growthpole.errors import NameUnknownError, Problem, UnitError
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import EvidenceTable
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.tables.cells import check_cells
from growthpole.tables.links import Given
from growthpole.tables.notes import Notes
from growthpole.tables.rows import figure, flag_rows, row_problem
from growthpole.tables.standing import check_standing
from growthpole.tables.suspicion import check_scales
from growthpole.tables.words import folded

__all__ = ["Rules", "check_against", "note_against"]

Rules = Programme | Mapping[str, Indicator]
_SCALES = frozenset({"千", "万", "百万", "千万", "亿"})
_SCALED = {"CNY": "元", "person": "人"}
"""What is left out behind a scale, by canonical unit."""


def check_against(dossier: Dossier, programme: Rules) -> tuple[Problem, ...]:
    r"""Check evidence against the indicators of a programme.

    Parameters
    ----------
    dossier : Dossier
        As `read_dossier` gives it.
    programme : Programme or mapping of str to Indicator
        The rules, or their indicators alone.

    Returns
    -------
    tuple of Problem
        Errors: another dimension than the indicator's, a value outside its range, a yes / no that is neither, rows
        that contradict each other without being disputed. Warnings: an indicator that the programme does not use,
        a tier or class that it does not have, a figure some thousand times its neighbours (亿 for 万), a row that
        stands twice. Empty when there is nothing to say.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from growthpole.model.text import Text
    >>> from growthpole.tables import read_dossier
    >>> with TemporaryDirectory() as folder:
    ...     text = "cluster,indicator,period,value,unit\nqixian,output,2023,16.56,吨\n"
    ...     _ = Path(folder, "evidence.csv").write_text(text, encoding="utf-8")
    ...     dossier = read_dossier(folder)
    >>> for problem in check_against(dossier, {"output": Indicator("output", Text("output"), "亿元")}):
    ...     print(problem.place, "|", problem.found, "|", problem.must)
    evidence.csv, row 2, column unit | '吨' for 'output' | 亿元, or a unit of the same kind
    """
    notes = Notes()
    note_against(dossier, programme, notes, Given())
    return notes.problems()


def note_against(dossier: Dossier, programme: Rules, notes: Notes, given: Given) -> None:
    """As `check_against`, into notes; ``given`` says where the registers stand."""
    if isinstance(programme, Programme):
        check_standing(dossier, programme, given, notes)
    indicators = programme.indicators if isinstance(programme, Programme) else programme
    evidence = dossier.evidence
    _check_indicators(evidence, indicators, notes)
    known = [indicators.get(word) for word in evidence.indicator.words]
    fits = _check_dimensions(evidence, known, notes)
    _check_values(evidence, known, fits, notes)
    check_cells(evidence, notes)
    check_scales(evidence, np.array([one is not None and one.kind == "number" for one in known] + [False]), notes)


def _check_indicators(evidence: EvidenceTable, indicators: Mapping[str, Indicator], notes: Notes) -> None:
    """Warn once of each indicator that the programme does not use, where it first stands."""
    codes = evidence.indicator
    unknown = [code for code, word in enumerate(codes.words) if word not in indicators]
    for code in unknown:
        rows = np.flatnonzero(codes.code == code)
        if len(rows):
            row = int(rows[np.lexsort([evidence.row[rows], evidence.file.code[rows]])[0]])
            notes.add(_unused(evidence, row, len(rows), indicators))


def _unused(evidence: EvidenceTable, row: int, count: int, indicators: Mapping[str, Indicator]) -> Problem:
    message = str(NameUnknownError("indicator", evidence.indicator[row], indicators))
    near = message[message.index("Did you") :] if "Did you" in message else "Nothing is lost if it is meant to be kept."
    return row_problem(
        evidence, row, "indicator-unused", f"{evidence.indicator[row]!r} in {count} row{'s'[: count != 1]}",
        "an indicator of the programme", f"The programme does not use it. {near}",
        column="indicator", severity="warning",
    )  # fmt: skip


def _check_dimensions(
    evidence: EvidenceTable, known: Sequence[Indicator | None], notes: Notes
) -> npt.NDArray[np.bool_]:
    """Note the rows whose unit is of another dimension than the indicator's; the rows that fit."""
    wide = len(evidence.unit.words) + 1
    pair = evidence.indicator.code.astype(np.int64) * wide + evidence.unit.code + 1
    table = np.array([_fits(one, word) for one in known for word in ("", *evidence.unit.words)], dtype=bool)
    told = ~np.isnan(evidence.value) | ~np.isnan(evidence.low)
    has_indicator = evidence.indicator.code >= 0
    wrong = np.zeros(len(evidence), dtype=bool)
    wrong[has_indicator] = ~table[pair[has_indicator]]
    wrong &= told
    flag_rows(notes, evidence, wrong, lambda row: _wrong_dimension(evidence, row, known))
    return ~wrong & has_indicator


def _fits(indicator: Indicator | None, unit: str) -> bool:
    if indicator is None:
        return True
    if folded(unit) in YES_NO and indicator.kind == "number":
        return False
    try:
        return parse_unit(unit).canonical == _unit(indicator).canonical
    except UnitError:
        # The reader has told of it already.
        return True


def _unit(indicator: Indicator) -> Unit:
    return parse_unit(indicator.unit)


def _wrong_dimension(evidence: EvidenceTable, row: int, known: Sequence[Indicator | None]) -> Problem:
    indicator, given = known[int(evidence.indicator.code[row])], evidence.unit[row]
    asked = indicator.unit if indicator is not None else ""
    if whole := _whole_unit(given, asked):
        return row_problem(
            evidence, row, "unit-dimension", f"{given!r} without a unit, for {evidence.indicator[row]!r}",
            f"{asked}, or a unit of the same kind",
            f"Write the bare number, and the unit {whole} into the column unit.", column="value",
        )  # fmt: skip
    found = repr(given) if given else "no unit"
    return row_problem(
        evidence, row, "unit-dimension", f"{found} for {evidence.indicator[row]!r}",
        f"{asked or 'a plain number'}, or a unit of the same kind", "Correct the unit or the indicator.", column="unit",
    )  # fmt: skip


def _whole_unit(scale: str, asked: str) -> str:
    """The unit that somebody meant who wrote 3.5亿 for 3.5亿元; empty where it was no bare scale of money or people."""
    if scale not in _SCALES:
        return ""
    word = _SCALED.get(parse_unit(asked).canonical)
    return scale + word if word else ""


def _check_values(
    evidence: EvidenceTable, known: Sequence[Indicator | None], fits: npt.NDArray[np.bool_], notes: Notes
) -> None:
    low = np.array([-np.inf if one is None else one.bounds.low for one in known] + [-np.inf])[evidence.indicator.code]
    high = np.array([np.inf if one is None else one.bounds.high for one in known] + [np.inf])[evidence.indicator.code]
    yes_no = np.array([one is not None and one.kind == "yes/no" for one in known] + [False])[evidence.indicator.code]
    with np.errstate(invalid="ignore"):
        outside = np.zeros(len(evidence), dtype=bool)
        for ends in (evidence.value, evidence.low, evidence.high):
            outside |= (ends < low) | (ends > high)
    neither = yes_no & ~np.isnan(evidence.value) & (evidence.value != 0) & (evidence.value != 1)
    flag_rows(notes, evidence, neither & fits, lambda row: _neither(evidence, row))
    flag_rows(notes, evidence, outside & fits & ~neither, lambda row: _outside(evidence, row, known))


def _neither(evidence: EvidenceTable, row: int) -> Problem:
    return row_problem(
        evidence, row, "value-yes-no", f"{figure(evidence, row)} for {evidence.indicator[row]!r}",
        "yes or no (1 or 0)", "Answer the question with yes or no.", column="value",
    )  # fmt: skip


def _outside(evidence: EvidenceTable, row: int, known: Sequence[Indicator | None]) -> Problem:
    indicator = known[int(evidence.indicator.code[row])]
    assert indicator is not None  # noqa: S101  (an unknown indicator has no bounds to be outside of)
    return row_problem(
        evidence, row, "value-range", f"{figure(evidence, row)} for {indicator.id!r}", _range(indicator),
        "Correct the figure or its unit; a share is 0.7 or 70 %.", column="value",
    )  # fmt: skip


def _range(indicator: Indicator) -> str:
    """The range of an indicator in words, in the unit in which people read it."""
    low, high = (to_unit(end, _unit(indicator)) for end in (indicator.bounds.low, indicator.bounds.high))
    if np.isinf(high):
        return f"{low:.12g} {indicator.unit}".rstrip() + " or more"
    if np.isinf(low):
        return f"{high:.12g} {indicator.unit}".rstrip() + " or less"
    return f"between {low:.12g} and {high:.12g} {indicator.unit}".rstrip()

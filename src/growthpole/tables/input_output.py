"""Reading an input-output table from a file whose totals lie inside the matrix."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.units import Unit
from growthpole.errors import EvidenceError, InputError
from growthpole.measures.flows.table import InputOutputTable
from growthpole.tables.input_output_figures import Blocks, read_blocks
from growthpole.tables.input_output_grid import Grid, read_grid
from growthpole.tables.input_output_layout import Layout, find_layout
from growthpole.tables.input_output_sums import Parts, add_up
from growthpole.tables.input_output_unit import find_unit
from growthpole.tables.input_output_words import kinds
from growthpole.tables.notes import Notes

__all__ = ["read_input_output"]

Floats: TypeAlias = npt.NDArray[np.float64]
_BALANCED = 1e-4
"""As an input-output table takes for balanced of itself."""


def read_input_output(
    path: str | PathLike[str],
    *,
    sheet: str | None = None,
    unit: str | None = None,
    year: int | None = None,
    empty: Literal["error", "zero"] = "error",
    tolerance: float = 1e-6,
) -> InputOutputTable:
    r"""Read an input-output table as statistical offices print it.

    ``output_i = sum_j flows_ij + sum_k final_ik - imports_i`` and ``output_j = sum_i flows_ij + sum_k added_kj``.

    The sectors are the codes (or names) that a heading row and a label column have in common. Rows and columns of
    totals are known by their code or name in Chinese or English and must add up. Where a label column tells domestic
    from imported, each sector has a row of either.

    Parameters
    ----------
    path : path
        CSV, TSV or text, also packed (``.gz``), in UTF-8, UTF-16 or GB 18030; an Excel workbook; or Parquet.
    sheet : str, optional
        The worksheet; the first by default.
    unit : str, optional
        Of the figures, such as ``"万元"``; needed where the file does not say it.
    year : int, optional
        Of the table, kept with it.
    empty : {"error", "zero"}
        What an empty cell is: a fault, as what is unknown is not zero; or zero, as many offices leave zeros blank.
    tolerance : float
        By how much of the sum of its terms a total may differ besides the rounding that the digits of the file allow.

    Returns
    -------
    InputOutputTable
        In the canonical unit of money; flows of all origins with ``total_imports`` where the file does not tell
        origins apart, else domestic flows with ``imports`` and ``imports_final``. Imports given as a row by buyer
        are a row of value added.

    Raises
    ------
    InputError
        If there is no such file or sheet.
    EvidenceError
        With all faults at once: a sector without its row or column, cells without a figure, totals that do not add
        up, two units, a negative output; each with file, row, column and what to do.

    References
    ----------
    Miller and Blair (2022), Input-Output Analysis, 3rd edition, sections 2.2 and 4.7; National Bureau of Statistics of
    China, input-output table of 2020.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = '''unit: 10000 yuan,,,,
    ... sector,1,2,final demand,total output
    ... 1,150,500,350,1000
    ... 2,200,100,1700,2000
    ... value added,650,1400,,
    ... '''
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "table.csv")
    ...     _ = file.write_text(text, encoding="utf-8")
    ...     table = read_input_output(file)
    >>> table.sectors, table.flows[0].tolist(), table.output.tolist()
    (('1', '2'), [1500000.0, 5000000.0], [10000000.0, 20000000.0])
    """
    grid = read_grid(Path(path), sheet)
    return table_of_grid(grid, unit=unit, year=year, empty=empty, tolerance=tolerance)[0]


def table_of_grid(
    grid: Grid, *, unit: str | None, year: int | None, empty: str, tolerance: float
) -> tuple[InputOutputTable, list[str]]:
    """The table that a grid of cells holds, and the headings of its final demand; see :func:`read_input_output`.

    Raises
    ------
    InputError
        If `empty` is none of the two words.
    EvidenceError
        With all faults of the grid.
    """
    if empty not in ("error", "zero"):
        raise InputError(f'`empty` must be "error" or "zero"; it is {empty!r}.')
    notes = Notes()
    layout = find_layout(grid, notes)
    _stop(notes)
    money = find_unit(layout, unit, notes)
    blocks = read_blocks(layout, empty, notes)
    parts = add_up(layout, blocks, tolerance, notes)
    _stop(notes)
    return _table(layout, blocks, parts, money, year), [layout.heading(layout.beside[one].place) for one in parts.final]


def _stop(notes: Notes) -> None:
    problems = notes.problems()
    if problems:
        raise EvidenceError(problems)


def _table(layout: Layout, blocks: Blocks, parts: Parts, unit: Unit, year: int | None) -> InputOutputTable:
    n, factor = len(layout.columns), float(unit.factor)
    uses, below = blocks.uses * factor, blocks.below * factor
    final = uses[:, [n + place for place in parts.final]]
    names = tuple(layout.beside[place].name for place in parts.final)
    added = tuple(layout.below[place].name for place in parts.value_added)
    split = bool(layout.imported)
    primary, output = below[parts.value_added][:, :n], parts.output[:n] * factor
    imports = _total_imports(parts, n, factor, split=split)
    uses_gap = (
        uses[:n, :n].sum(axis=1) + final[:n].sum(axis=1) - (0.0 if imports is None or split else imports) - output
    )
    inputs_gap = uses[:, :n].sum(axis=0) + primary.sum(axis=0) - output if added else np.zeros(n)
    return InputOutputTable(
        sectors=tuple(layout.sectors),
        names=tuple(layout.names),
        flows=uses[:n, :n],
        final_demand=final[:n],
        final_names=names,
        value_added=primary,
        value_added_names=added,
        output=output,
        imports=uses[n:, :n] if split else None,
        imports_final=final[n:] if split else None,
        total_imports=imports,
        unit=unit.canonical,
        year=year,
        household_columns=kinds(names, "household"),
        export_columns=kinds(names, "export"),
        inventory_columns=kinds(names, "inventory"),
        labour_rows=kinds(added, "labour"),
        tolerance=_rounding(output, uses_gap, inputs_gap),
    )


def _rounding(output: Floats, *gaps: Floats) -> float:
    """What part of a sector's output, or of the average one's, the gaps are that printed digits excuse."""
    scale = np.maximum(output, output.mean())
    worst = max(float(np.divide(np.abs(gap), scale, out=np.zeros_like(gap), where=scale > 0).max()) for gap in gaps)
    return max(_BALANCED, worst * (1 + 1e-9))


def _total_imports(parts: Parts, n: int, factor: float, *, split: bool) -> Floats | None:
    """Imports by product: their own column, or what the rows of imports add up to."""
    if split:
        return parts.output[n:] * factor
    return None if parts.imports is None else parts.imports * factor

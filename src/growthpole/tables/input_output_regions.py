"""Reading a table of several regions: square, each sector named by two cells, or with one flow a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from os import PathLike
from pathlib import Path
from typing import Literal

from growthpole.errors import EvidenceError
from growthpole.measures.flows.multiregion import MultiRegionTable
from growthpole.measures.flows.table import InputOutputTable
from growthpole.tables.input_output import table_of_grid
from growthpole.tables.input_output_grid import Grid, read_grid
from growthpole.tables.input_output_long import heading_row, read_flows
from growthpole.tables.input_output_pivot import Pivot, pivoted
from growthpole.tables.notes import Notes

__all__ = ["read_multi_region"]

_HEADS, _LABELS = 15, 8
_LEAST = 3
"""Two regions of two sectors, one of them misspelt: that is told better with its row."""
_PATIENCE = 10_000
"""With more flows untold than this nothing is added up."""


def read_multi_region(
    path: str | PathLike[str],
    *,
    sheet: str | None = None,
    unit: str | None = None,
    year: int | None = None,
    empty: Literal["error", "zero"] = "error",
    tolerance: float = 1e-6,
) -> MultiRegionTable:
    """Read a multi-region input-output table: square with two heading rows and two label columns, or a flow a row.

    ``output_ri = sum_sj flows_risj + sum_k final_rik - imports_ri``, as for one region.

    Parameters
    ----------
    path, sheet, unit, year, empty, tolerance
        As for :func:`growthpole.read_input_output`. In a square table regions stand first; a region's name may stand
        in the first cell of its block only, as merged cells leave it. A table with one flow a row has the columns
        from region, from sector, to region, to sector and value (in either language), rows to final demand, and where
        wanted rows of output, value added and imports; what no row tells is unknown unless `empty` is ``"zero"``.

    Returns
    -------
    MultiRegionTable
        Its codes are ``region:sector``; those of a file with one flow a row are sorted, and each region has all
        sectors. ``final_regions`` is None where the columns of final demand do not name every region.

    Raises
    ------
    InputError
        If there is no such file or sheet, or the regions have not the same sectors in the same order.
    EvidenceError
        With all faults at once, as :func:`growthpole.read_input_output`, a flow told twice or not at all among them;
        or if no two heading rows and label columns name the same regions and sectors.

    References
    ----------
    Miller and Blair (2022), Input-Output Analysis, 3rd edition, chapter 3.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = '''unit: mn CNY,,,,,,,
    ... ,,north,,south,,,
    ... ,,coal,steel,coal,steel,final demand,total output
    ... north,coal,10,20,0,5,65,100
    ... ,steel,5,10,5,0,80,100
    ... south,coal,0,5,10,10,75,100
    ... ,steel,0,0,5,20,75,100
    ... '''
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "table.csv")
    ...     _ = file.write_text(text, encoding="utf-8")
    ...     table = read_multi_region(file)
    >>> table.region_names, table.sector_names, (table.trade / 1e6).tolist()
    (('north', 'south'), ('coal', 'steel'), [[45.0, 10.0], [5.0, 45.0]])
    """
    grid = read_grid(Path(path), sheet)
    head = heading_row(grid)
    if head is None:
        square, pairs = _joined(grid)
        table, finals = table_of_grid(square, unit=unit, year=year, empty=empty, tolerance=tolerance)
    else:
        pivot = _checked(grid, head, unit, empty, tolerance)
        pairs = pivot.pairs
        table, finals = table_of_grid(pivot.grid, unit=unit, year=year, empty=empty, tolerance=tolerance)
    found = [pairs[code] for code in table.sectors]
    regions = [region for region, _ in found]
    return MultiRegionTable(
        table, regions, [sector for _, sector in found], _final_regions(table, set(regions), finals, pairs)
    )


def _checked(grid: Grid, head: int, unit: str | None, empty: str, tolerance: float) -> Pivot:
    """A table with one flow a row, laid out; its faults and those of what can be added up are told together."""
    notes = Notes()
    pivot = pivoted(read_flows(grid, head, notes), empty, notes)
    if pivot is None or (notes.errors and pivot.absent > _PATIENCE):
        raise EvidenceError(notes.problems())
    if notes.errors:
        try:
            table_of_grid(pivot.grid, unit=unit, year=None, empty=empty, tolerance=tolerance)
        except EvidenceError as error:
            # Flows that no row tells are told by block already.
            for problem in error.problems:
                if problem.row is not None or problem.code != "cell-empty":
                    notes.add(problem)
        raise EvidenceError(notes.problems())
    return pivot


def _final_regions(
    table: InputOutputTable, regions: set[str], headings: list[str], pairs: dict[str, tuple[str, str]]
) -> list[str] | None:
    """Whose final demand each column is: empty for exports and the like; ``None`` where a region has none."""
    found = [pairs.get(heading, ("", ""))[0] for heading in headings]
    for place in table.export_columns or ():
        found[place] = ""
    return [one if one in regions else "" for one in found] if regions <= set(found) else None


def _joined(grid: Grid) -> tuple[Grid, dict[str, tuple[str, str]]]:
    """The grid with region and sector written into one cell, and the parts of each such name."""
    head, label = _corner(grid)
    cells = [list(row) for row in grid.cells]
    pairs: dict[str, tuple[str, str]] = {}
    # Copies: while names are joined, the cells that tell them must stay as they were.
    sectors = set(_labels(grid, head, label))
    for place, parts in enumerate(_headings(grid, head)):
        if place > label + 1 and all(parts):
            cells[head][place] = _name(parts, pairs)
            if parts in sectors:
                # Sectors that are numbers would make a row of figures of their headings.
                cells[head + 1][place] = cells[head][place]
    known = set(pairs)
    for row, parts in zip(range(head + 2, len(cells)), _labels(grid, head, label), strict=True):
        if all(parts) and (grid.cells[row][label] or ":".join(parts) in known):
            cells[row][label] = _name(parts, pairs)
    return replace(grid, cells=cells), pairs


def _name(parts: tuple[str, str], pairs: dict[str, tuple[str, str]]) -> str:
    name = ":".join(parts)
    pairs[name] = parts
    return name


def _corner(grid: Grid) -> tuple[int, int]:
    """The first of the two heading rows and of the two label columns: those with most pairs in common."""
    heads, labels = range(min(_HEADS, len(grid.cells)) - 1), range(min(_LABELS, len(grid.cells[0])) - 1)
    best = max(product(heads, labels), key=lambda one: _common(grid, *one), default=(0, 0))
    if not heads or not labels or _common(grid, *best) < _LEAST:
        raise EvidenceError([
            grid.problem(
                "regions-not-found", "no two heading rows whose cells are also the two labels of the rows",
                "regions in one heading row and label column, their sectors in the next",
                "Write region and sector of each column under each other, and of each row beside each other.",
            )
        ])  # fmt: skip
    return best


def _common(grid: Grid, head: int, label: int) -> int:
    below = {parts for parts in _labels(grid, head, label) if all(parts)}
    return len({parts for parts in _headings(grid, head)[label + 2 :] if parts in below})


def _headings(grid: Grid, head: int) -> list[tuple[str, str]]:
    return list(zip(_filled(grid.cells[head]), grid.cells[head + 1], strict=True))


def _labels(grid: Grid, head: int, label: int) -> list[tuple[str, str]]:
    rows = grid.cells[head + 2 :]
    return list(zip(_filled([row[label] for row in rows]), [row[label + 1] for row in rows], strict=True))


def _filled(cells: Sequence[str]) -> list[str]:
    """Merged cells hold their text in the first only."""
    found: list[str] = []
    for cell in cells:
        found.append(cell or (found[-1] if found else ""))
    return found

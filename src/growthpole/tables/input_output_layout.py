"""Where the parts of an input-output table stand in its grid: sectors, totals, value added, final demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from growthpole.errors import EvidenceError
from growthpole.model.text import Text
from growthpole.tables.input_output_grid import Grid
from growthpole.tables.input_output_words import is_likely, origin_of, role_of, spoken_name
from growthpole.tables.notes import Notes
from growthpole.tables.words import folded

__all__ = ["Layout", "Line", "find_layout"]

_HEADS = 15
"""Titles, units and headings stand within the first rows."""
_LABELS = 8
"""Codes, names, origins and units stand within the first columns."""
_SECOND = 0.8
"""A second row of headings names at least this share of the sectors, each in its place."""


_FEWEST = 2
"""One sector alone may be two figures that happen to be alike."""
_END = "intermediate_total"
"""The role that ends the sectors: what stands before it is one."""
_SECOND_DIFFERS = 0.5
"""Headings and labels that differ in more than this part of the sectors are not meant to be the same."""


@dataclass(frozen=True)
class Line:
    """A row or column that is no sector: where it stands, what it claims to be, what it is called."""

    place: int
    role: str
    name: Text


@dataclass
class Layout:
    """Where everything stands; rows and columns count from 0 in the grid.

    Attributes
    ----------
    grid : Grid
        The cells.
    labels : list of int
        The columns that hold labels.
    heads : list of int
        The rows that hold headings.
    sectors, names : list of str, list of Text
        Keys and names of the sectors, in the order of the columns.
    columns : list of int
        The column of each sector.
    rows, imported : list of int
        The row of each sector; the row of its imports, empty where origins are not told apart.
    below, beside : list of Line
        The other rows and columns, in order.
    """

    grid: Grid
    labels: list[int]
    heads: list[int]
    sectors: list[str] = field(default_factory=list)
    names: list[Text] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    imported: list[int] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)

    def heading(self, column: int) -> str:
        """The heading of a column of the grid, for messages."""
        return self.grid.cells[self.heads[0]][column]


def find_layout(grid: Grid, notes: Notes) -> Layout:
    """Find the parts of the table; faults of single rows and columns are noted.

    Raises
    ------
    EvidenceError
        If no row of headings names the sectors that a column names too.
    """
    head, key, start = _corner(grid)
    layout = Layout(grid, _label_columns(grid, head, start), [head])
    layout.heads = sorted([head, *_second_heads(grid, head, start)])
    _read_columns(layout, head, key, start, notes)
    _read_rows(layout, key, notes)
    return layout


def _corner(grid: Grid) -> tuple[int, int, int]:
    """The row of headings and the column of labels that name the same sectors, and the first such column.

    The first row that will do is taken: below it figures may by chance be alike.
    """
    for row in range(min(_HEADS, len(grid.cells))):
        heading = [folded(cell) if role_of("columns", [cell]) is None else "" for cell in grid.cells[row]]
        found = [(_common(grid, row, key, heading), -key) for key in range(min(_LABELS, len(heading)))]
        best, key = max(found, key=lambda one: (len({heading[place] for place in one[0]}), one[1]))
        if len({heading[place] for place in best}) >= _FEWEST:
            return row, -key, best[0]
    raise _not_found(grid)


def _not_found(grid: Grid) -> EvidenceError:
    return EvidenceError([
        grid.problem(
            "sectors-not-found", "no heading row whose cells are also the codes (or names) of the rows",
            "a square table: each sector a row and a column of the same code or name",
            "Write the codes of the sectors into the heading row and into the first column, spelt alike.",
        )
    ])  # fmt: skip


def _common(grid: Grid, row: int, key: int, heading: list[str]) -> list[int]:
    """The columns whose heading is also a label below."""
    below = {folded(line[key]) for line in grid.cells[row + 1 :]} - {""}
    return [place for place in range(key + 1, len(heading)) if heading[place] in below]


def _label_columns(grid: Grid, head: int, start: int) -> list[int]:
    return [place for place in range(start) if any(row[place] for row in grid.cells[head:])]


def _second_heads(grid: Grid, head: int, start: int) -> list[int]:
    """Headings in another language or the codes above the names: next to the first, naming the same sectors."""
    wanted = [folded(cell) for cell in grid.cells[head][start:]]
    others = [place for place in (head - 2, head - 1, head + 1, head + 2) if 0 <= place < len(grid.cells)]
    return [place for place in others if _is_heading(grid, place, start, len(wanted))]


def _is_heading(grid: Grid, row: int, start: int, width: int) -> bool:
    """Whether most cells of a row beside the labels are texts, not figures."""
    cells = grid.cells[row][start:]
    filled = [cell for cell in cells if cell]
    return len(filled) >= _SECOND * width and sum(not _is_number(cell) for cell in filled) > len(filled) / 2


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", ""))
    except ValueError:
        return False
    return True


def _read_columns(layout: Layout, head: int, key: int, start: int, notes: Notes) -> None:
    grid = layout.grid
    known = {folded(row[key]) for row in grid.cells[layout.heads[-1] + 1 :]} - {""}
    headings = {place: _headings(layout, place) for place in range(start, len(grid.cells[head]))}
    sectors = [place for place in headings if folded(grid.cells[head][place]) in known and not _role(headings[place])]
    if len(sectors) < _FEWEST:
        raise _not_found(grid)
    end = next((place for place in headings if _role(headings[place]) == _END), 0)
    for place, texts in headings.items():
        name = grid.cells[head][place]
        if place in sectors:
            if name in layout.sectors:
                _twice(grid, notes, name, column=place)
            layout.sectors.append(name)
            layout.columns.append(place)
        elif any(texts):
            role = role_of("columns", texts) or "final"
            if place < max(*sectors, end):
                _unknown(grid, notes, name, "row", column=place)
            layout.beside.append(Line(place, role, spoken_name([name or texts[0], *texts])))


def _role(texts: Sequence[str]) -> str | None:
    return role_of("columns", texts)


def _headings(layout: Layout, place: int) -> list[str]:
    return [layout.grid.cells[row][place] for row in layout.heads]


def _read_rows(layout: Layout, key: int, notes: Notes) -> None:
    grid, place_of = layout.grid, {folded(one): place for place, one in enumerate(layout.sectors)}
    lines = range(layout.heads[-1] + 1, len(grid.cells))
    rows = [row for row in lines if any(grid.cells[row][place] for place in range(layout.columns[0], _width(grid)))]
    of = {row: folded(grid.cells[row][key]) for row in rows}
    end = next((row for row in rows if of[row] not in place_of and _row_role(layout, row) == _END), 0)
    last = max((row for row in rows if of[row] in place_of), default=-1)
    found: dict[str, dict[str, int]] = {"domestic": {}, "imported": {}}
    for row in rows:
        labels = [grid.cells[row][place] for place in layout.labels]
        if of[row] in place_of:
            _place_sector(layout, found, row, of[row], notes)
        elif not any(labels):
            _unnamed(grid, notes, row)
        else:
            if row < max(last, end):
                _unknown(grid, notes, grid.cells[row][key] or labels[0], "column", row=row)
            role = role_of("rows", labels) or "value_added"
            layout.below.append(Line(row, role, spoken_name([grid.cells[row][key], *labels])))
    _check_strange(layout, key, notes)
    _settle(layout, found, key, notes)


def _width(grid: Grid) -> int:
    return len(grid.cells[0])


def _check_strange(layout: Layout, key: int, notes: Notes) -> None:
    """A last sector spelt differently in its row and column would pass as value added and as final demand.

    Where totals end the sectors that cannot be; else a row and a column of no known meaning are held to be one.
    """
    rows = [one for one in layout.below if one.role == "value_added" and not is_likely("rows", one.name)]
    columns = [one for one in layout.beside if one.role == "final" and not is_likely("columns", one.name)]
    ended = any(one.role == _END for one in (*layout.below, *layout.beside))
    if rows and columns and not ended:
        cells = layout.grid.cells
        for one in rows:
            _unknown(layout.grid, notes, cells[one.place][key] or one.name.get("en"), "column", row=one.place)
        for one in columns:
            _unknown(layout.grid, notes, layout.heading(one.place), "row", column=one.place)


def _row_role(layout: Layout, row: int) -> str | None:
    return role_of("rows", [layout.grid.cells[row][place] for place in layout.labels])


def _origin(layout: Layout, row: int) -> str:
    """Whether a sector's row holds imports; a table without origins is read as domestic, to be settled later."""
    found = [origin_of(layout.grid.cells[row][place]) for place in layout.labels if layout.grid.cells[row][place]]
    return "imported" if "imported" in found else "domestic"


def _place_sector(layout: Layout, found: dict[str, dict[str, int]], row: int, key: str, notes: Notes) -> None:
    of_origin = found[_origin(layout, row)]
    if key in of_origin:
        _twice(layout.grid, notes, key, row=row)
    of_origin.setdefault(key, row)


def _settle(layout: Layout, found: dict[str, dict[str, int]], key: int, notes: Notes) -> None:
    """Bring the rows into the order of the columns; a sector without its row is a fault."""
    keys = [folded(one) for one in layout.sectors]
    for origin, rows in ((layout.rows, found["domestic"]), (layout.imported, found["imported"])):
        if rows or origin is layout.rows:
            for place, one in zip(layout.columns, keys, strict=True):
                if one not in rows:
                    _unknown(layout.grid, notes, one, "row", column=place)
            origin.extend(rows.get(one, -1) for one in keys)
    _check_second(layout, key, notes)
    layout.names.extend(
        spoken_name([one, *(layout.grid.cells[row][place] for place in layout.labels)])
        for row, one in zip(layout.rows, layout.sectors, strict=True)
    )


def _check_second(layout: Layout, key: int, notes: Notes) -> None:
    """Where codes and names stand in the headings as well as in the labels, both must agree."""
    cells = layout.grid.cells
    pairs = list(zip(layout.rows, layout.columns, strict=True))
    for head in layout.heads:
        for label in layout.labels:
            if label == key and head == layout.heads[0]:
                continue
            differing = [
                (row, column)
                for row, column in pairs
                if row >= 0 and folded(cells[row][label]) != folded(cells[head][column])
            ]
            if len(differing) > _SECOND_DIFFERS * len(pairs):
                continue
            for row, column in differing:
                _unlike(layout.grid, notes, cells[row][label], cells[head][column], row, label)


def _unlike(grid: Grid, notes: Notes, found: str, heading: str, row: int, column: int) -> None:
    notes.add(
        grid.problem(
            "sector-unknown", f"{found!r} in the row of the sector whose column is headed {heading!r}",
            "the same code and name in the row and in the column",
            "Correct the code or the name that is wrong.", row=row, column=column,
        )
    )  # fmt: skip


def _twice(grid: Grid, notes: Notes, name: str, *, row: int | None = None, column: int | None = None) -> None:
    notes.add(
        grid.problem(
            "sector-twice", f"the sector {name!r} a second time", "one row and one column for each sector",
            "Take one of them out, or give them different codes.", row=row, column=column,
        )
    )  # fmt: skip


def _unknown(grid: Grid, notes: Notes, name: str, lacking: str, *, row: int | None = None,
             column: int | None = None) -> None:  # fmt: skip
    notes.add(
        grid.problem(
            "sector-unknown", f"{name!r}, which has no {lacking} among the sectors",
            "the same sectors in the rows and in the columns",
            f"Add the {lacking}, correct the code, or (for value added and final demand) put it after the totals "
            "or name it as such.", row=row, column=column,
        )
    )  # fmt: skip


def _unnamed(grid: Grid, notes: Notes, row: int) -> None:
    found = [cell for cell in grid.cells[row] if cell]
    notes.add(
        grid.problem(
            "row-unnamed", f"figures ({found[0]} ...) in a row without a code or name", "a label for each row",
            "Name the row, or take it out.", row=row,
        )
    )  # fmt: skip

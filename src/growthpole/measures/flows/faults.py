"""What can be wrong with an input-output table, every fault with the codes of its sectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError

if TYPE_CHECKING:
    from growthpole.measures.flows.table import InputOutputTable

__all__ = ["TableError", "TableFault"]

SHOWN = 20


@dataclass(frozen=True, slots=True)
class TableFault:
    """One fault of a table.

    Attributes
    ----------
    code : str
        A stable short name: ``"shape"``, ``"name"``, ``"unknown"``, ``"negative"``, ``"no-output"``, ``"balance"``.
    part : str
        The field in which it stands, such as ``"flows"``.
    row, column : str or None
        The sector's code, or the number of the column of final demand or row of value added; None for a whole row,
        column or field.
    found, must, do : str
        What stands there, what must hold, what to do.
    """

    code: str
    part: str
    row: str | None
    column: str | None
    found: str
    must: str
    do: str

    @property
    def place(self) -> str:
        """Where it stands, such as ``flows['01', '05']``."""
        if self.row is None and self.column is None:
            return f"`{self.part}`"
        cell = ", ".join(":" if one is None else repr(one) for one in (self.row, self.column))
        return f"`{self.part}`[{cell}]"

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; must be {self.must}. {self.do}"


class TableError(InputError):
    """A table that cannot be worked with; ``faults`` holds all that is wrong."""

    def __init__(self, faults: Sequence[TableFault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        shown = "\n".join(f"  {fault}" for fault in self.faults[:SHOWN])
        more = f"\n  ... and {count - SHOWN} more" if count > SHOWN else ""
        super().__init__(f"the input-output table has {count} fault{'' if count == 1 else 's'}:\n{shown}{more}")

    def __reduce__(self) -> tuple[type[TableError], tuple[tuple[TableFault, ...]]]:
        """Travel between processes whole: the message alone would not rebuild it."""
        return type(self), (self.faults,)


def shape_faults(table: InputOutputTable) -> list[TableFault]:
    """Fields that do not fit each other."""
    return [*_shapes(table), *_names(table)]


def value_faults(table: InputOutputTable) -> list[TableFault]:
    """Cells and sums that cannot be, of a table whose shapes fit."""
    # Sums with an unknown or negative term would only repeat the fault.
    return [*_unknown(table), *_negative(table)] or [*_without_output(table), *_unbalanced(table)]


def _shapes(table: InputOutputTable) -> Iterator[TableFault]:
    n, f, v = len(table.sectors), len(table.final_names), len(table.value_added_names)
    wanted = {
        "flows": (n, n),
        "final_demand": (n, f),
        "value_added": (v, n),
        "output": (n,),
        "imports": (n, n),
        "imports_final": (n, f),
        "total_imports": (n,),
    }
    for part, shape in wanted.items():
        value = getattr(table, part)
        if value is not None and value.shape != shape:
            must = f"shape {shape}, for {n} sectors, {f} columns of final demand and {v} rows of value added"
            yield TableFault("shape", part, None, None, f"shape {value.shape}", must, "Check rows and columns.")
    if n == 0:
        yield TableFault("shape", "sectors", None, None, "none", "at least one sector", "Hand in a table.")


def _names(table: InputOutputTable) -> Iterator[TableFault]:
    n = len(table.sectors)
    if len(table.names) != n:
        yield TableFault("shape", "names", None, None, f"{len(table.names)} names", f"{n}, one a sector", "Name them.")
    for code, times in sorted(Counter(table.sectors).items()):
        if times > 1:
            found = f"{times} sectors of this code"
            yield TableFault("name", "sectors", code, None, found, "one sector", "Give each its own code.")
    limits = {
        "household_columns": len(table.final_names),
        "export_columns": len(table.final_names),
        "inventory_columns": len(table.final_names),
        "labour_rows": len(table.value_added_names),
    }
    for part, limit in limits.items():
        wrong = [place for place in getattr(table, part) or () if not 0 <= place < limit]
        if wrong:
            yield TableFault("shape", part, None, None, f"{wrong}", f"between 0 and {limit - 1}", "Count from 0.")


def _unknown(table: InputOutputTable) -> Iterator[TableFault]:
    for part in ("flows", "imports", "output", "total_imports"):
        value = getattr(table, part)
        # The sum is finite when every cell is: one pass and no temporary array of the table's size.
        if value is None or np.isfinite(value.sum()):
            continue
        for place in np.argwhere(~np.isfinite(value)):
            row, column = _codes(table, place)
            found = f"{value[tuple(place)]:g}"
            yield TableFault("unknown", part, row, column, found, "a known number", "Estimate it, or merge the sector.")


def _negative(table: InputOutputTable) -> Iterator[TableFault]:
    advice = {"output": "Correct it.", "total_imports": "Write imports as positive amounts."}
    for part, do in advice.items():
        value = getattr(table, part)
        if value is None:
            continue
        for place in np.flatnonzero(value < 0):
            yield TableFault("negative", part, table.sectors[place], None, f"{value[place]:.12g}", "at least 0", do)


def _without_output(table: InputOutputTable) -> Iterator[TableFault]:
    idle = np.flatnonzero(table.output == 0)
    for part in ("flows", "imports"):
        value = getattr(table, part)
        if value is None or idle.size == 0:
            continue
        for row, column in np.argwhere(value[:, idle] != 0):
            code = table.sectors[idle[column]]
            found, must = f"{value[row, idle[column]]:.12g}", f"0, as sector {code!r} has no output"
            yield TableFault(
                "no-output", part, table.sectors[row], code, found, must, "Give its output, or clear its inputs."
            )


def _unbalanced(table: InputOutputTable) -> Iterator[TableFault]:
    x = table.output
    allowed = table.tolerance * np.maximum(x, x.mean())
    inputs = table.flows.sum(axis=0) + table.value_added.sum(axis=0)
    if table.imports is not None:
        inputs = inputs + table.imports.sum(axis=0)
    uses = table.flows.sum(axis=1) + table.final_demand.sum(axis=1)
    less = ""
    if table.imports is None and table.total_imports is not None:
        uses, less = uses - table.total_imports, " less imports"
    # A side that nobody handed in cannot balance, and an unknown sum is not beyond the tolerance.
    if table.final_names:
        words = "intermediate sales plus final demand" + less
        for place in np.flatnonzero(abs(uses - x) > allowed):
            yield _gap(table, int(place), words, uses, row=True)
    if table.value_added_names:
        for place in np.flatnonzero(abs(inputs - x) > allowed):
            yield _gap(table, int(place), "inputs plus value added", inputs, row=False)


def _gap(table: InputOutputTable, place: int, words: str, sums: NDArray[np.float64], *, row: bool) -> TableFault:
    code, output = table.sectors[place], table.output[place]
    return TableFault(
        "balance",
        "flows",
        code if row else None,
        None if row else code,
        f"{words} of {sums[place]:.12g}",
        f"its output, {output:.12g}, within {table.tolerance:g} of it or of the average sector's",
        "Correct the cell that is wrong, or balance the table.",
    )


def _codes(table: InputOutputTable, place: NDArray[np.intp]) -> tuple[str, str | None]:
    return table.sectors[place[0]], table.sectors[place[1]] if len(place) == 2 else None

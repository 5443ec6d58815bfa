"""Do the totals of an input-output file add up? A total is known by its name and believed by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from growthpole.tables.input_output_figures import Blocks
from growthpole.tables.input_output_layout import Layout, Line
from growthpole.tables.notes import Notes

__all__ = ["Parts", "add_up"]

Floats: TypeAlias = npt.NDArray[np.float64]
_SOME = 0.5
"""A column named like a subtotal that is no sum in more than this part of its rows is taken as a use of its own."""


@dataclass
class Parts:
    """What is no total: places in `Layout.beside` and `Layout.below`, and the totals that were given.

    Attributes
    ----------
    final, value_added : list of int
        Uses that are final; rows of value added (and of imports by buyer).
    output : ndarray
        As given in its column or added up, a figure a row.
    imports : ndarray or None
        As given in their column, as positive amounts.
    """

    final: list[int] = field(default_factory=list)
    value_added: list[int] = field(default_factory=list)
    output: Floats = field(default_factory=lambda: np.empty(0))
    imports: Floats | None = None


@dataclass(frozen=True)
class _Sums:
    """What adding up needs to know of the file."""

    layout: Layout
    blocks: Blocks
    tolerance: float
    notes: Notes

    @property
    def sectors(self) -> int:
        return len(self.layout.columns)

    def misfit(self, given: Floats, terms: Floats) -> npt.NDArray[np.bool_]:
        """Where a total differs from the sum of its terms (last axis) by more than rounding; unknown fits."""
        allowed = (terms.shape[-1] + 1) * self.blocks.half_step + self.tolerance * np.abs(terms).sum(axis=-1)
        found: npt.NDArray[np.bool_] = np.abs(given - terms.sum(axis=-1)) > allowed
        return found


def add_up(layout: Layout, blocks: Blocks, tolerance: float, notes: Notes) -> Parts:
    """Check every total; faults name the total, the row and column, and the difference."""
    sums, parts = _Sums(layout, blocks, tolerance, notes), Parts()
    _across(sums, parts)
    _down(sums, parts)
    _closing(sums, parts)
    return parts


def _across(sums: _Sums, parts: Parts) -> None:
    """Totals beside the sectors, from left to right."""
    uses, n = sums.blocks.uses, sums.sectors
    rows = sums.layout.rows + sums.layout.imported
    for place, line in enumerate(sums.layout.beside):
        given = uses[:, n + place]
        final = uses[:, [n + one for one in parts.final]]
        match line.role:
            case "intermediate_total":
                _fault_column(sums, line, rows, given, uses[:, :n])
            case "final_total" if parts.final:
                _fault_column(sums, line, rows, given, final)
            case "subtotal" if (run := _run(sums, given, final)) > 0:
                _fault_column(sums, line, rows, given, final[:, -run:])
            case "output":
                parts.output = given
            case "imports":
                parts.imports = given
            case _:
                parts.final.append(place)


def _run(sums: _Sums, given: Floats, terms: Floats) -> int:
    """How many of the last terms a subtotal sums: the number with fewest misfits; 0 where it is no sum."""
    count = terms.shape[1]
    if not count:
        return 0
    misses = {run: int(sums.misfit(given, terms[:, -run:]).sum()) for run in range(count, 0, -1)}
    best = min(misses, key=lambda run: misses[run])
    return best if misses[best] <= _SOME * len(given) else 0


def _down(sums: _Sums, parts: Parts) -> None:
    """Totals under the sectors, from top to bottom; they may go on under the other columns."""
    below, n = sums.blocks.below, sums.sectors
    for place, line in enumerate(sums.layout.below):
        terms = below[parts.value_added]
        own = [one for one in parts.value_added if sums.layout.below[one].role != "imports"]
        match line.role:
            case "intermediate_total":
                _fault_row(sums, line, below[place], sums.blocks.uses)
            case "value_added_total" if own:
                # What is imported by the buyer stands among the primary inputs, and is no value added.
                _fault_row(sums, line, below[place], below[own])
            case "subtotal" if (run := _run(sums, below[place, :n], terms[:, :n].T)) > 0:
                _fault_row(sums, line, below[place], terms[-run:])
            case "input_total":
                _fault_row(sums, line, below[place, :n], np.vstack([sums.blocks.uses, terms])[:, :n])
            case _:
                parts.value_added.append(place)


def _closing(sums: _Sums, parts: Parts) -> None:
    """Output by row: uses less imports; output by column: all inputs. A negative output is a fault of its own."""
    layout, n, uses = sums.layout, sums.sectors, sums.blocks.uses
    final = uses[:, [n + place for place in parts.final]]
    terms = np.hstack([uses[:, :n], final])
    if parts.imports is not None:
        parts.imports = _signed(sums, terms, parts.imports, parts.output)
        terms = np.hstack([terms, -parts.imports[:, None]])
    if not parts.output.size:
        parts.output = terms.sum(axis=1)
    else:
        line = next(line for line in layout.beside if line.role == "output")
        _fault_column(sums, line, layout.rows + layout.imported, parts.output, terms)
    _below_zero(sums, "output", parts.output[:n])
    if parts.imports is not None:
        _below_zero(sums, "imports", parts.imports)
    _both_ways(sums, parts)


def _signed(sums: _Sums, terms: Floats, imports: Floats, output: Floats) -> Floats:
    """Imports as positive amounts: some offices print them below zero and add them; the sums tell."""
    if not output.size:
        return -imports if (imports[np.isfinite(imports)] <= 0).all() else imports
    misfits = [int(sums.misfit(output, np.hstack([terms, sign * imports[:, None]])).sum()) for sign in (-1.0, 1.0)]
    return -imports if misfits[1] < misfits[0] else imports


def _both_ways(sums: _Sums, parts: Parts) -> None:
    """The inputs of each sector are its output."""
    layout, n = sums.layout, sums.sectors
    if not parts.value_added:
        return
    terms = np.vstack([sums.blocks.uses, sums.blocks.below[parts.value_added]])[:, :n].T
    output = parts.output[:n]
    for place in np.flatnonzero(sums.misfit(output, terms)):
        _differs(
            sums, f"output {output[place]:.12g} of sector {layout.sectors[place]}", terms[place].sum() - output[place],
            "the sum of its inputs and value added", row=layout.rows[place], column=layout.columns[place],
            name=layout.sectors[place],
        )  # fmt: skip


def _fault_column(sums: _Sums, line: Line, rows: list[int], given: Floats, terms: Floats) -> None:
    for place in np.flatnonzero(sums.misfit(given, terms)):
        _differs(
            sums, f"{line.name.get('en')} {given[place]:.12g}", terms[place].sum() - given[place],
            "the sum of its parts in the row", row=rows[place], column=line.place, name=line.name.get("en"),
        )  # fmt: skip


def _fault_row(sums: _Sums, line: Line, given: Floats, terms: Floats) -> None:
    layout = sums.layout
    columns = layout.columns + [one.place for one in layout.beside]
    names = layout.sectors + [one.name.get("en") for one in layout.beside]
    for place in np.flatnonzero(sums.misfit(given, terms.T)):
        _differs(
            sums, f"{line.name.get('en')} {given[place]:.12g}", terms[:, place].sum() - given[place],
            "the sum of its parts in the column", row=line.place, column=columns[place], name=names[place],
        )  # fmt: skip


def _differs(sums: _Sums, found: str, difference: float, must: str, *, row: int, column: int, name: str) -> None:
    sums.notes.add(
        sums.layout.grid.problem(
            "does-not-add-up", f"{found}, which is {abs(difference):.6g} too {'low' if difference > 0 else 'high'}",
            must, "Correct the total or the cell of it that is wrong; balance the table where its sources disagree.",
            row=row, column=column, name=name,
        )
    )  # fmt: skip


def _below_zero(sums: _Sums, role: str, figures: Floats) -> None:
    layout = sums.layout
    column = next((line.place for line in layout.beside if line.role == role), None)
    for place in np.flatnonzero(figures < 0):
        sums.notes.add(
            layout.grid.problem(
                f"{role}-negative", f"{role} of {figures[place]:.12g} of sector {layout.sectors[place]}",
                f"{role} of at least 0", "Correct it; what is returned or taken off belongs into a column of its own.",
                row=layout.rows[place], column=column, name=layout.sectors[place] if column is None else "",
            )
        )  # fmt: skip

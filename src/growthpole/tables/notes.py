"""The faults found so far: collected while reading, handed over all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from growthpole.errors import Problem

__all__ = ["LISTED", "Notes"]

LISTED = 1000
"""How many faults of one kind in one column are listed one by one; the rest are counted.

Ten million rows with a wrong unit are one mistake, and ten million sentences help nobody.
"""


class Notes:
    """Faults of the files handed in, in the order in which they stand there."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._cells: set[tuple[str, str | None, int | None, str | None]] = set()
        self._count: Counter[tuple[str, str, str | None, str | None]] = Counter()

    def add(self, problem: Problem) -> None:
        """Note one fault; of a cell that has an error already, no second one is told."""
        cell = (problem.file, problem.sheet, problem.row, problem.column)
        if problem.row is not None and problem.column is not None and problem.severity == "error":
            if cell in self._cells:
                return
            self._cells.add(cell)
        kind = (problem.code, problem.file, problem.sheet, problem.column)
        self._count[kind] += 1
        if self._count[kind] <= LISTED:
            self._found.append(problem)

    def count(self, code: str, file: str, sheet: str | None, column: str | None, more: int) -> None:
        """Count faults of a kind whose first ones were noted already."""
        self._count[(code, file, sheet, column)] += more

    @property
    def errors(self) -> bool:
        """Whether one of them stops the import."""
        return any(problem.severity == "error" for problem in self._found)

    def problems(self) -> tuple[Problem, ...]:
        """All of them: by file and sheet as first met, then by row; the uncounted rest of a kind as one line."""
        files: dict[tuple[str, str | None], int] = {}
        found = [*self._found, *self._rests()]
        for problem in found:
            files.setdefault((problem.file, problem.sheet), len(files))
        return tuple(sorted(found, key=lambda one: (files[(one.file, one.sheet)], one.row or 0)))

    def _rests(self) -> Iterable[Problem]:
        severity = {(one.code, one.file, one.sheet, one.column): one.severity for one in self._found}
        for kind, count in self._count.items():
            if count > LISTED:
                code, file, sheet, column = kind
                yield Problem(
                    code, file, f"{count - LISTED} more cells with the same fault", "as in the ones listed",
                    "Correct them in the same way.", sheet, None, column, severity[kind],
                )  # fmt: skip

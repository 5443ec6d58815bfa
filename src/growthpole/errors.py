"""Every error this project raises on purpose, as one tree.

::

    GrowthpoleError
    ├── InputError (ValueError)       a value, array, frame or option that cannot be worked with
    │   ├── ShapeError                arrays whose shapes or labels do not fit each other
    │   └── UnitError                 a unit that is unknown, or of another dimension than asked for
    ├── NameUnknownError (LookupError)  a cluster, indicator, measure, world ... that does not exist
    ├── ProblemsError (ValueError)    a file with faults: all of them at once
    │   ├── EvidenceError             in the evidence handed in
    │   └── ProgrammeError            in a programme file
    └── ReplayError (ValueError)      the same inputs did not give the same result

A message says what must hold, where it fails, what was found and what to do, in whole sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches

__all__ = [
    "EvidenceError",
    "GrowthpoleError",
    "InputError",
    "NameUnknownError",
    "Problem",
    "ProblemsError",
    "ProgrammeError",
    "ReplayError",
    "ShapeError",
    "UnitError",
]


class GrowthpoleError(Exception):
    """The base of every error raised on purpose."""


class InputError(GrowthpoleError, ValueError):
    """A value, array, frame or option that cannot be worked with."""


class ShapeError(InputError):
    """Arrays whose shapes or labels do not fit each other."""


class UnitError(InputError):
    """A unit that is unknown, or of another dimension than asked for."""


class NameUnknownError(GrowthpoleError, LookupError):
    """A name that does not exist; the message offers the nearest that do.

    Parameters
    ----------
    kind : str
        What was looked for, such as ``"cluster"``.
    name : str
        The name as given.
    known : iterable of str
        The names that exist.

    Examples
    --------
    >>> str(NameUnknownError("cluster", "qixian", ["qixian-glassware", "pingyao-beef"]))
    "there is no cluster 'qixian'. Did you mean 'qixian-glassware'?"
    """

    def __init__(self, kind: str, name: str, known: Iterable[str] = ()) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        near = get_close_matches(name, self.known, n=3, cutoff=0.4) or [
            one for one in self.known if name and name.lower() in one.lower()
        ]
        if near:
            hint = " Did you mean " + " or ".join(repr(one) for one in near[:3]) + "?"
        elif self.known:
            hint = " Known: " + ", ".join(repr(one) for one in sorted(self.known)[:10]) + "."
        else:
            hint = ""
        super().__init__(f"there is no {kind} {name!r}.{hint}")

    def __reduce__(self) -> tuple[type[NameUnknownError], tuple[str, str, tuple[str, ...]]]:
        """Travel between processes whole: the message alone would not rebuild it."""
        return type(self), (self.kind, self.name, self.known)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: where it stands, what was found, what must hold, what to do.

    Attributes
    ----------
    code : str
        A stable short name of the kind of fault, such as ``"unit-unknown"``.
    file : str
        The file's name.
    sheet : str or None
        The worksheet, for a workbook.
    row : int or None
        1-based line of a text file or row of a sheet, as an editor shows it.
    column : str or None
        The heading of the column, or the path of the key (``tier[1].gates``) in a programme.
    found : str
        What stands there.
    must : str
        What must hold.
    do : str
        What to do about it.
    severity : {"error", "warning"}
        An error stops the import; a warning does not.
    """

    code: str
    file: str
    found: str
    must: str
    do: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    severity: str = "error"

    @property
    def place(self) -> str:
        """Where it stands, as a person would say it.

        Examples
        --------
        >>> Problem("x", "evidence.csv", "abc", "a number", "correct it", row=7, column="value").place
        'evidence.csv, row 7, column value'
        """
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}; must be {self.must}. {self.do}"

    def as_dict(self) -> dict[str, str | int | None]:
        """The problem as plain data, for JSON."""
        return asdict(self)


class ProblemsError(GrowthpoleError, ValueError):
    """A file with faults; ``problems`` holds all of them, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        shown = "\n".join(f"  {problem}" for problem in self.problems[:20])
        more = f"\n  ... and {count - 20} more" if count > 20 else ""
        super().__init__(f"{count} problem{'' if count == 1 else 's'} found; nothing was taken in:\n{shown}{more}")

    def __reduce__(self) -> tuple[type[ProblemsError], tuple[tuple[Problem, ...]]]:
        """Travel between processes whole: the message alone would not rebuild it."""
        return type(self), (self.problems,)


class EvidenceError(ProblemsError):
    """Faults in the evidence handed in."""


class ProgrammeError(ProblemsError):
    """Faults in a programme file."""


class ReplayError(GrowthpoleError, ValueError):
    """The same inputs did not give the same result, or the inputs are no longer the same."""

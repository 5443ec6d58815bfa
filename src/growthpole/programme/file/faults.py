"""How a fault of a programme file is reported, and how a value says that it does not fit."""

from __future__ import annotations

from growthpole.errors import InputError, Problem

__all__ = ["Path", "UnfitError", "dotted", "fault"]

Path = tuple[str, ...]
"""The way to a key, by names and ids: ``("tier", "city", "quota")``."""


class UnfitError(InputError):
    """A value that is not what its key asks for; carries what must hold and what to do."""

    def __init__(self, must: str, do: str, code: str = "type") -> None:
        self.must, self.do, self.code = must, do, code
        super().__init__(f"must be {must}. {do}")


def dotted(path: Path) -> str:
    """The path as it is shown, such as ``tier.city.quota``."""
    return ".".join(path)


def fault(code: str, path: Path, line: int, *, found: object, must: str, do: str) -> Problem:
    """A problem at a path and line; the file's name is filled in by the reader."""
    return Problem(code, "", str(found), must, do, row=line, column=dotted(path) or None)

"""Are the industry codes of firms codes at all? Asked where no classification was handed in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from growthpole.catalogue.classification import Classification, classification
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.places import Firm
from growthpole.tables.notes import Notes
from growthpole.tables.raw import RawTable

__all__ = ["check_codes"]

_HOME = "gbt4754-2017"
_ABROAD = ("nace-rev2", "isic-rev4", "naics-2022")
_OWN = "Correct it, or hand in your own classification as the table industries."


def check_codes(table: RawTable, firms: Iterable[Firm], notes: Notes) -> None:
    """Note the codes that no shipped classification can hold, and those that GB/T 4754-2017 leaves in doubt.

    The shipped table of GB/T 4754 is whole in its sections and divisions only. A finer code is therefore held to
    exist where its division does; it is doubted where its group is listed and it is not.
    """
    for firm in firms:
        if firm.industry and not _clear(firm.industry):
            _note(table, firm, notes)


def _note(table: RawTable, firm: Firm, notes: Notes) -> None:
    doubt = _doubt(firm.industry)
    found = f"{firm.industry!r}{doubt and f', {doubt}'}, for the firm {firm.id!r}"
    must = "a code of GB/T 4754-2017, such as C3054 (or of NACE, ISIC or NAICS)"
    notes.add(
        table.problem(
            "industry-doubtful" if doubt else "industry-unknown", found, must,
            "Compare it with the standard; where it is right, nothing need be done." if doubt else _OWN,
            row=firm.row, column="industry_code", severity="warning" if doubt else "error",
        )
    )  # fmt: skip


@cache
def _clear(code: str) -> bool:
    """Whether nothing is to be said of a code."""
    home = classification(_HOME)
    if _holds(home, code):
        return not _beside_its_group(home, code)
    return any(_holds(classification(name), code) for name in _ABROAD)


def _holds(scheme: Classification, code: str) -> bool:
    """Whether a code is listed, or is of the right length and begins with a listed one."""
    try:
        scheme.ancestor(code, scheme.levels[0])
    except (InputError, NameUnknownError):
        return False
    return len(scheme.code(code)) <= max(scheme.digits.values())


def _beside_its_group(home: Classification, code: str) -> bool:
    own = home.code(code)
    return own not in home.entries and own[:-1] in home.entries and home.entries[own[:-1]].level == "group"


def _doubt(code: str) -> str:
    """Why a code that may exist is doubted; empty for any other."""
    home = classification(_HOME)
    if _holds(home, code):
        return "which the list of its group that is known here does not hold" if _beside_its_group(home, code) else ""
    # The editions of 2002 and 2011 give some divisions another letter; the digits say what is meant.
    if re.fullmatch(r"[A-T]\d{2,4}", code) and _holds(home, code[1:]):
        return f"whose digits stand in section {home.ancestor(code[1:], 'section')} of the edition of 2017"
    return ""

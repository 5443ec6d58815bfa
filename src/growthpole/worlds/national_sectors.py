"""The sectors of China's national input-output tables: their names, sections and codes of GB/T 4754-2017."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from growthpole.errors import InputError, NameUnknownError
from growthpole.worlds.national_files import DATA, packed

__all__ = ["national_sectors", "sector_of", "sectors_of", "sectors_of_section"]


@cache
def national_sectors() -> pl.DataFrame:
    """The 153 sectors of the national input-output table of 2020 and what they hold.

    Returns
    -------
    polars.DataFrame
        A row for each sector in the order of the table: ``sector`` (``"001"`` to ``"153"``), ``section`` (letter of
        GB/T 4754-2017), ``name_zh``, ``name_en``, ``gbt4754`` (list of code prefixes without the letter),
        ``employment`` (list of codes of the employment table), ``of_42`` (sector of the smaller table), ``note``
        (null, or where the name leaves open what the sector holds).

    References
    ----------
    National Bureau of Statistics of China, input-output table of 2020, 153 sectors; GB/T 4754-2017, Industrial
    classification for national economic activities.

    Examples
    --------
    >>> national_sectors().filter(sector="057").select("section", "name_en", "gbt4754").row(0)
    ('C', 'Manufacture of glass and glass products', ['304', '305', '306'])
    """
    text = pl.String
    known = pl.read_csv(
        (DATA / "sectors.csv").read_bytes(), schema_overrides={"sector": text, "of_42": text, "gbt4754": text}
    )
    table = pl.read_csv(packed("china_2020_153.csv.gz"), schema_overrides={"Code": text})
    names = table.select(sector="Code", name_zh="DescriptionInChinese", name_en="Description")
    return known.join(names, on="sector", validate="1:1", maintain_order="left").select(
        "sector", "section", "name_zh", "name_en", pl.col("gbt4754", "employment").str.split(" "), "of_42", "note"
    )


def sectors_of(code: str) -> tuple[str, ...]:
    """The sectors of the 153 that an industry falls into, wholly or in part.

    Parameters
    ----------
    code : str
        Of GB/T 4754-2017 at any level, with or without its letter: ``"C"``, ``"C30"``, ``"305"``, ``"C3054"``.

    Returns
    -------
    tuple of str
        Codes of the table, in its order; at least one.

    Raises
    ------
    NameUnknownError
        If the table has no sector for the code.

    References
    ----------
    GB/T 4754-2017, Industrial classification for national economic activities.

    Examples
    --------
    >>> sectors_of("C3054"), sectors_of("C19"), sectors_of("B")[:2]
    (('057',), ('033', '034'), ('006', '007'))
    """
    letter, digits = _parted(code)
    found = tuple(
        sector
        for sector, section, prefixes in national_sectors().select("sector", "section", "gbt4754").iter_rows()
        if letter in ("", section) and any(_meet(digits, prefix) for prefix in prefixes)
    )
    if not found:
        known = [section + one for section, held in _prefixes() for one in held]
        raise NameUnknownError("sector of the national table for the industry", code, known)
    return found


def sector_of(code: str) -> str:
    """The sector of the 153 that an industry belongs to.

    Parameters
    ----------
    code : str
        Of GB/T 4754-2017, with or without its letter: a group (``"C305"``) or class (``"C3054"``) always falls into
        one sector, but for air transport (561); a division where the table does not split it (``"C20"``).

    Returns
    -------
    str
        ``"001"`` to ``"153"``.

    Raises
    ------
    NameUnknownError
        If the table has no sector for the code.
    InputError
        If the code covers several sectors; the message names them.

    References
    ----------
    GB/T 4754-2017, Industrial classification for national economic activities.

    Examples
    --------
    >>> {code: sector_of(code) for code in ("C3054", "C339", "C355", "C344", "C1462", "C367")}
    {'C3054': '057', 'C339': '066', 'C355': '078', 'C344': '070', 'C1462': '021', 'C367': '080'}
    """
    found = sectors_of(code)
    if len(found) > 1:
        names = dict(national_sectors().select("sector", "name_en").iter_rows())
        raise InputError(
            f"`code` must fall into one sector of the national table; {code!r} holds "
            f"{'; '.join(f'{one} {names[one]}' for one in found)}. Give a code with more digits, or use sectors_of()."
        )
    return found[0]


def sectors_of_section(letter: str) -> tuple[str, ...]:
    """The sectors of the 153 in a section of GB/T 4754-2017.

    Parameters
    ----------
    letter : str
        ``"A"`` to ``"S"``.

    Returns
    -------
    tuple of str
        In the order of the table. Section T (international organisations) has no sector of its own: empty.

    Raises
    ------
    NameUnknownError
        If there is no such section.

    References
    ----------
    GB/T 4754-2017, Industrial classification for national economic activities.

    Examples
    --------
    >>> sectors_of_section("B")
    ('006', '007', '008', '009', '010', '011')
    >>> len(sectors_of_section("C"))
    88
    """
    if not re.fullmatch("[A-T]", letter):
        raise NameUnknownError("section of GB/T 4754", letter, "ABCDEFGHIJKLMNOPQRST")
    return tuple(national_sectors().filter(section=letter)["sector"])


def _prefixes() -> list[tuple[str, list[str]]]:
    return national_sectors().select("section", "gbt4754").rows()


def _parted(code: str) -> tuple[str, str]:
    """The letter and the digits of a code, either of which may be lacking."""
    parts = re.fullmatch(r"\s*([A-Ta-t]?)(\d{0,4})\s*", code)
    if parts is None or not (parts[1] or parts[2]):
        raise InputError(
            f"`code` must be one of GB/T 4754-2017 such as 'C30', 'C305' or '3054'; it is {code!r}. "
            "Correct it, or translate it with a concordance first."
        )
    if parts[1].upper() == "T":
        # Section T has no sector of its own; its only division stands with public administration.
        return "S", parts[2] or "97"
    return parts[1].upper(), parts[2]


def _meet(code: str, prefix: str) -> bool:
    """Whether one is a part of the other."""
    return code.startswith(prefix) or prefix.startswith(code)

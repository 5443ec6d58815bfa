"""What a table of firms says of a county's sectors, put into what the census says of its sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from growthpole.errors import InputError, NameUnknownError
from growthpole.worlds.national_sectors import national_sectors, sectors_of_section

__all__ = ["put_known"]

Floats: TypeAlias = npt.NDArray[np.float64]
_SAME = 1e-9


def put_known(region: str, ends: tuple[Floats, Floats, Floats], whole: Floats, known: Mapping[str, float]) -> None:
    """Set the sectors that are known, and leave to the others of their section what remains of it.

    Parameters
    ----------
    region : str
        For messages.
    ends : three ndarrays, shape (153,)
        Low, central and high jobs, changed in place.
    whole : ndarray, shape (153,)
        Jobs of each sector's section; NaN where the census has none.
    known : mapping of sector to persons
        As counted in firms.

    Raises
    ------
    NameUnknownError
        If there is no such sector.
    InputError
        If a figure is below zero or unknown, or the firms have more jobs than the section.
    """
    table = national_sectors()
    codes = table["sector"].to_list()
    for sector, persons in known.items():
        if sector not in codes:
            raise NameUnknownError("sector of the national table", sector, codes)
        if not (np.isfinite(persons) and persons >= 0):
            raise InputError(f"`known` must hold persons, 0 or more; sector {sector} of {region} has {persons}.")
        for end in ends:
            end[codes.index(sector)] = persons
    letters = dict(table.select("sector", "section").iter_rows())
    for section in sorted({letters[sector] for sector in known}):
        places = np.array([codes.index(one) for one in sectors_of_section(section)])
        told = np.array([codes[place] in known for place in places])
        _share_rest(region, section, ends, places[told], places[~told], float(whole[places[0]]))


def _share_rest(
    region: str, section: str, ends: tuple[Floats, Floats, Floats], told: npt.NDArray[np.int64],
    others: npt.NDArray[np.int64], whole: float,
) -> None:  # fmt: skip
    """The other sectors of the section have what the known ones leave, in their old proportions."""
    low, central, high = ends
    rest = whole - float(central[told].sum())
    if rest < -_SAME * whole:
        raise InputError(
            f"the firms of {region} have {central[told].sum():,.0f} persons in section {section}, where the census "
            f"counted {whole:,.0f} residents at work. Commuters, other years or wrong codes can be the reason: give "
            "only what fits, or leave the sector to the census."
        )
    if np.isnan(rest) or not others.size:
        return
    rest = max(rest, 0.0)
    before = float(central[others].sum())
    central[others] = central[others] * (rest / before) if before > 0 else rest / others.size
    high[others] = np.minimum(high[others], rest)
    low[others] = np.maximum(0.0, rest - (high[others].sum() - high[others]))

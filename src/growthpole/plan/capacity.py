"""The room that counties have: what is free, what attracted projects take of it, what is left for remedies.

Projects that are signed or under construction draw first; those in production are in the figures already, and those
only talked about or dropped draw nothing. Room is counted at its low end and a project's draw at its high end, so that
what the plan takes is there for certain; what nobody knows sets no limit and is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.catalogue.units import parse_unit, to_unit
from growthpole.model.dossier import Dossier
from growthpole.model.ledger import Record
from growthpole.model.rules import RESOURCES
from growthpole.model.text import Text

__all__ = ["DRAWING", "Room", "RoomUse", "amount", "binding_order", "rooms_of", "uses_of"]

DRAWING = ("signed", "started")
"""The states in which a project draws on room that the ledger still counts as free."""
_COLUMN = {"land": "land", "water": "water", "energy": "energy", "labour": "jobs", "transport": "transport"}

_SHOWN = {
    "land": ("mu", Text("mu", "亩")),
    "water": ("m3", Text("m³", "立方米")),
    "energy": ("tce", Text("tce", "吨标准煤")),
    "labour": ("person", Text("persons", "人")),
    "transport": ("t", Text("t", "吨")),
}


@dataclass(frozen=True, slots=True, order=True)
class Room:
    """What a county has of a resource, in the unit of `RESOURCES`.

    Attributes
    ----------
    county, resource : str
    free : float
        The low end of what is free.
    projects : float
        What projects signed or begun take of it, at the high end.
    unknown : int
        Such projects of which nobody knows what they take: they may take more.
    """

    county: str
    resource: str
    free: float
    projects: float = 0.0
    unknown: int = 0

    @property
    def left(self) -> float:
        """What is left for remedies; never below 0."""
        return max(0.0, self.free - self.projects)


@dataclass(frozen=True, slots=True)
class RoomUse:
    """A room and what draws on it.

    Attributes
    ----------
    room : Room
    chosen : float
        What the plan takes.
    wanted : float
        What all that would help the county's clusters would take.
    runs_out : str
        The year from which what else is wanted does not fit any more; empty where there is room for all.
    capacity : float
        The carrying capacity: how many times what is wanted (projects among it) the room carries; infinite where
        nothing is wanted.
    """

    room: Room
    chosen: float
    wanted: float
    runs_out: str
    capacity: float


def rooms_of(dossier: Dossier) -> tuple[Room, ...]:
    """The rooms that the ledger of capacity speaks of.

    Parameters
    ----------
    dossier : Dossier
        With the ledgers ``capacity`` and ``projects``, where there are any.

    Returns
    -------
    tuple of Room
        Sorted by county and resource; what is not in the ledger, or of which nobody knows how much is free, sets no
        limit and is absent.
    """
    drawn, unknown = _drawn(dossier.ledgers.get("projects", ()))
    found = []
    for record in dossier.ledgers.get("capacity", ()):
        free, key = record.figure("free"), (record.text("region_code"), record.text("resource"))
        if free is not None and key[1] in RESOURCES and np.isfinite(free.low):
            found.append(Room(*key, free=max(0.0, free.low), projects=drawn[key], unknown=unknown[key]))
    return tuple(sorted(found))


def _drawn(projects: Sequence[Record]) -> tuple[Mapping[tuple[str, str], float], Mapping[tuple[str, str], int]]:
    drawn: dict[tuple[str, str], float] = defaultdict(float)
    unknown: dict[tuple[str, str], int] = defaultdict(int)
    for record in projects:
        if record.text("state") not in DRAWING:
            continue
        for resource, column in _COLUMN.items():
            key, taken = (record.text("region_code"), resource), record.figure(column)
            if taken is None or not np.isfinite(taken.high):
                unknown[key] += 1
            else:
                drawn[key] += taken.high
    return drawn, unknown


def uses_of(
    rooms: Sequence[Room],
    counties: Sequence[str],
    chosen: Sequence[tuple[int, npt.NDArray[np.float64]]],
    wanted: Mapping[str, npt.NDArray[np.float64]],
    years: Sequence[str],
) -> tuple[RoomUse, ...]:
    """What the plan takes of every room, and how far the room carries what is wanted.

    Parameters
    ----------
    rooms : sequence of Room
    counties : sequence of str
        The county of each chosen option.
    chosen : sequence of (int, ndarray)
        The year in which each chosen option begins, by position, and what it takes by resource.
    wanted : mapping of str to ndarray
        By county, what all that would help its clusters would take.
    years : sequence of str

    Returns
    -------
    tuple of RoomUse
    """
    found = []
    for room in rooms:
        place = list(RESOURCES).index(room.resource)
        mine = sorted((begins, float(takes[place])) for county, (begins, takes) in zip(counties, chosen, strict=True)
                      if county == room.county and takes[place] > 0)  # fmt: skip
        asked = float(wanted.get(room.county, np.zeros(len(RESOURCES)))[place])
        demand = room.projects + asked
        found.append(
            RoomUse(
                room,
                chosen=sum(takes for _, takes in mine),
                wanted=asked,
                runs_out=_runs_out(room.left, mine, asked, years),
                capacity=room.free / demand if demand > 0 else np.inf,
            )
        )
    return tuple(found)


def _runs_out(left: float, mine: Sequence[tuple[int, float]], wanted: float, years: Sequence[str]) -> str:
    """The year from which not all of what is wanted fits any more: that of the last draw of the plan on it."""
    if wanted <= left:
        return ""
    return years[mine[-1][0]] if mine else years[0]


def amount(resource: str, value: float) -> Text:
    """An amount of a resource as an office writes it.

    Examples
    --------
    >>> amount("land", 0.04).zh, amount("labour", 1200.0).en
    ('60亩', '1,200 persons')
    """
    unit, label = _SHOWN[resource]
    digits = f"{round(float(to_unit(value, parse_unit(unit))), 1):,.10g}"
    return Text(f"{digits} {label.en}", f"{digits}{label.zh}")


def binding_order(uses: Sequence[RoomUse]) -> Iterator[RoomUse]:
    """The rooms in the order in which they bind: the one that carries least of what is wanted first."""
    return iter(sorted(uses, key=lambda one: (one.capacity, one.room)))

"""Needs and institutes as the office hands them in, read from its ledgers and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from growthpole.chain.exports_faults import cell_fault
from growthpole.chain.partners_disciplines import Disciplines, disciplines, parted
from growthpole.errors import EvidenceError, NameUnknownError, Problem
from growthpole.model.dossier import Dossier
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.text import Text

__all__ = ["Institute", "Need", "Pair", "PartnerRecords", "partner_records"]


@dataclass(frozen=True, slots=True)
class Need:
    """What a cluster asks of partners.

    Attributes
    ----------
    id, cluster : str
    name : Text
    kind : str
        ``"technology"``, ``"platform"``, ``"training"``, ``"talent"`` or empty.
    disciplines : tuple of str
        Codes, at least one.
    places : int
        How many partners are wanted, >= 1.
    days : Interval or None
        Days of lent experts wanted in a year.
    weight : float
        How much it counts beside the others, > 0.
    """

    id: str
    cluster: str
    name: Text
    kind: str
    disciplines: tuple[str, ...]
    places: int = 1
    days: Interval | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Institute:
    """A university, institute or college.

    Attributes
    ----------
    id : str
    name : Text
    disciplines : tuple of str
        Codes, at least one.
    capacity : int or None
        How many needs it can take on, >= 1; ``None`` where nobody has asked.
    days : Interval or None
        Days of experts it can lend in a year.
    point : (float, float) or None
        Longitude and latitude.
    """

    id: str
    name: Text
    disciplines: tuple[str, ...]
    capacity: int | None
    days: Interval | None = None
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of a cluster and an institute: joint projects, distance in km, whether they are ruled out."""

    projects: Interval | None = None
    distance: Interval | None = None
    barred: bool = False


@dataclass(frozen=True)
class PartnerRecords:
    """The three ledgers together, each sorted by id; pairs by cluster and institute."""

    needs: tuple[Need, ...]
    institutes: tuple[Institute, ...]
    pairs: Mapping[tuple[str, str], Pair]
    disciplines: Disciplines


def partner_records(dossier: Dossier) -> PartnerRecords:
    """Read the ledgers ``needs``, ``institutes``, ``partnerships`` and ``disciplines``.

    Parameters
    ----------
    dossier : Dossier
        What was handed in; a ledger that is absent is empty.

    Returns
    -------
    PartnerRecords

    Raises
    ------
    EvidenceError
        With every fault: a need or institute without a discipline that is known, a capacity or number of places that
        is no whole number of at least 1, a weight, number of days, of projects or distance below 0, coordinates out
        of range, a pair of an institute that is not in the list.

    Examples
    --------
    >>> row = Record({"need": "n1", "cluster": "glass", "name_en": "", "name_zh": "", "kind": "", "source": "",
    ...               "disciplines": "0805", "places": None, "days": None, "weight": None}, "needs.csv", 2)
    >>> partner_records(Dossier((), None, ledgers={"needs": (row,)})).needs[0].places
    1
    """
    ledgers = dossier.ledgers
    faults: list[Problem] = []
    known = disciplines(ledgers.get("disciplines", ()))
    needs = tuple(_need(row, known, faults) for row in ledgers.get("needs", ()))
    institutes = tuple(_institute(row, known, faults) for row in ledgers.get("institutes", ()))
    pairs = _pairs(ledgers.get("partnerships", ()), {one.id for one in institutes}, faults)
    if faults:
        raise EvidenceError(sorted(faults, key=lambda one: (one.file, one.row or 0, one.column or "")))
    return PartnerRecords(needs, institutes, pairs, known)


def _need(row: Record, known: Disciplines, faults: list[Problem]) -> Need:
    weight = _single(row, "weight", 1.0, faults, "a single number above 0")
    if weight <= 0:
        faults.append(
            cell_fault(row, "weight", f"{weight:g}", "above 0", "Delete the need where it counts for nothing.")
        )
    return Need(
        row.text("need"),
        row.text("cluster"),
        Text(row.text("name_en"), row.text("name_zh")),
        row.text("kind"),
        _codes(row, known, faults),
        _whole(row, "places", faults) or 1,
        _amount(row, "days", faults),
        weight,
    )


def _institute(row: Record, known: Disciplines, faults: list[Problem]) -> Institute:
    return Institute(
        row.text("institute"),
        Text(row.text("name_en"), row.text("name_zh")),
        _codes(row, known, faults),
        _whole(row, "capacity", faults),
        _amount(row, "days", faults),
        _point(row, faults),
    )


def _pairs(rows: Sequence[Record], institutes: set[str], faults: list[Problem]) -> dict[tuple[str, str], Pair]:
    for row in rows:
        if row.text("institute") not in institutes:
            must = "an institute of the ledger institutes"
            faults.append(
                cell_fault(row, "institute", repr(row.text("institute")), must, "Correct it, or add it there.")
            )
    return {
        (row.text("cluster"), row.text("institute")): Pair(
            _amount(row, "projects", faults), _amount(row, "distance", faults), row.text("state") == "barred"
        )
        for row in rows
    }


def _codes(row: Record, known: Disciplines, faults: list[Problem]) -> tuple[str, ...]:
    found = []
    for word in parted(row.text("disciplines")):
        try:
            found.append(known.code(word))
        except NameUnknownError as error:
            near = ", ".join(error.known[:3])
            faults.append(
                cell_fault(row, "disciplines", repr(word), "a first-level discipline by code or name",
                       f"Write one such as {near}, or add the word to the ledger disciplines.")
            )  # fmt: skip
    if not parted(row.text("disciplines")):
        faults.append(
            cell_fault(row, "disciplines", "no discipline", "at least one", "Name the discipline called for.")
        )
    return tuple(sorted(dict.fromkeys(found)))


def _whole(row: Record, column: str, faults: list[Problem]) -> int | None:
    """A whole number of at least 1; ``None`` where the cell is empty."""
    cell = row.figure(column)
    if cell is None:
        return None
    if not cell.known or cell.low < 1 or not cell.low.is_integer():
        do = "Leave the cell empty where it is not known; delete the row where it is 0."
        faults.append(cell_fault(row, column, str(cell), "a single whole number of at least 1", do))
        return 1
    return int(cell.low)


def _single(row: Record, column: str, default: float, faults: list[Problem], must: str) -> float:
    cell = row.figure(column)
    if cell is not None and not cell.known:
        faults.append(cell_fault(row, column, str(cell), must, "Settle on one number."))
    return default if cell is None else cell.low


def _amount(row: Record, column: str, faults: list[Problem]) -> Interval | None:
    cell = row.figure(column)
    if cell is not None and cell.low < 0:
        faults.append(
            cell_fault(row, column, str(cell), "at least 0", "Correct it; leave it empty where it is not known.")
        )
        return None
    return cell


def _point(row: Record, faults: list[Problem]) -> tuple[float, float] | None:
    cells = [row.figure(column) for column in ("longitude", "latitude")]
    if cells[0] is None or cells[1] is None:
        return None
    for column, cell, limit in (("longitude", cells[0], 180.0), ("latitude", cells[1], 90.0)):
        if not cell.known or abs(cell.low) > limit:
            must = f"one number from -{limit:g} to {limit:g}"
            faults.append(
                cell_fault(row, column, str(cell), must, "Write degrees; exchange the two columns if need be.")
            )
    return cells[0].low, cells[1].low

"""Who sells to whom in a table with one flow a row: sectors of regions, other inputs and uses, and what is untold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from growthpole.tables.input_output_long import Flow, Flows
from growthpole.tables.input_output_words import is_likely, role_of, spoken_name
from growthpole.tables.notes import Notes

__all__ = ["WHOLE", "Pair", "Sides", "find_sides", "told", "untold"]

Pair: TypeAlias = tuple[str, str]
_OUTPUT: Pair = ("", "total output")
WHOLE = ("output", "imports", "intermediate_total")
"""Uses that belong to the seller alone, whatever region stands beside them."""
_NEAR = 0.75


@dataclass
class Sides:
    """Region and name of all that sells and buys.

    Attributes
    ----------
    codes, inputs, uses : list of (str, str)
        Every sector of every region; what else is bought; what else buys, totals behind their parts.
    cells : dict of (seller, buyer) to Flow
        The first row for each.
    """

    codes: list[Pair]
    inputs: list[Pair]
    uses: list[Pair]
    cells: dict[tuple[Pair, Pair], Flow]


def find_sides(flows: Flows, notes: Notes) -> Sides | None:
    """Tell sectors from other names; flows told twice and names nearly right are noted.

    ``None`` where no sector of a region stands on both sides.
    """
    regions, sectors = _named(flows.rows)
    if not regions:
        notes.add(
            flows.grid.problem(
                "regions-not-found", "no sector of a region that both sells and buys",
                "rows from each sector of each region to each other", "Write regions and sectors alike on both sides.",
            )
        )  # fmt: skip
        return None
    codes = [(region, sector) for region in _sorted(regions) for sector in _sorted(sectors)]
    rows = _known(flows, regions, sectors, notes)
    return _sides(flows, rows, codes, notes)


def _named(rows: Iterable[Flow]) -> tuple[set[str], set[str]]:
    """The regions and sectors that stand on both sides: what only sells is an input, what only buys a use."""
    sellers, buyers = {row.seller for row in rows}, {row.buyer for row in rows}
    sectors = {name for _, name in sellers} & {name for _, name in buyers}
    sectors = {one for one in sectors if not role_of("columns", [one]) and role_of("rows", [one]) != "input_total"}
    sold, bought = ({region for region, name in side if name in sectors} for side in (sellers, buyers))
    return (sold & bought) - {""}, sectors


def _sorted(names: Iterable[str]) -> list[str]:
    """Numbers in names by size: sector 2 before sector 10."""
    # Sorted before: names that only differ in leading zeros must not stand in an order of chance.
    return sorted(sorted(names), key=_natural)


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def _known(flows: Flows, regions: set[str], sectors: set[str], notes: Notes) -> list[Flow]:
    """The rows whose names are sound; a name that is nearly a region's or sector's is taken for misspelt, and told."""
    sellers = _doubts({row.seller for row in flows.rows}, "from", regions, sectors)
    buyers = _doubts({row.buyer for row in flows.rows}, "to", regions, sectors)
    noted: set[_Doubt] = set()
    sound = []
    for row in flows.rows:
        doubts = sellers.get(row.seller, []) + buyers.get(row.buyer, []) if sellers or buyers else []
        for doubt in doubts:
            if not doubt.near:
                _nowhere(flows, row, doubt.at, notes)
            elif doubt not in noted:
                noted.add(doubt)
                _nearly(flows, row, doubt, notes)
        if not doubts:
            sound.append(row)
    return sound


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A name in a column that is nearly another; a sector without its region, where there is no other."""

    at: str
    name: str
    near: str


def _doubts(pairs: Iterable[Pair], side: str, regions: set[str], sectors: set[str]) -> dict[Pair, list[_Doubt]]:
    """What is doubtful of regions and names, by pair: of many rows few pairs are made."""
    part = "rows" if side == "from" else "columns"
    found: dict[Pair, list[_Doubt]] = {}
    for region, name in pairs:
        doubts = [
            _Doubt(f"{side}_region", region, _misspelt(region, "", regions)),
            _Doubt(f"{side}_sector", name, _misspelt(name, part, sectors)),
        ]
        doubts = [one for one in doubts if one.near]
        if name in sectors and not region:
            doubts.append(_Doubt(f"{side}_region", "", ""))
        if doubts:
            found[region, name] = doubts
    return found


def _misspelt(name: str, part: str, known: set[str]) -> str:
    """The known name that is meant; empty where the name is known, or is nothing like one."""
    if not name or name in known or (part and (role_of(part, [name]) or is_likely(part, spoken_name([name])))):
        return ""
    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=_NEAR)), "")


def _nearly(flows: Flows, row: Flow, doubt: _Doubt, notes: Notes) -> None:
    kind = doubt.at.split("_")[1]
    notes.add(
        flows.problem(
            "region-unknown" if kind == "region" else "sector-unknown",
            f"{doubt.name!r}, which is not on both sides of the table", f"a {kind} that sells and buys",
            f"Write {doubt.near!r} if that is meant.", row=row.row, at=doubt.at,
        )
    )  # fmt: skip


def _nowhere(flows: Flows, row: Flow, at: str, notes: Notes) -> None:
    notes.add(
        flows.problem(
            "region-missing", "an empty cell beside a sector", "the sector's region", "Name the region.",
            row=row.row, at=at,
        )
    )  # fmt: skip


def _sides(flows: Flows, rows: list[Flow], codes: list[Pair], notes: Notes) -> Sides:
    known, cells = set(codes), dict[tuple[Pair, Pair], Flow]()
    for row in rows:
        key = _cell(row, known)
        first = cells.setdefault(key, row)
        if first is not row and not (key[1] == _OUTPUT and first.value == row.value):
            _twice(flows, row, first, notes)
    inputs = {seller for seller, _ in cells} - known
    uses = {buyer for _, buyer in cells} - known
    return Sides(codes, sorted(sorted(inputs), key=_input_order), sorted(sorted(uses), key=_use_order), cells)


def _cell(row: Flow, known: set[Pair]) -> tuple[Pair, Pair]:
    """Seller and buyer as the square table has them; a sector's output stands in its row, however it is written."""
    seller, buyer = row.seller, row.buyer
    if seller not in known and buyer in known and _is_output(seller[1]):
        return buyer, _OUTPUT
    if seller not in known and seller[0] == buyer[0]:
        seller = "", seller[1]
    if buyer not in known and _is_output(buyer[1]):
        buyer = _OUTPUT
    elif buyer not in known and role_of("columns", [buyer[1]]) in WHOLE:
        buyer = "", buyer[1]
    return seller, buyer


def _is_output(name: str) -> bool:
    return role_of("columns", [name]) == "output" or role_of("rows", [name]) == "input_total"


def _input_order(pair: Pair) -> tuple[int, str, list[tuple[int, str]]]:
    """Totals behind what they sum: that of the sectors right behind these."""
    order = {"intermediate_total": -1, "subtotal": 1, "value_added_total": 2}
    return order.get(role_of("rows", [pair[1]]) or "", 0), pair[0], _natural(pair[1])


def _use_order(pair: Pair) -> tuple[int, str, int, list[tuple[int, str]]]:
    """By region, its totals behind its parts; then the totals of all regions."""
    role, whole = role_of("columns", [pair[1]]) or "", not pair[0]
    last = {"intermediate_total": -1, "final_total": 1, "imports": 2, "output": 3}.get(role, 0) if whole else 0
    return last, pair[0], role in ("subtotal", "final_total"), _natural(pair[1])


def _twice(flows: Flows, row: Flow, first: Flow, notes: Notes) -> None:
    line = flows.grid.lines[first.row]
    notes.add(
        flows.problem(
            "flow-twice", f"the flow {told(row.seller)} to {told(row.buyer)} a second time (first in row {line})",
            "one row for each flow", "Take one of them out; of a file of several years keep one year.",
            row=row.row, at="value",
        )
    )  # fmt: skip


def untold(flows: Flows, sides: Sides, notes: Notes | None) -> int:
    """How many flows no row tells; they are noted by block of two regions, by use and by input."""
    count, codes = 0, sides.codes
    regions = dict.fromkeys(region for region, _ in codes)
    of = {region: [code for code in codes if code[0] == region] for region in regions}
    blocks = [(seller, buyer, of[seller], of[buyer]) for seller in regions for buyer in regions]
    blocks += [("all sectors", told(use), codes, [use]) for use in sides.uses if _is_needed(use)]
    blocks += [(told(one), "all sectors", [one], codes) for one in sides.inputs if _is_part(one)]
    for seller, buyer, rows, columns in blocks:
        missing = [(one, other) for one in rows for other in columns if (one, other) not in sides.cells]
        count += len(missing)
        if missing and notes is not None:
            _unknown_block(flows, notes, seller, buyer, missing, len(rows) * len(columns))
    return count


def _is_needed(use: Pair) -> bool:
    return role_of("columns", [use[1]]) != "intermediate_total"


def _is_part(one: Pair) -> bool:
    return role_of("rows", [one[1]]) != "intermediate_total"


def _unknown_block(flows: Flows, notes: Notes, seller: str, buyer: str, missing: list[tuple[Pair, Pair]],
                   size: int) -> None:  # fmt: skip
    one, other = missing[0]
    first = f", first from {told(one)} to {told(other)}" if size > 1 else ""
    notes.add(
        flows.grid.problem(
            "block-unknown", f"no row for {len(missing):,} of the {size:,} flows from {seller} to {buyer}{first}",
            "a row for each flow: what is unknown is not zero",
            "Add the rows; if all flows that this file leaves out are zeros, read it with --empty zero (`empty` in "
            "Python).",
        )
    )  # fmt: skip


def told(pair: Pair) -> str:
    """Region and name as one code."""
    return ":".join(part for part in pair if part)

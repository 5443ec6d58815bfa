"""The table of links as the chain works with it: who sells what to whom in a year, and where the seller is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from growthpole.chain.amounts import ANY_AMOUNT
from growthpole.errors import EvidenceError, NameUnknownError, Problem
from growthpole.model.chain import Chain
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.places import Firm

__all__ = ["Link", "check_links", "links_of", "read_links"]


@dataclass(frozen=True, slots=True)
class Link:
    """One purchase relation in a year.

    Attributes
    ----------
    supplier, buyer : str
        Ids of firms; a supplier elsewhere may have a name only.
    goods : str
        The stage that the goods come from, by id or name, or the code of their sector.
    value : Interval
        CNY; any amount where unknown.
    region : str
        Where the supplier makes the goods; empty where unknown.
    """

    supplier: str
    buyer: str
    goods: str
    value: Interval
    region: str


def read_links(records: Iterable[Record], firms: Mapping[str, Firm], period: str) -> tuple[Link, ...]:
    """The links of a year, or of the latest year before it of which there are any.

    Parameters
    ----------
    records : iterable of Record
        The rows of the ledger.
    firms : mapping of str to Firm
        By id: says where a supplier is.
    period : str
        The year.

    Returns
    -------
    tuple of Link
        Sorted by supplier, buyer and goods; empty where nothing was handed in.
    """
    rows = [row for row in records if row.text("year") <= period]
    latest = max((row.text("year") for row in rows), default="")
    found = (_link(row, firms) for row in rows if row.text("year") == latest)
    return tuple(sorted(found, key=lambda one: (one.supplier, one.buyer, one.goods)))


def _link(row: Record, firms: Mapping[str, Firm]) -> Link:
    supplier, value = row.text("supplier"), row.figure("value")
    own = firms[supplier].region if supplier in firms else ""
    return Link(
        supplier, row.text("buyer"), row.text("stage"), ANY_AMOUNT if value is None else value,
        own or row.text("supplier_region"),
    )  # fmt: skip


def links_of(
    links: Iterable[Link], buyers: Iterable[str], chain: Chain, stands: Mapping[str, str]
) -> dict[str, list[Link]]:
    """What some buyers buy, by the stage of the chain that the goods come from.

    Parameters
    ----------
    links : iterable of Link
        All links of the year.
    buyers : iterable of str
        Ids of firms.
    chain : Chain
        Whose stages are asked for.
    stands : mapping of str to str
        By firm: the stage on which it stands, for goods of a sector that several stages share.

    Returns
    -------
    dict of str to list of Link
        By stage; under ``""`` what belongs to no stage.
    """
    wanted, found = frozenset(buyers), dict[str, list[Link]]()
    words = {word: stage.id for stage in chain.stages for word in (stage.name.zh, stage.name.en, stage.id) if word}
    holding: dict[str, list[str]] = {}
    for one in chain.inputs:
        for sector in one.sectors:
            holding.setdefault(sector, []).append(one.id)
    for link in links:
        if link.buyer in wanted:
            only = holding.get(link.goods, [])
            stage = words.get(link.goods) or (only[0] if len(only) == 1 else stands.get(link.supplier, ""))
            found.setdefault(stage, []).append(link)
    return found


def check_links(records: Iterable[Record], chains: Iterable[Chain], sectors: Iterable[str]) -> None:
    """See that every stage and sector that the table of links names is one, and that nobody sells to himself.

    Raises
    ------
    EvidenceError
        With every such cell.
    """
    stages = {word for chain in chains for one in chain.stages for word in (one.id, one.name.en, one.name.zh) if word}
    codes = frozenset(sectors)
    problems = []
    for row in records:
        if row.text("stage") not in stages | codes:
            hint = str(NameUnknownError("stage", row.text("stage"), sorted(stages))).partition(". ")[2]
            problems.append(
                Problem(
                    "stage-unknown", row.file, repr(row.text("stage")),
                    "the id or name of a stage of one of the chains, or the code of a sector such as '057'",
                    f"Correct it. {hint}".strip(), row=row.row, column="stage",
                )
            )  # fmt: skip
        if row.text("supplier") == row.text("buyer"):
            problems.append(
                Problem(
                    "link-to-itself", row.file, repr(row.text("buyer")), "a buyer other than the supplier",
                    "Correct one of the two, or delete the row.", row=row.row, column="buyer",
                )
            )  # fmt: skip
        value = row.figure("value")
        if value is not None and value.low < 0:
            problems.append(
                Problem(
                    "value-negative", row.file, str(value), "0 or more: what was paid for goods",
                    "Correct it; enter returned goods as a lower amount.", row=row.row, column="value",
                )
            )  # fmt: skip
    if problems:
        raise EvidenceError(problems)

"""The diversification of one region: what it lives on, how far it depends on it, and where it might go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from growthpole.chain.criteria import Criteria
from growthpole.chain.diversification import COAL, Floats, Option, Start, diversify
from growthpole.chain.diversification_sections import SectionView
from growthpole.chain.targets_facts import SectorFacts
from growthpole.model.text import Text

__all__ = ["Seen", "Shift", "choose_start", "dependent_region", "study_shift"]


@dataclass(frozen=True)
class Seen:
    """What is known of a region before its options are ranked.

    Attributes
    ----------
    region : str
        Its code.
    name : Text
        Its name.
    present : frozenset of str
        Sectors that are there for certain: those of its clusters and firms.
    view : SectionView or None
        What the census shows; ``None`` where it has no figures of the region.
    others : tuple of (Text, float)
        The counties of its city by name, and the share of mining in their employment; by code.
    """

    region: str
    name: Text
    present: frozenset[str] = frozenset()
    view: SectionView | None = None
    others: tuple[tuple[Text, float], ...] = ()


@dataclass(frozen=True)
class Shift:
    """The diversification of one region.

    Attributes
    ----------
    seen : Seen
        What is known of it.
    start : Start
        What it is to move on from.
    why : Text
        Why it starts there.
    options : tuple of Option
        Ranked.
    facts : SectorFacts
        What the national table tells of every sector.
    criteria : Criteria
        Weights and goalposts.
    """

    seen: Seen
    start: Start
    why: Text
    options: tuple[Option, ...]
    facts: SectorFacts
    criteria: Criteria


def choose_start(facts: SectorFacts, seen: Seen, asked: Sequence[str] = ()) -> tuple[tuple[str, ...], Text]:
    """The sectors that a region is to move on from, and why.

    Those asked for; else coal and coke where the census knows the region; else, of the sectors that are known to be
    there, the two that spend most on energy.

    Parameters
    ----------
    facts : SectorFacts
        With the energy of every sector.
    seen : Seen
        What is known of the region.
    asked : sequence of str
        Codes asked for.

    Returns
    -------
    tuple of str, Text
        Empty where nothing is known of the region.
    """
    if asked:
        return tuple(asked), Text("as asked for", "按指定部门")
    if seen.view is not None or not seen.present:
        return COAL, Text("coal and coke, as the question is put", "以煤炭和焦炭为起点")
    spent = {code: float(facts.energy_low[facts.technology.at(code)]) for code in seen.present}
    most = sorted(spent, key=lambda code: (-spent[code], code))[:2]
    return tuple(most), Text(
        "the industries known to be there that spend most on energy; no census knows the region",
        "已知产业中能源支出占比最高者；人口普查无该地区数据",
    )


def study_shift(
    facts: SectorFacts,
    links: Floats,
    criteria: Criteria,
    seen: Seen,
    *,
    sections: Mapping[str, str],
    asked: Sequence[str] = (),
) -> Shift:
    """Rank where a region might go.

    Parameters
    ----------
    facts, links, criteria
        As for :func:`growthpole.chain.diversification.diversify`.
    seen : Seen
        What is known of the region.
    sections : mapping of str to str
        Section of each sector.
    asked : sequence of str
        Sectors to move on from; chosen by `choose_start` where empty.

    Returns
    -------
    Shift
    """
    sectors, why = choose_start(facts, seen, asked)
    start = Start(
        sectors,
        seen.present,
        {} if seen.view is None else seen.view.of_sectors(sections, "density"),
        {} if seen.view is None else seen.view.of_sectors(sections, "complexity"),
    )
    return Shift(seen, start, why, diversify(facts, links, criteria, start), facts, criteria)


def dependent_region(shares: Mapping[str, float], homes: Collection[str]) -> str:
    """Of the counties with a cluster, the one with the largest share of mining; the first by code of equal ones.

    Examples
    --------
    >>> dependent_region({"140729": 0.28, "140725": 0.25, "140727": 0.0}, {"140725", "140729"})
    '140729'
    """
    known = [code for code in sorted(homes) if code in shares]
    return max(known, key=lambda code: shares[code], default="")

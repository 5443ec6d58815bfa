"""Projects that fill links of a chain, firms that might be won for them, and the limits both draw on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["DRAWN", "PIPELINE", "RESOURCES", "STATES", "Candidate", "Project", "Resource"]

STATES: Mapping[str, Text] = {
    "contacted": Text("contacted", "对接"),
    "signed": Text("signed", "签约"),
    "started": Text("started", "开工"),
    "producing": Text("producing", "投产"),
    "dropped": Text("dropped", "终止"),
}
"""How far a project has come, and ``dropped`` where it comes no further."""

PIPELINE = ("producing", "started", "signed", "contacted")
"""The states that lead to production, the most certain first."""


@dataclass(frozen=True, slots=True)
class Resource:
    """What a county has a limited amount of.

    Attributes
    ----------
    name : Text
        Its name.
    unit : str
        Canonical unit.
    shown : Text
        The unit in which offices read it, in each language.
    column : str
        The column of projects and candidates that says how much one takes.
    """

    name: Text
    unit: str
    shown: Text
    column: str


RESOURCES: Mapping[str, Resource] = {
    "land": Resource(Text("land", "土地"), "km2", Text("mu", "亩"), "land"),
    "water": Resource(Text("water", "用水"), "m3", Text("m3", "m3"), "water"),
    "energy": Resource(Text("energy", "能耗"), "tce", Text("tce", "tce"), "energy"),
    "labour": Resource(Text("labour", "用工"), "person", Text("persons", "人"), "jobs"),
    "transport": Resource(Text("transport", "运力"), "t", Text("t", "t"), "transport"),
}
"""The limits of a county, by the word of the capacity ledger."""

DRAWN = tuple(RESOURCES)


@dataclass(frozen=True, slots=True)
class Project:
    """A project that fills a link of a chain.

    Attributes
    ----------
    id : str
        Short stable name.
    name : Text
        Its name.
    cluster, region : str
        The cluster it is for and the county where it is to stand.
    stage, sector : str
        The stage of the chain or the sector it makes; empty where the ledger does not say.
    state : str
        One of `STATES`.
    year : int or None
        When it reached that state.
    investment, output : Interval or None
        CNY, output a year once it produces; ``None`` where nothing is known.
    needs : mapping of str to Interval
        What it takes of each of `RESOURCES`, in canonical units; a resource of which nothing is known is absent.
    firm : str
        Its firm in the table of firms, where its output stands already; empty before.
    source, place : str
        Who says so, and where.
    """

    id: str
    name: Text
    cluster: str
    region: str = ""
    stage: str = ""
    sector: str = ""
    state: str = "contacted"
    year: int | None = None
    investment: Interval | None = None
    output: Interval | None = None
    needs: Mapping[str, Interval] = field(default_factory=dict)
    firm: str = ""
    source: str = ""
    place: str = ""

    def produces_by(self, year: int) -> bool:
        """Whether it has come to produce by the end of a year."""
        return self.state == "producing" and self.year is not None and self.year <= year

    def state_in(self, year: int) -> str:
        """Its state at the end of a year, as far as the ledger tells: empty where it was reached only later."""
        return self.state if self.year is None or self.year <= year else ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm elsewhere that might be won.

    Attributes
    ----------
    id, name, home : str, Text, str
        Its short name, its name, where it is at home.
    cluster, region : str
        The cluster it is considered for (empty: any) and the county where it would stand (empty: the cluster's).
    stage, sector : str
        What it would make.
    output, investment : Interval or None
        CNY; ``None`` where nothing is known.
    needs : mapping of str to Interval
        What it would take of each of `RESOURCES`, in canonical units.
    merits : mapping of str to Interval
        ``patents``, ``quality_marks``, ``demonstration``, as far as they are known.
    source, place : str
        Who says so, and where.
    """

    id: str
    name: Text
    home: str = ""
    cluster: str = ""
    region: str = ""
    stage: str = ""
    sector: str = ""
    output: Interval | None = None
    investment: Interval | None = None
    needs: Mapping[str, Interval] = field(default_factory=dict)
    merits: Mapping[str, Interval] = field(default_factory=dict)
    source: str = ""
    place: str = ""

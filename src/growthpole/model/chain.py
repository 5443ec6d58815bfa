"""An industry chain: its stages from raw material to market, who leads it, and who stands on each stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from growthpole.model.interval import Interval
from growthpole.model.rules import Basis
from growthpole.model.text import Text

__all__ = ["KINDS", "MACHINERY", "MARKETS", "Chain", "Stage", "bare"]

MACHINERY, MARKETS = "machinery", "markets"

KINDS: Mapping[str, Text] = {
    "raw material": Text("raw material", "原材料"),
    "parts": Text("parts", "零部件"),
    MACHINERY: Text("machinery", "装备"),
    "processing": Text("processing", "加工制造"),
    "services": Text("services", "配套服务"),
    MARKETS: Text("markets", "市场"),
}
"""What a stage may be, from the first to the last."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a chain.

    Attributes
    ----------
    id : str
        Unique within the chain.
    name : Text
        Its name.
    kind : str
        One of `KINDS`.
    sectors : tuple of str
        Codes of the input-output table whose goods it makes.
    industries : tuple of str
        Codes of GB/T 4754 that its firms have; a shorter code stands for all that begin with it.
    feeds : tuple of str
        Ids of the stages that buy from it.
    use : mapping of str to Interval
        By the id of a stage that it feeds: money spent on this stage per unit of money of that stage's output, where
        the office knows better than the national table.
    basis : Basis
        Whether it is official, and what it rests on.
    """

    id: str
    name: Text
    kind: str
    sectors: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    use: Mapping[str, Interval] = field(default_factory=dict)
    basis: Basis = Basis()


@dataclass(frozen=True)
class Chain:
    """An industry chain.

    Attributes
    ----------
    id : str
        Short stable name.
    name : Text
        Its name.
    stages : tuple of Stage
        In the order of the file.
    industries : tuple of str
        Codes of GB/T 4754 of the clusters it is the chain of: what they make is the core of the chain.
    clusters : tuple of str
        Ids of clusters it is the chain of, whatever their industries.
    leader_official : Text
        The chain leader: the official who answers for it; empty where nobody is named.
    master_enterprise : str
        The chain master: id of the enterprise that leads it; empty where none is named.
    national_leader : float or None
        What the nation's largest enterprise of the core makes in a year, CNY; ``None`` where unknown.
    complete : bool
        Whether the table of firms holds every firm of the clusters' counties, and the table of links every purchase:
        then a stage without a firm is empty, otherwise nobody knows.
    circular : bool
        Whether goods may come back, as scrap or packaging does.
    basis : Basis
        Whether it is official, and what it rests on.
    """

    id: str
    name: Text
    stages: tuple[Stage, ...]
    industries: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    leader_official: Text = Text()
    master_enterprise: str = ""
    national_leader: float | None = None
    complete: bool = False
    circular: bool = False
    basis: Basis = Basis()

    @cached_property
    def by_id(self) -> dict[str, Stage]:
        """The stages by their id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def core(self) -> tuple[Stage, ...]:
        """The stages on which the clusters of the chain work: those whose industries are the chain's."""
        found = {stage.id for code in self.industries for stage in self.standing(code)}
        below = {
            stage.id
            for code in self.industries
            for stage in self.stages
            if any(bare(one).startswith(bare(code)) for one in stage.industries)
        }
        return tuple(stage for stage in self.stages if stage.id in found | below)

    @cached_property
    def inputs(self) -> tuple[Stage, ...]:
        """The stages whose goods come into the core, directly or through other stages; the core is not among them."""
        core = {stage.id for stage in self.core}
        found: set[str] = set()
        ahead = core
        while ahead:
            ahead = {stage.id for stage in self.stages if ahead & set(stage.feeds)} - found - core
            found |= ahead
        return tuple(stage for stage in self.stages if stage.id in found)

    def standing(self, code: str) -> tuple[Stage, ...]:
        """The stages of an industry: those that name the longest beginning of its code; empty where none does."""
        lengths = {stage.id: _match(stage.industries, code) for stage in self.stages}
        longest = max(lengths.values(), default=0)
        return tuple(stage for stage in self.stages if longest and lengths[stage.id] == longest)


def bare(code: str) -> str:
    """An industry code without the letter of its section, which registers write or leave out.

    Examples
    --------
    >>> bare("C3054"), bare("3054")
    ('3054', '3054')
    """
    return code.lstrip("ABCDEFGHIJKLMNOPQRST")


def _match(prefixes: tuple[str, ...], code: str) -> int:
    """How many characters of the code the longest of its beginnings names; 0 where there is none."""
    return max((len(bare(one)) for one in prefixes if bare(code).startswith(bare(one))), default=0)

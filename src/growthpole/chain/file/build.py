"""From the tables of a chain file to its chains."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.chain.file.shares import read_share
from growthpole.model.chain import Chain, Stage
from growthpole.model.text import Text
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.file.values.quantities import Quantity

__all__ = ["build_chains"]


def build_chains(rules: Rules) -> tuple[Chain, ...]:
    """The chains of a file without fault, in its order."""
    heading = rules.section("chains")
    complete = heading is not None and heading.get("firms", str, "some") == "all"
    return tuple(_chain(rules, one, complete=complete) for one in rules.sections("chain"))


def _chain(rules: Rules, one: Section, *, complete: bool) -> Chain:
    peer = one.find("national_leader", Quantity)
    return Chain(
        id=one.id,
        name=one.get("name", Text, Text()),
        stages=tuple(_stages(rules, one)),
        industries=one.get("industries", tuple, ()),
        clusters=one.get("clusters", tuple, ()),
        leader_official=one.get("leader", Text, Text()),
        master_enterprise=one.get("master", str, ""),
        national_leader=peer.value if peer is not None else None,
        complete=complete,
        circular=one.get("circular", str, "no") == "yes",
        basis=one.basis,
    )


def _stages(rules: Rules, chain: Section) -> Iterator[Stage]:
    for one in rules.sections("chain", chain.id, "stage"):
        shares = {leaf.path[-1]: read_share(str(leaf.value)) for leaf in one.leaves("use")}
        yield Stage(
            id=one.id,
            name=one.get("name", Text, Text()),
            kind=one.get("kind", str, ""),
            sectors=one.get("sectors", tuple, ()),
            industries=one.get("industries", tuple, ()),
            feeds=one.get("feeds", tuple, ()),
            use={name: share for name, share in shares.items() if share is not None},
            basis=one.basis,
        )

"""What must hold between the stages of a chain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

import networkx as nx

from growthpole.chain.file.build import build_chains
from growthpole.chain.file.shares import read_share
from growthpole.errors import NameUnknownError, Problem
from growthpole.model.chain import MARKETS, Chain
from growthpole.programme.file.faults import Path, fault
from growthpole.programme.file.statute import Rules, Section
from growthpole.programme.file.values.quantities import Quantity

__all__ = ["check_chains"]

_ENDS = ("processing", MARKETS)
_CODE = re.compile(r"[A-T]?\d{2,4}")


def check_chains(rules: Rules, sectors: Set[str]) -> Iterator[Problem]:
    """Every fault between the stages of the chains of a file."""
    for chain in build_chains(rules):
        section = Section(rules, ("chain", chain.id))
        yield from _industries(section)
        for stage in rules.sections("chain", chain.id, "stage"):
            yield from _sectors(stage, sectors)
            yield from _industries(stage)
            yield from _feeds(stage, chain)
            yield from _uses(stage)
        yield from _peer(section)
        yield from _core(section, chain)
        yield from _lonely(rules, chain)
        yield from _circles(rules, chain)
        yield from _spent(section, chain)


def _at(section: Section, key: str) -> tuple[Path, int]:
    leaf = section.leaf(key)
    return (leaf.path, leaf.line) if leaf is not None else ((*section.path, key), section.line)


def _hint(kind: str, name: str, known: Iterator[str] | list[str]) -> str:
    return str(NameUnknownError(kind, name, known)).partition(". ")[2]


def _sectors(stage: Section, known: Set[str]) -> Iterator[Problem]:
    path, line = _at(stage, "sectors")
    for code in stage.get("sectors", tuple, ()):
        if code not in known:
            yield fault(
                "sector-unknown", path, line, found=f"the sector {code!r}",
                must="a code of the input-output table, such as '057'",
                do=f"{_hint('sector', code, sorted(known))} See the list of sectors in the reference.".strip(),
            )  # fmt: skip


def _industries(section: Section) -> Iterator[Problem]:
    path, line = _at(section, "industries")
    for code in section.get("industries", tuple, ()):
        if not _CODE.fullmatch(code):
            yield fault(
                "industry-form", path, line, found=repr(code),
                must="a code of GB/T 4754 with two to four digits, such as 'C3054'", do="Correct the code.",
            )  # fmt: skip


def _feeds(stage: Section, chain: Chain) -> Iterator[Problem]:
    path, line = _at(stage, "feeds")
    for name in stage.get("feeds", tuple, ()):
        if (*stage.path[:-1], name) not in stage.rules.defined:
            yield fault(
                "stage-unknown", path, line, found=f"the stage {name!r}", must="a stage of the same chain",
                do=f"{_hint('stage', name, list(chain.by_id))} Or add [chain.{chain.id}.stage.{name}].".strip(),
            )  # fmt: skip


def _uses(stage: Section) -> Iterator[Problem]:
    fed = stage.get("feeds", tuple, ())
    for leaf in stage.leaves("use"):
        if leaf.path[-1] not in fed:
            yield fault(
                "use-not-fed", leaf.path, leaf.line, found=f"a share for {leaf.path[-1]!r}, which it does not feed",
                must="the id of a stage listed in its `feeds`", do="Add it to `feeds`, or remove the share.",
            )  # fmt: skip
        if read_share(str(leaf.value)) is None:
            yield fault(
                "share-form", leaf.path, leaf.line, found=repr(leaf.value),
                must="a share of output between 0 and 100 %, as text, the smaller end first",
                do='Write "3 %" or "2 % .. 4 %".',
            )  # fmt: skip


def _peer(section: Section) -> Iterator[Problem]:
    leaf = section.leaf("national_leader")
    if (
        leaf is not None
        and isinstance(leaf.value, Quantity)
        and (leaf.value.canonical != "CNY" or leaf.value.value <= 0)
    ):
        yield fault(
            "unit-dimension", leaf.path, leaf.line, found=repr(leaf.given), must="an amount above 0 in CNY",
            do='Write "3 bn CNY" or "30亿元".',
        )  # fmt: skip


def _core(section: Section, chain: Chain) -> Iterator[Problem]:
    if not chain.core and (section.has("industries") or not chain.industries):
        path, line = _at(section, "industries")
        yield fault(
            "core-missing", path, line,
            found=f"{', '.join(chain.industries) or 'no industry'}, on no stage of the chain",
            must="industries of at least one stage: what its clusters make",
            do="Name them in the `industries` of the stage that makes it.",
        )  # fmt: skip


def _lonely(rules: Rules, chain: Chain) -> Iterator[Problem]:
    fed = {name for stage in chain.stages for name in stage.feeds}
    core = {stage.id for stage in chain.core}
    for stage in chain.stages:
        section = Section(rules, ("chain", chain.id, "stage", stage.id))
        if stage.kind in _ENDS and stage.id not in fed:
            yield fault(
                "stage-not-fed", section.path, section.line, found=f"a stage of kind {stage.kind!r} that nothing feeds",
                must="fed by at least one other stage", do=f'Add "{stage.id}" to the `feeds` of the stage before it.',
            )  # fmt: skip
        if not stage.feeds and stage.kind not in _ENDS and stage.id not in core:
            yield fault(
                "stage-feeds-nothing", section.path, section.line,
                found=f"a stage of kind {stage.kind!r} that feeds nothing",
                must="feeding at least one other stage", do="List the stages that buy from it in `feeds`.",
            )  # fmt: skip


def _circles(rules: Rules, chain: Chain) -> Iterator[Problem]:
    """One circle of the chain, where goods may not come back."""
    known = chain.by_id
    edges = [(stage.id, name) for stage in chain.stages for name in stage.feeds if name in known]
    graph = nx.DiGraph(edges)
    if chain.circular or nx.is_directed_acyclic_graph(graph):
        return
    circle = [edge[0] for edge in nx.find_cycle(graph)]
    path, line = _at(Section(rules, ("chain", chain.id, "stage", circle[-1])), "feeds")
    yield fault(
        "chain-circular", path, line, found="a circle: " + " -> ".join([*circle, circle[0]]),
        must="stages in a row from raw material to market",
        do=f'Remove one of the feeds, or set circular = "yes" in [chain.{chain.id}] where goods do come back.',
    )  # fmt: skip


def _spent(section: Section, chain: Chain) -> Iterator[Problem]:
    for stage in chain.stages:
        spent = sum(one.use[stage.id].low for one in chain.stages if stage.id in one.use)
        if spent > 1:
            yield fault(
                "use-above-one", (*section.path, "stage", stage.id), section.line,
                found=f"at least {100 * spent:.4g} % of the output of {stage.id!r} spent on its inputs",
                must="at most 100 %", do="Correct the shares in the `use` of the stages that feed it.",
            )  # fmt: skip

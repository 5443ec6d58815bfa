"""A chain drawn from the national table alone, for a cluster that no chain file speaks of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from growthpole.chain.technology import Technology
from growthpole.model.chain import Chain, Stage, bare
from growthpole.model.rules import Basis
from growthpole.model.text import Text

__all__ = ["MOST_STAGES", "SHARE_DRAWN", "chain_from_table", "kind_of"]

SHARE_DRAWN = 0.8
"""The share of all purchases of the core that the stages of a drawn chain hold, at least."""
MOST_STAGES = 12
"""No more stages than a page can show."""

_MATERIALS = ("25", "26", "28", "30", "31", "32")
_MACHINES = ("34", "35")
_KINDS = (("01", "12", "raw material"), ("13", "43", "parts"), ("44", "46", "raw material"), ("47", "97", "services"))


def chain_from_table(
    industries: Sequence[str],
    name: Text,
    technology: Technology,
    *,
    sectors_of: Callable[[str], tuple[str, ...]],
    industries_of: Callable[[str], tuple[str, ...]],
) -> Chain:
    """Draw a chain: the core, and the sectors it buys most from.

    Parameters
    ----------
    industries : sequence of str
        Codes of GB/T 4754 of the cluster; at least one.
    name : Text
        The name of the chain.
    technology : Technology
        The national table.
    sectors_of : callable
        From a code of an industry to the sectors that hold it.
    industries_of : callable
        From a sector to the codes that it holds.

    Returns
    -------
    Chain
        Stages in falling order of what the core spends on them, until they hold `SHARE_DRAWN` of its purchases, at
        most `MOST_STAGES`; its own sector is left out, since what it sells itself is no other stage. Its id begins
        with ``table``.
    """
    own = tuple(dict.fromkeys(sector for code in industries for sector in sectors_of(code)))
    core = Stage("core", name, "processing", own, tuple(industries))
    spent = {code: technology.coefficient(code, own) for code in technology.sectors if code not in own}
    ranked = sorted(spent, key=lambda code: (-spent[code].low - spent[code].high, code))
    wanted = SHARE_DRAWN * sum(one.low + one.high for one in spent.values())
    chosen: list[str] = []
    for code in ranked[:MOST_STAGES]:
        if sum(spent[one].low + spent[one].high for one in chosen) >= wanted:
            break
        chosen.append(code)
    stages = tuple(_stage(code, technology.name(code), industries_of(code)) for code in chosen)
    note = "drawn from the national input-output table: no chain file speaks of these industries"
    identity = "_".join(["table", *(bare(code).lower() for code in industries)])
    return Chain(identity, name, (*stages, core), tuple(industries), basis=Basis("example", note=note))


def _stage(sector: str, name: Text, industries: tuple[str, ...]) -> Stage:
    return Stage(f"s{sector}", name, kind_of(industries), (sector,), industries, ("core",))


def kind_of(industries: Sequence[str]) -> str:
    """What a stage of some industries is, by the divisions of GB/T 4754.

    Examples
    --------
    >>> kind_of(["C261"]), kind_of(["C345"]), kind_of(["C292"]), kind_of(["G54"]), kind_of(["D44"])
    ('raw material', 'machinery', 'parts', 'services', 'raw material')
    """
    divisions = {bare(code)[:2] for code in industries}
    if divisions and divisions <= set(_MATERIALS):
        return "raw material"
    if divisions and divisions <= set(_MACHINES):
        return "machinery"
    first = min(divisions, default="13")
    return next(kind for low, high, kind in _KINDS if low <= first <= high)

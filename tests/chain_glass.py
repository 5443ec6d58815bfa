"""A small glass chain with firms, links and a three-sector table; shared by the tests of chains."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from growthpole.chain.gapping import Site, sector_wants, stage_wants
from growthpole.chain.gaps import InputGap
from growthpole.chain.ground import Ground
from growthpole.chain.technology import Technology
from growthpole.model.chain import Chain, Stage
from growthpole.model.interval import Interval
from growthpole.model.places import Firm
from growthpole.model.text import Text

__all__ = ["SECTORS", "firm", "glass_chain", "ground", "sector_gaps", "stage_gaps", "technology"]

SECTORS = ("010", "043", "057")
# What 010, 043 and 057 sell to each of them per unit of output.
COEFFICIENTS = np.array([[0.0, 0.1, 0.05], [0.0, 0.0, 0.1], [0.0, 0.0, 0.2]])
_OF = {"B10": ("010",), "C26": ("043",), "C30": ("057",)}


def technology(coefficients: np.ndarray = COEFFICIENTS, sectors: tuple[str, ...] = SECTORS) -> Technology:
    """A table whose goods are all made in the country."""
    return Technology(sectors, coefficients, np.ones(len(sectors)), names={code: Text(code, code) for code in sectors})


def ground(
    supply: Mapping[str, Mapping[str, Interval]] | None = None,
    table: Technology | None = None,
    central: Mapping[str, Mapping[str, float]] | None = None,
) -> Ground:
    """One county ``1``, of which a census says nothing unless it is handed in."""
    return Ground(
        table or technology(), lambda code: _OF[code[:3]], supply=supply or {}, central=central or {},
        local={"1": frozenset({"1"})},
    )  # fmt: skip


def glass_chain(*, complete: bool = True, **changed: Stage) -> Chain:
    """Sand feeds soda and glass, soda feeds glass, glass is sold; a stage may be changed by its id."""
    stages = {
        "sand": Stage("sand", Text("sand", "石英砂"), "raw material", ("010",), ("B10",), ("soda", "making")),
        "soda": Stage("soda", Text("soda ash", "纯碱"), "parts", ("043",), ("C26",), ("making",)),
        "making": Stage("making", Text("making glass", "玻璃制造"), "processing", ("057",), ("C3054",), ("sales",)),
        "sales": Stage("sales", Text("sales", "销售"), "markets"),
    }
    return Chain("glass", Text("glass", "玻璃"), tuple({**stages, **changed}.values()), ("C3054",), complete=complete)


def firm(name: str, industry: str, output: float | None, cluster: str = "", **extra: str) -> Firm:
    """A firm of county ``1``."""
    figures = {} if output is None else {"output": output}
    return Firm(name, Text(name, name), cluster, industry, "1", figures, extra)


def stage_gaps(site: Site, local: Ground) -> tuple[InputGap, ...]:
    """The gaps of the stages, had the cluster the local supply to itself."""
    return tuple(want.alone for want in stage_wants(site, local))


def sector_gaps(site: Site, local: Ground) -> tuple[InputGap, ...]:
    """The gaps of the sectors, had the cluster the local supply to itself."""
    return tuple(want.alone for want in sector_wants(site, local))

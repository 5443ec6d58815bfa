"""The chains of a city: how the time of a study grows with its towns, and where it goes."""

from __future__ import annotations

import resource
import time
from dataclasses import replace

import numpy as np

from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.chain.file import read_chains, shipped_chain, shipped_chains
from growthpole.chain.studying import study_chains_of
from growthpole.model.chain import Chain
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.places import Cluster, Firm, Region
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.programme.collecting import evidence_table
from growthpole.programme.file import read_programme, shipped_programme
from growthpole.services.chain_ground import national_ground
from growthpole.services.inputs import last_day

YEAR = "2024"
SUPPLIERS = 20
MAKERS = 20


def main() -> None:
    """Print CPU seconds for cities of 60 to 600 towns, each with 40 firms and 100 links, against the smallest."""
    rules = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135.toml", last_day(YEAR))
    codes = national_ground(()).technology.sectors
    chains = tuple(
        replace(chain, complete=True)
        for name in shipped_chains()
        for chain in read_chains(shipped_chain(name), name, codes).chains
    )
    first = None
    print(f"{'towns':>6} {'firms':>7} {'links':>7} {'CPU s':>8} {'per town, ratio':>16} {'peak MiB':>9}")
    for towns in (60, 240, 600):
        city = made_city(towns, chains)
        start = time.process_time()
        study_chains_of(city, rules, YEAR, chains, national_ground(city.regions))
        spent = time.process_time() - start
        first = first or spent / towns
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        links = len(city.ledgers["links"])
        print(f"{towns:>6} {len(city.firms):>7} {links:>7} {spent:>8.2f} {spent / towns / first:>16.2f} {peak:>9.0f}")
    bounds()


def bounds() -> None:
    """Bounds of concentration for many firms, a tenth of them without a figure, against the same firms all known."""
    rng = np.random.default_rng(1)
    print(f"\n{'firms':>6} {'known, s':>9} {'with unknown, s':>16} {'ratio':>7}")
    for count in (100, 1000, 10_000):
        sizes = rng.lognormal(2, 1, count).tolist()
        known = [Interval.point(size) for size in sizes]
        open_ = [
            Interval(0.0, 2 * size) if place % 10 == 0 else Interval.point(size) for place, size in enumerate(sizes)
        ]
        spent = []
        for amounts in (known, open_):
            start = time.process_time()
            concentration_ratio(amounts, 4)
            herfindahl_bounds(amounts)
            spent.append(time.process_time() - start)
        print(f"{count:>6} {spent[0]:>9.3f} {spent[1]:>16.3f} {spent[1] / spent[0]:>7.2f}")


def made_city(towns: int, chains: tuple[Chain, ...]) -> Dossier:
    """Towns of the shipped chains in turn, five to a county, with makers, suppliers and who buys from whom."""
    rng = np.random.default_rng(towns)
    clusters, firms, links, evidence = [], [], [], []
    for number in range(towns):
        chain, code = chains[number % len(chains)], f"98{number // 5:04d}"
        name = f"town-{number:04d}"
        clusters.append(Cluster(name, Text(name, name), code, chain.industries))
        evidence.append(Evidence(name, "output", YEAR, 1e9, "CNY", Status.REPORTED))
        sizes = rng.dirichlet(np.ones(MAKERS)) * 1e9
        firms += [_firm(f"{name}-{at:02d}", name, chain.industries[0], code, size) for at, size in enumerate(sizes)]
        for at in range(SUPPLIERS):
            stage = chain.inputs[at % len(chain.inputs)]
            firms.append(_firm(f"{name}-s{at:02d}", "", stage.industries[0], code, float(rng.uniform(1e6, 2e7))))
            links += [_link(f"{name}-s{at:02d}", f"{name}-{buyer:02d}", stage.id, len(links)) for buyer in range(5)]
    regions = tuple(Region(f"98{number:04d}", Text(), "980000") for number in range(-(-towns // 5)))
    return Dossier(
        tuple(clusters), evidence_table(evidence), regions=regions, firms=tuple(sorted(firms, key=lambda one: one.id)),
        ledgers={"links": tuple(links)},
    )  # fmt: skip


def _firm(name: str, cluster: str, industry: str, region: str, output: float) -> Firm:
    return Firm(name, Text(name, name), cluster, industry, region, {"output": float(output)})


def _link(supplier: str, buyer: str, stage: str, row: int) -> Record:
    cells = {"supplier": supplier, "buyer": buyer, "stage": stage, "year": YEAR, "supplier_region": ""}
    return Record({**cells, "value": Interval.point(1e5)}, "links.csv", row + 2)

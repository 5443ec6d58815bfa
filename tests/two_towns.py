"""Two towns on a ladder whose chances can be written down; shared by the tests of the years ahead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.places import Cluster
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.plan.echelon import Ahead, look_ahead
from growthpole.plan.growth import Growth
from growthpole.plan.growth_facts import Chain
from growthpole.plan.growth_fitting import Walk
from growthpole.programme.collecting import evidence_table
from growthpole.programme.file import read_programme

TEXT = """
[programme]
id = "exact"
version = "1"
name = { en = "exact" }
cluster = { en = "town" }
reference = "none"
since = 2020-01-01
currency = "CNY"

[[tier]]
id = "county"
name = { en = "county" }

[[tier]]
id = "city"
name = { en = "city" }
gates = ["size", "clean"]
target = 1

[indicator.output]
name = { en = "output" }
unit = "mn CNY"
range = [0, inf]

[indicator.accident]
name = { en = "accident" }
unit = "yes/no"
direction = "down"

[gate.size]
name = { en = "size" }
test = "output >= 100 mn CNY"

[gate.clean]
name = { en = "clean" }
test = "not has(accident)"

[index]
scale = 100

[index.size]
name = { en = "size" }
weight = 100

[index.size.output]
weight = 100
worst = "0 CNY"
best = "100000 mn CNY"

[transitions.promote]
test = "gates_next"

[transitions.demote]
test = "not gates_held"

[breakthrough.all]
name = { en = "all" }

[remedy.push]
name = { en = "push" }
breakthrough = "all"
effect = { output = "+20 % .. +20 %" }
"""
RULES = read_programme(TEXT, "exact.toml")
TOWNS = tuple(Cluster(name, Text(name), tier="county") for name in ("a", "b"))
START = {"a": 95e6, "b": 88e6}
DRIFT, OWN, COMMON = {"a": 0.03, "b": 0.06}, 0.12, 0.05


def begin(
    *, quota: int | None = None, accident: Chain | None = None, common: float = 0.0, faster: float = 0.0
) -> Ahead:
    """Two towns in the year 2024, with growth that is known and not estimated."""
    tiers = {**RULES.tiers, "city": replace(RULES.tiers["city"], quota=quota)}
    rows = [Evidence(town, "output", "2024", START[town], "", Status.REPORTED) for town in START]
    rows += [Evidence(town, "accident", "2024", 0.0, "", Status.REPORTED) for town in START]
    ahead = look_ahead(replace(RULES, tiers=tiers), Dossier(TOWNS, evidence_table(rows)))
    walk = Walk(
        np.array(list(DRIFT.values())) + faster, np.zeros(2), 0.0, common, OWN, np.inf, 0, 0, np.full((2, 0), np.nan)
    )
    courses = {
        "output": replace(ahead.growth.courses["output"], walk=walk),
        "accident": replace(ahead.growth.courses["accident"], chain=accident or Chain(1.0, 0.0, 0.0, 1.0, prior=0.0)),
    }
    return replace(ahead, growth=Growth(courses, np.eye(1), ("output",)))

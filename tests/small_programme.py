"""A small programme with every part, and evidence for it row by row; shared by the tests of the assessment."""

from __future__ import annotations

from collections.abc import Iterable

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.places import Cluster
from growthpole.model.status import Status
from growthpole.model.text import Text
from growthpole.programme.collecting import evidence_table
from growthpole.programme.file import read_programme

TEXT = """
[programme]
id = "small"
version = "1"
name = { en = "small" }
cluster = { en = "town" }
reference = "none"
since = 2020-01-01
currency = "CNY"

[[class]]
id = "made"
name = { en = "made things" }

[[tier]]
id = "county"
name = { en = "county" }

[[tier]]
id = "city"
name = { en = "city" }
gates = ["size", "clean"]
quota = 2
target = 2
validity = "3 years"

[[tier]]
id = "province"
name = { en = "province" }
gates = ["size", "clean"]
target = 1

[indicator.output]
name = { en = "output" }
unit = "mn CNY"
range = [0, 1000]

[indicator.jobs]
name = { en = "jobs" }
unit = "persons"
range = [0, 1000]

[indicator.accident]
name = { en = "accident" }
unit = "yes/no"
direction = "down"

[indicator.plan]
name = { en = "plan" }
unit = "yes/no"

[criterion.plan]
name = { en = "has a plan" }
test = "has(plan)"

[criterion.jobs]
name = { en = "gives jobs" }
test = "jobs >= 100 persons"

[gate.size]
name = { en = "size" }
test = "each(output, years=2) >= threshold"
threshold = { city = "100 mn CNY", province = "400 mn CNY" }

[gate.clean]
name = { en = "clean" }
test = "not has(accident)"

[veto.accident]
name = { en = "accident" }
test = "has(accident)"
excludes = "award"

[index]
scale = 100

[index.size]
name = { en = "size" }
weight = 60

[index.size.output]
weight = 60
worst = "0 CNY"
best = "500 mn CNY"

[index.people]
name = { en = "people" }
weight = 40

[index.people.jobs]
weight = 40
worst = "0 persons"
best = "500 persons"

[bonus.plan]
name = { en = "plan" }
points = 2
count = "has(plan)"

[[grade]]
id = "good"
name = { en = "good" }
at_least = 50

[[grade]]
id = "poor"
name = { en = "poor" }
at_least = 0

[transitions.promote]
test = "gates_next and grade >= good"
years = 1

[transitions.warn]
test = "score < 20"

[transitions.demote]
test = "warned"
years = 2

[breakthrough.people]
name = { en = "people" }

[weakness.jobs]
name = { en = "few jobs" }
test = "jobs < 100 persons"
remedies = ["school"]

[remedy.school]
name = { en = "school" }
breakthrough = "people"

[fund]
budget = "1 mn CNY"
eligible = "tier >= county"
tranches = [0.5, 0.5]

[[fund.part]]
id = "prize"
name = { en = "prize" }
mode = "promotion prize"
amount = "0.1 mn CNY"

[[fund.part]]
id = "score"
name = { en = "score" }
mode = "proportional"
share = 1.0
cap = "0.4 mn CNY"
"""
RULES = read_programme(TEXT, "small.toml")
TOWNS = {"a": "county", "b": "county", "c": "city", "d": ""}
CLUSTERS = tuple(Cluster(name, Text(name.upper()), tier=tier, peer_class="made") for name, tier in TOWNS.items())
YEARS = ("2021", "2022", "2023")
SCALES = {"output": 1e6, "jobs": 1.0, "accident": 1.0, "plan": 1.0}


def figure(
    subject: str, indicator: str, period: str, value: float | None, status: Status = Status.REPORTED
) -> Evidence:
    """One row; output in millions."""
    known = None if value is None else value * SCALES[indicator]
    return Evidence(subject, indicator, period, known, "", status, source="s", quote="q")


def dossier(rows: Iterable[Evidence]) -> Dossier:
    """A dossier of the four towns."""
    return Dossier(CLUSTERS, evidence_table(rows), hashes={"rows": "made by hand"})


def complete(**changes: float) -> list[Evidence]:
    """Everything known of every town: middling figures, changed by ``town_indicator=value`` for every year."""
    usual = {"output": 200.0, "jobs": 200.0, "accident": 0.0, "plan": 1.0}
    return [
        figure(town, indicator, year, changes.get(f"{town}_{indicator}", value))
        for town in TOWNS
        for indicator, value in usual.items()
        for year in YEARS
    ]

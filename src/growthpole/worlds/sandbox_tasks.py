"""The sandbox's task ledger: what its towns were given to do in 2023 and 2024, and how far they came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from growthpole.model.programme import Programme
from growthpole.plan.tasks import due_after, task_id
from growthpole.programme.file import read_programme, shipped_programme
from growthpole.worlds.town import LAST_YEAR, Town

__all__ = ["task_rows"]

SEED = 138
BEGINS = str(LAST_YEAR)
_STATES = ("done", "started", "open", "dropped")
_CHANCES = (0.50, 0.28, 0.14, 0.08)
_COLLECTED = ("employment", "average_wage", "export_markets")
"""What the steady towns had to bring in the year before, and did."""
_CRITERIA = {"talent": "innovation_and_talent_base", "brand": "brand_building"}


def task_rows(made: Sequence[Town]) -> Iterator[dict[str, str]]:
    """The rows of ``tasks.csv``: remedies of each planted weakness, criteria it fails, figures brought in.

    Parameters
    ----------
    made : sequence of Town
        The towns of the sandbox.

    Yields
    ------
    dict
        One row, the same at every call.
    """
    rng = np.random.default_rng(SEED)
    programme = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135.toml", date(LAST_YEAR, 12, 31))
    steady = 0
    for town in made:
        if town.trait in programme.weaknesses:
            for remedy in programme.weaknesses[town.trait].remedies:
                yield _remedy(town, remedy, programme, rng)
        if town.trait in _CRITERIA:
            yield _criterion(town, _CRITERIA[town.trait], programme, rng)
        if town.trait == "steady":
            yield _collected(town, _COLLECTED[steady % len(_COLLECTED)], programme)
            steady += 1


def _remedy(town: Town, remedy: str, programme: Programme, rng: np.random.Generator) -> dict[str, str]:
    rule = programme.remedies[remedy]
    cost = (rule.cost_cents or 0) / 1e6
    state, share, spent = _came(cost, rng)
    return _row(
        town, "remedy", remedy, what=rule.name.zh, owner=rule.owner.zh, due=due_after(BEGINS, rule.lead_months),
        cost=f"{cost:g}万元", state=state, done_share=share, spent=spent, done_on=_day(state, rng),
    )  # fmt: skip


def _criterion(town: Town, criterion: str, programme: Programme, rng: np.random.Generator) -> dict[str, str]:
    rule = programme.criteria[criterion]
    state = "started" if rng.random() < 0.6 else "open"
    share = f"{5 * int(rng.integers(4, 16))}%" if state == "started" else "0%"
    return _row(
        town, "criterion", criterion, what=f"达成条件“{rule.name.zh}”", due=f"{LAST_YEAR}-12-31", proof=rule.proof.zh,
        state=state, done_share=share,
    )  # fmt: skip


def _collected(town: Town, indicator: str, programme: Programme) -> dict[str, str]:
    rule = programme.indicators[indicator]
    return _row(
        town, "collect", indicator, what=f"补充{LAST_YEAR - 1}年{rule.name.zh}", due=f"{LAST_YEAR}-04-30",
        proof=rule.proof.zh, state="done", done_share="100%", done_on=f"{LAST_YEAR}-04-{10 + len(town.id) % 15}",
    )  # fmt: skip


def _row(town: Town, section: str, rule: str, **cells: str) -> dict[str, str]:
    columns = ("what", "owner", "due", "cost", "proof", "state", "done_share", "spent", "done_on", "note")
    return {
        "task": task_id(town.id, section, rule),
        "cluster": town.id,
        "section": section,
        "rule": rule,
        "begins": BEGINS,
        **{column: cells.get(column, "") for column in columns},
    }


def _came(cost: float, rng: np.random.Generator) -> tuple[str, str, str]:
    """How far a remedy came, in words; money follows the work, and now and then runs ahead of it."""
    state = str(rng.choice(_STATES, p=_CHANCES))
    share = {"done": 1.0, "started": 0.05 * float(rng.integers(4, 18))}.get(state, 0.0)
    spent = cost * share * float(rng.uniform(0.86, 1.08))
    return state, f"{100 * share:.0f}%", f"{spent:.1f}万元" if share else "0元"


def _day(state: str, rng: np.random.Generator) -> str:
    day = date(LAST_YEAR, 5, 1) + timedelta(days=int(rng.integers(0, 240)))
    return day.isoformat() if state == "done" else ""

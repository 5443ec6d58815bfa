"""The terms of a plan: its years, money, targets and floors, held against what is registered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from growthpole.errors import InputError, NameUnknownError, Problem, ProgrammeError
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.model.rules import PlanRules

__all__ = ["EVERY_COUNTY", "Target", "Terms", "settle_terms"]

N = TypeVar("N", int, float)
EVERY_COUNTY = "all"
"""Stands for every county with a cluster."""


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """How many clusters are to stand on a tier or above it in a year.

    Attributes
    ----------
    tier, year : str
    count : int
    stated : bool
        Whether the plan states it; otherwise it is the target of the tier itself, for the last year.
    """

    tier: str
    year: str
    count: int
    stated: bool = False


@dataclass(frozen=True)
class Terms:
    """What a plan has to keep to.

    Attributes
    ----------
    base : str
        The year assessed, whose figures are the baseline.
    years : tuple of str
        The years of the plan, without those that are past.
    budget_cents : tuple of int
        By year: what the undertakings begun in it may cost.
    targets : tuple of Target
        Sorted by tier and year.
    priority : mapping of str to float
        Weight of a place, for every tier.
    discount : float
        How much less a place counts for each year that it comes later.
    least_undertakings : mapping of str to int
        By county.
    least_share : mapping of str to float
        By county: its least share of the money spent.
    """

    base: str
    years: tuple[str, ...]
    budget_cents: tuple[int, ...]
    targets: tuple[Target, ...]
    priority: Mapping[str, float]
    discount: float = 0.05
    least_undertakings: Mapping[str, int] = field(default_factory=dict)
    least_share: Mapping[str, float] = field(default_factory=dict)


def settle_terms(
    programme: Programme,
    clusters: Sequence[Cluster],
    base: str,
    *,
    counties: Iterable[str] = (),
    budgets: Mapping[str, int] | None = None,
) -> Terms:
    """Hold the plan's rules against the clusters registered and the year assessed.

    Parameters
    ----------
    programme : Programme
        With its plan.
    clusters : sequence of Cluster
        The register.
    base : str
        The year assessed.
    counties : iterable of str, optional
        Codes of regions that are known besides those of the clusters.
    budgets : mapping of str to int, optional
        Budgets in hundredths of the currency in place of the programme's, by year; ``"all"`` for every year.

    Returns
    -------
    Terms
        Years that are past are left out, and with them their money and targets.

    Raises
    ------
    InputError
        If the programme has no plan, the plan is over, or a budget given is negative or of no year of the plan.
    ProgrammeError
        If a value of the plan does not fit what is registered: a target above the number of clusters, a county that
        is not known, a year outside of the plan. Each fault has its line; the name of the file is the caller's to add.
    """
    plan = programme.plan
    if plan is None:
        raise InputError(
            'the programme must say within what to plan; it has no [plan]. Add [plan] with budget = "20 mn CNY", say.'
        )
    years = _years(plan, base)
    known = {cluster.region for cluster in clusters}
    faults = list(_faults(plan, years, len(clusters), known | set(counties)))
    if faults:
        raise ProgrammeError(faults)
    return Terms(
        base=base,
        years=years,
        budget_cents=_budgets(plan, years, budgets or {}),
        targets=_targets(programme, plan, years),
        priority={tier: plan.priority.get(tier, 1.0) for tier in programme.tiers},
        discount=plan.discount,
        least_undertakings=_by_county(plan.least_undertakings, known),
        least_share=_by_county(plan.least_share, known),
    )


def _span(plan: PlanRules, base: str) -> range:
    first = int(plan.first or int(base) + 1)
    return range(first, first + plan.years)


def _years(plan: PlanRules, base: str) -> tuple[str, ...]:
    span = _span(plan, base)
    years = tuple(str(year) for year in span if year > int(base))
    if not years:
        raise InputError(
            f"the plan must have a year after {base}, the one assessed; it covers {span[0]} to {span[-1]}. "
            "Lengthen plan.years, or set plan.first."
        )
    return years


def _budgets(plan: PlanRules, years: tuple[str, ...], given: Mapping[str, int]) -> tuple[int, ...]:
    for year, cents in given.items():
        if year != EVERY_COUNTY and year not in years:
            raise InputError(f"a budget must be of a year of the plan, {years[0]} to {years[-1]}; it is of {year!r}.")
        if cents < 0:
            raise InputError(f"a budget must not be negative; that of {year!r} is {cents / 100:g}.")
    stated = {year: plan.budgets.get(year, plan.budget_cents) for year in years}
    return tuple(given.get(year, given.get(EVERY_COUNTY, stated[year])) for year in years)


def _targets(programme: Programme, plan: PlanRules, years: tuple[str, ...]) -> tuple[Target, ...]:
    """Those stated, and the tiers' own in the last year where none is stated for it."""
    found = []
    for tier in programme.tiers.values():
        stated = plan.targets.get(tier.id, {})
        found += [Target(tier.id, year, stated[year], stated=True) for year in years if year in stated]
        if tier.target is not None and years[-1] not in stated:
            found.append(Target(tier.id, years[-1], tier.target))
    return tuple(found)


def _by_county(given: Mapping[str, N], known: set[str]) -> dict[str, N]:
    everyone = dict.fromkeys(sorted(known), given[EVERY_COUNTY]) if EVERY_COUNTY in given else {}
    named = {code: value for code, value in given.items() if code != EVERY_COUNTY}
    return {code: value for code, value in sorted({**everyone, **named}.items()) if value}


def _faults(plan: PlanRules, years: tuple[str, ...], count: int, known: set[str]) -> Iterator[Problem]:
    span = [str(year) for year in _span(plan, str(int(years[0]) - 1))] if plan.first else list(years)
    dated = [f"budgets.{year}" for year in plan.budgets]
    dated += [f"targets.{tier}.{year}" for tier, stated in plan.targets.items() for year in stated]
    for path in dated:
        year = path.rpartition(".")[2]
        if year not in span:
            must = f"a year of the plan, {span[0]} to {span[-1]}"
            yield _fault(plan, path, "plan-year", f"the year {year}", must, "Correct the year, or plan.years.")
    for tier, stated in plan.targets.items():
        for year, target in stated.items():
            if target > count:
                yield _fault(plan, f"targets.{tier}.{year}", "target-above", f"a target of {target}",
                             f"a target not above {count}, the number of clusters registered",
                             "Lower it, or register more clusters.")  # fmt: skip
    for table in ("least_undertakings", "least_share"):
        yield from _counties(plan, table, known)


def _counties(plan: PlanRules, table: str, known: set[str]) -> Iterator[Problem]:
    given: Mapping[str, float] = getattr(plan, table)
    for code in given:
        if code != EVERY_COUNTY and code not in known:
            hint = str(NameUnknownError("county", code, known)).partition(". ")[2]
            yield _fault(plan, f"{table}.{code}", "region-unknown", f"the county {code!r}",
                         "the code of a county of the register", hint or "Correct the code.")  # fmt: skip
    if table == "least_share":
        total = sum(chain(_by_county(given, known).values(), [0.0]))
        if total > 1 + 1e-9:
            yield _fault(plan, f"{table}.{next(iter(given))}", "shares-above", f"least shares of {total * 100:.6g} %",
                         "shares that the money can hold together, 100 % at the most", "Lower them.")  # fmt: skip


def _fault(plan: PlanRules, path: str, code: str, found: str, must: str, do: str) -> Problem:
    return Problem(code, "", found, must, do, row=plan.lines.get(path), column=f"plan.{path}")

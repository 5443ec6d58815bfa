"""The portfolio of remedies: open, choose, explain, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from growthpole.charts.budget_frontier import budget_frontier_chart
from growthpole.charts.plan_portfolio import plan_portfolio as portfolio_chart
from growthpole.errors import InputError, ProgrammeError
from growthpole.model.assessment import Assessment
from growthpole.model.plan import Undertaking
from growthpole.model.text import Text
from growthpole.plan.frontier import FACTORS, budget_frontier
from growthpole.plan.infeasible import explain_unmet
from growthpole.plan.portfolio import GAP, SECONDS, Ground, choose_portfolio, plan_ground
from growthpole.plan.portfolio_reasons import left_out, why_chosen
from growthpole.plan.rules import EVERY_COUNTY
from growthpole.plan.shadow import shadow_prices
from growthpole.programme.assess import assess
from growthpole.programme.file.faults import UnfitError
from growthpole.programme.file.values.quantities import money
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.plan_portfolio import PortfolioFindings, portfolio_chapter
from growthpole.reports.chapters.plan_portfolio_words import portfolio_sentences
from growthpole.reports.view.names import Names
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.tables.plain import write_table

__all__ = [
    "PortfolioRun",
    "frontier_table",
    "left_out_table",
    "plan_portfolio",
    "portfolio_study",
    "undertakings_table",
    "write_frame",
    "write_portfolio_charts",
]

_REPORT_SCHEDULES, _REPORT_GAP, _REPORT_SECONDS = 48, 0.01, 20.0
"""In a report, which has other chapters: fewer schedules for each cluster and a wider gap. The time is a rail that no
report of usual size comes near: the clock must not decide what it says."""
_REPORT_FACTORS = (0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


@dataclass(frozen=True, eq=False)
class PortfolioRun:
    """A portfolio chosen from a folder or workbook.

    Attributes
    ----------
    inputs : Inputs
        What was handed in.
    assessment : Assessment
        Of the year before the plan.
    found : PortfolioFindings
        The plan, its reasons, its frontier, its shadow values.
    """

    inputs: Inputs
    assessment: Assessment
    found: PortfolioFindings

    @property
    def undertakings(self) -> tuple[Undertaking, ...]:
        """What is to be begun, sorted."""
        return self.found.plan.undertakings

    @property
    def sentences(self) -> tuple[Text, ...]:
        """The findings in words."""
        names = Names.of(self.assessment, self.inputs.dossier.boundaries)
        return portfolio_sentences(self.found.plan, self.found.verdict, self.found.left, names)

    @property
    def chapter(self) -> Chapter:
        """The chapter of a report."""
        return portfolio_chapter(self.found, Names.of(self.assessment, self.inputs.dossier.boundaries))


def plan_portfolio(
    path: Path,
    *,
    budgets: Sequence[str] = (),
    spend: str = "targets",
    growth: str = "own",
    gap: float = GAP,
    time_limit: float = SECONDS,
    limit: int = 400,
    programme: str | None = None,
    period: str | None = None,
) -> PortfolioRun:
    """Choose remedies for every cluster and year of the programme's plan.

    Parameters
    ----------
    path : Path
        What the office hands in: evidence and, where it has them, the ledgers of capacity and projects.
    budgets : sequence of str
        Money in place of the programme's: ``"20 mn CNY"`` for every year, ``"2026=30 mn CNY"`` for one.
    spend : {"targets", "all"}
        Whether money that the targets leave stays unspent, or goes where it adds most to the proven points.
    growth : {"own", "held"}
        How figures go on without a remedy: each as it grew over the last three years, or as it stands.
    gap : float
        Each level of the choice is proven to be within this share of its best.
    time_limit : float
        Seconds for the choice.
    limit : int
        How many schedules may be tried for a cluster.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    PortfolioRun

    Raises
    ------
    InputError
        If the programme has no plan, the plan is over, or an option does not fit.
    ProgrammeError
        If the plan does not fit what is registered, each fault with its line.
    """
    inputs = open_inputs(path, programme, period)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    ground = _ground(inputs, _budgets(budgets, inputs.programme.currency), growth, limit)
    return PortfolioRun(inputs, assessment, _found(ground, spend, gap, time_limit, FACTORS))


def portfolio_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:
    """The chapter of the plan; none where the programme has no plan or no remedies, or its years are over."""
    plan = inputs.programme.plan
    if plan is None or not inputs.programme.remedies or not inputs.dossier.clusters:
        return None
    if plan.first and int(plan.first) + plan.years <= int(inputs.period) + 1:
        return None
    ground = _ground(inputs, {}, "own", _REPORT_SCHEDULES)
    found = _found(ground, "targets", _REPORT_GAP, _REPORT_SECONDS, _REPORT_FACTORS)
    return portfolio_chapter(found, Names.of(assessment, inputs.dossier.boundaries))


def _ground(inputs: Inputs, budgets: Mapping[str, int], growth: str, limit: int) -> Ground:
    try:
        return plan_ground(inputs.programme, inputs.dossier, inputs.period, budgets=budgets, growth=growth, limit=limit)
    except ProgrammeError as error:
        raise ProgrammeError([replace(problem, file=inputs.file) for problem in error.problems]) from None


def _found(ground: Ground, spend: str, gap: float, time_limit: float, factors: Sequence[float]) -> PortfolioFindings:
    plan = choose_portfolio(ground, spend=spend, gap=gap, time_limit=time_limit)
    return PortfolioFindings(
        plan,
        why_chosen(plan),
        left_out(plan),
        verdict=explain_unmet(plan, gap=gap, time_limit=time_limit),
        frontier=budget_frontier(plan, factors, gap=gap, time_limit=time_limit),
        prices=shadow_prices(plan, gap=gap, time_limit=time_limit),
    )


def _budgets(given: Sequence[str], currency: str) -> dict[str, int]:
    found = {}
    for text in given:
        year, sign, amount = text.partition("=")
        try:
            found[year.strip() if sign else EVERY_COUNTY] = money(amount if sign else text, currency)
        except UnfitError as error:
            raise InputError(f"a budget must be {error.must}; it is {text!r}. {error.do}") from None
    return found


def undertakings_table(run: PortfolioRun, language: str = "en") -> pl.DataFrame:
    """The undertakings, a row each; ``growthpole plan echelon``, ``manual`` and ``tasks`` read it back."""
    names = Names.of(run.assessment, run.inputs.dossier.boundaries)
    remedies, reasons = run.inputs.programme.remedies, {one.cluster: one.text for one in run.found.why}
    rows = [
        {
            "cluster": one.cluster,
            "remedy": one.remedy,
            "begins": one.begins,
            "works_from": one.works_from,
            "cost_cents": one.cost_cents,
            "cluster_name": names.subject(one.cluster).get(language),
            "remedy_name": remedies[one.remedy].name.get(language),
            "owner": remedies[one.remedy].owner.get(language),
            "why": reasons[one.cluster].get(language),
        }
        for one in run.undertakings
    ]
    return pl.DataFrame(rows, schema=_UNDERTAKING)


_UNDERTAKING = {
    "cluster": pl.String, "remedy": pl.String, "begins": pl.String, "works_from": pl.String, "cost_cents": pl.Int64,
    "cluster_name": pl.String, "remedy_name": pl.String, "owner": pl.String, "why": pl.String,
}  # fmt: skip


def left_out_table(run: PortfolioRun, language: str = "en") -> pl.DataFrame:
    """Every remedy that a cluster does not get, and why: one row a cluster and remedy."""
    rows = [(one.cluster, one.remedy, one.code, one.text.get(language)) for one in run.found.left]
    return pl.DataFrame(rows, schema=dict.fromkeys(("cluster", "remedy", "code", "why"), pl.String), orient="row")


def frontier_table(run: PortfolioRun) -> pl.DataFrame:
    """What each budget reaches: one row a budget and target; the budget is empty where money has no limit."""
    rows = [
        (one.budget_cents, one.cost_cents, one.floors_held, tier, year, planned, target)
        for one in run.found.frontier
        for tier, year, planned, target in one.reached
    ]
    schema = {
        "budget_cents": pl.Int64, "cost_cents": pl.Int64, "floors_held": pl.Boolean, "tier": pl.String,
        "year": pl.String, "reached": pl.Int64, "target": pl.Int64,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def write_frame(table: pl.DataFrame, out: Path) -> int:
    """Write a table by the ending of its file; gives the number of rows."""
    write_table(table, out)
    return table.height


def write_portfolio_charts(run: PortfolioRun, folder: Path, language: str = "en") -> tuple[Path, ...]:
    """Write the charts of the plan as SVG into a folder; those with nothing to draw are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    names = Names.of(run.assessment, run.inputs.dossier.boundaries)
    plan, written = run.found.plan, []
    if plan.by_cluster:
        called = {cluster: names.subject(cluster) for cluster in plan.ground.menu.clusters}
        written.append(folder / "portfolio.svg")
        portfolio_chart(plan, called, language).save(str(written[-1]))
    if plan.ground.terms.targets:
        tiers = {tier: names.tier(tier) for tier in plan.ground.menu.tiers}
        written.append(folder / "frontier.svg")
        budget_frontier_chart(run.found.frontier, tiers, language).save(str(written[-1]))
    return tuple(written)

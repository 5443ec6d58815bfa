"""Markets of the clusters: from a folder or workbook to the measures and their chapter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from growthpole.chain.exports import trade_of
from growthpole.chain.exports_sales import sales_of
from growthpole.chain.fairs import FairReach, fair_doubts, fair_reach, fairs_of
from growthpole.chain.fairs_choice import FairPlan, choose_fairs
from growthpole.chain.markets import HORIZON, MarketsResult, study_markets
from growthpole.errors import InputError, NameUnknownError, Problem
from growthpole.measures.panel.market_share import Order
from growthpole.model.assessment import Assessment
from growthpole.programme.assess import assess
from growthpole.reports.chapters.chapter import Chapter
from growthpole.reports.chapters.known import MARKETS, known_of
from growthpole.reports.chapters.markets import markets_chapter, no_markets_chapter
from growthpole.services.inputs import Inputs, open_inputs

__all__ = ["HORIZON", "MarketsStudy", "markets_of_path", "markets_study"]


@dataclass(frozen=True)
class MarketsStudy:
    """What was handed in, what was measured, and the chapter that tells of it; no result without exports.

    ``doubts`` are warnings of the ledgers beyond those of reading them.
    """

    inputs: Inputs
    chapter: Chapter
    result: MarketsResult | None = None
    reach: tuple[FairReach, ...] = ()
    plan: FairPlan | None = None
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What may be asked for beside the usual."""

    clusters: tuple[str, ...] = ()
    order: Order = "mean"
    horizon: float = HORIZON
    budget: float | None = None


def markets_of_path(
    path: Path,
    *,
    clusters: Sequence[str] = (),
    order: str = "mean",
    horizon: float = HORIZON,
    budget: float | None = None,
    programme: str | None = None,
    period: str | None = None,
) -> MarketsStudy:
    """Measure the exports of a folder or workbook.

    Parameters
    ----------
    path : Path
        What the office hands in, with the tables ``exports``, ``markets`` and ``fairs``.
    clusters : sequence of str
        Only their exports; all by default.
    order : {"mean", "product", "market"}
        Which structure the decomposition takes out first.
    horizon : float, years
        How far ahead demand is taken.
    budget : float, optional, CNY
        For which exhibitions are chosen.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    MarketsStudy

    Raises
    ------
    EvidenceError
        With every fault of the files, those of the ledgers among them.
    NameUnknownError
        If a cluster is not registered.
    InputError
        If the order, horizon or budget is none.
    """
    inputs = open_inputs(path, programme, period)
    for cluster in clusters:
        if cluster not in inputs.dossier.cluster_index:
            raise NameUnknownError("cluster", cluster, inputs.dossier.cluster_index)
    found = _studied(inputs, _Asked(tuple(clusters), _order(order), horizon, budget))
    if found is None:
        assessment = assess(inputs.programme, inputs.dossier, inputs.period)
        return MarketsStudy(inputs, no_markets_chapter(known_of(MARKETS, inputs.dossier, assessment)))
    return found


def markets_study(inputs: Inputs, assessment: Assessment) -> Chapter:
    """The chapter of markets of a report."""
    found = _studied(inputs, _Asked())
    return found.chapter if found else no_markets_chapter(known_of(MARKETS, inputs.dossier, assessment))


def _studied(inputs: Inputs, asked: _Asked) -> MarketsStudy | None:
    trade = trade_of(inputs.dossier, asked.clusters)
    if trade is None:
        return None
    result = study_markets(trade, until=inputs.period, order=asked.order, horizon=asked.horizon)
    rows = inputs.dossier.ledgers.get("fairs", ())
    fairs = fairs_of(rows, trade)
    doubts = (*trade.doubts, *fair_doubts(rows, trade))
    reach = fair_reach(fairs, result.opportunities)
    plan = None if asked.budget is None else choose_fairs(fairs, result.opportunities, asked.budget)
    sales = sales_of(inputs.dossier, result.year)
    chapter = markets_chapter(result, reach, plan, sales, doubts)
    return MarketsStudy(inputs, chapter, result, reach, plan, doubts)


def _order(word: str) -> Order:
    orders: dict[str, Order] = {"mean": "mean", "product": "product", "market": "market"}
    if word not in orders:
        raise InputError(f"`order` must be {', '.join(orders)}; it is {word!r}.")
    return orders[word]

"""The award fund by every method: what each cluster would receive, and how even each method is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import polars as pl

from growthpole.errors import InputError, NameUnknownError
from growthpole.model.assessment import Assessment, Award
from growthpole.model.text import Text
from growthpole.plan.award_fairness import Fairness, award_fairness
from growthpole.plan.awards import AwardSplit, award_splits, split_of
from growthpole.plan.goals_grounds import Grounds, grounds_of
from growthpole.programme.assess import assess
from growthpole.programme.file.faults import UnfitError
from growthpole.programme.file.values.quantities import money
from growthpole.reports.chapters.awards import awards_chapter, fairness_grids, spans_grid
from growthpole.reports.chapters.chapter import Chapter, Grid
from growthpole.reports.view.names import Names
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.whatif import what_if
from growthpole.tables.plain import write_table

__all__ = [
    "AwardRun",
    "awards_shown",
    "awards_study",
    "awards_table",
    "compare_awards",
    "fairness_shown",
    "fairness_table",
    "write_frame",
]

JOBS = "employment"
"""The indicator that counts jobs, unless another is named."""


@dataclass(frozen=True)
class AwardRun:
    """The fund split by several methods.

    Attributes
    ----------
    inputs : Inputs
        What was handed in.
    assessment : Assessment
        Under the rules in force.
    splits : tuple of AwardSplit
        The rule in force first.
    fairness : tuple of Fairness
        One for each split.
    """

    inputs: Inputs
    assessment: Assessment
    splits: tuple[AwardSplit, ...]
    fairness: tuple[Fairness, ...]


def compare_awards(
    path: Path,
    *,
    budgets: Sequence[str] = (),
    settings: Sequence[str] = (),
    jobs: str | None = None,
    suppose: bool = False,
    programme: str | None = None,
    period: str | None = None,
) -> AwardRun:
    """Split the award fund of a folder or workbook by every method.

    Parameters
    ----------
    path : Path
        What the office hands in.
    budgets : sequence of str
        Further budgets under the rule in force, such as ``"30 mn CNY"`` or ``"3000万元"``.
    settings : sequence of str
        Changes of the rules, ``path=value`` as for ``growthpole whatif``; together they make one more method.
    jobs : str, optional
        The indicator that counts jobs; ``employment`` by default, where the programme has it.
    suppose : bool
        Whether to add the rule in force were no unknown veto to apply.
    programme, period : str, optional
        As for the assessment.

    Returns
    -------
    AwardRun

    Raises
    ------
    InputError
        If the programme has no fund, or a budget or change cannot be read.
    NameUnknownError
        If the programme has no such indicator of jobs.
    """
    inputs = open_inputs(path, programme, period)
    if jobs is not None and jobs not in inputs.programme.indicators:
        raise NameUnknownError("indicator", jobs, inputs.programme.indicators)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    grounds = grounds_of(inputs.programme, inputs.dossier, inputs.period)
    splits = award_splits(grounds, [_budget(text, inputs.programme.currency) for text in budgets], suppose=suppose)
    if settings:
        after = what_if(path, settings, programme=programme, period=period).after
        splits = (*splits, split_of(after, "changed", Text("the rules as changed", "调整后的办法")))
    return AwardRun(inputs, assessment, splits, _fairness(splits, grounds, jobs or JOBS))


def _fairness(splits: Sequence[AwardSplit], grounds: Grounds, jobs: str) -> tuple[Fairness, ...]:
    return tuple(award_fairness(split, splits[0], grounds, jobs) for split in splits)


def _budget(text: str, currency: str) -> int:
    try:
        return money(text, currency)
    except UnfitError as error:
        raise InputError(f"a budget must be {error.must}; it is {text!r}. {error.do}") from None


def awards_table(run: AwardRun, language: str = "en") -> pl.DataFrame:
    """What each cluster receives by each method, in units of the currency with two decimals: one row a cluster.

    Empty where it is not known whether the cluster is eligible.
    """
    names = Names.of(run.assessment, run.inputs.dossier.boundaries)
    ids = list(run.splits[0].cents)
    each = {one.cluster.id: one for one in run.assessment.clusters}
    return pl.DataFrame(
        {
            "cluster": ids,
            "name": [names.subject(id_).get(language) for id_ in ids],
            "county": [each[id_].cluster.region for id_ in ids],
            "tier": [each[id_].decision.after for id_ in ids],
            "eligible": [_eligible(each[id_].award) for id_ in ids],
            **{
                split.method.id: [None if id_ in split.waiting else _exact(split.cents[id_]) for id_ in ids]
                for split in run.splits
            },
        },
        schema_overrides={split.method.id: pl.Decimal(scale=2) for split in run.splits},
    )


def fairness_table(run: AwardRun) -> pl.DataFrame:
    """How even each method is, as bare numbers: one row a method, money in hundredths of the currency.

    What is not known is empty; ``per_job`` has two ends, the upper one empty where it is open.
    """
    pairs = zip(run.splits, run.fairness, strict=True)
    return pl.DataFrame([_even(split, one) for split, one in pairs])


def _even(split: AwardSplit, one: Fairness) -> dict[str, str | int | float | None]:
    job = one.per_job
    return {
        "method": split.method.id, "name": split.method.name.en, "budget_cents": split.budget_cents,
        "spent_cents": split.spent_cents, "left_cents": split.left_cents, "paid": one.paid, "eligible": one.eligible,
        "waiting": len(split.waiting), "top_three": one.top_three, "gini": one.gini, "smallest_cents": one.smallest,
        "largest_cents": one.largest, "per_job_cents_low": None if job is None else job.low,
        "per_job_cents_high": None if job is None or math.isinf(job.high) else job.high,
        "gains": len(one.gains), "losses": len(one.losses), "moved_cents": one.moved_cents,
    }  # fmt: skip


def fairness_shown(run: AwardRun, language: str = "en") -> tuple[tuple[str, pl.DataFrame], ...]:
    """The same as people read it, in two tables with their titles: what each method pays, and how even it is."""
    grids = fairness_grids(run.splits, run.fairness, run.inputs.programme.currency)
    return tuple(_read(grid, language) for grid in grids)


def awards_shown(run: AwardRun, language: str = "en") -> tuple[str, pl.DataFrame]:
    """What each cluster receives by the rule in force, at the least and at the most by any method, with its title."""
    names = Names.of(run.assessment, run.inputs.dossier.boundaries)
    return _read(spans_grid(run.splits, names, run.inputs.programme.currency), language)


def _read(grid: Grid, language: str) -> tuple[str, pl.DataFrame]:
    rows = [[cell if isinstance(cell, str) else cell.get(language) for cell in row] for row in grid.rows]
    heads = dict.fromkeys((column.get(language) for column in grid.columns), pl.String)
    return grid.title.get(language), pl.DataFrame(rows, schema=heads, orient="row")


def _eligible(award: Award | None) -> str:
    return "" if award is None else str(award.eligible)


def _exact(cents: int) -> Decimal:
    """An amount to the cent: a number that a workbook adds up, and that nothing rounds on the way."""
    return Decimal(cents).scaleb(-2)


def write_frame(table: pl.DataFrame, out: Path) -> int:
    """Write a table by the ending of its file; gives the number of rows."""
    write_table(table, out)
    return table.height


def awards_study(inputs: Inputs, assessment: Assessment) -> Chapter | None:
    """The chapter of awards of a report; none where the programme has no fund."""
    if inputs.programme.fund is None:
        return None
    grounds = grounds_of(inputs.programme, inputs.dossier, inputs.period)
    splits = award_splits(grounds)
    names = Names.of(assessment, inputs.dossier.boundaries)
    return awards_chapter(splits, _fairness(splits, grounds, JOBS), assessment, names)

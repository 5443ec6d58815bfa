"""The chapters of a report: every study that has something to say about what was handed in."""

from __future__ import annotations

from collections.abc import Callable

from growthpole.model.assessment import Assessment
from growthpole.reports.chapters.chapter import Chapter
from growthpole.services.chain import study_chains, told
from growthpole.services.chain_diversify import diversification_study
from growthpole.services.chain_markets import markets_study
from growthpole.services.chain_partners import partners_study
from growthpole.services.chain_talent import talent_study
from growthpole.services.chain_targets import targets_study
from growthpole.services.inputs import Inputs
from growthpole.services.plan_awards import awards_study
from growthpole.services.plan_echelon import echelon_study
from growthpole.services.plan_portfolio import portfolio_study
from growthpole.services.plan_progress import progress_study
from growthpole.services.plan_tasks import tasks_study

__all__ = ["chapters_of"]

Study = Callable[[Inputs, Assessment], Chapter | None]

STUDIES: tuple[Study, ...] = (
    diversification_study,
    partners_study,
    talent_study,
    markets_study,
    portfolio_study,
    echelon_study,
    awards_study,
    tasks_study,
    progress_study,
)
"""In the order of the report, after the chapters of chains. Each gives a chapter, or ``None`` where it has nothing to
say."""


def chapters_of(inputs: Inputs, assessment: Assessment) -> tuple[Chapter, ...]:
    """The chapters of a report.

    Parameters
    ----------
    inputs : Inputs
        What was handed in, its ledgers included.
    assessment : Assessment
        What was decided on it.

    Returns
    -------
    tuple of Chapter
        In the order of the report; empty where no study has anything to say.
    """
    chains = study_chains(inputs, assessment)
    found = (told(chains), targets_study(inputs, chains), *(study(inputs, assessment) for study in STUDIES))
    return tuple(chapter for chapter in found if chapter is not None)

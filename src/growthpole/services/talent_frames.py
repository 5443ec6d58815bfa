"""The findings on talent as frames of numbers, for those who go on working with them."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthpole.chain.talent import OccupationGap
from growthpole.chain.talent_balance import TalentBalance, total_balance
from growthpole.model.text import Text
from growthpole.reports.chapters.talent_findings import WHOLE, TalentFindings
from growthpole.services.frame_columns import Row, amount, ends, frame_of, named

__all__ = ["talent_frames"]


def talent_frames(found: TalentFindings, language: str) -> Mapping[str, pl.DataFrame]:
    """The tables of the chapter of talent as numbers.

    Parameters
    ----------
    found : TalentFindings
    language : {"en", "zh"}
        Of the columns ``..._name``; nothing else depends on it.

    Returns
    -------
    mapping of str to polars.DataFrame
        By the id of the table; those without rows are absent. A row for each county and occupation, all counties
        together first with ``*`` for a county. Persons, in two columns ``..._low`` and ``..._high`` where they are
        not settled, empty where unknown or without end.
    """
    several = len({one.region for one in found.counties}) > 1
    gaps = (*(found.whole if several else ()), *found.counties)
    openings = (*total_balance(found.balance, WHOLE), *found.balance)
    made = {
        "chain-talent": frame_of([_gap(found, one, language) for one in gaps]),
        "chain-openings": frame_of([_opening(found, one, language) for one in openings]),
    }
    return {id_: frame for id_, frame in made.items() if frame.height}


def _of(found: TalentFindings, one: OccupationGap | TalentBalance, language: str) -> Row:
    return {
        **named("region", one.region, found.regions.get(one.region, Text(one.region)), language),
        **named("occupation", one.occupation, found.occupations[one.occupation], language),
    }


def _gap(found: TalentFindings, one: OccupationGap, language: str) -> Row:
    return {
        **_of(found, one, language),
        "workers": one.workers,
        "expected_middle": one.middle,
        **ends("expected", one.expected),
        **ends("gap", one.gap),
        "finding": one.verdict,
    }


def _opening(found: TalentFindings, one: TalentBalance, language: str) -> Row:
    return {
        **_of(found, one, language),
        **amount("jobs", one.jobs),
        **ends("added", one.expansion),
        **amount("replacement", one.replacement),
        **amount("graduates", one.graduates),
        **ends("gap", one.gap),
    }

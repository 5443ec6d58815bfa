"""The matching with partners as frames of numbers, for those who go on working with it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthpole.chain.partners import Match, Unmatched
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.chapters.partners_grids import need_named, schools_named, why_unmatched
from growthpole.services.chain_partners import PartnersStudy
from growthpole.services.frame_columns import Row, amount, ends, frame_of, listed, named

__all__ = ["partner_frames"]


def partner_frames(study: PartnersStudy, language: str) -> Mapping[str, pl.DataFrame]:
    """The tables of the chapter of partners as numbers.

    Parameters
    ----------
    study : PartnersStudy
    language : {"en", "zh"}
        Of the columns ``..._name`` and the sentence ``why``; nothing else depends on it.

    Returns
    -------
    mapping of str to polars.DataFrame
        By the id of the table, in the order of the chapter; those without rows are absent. ``chain-partners`` has a
        row for each match, ``chain-unmatched`` for each need with an empty place, ``chain-institutes`` for each
        institute, ``chain-experts`` for each need that asks for days; sorted by id. Fits, nearness and past work are
        numbers from 0 to 1 with two columns, ``..._low`` and ``..._high``.
    """
    if not study.result.records.needs or not study.result.records.institutes:
        return {}
    made = {
        "chain-partners": frame_of([_match(study, one, language) for one in study.result.matches]),
        "chain-unmatched": frame_of([_left(study, one, language) for one in study.result.unmatched]),
        "chain-institutes": frame_of(_loads(study, language), places=pl.Int64, one_more_place=pl.Float64),
        "chain-experts": frame_of([_lent(study, *each, language) for each in study.loans.unmet.items()]),
    }
    return {id_: frame for id_, frame in made.items() if frame.height}


def _need(study: PartnersStudy, id_: str, language: str) -> Row:
    cluster = next(need.cluster for need in study.result.records.needs if need.id == id_)
    names = {one.id: one.name for one in study.inputs.dossier.clusters}
    return {
        **named("cluster", cluster, names.get(cluster, Text(cluster)), language),
        **named("need", id_, need_named(study.result, id_), language),
    }


def _match(study: PartnersStudy, one: Match, language: str) -> Row:
    fit = one.fit
    return {
        **_need(study, one.need, language),
        **named("institute", one.institute, schools_named((one.institute,), study.result), language),
        "shared_disciplines": listed(fit.shared),
        "discipline_share": fit.discipline,
        **ends("nearness", fit.distance),
        **ends("cooperation", fit.cooperation),
        **ends("fit", fit.total),
        "certain": one.held,
    }


def _left(study: PartnersStudy, one: Unmatched, language: str) -> Row:
    return {
        **_need(study, one.need, language),
        "wanted": one.wanted,
        "found": one.found,
        "reason": one.reason,
        "institutes": listed(one.institutes),
        "why": why_unmatched(one, study.result).get(language),
    }


def _loads(study: PartnersStudy, language: str) -> list[Row]:
    return [
        {
            **named("institute", one.institute, schools_named((one.institute,), study.result), language),
            "places": one.capacity,
            "used": one.used,
            "one_more_place": None if one.capacity is None else one.worth,
        }
        for one in study.result.loads
    ]


def _lent(study: PartnersStudy, need: str, unmet: Interval, language: str) -> Row:
    loans = [one for one in study.loans.loans if one.need == need]
    return {
        **_need(study, need, language),
        "institutes": listed(one.institute for one in loans),
        "days_per_year": sum(one.days for one in loans),
        **amount("unmet_days", unmet),
    }

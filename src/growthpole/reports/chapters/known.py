"""What the evidence says of a matter where the table that would tell it was not handed in."""

from __future__ import annotations

from collections.abc import Sequence

from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, Evidence
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.units import figure
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both

__all__ = ["MARKETS", "PARTNERS", "TALENT", "known_of"]

MARKETS = ("exports", "export_markets", "national_market_share")
"""Indicators that tell where a cluster sells."""
PARTNERS = ("research_bases", "innovation_talent_bases", "public_service_platforms")
"""Indicators that tell with whom it works."""
TALENT = ("weakness_talent", "skilled_workers", "special_work_class")
"""Indicators that tell whether it has the people."""


def known_of(indicators: Sequence[str], dossier: Dossier, assessment: Assessment) -> tuple[Text, ...]:
    """What the evidence says under some indicators, a sentence a figure, with its year and source.

    Parameters
    ----------
    indicators : sequence of str
        Such as `MARKETS`.
    dossier : Dossier
    assessment : Assessment
        For names of clusters and indicators.

    Returns
    -------
    tuple of Text
        By subject, indicator and year; a figure that was garbled on the way is told as such, with its words.
    """
    names = Names.of(assessment, dossier.boundaries)
    subjects = {ALL, *dossier.cluster_index}
    rows = [one for one in dossier.evidence if one.indicator in indicators and one.subject in subjects]
    ordered = sorted(rows, key=lambda one: (one.subject, one.indicator, one.period, one.source, one.quote))
    return tuple(_said(one, names, dossier, assessment) for one in ordered)


def _said(one: Evidence, names: Names, dossier: Dossier, assessment: Assessment) -> Text:
    rule = assessment.programme.indicators.get(one.indicator)
    source = dossier.source_by_id.get(one.source)
    words: dict[str, Text | str] = {
        "cluster": names.subject(one.subject), "what": rule.name if rule else Text(one.indicator), "year": one.period,
        "source": (source.title or source.publisher) if source else one.source or "?",
    }  # fmt: skip
    if one.value is None:
        template = Text(
            "{cluster}, {what}, {year}: not legible in the source ({source}: “{quote}”).",
            "{cluster}，{what}，{year}年：来源中的数字无法辨认（{source}：“{quote}”）。",
        )
        return both(template, quote=one.quote, **words)
    template = Text(
        "{cluster}, {what}, {year}: {value} ({source}).", "{cluster}，{what}，{year}年：{value}（{source}）。"
    )
    return both(template, value=figure(Interval.point(one.value), rule, one.unit), **words)

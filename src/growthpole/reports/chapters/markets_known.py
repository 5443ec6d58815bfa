"""What the evidence says of sales and exports where no table of exports was handed in."""

from __future__ import annotations

from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.units import figure
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import both

__all__ = ["known_of_markets"]

INDICATORS = ("exports", "export_markets", "national_market_share")
"""What evidence there may be on where a cluster sells."""


def known_of_markets(dossier: Dossier, assessment: Assessment) -> tuple[Text, ...]:
    """What is said of exports and markets in the evidence, a sentence a figure, with its year and source.

    Parameters
    ----------
    dossier : Dossier
    assessment : Assessment
        For names of clusters and indicators.

    Returns
    -------
    tuple of Text
        By cluster, indicator and year; a figure that was garbled on the way is told as such, with its words.
    """
    names = Names.of(assessment, dossier.boundaries)
    rows = [one for one in dossier.evidence if one.indicator in INDICATORS and one.subject in dossier.cluster_index]
    ordered = sorted(rows, key=lambda one: (one.subject, one.indicator, one.period, one.source, one.quote))
    return tuple(_said(one, names, dossier, assessment) for one in ordered)


def _said(one: Evidence, names: Names, dossier: Dossier, assessment: Assessment) -> Text:
    rule = assessment.programme.indicators.get(one.indicator)
    source = dossier.source_by_id.get(one.source)
    words: dict[str, Text | str] = {
        "cluster": names.subject(one.subject), "what": rule.name if rule else Text(one.indicator), "year": one.period,
        "source": (source.publisher or source.title) if source else one.source or "?",
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

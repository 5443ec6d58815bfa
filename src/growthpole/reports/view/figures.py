"""Figures with the rows of evidence they come from."""

from __future__ import annotations

from dataclasses import dataclass

from growthpole.model.assessment import FigureUsed
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.reports.units import UNKNOWN, figure
from growthpole.reports.view.names import Names
from growthpole.reports.view.words import STATUSES

__all__ = ["EvidenceView", "FigureView", "evidence_view", "figure_view"]


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure that a verdict or a score stands on.

    Attributes
    ----------
    name, value : Text
        What it is and what is known of it.
    period : str
        When.
    rows : tuple of int
        The rows of evidence it comes from; empty when nothing was handed in.
    known : bool
        Whether anything is known of it.
    """

    name: Text
    period: str
    value: Text
    rows: tuple[int, ...]
    known: bool


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A row of evidence as a reader sees it; ``row`` 0 is one that no figure refers to."""

    row: int
    subject: str
    about: Text
    name: Text
    period: str
    value: Text
    status: str
    status_name: Text
    source: str
    quote: str
    origin: str
    entered_by: str
    checked_by: str


def figure_view(used: FigureUsed, names: Names) -> FigureView:
    """The figure in its indicator's own unit."""
    indicator = names.assessment.programme.indicators.get(used.indicator)
    value = figure(used.value, indicator, used.unit)
    return FigureView(names.indicator(used.indicator), used.period, value, used.rows, value != UNKNOWN)


def evidence_view(row: int, one: Evidence, names: Names) -> EvidenceView:
    """The row in the unit of its indicator; one without a value says so."""
    return EvidenceView(
        row,
        one.subject,
        names.subject(one.subject),
        names.indicator(one.indicator),
        one.period,
        _value(one, names),
        str(one.status),
        STATUSES[str(one.status)],
        one.source,
        one.quote,
        str(one.origin or ""),
        one.entered_by,
        one.checked_by,
    )


def _value(one: Evidence, names: Names) -> Text:
    if one.value is None and one.given is None:
        return UNKNOWN
    indicator = names.assessment.programme.indicators.get(one.indicator)
    known = one.given if one.given is not None else Interval.point(one.value or 0.0)
    shown = figure(known, indicator, one.unit)
    sign = {"lower bound": "≥ ", "upper bound": "≤ "}.get(str(one.status), "")
    return Text(sign + shown.en, sign + shown.zh) if known.known else shown

"""Figures of the programme itself: targets, funds, what was promised."""

from __future__ import annotations

from growthpole.catalogue.units import parse_unit
from growthpole.model.assessment import FigureUsed
from growthpole.model.programme import Programme
from growthpole.programme.figures import Figures
from growthpole.programme.language import Bounds
from growthpole.programme.reasons import interval_at

__all__ = ["programme_figures"]


def programme_figures(programme: Programme, figures: Figures) -> tuple[FigureUsed, ...]:
    """The last figure handed in of each indicator of the programme itself.

    Returns
    -------
    tuple of FigureUsed
        In the order of the programme; an indicator of which nothing was handed in is left out. Every cluster has the
        figures of the programme, so that without a cluster nothing can be said.
    """
    if not figures.clusters:
        return ()
    found = []
    for indicator in programme.indicators.values():
        if indicator.of != "programme" or indicator.formula:
            continue
        for column in reversed(range(len(figures.periods))):
            rows = figures.rows(indicator.id, 0, figures.periods[column])
            if rows:
                value = interval_at(Bounds(figures.low[indicator.id], figures.high[indicator.id]), 0, column)
                unit = parse_unit(indicator.unit).canonical
                found.append(FigureUsed(indicator.id, figures.periods[column], value, unit, rows))
                break
    return tuple(found)

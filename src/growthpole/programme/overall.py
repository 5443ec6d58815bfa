"""Figures that stand beside the clusters: of the programme itself, and of the regions they lie in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from growthpole.catalogue.units import parse_unit
from growthpole.model.assessment import FigureUsed
from growthpole.model.places import Cluster
from growthpole.model.programme import Programme
from growthpole.programme.figures import Figures
from growthpole.programme.language import Bounds
from growthpole.programme.reasons import interval_at

__all__ = ["programme_figures", "region_figures"]


def programme_figures(programme: Programme, figures: Figures) -> tuple[FigureUsed, ...]:
    """The last figure handed in of each indicator of the programme itself.

    Returns
    -------
    tuple of FigureUsed
        In the order of the programme; an indicator of which nothing was handed in is left out. The figures are read
        through the first cluster, since every cluster has them; without a cluster there are none.
    """
    return tuple(_last(programme, figures, "programme", 0)) if figures.clusters else ()


def region_figures(
    programme: Programme, clusters: Sequence[Cluster], figures: Figures
) -> dict[str, tuple[FigureUsed, ...]]:
    """The last figure handed in of each indicator of the regions that clusters lie in, by region code."""
    rows: dict[str, int] = {}
    for row, cluster in enumerate(clusters):
        rows.setdefault(cluster.region, row)
    found = {code: tuple(_last(programme, figures, "region", row)) for code, row in sorted(rows.items())}
    return {code: each for code, each in found.items() if each}


def _last(programme: Programme, figures: Figures, of: str, row: int) -> Iterator[FigureUsed]:
    for indicator in programme.indicators.values():
        if indicator.of != of or indicator.formula:
            continue
        for column in reversed(range(len(figures.periods))):
            period = figures.periods[column]
            rows = figures.rows(indicator.id, row, period)
            if rows:
                value = interval_at(Bounds(figures.low[indicator.id], figures.high[indicator.id]), row, column)
                period = figures.carried(indicator.id, row, period) or period
                yield FigureUsed(indicator.id, period, value, parse_unit(indicator.unit).canonical, rows)
                break

"""Targets, firms and projects as rows of a table that is written to a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from growthpole.chain.criteria import FIRM_MEASURES, INDUSTRY_MEASURES, Measure
from growthpole.chain.fit import Fit
from growthpole.chain.targets_reasons import candidate_reason, target_reason
from growthpole.chain.targets_scores import Scored
from growthpole.chain.targets_study import TargetStudy
from growthpole.model.interval import Interval
from growthpole.model.project import PIPELINE, RESOURCES

__all__ = ["candidate_cells", "column_of", "project_cells", "target_cells"]


def target_cells(study: TargetStudy, language: str) -> Iterator[dict[str, Any]]:
    """Every industry with its figures, the unit in the heading; an unknown end is empty.

    Parameters
    ----------
    study : TargetStudy
        Whom to attract.
    language : {"en", "zh"}
        Of names and reasons.

    Yields
    ------
    dict
        A row.
    """
    for one in study.targets:
        yield {
            "cluster": one.gap.cluster,
            "region": one.gap.region,
            "sector": one.gap.sector,
            "name": one.name.get(language),
            **_scored(one.scored),
            **_figures(one.figures, study.facts_of_industries, INDUSTRY_MEASURES),
            "room_output_cny_high": _finite(one.room.output.high),
            "binding": one.room.binding,
            "unknown_limits": " ".join(one.room.unknown),
            "nearest": one.nearest,
            **{f"points_{name}": _middle(points) for name, points in one.scored.points.items()},
            "reason": target_reason(one, study.criteria.industry, study.facts.technology.name).get(language),
        }


def candidate_cells(study: TargetStudy, language: str) -> Iterator[dict[str, Any]]:
    """Every firm with its figures; parameters as for `target_cells`."""
    for one in study.candidates:
        yield {
            "firm": one.candidate.id,
            "name": one.candidate.name.get(language),
            "home_region": one.candidate.home,
            "cluster": one.cluster,
            "sector": one.candidate.sector,
            **_scored(one.scored),
            **_figures(one.figures, study.facts_of_firms, FIRM_MEASURES),
            "fits": str(one.fit.verdict),
            **_needs(one.fit),
            **{f"points_{name}": _middle(points) for name, points in one.scored.points.items()},
            "reason": candidate_reason(one, study.criteria.firm, study.facts.technology.name).get(language),
        }


def project_cells(study: TargetStudy, language: str) -> Iterator[dict[str, Any]]:
    """Every link that has a project: its gap, what the projects of each state close, what is left."""
    for link in study.links:
        gap = link.gap
        yield {
            "cluster": gap.cluster,
            "sector": gap.sector,
            "stage": gap.stage,
            "name": study.link_name(gap.cluster, gap.sector, gap.stage).get(language),
            "projects": " ".join(one.id for one in link.projects),
            **_ends("demand_cny", gap.demand),
            **_ends("supply_cny", gap.supply),
            **_ends("gap_cny", gap.gap),
            **_of_states("closed", link.closes),
            **_of_states("left", link.left),
        }


def _scored(mark: Scored) -> dict[str, Any]:
    return {**_ends("score", mark.score), "best_rank": mark.best, "worst_rank": mark.worst, "ranked": mark.of}


def _of_states(name: str, amounts: Mapping[str, Interval]) -> dict[str, Any]:
    """Money by the state of the projects that it hangs on."""
    found: dict[str, Any] = {}
    for state in PIPELINE:
        found |= _ends(f"{name}_{state}_cny", amounts[state])
    return found


def _figures(
    figures: Mapping[str, Interval], names: tuple[str, ...], measures: Mapping[str, Measure]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        found |= _ends(column_of(name, measures[name].unit), figures.get(name))
    return found


def column_of(name: str, unit: str) -> str:
    """The heading of a measure in a file, with its canonical unit; shares and plain numbers have none.

    Examples
    --------
    >>> column_of("productivity", "CNY/person"), column_of("value-added", "1")
    ('productivity_cny_per_person', 'value_added')
    """
    words = name.replace("-", "_")
    return words if unit == "1" else f"{words}_{unit.lower().replace('/', '_per_')}"


def _needs(fits: Fit) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fits.resources:
        unit = RESOURCES[one.resource].unit
        found |= _ends(column_of(f"{one.resource}_need", unit), one.need)
        found |= _ends(column_of(f"{one.resource}_free", unit), one.free)
    return found


def _ends(name: str, figure: Interval | None) -> dict[str, float | None]:
    if figure is None:
        return {f"{name}_low": None, f"{name}_high": None}
    return {f"{name}_low": _finite(figure.low), f"{name}_high": _finite(figure.high)}


def _finite(value: float) -> float | None:
    return value if abs(value) < float("inf") else None


def _middle(points: Interval) -> float | None:
    """The points of a criterion; empty where they are open."""
    return points.low if points.known else None

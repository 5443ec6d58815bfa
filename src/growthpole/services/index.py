"""Composite indices: open a table and a framework, build, rank with error bars, find what matters, write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from growthpole.charts.index import rank_intervals, sensitivity_bars
from growthpole.errors import InputError
from growthpole.index.aggregation import aggregate, rank
from growthpole.index.building import build
from growthpole.index.composite import CompositeIndex, IndexTable, assemble
from growthpole.index.documents import TABLE_KEYS, framework_from_table, framework_from_toml
from growthpole.index.framework import Framework, Indicator, Node
from growthpole.index.montecarlo import UncertaintyResult, simulate
from growthpole.index.normalisation import normalise
from growthpole.index.ranges import IntervalResult, index_intervals
from growthpole.index.ranks import at_least, standing_top
from growthpole.index.sobol import SensitivityResult, sensitivity
from growthpole.index.uncertainty import Uncertainty
from growthpole.index.weighting import weight
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.rules import Index
from growthpole.programme.file import read_programme
from growthpole.tables.plain import numbers, scan_table, write_table

__all__ = [
    "CompositeIndex",
    "IndexFiles",
    "Ranked",
    "build_index",
    "framework_of",
    "index_of_assessment",
    "open_framework",
    "rank_index",
    "rank_table",
    "score_table",
    "sensitivity_table",
    "uncertainty_of",
    "write_frame",
    "write_rank_chart",
    "write_sensitivity_chart",
]

# The figures of an assessment are points already: nothing is screened, imputed or treated.
FINISH: tuple[tuple[Any, dict[str, Any]], ...] = (
    (normalise, {"cap": False}),
    (weight, {}),
    (aggregate, {}),
    (rank, {}),
)
CHART_FORMATS = (".html", ".svg", ".png", ".json")
WORDS = ("id", "parent", "unit", "name", "scale", "denominator", "aggregate")


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """What an index is built from.

    Attributes
    ----------
    data : Path
        CSV, TSV, Parquet or Excel file: one row a unit (and period), one column an indicator.
    framework : Path
        A programme, a TOML file with a table ``[index]``, or a table of indicators.
    unit, period, classes : str
        Columns that name units, periods and peer classes; empty where there are none.
    sheet : str or None
        Worksheet of a workbook.
    """

    data: Path
    framework: Path
    unit: str = "unit"
    period: str = ""
    classes: str = ""
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An index with the ranges of its ranks, and draws where anything was varied."""

    index: CompositeIndex
    intervals: IntervalResult
    draws: UncertaintyResult | None


def build_index(
    files: IndexFiles, choices: Mapping[str, str] | None = None
) -> tuple[CompositeIndex, Mapping[str, int]]:
    """Build an index from files.

    Parameters
    ----------
    files : IndexFiles
        Where the figures and the framework are.
    choices : mapping of stage to method, optional
        Such as ``{"normalise": "min-max"}``; several remedies of one stage are parted by "+".

    Returns
    -------
    index : CompositeIndex
        Ranked.
    lost : mapping of str to int
        Columns with cells that were no numbers, and how many: they count as unknown.

    Raises
    ------
    InputError
        If files, framework and choices do not fit together.
    """
    framework = open_framework(files.framework, files.sheet)
    wanted = {*framework.columns, *(one.denominator for one in framework.indicators if one.denominator)}
    wanted |= {f"{one}_{end}" for one in framework.columns for end in ("low", "high")}
    table = scan_table(files.data, files.sheet)
    present = [one for one in table.collect_schema().names() if one in wanted]
    figures, lost = numbers(table, present)
    chosen = {stage: _method(method) for stage, method in (choices or {}).items()}
    labels: dict[str, Any] = {"unit": files.unit, "period": files.period or None, "classes": files.classes or None}
    return build(figures.collect(), framework, **labels, **chosen), lost


def open_framework(path: Path, sheet: str | None = None) -> Framework:
    """Read a framework from a programme, a TOML file or a table.

    Parameters
    ----------
    path : Path
        The file; anything but ``.toml`` is read as a table.
    sheet : str, optional
        Worksheet of a workbook.

    Returns
    -------
    Framework

    Raises
    ------
    InputError
        If there is no such file, or it holds no framework.
    ProgrammeError
        If it is a programme with faults.
    """
    if path.suffix.lower() != ".toml":
        table = scan_table(path, sheet)
        columns = [one for one in table.collect_schema().names() if one in TABLE_KEYS and one not in WORDS]
        return framework_from_table(numbers(table, columns)[0].collect())
    if not path.is_file():
        raise InputError(f"a framework must be a file; {str(path)!r} is none.")
    text = path.read_text(encoding="utf-8")
    if "[programme]" not in text:
        return framework_from_toml(text)
    index = read_programme(text, path.name).index
    if index is None:
        raise InputError(f"the programme {path.name!r} has no section [index]; there is nothing to build.")
    return framework_of(index)


def framework_of(index: Index) -> Framework:
    """Turn the index of a programme into a framework; the column of an item is the item's id.

    Parameters
    ----------
    index : Index
        Groups and items, goalposts in canonical units.

    Returns
    -------
    Framework

    Raises
    ------
    InputError
        If two groups score an item of the same id.
    """
    items = [
        Indicator(item.id, group.id, item.weight, name=item.name.get("en"), worst=item.worst, best=item.best)
        for group in index.groups
        for item in group.items
    ]
    groups = [Node(group.id, "index", group.weight, group.name.get("en"), index.aggregate) for group in index.groups]
    return Framework(tuple(items), (Node("index", how=index.aggregate), *groups))


def index_of_assessment(assessment: Assessment) -> CompositeIndex:
    """Turn the scores of an assessment into an index: points inside full points, open points as ranges.

    Adjustments after aggregation are not part of it.

    Parameters
    ----------
    assessment : Assessment
        Clusters without a score are left out.

    Returns
    -------
    CompositeIndex
        Ranked inside the peer classes; its indicators are named ``group.item``.

    Raises
    ------
    InputError
        If the programme has no index, or no cluster has a score.
    """
    rules = assessment.programme.index
    scored = [(one, one.score.items) for one in assessment.clusters if one.score is not None]
    if rules is None or not scored:
        raise InputError("an index needs scores; the programme has no index, or no cluster has a score.")
    full = [(f"{item.group}.{item.item}", item.group, item.weight) for item in scored[0][1]]
    framework = Framework(
        tuple(Indicator(name, group, weight, worst=0.0, best=weight) for name, group, weight in full),
        (
            Node("index", how=rules.aggregate),
            *(Node(group.id, "index", group.weight, group.name.get("en"), rules.aggregate) for group in rules.groups),
        ),
    )
    low = np.array([[item.points.low for item in items] for _, items in scored])
    high = np.array([[item.points.high for item in items] for _, items in scored])
    return _finished(_labelled([one for one, _ in scored], low, high), framework)


def rank_index(
    index: CompositeIndex, uncertainty: Uncertainty, *, replications: int = 1000, seed: int = 0, workers: int = 1
) -> Ranked:
    """Give every rank its exact range, and its distribution where anything is uncertain.

    Parameters
    ----------
    index : CompositeIndex
        Ranked.
    uncertainty : Uncertainty
        What varies; where nothing does, there are no draws.
    replications, seed, workers : int
        As for `simulate`.

    Returns
    -------
    Ranked

    Raises
    ------
    InputError
        If the uncertainty does not suit the index.
    """
    intervals = index_intervals(index)
    varies = [one for one in uncertainty.factors if one != "unknown"] or bool(np.isnan(index.data).any())
    draws = simulate(index, uncertainty, replications=replications, seed=seed, workers=workers) if varies else None
    return Ranked(index, intervals, draws)


def score_table(index: CompositeIndex) -> pl.DataFrame:
    """The scores of all nodes, the range of score and rank, and the imputed figures, a row a unit (and period)."""
    found = index_intervals(index)
    table: pl.DataFrame = index.to_frame("polars")
    return table.with_columns(
        pl.Series("score_low", found.low),
        pl.Series("score_high", found.high),
        pl.Series("rank_best", found.best),
        pl.Series("rank_worst", found.worst),
    )


def rank_table(ranked: Ranked, *, top: int = 10, gate: float | None = None) -> pl.DataFrame:
    """Ranks with error bars, a row a unit (and period), the best first.

    Parameters
    ----------
    ranked : Ranked
        Ranges, and draws where there are any.
    top : int, default 10
        Places whose holders are told apart as safe in, borderline and safe out.
    gate : float, optional
        The lowest score that passes.

    Returns
    -------
    polars.DataFrame
        With the probability of a place and of the gate where there are draws.
    """
    index, found, draws = ranked.index, ranked.intervals, ranked.draws
    columns: dict[str, Any] = {"unit": index.units}
    columns |= {name: part for name, part in (("period", index.periods), ("class", index.classes)) if part is not None}
    columns |= {"score_low": found.low, "score_high": found.high, "rank_best": found.best, "rank_worst": found.worst}
    columns[f"top_{top}"] = standing_top(found.low, found.high, top, index.groups)
    if gate is not None:
        columns["gate"] = at_least(found.low, found.high, gate)
    if draws is not None:
        low, middle, high = draws.rank_quantiles()
        columns |= {"rank_5": low, "rank_50": middle, "rank_95": high, f"p_top_{top}": draws.probability_top(top)}
        if gate is not None:
            columns["p_gate"] = draws.probability_at_least(gate)
    return pl.DataFrame(columns).sort("rank_best", "rank_worst", "unit")


def uncertainty_of(vary: Sequence[str] = (), *, data: float = 0.0, concentration: float | None = None) -> Uncertainty:
    """Read what varies.

    Parameters
    ----------
    vary : sequence of str
        ``stage=method,method`` or ``weight:ID=low..high``.
    data : float, default 0.0
        Relative standard error of every figure.
    concentration : float, optional
        Of Dirichlet weights around the given ones.

    Returns
    -------
    Uncertainty

    Raises
    ------
    InputError
        If a text cannot be read.
    """
    choices: dict[str, Any] = {}
    ranges: dict[str, tuple[float, float]] = {}
    for text in vary:
        name, sign, value = text.partition("=")
        if name.startswith("weight:") and ".." in value:
            ranges[name.removeprefix("weight:")] = _range(text, value)
        elif sign and name in {"impute", "treat", "normalise", "aggregate"}:
            choices[name] = tuple(_method(one) for one in value.split(","))
        else:
            raise InputError(f"what varies must read stage=method,method or weight:ID=low..high; it is {text!r}.")
    return Uncertainty(data=data, concentration=concentration, weight_ranges=ranges, **choices)


def sensitivity_table(
    index: CompositeIndex, uncertainty: Uncertainty, *, n: int = 512, seed: int = 0, workers: int = 1
) -> tuple[pl.DataFrame, SensitivityResult]:
    """Find what the ranks depend on: the Sobol indices of the mean rank shift, the most important factor first.

    Parameters
    ----------
    index : CompositeIndex
        Ranked.
    uncertainty : Uncertainty
        At least two factors.
    n, seed, workers : int
        As for `sensitivity`.

    Returns
    -------
    polars.DataFrame, SensitivityResult

    Raises
    ------
    InputError
        If fewer than two factors vary.
    """
    found = sensitivity(index, uncertainty, n=n, seed=seed, workers=workers)
    shift = found.rank_shift
    columns = {
        "factor": found.factors, "first": shift.first, "first_error": shift.first_error,
        "total": shift.total, "total_error": shift.total_error,
    }  # fmt: skip
    return pl.DataFrame(columns).sort("total", descending=True, nulls_last=True), found


def write_frame(table: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV, TSV, Parquet or Excel."""
    write_table(table, path)


def write_rank_chart(ranked: Ranked, path: Path, language: str = "en") -> None:
    """Draw ranks with error bars into an HTML, SVG, PNG or JSON file; of a panel the last period."""
    index = ranked.index
    last = None if index.periods is None else np.flatnonzero(index.periods == index.periods.max()).tolist()
    chart = rank_intervals(ranked.intervals, ranked.draws, where=last, language=language)
    _save(chart, path)


def write_sensitivity_chart(found: SensitivityResult, path: Path, language: str = "en") -> None:
    """Draw Sobol indices into an HTML, SVG, PNG or JSON file."""
    _save(sensitivity_bars(found, language=language), path)


def _save(chart: Any, path: Path) -> None:
    """Write a chart in the format of the file's ending; a page carries its scripts, so that it opens offline."""
    kind = path.suffix.lower()
    if kind not in CHART_FORMATS:
        raise InputError(f"a chart must end in {', '.join(CHART_FORMATS)}; {path.name!r} does not.")
    chart.save(str(path), **({"inline": True} if kind == ".html" else {}))


def _method(text: str) -> Any:
    parts = tuple(part.strip() for part in text.split("+"))
    return parts[0] if len(parts) == 1 else {"how": parts}


def _range(text: str, value: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in value.split(".."))
    except ValueError as error:
        raise InputError(f"a range of a weight must read weight:ID=low..high, two numbers; it is {text!r}.") from error
    return low, high


def _labelled(clusters: Sequence[ClusterAssessment], low: Any, high: Any) -> IndexTable:
    return IndexTable(
        units=np.array([one.cluster.id for one in clusters]),
        figures=np.where(low == high, low, np.nan),
        classes=np.array([one.cluster.peer_class for one in clusters], dtype=np.str_),
        low=low,
        high=high,
    )


def _finished(table: IndexTable, framework: Framework) -> CompositeIndex:
    """Take a table whose figures are points already through the last stages; a cap above the full points holds."""
    index = assemble(table, framework)
    for stage, arguments in FINISH:
        index = stage(index, **arguments)
    return index

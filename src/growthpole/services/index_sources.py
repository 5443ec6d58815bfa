"""Where an index comes from: a table and a framework, or an assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from growthpole.errors import InputError
from growthpole.index.aggregation import aggregate, rank
from growthpole.index.building import build
from growthpole.index.composite import CompositeIndex, IndexTable, assemble
from growthpole.index.documents import TABLE_KEYS, framework_from_table, framework_from_toml
from growthpole.index.framework import Framework, Indicator, Node
from growthpole.index.normalisation import normalise
from growthpole.index.weighting import weight
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.rules import Index
from growthpole.programme.assess import assess
from growthpole.programme.file import read_programme
from growthpole.services.inputs import open_inputs
from growthpole.tables.plain import numbers, scan_table

__all__ = [
    "CompositeIndex",
    "IndexFiles",
    "build_index",
    "framework_of",
    "index_of_assessment",
    "method_named",
    "open_framework",
]

# The figures of an assessment are points already: nothing is screened, imputed or treated.
FINISH: tuple[tuple[Any, dict[str, Any]], ...] = (
    (normalise, {"cap": False}),
    (weight, {}),
    (aggregate, {}),
    (rank, {}),
)
WORDS = ("id", "parent", "unit", "name", "scale", "denominator", "aggregate")


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """What an index is built from.

    Attributes
    ----------
    data : Path
        CSV, TSV, Parquet or Excel file: one row a unit (and period), one column an indicator. Or a folder of
        evidence, as for an assessment.
    framework : Path or None
        A programme, a TOML file with a table ``[index]``, or a table of indicators. With a folder the programme to
        assess by; None takes the one inside.
    unit, period, classes : str
        Columns that name units, periods and peer classes; empty where there are none. With a folder `period` is the
        year to assess.
    sheet : str or None
        Worksheet of a workbook.
    """

    data: Path
    framework: Path | None = None
    unit: str = "unit"
    period: str = ""
    classes: str = ""
    sheet: str | None = None


def build_index(
    files: IndexFiles, choices: Mapping[str, str] | None = None
) -> tuple[CompositeIndex, Mapping[str, int]]:
    """Build an index from a table and a framework, or from a folder of evidence by assessing it.

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
    chosen = {stage: method_named(method) for stage, method in (choices or {}).items()}
    if files.data.is_dir():
        return _assessed(files).replay(**chosen), {}
    if files.framework is None:
        raise InputError(f"`framework` must be given with the table {files.data.name!r}; only a folder has its own.")
    framework = open_framework(files.framework, files.sheet)
    wanted = {*framework.columns, *(one.denominator for one in framework.indicators if one.denominator)}
    wanted |= {f"{one}_{end}" for one in framework.columns for end in ("low", "high")}
    table = scan_table(files.data, files.sheet)
    present = [one for one in table.collect_schema().names() if one in wanted]
    figures, lost = numbers(table, present)
    labels: dict[str, Any] = {"unit": files.unit, "period": files.period or None, "classes": files.classes or None}
    return build(figures.collect(), framework, **labels, **chosen), lost


def _assessed(files: IndexFiles) -> CompositeIndex:
    programme = None if files.framework is None else str(files.framework)
    inputs = open_inputs(files.data, programme, files.period or None)
    return index_of_assessment(assess(inputs.programme, inputs.dossier, inputs.period))


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


def method_named(text: str) -> Any:
    """Read the method of a stage; remedies that are tried in turn are parted by "+"."""
    parts = tuple(part.strip() for part in text.split("+"))
    return parts[0] if len(parts) == 1 else {"how": parts}


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

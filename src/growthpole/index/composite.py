"""A composite index in the making: the figures, every stage they went through, and the log of choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from inspect import signature
from typing import Any, Literal

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError, NameUnknownError
from growthpole.index.framework import Framework

__all__ = ["CompositeIndex", "IndexTable", "Step", "assemble"]

Floats = NDArray[np.float64]
Labels = NDArray[Any]
INDICATOR_STAGES = ("normalised", "treated", "imputed", "denominated", "raw")


@dataclass(frozen=True, slots=True, eq=False)
class IndexTable:
    """The figures as they came, before any choice was made.

    Attributes
    ----------
    units : ndarray of str, shape (n,)
        Name of the unit of each row.
    figures : ndarray of float, shape (n, m)
        One column for each indicator of the framework; NaN where unknown.
    periods : ndarray, shape (n,), or None
        Period of each row of a panel.
    classes : ndarray, shape (n,), or None
        Peer class of each row.
    denominators : mapping of str to ndarray of float, shape (n,)
        The columns that indicators are divided by.
    low, high : ndarray of float, shape (n, m), or None
        Range of each figure that is unknown; by default the range of its indicator.
    """

    units: Labels
    figures: Floats
    periods: Labels | None = None
    classes: Labels | None = None
    denominators: Mapping[str, Floats] = field(default_factory=dict)
    low: Floats | None = None
    high: Floats | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One stage that was run: the verb, and every argument it ran with.

    Attributes
    ----------
    verb : str
        Name of the stage, such as "normalise".
    arguments : mapping
        Its arguments, defaults included.
    run : callable
        The function itself, so that a log can be replayed.
    """

    verb: str
    arguments: Mapping[str, Any]
    run: Callable[..., CompositeIndex] = field(repr=False, compare=False)


@dataclass(frozen=True, eq=False)
class CompositeIndex:
    """An index at some stage. Every verb returns a new one; nothing is changed in place.

    Attributes
    ----------
    table : IndexTable
        The figures as they came.
    start : Framework
        The framework as it came; `framework` may carry other weights.
    framework : Framework
        Indicators, tree and weights in force.
    rows : ndarray of int, shape (n,)
        Rows of the table that take part; screening drops some.
    stages : mapping of str to ndarray of float
        "raw", "denominated", "imputed", "treated", "normalised": shape (n, m). "aggregated": shape (n, p),
        one column for each node in `framework.order`, the root last.
    imputed : ndarray of bool, shape (n, m)
        Cells that hold an imputed figure.
    fits : mapping
        What the stages fitted: "treat" a tuple of column treatments, "normalise" the references.
    hows : mapping of str to str
        How each node is aggregated.
    missing : {"unknown", "available"}
        What aggregation does with an unknown value.
    log : tuple of Step
        The stages that were run, in order.
    """

    table: IndexTable
    start: Framework
    framework: Framework
    rows: NDArray[np.int64]
    stages: Mapping[str, Floats]
    imputed: NDArray[np.bool_]
    fits: Mapping[str, Any] = field(default_factory=dict)
    hows: Mapping[str, str] = field(default_factory=dict)
    missing: str = "unknown"
    log: tuple[Step, ...] = ()

    @property
    def units(self) -> Labels:
        """Name of the unit of each row, shape (n,)."""
        return self.table.units[self.rows]

    @property
    def periods(self) -> Labels | None:
        """Period of each row, shape (n,), or None."""
        return None if self.table.periods is None else self.table.periods[self.rows]

    @property
    def classes(self) -> Labels | None:
        """Peer class of each row, shape (n,), or None."""
        return None if self.table.classes is None else self.table.classes[self.rows]

    @property
    def data(self) -> Floats:
        """The indicators at the last stage they reached, shape (n, m)."""
        return self.stages[next(one for one in INDICATOR_STAGES if one in self.stages)]

    @property
    def scores(self) -> Floats:
        """Score of the root for each row, unrounded, shape (n,); NaN where an unknown figure leaves it
        open.
        """
        return self.stage("aggregated")[:, -1]

    @property
    def groups(self) -> Labels:
        """Whom each row is ranked among: rows of one period and one class share a number, shape (n,)."""
        parts = [part for part in (self.periods, self.classes) if part is not None]
        codes = [np.unique(part, return_inverse=True)[1].reshape(-1) for part in parts]
        if not codes:
            return np.zeros(self.rows.size, np.int64)
        return np.unique(np.stack(codes, axis=1), axis=0, return_inverse=True)[1].reshape(-1)

    def stage(self, name: str) -> Floats:
        """Give the figures of one stage; an error names the stages there are."""
        if name not in self.stages:
            raise NameUnknownError("stage of this index", name, self.stages)
        return self.stages[name]

    def row(self, unit: str, period: object = None) -> int:
        """Find the row of a unit (and period); an error offers the nearest names."""
        there = self.units == unit
        if not there.any():
            raise NameUnknownError("unit", str(unit), sorted({str(one) for one in self.units}))
        if self.periods is not None:
            last = self.periods[there].max() if period is None else period
            there &= self.periods == last
        found = np.flatnonzero(there)
        if found.size != 1:
            raise InputError(f"{unit!r} must have one row in period {period!r}; it has {found.size}.")
        return int(found[0])

    def replay(self, **changes: object) -> CompositeIndex:
        """Build the same index again from its log, with some choices changed.

        Parameters
        ----------
        **changes : str or mapping
            For a verb of the log, the new method, or a mapping of new arguments. Every argument that is not
            named stays as it was.

        Returns
        -------
        CompositeIndex
            The index rebuilt from the figures as they came.

        Raises
        ------
        NameUnknownError
            If a verb is not in the log.

        References
        ----------
        Becker et al. (2022), COINr, Journal of Open Source Software 7(78), 4567 (regeneration of a log).

        Examples
        --------
        >>> from growthpole.index.building import build
        >>> import polars as pl
        >>> frame = pl.DataFrame({"unit": ["p", "q"], "a": [1.0, 3.0], "b": [4.0, 1.0]})
        >>> from growthpole.index.framework import Framework, Indicator
        >>> tree = Framework((Indicator("a", worst=0, best=4), Indicator("b", worst=0, best=4)))
        >>> index = build(frame, tree)
        >>> index.scores.tolist(), index.replay(normalise="min-max").scores.tolist()
        ([62.5, 50.0], [50.0, 50.0])
        """
        for verb in changes:
            if verb not in {step.verb for step in self.log}:
                raise NameUnknownError("step of this index", verb, {step.verb for step in self.log})
        index = assemble(self.table, self.start)
        for step in self.log:
            change = changes.get(step.verb, {})
            named = change if isinstance(change, Mapping) else {"how": change}
            index = run_stage(step.run, index, {**step.arguments, **named})
        return index

    def record(self, run: Callable[..., CompositeIndex], **arguments: object) -> CompositeIndex:
        """Copy the index with one more step in its log."""
        return replace(self, log=(*self.log, Step(run.__name__, arguments, run)))

    def with_stage(self, name: str, values: Floats, **fields: Any) -> CompositeIndex:
        """Copy the index with one more stage."""
        values.flags.writeable = False
        return replace(self, stages={**self.stages, name: values}, **fields)

    def to_frame(self, backend: Literal["polars", "pandas", "pyarrow"] = "polars") -> Any:
        """Give units, periods, classes, node scores and flags of imputed figures as a frame of the
        `backend`.
        """
        columns: dict[str, Any] = {"unit": self.units.astype(str)}
        for name, labels in (("period", self.periods), ("class", self.classes)):
            if labels is not None:
                columns[name] = labels
        if "aggregated" in self.stages:
            nodes = self.stages["aggregated"]
            columns.update({node: nodes[:, place] for place, node in enumerate(self.framework.order)})
        names = np.array(self.framework.columns, dtype=object)
        columns["imputed"] = np.array(["; ".join(names[row]) for row in self.imputed], dtype=str)
        frame = nw.from_dict(columns, backend=backend)
        # A file and a screen know null as unknown; NaN would be printed as if it were a figure.
        unknown = [nw.col(name).fill_nan(None) for name, kind in frame.schema.items() if kind.is_float()]
        return frame.with_columns(*unknown).to_native()


def run_stage(
    run: Callable[..., CompositeIndex], index: CompositeIndex, arguments: Mapping[str, Any]
) -> CompositeIndex:
    """Run one stage; an argument it does not have is refused with the nearest that it has."""
    known = list(signature(run).parameters)[1:]
    for name in arguments:
        if name not in known:
            raise NameUnknownError(f"argument of {run.__name__!r}", name, known)
    return run(index, **arguments)


def assemble(table: IndexTable, framework: Framework) -> CompositeIndex:
    """Start an index from a table: the stage "raw", and an empty log."""
    rows = np.arange(table.units.size, dtype=np.int64)
    return CompositeIndex(
        table, framework, framework, rows, {"raw": table.figures}, np.zeros(table.figures.shape, np.bool_)
    )

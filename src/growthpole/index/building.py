"""Build a whole index: every stage in its order, each with one choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from narwhals.typing import IntoDataFrame

from growthpole.errors import NameUnknownError
from growthpole.index.aggregation import aggregate, rank
from growthpole.index.composite import CompositeIndex, assemble, run_stage
from growthpole.index.framework import Framework
from growthpole.index.imputation import impute
from growthpole.index.normalisation import normalise
from growthpole.index.reading import read_table
from growthpole.index.screening import denominate, screen
from growthpole.index.treatment import treat
from growthpole.index.weighting import weight

__all__ = ["build", "start"]

STAGES = {
    "denominate": denominate,
    "screen": screen,
    "impute": impute,
    "treat": treat,
    "normalise": normalise,
    "weight": weight,
    "aggregate": aggregate,
    "rank": rank,
}


def start(
    frame: IntoDataFrame,
    framework: Framework,
    *,
    unit: str = "unit",
    period: str | None = None,
    classes: str | None = None,
) -> CompositeIndex:
    """Start an index at its first stage, to go on verb by verb.

    Parameters
    ----------
    frame : pandas, Polars or PyArrow frame
        One row for each unit (and period), one column for each indicator and denominator. Columns named after an
        indicator with ``_low`` or ``_high`` bound its figure (after division by a
        denominator) where it is unknown.
    framework : Framework
        Indicators, goalposts and tree.
    unit, period, classes : str
        Columns that name the units, the periods of a panel, and the peer classes.

    Returns
    -------
    CompositeIndex
        With the stage "raw".

    Raises
    ------
    InputError
        If a column is missing or does not hold numbers, or a unit stands twice.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, steps 1 and 2.

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.framework import Indicator
    >>> index = start(pl.DataFrame({"unit": ["p"], "a": [1.0]}), Framework((Indicator("a"),)))
    >>> index.units.tolist(), list(index.stages)
    (['p'], ['raw'])
    """
    return assemble(read_table(frame, framework, unit=unit, period=period, classes=classes), framework)


def build(
    frame: IntoDataFrame,
    framework: Framework,
    *,
    unit: str = "unit",
    period: str | None = None,
    classes: str | None = None,
    until: str = "rank",
    **choices: Any,
) -> CompositeIndex:
    """Build an index: denominate, screen, impute, treat, normalise, weight, aggregate, rank.

    Parameters
    ----------
    frame : pandas, Polars or PyArrow frame
        One row for each unit (and period), one column for each indicator and denominator; null where unknown.
    framework : Framework
        Indicators, goalposts and tree.
    unit, period, classes : str
        Columns that name the units, the periods of a panel, and the peer classes.
    until : str, default "rank"
        The last stage to run.
    **choices : str or mapping
        For any stage its method, or a mapping of its arguments. By default nobody is screened out, nothing is
        imputed or treated, goalposts normalise, the framework's weights and methods hold.

    Returns
    -------
    CompositeIndex
        With every stage and the log of choices.

    Raises
    ------
    NameUnknownError
        If a stage does not exist.
    InputError
        If the frame does not fit the framework, or a stage refuses.

    References
    ----------
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, steps 1 to 9.

    Examples
    --------
    >>> import polars as pl
    >>> from growthpole.index.framework import Indicator
    >>> tree = Framework((Indicator("output", worst=0, best=40), Indicator("decline", worst=10, best=0)))
    >>> frame = pl.DataFrame({"unit": ["Taigu", "Qixian"], "output": [20.0, 10.0], "decline": [5.0, 1.0]})
    >>> index = build(frame, tree)
    >>> index.scores.tolist(), index.stage("ranked").ravel().tolist()
    ([50.0, 57.5], [2.0, 1.0])
    """
    for one in (*choices, until):
        if one not in STAGES:
            raise NameUnknownError("stage", one, STAGES)
    index = start(frame, framework, unit=unit, period=period, classes=classes)
    for name, verb in STAGES.items():
        choice = choices.get(name, {})
        arguments = choice if isinstance(choice, Mapping) else {"how": choice}
        index = run_stage(verb, index, arguments)
        if name == until:
            break
    return index

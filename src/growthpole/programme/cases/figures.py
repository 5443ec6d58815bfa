"""Figures as a case writes them: ``"4.2 bn CNY"``, ``"at least 10亿元"``, ``"yes"``, ``"unknown"``, or a dispute."""

from __future__ import annotations

from collections.abc import Iterator

from growthpole.catalogue.units import parse_unit
from growthpole.model.evidence import Evidence
from growthpole.model.interval import Interval
from growthpole.model.rules import Indicator
from growthpole.model.status import Status
from growthpole.programme.file.faults import UnfitError
from growthpole.programme.file.values.quantities import quantity

__all__ = ["figures_of"]

_FACTS = {"yes": 1.0, "no": 0.0, "是": 1.0, "否": 0.0}
_BOUNDS = {
    "at least ": Status.LOWER_BOUND,
    "至少": Status.LOWER_BOUND,
    "at most ": Status.UPPER_BOUND,
    "至多": Status.UPPER_BOUND,
}


def figures_of(subject: str, indicator: Indicator, period: str, given: object) -> Iterator[Evidence]:
    """The rows of evidence for one figure.

    Parameters
    ----------
    subject, period : str
        Whose figure of which year.
    indicator : Indicator
        Which figure; its unit says of which kind the value must be.
    given : object
        A number, a text, or a list of values that contradict each other.

    Returns
    -------
    iterator of Evidence
        One row, or one for each disputed value; a figure that is ``"unknown"`` is a row without value.

    Raises
    ------
    UnfitError
        If the value is no figure of the indicator.

    Examples
    --------
    >>> from growthpole.model.text import Text
    >>> output = Indicator("output", Text("output"), unit="bn CNY")
    >>> [(row.value, str(row.status)) for row in figures_of("town", output, "2023", "at least 4 bn CNY")]
    [(4000000000.0, 'lower bound')]
    """
    if isinstance(given, list):
        for one in given:
            yield Evidence(subject, indicator.id, period, _worth(one, indicator), indicator.unit, Status.DISPUTED)
        return
    value, status, interval = _read(given, indicator)
    yield Evidence(subject, indicator.id, period, value, indicator.unit, status, given=interval)


def _read(given: object, indicator: Indicator) -> tuple[float | None, Status, Interval | None]:
    if given in {"unknown", "未知"}:
        return None, Status.MISSING, None
    if isinstance(given, str):
        for word, status in _BOUNDS.items():
            if given.startswith(word):
                return _worth(given.removeprefix(word), indicator), status, None
        if ".." in given:
            low, high = (_worth(end.strip(), indicator) for end in given.split(".."))
            return None, Status.ESTIMATED, Interval(low, high)
    return _worth(given, indicator), Status.REPORTED, None


def _worth(given: object, indicator: Indicator) -> float:
    """The value in the canonical unit; a plain number is for indicators without a dimension."""
    if isinstance(given, str) and given in _FACTS:
        return _FACTS[given]
    count = isinstance(given, str) and given.replace(".", "", 1).isdecimal()
    found, wanted = quantity(float(str(given)) if count else given), parse_unit(indicator.unit).canonical
    if (found.canonical or "1") != wanted and found.value != 0:
        raise UnfitError(f"a figure in {wanted}", f'Write the unit after the number, such as "4 {indicator.unit}".')
    return found.value

"""Many years in one call: a mapping from year to matrix in, a dict from year to result out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from growthpole.errors import InputError
from growthpole.measures.matrix.inputs import CrossTable

P = ParamSpec("P")
R = TypeVar("R")
Year = TypeVar("Year", bound=Hashable)


class Yearly(Protocol[P, R]):
    """A measure that gives a frozen result for one matrix, and a dict of them for a mapping of years."""

    @overload
    def __call__(self, m: Mapping[Year, Any], /, *args: P.args, **kwargs: P.kwargs) -> dict[Year, R]: ...
    @overload
    def __call__(self, m: Any, /, *args: P.args, **kwargs: P.kwargs) -> R: ...


class SameForm(Protocol[P]):
    """A measure that gives a matrix in the form of the one it was given."""

    @overload
    def __call__(self, m: Mapping[Year, Any], /, *args: P.args, **kwargs: P.kwargs) -> dict[Year, Any]: ...
    @overload
    def __call__(self, m: NDArray[Any], /, *args: P.args, **kwargs: P.kwargs) -> NDArray[np.float64]: ...
    @overload
    def __call__(self, m: CrossTable, /, *args: P.args, **kwargs: P.kwargs) -> CrossTable: ...
    @overload
    def __call__(self, m: Any, /, *args: P.args, **kwargs: P.kwargs) -> Any: ...


def yearly(measure: Callable[Concatenate[Any, P], R]) -> Yearly[P, R]:
    """Let ``measure`` take a mapping of years; an option that is a mapping of the same years is split too."""
    each: Yearly[P, R] = _each_year(measure)
    return each


def same_form(measure: Callable[Concatenate[Any, P], Any]) -> SameForm[P]:
    """As :func:`yearly`, for measures whose answer has the form of their input."""
    each: SameForm[P] = _each_year(measure)
    return each


def _each_year(measure: Callable[..., Any]) -> Any:
    @wraps(measure)
    def each(m: Any, /, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(m, Mapping):
            return measure(m, *args, **kwargs)
        return {
            year: measure(
                table,
                *(_of(year, option) for option in args),
                **{name: _of(year, option) for name, option in kwargs.items()},
            )
            for year, table in m.items()
        }

    return each


def _of(year: Hashable, option: Any) -> Any:
    if not isinstance(option, Mapping):
        return option
    if year not in option:
        raise InputError(f"each year must be in every mapping given; {year!r} is missing, found {list(option)}.")
    return option[year]

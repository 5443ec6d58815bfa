"""The functions of the language: how many arguments of what form each takes, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FUNCTIONS", "Function"]


@dataclass(frozen=True, slots=True)
class Function:
    """The signature of a function.

    Attributes
    ----------
    takes : {"tests", "numbers", "number", "any", "count and tests", "two numbers", "any and period", "criterion"}
        Its arguments.
    gives : {"test", "number", "share", "same", "quotient"}
        A test; a number of the same unit as the argument; a plain share; what the argument is; the quotient.
    years : {"no", "default 1", "required", "window"}
        Whether ``years =`` may or must be written; a window needs it where one argument stands alone.
    says : str
        One line for the reference.
    """

    takes: str
    gives: str
    years: str
    says: str


FUNCTIONS: dict[str, Function] = {
    "any_of": Function("tests", "test", "no", "at least one of the tests is met"),
    "all_of": Function("tests", "test", "no", "all tests are met"),
    "none_of": Function("tests", "test", "no", "none of the tests is met"),
    "at_least": Function("count and tests", "test", "no", "so many of the tests are met"),
    "count": Function("tests", "count", "no", "how many of the tests are met"),
    "each": Function("any", "same", "required", "the comparison holds in each of the last years"),
    "previous": Function("any", "same", "default 1", "the figure so many years earlier"),
    "at": Function("any and period", "same", "no", "the figure of the period named"),
    "latest": Function("number", "number", "no", "the last figure of which anything is known"),
    "growth": Function("number", "share", "default 1", "compound annual growth, (x[t] / x[t-n])^(1/n) - 1"),
    "mean_growth": Function("number", "share", "default 1", "the mean of the yearly rates x[t] / x[t-1] - 1"),
    "change": Function("number", "number", "default 1", "the difference x[t] - x[t-n]"),
    "mean": Function("number", "number", "required", "the mean over the last years"),
    "sum": Function("number", "number", "required", "the sum over the last years"),
    "min": Function("numbers", "number", "window", "the smallest of the arguments, or over the last years"),
    "max": Function("numbers", "number", "window", "the largest of the arguments, or over the last years"),
    "share": Function("two numbers", "share", "no", "a / b cut to the range from 0 to 1"),
    "ratio": Function("two numbers", "quotient", "no", "a / b"),
    "abs": Function("number", "number", "no", "the absolute value"),
    "has": Function("number", "test", "no", "the figure is at least 1"),
    "met": Function("criterion", "test", "no", "the criterion named is met"),
}

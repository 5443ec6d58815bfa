"""What is wrong with an expression, and where."""

from __future__ import annotations

from growthpole.errors import InputError

__all__ = ["ExpressionError"]


class ExpressionError(InputError):
    """A fault of an expression.

    Parameters
    ----------
    text : str
        The whole expression.
    column : int
        1-based column of the fault in ``text``.
    must : str
        What must hold.
    do : str
        What to do about it.

    Examples
    --------
    >>> print(ExpressionError("output >= 4", 11, "a figure with a unit", "Write `4 CNY`."))
    in 'output >= 4', column 11 ('4'): must be a figure with a unit. Write `4 CNY`.
    """

    def __init__(self, text: str, column: int, must: str, do: str) -> None:
        self.text, self.column, self.must, self.do = text, column, must, do
        found = text[column - 1 : column + 29].split("\n")[0]
        shown = repr(found) if found else "the end"
        super().__init__(f"in {text!r}, column {column} ({shown}): must be {must}. {do}")

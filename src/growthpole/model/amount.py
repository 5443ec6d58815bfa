"""An amount in words that keeps its number: people read the words, a workbook adds up the number."""

from __future__ import annotations

from dataclasses import dataclass

from growthpole.model.text import Text

__all__ = ["Amount", "amounting"]


@dataclass(frozen=True, slots=True)
class Amount(Text):
    """Words for an amount of money, with its ends.

    Attributes
    ----------
    low, high : float
        Its ends in ``unit``, equal where it is settled; infinite where one is not known.
    unit : str
        The currency, ``"CNY"`` for instance; never its thousands or millions.
    """

    low: float = 0.0
    high: float = 0.0
    unit: str = "CNY"


def amounting(said: Text, low: float, high: float, unit: str = "CNY") -> Amount:
    """Words that keep their number.

    Parameters
    ----------
    said : Text
        The amount as it is printed.
    low, high : float
        Its ends in ``unit``; infinite where one is not known.
    unit : str
        The currency.

    Returns
    -------
    Amount

    Examples
    --------
    >>> cost = amounting(Text("¥2 million", "200万元"), 2e6, 2e6)
    >>> cost.zh, cost.low, cost.unit
    ('200万元', 2000000.0, 'CNY')
    """
    return Amount(said.en, said.zh, low, high, unit)

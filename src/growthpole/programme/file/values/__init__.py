"""What may stand at a key, by kind: each kind turns a TOML value into the value that the rules work with."""

from __future__ import annotations

from collections.abc import Callable

from growthpole.programme.file.schema.key import Key
from growthpole.programme.file.values import numbers, quantities, times, words

__all__ = ["KINDS", "convert"]

KINDS: dict[str, Callable[[object], object]] = {
    "words": words.words,
    "text": words.text,
    "id": words.id_,
    "label": words.label,
    "slug": words.slug,
    "names": words.names,
    "strings": words.strings,
    "test": words.expression,
    "move": words.expression,
    "among": words.expression,
    "count": words.expression,
    "expression": words.expression,
    "number": numbers.number,
    "amount": numbers.amount,
    "weight": numbers.weight,
    "whole": numbers.whole,
    "positive": numbers.positive,
    "cap": numbers.cap,
    "share": numbers.share,
    "shares": numbers.shares,
    "unit": quantities.unit,
    "quantity": quantities.quantity,
    "range": quantities.range_,
    "threshold": quantities.threshold,
    "effect": quantities.effect,
    "gain": quantities.gain,
    "years": times.years,
    "months": times.months,
    "days": times.days,
    "day": times.day,
    "date": times.date_,
    "calendar": times.calendar,
}
"""The kinds that need nothing but the value."""


def convert(key: Key, value: object, currency: str) -> object:
    """Turn a TOML value into what its key asks for.

    Parameters
    ----------
    key : Key
        What may stand there.
    value : object
        As ``tomllib`` gave it.
    currency : str
        The currency of the programme.

    Returns
    -------
    object
        A float, int, str, `Text`, tuple, `Interval`, `Quantity` ... by the kind of the key.

    Raises
    ------
    UnfitError
        If the value is not of the kind; says what must hold and what to do.
    """
    if key.kind == "choice":
        return words.choice(value, key.options)
    if key.kind == "money":
        return quantities.money(value, currency)
    return KINDS[key.kind](value)

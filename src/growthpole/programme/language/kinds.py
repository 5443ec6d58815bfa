"""What an expression can be: a number with a unit, a test, or one of the programme's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.catalogue.units import parse_unit
from growthpole.errors import UnitError
from growthpole.model.programme import Programme
from growthpole.programme.language.environment import ordinals

__all__ = ["Kind", "Scope", "dimension", "product", "scope_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an expression is.

    Attributes
    ----------
    form : {"number", "test", "word", "nothing"}
        ``"nothing"`` is what a faulty part is, so that one fault is told once.
    unit : str
        Canonical unit of a number; ``"1"`` for a plain one.
    bare : bool
        Whether it is a literal without a unit, which may not meet a figure that has one.
    words : tuple of str
        For a grade, tier or class: its words, from the lowest to the highest.
    ordered : bool
        Whether these words have an order.
    """

    form: str
    unit: str = "1"
    bare: bool = False
    words: tuple[str, ...] = ()
    ordered: bool = True

    def __str__(self) -> str:
        if self.form == "number":
            return "a plain number" if self.unit == "1" else f"a figure in {self.unit}"
        return {"test": "a test", "word": "a word of the programme"}.get(self.form, "nothing")


@dataclass(frozen=True)
class Scope:
    """Which names an expression may use.

    Attributes
    ----------
    units : mapping of str to str
        Indicator id to canonical unit.
    criteria : frozenset of str
        Ids for ``met(...)``.
    words : mapping of str to tuple of str
        For ``grade``, ``tier`` and ``peer_class`` the programme's words, from the lowest to the highest.
    threshold : str or None
        Canonical unit of ``threshold``; ``None`` where there is none.
    supplied : frozenset of str
        Which of the names that the assessment supplies are known here: none in a formula.
    """

    units: Mapping[str, str]
    criteria: frozenset[str] = frozenset()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    threshold: str | None = None
    supplied: frozenset[str] = frozenset()


def scope_of(programme: Programme, *, supplied: frozenset[str] = frozenset(), threshold: str | None = None) -> Scope:
    """The scope of an expression of a programme.

    Parameters
    ----------
    programme : Programme
        Its indicators, criteria, grades, tiers and classes.
    supplied : frozenset of str
        Names that the assessment supplies at this place; ``SUPPLIED`` for all of them.
    threshold : str, optional
        The canonical unit of the gate's threshold.

    Returns
    -------
    Scope
        An indicator whose unit is not known counts as a plain number: its own rule has that fault.
    """
    words = {name: tuple(sorted(numbers, key=numbers.__getitem__)) for name, numbers in ordinals(programme).items()}
    units = {name: _canonical(one.unit) for name, one in programme.indicators.items()}
    return Scope(units, frozenset(programme.criteria), words, threshold, supplied)


def _canonical(unit: str) -> str:
    try:
        return parse_unit(unit).canonical
    except UnitError:
        return "1"


def dimension(unit: str) -> dict[str, int]:
    """The powers of a canonical unit; km2 is km to the power 2.

    Examples
    --------
    >>> dimension("CNY/km2"), dimension("1")
    ({'CNY': 1, 'km': -2}, {})
    """
    powers: dict[str, int] = {}
    pieces = re.split(r"([/*])", unit)
    for sign, piece in zip(["*", *pieces[1::2]], pieces[::2], strict=True):
        name, power = ("km", 2) if piece == "km2" else (piece, 1)
        if piece not in {"1", ""}:
            powers[name] = powers.get(name, 0) + (power if sign == "*" else -power)
    return {name: power for name, power in powers.items() if power}


def product(a: str, b: str, sign: str) -> str:
    """The canonical unit of a product or quotient.

    Examples
    --------
    >>> product("CNY", "km2", "/"), product("CNY/km2", "km2", "*"), product("CNY", "CNY", "/")
    ('CNY/km2', 'CNY', '1')
    """
    powers = dimension(a)
    for name, power in dimension(b).items():
        powers[name] = powers.get(name, 0) + (power if sign == "*" else -power)
    above = [_power(name, power) for name, power in sorted(powers.items()) if power > 0]
    below = [_power(name, -power) for name, power in sorted(powers.items()) if power < 0]
    return "/".join(["*".join(above) or "1", *below])


def _power(name: str, power: int) -> str:
    if name == "km" and power % 2 == 0:
        name, power = "km2", power // 2
    return "*".join([name] * power)

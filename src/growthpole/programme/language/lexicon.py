"""The names and units in which people read a programme's indicators and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthpole.catalogue.units import parse_unit
from growthpole.model.programme import Programme
from growthpole.model.text import Text

__all__ = ["Lexicon", "lexicon_of"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and units.

    Attributes
    ----------
    labels : mapping of str to Text
        Names of indicators, criteria, grades, tiers and classes by id.
    shown, canonical : mapping of str to str
        By indicator: the unit in which people read it, and the one in which it is stored.
    facts : frozenset of str
        Indicators that are yes or no.
    """

    labels: Mapping[str, Text]
    shown: Mapping[str, str]
    canonical: Mapping[str, str]
    facts: frozenset[str]


def lexicon_of(programme: Programme) -> Lexicon:
    """The lexicon of a programme; an indicator's name wins over that of another word with the same id.

    Raises
    ------
    UnitError
        If the unit of an indicator is not known.
    """
    named = [programme.classes, programme.tiers, programme.grades, programme.criteria, programme.indicators]
    indicators = programme.indicators
    return Lexicon(
        labels={name: one.name for mapping in named for name, one in mapping.items()},  # type: ignore[attr-defined]
        shown={name: one.unit for name, one in indicators.items()},
        canonical={name: parse_unit(one.unit).canonical for name, one in indicators.items()},
        facts=frozenset(name for name, one in indicators.items() if one.kind == "yes/no"),
    )

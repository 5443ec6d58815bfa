"""What the chapter of talent tells: the findings and their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from growthpole.chain.talent import OccupationGap
from growthpole.chain.talent_balance import TalentBalance
from growthpole.model.interval import Interval
from growthpole.model.text import Text

__all__ = ["WHOLE", "Schooling", "TalentFindings"]

WHOLE = "*"
"""Stands for all counties as one."""


@dataclass(frozen=True, slots=True)
class Schooling:
    """Share of those aged three and over with college or university, of a county and of all counties' middle."""

    region: str
    share: float
    median: float


@dataclass(frozen=True)
class TalentFindings:
    """What the chapter tells.

    Attributes
    ----------
    whole, counties : tuple of OccupationGap
        Of all counties as one, and of each.
    balance : tuple of TalentBalance
        Empty where no graduates were handed in.
    schooling : tuple of Schooling
    occupations, regions : mapping of str to Text
        Names.
    level : float
        Of the intervals.
    surveyed : int
        Counties behind the estimate.
    replacement : Interval
        Share that leaves in a year.
    peers : Text
        The counties behind the estimate, in words.
    known : tuple of Text
        What the evidence says of talent, for where no graduates were handed in.
    """

    whole: tuple[OccupationGap, ...]
    counties: tuple[OccupationGap, ...]
    balance: tuple[TalentBalance, ...]
    schooling: tuple[Schooling, ...]
    occupations: Mapping[str, Text]
    regions: Mapping[str, Text]
    level: float
    surveyed: int
    replacement: Interval
    peers: Text
    known: tuple[Text, ...] = ()

"""A worked case: what is given, what is expected, and what came out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from growthpole.model.evidence import Evidence
from growthpole.model.places import Cluster
from growthpole.model.text import Text

__all__ = ["Case", "CaseResult", "Mismatch"]


@dataclass(frozen=True)
class Case:
    """A worked case.

    Attributes
    ----------
    id : str
        Short name.
    says : Text
        The case in words, as a lawyer would put it.
    period : str
        The year assessed.
    clusters : tuple of Cluster
        The made-up clusters.
    rows : tuple of Evidence
        Their figures.
    expected : mapping of str to mapping
        By cluster id, as the file writes it; ``"fund"`` holds what is expected of the fund.
    """

    id: str
    says: Text
    period: str
    clusters: tuple[Cluster, ...]
    rows: tuple[Evidence, ...]
    expected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that came out otherwise than the case says."""

    cluster: str
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.cluster}: {self.what} should be {self.expected} and is {self.found}"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and everything in it that came out otherwise; nothing when the case holds."""

    case: Case
    mismatches: tuple[Mismatch, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything came out as the case says."""
        return not self.mismatches

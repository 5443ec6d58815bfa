"""What a plan is made of: a remedy that a cluster takes in a year."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Undertaking"]


@dataclass(frozen=True, slots=True, order=True)
class Undertaking:
    """A remedy of the programme, taken by one cluster.

    Attributes
    ----------
    cluster, remedy : str
        Ids.
    begins : str
        The year in which it begins and in which its money is committed.
    works_from : str
        The first year whose figures it moves: ``begins`` plus its lead time, rounded up to whole years.
    cost_cents : int
        In hundredths of the programme's currency.
    """

    cluster: str
    remedy: str
    begins: str
    works_from: str
    cost_cents: int

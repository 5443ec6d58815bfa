"""The three axes of a table of evidence: who is spoken of, what is measured, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthpole.model.dossier import Dossier
from growthpole.model.evidence import ALL, PROGRAMME
from growthpole.model.programme import Programme
from growthpole.programme.periods import Periods

__all__ = ["Axes", "axes_of"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Axes:
    """Places on the axes subject x indicator x period.

    Attributes
    ----------
    clusters : tuple of str
        Ids; the first subjects. Their regions follow, then the programme, then what is said of all.
    region : ndarray of int64, shape (clusters,)
        The subject that is the cluster's region.
    subject, indicator, column : mapping of str to int
        Places by id, code or period.
    of : mapping of str to str
        What each indicator is a figure of.
    """

    clusters: tuple[str, ...]
    region: Ints
    subject: dict[str, int]
    indicator: dict[str, int]
    column: dict[str, int]
    of: dict[str, str]

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many subjects, indicators and periods there are."""
        regions = len(set(self.region.tolist()))
        return len(self.clusters) + regions + 2, len(self.indicator), len(self.column)

    def further(self, indicator: str) -> Iterator[Ints]:
        """The subjects besides the cluster itself whose evidence speaks of it, one for each cluster."""
        programme, everyone = self.subject[PROGRAMME], self.subject[ALL]
        if self.of[indicator] == "region":
            yield self.region
        elif self.of[indicator] == "programme":
            yield np.full_like(self.region, programme)
        yield np.full_like(self.region, everyone)


def axes_of(programme: Programme, dossier: Dossier, periods: Periods) -> Axes:
    """The axes of a dossier under a programme."""
    clusters = tuple(cluster.id for cluster in dossier.clusters)
    regions = sorted({cluster.region for cluster in dossier.clusters})
    place = {region: len(clusters) + number for number, region in enumerate(regions)}
    # A cluster with the id of a region is the cluster: ids are what evidence is handed in under.
    subject = place | {name: number for number, name in enumerate(clusters)}
    subject |= {PROGRAMME: len(clusters) + len(regions), ALL: len(clusters) + len(regions) + 1}
    return Axes(
        clusters=clusters,
        region=np.array([place[cluster.region] for cluster in dossier.clusters], np.int64),
        subject=subject,
        indicator={name: number for number, name in enumerate(programme.indicators)},
        column={name: number for number, name in enumerate(periods.all)},
        of={name: one.of for name, one in programme.indicators.items()},
    )

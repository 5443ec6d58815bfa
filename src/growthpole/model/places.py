"""What is registered: regions, industries, clusters, firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from growthpole.model.text import Text

__all__ = ["Cluster", "Firm", "Industry", "Region"]


@dataclass(frozen=True, slots=True)
class Region:
    """A unit of a region classification (GB/T 2260, NUTS ...)."""

    code: str
    name: Text
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Industry:
    """A unit of an industry classification (GB/T 4754, NACE ...)."""

    code: str
    name: Text
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is registered and assessed: a professional town, a cluster area, a district.

    Attributes
    ----------
    id : str
        Short stable name, such as ``"qixian-glassware"``.
    name : Text
        Its name in both languages.
    region : str
        Code of the region it lies in.
    industries : tuple of str
        Codes of its leading industries.
    tier : str
        The tier it holds now; empty when it holds none.
    peer_class : str
        The class it is ranked in; empty when the programme has none.
    batch : str
        The batch it was named in.
    source : str
        Id of the source that says so.
    longitude, latitude : float or None
        WGS84 degrees, where given.
    extra : mapping of str to str
        Columns of the file that the model does not know; kept, never lost.
    """

    id: str
    name: Text
    region: str = ""
    industries: tuple[str, ...] = ()
    tier: str = ""
    peer_class: str = ""
    batch: str = ""
    source: str = ""
    longitude: float | None = None
    latitude: float | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Firm:
    """An enterprise of a cluster.

    Attributes
    ----------
    figures : mapping of str to float
        Its figures (employment, revenue, ...), in canonical units; a figure that is not known is absent.
    extra : mapping of str to str
        Columns of the file that the model does not know; kept, never lost.
    file : str
        Where it stands; empty for a firm that was not read from a file.
    row : int or None
        The row of the file or sheet. Neither makes another firm of it.
    """

    id: str
    name: Text
    cluster: str
    industry: str = ""
    region: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    file: str = field(default="", compare=False)
    row: int | None = field(default=None, compare=False)

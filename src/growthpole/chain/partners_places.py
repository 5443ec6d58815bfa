"""Where clusters lie, for their distance to institutes."""

from __future__ import annotations

from collections.abc import Mapping

from shapely.geometry import shape

from growthpole.model.dossier import Dossier

__all__ = ["cluster_points"]


def cluster_points(dossier: Dossier) -> Mapping[str, tuple[float, float]]:
    """Longitude and latitude of the clusters.

    The cluster's own coordinates where it has them, else the centroid of its county's polygon: a county is some 30 km
    across, and nearness is measured against 200 km.

    Parameters
    ----------
    dossier : Dossier

    Returns
    -------
    mapping of str to (float, float)
        By cluster, degrees (WGS84); a cluster without coordinates in a county without a polygon is absent.

    References
    ----------
    RFC 7946 (GeoJSON), section 3.1, for the order of longitude and latitude.

    Examples
    --------
    >>> from growthpole.model.places import Cluster
    >>> from growthpole.model.text import Text
    >>> glass = Cluster("glass", Text("Glass"), longitude=112.3, latitude=37.4)
    >>> cluster_points(Dossier((glass,), None))
    {'glass': (112.3, 37.4)}
    """
    counties = {
        str(feature.get("properties", {}).get("adcode", "")): feature["geometry"]
        for feature in dossier.boundaries.get("features", ())
    }
    found = {}
    for cluster in dossier.clusters:
        if cluster.longitude is not None and cluster.latitude is not None:
            found[cluster.id] = (cluster.longitude, cluster.latitude)
        elif cluster.region in counties:
            middle = shape(counties[cluster.region]).centroid
            found[cluster.id] = (round(middle.x, 6), round(middle.y, 6))
    return found

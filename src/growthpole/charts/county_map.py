"""The counties and the clusters in them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import altair as alt

from growthpole.charts.counties import County, read_counties
from growthpole.charts.palette import INK, LAND, NO_TIER, PAPER, POSSIBLE, SOFT, VERDICT, tier_colours
from growthpole.charts.selection import LIMIT, labels
from growthpole.charts.theme import Row, layered, rows, tips
from growthpole.charts.words import word
from growthpole.model.assessment import Assessment, ClusterAssessment
from growthpole.model.verdict import Verdict

__all__ = ["county_map"]

_NAMED = 20
"""More names than this would cover the map; the rest is told by the tooltip."""
_COLUMNS, _PIXELS, _NARROW, _HEIGHT = 5, 15, 460, 520


def county_map(assessment: Assessment, boundaries: Mapping[str, Any], language: str) -> alt.LayerChart:
    """Draw every cluster in its county, coloured by the tier it holds after the assessment.

    Parameters
    ----------
    assessment : Assessment
        A cluster without coordinates stands in the middle of its county; one whose county is not among the
        boundaries is left out.
    boundaries : mapping
        GeoJSON FeatureCollection in WGS84 degrees with the properties ``adcode`` and ``name``.
    language : {"en", "zh"}
        The language of the labels.

    Returns
    -------
    altair.LayerChart
        One mark a cluster, named up to 20 of them; above 80 clusters the counties are shaded by their number.

    Raises
    ------
    InputError
        If the boundaries are no collection of polygons.
    NameUnknownError
        If the language is another one.
    """
    counties = read_counties(boundaries)
    if len(assessment.clusters) > LIMIT:
        return _shaded(assessment, counties, language)
    land = alt.Chart(rows(_features(counties))).mark_geoshape(fill=LAND, stroke="#c9c3b4", strokeWidth=1)
    placed = _placed(assessment, counties, language)
    names = alt.Chart(rows(_county_names(counties))).mark_text(color=SOFT, fontSize=12, fontWeight="bold", dy=-12)
    text = names.encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")
    return _mapped(land, text, *_marks(assessment, placed, language))


def _mapped(*charts: alt.Chart) -> alt.LayerChart:
    return layered(*charts, height=_HEIGHT).properties(projection={"type": "mercator"})


def _features(counties: tuple[County, ...], counts: Mapping[str, int] | None = None) -> list[Row]:
    return [
        {
            "type": "Feature",
            "geometry": county.geometry,
            "name": county.name,
            "clusters": (counts or {}).get(county.code, 0),
        }
        for county in counties
    ]


def _county_names(counties: tuple[County, ...]) -> list[Row]:
    return [{"name": one.name, "longitude": one.longitude, "latitude": one.latitude} for one in counties]


def _marks(assessment: Assessment, placed: list[Row], language: str) -> list[alt.Chart]:
    tiers = assessment.programme.tiers
    names = [tier.name.get(language) for tier in tiers.values()]
    domain, colours = [word("no tier", language), *names], [NO_TIER, *tier_colours(len(tiers))]
    used = [at for at, name in enumerate(domain) if at or any(row["tier"] == name for row in placed)]
    colour = alt.Color(
        "tier:N", sort=None, scale=alt.Scale(domain=[domain[at] for at in used], range=[colours[at] for at in used])
    )
    base = alt.Chart(rows(placed)).encode(
        longitude="longitude:Q",
        latitude="latitude:Q",
        tooltip=tips({"cluster": " ", **{field: word(field, language) for field in ("tier", "county")}}),
    )
    # Text marks, because only they can be moved by pixels from a place given in degrees.
    moved: dict[str, Any] = {"dx": alt.expr("datum.dx"), "dy": alt.expr("datum.dy"), "cursor": "pointer"}
    dots = base.mark_text(text="●", fontSize=17, stroke=PAPER, strokeWidth=0.8, **moved).encode(colour)
    if len(placed) > _NAMED:
        return [dots]
    # On a telephone the names would lie on top of each other; there the tooltip tells them.
    shown: dict[str, Any] = {"opacity": alt.expr(f"width < {_NARROW} ? 0 : 1")}
    beside = {**moved, "dx": alt.expr("datum.dx + 11")}
    halo = base.mark_text(align="left", fontSize=12.5, stroke=LAND, strokeWidth=3, **shown, **beside).encode(
        text="cluster:N"
    )
    text = base.mark_text(align="left", fontSize=12.5, color=INK, **shown, **beside).encode(text="cluster:N")
    return [halo, dots, text]


def _placed(assessment: Assessment, counties: tuple[County, ...], language: str) -> list[Row]:
    by_code, seen = {county.code: county for county in counties}, Counter[str]()
    names, tiers = labels(assessment.clusters, language), assessment.programme.tiers
    listed = len(assessment.clusters) <= _NAMED
    crowd = Counter(one.cluster.region for one in assessment.clusters if one.cluster.longitude is None)
    made: list[Row] = []
    for one in assessment.clusters:
        tier, county = tiers.get(one.decision.after), by_code.get(one.cluster.region)
        place = _place(one, county, seen, crowd, listed=listed)
        if place is not None:
            made.append(
                {
                    "id": one.cluster.id,
                    "cluster": names[one.cluster.id],
                    "tier": tier.name.get(language) if tier else word("no tier", language),
                    "county": county.name if county else one.cluster.region,
                    **place,
                }
            )
    return made


def _place(
    one: ClusterAssessment, county: County | None, seen: Counter[str], crowd: Counter[str], *, listed: bool
) -> Row | None:
    """Its own coordinates, or a seat below its county's name: in a list with names, in a grid without."""
    if one.cluster.longitude is not None and one.cluster.latitude is not None:
        return {"longitude": one.cluster.longitude, "latitude": one.cluster.latitude, "dx": 0, "dy": 0}
    if county is None:
        return None
    seat = seen[county.code]
    seen[county.code] += 1
    width = 1 if listed else min(max(_COLUMNS, math.isqrt(crowd[county.code])), crowd[county.code])
    row, column = divmod(seat, width)
    dx = -30 if listed else (column - (width - 1) / 2) * _PIXELS
    return {"longitude": county.longitude, "latitude": county.latitude, "dx": dx, "dy": 5 + row * (_PIXELS + 2)}


def _shaded(assessment: Assessment, counties: tuple[County, ...], language: str) -> alt.LayerChart:
    """Counties shaded by their number of clusters: thousands of dots would only be a blot."""
    counts = Counter(one.cluster.region for one in assessment.clusters)
    title = word("clusters", language)
    land = alt.Chart(rows(_features(counties, counts))).mark_geoshape(stroke=PAPER, strokeWidth=1)
    shade = alt.Color(
        "clusters:Q", scale=alt.Scale(range=[LAND, POSSIBLE, VERDICT[Verdict.MET]]), legend=alt.Legend(title=title)
    )
    names = alt.Chart(rows(_county_names(counties))).mark_text(color=INK, fontSize=11)
    text = names.encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")
    return _mapped(land.encode(shade, tooltip=tips({"name": word("county", language), "clusters": title})), text)

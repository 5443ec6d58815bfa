"""Boundaries: GCJ-02 or not, clockwise rings, and clusters in the region they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from growthpole.tables import examine, read_dossier
from growthpole.tables.boundaries import feature_code, read_boundaries
from growthpole.tables.notes import Notes

SQUARE = [[112.0, 37.0], [113.0, 37.0], [113.0, 38.0], [112.0, 38.0], [112.0, 37.0]]
HOLE = [[112.2, 37.2], [112.2, 37.4], [112.4, 37.4], [112.4, 37.2], [112.2, 37.2]]


def collection(*features: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def feature(code: str, *rings: list[list[float]], **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"region_code": code, **properties}, "geometry": geometry}


def read(folder: Path, document: dict[str, Any], crs: str | None = None) -> dict[str, Any]:
    path = folder / "boundaries.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    notes = Notes()
    found = read_boundaries(path, notes, crs)
    assert notes.problems() == ()
    return found


def corner(found: dict[str, Any]) -> tuple[float, float]:
    return min(tuple(point) for point in found["features"][0]["geometry"]["coordinates"][0])


def test_the_counties_of_jinzhong_are_moved_half_a_kilometre(reference_folder: Path) -> None:
    path = reference_folder / "boundaries" / "晋中市.json"
    given = json.loads(path.read_text(encoding="utf-8"))
    notes = Notes()
    found = read_boundaries(path, notes)
    assert notes.problems() == ()
    assert [feature_code(one) for one in found["features"]] == [
        "140702", "140703", "140721", "140722", "140723", "140724", "140725", "140727", "140728", "140729", "140781",
    ]  # fmt: skip
    for before, after in zip(given["features"], found["features"], strict=True):
        one, other = shape(before["geometry"]), shape(after["geometry"])
        metres = shapely.distance(one.centroid, other.centroid) * 111_320
        assert 300 < metres < 800
        assert other.area == pytest.approx(one.area, rel=5e-3)
        assert all(not part.exterior.is_ccw for part in other.geoms)


def test_rings_run_clockwise_and_holes_the_other_way(tmp_path: Path) -> None:
    rings = read(tmp_path, collection(feature("1", SQUARE, HOLE)))["features"][0]["geometry"]["coordinates"]
    assert not shapely.LinearRing(rings[0]).is_ccw
    assert shapely.LinearRing(rings[1]).is_ccw


@pytest.mark.parametrize(
    ("members", "crs", "moves"),
    [
        ({}, None, False),
        ({"crs": "GCJ-02"}, None, True),
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}, None, False),
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}}, None, False),
        ({}, "GCJ-02", True),
        ({"crs": "GCJ-02"}, "WGS84", False),
    ],
)
def test_what_the_coordinates_are_in(members: dict[str, Any], crs: str | None, moves: bool, tmp_path: Path) -> None:
    found = read(tmp_path, collection(feature("1", SQUARE), **members), crs)
    assert (corner(found) != (112.0, 37.0)) is moves


def test_files_of_the_public_atlas_are_known_by_their_properties(tmp_path: Path) -> None:
    atlas = feature("1", SQUARE, adcode=140700, subFeatureIndex=0, acroutes=[100000], center=[112.5, 37.5])
    found = read(tmp_path, collection(atlas))
    assert corner(found) != (112.0, 37.0)
    assert found["features"][0]["properties"]["center"] != [112.5, 37.5]


def test_an_unknown_reference_system_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "boundaries.geojson"
    path.write_text(json.dumps(collection(feature("1", SQUARE), crs="BD-09")), encoding="utf-8")
    notes = Notes()
    assert read_boundaries(path, notes) == {}
    assert [problem.found for problem in notes.problems()] == ["coordinates in 'BD-09'"]


def town(folder: Path, longitude: float, latitude: float, crs: str = "") -> Path:
    text = f"cluster,region_code,longitude,latitude,crs\nglass,1,{longitude},{latitude},{crs}\n"
    folder.joinpath("clusters.csv").write_text(text, encoding="utf-8")
    folder.joinpath("evidence.csv").write_text("cluster,indicator,period,value\nglass,firms,2023,4\n", encoding="utf-8")
    east = [[x + 1, y] for x, y in SQUARE]
    document = collection(feature("1", SQUARE), feature("2", east))
    folder.joinpath("boundaries.geojson").write_text(json.dumps(document), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((112.5, 37.5), []),
        ((113.5, 37.5), ["113.5, 37.5, which lies in region 2"]),
        ((100.0, 37.5), ["100.0, 37.5, which lies in none of the regions drawn"]),
    ],
)
def test_a_cluster_must_lie_in_its_region(place: tuple[float, float], found: list[str], tmp_path: Path) -> None:
    dossier, problems = examine(town(tmp_path, *place))
    assert dossier is not None
    assert [(problem.code, problem.severity, problem.found) for problem in problems] == [
        ("coordinate-outside", "warning", one) for one in found
    ]
    assert set(dossier.hashes) == {"boundaries.geojson", "clusters.csv", "evidence.csv"}


def test_a_cluster_on_a_public_map_is_moved(tmp_path: Path) -> None:
    cluster = read_dossier(town(tmp_path, 112.33, 37.36, "GCJ-02")).clusters[0]
    assert cluster.longitude == pytest.approx(112.3236, abs=1e-3)
    assert cluster.latitude == pytest.approx(37.3596, abs=1e-3)


def test_drawn_regions_may_be_spoken_of(tmp_path: Path) -> None:
    town(tmp_path, 112.5, 37.5)
    rows = "cluster,indicator,period,value\n2,population,2020,4\n3,population,2020,4\n"
    tmp_path.joinpath("evidence.csv").write_text(rows, encoding="utf-8")
    assert [problem.found for problem in examine(tmp_path)[1]] == ["'3'"]

"""Made establishments: real areas and real counts, drawn places. No open register of this size has coordinates."""

from __future__ import annotations

import csv
import json
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
from pyproj import Transformer
from shapely import Polygon, contains_xy, from_geojson, prepare, union_all

DATA = Path(os.environ.get("GROWTHPOLE_REFERENCE", Path(__file__).resolve().parents[2] / "shared" / "data"))


def workforce() -> dict[str, float]:
    """Persons at work in each of China's county-level units, 2020 census."""

    def column(file: str, name: str) -> dict[str, float]:
        with (DATA / "census2020" / file).open(encoding="utf-8-sig") as handle:
            return {row["CODE"]: _number(row[name]) for row in csv.DictReader(handle)}

    people, share = column("population.csv", "POPU"), column("employment.csv", "EMPL_OCCU")
    return {code: people[code] * share[code] for code in people if people[code] * share.get(code, 0) > 0}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def country(n: int, industries: int, seed: int = 1, side: float = 1_000_000.0) -> tuple[np.ndarray, np.ndarray]:
    """A made country: one town for each of the census's units, as large as its workforce, at a random place."""
    rng = np.random.default_rng(seed)
    size = np.array(list(workforce().values()))
    place = rng.random((len(size), 2)) * side
    town = rng.choice(len(size), n, p=size / size.sum())
    return place[town] + rng.normal(size=(n, 2)) * 3_000, labels(n, industries, rng)


def labels(n: int, industries: int, rng: np.random.Generator) -> np.ndarray:
    """Industries of log-normal size, dealt out at random."""
    share = rng.lognormal(sigma=1.3, size=industries)
    return rng.choice(industries, n, p=share / share.sum())


def counties(n: int, seed: int = 1) -> np.ndarray:
    """Sites inside the real county polygons of Jinzhong and Jiaozuo, by census workforce; plane metres."""
    rng = np.random.default_rng(seed)
    jobs = workforce()
    shapes, weight = [], []
    for file in sorted((DATA / "boundaries").glob("*.json")):
        for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
            code = str(feature["properties"]["adcode"])
            shapes.append(from_geojson(json.dumps(feature["geometry"])))
            weight.append(jobs.get(code, 0.0))
    share = np.array(weight) / sum(weight)
    return to_metres(
        np.concatenate([inside(s, k, rng) for s, k in zip(shapes, rng.multinomial(n, share), strict=True)])
    )


def inside(shape, n: int, rng: np.random.Generator) -> np.ndarray:
    """Points of a polygon: half in two towns, half anywhere."""
    prepare(shape)
    low, high = np.array(shape.bounds[:2]), np.array(shape.bounds[2:])
    towns = uniform(shape, 2, low, high, rng)
    found = np.empty((0, 2))
    while len(found) < n:
        trial = uniform(shape, n, low, high, rng)
        town = rng.random(len(trial)) < 0.5
        trial[town] = towns[rng.integers(2, size=town.sum())] + rng.normal(size=(town.sum(), 2)) * 0.02
        found = np.concatenate([found, trial[contains_xy(shape, *trial.T)]])
    return found[:n]


def uniform(shape, n: int, low: np.ndarray, high: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    found = np.empty((0, 2))
    while len(found) < n:
        trial = rng.random((2 * n + 8, 2)) * (high - low) + low
        found = np.concatenate([found, trial[contains_xy(shape, *trial.T)]])
    return found[:n]


def to_metres(lonlat: np.ndarray) -> np.ndarray:
    crs = f"+proj=aeqd +lon_0={lonlat[:, 0].mean()} +lat_0={lonlat[:, 1].mean()} +datum=WGS84"
    return np.column_stack(Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(*lonlat.T))


def strasbourg(seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Strasbourg's 81,921 establishments, each at a random place inside its real IRIS area (EPSG:2154 metres)."""
    rng = np.random.default_rng(seed)
    with (DATA / "strasbourg_sirene/sirene_with_iris.csv").open(encoding="latin-1") as handle:
        rows = list(csv.DictReader(handle))
    areas = iris_areas()
    points = np.empty((len(rows), 2))
    of_area: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        of_area.setdefault(row["CODE_IRIS"], []).append(place)
    for code, places in of_area.items():
        shape = areas[code]
        points[places] = uniform(shape, len(places), *np.split(np.array(shape.bounds), 2), rng)
    return points, np.array([row["APET700"] for row in rows])


def iris_areas() -> dict:
    """The IRIS polygons of the shapefile, read plainly: record headers, rings; attributes of fixed width."""
    folder = DATA / "strasbourg_sirene"
    shp = (folder / "CONTOURS-IRIS_D067.shp").read_bytes()
    dbf = (folder / "CONTOURS-IRIS_D067.dbf").read_bytes()
    header, width = int.from_bytes(dbf[8:10], "little"), int.from_bytes(dbf[10:12], "little")
    names, start = {}, 1
    for field in range(32, header - 1, 32):
        size = dbf[field + 16]
        names[dbf[field : field + 11].split(b"\0")[0].decode()] = (start, start + size)
        start += size
    code = names["DCOMIRIS"]
    found, at, record = {}, 100, 0
    while at < len(shp):
        length = 2 * int.from_bytes(shp[at + 4 : at + 8], "big")
        body = shp[at + 8 : at + 8 + length]
        parts, points = np.frombuffer(body, "<i4", 2, 36)
        starts = [*np.frombuffer(body, "<i4", parts, 44), points]
        xy = np.frombuffer(body, "<f8", 2 * points, 44 + 4 * parts).reshape(-1, 2)
        rings = [Polygon(xy[a:b]) for a, b in pairwise(starts)]
        outer = union_all([ring for ring in rings if not ring.exterior.is_ccw])
        holes = [ring for ring in rings if ring.exterior.is_ccw]
        line = dbf[header + record * width : header + (record + 1) * width]
        found[line[slice(*code)].decode("latin-1").strip()] = outer.difference(union_all(holes)) if holes else outer
        at, record = at + 8 + length, record + 1
    return found

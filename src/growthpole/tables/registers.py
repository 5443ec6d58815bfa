"""The registers: clusters, sources, regions, industries and firms, one object a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import polars as pl

from growthpole.model.evidence import Source
from growthpole.model.places import Cluster, Firm, Industry, Region
from growthpole.model.text import Text
from growthpole.tables.columns import TABLES, plain
from growthpole.tables.damage import check_damage
from growthpole.tables.gcj02 import from_gcj02
from growthpole.tables.notes import Notes
from growthpole.tables.numbers import read_figures
from growthpole.tables.raw import RawTable
from growthpole.tables.words import identifier

__all__ = ["Row", "known", "read_clusters", "read_industries", "read_regions", "read_sources", "register"]

Thing = TypeVar("Thing", Cluster, Source, Region, Industry, Firm)
Row = Mapping[str, str]


def read_clusters(table: RawTable, notes: Notes) -> list[Cluster]:
    """The register of clusters, sorted by id."""
    longitude, latitude = _places(table, notes)

    def make(record: int, row: Row, extra: Row) -> Cluster:
        return Cluster(
            id=identifier(row["cluster"]),
            name=Text(row["name_en"], row["name_zh"]),
            region=identifier(row["region_code"]),
            industries=_parts(row["industries"]),
            tier=identifier(row["tier"]),
            peer_class=identifier(row["peer_class"]),
            batch=row["batch"],
            source=identifier(row["source"]),
            longitude=longitude[record],
            latitude=latitude[record],
            extra=extra,
        )

    return register(table, "cluster", make, notes)


def read_sources(table: RawTable, notes: Notes) -> list[Source]:
    """The sources, sorted by id."""

    def make(_: int, row: Row, __: Row) -> Source:
        title = Text(row["title"], row["title_zh"])
        return Source(identifier(row["source"]), title, row["publisher"], row["published"], row["url"], row["note"])

    return register(table, "source", make, notes)


def read_regions(table: RawTable, notes: Notes) -> list[Region]:
    """The regions, sorted by code."""
    return register(
        table,
        "region_code",
        lambda _, row, __: Region(
            identifier(row["region_code"]), Text(row["name_en"], row["name_zh"]), identifier(row["parent"])
        ),
        notes,
    )


def read_industries(table: RawTable, notes: Notes) -> list[Industry]:
    """The industries, sorted by code."""
    return register(
        table,
        "industry_code",
        lambda _, row, __: Industry(
            identifier(row["industry_code"]), Text(row["name_en"], row["name_zh"]), identifier(row["parent"])
        ),
        notes,
    )


def register(table: RawTable, key: str, make: Callable[[int, Row, Row], Thing], notes: Notes) -> list[Thing]:
    """One object for each row that has a key of its own."""
    check_damage(table, (column.name for column in TABLES[table.kind].columns), notes)
    made: dict[str, Thing] = {}
    first: dict[str, int] = {}
    for record, row, extra in _rows(table):
        name, line = identifier(row[key]), int(table.rows[record])
        if not name:
            notes.add(
                table.problem(
                    "cell-empty", "an empty cell", f"the {key}", "Fill it in, or delete the row.", row=line, column=key
                )
            )
        elif name in made:
            notes.add(
                table.problem(
                    "row-twice", f"{name!r}, which stands in row {first[name]} already", f"each {key} once",
                    "Delete one of the two rows, or give it another name.", row=line, column=key,
                )
            )  # fmt: skip
        else:
            made[name], first[name] = make(record, row, extra), line
    return [made[name] for name in sorted(made)]


def _rows(table: RawTable) -> Iterator[tuple[int, Row, Row]]:
    """Each record as texts by column name, and the columns that the model does not know by their heading."""
    names = [column.name for column in TABLES[table.kind].columns]
    others = [place for place in range(len(table.headings)) if place not in table.place.values()]
    known = {name: table.text(name).fill_null("").to_list() for name in names}
    kept = {
        table.headings[place].strip(): _text(table.load(place)) for place in others if table.headings[place].strip()
    }
    for record in range(len(table)):
        extra = {heading: cells[record] for heading, cells in kept.items() if cells[record]}
        yield record, {name: cells[record] for name, cells in known.items()}, extra


def _text(cells: pl.Series) -> list[str]:
    return cells.cast(pl.String).str.strip_chars().fill_null("").to_list()


def _parts(text: str) -> tuple[str, ...]:
    return tuple(identifier(part) for part in re.split(r"[;；、,，]", text) if part.strip())


def _places(table: RawTable, notes: Notes) -> tuple[list[float | None], list[float | None]]:
    """Longitudes and latitudes in WGS84."""
    x, y = _degrees(table, "longitude", 180, notes), _degrees(table, "latitude", 90, notes)
    crs = [plain(word) for word in table.text("crs").fill_null("").to_list()]
    shifted = np.array([word == "gcj02" for word in crs], dtype=bool)
    table.flag(
        notes,
        np.array([word not in {"", "gcj02", "wgs84", "cgcs2000"} for word in crs], dtype=bool),
        lambda record: table.problem(
            "crs-unknown", repr(table.text("crs")[record]), "WGS84 or GCJ-02",
            "Convert the coordinates to one of the two.", row=int(table.rows[record]), column="crs",
        ),
    )  # fmt: skip
    x[shifted], y[shifted] = from_gcj02(x[shifted], y[shifted])
    return known(x), known(y)


def known(values: npt.NDArray[np.float64]) -> list[float | None]:
    """Numbers, and ``None`` for what is not known."""
    return [None if np.isnan(value) else value for value in values.tolist()]


def _degrees(table: RawTable, column: str, most: int, notes: Notes) -> npt.NDArray[np.float64]:
    cells = table.cells(column)
    if cells is None:
        return np.full(len(table), np.nan)
    figures = read_figures(cells)
    faulty = figures.faulty | (np.abs(np.nan_to_num(figures.value)) > most) | (figures.suffix.code >= 0)
    table.flag(
        notes,
        faulty,
        lambda record: table.problem(
            "coordinate-invalid", repr(str(cells[record])), f"degrees between -{most} and {most}",
            "Write decimal degrees, such as 112.33; longitude and latitude may be swapped.",
            row=int(table.rows[record]), column=column,
        ),
    )  # fmt: skip
    return np.where(faulty, np.nan, figures.value)

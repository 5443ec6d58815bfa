"""The template: whatever its drop-downs offer is read back, for every programme that ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from growthpole.catalogue.units import parse_unit, to_unit
from growthpole.model.programme import Programme
from growthpole.model.rules import Indicator
from growthpole.model.status import Status
from growthpole.programme.file import read_programme, shipped_programme, shipped_programmes
from growthpole.tables import examine, write_template
from growthpole.tables.columns import TABLES
from growthpole.tables.template import CHOICE_UNITS


def choices(book: Any, name: str) -> list[str]:
    """What the drop-down of a column of the evidence or the clusters offers."""
    for sheet in (book["evidence"], book["clusters"]):
        headings = {cell.value.split(" ")[0]: cell.column_letter for cell in sheet[1]}
        for offer in sheet.data_validations.dataValidation:
            if name in headings and f"{headings[name]}3" in offer.sqref:
                title, _, area = offer.formula1[1:].rpartition("!")
                return [row[0].value for row in book[title.strip("'")][area.replace("$", "")]]
    return []


def fill(sheet: Any, row: int, **cells: Any) -> None:
    places = {cell.value.split(" ")[0]: cell.column for cell in sheet[1]}
    for name, value in cells.items():
        sheet.cell(row, places[name], value)


def answer(indicator: Indicator) -> Any:
    """A value that the indicator can take, as a person would type it."""
    if indicator.kind == "yes/no":
        return "yes | 是"
    low, high = indicator.bounds.low, indicator.bounds.high
    inside = min(max(low, 0.0), high)
    return to_unit(inside, parse_unit(indicator.unit))


@pytest.fixture(params=shipped_programmes())
def programme(request: pytest.FixtureRequest) -> Programme:
    return read_programme(shipped_programme(request.param), request.param)


def test_what_the_drop_downs_offer_is_taken_in(programme: Programme, tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    write_template(path, programme)
    book = openpyxl.load_workbook(path)
    tiers, classes = choices(book, "tier"), choices(book, "peer_class")
    fill(book["clusters"], 3, cluster="glass", tier=(tiers or [None])[0], peer_class=(classes or [None])[-1])
    offered = choices(book, "indicator")
    assert [one.split(" | ")[0] for one in offered] == [
        one.id for one in programme.indicators.values() if not one.formula
    ]
    for row, choice in enumerate(offered, 3):
        one = programme.indicators[choice.split(" | ")[0]]
        fill(book["evidence"], row, cluster="glass", indicator=choice, period=2024, value=answer(one), unit=one.unit)
    book.save(path)
    dossier, problems = examine(path, programme)
    assert problems == ()
    assert dossier is not None
    assert len(dossier.evidence) == len(offered)
    assert dossier.clusters[0].tier in {"", *programme.tiers}
    assert dossier.clusters[0].peer_class in {"", *programme.classes}


def test_every_status_offered_is_a_status(tmp_path: Path) -> None:
    programme = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135")
    path = tmp_path / "evidence.xlsx"
    write_template(path, programme)
    book = openpyxl.load_workbook(path)
    offered = choices(book, "status")
    assert [one.split(" | ")[0] for one in offered] == [status.value for status in Status]
    fill(book["clusters"], 3, cluster="glass")
    for row, status in enumerate(offered, 3):
        value = None if row - 3 >= len(Status) - 3 else 4
        cells = {"period": 2000 + row, "value": value, "unit": "亿元", "status": status}
        fill(book["evidence"], row, cluster="glass", indicator="output", **cells)
    book.save(path)
    dossier, problems = examine(path)
    assert problems == ()
    assert dossier is not None
    assert [row.status for row in dossier.evidence] == list(Status)


@pytest.mark.parametrize("unit", CHOICE_UNITS)
def test_every_unit_offered_is_known(unit: str) -> None:
    assert parse_unit(unit).factor > 0


@pytest.mark.parametrize("table", ["clusters", "evidence", "sources", "regions"])
def test_every_heading_has_a_note_in_both_languages(table: str, tmp_path: Path) -> None:
    programme = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135")
    write_template(tmp_path / "evidence.xlsx", programme)
    headings = openpyxl.load_workbook(tmp_path / "evidence.xlsx")[table][1]
    for cell, column in zip(headings, TABLES[table].columns, strict=True):
        assert cell.value.startswith(f"{column.name} (")
        assert column.meaning.en in cell.comment.text
        assert column.meaning.zh in cell.comment.text

"""Damage a file anywhere: what comes out is a dossier or a list of faults, never another error."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from growthpole.tables import examine, write_marked_copy

HEADINGS = ["cluster", "indicator", "period", "value", "unit", "status"]
ROW = ["glass", "output", 2023, 42, "亿元", "上报"]


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].title = "evidence"
    for row in (HEADINGS, ROW, ROW):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame([ROW] * 20, schema=HEADINGS, orient="row").write_parquet(out)
    return out.getvalue()


FILES = {
    "evidence.xlsx": workbook(),
    "evidence.parquet": parquet(),
    "evidence.csv": "\n".join(",".join(map(str, row)) for row in (HEADINGS, ROW, ROW)).encode(),
    "boundaries.geojson": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1"},'
    b'"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4],[1,2]]]}}]}',
}
DAMAGE = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), min_size=1, max_size=4)


def damaged(content: bytes, damage: list[tuple[float, bytes]]) -> bytes:
    for where, what in damage:
        place = int(where * len(content))
        content = content[:place] + what + content[place + len(what) :]
    return content


def check_handed_in(name: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        if name.startswith("boundaries"):
            Path(folder, "evidence.csv").write_bytes(FILES["evidence.csv"])
        Path(folder, name).write_bytes(content)
        dossier, problems = examine(folder)
        assert (dossier is None) == any(problem.severity == "error" for problem in problems)
        write_marked_copy(folder, problems, Path(folder, "evidence-marked.xlsx"))


@given(st.sampled_from(sorted(FILES)), DAMAGE)
def test_a_damaged_file(name: str, damage: list[tuple[float, bytes]]) -> None:
    check_handed_in(name, damaged(FILES[name], damage))


@given(st.data(), DAMAGE)
def test_a_workbook_with_a_damaged_part(data: st.DataObject, damage: list[tuple[float, bytes]]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES["evidence.xlsx"])) as whole, zipfile.ZipFile(out, "w") as packed:
        chosen = data.draw(st.sampled_from(whole.namelist()))
        for name in whole.namelist():
            packed.writestr(name, damaged(whole.read(name), damage) if name == chosen else whole.read(name))
    check_handed_in("evidence.xlsx", out.getvalue())

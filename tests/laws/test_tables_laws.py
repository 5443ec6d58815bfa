"""Laws of reading: the order of rows never matters, the dress of a file never matters, coordinates come back."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthpole.model.evidence import Evidence
from growthpole.tables import examine
from growthpole.tables.gcj02 import from_gcj02, to_gcj02
from growthpole.tables.numbers import read_figures

FIGURES = st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2).map(str))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "cluster": st.sampled_from(["glass", "iron", "牛肉", "*all*", ""]),
            "indicator": st.sampled_from(["output", "就业", "plan"]),
            "period": st.sampled_from(["2021", "2022", "2023年", "before"]),
            "value": FIGURES,
            "unit": st.sampled_from(["亿元", "万元", "%", "count", "", "bananas"]),
            "status": st.sampled_from(["reported", "核实", "disputed", "missing", ""]),
            "source": st.sampled_from(["return", "press", ""]),
        }
    ),
    min_size=1,
    max_size=12,
)
KINDS = st.sampled_from(["csv", "parquet"])


def read(rows: list[dict[str, str | None]], kind: str) -> tuple[list[Evidence] | None, list[tuple[str, str | None]]]:
    """The rows without where they stood, and the kinds of faults."""
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    with TemporaryDirectory() as folder:
        path = Path(folder, f"evidence.{kind}")
        if kind == "csv":
            frame.write_csv(path)
        else:
            frame.write_parquet(path)
        dossier, problems = examine(folder)
    told = sorted((problem.code, problem.column or "") for problem in problems)
    return (None if dossier is None else [replace(row, origin=None) for row in dossier.evidence]), told


@given(ROWS, KINDS, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_rows_never_matters(rows: list[dict[str, str | None]], kind: str, shuffle: random.Random) -> None:
    shuffled = shuffle.sample(rows, len(rows))
    assert read(rows, kind) == read(shuffled, kind)


@given(ROWS)
@settings(max_examples=40)
def test_text_and_parquet_say_the_same(rows: list[dict[str, str | None]]) -> None:
    assert read(rows, "csv") == read(rows, "parquet")


@given(st.lists(st.text(max_size=12), min_size=1, max_size=30))
def test_any_text_is_a_figure_or_a_fault_but_never_a_guess(cells: list[str]) -> None:
    figures = read_figures(pl.Series(cells, dtype=pl.String))
    known = ~np.isnan(figures.value) | ~np.isnan(figures.low)
    np.testing.assert_array_equal(known.astype(int) + figures.empty + figures.faulty, 1)
    assert np.isfinite(figures.value[~np.isnan(figures.value)]).all()


@given(st.decimals(-(10**12), 10**12, places=3), st.sampled_from(["", "万", "亿元", "%", " 人"]))
def test_a_number_is_read_with_and_without_separators(number: object, suffix: str) -> None:
    cells = pl.Series([f"{number}{suffix}", f"{number:,}{suffix}"])
    figures = read_figures(cells)
    assert figures.value[0] == figures.value[1] == float(str(number))
    assert figures.suffix[0] == figures.suffix[1] == suffix.strip()


@given(
    st.lists(st.tuples(st.floats(73, 135), st.floats(4, 53)), min_size=1, max_size=20),
)
def test_shifted_coordinates_come_back_to_a_millimetre(points: list[tuple[float, float]]) -> None:
    longitude, latitude = np.array(points).T
    back = from_gcj02(*to_gcj02(longitude, latitude))
    np.testing.assert_allclose(back[0], longitude, rtol=0, atol=1e-8)
    np.testing.assert_allclose(back[1], latitude, rtol=0, atol=1e-8)


@pytest.mark.parametrize("place", [(2.35, 48.86), (-0.13, 51.5), (139.7, 35.7)])
def test_outside_china_nothing_is_shifted(place: tuple[float, float]) -> None:
    longitude, latitude = np.array([place[0]]), np.array([place[1]])
    assert [each.tolist() for each in to_gcj02(longitude, latitude)] == [[place[0]], [place[1]]]

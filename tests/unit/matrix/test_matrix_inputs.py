"""Forms of input, their names, many years, and what is refused."""

from __future__ import annotations

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from scipy import sparse

from growthpole.errors import InputError, ShapeError
from growthpole.measures.matrix.bounds import rca_bounds
from growthpole.measures.matrix.change import entry_exit
from growthpole.measures.matrix.coagglomeration import coagglomeration, group_coagglomeration
from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.crosstable import cross_table
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.fitness import fitness
from growthpole.measures.matrix.inputs import CrossTable
from growthpole.measures.matrix.outlook import outlook
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.reflections import reflections
from growthpole.measures.matrix.relatedness import relatedness
from growthpole.measures.matrix.specialisation import presence, rca

X = np.array([[30.0, 10.0, 4.0], [20.0, 40.0, 1.0]])
WIDE = {"town": ["Qi", "Taigu"], "glass": [30, 20], "iron": [10, 40], "beef": [4, 1]}
LONG = {
    "region": ["Qi", "Qi", "Qi", "Taigu", "Taigu", "Taigu", "Qi"],
    "industry": ["glass", "iron", "beef", "glass", "iron", "beef", "glass"],
    "value": [18, 10, 4, 20, 40, 1, 12],
}
WIDE_FRAMES = {
    "pandas": pd.DataFrame(WIDE),
    "pandas with an index": pd.DataFrame(WIDE).set_index("town"),
    "polars": pl.DataFrame(WIDE),
    "polars lazy": pl.LazyFrame(WIDE),
    "pyarrow": pa.table(WIDE),
}


@pytest.mark.parametrize("kind", WIDE_FRAMES)
def test_a_labelled_frame_gives_a_labelled_frame(kind: str) -> None:
    frame = WIDE_FRAMES[kind]
    quotients = nw.from_native(rca(frame), eager_only=True)
    kin = nw.from_native(proximity(presence(frame, at_least=15)), eager_only=True)
    assert type(quotients.to_native()) is type(frame.collect() if isinstance(frame, pl.LazyFrame) else frame)
    if kind == "pandas with an index":
        assert list(quotients.to_native().index) == ["Qi", "Taigu"]
        assert quotients.to_native().index.name == "town"
        assert list(kin.to_native().index) == ["glass", "iron", "beef"]
    else:
        assert quotients["town"].to_list() == ["Qi", "Taigu"]
        assert kin["industry"].to_list() == ["glass", "iron", "beef"]
    np.testing.assert_allclose(quotients.select(["glass", "iron", "beef"]).to_numpy(), rca(X))


def test_a_frame_writes_unknown_as_null() -> None:
    ours = rca(pl.DataFrame(WIDE | {"beef": [None, 1]}))
    assert ours["beef"].null_count() == 1
    assert ours["glass"].null_count() == 0


def test_names_travel_to_the_results() -> None:
    table = CrossTable(X, ("Qi", "Taigu"), ("glass", "iron", "beef"))
    here = presence(rca(table))
    assert here.cell("Qi", "glass") == 1
    assert complexity(CrossTable(np.tri(3), tuple("abc"), tuple("xyz"))).regions == ("a", "b", "c")
    assert proximity(here).regions == proximity(here).industries == ("glass", "iron", "beef")
    assert proximity(here, of="regions").regions == ("Qi", "Taigu")
    assert reflections(here).industry_names == ("glass", "iron", "beef")
    assert coagglomeration(table).index.regions == ("glass", "iron", "beef")
    assert group_coagglomeration(table, ["glass", "beef"]) == group_coagglomeration(X, [0, 2])


FRAMES = {
    "pandas": lambda: pd.DataFrame(LONG),
    "polars": lambda: pl.DataFrame(LONG),
    "lazy": lambda: pl.LazyFrame(LONG),
    "pyarrow": lambda: pa.table(LONG),
    "duckdb": lambda: duckdb.from_arrow(pa.table(LONG)),
}


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("thin", [False, True])
def test_cross_table(kind: str, thin: bool) -> None:
    table = cross_table(FRAMES[kind](), absent="zero", sparse=thin)
    assert table.regions == ("Qi", "Taigu")
    assert table.industries == ("beef", "glass", "iron")
    assert sparse.issparse(table.values) == thin
    np.testing.assert_allclose(np.asarray(table), X[:, [2, 0, 1]])


def test_cross_table_of_periods_aligns_them_and_keeps_unknown() -> None:
    long = pl.DataFrame(
        {"region": ["a", "b", "a"], "industry": ["x", "y", "y"], "value": [1, None, 3], "year": [2001, 2001, 2002]}
    )
    years = cross_table(long, period="year", absent="zero")
    np.testing.assert_array_equal(years[2001].values, [[1, 0], [0, np.nan]])
    np.testing.assert_array_equal(years[2002].values, [[0, 3], [0, 0]])
    hidden = cross_table(long, period="year", absent="unknown")
    np.testing.assert_array_equal(hidden[2002].values, [[np.nan, 3], [np.nan, np.nan]])


def test_many_years_in_one_call() -> None:
    years = {2001: np.tri(4), 2002: np.tri(4)[::-1]}
    near = proximity(years)
    assert list(near) == [2001, 2002]
    np.testing.assert_allclose(density(years, near)[2002].density, density(years[2002], proximity(years[2002])).density)
    assert complexity(years)[2002].eci == pytest.approx(complexity(years[2001]).eci[::-1])
    assert list(entry_exit(years)) == [(2001, 2002)]
    with pytest.raises(InputError, match="2002"):
        density(years, {2001: near[2001]})


def test_a_sparse_matrix_with_an_unknown_cell_keeps_it() -> None:
    thin = sparse.csr_array(np.array([[1.0, 0.0], [np.nan, 3.0]]))
    quotients = rca(thin)
    assert np.isnan(quotients).tolist() == [[False, False], [True, False]]


REFUSED = [
    (lambda: rca(np.ones(3)), ShapeError, "regions x industries"),
    (lambda: rca(np.array([[1.0, -2.0]])), InputError, "-2"),
    (lambda: rca(np.array([[1.0, np.inf]])), InputError, "inf"),
    (lambda: rca(np.array([["a"]])), InputError, "numbers"),
    (lambda: rca(pl.DataFrame({"a": ["x"], "b": ["y"], "c": [1]})), InputError, "at most one column"),
    (lambda: rca(pl.DataFrame({"code": [140727], "glass": [1]})), InputError, "name its regions"),
    (lambda: rca(pd.DataFrame({"code": [140727], "glass": [1]})), InputError, "name its regions"),
    (lambda: presence(X, at_least=1, above=1), InputError, "not both"),
    (lambda: presence(sparse.csr_array(X), at_least=0), InputError, "zero does not reach"),
    (lambda: proximity(X), InputError, "found 30"),
    (lambda: proximity(np.array([[0.5, 1]])), InputError, "0.5"),
    (lambda: proximity(np.eye(2), of="towns"), InputError, "towns"),
    (lambda: relatedness(np.eye(2), similarity="dice"), InputError, "dice"),
    (lambda: relatedness(np.eye(2), count="heads"), InputError, "heads"),
    (lambda: density(np.eye(2), np.ones((3, 3))), ShapeError, "2 x 2"),
    (lambda: density(np.eye(2), -np.ones((2, 2))), InputError, "-1"),
    (lambda: density(np.eye(2), np.ones((2, 2)), neighbours=0), InputError, "found 0"),
    (lambda: reflections(np.eye(2), steps=-1), InputError, "-1"),
    (lambda: fitness(np.eye(2), steps=0), InputError, "found 0"),
    (lambda: outlook(np.tri(3), pci=[1.0]), ShapeError, "3"),
    (lambda: entry_exit(np.eye(2)), InputError, "give `after`"),
    (lambda: entry_exit(np.eye(2), np.eye(3)), ShapeError, "same regions"),
    (lambda: coagglomeration(X, size="mass"), InputError, "mass"),
    (lambda: coagglomeration(X, size=[1, 2, 3]), ShapeError, "(3,)"),
    (lambda: coagglomeration(X, herfindahl=[0.1]), ShapeError, "(1,)"),
    (lambda: coagglomeration(X, herfindahl=[0.1, 0.2, 2.0]), InputError, "2"),
    (lambda: coagglomeration(X, confidence=95), InputError, "95"),
    (lambda: group_coagglomeration(X, [0, 9]), InputError, "9"),
    (lambda: group_coagglomeration(X, [1]), InputError, "at least two"),
    (lambda: rca_bounds(X, X - 1), InputError, "row 0, column 0"),
    (lambda: rca_bounds(X, X[:1]), ShapeError, "same shape"),
    (lambda: CrossTable(X, ("a",), ("b",)), ShapeError, "(2, 3)"),
    (lambda: cross_table(pl.DataFrame(LONG), absent="none"), InputError, "none"),
    (lambda: cross_table(pl.DataFrame(LONG), absent="zero", value="jobs"), InputError, "jobs"),
    (
        lambda: cross_table(pl.DataFrame({"region": [None], "industry": ["x"], "value": [1]}), absent="zero"),
        InputError,
        "'region'",
    ),
]


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_what_is_refused_is_named(number: int) -> None:
    call, error, text = REFUSED[number]
    with pytest.raises(error) as found:
        call()
    assert text in str(found.value)


def test_a_cell_stored_twice_is_summed_and_the_callers_matrix_left_alone() -> None:
    twice = sparse.csr_array((np.array([1.0, 2.0, 5.0]), np.array([0, 0, 1]), np.array([0, 2, 3])), shape=(2, 2))
    np.testing.assert_allclose(rca(twice).toarray(), np.nan_to_num(rca(np.array([[3.0, 0.0], [0.0, 5.0]]))))
    assert twice.data.tolist() == [1, 2, 5]

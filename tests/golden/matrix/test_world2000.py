"""World trade of 1998 to 2000 through the R package economiccomplexity 2.0.0 (see source.toml beside the data)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from growthpole.measures.matrix.complexity import complexity
from growthpole.measures.matrix.crosstable import cross_table
from growthpole.measures.matrix.density import density
from growthpole.measures.matrix.fitness import fitness
from growthpole.measures.matrix.inputs import CrossTable
from growthpole.measures.matrix.proximity import proximity
from growthpole.measures.matrix.specialisation import presence, rca

DATA = Path(__file__).parents[1] / "data" / "world2000"


@pytest.fixture(scope="module")
def exports() -> CrossTable:
    long = pl.read_csv(
        DATA / "world_trade_avg_1998_2000.csv.gz", schema_overrides={"product": pl.String, "value": pl.Float64}
    )
    return cross_table(long, region="country", industry="product", value="value", absent="zero")


@pytest.fixture(scope="module")
def present(exports: CrossTable) -> CrossTable:
    return presence(rca(exports))


def test_shape_and_presences(exports: CrossTable, present: CrossTable) -> None:
    assert exports.values.shape == (226, 785)
    assert present.values.sum() == 31951


def test_proximity(present: CrossTable) -> None:
    near = proximity(present)
    assert near.values.mean() == pytest.approx(0.2067174519, abs=1e-10)
    assert near.cell("0011", "0012") == pytest.approx(0.3658536585, abs=1e-10)


def test_complexity(present: CrossTable) -> None:
    result = complexity(present)
    eci = dict(zip(result.regions, result.eci, strict=True))
    expected = {"sgs": 2.33993, "jpn": 2.26263, "deu": 1.88438, "usa": 1.82504, "nga": -2.54435}
    assert result.eigenvalue == pytest.approx(0.17913392, abs=1e-8)
    assert {name: eci[name] for name in expected} == pytest.approx(expected, abs=5e-6)


@pytest.mark.parametrize(("side", "column"), [("country", "eci"), ("product", "pci")])
def test_fitness_of_every_line(present: CrossTable, side: str, column: str) -> None:
    result = fitness(present, steps=19)
    stored = pl.read_csv(DATA / f"fitness_{side}.csv", schema_overrides={side: pl.String, column: pl.Float64})
    theirs = dict(zip(stored[side], stored[column], strict=True))
    names, ours = (result.regions, result.fitness) if side == "country" else (result.industries, result.complexity)
    assert set(theirs) == set(names)
    assert [theirs[name] for name in names] == pytest.approx(list(ours), rel=1e-9, abs=1e-12)


def test_sparse_and_dense_agree(exports: CrossTable, present: CrossTable) -> None:
    thin = presence(rca(sparse.csr_array(exports.values)))
    assert (thin.toarray() == present.values).all()
    near = proximity(thin)
    np.testing.assert_allclose(near, proximity(present.values), atol=1e-15)
    np.testing.assert_allclose(complexity(thin).eci, complexity(present.values).eci, atol=1e-9)
    np.testing.assert_allclose(density(thin, near).density, density(present.values, near).density, atol=1e-12)

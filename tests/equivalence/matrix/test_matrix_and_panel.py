"""A table measured as a frame and as a matrix gives the same numbers."""

from __future__ import annotations

import numpy as np
import polars as pl

from growthpole.measures.matrix.crosstable import cross_table
from growthpole.measures.matrix.specialisation import rca
from growthpole.measures.panel.quotient import location_quotient


def test_location_quotient_is_revealed_comparative_advantage(rng: np.random.Generator) -> None:
    x = rng.gamma(1.0, 10.0, (7, 5))
    long = pl.DataFrame(
        [
            {"region": f"r{r}", "industry": f"i{i}", "employment": x[r, i], "year": year}
            for year in (2020, 2021)
            for r, i in np.ndindex(7, 5)
        ]
    )
    frame = location_quotient(long, period="year").filter(pl.col("year") == 2021).sort("region", "industry")
    matrix = rca(cross_table(long, value="employment", period="year"))[2021]
    np.testing.assert_allclose(frame["lq"].to_numpy().reshape(7, 5), matrix.values, rtol=1e-12)

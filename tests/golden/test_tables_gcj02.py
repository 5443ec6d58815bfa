"""GCJ-02 against coordinates that another program converted.

``jiaozuo/zones_2018_excerpt.csv`` of the reference data holds six development zones with GCJ-02 and WGS84
coordinates. Its WGS84 ones come from the inverse that subtracts the shift once; it is reproduced here from our shift,
to the six decimals printed. The true inverse differs from it by one to two metres: the reason for the iteration.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from growthpole.tables.gcj02 import from_gcj02, to_gcj02

METRES_A_DEGREE = 111_320.0


def test_six_zones(reference_folder: Path) -> None:
    zones = pl.read_csv(reference_folder / "jiaozuo" / "zones_2018_excerpt.csv")
    given = [zones[name].to_numpy() for name in ("lon_gcj02", "lat_gcj02")]
    printed = [zones[name].to_numpy() for name in ("lon_wgs84", "lat_wgs84")]
    shifted = to_gcj02(*given)
    for axis in range(2):
        once = 2 * given[axis] - shifted[axis]
        np.testing.assert_allclose(once, printed[axis], rtol=0, atol=5.1e-7)
    exact = from_gcj02(*given)
    metres = np.hypot(*(exact[axis] - printed[axis] for axis in range(2))) * METRES_A_DEGREE
    assert metres.max() < 3
    assert metres.max() > 1
    moved = np.hypot(*(exact[axis] - given[axis] for axis in range(2))) * METRES_A_DEGREE
    assert ((moved > 300) & (moved < 800)).all()

"""The Human Development Index of 5,571 country-years (see data/hdi_undp/source.toml)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from growthpole.index.building import build
from growthpole.index.documents import framework_from_toml

# Goalposts and tree: UNDP, Human Development Report 2021/22, technical note 1.
FRAMEWORK = """
[index]
aggregate = "geometric"
[index.le]
worst = 20
best = 85
[index.education]
aggregate = "arithmetic"
[index.education.eys]
worst = 0
best = 18
[index.education.mys]
worst = 0
best = 15
[index.gnipc]
worst = 100
best = 75000
scale = "log"
"""


def test_every_country_year_to_the_printed_digits():
    frame = pl.read_csv(Path(__file__).parent / "data" / "hdi_undp" / "hdi.csv.gz")
    index = build(frame, framework_from_toml(FRAMEWORK), unit="iso3", period="year")
    assert len(frame) == 5571
    gap = np.abs(index.scores / 100 - frame["hdi"].to_numpy())
    # Printed with three digits: half a unit of the last one, and the last bit of a half.
    assert (gap <= 0.0005 + 1e-6).sum() == 5571

"""Numbers of PySAL inequality 1.0.1; table, script and output stand in ``data/pysal_inequality``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from growthpole.measures.panel.composition import theil
from growthpole.measures.panel.diversity import entropy, herfindahl
from growthpole.measures.panel.localisation import ellison_glaeser, maurel_sedillot

VALUES = json.loads(
    (Path(__file__).parents[1] / "data" / "pysal_inequality" / "values.json").read_text(encoding="utf-8")
)
X, PLANT_HERFINDAHL = np.array(VALUES["table"]), np.array(VALUES["plant_herfindahl"])


def plants_with(x: np.ndarray, herfindahls: np.ndarray, pieces: int = 60) -> pl.DataFrame:
    """Plants with these regional sums and this Herfindahl index: cells cut in equal parts until their index is below.

    One plant of each industry is then enlarged at the cost of the others of its region until the index is met.
    """
    rows = []
    for i, wanted in enumerate(herfindahls):
        total = x[:, i].sum()
        big = int(x[:, i].argmax())
        rest = sum((x[r, i] / pieces) ** 2 * pieces for r in range(len(x)) if r != big)
        jobs = x[big, i]
        # (p jobs)^2 + ((1 - p) jobs)^2 / (pieces - 1) + rest = wanted total^2, for the share p of the largest plant
        a, b = 1 + 1 / (pieces - 1), -2 / (pieces - 1)
        c = 1 / (pieces - 1) - (wanted * total**2 - rest) / jobs**2
        p = (-b + np.sqrt(b * b - 4 * a * c)) / (2 * a)
        rows.append((big, i, p * jobs))
        rows += [(big, i, (1 - p) * jobs / (pieces - 1))] * (pieces - 1)
        rows += [(r, i, x[r, i] / pieces) for r in range(len(x)) if r != big for _ in range(pieces)]
    return pl.DataFrame(rows, schema=["region", "industry", "employment"], orient="row")


@pytest.mark.parametrize(
    ("measure", "name"), [(ellison_glaeser, "ellison_glaeser"), (maurel_sedillot, "maurel_sedillot")]
)
def test_plant_indices(measure, name):
    direct = measure(X, herfindahl=PLANT_HERFINDAHL)
    assert direct.gamma == pytest.approx(VALUES[name], abs=1e-12)
    result = measure(plants_with(X, PLANT_HERFINDAHL))
    assert result["herfindahl"].to_numpy() == pytest.approx(PLANT_HERFINDAHL, rel=1e-12)
    assert result["gamma"].to_numpy() == pytest.approx(VALUES[name], abs=1e-9)


def test_diversity():
    assert herfindahl(X).herfindahl == pytest.approx(VALUES["herfindahl"], abs=1e-12)
    assert entropy(X[:3]).entropy == pytest.approx(VALUES["shannon"], abs=1e-12)


def test_theil_against_equal_shares():
    # PySAL's Theil compares with equal shares; ours with an economy, which is made equal here by a reference.
    table = pl.DataFrame(
        {
            "region": np.repeat(["r0", "r1", "r2", "equal"], 4),
            "industry": list(range(4)) * 4,
            "employment": np.vstack([X[:3], np.ones(4)]).ravel(),
        }
    )
    groups = {0: "a", 1: "a", 2: "b", 3: "b"}
    result = theil(table, of="region", groups=groups, reference="equal")
    assert result["theil"].to_numpy() == pytest.approx(VALUES["theil_against_equal"], abs=1e-12)
    assert result["between"].to_numpy() == pytest.approx(VALUES["theil_between_pairs"], abs=1e-12)

"""Ellison and Glaeser's index for every industry of Strasbourg, with size classes carried through as intervals.

Run it from the repository: ``python docs/examples/strasbourg.py``. It prints the most localised industries and
draws ``docs/how-to/strasbourg.svg``.
"""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import altair as alt
import numpy as np
import polars as pl

import growthpole as gp

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "golden" / "data" / "strasbourg" / "establishments.csv.gz"
# INSEE's classes of head count. The last one is open: nobody knows its upper end.
CLASSES = {
    "01": (1, 2), "02": (3, 5), "03": (6, 9), "11": (10, 19), "12": (20, 49), "21": (50, 99), "22": (100, 199),
    "31": (200, 249), "32": (250, 499), "41": (500, 999), "42": (1000, 1999), "51": (2000, 4999),
    "52": (5000, 9999), "53": (10000, None),
}  # fmt: skip
FEWEST = 10


def employers() -> pl.DataFrame:
    """One row per establishment with at least one employee: area, industry, least and largest head count."""
    counted = pl.read_csv(gzip.decompress(DATA.read_bytes()), infer_schema_length=None, schema_overrides={
        "iris": pl.String, "naf": pl.String, "size_class": pl.String})  # fmt: skip
    classes = pl.DataFrame(
        [(code, low, high) for code, (low, high) in CLASSES.items()], schema=["size_class", "low", "high"], orient="row"
    )
    rows = counted.join(classes, on="size_class", how="inner", maintain_order="left")
    return rows[np.repeat(np.arange(rows.height), rows["establishments"].to_numpy())].drop("establishments")


def measured(draws: int = 400) -> pl.DataFrame:
    """The index of every industry: the interval from the classes alone, and from the draw of the plants too."""
    columns = {"region": "iris", "industry": "naf"}
    options = {"bounds": ("low", "high"), "draws": draws, **columns}
    plants = employers()
    sizes = gp.ellison_glaeser_interval(plants, rng=np.random.default_rng(2020), resample=False, **options)
    both = gp.ellison_glaeser_interval(plants, rng=np.random.default_rng(2020), **options)
    wide = both.select("naf", wide_low="gamma_low", wide_high="gamma_high")
    return sizes.join(wide, on="naf", maintain_order="left")


def picture(result: pl.DataFrame) -> alt.LayerChart:
    """The 25 industries most surely localised, by the lower end of the wide interval."""
    shown = result.filter(pl.col("plants") >= FEWEST).sort("wide_low", descending=True, nulls_last=True).head(25)
    base = alt.Chart(shown).encode(y=alt.Y("naf:N", sort=shown["naf"].to_list(), title="industry (NAF rev. 2)"))
    wide = base.mark_rule(color="#9bb8d3").encode(x=alt.X("wide_low:Q", title="gamma"), x2="wide_high:Q")
    sizes = base.mark_rule(color="#1f4e79", strokeWidth=4).encode(x="gamma_low:Q", x2="gamma_high:Q")
    point = base.mark_point(color="#c0392b", filled=True).encode(x="gamma:Q")
    return (wide + sizes + point).properties(width=480, height=420, title="Strasbourg 2020: localisation of industries")


def main() -> None:
    """Print the head of the table and draw the picture."""
    result = measured()
    picture(result).save(ROOT / "docs" / "how-to" / "strasbourg.svg")
    shown = ["naf", "plants", "gamma", "gamma_low", "gamma_high", "wide_low", "wide_high", "p_value"]
    head = (
        result.filter(pl.col("plants") >= FEWEST)
        .sort("wide_low", descending=True, nulls_last=True)
        .select(shown)
        .head(12)
    )
    out = io.StringIO()
    head.with_columns(pl.selectors.float().round(3)).write_csv(out)
    sys.stdout.write(out.getvalue())
    width = result.select(pl.col("gamma_high") - pl.col("gamma_low")).to_series().median()
    sys.stdout.write(f"{dict(result['status'].value_counts(sort=True).iter_rows())}\n")
    sys.stdout.write(f"median width of the interval from the size classes alone: {width:.4f}\n")


if __name__ == "__main__":
    main()

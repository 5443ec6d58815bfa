"""A firm that its cluster's chain has no stage for reaches whoever opens the chains, with its cell."""

from __future__ import annotations

from pathlib import Path

from growthpole.services.chain import open_chains
from growthpole.services.demo import lay_out


def test_the_cells_of_firms_on_no_stage_are_among_the_warnings_in_the_order_of_the_file(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    (tmp_path / "firms.csv").write_text(
        "firm,name,cluster,industry_code,region_code\n"
        "z1,Z works,qixian-glassware,C1353,140727\n"
        "g1,Glass works,qixian-glassware,C3054,140727\n"
        "b1,Beef works,pingyao-beef,C3054,140728\n"
        "far,Far works,,C2110,140727\nbare,,,C2110,140727\n",
        encoding="utf-8",
    )
    inputs, study = open_chains(tmp_path, period="2024")
    told = [(one.file, one.row, one.column) for one in inputs.warnings if one.code == "firm-nowhere"]
    assert told == [("firms.csv", 2, "industry_code"), ("firms.csv", 4, "industry_code")]
    assert [one.row for one in study.warnings] == [2, 4]
    assert [study.firm(one).en for one in ("z1", "bare", "unheard of")] == ["Z works", "bare", "unheard of"]

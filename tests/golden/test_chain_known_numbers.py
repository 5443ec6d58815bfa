"""Numbers from elsewhere: concentration, PageRank, articulation points, and the national table read another way."""

from __future__ import annotations

import csv
import gzip
import io

import pytest

from growthpole.chain.concentration import concentration_ratio, herfindahl_bounds
from growthpole.chain.links import Link
from growthpole.chain.suppliers import pulls, single_points
from growthpole.model.interval import Interval
from growthpole.services.chain_ground import national_technology
from growthpole.worlds.national_sectors import DATA


def test_the_example_of_the_department_of_justice() -> None:
    # United States Department of Justice, Herfindahl-Hirschman Index: four firms with shares of 30, 30, 20 and 20 per
    # cent give 30^2 + 30^2 + 20^2 + 20^2 = 2,600.
    shares = [Interval.point(share) for share in (30.0, 30.0, 20.0, 20.0)]
    assert herfindahl_bounds(shares).low * 10_000 == pytest.approx(2600)
    assert concentration_ratio(shares, 4) == Interval(1.0, 1.0)


def test_the_example_of_pagerank() -> None:
    # Wikipedia, PageRank (figure "Mathematical PageRanks for a simple network"), damping 0.85, in per cent, rounded:
    # A 3.3, B 38.4, C 34.3, D 3.9, E 8.1, F 3.9 and five pages of 1.6 each.
    links = ["BC", "CB", "DA", "DB", "EB", "ED", "EF", "FB", "FE"]
    links += [f"{page}{other}" for page in "GHI" for other in "BE"] + ["JE", "KE"]
    ranks = pulls(Link(link[0], link[1], "", Interval.point(1.0), "") for link in links)
    assert {page: round(100 * rank, 1) for page, rank in ranks.items()} == {
        "A": 3.3, "B": 38.4, "C": 34.3, "D": 3.9, "E": 8.1, "F": 3.9, "G": 1.6, "H": 1.6, "I": 1.6, "J": 1.6, "K": 1.6,
    }  # fmt: skip


def test_articulation_points_of_two_triangles_that_meet() -> None:
    # By definition: of two triangles with one corner in common, that corner alone parts the graph when it is taken out.
    pairs = ["ab", "bc", "ca", "cd", "de", "ec"]
    assert single_points(Link(pair[0], pair[1], "", Interval.point(1.0), "") for pair in pairs) == ("c",)


def test_glass_in_the_national_table_read_by_hand() -> None:
    # The cells of the published table (NBS 2020, 153 sectors, 10,000 yuan), read here with the csv module alone.
    text = gzip.decompress((DATA / "china_2020_153.csv.gz").read_bytes()).decode("utf-8-sig")
    rows = {row["Code"]: row for row in csv.DictReader(io.StringIO(text))}
    table = national_technology()
    output = float(rows["057"]["GO"])
    assert table.coefficient("043", ["057"]).low == pytest.approx(float(rows["043"]["057"]) / output, rel=1e-9)
    glass = rows["057"]
    used = output + float(glass["IM"]) - float(glass["EX"])
    assert table.made_here("057").low == pytest.approx(1 - float(glass["IM"]) / used, rel=1e-9)
    assert table.investment(["057"]).high == pytest.approx(float(rows["VA003"]["057"]) / output, rel=1e-9)

"""Talent: what the census gives, what is estimated from it, what is refused."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from growthpole.chain.talent import joint_gaps, occupation_gaps, section_cross
from growthpole.chain.talent_balance import Staff, graduates_of, talent_balance
from growthpole.chain.talent_structure import OccupationStructure, occupation_structure
from growthpole.errors import EvidenceError, InputError, NameUnknownError, ShapeError
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.services.chain_talent import talent_of_region
from growthpole.tables.columns import TABLES
from growthpole.worlds.census import census_employment
from growthpole.worlds.occupations import census_education, census_occupations, higher_education, occupation_groups

EVEN = OccupationStructure(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([0.1, 0.1]), 0.9, 100)


def test_the_shipped_occupations_and_their_defects():
    jobs = census_occupations()
    assert jobs.height == 2986 * 7
    lacking = census_occupations(defective=True).filter(pl.col("persons").is_null())["county"].unique().sort()
    assert lacking.to_list() == ["350527", "460301", "460302", "460303"]
    marked = census_occupations(defective=True).filter(note="prefecture too high")["county"]
    assert marked.str.starts_with("1507").all()
    assert jobs.columns == ["county", "county_name", "occupation", "persons", "note"]


def test_occupations_and_sections_are_the_same_people():
    by = [
        table.group_by("county").agg(pl.col("persons").sum()).sort("county")["persons"].to_numpy()
        for table in (census_employment(), census_occupations())
    ]
    assert np.abs(by[0] / by[1] - 1).max() < 0.0015


def test_persons_are_the_formula_of_the_raw_tables(reference_folder: Path):
    raw = {
        name: pl.read_csv(
            reference_folder / "census2020" / f"{name}.csv", null_values="#DIV/0!", schema_overrides={"CODE": pl.String}
        ).filter(CODE="410883")
        for name in ("population", "ages", "employment", "education")
    }
    jobs = (
        raw["population"]["POPU"][0] * (1 - raw["ages"]["AGES_0-14"][0]) * raw["employment"]["EMPL_OCCU"][0]
    )  # fmt: skip
    shipped = census_occupations().filter(county="410883", occupation="operators")["persons"].item()
    assert shipped == round(jobs * raw["employment"]["EMPL_PROF_MANU"][0])
    school = census_education().filter(county="410883", level="college")["share"].item()
    assert school == raw["education"]["EDUC_COLL"][0]
    both = raw["education"]["EDUC_COLL"][0] + raw["education"]["EDUC_UNIP"][0]
    assert higher_education().filter(county="410883")["share"].item() == pytest.approx(both)


def test_names_in_both_languages_for_every_group():
    groups = occupation_groups()
    assert groups.null_count().sum_horizontal().item() == 0
    choices = next(one for one in TABLES["graduates"].columns if one.name == "occupation").choices
    assert groups["occupation"].to_list() == list(choices)


def test_a_structure_that_holds_everywhere_is_found(rng):
    shares = rng.dirichlet(np.ones(4), 3)
    sections = rng.integers(10, 1000, (40, 3)).astype(float)
    found = occupation_structure(sections, sections @ shares, [str(at % 5) for at in range(40)])
    assert found.shares == pytest.approx(shares, abs=1e-5)
    assert found.margin.max() < 1e-4
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(3), abs=1e-12)


def test_units_are_added_up_before_anything_is_estimated(rng):
    shares = rng.dirichlet(np.ones(3), 2)
    sections = rng.integers(10, 1000, (12, 2)).astype(float)
    workers = sections @ shares * rng.uniform(0.9, 1.1, (12, 1))
    units = [f"u{at // 2}" for at in range(12)]
    groups = [f"g{at // 4}" for at in range(12)]
    one = occupation_structure(sections, workers, groups, units=units)
    summed = [table.reshape(6, 2, -1).sum(axis=1) for table in (sections, workers)]
    other = occupation_structure(summed[0], summed[1], [f"g{at // 2}" for at in range(6)])
    assert one.shares == pytest.approx(other.shares)
    assert one.counties == other.counties == 6


@pytest.mark.parametrize(
    ("sections", "workers", "groups", "level", "kind"),
    [
        ([[1.0]], [[1.0], [1.0]], ["a"], 0.9, ShapeError),
        ([[1.0], [np.nan]], [[1.0], [1.0]], ["a", "b"], 0.9, InputError),
        ([[1.0], [0.0]], [[1.0], [1.0]], ["a", "b"], 0.9, InputError),
        ([[1.0], [-1.0]], [[1.0], [1.0]], ["a", "b"], 0.9, InputError),
        ([[1.0], [1.0]], [[1.0], [1.0]], ["a", "a"], 0.9, InputError),
        ([[1.0], [1.0]], [[1.0], [1.0]], ["a", "b"], 1.0, InputError),
    ],
)
def test_a_structure_needs_known_people(sections, workers, groups, level, kind):
    with pytest.raises(kind):
        occupation_structure(np.array(sections), np.array(workers), groups, level=level)


def test_a_county_without_figures_is_left_out():
    jobs, there = [[100.0, 100.0], [np.nan, 5.0]], [[140.0, 60.0], [1.0, 4.0]]
    assert {one.region for one in occupation_gaps(EVEN, ["r", "s"], jobs, there, ["a", "b"])} == {"r"}
    assert joint_gaps(EVEN, "all", [[np.nan, 1.0]], [[1.0, 1.0]], ["a", "b"]) == ()
    with pytest.raises(ShapeError, match="have a row for each"):
        occupation_gaps(EVEN, ["r"], jobs, there, ["a", "b"])


def test_gaps_over_all_occupations_cancel():
    gaps = occupation_gaps(EVEN, ["r"], [[70.0, 30.0]], [[55.0, 45.0]], ["a", "b"])
    assert sum(one.middle - one.workers for one in gaps) == pytest.approx(0.0, abs=1e-9)
    assert all(one.gap.low <= one.middle - one.workers <= one.gap.high for one in gaps)


def test_the_cross_table_lies_in_what_the_margins_allow():
    found = section_cross(EVEN, [80.0, 20.0], [50.0, 50.2])
    assert (found.low <= found.estimate + 1e-6).all()
    assert (found.estimate <= found.high + 1e-6).all()
    assert found.estimate.sum(axis=1) == pytest.approx([80.0, 20.0], abs=1e-6)
    with pytest.raises(InputError, match="the same people"):
        section_cross(EVEN, [80.0, 20.0], [50.0, 80.0])
    with pytest.raises(InputError, match="known and not negative"):
        section_cross(EVEN, [np.nan, 20.0], [50.0, 80.0])


def graduate(row, **cells):
    empty = {one.name: None if one.kind == "figure" else "" for one in TABLES["graduates"].columns}
    return Record({**empty, "region_code": "r", "year": "2024", **cells}, "graduates.csv", row)


def test_graduates_that_are_not_known_are_not_zero():
    rows = [graduate(2, occupation="a", graduates=None, stay=Interval.point(0.5)),
            graduate(3, occupation="b", graduates=Interval.point(100.0), stay=None),
            graduate(4, occupation="b", year="2023", graduates=Interval.point(999.0), stay=None)]  # fmt: skip
    found = graduates_of(rows, "2024")
    assert found == {("r", "a"): Interval(0, math.inf), ("r", "b"): Interval(0.0, 100.0)}
    assert graduates_of(rows, "2023") == {("r", "b"): Interval(0.0, 999.0)}
    assert graduates_of(rows, "2020") == {}


def test_faulty_graduates_are_told_with_row_and_column():
    rows = [graduate(2, graduates=Interval.point(-1.0), stay=Interval(0.5, 1.2))]
    with pytest.raises(EvidenceError) as caught:
        graduates_of(rows, "2024")
    assert [(one.row, one.column) for one in caught.value.problems] == [(2, "graduates"), (2, "stay")]


def test_a_county_without_a_list_of_graduates_has_an_open_gap():
    staff = [Staff("glass", "r", "C", Interval.point(100.0), Interval.point(100.0))]
    found = talent_balance(EVEN, staff, {}, sections="CD", occupations="ab")
    assert found[0].gap.low == -math.inf
    assert found[0].graduates.high == math.inf
    listed = talent_balance(EVEN, staff, {("r", "b"): Interval.point(5.0)}, sections="CD", occupations="ab")
    assert listed[0].graduates == Interval(0.0, 0.0)


def test_jobs_that_are_not_known_leave_the_gap_open():
    staff = [Staff("glass", "r", "C", Interval(0.0, math.inf), Interval(0.0, math.inf))]
    found = talent_balance(EVEN, staff, {("r", "a"): Interval.point(5.0)}, sections="CD", occupations="ab")
    assert (found[0].gap.low, found[0].gap.high) == (-math.inf, math.inf)
    with pytest.raises(InputError, match="`section` must be one of C, D"):
        talent_balance(EVEN, [Staff("x", "r", "Z", *[Interval.point(1.0)] * 2)], {}, sections="CD", occupations="ab")
    with pytest.raises(InputError, match="`replacement` must lie"):
        talent_balance(EVEN, staff, {}, sections="CD", occupations="ab", replacement=Interval(0, 2))


def test_a_place_of_which_the_census_has_nothing():
    with pytest.raises(NameUnknownError, match="no county of the census '99'"):
        talent_of_region("99")
    with pytest.raises(NameUnknownError, match="no county of the census 'xx'"):
        talent_of_region("1407", peers="xx")


def test_the_gap_of_a_county_is_the_same_alone_and_in_its_city():
    alone, city = talent_of_region("140727").findings, talent_of_region("140700").findings
    assert alone.counties == tuple(one for one in city.counties if one.region == "140727")
    assert len(city.counties) == 11 * 7
    assert city.surveyed == 2986

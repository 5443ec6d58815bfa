"""Worked cases: what may be written, and that a wrong expectation is found."""

from __future__ import annotations

import pytest

from growthpole.errors import InputError, ProgrammeError
from growthpole.model.interval import Interval
from growthpole.model.status import Status
from growthpole.programme.cases import read_cases, run_case
from growthpole.programme.file import read_programme
from growthpole.programme.file.shipped import starter_programme

STARTER = read_programme(starter_programme(), "starter.toml")

CASE = """
[[case]]
id = "one"
says = { en = "a town", zh = "某镇" }
period = "2024"
[case.given.town]
tier = "city"
output = { 2022 = "12亿元", 2023 = "12亿元", 2024 = "12亿元" }
employment = "5000 persons"
development_plan = "yes"
leading_enterprises = 1
public_service_platform = "no"
brand_titles = "unknown"
serious_incident = "no"
[case.expect.town]
criteria = { plan = "met", leader = "met", platform = "not met", brand = "unknown" }
gates.city = { output_size = "met", clean_record = "unknown" }
score = [39.6, 49.6]
points = { "size.output" = 9.6, "size.employment" = 10 }
grade = "poor"
move = "warn"
after = "city"
certainty = "safe"
rank = [1, 1]
award = "10 mn CNY"
remedies = []
weaknesses.leader = "not met"
[case.expect.fund]
spent = "10 mn CNY"
left = "0 CNY"
"""


def run(text: str) -> list[str]:
    [case] = read_cases(text, "cases.toml", STARTER)
    return [f"{one.cluster} {one.what}" for one in run_case(STARTER, case).mismatches]


def test_a_case_that_holds() -> None:
    assert run(CASE) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('plan = "met"', 'plan = "not met"', "town criterion plan"),
        ('brand = "unknown"', 'brand = "met"', "town criterion brand"),
        ('clean_record = "unknown"', 'clean_record = "met"', "town gate of city clean_record"),
        ("[39.6, 49.6]", "[39.6, 49.62]", "town score"),
        ("[39.6, 49.6]", "39.6", "town score"),
        ('"size.output" = 9.6', '"size.output" = 9.7', "town points of size.output"),
        ('"size.output" = 9.6', '"size.outputs" = 9.6', "town points of size.outputs"),
        ('grade = "poor"', 'grade = ["poor", "pass"]', "town grade"),
        ('move = "warn"', 'move = "stay"', "town move"),
        ('after = "city"', 'after = "county"', "town after"),
        ('certainty = "safe"', 'certainty = "borderline"', "town certainty"),
        ("rank = [1, 1]", "rank = [1, 2]", "town rank"),
        ('award = "10 mn CNY"', 'award = "9999999.99 CNY"', "town award"),
        ("remedies = []", 'remedies = ["grow_leader"]', "town remedies"),
        ('weaknesses.leader = "not met"', 'weaknesses.leader = "met"', "town weakness leader"),
        ('left = "0 CNY"', 'left = "0.01 CNY"', "the fund left"),
        ('spent = "10 mn CNY"', 'spent = "1 mn CNY"', "the fund spent"),
    ],
)
def test_a_wrong_expectation_is_found(old: str, new: str, what: str) -> None:
    assert old in CASE
    assert run(CASE.replace(old, new, 1)) == [what]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("brand_titles", "brands", "there is no indicator 'brands'"),
        ('"5000 persons"', '"5000 CNY"', "`employment` must be a figure in person"),
        ('"5000 persons"', "5000", "`employment` must be a figure in person"),
        ("[case.expect.town]", "[case.expect.twon]", "there is no cluster 'twon'. Did you mean 'town'"),
        ('move = "warn"', 'moves = "warn"', "there is no expectation 'moves'"),
    ],
)
def test_what_is_no_case_is_refused_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(InputError, match=r"cases\.toml, case 'one'") as raised:
        read_cases(CASE.replace(old, new, 1), "cases.toml", STARTER)
    assert message in str(raised.value)


def test_a_file_that_is_no_toml_is_refused() -> None:
    with pytest.raises(ProgrammeError, match=r"cases.toml, row 1"):
        read_cases("[[case]", "cases.toml", STARTER)


def test_figures_may_be_bounds_intervals_disputes_and_unknown() -> None:
    text = CASE.replace('"5000 persons"', '["5000 persons", "6000 persons"]').replace(
        '{ 2022 = "12亿元"', '{ 2021 = "10亿元 .. 12亿元", 2022 = "至少12亿元"'
    )
    [case] = read_cases(
        text.replace("leading_enterprises = 1", 'leading_enterprises = "at most 3"'), "cases.toml", STARTER
    )
    rows = {(row.indicator, row.period, row.value): row for row in case.rows}
    assert rows["output", "2021", None].status is Status.ESTIMATED
    assert rows["output", "2021", None].given == Interval(1e9, 1.2e9)
    assert rows["output", "2022", 1.2e9].status is Status.LOWER_BOUND
    assert rows["leading_enterprises", "2024", 3.0].status is Status.UPPER_BOUND
    assert rows["employment", "2024", 5000.0].status is rows["employment", "2024", 6000.0].status is Status.DISPUTED
    assert rows["brand_titles", "2024", None].status is Status.MISSING


def test_copies_are_clusters_of_their_own() -> None:
    [case] = read_cases(CASE.replace('tier = "city"', 'tier = "city"\ncopies = 3'), "cases.toml", STARTER)
    assert [cluster.id for cluster in case.clusters] == ["town-001", "town-002", "town-003"]
    assert {cluster.batch for cluster in case.clusters} == {"town"}
    assert len(case.rows) == 3 * 9

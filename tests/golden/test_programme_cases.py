"""The worked cases that ship beside each programme, written for lawyers: what the rules must decide.

Origin: each case is worked by hand from the rule it names; `says` is the reasoning.
"""

from __future__ import annotations

from functools import cache

import pytest

from growthpole.model.programme import Programme
from growthpole.programme.cases import Case, read_cases, run_case
from growthpole.programme.file import read_programme, shipped_programme, shipped_programmes
from growthpole.programme.file.shipped import worked_cases


@cache
def programme_of(name: str) -> Programme:
    return read_programme(shipped_programme(name), f"{name}.toml")


@cache
def cases_of(name: str) -> tuple[Case, ...]:
    return read_cases(worked_cases(name), f"cases/{name}.toml", programme_of(name))


ALL = [(name, case.id) for name in shipped_programmes() for case in cases_of(name)]


@pytest.mark.parametrize(("name", "case"), ALL, ids=[f"{name}-{case}" for name, case in ALL])
def test_every_worked_case_holds(name: str, case: str) -> None:
    [given] = [one for one in cases_of(name) if one.id == case]
    result = run_case(programme_of(name), given)
    assert not result.mismatches, "\n".join([given.says.en, *map(str, result.mismatches)])


@pytest.mark.parametrize("name", shipped_programmes())
def test_every_programme_has_at_least_six_cases_that_expect_something(name: str) -> None:
    cases = cases_of(name)
    assert len(cases) >= 6
    assert len({case.id for case in cases}) == len(cases)
    assert all(case.expected and case.says.en and case.says.zh for case in cases)


@pytest.mark.parametrize("name", shipped_programmes())
def test_the_order_of_the_clusters_does_not_matter(name: str) -> None:
    for case in cases_of(name):
        turned = Case(case.id, case.says, case.period, case.clusters[::-1], case.rows[::-1], case.expected)
        assert run_case(programme_of(name), turned).holds

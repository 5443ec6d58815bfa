"""Changing one rule of a programme file for a what-if."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from tests.small_programme import TEXT

from growthpole.errors import InputError, NameUnknownError
from growthpole.programme.amend import amend
from growthpole.programme.file import read_programme, shipped_programme, shipped_programmes
from growthpole.programme.file.shipped import starter_programme


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("tier.city.quota", "5", "quota = 5"),
        ("gates.city.size", "3e8", 'city = "300000000 CNY"'),
        ("gate.size.threshold.city", "0.3 bn CNY", 'city = "0.3 bn CNY"'),
        ("gates.province.si", "5e8", 'province = "500000000 CNY"'),
        ("fund.budget", "2 mn CNY", 'budget = "2 mn CNY"'),
        ("fund.part.prize.amount", "200000", 'amount = "200000 CNY"'),
        ("grade.good.at_least", "60", "at_least = 60"),
        ("fund.tranches", "[0.7, 0.3]", "tranches = [0.7, 0.3]"),
        ("criterion.plan.test", "has(plan) and jobs >= 1 persons", 'test = "has(plan) and jobs >= 1 persons"'),
    ],
)
def test_one_value_changes_and_the_file_stays_valid(path: str, value: str, line: str) -> None:
    changed = amend(TEXT, path, value)
    assert line in changed
    before, after = TEXT.splitlines(), changed.splitlines()
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1
    read_programme(changed, "changed.toml")


def test_a_value_with_its_law_is_changed_inside() -> None:
    changed = amend(shipped_programme("jinzhong-135"), "tier.city.target", "35")
    assert read_programme(changed, "x.toml").tiers["city"].target == 35
    assert tomllib.loads(changed)["tier"][1]["target"]["basis"] == "official"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("tier.cty.quota", "there is no rule (in 'tier.cty.quota') 'cty'. Did you mean 'city'"),
        ("gates.city.sze", "there is no gate 'sze'. Did you mean 'size'"),
        ("fund.bugdet", "Did you mean 'budget'"),
        ("fund.budget.more", "there is no rule (in 'fund.budget.more') 'more'"),
    ],
)
def test_what_is_not_there_is_said(path: str, said: str) -> None:
    with pytest.raises(NameUnknownError) as raised:
        amend(TEXT, path, "1")
    assert said in str(raised.value)


def test_a_group_is_not_a_value() -> None:
    with pytest.raises(
        InputError, match=r"'index.size' is a group of rules, not one value. Go on with one of: name, weight"
    ):
        amend(TEXT, "index.size", "3")


def test_a_number_never_loses_its_unit() -> None:
    text = shipped_programme("jinzhong-135")
    with pytest.raises(InputError, match=r"'gates.city.growth' is '3 %' now.* Write 12 %, with the unit"):
        amend(text, "gates.city.growth", "12")
    with pytest.raises(InputError, match="Write 5 years, with the unit"):
        amend(text, "tier.city.validity", "5")
    assert 'city = "12 %"' in amend(text, "gates.city.growth", "12 %")
    assert '"6 days"' in amend(starter_programme(), "transitions.objection", "6")


def test_a_value_by_date_is_changed_where_it_is_in_force() -> None:
    text = shipped_programme("shanxi-2023")
    early = tomllib.loads(amend(text, "tier.province.target", "12", date(2024, 12, 31)))
    late = tomllib.loads(amend(text, "tier.province.target", "35"))
    assert [one["value"] for one in early["tier"][-1]["target"]] == [12, 30]
    assert [one["value"] for one in late["tier"][-1]["target"]] == [10, 35]
    assert late["tier"][-1]["target"][1]["since"] == date(2025, 1, 1)


def test_what_the_file_leaves_at_its_default_is_said() -> None:
    with pytest.raises(InputError, match=r"'tier.county.validity' is not stated .* without end. Add a line such as"):
        amend(shipped_programme("jinzhong-135"), "tier.county.validity", "2 years")


def test_a_value_of_several_lines_is_refused() -> None:
    with pytest.raises(InputError, match="must stand on one line"):
        amend(TEXT, "tier.city.quota", "5\ntarget = 3")


@pytest.mark.parametrize("name", shipped_programmes())
def test_a_change_to_what_it_was_changes_nothing(name: str) -> None:
    text = shipped_programme(name)
    version = read_programme(text, name).version
    assert tomllib.loads(amend(text, "programme.version", f'"{version}"')) == tomllib.loads(text)

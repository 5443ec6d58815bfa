"""Faults of the plan and of remedies in a programme file: code, path and line of each, all at once; and what is read."""

# ruff: noqa: E501 -- a row of the table of faults is a line

from __future__ import annotations

from datetime import date

import pytest
from tests.plan_worlds import TEXT

from growthpole.errors import ProgrammeError
from growthpole.model.interval import Interval
from growthpole.programme.file import read_programme, shipped_programme
from growthpole.programme.file.read import find_problems, read_document
from growthpole.programme.printing import print_programme

FAULTS = {
    # name: (what stands there, what is put there, code, path, text of the line)
    "a negative cost": ('cost = "2 mn CNY"', 'cost = "-2 mn CNY"', "money-cents", "remedy.push.cost", "-2 mn CNY"),
    "a negative budget": ('budget = "3 mn CNY"', 'budget = "-3 mn CNY"', "money-cents", "plan.budget", "-3 mn CNY"),
    "no budget": ('budget = "3 mn CNY"', "", "key-missing", "plan.budget", "[plan]"),
    "an effect on an unknown indicator": ('effect = { noise = "+50 %" }', 'effect = { nois = "+50 %" }', "reference-undefined", "remedy.song.effect.nois", "nois ="),
    "a gain of an unknown indicator": ('adds = { shops = "+1" }', 'adds = { shop = "+1" }', "reference-undefined", "remedy.shop.adds.shop", "adds ="),
    "an unknown prerequisite": ('requires = ["shop"]', 'requires = ["shp"]', "reference-undefined", "remedy.school.requires", "requires ="),
    "an unknown resource": ('uses = { land = "10 mu" }', 'uses = { lnd = "10 mu" }', "resource-unknown", "remedy.push.uses.lnd", "uses ="),
    "a resource in another unit": ('uses = { land = "10 mu" }', 'uses = { land = "10 persons" }', "unit-dimension", "remedy.push.uses.land", "uses ="),
    "a resource without unit": ('uses = { land = "10 mu" }', "uses = { land = 10 }", "unit-dimension", "remedy.push.uses.land", "uses ="),
    "a negative use": ('uses = { land = "10 mu" }', 'uses = { land = "-10 mu" }', "range", "remedy.push.uses.land", "uses ="),
    "yes for a number": ('adds = { shops = "+1" }', 'adds = { shops = "yes" }', "gain-kind", "remedy.shop.adds.shops", "adds ="),
    "a gain in another unit": ('adds = { shops = "+1" }', 'adds = { shops = "+1 mn CNY" }', "unit-dimension", "remedy.shop.adds.shops", "adds ="),
    "a gain turned round": ('adds = { shops = "+1" }', 'adds = { shops = "+2 .. +1" }', "range-order", "remedy.shop.adds.shops", "adds ="),
    "years that are none": ('years = "4 years"', 'years = "0 years"', "plan-years", "plan.years", "years ="),
    "too many years": ('years = "4 years"', 'years = "40 years"', "plan-years", "plan.years", "years ="),
    "a first year that is none": ('years = "4 years"', 'years = "4 years"\nfirst = "soon"', "type", "plan.first", "first ="),
    "a budget of no year": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\nbudgets = { next = "1 mn CNY" }', "plan-year", "plan.budgets.next", "budgets ="),
    "a budget outside of the plan": ('budget = "3 mn CNY"', 'first = 2025\nbudget = "3 mn CNY"\nbudgets = { "2029" = "1 mn CNY" }', "plan-year", "plan.budgets.2029", "budgets ="),
    "a target of an unknown tier": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\ntargets = { top = { "2026" = 1 } }', "reference-undefined", "plan.targets.top", "targets ="),
    "a weight of an unknown tier": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\npriority = { top = 2 }', "reference-undefined", "plan.priority.top", "priority ="),
    "a target above the one below": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\ntargets = { low = { "2026" = 1 }, high = { "2026" = 2 } }', "target-order", "plan.targets.high.2026", "targets ="),
    "half a target": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\ntargets = { low = { "2026" = 1.5 } }', "type", "plan.targets.low.2026", "targets ="),
    "a share above 1": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\nleast_share = { all = 1.5 }', "range", "plan.least_share.all", "least_share ="),
    "a key misspelt": ('budget = "3 mn CNY"', 'budget = "3 mn CNY"\ndiscont = 0.1', "key-unknown", "plan.discont", "discont ="),
}  # fmt: skip


def changed(name: str) -> str:
    old, new = FAULTS[name][:2]
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_plan_has_its_path_and_line(name: str) -> None:
    _, _, code, path, on = FAULTS[name]
    text = changed(name)
    problems = find_problems(text, "mine.toml")
    assert [(one.code, one.column) for one in problems] == [(code, path)]
    [problem] = problems
    assert on in text.splitlines()[(problem.row or 0) - 1]
    assert all([problem.found, problem.must, problem.do])


def test_a_comment_behind_an_inline_table_does_not_hide_its_line() -> None:
    text = TEXT.replace('budget = "3 mn CNY"', 'budget = "3 mn CNY"\nbudgets = { "2031" = "-1 CNY" }  # later')
    [problem] = find_problems(text, "mine.toml")
    assert (problem.code, problem.column) == ("money-cents", "plan.budgets.2031")
    assert text.splitlines()[(problem.row or 0) - 1].startswith("budgets")


def test_a_circle_of_prerequisites_is_named_once_with_its_line() -> None:
    text = TEXT.replace('cost = "1 mn CNY"', 'cost = "1 mn CNY"\nrequires = ["push"]')
    text = text.replace('uses = { land = "10 mu" }', 'requires = ["school"]')
    [problem] = find_problems(text, "mine.toml")
    assert problem.code == "remedy-circle"
    assert problem.found == "push requires school requires shop requires push"
    assert text.splitlines()[(problem.row or 0) - 1] == 'requires = ["school"]'


def test_an_effect_on_the_result_of_a_formula_is_refused() -> None:
    text = TEXT + '\n[indicator.both]\nname = "both"\nunit = "count"\nformula = "shops + noise"\n'
    text = text.replace('effect = { noise = "+50 %" }', 'effect = { both = "+50 %" }')
    [problem] = find_problems(text, "mine.toml")
    assert (problem.code, problem.column) == ("effect-derived", "remedy.song.effect.both")


def test_a_figure_of_the_county_is_not_one_towns_to_move() -> None:
    text = TEXT.replace('name = { en = "noise" }', 'name = { en = "noise" }\nof = "region"')
    [problem] = find_problems(text, "mine.toml")
    assert (problem.code, problem.column) == ("effect-of", "remedy.song.effect.noise")


def test_all_faults_are_told_at_once_and_nothing_is_read() -> None:
    text = TEXT
    for name in ("a negative cost", "an unknown prerequisite", "too many years"):
        text = text.replace(*FAULTS[name][:2], 1)
    with pytest.raises(ProgrammeError) as raised:
        read_programme(text, "mine.toml")
    assert [one.code for one in raised.value.problems] == ["money-cents", "reference-undefined", "plan-years"]


def test_what_the_file_says_is_read_in_canonical_units() -> None:
    text = TEXT.replace('adds = { shops = "+1" }', 'adds = { shops = "+1 .. +2", output = 5 }')
    rules = read_programme(text + '\n[plan.least_share]\nall = "5 %"\n"1" = 0.2\n', "mine.toml")
    assert rules.remedies["push"].uses == {"land": pytest.approx(10 / 1500)}
    assert rules.remedies["shop"].adds == {"shops": Interval(1.0, 2.0), "output": Interval(5e6, 5e6)}
    assert rules.remedies["school"].requires == ("shop",)
    assert rules.plan is not None
    assert (rules.plan.years, rules.plan.budget_cents, rules.plan.least_share) == (
        4,
        300_000_000,
        {"all": 0.05, "1": 0.2},
    )


def test_a_plan_by_date_changes_with_the_day() -> None:
    dated = TEXT.replace(
        'budget = "3 mn CNY"', 'budget = [{ value = "3 mn CNY" }, { value = "5 mn CNY", since = 2026-01-01 }]'
    )
    early, late = (read_programme(dated, "mine.toml", day) for day in (date(2025, 6, 1), date(2026, 6, 1)))
    assert early.plan is not None
    assert late.plan is not None
    assert (early.plan.budget_cents, late.plan.budget_cents) == (300_000_000, 500_000_000)


@pytest.mark.parametrize("name", ["jinzhong-135", "jiaozuo-cluster-areas"])
def test_the_plan_of_a_shipped_programme_is_an_example_and_prints(name: str) -> None:
    document = read_document(shipped_programme(name), f"{name}.toml")
    assert document.programme.plan is not None
    assert not document.programme.plan.basis.official
    printed = print_programme(document, "en")
    assert (
        "The plan covers 3 years (example, to be set by the office), from the year after the one assessed." in printed
    )
    assert "规划期3年" in print_programme(document, "zh")


def test_gains_prerequisites_and_uses_print_as_law() -> None:
    printed = print_programme(read_document(shipped_programme("jinzhong-135"), "j.toml"), "en")
    assert "expected to add to number of titles of national standing: +1 .. +2" in printed
    assert "begins once these work: register and guard a regional brand" in printed
    assert "takes 60 mu of land" in printed
    assert "占用土地60亩" in print_programme(read_document(shipped_programme("jinzhong-135"), "j.toml"), "zh")

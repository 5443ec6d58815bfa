"""Every kind of fault of a programme file: its code, its path, the line it stands on, and nothing else reported."""

# ruff: noqa: E501 -- a row of the table of faults is a line

from __future__ import annotations

from dataclasses import dataclass

import pytest

from growthpole.errors import ProgrammeError
from growthpole.programme.file import read_programme
from growthpole.programme.file.read import find_problems
from growthpole.programme.file.shipped import starter_programme

STARTER = starter_programme()


@dataclass(frozen=True)
class Fault:
    """A change of the starter and the fault that it makes; ``on`` is text of the line to which the fault points.

    ``also`` has the codes of what cannot but be told as well; ``further`` are changes that the fault needs besides.
    """

    old: str
    new: str
    code: str
    path: str
    on: str
    also: tuple[str, ...] = ()
    further: tuple[tuple[str, str], ...] = ()


FAULTS = {
    # --- keys -----------------------------------------------------------------------------------------------------
    "a key misspelt": Fault("validity =", "validty =", "key-unknown", "tier.city.validty", "validty ="),
    "a key that does not exist": Fault("target   = 10", "stars = 3", "key-unknown", "tier.city.stars", "stars = 3"),
    "a heading that does not exist": Fault("[transitions]", "[moves]\na = 1\n[transitions]", "key-unknown", "moves", "[moves]"),
    "an item key misspelt": Fault('best   = "50亿元"', 'best   = "50亿元"\nwieght = 3', "key-unknown", "index.size.output.wieght", "wieght"),
    "a criterion's owner misspelt": Fault('test = "has(development_plan)"', 'test = "has(development_plan)"\nowners = "x"', "key-unknown", "criterion.plan.owners", "owners ="),
    "an owner that is no text": Fault('test = "has(development_plan)"', 'test = "has(development_plan)"\nowner = 3', "type", "criterion.plan.owner", "owner = 3"),
    "a required key is missing": Fault('test = "has(development_plan)"\n', "", "key-missing", "criterion.plan.test", "[criterion.plan]"),
    "no reference": Fault('reference = "the document that founds the programme / 项目依据文件"\n', "", "key-missing", "programme.reference", "[programme]"),
    "a table in place of a list": Fault("[[tier]]\nid     = \"county\"", "[tier.county]\nid     = \"county\"", "syntax", "", "[[tier]]"),
    "a value in place of a table": Fault("[breakthrough.policy_support]", "[breakthrough]\nx = 1\n[breakthrough.policy_support]", "key-unknown", "breakthrough.x", "x = 1"),
    "a gate written as a list": Fault("[gate.clean_record]", "[[veto]]\nid = 'x'\n[gate.clean_record]", "type", "veto", "[[veto]]"),
    # --- ids ------------------------------------------------------------------------------------------------------
    "a rung twice": Fault('id       = "city"', 'id       = "county"', "id-duplicate", "tier.county", 'id       = "county"', also=("move-ladderless", "gate-unused", "reference-undefined", "expression")),
    "a rung without id": Fault('id       = "city"\n', "", "id-missing", "tier.[2]", "[[tier]]", also=("key-missing", "threshold-missing", "reference-undefined", "expression")),
    "an id with capitals": Fault("[criterion.plan]", "[criterion.Plan]", "id-form", "criterion.Plan", "[criterion.Plan]"),
    "an id with a hyphen": Fault("[criterion.plan]", "[criterion.my-plan]", "id-form", "criterion.my-plan", "[criterion.my-plan]"),
    "a programme id with blanks": Fault('"my-programme"', '"my programme"', "id-form", "programme.id", '"my programme"'),
    "an indicator called score": Fault("[indicator.employment]", "[indicator.score]\nname = 's'\nunit = '1'\n[indicator.employment]", "name-taken", "indicator.score", "[indicator.score]"),
    "an indicator called growth": Fault("[indicator.employment]", "[indicator.growth]\nname = 's'\nunit = '1'\n[indicator.employment]", "name-taken", "indicator.growth", "[indicator.growth]"),
    # --- kinds ----------------------------------------------------------------------------------------------------
    "text for a whole number": Fault("target   = 10", 'target   = "10"', "type", "tier.city.target", 'target   = "10"'),
    "half a cluster": Fault("target   = 10", "target   = 10.5", "type", "tier.city.target", "10.5"),
    "a name that is no text": Fault('name  = { en = "output", zh = "产值" }', "name = 3", "type", "indicator.output.name", "name = 3"),
    "a name in French": Fault('name  = { en = "output", zh = "产值" }', 'name = { fr = "produit" }', "type", "indicator.output.name", "produit"),
    "an unknown choice": Fault('direction = "down"', 'direction = "donw"', "choice", "indicator.serious_incident.direction", "donw"),
    "a date as text": Fault("since     = 2024-01-01", 'since     = "2024-01-01"', "type", "programme.since", 'since     = "'),
    "a list in place of an id": Fault('breakthrough = "policy_support"', 'breakthrough = ["policy_support"]', "id-form", "remedy.grow_leader.breakthrough", "breakthrough = ["),
    "a gate named twice": Fault('["output_size", "clean_record"]', '["output_size", "output_size", "clean_record"]', "named-twice", "tier.city.gates", "gates    ="),
    "a basis that is neither": Fault('name = { en = "policy support"', 'basis = "offical"\nname = { en = "policy support"', "choice", "breakthrough.policy_support.basis", "offical"),
    # --- units ----------------------------------------------------------------------------------------------------
    "an indicator without unit": Fault('name  = { en = "employment", zh = "就业人数" }\nunit  = "persons"', 'name  = { en = "employment", zh = "就业人数" }', "unit-missing", "indicator.employment.unit", "[indicator.employment]", also=("unit-dimension",)),
    "an unknown unit": Fault('unit  = "persons"', 'unit  = "heads"', "unit-unknown", "indicator.employment.unit", "heads", also=("unit-dimension",)),
    "money without currency": Fault('budget   = "1000万元"', "budget   = 1000", "unit-missing", "fund.budget", "budget   = 1000"),
    "money in another currency": Fault('budget   = "1000万元"', 'budget   = "1 mn EUR"', "unit-dimension", "fund.budget", "EUR"),
    "money of another kind": Fault('budget   = "1000万元"', 'budget   = "10 persons"', "unit-dimension", "fund.budget", "10 persons"),
    "not in whole cents": Fault('budget   = "1000万元"', 'budget   = "10.001 CNY"', "money-cents", "fund.budget", "10.001"),
    "a duration without unit": Fault('validity = "3 years"', "validity = 3", "unit-missing", "tier.city.validity", "validity = 3"),
    "a validity in days": Fault('validity = "3 years"', 'validity = "30 days"', "unit-missing", "tier.city.validity", "30 days"),
    "a threshold without unit": Fault('threshold = { city = "10亿元" }', "threshold = { city = 10 }", "unit-missing", "gate.output_size.threshold.city", "threshold = { city = 10 }"),
    "a threshold of another kind": Fault('threshold = { city = "10亿元" }', 'threshold = { city = "10 persons" }', "unit-dimension", "gate.output_size.threshold.city", "10 persons"),
    "a reference point without unit": Fault('best   = "50亿元"', "best   = 50", "unit-missing", "index.size.output.best", "best   = 50"),
    "a reference point of another kind": Fault('best   = "10000 persons"', 'best   = "10000 CNY"', "unit-dimension", "index.size.employment.best", "10000 CNY"),
    "a change without per cent": Fault('"+5 % .. +15 %"', '"+5 .. +15"', "unit-missing", "remedy.grow_leader.effect.output", "+5 .. +15"),
    "a range of another kind": Fault('unit  = "亿元"\nrange = [0, inf]', 'unit  = "亿元"\nrange = ["0 persons", inf]', "unit-dimension", "indicator.output.range", "0 persons"),
    # --- ranges and scales ------------------------------------------------------------------------------------------
    "a range turned round": Fault('unit  = "亿元"\nrange = [0, inf]', 'unit  = "亿元"\nrange = [9, 1]', "range-order", "indicator.output.range", "[9, 1]"),
    "a range turned round across units": Fault('unit  = "亿元"\nrange = [0, inf]', 'unit  = "亿元"\nrange = [9, "1亿元"]', "range-order", "indicator.output.range", "[9, "),
    "an effect turned round": Fault('"+5 % .. +15 %"', '"+15 % .. +5 %"', "range-order", "remedy.grow_leader.effect.output", "+15 % .. +5 %"),
    "worst is best": Fault('best   = "50亿元"', 'best   = "0亿元"', "scale-flat", "index.size.output.best", 'best   = "0亿元"'),
    "a scale against the direction": Fault('worst  = "0 persons"\nbest   = "10000 persons"', 'worst  = "10000 persons"\nbest   = "0 persons"', "scale-turned", "index.size.employment.best", 'best   = "0 persons"'),
    "points that take away by sign": Fault("# --- Moves", "[deduction.x]\nname='x'\npoints=-1\ncount='brand_titles'\n# --- Moves", "range", "deduction.x.points", "points=-1"),
    # --- weights ----------------------------------------------------------------------------------------------------
    "groups that do not add up": Fault("weight = 60", "weight = 50", "weights-sum", "index", "[index]", also=("weights-sum",)),
    "items that do not add up": Fault("weight = 20\nworst  = \"0 persons\"", "weight = 15\nworst  = \"0 persons\"", "weights-sum", "index.size", "[index.size]"),
    "a weight of nothing": Fault("weight = 20\nworst  = \"0 persons\"", "weight = 0\nworst  = \"0 persons\"", "range", "index.size.employment.weight", "weight = 0"),
    "an item that is nothing": Fault("[index.size.employment]", "[index.size.jobs]", "reference-undefined", "index.size.jobs", "[index.size.jobs]"),
    "a group without items": Fault("[index.quality]", "[index.empty]\nname = 'e'\nweight = 0.001\n[index.quality]", "index-empty", "index.empty", "[index.empty]", also=("weights-sum",)),
    # --- names that are not there -------------------------------------------------------------------------------------
    "a gate that is not there": Fault('["output_size", "clean_record"]', '["output_size", "clean_recrod"]', "reference-undefined", "tier.city.gates", "clean_recrod", also=("gate-unused",)),
    "a remedy that is not there": Fault('remedies = ["grow_leader"]', 'remedies = ["grow_ladder"]', "reference-undefined", "weakness.leader.remedies", "grow_ladder"),
    "a breakthrough that is not there": Fault('breakthrough = "policy_support"', 'breakthrough = "policy"', "reference-undefined", "remedy.grow_leader.breakthrough", 'breakthrough = "policy"'),
    "an effect on nothing": Fault("effect    = { output =", "effect    = { outputs =", "reference-undefined", "remedy.grow_leader.effect.outputs", "outputs ="),
    "a threshold of no rung": Fault('{ city = "10亿元" }', '{ city = "10亿元", town = "1亿元" }', "reference-undefined", "gate.output_size.threshold.town", "town ="),
    "a test on nothing": Fault('test = "brand_titles >= 1"', 'test = "brands >= 1"', "expression", "criterion.brand.test", "brands >= 1"),
    "a grade that is not there": Fault('"gates_next and grade >= pass"', '"gates_next and grade >= passed"', "expression", "transitions.promote.test", "passed"),
    "a rung that is not there": Fault('eligible = "tier >= city"', 'eligible = "tier >= town"', "expression", "fund.eligible", "tier >= town"),
    # --- expressions --------------------------------------------------------------------------------------------------
    "a test that cannot be read": Fault('test = "brand_titles >= 1"', 'test = "brand_titles >= "', "expression", "criterion.brand.test", 'test = "brand_titles >= "'),
    "a number for a test": Fault('test = "brand_titles >= 1"', 'test = "brand_titles"', "expression", "criterion.brand.test", 'test = "brand_titles"'),
    "persons against yuan": Fault('test = "brand_titles >= 1"', 'test = "employment >= 3 CNY"', "expression", "criterion.brand.test", "employment >= 3 CNY"),
    "a figure against a bare number": Fault('test = "brand_titles >= 1"', 'test = "output >= 3"', "expression", "criterion.brand.test", "output >= 3"),
    "a score before it is known": Fault('test = "brand_titles >= 1"', 'test = "score >= 3"', "expression", "criterion.brand.test", "score >= 3"),
    "a warning in a gate": Fault('test = "each(not has(serious_incident), years=3)"', 'test = "not warned"', "expression", "gate.clean_record.test", "not warned"),
    # --- the ladder ---------------------------------------------------------------------------------------------------
    "a rung without a way up": Fault('gates    = ["output_size", "clean_record"]                 # all must hold / 须全部满足\n', "", "tier-unreachable", "tier.city.gates", '[[tier]]', also=("gate-unused", "gate-unused", "threshold-unused")),
    "a rung with an empty list of gates": Fault('["output_size", "clean_record"]', "[]", "tier-unreachable", "tier.city.gates", "[[tier]]", also=("gate-unused", "threshold-unused")),
    "a quota of nobody": Fault("target   = 10", "quota    = 0", "tier-unreachable", "tier.city.quota", "quota    = 0"),
    "a quota below the target": Fault("target   = 10", "target   = 10\nquota = 9", "target-order", "tier.city.quota", "quota = 9"),
    "more above than below": Fault("target   = 10", "target   = 21", "target-order", "tier.city.target", "target   = 21"),
    "a rung without threshold": Fault('id     = "county"', 'gates = ["output_size"]\nid     = "county"', "threshold-missing", "gate.output_size.threshold", "[gate.output_size]"),
    "a threshold that falls": Fault('{ city = "10亿元" }', '{ county = "20亿元", city = "10亿元" }', "threshold-order", "gate.output_size.threshold.city", "threshold = {", further=(('id     = "county"', 'gates = ["output_size"]\nid     = "county"'),)),
    "a threshold nobody asks for": Fault('{ city = "10亿元" }', '{ county = "1亿元", city = "10亿元" }', "threshold-unused", "gate.output_size.threshold.county", "county ="),
    "a threshold the test does not use": Fault('"each(output, years=3) >= threshold"', '"each(output, years=3) >= 1 bn CNY"', "threshold-unused", "gate.output_size.threshold.city", "threshold = {"),
    "a gate of no rung": Fault('["output_size", "clean_record"]', '["output_size"]', "gate-unused", "gate.clean_record", "[gate.clean_record]"),
    # --- tests that no evidence can decide ------------------------------------------------------------------------------
    "a gate that is always passed": Fault('threshold = { city = "10亿元" }', 'threshold = { city = "-1亿元" }', "test-settled", "gate.output_size.threshold.city", "-1亿元"),
    "a criterion that always holds": Fault('test = "brand_titles >= 1"', 'test = "brand_titles >= 0"', "test-settled", "criterion.brand.test", "brand_titles >= 0"),
    "a weakness that is never there": Fault('"leading_enterprises < 1"', '"leading_enterprises < 0"', "test-settled", "weakness.leader.test", "leading_enterprises < 0"),
    "a fact above one": Fault('test = "has(development_plan)"', 'test = "development_plan > 1"', "test-settled", "criterion.plan.test", "development_plan > 1"),
    "more criteria than there are": Fault('test = "each(not has(serious_incident), years=3)"', 'test = "criteria_met >= 5"', "test-settled", "gate.clean_record.test", "criteria_met >= 5"),
    "points beyond the scale": Fault('"gates_next and grade >= pass"', '"gates_next and score > 100"', "test-settled", "transitions.promote.test", "score > 100"),
    "a grade beyond the scale": Fault("at_least = 70", "at_least = 101", "grade-unreachable", "grade.good.at_least", "at_least = 101"),
    # --- grades and moves -----------------------------------------------------------------------------------------------
    "grades out of order": Fault("at_least = 70", "at_least = 40", "grade-order", "grade.pass.at_least", "at_least = 50"),
    "a score without grade": Fault("at_least = 0\n", "at_least = 10\n", "grade-gap", "grade.poor.at_least", "at_least = 10"),
    "warned without warnings": Fault('[transitions.warn]\ntest = "grade == poor"', '[transitions.demote]\ntest = "warned"', "name-baseless", "transitions.demote.test", 'test = "warned"'),
    "no years": Fault('[transitions.warn]', '[transitions.warn]\nyears = 0', "type", "transitions.warn.years", "years = 0"),
    # --- dates and law ----------------------------------------------------------------------------------------------------
    "versions out of order": Fault("target   = 10", "target = [{ value = 10 }, { value = 12, since = 2026-01-01 }, { value = 11, since = 2025-01-01 }]", "dates-order", "tier.city.target", "target = ["),
    "a version before the programme": Fault("target   = 10", "target = [{ value = 9 }, { value = 10, since = 2023-01-01 }]", "dates-order", "tier.city.target", "target = ["),
    "a rule before the programme": Fault("[criterion.plan]", "[criterion.plan]\nsince = 2020-01-01", "dates-order", "criterion.plan", "[criterion.plan]"),
    "a required value that begins late": Fault("at_least = 70", "at_least = { value = 70, since = 2025-01-01 }", "dates-order", "grade.good.at_least", "at_least = {"),
    "official without reference": Fault("target   = 10", 'target = { value = 10, basis = "official" }', "reference-missing", "tier.city.target.basis", "target = {"),
    "an official rule without reference": Fault("[criterion.plan]", '[criterion.plan]\nbasis = "official"', "reference-missing", "criterion.plan.basis", 'basis = "official"'),
    "a word beside value": Fault("target   = 10", "target = { value = 10, refrence = 'x' }", "key-unknown", "tier.city.target.refrence", "refrence"),
    "weights that stop adding up later": Fault("weight = 60", "weight = [{ value = 60 }, { value = 70, since = 2026-01-01 }]", "weights-sum", "index", "[index]"),
    # --- formulas ---------------------------------------------------------------------------------------------------------
    "a circle of formulas": Fault('unit  = "persons"\nrange = [0, inf]\n\n[indicator.leading_enterprises]', 'unit  = "persons"\nformula = "leading_enterprises * 1 persons"\n\n[indicator.leading_enterprises]\nformula = "employment / 1 persons"', "formula-circle", "indicator.employment.formula", "formula ="),
    "a figure of itself": Fault('unit  = "persons"', 'unit  = "persons"\nformula = "employment + 1 persons"', "formula-circle", "indicator.employment.formula", "formula ="),
    # --- the fund -----------------------------------------------------------------------------------------------------------
    "shares that do not add up": Fault("share = 1.0", "share = 0.9", "fund-shares", "fund", "[fund]"),
    "a part without share": Fault("share = 1.0\n", "", "fund-share", "fund.part.performance", "[[fund.part]]"),
    "a share above the whole": Fault("share = 1.0", "share = 1.5", "range", "fund.part.performance.share", "share = 1.5"),
    "a prize without amount": Fault('mode  = "proportional"\nshare = 1.0', 'mode  = "level prize"', "fund-amount", "fund.part.performance", "[[fund.part]]"),
    "a proportional part with a prize": Fault("share = 1.0", 'share = 1.0\namount = "1 CNY"', "fund-amount", "fund.part.performance.amount", 'amount = "1 CNY"'),
    "a cap below the floor": Fault("share = 1.0", 'share = 1.0\nfloor = "2 CNY"\ncap = "1 CNY"', "fund-bounds", "fund.part.performance.cap", 'cap = "1 CNY"'),
    "a prize above the budget": Fault('mode  = "proportional"\nshare = 1.0', 'mode  = "level prize"\namount = "1亿元"', "fund-bounds", "fund.part.performance.amount", "amount ="),
    "factors that are missing": Fault('mode  = "proportional"', 'mode  = "factor"', "fund-factors", "fund.part.performance", "[[fund.part]]"),
    "factors that do not add up": Fault('mode  = "proportional"', 'factors = { output = 0.5, employment = 0.4 }\nmode  = "factor"', "weights-sum", "fund.part.performance", "[[fund.part]]"),
    "factors in another mode": Fault("share = 1.0", "share = 1.0\nfactors = { output = 1 }", "fund-factors", "fund.part.performance.mode", "mode  ="),
    "tranches that do not add up": Fault('eligible = "tier >= city"', "tranches = [0.6, 0.3]", "sum", "fund.tranches", "tranches ="),
    "a fund without parts": Fault('[[fund.part]]\nid    = "performance"\nname  = { en = "share by score", zh = "绩效奖" }\nmode  = "proportional"\nshare = 1.0\n', "", "key-missing", "fund.part", "[fund]", also=("fund-empty",)),
    "a mode misspelt": Fault('mode  = "proportional"', 'mode  = "proportonal"', "choice", "fund.part.performance.mode", "proportonal"),
}  # fmt: skip


def changed(fault: Fault) -> str:
    assert fault.old in STARTER, f"the starter no longer has {fault.old!r}"
    text = STARTER.replace(fault.old, fault.new, 1)
    for old, new in fault.further:
        text = text.replace(old, new, 1)
    return text


def test_the_starter_is_without_fault() -> None:
    assert find_problems(STARTER, "starter.toml") == ()


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_path_and_line(fault: Fault) -> None:
    text = changed(fault)
    problems = find_problems(text, "mine.toml")
    told = [one for one in problems if one.code == fault.code and (one.column or "") == fault.path]
    assert told, [(one.code, one.column, one.row) for one in problems]
    [problem] = told
    assert {one.code for one in problems} == {fault.code, *fault.also}
    assert problem.file == "mine.toml"
    assert problem.row is not None
    line = text.splitlines()[problem.row - 1]
    assert fault.on in line, line
    assert all([problem.found, problem.must, problem.do])


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_nothing_is_read_from_a_faulty_file(fault: Fault) -> None:
    with pytest.raises(ProgrammeError) as raised:
        read_programme(changed(fault), "mine.toml")
    assert fault.code in {one.code for one in raised.value.problems}


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines() -> None:
    picked = ["a key misspelt", "an unknown choice", "worst is best", "grades out of order", "not in whole cents"]
    text = STARTER
    for name in picked:
        text = text.replace(FAULTS[name].old, FAULTS[name].new, 1)
    problems = find_problems(text, "mine.toml")
    assert [one.code for one in problems] == ["key-unknown", "choice", "scale-flat", "grade-order", "money-cents"]
    assert [one.row for one in problems] == sorted(one.row or 0 for one in problems)


def test_a_misspelt_key_gets_the_nearest_one() -> None:
    [problem] = find_problems(changed(FAULTS["a key misspelt"]), "mine.toml")
    assert problem.do == "Did you mean 'validity'?"


def test_all_duplicate_keys_are_told_with_both_lines() -> None:
    text = "[programme]\nid = 'a'\nname = 'a'\nid = 'b'\n[x]\na = 1\n[x]\nb = {c = 1, c = 2}\n"
    problems = find_problems(text, "mine.toml")
    assert [(one.code, one.column, one.row) for one in problems] == [
        ("key-duplicate", "programme.id", 4),
        ("key-duplicate", "x", 7),
        ("key-duplicate", "x.b.c", 8),
    ]
    assert "line 2" in problems[0].must


@pytest.mark.parametrize(
    ("text", "row"), [("a = ", 1), ("[programme]\nid = 4 bn CNY\n", 2), ("x = 1\ny = 'open", 2), ("\n\n[a", 3)]
)
def test_a_fault_of_syntax_has_its_line(text: str, row: int) -> None:
    [problem] = find_problems(text, "mine.toml")
    assert (problem.code, problem.row) == ("syntax", row)


def test_a_bonus_puts_a_grade_within_reach() -> None:
    text = STARTER.replace("at_least = 70", "at_least = 101")
    assert not find_problems(
        text + "\n[bonus.x]\nname = 'x'\npoints = 1\ncount = 'brand_titles'\ncap = 2\n", "mine.toml"
    )
    short = find_problems(
        text + "\n[bonus.x]\nname = 'x'\npoints = 1\ncount = 'brand_titles'\ncap = 0.5\n", "mine.toml"
    )
    assert [one.code for one in short] == ["grade-unreachable"]


@pytest.mark.parametrize("text", ["a = " + "[" * 5000 + "]" * 5000, "a = " + "{b = " * 5000 + "1" + "}" * 5000])
def test_a_file_nested_without_end_is_a_fault_like_any_other(text: str) -> None:
    [problem] = find_problems(text, "mine.toml")
    assert (problem.code, problem.row) == ("nesting", 1)


def test_an_empty_file_asks_for_the_programme() -> None:
    [problem] = find_problems("", "mine.toml")
    assert (problem.code, problem.column, problem.row) == ("key-missing", "programme", 1)

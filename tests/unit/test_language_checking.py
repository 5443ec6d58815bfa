"""Faults that are found before any evidence is there, all at once, each with its column."""

import pytest

from growthpole.programme.language import SUPPLIED, ExpressionError, Scope, check, kind_of, parse
from growthpole.programme.language.functions import FUNCTIONS
from growthpole.programme.language.kinds import dimension, product

SCOPE = Scope(
    units={"output": "CNY", "jobs": "person", "area": "km2", "firms": "1", "plan": "1"},
    criteria=frozenset({"plan"}),
    words={"grade": ("poor", "good"), "tier": ("county", "city"), "peer_class": ("manufacturing", "farming")},
    threshold="CNY",
    supplied=SUPPLIED,
)


@pytest.mark.parametrize(
    ("written", "form", "unit"),
    [
        ("output", "number", "CNY"),
        ("output / area", "number", "CNY/km2"),
        ("output / jobs * jobs", "number", "CNY"),
        ("area / area", "number", "1"),
        ("growth(output, years = 3)", "number", "1"),
        ("change(output)", "number", "CNY"),
        ("max(output, 3 mn CNY)", "number", "CNY"),
        ("max(0, output)", "number", "CNY"),
        ("0 - output", "number", "CNY"),
        ("ratio(output, jobs)", "number", "CNY/person"),
        ("count(has(plan), firms > 3)", "number", "1"),
        ("each(output, years = 3) >= threshold", "test", "1"),
        ("each(grade, years = 2) >= good", "test", "1"),
        ("each(warned, years = 2)", "test", "1"),
        ("output > 0", "test", "1"),
        ("output / jobs > 10万元/人", "test", "1"),
        ("score >= 60 and criteria_met >= 8 and not vetoed", "test", "1"),
        ("peer_class != farming or tier >= city", "test", "1"),
        ("at_least(2, has(plan), met(plan), firms > 2)", "test", "1"),
        ("latest(output) > 3 CNY and at(output, '2020') > 3 CNY", "test", "1"),
        ("abs(previous(output, years = 2)) > 3 CNY", "test", "1"),
        ("grade", "word", "1"),
    ],
)
def test_a_sensible_expression_has_a_kind_and_no_fault(written: str, form: str, unit: str) -> None:
    assert check(parse(written), SCOPE) == ()
    kind = kind_of(parse(written), SCOPE)
    assert (kind.form, kind.unit) == (form, unit)


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("output >= 4", [(11, "a unit is missing")]),
        ("2 > output", [(1, "a unit is missing")]),
        ("output > jobs", [(10, "a figure in person")]),
        ("output > output / area", [(10, "a figure in CNY/km2")]),
        ("output + firms > 3 CNY", [(10, "a plain number")]),
        ("output > jobs and area > 3 and whatever > 1", [(10, "person"), (26, "unit is missing"), (32, "known name")]),
        ("share(output, jobs) > 3 %", [(15, "a figure in person")]),
        ("max(output, 3) > 3 CNY", [(13, "a unit is missing")]),
        ("has(output)", [(5, "a fact or a count")]),
        ("output and plan", [(1, "a test"), (12, "a test")]),
        ("not plan", [(5, "a test")]),
        ("output > has(plan)", [(10, "it is a test")]),
        ("each(output, years = 3) / jobs > 3 CNY/person", [(1, "alone on one side")]),
        ("each(output, years = 3) > each(output, years = 3)", [(1, "one `each")]),
        ("each(output) > 3 CNY", [(1, "number of years")]),
        ("min(output) > 3 CNY", [(1, "number of years")]),
        ("min(output, output, years = 2) > 3 CNY", [(1, "without `years`")]),
        ("share(firms, firms, years = 3) > 0.5", [(1, "without `years`")]),
        ("share(firms) > 0.5", [(1, "2 arguments")]),
        ("mean(firms, firms, years = 2) > 1", [(1, "1 argument")]),
        ("at_least(2) and has(plan)", [(1, "at least 2 arguments")]),
        ("grwth(output) > 10 %", [(1, "known function")]),
        ("at(output, 2020) > 3 CNY", [(12, "quotation marks")]),
        ("met(plam)", [(5, "id of a criterion")]),
        ("grade >= goood", [(10, "one of the programme's words")]),
        ("grade >= 3", [(1, "a word of the programme")]),
        ("peer_class > farming", [(1, "classes have no order")]),
        ("'city' > 3", [(1, "compared with a grade")]),
        ("at_least(2 CNY, has(plan))", [(10, "a plain count")]),
        ("warned + 1 > 2", [(1, "a number, and it is a test")]),
    ],
)
def test_faults_are_told_all_at_once_with_their_columns(written: str, faults: list[tuple[int, str]]) -> None:
    found = check(parse(written), SCOPE)
    assert [fault.column for fault in found] == [column for column, _ in faults]
    for fault, (_, words) in zip(found, faults, strict=True):
        assert words in str(fault)
        assert fault.text == written
        assert fault.do


def test_a_formula_knows_nothing_that_an_assessment_supplies() -> None:
    bare = Scope(SCOPE.units)
    assert "not known yet" in check(parse("score > 3"), bare)[0].do
    assert "gate" in check(parse("output > threshold"), bare)[0].must


def test_what_is_wanted_is_asked_for() -> None:
    assert "a test" in check(parse("output"), SCOPE, "test")[0].must
    assert "a number" in check(parse("has(plan)"), SCOPE, "number")[0].must
    assert check(parse("has(plan)"), SCOPE, "test") == ()


def test_asking_for_the_kind_of_a_faulty_expression_is_refused() -> None:
    with pytest.raises(ExpressionError, match="a unit is missing"):
        kind_of(parse("output >= 4"), SCOPE)


@pytest.mark.parametrize(
    ("a", "b", "sign", "unit"),
    [
        ("CNY", "km2", "/", "CNY/km2"),
        ("CNY/km2", "km2", "*", "CNY"),
        ("km", "km", "*", "km2"),
        ("1", "year", "/", "1/year"),
        ("CNY", "CNY/person", "/", "person"),
    ],
)
def test_units_multiply_and_divide(a: str, b: str, sign: str, unit: str) -> None:
    assert product(a, b, sign) == unit
    assert dimension(unit) == dimension(product(unit, "1", "*"))


def test_every_function_of_the_table_is_known_to_the_checker_and_the_engine() -> None:
    arguments = {
        "tests": "has(plan)", "numbers": "firms", "number": "firms", "any": "firms > 1", "two numbers": "firms, firms",
        "count and tests": "1, has(plan)", "any and period": "firms, '2020'", "criterion": "plan",
    }  # fmt: skip
    for name, function in FUNCTIONS.items():
        years = ", years = 2" if function.years in {"required", "window"} else ""
        assert check(parse(f"{name}({arguments[function.takes]}{years})"), SCOPE) == (), name

"""What can be written, what it means, and what is said of what cannot be read."""

import pytest

from growthpole.errors import InputError
from growthpole.programme.language import ExpressionError, criteria_used, names, parse, supplied_used
from growthpole.programme.language.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Label,
    Logic,
    Name,
    Negation,
    Number,
    Sign,
)


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("0.7", 0.7, ""),
        ("10 %", 0.1, "1"),
        ("70%", 0.7, "1"),
        ("4 bn CNY", 4e9, "CNY"),
        ("4亿元", 4e8, "CNY"),
        ("100 km2", 100.0, "km2"),
        ("3 days", 3.0, "day"),
        ("1_000_000 CNY", 1e6, "CNY"),
        ("1.5e3 persons", 1500.0, "person"),
        ("300万元/亩", 4.5e9, "CNY/km2"),
        ("5 percentage points", 0.05, "1"),
        ("12 count", 12.0, "1"),
    ],
)
def test_a_number_carries_its_unit(written: str, value: float, unit: str) -> None:
    assert parse(written) == Number(pytest.approx(value), unit, parse(written).given)


A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a + b * c", Arithmetic("+", A, Arithmetic("*", B, C))),
        ("a - b - c", Arithmetic("-", Arithmetic("-", A, B), C)),
        ("a / b / c", Arithmetic("/", Arithmetic("/", A, B), C)),
        ("(a + b) * c", Arithmetic("*", Arithmetic("+", A, B), C)),
        ("-a * b", Arithmetic("*", Sign(A), B)),
        ("a > b and b > c or not a = b", Logic("or", (
            Logic("and", (Comparison(">", A, B), Comparison(">", B, C))), Negation(Comparison("==", A, B))))),
        ("a ≥ b", Comparison(">=", A, B)),
        ("a ≠ b", Comparison("!=", A, B)),
        ("grade >= good", Comparison(">=", Name("grade"), Label("good"))),
        ("city <= tier", Comparison("<=", Label("city"), Name("tier"))),
        ("previous(grade) = poor", Comparison("==", Call("previous", (Name("grade"),)), Label("poor"))),
        ("peer_class == 'hill farming'", Comparison("==", Name("peer_class"), Label("hill farming"))),
        ("mean(a, years = 3)", Call("mean", (A,), 3)),
        ("mean（a，years = 3 years）", Call("mean", (A,), 3)),
        ("any_of(grade = poor, a > b)",
         Call("any_of", (Comparison("==", Name("grade"), Label("poor")), Comparison(">", A, B)))),
        ("at(a, “2020”)", Call("at", (A, Label("2020")))),
        ("trait.size > b", Comparison(">", Name("trait.size"), B)),
        ("android > norm", Comparison(">", Name("android"), Name("norm"))),
        ("a\n  > b", Comparison(">", A, B)),
    ],
)  # fmt: skip
def test_an_expression_is_read_as_it_is_meant(written: str, meant: object) -> None:
    assert parse(written) == meant


@pytest.mark.parametrize(
    ("written", "column", "words"),
    [
        ("", 1, "an expression of 1 to 5000 characters"),
        ("a" * 5001, 1, "an expression of 1 to 5000"),
        ("a >= ", 5, "Complete the expression"),
        ("a >= 4 foo", 8, "a known unit"),
        ("a >= 4 bn CNY/output", 8, "put blanks around '/'"),
        ("Output > 4", 1, "small letters|sign of the expression language"),
        ("a > b > c", 7, "end of the expression"),
        ("a b", 3, "comparison such as '>='"),
        ("any_of(a > 1", 13, "Complete the expression"),
        ("mean(a, years = 0)", 17, "whole number of years from 1 to 100"),
        ("mean(a, years = 2.5)", 17, "whole number of years"),
        ("any_of(a = b or c > 1)", 8, "Inside a call write `==`"),
        ("__import__('os').system('ls')", 17, "must be"),
        ("a; b", 2, "sign of the expression language"),
        ("not " * 70 + "a", 245, "nested at most 60 deep"),
        ("(" * 70 + "a" + ")" * 70, 62, "nested at most 60 deep"),
        ("a" + " + a" * 70, 1, "nested at most 60 deep"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(written: str, column: int, words: str) -> None:
    with pytest.raises(ExpressionError, match=words) as caught:
        parse(written)
    assert caught.value.column == column
    assert caught.value.text in {written, written[:80]}
    assert caught.value.must
    assert caught.value.do.endswith(".")
    assert isinstance(caught.value, InputError)


def test_places_do_not_make_expressions_different() -> None:
    assert parse("a>1") == parse("  a   >  1")
    assert parse("a > 1").right.place.column == 5
    assert hash(parse("a>1")) == hash(parse("a > 1"))


def test_the_names_of_an_expression_are_its_indicators() -> None:
    node = parse("share(a, b) > threshold and grade >= good and met(c) and score > 60")
    assert names(node) == {"a", "b"}
    assert supplied_used(node) == {"threshold", "grade", "score"}
    assert criteria_used(node) == {"c"}

"""Errors say what is wrong, and travel between processes whole."""

import pickle

import pytest

from growthpole.errors import EvidenceError, GrowthpoleError, NameUnknownError, Problem, ProblemsError, ProgrammeError

FAULT = Problem("unit-unknown", "a.xlsx", "股", "a unit", "correct it", sheet="数据", row=7, column="unit")


def test_the_nearest_name_is_offered() -> None:
    said = str(NameUnknownError("measure", "locaton_quotient", ["location_quotient", "krugman"]))
    assert said == "there is no measure 'locaton_quotient'. Did you mean 'location_quotient'?"


def test_a_far_name_gets_the_list() -> None:
    assert str(NameUnknownError("world", "xyz", ["b", "a"])) == "there is no world 'xyz'. Known: 'a', 'b'."
    assert str(NameUnknownError("world", "xyz")) == "there is no world 'xyz'."


def test_all_problems_are_kept_and_twenty_are_shown() -> None:
    error = EvidenceError([FAULT] * 23)
    assert len(error.problems) == 23
    assert str(error).startswith(
        "23 problems found; nothing was taken in:\n  a.xlsx, sheet 数据, row 7, column unit: found 股"
    )
    assert str(error).endswith("... and 3 more")


@pytest.mark.parametrize(
    "error",
    [NameUnknownError("cluster", "a", ["b"]), EvidenceError([FAULT]), ProgrammeError([FAULT]), ProblemsError([])],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_a_trip_between_processes(error: GrowthpoleError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)


def test_a_problem_is_plain_data() -> None:
    assert FAULT.as_dict()["sheet"] == "数据"
    assert FAULT.place == "a.xlsx, sheet 数据, row 7, column unit"

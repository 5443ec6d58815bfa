"""The spread of ranks beside their exact range, the chance of a grade, and the way to the next one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import RULES, complete, dossier

from growthpole.model.assessment import Assessment
from growthpole.model.dossier import Dossier
from growthpole.programme.assess import assess
from growthpole.programme.robustness import examine_ranks


@pytest.fixture(scope="module")
def result() -> Assessment:
    """Town c has no jobs figure; a is strong."""
    rows = [row for row in complete(a_output=400.0, a_jobs=450.0) if (row.subject, row.indicator) != ("c", "jobs")]
    return drawn(dossier(rows))


def drawn(handed_in: Dossier, draws: int = 400) -> Assessment:
    assessment = assess(RULES, handed_in)
    return replace(assessment, robustness=examine_ranks(assessment, handed_in, draws))


def test_weights_drawn_around_the_programme_keep_a_sure_winner_first(result: Assessment) -> None:
    assert result.robustness is not None
    spread = result.robustness.spreads["a"]
    assert (spread.low, spread.median, spread.high) == (1, 1, 1)
    assert spread.top == 1.0


def test_an_unknown_figure_spreads_the_rank(result: Assessment) -> None:
    assert result.robustness is not None
    spread = result.robustness.spreads["c"]
    assert spread.low < spread.high
    rank = next(each.rank for each in result.clusters if each.cluster.id == "c")
    assert rank is not None
    assert rank.best <= spread.low <= spread.high <= rank.worst


def test_the_chance_of_a_grade_follows_the_draws(result: Assessment) -> None:
    assert result.robustness is not None
    spreads = result.robustness.spreads
    assert spreads["a"].grades == {"good": 1.0, "poor": 1.0}
    # c has 24 points, 2 for its plan, and between 0 and 40 for its jobs: 50 is reached in two draws of five
    assert spreads["c"].grades["good"] == pytest.approx(0.40, abs=0.08)


def test_the_cheapest_way_reaches_the_next_grade_exactly(result: Assessment) -> None:
    assert result.robustness is not None
    spread = result.robustness.spreads["b"]
    assert spread.next_grade == "good"
    score = next(each.score for each in result.clusters if each.cluster.id == "b")
    assert score is not None
    gained = sum(lift.then - lift.now for lift in spread.lifts)
    assert score.total.low + gained == pytest.approx(50.0)
    # one point is cheapest where the weight is largest
    assert spread.lifts[0].item == "output"


def test_influences_name_what_varied(result: Assessment) -> None:
    assert result.robustness is not None
    assert {each.factor for each in result.robustness.influences} == {"weights", "unknown"}
    assert all(0.0 <= each.first <= 1.0 for each in result.robustness.influences)


def test_the_same_seed_gives_the_same_spread(result: Assessment) -> None:
    rows = [row for row in complete(a_output=400.0, a_jobs=450.0) if (row.subject, row.indicator) != ("c", "jobs")]
    assert drawn(dossier(list(reversed(rows)))).robustness == result.robustness


def test_without_draws_nothing_is_said() -> None:
    assert drawn(dossier(complete()), draws=0).robustness is None

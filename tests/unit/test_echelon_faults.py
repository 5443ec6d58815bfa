"""What a simulation and its kept forecasts refuse, and how they say so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.small_programme import RULES, complete, dossier

from growthpole.errors import EvidenceError, InputError, NameUnknownError, ShapeError
from growthpole.model.interval import Interval
from growthpole.model.ledger import Record
from growthpole.model.plan import Undertaking
from growthpole.plan.backtest import backtest_echelon
from growthpole.plan.calibration import brier_score, count_ranks, rank_histogram
from growthpole.plan.echelon import effects_of, look_ahead, simulate_echelon
from growthpole.plan.echelon_rules import figures_read, ladder_rules, years_back
from growthpole.plan.forecasts import read_forecasts
from growthpole.programme.file import read_programme, shipped_programme


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"years": 0}, "from 1 to 30"), ({"years": 31}, "it is 31"), ({"paths": 0}, "at least 1"), ({"seed": -1}, "0 or")],
)
def test_numbers_out_of_range(settings: dict[str, int], said: str) -> None:
    with pytest.raises(InputError, match=said):
        simulate_echelon(RULES, dossier(complete()), **settings)


def test_no_ladder() -> None:
    with pytest.raises(InputError, match="no tiers"):
        simulate_echelon(replace(RULES, tiers={}), dossier(complete()))


@pytest.mark.parametrize(("cluster", "remedy"), [("nowhere", "school"), ("a", "nothing")])
def test_undertakings_of_what_does_not_exist(cluster: str, remedy: str) -> None:
    with pytest.raises(NameUnknownError):
        effects_of(look_ahead(RULES, dossier(complete())), [Undertaking(cluster, remedy, "2024", "2025", 0)])


def test_what_works_already_and_what_no_rule_reads_is_left_aside() -> None:
    ahead = look_ahead(RULES, dossier(complete()))
    effects = {"jobs": Interval(0.1, 0.2), "plan": Interval(0.0, 0.0), "unread": Interval(0.5, 0.5)}
    remedies = {"school": replace(RULES.remedies["school"], effects=effects)}
    ahead = replace(ahead, programme=replace(RULES, remedies=remedies))
    taken = [Undertaking("a", "school", "2022", "2023", 0), Undertaking("b", "school", "2024", "2025", 0)]
    found = effects_of(ahead, taken)
    assert [(one.cluster, one.indicator, one.year) for one in found] == [(1, "jobs", 1), (1, "plan", 1)]


def test_questions_of_what_is_not_there() -> None:
    found = simulate_echelon(RULES, dossier(complete()), years=1, paths=2)
    for ask in (
        lambda: found.chance("nowhere", "city", "2024"),
        lambda: found.chance("a", "village", "2024"),
        lambda: found.chance("a", "city", "2030"),
        lambda: found.target_chance("county", "2024"),  # it has no target
    ):
        with pytest.raises(NameUnknownError):
            ask()


def test_origins_need_a_history() -> None:
    with pytest.raises(InputError, match="2021"):
        backtest_echelon(RULES, dossier(complete()), origins=["2021"])
    found = backtest_echelon(RULES, dossier(complete()))
    assert (found.origins, found.events, found.counts) == ((), (), ())
    assert found.score().count == 0


def row(line: int, **cells: object) -> Record:
    usual = {"made": "2022", "year": "2023", "tier": "city", "cluster": "a", "chance": Interval.point(0.5)}
    empty = dict.fromkeys(("chance_low", "chance_high", "count", "count_low", "count_high", "target"))
    return Record({**empty, **usual, **cells}, "forecasts.csv", line)


def test_every_faulty_row_of_kept_forecasts_is_told_at_once() -> None:
    rows = (
        row(2, tier="village"),
        row(3, year="2022"),
        row(4, chance=Interval.point(1.2)),
        row(5, chance=Interval(0.2, 0.4)),
        row(6),
    )
    with pytest.raises(EvidenceError) as caught:
        read_forecasts(replace(dossier(complete()), ledgers={"forecasts": rows}), RULES)
    assert [(one.row, one.column) for one in caught.value.problems] == [
        (2, "tier"), (3, "year"), (4, "chance"), (5, "chance"),
    ]  # fmt: skip


def test_scores_refuse_what_is_no_chance() -> None:
    with pytest.raises(InputError, match=r"position 1 it is 1\.5"):
        brier_score([0.1, 1.5], [True, False])
    with pytest.raises(InputError, match="true or false"):
        brier_score([0.1], [0.5])
    with pytest.raises(InputError, match="bins"):
        brier_score([0.1], [True], bins=0)
    with pytest.raises(ShapeError):
        brier_score([0.1, 0.2], [True])
    with pytest.raises(ShapeError):
        count_ranks([], 1)
    with pytest.raises(ShapeError):
        rank_histogram([0.1], [0.2, 0.3])


def test_the_rules_of_the_ladder_are_what_moves_depend_on() -> None:
    jinzhong = read_programme(shipped_programme("jinzhong-135"), "jinzhong-135.toml")
    rules = ladder_rules(jinzhong)
    assert set(rules.vetoes) == {"false_data"}
    assert not rules.criteria
    assert not rules.weaknesses
    read = {one.id for one in figures_read(rules)}
    assert {"output", "county_share", "county_industry_output", "purchases"} <= read
    assert not {"rd_spending", "skilled_workers", "revenue"} & read
    # Promotion waits two years on gates that look back three; demotion waits two on warnings of the same year.
    assert years_back(rules) >= 4
    scoreless = ladder_rules(read_programme(shipped_programme("henan-2017"), "henan-2017.toml"))
    assert scoreless.index is None or scoreless.grades

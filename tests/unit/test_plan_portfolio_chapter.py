"""The chapter and the charts of a plan, in both languages, for every shipped world."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.plan_worlds import dossier, programme

from growthpole import charts
from growthpole.charts.budget_frontier import budget_frontier_chart
from growthpole.charts.plan_portfolio import plan_portfolio as portfolio_chart
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.text import Text
from growthpole.plan.frontier import budget_frontier
from growthpole.plan.portfolio import choose_portfolio, plan_ground
from growthpole.programme.assess import assess
from growthpole.services.demo import lay_out
from growthpole.services.inputs import open_inputs
from growthpole.services.plan_portfolio import plan_portfolio, portfolio_study, undertakings_table
from growthpole.services.plan_sequence import read_sequence
from growthpole.tables.plain import write_table


@pytest.mark.parametrize(("name", "period"), [("sandbox", None), ("jinzhong", None), ("jiaozuo", "2013")])
def test_every_world_has_a_chapter_in_both_languages(name: str, period: str | None, tmp_path: Path) -> None:
    lay_out(name, tmp_path)
    inputs = open_inputs(tmp_path, period=period)
    chapter = portfolio_study(inputs, assess(inputs.programme, inputs.dossier, inputs.period))
    assert chapter is not None
    assert all(sentence.en and sentence.zh for sentence in (*chapter.lead, *chapter.notes))
    for grid in chapter.grids:
        assert grid.rows
        assert all(len(row) == len(grid.columns) for row in grid.rows)
    for drawing in chapter.drawings.values():
        for language in ("en", "zh"):
            assert drawing.draw(language).to_dict()["layer"]
    # What the plan costs beyond the frontier is explained: it buys earlier years too.
    assert any("提前年份达标" in note.zh for note in chapter.notes) is (name == "sandbox")
    assert set(chapter.drawings) == ({"plan_portfolio", "budget_frontier"} if name != "jiaozuo" else set())


def test_a_programme_without_a_plan_has_no_chapter(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    file = tmp_path / "programme.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("[plan]")] + text[text.index("# --- The fund") :], encoding="utf-8")
    inputs = open_inputs(tmp_path)
    assert portfolio_study(inputs, assess(inputs.programme, inputs.dossier, inputs.period)) is None
    with pytest.raises(InputError, match=r"it has no \[plan\]"):
        plan_portfolio(tmp_path)


def test_the_undertakings_written_are_read_back(tmp_path: Path) -> None:
    lay_out("jinzhong", tmp_path)
    run = plan_portfolio(tmp_path, limit=20)
    write_table(undertakings_table(run), tmp_path / "undertakings.xlsx")
    assert (
        read_sequence(tmp_path / "undertakings.xlsx", run.inputs.programme, run.inputs.dossier.cluster_index)
        == run.undertakings
    )


def test_charts_show_what_was_chosen_and_refuse_what_is_not_there() -> None:
    rules = programme()
    plan = choose_portfolio(plan_ground(rules, dossier(), "2024", growth="held"), gap=0.0)
    names = {name: Text(name.upper()) for name in "abcd"}
    shown = portfolio_chart(plan, names, "en").to_dict()
    drawn = _values(shown)
    assert {row["cluster"] for row in drawn} == {"A", "B", "C"}
    assert {row["cluster"]: row["cost"] for row in drawn} == {"A": 2.0, "B": 3.0, "C": 1.5}
    assert all("high in 202" in row["effect"] for row in drawn)
    points = budget_frontier(plan, (0.0, 1.0), gap=0.0)
    tiers = {tier.id: tier.name for tier in rules.tiers.values()}
    frontier = budget_frontier_chart(points, tiers, "zh").to_dict()
    counted = [row["count"] for row in _values(frontier) if "budget" in row and "count" in row]
    assert counted == [0, 3]
    nothing = choose_portfolio(plan_ground(rules, dossier(), "2024", growth="held", budgets={"all": 0}), gap=0.0)
    with pytest.raises(InputError, match="must have an undertaking to be drawn"):
        portfolio_chart(nothing, names, "en")
    with pytest.raises(NameUnknownError, match="there is no language 'fr'"):
        portfolio_chart(plan, names, "fr")


def _values(spec: dict[str, dict[str, list[dict[str, object]]]]) -> list[dict[str, object]]:
    """Every row that a chart holds."""
    return [row for rows in spec["datasets"].values() for row in rows]


def test_the_charts_of_the_plan_stand_at_the_door_of_their_room() -> None:
    plans = {"award_methods", "budget_frontier_chart", "calibration", "echelon_fan", "gantt", "next_clusters"}
    assert plans | {"plan_portfolio"} <= set(charts.__all__)
    assert all(callable(getattr(charts, name)) for name in charts.__all__)

"""The ladder ahead as charts, chapter and tables; forecasts from earlier years on the made city."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from growthpole.charts.calibration import calibration
from growthpole.charts.echelon_fan import echelon_fan
from growthpole.charts.next_clusters import next_clusters
from growthpole.errors import NameUnknownError
from growthpole.plan.backtest import Backtest, backtest_echelon
from growthpole.plan.calibration import brier_score
from growthpole.plan.echelon import simulate_echelon
from growthpole.plan.echelon_result import Chance, Echelon
from growthpole.programme.assess import assess
from growthpole.programme.collecting import evidence_table
from growthpole.reports.chapters.echelon import echelon_chapter, said_chance, short_chance
from growthpole.reports.chapters.echelon_words import per_cent
from growthpole.services.demo import lay_out
from growthpole.services.inputs import Inputs, open_inputs
from growthpole.services.plan_echelon import echelon_study, forecast_table
from growthpole.services.plan_progress import progress_study


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("sandbox")
    lay_out("sandbox", folder)
    return open_inputs(folder)


@pytest.fixture(scope="module")
def echelon(sandbox: Inputs) -> Echelon:
    return simulate_echelon(sandbox.programme, sandbox.dossier, years=3, paths=60)


@pytest.fixture(scope="module")
def backtest(sandbox: Inputs) -> Backtest:
    return backtest_echelon(sandbox.programme, sandbox.dossier, paths=60)


def drawn(chart: object) -> dict[str, list[dict[str, object]]]:
    spec = json.loads(chart.to_json())  # type: ignore[attr-defined]
    return dict(spec["datasets"].items()) if "datasets" in spec else {
        str(at): layer["data"]["values"] for at, layer in enumerate(spec["layer"]) if "data" in layer
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_charts_hold_what_was_found(echelon: Echelon, backtest: Backtest, language: str) -> None:
    rows = [row for part in drawn(echelon_fan(echelon, language)).values() for row in part if "median" in row]
    last = {row["id"]: row["median"] for row in rows if row["year"] == echelon.years[-1]}
    assert last == {tier: int(echelon.quantiles(tier, [0.5])[0, -1]) for tier in echelon.tiers}
    assert all(row["q5"] <= row["q25"] <= row["median"] <= row["q75"] <= row["q95"] for row in rows)  # type: ignore[operator]
    bars = [row for part in drawn(next_clusters(echelon, language)).values() for row in part]
    first = echelon.rises(echelon.years[-1])[0]
    assert (bars[0]["id"], bars[0]["chance"]) == (first[0], first[2].value)
    assert len({row["id"] for row in bars}) == 20
    brier = backtest.score("moved")
    dots = [row for part in drawn(calibration(brier, language)).values() for row in part if "count" in row]
    assert sum(int(str(row["count"])) for row in {row["chance"]: row for row in dots}.values()) == brier.count


def test_charts_speak_two_languages(echelon: Echelon) -> None:
    for draw in (echelon_fan, next_clusters, lambda _, language: calibration(brier_score([0.5], [True]), language)):
        with pytest.raises(NameUnknownError):
            draw(echelon, "fr")


def test_a_forecast_knows_nothing_of_what_came_later(sandbox: Inputs) -> None:
    """Halve every output of the last year: forecasts made before are the same to the last digit."""
    programme, dossier = sandbox.programme, sandbox.dossier
    rows = [
        replace(row, value=row.value / 2) if row.value and row.indicator == "output" and row.period == "2024" else row
        for row in dossier.evidence
    ]
    changed = replace(dossier, evidence=evidence_table(rows))
    first, second = (backtest_echelon(programme, each, origins=["2022"], paths=30) for each in (dossier, changed))

    def chances(found: Backtest) -> dict[tuple[str, str, str], float]:
        return {(one.year, one.cluster, one.kind): one.chance for one in found.events}

    both = chances(first).keys() & chances(second).keys()
    assert len(both) > 200
    assert all(chances(first)[key] == chances(second)[key] for key in both)
    assert [one.happened for one in first.counts] != [one.happened for one in second.counts]


def test_forecasts_of_the_made_city_beat_climate_and_persistence(backtest: Backtest) -> None:
    score, still = backtest.score(), backtest.persistence()
    assert backtest.origins == ("2021", "2022", "2023")
    assert score.count > 900
    assert score.score < still.score < score.uncertainty
    assert backtest.unknown < 10
    counts, inside = (sum(getattr(one, name) for one in backtest.coverage) for name in ("count", "inside"))
    assert 0.7 < inside / counts < 0.97


def test_what_cannot_be_forecast_is_not(backtest: Backtest) -> None:
    """Three towns hand in false data in the last year: nobody knew, and the counts say so."""
    late = [one for one in backtest.counts if (one.made, one.year, one.tier) == ("2023", "2024", "city")]
    assert [one.happened < one.low for one in late] == [True]


@pytest.mark.parametrize("world", ["jinzhong", "jiaozuo"])
def test_sparse_worlds_say_what_cannot_be_said(world: str, tmp_path: Path) -> None:
    lay_out(world, tmp_path)
    inputs = open_inputs(tmp_path)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    chapter = echelon_study(inputs, assessment)
    assert chapter is not None
    said = " ".join(text.en for text in chapter.lead)
    assert "too few yearly changes are known" in said
    assert "cannot be tried on the past" in said
    assert all(text.zh for text in chapter.lead)
    if world == "jinzhong":
        assert "the target of 50 cannot be reached by the 10 registered clusters alone" in said
        assert "between 0 % and 100 %" in said
    assert progress_study(inputs, assessment) is None


def test_the_chapter_of_the_made_city(sandbox: Inputs) -> None:
    assessment = assess(sandbox.programme, sandbox.dossier, sandbox.period)
    chapter = echelon_study(sandbox, assessment)
    assert chapter is not None
    assert set(chapter.drawings) == {"echelon_fan", "next_clusters", "calibration"}
    assert [grid.id for grid in chapter.grids] == [
        "echelon-ladder", "echelon-next", "echelon-growth", "echelon-scores", "echelon-counts",
    ]  # fmt: skip
    assert all(len(row) == len(grid.columns) for grid in chapter.grids for row in grid.rows)
    assert set(chapter.on_cluster) == {one.id for one in sandbox.dossier.clusters}
    progress = progress_study(sandbox, assessment)
    assert progress is not None
    assert "The forecast made in 2023 for 2024 scores" in " ".join(text.en for text in progress.lead)


def test_a_programme_without_a_ladder_has_no_chapter(sandbox: Inputs) -> None:
    assessment = assess(sandbox.programme, sandbox.dossier, sandbox.period)
    bare = replace(assessment, programme=replace(sandbox.programme, tiers={}))
    assert echelon_study(sandbox, bare) is None


def test_the_table_to_keep(echelon: Echelon) -> None:
    table = forecast_table(echelon)
    assert table.height == 3 * 3 * 61
    one = table.filter(cluster="", tier="city", year="2027").row(0, named=True)
    assert one["count"] == int(echelon.quantiles("city", [0.5])[0, 2])
    assert one["chance"] == echelon.target_chance("city", "2027").value
    assert np.isclose(table["chance"].max(), 1.0)


def test_chances_in_words() -> None:
    sure, wide = Chance(0.724, 0.724, 0.728, 0.0141), Chance(0.2, 0.1, 0.9, 0.01)
    assert said_chance(sure).en == short_chance(sure).en == "72 % (± 1.4)"
    assert said_chance(wide).zh == "10%至90%；若不补充数据为20%"
    assert short_chance(wide).en == "20 % (10 % – 90 %)"
    assert [per_cent(share).en for share in (0.0, 0.001, 0.5, 0.999, 1.0)] == [
        "0 %",
        "< 1 %",
        "50 %",
        "> 99 %",
        "100 %",
    ]


def test_without_a_look_back_the_chapter_is_shorter(echelon: Echelon, sandbox: Inputs) -> None:
    chapter = echelon_chapter(echelon, None, sandbox.programme)
    assert "calibration" not in chapter.drawings
    assert not any("Tried on the past" in text.en for text in chapter.lead)

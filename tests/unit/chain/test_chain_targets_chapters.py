"""The two chapters on every shipped world: both languages, tables that fit, charts that draw, any order of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from growthpole.chain.diversification_study import Seen, choose_start, dependent_region
from growthpole.charts.chain_targets import TargetLine, shift_bubbles, target_dots
from growthpole.errors import InputError, NameUnknownError
from growthpole.model.interval import Interval
from growthpole.model.text import Text
from growthpole.programme.assess import assess
from growthpole.services.chain import study_chains
from growthpole.services.chain_diversify import diversification_of, diversification_study
from growthpole.services.chain_facts import criteria_beside, national_facts
from growthpole.services.chain_targets import open_targets, targets_study
from growthpole.services.demo import lay_out
from growthpole.services.inputs import open_inputs


@pytest.fixture(scope="module", params=["jinzhong", "jiaozuo", "sandbox"])
def chapters(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world") / request.param
    lay_out(request.param, folder)
    inputs = open_inputs(folder)
    assessment = assess(inputs.programme, inputs.dossier, inputs.period)
    return (
        request.param,
        targets_study(inputs, study_chains(inputs, assessment)),
        diversification_study(inputs, assessment),
    )


def cells(chapter):
    yield from chapter.lead
    yield from chapter.notes
    yield from (words for listed in chapter.on_cluster.values() for words in listed)
    for grid in chapter.grids:
        yield grid.title
        yield from grid.columns
        yield from (cell for row in grid.rows for cell in row if isinstance(cell, Text))


def test_chapters_speak_both_languages_and_their_tables_fit(chapters):
    _, *found = chapters
    for chapter in found:
        told = list(cells(chapter))
        assert all(bool(one.en) == bool(one.zh) for one in told)
        assert not [one for one in told if "nan" in one.en.split() or "None" in one.en or "{" in one.en + one.zh]
        for grid in chapter.grids:
            assert {len(row) for row in grid.rows} == {len(grid.columns)}
            assert max(grid.numeric) < len(grid.columns)
        for drawing in chapter.drawings.values():
            assert drawing.draw("en").to_dict()
            assert drawing.draw("zh").to_dict()


def test_the_sandbox_shows_all_and_real_worlds_say_what_is_missing(chapters):
    world, attract, shift = chapters
    grids = {grid.id for grid in attract.grids}
    if world == "sandbox":
        assert grids == {
            "targets", "target_figures", "target_firms", "target_needs", "project_links", "project_limits",
            "gap_change",
        }  # fmt: skip
        assert set(attract.drawings) == {"targets_industries", "targets_firms"}
    else:
        assert grids == {"targets", "target_figures"}
        assert any("was not handed in" in one.en for one in attract.lead)
        assert {grid.id for grid in shift.grids} == {"diversify", "diversify_detail", "mining"}
    place = {"jinzhong": "Lingshi", "jiaozuo": "Jiaozuo", "sandbox": "Sandbox city"}[world]
    assert shift.title.en == f"Related diversification: {place}"


def test_the_order_of_rows_in_the_files_never_matters(tmp_path):
    lay_out("sandbox", tmp_path / "a")
    lay_out("sandbox", tmp_path / "b")
    for name in ("projects", "candidates", "capacity", "clusters", "firms"):
        file = tmp_path / "b" / f"{name}.csv"
        head, *rows = file.read_text("utf-8").splitlines()
        file.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    one, other = (open_targets(tmp_path / name).study for name in ("a", "b"))

    def content(study):
        places = [replace(each, place="") for each in study.projects]
        firms = [(each.candidate.id, each.cluster, each.figures, each.scored) for each in study.candidates]
        links = [(each.gap, each.closes, each.left) for each in study.links]
        return study.targets, firms, places, study.uses, links

    assert content(one) == content(other)


def test_a_language_that_is_not_there_is_refused():
    line = TargetLine("x", Text("x", "x"), Interval(1.0, 2.0), 1, 2)
    with pytest.raises(NameUnknownError, match="there is no language 'fr'"):
        target_dots([line], "fr")
    with pytest.raises(NameUnknownError, match="there is no language 'fr'"):
        shift_bubbles(diversification_of("140729").options, "fr")


def test_two_firms_of_one_name_get_a_line_each():
    lines = [TargetLine(f"f{n}", Text("Works", "厂"), Interval(1.0, 2.0), 1, 2) for n in (1, 2)]
    drawn = target_dots(lines, "en").to_dict()
    names = {row["target"] for values in drawn["datasets"].values() for row in values}
    assert names == {"Works (f1)", "Works (f2)"}


def test_where_a_region_starts_from():
    facts, _ = national_facts(criteria_beside(None))
    seen = Seen("990100", Text("Sandbox", "示例"), present=frozenset({"057", "136", "063"}))
    assert choose_start(facts, seen, ("061",))[0] == ("061",)
    assert choose_start(facts, seen)[0] == ("063", "057")
    assert choose_start(facts, replace(seen, present=frozenset()))[0] == ("006", "042")
    assert dependent_region({}, {"1"}) == ""


def test_an_office_that_names_no_region_is_told_what_to_do(tmp_path):
    lay_out("jinzhong", tmp_path / "office")
    file = tmp_path / "office" / "clusters.csv"
    head, *rows = file.read_text("utf-8").splitlines()
    (tmp_path / "office" / "regions.csv").unlink()
    cells = [row.split(",") for row in rows]
    at = head.split(",").index("region_code")
    file.write_text("\n".join([head, *(",".join([*row[:at], "", *row[at + 1 :]]) for row in cells)]), "utf-8")
    with pytest.raises(InputError, match="no region is known: no cluster says where it lies"):
        diversification_of(str(tmp_path / "office"))


def test_a_place_that_is_neither_folder_nor_code_is_refused():
    with pytest.raises(InputError, match="PLACE must be a folder, a workbook, or the code of a county or city"):
        diversification_of("Lingshi")
    with pytest.raises(NameUnknownError, match="there is no county of the census '9999'"):
        diversification_of("9999")

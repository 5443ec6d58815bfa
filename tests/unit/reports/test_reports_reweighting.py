"""What-if weights: with the programme's own weights the page and the workbook give the assessment itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from growthpole.model.interval import Interval
from growthpole.reports import write_excel
from growthpole.reports.excel import reweighting as sheet_of
from growthpole.reports.html.document import html_text
from growthpole.reports.view.names import Names
from growthpole.reports.view.reweighting import embedded, reweighting
from growthpole.services.assess import assess_path
from growthpole.services.demo import lay_out

SHEET = "权重试算 What-if weights"


@pytest.fixture(scope="module", params=["sandbox", "jinzhong"])
def assessed(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    shown = lay_out(request.param, folder / "input")
    return assess_path(folder / "input", period=shown.period)[1]


def plain(assessment, weights):
    """Scores and rank ranges from the items' points, one comparison at a time."""
    index = assessment.programme.index
    own = {group.id: group.weight for group in index.groups}
    share = {group: weight / sum(weights.values()) for group, weight in weights.items()}
    ends = {}
    for one in assessment.clusters:
        for end in ("low", "high"):
            points = [getattr(item.points, end) * share[item.group] / own[item.group] for item in one.score.items]
            extra = [getattr(each, end) for each in one.score.adjustments.values()]
            ends[one.cluster.id, end] = max(0.0, sum(points) + sum(extra))
    classes = {one.cluster.id: one.cluster.peer_class for one in assessment.clusters}
    found = {}
    for id_, own_class in classes.items():
        others = [other for other in classes if other != id_ and classes[other] == own_class]
        best = 1 + sum(ends[other, "low"] > ends[id_, "high"] + 1e-9 for other in others)
        worst = 1 + sum(ends[other, "high"] > ends[id_, "low"] + 1e-9 for other in others)
        found[id_] = (ends[id_, "low"], ends[id_, "high"], best, worst)
    return found


def weights_of(assessment, **changed):
    return {group.id: changed.get(group.id, group.weight) for group in assessment.programme.index.groups}


def from_page(text):
    """What the numbers of the page say under the programme's weights."""
    given = json.loads(re.search(r'id="standings">(.*?)</script>', text, re.DOTALL).group(1))
    total = sum(given["weights"])
    found = {}
    for (_, extra, *groups), (id_, *_) in zip(given["clusters"], given["shown"], strict=True):
        added, *ends = ([one] * 2 if isinstance(one, int | float) else one for one in (extra, *groups))
        weighed = [
            sum(weight * end[k] for weight, end in zip(given["weights"], ends, strict=True)) / total for k in (0, 1)
        ]
        found[id_] = tuple(max(0.0, given["scale"] * weighed[k] + added[k]) for k in (0, 1))
    return found


def evaluated(sheet, weights=None):
    """The values of the sheet's formulas, for the shapes in which they are written."""
    cells = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for at, weight in (weights or {}).items():
        cells[at] = weight

    def area(text):
        first, _, last = text.replace("$", "").partition(":")
        return [value(cell.coordinate) for row in sheet[f"{first}:{last or first}"] for cell in row]

    def product(one, other):
        return sum(a * b for a, b in zip(area(one), area(other), strict=True))

    def value(at):
        held = cells.get(at)
        if not (isinstance(held, str) and held.startswith("=")):
            return held
        if found := re.fullmatch(r"=(\w+)/SUM\((.+)\)", held):
            cells[at] = value(found[1]) / sum(area(found[2]))
        elif found := re.fullmatch(r"=(\$[A-Z]+\$\d+)", held):
            cells[at] = value(found[1].replace("$", ""))
        elif found := re.fullmatch(r"=MAX\(0,ROUND\((\d+)\*SUMPRODUCT\(([^,]+),([^)]+)\)\+(\w+),9\)\)", held):
            cells[at] = max(0, round(int(found[1]) * product(found[2], found[3]) + value(found[4]), 9))
        elif found := re.fullmatch(
            r"=1\+SUMPRODUCT\(\(([^=]+)=(\w+)\)\*\(([^>]+)>(\w+)\)\)(?:-\((\w+)>(\w+)\))?", held
        ):
            pairs = zip(area(found[1]), area(found[3]), strict=True)
            above = sum(own == value(found[2]) and end > value(found[4]) for own, end in pairs)
            cells[at] = 1 + above - (bool(found[5]) and value(found[5]) > value(found[6]))
        else:
            raise AssertionError(f"no such formula: {held}")
        return cells[at]

    for at in list(cells):
        value(at)
    return cells


def table(sheet, cells):
    """Low and high score, best and worst rank by cluster, as the sheet shows them."""
    head = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "编号 Id")
    places = [column_index_from_string(letter) for letter in "FGDE"]
    return {
        sheet.cell(row, 1).value: tuple(cells[sheet.cell(row, place).coordinate] for place in places)
        for row in range(head + 1, sheet.max_row + 1)
    }


@pytest.fixture(scope="module")
def sheet(assessed, tmp_path_factory):
    return openpyxl.load_workbook(write_excel(assessed, tmp_path_factory.mktemp("x") / "a.xlsx"))[SHEET]


def test_the_page_holds_the_scores_of_the_assessment(assessed):
    found = from_page(html_text(assessed))
    assert found.keys() == {one.cluster.id for one in assessed.clusters}
    for one in assessed.clusters:
        assert found[one.cluster.id] == pytest.approx((one.score.total.low, one.score.total.high), abs=1e-9)


def test_the_sheet_gives_the_assessment_under_its_own_weights(assessed, sheet):
    found = table(sheet, evaluated(sheet))
    assert len(found) == len(assessed.clusters)
    for one in assessed.clusters:
        low, high, best, worst = found[one.cluster.id]
        assert (low, high) == pytest.approx((one.score.total.low, one.score.total.high), abs=1e-8)
        assert (best, worst) == (one.rank.best, one.rank.worst)


def test_the_sheet_follows_a_changed_weight(assessed, sheet):
    weights = {cell.row: cell for (cell,) in sheet["B3:B7"]}
    assert [cell.value for cell in weights.values()] == [
        pytest.approx(100 * group.weight) for group in assessed.programme.index.groups
    ]
    first = assessed.programme.index.groups[0].id
    found = table(sheet, evaluated(sheet, {"B3": 100.0}))
    expected = plain(assessed, weights_of(assessed, **{first: 1.0}))
    for id_, shown in found.items():
        assert shown == pytest.approx(expected[id_], abs=1e-8)
    before = plain(assessed, weights_of(assessed))
    assert {id_: row[:2] for id_, row in expected.items()} != {id_: row[:2] for id_, row in before.items()}


def test_only_the_weights_of_the_sheet_may_be_changed(sheet):
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    unlocked = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert [cell.coordinate for cell in unlocked] == ["B3", "B4", "B5", "B6", "B7"]
    assert all(cell.fill.fgColor.rgb.endswith("FBE3A6") for cell in unlocked)
    assert "不作决定" in sheet["A1"].value
    assert "decides nothing" in sheet["A1"].value


def test_a_crowd_shows_eighty_and_ranks_all(crowd):
    view = reweighting(crowd(200))
    given = json.loads(embedded(view, Names.of(crowd(200), None)))
    assert (len(given["shown"]), len(given["clusters"])) == (80, 200)
    proven = [each.one.score.total.low for each in view.standings]
    assert proven == sorted(proven, reverse=True)
    assert "The first 80 of 200 by proven score are shown" in html_text(crowd(200))


def test_another_mean_is_not_weighed_and_says_so(sparse, tmp_path):
    index = replace(sparse.programme.index, aggregate="geometric")
    other = replace(sparse, programme=replace(sparse.programme, index=index))
    text = html_text(other)
    assert "for an arithmetic mean only" in text
    assert 'id="standings"' not in text
    page = openpyxl.load_workbook(write_excel(other, tmp_path / "g.xlsx"))[SHEET]
    assert "仅算术平均" in page["A1"].value
    assert page.max_row == 1


def test_too_many_for_formulas_are_refused_in_words(sparse, tmp_path, monkeypatch):
    monkeypatch.setattr(sheet_of, "_MOST", 3)
    page = openpyxl.load_workbook(write_excel(sparse, tmp_path / "m.xlsx", made=True))[SHEET]
    assert "虚构数据" in page["A1"].value
    assert "5,000" in page["A2"].value


def test_nothing_to_weigh_is_left_out(sparse, nobody):
    index = sparse.programme.index
    alone = replace(index, groups=(replace(index.groups[0], weight=1.0), replace(index.groups[1], weight=0.0)))
    assert reweighting(nobody) is None
    assert reweighting(replace(sparse, programme=replace(sparse.programme, index=None))) is None
    assert reweighting(replace(sparse, programme=replace(sparse.programme, index=alone))) is None


def test_a_deduction_stays_what_it_is(sparse):
    scored = replace(sparse.clusters[0].score, adjustments={"late": Interval(-5.0, -2.0)})
    changed = replace(sparse, clusters=(replace(sparse.clusters[0], score=scored), *sparse.clusters[1:]))
    extra = {each.one.cluster.id: each.extra for each in reweighting(changed).standings}
    assert extra.pop(sparse.clusters[0].cluster.id) == Interval(-5.0, -2.0)
    assert set(extra.values()) == {Interval(0.0, 0.0)}

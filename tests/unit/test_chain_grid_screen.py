"""Tables of chapters on a screen of 80 columns: no figure is cut, and what is left out is said."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from growthpole.cli.chain_chapter import give_chapter
from growthpole.cli.chain_grid import print_grid
from growthpole.cli.chain_screen import narrowed
from growthpole.errors import InputError
from growthpole.model.text import Text
from growthpole.reports.chapters.chapter import Chapter, Grid

FIGURE = "38,518.7–41,034.9万美元"


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def wide(figures: int) -> Grid:
    columns = [
        Text("town", "专业镇"),
        Text("link", "环节"),
        *(Text(f"figure {at}", f"数{at}") for at in range(figures)),
    ]
    row = (Text("Clearlake glassware", "清湖玻璃器皿"), Text("soda ash", "纯碱"), *[FIGURE] * figures)
    return Grid("wide", Text("Wide", "宽表"), tuple(columns), (row,) * 20, frozenset(range(2, 2 + figures)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_figures_are_whole_or_not_there(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_grid(wide(6), language)
    told = capsys.readouterr().out
    drawn = [line for line in told.splitlines() if line.startswith(("│", "┃", "┏"))]
    assert max(map(cell_len, drawn)) <= 80
    assert "…" not in "".join(drawn)
    assert FIGURE in told
    assert (
        "figure 1, figure 2, figure 3, figure 4; --out" if language == "en" else "数1、数2、数3、数4；用 --out"
    ) in told
    assert ("5 more rows" if language == "en" else "另有5行") in told


def test_the_end_of_a_table_comes_before_its_middle(capsys: pytest.CaptureFixture[str]) -> None:
    print_grid(wide(6), "en")
    head = capsys.readouterr().out.splitlines()[2]
    assert "figure 5" in head
    assert "figure 1" not in head


def test_a_narrowed_table_keeps_its_figures_to_the_right() -> None:
    chapter = Chapter("one", Text("One", "一"), grids=(wide(3),))
    assert narrowed(chapter, "wide", (0, 4)).grids[0].numeric == {1}


def test_a_chapter_says_how_to_choose_a_table_where_one_can(capsys: pytest.CaptureFixture[str]) -> None:
    chapter = Chapter("one", Text("One", "一"), grids=(wide(1),))
    give_chapter(chapter, "en")
    assert "--table wide" in capsys.readouterr().out
    give_chapter(chapter, "en", tables=False)
    assert "--table" not in capsys.readouterr().out


def test_a_table_that_a_chapter_has_not_is_refused() -> None:
    with pytest.raises(InputError, match="must be one of wide; it is 'narrow'"):
        give_chapter(Chapter("one", Text("One", "一"), grids=(wide(1),)), "en", table="narrow")


def test_a_chinese_heading_has_its_unit_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    heads = ("年需求（万元）", "本地供给（万元）", "可得比例", "缺口（万元）")
    columns = (Text("town", "专业镇"), Text("link", "环节"), *(Text("figure", head) for head in heads))
    row = (Text("Clearlake", "清湖牛肉制品"), Text("additives", "饲料添加剂"), "71,940", "44,120", "100%", "27,820")
    print_grid(Grid("wide", Text("Wide", "宽表"), columns, (row,), frozenset(range(2, 6))), "zh")
    told = capsys.readouterr().out
    assert "71,940 │   44,120 │     100% │   27,820" in told
    assert "（万元） ┃ （万元） ┃ 可得比例 ┃ （万元）" in told

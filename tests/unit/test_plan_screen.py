"""Tables of a plan on screens of any width."""

from __future__ import annotations

import pytest

from growthpole.cli.plan_screen import column_widths, show_grid

HEADS = ["begins", "cluster", "why"]
ROWS = [
    ["2025", "Pinehill glassware", "the floor of Pinehill; no rung changes"],
    ["2026", "松岭玻璃器皿", "落实公平底线"],
]


def shown(capsys: pytest.CaptureFixture[str], width: int, top: int = 60, language: str = "en") -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        show_grid("Undertakings", HEADS, ROWS, language, numeric=frozenset({0}), top=top)
    return capsys.readouterr().out


def test_columns_are_as_wide_as_they_need_to_be_and_no_wider() -> None:
    assert column_widths(HEADS, ROWS, 200) == [6, 18, 38]


@pytest.mark.parametrize("width", [120, 80, 50, 30])
def test_every_word_is_there_at_any_width(capsys: pytest.CaptureFixture[str], width: int) -> None:
    text = shown(capsys, width)
    assert "…" not in text
    letters = "".join(text.split())
    for word in ("2025", "Pinehill", "glassware", "floor", "changes"):
        assert word in letters
    assert all(len(line) <= width for line in text.splitlines())


def test_a_narrow_screen_gets_a_paragraph_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, 24)
    assert "begins: 2025; cluster:" in text
    assert "开始" not in text
    assert "cluster：松岭玻璃器皿" in shown(capsys, 24, language="zh")


def test_what_is_not_shown_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 more rows" in shown(capsys, 80, top=1)


def test_no_rows_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show_grid("Undertakings", HEADS, [], "en")
    assert capsys.readouterr().out == ""

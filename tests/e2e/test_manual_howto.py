"""The how-to pages of manual and awards: their Python runs, their commands and options exist, their words are read."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import split

import pytest
from typer.main import get_command

from growthpole.cli import plan_awards, plan_manual, plan_tasks
from growthpole.services.demo import lay_out
from growthpole.tables.columns import TABLES

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
NAMES = ("work-manual.md", "award-what-ifs.md")
APPS = {"manual": plan_manual.app, "tasks": plan_tasks.app, "awards": plan_awards.app}


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (PAGES / name).read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_the_python_of_the_page_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_out("jinzhong", tmp_path / "office")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks(name, "python")
    names: dict[str, object] = {}
    exec(code, names)
    told = capsys.readouterr().out
    assert ("collect first" in told) if name == "work-manual.md" else ("0 eligible, 10 wait" in told)


@pytest.mark.parametrize("name", NAMES)
def test_every_command_and_option_of_the_page_exists(name: str) -> None:
    lines = [line for block in blocks(name, "console") for line in block.splitlines() if line.startswith("$ ")]
    assert lines
    for line in lines:
        _, command, which, *words = split(line.removeprefix("$ "))
        assert command == "plan"
        known = {option for parameter in get_command(APPS[which]).params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known
    named = set(re.findall(r"`(--[a-z]+)", (PAGES / name).read_text("utf-8")))
    options = {one for app in APPS.values() for parameter in get_command(app).params for one in parameter.opts}
    assert named <= options | {"--out"}


def test_every_state_of_the_ledger_is_named_in_both_languages() -> None:
    text = (PAGES / "work-manual.md").read_text("utf-8")
    columns = {column.name: column for column in TABLES["tasks"].columns}
    for state, words in columns["state"].choices.items():
        assert state in text
        assert words[0] in text
    for name in ("state", "done_share", "spent", "done_on", "note"):
        assert f"| `{name}` | {next(word for word in columns[name].aliases if not word.isascii())} |" in text

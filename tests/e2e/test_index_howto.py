"""The how-to page on composite indices: its framework is read and its code runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path
from shlex import split

import numpy as np
import pytest
from typer.testing import CliRunner

from growthpole.cli.index import app

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "composite-index.md"
FIGURES = "unit,output,share,exits\nTaigu,30,40,2\nQixian,,35,5\nPingyao,12,50,\nJiexiu,8,20,9\n"


def _blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "framework.toml").write_text(_blocks("toml")[0], encoding="utf-8")
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    marks = np.array([[60.0, 70.0, 65.0], [80.0, 85.0, 90.0]])
    clusters = ["Taigu", "Qixian"]
    names = {"pool": [*map(str, range(12)), "Wang"], "clusters": clusters, "marks": marks}
    first, second = _blocks("python")
    # The page reads files in one line; the handle it leaves to the collector would be a warning here.
    exec(first.replace('open("framework.toml", encoding="utf-8").read()', "TEXT"), names | {"TEXT": _blocks("toml")[0]})
    exec("import growthpole as gp\n" + second, names)
    assert names["panels"].excluded["Taigu"] == ("Wang",)


@pytest.mark.parametrize(
    "line", re.findall(r"^\$ growthpole (.*?)(?<!\\)$", "\n".join(_blocks("console")), re.M | re.DOTALL)
)
def test_the_commands_run(line, tmp_path, monkeypatch):

    monkeypatch.chdir(tmp_path)
    (tmp_path / "framework.toml").write_text(
        _blocks("toml")[0].replace('"geometric"', '"arithmetic"'), encoding="utf-8"
    )
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    done = CliRunner().invoke(app, split(line.replace("\\\n", " "))[1:], catch_exceptions=False)
    assert done.exit_code == 0

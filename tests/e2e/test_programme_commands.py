"""``growthpole programme``, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from growthpole.cli.programme import app
from growthpole.programme.file import shipped_programmes
from growthpole.programme.file.schema import KEYS
from growthpole.programme.file.shipped import starter_programme, worked_cases

RUN = CliRunner()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(starter_programme(), encoding="utf-8")
    return path


def test_list_names_every_shipped_programme() -> None:
    done = RUN.invoke(app, ["list", "--language", "zh"])
    assert done.exit_code == 0
    assert [line.split()[0] for line in done.output.splitlines()] == list(shipped_programmes())
    assert "晋中市专业镇“135”培育工程" in done.output


def test_print_a_shipped_programme_and_a_file(mine: Path) -> None:
    shipped = RUN.invoke(app, ["print", "shanxi-2023", "--language", "zh"])
    own = RUN.invoke(app, ["print", str(mine)])
    assert shipped.output.startswith("# 山西省专业镇：2023年省级专项资金实施办法\n\n## 第一章 总则")
    assert own.output.startswith("# Cluster cultivation programme (example)")


def test_print_the_rules_of_a_day() -> None:
    early = RUN.invoke(app, ["print", "shanxi-2023", "--on", "2024-12-31"])
    late = RUN.invoke(app, ["print", "shanxi-2023", "--on", "2025-01-01"])
    assert "aims at 10 " in early.output
    assert "aims at 30 " in late.output


def test_check_a_faultless_file(mine: Path) -> None:
    done = RUN.invoke(app, ["check", str(mine)])
    assert done.exit_code == 0
    assert "no faults (2 tiers, 7 indicators, 4 criteria, 2 gates" in done.output


def test_check_a_faulty_file(mine: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mine.write_text(starter_programme().replace("at_least = 70", "at_least = 40"), encoding="utf-8")
    done = RUN.invoke(app, ["check", str(mine)])
    assert done.exit_code == 1
    told = "".join([done.output, *capfd.readouterr()])
    assert "1 error" in told
    assert "50 points" in " ".join(told.replace("│", " ").split())


def test_try_the_cases_of_a_shipped_programme_and_of_a_file(mine: Path, tmp_path: Path) -> None:
    shipped = RUN.invoke(app, ["try", "huangyan-2022"])
    assert (shipped.exit_code, shipped.output.count("holds  ")) == (0, 7)
    cases = tmp_path / "cases.toml"
    cases.write_text(
        '[[case]]\nid = "a"\nsays = { en = "five people", zh = "五人" }\nperiod = "2024"\n[case.given.x]\n'
        'employment = "5 persons"\n[case.expect.x]\npoints = { "size.employment" = 1 }\n',
        encoding="utf-8",
    )
    own = RUN.invoke(app, ["try", str(mine), "--cases", str(cases)])
    assert own.exit_code == 1
    assert "FAILS  five people" in own.output
    assert "x: points of size.employment should be 1 and is 0.01" in own.output


def test_cases_must_be_named_for_a_file_of_ones_own(mine: Path) -> None:
    done = RUN.invoke(app, ["try", str(mine)])
    assert done.exit_code == 1
    assert "Give a file of cases with --cases" in str(done.exception)


def test_keys_tells_all_of_them() -> None:
    plain, tables = RUN.invoke(app, ["keys", "--language", "zh"]), RUN.invoke(app, ["keys", "--markdown"])
    for key in KEYS:
        assert f" {key.path} " in plain.output
        assert f"`{key.path}`" in tables.output
    assert "* programme.id " in plain.output


def test_the_text_of_the_cases_is_there() -> None:
    assert all(worked_cases(name).count("[[case]]") >= 6 for name in shipped_programmes())

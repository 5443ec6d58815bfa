"""The front door holds what it promises."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import growthpole as gp
from growthpole import _HOME
from growthpole.cli.app import COMMANDS


def test_all_is_sorted_and_complete() -> None:
    assert gp.__all__ == sorted(gp.__all__)
    assert set(gp.__all__) == {*_HOME, "__version__"}
    assert dir(gp) == gp.__all__


@pytest.mark.parametrize("name", sorted(_HOME))
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(gp, name)
    assert (value.__doc__ or "").strip(), f"{name} has no docstring"
    home = import_module(_HOME[name])
    assert value is home or value is getattr(home, name)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'loction_quotient'"):
        _ = gp.loction_quotient


def test_importing_the_package_imports_nothing_else() -> None:
    heavy = ("numpy", "polars", "altair", "pint", "scipy", "numba")
    script = f"import sys, growthpole; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_module(name: str) -> None:
    assert import_module(COMMANDS[name][0]).app is not None


def test_help_loads_no_command() -> None:
    script = (
        "import sys; sys.argv = ['growthpole', '--help']\n"
        "from growthpole.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('numpy', 'polars', 'altair') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    for name in COMMANDS:
        assert name in done.stdout

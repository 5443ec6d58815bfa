"""What a stranger would trip over: hosts of registries, machine paths, unfinished places."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "a registry's host": re.compile(
        "py" + r"pi\.org|python" + r"hosted\.org|registry\." + r"npmjs|deb\." + r"debian\.org"
    ),
    "an unfinished place": re.compile(r"\b(TO" + r"DO|FIX" + r"ME|raise NotImplemented" + r"Error)\b"),
    "a path of one machine": re.compile(r"(?<![\w.~])/(work|root|home)/\w"),
}


def tracked() -> list[Path]:
    try:
        names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*.py") if ".venv" not in path.parts]
    return [ROOT / name for name in names.split("\0") if name]


@pytest.mark.parametrize("fault", sorted(FORBIDDEN))
def test_no_file_holds(fault: str) -> None:
    found = []
    for path in tracked():
        if not path.is_file() or path.suffix in {".gz", ".parquet", ".png", ".lock"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit.group(0)}" for hit in FORBIDDEN[fault].finditer(text)]
    assert found == []


def test_the_readme_names_both_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_locks_carry_hashes_for_every_package() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        packages = re.findall(r"^[a-zA-Z0-9_.-]+(?:\[[^]]*\])?==", text, re.M)
        assert packages
        blocks = re.split(r"(?m)^(?=[a-zA-Z0-9])", text)
        assert all("--hash=sha256:" in block for block in blocks if "==" in block.split("\n", 1)[0])


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.name)
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500

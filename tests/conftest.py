"""What every test stands on: seeded randomness, no outside network, no silent skips in CI."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import hypothesis
import numpy as np
import pytest

hypothesis.settings.register_profile(
    "growthpole",
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("growthpole")

REPOSITORY = Path(__file__).resolve().parents[1]

# Scripts that made the golden numbers with other programs, kept beside them: to be read, not run here.
collect_ignore_glob = ["golden/data/*"]


@pytest.fixture
def rng() -> np.random.Generator:
    """A generator with a fixed seed: every test sees the same numbers at every run."""
    return np.random.default_rng(20230909)


@pytest.fixture(scope="session")
def reference_folder() -> Path:
    """The folder of reference files that may not be shipped; skips where it is absent."""
    folder = Path(os.environ.get("GROWTHPOLE_REFERENCE", REPOSITORY.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the reference data are not at {folder}; set GROWTHPOLE_REFERENCE to their folder")
    return folder


@pytest.fixture(autouse=True)
def _closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application works offline: a connection to anything but this machine is a fault."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"a test tried to reach {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """In CI nothing skips: a skip there is a failure that names its reason."""
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", f"skipped in CI: {reason}"

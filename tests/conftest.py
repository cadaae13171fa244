"""What every test may ask for: a place for a journal, and golden files (`pytest --update-golden` writes them anew).

A golden file holds an output as a person would see it. Look at the difference before committing it.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from cfjournal import system

if TYPE_CHECKING:
    from collections.abc import Callable

settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("anywhere"), derandomize=True, print_blob=True)
settings.register_profile("counted", settings.get_profile("ci"), max_examples=15)
settings.load_profile(
    "counted" if sys.gettrace() else "ci" if os.environ.get("CI") else "anywhere"
)  # a slow machine is no fault of the code

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits deaf ears

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, where every line is counted, what would take minutes there and reaches no line of its own."""
    counted = pytest.mark.skip(reason="too slow while every line is counted; it runs where none is")
    for item in items:
        if sys.gettrace() is not None and item.get_closest_marker("uncounted"):
            item.add_marker(counted)


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test find, or leave anything in, the journal and the drafts of whoever runs it."""
    home = tmp_path_factory.getbasetemp() / "homes" / os.urandom(8).hex()
    for name in ("memory", "temporary"):
        (home / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(tempfile, "tempdir", str(home / "temporary"))
    monkeypatch.setattr(system, "_places_in_memory", lambda: (str(home / "memory"),))
    for name in ("CFJ_HOME", "CFJ_CONFIG", "CFJ_NOW", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a journal, with everything else that the store might write to beside it."""
    monkeypatch.setattr(system, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "home" / "journal"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Hold a text against the golden file of that name, byte for byte."""
    update = request.config.getoption("--update-golden")

    def holds(name: str, text: str) -> None:
        path = GOLDEN / name
        if update:
            GOLDEN.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        if not path.exists():
            pytest.fail(f"there is no tests/golden/{name}; pytest --update-golden writes it")
        assert text == path.read_bytes().decode(), f"see tests/golden/{name}; pytest --update-golden"

    return holds

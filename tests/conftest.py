"""What every test may ask for: golden files, which `pytest --update-golden` writes anew.

A golden file holds an output as a person would see it. Look at the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

settings.register_profile("anywhere", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("anywhere"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "anywhere")  # a slow machine is no fault of the code

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


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

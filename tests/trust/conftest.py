"""Prints the table of what was injected when the tests of trust have run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.trust.table import shown

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if lines := shown():
        terminalreporter.section("trust")
        for line in lines:
            terminalreporter.write_line(line)

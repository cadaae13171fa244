"""Start: which modules a command loads. Half a second is long for someone who has just come home.

Held as lists, not as times: a list is the same on every machine. Times are for `tests.benchmarks.start`.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PRINT_MODULES = """
import os, sys
from cfjournal.cli import main
os._exit = sys.exit
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""

NOT_NEEDED = {"rich", "tomllib", "pydantic", "json", "tempfile", "random", "hashlib", "logging", "asyncio", "socket", "email"} | {
    "http", "unittest", "importlib.metadata", "importlib.resources", "concurrent", "multiprocessing", "sqlite3",
    "markdown_it", "pygments", "click", "xml", "html", "csv", "statistics", "decimal", "fractions", "zoneinfo",
}  # fmt: skip
"""What some command may need and writing an entry does not. Typer itself loads inspect, difflib and the like."""

NEEDED_TO_LOG = {
    "cfjournal",
    *(f"cfjournal.cli{name}" for name in ("", ".app", ".entries", ".options", ".table")),
    *(
        f"cfjournal.commands{name}"
        for name in ("", ".desk", ".draft", ".edge", ".keeping", ".log", ".saving", ".tags")
    ),
    *("cfjournal.codec", "cfjournal.disk", "cfjournal.drafts", "cfjournal.fields"),
    *(
        "cfjournal.journal_file",
        "cfjournal.entry_files",
        "cfjournal.quick",
        "cfjournal.store",
        "cfjournal.system",
    ),
    *("cfjournal.config", "cfjournal.days", "cfjournal.display", "cfjournal.entry", "cfjournal.errors"),
    "cfjournal.vocabulary",
}
"""Every module of ours that `cfj log` may load: words and days in, one file out. No rules, no review, no drawing."""


def modules_after(journal: Path, *args: str, **env: str) -> set[str]:
    """The modules that are loaded when `cfj` with these arguments ends, in a journal of its own."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", PRINT_MODULES, *args],
        env={"CFJ_HOME": str(journal), "CFJ_NOW": "2026-11-20T21:14:03+00:00", "LC_ALL": "C.UTF-8", **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


def of_ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "cfjournal"}


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with a few entries."""
    folder = tmp_path_factory.mktemp("journal")
    for day in range(1, 4):
        modules_after(folder, "log", "--date", f"-{day}d", "tired:2", "no-break")
    return folder


@pytest.fixture(scope="module")
def after_log(journal: Path) -> set[str]:
    return modules_after(journal, "log", "dread:3", "flat", "supervision", "-m", "x", "--bring", "y")


def test_writing_an_entry_loads_nothing_heavy(after_log: set[str]) -> None:
    assert after_log & NOT_NEEDED == set()


def test_writing_an_entry_loads_what_writes_it_and_nothing_else_of_ours(after_log: set[str]) -> None:
    assert of_ours(after_log) - NEEDED_TO_LOG == set()
    assert of_ours(after_log) >= {"cfjournal.commands.log", "cfjournal.store", "cfjournal.vocabulary"}


def test_every_module_that_writing_may_load_is_one_that_it_does_load(after_log: set[str]) -> None:
    assert NEEDED_TO_LOG - of_ours(after_log) == set()


@pytest.mark.parametrize("day", ["yesterday", "-2d", "monday", "2026-11-20", "today"])
def test_a_day_in_short_loads_no_other_words_for_days(journal: Path, day: str) -> None:
    assert of_ours(modules_after(journal, "log", "tired", "--date", day)) - NEEDED_TO_LOG == set()


def test_a_day_in_other_words_loads_what_reads_them_and_nothing_else(journal: Path) -> None:
    found = modules_after(journal, "log", "tired", "--date", "3 days ago")
    assert of_ours(found) - NEEDED_TO_LOG == {"cfjournal.day_words"}
    assert found & NOT_NEEDED == set()


def test_help_loads_no_command(journal: Path) -> None:
    found = of_ours(modules_after(journal, "--help"))
    assert found <= {
        "cfjournal",
        *("cfjournal.cli", "cfjournal.cli.app", "cfjournal.cli.table"),
        *("cfjournal.commands", "cfjournal.commands.edge", "cfjournal.display", "cfjournal.errors"),
    }
    assert "cfjournal.cli.app" in found


@pytest.mark.parametrize("command", ["report", "why"])
def test_a_review_in_plain_lines_loads_no_rich(journal: Path, command: str) -> None:
    found = modules_after(journal, "--plain", command)
    assert "cfjournal.rules.engine" in found
    assert found & {"rich", "pydantic", "multiprocessing", "tempfile", "cfjournal.simulate"} == set()


def test_a_drawn_review_loads_of_rich_what_draws(journal: Path) -> None:
    found = modules_after(journal, "report")
    assert "rich" in found
    assert (
        found & {"rich.markdown", "rich.traceback", "rich.progress", "markdown_it", "pygments", "pydantic"}
        == set()
    )


def test_lists_need_neither_rules_nor_rich(journal: Path) -> None:
    for args in (("list",), ("show", "last"), ("search", "tired"), ("search", "--sign", "tired")):
        found = modules_after(journal, *args)
        assert "cfjournal.commands.listing" in found
        assert {
            name for name in found if name.startswith(("rich", "cfjournal.rules", "cfjournal.review"))
        } == set()


def test_what_is_loaded_is_seen(journal: Path) -> None:
    assert {"json", "cfjournal.exchange"} <= modules_after(journal, "export", "--format", "jsonl")

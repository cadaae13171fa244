"""The way in: one boundary for errors, commands built only when called, options before the command."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cfjournal.cli import app
from cfjournal.cli.table import Group, Row, commands
from cfjournal.commands import listing
from cfjournal.errors import CfjError, LockedError
from tests.edges import cfj, edge_for, run_at

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.commands.edge import Edge

SECRET = "the words of a note"


def failing(error: BaseException) -> Any:
    """A command that ends with `error`."""

    def command(*_: object, **__: object) -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code"), [(CfjError("it rains", "wait"), 1), (LockedError("held", "wait"), 3)]
)
def test_an_error_of_ours_is_a_sentence_a_hint_and_its_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: CfjError, code: int
) -> None:
    monkeypatch.setattr(listing, "list_entries", failing(error))
    done = cfj(tmp_path, "list")
    assert done == (code, "", f"cfj: error: {error.message}\ncfj: hint: wait\n")


def test_an_error_without_a_hint_prints_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "list_entries", failing(CfjError("it rains")))
    assert cfj(tmp_path, "list").err == "cfj: error: it rains\n"


@pytest.mark.parametrize("debug", ["", "1"])
def test_what_nobody_expected_is_one_sentence_without_the_persons_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debug: str
) -> None:
    monkeypatch.setattr(listing, "list_entries", failing(ValueError(SECRET)))
    done = cfj(tmp_path, "list", env={"CFJ_DEBUG": debug})
    assert done.code == 1
    assert "cfj: error: something went wrong inside cfj (ValueError)" in done.err
    assert SECRET not in done.err
    assert ("line" in done.err and "test_cli.py" in done.err) == bool(debug)
    assert "Traceback" not in done.err


def test_an_interruption_is_130_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "list_entries", failing(KeyboardInterrupt(SECRET)))
    assert cfj(tmp_path, "list") == (130, "", "\n")


@pytest.mark.parametrize(
    ("args", "message", "hint"),
    [
        (["lgo"], "there is no command 'lgo'", "did you mean `cfj log`?"),
        (["frobnicate"], "there is no command 'frobnicate'", "`cfj --help` lists them"),
        (["log", "--brig", "x"], "there is no option --brig", "did you mean --bring?"),
        (["log", "--frobnicate"], "there is no option --frobnicate", "`cfj log --help` shows how"),
        (["--frobnicate"], "there is no option --frobnicate", "`cfj --help` shows how"),
        (["list", "--limit", "many"], "--limit: 'many' is not a number", "`cfj list --help` shows how"),
        (["list", "--limit", "0"], "--limit", "`cfj list --help` shows how"),
        (["list", "what"], "not expected after `cfj list`: what", "`cfj list --help` shows how"),
        (["list", "-since", "monday"], "there is no option -since", "did you mean --since?"),
        (["list", "-2w"], "there is no option -2w", "did you mean --since -2w?"),
        (["list", "-4m"], "there is no option -4m", "did you mean --since -4w?"),
        (["log", "-2d"], "there is no option -2d", "did you mean --date -2d?"),
        (
            ["show", "-3m"],
            "there is no option -3m",
            "days ago are written -2d, weeks -3w; `cfj show --help` shows how",
        ),
        (
            ["list", "--journal", "x"],
            "there is no option --journal here",
            "it stands first: `cfj --journal PATH list`",
        ),
        (
            ["rules", "list", "--plain"],
            "there is no option --plain here",
            "it stands first: `cfj --plain rules list`",
        ),
        (["report", "--format", "pdf"], "--format: 'pdf' is not one of", "`cfj report --help` shows how"),
        (["import"], "missing argument 'FILE'", "`cfj import --help` shows how"),
        (["log", "-m"], "-m needs something after it", "`cfj log --help` shows how"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_the_parser_does_not_like_is_said_in_our_form(
    tmp_path: Path, args: list[str], message: str, hint: str
) -> None:
    done = cfj(tmp_path, *args)
    assert (done.code, done.out) == (2, "")
    error, hinted = done.err.splitlines()
    assert error.startswith("cfj: error: ")
    assert error[12].islower() or error[12] == "-"
    assert message in error
    assert hinted == f"cfj: hint: {hint}"


@pytest.mark.parametrize("day", ["-2d", "-1w", "yesterday", "2026-11-18"])
def test_a_day_is_written_alike_wherever_one_is_asked_for(tmp_path: Path, day: str) -> None:
    assert cfj(tmp_path, "log", "--date", day, "flat").code == 0
    assert "flatness" in cfj(tmp_path, "show", day).out
    assert "flatness" in cfj(tmp_path, "list", "--since", day, "--until", day).out
    refused = cfj(tmp_path, "reference", "set", day, day)
    assert "holds 1 shift that you wrote down" in refused.err


@pytest.mark.parametrize("command", ["report", "why", "demo", "list", "show", "signs"])
def test_linear_text_may_be_asked_for_before_a_command_and_after_it(tmp_path: Path, command: str) -> None:
    cfj(tmp_path, "log", "flat", "no-break")
    after = cfj(tmp_path, command, "--plain")
    assert after.code == 0
    assert after == cfj(tmp_path, "--plain", command)
    assert after != cfj(tmp_path, command) or command == "list"


def test_without_arguments_the_commands_are_listed(tmp_path: Path) -> None:
    done = cfj(tmp_path)
    assert done.code == 0
    assert [name for name in commands() if f"\n  {name} " not in done.out] == []


def test_the_version_is_said() -> None:
    from cfjournal import __version__

    assert run_at(edge_for(), "--version") == (0, f"cfj {__version__}\n", "")


def test_only_the_command_that_is_called_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    build = app.build_command

    def counted(name: str, row: Row) -> Any:
        built.append(name)
        return build(name, row)

    monkeypatch.setattr(app, "build_command", counted)
    assert cfj(tmp_path, "--help").code == 0
    assert built == []
    assert cfj(tmp_path, "list").code == 0
    assert built == ["list"]


def test_a_group_has_commands_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"shelf": Group("Look at a shelf.", {"list": Row("entries", "list_entries", "List it.")})}
    monkeypatch.setattr(app, "commands", lambda: table)
    assert "List it." in cfj(tmp_path, "shelf", "--help").out
    assert cfj(tmp_path, "shelf", "list", "--json").out == "[]\n"
    assert cfj(tmp_path, "shelf", "lst").err.endswith("did you mean `cfj shelf list`?\n")
    assert cfj(tmp_path, "shelf").code == 2


def test_a_journal_named_before_the_command_is_used(tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert cfj(tmp_path / "usual", "--journal", str(other), "log", "tired").code == 0
    assert (other / "journal.toml").exists()
    assert not (tmp_path / "usual").exists()


@pytest.mark.parametrize("args", [("--plain", "list"), ("list", "--plain")], ids=" ".join)
def test_plain_may_stand_before_or_after_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    seen: list[Edge] = []
    monkeypatch.setattr(listing, "list_entries", lambda edge, *_, **__: seen.append(edge))
    assert cfj(tmp_path, *args).code == 0
    assert [(edge.plain, edge.colour) for edge in seen] == [(True, False)]


def test_the_exit_code_of_a_command_is_what_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal.commands import check

    monkeypatch.setattr(check, "check", lambda *_, **__: 4)
    assert cfj(tmp_path, "check").code == 4


# --- as a process -------------------------------------------------------------------------------------------


def process(home: Path, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    env = {"CFJ_HOME": str(home), "CFJ_NOW": "2026-11-20T21:14:03+01:00", **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "cfjournal", *args], env=env, text=True, timeout=60, check=False, **options
    )


def test_files_are_the_persons_alone_whatever_the_umask_was(tmp_path: Path) -> None:
    home = tmp_path / "journal"
    done = process(home, "log", "tired", capture_output=True, umask=0)
    assert done.returncode == 0
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [home, *home.rglob("*")]}
    assert modes == {0o700, 0o600}


def test_what_an_editor_leaves_on_the_way_is_the_persons_alone_too(tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\numask > "$0.umask"; echo x > "$1"\n', "utf-8")
    editor.chmod(0o700)
    env = {"EDITOR": str(editor), "PATH": os.environ["PATH"]}
    assert process(tmp_path / "j", "log", "-e", capture_output=True, umask=0, env=env).returncode == 0
    assert int((tmp_path / "editor.sh.umask").read_text("utf-8"), 8) == 0o077


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = process(tmp_path, "--help", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_an_answer_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = process(tmp_path, "signs", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.startswith("cfj: error: the answer could not be written out (no space left")


def test_a_moment_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    done = process(tmp_path, "list", capture_output=True, env={"CFJ_NOW": "soon"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "CFJ_NOW" in done.stderr


def test_what_a_locale_cannot_show_is_shown_in_escapes(tmp_path: Path) -> None:
    done = process(
        tmp_path, "log", "tired", "-", input="Caf\u00e9 \u2665", capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0
    shown = process(
        tmp_path, "show", capture_output=True, encoding="ascii", env={"PYTHONIOENCODING": "ascii"}
    )
    assert "Caf\\xe9 \\u2665" in shown.stdout
    assert shown.stderr == ""

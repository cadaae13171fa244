"""A gallery of bad input: for each, the exit code, one sentence that says what, a hint that says what to do.

Nothing is printed as an answer, nothing is saved, and nothing of a note is repeated.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cfjournal.agreements import Agreement
from cfjournal.store import Journal
from tests.edges import Done, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "something nobody else should read"


class Case(NamedTuple):
    """What is typed, in what journal, and what must come of it."""

    name: str
    args: tuple[str, ...]
    code: int
    says: str
    hints: str
    stdin: bytes = b""
    before: Callable[[Path], object] = lambda _: None


def settings(text: str) -> Callable[[Path], object]:
    return lambda home: home.joinpath("config.toml").write_text(text, "utf-8")


def newer(home: Path) -> None:
    home.joinpath("journal.toml").write_text('format = 99\nid = "x"\n', "utf-8")


def two_entries(home: Path) -> list[Path]:
    return Journal.open(home).write_all([plain(note=SECRET), plain(note="and another")])


def one_agreed(home: Path) -> None:
    Journal.open(home).write(plain(agreed=(Agreement("abad1dea", SECRET, "me"),)))


def three_faults(home: Path) -> None:
    home.joinpath("mine.toml").write_text(THREE_FAULTS, "utf-8")


def damaged(home: Path) -> None:
    path, _ = two_entries(home)
    path.write_bytes(path.read_bytes()[:-9])


def damaged_last(home: Path) -> None:
    path = Journal.open(home).write(plain(id="d" * 8, note=SECRET))
    path.write_bytes(path.read_bytes()[:-9])


def one_deleted(home: Path) -> None:
    two_entries(home)
    assert cfj(home, "delete", "--yes", "last").code == 0


def damaged_step(home: Path) -> None:
    one_deleted(home)
    (path,) = home.glob("trash/*.toml")
    path.write_bytes(path.read_bytes()[:-9])


def not_a_folder(home: Path) -> None:
    home.joinpath("entries").write_text("", "utf-8")


THREE_FAULTS = """
[[rule]]
id = "mine.one"
pattern = "burnout"
stage = "building"
when = "excess(burnot) >= 8"
says = "x"

[[rule]]
id = "mine.two"
pattern = "burnout"
stage = "soon"
when = "excess(burnout) >="
says = "x"
"""

NOTE = ("-m", SECRET)

GALLERY = (
    Case("unknown tag", ("log", "dred", *NOTE), 2, "'dred' is not a word that cfj knows", "did you mean dread"),
    Case("ambiguous tag", ("log", "over"), 2, "'over' could be ", "write a little more of it"),
    Case("several bad tags", ("log", "dred", "zzz", "over"), 2, "'dred' is not a word that cfj knows; 'zzz'", "'dred' may be dread"),
    Case("empty tag", ("log", ""), 2, "a tag needs a word", "cfj signs"),
    Case("escape in a tag", ("log", "\x1b[31mred"), 2, r"'\x1b[31mred' is not a word", "cfj signs"),
    Case("level 7", ("log", "dread:7", *NOTE), 2, "the level of dread is 7, and levels go from 0 to 4", "0 not at all"),
    Case("level -1", ("log", "dread:-1"), 2, "the level of dread is '-1'", "0 not at all"),
    Case("level in words", ("log", "dread:much"), 2, "the level of dread is 'much'", "0 not at all"),
    Case("no level", ("log", "dread:"), 2, "the level of dread is missing", "0 not at all"),
    Case("future", ("log", "tired", "--date", "2026-11-21", *NOTE), 2, "2026-11-21 is still to come", "today is Friday 20 November"),
    Case("no such day", ("log", "tired", "--date", "2026-02-30", *NOTE), 2, "2026-02-30 is not a day in the calendar", "check the month"),
    Case("no day at all", ("log", "tired", "--date", "last week"), 2, "'last week' is not a day", "yesterday"),
    Case("no such kind", ("log", "tired", "--kind", "holiday"), 2, "'holiday' is not a kind of day", "shift, rest, leave, sick"),
    Case("empty log", ("log",), 2, "there is nothing to log", "cfj log tired dread:3"),
    Case("only a day", ("log", "--date", "yesterday"), 2, "there is nothing to log", "cfj log tired dread:3"),
    Case("note twice", ("log", "-", *NOTE), 2, "the note comes twice", "leave one of them out", b"x"),
    Case("invalid UTF-8", ("log", "tired", "-"), 2, "the note holds something that is not valid UTF-8 at character 1", "save the text as UTF-8", b"\xff" + SECRET.encode()),
    Case("NUL", ("log", "tired", "-"), 2, "the note holds a NUL character", "remove it", SECRET.encode() + b"\0"),
    Case("2 MB note", ("log", "tired", "-"), 2, "the note is 2.0 MB, and ", "a file of its own", (SECRET.encode() * 70_000)[:2_000_000]),
    Case("unknown setting", ("log", "tired", *NOTE), 2, "line 2 of ", "did you mean day_ends_at?", before=settings("\nday_end_at = '04:00'")),
    Case("settings that are no TOML", ("list",), 2, "is not valid TOML", "correct that line", before=settings("a = ")),
    Case("own word that is taken", ("log", "tired", *NOTE), 2, "dread already ", "choose another", before=settings("[signs.headache]\naliases = ['dread']")),
    Case("journal of a newer format", ("log", "tired", *NOTE), 1, "was made by a newer cfjournal", "upgrade cfjournal", before=newer),
    Case("reading a newer one", ("list",), 1, "was made by a newer cfjournal", "nothing was changed", before=newer),
    Case("entries is no folder", ("log", "tired", *NOTE), 5, "; what you wrote is in ", "cfj check", before=not_a_folder),
    Case("reading where entries is no folder", ("list",), 1, "cannot be read (", "check that this is the journal's folder", before=not_a_folder),
    Case("no such entry", ("show", "deadbeef"), 2, "no entry begins with 'deadbeef'", "cfj list"),
    Case("too short an id", ("show", "d"), 2, "'d' is too short to name an entry", "four characters", before=two_entries),
    Case("no entry at all", ("show",), 2, "there is no entry yet", "cfj log"),
    Case("showing a damaged entry", ("show", "dddddddd"), 4, "the entry 'dddddddd' cannot be read", "cfj check", before=damaged_last),
    Case("no entry that day", ("show", "2026-11-19"), 1, "there is no entry for Thursday 19 November", "cfj list", before=two_entries),
    Case("a strain among the signs", ("search", "--sign", "no-break"), 2, "no-break is a strain, not a sign", "--strain no-break"),
    Case("backward period", ("list", "--since", "today", "--until", "-3d"), 2, "2026-11-20 to 2026-11-17 ends before it begins", "--since"),
    Case("no list of less than one", ("list", "--limit", "0"), 2, "--limit", "cfj list --help"),
    Case("bad line", ("import", "-"), 1, "a line is no entry, so nothing was imported", "cfj schema", b'{"note": "' + SECRET.encode() + b'"}'),
    Case("no such file", ("import", "nowhere.jsonl"), 2, "nowhere.jsonl could not be read (no such file or directory)", "name a file"),
    Case("no such backup", ("restore", "nowhere.zip"), 2, "nowhere.zip could not be read (no such file or directory)", "cfj backup made"),
    Case("no backup at all", ("restore", "{}/config.toml"), 2, "is no backup: it is not a .zip file", "cfj import", before=settings(f"# {SECRET}")),
    Case("nothing to back up", ("backup",), 1, "there is nothing to back up", "cfj log"),
    Case("no folder for a backup", ("backup", "{}/stick"), 2, "there is no folder", "plug in", before=two_entries),
    Case("format that is not certain", ("import", "-"), 2, "it is not certain in what format stdin is", "--from jsonl, jrnl, csv, daylio", SECRET.encode()),
    Case("no mapping file", ("import", "-", "--map", "{}/m.toml"), 2, "m.toml could not be read (", "name a file", b"a\n"),
    Case("nobody to do it", ("supervision", "record", SECRET), 2, "it is not said who is to do it", "--who me"),
    Case("somebody else to do it", ("supervision", "record", SECRET, "--who", "boss"), 2, "'boss' is nobody who could do it", "me, supervisor, organisation"),
    Case("no day to do it by", ("supervision", "record", SECRET, "--who", "me", "--by", "soon"), 2, "'soon' is not a day", "in 2 weeks"),
    Case("no such agreement", ("supervision", "follow-up", "deadbeef", "done", "-m", SECRET), 2, "no agreement begins with 'deadbeef'", "cfj supervision list"),
    Case("no such answer", ("supervision", "follow-up", "abad1dea", "maybe", "-m", SECRET), 2, "'maybe' is no answer", "done, partly, not-yet, dropped", before=one_agreed),
    Case("agenda of a newer journal", ("supervision", "agenda"), 1, "was made by a newer cfjournal", "nothing was changed", before=newer),
    Case("no such format", ("export", "--format", "pdf"), 2, "--format: 'pdf' is not one of 'md', 'html', ", "cfj export --help"),
    Case("no such part of a page", ("export", "--only", "feelings"), 2, "'feelings' is no part of the page", "the parts are bring, agreed, answers, notes"),
    Case("a table of states", ("export", "--format", "csv", "--only", "states"), 2, "a table with a row an entry has no place for states", "leave that out of --only"),
    Case("notes, and none named", ("export", "--only", "notes"), 2, "--only asks for notes, and none is named", "add --notes ID"),
    Case("a document on a screen", ("export", "--format", "docx"), 2, "a docx file cannot be shown on a screen", "add -o FILE.docx"),
    Case("an ending that cfj does not write", ("export", "-o", "page.pdf"), 2, "cfj does not write .pdf files", "print it to PDF"),
    Case("a format and an ending that differ", ("export", "--format", "html", "-o", "page.md"), 2, "--format says html, and the name of the file says md", "name it page.html, or leave out --format html"),
    Case("a whole copy by accident", ("export", "-o", "page.jsonl"), 2, "a whole copy of the journal, with every note", "add --format jsonl if that is what you want"),
    Case("a list to choose from, in a pipe", ("export", "--choose"), 2, "--choose asks, and there is no terminal to ask in", "--only"),
    Case("for whom, without a file", ("export", "--for", "Ada"), 2, "--for says who gets a file, and no file is named", "add -o FILE"),
    Case("a note for jsonl", ("export", "--format", "jsonl", "--notes", "last"), 2, "not for jsonl, your own whole copy", "leave them out"),
    Case("nothing shared under that name", ("shared", "page.md"), 2, "nothing is known of a share 'page.md'", "cfj shared lists what was shared"),
    Case("export over a file", ("export", "--format", "jsonl", "-o", "{}/config.toml"), 2, "is there already and was left alone", "choose another name", before=settings("")),
    Case("rule file with three faults", ("rules", "check", "{}/mine.toml"), 6, "", "", before=three_faults),
    Case("nothing to edit", ("edit",), 2, "nothing was said to be changed", "cfj edit last --sign dread:1", before=two_entries),
    Case("editing no entry", ("edit", "last", "--sign", "dread", *NOTE), 2, "there is no entry yet", "what you wrote is kept in "),
    Case("editing a day with none", ("edit", "yesterday", "--kind", "rest"), 2, "there is no entry for Thursday 19 November", "cfj list", before=two_entries),
    Case("editing a day with two", ("edit", "today", "--kind", "rest"), 2, "there are 2 entries for Friday 20 November", "say which: ", before=two_entries),
    Case("editing a damaged entry", ("edit", "dddddddd", "--kind", "rest"), 4, "the entry 'dddddddd' cannot be read", "cfj check", before=damaged_last),
    Case("without what is not there", ("edit", "last", "--without", "tired"), 2, "does not name exhaustion", "it names dread", before=two_entries),
    Case("editing to an unknown tag", ("edit", "last", "--sign", "dred", *NOTE), 2, "'dred' is not a word that cfj knows", "what you wrote is kept in ", before=two_entries),
    Case("deleting nothing", ("delete",), 2, "missing argument", "cfj delete --help"),
    Case("deleting no entry", ("delete", "deadbeef"), 2, "no entry begins with 'deadbeef'", "cfj list", before=two_entries),
    Case("deleting a damaged entry", ("delete", "dddddddd"), 4, "the entry 'dddddddd' cannot be read", "cfj check", before=damaged_last),
    Case("nothing to undo", ("undo", "--yes"), 1, "there is nothing to undo", "cfj log"),
    Case("undo with nobody to ask", ("undo",), 2, "there is no terminal in which to ask", "--yes", before=two_entries),
    Case("a damaged step", ("undo", "--yes"), 4, "the last change cannot be undone: ", "cfj undo goes further back", before=damaged_step),
    Case("an empty trash", ("trash", "restore", "last"), 1, "there is nothing in the trash", "cfj list"),
    Case("nothing such in the trash", ("trash", "restore", "nowhere"), 2, "the trash holds nothing under 'nowhere'", "cfj trash list --all", before=one_deleted),
    Case("emptying with nobody to ask", ("trash", "empty"), 2, "there is no terminal in which to confirm it", "in a terminal", before=one_deleted),
    Case("unknown command", ("lgo",), 2, "there is no command 'lgo'", "did you mean `cfj log`?"),
    Case("a sentence for words", ("log", *SECRET.split()), 2, "that reads like a sentence", "what you wrote is kept in "),
    Case("deleting where nobody sees it", ("delete", "last"), 2, "there is no terminal in which to see what goes", "add --yes to delete ", before=two_entries),
    Case("unknown option", ("log", "--notes", "x"), 2, "there is no option --notes", "--note"),
)  # fmt: skip

everything = pytest.mark.parametrize("case", GALLERY, ids=[case.name for case in GALLERY])


def shown(case: Case, home: Path) -> Done:
    home.mkdir(exist_ok=True)
    case.before(home)
    return cfj(home, *(arg.replace("{}", str(home)) for arg in case.args), stdin=case.stdin)


@everything
def test_bad_input_has_a_code_a_sentence_and_a_hint(case: Case, tmp_path: Path) -> None:
    done = shown(case, tmp_path / "j")
    error, hint = (line for line in done.err.splitlines() if line.startswith(("cfj: error: ", "cfj: hint: ")))
    assert (done.code, done.out) == (case.code, "")
    assert case.says in error.removeprefix("cfj: error: ")
    assert case.hints in hint.removeprefix("cfj: hint: ")
    assert error[12].islower() or not error[12].isalpha()
    assert not error.endswith(".")


@everything
def test_nothing_is_saved_and_no_note_is_repeated(case: Case, tmp_path: Path) -> None:
    home = tmp_path / "j"
    home.mkdir()
    case.before(home)
    before = sorted(home.glob("entries/**/*.toml"))
    done = cfj(home, *(arg.replace("{}", str(home)) for arg in case.args), stdin=case.stdin)
    assert sorted(home.glob("entries/**/*.toml")) == before
    assert SECRET not in done.err
    if case.args[0] in ("log", "edit") and (SECRET in case.args or SECRET.encode() in case.stdin):
        kept = [path for path in home.glob("drafts/*") if SECRET.encode() in path.read_bytes()]
        assert [str(path) in done.err for path in kept] == [True], (
            "the note is kept, and the message says where"
        )


def test_every_fault_of_a_rule_file_is_shown_at_its_place(tmp_path: Path) -> None:
    case = next(case for case in GALLERY if case.code == 6)
    done = shown(case, tmp_path)
    assert "burnot" in done.err
    assert "soon" in done.err
    assert [place for place in ("6:16", "12:10", "13:27") if f"mine.toml:{place}: " not in done.err] == []
    assert "^" in done.err


def test_a_damaged_entry_among_good_ones_stops_nobody(tmp_path: Path) -> None:
    damaged(tmp_path)
    for args in (("list",), ("search", "another"), ("export", "--format", "jsonl")):
        done = cfj(tmp_path, *args)
        assert "and another" in done.out
        assert "a file could not be read" in done.err
    done = cfj(tmp_path, "log", "tired")
    assert (done.code, done.err) == (0, "")
    done = cfj(tmp_path, "check")
    assert done.code == 4
    assert SECRET not in done.out + done.err


@pytest.mark.parametrize("note", ["[smith] and [/foo]", "\x1b[31mred\x07", "\u202eevil"])
def test_what_only_looks_bad_is_saved_to_the_letter_and_shown_harmless(tmp_path: Path, note: str) -> None:
    assert cfj(tmp_path, "log", "tired", "-", stdin=note.encode()).code == 0
    assert Journal.open(tmp_path).read().entries[0].note == note
    out = cfj(tmp_path, "show").out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert ("[smith] and [/foo]" in out) == (note[0] == "[")


# --- as a process --------------------------------------------------------------------------------------------

PROCESS = {
    "unknown tag": (["log", "dred"], b"", 2),
    "level 7": (["log", "dread:7"], b"", 2),
    "empty log": (["log"], b"", 2),
    "invalid UTF-8": (["log", "tired", "-"], b"\xff", 2),
    "invalid UTF-8 in an argument": (["log", "tired", "-m", "caf\udce9"], b"", 2),
    "unknown command": (["lgo"], b"", 2),
    "unknown option": (["--nope"], b"", 2),
    "no such entry": (["show", "deadbeef"], b"", 2),
}


@pytest.mark.parametrize("name", PROCESS)
def test_the_same_as_a_process(name: str, tmp_path: Path) -> None:
    args, stdin, code = PROCESS[name]
    done = subprocess.run(
        [sys.executable, "-m", "cfjournal", *args],
        input=stdin,
        env={"CFJ_HOME": str(tmp_path / "j"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (code, b"")
    assert [line.partition(": ")[2].partition(": ")[0] for line in lines] == ["error", "hint"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users here")
def test_a_folder_that_cannot_be_written_is_exit_5_and_the_text_is_elsewhere(tmp_path: Path) -> None:
    home, state = tmp_path / "j", tmp_path / "state"
    home.write_text("a file stands where the folder should be", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "cfjournal", "log", "tired", "-"],
        input=SECRET.encode(),
        env={"CFJ_HOME": str(home / "journal"), "XDG_STATE_HOME": str(state), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (5, b"")
    (kept,) = [path for path in state.rglob("*") if path.is_file()]
    assert str(kept) in said
    assert SECRET in kept.read_text("utf-8")
    assert SECRET not in said

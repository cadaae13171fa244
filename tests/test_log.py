"""`cfj log`: from words, stdin or the editor to one entry, and never a typed text lost."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cfjournal import system
from cfjournal.commands.editor import FILE_NAME, LOCK, prefix_of
from cfjournal.commands.left import left_behind
from cfjournal.store import Journal
from tests.edges import CTRL_C, CTRL_D, NOW, Done, cfj

if TYPE_CHECKING:
    from cfjournal.commands.draft import Draft
    from cfjournal.entry import Entry


def entries(home: Path) -> tuple[Entry, ...]:
    return Journal.open(home).read().entries


def only(home: Path) -> Entry:
    (entry,) = entries(home)
    return entry


def kept(home: Path) -> list[Draft]:
    return [left.draft for left in left_behind(home, NOW)]


def saved(done: Done) -> Done:
    assert (done.code, done.out[:6]) == (0, "Saved "), done
    return done


# --- what an entry holds ------------------------------------------------------------------------------------


def test_words_make_an_entry_and_the_answer_is_one_line(tmp_path: Path) -> None:
    done = saved(
        cfj(tmp_path, "log", "dread:3", "tired", "no-break", "supervision", "--bring", "who covers?")
    )
    entry = only(tmp_path)
    assert done.out == f"Saved {entry.short_id}\n"
    assert done.err == ""
    assert (entry.date, entry.logged_at, entry.kind) == (NOW.date(), NOW, "shift")
    assert entry.signs == {"dread": 3, "exhaustion": 2}
    assert (entry.strains, entry.supports) == ({"no-break": 2}, {"supervision": 2})
    assert (entry.note, entry.bring) == ("", "who covers?")


@pytest.mark.parametrize(
    "args",
    [["tired"], ["--kind", "leave"], ["--kind", "shift"], ["-m", "x"], ["--bring", "x"], ["tired:0"]],
    ids=" ".join,
)
def test_any_one_thing_is_enough(tmp_path: Path, args: list[str]) -> None:
    saved(cfj(tmp_path, "log", *args))
    assert len(entries(tmp_path)) == 1


def test_each_entry_is_one_more(tmp_path: Path) -> None:
    for _ in range(3):
        saved(cfj(tmp_path, "log", "tired"))
    assert len(entries(tmp_path)) == 3


@pytest.mark.parametrize(
    ("said", "day", "answer"),
    [
        ("today", "2026-11-20", ""),
        ("yesterday", "2026-11-19", " for Thursday 19 November"),
        ("monday", "2026-11-16", " for Monday 16 November"),
        ("-2d", "2026-11-18", " for Wednesday 18 November"),
        ("2025-12-31", "2025-12-31", " for Wednesday 31 December 2025"),
        ("3 days ago", "2026-11-17", " for Tuesday 17 November"),
        ("17.11.", "2026-11-17", " for Tuesday 17 November"),
        ("last saturday", "2026-11-14", " for Saturday 14 November"),
    ],
)
def test_the_day_can_be_said_and_is_answered_when_it_is_not_today(
    tmp_path: Path, said: str, day: str, answer: str
) -> None:
    done = saved(cfj(tmp_path, "log", "tired", "--date", said))
    assert only(tmp_path).date.isoformat() == day
    assert done.out == f"Saved {only(tmp_path).short_id}{answer}\n"
    assert only(tmp_path).logged_at == NOW


@pytest.mark.parametrize("said", ["tomorrow", "in 3 weeks", "31.12.2026", "dec 12", "next friday"])
def test_a_day_to_come_is_understood_and_refused(tmp_path: Path, said: str) -> None:
    done = cfj(tmp_path, "log", "tired", "-m", "walrus", "--date", said)
    assert (done.code, entries(tmp_path)) == (2, ())
    assert "is still to come" in done.err
    assert [draft.note for draft in kept(tmp_path)] == ["walrus"]


def test_a_day_that_could_be_two_is_refused_with_both_and_costs_nothing_typed(tmp_path: Path) -> None:
    done = cfj(tmp_path, "log", "tired", "-m", "walrus", "--date", "5/10")
    assert (done.code, entries(tmp_path)) == (2, ())
    assert "'5/10' can be read as two days" in done.err
    assert "write 2026-10-05 or 2026-05-10; what you wrote is kept in" in done.err
    assert [draft.note for draft in kept(tmp_path)] == ["walrus"]


@pytest.mark.parametrize(
    ("time", "settings", "day"),
    [("03:59", "", 19), ("04:00", "", 20), ("05:59", "day_ends_at = '06:00'", 19), ("00:30", "day_ends_at = '00:00'", 20)],
)  # fmt: skip
def test_a_night_shift_belongs_to_the_day_it_began(
    tmp_path: Path, time: str, settings: str, day: int
) -> None:
    tmp_path.joinpath("config.toml").write_text(settings, "utf-8")
    now = dt.datetime.combine(dt.date(2026, 11, 20), dt.time.fromisoformat(time), NOW.tzinfo)
    done = saved(cfj(tmp_path, "log", "tired", now=now))
    assert only(tmp_path).date == dt.date(2026, 11, day)
    assert (" for Thursday 19 November" in done.out) == (day == 19), (
        "the day is said when the calendar has another"
    )


def test_the_day_that_the_calendar_has_already_begun_is_still_to_come_at_night(tmp_path: Path) -> None:
    now = dt.datetime(2026, 11, 21, 1, 30, tzinfo=NOW.tzinfo)
    done = cfj(tmp_path, "log", "tired", "--date", "2026-11-21", now=now)
    assert (done.code, entries(tmp_path)) == (2, ())
    assert "until 04:00 it is Friday 20 November" in done.err


def test_settings_may_be_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine.toml"
    elsewhere.write_text("[signs.headache]\n", "utf-8")
    saved(cfj(tmp_path / "journal", "log", "headache:3", env={"CFJ_CONFIG": str(elsewhere)}))
    assert only(tmp_path / "journal").signs == {"headache": 3}


NOTES = [
    "plain",
    "caf\u00e9 \U0001f9d1\u200d\U0001f692\n\nlines\n",
    "[smith] and [/foo] and [bold]",
    "\x1b[31mred\x1b[0m \x07 \x9b2J \u202eevil",
    "[2026-01-01] begins a line\n# end 00000000\n'''\"\"\"\\",
    "crlf\r\nand cr\ralone",
    " leading and trailing \n\n",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("way", ["-m", "-"])
def test_a_note_is_stored_to_the_letter(tmp_path: Path, note: str, way: str) -> None:
    if way == "-":
        saved(cfj(tmp_path, "log", "tired", "-", stdin=note.encode()))
    else:
        saved(cfj(tmp_path, "log", "tired", "-m", note))
    assert only(tmp_path).note == note


def test_a_note_of_a_terminal_ends_with_the_input(tmp_path: Path) -> None:
    done = cfj(tmp_path, "log", "tired", "-", answers=[])
    assert "Ctrl-D" in done.err


# --- what is refused, and where the text is then -------------------------------------------------------------

TEXT = "something that took a while to write"


@pytest.mark.parametrize(
    "wrong",
    [
        ["dred"],
        ["mo"],
        ["dread:7"],
        ["tired", "--date", "2027-01-01"],
        ["tired", "--date", "2026-11-31"],
        ["tired", "--date", "soon"],
        ["tired", "--kind", "holiday"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("way", ["-m", "-", "--bring"])
def test_whatever_is_wrong_the_text_survives(tmp_path: Path, wrong: list[str], way: str) -> None:
    text = ["-"] if way == "-" else [way, TEXT]
    done = cfj(tmp_path, "log", *wrong, *text, stdin=TEXT.encode())
    assert (done.code, done.out, entries(tmp_path)) == (2, "", ())
    (draft,) = kept(tmp_path)
    assert TEXT in (draft.note, draft.bring)
    assert TEXT not in done.err
    assert str(left_behind(tmp_path, NOW)[0].path) in done.err


def test_words_alone_are_not_kept_for_later(tmp_path: Path) -> None:
    assert cfj(tmp_path, "log", "dred").code == 2
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"caf\xe9", "not valid UTF-8 at character 4"),
        (b"a\0b", "NUL"),
        (b"x" * 2_000_000, "the note is 2.0 MB"),
    ],
    ids=["latin-1", "nul", "2 MB"],
)
def test_a_note_that_cannot_be_stored_exactly_is_kept_as_it_came(
    tmp_path: Path, raw: bytes, message: str
) -> None:
    done = cfj(tmp_path, "log", "tired", "-", stdin=raw)
    assert (done.code, done.out, entries(tmp_path)) == (2, "", ())
    assert message in done.err
    assert [draft.note.encode("utf-8", "surrogateescape") for draft in kept(tmp_path)] == [raw]


@pytest.mark.parametrize("bad", ["config", "newer"])
def test_a_journal_that_cannot_be_used_costs_no_text(tmp_path: Path, bad: str) -> None:
    if bad == "config":
        tmp_path.joinpath("config.toml").write_text("day_end_at = 4", "utf-8")
    else:
        tmp_path.joinpath("journal.toml").write_text("format = 99\n", "utf-8")
    done = cfj(tmp_path, "log", "tired", "-", stdin=TEXT.encode())
    assert done.code != 0
    assert [draft.note for draft in kept(tmp_path)] == [TEXT]
    assert "what you wrote is kept in" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_costs_no_text_either(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = cfj(tmp_path, "log", "tired", "-m", TEXT)
    tmp_path.chmod(0o700)
    assert done.code == 5


def test_two_notes_are_one_too_many(tmp_path: Path) -> None:
    done = cfj(tmp_path, "log", "tired", "-m", "x", "-", stdin=b"y")
    assert done.code == 2
    assert "twice" in done.err


def test_in_a_terminal_a_word_is_asked_for_and_the_note_goes_with_it(tmp_path: Path) -> None:
    done = cfj(tmp_path, "log", "dred:3", "-m", TEXT, answers=["1"])
    assert done.code == 0
    assert (only(tmp_path).signs, only(tmp_path).note) == ({"dread": 3}, TEXT)


@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
def test_leaving_the_question_keeps_the_note(tmp_path: Path, stop: str) -> None:
    done = cfj(tmp_path, "log", "dred:3", "-m", TEXT, answers=[stop])
    assert done.code == 130
    assert [draft.note for draft in kept(tmp_path)] == [TEXT]
    assert "is kept in" in done.err


def test_when_every_word_is_left_out_nothing_is_logged(tmp_path: Path) -> None:
    done = cfj(tmp_path, "log", "dred", answers=[""])
    assert (done.code, entries(tmp_path)) == (0, ())
    assert "Nothing was logged." in done.err


def test_a_draft_that_waits_is_mentioned_after_an_entry_in_a_terminal(tmp_path: Path) -> None:
    cfj(tmp_path, "log", "dred", "-m", TEXT)
    assert "A draft is waiting" in saved_in_terminal(tmp_path).err
    assert "A draft is waiting" not in saved(cfj(tmp_path, "log", "tired")).err


def saved_in_terminal(home: Path) -> Done:
    done = cfj(home, "log", "tired", answers=[])
    assert done.code == 0
    return done


# --- a sentence where words were expected ---------------------------------------------------------------------

SENTENCE = ("so", "tired", "again", "and", "nobody", "cares")


@pytest.mark.parametrize(
    "typed", [SENTENCE, (" ".join(SENTENCE),), ("I", "can't", "face", "it,", "nobody  came.")]
)
def test_a_sentence_without_a_terminal_is_kept_whole_and_the_hint_says_how_it_is_a_note(
    tmp_path: Path, typed: tuple[str, ...]
) -> None:
    done = cfj(tmp_path, "log", *typed)
    assert (done.code, done.out, entries(tmp_path)) == (2, "", ())
    assert "that reads like a sentence" in done.err
    assert '`cfj log --note "..."`' in done.err
    assert str(left_behind(tmp_path, NOW)[0].path) in done.err
    assert [(draft.tags, draft.note) for draft in kept(tmp_path)] == [((), " ".join(typed))]
    assert "nobody" not in done.err
    assert cfj(tmp_path, "log", answers=["s"]).code == 0
    assert only(tmp_path).note == " ".join(typed)


@pytest.mark.parametrize(
    ("answer", "signs"), [("", {"exhaustion": 2}), ("y", {"exhaustion": 2}), ("n", {}), ("No", {})]
)
def test_a_sentence_in_a_terminal_is_the_note_and_what_is_heard_in_it_is_asked(
    tmp_path: Path, answer: str, signs: dict[str, int]
) -> None:
    done = cfj(tmp_path, "log", *SENTENCE, "-m", TEXT, answers=[answer])
    assert done.code == 0
    assert "In it: exhaustion 2 (clearly)." in done.err
    assert (only(tmp_path).signs, only(tmp_path).note) == (signs, " ".join(SENTENCE) + "\n" + TEXT)


@pytest.mark.parametrize("answer", ["l", "q", "what?", CTRL_C, CTRL_D])
def test_a_sentence_can_be_left_for_later(tmp_path: Path, answer: str) -> None:
    done = cfj(tmp_path, "log", *SENTENCE, answers=[answer])
    assert (done.code, entries(tmp_path)) == (130, ())
    assert [draft.note for draft in kept(tmp_path)] == [" ".join(SENTENCE)]


def test_a_sentence_for_a_day_that_is_none_is_kept_too(tmp_path: Path) -> None:
    assert cfj(tmp_path, "log", *SENTENCE, "--date", "soon").code == 2
    assert [draft.note for draft in kept(tmp_path)] == [" ".join(SENTENCE)]


@pytest.mark.parametrize("answers", [None, [""], ["n"], ["l"]])
def test_hopeless_in_a_sentence_is_answered_at_once_whatever_becomes_of_it(
    tmp_path: Path, answers: list[str] | None
) -> None:
    done = cfj(tmp_path, "log", "I feel hopeless and nobody listens", answers=answers)
    assert done.err.count("findahelpline.com") == 1


def test_a_level_after_a_space_is_taken_and_said_back(tmp_path: Path) -> None:
    done = saved(cfj(tmp_path, "log", "tired", "3", "no", "break"))
    assert "Read as exhaustion 3 (strongly), no-break 2 (clearly)." in done.err
    assert (only(tmp_path).signs, only(tmp_path).strains) == ({"exhaustion": 3}, {"no-break": 2})


# --- the editor -------------------------------------------------------------------------------------------


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that runs `script` with the note's file as $1."""
    folder.mkdir(exist_ok=True)
    program = folder / "editor.sh"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o700)
    return {"EDITOR": str(program)}


def test_a_note_can_be_written_in_the_editor(tmp_path: Path) -> None:
    env = editor(
        tmp_path / "bin",
        'printf "first\\n\\n  second  \\n" > "$1"; ls -ld "$1" "$(dirname "$1")" > "$0.seen"',
    )
    saved(cfj(tmp_path / "j", "log", "flat", "-e", env=env))
    entry = only(tmp_path / "j")
    assert (entry.note, entry.signs) == ("first\n\n  second  ", {"flatness": 2})
    modes = [line[:10] for line in tmp_path.joinpath("bin", "editor.sh.seen").read_text("utf-8").splitlines()]
    assert sorted(mode[4:10] for mode in modes) == ["------", "------"], (
        "nobody else can look while it is written"
    )
    assert kept(tmp_path / "j") == []


def test_the_editor_begins_with_the_note_of_the_command_line(tmp_path: Path) -> None:
    env = editor(tmp_path / "bin", 'printf " and more" >> "$1"')
    saved(cfj(tmp_path / "j", "log", "-e", "-m", "begun", env=env))
    assert only(tmp_path / "j").note == "begun and more"


@pytest.mark.parametrize("script", [":", 'rm "$1"', 'printf "  \\n\\n" > "$1"'])
def test_an_empty_note_logs_nothing_and_says_so(tmp_path: Path, script: str) -> None:
    done = cfj(tmp_path / "j", "log", "flat", "-e", env=editor(tmp_path / "bin", script))
    assert (done.code, done.out, entries(tmp_path / "j")) == (1, "", ())
    assert "the note came back empty, so nothing was logged" in done.err


def test_what_a_failing_editor_leaves_is_kept(tmp_path: Path) -> None:
    env = editor(tmp_path / "bin", f'printf "{TEXT}" > "$1"; exit 3')
    done = cfj(tmp_path / "j", "log", "flat", "-e", env=env)
    assert (done.code, entries(tmp_path / "j")) == (1, ())
    assert [draft.note for draft in kept(tmp_path / "j")] == [TEXT]
    assert done.err.count("is kept in") == 1
    assert TEXT not in done.err


def test_what_an_editor_was_writing_when_cfj_was_killed_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system, "temporary_folders", lambda prefix: sorted(tmp_path.glob(f"shm/{prefix}*")))
    mine = prefix_of(tmp_path / "j")
    (tmp_path / "shm" / f"{prefix_of(tmp_path / 'another')}killed").mkdir(parents=True)
    (tmp_path / "shm" / f"{prefix_of(tmp_path / 'another')}killed" / FILE_NAME).write_text("another's")
    for name, text in (("killed", TEXT), ("empty", ""), ("open", "still being written")):
        folder = tmp_path / "shm" / f"{mine}{name}"
        folder.mkdir(parents=True)
        (folder / FILE_NAME).write_text(text, "utf-8")
    held = system.take_lock(tmp_path / "shm" / f"{mine}open" / LOCK)
    done = cfj(tmp_path / "j", "log", answers=["s"])
    os.close(held)
    assert "You left something on " in done.err
    assert only(tmp_path / "j").note == TEXT
    assert sorted(path.name for path in tmp_path.glob("shm/*")) == [
        *sorted([f"{mine}empty", f"{mine}open", f"{prefix_of(tmp_path / 'another')}killed"]),
    ]


def test_an_editor_leaves_no_folder_behind(tmp_path: Path) -> None:
    env = editor(tmp_path / "bin", 'printf x > "$1"; dirname "$1" > "$0.folder"')
    saved(cfj(tmp_path / "j", "log", "-e", env=env))
    folder = Path((tmp_path / "bin" / "editor.sh.folder").read_text("utf-8").strip())
    assert folder.name.startswith(prefix_of(tmp_path / "j"))
    assert not folder.exists()


def test_ctrl_c_is_the_editors_own(tmp_path: Path) -> None:
    env = editor(
        tmp_path / "bin", 'trap "printf interrupted > $1" INT; kill -INT $PPID; kill -INT $$; sleep 0.1'
    )
    saved(cfj(tmp_path / "j", "log", "-e", env=env))
    assert only(tmp_path / "j").note == "interrupted"


def test_an_editor_note_survives_a_misspelt_word(tmp_path: Path) -> None:
    env = editor(tmp_path / "bin", f'printf "{TEXT}" > "$1"')
    done = cfj(tmp_path / "j", "log", "dred", "-e", env=env)
    assert done.code == 2
    assert [draft.note for draft in kept(tmp_path / "j")] == [TEXT]


@pytest.mark.parametrize(
    ("editor_said", "message"),
    [
        ("/no/such/editor", "could not be started"),
        ("'unclosed", "cannot be read as a command"),
        (" ", "no editor"),
    ],
)
def test_an_editor_that_is_none_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor_said: str, message: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    done = cfj(tmp_path, "log", "-e", "-m", TEXT, env={"EDITOR": editor_said.strip()})
    assert done.code in (1, 2)
    assert message in done.err
    assert [draft.note for draft in kept(tmp_path)] == [TEXT]


@pytest.mark.parametrize(
    ("command", "begins"),
    [("vim", ["vim", "-n", "-i", "NONE", "-c"]), ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "-n"]), ("nano -w", ["nano", "-w"])],
)  # fmt: skip
def test_vim_keeps_no_copies_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, begins: list[str]
) -> None:
    ran: list[list[str]] = []

    class Editor:
        def __init__(self, words: list[str]) -> None:
            ran.append(words)

        def wait(self) -> int:
            return 0

    monkeypatch.setattr("subprocess.Popen", Editor)
    tmp_path.joinpath("config.toml").write_text(f'editor = "{command}"', "utf-8")
    cfj(tmp_path, "log", "-e", "-m", "x", env={"EDITOR": "other", "VISUAL": "other"})
    (words,) = ran
    assert words[: len(begins)] == begins
    assert ("noundofile" in " ".join(words)) == ("vim" in command)


# --- hopeless -------------------------------------------------------------------------------------------------


def test_naming_hopeless_shows_at_once_where_to_find_a_person(tmp_path: Path) -> None:
    tmp_path.joinpath("config.toml").write_text(
        '[people]\ntrusted = "Ada, 01632 960001"\ncountry = "GB"', "utf-8"
    )
    done = saved(cfj(tmp_path, "log", "hopeless"))
    lines = done.err.splitlines()
    assert lines[2] == "  - Ada, 01632 960001", "the person they trust comes first"
    assert "116 123" in done.err
    assert "findahelpline.com" in done.err
    assert "999" in done.err
    assert len(lines) < 12


@pytest.mark.parametrize("args", [["hopeless:0"], ["tired", "dread:4"]], ids=" ".join)
def test_anything_else_does_not(tmp_path: Path, args: list[str]) -> None:
    assert saved(cfj(tmp_path, "log", *args)).err == ""


def test_it_is_shown_also_when_the_journal_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal import disk

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "put", refuse)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    done = cfj(tmp_path, "log", "hopeless", "-m", TEXT)
    assert done.code == 5
    assert "findahelpline.com" in done.err
    assert TEXT in done.err, "no folder took it, so the screen is the last place that has it"


def test_files_of_entries_are_private(tmp_path: Path) -> None:
    saved(cfj(tmp_path, "log", "tired"))
    (path,) = tmp_path.glob("entries/*/*/*.toml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("typed", [("tired,dread:3",), ("tired,", "dread:3"), ("tired", ",dread:3,")])
def test_words_with_commas_between_are_words(tmp_path: Path, typed: tuple[str, ...]) -> None:
    assert cfj(tmp_path, "log", *typed).code == 0
    assert only(tmp_path).signs == {"exhaustion": 2, "dread": 3}

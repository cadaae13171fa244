"""`cfj edit`: at once or in the editor; whatever goes wrong, the entry is as it was and what was typed is kept."""

from __future__ import annotations

import datetime as dt
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cfjournal import codec, drafts, trash
from cfjournal.commands import editor, left
from cfjournal.store import Journal
from tests.edges import CTRL_C, CTRL_D, NOW, Done, cfj
from tests.entries import plain
from tests.test_log import editor as editor_that

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

SECRET = "something nobody else should read"
ENTRY = plain(id="3f2a9c01-0000", note=SECRET, logged_at=NOW - dt.timedelta(hours=3))
EARLIER = plain("2026-11-18", id="4b000000-0000", note="earlier")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal of two entries."""
    Journal.open(tmp_path / "j").write_all([ENTRY, EARLIER])
    return tmp_path / "j"


def now_in(home: Path, of: Entry = ENTRY) -> Entry:
    return Journal.open(home).find(of.id)


def kept(home: Path) -> list[str]:
    return [path.read_text("utf-8") for path in drafts.pending(home)]


def edited(home: Path, script: str, *answers: str, which: str = "last") -> Done:
    """What `cfj edit` says in a terminal whose editor runs `script`, and a person who answers so."""
    env = editor_that(home.parent / "bin", script)
    return cfj(home, "edit", which, env=env, answers=answers, width=500)


def in_turn(*scripts: str) -> str:
    """A script for an editor that does something else each time."""
    cases = " ".join(f"{number}) {script};;" for number, script in enumerate(scripts, 1))
    return f'n=$(($(cat "$0.n" 2>/dev/null || echo 0) + 1)); echo $n > "$0.n"; case $n in {cases} esac'


def replacing(old: str, new: str) -> str:
    return f'sed -i "s/{old}/{new}/" "$1"'


# --- at once -----------------------------------------------------------------------------------------------


def test_what_is_named_is_changed_and_the_rest_stays(home: Path) -> None:
    args = ("--sign", "dread:1", "--sign", "tired", "--without", "flat", "--strain", "no-break:3")
    done = cfj(home, "edit", "last", *args, "--support", "debrief", "--kind", "rest", "--date", "-2d")
    said = "Changed 3f2a9c01: date to Wednesday 18 November, kind, signs, strains, supports\n"
    assert (done.code, done.out) == (0, said)
    assert done.err == ""
    assert now_in(home) == ENTRY._replace(
        date=dt.date(2026, 11, 18),
        kind="rest",
        signs={"dread": 1, "exhaustion": 2},
        strains={"understaffed": 2, "incident": 2, "no-break": 3},
        supports={"supervision": 2, "debrief": 2},
        changed_at=NOW,
    )
    assert now_in(home, EARLIER) == EARLIER


@pytest.mark.parametrize(
    ("args", "stdin", "note", "bring"),
    [
        (("-m", "new"), b"", "new", ENTRY.bring),
        (("--note", "-"), b"from\r\nstdin\n", "from\r\nstdin\n", ENTRY.bring),
        (("--note", ""), b"", "", ENTRY.bring),
        (("--bring", "who?"), b"", SECRET, "who?"),
        (("--bring", ""), b"", SECRET, ""),
    ],
)
def test_texts_are_replaced_or_taken_out(
    home: Path, args: tuple[str, ...], stdin: bytes, note: str, bring: str
) -> None:
    assert cfj(home, "edit", "last", *args, stdin=stdin).code == 0
    assert (now_in(home).note, now_in(home).bring) == (note, bring)


@pytest.mark.parametrize("which", ["3f2a", "3f2a9c01-0000", "last", "today", "2026-11-20", "friday"])
def test_an_entry_is_meant_by_its_id_as_the_last_or_by_its_day(home: Path, which: str) -> None:
    now = NOW + dt.timedelta(days=2) if which == "friday" else NOW
    assert cfj(home, "edit", which, "--kind", "sick", now=now).code == 0
    assert now_in(home).kind == "sick"


def test_of_a_day_with_several_entries_they_are_named(home: Path) -> None:
    Journal.open(home).write(plain(id="5c000000-0000", kind="rest"))
    done = cfj(home, "edit", "today", "--kind", "sick")
    assert done.code == 2
    assert "there are 2 entries for Friday 20 November" in done.err
    assert "say which: 3f2a9c01 (shift, 18:14), 5c000000 (rest, 21:14)" in done.err


def test_a_word_that_the_vocabulary_has_no_more_can_be_changed_and_taken_out(home: Path) -> None:
    own = plain(id="6d000000-0000", signs={"my-own": 2}, strains={"old-one": 1})
    Journal.open(home).write(own)
    assert cfj(home, "edit", "6d00", "--sign", "my-own:4", "--without", "old-one").code == 0
    assert (now_in(home, own).signs, now_in(home, own).strains) == ({"my-own": 4}, {})


def test_what_the_entry_says_already_changes_nothing(home: Path) -> None:
    done = cfj(home, "edit", "last", "--sign", "dread:3")
    assert (done.code, done.out) == (0, "")
    assert "Nothing was changed" in done.err
    assert (now_in(home), trash.read(home)) == (ENTRY, trash.Contents())


def test_keys_of_a_later_version_are_kept(home: Path) -> None:
    other = plain(id="7e000000-0000", extra={"weather": "rain"})
    Journal.open(home).write(other)
    assert cfj(home, "edit", "7e00", "--kind", "rest").code == 0
    assert now_in(home, other).extra == {"weather": "rain"}


def test_naming_hopeless_is_answered_at_once(home: Path) -> None:
    said = cfj(home, "edit", "last", "--sign", "hopeless").err
    assert said
    assert cfj(home, "edit", "last", "--kind", "rest").err == ""


@pytest.mark.parametrize(
    ("args", "says", "hints"),
    [
        (("--sign", "dred"), "'dred' is not a word that cfj knows", "did you mean dread"),
        (("--sign", "no-break"), "no-break is a strain, not a sign", "--strain no-break"),
        (("--without", "tired"), "the entry 3f2a9c01 does not name exhaustion", "it names dread"),
        (("--sign", "dread:9"), "the level of dread is 9", "0 not at all"),
        (("--date", "2026-11-21"), "2026-11-21 is still to come", "today is Friday"),
        (("--kind", "holiday"), "'holiday' is not a kind of day", "shift, rest"),
    ],
)
def test_what_cannot_be_changes_nothing_and_keeps_a_note(
    home: Path, args: tuple[str, ...], says: str, hints: str
) -> None:
    done = cfj(home, "edit", "last", *args, "--note", "-", stdin=b"typed just now")
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert hints in done.err
    assert now_in(home) == ENTRY
    assert [found.draft.note for found in left.left_behind(home, NOW)] == ["typed just now"]
    assert str(drafts.pending(home)[0]) in done.err


# --- in the editor -----------------------------------------------------------------------------------------


def test_an_entry_is_changed_in_the_editor(home: Path) -> None:
    done = edited(home, replacing("dread 3", "dread 1, can't sleep"))
    assert (done.code, done.out) == (0, "Changed 3f2a9c01: signs\n")
    assert "`cfj undo` takes it back" in done.err
    assert now_in(home).signs == {"dread": 1, "poor-sleep": 2, "flatness": 2}
    assert now_in(home).note == SECRET
    assert (kept(home), editor.left_by_editors(home)) == ([], [])


def test_closing_the_editor_as_it_was_changes_nothing(home: Path) -> None:
    done = edited(home, ":")
    assert (done.code, done.out) == (0, "")
    assert "Nothing was changed" in done.err
    assert (now_in(home), kept(home)) == (ENTRY, [])


def test_an_empty_text_changes_nothing(home: Path) -> None:
    done = edited(home, 'printf "\\n" > "$1"')
    assert (done.code, done.out) == (1, "")
    assert "came back empty, so nothing was changed" in done.err
    assert now_in(home) == ENTRY


def test_a_broken_edit_can_be_mended_in_the_editor_which_says_what_is_wrong(home: Path) -> None:
    script = in_turn(
        f"{replacing('dread 3', 'dred 4')}; {replacing(SECRET, 'typed just now')}",
        f'cp "$1" "$0.seen"; {replacing("dred", "dread")}',
    )
    done = edited(home, script, "")
    assert done.code == 0
    assert "Signs: 'dred' is not a word that cfj knows" in done.err
    seen = (home.parent / "bin" / "editor.sh.seen").read_text("utf-8")
    assert seen.startswith("#! signs: 'dred' is not a word")
    assert "typed just now" in seen
    assert (now_in(home).signs["dread"], now_in(home).note) == (4, "typed just now")
    assert kept(home) == []


@pytest.mark.parametrize(("answer", "code"), [("l", 5), (CTRL_C, 130), (CTRL_D, 130)])
def test_a_broken_edit_can_be_left_and_taken_up_again(home: Path, answer: str, code: int) -> None:
    done = edited(home, replacing("dread 3", "dred 4"), answer)
    assert (done.code, "Changed" in done.out) == (code, False)
    (draft,) = drafts.pending(home)
    assert str(draft) in done.err
    assert now_in(home) == ENTRY
    assert SECRET not in done.err
    again = edited(home, replacing("dred", "dread"), "")
    assert "You left an edit of this entry" in again.err
    assert again.code == 0
    assert now_in(home).signs["dread"] == 4
    assert kept(home) == []


@pytest.mark.parametrize(("answer", "waits"), [("d", 0), ("l", 1)])
def test_an_edit_that_was_left_can_be_thrown_away_or_left(home: Path, answer: str, waits: int) -> None:
    edited(home, replacing("dread 3", "dred 4"), "l")
    assert edited(home, replacing("dread 3", "dread 1"), answer).code == 0
    assert now_in(home).signs["dread"] == 1
    assert len(kept(home)) == waits


def test_an_edit_that_was_left_is_no_new_entry_and_a_check_in_says_where_it_waits(home: Path) -> None:
    edited(home, replacing("dread 3", "dred 4"), "l")
    done = cfj(home, "log", answers=["", "tired", "", "", ""])
    assert (done.code, len(Journal.open(home).read().entries)) == (0, 3)
    assert "An edit of 3f2a9c01 is waiting; `cfj edit 3f2a9c01` goes on with it." in done.err
    assert "A draft is waiting" not in done.err
    assert len(kept(home)) == 1


def test_what_a_failing_editor_leaves_is_kept(home: Path) -> None:
    done = edited(home, f"{replacing('dread 3', 'dread 1')}; exit 3")
    assert (done.code, done.out) == (5, "")
    assert "the editor ended with an error, so nothing was changed; what you wrote is in " in done.err
    assert now_in(home) == ENTRY
    assert "dread 1" in kept(home)[0]


def test_no_terminal_and_nothing_named_is_explained(home: Path) -> None:
    done = cfj(home, "edit")
    assert done.code == 2
    assert "nothing was said to be changed" in done.err


def test_an_edit_over_which_cfj_was_killed_is_offered_again(home: Path) -> None:
    script = f'{replacing("dread 3", "dread 1")}; touch "$0.open"; sleep 60'
    env = editor_that(home.parent / "bin", script)
    code = f"""
from pathlib import Path
from tests.edges import cfj
from cfjournal import system
import tempfile
tempfile.tempdir = {str(home.parent)!r}
system._places_in_memory = lambda: ({str(home.parent)!r},)
cfj(Path({str(home)!r}), "edit", "last", env={env!r}, answers=[])
"""
    process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    while not (home.parent / "bin" / "editor.sh.open").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(home.parent))
        done = edited(home, ":", "")
    assert "You left an edit of this entry" in done.err
    assert (done.code, now_in(home).signs["dread"]) == (0, 1)


# --- two at once -------------------------------------------------------------------------------------------


def meanwhile(home: Path, *args: str) -> str:
    return f'{sys.executable} -m cfjournal --journal "{home}" {" ".join(args)} > /dev/null'


def test_what_another_changed_meanwhile_is_shown_beside_what_was_typed(home: Path) -> None:
    script = in_turn(
        f"{replacing(SECRET, 'mine')}; {meanwhile(home, 'edit last --kind rest --note theirs')}",
        'cp "$1" "$0.seen"',
    )
    done = edited(home, script, "")
    assert "The entry was changed elsewhere while you were writing." in done.err
    seen = (home.parent / "bin" / "editor.sh.seen").read_text("utf-8")
    assert seen.startswith(
        "#! The note was changed elsewhere too. Yours stands below; there it is:\n#!   theirs\n"
    )
    assert (done.code, now_in(home).kind, now_in(home).note) == (0, "rest", "mine")
    assert {one.entry.note for one in trash.read(home).kept} == {SECRET, "theirs"}


def test_what_was_typed_over_a_changed_entry_can_be_left(home: Path) -> None:
    script = f"{replacing(SECRET, 'mine')}; {meanwhile(home, 'edit last --note theirs')}"
    done = edited(home, script, "l")
    assert (done.code, now_in(home).note) == (5, "theirs")
    assert "mine" in kept(home)[0]


def test_what_was_typed_over_a_deleted_entry_is_kept(home: Path) -> None:
    script = f"{replacing(SECRET, 'mine')}; {meanwhile(home, 'delete last --yes')}"
    done = edited(home, script)
    assert done.code == 5
    assert "was taken out of the journal since it was opened; what you wrote is in" in done.err
    (draft,) = drafts.pending(home)
    assert codec.load(draft.read_text("utf-8")).note == "mine"
    assert cfj(home, "undo", "--yes").code == 0
    assert now_in(home) == ENTRY
    again = edited(home, ":", "")
    assert (again.code, now_in(home).note, kept(home)) == (0, "mine", [])


def test_where_no_folder_takes_a_draft_the_editors_own_copy_stays_and_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "save_draft", full)
    done = edited(home, replacing("dread 3", "dread 1"))
    (copy,) = editor.left_by_editors(home)
    assert done.code == 5
    assert str(copy) in done.err
    assert "dread 1" in copy.read_text("utf-8")
    assert now_in(home) == ENTRY

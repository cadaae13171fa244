"""Drafts: what was said and is no entry yet, there and back, and what was left behind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.commands import draft as drafting
from cfjournal.commands.draft import Draft
from cfjournal.commands.keeping import Keeper, something_left
from cfjournal.commands.left import left_behind
from cfjournal.drafts import save_draft
from cfjournal.store import Journal
from tests.edges import CTRL_C, NOW, cfj
from tests.entries import plain

if TYPE_CHECKING:
    from pathlib import Path

DAY = NOW.date()
TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["'''", '"""', "\r\n", "a\rb", "\\"]
)


@given(st.lists(TEXT), TEXT, TEXT, st.integers(0, 5))
def test_a_draft_comes_back_as_it_was(tags: list[str], note: str, bring: str, answered: int) -> None:
    draft = Draft(DAY, NOW, tuple(tags), "rest", note, bring, answered, command="cfj log")
    assert drafting.load(drafting.dump(draft)) == draft


@pytest.mark.parametrize(
    "text",
    [
        "a note that an editor left",
        "",
        "day = 2026-11-20",
        "day = 2026-11-20\nbegun = 2026-11-20",
        "day = 2026-11-20T10:00:00\nbegun = 2026-11-20T10:00:00Z",
        "day = 2026-11-20\nbegun = 2026-11-20T10:00:00",
        "day = 2026-11-20\nbegun = 2026-11-20T10:00:00Z\nnote = 3",
        "day = 2026-11-20\nbegun = 2026-11-20T10:00:00Z\ntags = [3]",
        "day = 2026-11-20\nbegun = 2026-11-20T10:00:00Z\nanswered = true",
        "day = 2026-11-20\nbegun = 2026-11-20T10:00:00Z\ncommand = 1",
        "day = 2026-11-20\nbegun = 2026-11-20T10:00:00Z\nother = 1",
    ],
)
def test_any_other_text_is_no_draft(text: str) -> None:
    assert drafting.load(text) is None


def test_what_is_worth_keeping() -> None:
    nothing = Draft(DAY, NOW)
    assert not nothing.says_something
    assert nothing._replace(kind="rest").says_something
    assert nothing._replace(tags=("x",)).says_something
    assert not nothing._replace(tags=("x",), kind="rest").has_text
    assert nothing._replace(note="x").has_text
    assert nothing._replace(bring="x").has_text


def test_a_keeper_keeps_one_file_and_drops_it(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, NOW)
    assert not something_left(tmp_path)
    keeper.keep(Draft(DAY, NOW, ("tired",)))
    keeper.keep(Draft(DAY, NOW, ("tired",), note="more"))
    assert something_left(tmp_path)
    (left,) = left_behind(tmp_path, NOW)
    assert (left.path, left.draft.note) == (keeper.path, "more")
    keeper.drop()
    keeper.drop()
    assert left_behind(tmp_path, NOW) == []


def test_two_keepers_never_share_a_file(tmp_path: Path) -> None:
    for word in ("one", "two"):
        Keeper(tmp_path, NOW).keep(Draft(DAY, NOW, note=word))
    assert {left.draft.note for left in left_behind(tmp_path, NOW)} == {"one", "two"}


def test_text_is_kept_once_and_said_where(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, NOW)
    assert keeper.keep_text(Draft(DAY, NOW, ("tired",))) == ""
    assert keeper.path is None
    sentence = keeper.keep_text(Draft(DAY, NOW, note="x"))
    assert str(keeper.path) in sentence
    assert keeper.keep_text(Draft(DAY, NOW, note="x")) == sentence
    assert len(left_behind(tmp_path, NOW)) == 1


def test_text_that_no_folder_takes_is_said_to_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal import drafts

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "save_draft", refuse)
    sentence = Keeper(tmp_path, NOW).keep_text(Draft(DAY, NOW, note="x"))
    assert sentence == (
        "what you wrote could not be kept anywhere (no space left on device); copy it from the screen"
    )


def test_what_the_journal_kept_of_an_entry_can_be_gone_on_with(tmp_path: Path) -> None:
    entry = plain(kind="shift")
    save_draft(tmp_path, entry, "x")
    (left,) = left_behind(tmp_path, NOW)
    assert left.draft.day == entry.date
    assert set(left.draft.tags) == {"dread:3", "flatness:2", "understaffed:2", "incident:2", "supervision:2"}
    assert (left.draft.note, left.draft.bring) == (entry.note, entry.bring)


def test_bytes_that_are_no_text_are_kept_to_the_last_one(tmp_path: Path) -> None:
    raw = b"caf\xe9 \xff\x00\n"
    path = save_draft(tmp_path, raw.decode("utf-8", "surrogateescape"), "x")
    assert path.read_bytes() == raw
    (left,) = left_behind(tmp_path, NOW)
    assert left.draft.note.encode("utf-8", "surrogateescape") == raw
    assert isinstance(left.draft.day, dt.date)


def test_a_draft_with_broken_text_survives_its_file(tmp_path: Path) -> None:
    note = b"caf\xe9".decode("utf-8", "surrogateescape")
    Keeper(tmp_path, NOW).keep(Draft(DAY, NOW, note=note))
    assert [left.draft.note for left in left_behind(tmp_path, NOW)] == [note]


# --- what was typed before ---------------------------------------------------------------------------------------


def refused(home: Path, *args: str, minutes: int = 0) -> list[Draft]:
    assert cfj(home, *args, now=NOW + dt.timedelta(minutes=minutes)).code == 2
    return [left.draft for left in left_behind(home, NOW)]


def test_a_note_that_is_refused_again_is_one_draft_with_the_latest_words(tmp_path: Path) -> None:
    refused(tmp_path, "log", "tird", "-m", "a long evening")
    (draft,) = refused(tmp_path, "log", "tierd", "-m", "a long evening", minutes=3)
    assert (draft.tags, draft.note, draft.command) == (("tierd",), "a long evening", "cfj log")
    assert len(refused(tmp_path, "log", "tierd", "-m", "another", minutes=4)) == 2
    assert len(refused(tmp_path, "log", "tierd", "-m", "another", minutes=60 * 25)) == 3, (
        "a day later it is not the same"
    )


def test_a_note_that_is_saved_at_last_is_no_draft_any_more(tmp_path: Path) -> None:
    refused(tmp_path, "log", "tird", "-m", "a long evening")
    refused(tmp_path, "log", "tird", "-m", "another")
    assert cfj(tmp_path, "log", "tired", "-m", "a long evening").code == 0
    assert [left.draft.note for left in left_behind(tmp_path, NOW)] == ["another"]
    assert "A draft is waiting" in cfj(tmp_path, "log", "flat", answers=[]).err
    done = cfj(tmp_path, "log", "tired", "-m", "another", answers=[])
    assert left_behind(tmp_path, NOW) == []
    assert "A draft is waiting" not in done.err


def test_an_edit_that_is_refused_is_a_draft_until_it_is_made(tmp_path: Path) -> None:
    cfj(tmp_path, "log", "tired")
    (draft,) = refused(tmp_path, "edit", "last", "-m", "a long evening", "--kind", "night")
    assert draft.command == "cfj edit"
    assert cfj(tmp_path, "edit", "last", "-m", "a long evening", "--kind", "rest").code == 0
    assert left_behind(tmp_path, NOW) == []


def test_what_was_said_bit_by_bit_goes_only_when_every_word_of_it_is_saved(tmp_path: Path) -> None:
    same = Draft(DAY, NOW, ("dread:3",), note="x")
    for number, draft in enumerate(
        (
            same,
            same._replace(tags=("dread:3", "flatness")),
            same._replace(day=DAY - dt.timedelta(days=1)),
            same._replace(bring="more"),
            same._replace(kind="rest"),
            same._replace(never_export=True),
            same._replace(note=""),
        )
    ):
        Keeper(tmp_path, NOW + dt.timedelta(seconds=number)).keep(draft)
    assert cfj(tmp_path, "log", "dread:3", "-m", "x").code == 0
    left = [each.draft for each in left_behind(tmp_path, NOW)]
    assert same not in left
    assert len(left) == 6


def test_a_day_later_a_command_that_was_refused_is_a_text_of_its_own(tmp_path: Path) -> None:
    refused(tmp_path, "log", "tird", "-m", "x")
    cfj(tmp_path, "log", "dread", "-m", "x", now=NOW + dt.timedelta(days=3))
    assert [left.draft.note for left in left_behind(tmp_path, NOW)] == ["x"]


def test_an_entry_that_no_folder_took_goes_when_it_is_saved_after_all(tmp_path: Path) -> None:
    entry = plain(str(DAY), note="x", bring="", signs={"dread": 3}, strains={}, supports={})
    Journal.open(tmp_path, create=True).save_draft(entry)
    assert len(left_behind(tmp_path, NOW)) == 1
    cfj(tmp_path, "log", "dread:3", "-m", "x")
    assert left_behind(tmp_path, NOW) == []


def test_more_than_can_be_looked_over_are_offered_the_latest_first(tmp_path: Path) -> None:
    for number in range(7):
        refused(tmp_path, "log", "tird", "-m", f"text {number}", minutes=number)
    done = cfj(tmp_path, "log", answers=[CTRL_C])
    assert done.err.startswith(
        "You left 7 things; the latest 5:\n1 Friday 20 November at 21:20, in `cfj log`:\n"
    )
    assert "text 2" in done.err
    assert "text 1" not in done.err
    assert len(left_behind(tmp_path, NOW)) == 7
    cfj(tmp_path, "log", answers=["s2", "tired"])
    assert [entry.note for entry in Journal.open(tmp_path).read().entries] == ["text 5"]


def test_what_is_shown_of_a_text_cannot_move_the_cursor_and_fits_the_line(tmp_path: Path) -> None:
    Keeper(tmp_path, NOW).keep(Draft(DAY, NOW, note="a\x1b[2Jb\n" + "long " * 40))
    done = cfj(tmp_path, "log", answers=[CTRL_C], width=40)
    assert "\x1b" not in done.err
    assert max(map(len, done.err.splitlines())) <= 40
    assert 0 < done.err.count("long") <= 8, "the first words, and one line of them"


def test_a_folder_of_drafts_that_cannot_be_read_is_no_reason_to_say_that_something_is_not_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal.commands import left as leaving

    refused(tmp_path, "log", "tird", "-m", "x")
    calls = []

    def refuse(*_: object) -> None:
        calls.append(_)
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(leaving, "left_behind", refuse)
    done = cfj(tmp_path, "log", "tired", "-m", "x")
    assert (done.code, done.err, len(calls)) == (0, "", 1)
    assert "is kept in" in cfj(tmp_path, "log", "tird", "-m", "y").err
    assert len(calls) == 2

"""`cfj supervision record`: what was agreed is kept in the entry of its day, and nothing that was typed is lost."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest

from cfjournal.agreements import Agreement
from cfjournal.commands.left import left_behind
from cfjournal.drafts import pending, read_draft
from cfjournal.store import Journal
from tests.edges import CTRL_C, CTRL_D, NOW, cfj
from tests.entries import plain
from tests.faults import let_no_entry_be_written

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.entry import Entry

WORDS = "a fixed half hour after visits"
FRIDAY = dt.date(2026, 11, 20)


def entries(home: Path) -> tuple[Entry, ...]:
    return Journal.open(home).read().entries


def agreed(home: Path) -> list[tuple[str, str, dt.date | None]]:
    return [(one.what, one.who, one.by) for entry in entries(home) for one in entry.agreed]


def kept(home: Path) -> str:
    """All that is kept outside the journal, as text."""
    return "\n".join(path.read_text("utf-8") for path in pending(home))


# --- at once -------------------------------------------------------------------------------------------------


def test_an_agreement_is_kept_with_who_and_by_when_and_names_supervision(tmp_path: Path) -> None:
    done = cfj(tmp_path, "supervision", "record", WORDS, "--who", "organisation", "--by", "2026-12-01")
    (entry,) = entries(tmp_path)
    assert (done.code, done.out) == (0, f"Saved 1 agreement in {entry.short_id}\n")
    assert done.err == "To be done by Tuesday 1 December.\n"
    assert agreed(tmp_path) == [(WORDS, "organisation", dt.date(2026, 12, 1))]
    assert (entry.date, entry.supports, entry.only_agreed) == (FRIDAY, {"supervision": 2}, True)


def test_it_is_added_to_the_latest_entry_of_that_day_and_can_be_undone(tmp_path: Path) -> None:
    for words, minutes in (("tired", 0), ("flat", 5)):
        cfj(tmp_path, "log", words, "--date", "yesterday", now=NOW + dt.timedelta(minutes=minutes))
    before = entries(tmp_path)
    done = cfj(tmp_path, "supervision", "record", WORDS, "--who", "me", "--date", "yesterday")
    assert "for Thursday 19 November" in done.out
    first, second = entries(tmp_path)
    assert first == before[0]
    assert second.signs == {"flatness": 2}
    assert second.supports == {"supervision": 2}
    assert second.changed_at is not None
    cfj(tmp_path, "supervision", "record", "another", "--who", "super", "--by", "+2w", "--date", "yesterday")
    assert agreed(tmp_path) == [(WORDS, "me", None), ("another", "supervisor", dt.date(2026, 12, 4))]
    assert cfj(tmp_path, "undo", "--yes").code == cfj(tmp_path, "undo", "--yes").code == 0
    assert entries(tmp_path) == before


def test_what_was_agreed_elsewhere_names_no_supervision(tmp_path: Path) -> None:
    cfj(tmp_path, "supervision", "record", WORDS, "--who", "organisation", "--no-supervision")
    assert entries(tmp_path)[0].supports == {}


def test_supervision_about_administration_alone_does_not_become_another_kind(tmp_path: Path) -> None:
    cfj(tmp_path, "log", "admin-only-supervision", "rest:3")
    cfj(tmp_path, "supervision", "record", WORDS, "--who", "me")
    assert entries(tmp_path)[0].supports == {"rest": 3}
    assert agreed(tmp_path) == [(WORDS, "me", None)]


def test_the_words_may_come_from_stdin(tmp_path: Path) -> None:
    cfj(tmp_path, "supervision", "record", "-", "--who", "me", stdin=f"{WORDS}\n".encode())
    assert agreed(tmp_path) == [(WORDS, "me", None)]


def test_an_entry_of_a_diary_that_counts_for_nothing_is_left_as_it_is(tmp_path: Path) -> None:
    imported = plain(str(FRIDAY), extra={"imported": {"from": "a diary", "counts": False}})
    Journal.open(tmp_path, create=True).write(imported)
    cfj(tmp_path, "supervision", "record", WORDS, "--who", "me")
    assert imported in entries(tmp_path)
    assert len(entries(tmp_path)) == 2


@pytest.mark.parametrize(
    ("args", "says", "hint"),
    [
        ((WORDS,), "it is not said who is to do it", "--who me"),
        ((), "there is nothing to record", "reads it from stdin"),
        ((WORDS, "--who", "boss"), "'boss' is nobody who could do it", "organisation"),
        ((WORDS, "--who", "me", "--by", "soon"), "'soon' is not a day cfj can read", "in 2 weeks"),
        ((WORDS, "--who", "me", "--by", "2026-02-30"), "is not a day in the calendar", "check the month"),
        ((WORDS, "--who", "me", "--date", "2026-11-21"), "is still to come", "a day that has begun"),
        (("a\0b", "--who", "me"), "the text of an agreement holds a NUL", "remove it"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_the_words_are_kept(
    tmp_path: Path, args: tuple[str, ...], says: str, hint: str
) -> None:
    done = cfj(tmp_path, "supervision", "record", *args)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert hint in done.err
    assert entries(tmp_path) == ()
    if WORDS in args:
        assert WORDS in kept(tmp_path)
        assert "`cfj supervision record` in a terminal offers it again" in done.err
        assert WORDS not in done.err


def test_a_disk_that_takes_nothing_keeps_the_words_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cfj(tmp_path, "log", "tired")
    let_no_entry_be_written(monkeypatch)
    done = cfj(tmp_path, "supervision", "record", WORDS, "--who", "me")
    assert done.code == 5
    (path,) = pending(tmp_path)
    assert str(path) in done.err
    held = read_draft(path)
    assert not isinstance(held, str)
    assert [one.what for one in held.agreed] == [WORDS]
    monkeypatch.undo()
    monkeypatch.setenv("VISUAL", "true")
    cfj(tmp_path, "edit", "last", answers=[""], env={"VISUAL": "true", "PATH": os.environ["PATH"]})
    assert agreed(tmp_path) == [(WORDS, "me", None)], "an edit that was left is taken up with its agreement"


# --- asked ---------------------------------------------------------------------------------------------------


def test_in_a_terminal_it_asks_little_and_goes_on_until_an_empty_line(tmp_path: Path) -> None:
    answers = [WORDS, "3", "in 2 weeks", "ring the union", "me", "", ""]
    done = cfj(tmp_path, "supervision", "record", answers=answers)
    assert done.code == 0
    assert agreed(tmp_path) == [
        (WORDS, "organisation", dt.date(2026, 12, 4)),
        ("ring the union", "me", None),
    ]
    assert "What was agreed on Friday 20 November? One line; Enter ends." in done.err
    assert "Friday 4 December." in done.err
    assert "Saved 2 agreements in " in done.out
    assert pending(tmp_path) == []


def test_what_is_not_clear_is_asked_again(tmp_path: Path) -> None:
    answers = [WORDS, "4", "", "my supervisor", "soon", "monday", ""]
    done = cfj(tmp_path, "supervision", "record", answers=answers)
    assert agreed(tmp_path) == [(WORDS, "supervisor", dt.date(2026, 11, 23))]
    means = "1 me, 2 my supervisor, 3 the organisation"
    again = " ".join(done.err.split())
    assert f"That is none of them: {means}; q stops and keeps what is there." in again
    assert f"It takes one of them: {means}; q stops and keeps what is there." in again
    assert "end of month. Enter: no date; q stops." in again
    assert "By Monday 23 November." in again
    assert "'soon' is not a day cfj can read; write 2026-12-01" in again


def test_words_on_the_command_line_need_no_asking_but_for_who(tmp_path: Path) -> None:
    cfj(tmp_path, "supervision", "record", WORDS, answers=["1", "", ""])
    assert agreed(tmp_path) == [(WORDS, "me", None)]


@pytest.mark.parametrize("args", [("--who", "me"), ("--by", "+2w"), (WORDS, "--by", "+2w")])
def test_half_of_it_on_the_command_line_is_not_asked_for_again(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert cfj(tmp_path, "supervision", "record", *args, answers=[]).code == 2


@pytest.mark.parametrize("answers", [[""], ["nothing"], [CTRL_C], [CTRL_D]])
def test_where_nothing_is_said_nothing_is_written(tmp_path: Path, answers: list[str]) -> None:
    done = cfj(tmp_path, "supervision", "record", answers=answers)
    assert done.code == 130
    assert "Nothing was written." in done.err
    assert entries(tmp_path) == ()
    assert pending(tmp_path) == []


@pytest.mark.parametrize(
    ("answers", "so_far"),
    [
        ([f"{WORDS}{CTRL_C}", "l"], "words of an agreement"),
        ([WORDS, CTRL_C, "l"], "words of an agreement"),
        ([WORDS, "3", CTRL_C, CTRL_C], "words of an agreement"),
        ([WORDS, "3", "", CTRL_C, "l"], "an agreement"),
        ([WORDS, CTRL_D, CTRL_D], "words of an agreement"),
    ],
)
def test_what_is_left_halfway_is_offered_again(tmp_path: Path, answers: list[str], so_far: str) -> None:
    done = cfj(tmp_path, "supervision", "record", answers=answers)
    assert done.code == 130
    assert f"So far: {so_far}." in done.err
    assert "the next `cfj supervision record` offers it" in done.err
    assert entries(tmp_path) == ()
    waiting = cfj(tmp_path, "log", answers=[CTRL_C])
    assert "`cfj supervision record` takes it up" in waiting.err
    more = [] if so_far == "an agreement" else ["", "3", ""]
    again = cfj(tmp_path, "supervision", "record", answers=["", *more, ""])
    assert again.err.startswith(
        "You left something on Friday 20 November at 21:14, in `cfj supervision record`:\n"
        f"  {so_far}\n  {WORDS}\n"
    )
    assert again.code == 0
    assert agreed(tmp_path) == [(WORDS, "organisation", None)]
    assert pending(tmp_path) == []


def test_an_interrupted_one_can_be_saved_gone_on_with_or_thrown_away(tmp_path: Path) -> None:
    saved = cfj(tmp_path, "supervision", "record", answers=[WORDS, "1", "", CTRL_C, ""])
    assert (saved.code, agreed(tmp_path)) == (0, [(WORDS, "me", None)])
    gone_on = cfj(tmp_path, "supervision", "record", answers=["mor", CTRL_C, "", "more", "2", "", ""])
    assert (gone_on.code, [words for words, _, _ in agreed(tmp_path)]) == (0, [WORDS, "more"])
    went_on = cfj(
        tmp_path, "supervision", "record", answers=["one", CTRL_C, "huh", "", "one", "2", "", CTRL_C, ""]
    )
    assert (went_on.code, [words for words, _, _ in agreed(tmp_path)]) == (0, [WORDS, "more", "one"])
    thrown = cfj(tmp_path, "supervision", "record", answers=["yet more", CTRL_C, "d"])
    assert (thrown.code, len(agreed(tmp_path)), pending(tmp_path)) == (130, 3, [])


def test_what_was_left_may_be_left_again_or_thrown_away(tmp_path: Path) -> None:
    cfj(tmp_path, "supervision", "record", answers=[WORDS, CTRL_C, "l"])
    cfj(tmp_path, "supervision", "record", answers=["l", "other", "1", "", ""])
    assert (agreed(tmp_path), len(pending(tmp_path))) == ([("other", "me", None)], 1)
    cfj(tmp_path, "supervision", "record", answers=["d", ""])
    assert pending(tmp_path) == []


def test_a_new_entry_that_was_not_saved_is_offered_as_a_record(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, create=True)
    journal.save_draft(
        plain("2026-11-19", signs={}, strains={}, note="", bring="", agreed=(Agreement("a", WORDS, "me"),))
    )
    cfj(tmp_path, "supervision", "record", answers=["", ""])
    (entry,) = entries(tmp_path)
    assert (entry.date, entry.only_agreed, [one.what for one in entry.agreed]) == (
        dt.date(2026, 11, 19),
        True,
        [WORDS],
    )


def test_a_draft_that_holds_more_than_agreements_becomes_an_entry_of_its_own(tmp_path: Path) -> None:
    cfj(tmp_path, "log", "tired")
    Journal.open(tmp_path).save_draft(plain(str(FRIDAY), agreed=(Agreement("a", WORDS, "me"),)))
    cfj(tmp_path, "supervision", "record", answers=["", ""])
    assert len(entries(tmp_path)) == 2
    assert any("I held it together" in entry.note and entry.agreed for entry in entries(tmp_path))


# --- by when -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--by", "yesterday"), "it cannot be done by Thursday 19 November, that day is past"),
        (("--by", "2026-05-12"), "it cannot be done by Tuesday 12 May, that day is past"),
        (
            ("--by", "2026-11-01", "--date", "2026-11-02"),
            "it cannot be done by Sunday 1 November, it was agreed on Monday 2 November",
        ),
        (("--by", "5/12"), "'5/12' can be read as two days"),
        (("--by", "friday 5 december"), "2026-12-05 is a Saturday, not a Friday"),
    ],
)
def test_a_day_by_which_it_cannot_be_done_is_refused_and_the_words_are_kept(
    tmp_path: Path, args: tuple[str, ...], says: str
) -> None:
    done = cfj(tmp_path, "supervision", "record", WORDS, "--who", "me", *args)
    assert (done.code, done.out, entries(tmp_path)) == (2, "", ())
    assert f"cfj: error: {says}\n" in done.err
    assert "cfj: hint: write 2026-1" in done.err
    assert WORDS in kept(tmp_path)


def test_what_was_agreed_earlier_may_have_come_due_since(tmp_path: Path) -> None:
    args = (WORDS, "--who", "me", "--date", "2026-11-02", "--by", "2026-11-09")
    done = cfj(tmp_path, "supervision", "record", *args)
    assert "for Monday 2 November" in done.out
    assert "To be done by Monday 9 November." in done.err
    assert "Time to ask" in cfj(tmp_path, "supervision", "list").out
    cfj(tmp_path, "supervision", "record", "today", "--who", "me", "--by", "today")
    assert agreed(tmp_path)[1] == ("today", "me", FRIDAY)


def test_in_a_terminal_a_day_that_cannot_be_is_asked_for_again_and_one_of_two_is_chosen(
    tmp_path: Path,
) -> None:
    answers = [WORDS, "2", "yesterday", "5/12", "3", "5/12", "2", "other", "1", "5/12", "1", ""]
    done = cfj(tmp_path, "supervision", "record", answers=answers)
    assert agreed(tmp_path) == [
        (WORDS, "supervisor", dt.date(2027, 5, 12)),
        ("other", "me", dt.date(2026, 12, 5)),
    ]
    said = " ".join(done.err.split())
    assert "It cannot be done by Thursday 19 November, that day is past; write" in said
    assert "That could be 1 Saturday 5 December or 2 Wednesday 12 May 2027. Which?" in said
    assert "By Wednesday 12 May 2027." in said
    assert "By Saturday 5 December." in said


# --- drafts and ways out ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "so_far"),
    [([WORDS, "q"], ""), ([WORDS, "boss", "Q"], ""), ([WORDS, "1", "soon", "quit"], ""), ([WORDS, "1", "", "two", "q"], WORDS)],
)  # fmt: skip
def test_q_stops_anywhere_and_keeps_what_is_there(tmp_path: Path, answers: list[str], so_far: str) -> None:
    done = cfj(tmp_path, "supervision", "record", answers=answers)
    assert done.code == 130
    assert "Left for later: the next `cfj supervision record` offers it." in done.err
    assert "So far" not in done.err, "who says that they stop is not asked whether they do"
    assert entries(tmp_path) == ()
    (left,) = left_behind(tmp_path, NOW)
    assert [one.what for one in left.draft.agreed] == ([so_far] if so_far else [])
    assert left.draft.words == ("two" if so_far else WORDS)


def test_q_where_nothing_is_begun_saves_what_is_whole(tmp_path: Path) -> None:
    assert cfj(tmp_path, "supervision", "record", answers=["q"]).code == 130
    assert cfj(tmp_path, "supervision", "record", answers=[WORDS, "1", "", "q"]).code == 0
    assert agreed(tmp_path) == [(WORDS, "me", None)]
    assert pending(tmp_path) == []


def test_the_same_words_refused_again_are_one_draft_and_go_when_they_are_saved(tmp_path: Path) -> None:
    for minute, args in enumerate(((), ("--who", "boss"), ("--who", "me", "--by", "soon"))):
        now = NOW + dt.timedelta(minutes=minute)
        assert cfj(tmp_path, "supervision", "record", WORDS, *args, now=now).code == 2
        (left,) = left_behind(tmp_path, NOW)
        assert (left.draft.begun, left.draft.words) == (now, WORDS)
    cfj(tmp_path, "supervision", "record", "something else")
    assert len(pending(tmp_path)) == 2
    assert cfj(tmp_path, "supervision", "record", WORDS, "--who", "me").code == 0
    assert [left.draft.words for left in left_behind(tmp_path, NOW)] == ["something else"]


def test_several_that_wait_are_shown_and_asked_about_once(tmp_path: Path) -> None:
    for hour, words in enumerate(("the first", "the second", "the third")):
        cfj(tmp_path, "supervision", "record", words, now=NOW + dt.timedelta(hours=hour))
    now = NOW + dt.timedelta(hours=2)
    done = cfj(tmp_path, "supervision", "record", answers=["d 2", ""], now=now)
    assert done.err.startswith(
        "You left 3 things:\n"
        "1 Friday 20 November at 23:14, in `cfj supervision record`:\n  words of an agreement\n  the third\n"
    )
    question = "Enter goes on with 1, 2 with 2; l leaves all, d 2 throws 2 away:"
    assert done.out.count(question) == 1
    assert "Nothing was written." in done.err
    assert [left.draft.words for left in left_behind(tmp_path, NOW)] == ["the third", "the first"]
    left = cfj(tmp_path, "supervision", "record", answers=["x", "9", "l", ""], now=now)
    assert left.out.count(question) == 3, "what is no answer is asked again, with what the letters mean"
    cfj(tmp_path, "supervision", "record", answers=["2", "", "1", "", ""], now=now)
    assert agreed(tmp_path) == [("the first", "me", None)]
    assert [left.draft.words for left in left_behind(tmp_path, NOW)] == ["the third"]


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D])
def test_who_leaves_at_the_question_about_drafts_loses_none(tmp_path: Path, end: str) -> None:
    for words in ("the first", "the second"):
        cfj(tmp_path, "supervision", "record", words)
        assert cfj(tmp_path, "supervision", "record", answers=[end]).code == 130
    assert len(pending(tmp_path)) == 2


# --- an entry that is never exported ---------------------------------------------------------------------------


def test_what_is_added_to_an_entry_that_is_never_exported_is_said_to_stay_with_it(tmp_path: Path) -> None:
    cfj(tmp_path, "log", "tired", "--never-export")
    done = cfj(tmp_path, "supervision", "record", WORDS, "--who", "me")
    (entry,) = entries(tmp_path)
    assert done.code == 0
    assert done.err == (
        "That entry is marked never to be exported, so what was agreed stays here with it; "
        f"`cfj edit {entry.short_id} --may-export` takes the mark off the whole entry.\n"
    )
    cfj(tmp_path, "edit", "last", "--may-export")
    assert cfj(tmp_path, "supervision", "record", "more", "--who", "me").err == ""


def test_that_a_record_notes_supervision_is_said_unless_the_day_knows_it(tmp_path: Path) -> None:
    record = ("supervision", "record", "two on nights", "--who", "organisation")
    told = "Noted with it: reflective supervision. (--no-supervision leaves that out.)"
    assert told in cfj(tmp_path, *record, answers=[]).err
    assert told not in cfj(tmp_path, *record, answers=[]).err
    assert told not in cfj(tmp_path / "other", *record, "--no-supervision", answers=[]).err

"""`cfj supervision follow-up` and `list`: what came of what was agreed, each answer saved at once, no blame."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from cfjournal import codec
from cfjournal.agreements import Agreement, Answer
from cfjournal.drafts import pending, read_draft
from cfjournal.store import Journal
from tests.edges import CTRL_C, CTRL_D, cfj
from tests.entries import plain
from tests.faults import let_no_entry_be_written

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 20)
HALF_HOUR = Agreement("ab12cd34", "a fixed half hour after visits", "organisation", dt.date(2026, 11, 10))
UNION = Agreement("cd120000", "ring the union", "me")
LATER = Agreement("ef120000", "speak about the rota", "supervisor", dt.date(2026, 12, 24))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal with two agreements that are due, in one entry, and one that is not."""
    root = tmp_path / "journal"
    first = plain("2026-11-02", id="a" * 8, agreed=(HALF_HOUR, UNION))
    Journal.open(root, create=True).write_all([first, plain("2026-11-01", id="b" * 8, agreed=(LATER,))])
    return root


def answers_of(home: Path) -> dict[str, tuple[Answer, ...]]:
    entries = Journal.open(home).read().entries
    return {one.id: one.answers for entry in entries for one in entry.agreed}


# --- asked one by one ----------------------------------------------------------------------------------------


def test_what_is_due_is_asked_about_one_by_one(home: Path) -> None:
    done = cfj(home, "supervision", "follow-up", answers=["n", "in 3 weeks", "no room yet", "y", ""])
    assert done.code == 0
    assert answers_of(home) == {
        HALF_HOUR.id: (Answer("not-yet", TODAY, "no room yet", dt.date(2026, 12, 11)),),
        UNION.id: (Answer("done", TODAY),),
        LATER.id: (),
    }
    assert "a fixed half hour after visits" in done.err
    assert "The organisation; agreed on Monday 2 November; was to be done by Tuesday" in done.err
    assert "speak about the rota" not in done.err
    assert done.out.endswith("Saved cd120000: done\n")


def test_all_asks_about_what_is_not_due_too(home: Path) -> None:
    cfj(home, "supervision", "follow-up", "--all", answers=["y", "", "d", "it was not mine", "p", "+2w", ""])
    assert answers_of(home) == {
        HALF_HOUR.id: (Answer("done", TODAY),),
        UNION.id: (Answer("dropped", TODAY, "it was not mine"),),
        LATER.id: (Answer("partly", TODAY, "", dt.date(2026, 12, 4)),),
    }


def test_enter_leaves_one_for_another_time_and_what_is_no_answer_is_asked_again(home: Path) -> None:
    done = cfj(home, "supervision", "follow-up", answers=["", "maybe", "n", "", ""])
    assert answers_of(home)[HALF_HOUR.id] == ()
    assert answers_of(home)[UNION.id] == (Answer("not-yet", TODAY),)
    assert (
        done.err.count("That is none of them: y yes, p partly, n not yet, d no longer wanted; Enter: ask")
        == 1
    )


def test_earlier_answers_stay_and_each_is_undone_by_itself(home: Path) -> None:
    cfj(home, "supervision", "follow-up", "ab12", "not-yet", "-m", "no room")
    cfj(home, "supervision", "follow-up", "ab12", "done")
    assert [answer.outcome for answer in answers_of(home)[HALF_HOUR.id]] == ["not-yet", "done"]
    cfj(home, "undo", "--yes")
    assert [answer.said for answer in answers_of(home)[HALF_HOUR.id]] == ["no room"]


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D])
def test_what_was_answered_before_an_interruption_is_saved(home: Path, end: str) -> None:
    done = cfj(home, "supervision", "follow-up", answers=["y", "", end])
    assert done.code == 130
    assert (answers_of(home)[HALF_HOUR.id], answers_of(home)[UNION.id]) == ((Answer("done", TODAY),), ())


@pytest.mark.parametrize(
    ("said", "saved"),
    [
        ([CTRL_C], ()),
        (["n", CTRL_C], (Answer("not-yet", TODAY),)),
        (["n", "", CTRL_C], (Answer("not-yet", TODAY),)),
        (["y", f"the rooms are{CTRL_C}"], (Answer("done", TODAY, "the rooms are"),)),
    ],
)
def test_an_answer_that_was_interrupted_is_saved_as_far_as_it_went(
    home: Path, said: list[str], saved: tuple[Answer, ...]
) -> None:
    assert cfj(home, "supervision", "follow-up", answers=said).code == 130
    assert answers_of(home)[HALF_HOUR.id] == saved


def test_where_nothing_is_due_the_next_day_to_ask_is_said(tmp_path: Path) -> None:
    assert "`cfj supervision record` keeps what was agreed" in cfj(tmp_path, "supervision", "follow-up").err
    root = tmp_path / "journal"
    Journal.open(root, create=True).write(plain("2026-11-19", agreed=(LATER,)))
    done = cfj(root, "supervision", "follow-up")
    assert (done.code, done.out) == (0, "")
    assert "the next is on Friday 25 December" in done.err
    cfj(root, "supervision", "follow-up", "ef12", "done")
    assert "Nothing is open." in cfj(root, "supervision", "follow-up", "--all").err


def test_a_review_that_ends_yesterday_knows_what_was_answered_today(home: Path) -> None:
    assert "Time to ask" in cfj(home, "report").out
    for ident in ("ab12", "cd12"):
        cfj(home, "supervision", "follow-up", ident, "done")
    now = cfj(home, "report").out
    assert "Time to ask" not in now
    assert "it happened, Friday 20 November" in now
    assert "Time to ask" in cfj(home, "report", "--until", "-2d").out


@pytest.mark.parametrize(
    ("said", "saved"),
    [
        (["q"], ()),
        (["n", "q"], (Answer("not-yet", TODAY),)),
        (["y", "q"], (Answer("done", TODAY),)),
        (
            ["n", "yesterday", "2026-11-19", "+1w", "Q"],
            (Answer("not-yet", TODAY, "", dt.date(2026, 11, 27)),),
        ),
    ],
)
def test_q_stops_and_keeps_what_was_answered(home: Path, said: list[str], saved: tuple[Answer, ...]) -> None:
    done = cfj(home, "supervision", "follow-up", answers=said)
    assert done.code == 0
    assert "Stopped; what you answered is saved, and the rest is asked another time." in done.err
    assert answers_of(home) == {HALF_HOUR.id: saved, UNION.id: (), LATER.id: ()}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("done", "done"),
        ("Yes.", "done"),
        ("part", "partly"),
        ("not yet", "not-yet"),
        ("no longer wanted", "dropped"),
    ],
)
def test_an_answer_in_words_means_what_it_says(home: Path, said: str, outcome: str) -> None:
    cfj(home, "supervision", "follow-up", answers=[said, "", "", "q"])
    assert [answer.outcome for answer in answers_of(home)[HALF_HOUR.id]] == [outcome]


def test_an_answer_that_is_refused_keeps_its_words_until_it_is_taken(home: Path) -> None:
    args = ("supervision", "follow-up", "ab12", "not-yet", "-m", "no room yet")
    for by in ("yesterday", "soon"):
        done = cfj(home, *args, "--by", by)
        assert done.code == 2
        assert "what you wrote is kept in" in done.err
        assert "no room yet" not in done.err
    (path,) = pending(home)
    assert "no room yet" in path.read_text("utf-8")
    assert (
        "in `cfj supervision\nfollow-up`:\n  a note of one line\n  no room yet\n"
        in cfj(home, "log", answers=[CTRL_C]).err
    )
    done = cfj(home, *args, "--by", "in 2 weeks")
    assert (done.out, done.err) == ("Saved ab12cd34: not yet\n", "To be done by Friday 4 December.\n")
    assert pending(home) == []


# --- in one line ----------------------------------------------------------------------------------------------


def test_an_answer_can_be_given_in_one_line_and_its_words_from_stdin(home: Path) -> None:
    done = cfj(home, "supervision", "follow-up", "CD12", "partly", "-m", "-", "--by", "+1w", stdin=b"half\n")
    assert (done.code, done.out) == (0, "Saved cd120000: partly\n")
    assert done.err == "To be done by Friday 27 November.\n"
    assert answers_of(home)[UNION.id] == (Answer("partly", TODAY, "half", dt.date(2026, 11, 27)),)


@pytest.mark.parametrize(
    ("args", "says", "hint"),
    [
        ((), "there is no terminal to ask in", "cfj supervision follow-up ab12cd34 done"),
        (("ab12",), "it is not said what came of it", "done, partly, not-yet, dropped"),
        (("ab12", "maybe"), "'maybe' is no answer", "done, partly, not-yet, dropped"),
        (("99", "done"), "no agreement begins with '99'", "cfj supervision list"),
        (("", "done"), "no agreement begins with ''", "cfj supervision list"),
        (("ab12", "done", "--by", "+2w"), "what is done needs no new date", "leave out --by"),
        (("ab12", "not-yet", "--by", "soon"), "'soon' is not a day", "in 2 weeks"),
        (("-m", "words"), "it is not said which agreement is meant", "has the ids"),
        (("ab12", "done", "-m", "a\0"), "the word about it holds a NUL", "remove it"),
    ],
)
def test_what_cannot_be_answered_is_said_and_changes_nothing(
    home: Path, args: tuple[str, ...], says: str, hint: str
) -> None:
    done = cfj(home, "supervision", "follow-up", *args)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert hint in done.err
    assert "half hour" not in done.err
    assert set(answers_of(home).values()) == {()}


def test_ids_that_begin_alike_are_told_apart(home: Path) -> None:
    twin = Agreement("ab12cd35", "x", "me")
    Journal.open(home).write(plain("2026-11-18", agreed=(twin, Agreement("ab12cd3", "y", "me"))))
    done = cfj(home, "supervision", "follow-up", "ab12", "done")
    assert done.code == 2
    assert "3 agreements begin with 'ab12'" in done.err
    assert "ab12cd34 of 2026-11-02" in done.err
    assert cfj(home, "supervision", "follow-up", "ab12cd3", "done").out == "Saved ab12cd3: done\n"


def test_words_that_were_not_saved_are_in_the_file_that_the_message_names(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_no_entry_be_written(monkeypatch)
    done = cfj(home, "supervision", "follow-up", "ab12", "not-yet", "-m", "no room yet")
    assert done.code == 5
    (path,) = pending(home)
    assert str(path) in done.err
    held = read_draft(path)
    assert not isinstance(held, str)
    assert held.agreed[0].answers[0].said == "no room yet"


# --- the list ------------------------------------------------------------------------------------------------


def test_the_list_shows_what_is_open_the_most_urgent_first(home: Path) -> None:
    done = cfj(home, "--plain", "supervision", "list")
    ids = [word for word in done.out.replace(":", " ").split() if word in answers_of(home)]
    assert ids == [HALF_HOUR.id, UNION.id, LATER.id]
    cfj(home, "supervision", "follow-up", "ab12", "done", "-m", "since Monday")
    assert HALF_HOUR.id not in cfj(home, "--plain", "supervision", "list").out
    told = cfj(home, "--plain", "supervision", "list", "--all").out
    assert "Answered:\nab12cd34: a fixed half hour after visits\n" in told
    assert "it happened, Friday 20 November" in told
    assert "Fri 20 Nov: since Monday" in told


def test_the_list_in_json_is_one_list_whatever_it_holds(home: Path, tmp_path: Path) -> None:
    found = json.loads(cfj(home, "supervision", "list", "--json").out)
    assert [(one["id"], one["who"], one["by"], one["due"]) for one in found] == [
        ("ab12cd34", "organisation", "2026-11-10", True),
        ("cd120000", "me", None, True),
        ("ef120000", "supervisor", "2026-12-24", False),
    ]
    assert json.loads(cfj(tmp_path / "none", "supervision", "list", "--json").out) == []


def test_of_an_entry_in_two_files_the_one_that_counts_is_listed_and_a_mark_on_either_holds(
    home: Path, tmp_path: Path
) -> None:
    (path,) = home.glob("entries/2026/11/bbbbbbbb*")
    entry = Journal.open(home).find("bbbbbbbb")
    path.with_name(f"{entry.id}.sync-conflict-20261119-101010-ABCDEFG.toml").write_bytes(path.read_bytes())
    path.write_text(codec.dump(entry._replace(agreed=())), "utf-8")
    assert LATER.id not in cfj(home, "supervision", "list", "--all").out
    (path,) = home.glob("entries/2026/11/aaaaaaaa*")
    entry = Journal.open(home).find("aaaaaaaa")
    marked = codec.dump(entry._replace(agreed=(), never_export=True))
    path.with_name(f"{entry.id}.sync-conflict-20261119-101010-ABCDEFG.toml").write_text(marked, "utf-8")
    output = tmp_path / "agenda.md"
    assert HALF_HOUR.what in cfj(home, "supervision", "agenda").out
    assert cfj(home, "supervision", "agenda", "--format", "md", "-o", str(output)).code == 0
    assert HALF_HOUR.what not in output.read_text("utf-8")


def test_what_cannot_be_read_is_said(home: Path) -> None:
    next(home.glob("entries/2026/11/aaaaaaaa*")).write_text('[[agreed]]\nid = "cut')
    done = cfj(home, "supervision", "list")
    assert done.code == 4
    assert "could not be read" in done.err
    assert "speak about the rota" in done.out


def test_words_cannot_move_the_cursor(tmp_path: Path) -> None:
    nasty = Agreement("ab12cd34", "a\x1b[31mb\nc\x07", "me", answers=(Answer("not-yet", TODAY, "d\x9be"),))
    Journal.open(tmp_path, create=True).write(plain("2026-09-01", agreed=(nasty,)))
    for args in (
        ("supervision", "list"),
        ("show", "last"),
        ("list",),
        ("supervision", "agenda"),
        ("report",),
    ):
        for plainly in ((), ("--plain",)):
            done = cfj(tmp_path, *plainly, *args)
            assert done.code == 0
            assert not set("\x1b\x07\x9b") & set(done.out), args
    asked = cfj(tmp_path, "supervision", "follow-up", "--all", answers=[CTRL_C])
    assert not set("\x1b\x07\x9b") & set(asked.err)

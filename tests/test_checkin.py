"""The guided check-in: five questions, nothing prefilled, left at any point with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cfjournal.commands.freely import read_freely
from cfjournal.commands.left import left_behind
from cfjournal.vocabulary import load
from tests.edges import CTRL_C, CTRL_D, NOW, Done, cfj
from tests.test_log import entries, kept, only

if TYPE_CHECKING:
    from pathlib import Path


def checkin(home: Path, *answers: str, args: tuple[str, ...] = ()) -> Done:
    return cfj(home, "log", *args, answers=answers)


def test_a_quiet_day_is_five_keys(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "", "", "", "")
    assert (done.code, done.out.count("> ")) == (0, 5)
    entry = only(tmp_path)
    assert (entry.kind, entry.date, entry.signs, entry.strains, entry.note) == (
        "shift",
        NOW.date(),
        {},
        {},
        "",
    )
    assert kept(tmp_path) == []


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    answers = (
        "shift",
        "tired 3, can't sleep",
        "no break, supervision",
        "first line",
        "second",
        ".",
        " who covers? ",
    )
    done = checkin(tmp_path, *answers)
    assert "Noted: exhaustion 3 (strongly), poor-sleep 2 (clearly).\n" in done.err
    entry = only(tmp_path)
    assert entry.signs == {"exhaustion": 3, "poor-sleep": 2}
    assert (entry.strains, entry.supports) == ({"no-break": 2}, {"supervision": 2})
    assert (entry.note, entry.bring) == ("first line\nsecond", "who covers?")


def test_the_day_that_was_named_is_the_one_asked_about(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "", "", "", "", args=("--date", "yesterday"))
    assert "for Thursday 19 November" in done.err
    assert only(tmp_path).date.day == 19


@pytest.mark.parametrize(
    ("answers", "kind"),
    [(["rest"], "rest"), (["L"], "leave"), (["si"], "sick"), (["s", "sh"], "shift"), (["what", ""], "shift")],
)
def test_the_kind_of_day_needs_only_its_beginning(tmp_path: Path, answers: list[str], kind: str) -> None:
    checkin(tmp_path, *answers, "", "", "", "")
    assert only(tmp_path).kind == kind


def test_a_day_off_is_not_asked_about_work(tmp_path: Path) -> None:
    assert "What was the work like" not in checkin(tmp_path, "rest", "", "", "", "").err


def test_the_words_can_be_listed(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "?", "", "?", "", "", "")
    assert "compassion fatigue: flatness" in done.err
    assert "What weighs: overload" in done.err
    assert max(map(len, done.err.splitlines())) <= 80


def test_what_is_not_clear_is_asked_back_in_one_line(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "tird and blah flat", "tired 3", "", "", "")
    assert "Noted: flatness 2 (clearly).\nNot clear: tird (exhaustion" in done.err
    assert "blah" not in done.err, "of which nothing could be asked"
    assert "Another word for it? Enter goes on" in " ".join(done.err.split())
    assert only(tmp_path).signs == {"flatness": 2, "exhaustion": 3}
    assert only(tmp_path).note == "tird and blah flat", "blah is no misspelt word"


def test_what_is_not_clear_can_be_left_at_that_and_stays_as_the_note(tmp_path: Path) -> None:
    checkin(tmp_path, "", "dread 7", "", "", "", "")
    assert (only(tmp_path).signs, only(tmp_path).note) == ({}, "dread 7")


def test_a_misspelt_word_that_is_said_again_is_not_kept(tmp_path: Path) -> None:
    checkin(tmp_path, "", "tird 3", "tired 3", "", "", "")
    assert (only(tmp_path).signs, only(tmp_path).note) == ({"exhaustion": 3}, "")


def test_a_level_that_is_none_is_answered_with_a_number_alone(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "dread 7", "4", "", "", "")
    assert "dread 7 (levels go from 0 to 4)" in done.err
    assert (only(tmp_path).signs, only(tmp_path).note) == ({"dread": 4}, "")


@pytest.mark.parametrize("stop", [CTRL_C, "q"])
def test_what_was_asked_back_is_not_lost_when_that_is_interrupted(tmp_path: Path, stop: str) -> None:
    checkin(tmp_path, "", "tird", stop, "l")
    assert [draft.note for draft in kept(tmp_path)] == ["tird"]


def test_a_kind_of_day_that_is_none_is_asked_again_as_a_person_would(tmp_path: Path) -> None:
    done = checkin(tmp_path, "shfit", "s", "", "", "", "", "")
    assert "\nshift, rest, leave or sick?\n" in done.err
    assert "\nshift or sick?\n" in done.err


@pytest.mark.parametrize("said", ["no", "None.", "nothing", "fine", "all good", "Not much!"])
def test_nothing_is_an_answer_to_what_one_notices(tmp_path: Path, said: str) -> None:
    done = checkin(tmp_path, "", said, said, "", "")
    assert "Not clear" not in done.err
    entry = only(tmp_path)
    assert (entry.signs, entry.strains, entry.supports, entry.note) == ({}, {}, {}, "")


@pytest.mark.parametrize(
    ("said", "brought"), [("no", ""), ("Nothing.", ""), ("No cover again.", "No cover again.")]
)
def test_nothing_is_no_thing_to_bring(tmp_path: Path, said: str, brought: str) -> None:
    checkin(tmp_path, "", "", "", "", said)
    assert only(tmp_path).bring == brought


def test_a_short_word_that_is_not_clear_is_not_guessed_at(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "fed up, tired", "", "", "", "")
    assert "Noted: exhaustion 2 (clearly).\nKept as your note, word for word.\n" in done.err
    assert "Not clear" not in done.err
    assert only(tmp_path).note == "fed up, tired"


def test_a_word_said_twice_is_said_back_once_with_the_stronger_level(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "tired, exhausted 3, tird", "drained 1", CTRL_C, "")
    assert "So far: exhaustion 3.\n" in done.err
    assert only(tmp_path).signs == {"exhaustion": 3}


def test_a_sentence_is_kept_for_the_note(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "How do I say that to Mrs Bell?", "", "", "The rest of it.", "", "")
    assert "Kept as your note, word for word." in done.err
    assert only(tmp_path).signs == {}
    assert only(tmp_path).note == "How do I say that to Mrs Bell?\nThe rest of it."


def test_what_is_heard_in_a_sentence_is_said_back_and_can_be_taken_out_again(tmp_path: Path) -> None:
    said = "so tired again and nobody listens"
    done = checkin(tmp_path / "kept", "", said, "", "", "", "")
    assert (
        "Noted: exhaustion 2 (clearly).\nKept as your note, word for word. n takes exhaustion out" in done.err
    )
    assert (only(tmp_path / "kept").signs, only(tmp_path / "kept").note) == ({"exhaustion": 2}, said)
    checkin(tmp_path / "out", "", said, "n", "", "", "")
    assert (only(tmp_path / "out").signs, only(tmp_path / "out").note) == ({}, said)


def test_of_two_that_were_named_only_the_one_that_was_heard_is_taken_out(tmp_path: Path) -> None:
    checkin(tmp_path, "", "tird, tired 2", "so tired again and nobody listens", "n", "", "", "")
    assert only(tmp_path).signs == {"exhaustion": 2}


@pytest.mark.parametrize("said", ["I cannot go on, I feel so hopeless", "he says it is all hopeless for him"])
def test_hopeless_is_heard_in_a_sentence_too(tmp_path: Path, said: str) -> None:
    done = checkin(tmp_path, "", said, "", "", "", "")
    assert done.err.count("findahelpline.com") == 1
    assert done.err.index("findahelpline.com") < done.err.index("What was the work like")


@pytest.mark.parametrize(
    ("said", "signs", "note"),
    [
        ("tired 3", {"exhaustion": 3}, ""),
        ("dread 7", {}, "dread 7"),
        ("headache", {}, "headache"),
        ("What a day it has been", {}, "What a day it has been"),
        ("shfit", {}, ""),
        ("...", {}, ""),
    ],
)
def test_what_is_said_before_it_is_asked_for_is_kept(
    tmp_path: Path, said: str, signs: dict[str, int], note: str
) -> None:
    done = checkin(tmp_path, said, "", "", "", "", "")
    assert "\nshift, rest, leave or sick?\n" in done.err
    assert (only(tmp_path).signs, only(tmp_path).note) == (signs, note)


def test_hopeless_is_heard_before_it_is_asked_for(tmp_path: Path) -> None:
    done = checkin(tmp_path, "I feel so hopeless, I cannot face tomorrow", CTRL_C, "l")
    assert done.err.count("findahelpline.com") == 1
    assert [draft.tags for draft in kept(tmp_path)] == [("hopeless:2",)]


def test_nothing_else_is_heard_in_a_sentence_before_it_is_asked_for(tmp_path: Path) -> None:
    checkin(tmp_path, "I was tired of it all and then they cried", "", "", "", "", "")
    assert only(tmp_path).signs == {}


@pytest.mark.parametrize("said", ["no", "fine", "...", ""])
def test_what_was_asked_back_and_answered_with_nothing_is_kept(tmp_path: Path, said: str) -> None:
    checkin(tmp_path, "", "tird", said, "", "", "")
    assert only(tmp_path).note == "tird"


def test_a_picture_says_something_too(tmp_path: Path) -> None:
    checkin(tmp_path, "", "\U0001f62d", "", "", "", "")
    assert only(tmp_path).note == "\U0001f62d"


@pytest.mark.parametrize("half", ["I could not even", "dread 3 and then fell"])
def test_a_line_that_was_begun_at_any_question_is_kept(tmp_path: Path, half: str) -> None:
    for question in range(4):
        home = tmp_path / str(question)
        checkin(home, *[""] * question, half + CTRL_C, "l")
        assert [draft.note for draft in kept(home)] == [half]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("late shift", "shift"),
        ("day off", "rest"),
        ("annual leave", "leave"),
        ("off ill", ""),
        ("Holiday.", "leave"),
    ],
)
def test_a_kind_of_day_may_be_called_as_people_call_it(tmp_path: Path, said: str, kind: str) -> None:
    done = checkin(tmp_path, said, "", "", "", "", "")
    assert only(tmp_path).kind == (kind or "shift")
    assert (f"Noted: {kind}." in done.err) == bool(kind)


@pytest.mark.parametrize("said", ["no", "-", "n/a", "nichts"])
def test_nothing_is_no_note(tmp_path: Path, said: str) -> None:
    checkin(tmp_path, "", "", "", said, "")
    assert only(tmp_path).note == ""


def test_help_is_one_line_at_every_question_and_is_no_answer(tmp_path: Path) -> None:
    done = checkin(tmp_path, "?", "", "help", "", "?", "", "HELP", "", "?", "")
    assert done.code == 0
    for line in (
        "A first letter is enough",
        "burnout: exhaustion",
        "What weighs:",
        "As many lines",
        "Enter for nothing",
    ):
        assert done.err.count(line) == 1
    entry = only(tmp_path)
    assert (entry.signs, entry.strains, entry.note, entry.bring) == ({}, {}, "", "")


MESSY = (
    *(
        "tird",
        "müde und kaputt",
        "fatiguée, je n'en peux plus",
        "so so tired of this",
        "dread 7",
        "tired 3/10",
    ),
    *(
        "same as yesterday",
        "again",
        "for",
        "I just want to go home",
        "exit strategy talk with boss",
        "3 tired",
    ),
    *("headache", "can;t sleep", "not sleeping", "ok I guess", "it was a bad one. tired. cried in the car"),
    *(
        "??? no idea",
        "tired 2.5",
        "sleep",
        "a:b:c",
        "x" * 3000 + " tired",
        "[bold]tired of it[/bold]",
        "no brek, overlod, agian",
    ),
)


@pytest.mark.parametrize("question", range(5))
@pytest.mark.parametrize("said", MESSY, ids=[said[:20] for said in MESSY])
def test_whatever_a_tired_person_types_is_in_the_entry_word_for_word(
    tmp_path: Path, said: str, question: int
) -> None:
    done = checkin(tmp_path, *[""] * question, said, *[""] * 6)
    assert done.code == 0
    entry = only(tmp_path)
    reading = read_freely(said, load())
    all_named = question < 3 and reading.tags and not reading.unclear and not reading.is_note
    assert said in (entry.note, entry.bring) or all_named


def test_hopeless_is_heard_before_the_next_question(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "hopeless", "", "", "")
    assert done.err.count("findahelpline.com") == 1
    assert done.err.index("findahelpline.com") < done.err.index("What was the work like")


# --- interruptions -----------------------------------------------------------------------------------------

SAID = ("", "dread 3", "no-break", "a note")


@pytest.mark.parametrize("word", ["q", "quit", "Exit", ":q"])
@pytest.mark.parametrize("answered", range(1, 5))
def test_quitting_is_offered_like_an_interruption(tmp_path: Path, word: str, answered: int) -> None:
    done = checkin(tmp_path, *("rest", "dread 3", "no-break", "a note")[:answered], word, "l")
    assert (done.code, entries(tmp_path)) == (130, ())
    assert "So far: a rest day" in done.err
    (draft,) = kept(tmp_path)
    assert (draft.kind, draft.note) == ("rest", "a note" if answered == 4 else "")


def test_quitting_before_anything_was_said_leaves_nothing(tmp_path: Path) -> None:
    done = checkin(tmp_path, "q")
    assert (done.code, entries(tmp_path), kept(tmp_path)) == (130, (), [])
    assert "Nothing was written." in done.err


@pytest.mark.parametrize("stop", ["q", CTRL_C])
def test_who_did_not_mean_to_stop_goes_on_where_it_was(tmp_path: Path, stop: str) -> None:
    done = checkin(tmp_path, *SAID, stop, "g", "more", "", "who covers?")
    assert done.code == 0
    assert (only(tmp_path).note, only(tmp_path).bring) == ("a note\nmore", "who covers?")


@pytest.mark.parametrize("said", ["dread 3", "so tired", "?", "drained"])
def test_words_are_no_letter_and_throw_nothing_away(tmp_path: Path, said: str) -> None:
    checkin(tmp_path, *SAID, CTRL_C, said, "l")
    assert len(kept(tmp_path)) == 1
    done = checkin(tmp_path, said, "l", "", "", "", "", "")
    assert "One letter is enough" in done.err
    assert (done.code, len(kept(tmp_path)), len(entries(tmp_path))) == (0, 1, 1)


def test_quitting_the_offer_leaves_what_was_left(tmp_path: Path) -> None:
    checkin(tmp_path, *SAID, CTRL_C, "l")
    done = checkin(tmp_path, "q")
    assert (done.code, entries(tmp_path), len(kept(tmp_path))) == (130, (), 1)


def test_a_check_in_prints_no_more_lines_than_it_asks_for(tmp_path: Path) -> None:
    done = checkin(tmp_path, "", "tired 3", "no break", "", "")
    assert len(done.err.splitlines()) == 10, (
        "the day, five questions, two of them on two lines, and two answers"
    )


@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
def test_an_interruption_before_anything_was_said_leaves_nothing(tmp_path: Path, stop: str) -> None:
    done = checkin(tmp_path, stop)
    assert done.code == 130
    assert "Nothing was written." in done.err
    assert (entries(tmp_path), kept(tmp_path)) == ((), [])


@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("answered", [2, 3, 4])
def test_what_was_said_can_be_saved(tmp_path: Path, stop: str, answered: int) -> None:
    done = checkin(tmp_path, *SAID[:answered], stop, "")
    assert done.code == 0
    assert "So far: dread 3" in done.err
    entry = only(tmp_path)
    assert entry.signs == {"dread": 3}
    assert entry.strains == ({"no-break": 2} if answered > 2 else {})
    assert entry.note == ("a note" if answered > 3 else "")
    assert kept(tmp_path) == []


@pytest.mark.parametrize("answer", ["l", "n", "what?", CTRL_C, CTRL_D])
def test_what_was_said_can_be_left_for_later(tmp_path: Path, answer: str) -> None:
    done = checkin(tmp_path, *SAID, CTRL_C, answer)
    assert (done.code, entries(tmp_path)) == (130, ())
    (draft,) = kept(tmp_path)
    assert (draft.tags, draft.note, draft.answered) == (("dread:3", "no-break:2"), "a note", 3)


def test_what_was_said_can_be_thrown_away(tmp_path: Path) -> None:
    done = checkin(tmp_path, *SAID, CTRL_C, "d")
    assert (done.code, entries(tmp_path), kept(tmp_path)) == (130, (), [])
    assert "Thrown away" in done.err


@pytest.mark.parametrize(
    ("before", "begun", "held"),
    [
        (4, "half a line" + CTRL_C, "a note\nhalf a line"),
        (3, "half a line" + CTRL_C, "half a line"),
    ],
)
def test_the_line_that_was_being_typed_is_kept_too(
    tmp_path: Path, before: int, begun: str, held: str
) -> None:
    checkin(tmp_path, *SAID[:before], begun, "")
    assert only(tmp_path).note == held


def test_words_that_were_being_typed_count_as_far_as_they_are_clear(tmp_path: Path) -> None:
    checkin(tmp_path, "", "dread 4 flat no-br dre" + CTRL_C, "")
    assert only(tmp_path).signs == {"dread": 4, "flatness": 2}
    checkin(tmp_path, "", "", "", "", "who" + CTRL_C, "")
    assert sorted(entry.bring for entry in entries(tmp_path)) == ["", "who"]


def test_after_every_answer_there_is_a_draft_on_the_disk(tmp_path: Path) -> None:
    seen = []

    class Watching(str):
        """An answer that looks at the disk as it is given."""

        __slots__ = ()

        def endswith(self, *args: object) -> bool:
            seen.append([(draft.kind, draft.tags, draft.note) for draft in kept(tmp_path)])
            return super().endswith(*args)  # type: ignore[arg-type]

    checkin(tmp_path, *map(Watching, ("rest", "tired", "moved", "one", "two", "", "")))
    tags = ("exhaustion:2", "moved:2")
    assert seen == [
        [],
        [("rest", (), "")],
        [("rest", tags[:1], "")],
        [("rest", tags, "")],
        [("rest", tags, "one")],
        [("rest", tags, "one\ntwo")],
        [("rest", tags, "one\ntwo")],
    ]


# --- taking up what was left ---------------------------------------------------------------------------------


def test_what_was_left_is_offered_and_gone_on_with(tmp_path: Path) -> None:
    checkin(tmp_path, *SAID, CTRL_C, "l")
    done = checkin(tmp_path, "", "more", "", "who covers?")
    assert done.err.startswith(
        "You left something on Friday 20 November at 21:14, in `cfj log`:\n"
        "  dread 3, no-break 2; a note of one line\n"
        "  a note\n"
    )
    entry = only(tmp_path)
    assert (entry.signs, entry.note, entry.bring) == ({"dread": 3}, "a note\nmore", "who covers?")
    assert kept(tmp_path) == []


def test_what_was_left_can_be_saved_as_it_is(tmp_path: Path) -> None:
    checkin(tmp_path, *SAID, CTRL_C, "l")
    assert checkin(tmp_path, "s").code == 0
    assert only(tmp_path).note == "a note"
    assert kept(tmp_path) == []


def test_what_was_left_can_stay_or_go(tmp_path: Path) -> None:
    checkin(tmp_path, *SAID, CTRL_C, "l")
    checkin(tmp_path, "l", "", "", "", "", "")
    assert len(kept(tmp_path)) == 1
    checkin(tmp_path, "d", "", "", "", "", "")
    assert kept(tmp_path) == []
    assert len(entries(tmp_path)) == 2


@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
def test_interrupting_the_offer_leaves_everything_as_it_was(tmp_path: Path, stop: str) -> None:
    checkin(tmp_path, *SAID, CTRL_C, "l")
    done = checkin(tmp_path, stop)
    assert (done.code, entries(tmp_path), len(kept(tmp_path))) == (130, (), 1)
    assert "check-in" not in done.err


def test_a_misspelt_word_of_the_command_line_is_asked_when_its_note_is_taken_up(tmp_path: Path) -> None:
    assert cfj(tmp_path, "log", "dred:3", "-m", "a note", "--date", "yesterday").code == 2
    checkin(tmp_path, "s", "1")
    entry = only(tmp_path)
    assert (entry.signs, entry.note, entry.date.day) == ({"dread": 3}, "a note", 19)


def test_interrupting_that_question_costs_nothing(tmp_path: Path) -> None:
    assert cfj(tmp_path, "log", "dred:3", "-m", "a note").code == 2
    done = checkin(tmp_path, "s", CTRL_C)
    assert done.code == 130
    assert [draft.note for draft in kept(tmp_path)] == ["a note"]


def test_a_note_that_no_entry_can_hold_stays_a_draft(tmp_path: Path) -> None:
    assert cfj(tmp_path, "log", "tired", "-", stdin=b"caf\xe9").code == 2
    done = checkin(tmp_path, "s")
    assert (done.code, entries(tmp_path)) == (2, ())
    assert "what you said is kept in" in done.err
    assert len(kept(tmp_path)) == 1


def test_a_text_that_an_editor_left_is_offered_as_a_note(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir(parents=True)
    (tmp_path / "drafts" / "x.txt").write_text("left behind\nin a file", "utf-8")
    assert "a note of 2 lines" in checkin(tmp_path, "s").err
    assert only(tmp_path).note == "left behind\nin a file"


def test_when_the_journal_takes_nothing_one_draft_is_left_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal.store import Journal

    real = Journal._make

    def refuse(_: Journal) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Journal, "_make", refuse)
    done = checkin(tmp_path, *SAID, "", "")
    monkeypatch.setattr(Journal, "_make", real)
    assert (done.code, entries(tmp_path)) == (5, ())
    (left,) = left_behind(tmp_path, NOW)
    assert str(left.path) in done.err
    assert checkin(tmp_path, "s").code == 0
    assert only(tmp_path).note == "a note"


@pytest.fixture
def no_folder_takes_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    from cfjournal import disk

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "put", refuse)


@pytest.mark.usefixtures("no_folder_takes_anything")
def test_a_full_disk_does_not_end_the_conversation(tmp_path: Path) -> None:
    done = checkin(tmp_path, *SAID, "", "who covers?")
    assert done.code == 5
    assert "This is what you wrote:\na note\nwho covers?" in done.err


@pytest.mark.usefixtures("no_folder_takes_anything")
def test_nothing_is_said_to_be_left_for_later_that_is_not(tmp_path: Path) -> None:
    done = checkin(tmp_path, *SAID, CTRL_C, "l")
    assert done.code == 5
    assert "could not be kept in any folder" in done.err
    assert "Left for later" not in done.err


def test_what_was_left_stays_where_it_is_when_it_cannot_be_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cfjournal.commands.keeping import Keeper

    checkin(tmp_path, *SAID, CTRL_C, "l")
    monkeypatch.setattr(Keeper, "try_to_keep", lambda *_: False)
    done = checkin(tmp_path, "g", CTRL_C, "l")
    assert done.code == 5
    assert [draft.note for draft in kept(tmp_path)] == ["a note"]
    assert checkin(tmp_path, "s").code == 0
    assert kept(tmp_path) == []


def test_questions_fit_a_narrow_screen(tmp_path: Path) -> None:
    done = cfj(tmp_path, "log", answers=["", "?", "tired 3 flat 1 dread", "?", "", "", ""], width=40)
    assert [line for line in done.err.splitlines() if len(line) > 40] == []

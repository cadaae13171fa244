"""Words typed for an entry: on a command line one tag each, in a check-in as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cfjournal import vocabulary
from cfjournal.commands import freely, tags
from cfjournal.errors import UsageError
from tests.edges import CTRL_C, edge_for, written

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = vocabulary.load()

SIGNS: tuple[vocabulary.Group, ...] = ("sign",)


def settled(texts: Sequence[str], *answers: str) -> tuple[tuple[str, ...], str]:
    edge = edge_for(answers=answers)
    return tags.settle(edge, texts, WORDS), written(edge.stderr)


def test_words_become_levels_by_group() -> None:
    levels, problems = tags.read(["dread:3", "tired", "no-break:4", "supervision", "intrusion:0"], WORDS)
    assert problems == []
    assert levels.signs == {"dread": 3, "exhaustion": 2, "intrusion": 0}
    assert levels.strains == {"no-break": 4}
    assert levels.supports == {"supervision": 2}


@pytest.mark.parametrize(
    "texts", [["tired:1", "exhausted:3"], ["exhausted:3", "tired:1"], ["tired:3", "tired:0"]]
)
def test_of_two_levels_of_a_tag_the_stronger_is_meant(texts: list[str]) -> None:
    assert tags.read(texts, WORDS)[0].signs == {"exhaustion": 3}


def test_every_problem_is_found_not_only_the_first() -> None:
    levels, problems = tags.read(["dred", "flat", "dread:7", "mo", "zzz"], WORDS)
    assert levels.signs == {"flatness": 2}
    assert [problem.text for problem in problems] == ["dred", "dread:7", "mo", "zzz"]


def test_without_a_terminal_all_problems_are_one_error() -> None:
    with pytest.raises(UsageError) as error:
        tags.settle(edge_for(), ["dred", "flat", "dread:7", "zzz"], WORDS)
    assert "'dred' is not a word that cfj knows; the level of dread is 7" in error.value.message
    assert "'zzz'" in error.value.message
    assert error.value.hint.startswith("'dred' may be dread")
    assert error.value.hint.count(vocabulary.SEE_ALL) == 1


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("qqq xxxx zzzz", ()),
        ("fed up", ()),
        ("I could not face the team meeting", ()),
        ("so tired again and nobody cares", ("exhaustion:2",)),
        ("I am so very tired today", ("exhaustion:2",)),
        ("I feel hopeless and want to die", ("hopeless:2", "hopeless:2")),
        ("the resident was crying and her son scared", ()),
        ("my client said she was hopeless", ("hopeless:2",)),
        ("dread:3 since the meeting with the trust", ("dread:3",)),
    ],
)
def test_a_sentence_is_recognised(typed: str, heard: tuple[str, ...]) -> None:
    for texts in (typed.split(), [typed]):
        reading = tags.as_sentence(typed, texts, WORDS)
        assert reading
        assert reading.tags == heard


@pytest.mark.parametrize(
    "typed",
    [
        "dred zzz over",
        "tired headache",
        "tird brek supervison",
        "tired 3",
        "no break",
        "again",
        "over",
        "tired dread:3",
    ],
)
def test_words_and_misspelt_words_are_no_sentence(typed: str) -> None:
    assert tags.as_sentence(typed, typed.split(), WORDS) is None


@pytest.mark.parametrize(
    ("typed", "chosen", "said"),
    [
        ("tired 3 flat", ("tired:3", "flat"), "Read as exhaustion 3 (strongly).\n"),
        ("no break", ("no-break",), "Read as no-break 2 (clearly).\n"),
        ("can't sleep 4", ("poor-sleep:4",), "Read as poor-sleep 4 (overwhelmingly).\n"),
        ("tired=3 dread3", ("tired=3", "dread3"), "Read as exhaustion 3 (strongly), dread 3 (strongly).\n"),
        ("exhau", ("exhau",), "Read as exhaustion 2 (clearly).\n"),
        ("tired dread:3", ("tired", "dread:3"), ""),
    ],
)
def test_what_is_not_written_in_full_is_taken_and_said_back(
    typed: str, chosen: tuple[str, ...], said: str
) -> None:
    edge = edge_for()
    assert tags.settle(edge, typed.split(), WORDS) == chosen
    assert written(edge.stderr) == said


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("tired 7", "the level of exhaustion is 7", "0 not at all"),
        ("3 tired", "'3' is not a word", "a level stands after its word, as in tired:3"),
        ("tired 3 4", "'4' is not a word", "as in tired:3"),
        ("tird 3", "'tird' is not a word", "did you mean exhaustion"),
    ],
)
def test_a_number_that_is_no_level_of_a_word_is_refused(typed: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as error:
        tags.settle(edge_for(), typed.split(), WORDS)
    assert message in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize("word", ["q", "quit", "EXIT"])
def test_a_question_about_a_word_can_be_left(word: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        settled(["dred"], word)


def test_a_question_about_a_word_says_what_helps() -> None:
    chosen, said = settled(["dred"], "?", "1")
    assert chosen == ("dread:2",)
    assert "Cfj signs lists them all" not in said
    assert "`cfj signs` lists the words" in said


def test_one_problem_is_told_as_the_vocabulary_tells_it() -> None:
    with pytest.raises(vocabulary.UnknownTag, match="'dred' is not a word"):
        tags.settle(edge_for(), ["dred"], WORDS)


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        (["1"], ("flat", "dread:3")),
        (["dread"], ("flat", "dread:2")),
        (["dread:1"], ("flat", "dread:1")),
        ([""], ("flat",)),
        (["99", "zzz", "tired:4"], ("flat", "exhaustion:4")),
    ],
    ids=["number", "word", "word and level", "left out", "asked until it is clear"],
)
def test_in_a_terminal_the_person_is_asked(answers: list[str], chosen: tuple[str, ...]) -> None:
    assert settled(["flat", "dred:3"], *answers)[0] == chosen


def test_a_question_shows_what_was_probably_meant() -> None:
    _, shown = settled(["dread:7", "dred"], "dread:4", "1")
    assert "The level of dread is 7, and levels go from 0 to 4.\n" in shown
    assert "'dred' is not a word that cfj knows.\n  1  dread (dread of work)\n" in shown


def test_a_word_that_may_mean_very_many_tags_is_to_be_written_out() -> None:
    chosen, shown = settled(["s:3"], "1", "dread:1")
    assert chosen == ("dread:1",)
    assert "  1  " not in shown


def test_a_question_can_be_interrupted() -> None:
    with pytest.raises(KeyboardInterrupt):
        settled(["dred"], CTRL_C)


# --- as a person writes in a check-in ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tired", ("exhaustion:2",)),
        ("tired flat", ("exhaustion:2", "flatness:2")),
        ("tired, flat; on edge", ("exhaustion:2", "flatness:2", "hypervigilance:2")),
        ("dread 3", ("dread:3",)),
        ("dread:3 dread: 1, dread = 4", ("dread:3", "dread:1", "dread:4")),
        ("can't sleep", ("poor-sleep:2",)),
        ("Can\u2019t Sleep 4 tired", ("poor-sleep:4", "exhaustion:2")),
        ("still tired", ("unrested:2",)),
        ("no break", ("no-break:2",)),
        ("no dread", ("dread:0",)),
        ("not tired, tired", ("exhaustion:0", "exhaustion:2")),
        ("not caring", ("not-caring:2",)),
        ("   ", ()),
        (",,;", ()),
    ],
)
def test_what_a_person_writes_freely(text: str, found: tuple[str, ...]) -> None:
    assert freely.read_freely(text, WORDS) == freely.Reading(found, ())


def test_what_is_not_clear_is_given_back_with_what_it_may_have_meant() -> None:
    reading = freely.read_freely("I feel tird 3 and blah, tired 7 and over", WORDS)
    assert (reading.tags, reading.is_note) == ((), False)
    found = {problem.text: [tag.id for tag in problem.candidates] for problem in reading.unclear}
    assert set(found) == {"tird:3", "blah", "exhaustion:7", "over"}
    assert found["tird:3"][0] == "exhaustion"
    assert found["blah"] == found["exhaustion:7"] == []
    assert set(found["over"]) == {"overwhelm", "overload", "overtime"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("not at all tired", ("exhaustion:0",)),
        ("a little tired", ("exhaustion:1",)),
        ("tired a little, dread strongly", ("exhaustion:1", "dread:3")),
        ("tired=3 flat1", ("exhaustion:3", "flatness:1")),
        ("TIRED!!!", ("exhaustion:2",)),
        ("- tired \U0001f634", ("exhaustion:2",)),
        ("exhau, n/a", ("exhaustion:2",)),
        ("emotional flatness 3", ("flatness:3",)),
    ],
)
def test_levels_in_words_and_marks_around_them_are_read(text: str, found: tuple[str, ...]) -> None:
    assert freely.read_freely(text, WORDS) == freely.Reading(found)


@pytest.mark.parametrize(
    ("text", "tags", "heard"),
    [
        ("so tired again and nobody listens", ("exhaustion:2",), ("exhaustion:2",)),
        ("fed up, tired 3", ("exhaustion:3",), ()),
        ("nobody here was ever really tired", (), ()),
        ("I am not really all that tired", (), ()),
        ("I was never tired before this winter came", (), ()),
        ("he was never hopeless before this winter came", (), ()),
        ("the children were scared and so was I tired", ("exhaustion:2",), ("exhaustion:2",)),
        ("she was scared", (), ()),
        ("the rest of the ward moved", (), ()),
        ("I could not go on, hopeless", ("hopeless:2",), ()),
        ("he says life is hopeless for him", ("hopeless:2",), ("hopeless:2",)),
        ("again", (), ()),
        ("I want to go home", (), ()),
    ],
)
def test_a_sentence_is_a_note_in_which_only_names_of_what_was_asked_are_heard(
    text: str, tags: tuple[str, ...], heard: tuple[str, ...]
) -> None:
    reading = freely.read_freely(text, WORDS, SIGNS)
    assert (reading.tags, reading.heard, reading.unclear) == (tags, heard, ())
    assert reading.is_note or text == "again"


def test_sleep_with_a_level_is_a_sign_where_signs_are_asked_for_and_else_asked_back() -> None:
    assert freely.read_freely("tired 3 sleep 2", WORDS, SIGNS).tags == ("poor-sleep:2", "exhaustion:3")
    elsewhere: tuple[vocabulary.Group, ...] = ("strain", "support")
    for text, groups in (("sleep", SIGNS), ("sleep 2", elsewhere), ("sleep 2", vocabulary.GROUPS)):
        reading = freely.read_freely(text, WORDS, groups)
        assert (reading.tags, len(reading.unclear)) == ((), 1)


def test_a_line_of_a_megabyte_is_read_at_once() -> None:
    import time

    begun = time.process_time()
    assert freely.read_freely("ward again blah 3 " * 5_000, WORDS).is_note
    assert time.process_time() - begun < 20


def test_a_list_of_misspelt_words_is_asked_about_and_no_note() -> None:
    reading = freely.read_freely("no brake, understafed, supervison, short staffed", WORDS)
    assert not reading.is_note
    assert [problem.text for problem in reading.unclear] == ["no-brake", "understafed", "supervison"]
    assert reading.tags == ("understaffed:2",)
    assert freely.read_freely("mum, kids, the dog, rain", WORDS).is_note


def test_a_denial_on_the_command_line_is_one_word_with_what_it_denies() -> None:
    edge = edge_for(answers=["1"])
    assert tags.settle(edge, ["tired", "2", "no", "brake"], WORDS) == ("tired:2", "no-break:2")


@pytest.mark.parametrize("text", ["the man was here", "do", "no", "it is so"])
def test_short_words_of_a_sentence_are_no_tags(text: str) -> None:
    assert freely.read_freely(text, WORDS).tags == ()


@pytest.mark.parametrize(
    ("text", "given_back"),
    [
        ("3", ["3"]),
        ("3 4", ["3:4"]),
        (":", []),
        ("dread:", ["dread:"]),
        ("\x00 \x1b", []),
    ],
)
def test_what_is_no_word_is_given_back_and_breaks_nothing(text: str, given_back: list[str]) -> None:
    reading = freely.read_freely(text, WORDS)
    assert reading.tags == ()
    assert [problem.text for problem in reading.unclear] == given_back


def test_a_level_that_is_none_can_be_answered_with_one() -> None:
    chosen, said = settled(["dread:5", "flat"], "9", "3")
    assert chosen == ("dread:3", "flat")
    assert "The level of dread is 9" in said


def test_a_word_for_two_things_is_asked_about_and_never_guessed() -> None:
    chosen, said = settled(["stressed:3"], "2")
    assert "1  overwhelm" in said
    assert chosen == ("overload:3",)

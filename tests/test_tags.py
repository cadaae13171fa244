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


def test_a_note_without_quotes_is_recognised() -> None:
    with pytest.raises(UsageError) as error:
        tags.settle(edge_for(), ["qqq", "xxxx", "zzzz"], WORDS)
    assert error.value.hint.startswith('a note needs quotes, as in -m "..."')


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
    reading = freely.read_freely("I feel tird 3 and blah, tired 7 and over; man", WORDS)
    assert reading.tags == ()
    found = {problem.text: [tag.id for tag in problem.candidates] for problem in reading.unclear}
    assert list(found) == ["tird:3", "blah", "exhaustion:7", "over", "man"]
    assert found["tird:3"][0] == "exhaustion"
    assert found["blah"] == found["exhaustion:7"] == []
    assert set(found["over"]) == {"overwhelm", "overload", "overtime"}


@pytest.mark.parametrize("text", ["the man was here", "do", "no", "it is so"])
def test_short_words_of_a_sentence_are_no_tags(text: str) -> None:
    assert freely.read_freely(text, WORDS).tags == ()


@pytest.mark.parametrize(
    ("text", "given_back"),
    [
        ("3", ["3"]),
        ("3 4", ["3:4"]),
        ("no", ["no"]),
        ("not", ["not"]),
        ("no no", ["no", "no"]),
        (":", [":"]),
        ("dread:", ["dread:"]),
        ("a:b:c", ["a:b:c"]),
        ("\x00 \x1b", ["\x00", "\x1b"]),
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

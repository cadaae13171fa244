"""Beginnings: an ordinary word is no tag because a name happens to begin with it, and what was meant is offered."""

from __future__ import annotations

import pytest

from cfjournal.beginnings import ORDINARY, alike, perhaps, plainly_begins
from cfjournal.commands.freely import read_freely
from cfjournal.errors import UsageError
from cfjournal.vocabulary import Tag, TagError, UnknownTag, Vocabulary, load, parse_tag

WORDS = load()

ORDINARY_WORDS = [
    "is",
    "for",
    "with",
    "be",
    "we",
    "an",
    "so",
    "just",
    "i'm",
    "into",
    "us",
    "want",
    "said",
    "should",
    "day",
    "too",
    "going",
    "never",
    "long",
    "use",
    "another",
    "again",
    "against",
    "name",
    "case",
    "change",
    "mean",
    "power",
    "open",
    "car",
    "face",
    "kind",
    "talk",
    "pay",
    "bit",
    "past",
    "move",
    "ask",
    "late",
    "stay",
    "red",
    "check",
    "asked",
    "non",
    "self",
    "cut",
    "dead",
    "staff",
    "super",
    "changed",
    "difficult",
    "forget",
    "la",
    "ten",
    "dark",
    "double",
    "sold",
    "sun",
    "named",
    "brain",
    "pro",
    "sunday",
    "dream",
    "touch",
    "carry",
    "avoid",
    "opened",
    "slow",
    "lie",
    "critical",
    "pull",
    "push",
    "target",
    "ex",
    "monday",
    "host",
    "inc",
    "reduce",
    "proper",
    "mix",
    "im",
    "jump",
    "lunch",
    "quiet",
    "mixed",
    "reduced",
    "talked",
    "carrying",
    "fail",
    "spoke",
    "switch",
    "threat",
    "cry",
    "motion",
    "em",
    "q",
    "checked",
    "burn",
    "stayed",
    "clinical",
    "the",
    "to",
    "and",
    "of",
    "a",
    "in",
    "i",
    "that",
    "you",
    "it",
    "on",
    "this",
    "was",
    "as",
    "are",
    "have",
    "at",
    "he",
    "not",
    "by",
    "but",
    "from",
    "my",
    "or",
    "your",
    "all",
    "his",
    "they",
    "me",
    "if",
    "one",
    "can",
    "will",
    "like",
    "about",
    "up",
    "out",
    "what",
    "has",
    "when",
    "more",
    "do",
    "no",
    "were",
    "who",
    "had",
    "it's",
    "their",
    "there",
    "her",
    "which",
    "time",
    "get",
    "been",
    "would",
    "she",
    "new",
    "people",
    "how",
    "don't",
    "some",
    "also",
    "them",
    "now",
    "other",
    "its",
    "our",
    "than",
    "good",
    "only",
    "after",
    "first",
    "him",
    "know",
    "see",
    "two",
    "make",
    "over",
    "think",
    "any",
    "then",
    "could",
    "back",
    "these",
    "because",
    "go",
    "well",
    "way",
    "most",
    "much",
    "very",
    "where",
    "even",
    "may",
    "here",
    "need",
    "really",
    "did",
    "right",
    "work",
    "year",
    "years",
    "being",
    "before",
    "off",
    "why",
    "made",
    "still",
    "take",
    "got",
    "many",
    "those",
    "life",
    "say",
    "world",
    "down",
    "great",
    "through",
    "you're",
    "last",
    "s",
    "that's",
    "while",
    "best",
    "such",
    "love",
    "man",
    "home",
    "look",
    "something",
    "can't",
    "same",
    "used",
    "both",
    "every",
    "am",
    "come",
    "part",
    "state",
    "three",
    "around",
    "between",
    "always",
    "better",
    "find",
    "help",
    "high",
    "little",
    "old",
    "since",
    "does",
    "own",
    "things",
    "under",
    "during",
    "game",
    "i've",
    "thing",
    "give",
    "house",
    "place",
    "school",
    "next",
    "each",
    "mr",
    "without",
    "didn't",
    "end",
    "found",
    "must",
    "show",
    "big",
    "feel",
    "sure",
    "team",
    "ever",
    "family",
    "keep",
    "might",
    "please",
    "put",
    "money",
    "free",
    "second",
    "someone",
    "away",
    "left",
    "number",
    "city",
    "days",
    "lot",
    "night",
    "play",
    "until",
    "company",
    "doing",
    "few",
    "he's",
    "let",
    "real",
    "called",
    "different",
    "having",
    "set",
    "thought",
    "done",
    "however",
    "getting",
    "god",
    "government",
    "group",
    "looking",
    "public",
    "top",
    "women",
    "business",
    "care",
    "start",
    "system",
    "times",
    "week",
    "already",
    "anything",
    "nothing",
    "person",
]
"""The most ordinary English words, first those that once were taken for tags: `want` for hopeless, say."""

ELSEWHERE = "bitte kind mist ja des im ins auto super name open reste touche pas qui car cas mon face long moral".split()  # noqa: SIM905
"""Ordinary words of German and French that begin an English name."""


def taken(word: str) -> str:
    try:
        return WORDS.resolve(word).id
    except TagError:
        return ""


def test_no_ordinary_word_is_taken_for_a_tag_that_it_happens_to_begin() -> None:
    assert len(ORDINARY_WORDS) > 250
    assert {word: id_ for word in ORDINARY_WORDS + ELSEWHERE if (id_ := taken(word))} == {}
    assert [word for word in ORDINARY_WORDS + ELSEWHERE if read_freely(word, WORDS).tags] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("exh", "exhaustion"),
        ("cyn", "cynicism"),
        ("exhau", "exhaustion"),
        ("hyperv", "hypervigilance"),
        ("superv", "supervision"),
        ("understa", "understaffed"),
        ("nightm", "bad-dreams"),
        ("insom", "poor-sleep"),
        ("going-t", "going-through-motions"),
        ("no time", "no-time-to-process"),
        ("moral-s", "moral-strain"),
        ("dread of work", "dread"),
        ("emotional flatness", "flatness"),
        ("support from colleagues", "colleague-support"),
    ],
)
def test_a_beginning_or_a_label_that_can_only_be_meant_so_is_taken(typed: str, meant: str) -> None:
    assert taken(typed) == meant


def test_every_name_in_full_is_taken_whatever_it_begins() -> None:
    names = [(name, tag.id) for tag in WORDS.tags.values() for name in tag.names]
    assert [name for name, id_ in names if taken(name) != id_] == []
    assert [tag.id for tag in WORDS.tags.values() if taken(tag.label) != tag.id] == []


def test_what_is_listed_as_ordinary_begins_a_name_and_is_none() -> None:
    names = {name for tag in WORDS.tags.values() for name in tag.names}
    assert ORDINARY & names == set()
    assert [word for word in ORDINARY if not any(name.startswith(word) for name in names)] == []


def test_a_word_of_ones_own_is_begun_by_any_four_letters() -> None:
    own = Tag("lone-working", "strain", "working alone", own=True)
    assert plainly_begins("lone", own)
    assert not plainly_begins("lon", own)
    assert not plainly_begins("long", own._replace(own=False))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("long", "overtime"),
        ("staff", "understaffed"),
        ("moral", "moral-strain"),
        ("case", "overload"),
        ("hopless", "hopeless"),
        ("suicide", "hopeless"),
    ],
)
def test_what_was_probably_meant_is_offered(typed: str, offered: str) -> None:
    with pytest.raises(UnknownTag) as raised:
        WORDS.resolve(typed)
    assert offered in [tag.id for tag in raised.value.candidates]


@pytest.mark.parametrize("typed", ["want", "way", "die", "life", "again", "for", "is"])
def test_hopeless_is_guessed_from_its_spelling_alone(typed: str) -> None:
    with pytest.raises(UnknownTag) as raised:
        WORDS.resolve(typed)
    assert "hopeless" not in [tag.id for tag in raised.value.candidates]


def test_at_most_three_are_offered_the_most_alike_first() -> None:
    crowd = Vocabulary({name: Tag(name, "sign", name) for name in ("aching", "baking", "making", "raking")})
    assert len(perhaps("xaking", [], crowd.tags.values())) == 3
    assert alike("makin", crowd.tags.values())[0].id == "making"


@pytest.mark.parametrize(("typed", "level"), [("tired=3", 3), ("tired3", 3), ("TIRED!", 2), ("#tired:1", 1)])
def test_a_level_may_be_written_as_people_do(typed: str, level: int) -> None:
    assert parse_tag(typed, WORDS) == (WORDS.tags["exhaustion"], level)


@pytest.mark.parametrize("typed", ["tired7", "tired=9", "tired=", "tired33"])
def test_a_level_that_is_none_is_never_taken_for_another(typed: str) -> None:
    with pytest.raises(UsageError, match="the level of exhaustion is"):
        parse_tag(typed, WORDS)


def test_a_name_that_ends_in_a_digit_is_no_level() -> None:
    words = WORDS.with_own(
        [Tag("ward7", "strain", "ward 7", own=True), Tag("ward", "strain", "a ward", own=True)]
    )
    assert parse_tag("ward7", words) == (words.tags["ward7"], 2)
    assert parse_tag("ward3", words) == (words.tags["ward"], 3)

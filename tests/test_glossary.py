"""What the words mean: every word has a meaning and a source, and none of them a verdict."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import cfjournal
from cfjournal.entry import KINDS, LEVELS
from cfjournal.glossary import load
from cfjournal.learn import topics
from cfjournal.vocabulary import Tag, glossary
from cfjournal.vocabulary import load as load_vocabulary

GLOSSARY = load()
VOCABULARY = load_vocabulary()
FILE = Path(cfjournal.__file__).with_name("knowledge") / "glossary.toml"
TEXTS = {
    **{f"level {i}": text for i, text in enumerate(GLOSSARY.levels)},
    **GLOSSARY.kinds,
    **{key: phase.meaning for key, phase in GLOSSARY.phases.items()},
    **{key: pattern.meaning for key, pattern in GLOSSARY.patterns.items()},
    **{f"{key} in a line": pattern.distinction for key, pattern in GLOSSARY.patterns.items()},
    **{key: meaning.text for key, meaning in GLOSSARY.meanings.items()},
}


def test_every_tag_has_a_meaning_and_nothing_else_has() -> None:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert tuple(data["signs"]) == VOCABULARY.signs
    assert tuple(data["strains"]) == VOCABULARY.strains
    assert tuple(data["supports"]) == VOCABULARY.supports


def test_every_meaning_is_one_to_three_short_sentences() -> None:
    assert {
        key: text for key, text in TEXTS.items() if not (30 <= len(text) <= 280 and text[-1] == ".")
    } == {}


def test_every_meaning_is_said_once() -> None:
    assert len(set(TEXTS.values())) == len(TEXTS)


def test_every_tag_and_pattern_has_a_source_that_exists() -> None:
    named = [m.sources for m in GLOSSARY.meanings.values()] + [p.sources for p in GLOSSARY.patterns.values()]
    assert all(named)
    named += [topic.sources for topic in topics()]
    assert {key for sources in named for key in sources} == set(GLOSSARY.sources)


def test_every_source_says_how_it_is_known() -> None:
    assert {source.basis for source in GLOSSARY.sources.values()} == {"read", "secondary", "practice", "own"}
    assert GLOSSARY.sources["proqol"].basis == "secondary"
    assert [key for key, source in GLOSSARY.sources.items() if source.basis == "practice"] == ["practice"]


def test_levels_kinds_patterns_and_phases_are_those_of_the_program() -> None:
    assert len(GLOSSARY.levels) == len(LEVELS)
    assert tuple(GLOSSARY.kinds) == KINDS
    assert tuple(GLOSSARY.patterns) == VOCABULARY.patterns
    assert set(GLOSSARY.phases) == {tag.phase for tag in VOCABULARY.tags.values() if tag.phase}


def test_compassion_fatigue_shows_both_usages_and_the_others_none() -> None:
    assert {key: len(pattern.usages) for key, pattern in GLOSSARY.patterns.items()} == {
        "burnout": 0,
        "compassion-fatigue": 2,
        "secondary-trauma": 0,
    }


def test_a_distinction_is_one_sentence() -> None:
    assert [p.name for p in GLOSSARY.patterns.values() if re.search(r"[.!?] ", p.distinction)] == []


VERDICTS = [r"you have (burnout|compassion|secondary)", r"you are burnt", r"suffer from", "symptom", "\u2014"]


@pytest.mark.parametrize(
    "verdict",
    VERDICTS,
)
def test_no_text_is_a_verdict_or_a_clinical_one(verdict: str) -> None:
    assert not re.search(verdict, FILE.read_text(encoding="utf-8"), re.IGNORECASE)


def test_a_word_of_the_persons_own_has_no_meaning_here() -> None:
    assert GLOSSARY.meaning_of(Tag("headache", "sign", "headache", own=True)) == ""
    assert GLOSSARY.meaning_of(VOCABULARY.tags["dread"]) == GLOSSARY.meanings["dread"].text


def test_it_is_read_once_and_reached_through_the_vocabulary() -> None:
    assert glossary() is load()

"""`cfj learn`: every text is short, names its sources, is no verdict, and speaks of what there really is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cfjournal import glossary, learn, vocabulary
from cfjournal.errors import UsageError
from cfjournal.render.learn_page import texts_of, topic_page
from cfjournal.render.page import Command, Page
from cfjournal.render.plain import say
from cfjournal.rules.reference import FEWEST, FULL
from tests.edges import cfj, edge_for, run_at
from tests.test_glossary import VERDICTS
from tests.test_help import arguments, help_of, parse
from tests.test_store import CONFLICT_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

TOPICS = {topic.id: topic for topic in learn.topics()}
TEXTS = {name: say(topic_page(topic)) for name, topic in TOPICS.items()}
every_topic = pytest.mark.parametrize("name", TOPICS)

SCREENS = 2 * 24 - 2
"""Lines of two screens of 24, less the prompt before and after."""

NEEDY = ("--bring", "delete")
"""What a text may name without the word that has to follow it."""

FACTS = {
    "hensel-2015": (".16", ".12", ".19", "-.17", "-.26", "38 studies"),
    "cieslak-2014": (".69", "41 studies", "8,256"),
    "smit-2022": ("68.3%", "73.7%", "41 people"),
}
"""The figures of each source, as they may be given."""


def commands_of(name: str) -> list[str]:
    """Every command that a topic names, in its text or to be typed next."""
    blocks = [block for section in topic_page(TOPICS[name]).sections for block in section.blocks]
    typed = [block.text for block in blocks if isinstance(block, Command)]
    return typed + re.findall(r"`(cfj [^`]+)`", TEXTS[name])


def _without_commands(name: str) -> Page:
    page = topic_page(TOPICS[name])
    sections = [
        section._replace(blocks=tuple(block for block in section.blocks if not isinstance(block, Command)))
        for section in page.sections
    ]
    return page._replace(sections=tuple(sections))


def test_every_file_is_a_topic_and_every_topic_a_file() -> None:
    assert {path.stem for path in learn.FOLDER.iterdir()} == set(learn.ORDER)
    assert len(TOPICS) == 15


def test_the_list_fits_a_screen_and_names_every_topic_with_a_line() -> None:
    done = cfj(Path("nowhere"), "learn")
    assert done.code == 0
    assert len(done.out.splitlines()) < 24
    for topic in TOPICS.values():
        assert re.search(rf"^  cfj learn {topic.id} +{re.escape(topic.about)}$", done.out, re.MULTILINE)


@every_topic
def test_a_topic_fits_two_screens(name: str) -> None:
    done = cfj(Path("nowhere"), "learn", name)
    lines = done.out.splitlines()
    assert done.code == 0
    assert 12 < len(lines) <= SCREENS
    assert max(map(len, lines)) <= 80


@every_topic
def test_a_topic_can_be_read_in_forty_columns_in_ascii_and_aloud(name: str) -> None:
    narrow = run_at(edge_for(width=40, encoding="ascii"), "learn", name).out
    assert narrow.isascii()
    assert "\\u" not in narrow
    assert max(map(len, narrow.splitlines())) <= 40
    aloud = run_at(edge_for(), "--plain", "learn", name).out
    assert aloud == TEXTS[name]
    assert aloud.isascii()


@every_topic
def test_a_topic_has_sources_that_are_shown(name: str) -> None:
    texts = glossary.load()
    assert TOPICS[name].sources
    shown = TEXTS[name].partition("\nSources:\n")[2]
    assert [texts.sources[key].text in shown for key in TOPICS[name].sources] == [
        True for _ in TOPICS[name].sources
    ]


@every_topic
@pytest.mark.parametrize(
    "verdict", [*VERDICTS, r"\bdisorder", r"you are (burned|traumati[sz]ed|ill)\b", r"you should have"]
)
def test_no_topic_is_a_verdict(name: str, verdict: str) -> None:
    assert not re.search(verdict, TEXTS[name], re.IGNORECASE)


def test_the_commands_that_topics_name_are_found() -> None:
    named = [command for name in TOPICS for command in commands_of(name)]
    assert {"cfj check --fix", "cfj log --bring", "cfj support", "cfj learn secondary-trauma"} <= set(named)


@every_topic
def test_every_command_and_option_that_a_topic_names_exists(name: str) -> None:
    for command in commands_of(name):
        words = arguments(command)
        if words[-1] in NEEDY:
            words.append("last")
        parse(words)
        if words[0] == "learn":
            learn.find(words[1:])
    options = set(re.findall(r"(?<!\S)--[a-z-]+", re.sub(r"`[^`]*`", "", say(_without_commands(name)))))
    assert [option for option in options if option not in help_of()] == []


@every_topic
def test_every_word_to_log_that_a_topic_names_is_one(name: str) -> None:
    words = vocabulary.load()
    named = re.findall(r"`([^`]+)`", TEXTS[name])
    assert [word for word in named if not word.startswith("cfj ") and word not in words.tags] == []


@every_topic
def test_every_correlation_and_share_is_one_of_its_sources(name: str) -> None:
    given = re.findall(r"(?<![\d.])-?\.\d+|\d+\.\d+%", "\n".join(part.text for part in TOPICS[name].parts))
    allowed = {figure for key in TOPICS[name].sources for figure in FACTS.get(key, ())}
    assert [figure for figure in given if figure not in allowed] == []


def test_the_figures_are_given() -> None:
    for figure in (*FACTS["hensel-2015"], *FACTS["cieslak-2014"]):
        assert figure in TEXTS["secondary-trauma"]


def test_the_rules_page_gives_the_limits_that_the_rules_have_and_the_figure_of_the_readme() -> None:
    text = TEXTS["rules"]
    assert f"Under {FEWEST} shifts" in text
    assert f"from {FEWEST} it is provisional, from {FULL} full" in text
    (row,) = re.findall(
        r"^\| cfjournal \| ([\d.]+) \|",
        (Path(__file__).parents[1] / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert f"about {float(row):.1f} false flags" in text


def test_what_the_words_mean_is_said_in_the_words_of_the_glossary() -> None:
    texts = glossary.load()
    for id_, pattern in texts.patterns.items():
        assert pattern.meaning in TEXTS[id_]
        assert pattern.distinction in TEXTS[id_]
        assert pattern.distinction in TEXTS["differences"]
    for usage in texts.patterns["compassion-fatigue"].usages:
        assert usage in TEXTS["compassion-fatigue"]
        assert usage in TEXTS["differences"]
    assert texts.meanings["supervision"].text in TEXTS["supervision"]


def test_the_names_of_conflict_copies_are_those_that_are_tested() -> None:
    named = re.findall(r"\bID\S*(?: \([^)]*\)| 2)?\.toml", TEXTS["sync"])
    assert len(named) == 4
    for name in named:
        pattern = re.escape(name).replace("ID", r"\{\}", 1)
        pattern = re.sub(r"DATE\\-TIME\\-NAME|DATE|COMPUTER", r"[\\w -]+", pattern)
        assert [tested for tested in CONFLICT_NAMES if re.fullmatch(pattern, tested)], name


def test_a_text_that_the_glossary_lacks_is_not_passed_over() -> None:
    assert "burnout.distinction" in texts_of(glossary.load())
    topic = learn.parse("x", "# X\nabout: x\nsources: own\n\nLead.\n\n{no-such-text}")
    with pytest.raises(KeyError, match="no-such-text"):
        topic_page(topic)


def test_the_notation_is_read() -> None:
    topic = learn.parse(
        "x",
        "# A title\nabout: a line\nalso: y z\nsources: own\n\nThe lead\ngoes on.\n\n## Heading\n\n"
        "- one\n  more\n- two\n\n    cfj log: a check-in\n\nLast.\n",
    )
    assert (topic.title, topic.names, topic.sources) == ("A title", ("x", "y", "z"), ("own",))
    assert [tuple(filter(None, part)) for part in topic.parts] == [
        ("words", "The lead goes on."),
        ("heading", "Heading"),
        ("point", "one more"),
        ("point", "two"),
        ("command", "cfj log", "a check-in"),
        ("words", "Last."),
    ]


def test_no_two_topics_share_a_name() -> None:
    names = [name for topic in TOPICS.values() for name in topic.names]
    assert sorted(names) == sorted(set(names))
    assert names == [vocabulary.normal(name) for name in names]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sec", "secondary-trauma"),
        ("Secondary Trauma", "secondary-trauma"),
        ("vicarious", "secondary-trauma"),
        ("compassion", "compassion-fatigue"),
        ("sup", "supervision"),
        ("Syncthing", "sync"),
        ("organization", "organisation"),
        ("delete", "privacy"),
        ("not", "limits"),
    ],
)
def test_a_topic_is_found_by_its_beginning_or_by_another_name(typed: str, meant: str) -> None:
    assert learn.find(typed.split()).id == meant


@pytest.mark.parametrize(
    ("typed", "says", "hints"),
    [
        ("burnuot", "no topic 'burnuot'", "did you mean burnout?"),
        ("s", "'s' could be secondary-trauma, supervision or sync", "a little more"),
        ("zzz", "no topic 'zzz'", "`cfj learn` lists the topics"),
        ("", "no topic ''", "lists the topics"),
    ],
)
def test_what_is_no_topic_gets_near_matches(typed: str, says: str, hints: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        learn.find([typed])
    assert hints in str(caught.value.hint)


def test_a_word_that_can_be_logged_is_explained_elsewhere() -> None:
    done = cfj(Path("nowhere"), "learn", "tearful")
    assert done.code == 2
    assert "`cfj signs tearful` says what that word means" in done.err


def test_a_topic_looks_the_same_as_when_it_was_last_looked_at(golden: Callable[[str, str], None]) -> None:
    golden("learn-80.txt", "\n".join(run_at(edge_for(), "learn", *name).out for name in ((), ("sync",))))
    golden("learn-40.txt", run_at(edge_for(width=40), "learn", "compassion").out)

"""The words a person can name, and what typed text becomes."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cfjournal
from cfjournal.beginnings import plainly_begins
from cfjournal.entry import LEVELS
from cfjournal.errors import UsageError
from cfjournal.vocabulary import (
    ALSO_WEIGHT,
    MAIN_WEIGHT,
    SHARED_WEIGHT,
    AmbiguousTag,
    Tag,
    TagError,
    UnknownTag,
    Vocabulary,
    glossary,
    load,
    normal,
    parse_tag,
    read_level,
    tables,
)

if TYPE_CHECKING:
    from cfjournal.vocabulary import Group

BURNOUT, COMPASSION, TRAUMA = PATTERNS = ("burnout", "compassion-fatigue", "secondary-trauma")

OWN_SIGNS = {
    BURNOUT: "exhaustion unrested cynicism detachment reduced-accomplishment not-caring overwhelm",
    COMPASSION: "flatness impatience slow-recovery going-through-motions dread shame hard-to-see",
    TRAUMA: "intrusion hypervigilance avoidance unsafe bad-dreams changed-beliefs",
}
SHARED = "poor-sleep poor-concentration withdrawal tearful"
STRAINS = (
    "overload understaffed overtime no-break no-time-to-process incident no-debrief no-support"
    " admin-only-supervision distress-dismissed push-through unclear-policy moral-strain conflict poor-pay"
)
SUPPORTS = (
    "supervision debrief break time-to-process colleague-support manager-support named-it self-compassion"
    " rest boundary moved"
)
PHASES = {
    "exhaustion": {"exhaustion", "unrested", "overwhelm"},
    "distance": {"cynicism", "detachment", "not-caring"},
    "reduced-accomplishment": {"reduced-accomplishment"},
}

VOCABULARY = load()
TAGS = tuple(VOCABULARY.tags.values())
NAMES = [(name, tag) for tag in TAGS for name in tag.names]


def own(name: str, *aliases: str, group: Group = "sign", also: tuple[str, ...] = ()) -> Tag:
    return Tag(name, group, name, aliases, also=also, own=True)


def resolved(text: str) -> Tag | TagError:
    """What `resolve` gives or raises; any other error goes through and fails the test."""
    try:
        return VOCABULARY.resolve(text)
    except TagError as error:
        return error


class TestTheShippedWords:
    def test_are_the_signs_of_the_design_in_order_and_nothing_else(self) -> None:
        assert " ".join(VOCABULARY.signs) == " ".join([*OWN_SIGNS.values(), SHARED, "hopeless"])

    def test_are_the_strains_and_supports_of_the_design_and_nothing_else(self) -> None:
        assert " ".join(VOCABULARY.strains) == STRAINS
        assert " ".join(VOCABULARY.supports) == SUPPORTS
        assert len(TAGS) == len(VOCABULARY.signs + VOCABULARY.strains + VOCABULARY.supports)

    @pytest.mark.parametrize("pattern", PATTERNS)
    def test_name_the_main_signs_of_each_pattern(self, pattern: str) -> None:
        assert [tag.id for tag in TAGS if tag.main == pattern] == OWN_SIGNS[pattern].split()

    def test_only_cynicism_dread_and_the_shared_signs_count_elsewhere_too(self) -> None:
        also = {tag.id: tag.also for tag in TAGS if tag.also}
        assert also == {
            "cynicism": (COMPASSION,),
            "dread": (BURNOUT,),
            **dict.fromkeys(SHARED.split(), PATTERNS),
        }

    def test_give_each_burnout_sign_its_phase_and_no_other(self) -> None:
        phases = {phase: {tag.id for tag in TAGS if tag.phase == phase} for phase in PHASES}
        assert phases == PHASES
        assert {tag.id for tag in TAGS if tag.phase} == {tag.id for tag in TAGS if tag.main == BURNOUT}

    def test_keep_hopeless_out_of_every_pattern_and_let_it_alone_reach_out(self) -> None:
        assert [tag.id for tag in TAGS if tag.reach_out] == ["hopeless"]
        assert [VOCABULARY.tags["hopeless"].weight(pattern) for pattern in PATTERNS] == [0, 0, 0]

    def test_have_no_pattern_among_strains_and_supports(self) -> None:
        assert not [tag for tag in TAGS if tag.group != "sign" and (tag.main or tag.also or tag.phase)]

    def test_are_none_of_them_the_persons_own(self) -> None:
        assert not [tag for tag in TAGS if tag.own]

    def test_know_the_patterns_in_order(self) -> None:
        assert VOCABULARY.patterns == PATTERNS

    def test_cannot_be_changed_by_a_reader(self) -> None:
        with pytest.raises(TypeError):
            VOCABULARY.tags["dread"] = TAGS[0]  # type: ignore[index]


class TestTheNames:
    def test_are_used_once_across_all_tags(self) -> None:
        names = [name for name, _ in NAMES]
        assert sorted(names) == sorted(set(names))

    def test_are_in_the_form_in_which_typed_text_is_compared(self) -> None:
        assert [name for name, _ in NAMES if name != normal(name) or not name.isascii()] == []

    def test_are_five_or_more_beside_the_id_of_every_sign(self) -> None:
        assert {
            tag.id: len(tag.aliases) for tag in TAGS if tag.group == "sign" and len(tag.aliases) < 5
        } == {}

    def test_are_two_or_more_beside_the_id_of_every_strain_and_support(self) -> None:
        assert [tag.id for tag in TAGS if len(tag.aliases) < 2] == []

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("tired", "exhaustion"),
            ("burnt-out", "exhaustion"),
            ("still-tired", "unrested"),
            ("numb", "flatness"),
            ("flat", "flatness"),
            ("nightmares", "bad-dreams"),
            ("insomnia", "poor-sleep"),
            ("crying", "tearful"),
            ("guilty", "shame"),
            ("autopilot", "going-through-motions"),
            ("short-staffed", "understaffed"),
            ("day-off", "rest"),
            ("suicidal", "hopeless"),
        ],
    )
    def test_are_what_a_tired_person_would_type(self, typed: str, meant: str) -> None:
        assert VOCABULARY.resolve(typed).id == meant

    def test_have_short_labels_of_one_line(self) -> None:
        assert [tag.id for tag in TAGS if not (1 <= len(tag.label) <= 34 and tag.label.isprintable())] == []

    def test_have_labels_that_tell_them_apart(self) -> None:
        assert len({tag.label for tag in TAGS}) == len(TAGS)


class TestWeights:
    def test_are_whole_for_own_signs_half_for_a_second_pattern_a_quarter_for_shared_signs(self) -> None:
        assert VOCABULARY.of_pattern(COMPASSION) == {
            "cynicism": 0.5,
            **dict.fromkeys(OWN_SIGNS[COMPASSION].split(), 1.0),
            **dict.fromkeys(SHARED.split(), 0.25),
        }

    @pytest.mark.parametrize("pattern", PATTERNS)
    def test_hold_for_signs_only(self, pattern: str) -> None:
        assert set(VOCABULARY.of_pattern(pattern)) <= set(VOCABULARY.signs)

    def test_are_empty_for_what_is_no_pattern(self) -> None:
        assert VOCABULARY.of_pattern("boredom") == {}

    def test_of_an_own_sign_are_reduced(self) -> None:
        assert own("headache", also=(BURNOUT,)).weight(BURNOUT) == ALSO_WEIGHT
        assert own("headache", also=PATTERNS).weight(BURNOUT) == SHARED_WEIGHT
        assert own("headache").weight(BURNOUT) == 0
        assert SHARED_WEIGHT < ALSO_WEIGHT < MAIN_WEIGHT


class TestResolving:
    @given(st.sampled_from(NAMES))
    def test_finds_the_tag_of_every_name(self, named: tuple[str, Tag]) -> None:
        name, tag = named
        assert VOCABULARY.resolve(name) is tag

    @given(st.sampled_from(NAMES), st.data())
    def test_takes_a_plain_beginning_or_says_that_it_is_shared_or_none(
        self, named: tuple[str, Tag], data: st.DataObject
    ) -> None:
        name, tag = named
        start = name[: data.draw(st.integers(1, len(name)))]
        owners = [other for other in TAGS if any(n.startswith(start) for n in other.names)]
        found = resolved(start)
        if isinstance(found, Tag):
            assert start in found.names or owners == [found] == [tag]
        elif isinstance(found, AmbiguousTag):
            assert list(found.candidates) == owners
            assert len(owners) > 1
        else:
            assert owners == [tag]
            assert not plainly_begins(start, tag)

    @given(st.text() | st.sampled_from(NAMES).map(lambda named: named[0][::-1]))
    def test_raises_nothing_but_the_two_errors(self, text: str) -> None:
        found = resolved(text)
        if isinstance(found, Tag):
            assert any(name.startswith(normal(text)) for name in (*found.names, normal(found.label)))
        else:
            assert type(found) in {UnknownTag, AmbiguousTag}
            assert found.text == text
            assert found.message.isprintable()
            assert found.hint.endswith("cfj signs lists them all")

    @pytest.mark.parametrize(
        "typed", ["Bad dreams", "BAD_DREAMS", " bad-dreams ", "bad  dreams", "Nightmares", "nightm"]
    )
    def test_does_not_mind_case_spaces_and_underscores(self, typed: str) -> None:
        assert VOCABULARY.resolve(typed).id == "bad-dreams"

    @pytest.mark.parametrize("typed", ["can't sleep", "can\u2019t sleep", "cant-sleep"])
    def test_does_not_mind_apostrophes(self, typed: str) -> None:
        assert VOCABULARY.resolve(typed).id == "poor-sleep"

    def test_takes_names_of_one_tag_that_begin_alike_as_one_match(self) -> None:
        assert VOCABULARY.resolve("exhau").id == "exhaustion"

    def test_prefers_a_whole_name_to_a_longer_one(self) -> None:
        both = Vocabulary({"rest": own("rest", "nap"), "restless": own("restless", "napping-badly")})
        assert both.resolve("rest").id == "rest"
        assert both.resolve("nap").id == "rest"
        assert both.resolve("restl").id == "restless"

    def test_of_a_shared_beginning_names_all_that_it_could_be(self) -> None:
        with pytest.raises(AmbiguousTag) as raised:
            VOCABULARY.resolve("over")
        assert [tag.id for tag in raised.value.candidates] == ["overwhelm", "overload", "overtime"]
        assert raised.value.message == "'over' could be overwhelm, overload or overtime"
        assert raised.value.hint == "write a little more of it; cfj signs lists them all"

    def test_of_a_very_short_beginning_names_six_and_counts_the_others(self) -> None:
        with pytest.raises(AmbiguousTag) as raised:
            VOCABULARY.resolve("no")
        assert len(raised.value.candidates) > 7
        assert raised.value.message.endswith(f" or {len(raised.value.candidates) - 6} more")

    @pytest.mark.parametrize(
        ("typed", "near"),
        [
            ("exhuasted", "exhaustion"),
            ("dred", "dread"),
            ("supervison", "supervision"),
            ("nigthmares", "bad-dreams"),
        ],
    )
    def test_of_a_misspelt_word_offers_the_near_one_first(self, typed: str, near: str) -> None:
        with pytest.raises(UnknownTag) as raised:
            VOCABULARY.resolve(typed)
        assert raised.value.candidates[0].id == near
        assert raised.value.message == f"'{typed}' is not a word that cfj knows"
        assert raised.value.hint.startswith(f"did you mean {near}")

    def test_of_a_part_of_a_name_offers_the_whole(self) -> None:
        with pytest.raises(UnknownTag) as raised:
            VOCABULARY.resolve("process")
        assert [tag.id for tag in raised.value.candidates] == ["no-time-to-process", "time-to-process"]

    def test_offers_three_near_words_at_most(self) -> None:
        crowd = Vocabulary({name: own(name) for name in ("aching", "baking", "making", "raking", "taking")})
        with pytest.raises(UnknownTag) as raised:
            crowd.resolve("xaking")
        assert len(raised.value.candidates) == 3

    def test_of_something_far_from_every_word_offers_nothing(self) -> None:
        with pytest.raises(UnknownTag) as raised:
            VOCABULARY.resolve("qwxyz")
        assert raised.value.candidates == ()
        assert raised.value.hint == "cfj signs lists them all"

    @pytest.mark.parametrize("empty", ["", "  ", "\t"])
    def test_of_nothing_asks_for_a_word(self, empty: str) -> None:
        with pytest.raises(UnknownTag, match="a tag needs a word"):
            VOCABULARY.resolve(empty)

    def test_shows_little_of_a_long_text_and_nothing_that_a_terminal_obeys(self) -> None:
        with pytest.raises(UnknownTag) as raised:
            VOCABULARY.resolve("\x1b[31m\u202e" + "z" * 5000)
        assert raised.value.message.isprintable()
        assert len(raised.value.message) < 100

    @pytest.mark.parametrize(
        "typed",
        ["hope", "sleep", "slept", "sleeping", "night", "admin", "manager", "hard", "distress", "lost"],
    )
    def test_asks_where_a_common_word_begins_two_things(self, typed: str) -> None:
        with pytest.raises(AmbiguousTag):
            VOCABULARY.resolve(typed)

    @pytest.mark.parametrize("typed", ["low", "safe", "boss", "team", "angry"])
    def test_guesses_nothing_from_a_word_that_is_too_broad(self, typed: str) -> None:
        with pytest.raises(UnknownTag):
            VOCABULARY.resolve(typed)

    def test_errors_are_usage_errors(self) -> None:
        for kind in (UnknownTag, AmbiguousTag):
            assert issubclass(kind, TagError)
            assert issubclass(kind, UsageError)
            assert kind.exit_code == 2


class TestTagsWithLevels:
    @pytest.mark.parametrize("level", range(len(LEVELS)))
    def test_take_each_level(self, level: int) -> None:
        assert parse_tag(f"dread:{level}", VOCABULARY) == (VOCABULARY.tags["dread"], level)

    def test_count_as_clearly_without_one(self) -> None:
        tag, level = parse_tag("tired", VOCABULARY)
        assert (tag.id, LEVELS[level]) == ("exhaustion", "clearly")

    def test_may_have_spaces_around_the_colon(self) -> None:
        tag, level = parse_tag("bad dreams : 3", VOCABULARY)
        assert (tag.id, level) == ("bad-dreams", 3)

    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("7", "7"),
            ("-1", "'-1'"),
            ("", "missing"),
            (" ", "missing"),
            ("strongly", "'strongly'"),
            ("2.5", "'2.5'"),
            ("\u0663", "'\u0663'"),
            ("3:1", "'3:1'"),
            ("9" * 5000, "'" + "9" * 40 + "...'"),
        ],
    )
    def test_refuse_any_other_level_and_name_the_five(self, typed: str, shown: str) -> None:
        with pytest.raises(UsageError) as raised:
            parse_tag(f"dread:{typed}", VOCABULARY)
        assert raised.value.message == f"the level of dread is {shown}, and levels go from 0 to 4"
        assert all(name in raised.value.hint for name in LEVELS)

    def test_complain_of_the_word_before_the_level(self) -> None:
        with pytest.raises(UnknownTag) as raised:
            parse_tag("qwxyz:9", VOCABULARY)
        assert raised.value.text == "qwxyz"

    @given(
        st.text() | st.builds("{}:{}".format, st.sampled_from(NAMES).map(lambda named: named[0]), st.text())
    )
    def test_raise_nothing_but_usage_errors(self, text: str) -> None:
        with contextlib.suppress(UsageError):
            tag, level = parse_tag(text, VOCABULARY)
            assert tag.id in VOCABULARY.tags
            assert 0 <= level <= 4

    @given(st.text() | st.integers(-9, 99).map(str))
    def test_read_a_level_or_raise_a_usage_error(self, text: str) -> None:
        with contextlib.suppress(UsageError):
            assert read_level(text, "dread") == int(text)


class TestOwnWords:
    def test_are_found_beside_the_shipped_ones(self) -> None:
        mine = VOCABULARY.with_own([own("headache", "migraine"), own("night-turn", group="strain")])
        assert mine.resolve("migr").id == "headache"
        assert mine.resolve("tired").id == "exhaustion"
        assert mine.signs == (*VOCABULARY.signs, "headache")
        assert mine.strains == (*VOCABULARY.strains, "night-turn")
        assert mine.supports == VOCABULARY.supports

    def test_count_towards_the_patterns_they_name(self) -> None:
        mine = VOCABULARY.with_own([own("headache", also=(BURNOUT,))])
        assert mine.of_pattern(BURNOUT) == VOCABULARY.of_pattern(BURNOUT) | {"headache": ALSO_WEIGHT}
        assert mine.of_pattern(TRAUMA) == VOCABULARY.of_pattern(TRAUMA)

    def test_leave_the_shipped_vocabulary_as_it_was(self) -> None:
        VOCABULARY.with_own([own("headache")])
        assert "headache" not in load().tags

    @given(st.sampled_from(NAMES))
    def test_may_not_take_a_shipped_name(self, named: tuple[str, Tag]) -> None:
        name, holder = named
        for taker in (own(name), own("headache", name)):
            with pytest.raises(UsageError, match=f"{name} already means {holder.id}$"):
                VOCABULARY.with_own([taker])

    def test_may_not_take_one_anothers_names(self) -> None:
        with pytest.raises(UsageError, match=r"migraine already means your own headache$"):
            VOCABULARY.with_own([own("headache", "migraine"), own("migraine", group="strain")])


class TestReading:
    def test_happens_once(self) -> None:
        assert load() is load()

    def test_stays_small_for_every_log(self) -> None:
        file = Path(cfjournal.__file__).with_name("knowledge") / "vocabulary.toml"
        assert 1_000 < file.stat().st_size <= 9_000

    def test_loads_nothing_that_naming_a_tag_does_not_need(self) -> None:
        code = (
            "import sys; from cfjournal.vocabulary import load, parse_tag; parse_tag('tired:3', load());"
            " print([m for m in ('difflib', 'json', 'importlib.resources', 'cfjournal.glossary', 'tomllib',"
            " 'cfjournal.own_words') if m in sys.modules], 'cfjournal.entry' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-S", "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(Path(cfjournal.__file__).parents[1])},
        )
        assert done.stdout.strip() == "[] True"

    def test_finds_a_meaning_for_every_word(self) -> None:
        assert set(glossary().meanings) == set(VOCABULARY.tags)


def test_the_quick_reader_of_the_shipped_file_reads_what_a_toml_parser_reads() -> None:
    text = Path(cfjournal.__file__).with_name("knowledge").joinpath("vocabulary.toml").read_text("utf-8")
    read = tables(text)
    assert read == tomllib.loads(text)
    assert read["signs"]["hopeless"]["reach_out"] is True
    assert len(read["signs"]) == len(load().signs)

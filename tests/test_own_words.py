"""The person's own words: what may stand in `config.toml`, and what is said when it may not."""

from __future__ import annotations

import contextlib
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfjournal.errors import UsageError
from cfjournal.vocabulary import GROUPS, Tag, load, own_tags

if TYPE_CHECKING:
    from cfjournal.vocabulary import Group


def read(text: str, group: Group = "sign") -> list[Tag]:
    return own_tags(group, tomllib.loads(text)[f"{group}s"])


def refusal(text: str, group: Group = "sign") -> UsageError:
    with pytest.raises(UsageError) as raised:
        read(text, group)
    return raised.value


class TestOwnWordsThatMayStand:
    def test_have_a_label_aliases_and_patterns(self) -> None:
        assert read("""
            [signs.headache]
            label = "headache after shift"
            aliases = ["migraine", "Sore Head"]
            also = ["burnout"]
        """) == [
            Tag(
                "headache",
                "sign",
                "headache after shift",
                ("migraine", "sore-head"),
                also=("burnout",),
                own=True,
            )
        ]

    @pytest.mark.parametrize("group", GROUPS)
    def test_may_have_nothing_but_a_name(self, group: Group) -> None:
        assert read(f"[{group}s.night-turn]", group) == [Tag("night-turn", group, "night turn", own=True)]

    def test_keep_their_order(self) -> None:
        assert [tag.id for tag in read("[signs.zeal]\n[signs.apple]\n[signs.mango]")] == [
            "zeal",
            "apple",
            "mango",
        ]

    def test_may_repeat_themselves_without_harm(self) -> None:
        (tag,) = read(
            '[signs.headache]\naliases = ["headache", "ache", "Ache"]\nalso = ["burnout", "burnout"]'
        )
        assert (tag.aliases, tag.also) == (("ache",), ("burnout",))

    def test_may_be_none(self) -> None:
        assert own_tags("sign", {}) == []

    def test_resolve_once_they_are_in_the_vocabulary(self) -> None:
        mine = load().with_own(read('[signs.headache]\naliases = ["can\'t see straight"]'))
        assert mine.resolve("Can't see straight").own


class TestOwnWordsThatMayNot:
    @pytest.mark.parametrize(
        "name", ["Headache", "head ache", "head_ache", "-head", "head-", "head--ache", "", "müde"]
    )
    def test_have_a_name_that_cannot_be_typed_anywhere(self, name: str) -> None:
        error = refusal(f'[signs."{name}"]')
        assert error.message == f"{name!r} under signs in config.toml is not a name that cfj can use"
        assert "lower-case letters, digits and hyphens" in error.hint

    def test_have_a_key_that_is_a_slip(self) -> None:
        error = refusal('[signs.headache]\nalias = ["migraine"]')
        assert error.message == "[signs.headache] in config.toml has a key that cfj does not know, 'alias'"
        assert error.hint.startswith("did you mean aliases? it may hold label, aliases, also; ")

    def test_have_a_key_that_is_nothing_like_any(self) -> None:
        assert refusal("[signs.headache]\nqqq = 1").hint.startswith("it may hold label, aliases, also; ")

    @pytest.mark.parametrize("group", ["strain", "support"])
    def test_give_a_strain_or_a_support_a_pattern(self, group: Group) -> None:
        error = refusal(f'[{group}s.night-turn]\nalso = ["burnout"]', group)
        assert "'also'" in error.message
        assert error.hint.startswith("it may hold label, aliases; ")

    @pytest.mark.parametrize(
        "main", ['main = "burnout"', 'phase = "distance"', "reach_out = true", "own = false"]
    )
    def test_weigh_like_a_shipped_sign(self, main: str) -> None:
        assert "a key that cfj does not know" in refusal(f"[signs.headache]\n{main}").message

    def test_name_a_pattern_that_does_not_exist(self) -> None:
        error = refusal('[signs.headache]\nalso = ["burn-out"]')
        assert error.message == "[signs.headache] in config.toml: 'burn-out' is not a pattern"
        assert error.hint == "the patterns are burnout, compassion-fatigue, secondary-trauma"

    @pytest.mark.parametrize(
        "label", ['""', '"  "', "3", '"two\\nlines"', '"\\u001b[31m"', '"\\u202e"', "[]"]
    )
    def test_have_a_label_that_is_not_one_line_of_text(self, label: str) -> None:
        assert refusal(f"[signs.headache]\nlabel = {label}").message == (
            "[signs.headache] in config.toml: the label is not one line of text"
        )

    @pytest.mark.parametrize(
        ("key", "value"), [("aliases", '"migraine"'), ("aliases", "[1]"), ("also", '"burnout"')]
    )
    def test_have_something_else_than_a_list_of_words(self, key: str, value: str) -> None:
        assert f"{key} is not a list of words" in refusal(f"[signs.headache]\n{key} = {value}").message

    @pytest.mark.parametrize("alias", ["", "a:b", "[x]", "müde", "!"])
    def test_have_an_alias_that_cannot_be_typed_anywhere(self, alias: str) -> None:
        assert (
            "is not an alias that cfj can use" in refusal(f'[signs.headache]\naliases = ["{alias}"]').message
        )

    @pytest.mark.parametrize(
        ("text", "taken", "by"),
        [
            ("[signs.dread]", "dread", "dread"),
            ("[signs.tired]", "tired", "exhaustion"),
            ('[signs.headache]\naliases = ["tired"]', "tired", "exhaustion"),
            ('[signs.headache]\naliases = ["Supervision"]', "supervision", "supervision"),
            ('[signs.headache]\n[signs.ache]\naliases = ["headache"]', "headache", "your own headache"),
        ],
    )
    def test_take_a_word_that_already_means_something(self, text: str, taken: str, by: str) -> None:
        error = refusal(text)
        assert error.message.endswith(f" in config.toml: {taken} already means {by}")
        assert error.hint == "choose another name: each word means one thing"

    @pytest.mark.parametrize("value", ["3", '"headache"', "[]"])
    def test_be_anything_but_a_table(self, value: str) -> None:
        assert (
            refusal(f"[signs]\nheadache = {value}").message
            == "[signs.headache] in config.toml is not a table"
        )
        assert refusal(f"signs = {value}").message == "signs in config.toml is not a table"

    @given(
        st.dictionaries(
            st.sampled_from(["headache", "dread", "X"]) | st.text(),
            st.dictionaries(
                st.sampled_from(["label", "aliases", "also"]) | st.text(),
                st.text() | st.integers() | st.lists(st.text() | st.just("burnout") | st.integers()),
            )
            | st.integers(),
        ),
        st.sampled_from(GROUPS),
    )
    def test_raise_anything_but_a_usage_error(self, table: dict[str, object], group: Group) -> None:
        tags: list[Tag] = []
        with contextlib.suppress(UsageError):
            tags = own_tags(group, table)
        assert [tag.id for tag in tags] in ([], list(table))
        assert set(load().with_own(tags).tags) == set(load().tags) | {tag.id for tag in tags}

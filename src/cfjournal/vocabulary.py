"""The words a person can name: signs, strains and supports, shipped and their own, and typed text -> tag.

Read at every `cfj log`, so it loads only what naming needs; the long texts are in `glossary`.
It knows words, aliases and the patterns they belong to. It may not know files of the person,
entries or what rules do with the weights.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cfjournal.entry import BARE_LEVEL, check_level
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cfjournal.glossary import Glossary

Group = Literal["sign", "strain", "support"]
GROUPS: tuple[Group, ...] = get_args(Group)

MAIN_WEIGHT = 1.0
"""A pattern's own sign counts whole: it is what the pattern is made of."""

ALSO_WEIGHT = 0.5
"""A sign that belongs mainly elsewhere counts half: present in both, but it must not light both alone."""

SHARED_WEIGHT = 0.25
"""A sign of several patterns and main in none says that something weighs, and little about what."""

NAMED_AT_MOST = 6
SHOWN_LETTERS = 40

AROUND = ' \t\n\r.,;!?"#\u201c\u201d\u2026'
"""What may stand around a word and is no part of it: `tired!`, `"flat"`, `#dread`."""

SEE_ALL = "cfj signs lists them all"


class Tag(NamedTuple):
    """One word of the vocabulary. A named tuple, as a dataclass would slow every start.

    `main` is the pattern that a sign mainly belongs to, `also` those where it counts at reduced weight,
    `phase` its phase of burnout. `reach_out` asks for a person to talk to at once, without any rule.
    `own` marks the person's own words.
    """

    id: str
    group: Group
    label: str
    aliases: tuple[str, ...] = ()
    main: str | None = None
    also: tuple[str, ...] = ()
    phase: str | None = None
    reach_out: bool = False
    own: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it can be called: the id, then the aliases."""
        return (self.id, *self.aliases)

    def weight(self, pattern: str) -> float:
        """How much this tag counts towards `pattern`: 0 when it does not."""
        if self.main == pattern:
            return MAIN_WEIGHT
        if pattern not in self.also:
            return 0.0
        return SHARED_WEIGHT if self.main is None and len(self.also) > 1 else ALSO_WEIGHT


class TagError(UsageError):
    """What was typed is no single tag. `text` is what was typed, `candidates` what it may have meant."""

    def __init__(self, text: str, candidates: tuple[Tag, ...], message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.text = text
        self.candidates = candidates


class UnknownTag(TagError):  # noqa: N818 - the name says what happened
    """No tag is called that; `candidates` are near matches, perhaps none."""

    def __init__(self, text: str, candidates: tuple[Tag, ...]) -> None:
        message = f"{shown(text)} is not a word that cfj knows" if text.strip() else "a tag needs a word"
        near = f"did you mean {_one_of(candidates)}? " if candidates else ""
        near = "a level stands after its word, as in tired:3; " if text.isdecimal() else near
        super().__init__(text, candidates, message, near + SEE_ALL)


class AmbiguousTag(TagError):  # noqa: N818 - as above
    """Several tags begin like that; `candidates` are all of them."""

    def __init__(self, text: str, candidates: tuple[Tag, ...]) -> None:
        message = f"{shown(text)} could be {_one_of(candidates)}"
        super().__init__(text, candidates, message, f"write a little more of it; {SEE_ALL}")


class Vocabulary(NamedTuple):
    """The tags by id, in order of display."""

    tags: Mapping[str, Tag]

    @property
    def signs(self) -> tuple[str, ...]:
        """The ids of the signs."""
        return self._ids("sign")

    @property
    def strains(self) -> tuple[str, ...]:
        """The ids of the strains."""
        return self._ids("strain")

    @property
    def supports(self) -> tuple[str, ...]:
        """The ids of the supports."""
        return self._ids("support")

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns that have signs of their own."""
        return tuple(dict.fromkeys(tag.main for tag in self.tags.values() if tag.main))

    def of_pattern(self, pattern: str) -> dict[str, float]:
        """Return the signs that count towards `pattern`, with their weights (0 to 1)."""
        return {tag.id: weight for tag in self.tags.values() if (weight := tag.weight(pattern))}

    def named(self, text: str) -> Tag | None:
        """Return the tag that is called so in full, by its id, an alias or its label, if there is one."""
        word = normal(text)
        whole = next((tag for tag in self.tags.values() if word in tag.names), None)
        return whole or next((tag for tag in self.tags.values() if word and word == normal(tag.label)), None)

    def by_name(self) -> dict[str, Tag]:
        """Return every tag by everything it is called in full: ids and aliases first, then labels."""
        found = {name: tag for tag in self.tags.values() for name in tag.names}
        for tag in self.tags.values():
            found.setdefault(normal(tag.label), tag)
        return found

    def resolve(self, text: str) -> Tag:
        """Return the tag that `text` names in full, or plainly begins: see `beginnings`.

        Case does not matter, apostrophes neither, and spaces and underscores are hyphens. Raises
        `UnknownTag` or `AmbiguousTag`, each with what may have been meant.
        """
        if whole := self.named(text):
            return whole
        from cfjournal import beginnings

        word = normal(text)
        begun = [tag for tag in self.tags.values() if word and beginnings.begins(word, tag)]
        if len(begun) > 1:
            raise AmbiguousTag(text, tuple(begun))
        if begun and beginnings.plainly_begins(word, begun[0]):
            return begun[0]
        raise UnknownTag(text, beginnings.perhaps(word, begun, self.tags.values()))

    def with_own(self, tags: Iterable[Tag]) -> Vocabulary:
        """Return this vocabulary with `tags` after its own. Raises `UsageError` if a name is taken."""
        taken = {name: tag for tag in self.tags.values() for name in tag.names}
        extended = dict(self.tags)
        for tag in tags:
            for name in tag.names:
                if holder := taken.get(name):
                    whose = "your own " if holder.own else ""
                    raise UsageError(
                        f"[{tag.group}s.{tag.id}] in config.toml: {name} already means {whose}{holder.id}",
                        "choose another name: each word means one thing",
                    )
                taken[name] = tag
            extended[tag.id] = tag
        return Vocabulary(MappingProxyType(extended))

    def _ids(self, group: Group) -> tuple[str, ...]:
        return tuple(tag.id for tag in self.tags.values() if tag.group == group)


def parse_tag(text: str, vocabulary: Vocabulary) -> tuple[Tag, int]:
    """Read `TAG` or `TAG:LEVEL`; a bare tag has level 2. Raises `TagError`, or `UsageError` for the level."""
    word, level = split_level(text, vocabulary)
    tag = vocabulary.resolve(word)
    return tag, BARE_LEVEL if level is None else read_level(level, tag.id)


def split_level(text: str, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """Return the word and the level of `tired:3`, `tired=3` or `tired3`, as typed; None for no level."""
    word, sign, level = text.partition(":" if ":" in text else "=")
    bare = word.rstrip("0123456789")
    if not sign and bare != word and not vocabulary.named(word) and vocabulary.named(bare):
        return bare, word[len(bare) :]
    return word, level if sign else None


def read_level(text: str, of: str) -> int:
    """Read a level from 0 to 4 as typed. Raises `UsageError`, which names the levels, for anything else."""
    digits = text.strip()
    if re.fullmatch(r"[0-9]{1,3}", digits):
        return check_level(int(digits), of)
    return check_level(shown(digits) if digits else "missing", of)


def own_tags(group: Group, table: Mapping[str, Any]) -> list[Tag]:
    """Return the person's own words of `group` from a parsed table of `config.toml`; see `own_words`."""
    from cfjournal.own_words import read

    return read(group, table)


@cache
def load() -> Vocabulary:
    """Return the shipped vocabulary, read once."""
    from pathlib import Path

    text = Path(__file__).with_name("knowledge").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    data = tables(text)
    shipped = (
        _shipped(group, name, fields) for group in GROUPS for name, fields in data[f"{group}s"].items()
    )
    return Vocabulary(MappingProxyType({tag.id: tag for tag in shipped}))


def tables(text: str) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what `tomllib` reads of the shipped file, whose lines are all of one shape.

    Loading and running `tomllib` costs every start nearly half a bare Python; a test holds that both agree.
    """
    data: dict[str, dict[str, dict[str, Any]]] = {}
    table: dict[str, dict[str, Any]] = {}
    for line in text.splitlines():
        name, is_tag, rest = line.partition(" = { ")
        if is_tag:
            fields = table[name] = {}
            while rest != "}":
                key, _, rest = rest.partition(" = ")
                quoted = rest[0] in "'\""
                value, _, rest = rest[1:].partition(rest[0]) if quoted else rest.partition(" ")
                fields[key] = value if quoted else value == "true"
                rest = rest.lstrip(", ")
        elif line.startswith("["):
            table = data[line.strip("[]")] = {}
    return data


def glossary() -> Glossary:
    """Return what the words mean, with sources: the long texts, read only where they are shown."""
    from cfjournal.glossary import load as load_glossary

    return load_glossary()


def _shipped(group: Group, name: str, fields: Mapping[str, Any]) -> Tag:
    return Tag(
        name,
        group,
        fields["label"],
        tuple(fields["aliases"].split()),
        fields.get("main"),
        tuple(fields.get("also", "").split()),
        fields.get("phase"),
        fields.get("reach_out", False),
    )


def normal(text: str) -> str:
    """The form in which names are compared: `Can't sleep` is `cant-sleep`."""
    bare = text.casefold().replace("'", "").replace("\u2019", "")
    return re.sub(r"[\s_-]+", "-", bare.strip(AROUND))


def _one_of(tags: tuple[Tag, ...]) -> str:
    named = [tag.id for tag in tags[:NAMED_AT_MOST]]
    if more := len(tags) - len(named):
        named.append(f"{more} more")
    *first, last = named
    return f"{', '.join(first)} or {last}" if first else last


def shown(text: str) -> str:
    """`text` quoted for a message: short, and with nothing in it that a terminal would obey."""
    return repr(text if len(text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS] + "...")

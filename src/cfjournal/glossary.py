"""What the words mean, in full sentences and with sources, for `cfj signs` and `cfj learn`.

Too long to read at every `cfj log`, so it is apart from `vocabulary`. It knows texts only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cfjournal.vocabulary import Tag

Basis = Literal["read", "secondary", "practice", "own"]
"""How a source is known: read itself, through another text, passed on without a study, or this program."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means, and the keys of the sources behind it."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternText:
    """A pattern in words: its name, a line that sets it apart, its meaning, and usages where they differ."""

    name: str
    distinction: str
    meaning: str
    usages: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseText:
    """A phase of burnout in words."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Source:
    """A citation, and how it is known."""

    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Glossary:
    """All the long texts.

    `meanings` by id of a sign, strain or support; `levels` from 0 to 4 (their names are `entry.LEVELS`);
    the others by their ids and keys.
    """

    levels: tuple[str, ...]
    kinds: Mapping[str, str]
    patterns: Mapping[str, PatternText]
    phases: Mapping[str, PhaseText]
    meanings: Mapping[str, Meaning]
    sources: Mapping[str, Source]

    def meaning_of(self, tag: Tag) -> str:
        """Return what `tag` means; for a word of the person's own, nothing."""
        return self.meanings[tag.id].text if tag.id in self.meanings else ""


@cache
def load() -> Glossary:
    """Return the shipped glossary, read once."""
    import tomllib
    from pathlib import Path

    text = Path(__file__).with_name("knowledge").joinpath("glossary.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Glossary(
        levels=tuple(data["levels"]),
        kinds=MappingProxyType(data["kinds"]),
        patterns=_each(data["patterns"], _pattern),
        phases=_each(data["phases"], lambda fields: PhaseText(**fields)),
        meanings=_each(data["signs"] | data["strains"] | data["supports"], _meaning),
        sources=_each(data["sources"], lambda fields: Source(**fields)),
    )


def _each(table: Mapping[str, Any], make: Callable[[Any], T]) -> Mapping[str, T]:
    return MappingProxyType({name: make(fields) for name, fields in table.items()})


def _meaning(fields: Mapping[str, Any]) -> Meaning:
    return Meaning(fields["meaning"], tuple(fields["source"]))


def _pattern(fields: Mapping[str, Any]) -> PatternText:
    return PatternText(
        name=fields["name"],
        distinction=fields["distinction"],
        meaning=fields["meaning"],
        usages=tuple(fields.get("usages", ())),
        sources=tuple(fields["source"]),
    )

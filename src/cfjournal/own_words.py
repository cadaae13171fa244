"""The person's own signs, strains and supports: from a parsed table of `config.toml` to tags.

Imported only where someone has words of their own. It checks what they wrote and says where; it may not
know files, and how it was parsed is not its affair.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cfjournal.errors import UsageError
from cfjournal.vocabulary import Group, Tag, load, normal, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What ids and aliases are made of: typed anywhere, and no shell, rule or file reads more into it."""

KEYS: Mapping[Group, tuple[str, ...]] = {
    "sign": ("label", "aliases", "also"),
    "strain": ("label", "aliases"),
    "support": ("label", "aliases"),
}


def read(group: Group, table: Mapping[str, Any]) -> list[Tag]:
    """Return the words of `group` in the order of `table`, which is parsed TOML.

    Each is a table with `label`, `aliases` and, for signs, `also`: the patterns to which it adds, at reduced
    weight, because the limits of the shipped rules were measured without it. All keys may be left out.
    Raises `UsageError` for what is unknown, of the wrong type, or taken by a shipped word.
    """
    if not isinstance(table, dict):
        raise UsageError(f"{group}s in config.toml is not a table", f"write [{group}s.night-turn], say")
    tags = [_tag(group, name, fields) for name, fields in table.items()]
    load().with_own(tags)
    return tags


def _tag(group: Group, name: str, fields: object) -> Tag:
    place = f"[{group}s.{name}] in config.toml"
    if not ID.fullmatch(name):
        raise UsageError(
            f"{shown(name)} under {group}s in config.toml is not a name that cfj can use",
            "use lower-case letters, digits and hyphens, as in night-turn",
        )
    if not isinstance(fields, dict):
        raise UsageError(f"{place} is not a table", f'write [{group}s.{name}] and under it label = "..."')
    _check_keys(place, fields, KEYS[group])
    return Tag(
        id=name,
        group=group,
        label=_label(place, fields.get("label", name.replace("-", " "))),
        aliases=tuple(alias for alias in _aliases(place, fields) if alias != name),
        also=_patterns(place, fields),
        own=True,
    )


def _check_keys(place: str, fields: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in fields:
        if key not in known:
            import difflib

            near = difflib.get_close_matches(key, known, n=1)
            meant = f"did you mean {near[0]}? " if near else ""
            raise UsageError(
                f"{place} has a key that cfj does not know, {shown(key)}",
                f"{meant}it may hold {', '.join(known)}; `Settings` in the README shows an example",
            )


def _label(place: str, label: object) -> str:
    if isinstance(label, str) and label.strip() and label.isprintable():
        return label.strip()
    raise UsageError(
        f"{place}: the label is not one line of text", 'write label = "headache after shift", say'
    )


def _aliases(place: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    aliases = tuple(normal(word) for word in _words(place, "aliases", fields))
    for alias in aliases:
        if not ID.fullmatch(alias):
            raise UsageError(
                f"{place}: {shown(alias)} is not an alias that cfj can use",
                "use letters, digits and hyphens, as in night-turn",
            )
    return tuple(dict.fromkeys(aliases))


def _patterns(place: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    patterns = load().patterns
    also = _words(place, "also", fields)
    for word in also:
        if word not in patterns:
            raise UsageError(
                f"{place}: {shown(word)} is not a pattern", f"the patterns are {', '.join(patterns)}"
            )
    return tuple(dict.fromkeys(also))


def _words(place: str, key: str, fields: Mapping[str, Any]) -> list[str]:
    words = fields.get(key, [])
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        return words
    raise UsageError(f"{place}: {key} is not a list of words", f'write {key} = ["...", "..."]')

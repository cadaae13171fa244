"""What a person has settled for themselves: `config.toml` in the journal's folder.

Read at every command, so a journal without the file costs nothing. Unknown keys are errors with their line
and a near match: a misspelt setting that is silently ignored would be worse than none. It may not know the
environment.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cfjournal.days import DAY_ENDS_AT
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cfjournal.vocabulary import Vocabulary

FILE_NAME = "config.toml"

LATEST_DAY_END = dt.time(12, 0)
"""A day that ends after noon would swallow the next one."""

_WORDS = ("signs", "strains", "supports")


@dataclass(frozen=True, slots=True, eq=False)
class Config:
    """The settings of one person.

    `day_ends_at` is the time of the morning until which writing belongs to the day before. `own_words` holds
    the parsed tables `signs`, `strains` and `supports`. `trusted` and `employer_line` name whom to turn to
    when things are hopeless, `country` (two letters) whose helplines to show.
    """

    day_ends_at: dt.time = DAY_ENDS_AT
    editor: str | None = None
    trusted: str | None = None
    employer_line: str | None = None
    country: str | None = None
    own_words: Mapping[str, Any] = field(default_factory=dict)

    def vocabulary(self) -> Vocabulary:
        """Return the shipped words with the person's own. Raises `UsageError` if one is taken or wrong."""
        from cfjournal import vocabulary

        words = vocabulary.load()
        for group in vocabulary.GROUPS:
            if table := self.own_words.get(f"{group}s"):
                words = words.with_own(vocabulary.own_tags(group, table))
        return words


def load(path: Path) -> Config:
    """Return the settings in the file at `path`, or the defaults where there is none.

    Raises `UsageError` that names the file and the line.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        raise UsageError(
            f"{path} could not be read ({error.strerror})", "check what it is and its mode"
        ) from None
    return _read(raw, path)


def _read(raw: bytes, path: Path) -> Config:
    import tomllib

    try:
        text = raw.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UsageError(f"line {line} of {path} is not valid UTF-8", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} is not valid TOML: {error}", "the settings are listed in `cfj log --help`"
        ) from None
    return _Reader(text, path).config(table)


@dataclass(frozen=True, slots=True, eq=False)
class _Reader:
    """Knows the text and the path, to say where something is wrong."""

    text: str
    path: Path

    def config(self, table: dict[str, Any]) -> Config:
        own_words = {key: table.pop(key) for key in _WORDS if key in table}
        people = table.pop("people", {})
        if not isinstance(people, dict):
            raise self.wrong("people", "is not a table", 'write [people] and below it trusted = "..."')
        settings = self.checked(table, _SETTINGS, (*_WORDS, "people"))
        return Config(**settings, **self.checked(people, _PEOPLE), own_words=own_words)

    def checked(
        self, table: Mapping[str, Any], known: Mapping[str, Callable[[Any], Any]], also: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        for key in table:
            if key not in known:
                raise self.unknown(key, (*known, *also))
        settings = {}
        for key, value in table.items():
            try:
                settings[key] = known[key](value)
            except ValueError as problem:
                raise self.wrong(key, *problem.args) from None
        return settings

    def unknown(self, key: str, known: tuple[str, ...]) -> UsageError:
        from difflib import get_close_matches

        near = get_close_matches(key, known, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        return self.wrong(key, "is not a setting cfj knows", f"{meant}here it may be {', '.join(known)}")

    def wrong(self, key: str, problem: str, hint: str) -> UsageError:
        found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", self.text, re.MULTILINE)
        line = f"line {self.text.count(chr(10), 0, found.start()) + 1} of " if found else ""
        return UsageError(f"{line}{self.path}: {key[:40]!r} {problem}", hint)


def _time(value: object) -> dt.time:
    if isinstance(value, str):
        try:
            value = dt.time.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, dt.time) or value.tzinfo:
        raise ValueError("is not a time of day", 'write day_ends_at = "04:00"')
    if value > LATEST_DAY_END:
        raise ValueError("is after noon", "a day ends in the night or the morning: 04:00, say")
    return value


def _line(value: object) -> str:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value.strip()
    raise ValueError("is not one line of text", 'put it in quotes: "..."')


def _country(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z]{2}", value):
        return value.upper()
    raise ValueError("is not a country's two letters", 'write country = "GB", say')


_SETTINGS: Mapping[str, Callable[[Any], Any]] = {"day_ends_at": _time, "editor": _line}
_PEOPLE: Mapping[str, Callable[[Any], Any]] = {"trusted": _line, "employer_line": _line, "country": _country}

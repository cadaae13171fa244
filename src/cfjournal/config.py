"""What a person has settled for themselves: `config.toml` in the journal's folder.

Read at every command, so a journal without the file costs nothing. Unknown keys are errors with their line
and a near match: a misspelt setting that is silently ignored would be worse than none. It may not know the
environment.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal.days import DAY_ENDS_AT
from cfjournal.errors import UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cfjournal.vocabulary import Vocabulary

FILE_NAME = "config.toml"

LATEST_DAY_END = dt.time(12, 0)
"""A day that ends after noon would swallow the next one."""

SEE_ALL = "`Settings` in the README shows them all"
"""Where a person finds every setting with an example; a test holds the example to what is read here."""

_WORDS = ("signs", "strains", "supports")
_NO_WORDS: Mapping[str, Any] = {}


class Config(NamedTuple):
    """The settings of one person.

    `day_ends_at` is the time of the morning until which writing belongs to the day before. `own_words` holds
    the parsed tables `signs`, `strains` and `supports`. `trusted` and `employer_line` name whom to turn to
    when things are hopeless, `country` (two letters) whose helplines to show. `names` are people and places
    that an export points at beside what it finds by itself. A named tuple, because a dataclass would slow
    every start.
    """

    day_ends_at: dt.time = DAY_ENDS_AT
    editor: str | None = None
    names: tuple[str, ...] = ()
    trusted: str | None = None
    employer_line: str | None = None
    country: str | None = None
    own_words: Mapping[str, Any] = _NO_WORDS

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
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except OSError as error:
        why = reason_of(error)
        raise UsageError(f"{path} could not be read ({why})", "check what it is and its mode") from None
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
        raise UsageError(f"{path} is not valid TOML: {error}", "correct that line, or take it out") from None
    try:
        return _config(table)
    except _WrongKey as wrong:
        problem, hint = wrong.args
        raise UsageError(f"{_line_of(wrong.key, text)}{path}: {wrong.key[:40]!r} {problem}", hint) from None


class _WrongKey(Exception):  # noqa: N818  (a step on the way to a UsageError)
    """A key that is not known, or whose value cannot be: the problem and the hint."""

    def __init__(self, key: str, problem: str, hint: str) -> None:
        super().__init__(problem, hint)
        self.key = key


def _config(table: dict[str, Any]) -> Config:
    own_words = {key: table.pop(key) for key in _WORDS if key in table}
    people = table.pop("people", {})
    if not isinstance(people, dict):
        raise _WrongKey("people", "is not a table", 'write [people] and below it trusted = "..."')
    settings = _checked(table, _SETTINGS, (*_WORDS, "people"))
    return Config(**settings, **_checked(people, _PEOPLE), own_words=own_words)


def _checked(
    table: Mapping[str, Any], known: Mapping[str, Callable[[Any], Any]], also: tuple[str, ...] = ()
) -> dict[str, Any]:
    settings = {}
    for key, value in table.items():
        if key not in known:
            raise _unknown(key, (*known, *also))
        try:
            settings[key] = known[key](value)
        except ValueError as problem:
            raise _WrongKey(key, *problem.args) from None
    return settings


def _unknown(key: str, known: tuple[str, ...]) -> _WrongKey:
    from difflib import get_close_matches

    near = get_close_matches(key, known, n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    return _WrongKey(
        key, "is not a setting that cfj knows", f"{meant}here it may be {', '.join(known)}; {SEE_ALL}"
    )


def _line_of(key: str, text: str) -> str:
    import re

    found = re.search(rf"^[ \t]*\[*[ \t]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return f"line {text.count(chr(10), 0, found.start()) + 1} of " if found else ""


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


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(name, str) and name.strip() for name in value):
        return tuple(" ".join(name.split()) for name in value)
    raise ValueError("is not a list of names", 'write names = ["Marta", "Riverside House"]')


def _country(value: object) -> str:
    if isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha():
        return value.upper()
    raise ValueError("is not a country's two letters", 'write country = "GB", say')


_SETTINGS: Mapping[str, Callable[[Any], Any]] = {"day_ends_at": _time, "editor": _line, "names": _names}
_PEOPLE: Mapping[str, Callable[[Any], Any]] = {"trusted": _line, "employer_line": _line, "country": _country}

"""Mapping: what the columns of a table mean, as its owner says in a TOML file, or as is known of Daylio.

It checks what they wrote and says where; it may not know rows. `cfj import --help` describes the file.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cfjournal import codec
from cfjournal.entry import KINDS
from cfjournal.errors import UsageError
from cfjournal.intake.tables import ENCODINGS
from cfjournal.vocabulary import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cfjournal.entry import Kind

SINGLE = ("date", "time", "kind")
TEXTS = ("note", "bring")
LISTS = ("signs", "strains", "supports")
LEVELS = ("sign", "strain", "support")
"""`sign:dread`: the column holds the level of that one word."""
PLAIN = (*SINGLE, *TEXTS, *LISTS, "words", "keep", "ignore")
"""`words`: of what the cell lists, only what [values] has a word for. `keep`: kept as it stands."""
ASKING = (*LISTS, *LEVELS, "words")

_KEYS = ("columns", "values", "date-format", "time-format", "separator", "delimiter", "encoding", "kind")
_MOST_BYTES = 64_000
_LONGEST_PATTERN = 60
_HINT = "`cfj import --help` shows such a file"


class Target(NamedTuple):
    """What a column means: one of `PLAIN`, or one of `LEVELS` with the word."""

    what: str
    word: str = ""


class Mapping_(NamedTuple):  # noqa: N801  (Mapping is taken)
    """What each column means, and how dates, words and levels are written in it."""

    source: str
    columns: Mapping[str, tuple[Target, ...]]
    values: Mapping[str, Mapping[str, str | int]] = {}
    date_format: str | None = None
    time_format: str | None = None
    separator: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    kind: Kind = "shift"

    @property
    def asks(self) -> bool:
        """Whether some column holds signs, strains or supports: else an entry's silence is no answer."""
        return any(target.what in ASKING for targets in self.columns.values() for target in targets)

    def columns_for(self, what: str) -> list[str]:
        """Return the columns that mean `what`, in the order of the mapping."""
        return [name for name, targets in self.columns.items() if any(t.what == what for t in targets)]


PLAINLY = Mapping_("csv", {name: (Target(name),) for name in (*SINGLE, *LISTS, *TEXTS)})
"""A table whose columns are called as cfj calls them needs no mapping."""

DAYLIO = Mapping_(
    "daylio",
    {
        "full_date": (Target("date"),),
        "date": (Target("ignore"),),
        "weekday": (Target("ignore"),),
        "time": (Target("time"),),
        "mood": (Target("keep"),),
        "activities": (Target("keep"),),
        "scales": (Target("keep"),),
        "note_title": (Target("note"),),
        "note": (Target("note"),),
    },
    separator="|",
)
"""What Daylio writes. `date` and `weekday` say the same as `full_date` in the language of the phone; mood and
activities are kept as they stand, because neither is a sign until its owner says so."""


def load(data: bytes, name: str, base: Mapping_) -> Mapping_:
    """Return `base` with what the mapping file says instead. Raises `UsageError` for what is wrong in it."""
    import tomllib

    if len(data) > _MOST_BYTES:
        raise UsageError(f"{name} is longer than any mapping file", _HINT)
    try:
        text = data.decode("utf-8-sig")
        codec.refuse_bombs(text)
        table = tomllib.loads(text)
    except (ValueError, RecursionError):
        raise UsageError(f"{name} is not valid TOML", _HINT) from None
    for key in table:
        if key not in _KEYS:
            raise _wrong(name, key, "is no setting of a mapping file", f"it may hold {', '.join(_KEYS)}")
    return base._replace(**_settings(table, name, base))


def _settings(table: dict[str, Any], name: str, base: Mapping_) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for key in ("date-format", "time-format", "separator", "delimiter", "encoding", "kind"):
        if key in table:
            settings[key.replace("-", "_")] = _string(table[key], name, key)
    if len(settings.get("delimiter", ",")) != 1:
        raise _wrong(name, "delimiter", "is not one character", 'write delimiter = ";", say')
    for key in ("date-format", "time-format"):
        if key in table and not _can_be_read(table[key]):
            raise _wrong(name, key, "is no way to write a day or a time", 'write "%d/%m/%Y" or "%H:%M", say')
    if settings.get("encoding", "utf-8") not in ENCODINGS:
        raise _wrong(name, "encoding", "is not one that cfj reads", f"it may be {', '.join(ENCODINGS)}")
    if settings.get("kind", "shift") not in KINDS:
        raise _wrong(name, "kind", "is not a kind of day", f"it may be {', '.join(KINDS)}")
    columns = _table(table.get("columns", {}), name, "columns")
    own = {column: _targets(column, value, name) for column, value in columns.items()}
    settings["columns"] = {**base.columns, **own} if base.source == DAYLIO.source else own or base.columns
    values = _table(table.get("values", {}), name, "values")
    settings["values"] = {column: _values(column, value, name) for column, value in values.items()}
    if unknown := [column for column in values if column not in settings["columns"]]:
        raise _wrong(name, unknown[0], "has values and is not among the columns", "add it to [columns]")
    return settings


def _can_be_read(pattern: str) -> bool:
    import re

    if len(pattern) > _LONGEST_PATTERN:
        return False
    some_day = dt.datetime(2026, 11, 20, 21, 14, tzinfo=dt.UTC)
    try:
        dt.datetime.strptime(some_day.strftime(pattern), pattern)  # noqa: DTZ007  (only whether it works)
    except (ValueError, re.error):
        return False
    return True


def _targets(column: str, value: object, name: str) -> tuple[Target, ...]:
    named = value if isinstance(value, list) else [value]
    found = []
    for one in named:
        what, _, word = one.partition(":") if isinstance(one, str) else ("", "", "")
        if not (one in PLAIN or (what in LEVELS and word.strip())):
            allowed = f"it may be {', '.join(PLAIN)} or sign:dread"
            raise _wrong(name, column, "means nothing that cfj knows", allowed)
        found.append(Target(what, word.strip()))
    return tuple(found)


def _values(column: str, value: object, name: str) -> dict[str, str | int]:
    table = _table(value, name, column)
    if not all(type(meant) in {str, int} for meant in table.values()):
        raise _wrong(name, column, "has a value that is neither a word nor a level", _HINT)
    return {said.strip().casefold(): cast("str | int", meant) for said, meant in table.items()}


def _table(value: object, name: str, key: str) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise _wrong(name, key, "is not a table", f"write [{key}] and the lines of it below")


def _string(value: object, name: str, key: str) -> str:
    if isinstance(value, str) and value:
        return value
    raise _wrong(name, key, "is not text", f'write {key} = "..."')


def _wrong(name: str, key: str, problem: str, hint: str) -> UsageError:
    return UsageError(f"{name}: {shown(key)} {problem}", hint)

"""Fields: what each value of a stored entry may be, checked the same way for TOML and for JSON.

A check returns the value as the domain holds it, or raises `CodecError` with a reason. A reason names keys,
words and numbers, never a text: a note that slipped into the wrong place must not be repeated.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, cast

from cfjournal.entry import BARE_LEVEL, KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

FORMAT = 1
"""The format of an entry that this version writes; it reads this one and every older one."""

_ID = r"(?ai)(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[0-9a-z][0-9a-z_-]{0,63}"


class CodecError(ValueError):
    """What was read is not an entry: what is wrong, at which key and in which line if that is known."""

    def __init__(self, message: str, line: int | None = None, key: str = "") -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.message = message
        self.line = line
        self.key = key


class NewerFormatError(CodecError):
    """The entry is of a format that a later cfjournal writes; it is not damaged, and must be left alone."""


def values_of(table: Mapping[str, Any], needed: Collection[str]) -> dict[str, Any]:
    """Return the checked fields of an `Entry` that `table` holds, with the keys not known as `extra`.

    Raises `CodecError` for a field that is wrong, or that is `needed` and missing.
    """
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    key = "format"
    try:
        if key in table or key in needed:
            check_format(table.get(key))
        for key, value in table.items():
            if check := _CHECKS.get(key):
                values[key] = check(value)
            elif key != "format":
                extra[key] = value
    except CodecError as error:
        raise type(error)(error.message, key=key) from None
    for key in needed:
        if key not in table:
            raise CodecError(f"the {key} is missing")
    if extra:
        values["extra"] = extra
    return values


def check_format(value: object) -> int:
    """Return `value` if it is a format that this version reads."""
    if value is None:
        raise CodecError("the format is missing")
    if type(value) is not int or value < 1:
        raise CodecError(f"the format is {kind_of(value)}, not a number from 1")
    if value > FORMAT:
        raise NewerFormatError(f"its format {value} is newer than this cfjournal, which reads up to {FORMAT}")
    return value


def check_id(value: object) -> str:
    """Return `value` if it can be an id: it names a file on every system, so it is short and plain."""
    if isinstance(value, str) and re.fullmatch(_ID, value):
        return value
    raise CodecError("the id is not 1 to 64 letters, digits, hyphens or underscores")


def check_date(value: object) -> dt.date:
    """Return `value` (a date, or the text 2026-11-20) as a day."""
    if type(value) is dt.date:
        return value
    if isinstance(value, str) and len(value) == 10 and value[4] == "-" == value[7]:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise CodecError("the date is not a day in the calendar") from None
    raise CodecError("the date is not a day such as 2026-11-20")


def check_moment(value: object, key: str) -> dt.datetime:
    """Return `value` (a datetime, or ISO text) as a moment with its UTC offset, in whole minutes."""
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            raise CodecError(f"{key} is not a date and time such as 2026-11-20T21:14:03+01:00") from None
    if not isinstance(value, dt.datetime):
        raise CodecError(f"{key} is {kind_of(value)}, not a date and time")
    if value.tzinfo is None:
        raise CodecError(f"{key} has no UTC offset, such as +01:00")
    return whole_minutes(value)


def whole_minutes(moment: dt.datetime) -> dt.datetime:
    """Return the same instant with an offset that TOML can write: whole minutes.

    Offsets with seconds were local mean times; no clock has shown one since 1972.
    """
    offset = moment.utcoffset()
    if offset is None or not (offset.seconds % 60 or offset.microseconds):
        return moment
    return moment.astimezone(dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60))))


def check_kind(value: object) -> Kind:
    """Return `value` if it is one of the kinds of day."""
    if isinstance(value, str) and value in KINDS:
        return value
    raise CodecError(f"the kind is none of {', '.join(KINDS)}")


def check_mark(value: object, key: str) -> bool:
    """Return `value` if it is true or false; nothing else is near enough to guess."""
    if isinstance(value, bool):
        return value
    raise CodecError(f"{key} is {kind_of(value)}, not true or false")


def check_signs(value: object) -> dict[str, int]:
    """Return `value` if it is `{id: level}`."""
    return _check_levels(value, "signs", "a table of levels")


def check_conditions(value: object, key: str) -> dict[str, int]:
    """Return strains or supports, given as `{id: level}` or as a list of ids at the level of a bare tag."""
    if not isinstance(value, list):
        return _check_levels(value, key, "a list or a table of levels")
    if not all(isinstance(word, str) and word for word in value):
        raise CodecError(f"{key} lists something that is not a word")
    return dict.fromkeys(cast("list[str]", value), BARE_LEVEL)


def _check_levels(value: object, key: str, wanted: str) -> dict[str, int]:
    if not isinstance(value, dict):
        raise CodecError(f"{key} is {kind_of(value)}, not {wanted}")
    for word, level in value.items():
        if type(level) is not int or not 0 <= level <= 4:
            raise CodecError(f"the level of {_brief(word)} is {kind_of(level)}, and levels go from 0 to 4")
        if not word:
            raise CodecError(f"{key} holds a level without a word")
    return cast("dict[str, int]", value)


def check_string(value: object, what: str) -> str:
    """Return `value` if it is text."""
    if isinstance(value, str):
        return value
    raise CodecError(f"{what} is {kind_of(value)}, not text")


def _check_agreed(value: object) -> object:
    from cfjournal.agreed_fields import check_agreed

    return check_agreed(value)


def kind_of(value: object) -> str:
    """Name a value without repeating text."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int):
        return str(value) if abs(value) < 10**6 else "a huge number"
    names: Mapping[type, str] = {str: "text", list: "a list", dict: "a table", float: "not a whole number"}
    return names.get(type(value), "empty" if value is None else "a date or time")


def _brief(word: str) -> str:
    return word if len(word) <= 40 else word[:39] + "…"


_CHECKS: Mapping[str, Callable[[object], object]] = {
    "id": check_id,
    "date": check_date,
    "logged_at": lambda value: check_moment(value, "logged_at"),
    "changed_at": lambda value: check_moment(value, "changed_at"),
    "kind": check_kind,
    "never_export": lambda value: check_mark(value, "never_export"),
    "signs": check_signs,
    "strains": lambda value: check_conditions(value, "strains"),
    "supports": lambda value: check_conditions(value, "supports"),
    "note": lambda value: check_string(value, "the note"),
    "bring": lambda value: check_string(value, "the text to bring"),
    "agreed": _check_agreed,
}
"""The keys that this version understands, beside its format."""

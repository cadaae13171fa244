"""jrnl: entries out of what `jrnl --export json` writes.

An object with `entries`, each with `title`, `body`, `date`, `time`, `tags`, `starred`; into a folder jrnl
writes one such entry a file. Title and body are the note, and tags stand in it already.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from cfjournal import exchange
from cfjournal.entry import Entry, check_text
from cfjournal.errors import UsageError
from cfjournal.exchange import MOST_BAD, BadLine
from cfjournal.fields import CodecError, check_date, kind_of
from cfjournal.intake.lines import NOON, Row, Taken, derived_id

if TYPE_CHECKING:
    from cfjournal.entry import Kind
    from cfjournal.intake.lines import Zone

SOURCE = "jrnl"
_MOST_STRUCTURE = 4_000_000
"""Brackets, numbers and the like: what twenty thousand entries need."""


def read(data: bytes, name: str, kind: Kind, zone: Zone) -> Taken:
    """Return the entries of the export, with their numbers in it. Raises `UsageError` for another format."""
    try:
        found = exchange.parse(data.removeprefix(b"\xef\xbb\xbf"), _MOST_STRUCTURE)
    except CodecError as error:
        raise UsageError(
            f"{name} is no export of jrnl: {error.message}", "make it with: jrnl --export json --file FILE"
        ) from None
    taken = Taken([], [], "entry")
    for number, one in enumerate(_entries(found, name), 1):
        try:
            taken.rows.append(Row(number, _entry(one, kind, zone)))
        except CodecError as error:
            taken.bad.append(BadLine(name, number, error.message, "entry"))
        if len(taken.bad) >= MOST_BAD:
            break
    return taken


def _entries(found: object, name: str) -> list[Any]:
    if isinstance(found, dict) and isinstance(found.get("entries"), list):
        return list(found["entries"])
    if isinstance(found, dict) and {"title", "date"} <= found.keys():
        return [found]
    raise UsageError(
        f"{name} is no export of jrnl: it has no list of entries", "make it with: jrnl --export json"
    )


def _entry(one: object, kind: Kind, zone: Zone) -> Entry:
    if not isinstance(one, dict):
        raise CodecError(f"it is {kind_of(one)}, not an object")
    title, body = (_text(one, key) for key in ("title", "body"))
    day, time = check_date(one.get("date")), _time(one.get("time"))
    gap = "\n" if title and body and not body.startswith("\n") else ""
    try:
        note = check_text(title + gap + body, "note")
    except UsageError as error:
        raise CodecError(error.message) from None
    if not note.strip():
        raise CodecError("it holds no text")
    says = {"title": title, "body": body, "date": day.isoformat(), "time": str(time or "")}
    imported: dict[str, Any] = {"from": SOURCE, "counts": False}
    if one.get("starred") is True:
        imported["starred"] = True
    return Entry(
        id=derived_id(SOURCE, says.items()),
        date=day,
        logged_at=zone(dt.datetime.combine(day, time or NOON)),
        kind=kind,
        note=note,
        extra={"imported": imported},
    )


def _text(one: dict[str, Any], key: str) -> str:
    value = one.get(key, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise CodecError(f"the {key} is {kind_of(value)}, not text")
    return value.replace("\r\n", "\n")


def _time(value: object) -> dt.time | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d(:\d\d)?", value):
        try:
            return dt.time.fromisoformat(value)
        except ValueError:
            pass
    raise CodecError("the time is not one such as 21:14")

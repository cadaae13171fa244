"""Exchange: an Entry as one line of JSON, and back, exactly.

JSON Lines in UTF-8: one entry a line, whatever its note holds. `knowledge/entry.schema.json` describes a line
for other programs. What TOML knows and JSON does not (dates in unknown keys) travels as `{"$toml": "..."}`.
Knows no folders. No reason ever holds text of a note.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfjournal.entry import Entry, check_text
from cfjournal.errors import UsageError
from cfjournal.fields import FORMAT, CodecError, kind_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NEEDED = ("date", "logged_at")
_LEVELS = ("signs", "strains", "supports")
_TAG = "$toml"
MOST_BAD = 1000
"""After so many bad lines, naming more would tell nobody more."""
_LONGEST_TAGGED = 64
"""No date, time or float is longer; a longer text could keep a parser of TOML busy for hours."""
_MAX_LINE_BYTES = 16_000_000
"""Two texts of a megabyte each with every character escaped, and room to spare."""
_LINE_BREAKERS = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""What some programs take for the end of a line or act upon; JSON itself escapes only what is below space."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not an entry, and why."""

    name: str
    line: int
    reason: str
    unit: str = "line"

    def __str__(self) -> str:
        return f"{self.name}, {self.unit} {self.line}: {self.reason}"


_TEXTS = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
"""What a line holds besides, in brackets and numbers, takes a hundred times its length in memory."""


def to_json(entry: Entry) -> dict[str, Any]:
    """Return the entry as JSON values, every key in its fixed place; unknown keys follow."""
    return {
        "format": FORMAT,
        "id": entry.id,
        "date": entry.date.isoformat(),
        "logged_at": entry.logged_at.isoformat(),
        **({"changed_at": entry.changed_at.isoformat()} if entry.changed_at else {}),
        "kind": entry.kind,
        **({"never_export": True} if entry.never_export else {}),
        "signs": dict(entry.signs),
        "strains": dict(entry.strains),
        "supports": dict(entry.supports),
        "note": entry.note,
        "bring": entry.bring,
        **({"agreed": _agreed(entry)} if entry.agreed else {}),
        **({key: _tagged(value) for key, value in entry.extra.items()} if entry.extra else {}),
    }


def _agreed(entry: Entry) -> list[dict[str, Any]]:
    from cfjournal.agreed_fields import tables_of

    return tables_of(entry.agreed, day=lambda day: day.isoformat(), other=_tagged)


def from_json(obj: object) -> Entry:
    """Return the entry that a JSON object holds.

    `date` and `logged_at` must be there; without an `id`, one is derived from the content, so that the same
    line always becomes the same entry. A key that holds null counts as not there. Raises `CodecError`.
    """
    if not isinstance(obj, dict):
        raise CodecError(f"it is {kind_of(obj)}, not an object")
    if None in obj.values():
        obj = {key: value for key, value in obj.items() if value is not None}
    values = values_of(obj, _NEEDED)
    if "extra" in values:
        values["extra"] = _storable(values["extra"])
    try:
        for key in ("note", "bring"):
            if text := values.get(key):
                check_text(text, "note" if key == "note" else "text to bring")
        check_text("".join(word for key in _LEVELS for word in values.get(key, ())), "list of words")
        if "agreed" in values:
            from cfjournal.agreed_fields import with_extra

            values["agreed"] = with_extra(values["agreed"], _storable)
    except UsageError as error:
        raise CodecError(error.message) from None
    if "id" not in values:
        values["id"] = _id_of(Entry(id="", **values))
    return Entry(**values)


def read_jsonl(lines: bytes | Iterable[bytes], name: str) -> tuple[list[Entry], list[BadLine]]:
    """Return the entries of a file in the order of its lines, and the lines that are none, with reasons.

    Empty lines are passed over, as is a line that says again exactly what an earlier one said; two lines
    of one id that differ are bad. `name` is what the file is called in a reason.
    """
    numbered, bad = read_lines(lines, name)
    entries = {entry.id: entry for _, entry in numbered}
    return list(entries.values()), bad


def read_lines(lines: bytes | Iterable[bytes], name: str) -> tuple[list[tuple[int, Entry]], list[BadLine]]:
    """Return each entry with the number of its line, said again or not, and the lines that are none.

    Reading ends at a thousand bad ones: then the file is something else.
    """
    first: dict[str, tuple[int, Entry]] = {}
    numbered = []
    bad: list[BadLine] = []
    for number, line in enumerate(_lines(lines), 1):
        if len(bad) >= MOST_BAD:
            break
        if not line.strip():
            continue
        try:
            entry = from_json(parse(line.removesuffix(b"\n")))
        except CodecError as error:
            bad.append(BadLine(name, number, error.message))
            continue
        earlier, known = first.setdefault(entry.id, (number, entry))
        if known == entry:
            numbered.append((number, entry))
        else:
            bad.append(BadLine(name, number, f"line {earlier} has the same id and says something else"))
    return numbered, bad


def _lines(lines: bytes | Iterable[bytes]) -> Iterable[bytes]:
    if not isinstance(lines, bytes):
        return lines
    from io import BytesIO

    return BytesIO(lines.removeprefix(b"\xef\xbb\xbf"))  # not split: empty lines alone could fill the memory


def write_jsonl(entries: Iterable[Entry]) -> str:
    """Return the entries as JSON Lines in their order: the same text for the same entries, always."""
    return "".join(map(_line, sorted(entries, key=lambda entry: entry.order)))


def schema() -> str:
    """Return the JSON Schema of a line, as text."""
    return (Path(__file__).parent / "knowledge" / "entry.schema.json").read_text(encoding="utf-8")


def _line(entry: Entry) -> str:
    text = _ENCODER.encode(to_json(entry))
    return _LINE_BREAKERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def parse(line: bytes, most_structure: int = 100_000) -> object:
    """Return the JSON value that `line` is. Raises `CodecError`, also for more structure than is allowed."""
    if len(line) > _MAX_LINE_BYTES:
        raise CodecError(f"it is longer than any entry ({len(line) / 1e6:.0f} MB)")
    if len(line) > most_structure and len(_TEXTS.sub(b"", line)) > most_structure:
        raise CodecError("it holds far more outside its texts than any entry")
    try:
        return _DECODER.decode(line.decode())
    except UnicodeDecodeError:
        raise CodecError("it is not valid UTF-8") from None
    except CodecError:
        raise
    except RecursionError:
        raise CodecError("it is nested deeper than any entry") from None
    except json.JSONDecodeError as error:
        raise CodecError(f"it is not valid JSON at character {error.pos + 1}") from None
    except ValueError:
        raise CodecError("it holds a number with far too many digits") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise CodecError("a key stands there twice")
    return held


def _no_constant(_: str) -> None:
    raise CodecError("it holds NaN or Infinity, which JSON does not know")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_SORTED = json.JSONEncoder(sort_keys=True)


def _id_of(entry: Entry) -> str:
    """Return an id derived from all that the entry says: the text form of a UUID of version 8 (RFC 9562)."""
    from hashlib import sha256

    digest = sha256(_SORTED.encode(to_json(entry)).encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"


def _tagged(value: object) -> object:
    """Return a value of TOML as JSON, with what JSON does not know under a tag."""
    if isinstance(value, dict):
        held = {key: _tagged(inner) for key, inner in value.items()}
        return {_TAG: held} if _TAG in held else held
    if isinstance(value, list):
        return [_tagged(inner) for inner in value]
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return {_TAG: str(value)}


def _untagged(value: object) -> Any:
    """Return what `_tagged` was given. Raises `CodecError` for what no file of the journal can hold."""
    if value is None:
        raise CodecError("an unknown key holds null inside a list, which a journal cannot keep")
    if isinstance(value, list):
        return [_untagged(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {_TAG}:
        return _from_tag(value[_TAG])
    return {key: _untagged(inner) for key, inner in value.items() if inner is not None}


def _from_tag(held: object) -> Any:
    if isinstance(held, dict):
        return {key: _untagged(inner) for key, inner in held.items()}
    import tomllib

    try:
        short = isinstance(held, str) and len(held) <= _LONGEST_TAGGED
        table = tomllib.loads(f"value = {held}") if short else {}
    except ValueError:
        table = {}
    if table.keys() != {"value"} or isinstance(table["value"], bool | int | str | list | dict):
        raise CodecError(f"what stands under {_TAG} is not a date, a time or a float of TOML")
    return table["value"]


def _storable(extra: Mapping[str, Any]) -> dict[str, Any]:
    try:
        json.dumps(extra, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise CodecError("an unknown key holds something that is not valid UTF-8") from None
    return {key: _untagged(value) for key, value in extra.items()}

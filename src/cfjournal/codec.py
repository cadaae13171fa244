"""Codec: an Entry as the TOML text of its file, and back, exactly.

The file is for the person too: a note of several lines stands there as several lines. The first line names
the file, the last is its end mark with a sum of all before it: a file that was cut is known to be cut, and
one that changed is known to have changed. A file written by hand needs neither.
Knows no folders. No message ever holds text of a note.
"""

from __future__ import annotations

import re
from binascii import crc32
from typing import Literal

from cfjournal import quick
from cfjournal.entry import BARE_LEVEL, Entry, check_text
from cfjournal.errors import UsageError
from cfjournal.fields import FORMAT, CodecError, NewerFormatError, values_of, whole_minutes

__all__ = [
    "CodecError",
    "Mark",
    "NewerFormatError",
    "checksum",
    "dump",
    "entry_in",
    "file_of",
    "load",
    "mark_of",
]

Mark = Literal["whole", "changed", "none"]

HEAD = "# cfjournal entry\n"
MAX_FILE_BYTES = 3_000_000
"""Two texts of a megabyte each, with room for escapes; a larger file is no entry."""
_END = "\n# end "
_SUM = re.compile(r"[0-9a-f]{8}(?=\s|$)")
_NEEDED = ("format", "id", "date", "logged_at", "kind")
_PLAIN = re.compile(r'[^\0-\x1f\x7f"\\]{0,72}')
"""A short line that a basic string holds without an escape."""
_NOT_LITERAL = re.compile(r"[\0-\x08\x0b-\x1f\x7f]|'''|'\Z")
"""What a literal string cannot hold: control characters, and its own quotes."""
_MAX_DOTS = 1000
"""No honest entry has a thousand dots outside its texts, and tomllib is quadratic in a dotted key."""
_MAX_STRUCTURE = 100_000
"""Nor a hundred thousand characters of keys and numbers: tomllib needs seconds for a megabyte of them."""


def dump(entry: Entry) -> str:
    """Return the text of the entry's file; `load` gives back an equal entry for every text it can hold.

    Raises `CodecError` when an unknown key holds something that TOML cannot (such as None).
    """
    from tomli_w import dumps

    first: dict[str, object] = {
        "format": FORMAT,
        "id": entry.id,
        "date": entry.date,
        "logged_at": whole_minutes(entry.logged_at),
        **({"changed_at": whole_minutes(entry.changed_at)} if entry.changed_at else {}),
        "kind": entry.kind,
        **({"never_export": True} if entry.never_export else {}),
    }
    last = dict(entry.extra)
    if entry.agreed:
        from cfjournal.agreed_fields import tables_of

        last["agreed"] = tables_of(entry.agreed)
    if entry.supports and all(level == BARE_LEVEL for level in entry.supports.values()):
        first["supports"] = list(entry.supports)
    elif entry.supports:
        last["supports"] = dict(entry.supports)
    last |= {key: dict(levels) for key in ("strains", "signs") if (levels := getattr(entry, key))}
    texts = _text("note", entry.note) + _text("bring", entry.bring)
    try:
        rest = dumps(last)
    except (TypeError, ValueError, RecursionError) as error:
        raise CodecError(f"an unknown key holds what a file cannot ({type(error).__name__})") from None
    gap = "\n" if rest.startswith("[") else ""
    body = f"{HEAD}{dumps(first)}{texts}{gap}{rest}".rstrip("\n")
    return f"{body}{_END}{checksum(body)}\n"


def file_of(entry: Entry) -> bytes:
    """Return the bytes of the entry's file, after reading them back to see that nothing is lost.

    Raises `UsageError` for what no file can hold.
    """
    check_text(entry.note, "note")
    check_text(entry.bring, "text to bring")
    if entry.agreed:
        from cfjournal.agreed_fields import check_texts

        check_texts(entry.agreed)
    try:
        text = dump(entry)
        data = text.encode()
        if len(data) > MAX_FILE_BYTES:
            raise UsageError("the entry is larger than a file of the journal can be", "shorten its texts")
        if (
            quick.load(text) == entry
        ):  # of the plain shape, which is how it will be read: no TOML parser is needed
            return data
        again = _parse(text)
    except CodecError as error:
        raise UsageError(f"this is not an entry that can be saved: {error.message}") from None
    except UnicodeEncodeError:
        raise UsageError("the entry holds something that is not valid UTF-8", "save it as UTF-8") from None
    if quick.load(text) not in (None, again) or (again != entry and dump(again) != text):
        raise UsageError("the entry cannot be written in a way that reads back the same")
    return data


def load(text: str) -> Entry:
    """Return the entry that `text` holds. Raises `CodecError`, or `NewerFormatError` for a later format."""
    return quick.load(text) or _parse(text)


def entry_in(data: bytes) -> Entry | None:
    """Return the entry that a file of these bytes holds; None where they hold none that can be read."""
    try:
        return load(data.decode())
    except ValueError:
        return None


def _parse(text: str) -> Entry:
    import tomllib

    text = text.removeprefix("\ufeff")
    if text.startswith(HEAD.rstrip()) and not _split(text)[1]:
        raise CodecError("its end mark is missing, so a part of the file may be", text.count("\n") + 1)
    if text.count(".") > _MAX_DOTS or len(text) > _MAX_STRUCTURE:
        refuse_bombs(text)
    try:
        return Entry(**values_of(tomllib.loads(text), _NEEDED))
    except CodecError as error:
        raise type(error)(error.message, _line_of(error.key, text)) from None
    except RecursionError:
        raise CodecError("it is nested deeper than any entry") from None
    except ValueError as error:
        raise _syntax_error(str(error), text) from None


def mark_of(text: str) -> Mark:
    """Return whether the text is as cfjournal wrote it, was changed since, or never carried an end mark."""
    body, mark = _split(text.removeprefix("\ufeff"))
    if not mark:
        return "none"
    return "whole" if mark == checksum(body) else "changed"


def checksum(body: str) -> str:
    """Return eight hexadecimal digits that tell an accidental change of `body` (CRC-32)."""
    return f"{crc32(body.encode('utf-8', 'surrogatepass')):08x}"


def _text(key: str, text: str) -> str:
    """Return the line or lines that set `key`: as typed where TOML can hold it so, else with escapes.

    Escapes of a line break are needed too: TOML reads CRLF as LF wherever it stands unescaped.
    """
    if not text:
        return ""
    if _PLAIN.fullmatch(text):
        return f'{key} = "{text}"\n'
    if not _NOT_LITERAL.search(text):
        opening = "\n" if "\n" in text else ""
        return f"{key} = '''{opening}{text}'''\n"
    from tomli_w import dumps

    return dumps({key: text}, multiline_strings="\r\n" not in text)


def _split(text: str) -> tuple[str, str]:
    """Return what stands before the end mark, and the mark's sum, or "" if there is none.

    What follows the mark (a line added by hand) is a change of what stands before it.
    """
    body, found, after = text.replace("\r\n", "\n").rpartition(_END)
    if not found or not (mark := _SUM.match(after)):
        return text, ""
    return body + after[mark.end() :].rstrip(), mark[0]


_TEXTS = r"""(?xs) \"{3} (?: [^\\"]++ | \\. | "(?!"") )*+ (?: \"{3} | \Z ) | '{3} .*? (?: '{3} | \Z )
    | " (?: [^"\\\n] | \\. )*+ "? | ' [^'\n]*+ '? | \# [^\n]*+"""
"""Strings and comments, ended or not: what begins one is passed over once, so this takes linear time."""


def refuse_bombs(text: str) -> None:
    """Raise `CodecError` for TOML with so much outside its texts that reading it would take seconds."""
    structure = re.sub(_TEXTS, "", text)
    if structure.count(".") > _MAX_DOTS or len(structure) > _MAX_STRUCTURE:
        raise CodecError("it holds far more outside its texts than any entry")


def _syntax_error(said: str, text: str) -> CodecError:
    """Return tomllib's complaint in words that hold nothing of the text."""
    place = re.search(r"\(at line (\d+), column \d+\)$", said)
    line = int(place[1]) if place else text.count("\n") + 1
    if re.search(r"^(<{7}|={7}|>{7})", text, re.MULTILINE):
        return CodecError("it holds the marks of a git merge that was not finished", line)
    if "Unterminated" in said or "end of document" in said:
        return CodecError("it ends in the middle of a value", line)
    if "Cannot" in said or "Duplicate" in said:
        return CodecError("a key stands there twice", line)
    return CodecError("it is not valid TOML", line)


def _line_of(key: str, text: str) -> int | None:
    """Return the line on which `key` is set, or None if that is not certain."""
    found = list(re.finditer(rf"^[ \t]*\[?{re.escape(key)}\b", text, re.MULTILINE)) if key else []
    return text.count("\n", 0, found[0].start()) + 1 if len(found) == 1 else None

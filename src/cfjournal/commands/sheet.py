"""Sheet: an entry as a text that a person changes in their editor, and back.

A field whose part of the text was not touched keeps its value to the byte, whatever the text could not show.
What cannot be read is said in words, never with the text of a note. Pure: knows no files.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cfjournal.commands.sheet_agreed import agreed_text, read_agreed
from cfjournal.commands.tags import Levels
from cfjournal.days import parse_day
from cfjournal.entry import BARE_LEVEL, KINDS, Entry, check_text
from cfjournal.errors import UsageError
from cfjournal.merging import keeping_the_mark
from cfjournal.vocabulary import parse_tag, read_level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from cfjournal.agreements import Agreement
    from cfjournal.entry import Kind
    from cfjournal.vocabulary import Vocabulary

INTRO = """\
# The entry {id}. Change what you like, save, and close the editor.
# Levels go from 0 (not at all) to 4; a word without one is 2 (clearly).
"""
MARKED = "# It is never exported; cfj edit {id} --may-export takes that off.\n"
REMARK = "#! "
_LEVELS = ("signs", "strains", "supports")
_KEYS = ("date", "kind", *_LEVELS)
_FIELDS = (*_KEYS, "note", "bring", "agreed")
_TITLES = {
    "bring": "To bring to supervision",
    "agreed": "Agreed: who is me, supervisor or organisation",
    "note": "Note: all that follows, as you write it",
}
_OF_RULE = {"to bring": "bring", "agreed": "agreed", "note": "note"}
_RULE = re.compile(rf"(-{{3,}}) ?({'|'.join(_OF_RULE)})\b.*", re.IGNORECASE)
_PLAIN = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_TOKEN = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^",])+')
_LEVEL_AFTER = re.compile(r"(.*?)(?:[\s:=]+(-?\d+))?", re.DOTALL)


class Read(NamedTuple):
    """What a sheet says: the entry, and in words what of it could not be read."""

    entry: Entry
    problems: tuple[str, ...] = ()


def write(entry: Entry, remarks: Sequence[str] = ()) -> str:
    """Return the sheet of an entry, with `remarks` above it."""
    dashes = "-" * _longer_than_any(entry.bring)
    head = "".join(f"{key}: {_value(entry, key)}".rstrip() + "\n" for key in _KEYS)
    keys = ("bring", "agreed", "note") if entry.agreed else ("bring", "note")
    parts = [f"{dashes} {_TITLES[key]} {dashes}\n{_value(entry, key)}\n" for key in keys]
    intro = (INTRO + MARKED if entry.never_export else INTRO).format(id=entry.short_id)
    return remarked("\n".join([intro, head, *parts]), remarks)


def remarked(text: str, remarks: Sequence[str]) -> str:
    """Return the text of a sheet with these remarks above it, and no others."""
    lines = [f"{REMARK}{line}\n" for remark in remarks for line in remark.split("\n")]
    return "".join(lines) + _without_remarks(text)


def read(text: str, base: Entry, words: Vocabulary, today: dt.date) -> Read:
    """Return what the sheet makes of the entry `base`, from which it was written."""
    if text.partition("\n")[0].endswith("\r"):
        text = text.replace("\r\n", "\n")  # an editor that ends all lines so
    problems: list[str] = []
    head, texts = _parts(_without_remarks(text.removeprefix("\ufeff")))
    said = _keys(head, problems)
    values: dict[str, Any] = _levels(said, base, words, problems)._asdict()
    for key in ("date", "kind", "bring", "note", "agreed"):
        try:
            if key == "agreed":
                values[key] = _agreed(texts, base)
            else:
                values[key] = (
                    _day_or_kind(key, said, base, today) if key in _KEYS else _text(key, texts, base)
                )
        except UsageError as error:
            problems.append(f"{key}: {error.message}")
    return Read(base._replace(**values), tuple(dict.fromkeys(problems)))


def merged(base: Entry, mine: Entry, theirs: Entry) -> tuple[Entry, list[str]]:
    """Return `theirs` with what `mine` changes of `base`, and a remark for each field that both changed."""
    both, remarks = keeping_the_mark(theirs, mine), []
    for key in _FIELDS:
        ours, there = getattr(mine, key), getattr(theirs, key)
        if ours == getattr(base, key):
            continue
        both = both._replace(**{key: ours})
        if there not in (getattr(base, key), ours):
            lines = "\n".join(f"  {line}" for line in _value(theirs, key).split("\n"))
            name = "part on what was agreed" if key == "agreed" else key
            remarks.append(f"The {name} was changed elsewhere too. Yours stands below; there it is:\n{lines}")
    return both, remarks


def _value(entry: Entry, key: str) -> str:
    value = getattr(entry, key)
    if key == "agreed":
        return agreed_text(value)
    if key not in _LEVELS:
        return str(value)
    return ", ".join(f"{_word(word)} {level}" for word, level in value.items())


def _word(word: str) -> str:
    return word if _PLAIN.fullmatch(word) else json.dumps(word, ensure_ascii=False)


def _longer_than_any(text: str) -> int:
    return max(
        (len(found[1]) + 1 for line in text.split("\n") if (found := _RULE.fullmatch(line))), default=3
    )


def _without_remarks(text: str) -> str:
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if not line.startswith(REMARK.rstrip())), len(lines))
    return "\n".join(lines[first:])


def _parts(text: str) -> tuple[list[str], dict[str, str]]:
    """Return the lines above the first rule, and the texts below the rules, each rule met once."""
    parts: dict[str, list[str]] = {"head": []}
    current, width = "head", 0
    for line in text.split("\n"):
        found = _RULE.fullmatch(line)
        part = _OF_RULE[found[2].casefold()] if found else ""
        more = part not in parts and not (part == "agreed" and current == "note")
        if found and more and (not width or len(found[1]) == width):
            current, width = part, len(found[1])
            parts[current] = []
        else:
            parts[current].append(line)
    return parts["head"], {key: "\n".join(lines) for key, lines in parts.items() if key != "head"}


def _keys(head: Sequence[str], problems: list[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for line in head:
        if not line.strip() or line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        key = key.strip().casefold()
        if not colon or key not in _KEYS or key in said:
            problems.append(f"above the first dashes, each line begins with one of {', '.join(_KEYS)}, once")
            continue
        said[key] = value.strip()
    problems += [f'the line "{key}:" is missing; leave it empty for none' for key in _KEYS if key not in said]
    return said


def _text(key: str, texts: Mapping[str, str], base: Entry) -> str:
    before: str = getattr(base, key)
    if key not in texts:
        raise UsageError(f'its line "--- {_TITLES[key]} ---" is missing; put it back above that text')
    if texts[key] == f"{before}\n":
        return before
    return check_text(texts[key].strip("\r\n"), "note" if key == "note" else "text to bring")


def _agreed(texts: Mapping[str, str], base: Entry) -> tuple[Agreement, ...]:
    if "agreed" not in texts and base.agreed:
        raise UsageError(f'its line "--- {_TITLES["agreed"]} ---" is missing; empty the part to take all out')
    text = texts.get("agreed", "")
    return base.agreed if text == f"{_value(base, 'agreed')}\n" else read_agreed(text)


def _day_or_kind(key: str, values: Mapping[str, str], base: Entry, today: dt.date) -> dt.date | Kind:
    said = values.get(key, "")
    if key not in values or said == _value(base, key):
        return base.date if key == "date" else base.kind
    if key == "date":
        day = parse_day(said, today)
        if day > today:
            raise UsageError(f"{day} is still to come")
        return day
    if said.casefold() not in KINDS:
        raise UsageError(f"the kind is one of {', '.join(KINDS)}")
    return cast("Kind", said.casefold())


def _levels(said: Mapping[str, str], base: Entry, words: Vocabulary, problems: list[str]) -> Levels:
    """Return the levels that the three lines say; a word in the wrong line goes where it belongs."""
    found = Levels({}, {}, {})
    for key in _LEVELS:
        held, into = getattr(base, key), getattr(found, key)
        if said.get(key, "") == _value(base, key).strip():
            into |= {word: max(level, into.get(word, 0)) for word, level in held.items()}
            continue
        for token in _TOKEN.findall(said.get(key, "")):
            if not token.strip():
                continue
            try:
                _put(token.strip(), held, into, found, words)
            except UsageError as error:
                hint = f" ({error.hint})" if error.hint else ""
                problems.append(f"{key}: {error.message}{hint}")
    return found


def _put(token: str, held: Mapping[str, int], into: dict[str, int], found: Levels, words: Vocabulary) -> None:
    """Take in one word: one that the entry had there, known or not, or one of the vocabulary."""
    match = _LEVEL_AFTER.fullmatch(token)
    name, level = (match[1], match[2]) if match else (token, None)
    if name.startswith('"'):
        try:
            name = json.loads(name)
        except ValueError:
            raise UsageError("what stands in quotes cannot be read") from None
    if name in held:
        into[name] = BARE_LEVEL if level is None else read_level(level, name)
    else:
        found.put(*parse_tag(name if level is None else f"{name}:{level}", words))

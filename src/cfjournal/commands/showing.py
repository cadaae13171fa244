"""An entry as text: in one line for a list, in full, and plainly with one fact a line.

Pure. Whatever a person wrote passes through `display`, so that no note can move the cursor or hide a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.display import day_in_words, one_line, short_day, shortened, visible, wrapped
from cfjournal.entry import LEVELS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from cfjournal.entry import Entry

INDENT = "  "
NEVER = "never exported"
SIGN = "*"
LEGEND = f"{SIGN} {NEVER}"


def in_a_line(entry: Entry, today: dt.date, width: int | None, *, unicode: bool) -> str:
    """Return the day, the id and what the entry holds, cut to `width` columns if one is given.

    That it is never exported is a sign on a screen, `SIGN`, and said in words where none is drawn.
    """
    sign = SIGN if entry.never_export and width else " "
    gist = _gist(entry, unicode)
    words = f"{NEVER}; {gist}" if entry.never_export and not width else gist
    line = f"{short_day(entry.date, today)}  {entry.short_id}{sign} {words}"
    return shortened(line, width, unicode) if width else line


def in_full(entry: Entry, today: dt.date, width: int, *, unicode: bool) -> Iterator[str]:
    """Yield the lines of the whole entry, for a screen."""
    yield f"{day_in_words(entry.date, today)}, {entry.kind}"
    yield wrapped(f"{_written(entry, today)}, id {entry.short_id}", width)
    if entry.never_export:
        yield NEVER
    for title, levels in _groups(entry):
        if levels:
            yield f"\n{title}"
            wide = max(len(id_) for id_ in levels)
            for id_, level in _strongest_first(levels):
                yield f"{INDENT}{visible(id_, unicode):<{wide}}  {level}  {LEVELS[level]}"
    for title, text in (("Note", entry.note), ("To bring to supervision", entry.bring)):
        yield from _under(title, text, width, unicode=unicode)
    yield from _agreed_in_full(entry, today, width, unicode)
    if imported := imported_of(entry):
        counted = "" if entry.counts else ", counted by no rule"
        yield f"\nFrom {one_line(imported.pop('from', 'elsewhere'), unicode)}{counted}"
        for name, said in imported.items():
            yield wrapped(f"{one_line(name, unicode)}: {one_line(said, unicode)}", width, INDENT)
    if others := [name for name in entry.extra if not (name == "imported" and imported)]:
        yield "\nWritten by another version and kept"
        yield f"{INDENT}{one_line(', '.join(others), unicode)}"


def _under(title: str, text: str, width: int, *, unicode: bool) -> Iterator[str]:
    if text:
        yield f"\n{title}"
        for line in visible(text, unicode).rstrip("\n").split("\n"):
            yield wrapped(line, width, INDENT) if line.strip() else ""


def in_facts(entry: Entry, *, unicode: bool) -> Iterator[str]:
    """Yield the whole entry with one fact a line and its name before it, for a screen reader or a pipe."""
    yield f"id: {entry.id}"
    yield f"date: {entry.date}"
    yield f"logged at: {entry.logged_at.isoformat(timespec='seconds')}"
    if entry.changed_at:
        yield f"changed at: {entry.changed_at.isoformat(timespec='seconds')}"
    yield f"kind: {entry.kind}"
    if entry.never_export:
        yield f"{NEVER}: yes"
    for name, levels in (("sign", entry.signs), ("strain", entry.strains), ("support", entry.supports)):
        for id_, level in levels.items():
            yield f"{name}: {visible(id_, unicode)} {level} {LEVELS[level]}"
    for name, text in (("note", entry.note), ("bring", entry.bring)):
        for line in visible(text, unicode).splitlines():
            yield f"{name}: {line}"
    for one in entry.agreed:
        yield f"agreed: {one.id} {one.who}{f' by {one.by}' if one.by else ''}: {one_line(one.what, unicode)}"
        for answer in one.answers:
            said = f": {one_line(answer.said, unicode)}" if answer.said else ""
            by = f" by {answer.by}" if answer.by else ""
            yield f"asked: {one.id} {answer.asked} {answer.outcome}{by}{said}"
    for name, said in imported_of(entry).items():
        yield f"imported: {one_line(name, unicode)} {one_line(said, unicode)}"


def _agreed_in_full(entry: Entry, today: dt.date, width: int, unicode: bool) -> Iterator[str]:
    if entry.agreed:
        yield "\nAgreed"
    for one in entry.agreed:
        by = f", by {day_in_words(one.by, today)}" if one.by else ""
        yield wrapped(one_line(one.what, unicode), width, INDENT)
        yield wrapped(f"{one.who}{by}; id {one.id}", width, INDENT * 2)
        for answer in one.answers:
            until = f", until {day_in_words(answer.by, today)}" if answer.by else ""
            came = f"{day_in_words(answer.asked, today)}: {answer.outcome.replace('-', ' ')}{until}"
            yield wrapped(f"{came}. {one_line(answer.said, unicode)}".rstrip(), width, INDENT * 2)


def imported_of(entry: Entry) -> dict[str, str]:
    """Return what is known of an entry from elsewhere: `from` where it came, and what was kept of it."""
    held = entry.extra.get("imported")
    return (
        {name: str(said) for name, said in held.items() if name != "counts"} if isinstance(held, dict) else {}
    )


def _gist(entry: Entry, unicode: bool) -> str:
    parts: list[str] = [] if entry.kind == "shift" else [entry.kind]
    for group in (entry.strains, entry.supports, entry.signs):
        named = [(visible(id_, unicode), level) for id_, level in _strongest_first(group) if level]
        levels = group is entry.signs
        parts += [", ".join(f"{name} {level}" if levels else name for name, level in named)]
    parts += [f"{len(entry.agreed)} agreed"] if entry.agreed else []
    parts += [one_line(entry.note, unicode), one_line(entry.bring, unicode)]
    return "; ".join(filter(None, parts)) or "nothing named"


def _groups(entry: Entry) -> tuple[tuple[str, Mapping[str, int]], ...]:
    """The conditions stand before what they did to the person."""
    return (
        ("What weighed", entry.strains),
        ("What held", entry.supports),
        ("What you noticed", entry.signs),
    )


def _strongest_first(levels: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(levels.items(), key=lambda item: -item[1])


def _written(entry: Entry, today: dt.date) -> str:
    moment, changed = entry.logged_at, entry.changed_at
    offset = moment.strftime("%z")
    written = (
        f"Written {day_in_words(moment.date(), today)} at {moment:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"
    )
    return f"{written}, changed {day_in_words(changed.date(), today)}" if changed else written

"""`cfj edit`: change an entry, at once by what is named or as a text in the editor.

What it was goes to the trash. What was typed and is not in the journal at the end is a draft, which the next
`cfj edit` of the entry takes up.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.desk import sit_down
from cfjournal.commands.draft import Draft
from cfjournal.commands.keeping import Keeper
from cfjournal.commands.log import FROM_STDIN, as_typed
from cfjournal.commands.meant import entry_meant
from cfjournal.commands.saving import forget_typed_before, heed, show_what_was_written
from cfjournal.days import day_of, parse_day
from cfjournal.entry import BARE_LEVEL, KINDS, check_text
from cfjournal.errors import CfjError, UsageError
from cfjournal.store import NotKeptError, journal_root
from cfjournal.vocabulary import parse_tag, read_level

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry, Kind
    from cfjournal.vocabulary import Group, Vocabulary

GROUPS: dict[Group, str] = {"sign": "signs", "strain": "strains", "support": "supports"}
CHANGED = ("date", "kind", *GROUPS.values(), "note", "bring", "agreed", "never_export")


class Asked(NamedTuple):
    """What is to be changed, as it was typed; None and () leave things as they are."""

    signs: tuple[str, ...] = ()
    strains: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    note: str | None = None
    bring: str | None = None
    date: str | None = None
    kind: str | None = None
    never_export: bool | None = None


def mark_asked(*, never: bool, may: bool) -> bool | None:
    """Return whether the entry is never to be exported, None if nothing is said of it."""
    if never and may:
        raise UsageError(
            "an entry is exported never or it may be", "leave out --never-export or --may-export"
        )
    return never if never or may else None


def edit(edge: Edge, which: str, asked: Asked) -> None:
    """Change the entry that is meant. Raises `CfjError`, whose message or hint names what was kept."""
    if asked == Asked():
        from cfjournal.commands.editing_by_hand import edit_by_hand

        edit_by_hand(edge, which)
        return
    keeper, draft = Keeper(journal_root(edge.journal, edge.env), edge.now), Draft(day_of(edge.now), edge.now)
    try:
        if asked.note == FROM_STDIN:
            asked = asked._replace(note=as_typed(edge.read_bytes()))
        draft = draft._replace(note=asked.note or "", bring=asked.bring or "")
        desk = sit_down(edge)
        journal, words = desk.open(), desk.config.vocabulary()
        was = entry_meant(journal, which, desk)
        if asked.never_export:  # it may be a copy of the entry alone that has the mark
            was = journal.refuse_to_harm(journal.path_of(was), was) or was
        entry = changed(was, asked, words, desk)
    except CfjError as error:
        if kept := keeper.keep_text(draft, command="cfj edit"):
            error.hint = f"{error.hint}; {kept}" if error.hint else kept
        raise
    save(edge, desk, was, entry)


def save(edge: Edge, desk: Desk, was: Entry, entry: Entry) -> None:
    """Write the entry in the place of `was` if it says something else, and say so. Raises as `write` does."""
    fields = [key for key in CHANGED if getattr(entry, key) != getattr(was, key)]
    if not fields:
        edge.tell("Nothing was changed: that is what the entry says.")
        return
    try:
        desk.open().write(entry._replace(changed_at=edge.now), was=was)
    except NotKeptError:
        show_what_was_written(edge, entry)
        raise
    forget_typed_before(desk, entry, edge.now)
    edge.say(f"Changed {entry.short_id}: {', '.join(_said(desk, entry, field) for field in fields)}")
    if edge.interactive:
        edge.tell("`cfj undo` takes it back.")
    if entry.never_export and not was.never_export:
        _tell_what_is_out(edge, desk, entry)
    if was.never_export and not entry.never_export and desk.open().find(entry.id).never_export:
        edge.tell("A copy of it still says never exported, and that counts: `cfj check` names the copy.")
    fresh = {id_: level for id_, level in entry.signs.items() if was.signs.get(id_) != level}
    heed(edge, desk, desk.config.vocabulary(), fresh)


def _tell_what_is_out(edge: Edge, desk: Desk, entry: Entry) -> None:
    """Say that its note was handed on before: what is out cannot be called back."""
    from cfjournal import shares

    with suppress(OSError):
        with_it = [share for share in shares.read(desk.root).shares if entry.short_id in share.notes]
        if with_it:
            when = desk.said(with_it[-1].moment.date())
            edge.tell(f"Its note was on a page made on {when}; that page stays as it is: `cfj shared`.")


def _said(desk: Desk, entry: Entry, field: str) -> str:
    if field == "date":
        return f"date to {desk.said(entry.date)}"
    if field != "never_export":
        return field
    return "never exported" if entry.never_export else "may be exported"


def changed(was: Entry, asked: Asked, words: Vocabulary, desk: Desk) -> Entry:
    """Return the entry with what was asked for. Raises `UsageError` for what cannot be."""
    levels = {field: dict(getattr(was, field)) for field in GROUPS.values()}
    for word in asked.without:
        field, id_ = _named(was, word, words)
        levels[field].pop(id_, None)
    for group, field in GROUPS.items():
        for text in getattr(asked, field):
            id_, level = _level_of(was, text, group, words)
            levels[field][id_] = level
    note = was.note if asked.note is None else check_text(asked.note, "note")
    bring = was.bring if asked.bring is None else check_text(asked.bring, "text to bring")
    day = was.date if asked.date is None else _day(asked.date, desk)
    kind = was.kind if asked.kind is None else _kind(asked.kind)
    mark = was.never_export if asked.never_export is None else asked.never_export
    said = was._replace(note=note, bring=bring, date=day, kind=kind, never_export=mark)
    return said._replace(**levels)  # type: ignore[arg-type]


def _named(was: Entry, word: str, words: Vocabulary) -> tuple[str, str]:
    """Return the field and the id of what the entry holds under this word. Raises `UsageError`."""
    held = {id_: field for field in GROUPS.values() for id_ in getattr(was, field)}
    id_ = word if word in held else words.resolve(word).id
    if id_ not in held:
        hint = f"it names {', '.join(held)}" if held else "it names no signs, strains or supports"
        raise UsageError(f"the entry {was.short_id} does not name {id_}", hint)
    return held[id_], id_


def _level_of(was: Entry, text: str, group: Group, words: Vocabulary) -> tuple[str, int]:
    word, colon, level = text.partition(":")
    if word in getattr(was, GROUPS[group]):  # also one that the vocabulary has no more
        return word, read_level(level, word) if colon else BARE_LEVEL
    tag, number = parse_tag(text, words)
    if tag.group != group:
        raise UsageError(f"{tag.id} is a {tag.group}, not a {group}", f"write --{tag.group} {tag.id}")
    return tag.id, number


def _day(said: str, desk: Desk) -> dt.date:
    day = parse_day(said, desk.today)
    if day > desk.today:
        raise UsageError(f"{day} is still to come", f"today is {desk.said(desk.today)}")
    return day


def _kind(said: str) -> Kind:
    if said not in KINDS:
        raise UsageError(f"{said[:40]!r} is not a kind of day", f"it may be {', '.join(KINDS)}")
    return said

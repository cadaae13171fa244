"""`cfj log`: write an entry, from words on the command line or from a conversation.

Whatever was typed and is not in the journal at the end is in a draft, and the message says where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands import tags as tagging
from cfjournal.commands.desk import sit_down
from cfjournal.commands.draft import Draft
from cfjournal.commands.keeping import Keeper, something_left
from cfjournal.commands.saving import entry_of, heed, save
from cfjournal.days import day_of, parse_day
from cfjournal.entry import KINDS, check_text
from cfjournal.errors import CfjError, UsageError
from cfjournal.store import journal_root

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.freely import Reading
    from cfjournal.vocabulary import Vocabulary

FROM_STDIN = "-"


class Typed(NamedTuple):
    """What a person typed for one entry, as they typed it."""

    tags: tuple[str, ...] = ()
    note: str | None = None
    bring: str | None = None
    date: str | None = None
    kind: str | None = None
    never_export: bool = False

    @property
    def nothing(self) -> bool:
        """Whether it says nothing about a day but which one is meant."""
        return not (self.tags or self.note or self.bring or self.kind)


def log(edge: Edge, typed: Typed, *, editor: bool) -> None:
    """Write the entry that was typed, or ask for it."""
    if typed.nothing and not editor:
        _ask_for_it(edge, typed)
        return
    keeper = Keeper(journal_root(edge.journal, edge.env), edge.now)
    draft = _begun(edge, typed)
    try:
        if typed.note and FROM_STDIN in typed.tags:
            raise UsageError("the note comes twice, with -m and from stdin", "leave one of them out")
        desk = sit_down(edge)
        words = desk.config.vocabulary()
        said = " ".join(tag for tag in typed.tags if tag != FROM_STDIN)
        if reading := tagging.as_sentence(said, draft.tags, words):  # from here on it is kept like any note
            draft = draft._replace(tags=(), note="\n".join(filter(None, (said, draft.note))))
        draft = draft._replace(day=day_asked(edge, typed.date, desk), kind=_kind(draft.kind))
        if editor:
            draft = _edited(edge, desk, draft, keeper)
        if reading:
            draft = draft._replace(tags=_agreed(edge, desk, reading, words))
        draft = _clear(edge, draft, words)
        desk.open()  # a journal that cannot be used says so while the draft is still in hand
    except CfjError as error:
        if (kept := keeper.keep_text(draft)) and kept not in error.hint:
            error.hint = f"{error.hint}; {kept}"
        raise
    except (KeyboardInterrupt, EOFError):
        if kept := keeper.keep_text(draft):
            edge.tell()
            edge.tell(kept)
        raise KeyboardInterrupt from None
    _finish(edge, desk, draft, words, keeper)


def _finish(edge: Edge, desk: Desk, draft: Draft, words: Vocabulary, keeper: Keeper) -> None:
    if not draft.says_something:
        edge.tell("Nothing was logged.")
        return
    entry = entry_of(draft, words, edge.now)
    try:
        save(edge, desk, entry, keeper)
    finally:  # also when the journal does not take it
        heed(edge, desk, words, entry.signs)
    if edge.interactive and something_left(desk.root):
        edge.tell("A draft is waiting; `cfj log` without words takes it up.")


def _ask_for_it(edge: Edge, typed: Typed) -> None:
    if not edge.interactive:
        raise UsageError("there is nothing to log", "name what you notice, as in `cfj log tired dread:3`")
    from cfjournal.commands.conversation import converse

    desk = sit_down(edge)
    draft = Draft(day_asked(edge, typed.date, desk), edge.now, never_export=typed.never_export)
    converse(edge, desk, draft, Keeper(desk.root, edge.now))


def _begun(edge: Edge, typed: Typed) -> Draft:
    """Return what was typed, with the note from wherever it comes, before anything of it is checked."""
    note = typed.note or ""
    if FROM_STDIN in typed.tags:
        if edge.stdin_is_terminal:
            edge.tell("Write your note; Ctrl-D on a line of its own ends it.")
        note = "\n".join(filter(None, (note, as_typed(edge.read_bytes()))))
    tags = tuple(word for tag in typed.tags if tag != FROM_STDIN for word in _apart(tag))
    said = (typed.kind or "", note, typed.bring or "")
    return Draft(day_of(edge.now), edge.now, tags, *said, never_export=typed.never_export)


def _apart(tag: str) -> list[str]:
    """Return the words of `tired,dread`, which is how some write a list."""
    return [word for word in tag.split(",") if word.strip()] or [tag]


def day_asked(edge: Edge, said: str | None, desk: Desk) -> dt.date:
    """Return the day the entry is for: today unless they said another, and none that is still to come."""
    day = desk.today if said is None else parse_day(said, desk.today)
    if day > desk.today:
        ends = f"until {desk.config.day_ends_at:%H:%M} it is" if day == edge.now.date() else "today is"
        hint = f"an entry is for a day that has begun; {ends} {desk.said(desk.today)}"
        raise UsageError(f"{day} is still to come", hint)
    return day


def _kind(said: str) -> str:
    if said and said not in KINDS:
        raise UsageError(f"{said[:40]!r} is not a kind of day", f"it may be {', '.join(KINDS)}")
    return said


def _clear(edge: Edge, draft: Draft, words: Vocabulary) -> Draft:
    """Return the draft with text that can be kept and words that are known, asking where that helps."""
    check_text(draft.note, "note")
    check_text(draft.bring, "text to bring")
    return draft._replace(tags=tagging.settle(edge, draft.tags, words))


def _agreed(edge: Edge, desk: Desk, reading: Reading, words: Vocabulary) -> tuple[str, ...]:
    """Ask whether a sentence is to be the note, and return the tags heard in it that go along.

    Raises `UsageError` where nobody can be asked, `KeyboardInterrupt` where it is left for later.
    """
    levels, _ = tagging.read(reading.tags, words)
    if not edge.interactive:
        heed(edge, desk, words, levels.signs)
        raise UsageError(
            "that reads like a sentence, not like words for a day",
            'a note is `cfj log --note "..."`, words are `cfj log tired:3 no-break`; `cfj signs` lists them',
        )
    heard = f" In it: {tagging.in_words(levels)}." if reading.tags else ""
    edge.tell(f"That reads like a sentence, so it is your note.{heard}")
    which = "Enter saves both, n the note alone" if heard else "Enter saves it"
    answer = edge.ask(f"{which}, l leaves it for later: ").strip().casefold()
    if answer in ("", "y", "yes", "s"):
        return reading.tags
    heed(edge, desk, words, levels.signs)
    if answer not in ("n", "no"):
        raise KeyboardInterrupt
    return ()


def _edited(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper) -> Draft:
    """Return the draft with the note that was written in the editor, kept before the editor's copy goes."""
    from cfjournal.commands import editor

    edge.stdout.flush()
    edited = editor.edit(draft.note, desk.config.editor, edge.env, desk.root)
    draft = draft._replace(note=as_typed(edited.note).rstrip("\r\n"))
    kept = keeper.keep_text(draft) if draft.note.strip() else ""
    editor.remove(edited.folder)
    if not edited.well:
        raise CfjError(
            "the editor ended with an error, so nothing was logged", kept or "it left nothing behind"
        )
    if not kept:
        raise CfjError(
            "the note came back empty, so nothing was logged", "leave -e out to log without a note"
        )
    return draft


def as_typed(raw: bytes) -> str:
    """Return bytes as text in which no byte is lost, UTF-8 or not: `check_text` refuses what is not."""
    return raw.decode("utf-8", "surrogateescape")

"""From what was said to an entry in the journal, and the answer: `Saved`, or where the text is instead."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from cfjournal.commands import tags as tagging
from cfjournal.entry import Entry, check_text, new_id
from cfjournal.errors import CfjError
from cfjournal.store import NotKeptError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.keeping import Keeper
    from cfjournal.entry import Kind
    from cfjournal.vocabulary import Vocabulary


def entry_of(draft: Draft, words: Vocabulary, now: dt.datetime) -> Entry:
    """Return the entry that `draft` came to, with an id of its own. Its words are clear and its kind is one.

    Raises `UsageError` for text that cannot be kept exactly.
    """
    check_text(draft.note, "note")
    check_text(draft.bring, "text to bring")
    levels, _ = tagging.read(draft.tags, words)
    said = (cast("Kind", draft.kind or "shift"), *levels, draft.note, draft.bring)
    return Entry(new_id(), draft.day, now, *said, never_export=draft.never_export, agreed=draft.agreed)


def save(edge: Edge, desk: Desk, entry: Entry, keeper: Keeper) -> None:
    """Write the entry and say so. The draft goes when the entry is safe, in the journal or as a draft there.

    Raises `CfjError` when the journal does not take it; its message names the file that holds the text.
    """
    with kept_until_safe(edge, entry, keeper):
        desk.open().write(entry)
    forget_typed_before(desk, entry, edge.now)
    when = "" if entry.date == edge.now.date() else f" for {desk.said(entry.date)}"
    edge.say(f"Saved {entry.short_id}{when}")


def forget_typed_before(desk: Desk, entry: Entry, now: dt.datetime) -> None:
    """Remove drafts of the same words, of a command that was refused before: they are in `entry` now."""
    from cfjournal.commands.keeping import something_left

    if something_left(desk.root):
        from cfjournal.commands.left import forget_saved

        forget_saved(desk.root, entry, now)


@contextmanager
def kept_until_safe(edge: Edge, entry: Entry, keeper: Keeper) -> Iterator[None]:
    """Write the entry within: the draft goes when it is safe, in the journal or as a draft there.

    Where neither took it, the error names the file that still holds the words, or they are shown.
    """
    try:
        yield
    except NotKeptError as error:
        if keeper.path is None:
            show_what_was_written(edge, entry)
        else:
            error.hint = f"it is still in {keeper.path}"
        raise
    except CfjError:
        keeper.drop()
        raise
    keeper.drop()


def show_what_was_written(edge: Edge, entry: Entry) -> None:
    """Put on the screen what no folder takes, so that it can be copied."""
    edge.tell("This is what you wrote:")
    edge.tell("\n".join((entry.note, entry.bring, *(one.what for one in entry.agreed))))


def heed(edge: Edge, desk: Desk, words: Vocabulary, signs: Mapping[str, int]) -> None:
    """Show at once where to find a person, if one of `signs` asks for it."""
    if any(level and id_ in words.tags and words.tags[id_].reach_out for id_, level in signs.items()):
        from cfjournal.commands.reach_out import where_to_turn

        edge.stdout.flush()
        for line in where_to_turn(desk.config, edge.env):
            edge.tell(line)

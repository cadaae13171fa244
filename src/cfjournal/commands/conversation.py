"""`cfj log` without words, in a terminal: take up what was left, or ask; survive every interruption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands import tags as tagging
from cfjournal.commands.checkin import Checkin
from cfjournal.commands.left import edits_left, left_behind
from cfjournal.commands.offering import OR_GO_ON, ask_at_the_end, offer, take
from cfjournal.commands.saving import entry_of, heed, save
from cfjournal.errors import CfjError

if TYPE_CHECKING:
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.keeping import Keeper
    from cfjournal.vocabulary import Vocabulary


def converse(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper) -> None:
    """Hold a check-in and save what it came to. Raises `KeyboardInterrupt` when it ends without an entry."""
    words = desk.config.vocabulary()
    try:
        said, go_on = _take_up(edge, desk, keeper, words) or (draft, True)
        said = said._replace(never_export=said.never_export or draft.never_export)
        if go_on:
            said = _ask(edge, desk, said, keeper, words)
        entry = entry_of(said, words, edge.now)
        desk.open()
    except EOFError:
        raise KeyboardInterrupt from None
    except CfjError as error:
        if keeper.path is not None:
            error.hint = f"{error.hint}; what you said is kept in {keeper.path}"
        raise
    save(edge, desk, entry, keeper)


def _ask(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper, words: Vocabulary) -> Draft:
    edge.tell(f"A short check-in for {desk.said(draft.day)}. Enter skips, q stops, ? helps.")
    checkin = Checkin(
        edge, words, draft, keeper.try_to_keep, lambda levels: heed(edge, desk, words, levels.signs)
    )
    while True:
        try:
            return checkin.hold()
        except (KeyboardInterrupt, EOFError):
            if said := _interrupted(edge, checkin.draft, keeper):
                return said


def _interrupted(edge: Edge, said: Draft, keeper: Keeper) -> Draft | None:
    """Offer to keep what was said; return it if it is to be an entry, None if it is to go on.

    Raises `KeyboardInterrupt` where no entry is to be written now.
    """
    edge.tell()
    if not said.says_something:
        keeper.drop()
        edge.tell("Nothing was written.")
        raise KeyboardInterrupt
    if ask_at_the_end(edge, keeper, said, f"Enter saves that{OR_GO_ON}", "cfj log"):
        return None
    return said


def _take_up(edge: Edge, desk: Desk, keeper: Keeper, words: Vocabulary) -> tuple[Draft, bool] | None:
    """Offer what was left; return the draft taken up, if one was, and whether to go on asking."""
    waiting = left_behind(desk.root, edge.now)
    if any(left.draft.is_record for left in waiting):
        edge.tell("A record of supervision is waiting; `cfj supervision record` takes it up.")
    if mine := [left for left in waiting if not left.draft.is_record]:
        left, how = offer(edge, desk, mine, saves=True)
        if left:
            draft = take(left, keeper)
            return draft._replace(tags=tagging.settle(edge, draft.tags, words)), how != "s"
    for entry_id in edits_left(desk.root):
        edge.tell(f"An edit of {entry_id} is waiting; `cfj edit {entry_id}` goes on with it.")
    return None

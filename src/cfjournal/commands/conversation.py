"""`cfj log` without words, in a terminal: take up what was left, or ask; survive every interruption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands import tags as tagging
from cfjournal.commands.checkin import Checkin
from cfjournal.commands.left import discard, edits_left, left_behind
from cfjournal.commands.saving import entry_of, heed, save
from cfjournal.display import day_in_words
from cfjournal.errors import CfjError, NotSavedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.keeping import Keeper
    from cfjournal.commands.left import Left
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
    edge.tell(f"A short check-in for {desk.said(draft.day)}. Enter skips a question, Ctrl-C stops.")
    checkin = Checkin(
        edge, words, draft, keeper.try_to_keep, lambda levels: heed(edge, desk, words, levels.signs)
    )
    try:
        return checkin.hold()
    except (KeyboardInterrupt, EOFError):
        return _interrupted(edge, checkin.draft, keeper)


def _interrupted(edge: Edge, said: Draft, keeper: Keeper) -> Draft:
    """Offer to keep what was said; return it if it is to be an entry, else raise `KeyboardInterrupt`."""
    edge.tell()
    if not said.says_something:
        keeper.drop()
        edge.tell("Nothing was written.")
        raise KeyboardInterrupt
    edge.tell(f"So far: {in_short(said)}.")
    choice = _choose(edge, "Enter saves that, l leaves it for later, d throws it away: ")
    if choice in ("", "y", "s"):
        return said
    if choice == "d":
        keeper.drop()
        edge.tell("Thrown away; nothing was written.")
    elif keeper.try_to_keep(said):
        edge.tell("Left for later: the next `cfj log` offers it.")
    else:
        raise NotSavedError("what you said could not be kept in any folder", "copy it from the screen")
    raise KeyboardInterrupt


def _take_up(edge: Edge, desk: Desk, keeper: Keeper, words: Vocabulary) -> tuple[Draft, bool] | None:
    """Offer what was left; return the draft taken up, if one was, and whether to go on asking."""
    waiting = left_behind(desk.root, edge.now)
    if any(left.draft.is_record for left in waiting):
        edge.tell("A record of supervision is waiting; `cfj supervision record` takes it up.")
    for left in (left for left in waiting if not left.draft.is_record):
        begun = day_in_words(left.draft.begun.date(), desk.today)
        edge.tell(f"You left something on {begun} at {left.draft.begun:%H:%M}: {in_short(left.draft)}.")
        answer = edge.ask("Enter goes on with it, s saves it as it is, l leaves it, d throws it away: ")
        choice = answer.strip().casefold()[:1]
        if choice == "d":
            discard(left.path)
        elif choice in ("", "g", "s", "y"):
            return _taken(edge, left, keeper, words), choice != "s"
    for entry_id in edits_left(desk.root):
        edge.tell(f"An edit of {entry_id} is waiting; `cfj edit {entry_id}` goes on with it.")
    return None


def _taken(edge: Edge, left: Left, keeper: Keeper, words: Vocabulary) -> Draft:
    """Make the draft that was left this keeper's own, and ask about words in it that are not clear."""
    if keeper.try_to_keep(left.draft):
        discard(left.path)
    else:
        keeper.path = left.path
    return left.draft._replace(tags=tagging.settle(edge, left.draft.tags, words))


def _choose(edge: Edge, question: str) -> str:
    """Return the first letter of the answer; being interrupted leaves things for later."""
    try:
        return edge.ask(question).strip().casefold()[:1]
    except (KeyboardInterrupt, EOFError):
        edge.tell()
        return "l"


def in_short(draft: Draft) -> str:
    """Return what a draft holds, in a line and without any text of its note."""
    held = [] if draft.kind in ("", "shift") else [f"a {draft.kind} day"]
    held += [", ".join(_each_once(draft.tags))] if draft.tags else []
    if draft.note:
        lines = draft.note.count("\n") + 1
        held.append("a note of one line" if lines == 1 else f"a note of {lines} lines")
    held += ["something to bring"] if draft.bring else []
    if draft.agreed:
        held.append("an agreement" if len(draft.agreed) == 1 else f"{len(draft.agreed)} agreements")
    held += [f"words of {'another' if draft.agreed else 'an agreement'}"] if draft.words else []
    return "; ".join(held) or "a shift, and nothing else yet"


def _each_once(tags: Iterable[str]) -> list[str]:
    """Return words with their levels; of a word that was named twice, the stronger level."""
    strongest: dict[str, str] = {}
    for tag in tags:
        word, _, level = tag.partition(":")
        strongest[word] = max(level, strongest.get(word, ""))
    return [f"{word} {level}".rstrip() for word, level in strongest.items()]

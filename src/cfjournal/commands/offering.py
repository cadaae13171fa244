"""Offering what was left: what it holds, when and where it was typed, and one question for all of it.

For the person's own terminal: the first words of a text are shown, so that they know it again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from cfjournal.commands.left import discard
from cfjournal.commands.tags import STOPS
from cfjournal.display import one_line, shortened, wrapped
from cfjournal.errors import NotSavedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.keeping import Keeper
    from cfjournal.commands.left import Left

OR_GO_ON = ", g goes on"

AT_ONCE = 5
"""So many are offered at once, the newest first; older ones come up as these go."""


MEANT = dict.fromkeys(STOPS, "q") | {
    **dict.fromkeys(("yes", "ok", "go on"), "y"),
    **dict.fromkeys(("no", "later", "leave", "leave it"), "l"),
    **dict.fromkeys(("save", "save it"), "s"),
    **dict.fromkeys(("discard", "delete", "throw it away"), "d"),
}
"""What people answer instead of a letter."""


def choice(edge: Edge, question: str, letters: str) -> str:
    """Ask until the answer is Enter, which is "", or one of `letters`, or a word for it; return that letter.

    Other words are none: `dread 3` throws nothing away. g and y are Enter, n is l, and q stops.
    """
    known = {"": "", "g": "", "y": "", "n": "l", "q": "q"} | {letter: letter for letter in letters}
    while True:
        answer = edge.ask(question).strip().casefold()
        if (letter := MEANT.get(answer, answer)) in known:
            return known[letter]
        edge.tell(f"One letter is enough: {', '.join(letters)}, or q, which leaves everything as it is.")


def offer(edge: Edge, desk: Desk, waiting: Sequence[Left], *, saves: bool = False) -> tuple[Left | None, str]:
    """Show what was left and ask once what is to become of it.

    Return what is taken up, None for nothing, and how: "" to go on with it, and "s" to save it as it is,
    which is offered where `saves`. Raises `KeyboardInterrupt` where the person had enough: all of it stays.
    """
    if len(waiting) == 1:
        _show(edge, f"You left something on {_when(desk, waiting[0].draft)}", waiting[0].draft)
        save = "s saves it as it is, " if saves else ""
        question = f"Enter goes on with it, {save}l leaves it, d throws it away: "
        return _done(waiting[0], choice(edge, question, "sld" if saves else "ld"))
    shown = waiting[:AT_ONCE]
    more = f"; the latest {AT_ONCE}" if len(waiting) > AT_ONCE else ""
    edge.tell(f"You left {len(waiting)} things{more}:")
    for number, left in enumerate(shown, 1):
        _show(edge, f"{number} {_when(desk, left.draft)}", left.draft)
    return _done_of_several(edge, shown, saves=saves)


def _done_of_several(edge: Edge, shown: Sequence[Left], *, saves: bool) -> tuple[Left | None, str]:
    save = "s 2 saves 2 as it is, " if saves else ""
    question = f"Enter goes on with 1, 2 with 2; {save}l leaves all, d 2 throws 2 away: "
    while True:
        answer = edge.ask(question).strip().casefold()
        if MEANT.get(answer, answer) == "q":
            raise KeyboardInterrupt
        if MEANT.get(answer, answer) in ("l", "n"):
            return None, ""
        said = re.fullmatch("([sd]?) *([1-9]?)" if saves else "(d?) *([1-9]?)", answer)
        if said and (number := int(said[2] or (0 if said[1] else 1))) in range(1, len(shown) + 1):
            return _done(shown[number - 1], said[1])


def _done(left: Left, letter: str) -> tuple[Left | None, str]:
    if letter == "q":
        raise KeyboardInterrupt
    if letter == "d":
        discard(left.path)
    return (None, "") if letter in ("d", "l") else (left, letter)


def ask_at_the_end(edge: Edge, keeper: Keeper, said: Draft, enter: str, offers: str) -> bool:
    """Ask what is to become of what was said before an interruption; return for what `enter` says.

    Where that ends in `OR_GO_ON`, return whether it is to go on instead. Raises `KeyboardInterrupt` where it
    is left for later or thrown away. Who is interrupted again leaves it.
    """
    letters = "glds" if enter.endswith(OR_GO_ON) else "lds"
    edge.tell(f"So far: {in_short(said)}.")
    try:
        letter = choice(edge, f"{enter}, l leaves it for later, d throws it away: ", letters)
    except (KeyboardInterrupt, EOFError):
        edge.tell()
        letter = "l"
    if letter in ("l", "q"):
        leave(edge, keeper, said, offers)
    if letter == "d":
        keeper.drop()
        edge.tell("Thrown away; nothing was written.")
        raise KeyboardInterrupt
    return letter == "g"


def leave(edge: Edge, keeper: Keeper, said: Draft, offers: str) -> NoReturn:
    """Leave it for later. Raises `KeyboardInterrupt`, or `NotSavedError` where no folder takes it."""
    if not keeper.try_to_keep(said):
        raise NotSavedError("what you said could not be kept in any folder", "copy it from the screen")
    edge.tell(f"Left for later: the next `{offers}` offers it.")
    raise KeyboardInterrupt


def take(left: Left, keeper: Keeper) -> Draft:
    """Make the draft that was left this keeper's own, and return it."""
    draft = left.draft._replace(command="")
    if keeper.try_to_keep(draft):
        discard(left.path)
    else:
        keeper.path = left.path
    return draft


def _when(desk: Desk, draft: Draft) -> str:
    typed_in = draft.command or ("cfj supervision record" if draft.is_record else "cfj log")
    return f"{desk.said(draft.begun.date())} at {draft.begun:%H:%M}, in `{typed_in}`"


def _show(edge: Edge, head: str, draft: Draft) -> None:
    edge.tell(wrapped(f"{head}:", edge.width))
    edge.tell(wrapped(in_short(draft), edge.width, "  "))
    if texts := one_line("; ".join(draft.texts), edge.unicode):
        edge.tell(f"  {shortened(texts, edge.width - 2, edge.unicode)}")


def in_short(draft: Draft) -> str:
    """Return what a draft holds, in a line and without any text of its note."""
    held = [] if draft.kind in ("", "shift") else [f"a {draft.kind} day"]
    held += [", ".join(_each_once(draft.tags))] if draft.tags and not draft.is_record else []
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

"""`cfj supervision record`: keep what was agreed, in the entry of the day; nothing that was typed is lost.

What is not in the journal at the end is a draft, and the message says where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from cfjournal.agreements import WHO, Agreement, new_id
from cfjournal.commands.agreeing import Agreeing
from cfjournal.commands.conversation import in_short
from cfjournal.commands.desk import sit_down
from cfjournal.commands.draft import Draft
from cfjournal.commands.keeping import Keeper
from cfjournal.commands.left import discard, left_behind
from cfjournal.commands.log import FROM_STDIN, as_typed, day_asked
from cfjournal.commands.saving import entry_of, kept_until_safe
from cfjournal.days import day_of, parse_coming
from cfjournal.entry import BARE_LEVEL, check_text
from cfjournal.errors import CfjError, NotSavedError, UsageError
from cfjournal.period import Period
from cfjournal.store import journal_root

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.agreements import Who
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.store import Journal

SUPERVISION = "supervision"
ADMIN_ONLY = "admin-only-supervision"
OFFERS = "cfj supervision record"


class Typed(NamedTuple):
    """What was typed on the command line; `supervision` says that it was agreed there and not elsewhere."""

    what: str | None = None
    who: str | None = None
    by: str | None = None
    date: str | None = None
    supervision: bool = True


def record(edge: Edge, typed: Typed) -> None:
    """Keep an agreement, or ask for them one by one. Raises `CfjError`, which says where the words are."""
    keeper = Keeper(journal_root(edge.journal, edge.env), edge.now)
    what = as_typed(edge.read_bytes()).strip() if typed.what == FROM_STDIN else (typed.what or "").strip()
    tags = (SUPERVISION,) if typed.supervision else ()
    draft = Draft(day_of(edge.now), edge.now, tags, words=what)
    try:
        desk = sit_down(edge)
        draft = draft._replace(day=day_asked(edge, typed.date, desk))
        draft = _filled_in(edge, desk, draft, typed, keeper)
        for one in draft.agreed:
            check_text(one.what, "text of an agreement")
        desk.open()
    except EOFError:
        raise KeyboardInterrupt from None
    except CfjError as error:
        if (kept := keeper.keep_text(draft, OFFERS)) and kept not in error.hint:
            error.hint = "; ".join(filter(None, (error.hint, kept)))
        raise
    save(edge, desk, draft, keeper)


def _filled_in(edge: Edge, desk: Desk, draft: Draft, typed: Typed, keeper: Keeper) -> Draft:
    """Return the draft with whole agreements: from the command line, or else asked for."""
    who = _who(typed.who)
    by = parse_coming(typed.by, desk.today) if typed.by else None
    if draft.words and who:
        return draft._replace(words="", agreed=(Agreement(new_id(), draft.words, who, by),))
    if who or by or not edge.interactive:
        _refuse_half_of_it(draft)
    left = None if draft.words else _taken_up(edge, desk, keeper)
    return converse(edge, desk, left or draft, keeper, resumed=left is not None)


def _refuse_half_of_it(draft: Draft) -> NoReturn:
    if draft.words:
        raise UsageError("it is not said who is to do it", f"add --who {', --who '.join(WHO)}")
    raise UsageError("there is nothing to record", "say what was agreed; - reads it from stdin")


def _who(said: str | None) -> Who | None:
    if said is None:
        return None
    named = [who for who in WHO if said and who.startswith(said.casefold())]
    if len(named) != 1:
        raise UsageError(f"{said[:40]!r} is nobody who could do it", f"it may be {', '.join(WHO)}")
    return named[0]


def _taken_up(edge: Edge, desk: Desk, keeper: Keeper) -> Draft | None:
    """Offer what was left of an earlier record; return it if it is taken up."""
    for left in (left for left in left_behind(desk.root, edge.now) if left.draft.is_record):
        begun, held = desk.said(left.draft.begun.date()), in_short(left.draft._replace(tags=()))
        edge.tell(f"You left something on {begun} at {left.draft.begun:%H:%M}: {held}.")
        choice = edge.ask("Enter goes on with it, l leaves it, d throws it away: ").strip().casefold()[:1]
        if choice == "d":
            discard(left.path)
        elif choice != "l":
            if keeper.try_to_keep(left.draft):
                discard(left.path)
            else:
                keeper.path = left.path
            return left.draft
    return None


def converse(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper, *, resumed: bool) -> Draft:
    """Ask for agreements and return the draft with them. Raises `KeyboardInterrupt` where none came."""
    asking = Agreeing(edge, desk, draft, keeper.try_to_keep)
    while True:
        try:
            said = asking.hold(resumed=resumed)
        except (KeyboardInterrupt, EOFError):
            if resumed := _goes_on(edge, asking.draft, keeper):
                continue
            said = asking.draft._replace(words="")
        if said.agreed:
            return said
        keeper.drop()
        edge.tell("Nothing was written.")
        raise KeyboardInterrupt


def _goes_on(edge: Edge, said: Draft, keeper: Keeper) -> bool:
    """Ask what is to become of what was said: True to ask on, False to save it; else `KeyboardInterrupt`."""
    edge.tell()
    if not said.is_record:
        return False
    edge.tell(f"So far: {in_short(said._replace(tags=()))}.")
    first = "Enter goes on" if said.words else "Enter saves that"
    try:
        choice = edge.ask(f"{first}, l leaves it for later, d throws it away: ").strip().casefold()[:1]
    except (KeyboardInterrupt, EOFError):
        edge.tell()
        choice = "l"
    if choice == "d":
        keeper.drop()
        edge.tell("Thrown away; nothing was written.")
    elif choice != "l":
        return bool(said.words)
    elif keeper.try_to_keep(said):
        edge.tell(f"Left for later: the next `{OFFERS}` offers it.")
    else:
        raise NotSavedError("what you said could not be kept in any folder", "copy it from the screen")
    raise KeyboardInterrupt


def save(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper) -> None:
    """Add the agreements to the latest entry of their day, or write a new one, and say so.

    Raises `CfjError` when the journal does not take it; its message names the file that holds the words.
    """
    fresh = entry_of(draft, desk.config.vocabulary(), edge.now)
    journal = desk.open()
    was = _told_of(journal, draft.day) if fresh.only_agreed else None
    entry = added(was, fresh, edge.now) if was else fresh
    with kept_until_safe(edge, fresh, keeper):
        journal.write(entry, was=was)
    number = "1 agreement" if len(draft.agreed) == 1 else f"{len(draft.agreed)} agreements"
    when = "" if draft.day == desk.today else f" for {desk.said(draft.day)}"
    edge.say(f"Saved {number}{when} in {entry.short_id}")
    if edge.interactive:
        edge.tell("`cfj supervision follow-up` asks later what came of it.")


def _told_of(journal: Journal, day: dt.date) -> Entry | None:
    """Return the latest entry of the day, None where none can be read: the record then stands beside it."""
    try:
        found = journal.read(Period(day, day)).entries
    except CfjError:
        return None
    return next((entry for entry in reversed(found) if entry.counts), None)


def added(was: Entry, fresh: Entry, now: dt.datetime) -> Entry:
    """Return the entry `was` with what `fresh` holds: its agreements, and supervision where it was that.

    Where the day says that supervision was about administration alone, that stays so.
    """
    supports = dict(was.supports)
    if fresh.supports.get(SUPERVISION) and not was.strains.get(ADMIN_ONLY):
        supports[SUPERVISION] = supports.get(SUPERVISION) or BARE_LEVEL
    return was._replace(supports=supports, agreed=(*was.agreed, *fresh.agreed), changed_at=now)

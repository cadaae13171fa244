"""`cfj supervision record`: keep what was agreed, in the entry of the day; nothing that was typed is lost.

What is not in the journal at the end is a draft, and the message says where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from cfjournal.agreements import WHO, Agreement, new_id
from cfjournal.commands.agreeing import Agreeing, Stopped, read_by, who_named
from cfjournal.commands.desk import sit_down
from cfjournal.commands.draft import Draft
from cfjournal.commands.keeping import Keeper
from cfjournal.commands.left import left_behind
from cfjournal.commands.log import FROM_STDIN, as_typed, day_asked
from cfjournal.commands.offering import ask_at_the_end, leave, offer, take
from cfjournal.commands.saving import entry_of, forget_typed_before, kept_until_safe
from cfjournal.days import day_of
from cfjournal.entry import BARE_LEVEL, check_text
from cfjournal.errors import CfjError, UsageError
from cfjournal.period import Period
from cfjournal.store import journal_root

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from cfjournal.agreements import Who
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.store import Journal

SUPERVISION = "supervision"
ADMIN_ONLY = "admin-only-supervision"
OFFERS = "cfj supervision record"

NEVER_EXPORTED = (
    "That entry is marked never to be exported, so what was agreed stays here with it; "
    "`cfj edit {id} --may-export` takes the mark off the whole entry."
)


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
    save(edge, desk, draft, keeper, by=draft.agreed[0].by if typed.by else None)


def _filled_in(edge: Edge, desk: Desk, draft: Draft, typed: Typed, keeper: Keeper) -> Draft:
    """Return the draft with whole agreements: from the command line, or else asked for."""
    who = _who(typed.who)
    by = read_by(typed.by, desk, draft.day) if typed.by else None
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
    if (who := who_named(said)) is None:
        raise UsageError(f"{said[:40]!r} is nobody who could do it", f"it may be {', '.join(WHO)}")
    return who


def _taken_up(edge: Edge, desk: Desk, keeper: Keeper) -> Draft | None:
    """Offer what was left of an earlier record; return it if it is taken up."""
    waiting = [left for left in left_behind(desk.root, edge.now) if left.draft.is_record]
    left, _ = offer(edge, desk, waiting) if waiting else (None, "")
    return take(left, keeper) if left else None


def converse(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper, *, resumed: bool) -> Draft:
    """Ask for agreements and return the draft with them. Raises `KeyboardInterrupt` where none came."""
    asking = Agreeing(edge, desk, draft, keeper.try_to_keep)
    while True:
        try:
            said = asking.hold(resumed=resumed)
        except Stopped:
            leave(edge, keeper, asking.draft, OFFERS)
        except (KeyboardInterrupt, EOFError):
            edge.tell()
            said = asking.draft
            if said.is_record:
                ask_at_the_end(
                    edge, keeper, said, "Enter goes on" if said.words else "Enter saves that", OFFERS
                )
            if resumed := bool(said.words):
                continue
        if said.agreed:
            return said
        keeper.drop()
        edge.tell("Nothing was written.")
        raise KeyboardInterrupt


def save(edge: Edge, desk: Desk, draft: Draft, keeper: Keeper, *, by: dt.date | None = None) -> None:
    """Add the agreements to the latest entry of their day, or write a new one, and say so.

    `by` is the day that was typed for one, to be said back. Raises `CfjError` when the journal does not take
    it; its message names the file that holds the words.
    """
    fresh = entry_of(draft, desk.config.vocabulary(), edge.now)
    journal = desk.open()
    of_day = _of_day(journal, draft.day)
    was = next((entry for entry in reversed(of_day) if entry.counts), None) if fresh.only_agreed else None
    entry = added(was, fresh, edge.now) if was else fresh
    with kept_until_safe(edge, fresh, keeper):
        journal.write(entry, was=was)
    forget_typed_before(desk, entry, edge.now)
    number = "1 agreement" if len(draft.agreed) == 1 else f"{len(draft.agreed)} agreements"
    when = "" if draft.day == desk.today else f" for {desk.said(draft.day)}"
    edge.say(f"Saved {number}{when} in {entry.short_id}")
    if by:
        edge.tell(f"To be done by {desk.said(by)}.")
    if entry.never_export:
        edge.tell(NEVER_EXPORTED.format(id=entry.short_id))
    known = any(entry.supports.get(SUPERVISION) for entry in of_day)
    if edge.interactive and SUPERVISION in fresh.supports and not known:
        edge.tell("Noted with it: reflective supervision. (--no-supervision leaves that out.)")
    if edge.interactive:
        edge.tell("`cfj supervision follow-up` asks later what came of it.")


def _of_day(journal: Journal, day: dt.date) -> Sequence[Entry]:
    """Return the entries of the day, none where none can be read: the record then stands beside them."""
    try:
        return journal.read(Period(day, day)).entries
    except CfjError:
        return ()


def added(was: Entry, fresh: Entry, now: dt.datetime) -> Entry:
    """Return the entry `was` with what `fresh` holds: its agreements, and supervision where it was that.

    Where the day says that supervision was about administration alone, that stays so.
    """
    supports = dict(was.supports)
    if fresh.supports.get(SUPERVISION) and not was.strains.get(ADMIN_ONLY):
        supports[SUPERVISION] = supports.get(SUPERVISION) or BARE_LEVEL
    return was._replace(supports=supports, agreed=(*was.agreed, *fresh.agreed), changed_at=now)

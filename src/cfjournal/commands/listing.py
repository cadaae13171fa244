"""`cfj list`, `cfj show` and `cfj search`: find entries and put them on the screen. They change nothing."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands import showing
from cfjournal.commands.desk import sit_down
from cfjournal.commands.meant import day_named
from cfjournal.days import parse_day
from cfjournal.entry import KINDS
from cfjournal.errors import CfjError, UsageError
from cfjournal.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.reading import Reading
    from cfjournal.store import Journal
    from cfjournal.vocabulary import Group


class Asked(NamedTuple):
    """What a search asks for, as typed. Everything named must hold."""

    texts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    strains: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    kind: str | None = None


def list_entries(edge: Edge, since: str | None, until: str | None, limit: int, *, as_json: bool) -> None:
    """Print the latest entries of a period, the latest one last."""
    desk = sit_down(edge)
    found = _latest(desk.open(), period_of(since, until, desk), limit)
    print_entries(edge, desk, found, as_json=as_json)
    if not (found.entries or as_json):
        edge.tell("No entries then." if since or until else "No entries yet. `cfj log` writes one.")


def search(edge: Edge, asked: Asked, *, as_json: bool) -> None:
    """Print the entries that hold everything that is asked for, the latest one last."""
    from cfjournal.commands import searching

    desk = sit_down(edge)
    period = period_of(asked.since, asked.until, desk)
    wanted = searching.Wanted(
        texts=tuple(text.casefold() for text in asked.texts),
        tags=(
            *(_level_of(desk, text, "sign") for text in asked.signs),
            *(_level_of(desk, text, "strain") for text in asked.strains),
            *(_level_of(desk, text, "support") for text in asked.supports),
        ),
        kind=_kind(asked.kind),
    )
    found = searching.search(desk.open(), wanted, period)
    print_entries(edge, desk, found, as_json=as_json)
    if not (found.entries or as_json):
        edge.tell(_nothing_found(desk, asked))


def show(edge: Edge, which: str, *, as_json: bool) -> None:
    """Print one entry in full, or every entry of a day."""
    desk = sit_down(edge)
    journal = desk.open()
    if (day := day_named(which, desk)) is not None:
        found = journal.read(Period(day, day))
        warn_of_damage(edge, found)
        if not found.entries:
            raise CfjError(f"there is no entry for {desk.said(day)}", "`cfj list` shows the latest ones")
        entries: Sequence[Entry] = found.entries
    else:
        entries = [journal.find(which)]
    if as_json:
        _print_json(edge, entries)
        return
    for number, entry in enumerate(entries):
        if number:
            edge.say()
        lines = (
            showing.in_facts(entry, unicode=edge.unicode)
            if edge.plain
            else showing.in_full(entry, desk.today, edge.width, unicode=edge.unicode)
        )
        for line in lines:
            edge.say(line)


def print_entries(edge: Edge, desk: Desk, found: Reading, *, as_json: bool) -> None:
    """Print one line an entry, cut to the screen if it is one, or a JSON list; warn of what was not read."""
    warn_of_damage(edge, found)
    if as_json:
        _print_json(edge, found.entries)
        return
    width = edge.width if edge.stdout_is_terminal and not edge.plain else None
    for entry in found.entries:
        edge.say(showing.in_a_line(entry, desk.today, width, unicode=edge.unicode))
    if width and any(entry.never_export for entry in found.entries):
        edge.tell(showing.LEGEND)


def warn_of_damage(edge: Edge, found: Reading) -> None:
    """Say once how many files could not be read."""
    if found.damaged:
        files = "a file" if len(found.damaged) == 1 else f"{len(found.damaged)} files"
        edge.tell(f"cfj: warning: {files} could not be read, so what is in there is not shown")
        edge.tell("cfj: hint: `cfj check` names what it is and what to do")


def _print_json(edge: Edge, entries: Iterable[Entry]) -> None:
    from cfjournal.exchange import write_jsonl

    lines = write_jsonl(entries).split("\n")[:-1]
    edge.emit("[" + ",\n ".join(lines) + "]\n")


def _latest(journal: Journal, period: Period | None, limit: int) -> Reading:
    """Read months from the last one back, until there are `limit` entries."""
    from cfjournal.reading import Reading

    all_found = Reading()
    for year, month in reversed(journal.months()):
        first, last = dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
        if period is not None:
            first, last = max(first, period.first), min(last, period.last)
        if first > last:
            continue
        found = journal.read(Period(first, last))
        known = {entry.id for entry in all_found.entries}
        fresh = tuple(entry for entry in found.entries if entry.id not in known)
        all_found = Reading(fresh + all_found.entries, found.damaged + all_found.damaged)
        if len(all_found.entries) >= limit:
            break
    return Reading(all_found.entries[-limit:], all_found.damaged)


def period_of(since: str | None, until: str | None, desk: Desk) -> Period | None:
    """Return the days from `since` to `until`, each open if it is not said."""
    if since is None and until is None:
        return None
    first = parse_day(since, desk.today) if since is not None else dt.date.min
    last = parse_day(until, desk.today) if until is not None else dt.date.max
    if first > last:
        raise UsageError(f"{first} to {last} ends before it begins", "change --since or --until")
    return Period(first, last)


def _kind(said: str | None) -> str | None:
    if said is not None and said not in KINDS:
        raise UsageError(f"{said[:40]!r} is not a kind of day", f"it may be {', '.join(KINDS)}")
    return said


def _level_of(desk: Desk, text: str, group: Group) -> tuple[Group, str, int]:
    """Return the group, id and least level that `TAG` (any) or `TAG:LEVEL` (that or more) asks for."""
    from cfjournal.vocabulary import parse_tag, split_level

    words = desk.config.vocabulary()
    tag, level = parse_tag(text, words)
    if tag.group != group:
        raise UsageError(f"{tag.id} is a {tag.group}, not a {group}", f"write --{tag.group} {tag.id}")
    return group, tag.id, 1 if split_level(text, words)[1] is None else level


def _nothing_found(desk: Desk, asked: Asked) -> str:
    for text in asked.texts:
        try:
            tag = desk.config.vocabulary().resolve(text)
        except UsageError:
            continue
        return f"No note holds that. {tag.id} is a {tag.group}: `cfj search --{tag.group} {tag.id}`."
    return "Nothing found."

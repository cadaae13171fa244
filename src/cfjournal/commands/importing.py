"""`cfj import`: entries from a file of ours or of another program, all or none. Twice changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.commands.desk import sit_down
from cfjournal.display import one_line, visible, wrapped
from cfjournal.errors import CfjError, UsageError, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry, Kind
    from cfjournal.exchange import BadLine
    from cfjournal.intake.formats import Format
    from cfjournal.intake.lines import Taken
    from cfjournal.store import Journal

FROM_STDIN = "-"
_NAME_ONE = "name a file, or - for stdin"
NAMED_AT_MOST = 20
"""More bad lines than these scroll away; the rest is counted."""


class Wanted(NamedTuple):
    """What is to be imported, and how it is to be read; what is None is found out, or is as usual."""

    file: str
    format: Format | None = None
    mapping: str | None = None
    kind: Kind | None = None
    dry_run: bool = False


class Sorted(NamedTuple):
    """The entries that are new, what became of each row, and how many were there or came twice.

    `marked` were there and are never to be exported from now on, because the file says so.
    """

    fresh: list[Entry]
    became: list[str]
    there: int
    again: int
    marked: list[Entry]


def import_entries(edge: Edge, wanted: Wanted) -> None:
    """Save every entry of the file that the journal does not hold yet, and say how many."""
    from cfjournal import backups
    from cfjournal.intake import formats

    desk = sit_down(edge)
    name = "stdin" if wanted.file == FROM_STDIN else wanted.file
    most = formats.MOST_BYTES + 1
    data = edge.read_bytes(most) if wanted.file == FROM_STDIN else bytes_of(wanted.file, most)
    mapping = (bytes_of(wanted.mapping, most), wanted.mapping) if wanted.mapping else None
    file = formats.File(data, name, wanted.format, mapping, wanted.kind)
    found, taken = formats.read(file, desk.config.vocabulary(), edge.on_this_clock)
    if taken.bad:
        raise _refusal(edge, taken.bad, found)
    journal = desk.open()
    ours = found == "jsonl"
    sorted_ = sort(_as_last_marked(taken, journal), journal.read().entries, ours=ours)
    if wanted.dry_run:
        _print_lines(edge, taken, sorted_)
        _summary(edge, desk, taken, sorted_, "Would import")
        return
    saved = None
    if sorted_.fresh or sorted_.marked:
        with journal.lock():
            taken = _as_last_marked(taken, journal)  # another cfj may have written by now
            sorted_ = sort(taken, journal.read().entries, ours=ours)
            saved = backups.before(journal, edge.now, "import")
            journal.write_all([*sorted_.fresh, *sorted_.marked], edge.now)
    _summary(edge, desk, taken, sorted_, "Imported")
    if saved:
        _say(edge, f"The journal as it was before is in {saved.path}")


def bytes_of(file: str, at_most: int) -> bytes:
    """Return what a file holds, no more than so many bytes. Raises `UsageError` if it cannot be read."""
    path = Path(file)
    try:
        if not path.is_file():
            path.stat()
            raise UsageError(f"{file} could not be read (it is not a regular file)", _NAME_ONE)
        with path.open("rb") as opened:
            return opened.read(at_most)
    except OSError as error:
        raise UsageError(f"{file} could not be read ({reason_of(error)})", _NAME_ONE) from None


def sort(taken: Taken, held: Iterable[Entry], *, ours: bool) -> Sorted:
    """Decide for each row whether it is new. Raises `CfjError` where one of ours would be written over.

    What another program wrote has an id made of what it says there: an entry that was changed here since is
    still the same one, and stays.
    """
    here = {entry.id: entry for entry in held}
    contents = {_content(entry): entry for entry in here.values()}
    first: dict[str, int] = {}
    fresh: list[Entry] = []
    became: list[str] = []
    marked: dict[str, Entry] = {}
    in_the_way = []
    for number, entry in taken.rows:
        if (earlier := first.setdefault(entry.id, number)) != number:
            became.append(f"the same as {taken.unit} {earlier}")
        elif there := here.get(entry.id) or contents.get(_content(entry)):
            became.append(_beside(entry, there))
            if entry.never_export and _apart_in_the_mark(entry, there):
                marked[there.id] = entry if entry.id == there.id else there._replace(never_export=True)
                became[-1] = "there already, never exported from now on"
            elif ours and entry.id == there.id and entry != there and not _apart_in_the_mark(entry, there):
                in_the_way.append(entry)
        else:
            fresh.append(entry)
            became.append(f"new, {entry.short_id}" + (", never exported" if entry.never_export else ""))
    if in_the_way:
        raise _would_write_over(in_the_way)
    known = sum(said.startswith("there") for said in became)
    return Sorted(fresh, became, known, len(became) - known - len(fresh), list(marked.values()))


def _as_last_marked(taken: Taken, journal: Journal) -> Taken:
    """Return what was read; what was deleted here while never to be exported has that mark again."""
    from cfjournal import trash
    from cfjournal.merging import keeping_the_mark

    with journal.readable():
        deleted = trash.deleted(journal.root)
    rows = [row._replace(entry=keeping_the_mark(row.entry, deleted.get(row.entry.id))) for row in taken.rows]
    return taken._replace(rows=rows)


def _beside(entry: Entry, held: Entry) -> str:
    if entry.id != held.id:
        return "there already, under another id"
    return "there already" if entry == held else "there already, and changed since"


def _apart_in_the_mark(entry: Entry, held: Entry) -> bool:
    """Whether one of the two is never to be exported, and they say the same; the mark then stays."""
    return entry.never_export != held.never_export and _content(entry) == _content(held)


def _content(entry: Entry) -> str:
    """Return what an entry says of its day, the moment as a clock on the wall showed it."""
    inner = (sorted(held.items()) for held in (entry.signs, entry.strains, entry.supports, entry.extra))
    said = (entry.date, entry.logged_at.replace(tzinfo=None), entry.kind, entry.note, entry.bring, *inner)
    return repr(said)


def _would_write_over(entries: Sequence[Entry]) -> CfjError:
    named = ", ".join(f"{entry.short_id} of {entry.date}" for entry in entries[:5])
    return CfjError(
        f"{_counted(len(entries))} in the journal would be written over, so nothing was imported",
        f"they were changed since the file was made, or before: {named}",
    )


def _refusal(edge: Edge, bad: Sequence[BadLine], found: Format) -> CfjError:
    from cfjournal.exchange import MOST_BAD

    for line in bad[:NAMED_AT_MOST]:
        edge.tell(f"cfj: {visible(str(line), edge.unicode)}")
    least = "at least " if len(bad) >= MOST_BAD else ""
    if len(bad) > NAMED_AT_MOST:
        edge.tell(f"cfj: and {least}{len(bad) - NAMED_AT_MOST} more")
    if bad[0].unit == "line":
        what = "a line is no entry" if len(bad) == 1 else f"{least}{len(bad)} lines are no entry"
    else:
        what = "an entry in it is none" if len(bad) == 1 else f"{least}{len(bad)} entries in it are none"
    look = (
        "`cfj schema` says what a line holds" if found == "jsonl" else "`cfj import --help` says what is read"
    )
    return CfjError(f"{what}, so nothing was imported", f"correct the file; {look}")


def _print_lines(edge: Edge, taken: Taken, sorted_: Sorted) -> None:
    for (number, entry), said in zip(taken.rows, sorted_.became, strict=True):
        edge.say(f"{taken.unit} {number}: {entry.date}, {said}")


def _summary(edge: Edge, desk: Desk, taken: Taken, sorted_: Sorted, did: str) -> None:
    was = "was" if sorted_.there == 1 and did != "Imported" else "were"
    edge.say(f"{did} {_counted(len(sorted_.fresh))}; {sorted_.there} {was} there already.")
    if sorted_.marked:
        _say(edge, f"{_counted(len(sorted_.marked))} of these will never be exported, as the file says.")
    if sorted_.again:
        _say(edge, f"{sorted_.again} said again what came before in the file, and count once.")
    if silent := sum(not entry.counts for entry in sorted_.fresh):
        _say(
            edge, f"{_counted(silent)} came without signs, because none were asked for: no rule counts them."
        )
    if coming := sum(entry.date > desk.today for entry in sorted_.fresh):
        are, days = ("is", "a day") if coming == 1 else ("are", "days")
        _say(edge, f"{_counted(coming)} {are} of {days} to come: look whether the date is right.")
    if unknown := _unknown(desk, sorted_.fresh):
        named = ", ".join(one_line(word, edge.unicode) for word in unknown[:NAMED_AT_MOST])
        more = f" and {len(unknown) - NAMED_AT_MOST} more" if len(unknown) > NAMED_AT_MOST else ""
        _say(edge, f"Kept, though cfj does not know these words and no rule counts them: {named}{more}")
    if taken.left_out:
        named = ", ".join(one_line(column, edge.unicode) for column in taken.left_out)
        _say(edge, f"These columns were left out, because no mapping names them: {named}")


def _unknown(desk: Desk, entries: Iterable[Entry]) -> list[str]:
    known = desk.config.vocabulary().tags
    named = (word for entry in entries for word in (*entry.signs, *entry.strains, *entry.supports))
    return [word for word in dict.fromkeys(named) if word not in known]


def _say(edge: Edge, text: str) -> None:
    edge.say(wrapped(visible(text, edge.unicode), edge.width))


def _counted(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"

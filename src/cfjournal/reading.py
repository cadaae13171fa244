"""Reading: what stands in the entry files of a journal, and what of it could not be read.

Identity is the id inside a file, whatever its name: a sync program's copy is seen and never counted twice.
Only reads.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cfjournal import codec
from cfjournal.entry_files import AWAY, file_name, read_text
from cfjournal.merging import keeping_the_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cfjournal.entry import Entry
    from cfjournal.period import Period


class Damaged(NamedTuple):
    """A file that could not be read, and why. It is left alone."""

    path: Path
    reason: str


class Reading(NamedTuple):
    """The entries that were read, in their order, and what else was met on the way.

    `damaged` files could not be read; `copies` hold an id that another file holds too, and are not counted;
    `changed` files are counted, but are not as cfjournal wrote them: edited elsewhere, or a byte went bad.
    """

    entries: tuple[Entry, ...] = ()
    damaged: tuple[Damaged, ...] = ()
    copies: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()


class Found(NamedTuple):
    """An entry, the file it stands in, and whether that file is as cfjournal wrote it."""

    entry: Entry
    path: Path
    mark: codec.Mark


def load_file(path: Path) -> Found:
    """Return what the file holds. Raises `FileNotFoundError`, or `CodecError` for what it cannot read."""
    if path.name.endswith(AWAY):
        raise codec.CodecError("it is in iCloud and not on this computer")
    text = read_text(path)
    return Found(codec.load(text), path, codec.mark_of(text))


def read(paths: Iterable[Path], period: Period | None = None) -> Reading:
    """Read these files; keep what lies in `period`. A file that goes while it is read is not missed."""
    best: dict[str, Found] = {}
    damaged, copies = [], []
    for path in paths:
        try:
            found = load_file(path)
        except FileNotFoundError:
            continue
        except codec.CodecError as error:
            damaged.append(Damaged(path, str(error)))
            continue
        other = best.setdefault(found.entry.id, found)
        if other is not found:
            better, worse = sorted((found, other), key=_authority, reverse=True)
            best[found.entry.id] = _marked(better, worse)
            copies.append(worse.path)
    kept = [found for found in best.values() if period is None or found.entry.date in period]
    return Reading(
        entries=tuple(sorted((found.entry for found in kept), key=lambda entry: entry.order)),
        damaged=tuple(damaged),
        copies=tuple(copies),
        changed=tuple(found.path for found in kept if found.mark == "changed"),
    )


def any_fits(paths: Iterable[Path], fits: Callable[[Entry], bool]) -> bool:
    """Whether one of these files holds an entry that fits, or cannot be read; opens them until one does."""
    for path in paths:
        try:
            if fits(load_file(path).entry):
                return True
        except FileNotFoundError:
            continue
        except codec.CodecError:
            return True
    return False


def by_id(paths: Iterable[Path]) -> dict[str, list[Found]]:
    """Return every file that can be read under the id in it, of each id the one that counts first."""
    held: dict[str, list[Found]] = {}
    for path in paths:
        with suppress(FileNotFoundError, codec.CodecError):
            found = load_file(path)
            held.setdefault(found.entry.id, []).append(found)
    return {id_: _in_order(files) if len(files) > 1 else files for id_, files in held.items()}


def _in_order(files: list[Found]) -> list[Found]:
    first, *others = sorted(files, key=_authority, reverse=True)
    return [_marked(first, *others), *others]


def _marked(found: Found, *copies: Found) -> Found:
    """Return what was found as it counts: never exported, also where only a copy of it says so."""
    return found._replace(entry=keeping_the_mark(found.entry, *(copy.entry for copy in copies)))


def _authority(found: Found) -> tuple[bool, float, int]:
    """Of two files with one id: the one named by it, else the one that was changed later, as they say it."""
    entry = found.entry
    named = found.path.name == file_name(entry.id)
    try:
        changed = found.path.stat().st_mtime_ns
    except OSError:
        changed = 0
    return named, (entry.changed_at or entry.logged_at).timestamp(), changed

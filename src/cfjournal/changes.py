"""Changes: how what is in a journal is rewritten, taken out and brought back, and how that is undone.

Each first puts what it takes out into the trash and sees it safe there, then writes entries, then removes
what goes. A kill between leaves every version in the journal or in the trash, and that a step was not made is
told by the journal still holding what the trash keeps of it. Knows no clock: a change is given its moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import codec, disk, entry_files, reading, trash
from cfjournal.errors import NotSavedError, UsageError
from cfjournal.merging import keeping_the_mark

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cfjournal.entry import Entry
    from cfjournal.history import Step
    from cfjournal.reading import Found
    from cfjournal.store import Journal
    from cfjournal.trash import Did, Kept

Held = dict[str, list["Found"]]
"""Every file of a journal under the id in it, of each id the one that counts first."""


def held(root: Path, concerned: Iterable[str] = ()) -> Held:
    """Return the files of the journal in `root` by id, those that can be read.

    Raises `NotSavedError` if the file of an entry that is `concerned` may be one that cannot, and `OSError`.
    """
    paths = list(entry_files.files(root, entry_files.months(root)))
    by_id = reading.by_id(paths)
    unread = set(paths).difference(found.path for files in by_id.values() for found in files)
    names = {entry_files.file_name(id_) for id_ in concerned} if unread else ()
    for path in unread:
        if path.name in names or (names and not path.suffix):  # a folder that cannot be listed
            raise NotSavedError(f"{path} cannot be read and was left alone", "run cfj check")
    return by_id


def rewrite(journal: Journal, was: Entry, entry: Entry, data: bytes) -> None:
    """Put `data`, the file of `entry`, in the place of `was`, whose file goes to the trash.

    For `Journal.write`, which holds the lock. Raises `NotSavedError` if the journal does not hold `was` any
    more, and `OSError`.
    """
    source = _source(journal, was)
    moment = trash.next_moment(journal.root, entry.changed_at or entry.logged_at)
    former = {trash.place(journal.root, moment, "edit", was.id): source.read_bytes()}
    path = journal.path_of(entry)
    disk.put({**former, path: data}, [source] if source != path else [])


def _source(journal: Journal, was: Entry) -> Path:
    """Return the file that holds `was`: in its place, or wherever the journal has it."""
    path = journal.path_of(was)
    now = journal.refuse_to_harm(path, was)
    if now is None:
        elsewhere = held(journal.root).get(was.id)
        if elsewhere is None:
            raise NotSavedError(
                f"the entry {was.short_id} was taken out of the journal since it was opened",
                "cfj trash list shows where it is",
            )
        now, path = elsewhere[0].entry, elsewhere[0].path
    if keeping_the_mark(now, was) != was:  # as it was read, a copy of it may have had the mark alone
        raise NotSavedError(
            f"the entry {was.short_id} was changed elsewhere since it was opened",
            f"look at it with cfj show {was.short_id}, and edit it again",
        )
    return path


def record_of_import(root: Path, entries: Sequence[Entry], moment: dt.datetime) -> Mapping[Path, bytes]:
    """Return the files of the trash that say what an import brings, and keep what it takes the place of."""
    moment = trash.next_moment(root, moment)
    former = {entry.id: path for entry in entries if (path := entry_files.file_of(root, entry)).exists()}
    fresh = [entry.id for entry in entries if entry.id not in former]
    return {
        **{trash.place(root, moment, "import", one): path.read_bytes() for one, path in former.items()},
        **(trash.listed(root, moment, "import", fresh) if fresh else {}),
    }


def delete(journal: Journal, entries: Sequence[Entry], moment: dt.datetime) -> list[Path]:
    """Move all of the entries to the trash, or none, and return where they are now.

    Whatever files hold one of them go with it. Raises `NotSavedError` when one is not as it was read.
    """
    with journal.changing("nothing was deleted"):
        now = held(journal.root, [entry.id for entry in entries])
        for entry in entries:
            if entry.id not in now or now[entry.id][0].entry != entry:
                raise NotSavedError(
                    f"the entry {entry.short_id} was changed elsewhere, so nothing was deleted",
                    f"look at it with cfj show {entry.short_id}, and try again",
                )
        moment = trash.next_moment(journal.root, moment)
        kept, gone = _taken_out(journal.root, [now[entry.id] for entry in entries], moment, "delete")
        disk.put(kept, gone)
    return list(kept)


def _taken_out(
    root: Path, groups: Sequence[Sequence[Found]], moment: dt.datetime, did: Did
) -> tuple[dict[Path, bytes], list[Path]]:
    """Return the files of the trash for these entries, with what other files said of them, and what goes."""
    kept: dict[Path, bytes] = {}
    gone: list[Path] = []
    for files in groups:
        versions = list(dict.fromkeys(found.path.read_bytes() for found in files))
        for number, data in enumerate(versions, 1):
            kept[trash.place(root, moment, did if number == 1 else "copy", files[0].entry.id, number)] = data
        gone += [found.path for found in files]
    return kept, gone


def restore(journal: Journal, versions: Sequence[Kept], moment: dt.datetime) -> list[Entry]:
    """Put versions from the trash back into the journal, all or none, and return them as entries.

    What the journal holds under such an id goes to the trash in its turn. Raises `UsageError` when it holds
    one of the versions already, `NotSavedError` otherwise.
    """
    with journal.changing("nothing was restored"):
        root, now = journal.root, held(journal.root, [one.entry.id for one in versions])
        moment = trash.next_moment(root, moment)
        entries = [one.entry for one in versions]
        fresh = [entry.id for entry in entries if entry.id not in now]
        record = trash.listed(root, moment, "restore", fresh) if fresh else {}
        files = _put_back(journal, versions, now)
        kept, gone = displaced(root, now, entries, moment, "restore")
        standing = set(kept.values())
        for one in versions:
            if files[journal.path_of(one.entry)] in standing:
                raise UsageError(
                    f"the journal already holds this version of {one.entry.short_id}",
                    "cfj trash list --all shows the others",
                )
        disk.put({**record, **kept, **files}, gone)
    return entries


def _put_back(journal: Journal, versions: Iterable[Kept], now: Held) -> dict[Path, bytes]:
    """Return the files that these versions become in the journal. Raises as `refuse_to_harm` does."""
    files, deleted = {}, trash.deleted(journal.root)
    for one in versions:
        path = journal.path_of(one.entry)
        journal.refuse_to_harm(path, one.entry)
        standing = now.get(one.entry.id)
        last = standing[0].entry if standing else deleted.get(one.entry.id)
        files[path] = with_the_mark(one.entry, one.data, last)
    return files


def displaced(
    root: Path, now: Held, coming: Iterable[Entry], moment: dt.datetime, did: Did
) -> tuple[dict[Path, bytes], list[Path]]:
    """Return what the entries that come take the place of: its files of the trash, and which files go.

    Of an id that the journal holds `now`, what counts; its file goes unless it is the one that is written.
    """
    kept: dict[Path, bytes] = {}
    gone: list[Path] = []
    for entry in coming:
        for found in now.get(entry.id, ())[:1]:
            kept[trash.place(root, moment, did, entry.id)] = found.path.read_bytes()
            gone += [found.path] if found.path != entry_files.file_of(root, entry) else []
    return kept, gone


def with_the_mark(entry: Entry, data: bytes, last: Entry | None) -> bytes:
    """Return the bytes that bring the entry back: its own, unless it was last never to be exported."""
    marked = keeping_the_mark(entry, last)
    return data if marked == entry else codec.file_of(marked)


def undo(journal: Journal, step: Step, moment: dt.datetime) -> None:
    """Undo `step` if it is still the last one: put back what it took out, take out what it brought.

    What is taken out goes to the trash. Raises `NotSavedError` when the journal was changed meanwhile.
    """
    from cfjournal.history import last_step

    with journal.changing("nothing was undone"):
        root = journal.root
        now = held(root, [entry.id for entry in (*step.out, *(one.entry for one in step.back))])
        if last_step(root) != step or not all(entry.id in now for entry in step.out):
            raise NotSavedError(
                "the journal was changed in the meantime, so nothing was undone", "run cfj undo again"
            )
        moment = trash.next_moment(root, moment)
        out, gone = _taken_out(root, [now[entry.id] for entry in step.out], moment, "undo")
        back = _put_back(journal, step.back, {})  # exactly as it was: a mark set by that step goes too
        former, replaced = displaced(root, now, [one.entry for one in step.back], moment, "undo")
        kept = _new_to_the_trash({**out, **former}, step)
        disk.put({**kept, **back}, [*gone, *replaced, *step.records])


def _new_to_the_trash(kept: Mapping[Path, bytes], step: Step) -> dict[Path, bytes]:
    """Leave out what the trash keeps anyway, also when the records of this step have gone."""
    standing = {data for data in step.kept_anyway if data}
    return {path: data for path, data in kept.items() if data not in standing}


def empty(journal: Journal, moment: dt.datetime) -> int:
    """Destroy all that is in the trash, and return how many files that was. Nothing brings them back.

    What is not of the trash's making is left there. Entries whose clock was ahead are noted by their ids, so
    that `undo` does not take them for written since.
    """
    with journal.changing("the trash was not emptied"):
        root = journal.root
        found = trash.read(root)
        paths = [one.path for part in found[:3] for one in part] + trash.leftovers(root)
        moment = trash.next_moment(root, moment)
        ahead = [id_ for id_, files in held(root).items() if files[0].entry.logged_at > moment]
        disk.put(trash.listed(root, moment, "empty", ahead), paths)
    return len(paths)

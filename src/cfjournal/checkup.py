"""Checkup: what is not as it should be in a journal's folder, each with what it means and what to do.

Only looks: nothing is moved, renamed or repaired. What can be put right without a byte being lost says how,
and `repair` does it. No finding holds text of a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal import (
    codec,
    disk,
    entry_files,
    journal_file,
    merging,
    reading,
    shares,
    since_backup,
    system,
    trash,
)
from cfjournal.drafts import edited_in, pending
from cfjournal.findings import KINDS, Finding, Move, Shut
from cfjournal.store import Journal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from cfjournal.reading import Damaged, Found


def check(root: Path, known: Container[str] | None = None, today: dt.date | None = None) -> list[Finding]:
    """Look at every file of the journal in `root`, and return what was found, the gravest first.

    With `known`, words that are not in it are named; with `today`, entries of days still to come. Raises
    `CfjError` for a journal that cannot be opened at all.
    """
    journal = Journal.open(root)
    seen = journal.read()
    counted, copies = _files(root, seen.copies)
    by_id = {found.entry.id: found for found in counted}
    findings = [
        *map(_damaged, seen.damaged),
        *since_backup.missing(journal),
        *map(_changed, seen.changed),
        *(_copy(copy, by_id[copy.entry.id]) for copy in copies),
        *_misplaced(root, counted),
        *_around(root, by_id),
        *_in_trash(root, by_id),
        *_among_shares(root, by_id),
        *map(_unsaved, pending(root)),
        *_open(root),
        *_unknown(counted, known),
        *_future(counted, today),
    ]
    return sorted(findings, key=lambda finding: (KINDS.index(finding.kind), finding.path))


def _files(root: Path, copies: Iterable[Path]) -> tuple[list[Found], list[Found]]:
    """Return the files that count, and those that hold what another one holds too."""
    counted: list[Found] = []
    others: list[Found] = []
    for path in entry_files.files(root, entry_files.months(root)):
        if (found := _held(path)) is not None:
            (others if path in copies else counted).append(found)
    return counted, others


def _held(path: Path) -> Found | None:
    try:
        return reading.load_file(path)
    except (codec.CodecError, OSError):
        return None


def _damaged(damaged: Damaged) -> Finding:
    newer, away = "newer than this cfjournal" in damaged.reason, damaged.path.name.endswith(entry_files.AWAY)
    if newer:
        todo = "upgrade cfjournal on this computer; the file is left as it is"
    elif away:
        todo = "open the folder in Finder and let it be downloaded"
    else:
        todo = "look for an older state of it in a backup or in the history of your sync program"
    means = (
        "the entry is not counted"
        if newer or away
        else "the entry in it is not counted, and part of it may be gone"
    )
    return Finding("damaged", damaged.path, f"cannot be read: {damaged.reason}", means, todo)


def _changed(path: Path) -> Finding:
    return Finding(
        "changed",
        path,
        "is not as cfjournal wrote it",
        "it was edited with another program, or the disk changed a byte of it; it is counted as it stands",
        "look at it with cfj show; if it is what you wrote, there is nothing to do",
    )


def _copy(copy: Found, counted: Found) -> Finding:
    other = counted.path.name
    fate = merging.fate_of(copy.entry, counted.entry)
    fix: Move | None = Move(copy.path)
    if fate == "same":
        says, todo = f"says the same as {other}", "you may delete it"
    elif fate in ("newer", "older"):
        state, newer = ("a later", copy) if fate == "newer" else ("an earlier", counted)
        says, todo = f"holds {state} state of {other}, by their own dates", "keep the later one"
        fix = Move(copy.path, counted.path) if newer is copy else fix
        if newer.entry.never_export < max(copy.entry.never_export, counted.entry.never_export):
            says += ", but the other one is never to be exported"
            short = counted.entry.short_id
            todo, fix = f"run cfj edit {short} --never-export, or take the mark off in both", None
    else:
        apart = ", ".join(merging.differences(copy.entry, counted.entry))
        says = f"holds another version of {other}; they differ in {apart}"
        todo, fix = f"compare the two, keep what you need in {other}, delete this", None
    means = "a sync program has left it; it is not counted a second time"
    return Finding("copy", copy.path, says, means, todo, fix)


def _misplaced(root: Path, counted: Iterable[Found]) -> Iterator[Finding]:
    """Name the files that stand in another month than their entry's, or under another name."""
    for found in counted:
        entry, path = found.entry, found.path
        wanted = entry_files.file_of(root, entry)
        if wanted.parent != path.parent:
            says, means = f"holds an entry of {entry.date}", "a review of that month does not see it"
        elif wanted != path:
            says, means = (
                f"holds the entry {entry.short_id}, and is not named by it",
                "it is counted as it should be",
            )
        else:
            continue
        fix = None if wanted.exists() else Move(path, wanted)
        yield Finding("misplaced", path, says, means, f"move it to {wanted.relative_to(root)}", fix)


def _around(root: Path, by_id: Mapping[str, Found]) -> Iterator[Finding]:
    """Name what stands among the entries, or in the journal's folder, and is read by nobody."""
    read = set(entry_files.files(root, entry_files.months(root)))
    kept = {one.data for one in trash.read(root).kept}
    top = (path for path in _within(root, deep=False) if path.name.startswith(f".{journal_file.NAME}"))
    for path in (*top, *_within(root / entry_files.ENTRIES)):
        if path not in read and not path.is_dir():
            yield _leftover(path, by_id, kept) if disk.is_leftover(path) else _stranger(path, by_id)


def _leftover(path: Path, by_id: Mapping[str, Found], kept: Container[bytes]) -> Finding:
    held = _held(path)
    fix: Move | None = Move(path)
    if held is None:
        means = (
            "it holds a part of something that was never said to be saved, or an older state of the settings"
        )
    elif path.read_bytes() in kept:
        means = "what is in it is in the trash"
    elif held.entry.id not in by_id:
        means, fix = "it holds a whole entry that the journal does not have", None
    elif by_id[held.entry.id].entry == held.entry:
        means = "the entry in it is in the journal"
    else:
        means = "it holds another version of an entry that is in the journal"
    todo = "look into it, and delete it when there is nothing in it that you miss"
    return Finding("leftover", path, "was left by a write that was interrupted", means, todo, fix)


def _stranger(path: Path, by_id: Mapping[str, Found]) -> Finding:
    held = _held(path)
    if held is None:
        means, todo = "cfjournal does not read it", "nothing, if you know it"
    elif held.entry.id in by_id:
        means, todo = "the entry in it is in the journal", "you may delete it if the two say the same"
    else:
        means, todo = (
            "it holds an entry that is not counted",
            "give it a name that ends in .toml, in its month",
        )
    return Finding("stranger", path, "is not a file of the journal", means, todo)


def _in_trash(root: Path, by_id: Mapping[str, Found]) -> Iterator[Finding]:
    """Name what of the trash cannot be read, is not of its making, or was left by a change not made."""
    found = trash.read(root)
    for damaged in found.damaged:
        yield _damaged(damaged)._replace(means="what it kept cannot be restored, and part of it may be gone")
    kept = {one.data for one in found.kept}
    for path in trash.leftovers(root):
        yield _leftover(path, by_id, kept)
    for path in found.others:
        yield _stranger(path, by_id)
    last = {one.entry.id: one for one in found.kept if one.did in trash.STEPS}
    came = {id_: one.moment for one in found.came for id_ in one.ids}
    for id_, one in last.items():
        if id_ in by_id and by_id[id_].entry == one.entry and came.get(id_, one.moment) <= one.moment:
            says = (
                f"keeps {one.entry.short_id} for a change that was not made, or that was taken back by hand"
            )
            yield Finding("leftover", one.path, says, "the entry is in the journal as it was", "nothing")


def _among_shares(root: Path, by_id: Mapping[str, Found]) -> Iterator[Finding]:
    """Name what among the records of shares is none; nothing of an entry is in there."""
    for path in shares.read(root).unread:
        says, means = "cannot be read as the record of a share", "`cfj shared` does not list it"
        yield Finding("stranger", path, says, means, "look for an older state of it in a backup")
    for path in shares.leftovers(root):
        yield _leftover(path, by_id, ())


def _unsaved(path: Path) -> Finding:
    edited = edited_in(path)
    return Finding(
        "unsaved",
        path,
        "holds something that was typed and not saved",
        "it is not in the journal and not lost",
        f"cfj edit {edited} offers it again" if edited else "cfj log offers it again",
    )


def _open(root: Path) -> Iterator[Finding]:
    """Say once how many files and folders others may read: they mostly have one cause."""
    paths = [path for path in (root, *_within(root)) if _others_may_read(path)] if root.exists() else []
    if paths:
        first = "this folder" if paths[0] == root else str(paths[0].relative_to(root))
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        yield Finding(
            "open",
            root,
            f"{first}{more} can be read by other users of this computer",
            "what you write there is not private",
            f'run chmod -R go= "{root}"',
            Shut(tuple(paths)),
        )


def _others_may_read(path: Path) -> bool:
    return not path.is_symlink() and system.others_may_read(path.stat().st_mode)


def _unknown(counted: Iterable[Found], known: Container[str] | None) -> Iterator[Finding]:
    """Say once for each word that is not known in how many entries it stands."""
    where: dict[str, list[Path]] = {}
    for found in counted if known is not None else ():
        entry = found.entry
        for word in dict.fromkeys((*entry.signs, *entry.strains, *entry.supports)):
            if known is not None and word not in known:
                where.setdefault(word, []).append(found.path)
    for word, paths in where.items():
        times = "one entry" if len(paths) == 1 else f"{len(paths)} entries"
        yield Finding(
            "unknown",
            paths[0],
            f"{word!r}, in {times}, is no word that cfjournal knows",
            "it is kept and shown, and no rule counts it",
            "add it to config.toml if it is a word of your own; cfj signs shows the others",
        )


def _future(counted: Iterable[Found], today: dt.date | None) -> Iterator[Finding]:
    for found in counted if today else ():
        if today and found.entry.date > today:
            yield Finding(
                "future",
                found.path,
                f"is for {found.entry.date}, a day still to come",
                "reviews do not see it before that day",
                "correct its date if it is a slip",
            )


def _within(folder: Path, *, deep: bool = True) -> Iterator[Path]:
    """Return what is in a folder; in its folders too, but not through links."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        yield path
        if deep and path.is_dir() and not path.is_symlink():
            yield from _within(path)

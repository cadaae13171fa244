"""Which entries hold what a search asks for. Files that cannot hold it are not parsed.

Case does not matter, also beyond ASCII: Straße is found by strasse.
"""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING, NamedTuple

from cfjournal import entry_files, reading
from cfjournal.codec import MAX_FILE_BYTES
from cfjournal.errors import CfjError, reason_of
from cfjournal.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cfjournal.entry import Entry
    from cfjournal.period import Period
    from cfjournal.store import Journal
    from cfjournal.vocabulary import Group

FOLDS_TO_ASCII = (
    "\u00df\u0130\u0149\u017f\u01f0\u1e96\u1e97\u1e98\u1e99\u1e9a\u1e9e\u212a"
    "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
)
"""The characters outside ASCII whose case-folded form holds ASCII: ß is also ss. A test finds them."""

_UNSURE = re.compile("|".join([*FOLDS_TO_ASCII, r"\\[uUx]"]).encode())
"""Bytes that may stand for ASCII letters they are not: such a file is parsed whatever is looked for."""

_WHOLE = re.compile(rb"\n# end [0-9a-f]{8}\n\Z")
"""How a file ends that cfjournal wrote and nothing cut; any other is parsed, to see what is wrong with it."""


class Wanted(NamedTuple):
    """What an entry must hold: every text (case-folded), every tag at its level or more, the kind."""

    texts: tuple[str, ...] = ()
    tags: tuple[tuple[Group, str, int], ...] = ()
    kind: str | None = None

    def is_in(self, entry: Entry) -> bool:
        """Whether `entry` holds all of it."""
        levels = {"sign": entry.signs, "strain": entry.strains, "support": entry.supports}
        if self.kind is not None and entry.kind != self.kind:
            return False
        if not all(levels[group].get(id_, 0) >= least for group, id_, least in self.tags):
            return False
        held = "\n".join((entry.note, entry.bring, *_agreed(entry))).casefold() if self.texts else ""
        return all(text in held for text in self.texts)


def _agreed(entry: Entry) -> Iterable[str]:
    if not entry.agreed:
        return ()
    from cfjournal.agreements import texts_of

    return texts_of(entry.agreed)


def search(journal: Journal, wanted: Wanted, period: Period | None) -> Reading:
    """Return the entries that hold what is wanted, and every file that could not be read."""
    needles = needles_of(wanted)
    among = entry_files.within(journal.months(), period)
    try:
        paths = [path for path in entry_files.files(journal.root, among) if may_hold(path, needles)]
        found = reading.read(paths, period)
    except OSError as error:
        why = reason_of(error)
        raise CfjError(f"the journal in {journal.root} cannot be read ({why})", "check its mode") from None
    return Reading(tuple(entry for entry in found.entries if wanted.is_in(entry)), found.damaged)


def needles_of(wanted: Wanted) -> Sequence[bytes]:
    """Return runs of ASCII, in lower case, that a file must hold if its entry is wanted."""
    runs = [re.findall("[a-z0-9]+", text) for text in wanted.texts]
    longest = [max(run, key=len).encode() for run in runs if run]
    return [*longest, *(id_.encode() for _, id_, least in wanted.tags if least)]


def may_hold(path: Path, needles: Sequence[bytes]) -> bool:
    """Whether the file must be parsed: it has every needle, or cannot be judged by its bytes."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            return True
        raw = path.read_bytes()
    except OSError:
        return True
    if not _WHOLE.search(raw, max(0, len(raw) - 20)) or _UNSURE.search(raw):
        return True
    lowered = raw.lower()
    return all(needle in lowered for needle in needles)

"""Findings: what a look at a journal's files can find, and what may be done about it.

Only the words for it; `checkup` finds and `repair` puts right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal[
    "damaged",
    "backup",
    "changed",
    "copy",
    "misplaced",
    "stranger",
    "leftover",
    "unsaved",
    "open",
    "unknown",
    "future",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of finding, the gravest first. Only `damaged` means that something of an entry may be gone."""


class Move(NamedTuple):
    """Put the file `path` right: move it to `to`, or set it aside where that is None.

    What stands at `to` is set aside first; it is an older state of the same entry.
    """

    path: Path
    to: Path | None = None


class Shut(NamedTuple):
    """Put these files and folders right: nobody but their owner may read them."""

    paths: tuple[Path, ...]


class Finding(NamedTuple):
    """Something that was found: what it is, what it means for the person, and what they can do about it.

    `fix` is what `cfj check --fix` does about it; None where only a person can say what is right.
    """

    kind: Kind
    path: Path
    says: str
    means: str
    todo: str
    fix: Move | Shut | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        keys = ("kind", "says", "means", "todo")
        said = {key: getattr(self, key) for key in keys}
        return {"path": str(self.path), **said, "can_be_fixed": self.fix is not None}

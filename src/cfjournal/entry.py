"""Entry: what a person noted for one day, and what makes one valid.

The domain's one record. It knows levels and kinds; it does not know files, formats or the vocabulary
(a word that is not in the vocabulary is kept, shown and counted by no rule).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cfjournal.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from cfjournal.agreements import Agreement

Kind = Literal["shift", "rest", "leave", "sick"]
KINDS: tuple[Kind, ...] = get_args(Kind)

LEVELS = ("not at all", "a little", "clearly", "strongly", "overwhelmingly")
"""What the levels 0 to 4 of a sign mean."""

BARE_LEVEL = 2
"""The level of a tag written without one."""

MAX_NOTE_BYTES = 1_000_000
"""A note may be a megabyte of UTF-8: far more than anyone types, little enough to stay quick to read."""


_NOTHING: Mapping[str, Any] = {}


def short(ident: str) -> str:
    """Return the first eight characters of an id: enough to name an entry."""
    return ident[:8]


class Entry(NamedTuple):
    """One entry.

    `date` is the day the shift began; `logged_at` the moment of writing with its fixed UTC offset.
    `signs`, `strains` and `supports` map ids to levels 0-4 (a bare tag is 2; an explicit 0 says "asked, not
    there"). A sign that is not named counts as 0 on a written day. `extra` holds keys that this version
    does not know; they are kept when the entry is rewritten. `changed_at` is the moment of the last edit, if
    there was one. `never_export` keeps what the person wrote here out of everything that is made for other
    eyes. `agreed` is what was agreed in supervision on that day. A named tuple: a frozen dataclass would slow
    every start, and every entry that is read.
    """

    id: str
    date: dt.date
    logged_at: dt.datetime
    kind: Kind = "shift"
    signs: Mapping[str, int] = _NOTHING
    strains: Mapping[str, int] = _NOTHING
    supports: Mapping[str, int] = _NOTHING
    note: str = ""
    bring: str = ""
    extra: Mapping[str, Any] = _NOTHING
    changed_at: dt.datetime | None = None
    never_export: bool = False
    agreed: tuple[Agreement, ...] = ()

    @property
    def only_agreed(self) -> bool:
        """Whether it holds a record of supervision and says nothing of the day itself.

        Then its silence about signs is no answer either: only its supports count.
        """
        told = self.signs or self.strains or self.note or self.bring or self.kind != "shift"
        return bool(self.agreed) and not told

    @property
    def counts(self) -> bool:
        """Whether rules may count it: not if it came from a diary that asked for no signs.

        Then its silence about them is no answer: for rules the day is missing, never zero.
        """
        imported = self.extra.get("imported") if self.extra else None
        return not (isinstance(imported, dict) and imported.get("counts") is False)

    @property
    def short_id(self) -> str:
        """The beginning of the id: enough to name an entry."""
        return short(self.id)

    @property
    def order(self) -> tuple[dt.date, float, str]:
        """Sort key: the day, then the instant of writing, then the id. The same for every file order."""
        return (self.date, self.logged_at.timestamp(), self.id)


def new_id() -> str:
    """Return a new random id: a UUID of version 4 as text."""
    raw = bytearray(os.urandom(16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def check_level(level: object, of: str) -> int:
    """Return `level` if it is a whole number from 0 to 4, else raise `UsageError`."""
    if isinstance(level, int) and not isinstance(level, bool) and 0 <= level <= 4:
        return level
    raise UsageError(
        f"the level of {of} is {level}, and levels go from 0 to 4",
        "0 not at all, 1 a little, 2 clearly, 3 strongly, 4 overwhelmingly",
    )


def check_text(text: str, what: str) -> str:
    """Return `text` if it can be stored exactly, else raise `UsageError`, never with the text in it."""
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise UsageError(
            f"the {what} holds something that is not valid UTF-8 at character {error.start + 1}",
            "save the text as UTF-8 and try again",
        ) from None
    if size > MAX_NOTE_BYTES:
        raise UsageError(
            f"the {what} is {size / 1e6:.1f} MB, and an entry holds {MAX_NOTE_BYTES / 1e6:.0f} MB at most",
            "keep the long text in a file of its own and note where it is",
        )
    if "\0" in text:
        raise UsageError(f"the {what} holds a NUL character", "remove it and try again")
    return text

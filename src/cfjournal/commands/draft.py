"""Draft: what a person has said so far for one entry, before it is an entry, and its text on disk.

It holds words as they were typed, known or not, so that nothing is lost over a misspelt one. It may not know
where drafts are kept.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cfjournal.agreements import Agreement


class Draft(NamedTuple):
    """What has been said for `day`, from the moment `begun`.

    `tags` are words with or without a level, as typed. `kind` is "" while it is not said. `answered` counts
    the questions of a check-in that are behind. `agreed` is what was agreed in supervision, and `words` what
    was said of the next agreement, before it was one. `command` is the one that it was typed in whole, which
    was refused; "" for what was said bit by bit. A named tuple: a dataclass would slow every start.
    """

    day: dt.date
    begun: dt.datetime
    tags: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""
    bring: str = ""
    answered: int = 0
    never_export: bool = False
    agreed: tuple[Agreement, ...] = ()
    words: str = ""
    command: str = ""

    @property
    def is_record(self) -> bool:
        """Whether it is what was agreed in supervision, which `cfj supervision record` goes on with."""
        return bool(self.agreed or self.words)

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it that a person would miss."""
        return bool(self.tags or self.kind or self.note or self.bring or self.is_record)

    @property
    def has_text(self) -> bool:
        """Whether it holds more than words that are quickly typed again."""
        return bool(self.note or self.bring or self.is_record)

    @property
    def texts(self) -> tuple[str, ...]:
        """Each text of the person's own in it."""
        return tuple(filter(None, (*(one.what for one in self.agreed), self.words, self.note, self.bring)))


def dump(draft: Draft) -> str:
    """Return the draft as TOML; `load` gives it back."""
    import tomli_w

    table = {key: value for key, value in draft._asdict().items() if value not in ("", (), 0)}
    if draft.agreed:
        from cfjournal.agreed_fields import tables_of

        table["agreed"] = tables_of(draft.agreed)
    # TOML folds CRLF into LF inside a multi-line string
    plain_lines = not any("\r" in text for text in (*draft.tags, draft.kind, *draft.texts))
    return tomli_w.dumps(table, multiline_strings=plain_lines)


def load(text: str) -> Draft | None:
    """Return the draft that `text` holds, or None if it is none (a note that an editor left, say)."""
    import tomllib

    try:
        return _checked(tomllib.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _checked(table: Mapping[str, Any]) -> Draft:
    draft = Draft(**{**table, "tags": tuple(table.get("tags", ()))})
    if "agreed" in table:
        from cfjournal.agreed_fields import check_agreed

        draft = draft._replace(agreed=check_agreed(table["agreed"]))
    texts = (draft.kind, draft.note, draft.bring, draft.words, draft.command, *draft.tags)
    if (
        type(draft.day) is not dt.date
        or not isinstance(draft.begun, dt.datetime)
        or draft.begun.tzinfo is None
    ):
        raise TypeError
    if type(draft.answered) is not int or type(draft.never_export) is not bool:
        raise TypeError
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    return draft

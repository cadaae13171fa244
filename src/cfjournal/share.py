"""Share: what is remembered of one page that was handed on. No word of the page is in it. Knows no files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


class Share(NamedTuple):
    """One page that was written to a file, and where it was meant to go.

    `file` is its name without folders; `first` and `last` are its days; `notes` the short ids of the entries
    whose notes are on it; `rules` the digest of the rule set that judged; `sha256` and `size` are of its
    bytes; `to` is for whom, in the person's words.
    """

    moment: dt.datetime
    form: str
    file: str
    first: dt.date
    last: dt.date
    parts: tuple[str, ...]
    notes: tuple[str, ...]
    rules: str
    sha256: str
    size: int
    pseudonyms: bool = False
    to: str = ""

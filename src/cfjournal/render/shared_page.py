"""The pages of `cfj shared`: what was handed on, in a line each or whole; never a word of what was in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cfjournal.period import Period
from cfjournal.render.page import Command, Fact, Page, Section, Words
from cfjournal.render.phrases import count, day, joined, period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from cfjournal.share import Share

Same = bool | None
"""Whether a file is what was shared, to the byte; None where no file was looked at."""

SAYS: dict[Same, str] = {
    True: "The file holds exactly the bytes that were shared.",
    False: "The file of this name does not hold the bytes that were shared: it was changed, or is another.",
}


def list_page(numbered: Sequence[tuple[int, Share]], today: dt.date) -> Page:
    """Return every share in a line, in the order given, under its number."""
    facts = tuple(Fact(f"{number}. {_when(share, today)}", _gist(share)) for number, share in numbered)
    more = Command(f"cfj shared {numbered[0][0]}", "all that is known of one; or name its file")
    return Page("What you shared", (), (Section("", facts), Section("From here", (more,))))


def share_page(number: int, share: Share, same: Same, today: dt.date) -> Page:
    """Return all that is known of a share."""
    facts = tuple(Fact(label, value) for label, value in _facts(share, today))
    lead = (Words(SAYS[same]),) if same is not None else ()
    return Page(f"Share {number}: {share.file}", lead, (Section("", facts),))


def view(number: int, share: Share) -> dict[str, Any]:
    """Return a share as JSON values."""
    said: dict[str, Any] = {"number": number}
    for key, value in share._asdict().items():
        plain = value.isoformat() if key in ("moment", "first", "last") else value
        said["for" if key == "to" else key] = list(plain) if isinstance(plain, tuple) else plain
    return said


def _when(share: Share, today: dt.date) -> str:
    return f"{day(share.moment.date(), today)}, {share.moment:%H:%M}"


def _gist(share: Share) -> str:
    for_whom = f", for {share.to}" if share.to else ""
    return f"{share.file}{for_whom}: {joined(share.parts)}"


def _facts(share: Share, today: dt.date) -> Iterator[tuple[str, str]]:
    yield "when", _when(share, today)
    if share.to:
        yield "for", share.to
    yield "file", f"{share.file}, {share.form}, {count(share.size, 'byte')}"
    yield "days", period(Period(share.first, share.last))
    yield "parts", joined(share.parts)
    if share.notes:
        yield "notes of", joined(share.notes)
    yield "pseudonyms", "yes" if share.pseudonyms else "no"
    yield "rule set", share.rules
    yield "SHA-256", share.sha256

"""Agreements: what was agreed in supervision, who is to do it, and what came of it when that was asked.

An agreement lives in the entry of the day on which it was made. Pure: knows entries, no rules and no files.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cfjournal.entry import Entry

Who = Literal["me", "supervisor", "organisation"]
WHO: tuple[Who, ...] = get_args(Who)

Outcome = Literal["done", "partly", "not-yet", "dropped"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

ASK_AFTER = dt.timedelta(days=14)
"""What has no date is asked about two weeks after it was agreed or last asked, while it is remembered."""

_NOTHING: Mapping[str, Any] = {}


class Answer(NamedTuple):
    """What came of an agreement, as it was answered on the day `asked`.

    `said` are the person's own words; `by` the day until which it is put off, or when to ask about the rest.
    `extra` holds keys that this version does not know.
    """

    outcome: Outcome
    asked: dt.date
    said: str = ""
    by: dt.date | None = None
    extra: Mapping[str, Any] = _NOTHING


class Agreement(NamedTuple):
    """Something agreed: what, in the person's words, who is to do it and by when; answers, oldest first."""

    id: str
    what: str
    who: Who
    by: dt.date | None = None
    answers: tuple[Answer, ...] = ()
    extra: Mapping[str, Any] = _NOTHING

    @property
    def open(self) -> bool:
        """Whether it is still to be looked at: not asked about yet, not done yet, or put off."""
        last = self.answers[-1] if self.answers else None
        return last is None or last.outcome == "not-yet" or (last.outcome == "partly" and last.by is not None)

    @property
    def outcome(self) -> Outcome | None:
        """The latest answer; None if it was never asked about."""
        return self.answers[-1].outcome if self.answers else None

    @property
    def until(self) -> dt.date | None:
        """The day by which it is to be done, as it was last settled; None if no day was."""
        return self.answers[-1].by if self.answers else self.by


class Made(NamedTuple):
    """An agreement where it stands: the id of its entry, its mark, and the day on which it was made."""

    entry: str
    date: dt.date
    agreement: Agreement
    never_export: bool = False

    @property
    def ask_on(self) -> dt.date:
        """The first day on which to ask whether it happened: the day after its date, or two weeks on."""
        agreement = self.agreement
        if agreement.until:
            return agreement.until + dt.timedelta(days=1)
        return (agreement.answers[-1].asked if agreement.answers else self.date) + ASK_AFTER

    def due(self, today: dt.date) -> bool:
        """Whether it is open and time to ask."""
        return self.agreement.open and self.ask_on <= today


def new_id() -> str:
    """Return a new random id: eight hexadecimal digits, enough among the agreements of one journal."""
    return os.urandom(4).hex()


def made_in(entries: Iterable[Entry], until: dt.date = dt.date.max) -> list[Made]:
    """Return all that was agreed in these entries, as it stood on the day `until`, oldest first.

    What was agreed or answered later is left out.
    """
    return [
        Made(entry.id, entry.date, _as_of(agreement, until), entry.never_export)
        for entry in sorted(entries, key=lambda entry: entry.order)
        if entry.agreed and entry.date <= until
        for agreement in entry.agreed
    ]


def _as_of(agreement: Agreement, day: dt.date) -> Agreement:
    if all(answer.asked <= day for answer in agreement.answers):
        return agreement
    return agreement._replace(answers=tuple(each for each in agreement.answers if each.asked <= day))


def by_urgency(made: Iterable[Made]) -> list[Made]:
    """Return the open ones, the first to be asked about first, then the others, the latest answer first."""
    found = list(made)
    is_open = sorted((each for each in found if each.agreement.open), key=lambda each: each.ask_on)
    answered = [each for each in found if not each.agreement.open]
    return [*is_open, *sorted(answered, key=lambda each: each.agreement.answers[-1].asked, reverse=True)]


def texts_of(agreed: Iterable[Agreement]) -> Iterator[str]:
    """Yield each text of the person's own in these agreements."""
    for agreement in agreed:
        yield agreement.what
        yield from (answer.said for answer in agreement.answers if answer.said)

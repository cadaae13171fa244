"""The questions of `cfj supervision record`: what was agreed, who is to do it, by when; then the next.

A conversation over a draft. After every answer `keep` is called with what was said so far. It writes no entry
and knows no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.agreements import WHO, Agreement, new_id
from cfjournal.commands.checkin import NOTHING, PROMPT
from cfjournal.days import parse_coming
from cfjournal.display import visible, wrapped
from cfjournal.errors import UsageError
from cfjournal.vocabulary import normal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from cfjournal.agreements import Who
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge


DAYS = "in 2 weeks, monday, 2026-12-01"


class Agreeing:
    """A conversation that adds agreements to `draft`, one by one, until an empty line."""

    def __init__(self, edge: Edge, desk: Desk, draft: Draft, keep: Callable[[Draft], object]) -> None:
        """`keep` is given the draft after every answer."""
        self.edge, self.desk, self.draft, self._keep = edge, desk, draft, keep

    def hold(self, *, resumed: bool) -> Draft:
        """Ask until there is nothing more, and return the draft. Raises `KeyboardInterrupt` or `EOFError`.

        `resumed` says that it was interrupted, perhaps in the middle of a line: that can be written anew.
        """
        if self.draft.words and resumed:
            self.edge.tell(wrapped(visible(self.draft.words), self.edge.width))
            self.edge.tell("Enter keeps that; or write it anew.")
            self._say(words=self._line() or self.draft.words)
        while self.draft.words or self._what():
            who = self._who()
            by = asked_day(self.edge, self.desk, f"By when? For example: {DAYS}. Enter: no date.")
            one = Agreement(new_id(), self.draft.words, who, by)
            self._say(words="", agreed=(*self.draft.agreed, one))
        return self.draft

    def _say(self, **said: object) -> None:
        self.draft = self.draft._replace(**said)  # type: ignore[arg-type]
        self._keep(self.draft)

    def _what(self) -> bool:
        """Ask what was agreed; return whether anything was."""
        first = f"What was agreed on {self.desk.said(self.draft.day)}?"
        self.edge.tell(f"{'What else was agreed?' if self.draft.agreed else first} One line; Enter ends.")
        line = self._line()
        if not line or normal(line.rstrip(".!")) in NOTHING:
            return False
        self._say(words=line)
        return True

    def _line(self) -> str:
        """Ask for the words of an agreement; what was typed of them when that is interrupted is kept."""
        try:
            return self.edge.ask(PROMPT).strip()
        except KeyboardInterrupt as interrupt:
            if begun := "".join(map(str, interrupt.args)).strip():
                self._say(words=begun)
            raise

    def _who(self) -> Who:
        self.edge.tell("Who is to do it: 1 me, 2 my supervisor, 3 the organisation?")
        while True:
            answer = self.edge.ask(PROMPT).strip().casefold().removeprefix("my ").removeprefix("the ")
            numbered = dict(zip("123", WHO, strict=True))
            named = [who for who in WHO if answer and who.startswith(answer)]
            if answer in numbered or len(named) == 1:
                return numbered.get(answer) or named[0]
            self.edge.tell("1, 2 or 3?")


def asked_day(edge: Edge, desk: Desk, question: str) -> dt.date | None:
    """Ask for a day until one can be read, and say it back; None for no day."""
    edge.tell(question)
    while answer := edge.ask(PROMPT).strip():
        try:
            day = parse_coming(answer, desk.today)
        except UsageError as error:
            edge.tell(f"{error.message[:1].upper()}{error.message[1:]}; {error.hint}.")
        else:
            edge.tell(f"{desk.said(day)}.")
            return day
    return None

"""The questions of `cfj supervision record`: what was agreed, who is to do it, by when; then the next.

A conversation over a draft. After every answer `keep` is called with what was said so far. It writes no entry
and knows no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.agreements import WHO, Agreement, new_id
from cfjournal.commands.answers import NOTHING
from cfjournal.commands.checkin import PROMPT
from cfjournal.day_words import COMING_HINT, SeveralDaysError
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


DAYS = "in 2 weeks, monday, 1 dec"
QUIT = ("q", "quit")
WAY_OUT = "q stops and keeps what is there"


class Stopped(Exception):  # noqa: N818 (a wish, and no error)
    """The person had enough, and said so."""


class Agreeing:
    """A conversation that adds agreements to `draft`, one by one, until an empty line."""

    def __init__(self, edge: Edge, desk: Desk, draft: Draft, keep: Callable[[Draft], object]) -> None:
        """`keep` is given the draft after every answer."""
        self.edge, self.desk, self.draft, self._keep = edge, desk, draft, keep

    def hold(self, *, resumed: bool) -> Draft:
        """Ask until there is nothing more, and return the draft.

        Raises `Stopped` in the middle of an agreement, `KeyboardInterrupt` or `EOFError`. `resumed` says that
        it was interrupted, perhaps in the middle of a line: that can be written anew.
        """
        if self.draft.words and resumed:
            self.edge.tell(wrapped(visible(self.draft.words), self.edge.width))
            self.edge.tell("Enter keeps that; or write it anew.")
            if (line := self._line()).casefold() in QUIT:
                raise Stopped
            self._say(words=line or self.draft.words)
        while self.draft.words or self._what():
            who = self._who()
            by = asked_day(self.edge, self.desk, "By when?", "no date", self.draft.day)
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
        if not line or normal(line.rstrip(".!")) in NOTHING or line.casefold() in QUIT:
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
        while (who := who_named(answer := asked(self.edge))) is None:
            said = "That is none of them" if answer else "It takes one of them"
            self.edge.tell(f"{said}: 1 me, 2 my supervisor, 3 the organisation; {WAY_OUT}.")
        return who


def asked(edge: Edge) -> str:
    """Return an answer. Raises `Stopped` for one that says so."""
    answer = edge.ask(PROMPT).strip()
    if answer.casefold() in QUIT:
        raise Stopped
    return answer


def who_named(said: str) -> Who | None:
    """Return whom a number, a name or its beginning means, None for nobody who could do it."""
    word = said.casefold().removeprefix("my ").removeprefix("the ").replace("organiz", "organis")
    named = [
        who for number, who in enumerate(WHO, 1) if word == str(number) or (word and who.startswith(word))
    ]
    return named[0] if len(named) == 1 else None


def read_by(said: str, desk: Desk, agreed_on: dt.date) -> dt.date:
    """Return the day by which something is to be done that was agreed on a day, which may be past itself.

    A day between then and today is a date that has come due. Raises `UsageError` for one before.
    """
    return _from(parse_coming(said, desk.today), desk, agreed_on)


def _from(day: dt.date, desk: Desk, agreed_on: dt.date) -> dt.date:
    if day >= agreed_on:
        return day
    past = agreed_on == desk.today
    why = "that day is past" if past else f"it was agreed on {desk.said(agreed_on)}"
    raise UsageError(f"it cannot be done by {desk.said(day)}, {why}", COMING_HINT)


def asked_day(edge: Edge, desk: Desk, question: str, enter: str, agreed_on: dt.date) -> dt.date | None:
    """Ask for a day until one can be read, and say it back; None for no day, which `enter` stands for.

    What can be read as two days is asked about. Raises `Stopped`.
    """
    edge.tell(f"{question} For example: {DAYS}. Enter: {enter}.")
    either: dict[str, dt.date] = {}
    while answer := asked(edge):
        try:
            said = either.get(answer) or parse_coming(answer, desk.today)
            day = _from(said, desk, agreed_on)
        except SeveralDaysError as error:
            either = {str(number): day for number, day in enumerate(error.days, 1)}
            edge.tell(
                f"That could be {' or '.join(f'{n} {desk.said(day)}' for n, day in either.items())}. Which?"
            )
        except UsageError as error:
            edge.tell(
                f"{error.message[:1].upper()}{error.message[1:]}; {error.hint}. Enter: {enter}; q stops."
            )
        else:
            edge.tell(f"By {desk.said(day)}.")
            return day
    return None

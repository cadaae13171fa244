"""`cfj supervision follow-up`: ask later what came of what was agreed. No test, and nobody is to blame.

Every answer is saved before the next question, as an edit of the entry that holds the agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.agreements import ASK_AFTER, OUTCOMES, Answer
from cfjournal.commands.agreeing import WAY_OUT, Stopped, asked, asked_day, read_by
from cfjournal.commands.desk import sit_down
from cfjournal.commands.draft import Draft
from cfjournal.commands.keeping import Keeper
from cfjournal.commands.log import FROM_STDIN, as_typed
from cfjournal.commands.pages import warn_of
from cfjournal.commands.saving import forget_typed_before
from cfjournal.commands.supervision_agreed import agreed_in, nothing
from cfjournal.display import visible, wrapped
from cfjournal.entry import check_text
from cfjournal.errors import CfjError, UsageError
from cfjournal.store import NotKeptError

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.agreements import Made, Outcome
    from cfjournal.commands.desk import Desk
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.supervision_agreed import Agreed
    from cfjournal.entry import Entry
    from cfjournal.reading import Damaged

SAYS: dict[str, Outcome] = {
    **dict.fromkeys(("y", "yes", "done"), "done"),
    **dict.fromkeys(("p", "partly", "part", "in part"), "partly"),
    **dict.fromkeys(("n", "no", "not yet", "not-yet"), "not-yet"),
    **dict.fromkeys(("d", "dropped", "no longer", "no longer wanted"), "dropped"),
}
"""What may be answered: "done" is no d."""

LETTERS = "y yes, p partly, n not yet, d no longer wanted; Enter: ask another time"

FOLLOW_UP = "cfj supervision follow-up"


class Typed(NamedTuple):
    """What was typed: the beginning of an id, what came of it, words about it, and a new date."""

    which: str | None = None
    outcome: str | None = None
    said: str | None = None
    by: str | None = None


def follow_up(edge: Edge, typed: Typed, *, everything: bool) -> int:
    """Take one answer, or ask about what is due. Returns 4 if an entry was unreadable. Raises `CfjError`."""
    desk = sit_down(edge)
    if typed.which is not None:
        _take(edge, desk, typed, typed.which)
        return 0
    if typed != Typed():
        raise UsageError(
            "it is not said which agreement is meant", "name it: `cfj supervision list` has the ids"
        )
    agreed = agreed_in(desk.open())
    asked = [each for each in agreed.made if each.agreement.open and (everything or each.due(desk.today))]
    if not asked:
        edge.tell(_nothing_due(agreed, desk))
    elif edge.interactive:
        _ask_all(edge, desk, agreed, asked)
    else:
        example = f"`cfj supervision follow-up {asked[0].agreement.id} done`"
        raise UsageError(
            "there is no terminal to ask in", f"name one: {example}; or {', '.join(OUTCOMES[1:])}"
        )
    return warn_of(edge, agreed.damaged)


def _take(edge: Edge, desk: Desk, typed: Typed, which: str) -> None:
    """Save one answer; where it cannot be one, keep its words, or show them again. Raises `CfjError`."""
    words = as_typed(edge.read_bytes()).strip() if typed.said == FROM_STDIN else (typed.said or "").strip()
    damaged: tuple[Damaged, ...] = ()
    try:
        answer = _answer(desk, typed, words)
        agreed = agreed_in(desk.open())
        damaged = agreed.damaged
        made = agreed.named(which)
    except CfjError as error:
        warn_of(edge, damaged)
        keeper = Keeper(desk.root, edge.now)
        if kept := keeper.keep_text(Draft(desk.today, edge.now, note=words), command=FOLLOW_UP):
            error.hint = "; ".join(filter(None, (error.hint, kept)))
        if words and not keeper.path:
            _show(edge, words)
        raise
    _save(edge, desk, agreed, made, answer)
    if answer.by:
        edge.tell(f"To be done by {desk.said(answer.by)}.")


def _show(edge: Edge, words: str) -> None:
    """Put the words on the screen that no folder holds, so that they can be copied."""
    edge.tell("This is what you wrote:")
    edge.tell(words)


def _nothing_due(agreed: Agreed, desk: Desk) -> str:
    still = [each for each in agreed.made if each.agreement.open]
    if not still:
        return nothing(agreed.made)
    return f"Nothing is due; the next is on {desk.said(still[0].ask_on)}. --all asks about what is open."


def _answer(desk: Desk, typed: Typed, said: str) -> Answer:
    if typed.outcome not in OUTCOMES:
        problem = (
            f"{typed.outcome[:40]!r} is no answer" if typed.outcome else "it is not said what came of it"
        )
        raise UsageError(problem, f"it may be {', '.join(OUTCOMES)}")
    outcome = typed.outcome
    by = read_by(typed.by, desk, desk.today) if typed.by else None
    if by and outcome not in ("not-yet", "partly"):
        raise UsageError(f"what is {outcome} needs no new date", "leave out --by")
    return Answer(outcome, desk.today, check_text(said, "word about it"), by)


def _ask_all(edge: Edge, desk: Desk, agreed: Agreed, asked: list[Made]) -> None:
    """Ask about one after the other, and save each answer at once. Raises `KeyboardInterrupt`."""
    for number, made in enumerate(asked):
        if number:
            edge.tell()
        for line in _told(desk, made):
            edge.tell(wrapped(line, edge.width))
        asking = _Asking(edge, desk)
        try:
            asking.hold()
        except Stopped:
            if asking.answer:
                _save(edge, desk, agreed, made, asking.answer)
            edge.tell("Stopped; what you answered is saved, and the rest is asked another time.")
            return
        except (KeyboardInterrupt, EOFError) as interrupt:
            edge.tell()
            if asking.answer:
                begun = "".join(map(str, interrupt.args)).strip() if asking.at_words else ""
                _save(edge, desk, agreed, made, asking.answer._replace(said=begun))
            raise KeyboardInterrupt from None
        if asking.answer:
            _save(edge, desk, agreed, made, asking.answer)


def _told(desk: Desk, made: Made) -> list[str]:
    from cfjournal.render.agreed_page import about, standing

    what = visible(made.agreement.what).split("\n")
    stands = standing(made, desk.today).removesuffix("did it happen?").rstrip(": ")
    return [*what, "; ".join(filter(None, (*about(made, desk.today, dated=True), stands)))]


class _Asking:
    """The questions about one agreement; `answer` is what is known so far."""

    def __init__(self, edge: Edge, desk: Desk) -> None:
        self.edge, self.desk = edge, desk
        self.answer: Answer | None = None
        self.at_words = False

    def hold(self) -> None:
        """Ask what came of it; Enter leaves it open. Raises `Stopped`, `KeyboardInterrupt` or `EOFError`."""
        self.edge.tell(f"Did it happen? {LETTERS}.")
        while (said := asked(self.edge).casefold().strip(".! ")) not in SAYS:
            if not said:
                return
            self.edge.tell(f"That is none of them: {LETTERS}, {WAY_OUT}.")
        self.answer = Answer(SAYS[said], self.desk.today)
        self.answer = self.answer._replace(by=self._again(SAYS[said]))
        self.edge.tell("A word about it? Enter leaves it out.")
        self.at_words = True
        self.answer = self.answer._replace(said=asked(self.edge))

    def _again(self, outcome: Outcome) -> dt.date | None:
        if outcome == "not-yet":
            later = f"asked again in {ASK_AFTER.days // 7} weeks"
            return asked_day(self.edge, self.desk, "By when now?", later, self.desk.today)
        if outcome == "partly":
            return asked_day(self.edge, self.desk, "By when the rest?", "leave it there", self.desk.today)
        return None


def _save(edge: Edge, desk: Desk, agreed: Agreed, made: Made, answer: Answer) -> None:
    """Write the answer into the entry. Raises `CfjError`; its message names the file that holds the words."""
    was = agreed.entries[made.entry]
    entry = answered(was, made.agreement.id, answer)._replace(changed_at=edge.now)
    try:
        desk.open().write(entry, was=was)
    except NotKeptError:
        if answer.said:
            _show(edge, answer.said)
        raise
    forget_typed_before(desk, entry, edge.now)
    agreed.entries[made.entry] = entry
    edge.say(f"Saved {made.agreement.id}: {answer.outcome.replace('-', ' ')}")


def answered(entry: Entry, ident: str, answer: Answer) -> Entry:
    """Return the entry with an answer to its agreement of that id."""
    agreed = (
        one._replace(answers=(*one.answers, answer)) if one.id == ident else one for one in entry.agreed
    )
    return entry._replace(agreed=tuple(agreed))

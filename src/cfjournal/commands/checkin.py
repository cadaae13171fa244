"""The guided check-in: five short questions, nothing prefilled, each left out with Enter.

A conversation over a draft. After every answer `keep` is called with what was said so far, so that nothing is
lost to whatever ends it. It writes no entry and knows no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.answers import (
    FINE,
    NOTHING,
    has_letters,
    is_misspelt_kind,
    kinds_in,
    said_back,
    without_level,
)
from cfjournal.commands.freely import asks_back, read_freely
from cfjournal.commands.tags import HELPS, STOPS, Levels, in_words, read
from cfjournal.display import wrapped
from cfjournal.entry import KINDS, LEVELS
from cfjournal.vocabulary import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge
    from cfjournal.commands.freely import Reading
    from cfjournal.vocabulary import Group, Vocabulary

END_OF_NOTE = "."
PROMPT = "> "
KEPT = "Kept as your note, word for word."


class Checkin:
    """A conversation that fills in `draft`, question by question, from where it stands."""

    def __init__(
        self,
        edge: Edge,
        words: Vocabulary,
        draft: Draft,
        keep: Callable[[Draft], object],
        heed: Callable[[Levels], None],
    ) -> None:
        """`keep` is given the draft after every answer; `heed` the levels as soon as signs are named."""
        self.edge, self.words, self.draft = edge, words, draft
        self._keep, self._heed = keep, heed
        self._asked_back = ""  # a line of which a word was not clear, until the person says it otherwise

    def hold(self) -> Draft:
        """Ask what is not answered yet and return the draft. Raises `KeyboardInterrupt` or `EOFError`."""
        questions = (self._kind, self._signs, self._conditions, self._note, self._bring)
        for number, question in enumerate(questions[self.draft.answered :], self.draft.answered + 1):
            try:
                question()
            except KeyboardInterrupt as interrupt:
                self._say_begun(question, *interrupt.args)
                raise
            self._say(answered=number)
        return self.draft

    def _say_begun(self, question: Callable[[], None], line: str = "") -> None:
        """Take in a line that was being typed when it was interrupted."""
        self._keep_asked_back()
        if question == self._note and line:
            self._add_to_note(line)
        elif question == self._bring and line.strip():
            self._say(bring=line.strip())
        elif question in (self._signs, self._conditions):
            reading = read_freely(line, self.words)
            self._say(tags=self.draft.tags + reading.tags)
            if reading.is_note or reading.unclear:
                self._add_to_note(line)
        elif line.strip() and not kinds_in(line):
            self._add_to_note(line)

    def _ask(self, helps: str = "") -> str:
        """Return the answer, which is none of those that stop or ask for help: these are heeded here."""
        while True:
            answer = self.edge.ask(PROMPT)
            word = answer.strip().casefold()
            if word in STOPS:
                raise KeyboardInterrupt
            if not helps or word not in HELPS:
                return answer
            self.edge.tell(helps)

    def _say(self, **said: object) -> None:
        self.draft = self.draft._replace(**said)  # type: ignore[arg-type]
        self._keep(self.draft)

    def _kind(self) -> None:
        self.edge.tell("What kind of day was it: shift, rest, leave or sick? (Enter: shift)")
        while answer := self._ask("A first letter is enough; Enter means a shift, q stops.").strip():
            named = kinds_in(answer)
            if len(named) == 1:
                self._say(kind=named[0])
                if not named[0].startswith(answer.casefold()):
                    self.edge.tell(f"Noted: {named[0]}.")
                return
            self._take_early(answer)
            *others, last = named or KINDS
            self.edge.tell(f"{', '.join(others)} or {last}?")

    def _take_early(self, answer: str) -> None:
        """Keep what was said before it was asked for: words for the day, or whatever else it is."""
        if is_misspelt_kind(answer):
            return
        reading = read_freely(answer, self.words, ())
        if reading.tags:
            self._say(tags=self.draft.tags + reading.tags)
            self._answer_back(reading.tags)
        if reading.is_note or reading.unclear or not reading.tags:
            self._add_to_note(answer)
            self.edge.tell(KEPT)

    def _signs(self) -> None:
        self.edge.tell(
            "What do you notice in yourself? For example: tired, dread 3, can't sleep (? lists the words)"
        )
        self._words("sign")

    def _conditions(self) -> None:
        if self.draft.kind in ("", "shift"):
            question = (
                "What was the work like? What weighed, what held: no break, overload, supervision (? lists)"
            )
        else:
            question = (
                "Did anything weigh on the day, or hold you? For example: rest, colleague support (? lists)"
            )
        self.edge.tell(question)
        self._words("strain", "support")

    def _words(self, *groups: Group) -> None:
        """Take words until all that was typed is clear, or Enter says that it is enough."""
        heard: tuple[str, ...] = ()
        unset = ""
        while answer := self._ask().strip():
            if not answer.strip("? ") or answer.casefold() in HELPS:
                self._list(groups)
                continue
            if heard and normal(answer) in NOTHING:
                self._take_out(heard)
                break
            if normal(answer) in FINE or not has_letters(answer):
                break
            reading = read_freely(f"{unset} {answer}" if answer.isdecimal() else answer, self.words, groups)
            self._asked_back = ""
            self._say(tags=self.draft.tags + reading.tags)
            self._answer_back(reading.tags)
            self._put_by(answer, reading)
            if not self._is_more_to_ask(reading):
                return
            heard, unset = reading.heard, without_level(reading.unclear)
        self._keep_asked_back()

    def _put_by(self, answer: str, reading: Reading) -> None:
        """Keep a line of which not every word is a tag: as the note, or until it is said otherwise."""
        if reading.is_note or not (reading.tags or reading.unclear):
            self._add_to_note(answer)
        elif all(map(asks_back, reading.unclear)):
            self._asked_back = answer if reading.unclear else ""
        else:
            self._add_to_note(answer)

    def _is_more_to_ask(self, reading: Reading) -> bool:
        """Say what became of the line, and return whether an answer to that is waited for."""
        kept = "" if self._asked_back else f"{KEPT} "
        if reading.unclear:
            unclear = ", ".join(said_back(problem) for problem in reading.unclear if asks_back(problem))
            enter = "Enter keeps the line as your note" if self._asked_back else "Enter goes on"
            self.edge.tell(f"Not clear: {unclear}. {kept}Another word for it? {enter}, ? lists the words.")
        elif reading.heard:
            heard = ", ".join(tag.partition(":")[0] for tag in reading.heard)
            self.edge.tell(f"{kept}n takes {heard} out again, Enter goes on.")
        elif not reading.tags:
            self.edge.tell(f"{kept}A word for it, too? Enter goes on, ? lists the words.")
        elif reading.is_note:
            self.edge.tell(kept.strip())
        return bool(reading.unclear or reading.heard or not reading.tags)

    def _keep_asked_back(self) -> None:
        """Keep, as the note, a line that was not clear and was not said otherwise."""
        if self._asked_back:
            self._add_to_note(self._asked_back)
            self._asked_back = ""

    def _take_out(self, heard: Sequence[str]) -> None:
        kept = list(self.draft.tags)
        for tag in heard:
            kept.remove(tag)
        self._say(tags=tuple(kept))
        self.edge.tell("Taken out.")

    def _answer_back(self, chosen: tuple[str, ...]) -> None:
        levels, _ = read(chosen, self.words)
        if named := in_words(levels):
            self.edge.tell(f"Noted: {named}.")
        self._heed(levels)

    def _list(self, groups: tuple[Group, ...]) -> None:
        for title, ids in self._titled(groups):
            self.edge.tell(wrapped(f"{title}: {', '.join(ids)}", self.edge.width, hang="  "))
        self.edge.tell(f"Levels: {', '.join(f'{n} {name}' for n, name in enumerate(LEVELS))}.")

    def _titled(self, groups: tuple[Group, ...]) -> list[tuple[str, list[str]]]:
        words = self.words
        if groups != ("sign",):
            return [("What weighs", list(words.strains)), ("What holds", list(words.supports))]
        of = {id_: words.tags[id_].main for id_ in words.signs}
        mains = [(main.replace("-", " "), [id_ for id_ in of if of[id_] == main]) for main in words.patterns]
        return [*mains, ("and more", [id_ for id_ in of if of[id_] is None])]

    def _note(self) -> None:
        more = " to add to the note" if self.draft.note else " you want to write down"
        self.edge.tell(f"Anything{more}? An empty line ends it.")
        helps = "As many lines as you like: an empty one ends the note, q stops and loses nothing."
        begun = False
        while (line := self._ask(helps)) and line != END_OF_NOTE:
            if not begun and normal(line) in NOTHING:
                return
            self._add_to_note(line)
            begun = True

    def _take_the_rest(self) -> None:
        """Keep the other lines of a paste, which the shell would run: private, as the note is."""
        if self.edge.has_more():
            while self.edge.has_more():
                self._add_to_note(self.edge.ask(""))
            self.edge.tell("The first line is to bring, and the others are in your note.")

    def _add_to_note(self, line: str) -> None:
        self._say(note=f"{self.draft.note}\n{line}" if self.draft.note else line)

    def _bring(self) -> None:
        self.edge.tell("Anything to bring to supervision? One line.")
        line = self._ask("What you would like to talk about there; Enter for nothing, q stops.").strip()
        if line and normal(line) not in NOTHING:
            self._say(bring=line)
            self._take_the_rest()

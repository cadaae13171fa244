"""The guided check-in: five short questions, nothing prefilled, each left out with Enter.

A conversation over a draft. After every answer `keep` is called with what was said so far, so that nothing is
lost to whatever ends it. It writes no entry and knows no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.freely import SHORTEST_BEGINNING, read_freely
from cfjournal.commands.tags import Levels, Problem, read
from cfjournal.display import visible, wrapped
from cfjournal.entry import KINDS, LEVELS
from cfjournal.vocabulary import normal

if TYPE_CHECKING:
    from collections.abc import Callable

    from cfjournal.commands.draft import Draft
    from cfjournal.commands.edge import Edge
    from cfjournal.vocabulary import Group, Vocabulary

END_OF_NOTE = "."
PROMPT = "> "

READS_LIKE_A_NOTE = 3
"""So many words of an answer that are no tags, and none that is: a sentence. It must not be lost."""

NOTHING = frozenset({"no", "none", "nothing", "nope", "nil", "n/a"})
"""What people write where there is nothing to say: an answer, and no word of theirs to look up or keep."""

FINE = NOTHING | {"fine", "ok", "okay", "good", "all-good", "all-fine", "not-much", "nothing-much"}
"""What says as much when the question is what one notices."""

WORTH_NAMING = 3
"""What may have meant more than this is better looked up."""


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
        if question == self._note and line:
            self._add_to_note(line)
        elif question == self._bring and line.strip():
            self._say(bring=line.strip())
        elif question in (self._signs, self._conditions):
            self._say(tags=self.draft.tags + read_freely(line, self.words).tags)

    def _say(self, **said: object) -> None:
        self.draft = self.draft._replace(**said)  # type: ignore[arg-type]
        self._keep(self.draft)

    def _kind(self) -> None:
        self.edge.tell("What kind of day was it: shift, rest, leave or sick? (Enter: shift)")
        while answer := self.edge.ask(PROMPT).strip().casefold():
            named = [kind for kind in KINDS if kind.startswith(answer)]
            if len(named) == 1:
                self._say(kind=named[0])
                return
            *others, last = named or KINDS
            self.edge.tell(f"{', '.join(others)} or {last}?")

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
        while answer := self.edge.ask(PROMPT).strip():
            if answer.startswith("?"):
                self._list(groups)
                continue
            reading = read_freely(answer, self.words)
            if not reading.tags and normal(answer.rstrip(".!")) in FINE:
                return
            self._say(tags=self.draft.tags + reading.tags)
            self._answer_back(reading.tags)
            if not reading.unclear:
                return
            if not reading.tags and len(reading.unclear) >= READS_LIKE_A_NOTE:
                self._add_to_note(answer)
                self.edge.tell("That reads like a note, so it is kept for the note.")
            else:
                self.edge.tell(f"Not clear, so left out: {', '.join(map(_asked_back, reading.unclear))}.")
            self.edge.tell("Another word for it? Enter goes on, ? lists the words.")

    def _answer_back(self, chosen: tuple[str, ...]) -> None:
        levels, _ = read(chosen, self.words)
        named = [f"{id_} {level} ({LEVELS[level]})" for group in levels for id_, level in group.items()]
        if named:
            self.edge.tell(f"Noted: {', '.join(named)}.")
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
        while (line := self.edge.ask(PROMPT)) and line != END_OF_NOTE:
            self._add_to_note(line)

    def _add_to_note(self, line: str) -> None:
        self._say(note=f"{self.draft.note}\n{line}" if self.draft.note else line)

    def _bring(self) -> None:
        self.edge.tell("Anything to bring to supervision? One line.")
        line = self.edge.ask(PROMPT).strip()
        if line and normal(line.rstrip(".!")) not in NOTHING:
            self._say(bring=line)


def _asked_back(problem: Problem) -> str:
    """Return a word that was not clear, with what it may have meant."""
    word = visible(problem.text.replace(":", " "))
    if len(word) < SHORTEST_BEGINNING or not 0 < len(problem.candidates) <= WORTH_NAMING:
        return word
    return f"{word} ({' or '.join(tag.id for tag in problem.candidates)}?)"

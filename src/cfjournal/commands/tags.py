"""Words typed on a command line -> levels of signs, strains and supports; what is unclear is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.errors import UsageError
from cfjournal.vocabulary import SEE_ALL, TagError, UnknownTag, parse_tag, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.vocabulary import Tag, Vocabulary

OFFERED_AT_MOST = 6
"""A word that may mean more tags than this is better written out."""

PROBABLY_A_NOTE = 3
"""So many unknown words without a near match were probably meant as a note."""


class Levels(NamedTuple):
    """Levels by id, as an entry holds them."""

    signs: dict[str, int]
    strains: dict[str, int]
    supports: dict[str, int]

    def put(self, tag: Tag, level: int) -> None:
        """Set the level of a tag; of two for the same tag, the stronger one is meant."""
        levels = {"sign": self.signs, "strain": self.strains, "support": self.supports}[tag.group]
        levels[tag.id] = max(level, levels.get(tag.id, 0))


class Problem(NamedTuple):
    """A word that names no tag, or has no level from 0 to 4, and why."""

    text: str
    error: UsageError

    @property
    def candidates(self) -> tuple[Tag, ...]:
        """The tags it may have meant."""
        return self.error.candidates if isinstance(self.error, TagError) else ()


def read(texts: Iterable[str], words: Vocabulary) -> tuple[Levels, list[Problem]]:
    """Return the levels that `texts` (each `TAG` or `TAG:LEVEL`) name, and every problem among them."""
    levels, problems = Levels({}, {}, {}), []
    for text in texts:
        try:
            levels.put(*parse_tag(text, words))
        except UsageError as error:
            problems.append(Problem(text, error))
    return levels, problems


def settle(edge: Edge, texts: Sequence[str], words: Vocabulary) -> tuple[str, ...]:
    """Return `texts` with every word clear, asking the person about those that are not.

    What they leave out is gone from the result. Raises `UsageError` when nobody can be asked.
    """
    _, problems = read(texts, words)
    if problems and not edge.interactive:
        raise all_at_once(problems)
    unclear = {problem.text: problem for problem in problems}
    settled: list[str] = []
    for text in texts:
        chosen = ask(edge, unclear[text], words) if text in unclear else text
        settled += [chosen] if chosen else []
    return tuple(settled)


def ask(edge: Edge, problem: Problem, words: Vocabulary) -> str:
    """Ask what was meant until it is clear; return `id:level`, or "" if the word is to be left out."""
    while True:
        edge.tell(f"{_sentence(problem.error.message)}")
        offered = problem.candidates if len(problem.candidates) <= OFFERED_AT_MOST else ()
        for number, tag in enumerate(offered, 1):
            edge.tell(f"  {number}  {tag.id}" + (f" ({tag.label})" if tag.label != tag.id else ""))
        word, colon, level = problem.text.partition(":")
        only_the_level = bool(colon) and not isinstance(problem.error, TagError)
        which = "A number" if only_the_level else "A number, or another word" if offered else "Another word"
        answer = edge.ask(f"{which}; Enter leaves it out: ").strip()
        if not answer:
            return ""
        if answer.isdecimal() and only_the_level:
            answer = f"{word}:{answer}"
        elif answer.isdecimal() and 0 < int(answer) <= len(offered):
            answer = offered[int(answer) - 1].id + colon + level
        try:
            tag, read_level = parse_tag(answer, words)
        except UsageError as error:
            problem = Problem(answer, error)
        else:
            return f"{tag.id}:{read_level}"


def all_at_once(problems: Sequence[Problem]) -> UsageError:
    """Return one error that names every problem."""
    if len(problems) == 1:
        return problems[0].error
    near = [
        f"{shown(problem.text)} may be {' or '.join(tag.id for tag in problem.candidates)}"
        for problem in problems
        if isinstance(problem.error, UnknownTag) and problem.candidates
    ]
    hints = [*near, SEE_ALL]
    lost = [
        problem for problem in problems if isinstance(problem.error, UnknownTag) and not problem.candidates
    ]
    if len(lost) >= PROBABLY_A_NOTE:
        hints.insert(0, 'a note needs quotes, as in -m "..."')
    return UsageError("; ".join(problem.error.message for problem in problems), "; ".join(hints))


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "?")) else ".")

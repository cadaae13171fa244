"""Words typed on a command line -> levels of signs, strains and supports; what is unclear is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.entry import LEVELS
from cfjournal.errors import UsageError
from cfjournal.vocabulary import SEE_ALL, TagError, UnknownTag, parse_tag, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.commands.freely import Reading
    from cfjournal.vocabulary import Tag, Vocabulary

OFFERED_AT_MOST = 6
"""A word that may mean more tags than this is better written out."""

STOPS = frozenset({"q", "quit", "exit", ":q"})
"""What people type to leave: never a word of theirs, and no more than Ctrl-C."""

HELPS = frozenset({"?", "help", "-h", "--help"})


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


def as_sentence(text: str, texts: Sequence[str], words: Vocabulary) -> Reading | None:
    """Return what is heard in `text` if it reads like a sentence, or None where `texts` in it name tags."""
    if not read(texts, words)[1] or len(text.split()) == 1:
        return None
    from cfjournal.commands.freely import sentence_in

    return sentence_in(text, words)


def settle(edge: Edge, texts: Sequence[str], words: Vocabulary) -> tuple[str, ...]:
    """Return `texts` with every word clear, asking the person about those that are not.

    What is not named in full is said back: a beginning, or `tired 3` and `no break` with spaces. What they
    leave out is gone from the result. Raises `UsageError` when nobody can be asked.
    """
    joined = _joined(texts)
    _, problems = read(joined, words)
    if not problems:
        unlike = [text for text in joined if text not in texts or not words.named(text.partition(":")[0])]
        _say_back(edge, unlike, words)
        return joined
    from cfjournal.commands.freely import read_freely

    reading = read_freely(" ".join(texts), words)
    if reading.tags and not reading.unclear and not reading.is_note:
        _say_back(edge, reading.tags, words)
        return reading.tags
    if not edge.interactive:
        raise all_at_once(problems)
    unclear = {problem.text: problem for problem in problems}
    settled: list[str] = []
    for text in joined:
        chosen = ask(edge, unclear[text], words) if text in unclear else text
        settled += [chosen] if chosen else []
    return tuple(settled)


def _joined(texts: Sequence[str]) -> tuple[str, ...]:
    """Return `tired`, `3` as `tired:3`, the level of the word before, and `no`, `break` as one word."""
    joined: list[str] = []
    for text in texts:
        if joined and text.isdecimal() and not joined[-1][-1:].isdecimal():
            joined[-1] += f":{text}"
        elif joined and joined[-1].casefold() in ("no", "not") and text[:1].isalpha():
            joined[-1] += f"-{text}"
        else:
            joined.append(text)
    return tuple(joined)


def _say_back(edge: Edge, texts: Sequence[str], words: Vocabulary) -> None:
    """Say what words were taken for that are no whole name with a colon before the level."""
    if texts:
        edge.tell(f"Read as {in_words(read(texts, words)[0])}.")


def in_words(levels: Levels) -> str:
    """Return levels as a person reads them: `exhaustion 3 (strongly), no-break 2 (clearly)`."""
    return ", ".join(f"{id_} {level} ({LEVELS[level]})" for group in levels for id_, level in group.items())


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
        if answer.casefold() in STOPS:
            raise KeyboardInterrupt
        if answer.casefold() in HELPS:
            edge.tell("`cfj signs` lists the words. Enter leaves this one out, q stops.")
            continue
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
    return UsageError("; ".join(problem.error.message for problem in problems), "; ".join(hints))


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:] + ("" if message.endswith((".", "?")) else ".")

"""Choosing what goes on a page, in a terminal: a numbered list, read from top to bottom, changed by typing.

No cursor, no boxes: every line says by itself whether it is on the page. First words of notes are shown on
the screen only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.display import one_line, shortened, wrapped
from cfjournal.render.agreed_page import still_of_interest
from cfjournal.render.choice import Choice, in_order
from cfjournal.render.phrases import count, joined, short_day
from cfjournal.render.supervision_page import spoken_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.render.choice import Part
    from cfjournal.review import Review

INTRO = (
    "What is to be on it? A number takes a thing in or leaves it out, a name takes it in; Enter goes on, "
    "q stops."
)
PROMPT = "Numbers, names, or Enter: "
STOP = ("q", "quit", "stop")

Way = Literal["in", "out", "turn"]


class Line(NamedTuple):
    """Something that can be chosen: a part of the page, or of an entry its note or its text to bring."""

    says: str
    part: Part
    entry: str = ""


class _UnusableError(Exception):
    """An answer that names nothing on the list, with what to say of it."""


def choose(
    edge: Edge, review: Review, entries: Sequence[Entry], choice: Choice, possible: Sequence[str]
) -> tuple[Choice, bool]:
    """Return what the person chose, beginning with `choice`, and whether they stopped there."""
    lines = [*_texts(edge, review), *_parts(review, possible), *_notes(edge, entries, review)]
    chosen = {line for line in lines if _is_in(line, choice)}
    edge.say(wrapped(INTRO, edge.width))
    shown = list(range(len(lines)))
    while True:
        for at in shown:
            edge.say(_shown(edge, at, lines[at], on=lines[at] in chosen))
        try:
            answer = edge.ask(PROMPT).strip().casefold()
        except EOFError:
            edge.say()
            return _choice(chosen, lines), True
        shown = []
        if answer in STOP:
            return _choice(chosen, lines), True
        if answer:
            try:
                shown = _changed(answer, lines, chosen)
            except _UnusableError as why:
                said = f"{one_line(str(why), edge.unicode)} {_usable(len(lines))}"
                edge.say(wrapped(said, edge.width))
        elif chosen:
            return _choice(chosen, lines), False
        else:
            edge.say(wrapped(f"Nothing is chosen yet. {_usable(len(lines))}", edge.width))


def _is_in(line: Line, choice: Choice) -> bool:
    if line.entry and line.part == "notes":
        return line.entry in choice.notes
    return choice.brings(line.entry) if line.entry else line.part in choice.parts


def _texts(edge: Edge, review: Review) -> Iterator[Line]:
    for each in review.bring:
        yield Line(_of("bring", each.date, each.text, edge, review), "bring", each.entry)
    if not review.bring:
        yield Line("bring, 0 texts", "bring")


def _parts(review: Review, possible: Sequence[str]) -> Iterator[Line]:
    agreed = still_of_interest(review.agreed, review.period)
    answers = count(len(spoken_of(review)), "text")
    says: dict[Part, str] = {
        "agreed": f"agreed, {count(len(agreed), 'thing')}",
        "answers": f"answers, {answers} on how it went",
        "conditions": f"conditions, {count(len(review.strains), 'strain')}",
        "states": f"states of {count(len(review.patterns), 'pattern')}",
        "signs": f"signs, {count(len(review.signs), 'word')}",
        "supports": f"supports, {count(len(review.supports), 'word')}",
    }
    return (Line(text, part) for part, text in says.items() if part in possible)


def _notes(edge: Edge, entries: Sequence[Entry], review: Review) -> Iterator[Line]:
    for entry in sorted(entries, key=lambda each: each.order):
        if entry.note.strip():
            yield Line(_of("note", entry.date, entry.note, edge, review), "notes", entry.id)


def _of(what: str, date: dt.date, text: str, edge: Edge, review: Review) -> str:
    return f"{what} of {short_day(date, review.period.last)}: {one_line(text, edge.unicode)}"


def _shown(edge: Edge, at: int, line: Line, *, on: bool) -> str:
    return shortened(f"{at + 1:>3} {'in: ' if on else 'out:'} {line.says}", edge.width, edge.unicode)


def _changed(answer: str, lines: Sequence[Line], chosen: set[Line]) -> list[int]:
    """Take in or leave out what the answer names, word by word, or nothing, and return the places of it.

    What is named twice by its number is turned over once. Raises `_UnusableError`.
    """
    asked = [_meant(word, lines) for word in _words(answer)]
    if not asked:
        raise _UnusableError("That names nothing.")
    turned: set[int] = set()
    for way, at in ((way, at) for way, places in asked for at in places):
        if way == "turn" and at in turned:
            continue
        if way == "in" or (way == "turn" and lines[at] not in chosen):
            chosen.add(lines[at])
        else:
            chosen.discard(lines[at])
        if way == "turn":
            turned.add(at)
    return sorted({at for _, places in asked for at in places})


def _words(answer: str) -> list[str]:
    """Return the words of an answer: numbers, ranges of them, names, each perhaps with + or - before it."""
    ranged = re.sub(r"(\d)(?:-\s*|\s+-\s+|\s*\N{EN DASH}\s*|\s+to\s+)(?=\d)", r"\1-", answer)
    return [word for word in re.split(r"[\s,;.]+", ranged) if word and word not in ("and", "&")]


def _meant(word: str, lines: Sequence[Line]) -> tuple[Way, list[int]]:
    """Return whether a word takes in, leaves out or turns over, and the places in the list that it means.

    Raises `_UnusableError`.
    """
    everything = list(range(len(lines)))
    signed: dict[str, Way] = {"+": "in", "-": "out"}
    bare = word.lstrip("+-")
    if ranged := re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", bare):
        first, last = sorted(int(number or ranged[1]) for number in ranged.groups())
        if first and last <= len(lines):
            return signed.get(word[0], "turn"), everything[first - 1 : last]
    names: dict[str, list[int]] = {
        line.part: [at for at in everything if lines[at].part == line.part] for line in lines
    }
    names |= {"all": everything, "none": everything}
    found = [bare] if bare in names else [name for name in names if bare and name.startswith(bare)]
    if len(found) == 1:
        return signed.get(word[0], "out" if found == ["none"] else "in"), names[found[0]]
    why = f"may be {joined(found, 'or')}" if found else "is not on the list"
    raise _UnusableError(f"{word[:20]} {why}.")


def _usable(last: int) -> str:
    return f"Type numbers (1, 3-{last}), names (bring, notes), all or none; Enter goes on, q stops."


def _choice(chosen: set[Line], lines: Sequence[Line]) -> Choice:
    """Return what is in: the texts to bring by their ids only where some of them are out."""
    notes = tuple(line.entry for line in lines if line.part == "notes" and line in chosen)
    bring = [line for line in lines if line.part == "bring"]
    some = tuple(line.entry for line in bring if line in chosen) if {*bring} - chosen else ()
    return Choice(in_order({line.part for line in chosen}), notes, some)

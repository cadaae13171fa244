"""Choosing what goes on a page, in a terminal: a numbered list, read from top to bottom, changed by numbers.

No cursor, no boxes: every line says by itself whether it is on the page. First words of notes are shown on
the screen only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from cfjournal.display import one_line, short_day, shortened, wrapped
from cfjournal.render.agreed_page import still_of_interest
from cfjournal.render.choice import Choice, in_order
from cfjournal.render.phrases import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry
    from cfjournal.render.choice import Part
    from cfjournal.review import Review

INTRO = "What is to be on it? Type numbers to take things in or leave them out, Enter to go on, q to stop."


class Line(NamedTuple):
    """Something that can be chosen: a part of the page, or the note of an entry."""

    says: str
    part: Part | None = None
    note: str = ""


def choose(
    edge: Edge, review: Review, entries: Sequence[Entry], choice: Choice, possible: Sequence[str]
) -> Choice | None:
    """Return what the person chose, beginning with `choice`; None if they stopped."""
    lines = [*_parts(review, possible), *_notes(edge, entries, review)]
    chosen = {line for line in lines if line.part in choice.parts or line.note in choice.notes}
    edge.say(wrapped(INTRO, edge.width))
    shown = list(range(len(lines)))
    while True:
        for at in shown:
            edge.say(_shown(edge, at, lines[at], on=lines[at] in chosen))
        try:
            answer = edge.ask("Numbers, or Enter: ").replace(",", " ").split()
        except EOFError:
            return None
        if not answer:
            if chosen:
                return _choice(chosen, lines)
            edge.say("Nothing is chosen yet: type a number, or q to stop.")
            shown = []
        elif answer[0].casefold() in ("q", "quit", "n", "no"):
            return None
        else:
            shown = _toggled(edge, answer, lines, chosen)


def _parts(review: Review, possible: Sequence[str]) -> Iterator[Line]:
    says: dict[Part, str] = {
        "bring": f"what to bring, {count(len(review.bring), 'text')}",
        "conditions": f"conditions, {count(len(review.strains), 'strain')}",
        "states": f"states of {count(len(review.patterns), 'pattern')}",
        "signs": f"what you noticed, {count(len(review.signs), 'sign')}",
        "supports": f"what held, {count(len(review.supports), 'support')}",
        "agreed": f"what was agreed, {count(len(still_of_interest(review.agreed, review.period)), 'thing')}",
    }
    return (Line(text, part) for part, text in says.items() if part in possible)


def _notes(edge: Edge, entries: Sequence[Entry], review: Review) -> Iterator[Line]:
    for entry in sorted(entries, key=lambda each: each.order):
        if entry.note.strip():
            when = " ".join(short_day(entry.date, review.period.last).split())
            yield Line(f"note of {when}: {one_line(entry.note, edge.unicode)}", note=entry.id)


def _shown(edge: Edge, at: int, line: Line, *, on: bool) -> str:
    return shortened(f"{at + 1:>3} {'in: ' if on else 'out:'} {line.says}", edge.width, edge.unicode)


def _toggled(edge: Edge, answer: Sequence[str], lines: Sequence[Line], chosen: set[Line]) -> list[int]:
    """Take in or out what the answer names and return what changed: nothing, if a word is no number."""
    numbers = {str(number): number - 1 for number in range(1, len(lines) + 1)}
    unknown = [word for word in answer if word not in numbers]
    if unknown:
        edge.say(f"{one_line(unknown[0], edge.unicode)[:20]} is not a number from 1 to {len(lines)}.")
        return []
    named = sorted({numbers[word] for word in answer})
    for at in named:
        chosen ^= {lines[at]}
    return named


def _choice(chosen: set[Line], lines: Sequence[Line]) -> Choice:
    notes = tuple(line.note for line in lines if line.note and line in chosen)
    parts = {line.part for line in chosen if line.part} | ({"notes"} if notes else set())
    return Choice(in_order(cast("set[Part]", parts)), notes)

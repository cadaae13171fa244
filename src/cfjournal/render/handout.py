"""Handout: what one choice makes of a journal for other eyes, and each format as a function from it to bytes.

A page in words, and a table with a row an entry; what is not chosen is in neither, so no format can show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cfjournal.entry import LEVELS
from cfjournal.render import plain
from cfjournal.render.conditions_page import STRAINS, conditions_page
from cfjournal.render.supervision_page import Chosen, supervision_page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cfjournal.entry import Entry
    from cfjournal.render.choice import Choice, Part
    from cfjournal.render.page import Page
    from cfjournal.review import Review
    from cfjournal.vocabulary import Vocabulary

Table = tuple[tuple[str, ...], ...]

OWN = ("bring", "agreed", "note")
"""The columns of the table that hold texts of the person's own."""


RECORD = "record"
"""The kind of a row with a record of supervision alone; where no column has a word of it, it is no row."""


class Handout(NamedTuple):
    """What is to be seen by other eyes: as a page, and as a table whose first row names its columns."""

    page: Page
    table: Table


def handout(review: Review, entries: Iterable[Entry], choice: Choice, vocabulary: Vocabulary) -> Handout:
    """Return what `choice` takes of `review` and of `entries`, those of its period or with a chosen note."""
    ordered = sorted(entries, key=lambda entry: entry.order)
    review = review._replace(bring=tuple(each for each in review.bring if choice.brings(each.entry)))
    noted = [entry for entry in ordered if entry.id in choice.notes]
    if choice.for_a_manager:
        shifts = [entry for entry in ordered if entry.kind == "shift" and not entry.only_agreed]
        return Handout(conditions_page(review), tuple(_conditions_table(shifts)))
    chosen = [Chosen(entry.date, entry.note.strip()) for entry in noted]
    page = supervision_page(review, choice.parts, chosen)
    return Handout(page, tuple(_table(ordered, choice, vocabulary)))


def _conditions_table(shifts: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    yield ("date", "conditions")
    for entry in shifts:
        named = (said for strain, said in STRAINS.items() if entry.strains.get(strain))
        yield (entry.date.isoformat(), ", ".join(named))


def _table(entries: Sequence[Entry], choice: Choice, vocabulary: Vocabulary) -> Iterator[tuple[str, ...]]:
    columns: Mapping[Part, tuple[str, Callable[[Entry], str]]] = {
        "signs": ("signs", lambda entry: _levels(entry.signs, vocabulary)),
        "conditions": ("strains", lambda entry: _levels(entry.strains, vocabulary)),
        "supports": ("supports", lambda entry: _levels(entry.supports, vocabulary)),
        "bring": ("bring", lambda entry: entry.bring.strip() if choice.brings(entry.id) else ""),
        "agreed": ("agreed", _agreed),
        "notes": ("note", lambda entry: entry.note.strip() if entry.id in choice.notes else ""),
    }
    wanted = [column for part, column in columns.items() if part in choice.parts]
    yield ("date", "kind", *(name for name, _ in wanted))
    for entry in entries:
        cells = [cell(entry) for _, cell in wanted]
        if any(cells) or not entry.only_agreed:
            yield (entry.date.isoformat(), RECORD if entry.only_agreed else entry.kind, *cells)


def _levels(levels: Mapping[str, int], vocabulary: Vocabulary) -> str:
    """Return words with their levels in words; what asks for a person to talk to is not told here."""
    tags = vocabulary.tags
    return ", ".join(
        f"{tags[word].label if word in tags else word} ({LEVELS[level]})"
        for word, level in levels.items()
        if not (word in tags and tags[word].reach_out)
    )


def _agreed(entry: Entry) -> str:
    """Return what was agreed that day: who is to do it, by when, and what came of it."""
    return "; ".join(
        f"{each.what} ({', '.join(filter(None, (each.who, _by(each.until), each.outcome)))})"
        for each in entry.agreed
    )


def _by(until: dt.date | None) -> str:
    return f"by {until}" if until else ""


def _md(made: Handout) -> bytes:
    from cfjournal.render.markdown import write

    return write(made.page).encode()


def _html(made: Handout) -> bytes:
    from cfjournal.render.html import write

    return write(made.page).encode()


def _txt(made: Handout) -> bytes:
    return plain.say(made.page).encode()


def _csv(made: Handout) -> bytes:
    from cfjournal.render.tabular import write

    return write(made.table)


def _docx(made: Handout) -> bytes:
    from cfjournal.render.docx import write

    return write(made.page)


EXPORTERS: Mapping[str, Callable[[Handout], bytes]] = {
    "md": _md,
    "html": _html,
    "txt": _txt,
    "csv": _csv,
    "docx": _docx,
}
"""Every format made for other eyes. `docx` raises `UsageError` where its library is missing."""

READ_AS_THEY_ARE = ("md", "txt", "csv")
"""Formats whose bytes are what a person reads; the others lay out the same words."""


def text_of(made: Handout, form: str, data: bytes) -> str:
    """Return what a person is to read before `data`, which is `made` in that format, goes out."""
    return data.decode("utf-8-sig") if form in READ_AS_THEY_ARE else plain.say(made.page)

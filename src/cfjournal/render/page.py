"""Page: what is to be said, in words and in order, before anyone decides how it looks.

A page is made of sections, a section of blocks. Renderers lay blocks out and add no words but their own
punctuation. Text in a `Quote` is the person's own; every other text is ours, though a label may be theirs.
Named tuples, here and in `review`: making so many dataclasses takes longer than drawing the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.render.phrases import joined
from cfjournal.rules.history import StateName

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from cfjournal.entry import Kind

NONE = "none"
"""What stands for a count of nought: "0 of 5" has to be read twice."""

Tone = Literal["plain", "strong", "soft", "more", "less", "gentle"]
"""How a text is meant: `strong` leads, `soft` may be skipped, `more` and `less` lie above and below the
usual, `gentle` is for the person before anything else. No meaning rests on the tone alone."""


class Words(NamedTuple):
    """A sentence or a paragraph."""

    text: str
    tone: Tone = "plain"


class Point(NamedTuple):
    """One of several sentences that each stand alone."""

    text: str


class Fact(NamedTuple):
    """Something with a name and a value: "last debrief", "7 weeks ago"."""

    label: str
    value: str


class Row(NamedTuple):
    """One word of the vocabulary over the period.

    `now` is short ("4 of 5", "none"), `full` the same with its unit ("4 of 5 shifts"), both "" where that is
    not about shifts; `beside` says the rest ("usually 1 of 5"). `weeks` is to be drawn (levels 0-4, None for
    missing), `trend` says the drawing in words. Between the two levels of `band` a week is a usual one.
    """

    label: str
    now: str
    full: str
    beside: str
    weeks: tuple[float | None, ...]
    trend: str
    tone: Tone = "plain"
    band: tuple[float, float] | None = None


class Light(NamedTuple):
    """The state of one pattern: its name, the state's name and since when, and what there is to say of it."""

    name: str
    state: StateName
    since: str
    lines: tuple[Words, ...] = ()


class Brief(NamedTuple):
    """Rows that matter less: said in one breath after `label` where there is room for little."""

    label: str
    rows: tuple[Row, ...]

    def groups(self) -> Iterator[tuple[str, str]]:
        """Yield the labels of rows that say the same, and what they say: "dread and shame", "1 of 5 each"."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            found.setdefault(row.now or row.beside, []).append(row.label)
        for said, labels in found.items():
            each = " each" if labels[1:] and said[:1].isdigit() else ""
            yield joined(labels), "not at all" if said == NONE else f"{said}{each}"


class Chart(NamedTuple):
    """A measure over weeks, oldest first and None for a week without it, beside the limits set on it.

    `limits` are pairs of a value and its name, lowest first; `span` says in words where the weeks begin and
    end. `words` tell all of it without a drawing, one fact each.
    """

    label: str
    weeks: tuple[float | None, ...]
    limits: tuple[tuple[float, str], ...]
    span: tuple[str, str]
    words: tuple[str, ...]


Mark = StateName | Literal["steady", ""]
"""What a week was: the state of a pattern, a week of the reference, or nothing to say."""


class Cell(NamedTuple):
    """A day of a calendar: what kind of day it was, None if nothing is written, and a level from 0 to 4."""

    kind: Kind | None
    level: int = 0


class Calendar(NamedTuple):
    """Days in weeks, from the Monday `first` on; a cell None is not asked about or before the diary.

    `marks` says of every week what state it had, where there is one; `said` tells the months in words.
    """

    label: str
    first: dt.date
    cells: tuple[Cell | None, ...]
    marks: tuple[Mark, ...]
    said: tuple[str, ...]


class Strip(NamedTuple):
    """What every week of a timeline was, and the same in words."""

    label: str
    marks: tuple[Mark, ...]
    said: str


class Timeline(NamedTuple):
    """Rows over the same weeks, from the Monday `first` on, below strips that say what was going on.

    The first `before` weeks lie before the diary: nothing is missing there.
    """

    first: dt.date
    strips: tuple[Strip, ...]
    rows: tuple[Row, ...]
    before: int = 0


class Heading(NamedTuple):
    """The beginning of a part of a section."""

    text: str
    tone: Tone = "strong"


class Quote(NamedTuple):
    """The person's own words, exactly, the day they wrote them, and what is `told` of them below."""

    when: str
    text: str
    told: str = ""


class Command(NamedTuple):
    """A command to type next, and what it gives."""

    text: str
    gives: str


Block = Words | Point | Fact | Row | Brief | Light | Heading | Quote | Command | Chart | Calendar | Timeline


class Section(NamedTuple):
    """A titled part of a page. `aside` says how long its drawings look back."""

    title: str
    blocks: tuple[Block, ...]
    aside: str = ""


class Page(NamedTuple):
    """A whole page: a title, the lines under it, and sections (those without a title open the page)."""

    title: str
    lead: tuple[Words, ...]
    sections: tuple[Section, ...]

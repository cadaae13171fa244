"""Page: what is to be said, in words and in order, before anyone decides how it looks.

A page is made of sections, a section of blocks. Renderers lay blocks out and add no words but their own
punctuation. Text in a `Quote` is the person's own; every other text is ours, though a label may be theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cfjournal.rules.history import StateName

Tone = Literal["plain", "strong", "soft", "more", "less", "gentle"]
"""How a text is meant: `strong` leads, `soft` may be skipped, `more` and `less` lie above and below the
usual, `gentle` is for the person before anything else. No meaning rests on the tone alone."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence or a paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Point:
    """One of several sentences that each stand alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a name and a value: "last debrief", "7 weeks ago"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One word of the vocabulary over the period.

    `now` is short ("4 of 5"), `full` the same with its unit ("4 of 5 shifts"); `beside` compares ("usually 1
    of 5"). `weeks` is to be drawn (levels 0-4, None for missing), `trend` says the drawing in words.
    """

    label: str
    now: str
    full: str
    beside: str
    weeks: tuple[float | None, ...]
    trend: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Light:
    """The state of one pattern: its name, the state's name and since when, and what there is to say of it."""

    name: str
    state: StateName
    since: str
    lines: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """Rows that matter less: said in one breath after `label` where there is room for little."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a part of a section."""

    text: str
    tone: Tone = "strong"


@dataclass(frozen=True, slots=True)
class Quote:
    """The person's own words, exactly, and the day they wrote them."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command to type next, and what it gives."""

    text: str
    gives: str


Block = Words | Point | Fact | Row | Brief | Light | Heading | Quote | Command


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page. `aside` explains drawings, and is of no use without them."""

    title: str
    blocks: tuple[Block, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page: a title, the lines under it, and sections (those without a title open the page)."""

    title: str
    lead: tuple[Words, ...]
    sections: tuple[Section, ...]

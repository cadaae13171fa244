"""`cfj demo`: the review and the evidence over a bundled, invented diary. Looks at nobody's own journal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from cfjournal import vocabulary
from cfjournal.commands.pages import laid_out
from cfjournal.period import Period
from cfjournal.render.page import Command, Page, Section, Words
from cfjournal.render.phrases import period as period_in_words
from cfjournal.review import build
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.entry import Entry

BUNDLED = Path(__file__).parent.with_name("knowledge") / "demo.jsonl"

WEEK = dt.timedelta(days=6)


def demo(edge: Edge) -> None:
    """Print the invented diary's last week, then the rule that speaks and its evidence."""
    for number, page in enumerate(pages(bundled())):
        if number:
            edge.say()
        edge.stdout.write(laid_out(edge, page))


def bundled() -> Sequence[Entry]:
    """Return the entries of the invented diary."""
    from cfjournal.exchange import read_jsonl

    entries, bad = read_jsonl(BUNDLED.read_bytes(), BUNDLED.name)
    assert not bad  # noqa: S101  (a test holds the file)
    return entries


def pages(entries: Sequence[Entry]) -> Iterator[Page]:
    """Yield what is shown of a diary: what it is, its last week, the evidence, and how to begin one."""
    from cfjournal.render.review_page import review_page
    from cfjournal.render.why_page import why_page

    words = vocabulary.load()
    days = Period(min(entry.date for entry in entries), max(entry.date for entry in entries))
    week = Period(days.last - WEEK, days.last)
    history = replay(entries, shipped(words), words, until=days.last)
    review = build(entries, history, words, week)
    yield _opening(days, len(entries))
    yield review_page(review)
    for pattern in review.patterns:
        if pattern.state.name == "building":
            yield why_page(history._replace(evidence=pattern.reasons[:1]), [pattern.state.pattern], words)
    yield _closing()


def _opening(days: Period, entries: int) -> Page:
    return Page(
        "A diary that nobody wrote",
        (
            Words(
                f"Three months of an invented social worker, {period_in_words(days)}, {entries} entries. "
                "No journal was opened for this, and nothing was written. "
                "`cfj report` shows it like this:"
            ),
        ),
        (),
    )


def _closing() -> Page:
    return Page(
        "And your own",
        (Words("It stays on this computer, in plain files, for your eyes alone."),),
        (
            Section(
                "",
                (
                    Command("cfj log", "a short check-in after a shift"),
                    Command("cfj signs", "the words you can use, and what they mean"),
                    Command("cfj --help", "all the rest"),
                ),
            ),
        ),
    )

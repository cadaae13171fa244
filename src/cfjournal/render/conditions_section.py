"""What the work was like, as a section: strains, findings of the rules, and what should not be long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.agreed_page import promises
from cfjournal.render.page import Block, Fact, Point, Section, Words
from cfjournal.render.phrases import joined, past, sentence, short_day
from cfjournal.render.rows import ALSO, ASIDE, ROWS, rows
from cfjournal.render.summary import OURS, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.review import LastTime, Review
    from cfjournal.rules.history import Evidence
    from cfjournal.tally import Tally

TITLE = "What the work was like"

SILENCE = 14
"""Written days without a support, from first to last, from which its absence is worth a line."""

NONE_NOTED = (
    "Nothing else that holds was noted either: no break, no word with a colleague. Either there was none, "
    "which is worth talking about, or it was not written down."
)
"""Who never notes a support is not told week after week that they lack one. (2026-11-22)"""


def conditions(review: Review) -> Section:
    """Return what the work was like: strains, findings of the rules, and what should not be long ago."""
    points = (Point(sentence(each.sentence)) for each in review.shown_findings)
    blocks = (*_or_none(rows(review.strains, ALSO), review), *points, *last_times(review))
    return Section(TITLE, blocks, ASIDE)


def conditions_and_promises(review: Review, said: Sequence[Evidence] = ()) -> Section:
    """Return the conditions, each said once, and what became of the organisation's part in what was agreed.

    What is about as usual is said in one breath; a finding by its count alone, and not at all if it was
    `said` before, a row shows its strain to be more than usual, or a date below says it.
    """
    folded = [
        each for each in review.strains if each.stand == "usual" and each.trend in ("steady", "unknown")
    ]
    drawn = [each for each in review.strains if each not in folded]
    blocks = rows(drawn, ALSO if drawn else "About your usual", also=folded)
    findings = [each for each in review.shown_findings if each not in said and not _below(each, review)]
    shown = [tally for tally in drawn[:ROWS] if tally.stand == "more"]
    findings = [each for each in findings if not any(_counts(each, tally) for tally in shown)]
    points = (Point(sentence(counted(each, review))) for each in findings)
    blocks = [*_or_none(blocks, review), *points, *last_times(review), *promises(review.agreed)]
    return Section(TITLE, tuple(blocks), ASIDE)


def _or_none(blocks: list[Block], review: Review) -> list[Block]:
    if blocks or not review.coverage.written:
        return blocks
    return [Words("No strain was named in these days.", "soft")]


def _counts(finding: Evidence, strain: Tally) -> bool:
    """Whether all that a finding of ours says is on how many of the last shifts a strain was there."""
    texts = [reading.text for reading in finding.readings]
    return (
        finding.rule.id.startswith(OURS) and len(texts) == 1 and texts[0].startswith(f"count({strain.id}, ")
    )


def _below(finding: Evidence, review: Review) -> bool:
    """Whether all that a finding says is when something was last noted, and a line below says that too."""
    never = _never(review)
    said = {f"days_since({each.id})" for each in review.last_times if each.last or each in never}
    return bool(finding.readings) and all(reading.text in said for reading in finding.readings)


def _never(review: Review) -> list[LastTime]:
    """Return what was not noted at all, once enough was written for that to be worth a line."""
    never = [each for each in review.last_times if each.last is None]
    if not never or not review.last_written:
        return []
    return never if (review.last_written - never[0].known_from).days >= SILENCE else []


def last_times(review: Review) -> Iterable[Block]:
    """Yield how long ago it was, of what should not be long ago, and since when there was none of it."""
    never = _never(review)
    for each in review.last_times:
        if each.last is not None:
            yield Fact(f"last {each.label}", past(each.last, review.period.last))
        elif each in never[:1]:
            yield none_since(never, review)
    if never and not review.notes_supports:
        yield Words(NONE_NOTED, "soft")


def none_since(never: Sequence[LastTime], review: Review) -> Fact:
    """Return since when there was none of these: that day is where the looking began, and no day of any."""
    first = "the first entry" if never[0].whole else "the first entry looked at"
    begun = short_day(never[0].known_from, review.period.last)
    return Fact(joined([each.label for each in never]), f"none noted since {first}, {begun}")

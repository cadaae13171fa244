"""What the work was like, as a section: strains, findings of the rules, and what should not be long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.agreed_page import promises
from cfjournal.render.page import Block, Fact, Point, Section, Words
from cfjournal.render.phrases import day, joined, past, sentence
from cfjournal.render.rows import ASIDE, rows
from cfjournal.render.summary import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.review import LastTime, Review
    from cfjournal.rules.history import Evidence
    from cfjournal.tally import Tally

SILENCE = 14
"""Written days without a support, from first to last, from which its absence is worth a line."""

NONE_NOTED = (
    "Nothing else that holds was noted either: no break, no word with a colleague. Either there was none, "
    "which is worth talking about, or it was not written down."
)
"""Who never notes a support is not told week after week that they lack one. (2026-11-22)"""


def conditions(review: Review, *, brief: bool = False) -> Section:
    """Return what the work was like: strains, findings of the rules, and what should not be long ago.

    In `brief`, each is said once: what is about as usual in one breath, a finding by its count alone, and
    none that a date below says too.
    """
    today = review.period.last
    blocks = _strains(review.strains) if brief else rows(review.strains, "Also")
    if not blocks and review.coverage.written:
        blocks.append(Words("No strain was named in these days.", "soft"))
    findings = [each for each in review.shown_findings if not (brief and _dated(each, review))]
    blocks += [Point(sentence(counted(each, review) if brief else each.sentence)) for each in findings]
    blocks += _last_times(review, today)
    return Section("What the work was like", tuple(blocks), ASIDE)


def conditions_and_promises(review: Review) -> Section:
    """Return the conditions, with what became of the organisation's part in what was agreed."""
    section = conditions(review, brief=True)
    return section._replace(blocks=(*section.blocks, *promises(review.agreed)))


def _strains(tallies: Sequence[Tally]) -> list[Block]:
    """Return as rows what stands out, or moves, or has no usual to stand out from; the rest in brief."""
    folded = [each for each in tallies if each.stand == "usual" and each.trend in ("steady", "unknown")]
    drawn = [each for each in tallies if each not in folded]
    return rows(drawn, "Also", also=folded)


def _dated(finding: Evidence, review: Review) -> bool:
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


def _last_times(review: Review, today: dt.date) -> Iterable[Block]:
    found = review.last_times
    for each in found:
        if each.last is not None:
            yield Fact(f"last {each.label}", past(each.last, today))
    never = _never(review)
    if never:
        names = joined([each.label for each in never], "or")
        begun = day(never[0].known_from, today)
        yield Fact(f"no {names}", f"noted since {begun}, the first entry looked at")
        if not review.notes_supports:
            yield Words(NONE_NOTED, "soft")

"""The page for a manager: the conditions of the work, counted, and nothing of the person who worked in it.

On it is what anyone who stood there could have counted, and someone in charge can change: people, hours,
breaks, incidents, debriefs, supervision, rules. It compares with nobody's usual, quotes nobody, and does not
say what it was noted for.

Left off, and why (2026-11-22): `distress-dismissed` says that someone showed distress and how others took it;
`push-through` and `conflict` are about people, perhaps the one who reads; `moral-strain` is a matter of
conscience and `poor-pay` one of worry; words of the person's own may hold anything. So are the findings that
rest on these or on how the person is: `conditions.culture`, `conditions.settling`. All of them belong to
supervision, where it is safe to speak of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.conditions_section import SILENCE
from cfjournal.render.page import Fact, Page, Point, Section, Words
from cfjournal.render.phrases import count, day, past, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.render.page import Block
    from cfjournal.review import Review

STRAINS = {
    "understaffed": "understaffed",
    "overload": "more work than a shift could hold",
    "no-break": "breaks missed",
    "overtime": "work beyond the end of the shift",
    "no-time-to-process": "no time between one encounter and the next",
    "incident": "a critical or difficult encounter",
    "no-debrief": "no debrief where one was needed",
    "no-support": "nobody to turn to for help",
    "admin-only-supervision": "supervision about administration only",
    "unclear-policy": "unclear or contradictory policy",
}
"""What is said of each strain that has a place here."""

FINDINGS = {
    "days_since(supervision) > 28": "There was no reflective supervision for four weeks or more.",
    "count(no-break, 12 shifts) >= 6": "Breaks were missed on half of the last twelve shifts or more.",
    "count(understaffed, 12 shifts) >= 6": "Half of the last twelve shifts or more were understaffed.",
    "count(no-time-to-process, 12 shifts) >= 6": (
        "Half of the last twelve shifts or more left no time between one encounter and the next."
    ),
    "unanswered(7 days, 56 days) >= 1": "A difficult encounter was not followed by a debrief within a week.",
    "count(admin-only-supervision, 56 days) >= 2": (
        "Supervision dealt with administration only, more than once in the last eight weeks."
    ),
}
"""What is said where a rule found exactly this; a rule of the person's own, and its words, stay off."""

HELD = ("supervision", "debrief")
"""What should not be long ago, and is the employer's to give."""


def conditions_page(review: Review) -> Page:
    """Return the conditions of the period of `review`, for someone who is to know nothing else."""
    shifts = review.coverage.shifts
    lead = f"From notes on {count(shifts, 'shift')}." if shifts else "No shift was noted in these days."
    sections = (
        Section("On how many shifts", tuple(_counts(review))),
        Section("What stands out", tuple(_found(review))),
        Section("How long ago", tuple(_last_times(review))),
    )
    return Page(
        f"Working conditions, {period(review.period)}",
        (Words(lead),),
        tuple(section for section in sections if section.blocks),
    )


def left_off(review: Review) -> list[str]:
    """Return the labels of strains that were noted and have no place on the page, for the person to know."""
    return [tally.label for tally in review.strains if tally.on and tally.id not in STRAINS]


def _counts(review: Review) -> Iterator[Block]:
    noted = [tally for tally in review.strains if tally.on and tally.id in STRAINS]
    for tally in sorted(noted, key=lambda each: (-each.on, list(STRAINS).index(each.id))):
        yield Fact(STRAINS[tally.id], f"{tally.on} of {count(tally.of, 'shift')}")


def _found(review: Review) -> Iterator[Block]:
    for finding in review.shown_findings:
        if said := FINDINGS.get(str(finding.rule.when)):
            yield Point(said)


def _last_times(review: Review) -> Iterator[Block]:
    today = review.period.last
    for each in review.last_times:
        if each.id not in HELD or not review.notes_supports or review.last_written is None:
            continue
        if each.last is not None:
            yield Fact(f"last {each.label}", past(each.last, today))
        elif (review.last_written - each.known_from).days >= SILENCE:
            yield Fact(each.label, f"none since {day(each.known_from, today)}")

"""How much was written, and what it is compared with, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.page import Words
from cfjournal.render.phrases import count, dates, day, joined, short_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cfjournal.entry import Kind
    from cfjournal.review import Coverage, Review
    from cfjournal.rules.history import Reference
    from cfjournal.weight import Weight

UNWRITTEN_NAMED = 7
"""Up to so many unwritten days are named one by one."""


def coverage_of(review: Review) -> Iterable[Words]:
    """Yield how many days were written, which were not, and what they are compared with."""
    coverage = review.coverage
    if review.last_written is None:
        yield Words("Nothing is written yet, so there is nothing to say yet.")
        return
    if not coverage.written:
        yield Words(
            "No entries in these days. They are missing, not good and not bad; the last entry before is from "
            f"{day(review.last_written, review.period.last)}."
        )
        return
    today = review.period.last
    begun = f"Begun on {day(coverage.begun, today)}: " if coverage.begun else ""
    whole = f"{begun}{coverage.written} of {count(coverage.days, 'day')} written, {joined(kinds(coverage))}."
    unwritten = coverage.unwritten
    if len(unwritten) == 1:
        whole += f" Not written: {day(unwritten[0], today)}."
    elif 1 < len(unwritten) <= UNWRITTEN_NAMED:
        whole += f" Not written: {dates(unwritten, today)}."
    yield Words(whole)
    yield from usual(review.reference, review.usual_weight, today)


def usual(reference: Reference, weight: Weight, today: dt.date) -> Iterable[Words]:
    """Yield which days are the usual that a page compares with, where there are any, and how far it carries.

    `weight` says how heavy its shifts were.
    """
    if not reference.days or reference.status == "none":
        return
    first, last = min(reference.days), max(reference.days)
    young = reference.status == "provisional"
    held = f"{count(reference.entries, 'shift')}, {short_day(first, today)} to {short_day(last, today)}"
    if weight.much:
        heavy = "all of them" if weight.heavy == weight.of else f"{weight.heavy} of them"
        held += f", {heavy} heavy in themselves. {HEAVY}"
    elif young:
        held += "; compare with care."
    else:
        held += "."
    said = [f"Your usual so far: only {held}" if young else f"Your usual: {held}"]
    if reference.old(today):
        said.append(OLD)
    yield Words(" ".join(said), "plain" if weight.much else "soft")


HEAVY = "They show what changes, not whether it was all right."
"""A usual that was hard is no measure of what a person should be used to. (2026-11-22)"""

OLD = "That is more than a year ago: `cfj reference show` says how to choose another, if you wish."


KINDS: dict[Kind, tuple[str, str]] = {
    "shift": ("shift", "shifts"),
    "rest": ("rest day", "rest days"),
    "leave": ("day of leave", "days of leave"),
    "sick": ("day off sick", "days off sick"),
}


def kinds(coverage: Coverage) -> list[str]:
    """Return how many days of each kind were written: `52 shifts`, `3 rest days`."""
    return [count(number, *KINDS[kind]) for kind in KINDS if (number := coverage.kinds.get(kind, 0))]

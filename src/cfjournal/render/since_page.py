"""What changed since the days before, and after what it eased, in words: counts side by side, no causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.period import month_of
from cfjournal.render.page import NONE, Point, Section, Words
from cfjournal.render.phrases import count, day, joined, sentence, short_day
from cfjournal.render.rows import AS_OFTEN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cfjournal.before import Before, Course, Moved
    from cfjournal.eased import Eased
    from cfjournal.period import Period
    from cfjournal.render.page import Block
    from cfjournal.review import Review

NAMED = 3
"""So many words are named a line, and one more where that is the last; how many others there are is said."""

NO_PROOF = "this proves nothing, as a hard week is often followed by a lighter one"


def name_of_span(period: Period) -> str:
    """Return `week` or `month` for days that are one, else ""."""
    if len(period) == 7:
        return "week"
    return "month" if period == month_of(period.last) else ""


def since_before(review: Review) -> Section:
    """Return what changed since the days before: states, then what there was more and less of."""
    before = review.before
    if before is None:
        return Section("", ())
    name = name_of_span(before.period)
    then = f"the {name} before" if name else f"the {count(len(before.period), 'day')} before"
    points = tuple(Point(each) for each in _changes(before, review.period.last))
    return Section(f"Since {then}", points or (Words(f"Much like {then}."),))


def _changes(before: Before, today: dt.date) -> Iterable[str]:
    courses = [each for each in before.states if not _only_known(each)]
    if courses:
        yield " ".join(_courses(courses, today))
    more = [each for each in before.moved if each.change > 0]
    less = [each for each in before.moved if each.change < 0]
    for word, moved in (("More", more), ("Less", less)):
        if moved:
            yield f"{word}: {_listed(moved)}."
    if before.much_less:
        then, now = before.written
        yield f"Written: {count(now, 'day')}, {then} before. What stands here rests on less."


def _only_known(course: Course) -> bool:
    """Whether all that changed is that enough was written to say that a pattern is quiet."""
    return course.start == "unknown" and all(name == "quiet" for _, name in course.steps)


def _courses(courses: Sequence[Course], today: dt.date) -> Iterable[str]:
    """Yield how states changed, those that changed alike together."""
    for course in dict.fromkeys(each._replace(pattern="") for each in courses):
        names = [each.pattern for each in courses if each._replace(pattern="") == course]
        steps = [f"{state} since {short_day(began, today)}" for began, state in course.steps]
        said = joined([name.replace("-", " ") for name in names])
        yield sentence(f"{said}: {course.start} before, {', '.join(steps)}")


def _listed(moved: Sequence[Moved]) -> str:
    most = len(moved) if len(moved) == NAMED + 1 else NAMED
    named = [_said(each) for each in moved[:most]]
    if len(moved) > most:
        named.append(f"{len(moved) - most} other words")
    return joined(named)


def _said(moved: Moved) -> str:
    now, before = moved.now, moved.before
    if abs(now.on / now.of - before.on / before.of) < AS_OFTEN:
        return f"{moved.label} ({'stronger' if moved.change > 0 else 'milder'})"
    counts = [f"{share.on} of {share.of}" if share.on else NONE for share in (now, before)]
    return f"{moved.label} ({', before '.join(counts)})"


def eased(found: Sequence[Eased], today: dt.date) -> list[Block]:
    """Return after what it was lighter, each with its counts, and what that does not mean."""
    if not found:
        return []
    last = Words(f"Counted since {day(found[0].since, today)}; {NO_PROOF}.", "soft")
    return [*(Point(_eased(each)) for each in found), last]


def _eased(each: Eased) -> str:
    return sentence(
        f"{each.label}: the week after was lighter {each.after} of {each.of} times; "
        f"after other weeks as heavy, {each.otherwise} of {each.weeks}"
    )

"""The trends in words: each calendar with what built up in it, then every line over the same weeks.

Says what `Trends` holds and adds no judgement of its own.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.display import day_in_words
from cfjournal.entry import LEVELS
from cfjournal.period import Period
from cfjournal.render.coverage_words import kinds, usual
from cfjournal.render.page import (
    Block,
    Brief,
    Calendar,
    Cell,
    Command,
    Light,
    Page,
    Section,
    Strip,
    Timeline,
    Words,
)
from cfjournal.render.phrases import count, day, joined, period, short_day
from cfjournal.render.rows import ALSO, ROWS, row
from cfjournal.render.states import name_of, notes
from cfjournal.rules.episodes import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.render.page import Mark, Row
    from cfjournal.rules.episodes import Episode
    from cfjournal.trends import Course, Month, Trends

STRETCHES = 3
"""So many build-ups are named, the latest; those before are counted, and drawn."""

FEWEST = 4
"""So many weeks are drawn, even where the diary is younger; of those before it no more than make them up."""

STRONGEST = "Each day shows the strongest of the signs that are this pattern's own."


def trends_page(trends: Trends, where_to_turn: Sequence[str] = ()) -> Page:
    """Return the page of the trends; `where_to_turn` comes first where it is asked for."""
    title = f"Your days, {period(trends.period)}"
    if not trends.coverage.written:
        said = "Nothing is written in these days. They are missing, not good and not bad."
        begin = Section("From here", (Command("cfj log", "a short check-in after a shift"),))
        return Page(title, (Words(said),), () if trends.begun else (begin,))
    gentle = Section("", tuple(Words(line, "gentle") for line in where_to_turn))
    sections = (gentle, *(_calendar(course, trends) for course in trends.calendars), *_timelines(trends))
    return Page(title, tuple(_lead(trends)), tuple(section for section in sections if section.blocks))


def _lead(trends: Trends) -> Iterable[Words]:
    coverage, today = trends.coverage, trends.period.last
    begun = f"Begun on {day(coverage.begun, today)}: " if coverage.begun else ""
    days = count(coverage.days, "day")
    yield Words(f"{begun}{coverage.written} of {days} written, {joined(kinds(coverage))}.")
    yield from usual(trends.reference, trends.usual_weight, today)
    raised = {each.pattern for each in trends.episodes}
    states = [each.state for each in trends.standings]
    if quiet := [name_of(each) for each in states if each.name == "quiet" and each.pattern not in raised]:
        yield Words(f"In the signs of {joined(quiet)} nothing stood out for long.", "soft")
    yield from notes(states)


def _shown(trends: Trends) -> set[str]:
    return {course.id for course in trends.calendars} | {each.pattern for each in trends.episodes}


def _calendar(course: Course, trends: Trends) -> Section:
    first, left_out = _drawn_from(trends)
    before: list[Cell | None] = [None] * (trends.period.first - trends.monday).days
    begun = trends.begun or first
    cells = [
        Cell(kind, level or 0) if date >= begun else None
        for date, kind, level in zip(trends.period, trends.kinds, course.days, strict=True)
    ]
    standing = {each.state.pattern: each for each in trends.standings}.get(course.id)
    calendar = Calendar(
        course.label,
        first,
        (*before, *cells)[7 * left_out :],
        standing.weeks[left_out:] if standing else (),
        tuple(_month(month, course) for month in course.months),
    )
    blocks: list[Block] = []
    if standing:
        stretches = tuple(Words(line) for line in _stretches(course.id, trends))
        blocks.append(Light(course.label, standing.state.name, "", stretches))
    blocks.append(calendar)
    if course.group == "pattern":
        blocks.append(Words(STRONGEST, "soft"))
    return Section(f"{course.label[:1].upper()}{course.label[1:]}, day by day", tuple(blocks))


def _drawn_from(trends: Trends) -> tuple[dt.date, int]:
    """Return the Monday from which weeks are drawn, and how many before the diary are left out."""
    weeks = -(-((trends.period.last - trends.monday).days + 1) // 7)
    before = max(0, ((trends.begun or trends.monday) - trends.monday).days // 7)
    left_out = max(0, min(before, weeks - FEWEST))
    return trends.monday + dt.timedelta(days=7 * left_out), left_out


def _stretches(pattern: str, trends: Trends) -> Iterable[str]:
    """Yield when a pattern was building, and when there were first signs alone."""
    today = trends.period.last
    own = [each for each in trends.episodes if each.pattern == pattern]
    building = [each for each in own if each.stage == "building"]
    watch = [each for each in own if each.stage == "watch" and not any(_within(b, each) for b in building)]
    for name, found in (("Building", building), ("First signs", watch)):
        said = joined([_stretch(each, today) for each in found[-STRETCHES:]])
        if len(found) > STRETCHES:
            yield f"{name} {len(found)} times, of late {said}."
        elif found:
            yield f"{name} {said}."


def _within(one: Episode, other: Episode) -> bool:
    return one.fired >= other.fired and (other.resolved is None or one.fired < other.resolved)


def _stretch(episode: Episode, today: dt.date) -> str:
    if episode.resolved is None:
        return f"from {day(episode.fired, today)} on"
    return f"from {period(Period(episode.fired, episode.resolved - dt.timedelta(days=1)))}"


def _month(month: Month, course: Course) -> str:
    name = " ".join(day_in_words(month.first, dt.date.min).split()[2:])
    there = "noticed" if course.group in ("sign", "pattern") else "noted"
    what = f"signs of {course.label}" if course.group == "pattern" else course.label
    said = f"{what} {there} on {month.on} of {count(month.of, 'shift')}" if month.of else "no shifts"
    strongest = f", at most {LEVELS[month.strongest]}" if month.strongest else ""
    off = f"; {count(month.off, 'day')} off" if month.off else ""
    unwritten = f"; {count(month.unwritten, 'day')} not written" if month.unwritten else ""
    return f"{name}: {said}{strongest}{off}{unwritten}."


def _timelines(trends: Trends) -> Iterable[Section]:
    """Yield what was there week by week; of what was there on no shift, a line of shifts says nothing."""
    first, left_out = _drawn_from(trends)
    strips = tuple(each._replace(marks=each.marks[left_out:]) for each in _strips(trends))
    before = max(0, ((trends.begun or first) - first).days // 7)
    for title, courses in (
        ("What you noticed, week by week", trends.signs),
        ("What weighed", trends.strains),
        ("What held", trends.supports),
    ):
        lines = [course for course in courses if course.tally.on or not course.tally.elsewhere][:ROWS]
        rest = tuple(row(course.tally) for course in courses if course not in lines)
        blocks: list[Block] = [Brief(ALSO, rest)] if rest else []
        if lines:
            drawn = tuple(_line(course, left_out) for course in lines)
            blocks.insert(0, Timeline(first, strips, drawn, before))
            strips = ()
        yield Section(title, tuple(blocks), "a week at a time")


def _line(course: Course, left_out: int) -> Row:
    """Return the row of a course, which says its months instead of a direction."""
    names = (day_in_words(month.first, dt.date.min).split()[2] for month in course.months if month.of)
    means = (f"{month.mean:.1f}" for month in course.months if month.of)
    by_month = ", ".join(f"{name} {mean}" for name, mean in zip(names, means, strict=True))
    trend = f"mean level by month: {by_month}" if by_month else ""
    return row(course.tally)._replace(weeks=course.tally.weeks[left_out:], trend=trend)


def _strips(trends: Trends) -> Iterable[Strip]:
    """Yield the weeks of the reference, and those of every pattern that was raised or asked for."""
    today = trends.period.last
    reference = trends.reference
    if any(trends.steady):
        marks: tuple[Mark, ...] = tuple("steady" if week else "" for week in trends.steady)
        first, last = min(reference.days), max(reference.days)
        yield Strip("your usual", marks, f"that of {short_day(first, today)} to {short_day(last, today)}")
    for standing in trends.standings:
        pattern = standing.state.pattern
        if pattern in _shown(trends) and pattern in PATTERNS:
            said = " ".join(_stretches(pattern, trends)) or standing.state.name
            yield Strip(name_of(standing.state), standing.weeks, said.rstrip(".").replace("B", "b", 1))

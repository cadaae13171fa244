"""JSON: the trends as the values that `cfj trends --json` prints, a stable format as in `jsontypes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    import datetime as dt

    from cfjournal.render.jsontypes import PeriodView
    from cfjournal.rules.episodes import Episode
    from cfjournal.trends import Course, Standing, Trends

TRENDS = "cfjournal-trends/1"


class MonthView(TypedDict):
    """A month such as 2026-11: named on `on` of `of` shifts, with its mean level a shift; other days."""

    month: str
    on: int
    of: int
    mean: float
    strongest: int
    off: int
    unwritten: int


class CourseView(TypedDict):
    """A word or a pattern: a level for every day of the period, a mean for every week, null if unwritten."""

    id: str
    group: str
    label: str
    on: int
    of: int
    elsewhere: int
    usual: float | None
    days: list[int | None]
    weeks: list[float | None]
    months: list[MonthView]


class StandingView(TypedDict):
    """A pattern: its state at the end of the period and in every week, null before the diary began."""

    pattern: str
    state: str
    weeks: list[str | None]


class EpisodeView(TypedDict):
    """A stretch in which a pattern was in a stage or a higher one; `resolved` is the first day after it."""

    pattern: str
    stage: str
    fired: str
    resolved: str | None


class TrendsView(TypedDict):
    """The trends: `kinds` says what every day was, null unwritten; the first week begins on `monday`."""

    schema: str
    period: PeriodView
    monday: str
    begun: str | None
    kinds: list[str | None]
    calendars: list[CourseView]
    signs: list[CourseView]
    strains: list[CourseView]
    supports: list[CourseView]
    patterns: list[StandingView]
    episodes: list[EpisodeView]
    steady: list[bool]
    rules: str


def trends_view(trends: Trends) -> TrendsView:
    """Return the trends as they are printed in JSON."""
    return {
        "schema": TRENDS,
        "period": {"first": trends.period.first.isoformat(), "last": trends.period.last.isoformat()},
        "monday": trends.monday.isoformat(),
        "begun": _date(trends.begun),
        "kinds": list(trends.kinds),
        "calendars": [_course(each) for each in trends.calendars],
        "signs": [_course(each) for each in trends.signs],
        "strains": [_course(each) for each in trends.strains],
        "supports": [_course(each) for each in trends.supports],
        "patterns": [_standing(each) for each in trends.standings],
        "episodes": [_episode(each) for each in trends.episodes],
        "steady": list(trends.steady),
        "rules": trends.rules.digest,
    }


def _course(course: Course) -> CourseView:
    tally = course.tally
    return {
        "id": course.id,
        "group": course.group,
        "label": course.label,
        "on": tally.on,
        "of": tally.of,
        "elsewhere": tally.elsewhere,
        "usual": round(tally.usual.mean, 3) if tally.usual else None,
        "days": list(course.days),
        "weeks": [None if week is None else round(week, 3) for week in tally.weeks],
        "months": [
            {
                "month": month.first.isoformat()[:7],
                "on": month.on,
                "of": month.of,
                "mean": round(month.mean, 3),
                "strongest": month.strongest,
                "off": month.off,
                "unwritten": month.unwritten,
            }
            for month in course.months
        ],
    }


def _standing(standing: Standing) -> StandingView:
    state = standing.state
    return {
        "pattern": state.pattern,
        "state": state.name,
        "weeks": [week or None for week in standing.weeks],
    }


def _episode(episode: Episode) -> EpisodeView:
    return {
        "pattern": episode.pattern,
        "stage": episode.stage,
        "fired": episode.fired.isoformat(),
        "resolved": _date(episode.resolved),
    }


def _date(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None

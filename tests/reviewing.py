"""Reviews for tests: a small diary, a history made by hand, and the review that they give.

Nothing here depends on the shipped rules, which are tuned by simulation and may change.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal import vocabulary
from cfjournal.agreements import Agreement, Answer
from cfjournal.entry import Entry, Kind
from cfjournal.period import Period
from cfjournal.review import Review, build
from cfjournal.rules.episodes import Episode
from cfjournal.rules.history import (
    Evidence,
    History,
    PatternState,
    Phase,
    Reading,
    Reference,
    StateName,
    Trace,
    Verdict,
)
from cfjournal.rules.language import parse
from cfjournal.rules.rule import Rule, RuleSet
from cfjournal.series import days_of
from cfjournal.trends import Trends
from cfjournal.trends import build as build_trends

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORDS = vocabulary.load()
ZONE = dt.timezone(dt.timedelta(hours=1))
SUNDAY = dt.date(2026, 11, 15)
WEEK = Period(dt.date(2026, 11, 9), SUNDAY)
PATTERNS = ("burnout", "compassion-fatigue", "secondary-trauma")


def entry(
    date: dt.date,
    kind: Kind = "shift",
    *,
    signs: Mapping[str, int] | None = None,
    strains: Iterable[str] = (),
    supports: Iterable[str] = (),
    note: str = "",
    bring: str = "",
    ident: str = "",
) -> Entry:
    """Return an entry written at eight in the evening; strains and supports at the level of a bare tag."""
    return Entry(
        ident or f"of-{date}",
        date,
        dt.datetime.combine(date, dt.time(20), ZONE),
        kind,
        dict(signs or {}),
        dict.fromkeys(strains, 2),
        dict.fromkeys(supports, 2),
        note,
        bring,
    )


def back(days: int) -> dt.date:
    """Return the day so many days before the Sunday on which every review here is read."""
    return SUNDAY - dt.timedelta(days=days)


TWELVE_DAYS_AGO = back(12)


def diary() -> list[Entry]:
    """Return eleven weeks: seven steady ones, an unwritten one, then three in which something builds."""
    entries = []
    for day in range(76, -1, -1):
        date, weekday = back(day), back(day).weekday()
        if weekday > 4 or 21 <= day < 28:
            continue
        if day >= 28:
            entries.append(entry(date, signs={"impatience": 1} if weekday == 1 else {}, supports=["break"]))
        else:
            signs = {"flatness": 3, **({"dread": 2} if weekday in (0, 3) else {})}
            entries.append(entry(date, signs=signs, strains=["understaffed", "no-break"]))
    entries += [
        entry(back(69), "shift", ident="s", signs={"impatience": 1}, supports=["supervision"]),
        entry(back(1), "rest", signs={"dread": 1}, supports=["rest"], note="a private line"),
    ]
    entries[-3] = entry(
        back(2), signs={"flatness": 3, "impatience": 1}, bring="Could we talk about Thursday?\nAnd the rota."
    )
    return entries


def rule(
    ident: str,
    pattern: str = "compassion-fatigue",
    *,
    when: str = "count(flatness, 14 shifts) >= 5",
    until: str = "count(flatness, 14 shifts) <= 2",
    hold: int = 1,
    says: str = "Signs that often go with compassion fatigue are well above your steady weeks",
) -> Rule:
    """Return a rule; one about conditions is a finding, any other belongs to the stage building."""
    stage = "finding" if pattern == "conditions" else "building"
    because, source = "It builds slowly.", "A book about it."
    return Rule(ident, pattern, stage, parse(when), parse(until), hold, 3, says, because, source)  # type: ignore[arg-type]


def reading(
    text: str, low: float | None, high: float | None, days: Iterable[dt.date] = (), missing: str = ""
) -> Reading:
    """Return a reading whose words are its text."""
    return Reading(text, f"{text} in words", low, high, tuple(days), missing)


def evidence(
    of: Rule,
    phase: Phase = "firing",
    *,
    verdict: Verdict = "yes",
    since: dt.date | None = TWELVE_DAYS_AGO,
    held: int = 0,
    readings: Iterable[Reading] = (),
    sentence: str = "A sentence with its number 9.",
) -> Evidence:
    """Return what a rule saw."""
    clears = "It clears when the number is at most 2, on 3 shifts in a row."
    needed = of.keep if phase in ("firing", "clearing") else of.hold
    return Evidence(of, verdict, phase, since, held, needed, tuple(readings), sentence, clears)


def state(
    pattern: str, name: StateName = "quiet", since: dt.date | None = None, **more: object
) -> PatternState:
    """Return the state of a pattern."""
    return PatternState(pattern, name, since, **more)  # type: ignore[arg-type]


class Named(RuleSet):
    """A rule set whose name stands in the goldens."""

    digest = "0123456789ab"


def history(
    states: Iterable[PatternState] = (), found: Iterable[Evidence] = (), *, reference: Reference | None = None
) -> History:
    """Return a history in which every pattern that is not given is quiet."""
    given = {each.pattern: each for each in states}
    return History(
        day=SUNDAY,
        entries=40,
        rules=Named(()),
        states={name: given.get(name, state(name)) for name in PATTERNS},
        evidence=tuple(found),
        timeline=(),
        episodes=(),
        reference=reference or Reference("none", (), {}, {}),
        against=reference or Reference("none", (), {}, {}),
        written={day.date: day for day in days_of(diary())},
        traces=dict.fromkeys(PATTERNS, Trace()),
        phases=(),
    )


def building() -> tuple[list[Entry], History]:
    """Return the diary, and a history that says compassion fatigue is building and supervision is missing."""
    entries = diary()
    shifts = [each.date for each in sorted(entries, key=lambda each: each.order) if each.kind == "shift"]
    counted = reading("count(flatness, 14 shifts)", 14, 14, shifts[-14:])
    rising = rule("compassion-fatigue.rising", hold=2)
    lapsed = rule(
        "conditions.supervision", "conditions", when="days_since(supervision) > 28", says="No supervision"
    )
    return entries, history(
        [state("compassion-fatigue", "building", back(12), rules=(rising.id,))],
        [
            evidence(rising, readings=[counted]),
            evidence(rule("burnout.rising", "burnout"), "quiet", verdict="no", since=None),
            evidence(lapsed, sentence="No supervision for four weeks: last noted 69 days ago."),
        ],
        reference=Reference("frozen", tuple(day for day in shifts if day <= back(28)), {}, {}),
    )


def review() -> Review:
    """Return the review of the week in which something builds."""
    entries, found = building()
    return build(entries, found, WORDS, WEEK)


def agreed() -> tuple[Agreement, ...]:
    """Return what was agreed ten weeks ago: open, come due, put off, and done in the week of the review."""
    return (
        Agreement("0a000001", "a fixed half hour after visits like that", "organisation", back(6)),
        Agreement("0a000002", "ring the union about the rota", "me"),
        Agreement(
            "0a000003",
            "a second person on late visits",
            "organisation",
            back(20),
            (Answer("not-yet", back(19), "They are looking for people.", SUNDAY + dt.timedelta(days=30)),),
        ),
        Agreement(
            "0a000004", "read about debriefing", "supervisor", None, (Answer("done", back(2), "It helped."),)
        ),
        Agreement("0a000005", "a new form", "me", None, (Answer("dropped", back(30)),)),
    )


def review_with_agreed() -> Review:
    """Return the review of the week in which something builds, after a supervision that agreed on things."""
    entries, found = building()
    recorded = [each._replace(agreed=agreed()[:4]) if each.id == "s" else each for each in entries]
    older = entry(back(70), ident="older", supports=["break"])._replace(agreed=agreed()[4:])
    return build([*recorded, older], found, WORDS, WEEK)


def trends(*asked: str, days: int = 77) -> Trends:
    """Return the trends of the diary over its last days, in which compassion fatigue built up."""
    entries, found = building()
    timeline = (
        (back(62), state("compassion-fatigue", "quiet", back(62))),
        (back(62), state("burnout", "quiet", back(62))),
        (back(18), state("compassion-fatigue", "watch", back(18))),
        (back(12), state("compassion-fatigue", "building", back(12))),
    )
    episodes = (
        Episode("compassion-fatigue", "watch", back(45), back(40)),
        Episode("compassion-fatigue", "watch", back(18), None),
        Episode("compassion-fatigue", "building", back(12), None),
    )
    replayed = found._replace(timeline=timeline, episodes=episodes)
    return build_trends(entries, replayed, WORDS, Period(back(days - 1), SUNDAY), asked)


def year() -> Trends:
    """Return the trends of a year that was begun on its first day, and mostly not written."""
    of = trends("compassion-fatigue", "dread", days=371)
    unwritten = tuple(day for day, kind in zip(of.period, of.kinds, strict=True) if kind is None)
    return of._replace(begun=of.period.first, coverage=of.coverage._replace(begun=None, unwritten=unwritten))


def empty() -> Review:
    """Return the review of a journal in which nothing is written."""
    unknown = [state(name, "unknown", note="0 of the 14 shifts it takes") for name in PATTERNS]
    return build([], history(unknown), WORDS, WEEK)

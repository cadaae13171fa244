"""The evidence in words: states, the rules behind them, what they were measured against and do not know."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cfjournal.render.page import Block, Chart, Fact, Light, Page, Section, Words
from cfjournal.render.phrases import count, dates, day, joined, sentence
from cfjournal.render.states import explained, name_of, since
from cfjournal.render.why_entries import entries_used
from cfjournal.render.why_rules import Telling, rules_in_words
from cfjournal.render.why_words import WEEKS, lately, phases_of, unwritten
from cfjournal.rules.rule import CONDITIONS
from cfjournal.rules.words import exactly, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cfjournal.rules.history import Evidence, History, PatternState, PhaseSeen
    from cfjournal.vocabulary import Vocabulary

REFERENCES = {
    "none": "There is no reference yet, so only rules about strong signs can speak.",
    "provisional": "Your reference is short, so the limits are wide. It still grows.",
    "full": "Your reference still grows by shifts on which nothing stands out.",
    "frozen": "Your reference is complete and stays as it is, so that change is measured against it.",
    "set": "You chose this reference yourself.",
}
"""What each status of the reference means."""


def why_page(
    history: History, patterns: Sequence[str], vocabulary: Vocabulary, *, whole: bool = False
) -> Page:
    """Return the page with the evidence about `patterns`, of which "conditions" may be one.

    `whole` tells every rule in full, and every day and entry.
    """
    today = history.day
    if today is None or not history.entries:
        return Page("Why", (Words("Nothing is written yet, so no rule has anything to judge."),), ())
    several = len(patterns) > 1
    telling = Telling(vocabulary, today, history.against, history.written, whole, several)
    asked = [each for each in history.evidence if each.rule.pattern in patterns]
    states = [state for state in history.states.values() if state.pattern in patterns]
    sections = [_pattern(state, history, telling) for state in states]
    if CONDITIONS in patterns:
        found = [each for each in asked if each.rule.pattern == CONDITIONS]
        sections.append(Section("The conditions of your work", tuple(rules_in_words(found, telling))))
    sections.append(_reference(history, telling, patterns))
    if whole:
        sections.append(entries_used(history, asked, patterns, vocabulary))
    names = joined([name.replace("-", " ") for name in patterns])
    return Page(
        f"Why: {names}",
        (Words(f"As of {day(today, today)} {today.year}, looking back on {_entries(history)}."),),
        (*sections, _limits(history, asked, explained(states), telling)),
    )


def _entries(history: History) -> str:
    return count(history.entries, "entry", "entries")


def _pattern(state: PatternState, history: History, telling: Telling) -> Section:
    note = (Words(sentence(state.note), "soft"),) if state.note else ()
    light = Light(name_of(state), state.name, since(state, telling.today), note)
    rules = [each for each in history.evidence if each.rule.pattern == state.pattern]
    drawn = not telling.several or telling.whole or state.name not in ("quiet", "unknown")
    return Section(
        f"The rules about {name_of(state)}",
        (
            light,
            *_phases(phases_of(history, state)),
            *(_chart(state, history) if drawn else ()),
            *rules_in_words(rules, telling),
        ),
    )


def _phases(shown: Sequence[PhaseSeen]) -> Iterable[Block]:
    if not shown:
        return
    seen = [f"{PHASES.get(one.phase, one.phase)} on {one.on}{_usually(one)}" for one in shown]
    yield Words(
        f"Of the last {count(shown[0].of, 'shift')}, the signs speak clearly of {joined(seen)}. "
        "Burnout is often described as going from exhaustion to distance and then to a sense of "
        "achieving little. Not everyone goes that way, and this does not say what comes next."
    )


PHASES = {
    "exhaustion": "exhaustion",
    "distance": "distance from the work",
    "reduced-accomplishment": "a sense of achieving little",
}
"""What the phases of burnout are called within a sentence."""


def _usually(phase: PhaseSeen) -> str:
    if phase.usual is None:
        return ""
    expected = round(phase.usual * phase.of)
    return f" (usually {expected})" if expected else " (usually none)"


def _chart(state: PatternState, history: History) -> Iterable[Block]:
    """Yield the excess at the end of each of the last weeks beside its limits, where there is any."""
    today, trace = history.day, history.traces[state.pattern]
    points = lately(trace, history)
    if today is None or not points or not trace.limits:
        return
    weeks: list[float | None] = [None] * WEEKS
    for date, value in points:
        weeks[WEEKS - 1 - (today - date).days // 7] = value
    limits = tuple((limit.value, limit.stage) for limit in trace.limits)
    first, last = (
        day(date, today).split(maxsplit=1)[1] for date in (today - dt.timedelta(days=7 * WEEKS - 1), today)
    )
    said = ", ".join("none" if week is None else exactly(week) for week in weeks)
    yield Chart(
        f"How far {name_of(state)} stood above your reference, beyond chance, week by week",
        tuple(weeks),
        limits,
        (first, last),
        (
            f"at the end of each of the {WEEKS} weeks from {first} to {last}: {said}",
            *(_against(limit, name, points) for limit, name in limits),
        ),
    )


def _against(limit: float, name: str, points: Sequence[tuple[dt.date, float]]) -> str:
    """Return on which side of a limit the excess stands, and since when."""
    above = points[-1][1] >= limit
    since = points[-1][0]
    for date, value in reversed(points):
        if (value >= limit) is not above:
            break
        since = date
    side = "at or above" if above else "below"
    started = "all the while" if since == points[0][0] else f"since {day(since, points[-1][0])}"
    return f"limit of {name}, {exactly(limit)}: {side} it {started}"


def _reference(history: History, telling: Telling, patterns: Sequence[str]) -> Section:
    reference, today = history.against, telling.today
    blocks: list[Block] = [Words(REFERENCES[reference.status])]
    if reference.days:
        each = f": {dates(reference.days, today)}" if telling.whole else ""
        blocks.append(Fact("reference", f"{telling.stretch(reference.days)}{each}"))
    if reference.left_out:
        held = count(len(reference.left_out), "shift")
        each = f": {dates(reference.left_out, today)}" if telling.whole else ""
        blocks.append(Fact("left out", f"{held} on which something stood out{each}"))
    if telling.whole:
        blocks += [
            Fact(
                label(pattern, telling.vocabulary),
                f"{exactly(reference.mean[pattern])} a shift on average, "
                f"deviation {exactly(reference.deviation[pattern])}",
            )
            for pattern in patterns
            if pattern in reference.mean
        ]
    return Section("What this is measured against", tuple(blocks))


def _limits(
    history: History, asked: Iterable[Evidence], meanings: Sequence[Words], telling: Telling
) -> Section:
    missing = unwritten(history, asked)
    days = "Days without an entry"
    if missing:
        which = dates(missing, telling.today) if telling.whole else f"{len(missing)} since {_from(missing)}"
        days = f"{days}: {which}"
    more = () if telling.whole else (Words(MORE, "soft"),)
    return Section(
        "What this does not say",
        (
            *(Words(words.text) for words in meanings),
            Words(f"{days}. They are missing; no rule takes them as good or as bad."),
            Words("What you felt and did not name. An unnamed sign of a written shift counts as not there."),
            Words(
                f"Anything but these entries. The rules that spoke are named {history.rules.digest}.", "soft"
            ),
            *more,
        ),
    )


MORE = "`cfj why --all` tells every rule in full, with every day and entry that it used or left out."


def _from(days: Sequence[dt.date]) -> str:
    return day(days[0], days[-1])

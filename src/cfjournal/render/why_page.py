"""The evidence in words: what every rule of a pattern asks, what it saw and when, and what would clear it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cfjournal.render.page import Block, Fact, Heading, Light, Page, Section, Words
from cfjournal.render.phrases import count, dates, day, joined, sentence
from cfjournal.render.states import explained, name_of, since
from cfjournal.rules.tree import Junction, measures
from cfjournal.rules.words import condition_words, span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.rules.history import Evidence, History, PatternState, Reading, Reference
    from cfjournal.rules.tree import Condition
    from cfjournal.vocabulary import Vocabulary

CONDITIONS = "conditions"

REFERENCES = {
    "none": "There is no reference yet, so only rules about strong signs can speak.",
    "provisional": "Your reference is short, so the limits are wide. It still grows.",
    "full": "Your reference still grows by shifts on which nothing stands out.",
    "frozen": "Your reference is complete and stays as it is, so that change is measured against it.",
    "set": "You chose this reference yourself.",
}
"""What each status of the reference means."""


def why_page(history: History, patterns: Sequence[str], vocabulary: Vocabulary) -> Page:
    """Return the page with the whole evidence about `patterns`, of which "conditions" may be one."""
    today = history.day
    if today is None or not history.entries:
        return Page("Why", (Words("Nothing is written yet, so no rule has anything to judge."),), ())
    sections = [
        _pattern(state, history.evidence, vocabulary, today)
        for state in history.states.values()
        if state.pattern in patterns
    ]
    meanings = explained([state for state in history.states.values() if state.pattern in patterns])
    if CONDITIONS in patterns:
        found = [each for each in history.evidence if each.rule.pattern == CONDITIONS]
        sections.append(Section("The conditions of your work", tuple(_rules(found, vocabulary, today))))
    names = joined([name.replace("-", " ") for name in patterns])
    return Page(
        f"Why: {names}",
        (Words(f"As of {day(today, today)} {today.year}, looking back on {_entries(history)}."),),
        (*sections, _reference(history.reference, today), _limits(history, meanings)),
    )


def _entries(history: History) -> str:
    return count(history.entries, "entry", "entries")


def _pattern(
    state: PatternState, evidence: Iterable[Evidence], vocabulary: Vocabulary, today: dt.date
) -> Section:
    note = (Words(sentence(state.note), "soft"),) if state.note else ()
    light = Light(name_of(state), state.name, since(state, today), note)
    rules = _rules((each for each in evidence if each.rule.pattern == state.pattern), vocabulary, today)
    return Section(f"The rules about {name_of(state)}", (light, *rules))


def _rules(evidence: Iterable[Evidence], vocabulary: Vocabulary, today: dt.date) -> Iterable[Block]:
    """Yield the blocks of every rule; a reason or source that several rules share is given once."""
    said: set[Block] = set()
    for each in evidence:
        for block in _rule(each, vocabulary, today):
            if not (isinstance(block, Fact) and block.label in ("because", "source") and block in said):
                yield block
            said.add(block)


def _rule(evidence: Evidence, vocabulary: Vocabulary, today: dt.date) -> Iterable[Block]:
    rule = evidence.rule
    yield Heading(f"{rule.id}: {_phase(evidence, today)}", "more" if _fires(evidence) else "strong")
    yield Words(sentence(rule.says))
    readings = {reading.text: reading for reading in evidence.readings}
    for label, condition in _parts(rule.when, "when"):
        yield Fact(label, _asked(condition, readings, vocabulary))
    if rule.hold > 1:
        yield Fact("for", f"{rule.hold} shifts in a row")
    for words, days in _days(evidence.readings):
        yield Fact("days", f"{words}: {dates(days, today)}")
    yield Fact("answer", f"{evidence.verdict}{_holding(evidence)}")
    if _fires(evidence):
        yield Fact("clears", evidence.clears.removeprefix("It clears "))
    if rule.because and evidence.phase != "quiet":
        yield Fact("because", rule.because)
    if rule.source and evidence.phase != "quiet":
        yield Fact("source", rule.source)


def _fires(evidence: Evidence) -> bool:
    return evidence.phase in ("firing", "clearing")


def _phase(evidence: Evidence, today: dt.date) -> str:
    if evidence.phase == "quiet":
        return "cannot say" if evidence.verdict == "unknown" else "does not speak"
    words = {
        "pending": "not for long enough yet, since",
        "firing": "speaks since",
        "clearing": "clearing, speaks since",
    }
    return f"{words[evidence.phase]} {day(evidence.since, today) if evidence.since else 'an earlier day'}"


def _holding(evidence: Evidence) -> str:
    if evidence.phase == "pending":
        return f", on {evidence.held} of the {count(evidence.needed, 'shift')} in a row that it takes"
    if evidence.phase == "clearing":
        return f"; clear on {evidence.held} of the {count(evidence.needed, 'shift')} in a row that it takes"
    return ""


def _parts(condition: Condition, label: str) -> Iterable[tuple[str, Condition]]:
    """Yield what a condition is joined from, each part with the word that leads to it."""
    if not isinstance(condition, Junction):
        yield label, condition
        return
    either = " either" if condition.word == "or" else ""
    for at, part in enumerate(condition.parts):
        yield from _parts(part, condition.word if at else f"{label}{either}")


def _asked(condition: Condition, readings: Mapping[str, Reading], vocabulary: Vocabulary) -> str:
    """Return a part of a condition in words, with its numbers put in."""
    now = [_now(readings[name]) for name in map(str, measures(condition)) if name in readings]
    asked = condition_words(condition, vocabulary)
    return f"{asked}: {joined(now)}" if now else asked


def _now(reading: Reading) -> str:
    if reading.low is None:
        return f"not known ({reading.missing or 'too few entries'})"
    high = math.inf if reading.high is None else reading.high
    return f"now {span((reading.low, high))}{f' ({reading.missing})' if reading.missing else ''}"


def _days(readings: Iterable[Reading]) -> Iterable[tuple[str, tuple[dt.date, ...]]]:
    """Yield each set of days once, with how many there are."""
    seen = dict.fromkeys(reading.days for reading in readings if reading.days)
    return [(count(len(days), "shift"), days) for days in seen]


def _reference(reference: Reference, today: dt.date) -> Section:
    blocks: list[Block] = [Words(REFERENCES[reference.status])]
    if reference.days:
        held = count(reference.entries, "shift")
        blocks.append(Fact("reference", f"{held}: {dates(reference.days, today)}"))
    return Section("What this is measured against", tuple(blocks))


def _limits(history: History, meanings: Sequence[Words]) -> Section:
    return Section(
        "What this does not say",
        (
            *(Words(words.text) for words in meanings),
            Words("Days without an entry. They are missing; no rule takes them as good or as bad."),
            Words("What you felt and did not name. An unnamed sign of a written shift counts as not there."),
            Words(
                f"Anything but these entries. The rules that spoke are named {history.rules_digest}.", "soft"
            ),
        ),
    )

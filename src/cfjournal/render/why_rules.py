"""Rules in words: what each asks with its numbers put in, what it used and left out, what would clear it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.render.page import Block, Fact, Heading, Point, Words
from cfjournal.render.phrases import count, dates, day, joined, sentence, stretch
from cfjournal.rules.conditions import compile_comparison
from cfjournal.rules.tree import Junction, comparisons, measures
from cfjournal.rules.words import condition_words, exactly

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cfjournal.rules.history import Evidence, Reading, Reference
    from cfjournal.rules.spans import Span
    from cfjournal.rules.tree import Condition, Measure
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

    Readings = Mapping[str, Reading]


class Telling(NamedTuple):
    """How evidence is told: in which words, as of what day, measured against what, how completely.

    `several` says that several patterns are told of, so that what says little is said briefly.
    """

    vocabulary: Vocabulary
    today: dt.date
    against: Reference
    written: Mapping[dt.date, Day]
    whole: bool = False
    several: bool = False

    def stretch(self, days: Sequence[dt.date]) -> str:
        """Return how many days, and from when to when, in words."""
        worked = all(day not in self.written or self.written[day].worked for day in days)
        return stretch(days, "shift" if worked else "day", self.today)


def rules_in_words(evidence: Iterable[Evidence], telling: Telling) -> Iterable[Block]:
    """Yield the blocks of every rule; those that do not speak in a line each, unless all is to be told.

    A reason or source that several rules share is given once.
    """
    said: set[Block] = set()
    silent = []
    for each in evidence:
        if each.phase == "quiet" and not telling.whole:
            silent.append(each)
            continue
        for block in _rule(each, telling):
            if not (isinstance(block, Fact) and block.label in ("because", "source") and block in said):
                yield block
            said.add(block)
    if telling.several and len(silent) > 1 and not said and all(each.verdict == "unknown" for each in silent):
        yield Words(f"None of its {len(silent)} rules can say anything yet.")
    elif silent:
        yield Heading("These do not speak")
        yield from (Point(f"{each.rule.id}: {_in_short(each, telling)}") for each in silent)


def _rule(evidence: Evidence, telling: Telling) -> Iterable[Block]:
    rule, readings = evidence.rule, evidence.readings
    yield Heading(f"{rule.id}: {_phase(evidence, telling.today)}", "more" if _fires(evidence) else "strong")
    yield Words(sentence(rule.says))
    for label, condition in _parts(rule.when, "when"):
        yield Fact(label, _asked(condition, _by_text(readings), telling.vocabulary))
    if rule.hold > 1:
        yield Fact("for", f"{rule.hold} shifts in a row")
    yield from _days(readings, telling)
    if telling.against.days and any(reading.relative for reading in readings):
        yield Fact("against", f"your reference of {telling.stretch(telling.against.days)}")
    yield Fact("answer", f"{evidence.verdict}{_holding(evidence)}")
    if _fires(evidence):
        yield Fact("clears", evidence.clears.removeprefix("It clears "))
    if rule.because and evidence.phase != "quiet":
        yield Fact("because", rule.because)
    if rule.source and evidence.phase != "quiet":
        yield Fact("source", rule.source)


def _fires(evidence: Evidence) -> bool:
    return evidence.phase in ("firing", "clearing")


def _by_text(readings: Iterable[Reading]) -> Readings:
    return {reading.text: reading for reading in readings}


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


def _in_short(evidence: Evidence, telling: Telling) -> str:
    """Return the answer of a rule that does not speak, with the first part that keeps it from speaking."""
    wanted = {"no": False, "unknown": None}.get(evidence.verdict)
    readings = _by_text(evidence.readings)
    answer = "cannot say" if evidence.verdict == "unknown" else evidence.verdict
    for part in comparisons(evidence.rule.when):
        if evidence.verdict != "yes" and compile_comparison(part, _as_read)(readings) is wanted:
            return f"{answer}: {_asked(part, readings, telling.vocabulary)}"
    return answer


def _as_read(measure: Measure) -> Callable[[Readings], Span]:
    def read(readings: Readings) -> Span:
        reading = readings.get(str(measure))
        if reading is None or reading.low is None:
            return -math.inf, math.inf
        return reading.low, math.inf if reading.high is None else reading.high

    return read


def _parts(condition: Condition, label: str) -> Iterable[tuple[str, Condition]]:
    """Yield what a condition is joined from, each part with the word that leads to it."""
    if not isinstance(condition, Junction):
        yield label, condition
        return
    either = " either" if condition.word == "or" else ""
    for at, part in enumerate(condition.parts):
        yield from _parts(part, condition.word if at else f"{label}{either}")


def _asked(condition: Condition, readings: Readings, vocabulary: Vocabulary) -> str:
    """Return a part of a condition in words, with its numbers put in."""
    now = [_now(readings[name]) for name in map(str, measures(condition)) if name in readings]
    asked = condition_words(condition, vocabulary)
    return f"{asked}: {joined(now)}" if now else asked


def _now(reading: Reading) -> str:
    low, high = reading.low, reading.high
    if low is None:
        return f"not known ({reading.missing or 'too few entries'})"
    missing = f" ({reading.missing})" if reading.missing else ""
    if high is None:
        return f"now {exactly(low)} or more{missing}"
    if low == high:
        return f"now {exactly(low)}{missing}"
    if reading.text.startswith(ADDING_UP):
        return f"so far {exactly(low)}{missing}"
    return f"now {exactly(low)} to {exactly(high)}{missing}"


ADDING_UP = ("count(", "distinct(", "heavy(")
"""Measures to which each shift that is still missing may add one."""


KEPT_OUT = {"rest": ("rest day", ""), "leave": ("day of leave", "days of leave"), "sick": ("sick day", "")}
"""Why a written day was left out, by its kind: measures of shifts look at shifts alone."""


def _days(readings: Sequence[Reading], telling: Telling) -> Iterable[Fact]:
    """Yield each set of days that was used once, and what was left out of it."""
    for reading in {(each.days, each.left_out): each for each in readings if each.days}.values():
        left = [(count(len(each.days), *KEPT_OUT[each.reason]), each.days) for each in reading.left_out]
        if not telling.whole:
            without = joined([words for words, _ in left])
            yield Fact("days", telling.stretch(reading.days) + (f", without {without}" if left else ""))
            continue
        each = f": {dates(reading.days, telling.today)}" if len(reading.days) > 1 else ""
        yield Fact("days", f"{telling.stretch(reading.days)}{each}")
        for words, days in left:
            yield Fact("left out", f"{words}: {dates(days, telling.today)}")
        if reading.first and min(telling.written, default=reading.first) < reading.first:
            yield Fact(
                "left out", f"what lies before {day(reading.first, telling.today)}, outside the window"
            )

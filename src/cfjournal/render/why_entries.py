"""Entries used: the days that evidence rests on, one a line, with what was counted on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.entry import short
from cfjournal.render.page import Block, Fact, Section, Words
from cfjournal.render.phrases import short_day
from cfjournal.rules.rule import CONDITIONS
from cfjournal.rules.words import exactly, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.rules.history import Evidence, History
    from cfjournal.series import Day
    from cfjournal.vocabulary import Vocabulary

COUNTS = (
    "Each day with its entries, and the signs that count. A pattern's own sign counts whole, one that is "
    "mainly another's half, one that all share a quarter."
)


def entries_used(
    history: History, evidence: Iterable[Evidence], patterns: Sequence[str], vocabulary: Vocabulary
) -> Section:
    """Return every written day that this evidence used, left out or was measured against, oldest first."""
    readings = [reading for each in evidence for reading in each.readings]
    used = {date for reading in readings for date in reading.days}
    off = {date for reading in readings for left in reading.left_out for date in left.days} - used
    against = set(history.against.days) if any(reading.relative for reading in readings) else set()
    blocks: list[Block] = [Words(COUNTS)]
    today = max(history.written)
    for date in sorted(used | off | against):
        if date in history.written:
            marks = ["reference"] * (date in against) + ["left out"] * (date in off)
            said = _said(history.written[date], patterns, vocabulary)
            blocks.append(Fact(short_day(date, today), _line(history.written[date], marks, said)))
    return Section("The entries", tuple(blocks))


def _line(day: Day, marks: Sequence[str], said: str) -> str:
    entries = " ".join(short(ident) for ident in day.entries)
    return f"{', '.join([entries, *([day.kind] if day.kind and not day.worked else []), *marks])}: {said}"


def _said(day: Day, patterns: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return what was named that counts towards the patterns, and what it comes to."""
    weights = {pattern: vocabulary.of_pattern(pattern) for pattern in patterns if pattern != CONDITIONS}
    counting = {
        sign: level for sign, level in day.signs.items() if any(sign in of for of in weights.values())
    }
    if CONDITIONS in patterns:
        counting |= {**day.strains, **day.supports}
    named = [f"{label(word, vocabulary)} {level}" for word, level in counting.items() if level]
    loads = [
        f"{label(pattern, vocabulary)} {exactly(load)}"
        for pattern, of in weights.items()
        if (load := _load(day.signs, of))
    ]
    return "; ".join(filter(None, (", ".join(named), ", ".join(loads)))) or "none of them"


def _load(signs: Mapping[str, int], weights: Mapping[str, float]) -> float:
    return sum(weights.get(sign, 0) * level for sign, level in signs.items())

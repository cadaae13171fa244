"""Cases: small diaries with what the rules should say of them, in a notation that a supervisor can read.

    case: a week of strong dread is not yet building
    roster: shift x5 rest x2
    dread: 0x20 3x5 _ _ (1 0)x4
    on 20: compassion-fatigue quiet
    on 21 to 25: compassion-fatigue not building, compassion-fatigue.strong no
    says: dread

Days are counted from 1. A series gives a level for each day, `x` how often, brackets a group, `_` a day on
which nothing was written; a word without a level on a written day is 0. The roster goes round; without one
every day is a shift. An expectation names a pattern with its state, or a rule with its phase (quiet,
pending, firing, clearing) or its answer (yes, no, unknown). `says` is looked for in what the rules that
fire say on the last day.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from cfjournal.entry import KINDS, Entry
from cfjournal.rules.conditions import near
from cfjournal.rules.engine import Fold
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.explain import evidence_of, state_of
from cfjournal.rules.files import Fault
from cfjournal.rules.history import Phase, StateName
from cfjournal.rules.reference import Growth
from cfjournal.rules.track import Weights
from cfjournal.series import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cfjournal.entry import Kind
    from cfjournal.rules.rule import RuleSet
    from cfjournal.vocabulary import Vocabulary

FIRST = dt.date(2026, 1, 5)
"""Day 1 of every case: a Monday, so that rosters read like weeks."""

LONGEST = 3650
"""Days in a case: ten years, far more than a person would write."""

ANSWERS = {True: "yes", False: "no", None: "unknown"}
_STATES = get_args(StateName)
_PHASES = get_args(Phase)


@dataclass(frozen=True, slots=True)
class Expectation:
    """On each day from `first` to `last`, `subject` is (or, `contrary`, is not) `state`."""

    line: int
    first: int
    last: int
    subject: str
    state: str
    contrary: bool = False

    def __str__(self) -> str:
        days = f"day {self.first}" if self.first == self.last else f"days {self.first} to {self.last}"
        return f"{days}: {self.subject} {'not ' if self.contrary else ''}{self.state}"


@dataclass(slots=True)
class Case:
    """One case as its file states it."""

    line: int
    name: str
    roster: tuple[Kind, ...] = ("shift",)
    series: dict[str, list[int | None]] = field(default_factory=dict)
    expected: list[Expectation] = field(default_factory=list)
    says: list[tuple[int, str]] = field(default_factory=list)

    @property
    def days(self) -> int:
        """How many days the case lasts: its longest series, or the last day that something is expected of."""
        return max([0, *map(len, self.series.values()), *(one.last for one in self.expected)])


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that a case expected and the rules did not give."""

    line: int
    expected: str
    found: str


def read_cases(text: str, rules: RuleSet, vocabulary: Vocabulary) -> tuple[list[Case], list[Fault]]:
    """Return the cases of a file, and every fault with its line."""
    reader = _CaseReader(rules, vocabulary)
    for number, line in enumerate(text.splitlines(), 1):
        reader.take(number, line)
    reader.finish()
    return reader.cases, reader.faults


class _CaseError(Exception):
    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class _CaseReader:
    """Reads line by line, collecting faults."""

    def __init__(self, rules: RuleSet, vocabulary: Vocabulary) -> None:
        self.rule_ids = tuple(rule.id for rule in rules.rules)
        self.vocabulary = vocabulary
        self.cases: list[Case] = []
        self.faults: list[Fault] = []

    def take(self, number: int, line: str) -> None:
        said = line.partition("#")[0].strip()
        if not said:
            return
        try:
            self._take(number, said)
        except _CaseError as error:
            column = len(line) - len(line.lstrip()) + 1
            self.faults.append(Fault(number, column, error.message, error.hint, line.rstrip()))

    def finish(self) -> None:
        for case in self.cases:
            if not case.expected and not case.says:
                self.faults.append(Fault(case.line, 1, f"the case {case.name!r} expects nothing"))

    def _take(self, number: int, said: str) -> None:
        key, colon, value = (part.strip() for part in said.partition(":"))
        if not colon or not value:
            raise _CaseError("a line is a word, a colon and what it says", "for example dread: 0x10 3")
        if key == "case":
            self.cases.append(Case(number, value))
        elif not self.cases:
            raise _CaseError("there is no case yet", "begin with case: and a name")
        elif key == "roster":
            self.cases[-1].roster = _roster(value)
        elif key == "says":
            self.cases[-1].says.append((number, value))
        elif key.startswith("on "):
            self.cases[-1].expected += self._expectations(number, key[3:], value)
        elif key in self.vocabulary.tags:
            self.cases[-1].series[key] = _series(value)
        else:
            known = (*self.vocabulary.tags, "case", "roster", "says", "on")
            raise _CaseError(f"{key!r} is no word in the vocabulary", near(key, known))

    def _expectations(self, number: int, days: str, value: str) -> Iterator[Expectation]:
        match = re.fullmatch(r"(\d+)(?:\s+to\s+(\d+))?", days)
        if not match:
            raise _CaseError(f"{days!r} names no days", "write on 20: or on 20 to 25:")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= LONGEST:
            raise _CaseError(f"{days!r} names no days", "days are counted from 1")
        for part in value.split(","):
            subject, *words = part.split()
            contrary = words[:1] == ["not"]
            words = words[contrary:]
            allowed = _STATES if subject in PATTERNS else (*_PHASES, *ANSWERS.values())
            if subject not in (*PATTERNS, *self.rule_ids):
                raise _CaseError(
                    f"{subject!r} is no pattern and no rule", near(subject, (*PATTERNS, *self.rule_ids))
                )
            if len(words) != 1 or words[0] not in allowed:
                raise _CaseError(f"{part.strip()!r} names no state", f"one of {', '.join(allowed)}")
            yield Expectation(number, first, last, subject, words[0], contrary)


def _roster(value: str) -> tuple[Kind, ...]:
    kinds: list[Kind] = []
    for word, times in re.findall(r"(\S+?)(?:\s*x\s*(\d+))?(?:\s+|$)", value):
        if word not in KINDS:
            raise _CaseError(f"{word!r} is no kind of day", f"one of {', '.join(KINDS)}")
        kinds += [word] * int(times or 1)
    return tuple(kinds)


_TERM = re.compile(r"\s*(?:(?P<level>[0-4_])|\((?P<group>[^()]*)\))(?:x(?P<times>\d+))?(?=\s|$)")


def _series(value: str) -> list[int | None]:
    found: list[int | None] = []
    at = 0
    while value[at:].strip():
        term = _TERM.match(value, at)
        if not term:
            raise _CaseError(
                f"{value[at:].split(maxsplit=1)[0]!r} is no level",
                "levels are 0 to 4, _ for no entry, x for how often",
            )
        once = _series(term["group"]) if term["group"] is not None else [_level(term["level"])]
        found += once * int(term["times"] or 1)
        if len(found) > LONGEST:
            raise _CaseError("the series is longer than ten years")
        at = term.end()
    return found


def _level(text: str) -> int | None:
    return None if text == "_" else int(text)


def entries_of(case: Case, vocabulary: Vocabulary) -> list[Entry]:
    """Return the diary that a case describes. A day is written when any of its series has a level for it."""
    entries = []
    for number in range(case.days):
        levels = {word: series[number] for word, series in case.series.items() if number < len(series)}
        if all(level is None for level in levels.values()):
            continue
        date = FIRST + dt.timedelta(days=number)
        named: dict[str, dict[str, int]] = {"sign": {}, "strain": {}, "support": {}}
        for word, level in levels.items():
            if level is not None:
                named[vocabulary.tags[word].group][word] = level
        moment = dt.datetime.combine(date, dt.time(20), dt.UTC)
        kind = case.roster[number % len(case.roster)]
        entries.append(
            Entry(f"day-{number + 1}", date, moment, kind, named["sign"], named["strain"], named["support"])
        )
    return entries


def run_case(case: Case, rules: RuleSet, vocabulary: Vocabulary) -> list[Miss]:
    """Return what the rules did not give that the case expected."""
    fold = Fold(rules, Weights(vocabulary), Growth())
    written = {day.date: day for day in days_of(entries_of(case, vocabulary))}
    misses: list[Miss] = []
    for number in range(1, case.days + 1):
        date = FIRST + dt.timedelta(days=number - 1)
        if date in written:
            fold.step(written[date])
        fold.track.today = date.toordinal()
        for one in case.expected:
            if one.first <= number <= one.last:
                found = _found(one.subject, fold, date)
                if (one.state in found) is one.contrary:
                    misses.append(Miss(one.line, str(one), f"day {number}: {one.subject} {' '.join(found)}"))
    spoken = [evidence_of(one, fold, vocabulary).sentence for one in fold.running if one.fires]
    misses += [
        Miss(line, f"says {words!r}", " ".join(spoken) or "nothing")
        for line, words in case.says
        if not any(words.lower() in sentence.lower() for sentence in spoken)
    ]
    return misses


def _found(subject: str, fold: Fold, today: dt.date) -> tuple[str, ...]:
    for course in fold.courses:
        if course.pattern == subject:
            return (state_of(course.state, fold, today).name,)
    [running] = [one for one in fold.running if one.rule.id == subject]
    return running.phase, ANSWERS[running.when(fold.track)]

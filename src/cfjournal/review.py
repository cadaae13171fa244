"""Review: what a journal says about a period, as values and not yet in words.

A pure function from entries and the engine's history to a `Review`. The text of a note never enters it: of
what a person wrote freely, it holds only what they marked to bring. Judgements are the engine's alone; what
is counted here stands beside them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.agreements import made_in
from cfjournal.before import before_of, since_before
from cfjournal.eased import eased_after
from cfjournal.series import days_of
from cfjournal.situation import with_step
from cfjournal.tally import Counting
from cfjournal.weight import Weight, weigh, weigh_lately

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from cfjournal.agreements import Made
    from cfjournal.before import Before
    from cfjournal.eased import Eased
    from cfjournal.entry import Entry, Kind
    from cfjournal.period import Period
    from cfjournal.rules.history import Evidence, History, PatternState, Reference
    from cfjournal.rules.rule import RuleSet
    from cfjournal.series import Day
    from cfjournal.steps import Step
    from cfjournal.tally import Tally
    from cfjournal.vocabulary import Vocabulary

WATCHED = ("supervision", "debrief", "leave")
"""What should not be long ago: the supports whose lapse is a condition of its own, and leave."""


class Coverage(NamedTuple):
    """How much of the period was written: how many days of each kind, and which dates have no entry.

    Days before the very first entry are not unwritten; `begun` is its date if that lies within the period.
    """

    kinds: Mapping[Kind, int]
    unwritten: tuple[dt.date, ...]
    begun: dt.date | None

    @property
    def written(self) -> int:
        """How many days were written."""
        return sum(self.kinds.values())

    @property
    def shifts(self) -> int:
        """How many of them were shifts."""
        return self.kinds.get("shift", 0)

    @property
    def days(self) -> int:
        """How many days there were to write."""
        return self.written + len(self.unwritten)


class LastTime(NamedTuple):
    """When something that should not be long ago was last noted; None says "not since `known_from`".

    That is the day of the first entry, or if not `whole` the first of those that were read.
    """

    id: str
    label: str
    last: dt.date | None
    known_from: dt.date
    whole: bool = True


class PatternReview(NamedTuple):
    """The state of a pattern, the evidence of the rules that speak for it, and the signs that carry it.

    `reasons` has the higher stage first. `looked_at` are the latest shifts that the first reason judged, and
    `carriers` the pattern's own signs on them, the one that rose most first.
    """

    state: PatternState
    reasons: tuple[Evidence, ...]
    looked_at: tuple[dt.date, ...]
    carriers: tuple[Tally, ...]


class Bring(NamedTuple):
    """What a person marked to bring to supervision; `never_export` where only they are to see it."""

    entry: str
    date: dt.date
    text: str
    never_export: bool = False


class Review(NamedTuple):
    """What the journal says about `period`, as seen on its last day.

    `last_written` is the last day with an entry, None for an empty journal. `reach_out` holds the dates in
    the period on which something was named that asks for a person to talk to, whatever the rules say; it is
    answered, not counted, so `signs` leaves it out. `notes_supports` says whether any support was noted in
    the months looked at: where none was, that may be a way of writing. `eased` holds after what it was
    clearly more often lighter, `before` what changed since the days before (None: too little to say), `step`
    one small thing to do next, and `promise` what of `agreed` it is about, if it is. `agreed` is what was
    agreed in those months, as it stood on the last day.
    `weight` says how heavy the latest shifts were in themselves, `usual_weight` those of the reference.
    """

    period: Period
    last_written: dt.date | None
    coverage: Coverage
    reach_out: tuple[dt.date, ...]
    strains: tuple[Tally, ...]
    findings: tuple[Evidence, ...]
    last_times: tuple[LastTime, ...]
    patterns: tuple[PatternReview, ...]
    signs: tuple[Tally, ...]
    supports: tuple[Tally, ...]
    bring: tuple[Bring, ...]
    reference: Reference
    rules: RuleSet
    notes_supports: bool
    agreed: tuple[Made, ...] = ()
    eased: tuple[Eased, ...] = ()
    before: Before | None = None
    step: Step | None = None
    promise: Made | None = None
    weight: Weight = Weight()
    usual_weight: Weight = Weight()

    @property
    def shown_findings(self) -> tuple[Evidence, ...]:
        """Those that hold today, but not what rests on silence where no support was ever noted."""
        holding = (each for each in self.findings if each.verdict != "no")
        return tuple(each for each in holding if self.notes_supports or not _of_silence(each))


def build(
    entries: Iterable[Entry],
    history: History,
    vocabulary: Vocabulary,
    period: Period,
    *,
    whole_from: dt.date | None = None,
) -> Review:
    """Return the review of `period`.

    `entries` come in any order and may hold more than is needed; what is later than the period is left out.
    Before `whole_from` some months may be missing from them: what was last noted then is not known.
    `history` is the replay of the journal up to the period's last day.
    """
    known = [entry for entry in entries if entry.date <= period.last]
    written = days_of(known)
    days = [day for day in written if day.told]
    noted = [day for day in written if whole_from is None or day.date >= whole_from]
    lately = [day for day in noted if day.told]
    first = lately[0].date if lately else None
    steady = () if history.reference.status == "none" else history.reference.days
    counting = Counting(days, period, steady, vocabulary)
    known_before = whole_from is None or before_of(period).first >= whole_from
    review = Review(
        period=period,
        last_written=days[-1].date if days else None,
        coverage=coverage_of(counting.inside, period, first),
        reach_out=tuple(day.date for day in counting.inside if _asks_for_someone(day, vocabulary)),
        strains=counting.tallies("strain"),
        findings=tuple(each for each in history.evidence if _is_finding(each)),
        last_times=_last_times(noted, vocabulary, whole=whole_from is None),
        patterns=tuple(
            _pattern(state, history.evidence, counting, vocabulary) for state in history.states.values()
        ),
        signs=tuple(each for each in counting.tallies("sign") if not reaches_out(each.id, vocabulary)),
        supports=counting.tallies("support"),
        bring=_bring(known, period),
        reference=history.reference,
        rules=history.rules,
        agreed=tuple(made_in(known, period.last)),
        notes_supports=any(_named(day.supports) for day in noted),
        eased=eased_after(noted, vocabulary),
        before=since_before(lately, history, vocabulary, period) if known_before else None,
        weight=weigh_lately(days, period, vocabulary),
        usual_weight=weigh(counting.steady, vocabulary),
    )
    return with_step(review)


def _of_silence(finding: Evidence) -> bool:
    """Whether all that a finding rests on is that something was never noted, as far as it looked back."""
    endless = [reading.low is not None and reading.high is None for reading in finding.readings]
    return bool(endless) and all(endless)


def coverage_of(inside: Sequence[Day], period: Period, first: dt.date | None) -> Coverage:
    """Return the coverage of a period whose written days are `inside`; `first` is the first that is known.

    A date with a record of supervision alone is unwritten: of the day itself nothing was said.
    """
    written = {day.date for day in inside}
    begun = first if first is not None and period.first < first <= period.last else None
    unwritten = (date for date in period if date not in written and (begun is None or date > begun))
    return Coverage(dict(Counter(day.kind for day in inside if day.kind)), tuple(unwritten), begun)


def _asks_for_someone(day: Day, vocabulary: Vocabulary) -> bool:
    return any(level and reaches_out(sign, vocabulary) for sign, level in day.signs.items())


def reaches_out(sign: str, vocabulary: Vocabulary) -> bool:
    """Whether a sign asks for a person to talk to: it is answered, and counted only for who asks."""
    return sign in vocabulary.tags and vocabulary.tags[sign].reach_out


def _is_finding(evidence: Evidence) -> bool:
    return evidence.rule.pattern == "conditions" and evidence.phase in ("firing", "clearing")


def _pattern(
    state: PatternState, evidence: Iterable[Evidence], counting: Counting, vocabulary: Vocabulary
) -> PatternReview:
    speaking = [each for each in evidence if each.rule.id in state.rules]
    reasons = sorted(speaking, key=lambda each: each.rule.stage != "building")
    used = [reading.days for each in reasons[:1] for reading in each.readings if reading.days]
    looked_at = min(used, key=len, default=())
    own = {tag.id for tag in vocabulary.tags.values() if tag.main == state.pattern}
    found = (each for each in counting.on(looked_at).tallies("sign") if each.id in own and each.on)
    return PatternReview(state, tuple(reasons), looked_at, tuple(found))


def _last_times(days: Sequence[Day], vocabulary: Vocabulary, *, whole: bool) -> tuple[LastTime, ...]:
    if not days:
        return ()
    begun = next((day.date for day in days if day.told), days[0].date)
    last = {name: day.date for day in days for name in (day.kind or "", *_named(day.supports))}
    return tuple(
        LastTime(
            name,
            vocabulary.tags[name].label if name in vocabulary.tags else name,
            last.get(name),
            begun,
            whole,
        )
        for name in WATCHED
    )


def _named(levels: Mapping[str, int]) -> list[str]:
    return [tag for tag, level in levels.items() if level]


def _bring(entries: Iterable[Entry], period: Period) -> tuple[Bring, ...]:
    marked = [entry for entry in entries if entry.date in period and entry.bring.strip()]
    return tuple(
        Bring(entry.id, entry.date, entry.bring.strip(), entry.never_export)
        for entry in sorted(marked, key=lambda each: each.order)
    )

"""The engine: rules over days. Holds, clears, stays silent, and never changes its mind about the past."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal import vocabulary
from cfjournal.period import Period
from cfjournal.rules.engine import episodes, fold, replay
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.files import read_rules, shipped
from cfjournal.rules.reference import FROZEN
from cfjournal.rules.rule import RuleSet
from cfjournal.rules.track import Weights
from cfjournal.series import days_of
from tests.diaries import day, diary, entry

if TYPE_CHECKING:
    from cfjournal.entry import Entry

WORDS = vocabulary.load()
WEIGHTS = Weights(WORDS)
SHIPPED = shipped(WORDS)
SIGNS = WORDS.signs


def rules(text: str = "", **changes: str) -> RuleSet:
    """Return a rule set of one rule on strong dread, changed as asked."""
    rule = {
        "id": "t.dread",
        "pattern": "compassion-fatigue",
        "stage": "building",
        "when": "count(dread >= 3, 3 shifts) >= 2",
        "until": "count(dread >= 3, 3 shifts) <= 0",
        "for": "2 shifts",
        "keep": "2 shifts",
        "says": "dread",
        **changes,
    }
    file = text or "[[rule]]\n" + "\n".join(f'{key} = "{value}"' for key, value in rule.items() if value)
    found, faults = read_rules(file, WORDS)
    assert not faults, [str(fault) for fault in faults]
    return RuleSet(tuple(found))


def states(entries: list[Entry], judged_by: RuleSet, pattern: str = "compassion-fatigue") -> list[str]:
    """Return the name of the pattern's state after each written day."""
    days = days_of(entries)
    return [replay(entries, judged_by, WORDS, until=one.date).states[pattern].name for one in days]


def test_a_rule_fires_once_its_condition_held_for_its_for() -> None:
    """dread 3 on days 3 and 4 makes the condition true on days 4, 5; `for` is two shifts."""
    entries = diary("dread: 0 0 0 3 3 0 0 0 0 0")
    assert states(entries, rules()) == ["unknown", *["quiet"] * 4] + ["building"] * 2 + [
        "easing",
        "quiet",
        "quiet",
    ]
    [episode] = [e for e in episodes(entries, rules(), WEIGHTS) if e.stage == "building"]
    assert (episode.fired, episode.resolved) == (day(5), day(8))
    assert episode.rules == ("t.dread",)


def test_building_is_an_episode_of_watch_too() -> None:
    found = episodes(diary("dread: 0 0 0 3 3 3 3"), rules(), WEIGHTS)
    assert [(e.stage, e.fired, e.resolved) for e in found] == [
        ("watch", day(5), None),
        ("building", day(5), None),
    ]


def test_one_bad_day_fires_nothing() -> None:
    assert not episodes(diary("dread: 0x10 4 0x10"), SHIPPED, WEIGHTS)


def test_under_fourteen_shifts_the_state_is_unknown_and_says_what_is_missing() -> None:
    history = replay(diary("exhaustion: 1x9"), SHIPPED, WORDS)
    assert {state.name for state in history.states.values()} == {"unknown"}
    assert "9 of the 14 shifts" in history.states["burnout"].note
    assert history.reference.status == "none"


def test_an_empty_diary_is_unknown_everywhere() -> None:
    history = replay([], SHIPPED, WORDS)
    assert [state.name for state in history.states.values()] == ["unknown"] * 3
    assert history.day is None
    assert not history.episodes


def test_silence_never_reads_as_recovery() -> None:
    entries = diary("dread: 0 0 0 3 3 3")
    for later in (1, 27, 28, 400):
        state = replay(entries, rules(), WORDS, until=day(5 + later)).states["compassion-fatigue"]
        assert state.name == "building"
        assert state.stale_days == (later if later >= 28 else 0)


def test_after_long_silence_quiet_is_no_longer_claimed() -> None:
    entries = diary("dread: 0x6")
    assert replay(entries, rules(), WORDS, until=day(20)).states["compassion-fatigue"].name == "quiet"
    late = replay(entries, rules(), WORDS, until=day(40)).states["compassion-fatigue"]
    assert late.name == "unknown"
    assert late.note == "no entry for 35 days"


def test_unknown_neither_fires_nor_resolves() -> None:
    """After a gap the window is not full: the rule that fires goes on firing, though nothing is known."""
    entries = [*diary("dread: 0 0 0 3 3 3 3"), entry(100), entry(101)]
    found = states(entries, rules())
    assert found[-3:] == ["building", "building", "building"]
    assert states([*entries, entry(102), entry(103)], rules())[-1] == "quiet"


def test_a_shift_that_raises_resets_what_was_clearing() -> None:
    entries = diary("dread: 0 0 0 3 3 3 0 0 0 3 3 0 0 0 0")
    found = states(entries, rules())
    assert "easing" in found
    assert found[-1] == "quiet"


def test_rest_leave_and_sick_days_change_no_state() -> None:
    worked = diary("dread: 0 0 0 3 3 3")
    off = [entry(6 + n, {"dread": 0}, kind) for n, kind in enumerate(("rest", "leave", "sick") * 5)]  # type: ignore[arg-type]
    assert states([*worked, *off], rules())[-1] == "building"


def test_conditions_raise_findings_and_never_a_pattern() -> None:
    bad = [entry(d, strains={"no-break": 3, "understaffed": 3, "incident": 3}) for d in range(0, 80, 2)]
    history = replay(bad, SHIPPED, WORDS)
    assert not history.episodes
    firing = {e.rule.id for e in history.evidence if e.phase == "firing"}
    assert {
        "conditions.supervision",
        "conditions.breaks",
        "conditions.debrief",
        "conditions.staffing",
    } <= firing


def test_the_reference_is_frozen_and_never_learns_from_flagged_days() -> None:
    steady = diary("exhaustion: " + "1 0 " * 30)
    worse = [entry(60 + d, {"exhaustion": 4, "unrested": 4, "cynicism": 3}) for d in range(60)]
    before, after = replay(steady, SHIPPED, WORDS), replay([*steady, *worse], SHIPPED, WORDS)
    assert before.reference.status == after.reference.status == "frozen"
    assert before.reference.days == after.reference.days
    assert len(after.reference.days) == FROZEN
    assert after.states["burnout"].name == "building"


def test_a_reference_that_the_person_set_is_used_as_it_is() -> None:
    entries = diary("exhaustion: " + "1 0 " * 40)
    chosen = Period(day(20), day(49))
    history = replay(entries, SHIPPED, WORDS, reference=chosen)
    assert history.reference.status == "set"
    assert history.reference.days[0] == day(20)
    assert history.reference.days[-1] == day(49)


def test_a_habit_of_mild_signs_is_not_building() -> None:
    lines = ("exhaustion: 1x200", "dread: 1x200", "flatness: 1x200", "impatience: 1x200")
    assert not [e for e in episodes(diary(*lines), SHIPPED, WEIGHTS) if e.stage == "building"]


def test_who_starts_unwell_is_found_by_strong_signs_alone() -> None:
    lines = ("exhaustion: 3x14", "unrested: 4x14", "cynicism: 3x14")
    found = [e for e in episodes(diary(*lines), SHIPPED, WEIGHTS) if e.stage == "building"]
    assert [e.pattern for e in found] == ["burnout"]
    assert found[0].fired < day(14)
    assert found[0].rules == ("burnout.strong",)


def test_every_rule_gives_evidence_with_its_numbers_and_what_would_clear_it() -> None:
    history = replay(diary("dread: 0 0 0 3 3 3"), rules(), WORDS)
    [evidence] = history.evidence
    assert (evidence.verdict, evidence.phase, evidence.since) == ("yes", "firing", day(5))
    [reading] = evidence.readings
    assert (reading.low, reading.high) == (3, 3)
    assert reading.days == (day(3), day(4), day(5))
    assert "3 of the last 3 shifts" in evidence.sentence
    assert evidence.clears == (
        "It clears when dread of work strongly or more is on at most 0 of the last 3 shifts, "
        "on 2 shifts in a row."
    )


@st.composite
def written_diaries(draw: st.DrawFn) -> list[Entry]:
    """Diaries of up to a hundred days: gaps, kinds, signs of all patterns, strains and supports."""
    seed = draw(st.integers(0, 2**32))
    strength = draw(st.sampled_from([1, 2, 4]))
    rng = random.Random(seed)
    entries = []
    for number in range(draw(st.integers(1, 100))):
        if rng.random() < 0.3:
            continue
        named = rng.sample(SIGNS, rng.randrange(4))
        kind = rng.choice(["shift"] * 6 + ["rest", "leave", "sick"])
        signs = {sign: rng.randint(1, strength) for sign in named}
        more = {"strains": {"incident": 2}} if rng.random() < 0.1 else {}
        entries.append(entry(number, signs, kind, **more))  # type: ignore[arg-type]
    return entries


@given(written_diaries(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_entries_never_matters(entries: list[Entry], rng: random.Random) -> None:
    shuffled = list(entries)
    rng.shuffle(shuffled)
    assert replay(shuffled, SHIPPED, WORDS) == replay(entries, SHIPPED, WORDS)


@given(written_diaries(), st.integers(1, 99))
@settings(max_examples=60, deadline=None)
def test_later_days_never_change_an_earlier_state(entries: list[Entry], cut: int) -> None:
    until = day(cut)
    earlier = [one for one in entries if one.date <= until]
    assert replay(earlier, SHIPPED, WORDS, until=until) == replay(entries, SHIPPED, WORDS, until=until)
    whole = fold(days_of(entries), SHIPPED, WEIGHTS).timeline
    assert [change for change in whole if change[0] <= until] == fold(
        days_of(earlier), SHIPPED, WEIGHTS
    ).timeline


@given(written_diaries())
@settings(max_examples=60, deadline=None)
def test_episodes_are_well_formed(entries: list[Entry]) -> None:
    found = episodes(entries, SHIPPED, WEIGHTS)
    dates = {one.date for one in entries}
    for episode in found:
        assert episode.pattern in PATTERNS
        assert episode.fired in dates
        assert episode.rules
        assert episode.resolved is None or episode.resolved > episode.fired
        if episode.stage == "building":
            assert any(
                other.stage == "watch"
                and other.pattern == episode.pattern
                and other.fired <= episode.fired
                and (
                    other.resolved is None
                    or (episode.resolved is not None and other.resolved >= episode.resolved)
                )
                for other in found
            )


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_strong_change_after_a_steady_time_is_found_in_its_own_pattern(pattern: str) -> None:
    own = [sign for sign in SIGNS if WORDS.tags[sign].main == pattern][:3]
    rng = random.Random(7)
    steady = [entry(d, {rng.choice(SIGNS): 1} if rng.random() < 0.5 else {}) for d in range(60)]
    worse = [entry(60 + d, dict.fromkeys(own, 2)) for d in range(25)]
    found = [e for e in episodes([*steady, *worse], SHIPPED, WEIGHTS) if e.stage == "building"]
    assert [e.pattern for e in found] == [pattern]
    assert dt.timedelta(0) < found[0].fired - day(60) < dt.timedelta(days=15)

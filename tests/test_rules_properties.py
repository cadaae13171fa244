"""What must hold of the shipped rules on any diary, checked on simulated and on random ones."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cfjournal import vocabulary
from cfjournal.rules.conditions import compile_condition
from cfjournal.rules.engine import Fold, episodes, fold
from cfjournal.rules.episodes import PATTERNS
from cfjournal.rules.files import shipped
from cfjournal.rules.reference import Growth
from cfjournal.rules.track import Weights
from cfjournal.series import days_of
from cfjournal.simulate.courses import SCENARIOS, Scenario
from cfjournal.simulate.diaries import write_diary

if TYPE_CHECKING:
    from cfjournal.entry import Entry

WORDS = vocabulary.load()
WEIGHTS = Weights(WORDS)
SHIPPED = shipped(WORDS)
GRAVITY = {"unknown": 0, "quiet": 0, "watch": 1, "easing": 2, "building": 3}

simulated = st.builds(write_diary, st.sampled_from(SCENARIOS), st.integers(0, 10_000))


def building(entries: list[Entry]) -> int:
    return sum(one.stage == "building" for one in episodes(entries, SHIPPED, WEIGHTS))


@pytest.mark.uncounted
def test_dropping_days_of_a_steady_diary_hardly_ever_creates_a_building_flag() -> None:
    """200 steady person-years without a flag, 30 % of their entries dropped: a flag appears in few of them."""
    rng = random.Random(30)
    tried = created = seed = 0
    while tried < 200 and seed < 400:
        entries = list(write_diary("steady", seed).entries)
        seed += 1
        if building(entries):
            continue
        tried += 1
        created += building([one for one in entries if rng.random() >= 0.3]) > 0
    assert tried == 200
    assert created / tried <= 0.06


@given(simulated, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_stronger_sign_never_makes_its_own_pattern_milder_that_day(
    diary: object, rng: random.Random
) -> None:
    """After the reference is frozen, raise one own sign on one day: that day's state is at least as grave."""
    entries = list(diary.entries)  # type: ignore[attr-defined]
    reference = fold(days_of(entries), SHIPPED, WEIGHTS).growth
    shifts = [one for one in entries if one.kind == "shift"]
    if not reference.closed or len(shifts) <= len(reference.shifts) + 1:
        return
    last = reference.shifts[-1].date
    later = [one for one in shifts if one.date > last]
    if not later:
        return
    chosen = rng.choice(later)
    pattern = rng.choice(PATTERNS)
    sign = rng.choice([s for s in WORDS.signs if WORDS.tags[s].main == pattern])
    level = chosen.signs.get(sign, 0)
    raised = chosen._replace(signs={**chosen.signs, sign: min(4, level + rng.randint(1, 4))})
    before = [one for one in entries if one.date <= chosen.date]
    after = [raised if one is chosen else one for one in before]
    states = [
        next(c.state.name for c in fold(days_of(some), SHIPPED, WEIGHTS).courses if c.pattern == pattern)
        for some in (before, after)
    ]
    assert GRAVITY[states[1]] >= GRAVITY[states[0]]


@pytest.mark.uncounted
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_alarms_follow_from_evidence_alone(scenario: Scenario) -> None:
    """Firing implies that the condition held for its `for`; clearing, for its `keep`; unknown changes nothing."""
    checked = 0
    for seed in range(4):
        days = days_of(write_diary(scenario, seed).entries)
        folded = Fold(SHIPPED, WEIGHTS, Growth())
        when = {r.id: compile_condition(r.when) for r in SHIPPED.rules}
        until = {r.id: compile_condition(r.until) for r in SHIPPED.rules}
        raised: dict[str, list[bool | None]] = {r.id: [] for r in SHIPPED.rules}
        cleared: dict[str, list[bool]] = {r.id: [] for r in SHIPPED.rules}
        for day in days:
            before = {r.rule.id: (r.phase, r.alarm.held) for r in folded.running}
            folded.step(day)
            if day.kind != "shift":
                assert {r.rule.id: (r.phase, r.alarm.held) for r in folded.running} == before
                continue
            for running in folded.running:
                rule, old = running.rule, before[running.rule.id][0]
                truth = when[rule.id](folded.track)
                raised[rule.id].append(truth)
                cleared[rule.id].append(truth is False and until[rule.id](folded.track) is True)
                if truth is None:
                    assert (running.phase, running.alarm.held) == before[rule.id]
                if running.fires and old in ("quiet", "pending"):
                    known = [one for one in raised[rule.id] if one is not None]
                    assert known[-rule.hold :] == [True] * rule.hold
                    checked += 1
                if not running.fires and old in ("firing", "clearing"):
                    known_clear = [
                        c for c, r in zip(cleared[rule.id], raised[rule.id], strict=True) if r is not None
                    ]
                    assert known_clear[-rule.keep :] == [True] * rule.keep
                    checked += 1
    assert checked > 0


@given(simulated)
@settings(max_examples=30, deadline=None)
def test_what_is_felt_off_duty_or_unwritten_moves_no_pattern(diary: object) -> None:
    """Leaving out every entry that is no shift changes no episode of a pattern, but for tiredness after rest."""
    entries = [one._replace(signs={}) if one.kind != "shift" else one for one in diary.entries]  # type: ignore[attr-defined]
    worked = [one for one in entries if one.kind == "shift"]
    assert episodes(entries, SHIPPED, WEIGHTS) == episodes(worked, SHIPPED, WEIGHTS)


@given(simulated)
@settings(max_examples=30, deadline=None)
def test_conditions_of_the_work_never_raise_a_pattern(diary: object) -> None:
    """The same signs under the worst conditions give the same episodes."""
    entries = list(diary.entries)  # type: ignore[attr-defined]
    worst = [one._replace(strains=dict.fromkeys(WORDS.strains, 4), supports={}) for one in entries]
    assert episodes(worst, SHIPPED, WEIGHTS) == episodes(entries, SHIPPED, WEIGHTS)

"""The phases of burnout: named only where clear signs stand on several shifts, and more than usual."""

from __future__ import annotations

from cfjournal import vocabulary
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from cfjournal.rules.phases import phases_seen
from cfjournal.rules.track import Track, Weights
from cfjournal.series import days_of
from tests.diaries import diary

WORDS = vocabulary.load()


def shown(*lines: str, reference: str = "") -> set[str]:
    track = Track(Weights(WORDS))
    for day in days_of(diary(*lines)):
        track.add(day)
    steady = days_of(diary(reference)) if reference else []
    return {phase.phase for phase in phases_seen(track, steady, WORDS) if phase.shows}


def test_a_phase_is_named_from_four_clear_shifts_on() -> None:
    assert shown("exhaustion: 0x10 2x4") == {"exhaustion"}
    assert shown("exhaustion: 0x11 2x3") == set()


def test_mild_signs_and_those_of_other_patterns_name_no_phase() -> None:
    assert shown("exhaustion: 1x14", "dread: 4x14", "poor-sleep: 4x14") == set()


def test_every_sign_of_a_phase_counts_a_shift_once() -> None:
    assert shown("unrested: 2 0 2 0x11", "overwhelm: 0 2 2 2 0x10") == {"exhaustion"}
    assert shown("detachment: 2 0 2 0x11", "not-caring: 0 2 2 0x11") == set()
    assert shown("reduced-accomplishment: 3x14", "cynicism: 3x14") == {"reduced-accomplishment", "distance"}


def test_what_was_always_so_is_no_phase() -> None:
    assert shown("exhaustion: 2x14", reference="exhaustion: 2x30") == set()
    assert shown("exhaustion: 2x14", reference="exhaustion: (2 0 0 0)") == {"exhaustion"}
    assert shown("exhaustion: 0x7 2x7", reference="exhaustion: 2 2 0 0 0 0 0 0 0 0") == {"exhaustion"}


def test_a_diary_of_nothing_names_none() -> None:
    assert replay([], shipped(WORDS), WORDS).phases[0].of == 0
    assert shown() == set()

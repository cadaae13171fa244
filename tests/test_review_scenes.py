"""The review as people meet it: first days, few words, leave, silence, much at once. With the shipped rules.

Golden pages to be read, and what holds of every one of them at every width.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cfjournal.period import Period, month_of
from cfjournal.render.plain import say
from cfjournal.render.review_page import review_page
from cfjournal.render.terminal import draw
from cfjournal.review import Review, build
from cfjournal.rules.engine import replay
from cfjournal.rules.files import shipped
from tests.reviewing import SUNDAY, WEEK, WORDS, back, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cfjournal.entry import Entry
    from cfjournal.render.page import Page

RULES = shipped(WORDS)


def steady(days: Iterable[int]) -> list[Entry]:
    """Return shifts from Monday to Friday with little to notice, supervision every four weeks."""
    signs = [{}, {"impatience": 1}, {}, {"exhaustion": 1}, {"poor-sleep": 1}, {}, {"exhaustion": 2}]
    entries = []
    for day in days:
        if back(day).weekday() < 5:
            supports = ["break"] if day % 3 else ["break", "colleague-support"]
            supports += ["supervision"] if day % 28 == 4 else []
            strains = ["no-break"] if day % 9 == 0 else []
            entries.append(entry(back(day), signs=signs[day % 7], strains=strains, supports=supports))
    return entries


def heavy(days: Iterable[int]) -> list[Entry]:
    """Return shifts on which compassion fatigue shows, without breaks."""
    signs = {"flatness": 3, "dread": 2, "going-through-motions": 2}
    shifts = [day for day in days if back(day).weekday() < 5]
    return [entry(back(day), signs=signs, strains=["no-break", "understaffed"]) for day in shifts]


def strong(days: Iterable[int]) -> list[Entry]:
    """Return shifts that are hard from the first one on."""
    shifts = [day for day in days if back(day).weekday() < 5]
    signs = {"exhaustion": 3, "cynicism": 3, "unrested": 2}
    return [
        entry(back(day), signs={**signs, "exhaustion": 3 + day % 2}, strains=["overload"]) for day in shifts
    ]


def up_and_down() -> list[Entry]:
    """Return half a year of heavy weeks, each lighter after a debrief on its Sunday."""
    entries = []
    for week, level in enumerate("313333133313333331333333"):
        monday = SUNDAY - dt.timedelta(days=7 * (24 - week) - 1)
        shifts = [monday + dt.timedelta(days=day) for day in range(5)]
        entries += [entry(date, signs={"exhaustion": 1, "impatience": int(level) - 1}) for date in shifts]
        if week in (0, 5, 9, 16):
            entries.append(entry(monday + dt.timedelta(days=6), "rest", supports=["debrief"]))
    return entries


FIRST = [entry(SUNDAY, signs={"exhaustion": 2, "dread": 1}, strains=["no-break"])]
THREE = [entry(back(2), signs={"exhaustion": 2}), entry(back(1), strains=["understaffed"]), *FIRST]
SCENES: dict[str, tuple[list[Entry], Period]] = {
    "first-day": (FIRST, WEEK),
    "three-days": (THREE, WEEK),
    "one-a-week": ([entry(back(7 * week), signs={"dread": 1 + week % 2}) for week in range(10)], WEEK),
    "leave-alone": ([entry(back(day), "leave") for day in range(7)], WEEK),
    "leave-after-work": ([*steady(range(7, 100)), *(entry(back(day), "leave") for day in range(7))], WEEK),
    "silence": ([*steady(range(60, 150)), *heavy(range(42, 60))], WEEK),
    "hard-from-the-start": (strong(range(28)), WEEK),
    "provisional": (steady(range(32)), WEEK),
    "beginning": ([*steady(range(10, 120)), *heavy(range(10))], WEEK),
    "eased": (up_and_down(), WEEK),
    "month": (steady(range(150)), month_of(back(30))),
}


def review(scene: str) -> Review:
    entries, period = SCENES[scene]
    history = replay([each for each in entries if each.date <= period.last], RULES, WORDS, until=period.last)
    return build(entries, history, WORDS, period)


PAGES: dict[str, Page] = {scene: review_page(review(scene)) for scene in SCENES}
every_scene = pytest.mark.parametrize("scene", SCENES)


@every_scene
def test_it_looks_like_this(scene: str, golden: Callable[[str, str], None]) -> None:
    golden(f"scene-{scene}-80.txt", draw(PAGES[scene], width=80, colour=False, unicode=True))


@pytest.mark.parametrize("scene", ["first-day", "beginning", "eased"])
def test_it_looks_like_this_where_there_is_little_room(
    scene: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"scene-{scene}-40.txt", draw(PAGES[scene], width=40, colour=False, unicode=True))


@every_scene
def test_it_fits_every_width_and_can_be_read_aloud(scene: str) -> None:
    for width in (20, 40, 80, 120):
        for unicode in (True, False):
            lines = draw(PAGES[scene], width=width, colour=False, unicode=unicode).splitlines()
            assert max(map(len, lines)) <= width
            assert not [line for line in lines if line != line.rstrip()]
            assert all(line.isascii() for line in lines) or unicode
    assert all(line.strip() for section in say(PAGES[scene]).split("\n\n") for line in section.splitlines())


@every_scene
def test_it_can_be_read_in_two_minutes(scene: str) -> None:
    """Easy prose is read at some 240 words a minute."""
    assert len(say(PAGES[scene]).split()) <= 480


@every_scene
def test_every_state_is_explained_and_no_page_lacks_a_step(scene: str) -> None:
    said = say(PAGES[scene])
    for pattern in review(scene).patterns:
        assert f"{pattern.state.name.capitalize()}: " in said
    assert review(scene).step
    assert "One small step" in said


def test_the_scenes_are_what_they_are_called() -> None:
    def states(scene: str) -> set[str]:
        return {pattern.state.name for pattern in review(scene).patterns}

    assert states("first-day") == states("three-days") == states("leave-alone") == {"unknown"}
    assert states("silence") >= {"building", "unknown"}
    assert states("hard-from-the-start") >= {"building"}
    assert states("beginning") & {"watch", "building"}
    assert states("leave-after-work") == states("provisional") == states("month") == {"quiet"}
    assert review("provisional").reference.status == "provisional"
    assert [each.id for each in review("eased").eased] == ["debrief"]
    before = review("beginning").before
    assert before
    assert before.states
    assert review("month").before
    assert review("silence").before is None

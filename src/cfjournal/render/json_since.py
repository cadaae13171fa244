"""JSON of what changed since the days before, after what it eased, and the next step: types and values.

Part of what `cfj report --json` prints, under the promise of `cfjournal.render.jsontypes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from cfjournal.before import Before, Moved
    from cfjournal.eased import Eased
    from cfjournal.steps import Step


class EasedView(TypedDict):
    """After what it was lighter on `after` of `of` occasions; otherwise after so many of `weeks` as heavy."""

    id: str
    label: str
    after: int
    of: int
    otherwise: int
    weeks: int
    since: str


class ShareView(TypedDict):
    """One word over some shifts: on `on` of `of`, at `mean` levels per shift."""

    on: int
    of: int
    mean: float


class MovedView(TypedDict):
    """A word (`group` is sign, strain or support) that there was clearly more or less of than before."""

    id: str
    label: str
    group: str
    change: str
    now: ShareView
    before: ShareView


class StateSinceView(TypedDict):
    """A state that began on a day."""

    since: str
    state: str


class CourseView(TypedDict):
    """How the state of a pattern changed: what it was before, and each that followed."""

    pattern: str
    before: str
    states: list[StateSinceView]


class SpanView(TypedDict):
    """The first and the last day, both included."""

    first: str
    last: str


class WrittenView(TypedDict):
    """How many days were written before, and now."""

    before: int
    now: int


class BeforeView(TypedDict):
    """What changed since the days before; `written` are the days with an entry in both."""

    period: SpanView
    written: WrittenView
    states: list[CourseView]
    moved: list[MovedView]


class NextStepView(TypedDict):
    """One small thing to do next, about the conditions or the person, and why; `source` is a key."""

    id: str
    about: str
    text: str
    why: str
    source: str


def eased_view(each: Eased) -> EasedView:
    """Return after what it was lighter, with its counts."""
    return {
        "id": each.id,
        "label": each.label,
        "after": each.after,
        "of": each.of,
        "otherwise": each.otherwise,
        "weeks": each.weeks,
        "since": each.since.isoformat(),
    }


def before_view(before: Before) -> BeforeView:
    """Return what changed since the days before."""
    then, now = before.written
    return {
        "period": {"first": before.period.first.isoformat(), "last": before.period.last.isoformat()},
        "written": {"before": then, "now": now},
        "states": [
            {
                "pattern": each.pattern,
                "before": each.start,
                "states": [{"since": day.isoformat(), "state": state} for day, state in each.steps],
            }
            for each in before.states
        ],
        "moved": [_moved(each) for each in before.moved],
    }


def _moved(each: Moved) -> MovedView:
    now, before = (
        ShareView(on=share.on, of=share.of, mean=round(share.mean, 3)) for share in (each.now, each.before)
    )
    return {
        "id": each.id,
        "label": each.label,
        "group": each.group,
        "change": "more" if each.change > 0 else "less",
        "now": now,
        "before": before,
    }


def step_view(step: Step, text: str) -> NextStepView:
    """Return the next step; `text` is what it says."""
    return {
        "id": step.id,
        "about": step.about,
        "text": text,
        "why": step.why,
        "source": step.source,
    }

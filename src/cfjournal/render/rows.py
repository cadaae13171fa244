"""Rows: tallies in words, how often, beside how often usually."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.page import NONE, Block, Brief, Row, Tone
from cfjournal.render.phrases import count, of_all
from cfjournal.tally import LATELY, NOTABLE, WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.tally import Stand, Tally, Usual

AS_OFTEN = 0.15
"""Shares closer than this count as equally often; what differs then is how strongly."""

ROWS = 6
"""So many rows of a kind are read at a glance; what follows is said briefly."""

ALSO = "Also"
"""What stands before those that are said briefly; by it a line of them is known again."""

ASIDE = f"{WEEKS} weeks"
"""How far back the drawings of a section look."""

TONES: dict[Stand, Tone] = {"more": "more", "less": "less", "usual": "plain", "unknown": "plain"}


def rows(tallies: Sequence[Tally], rest: str, also: Sequence[Tally] = ()) -> list[Block]:
    """Return the first tallies as rows, and the others in brief, with what there is `also`."""
    blocks: list[Block] = [row(tally) for tally in tallies[:ROWS]]
    others = (*tallies[ROWS:], *also)
    if others:
        blocks.append(Brief(rest, tuple(row(tally) for tally in others)))
    return blocks


def row(tally: Tally) -> Row:
    """Return the row of a tally."""
    beside = _beside(tally)
    only_off = bool(tally.elsewhere and not tally.on and not beside)
    return Row(
        label=tally.label,
        now="" if only_off else f"{tally.on} of {tally.of}" if tally.on else NONE,
        full="" if only_off else _full(tally),
        beside=", ".join(filter(None, (beside, _elsewhere(tally, only=only_off)))),
        weeks=() if only_off and not any(tally.weeks) else tally.weeks,
        trend="" if tally.trend in ("unknown", "steady") else f"{tally.trend} in the last {LATELY} weeks",
        tone=TONES[tally.stand],
        band=band(tally.usual),
    )


def _full(tally: Tally) -> str:
    if tally.on:
        return f"{tally.on} of {count(tally.of, 'shift')}"
    return f"none of {count(tally.of, 'shift')}" if tally.of > 1 else "not on the one shift"


def _elsewhere(tally: Tally, *, only: bool) -> str:
    """Return on which of the written days without a shift it was, or "": `also on 1 of 2 days off`."""
    on, of = tally.elsewhere, tally.off
    if not on:
        return ""
    days = f"{on} of {of} days off" if on < of else ALL_OFF.get(of, f"all {of} days off")
    return f"on {days}" if only else f"{'also' if tally.on else 'but'} on {days}"


ALL_OFF = {1: "the one day off", 2: "both days off"}


def band(usual: Usual | None) -> tuple[float, float] | None:
    """Return the levels between which a mean is called usual: less than `NOTABLE` from the person's own."""
    return (max(0.0, usual.mean - NOTABLE), usual.mean + NOTABLE) if usual else None


def _beside(tally: Tally) -> str:
    if tally.usual is None or not tally.of:
        return ""
    share, expected = tally.usual.share, tally.usual.share * tally.of
    if tally.on and abs(tally.on / tally.of - share) < AS_OFTEN and tally.stand in ("more", "less"):
        return "as often as usual, but " + ("stronger" if tally.stand == "more" else "milder")
    if not share:
        return "usually none" if tally.on else ""
    if not round(expected):
        return "usually rare" if tally.on else ""
    return f"usually {expected:.0f} of {tally.of}"


def carrier(tally: Tally, *, first: bool) -> str:
    """Return a sign with its count, and of how many shifts if it is the `first` that is named."""
    text = f"{tally.label} on {of_all(tally.on, tally.of, 'the last ') if first else tally.on}"
    if tally.usual is None:
        return text
    if abs(tally.on / tally.of - tally.usual.share) < AS_OFTEN:
        return f"{text} (as often as usual{', but stronger' if (tally.rise or 0) > 0 else ''})"
    expected = round(tally.usual.share * tally.of)
    return f"{text} (usually {expected or 'none'})"

"""Rows: tallies in words, how often, beside how often usually."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.render.page import Block, Brief, Row, Tone
from cfjournal.render.phrases import count
from cfjournal.tally import LATELY, NOTABLE, WEEKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.tally import Stand, Tally, Usual

AS_OFTEN = 0.15
"""Shares closer than this count as equally often; what differs then is how strongly."""

ROWS = 6
"""So many rows of a kind are read at a glance; what follows is said briefly."""

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
    off = count(tally.elsewhere, "day off", "days off")
    return Row(
        label=tally.label,
        now=f"{tally.on} of {tally.of}" if tally.of else off,
        full=f"{tally.on} of {count(tally.of, 'shift')}" if tally.of else off,
        beside=", ".join(filter(None, (_beside(tally), _elsewhere(tally, off)))),
        weeks=tally.weeks,
        trend="" if tally.trend in ("unknown", "steady") else f"{tally.trend} in the last {LATELY} weeks",
        tone=TONES[tally.stand],
        band=band(tally.usual),
    )


def band(usual: Usual | None) -> tuple[float, float] | None:
    """Return the levels between which a mean is called usual: less than `NOTABLE` from the person's own."""
    return (max(0.0, usual.mean - NOTABLE), usual.mean + NOTABLE) if usual else None


def _elsewhere(tally: Tally, off: str) -> str:
    if not tally.elsewhere or not tally.of:
        return ""
    return f"also on {off}" if tally.on else f"on {off}"


def _beside(tally: Tally) -> str:
    if tally.usual is None or not tally.of:
        return ""
    share, expected = tally.usual.share, tally.usual.share * tally.of
    if abs(tally.on / tally.of - share) < AS_OFTEN and tally.stand in ("more", "less"):
        return "as often as usual, but " + ("stronger" if tally.stand == "more" else "milder")
    if not share:
        return "usually none" if tally.on else ""
    return f"usually {expected:.0f} of {tally.of}" if round(expected) else "usually rare"


def carrier(tally: Tally, *, first: bool) -> str:
    """Return a sign with its count, and of how many shifts if it is the `first` that is named."""
    text = f"{tally.label} on {tally.on}" + (f" of the last {tally.of} shifts" if first else "")
    if tally.usual is None:
        return text
    if abs(tally.on / tally.of - tally.usual.share) < AS_OFTEN:
        return f"{text} (as often as usual{', but stronger' if (tally.rise or 0) > 0 else ''})"
    expected = round(tally.usual.share * tally.of)
    return f"{text} (usually {expected or 'none'})"

"""Choice: what of a journal other eyes are to see, as a person named it. One choice feeds every format."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast, get_args

from cfjournal.errors import UsageError

Part = Literal["bring", "agreed", "answers", "notes", "conditions", "states", "signs", "supports"]
PARTS: tuple[Part, ...] = get_args(Part)
"""Every part that can be chosen, in the order of the page: what to talk about, the work, the person."""

NAMES: dict[Part, str] = {
    "bring": "what to bring",
    "agreed": "what was agreed",
    "answers": "what you said of that later",
    "notes": "notes",
    "conditions": "conditions",
    "states": "states",
    "signs": "what you noticed",
    "supports": "what held",
}
"""What each part is called in a sentence."""

USUAL: tuple[Part, ...] = ("bring", "conditions", "states")
"""What a page holds where nothing was said: what was marked for it, and the least to understand that.

No other words of the person's own: what was agreed is one word away, and an agenda of their own has it.
"""

USUAL_IN_A_TABLE: tuple[Part, ...] = ("bring", "conditions", "signs", "supports")
"""What a table holds where nothing was said: a state is no entry's, so it has no row to stand in."""

NOT_IN_A_TABLE: tuple[Part, ...] = ("answers", "states")
"""What is of no entry's day."""


class Choice(NamedTuple):
    """The parts to show, and the ids of the entries whose notes are shown too.

    `bring` are those of the entries whose texts to bring are shown; where it names none, all of them are.
    """

    parts: tuple[Part, ...] = USUAL
    notes: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()

    def brings(self, entry: str) -> bool:
        """Whether the text to bring of this entry is shown."""
        return "bring" in self.parts and (not self.bring or entry in self.bring)

    @property
    def for_a_manager(self) -> bool:
        """Whether it is the conditions of the work and nothing of the person."""
        return self.parts == ("conditions",)


def usual(form: str) -> tuple[Part, ...]:
    """Return the parts that this format holds where nothing was said."""
    return USUAL_IN_A_TABLE if form == "csv" else USUAL


def possible(form: str) -> tuple[Part, ...]:
    """Return the parts that this format can show."""
    return tuple(part for part in PARTS if form != "csv" or part not in NOT_IN_A_TABLE)


def in_order(parts: set[Part]) -> tuple[Part, ...]:
    """Return the parts in the order of the page."""
    return tuple(part for part in PARTS if part in parts)


def parts_named(text: str) -> tuple[Part, ...]:
    """Return the parts that `bring,conditions` names. Raises `UsageError` for a word that names none."""
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in PARTS]
    if unknown or not words:
        named = f"{unknown[0][:40]!r} is no part of the page" if unknown else "--only names no part"
        raise UsageError(named, _hint(unknown))
    return in_order(cast("set[Part]", set(words)))


def _hint(unknown: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(unknown[0], PARTS, n=2, cutoff=0.6) if unknown else []
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"{meant}the parts are {', '.join(PARTS)}"

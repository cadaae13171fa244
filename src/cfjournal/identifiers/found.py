"""Found: a place in a text that may tell who is meant. Knows nothing of how it was found."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Kind = Literal["email", "phone", "nhs", "record", "postcode", "birth", "name", "initials", "own"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is looked for. Where two lie over each other, the longer one counts, else the one named first here."""


class Found(NamedTuple):
    """The characters from `start` up to `end` of a text, what they seem to be, and of a name, `who` is meant.

    `who` is the surname in the form in which it is always the same, or the only name there is; "" elsewhere.
    """

    start: int
    end: int
    kind: Kind
    who: str = ""

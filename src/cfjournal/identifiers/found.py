"""Found: a place in a text that may tell who is meant. Knows nothing of how it was found."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Kind = Literal["email", "phone", "nhs", "postcode", "birth", "name", "initials", "own"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is looked for. Where two lie over each other, the longer one counts, else the one named first here."""


class Found(NamedTuple):
    """The characters from `start` up to `end` of a text, and what they seem to be."""

    start: int
    end: int
    kind: Kind

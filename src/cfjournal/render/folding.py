"""Folding: where a line of text breaks so that nothing of it is cut. Pure; how wide a text is, it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def breaks(text: str, width: int, columns: Callable[[str], int]) -> Iterator[int]:
    """Yield where a line of text is to be broken: between words, within a word only if it fills a line."""
    start = used = 0
    for word in re.finditer(r"\s*\S+", text):
        taken = columns(word[0])
        if used and used + taken > width:
            start, used = word.end() - len(word[0].lstrip()), 0
            yield start
            taken = columns(word[0].lstrip())
        if taken > width:
            for at in range(max(start, word.start()), word.end()):
                column = columns(text[at])
                if used and used + column > width:
                    yield at
                    used = 0
                used += column
        else:
            used += taken

"""`cfj learn`: what the words mean, what helps, and how cfj works, in short texts with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.pages import laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge


def learn(edge: Edge, words: Sequence[str]) -> None:
    """Print the topic that `words` name, or the list of all. Raises `UsageError` for a name that is none."""
    from cfjournal import learn
    from cfjournal.render.learn_page import list_page, topic_page

    page = topic_page(learn.find(words)) if words else list_page(learn.topics())
    edge.stdout.write(laid_out(edge, page))

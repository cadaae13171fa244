"""`cfj learn`: what the words mean, what helps, and how cfj works, in short texts with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.commands.pages import laid_out
from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.learn import Topic


def learn(edge: Edge, words: Sequence[str]) -> None:
    """Print the topic that `words` name, or the list of all. Raises `UsageError` for a name that is none."""
    from cfjournal import learn
    from cfjournal.render.learn_page import list_page, topic_page

    page = topic_page(_topic(words)) if words else list_page(learn.topics())
    edge.stdout.write(laid_out(edge, page))


def _topic(words: Sequence[str]) -> Topic:
    """Return the topic; who typed a word that can be logged instead is told where that one is explained."""
    from cfjournal import learn, vocabulary

    try:
        return learn.find(words)
    except UsageError as error:
        word = vocabulary.normal(" ".join(words))
        if tag := next((tag for tag in vocabulary.load().tags.values() if word in tag.names), None):
            error.hint = f"`cfj signs {tag.id}` says what that word means; {learn.SEE_ALL}"
        raise

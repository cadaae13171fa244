"""What a page leaves out that may be handed on: what the person wrote in an entry that is never exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge
    from cfjournal.review import Review


def to_hand_on(edge: Edge, review: Review) -> Review:
    """Return the review without what is never to be exported: a file may be handed on, a screen is not."""
    bring = tuple(each for each in review.bring if not each.never_export)
    agreed = tuple(each for each in review.agreed if not each.never_export)
    if hidden := len(review.bring) - len(bring):
        texts = "a text to bring is" if hidden == 1 else f"{hidden} texts to bring are"
        edge.tell(f"Left out: {texts} of an entry that is never exported.")
    if hidden := len(review.agreed) - len(agreed):
        texts = "an agreement is" if hidden == 1 else f"{hidden} agreements are"
        edge.tell(f"Left out: {texts} of an entry that is never exported.")
    return review._replace(bring=bring, agreed=agreed)

"""What a page leaves out that may be handed on: what the person wrote in an entry that is never exported.

On a page it is as if it had not been written. JSON that is printed, for a program of the person's own, says
where something stands, and not what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.situation import with_step

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.agreements import Made
    from cfjournal.commands.edge import Edge
    from cfjournal.review import Review


def for_its_readers(edge: Edge, review: Review, form: str, output: Path | None) -> Review:
    """Return the review without what is never to be exported: a file may be handed on, a screen is not."""
    if form == "text" and output is None:
        return review
    bring = tuple(each for each in review.bring if not each.never_export)
    agreed = tuple(each for each in review.agreed if not each.never_export)
    if hidden := len(review.bring) - len(bring):
        texts = "a text to bring is" if hidden == 1 else f"{hidden} texts to bring are"
        edge.tell(f"Left out: {texts} of an entry that is never exported.")
    if hidden := len(review.agreed) - len(agreed):
        texts = "an agreement is" if hidden == 1 else f"{hidden} agreements are"
        edge.tell(f"Left out: {texts} of an entry that is never exported.")
    left = with_step(review._replace(bring=bring, agreed=agreed))
    if form != "json" or output is not None:
        return left
    places = (each._replace(text="") if each.never_export else each for each in review.bring)
    return left._replace(bring=tuple(places), agreed=tuple(map(_without_words, review.agreed)))


def _without_words(made: Made) -> Made:
    if not made.never_export:
        return made
    answers = tuple(each._replace(said="") for each in made.agreement.answers)
    return made._replace(agreement=made.agreement._replace(what="", answers=answers))

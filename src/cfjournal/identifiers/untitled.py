"""Names without a title: `Margaret Okafor phoned`, `John Smith's wife`, `the Okafor family`.

Two words with capitals are mostly a place or a form: a first name that is known as one begins a person's, or
what stands beside them makes one of it. A first name alone is not looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import folded, lists

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from cfjournal.identifiers.words import Words

_FAMILY = frozenset(["family", "families", "household", "twins", "siblings"])
_OF_PEOPLES = ("ish", "ian", "ese", "ic", "less")
"""How the word ends that says of what kind a family is: Polish, Ukrainian, Chinese, Catholic, homeless."""
_VOICES = frozenset(
    ["told", "tells", "asked", "asks", "said", "says", "refused", "refuses", "wants", "wanted"]
)
"""What a house or a service does too: Oak Lodge said no."""
_MOST = 4


def find(words: Words, firsts: Container[str] = ()) -> Iterator[Found]:
    """Yield each full name, and each family by its name; `firsts` are first names beside the list's."""
    known = lists()
    done = -1
    for at in words.two_capitals:
        if at <= done:
            continue
        form = folded(words[at].key)
        surely = form.partition("-")[0] in known["given"] or form in firsts
        given = surely or form in known["given_words"]
        end = _end(words, at) if given or form not in known["words"] else at
        if end == at and surely and _is_initial(words, at + 1):
            yield Found(words[at].start, words[at + 1].end, "name")
        if end > at and (_is_called_so(words, at, end) if given else _is_made_one(words, at, end)):
            done = end
            yield Found(words[at].start, words[end].end, "name")
    yield from _families(words)


def _is_initial(words: Words, at: int) -> bool:
    """Whether this letter stands for a surname: Tom B."""
    thing = words.gap_after(at) == " " and words[at + 1].key in lists()["letters_of"]
    alone = (
        words[at].letter
        and words.gap(at - 1) == " "
        and not words.text[words[at].end : words[at].end + 1].isalnum()
    )
    return alone and words[at].text.isupper() and words[at].text not in "AI" and not thing


def _end(words: Words, at: int) -> int:
    """Return the place of the last word of the name that begins here: this one, if none follows."""
    end = at
    while end + 1 < len(words) and end - at < _MOST and _goes_on(words, end):
        after = words[end + 1]
        if after.key in lists()["particles"] and not (end + 2 < len(words) and _goes_on(words, end + 1)):
            break
        end += 1
    return end if len(words[end].text) > 1 else at


def _goes_on(words: Words, at: int) -> bool:
    """Whether the next word may be one of the name that this one is of."""
    word, after, gap = words[at], words[at + 1], words.gap(at)
    if word.owns or (gap not in (" ", "\xa0") and not (word.letter and gap == ". ")):
        return False
    if not after.capital or after.text == "I":
        return after.key in lists()["particles"] and len(after.key) > 1
    shouted = after.text.isupper() and len(after.text) > 1
    if shouted and not (word.text.isupper() and after.key not in lists()["acronyms"]):
        return False
    return after.key.partition("-")[0] not in lists()["no_names"]


def _is_called_so(words: Words, at: int, end: int) -> bool:
    """Whether a name that begins with a first name is a person's, and no ward, brand or heading."""
    known = lists()
    first, second = words[at], words[at + 1]
    if f"{first.key}-{second.key}" in known["famous"] or _is_named_after(words, end):
        return False
    if words[end].key in known["institutions"]:
        after = words.after(end)
        return after in (known["relatives"] if words[end].owns else known["deeds"] - _VOICES)
    unsure = first.key in known["given_words"] and (
        words.begins(at) or _is_within(words, at) or first.key in known["seldom_named"]
    )
    return not unsure or _does(words, end)


def _is_within(words: Words, at: int) -> bool:
    """Whether a word goes on what began with a capital before: White Rose Maths."""
    if not at or words.gap(at - 1) != " " or not words[at - 1].capital:
        return False
    return not words.begins(at - 1) or words[at - 1].key in lists()["name_words"]


def _is_named_after(words: Words, end: int) -> bool:
    """Whether what follows makes a place of it, or a thing: Florence Nightingale Ward."""
    if words[end].owns or words.gap_after(end) != " ":
        return False
    after = words[end + 1]
    return after.key in lists()["institutions"] and (after.capital or after.key not in lists()["acts"])


def _does(words: Words, end: int) -> bool:
    """Whether what follows is what people do, or what they own: phoned, cried, 's mum."""
    known = lists()
    after = words.after(end)
    if words[end].owns:
        return after in known["relatives"] or after in known["persons"]
    return after in known["doings"]


def _is_made_one(words: Words, at: int, end: int) -> bool:
    """Whether two words that no list knows are a person's: after `client`, before `'s mum` or `cried`."""
    known = lists()
    if end != at + 1 or folded(words[end].key) in known["words"] or _is_named_after(words, end):
        return False
    if f"{words[at].key}-{words[end].key}" in known["famous"]:
        return False
    after = words.after(end)
    if words[end].owns:
        return after in known["relatives"]
    deeds = known["deeds"] - _VOICES
    return words.before(at) in known["persons"] - known["workers"] or after in deeds


def _families(words: Words) -> Iterator[Found]:
    """Yield the name of each family that is called by it: the Okafor family, the Okafor twins."""
    for at in words.among(_FAMILY):
        if not at or words.gap(at - 1) != " ":
            continue
        word = words[at - 1]
        form = folded(word.key)
        kind = form in lists()["family_kinds"] or form in lists()["words"] or form.endswith(_OF_PEOPLES)
        shouted = word.text.isupper() and (words[at].text.isupper() or form in lists()["acronyms"])
        if word.capital and not (kind or shouted or word.owns or word.letter):
            yield Found(word.start, word.end, "name")

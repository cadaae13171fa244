"""People by name: a title with what follows it, and the person's own list.

A title is easy and what follows it is not: `nurse Kelly` and `nurse manager`, `miss Okoro` and `miss lunch`.
Words that decide stand in `knowledge/identifiers.toml`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cfjournal.identifiers.found import Found
from cfjournal.identifiers.words import lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cfjournal.identifiers.words import Word, Words

_GAP = re.compile(r"\.?[ \t\xa0]{0,3}\n?[ \t]{0,3}")
_COLLAR = re.compile(r"[ \t]{0,2}\d{2,5}[ \t]{1,2}")
_OF_THINGS = (
    *(
        "ing",
        "ed",
        "al",
        "tion",
        "ment",
        "ness",
        "er",
        "ive",
        "ity",
        "ance",
        "ence",
        "ly",
        "able",
        "ible",
        "ous",
    ),
    *("ful", "work", "s", "n't"),
)
"""How a word ends that, after `nurse` in lower case, is more likely a thing than somebody's name."""
_NUMBER = re.compile(r"[ \t]\d{3,5}(?![\w:/.-])")
_POLICE = frozenset(["pc", "wpc", "pcso", "dc", "ps", "ds", "di", "constable", "sgt", "officer"])
_SEVERAL = frozenset(["drs", "pcs", "messrs"])
MOST_WORDS = 4
"""A name of more words than these runs on into the sentence."""


def names(text: str, words: Words) -> Iterator[Found]:
    """Yield each title with the name, or the initials, that follow it."""
    done = -1
    for at in words.among(lists()["any_title"]):
        if at > done:
            done = _last_title(text, words, at)
            if found := _named(text, words, at, done) or _numbered(text, words[done]):
                yield found


def _last_title(text: str, words: Words, at: int) -> int:
    """Return the place of the last of the titles that begin here: Staff Nurse, Mr and Mrs."""
    titles = lists()["any_title"]
    while (after := _next(text, words, at)) and (after.key in titles or _joins(text, words, at + 1)):
        at += 1 if after.key in titles else 2
    return at


def _named(text: str, words: Words, first: int, at: int) -> Found | None:
    """Return the name that begins with these titles, if one does."""
    if at - first > MOST_WORDS:
        return None
    named = _name_after(text, words, at, _Title(words[at], words[at - 1] if at else None, at))
    if not named:
        return None
    end, kind = named
    return Found(words[first].start, end, "initials" if kind == "initials" else "name")


def _numbered(text: str, word: Word) -> Found | None:
    """Return an officer who is known by a number: PC 4821."""
    if word.key not in _POLICE or not word.text.isupper():
        return None
    number = _NUMBER.match(text, word.end)
    return Found(word.start, number.end(), "name") if number else None


class _Title(NamedTuple):
    word: Word
    before: Word | None
    at: int

    @property
    def sure(self) -> bool:
        """Whether what follows it is a name, however it is typed."""
        return self.word.key in lists()["titles"]


def _joins(text: str, words: Words, at: int) -> bool:
    """Whether `and` stands here between two titles: Mr and Mrs Jones."""
    known = lists()
    if at + 1 >= len(words) or words[at].key not in ("and", "n", "or"):
        return False
    return words[at + 1].key in known["titles"] and text[words[at].end : words[at + 1].start].isspace()


def _next(text: str, words: Words, at: int) -> Word | None:
    """Return the word that follows within the same breath, with a dot or a space between."""
    if at + 1 >= len(words):
        return None
    word, after = words[at], words[at + 1]
    gap = text[word.end : after.start] if after.start - word.end < 12 else "\n\n"
    if word.owns or not gap:
        return None
    if gap.strip() == "&" and after.key in lists()["titles"]:
        return after
    if word.key in ("o", "d") and gap.strip() == "'":
        return after
    if _GAP.fullmatch(gap) or (word.key in _POLICE and _COLLAR.fullmatch(gap)):
        return after
    return None


def _name_after(text: str, words: Words, at: int, title: _Title) -> tuple[int, str] | None:
    """Return where the name ends that follows the title at this place, and whether it is one or initials."""
    after = _next(text, words, at)
    if after is None or ("." in text[words[at].end : after.start] and len(title.word.key) > 5):
        return None
    end, taken = 0, 0
    while after and taken < MOST_WORDS:
        at += 1
        if _is_initial(after, title, text):
            end = after.end
        elif not _is_particle(text, words, at, begun=bool(end)):
            if not _is_name(after, title, first=not end) or (end and not after.capital):
                break
            taken += 1
            end = after.end
            if not after.capital:
                break
        at, after = _onward(text, words, at, title, begun=bool(taken))
    return (end, "name" if taken else "initials") if end else None


def _onward(text: str, words: Words, at: int, title: _Title, *, begun: bool) -> tuple[int, Word | None]:
    """Return the word with which a name may go on, None where it ends, and the place of the word before."""
    after = _next(text, words, at)
    if after and begun and title.word.key in _SEVERAL and after.key in ("and", "n"):
        at += 1
        after = _next(text, words, at)
    return at, after if after and (not begun or _goes_on(text, words[at], after, title)) else None


def _goes_on(text: str, word: Word, after: Word, title: _Title) -> bool:
    """Whether a name may go on with the next word: on the same line, and not where all is shouted."""
    gap = text[word.end : after.start]
    shouted = title.word.text.isupper() and len(title.word.text) > 1 and after.text.isupper()
    return not ("." in gap or "\n" in gap or (shouted and after.key not in lists()["usual_names"]))


def _is_initial(word: Word, title: _Title, text: str) -> bool:
    if text[word.end : word.end + 1] in ("&", "/", "-") and not word.owns:
        return False
    if not word.letter:
        pair = 2 <= len(word.text) <= 3 and word.text.isupper() and not title.word.text.isupper()
        return pair and word.key not in lists()["no_initials"] and len(word.text) == 2
    if word.capital:
        return word.text != "I" and not (title.word.key == "miss" and _is_verb(title))
    sure = title.sure or (title.word.key in ("miss", "ms") and not _is_verb(title))
    return sure and (word.key not in "aio" or text[word.end : word.end + 1] == ".")


def _is_particle(text: str, words: Words, at: int, *, begun: bool) -> bool:
    """Whether this is the `van` of a name: another follows, or a name, with a capital once it has begun."""
    word, after = words[at], _next(text, words, at)
    particles = lists()["particles"]
    if word.key not in particles or word.owns or after is None or after.letter:
        return False
    return after.key in particles or (after.capital if begun else after.key not in lists()["common"])


def _is_name(word: Word, title: _Title, *, first: bool) -> bool:
    known = lists()
    key = word.key.partition("-")[0]
    shouted = word.text.isupper()
    a_name_too = title.sure and word.capital and not shouted and word.key in known["name_words"]
    common = key in known["common"] or word.key in known["common"]
    brand = f"{title.word.key}-{word.key}" in known["famous"]
    if (common and not a_name_too) or key in known["titles"] or word.letter or brand:
        return False
    if shouted and word.key in known["acronyms"] and not title.word.text.isupper():
        return False
    if not first:
        return word.capital and word.key not in known["after_roles"] and word.key not in known["roles"]
    if title.sure:
        return word.capital or title.word.text != "MR"  # an MR scan
    if word.key in known["after_roles"] or word.key in known["roles"] or _is_thing(word, title):
        return False
    return word.capital or _may_be_a_name(word, title)


def _is_thing(word: Word, title: _Title) -> bool:
    """Whether the title is none here: MS the illness, the pc on the desk, to miss somebody."""
    key, before = title.word.key, title.before
    if key == "ms" and title.word.text == "MS" and not (word.text.isupper() and len(word.text) > 2):
        return True
    if key == "miss" and _is_verb(title):
        return True
    return key == "pc" and before is not None and before.key in lists()["owners"] and not word.capital


def _is_verb(title: _Title) -> bool:
    if title.word.capital:
        return False
    return title.before is not None and title.before.key in lists()["before_miss"]


def _may_be_a_name(word: Word, title: _Title) -> bool:
    """Whether a word in lower case after a role is a name: known as one, or unlike any other word there."""
    known = lists()
    if word.key in known["usual_names"]:
        return True
    if title.before is not None and title.before.key in known["owners"]:
        return False
    unlike_a_thing = len(word.key) > 2 and not word.key.endswith(_OF_THINGS)
    return unlike_a_thing and title.word.key in known["before_lower"]


_INITIALS = 3
"""Letters up to which a name of capitals alone is taken for initials."""


def own(text: str, names: Iterable[str]) -> Iterator[Found]:
    """Yield what is on the person's own list: whole words, whatever their case and the spaces between.

    Up to three capitals are somebody's initials: in another case they are another word.
    """
    wanted = sorted({" ".join(name.split()) for name in names if name.split()}, key=len, reverse=True)
    if not wanted:
        return
    either = "|".join(map(_pattern, wanted))
    for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text):
        yield Found(*match.span(), "own")


def _pattern(name: str) -> str:
    exact = re.escape(name).replace(r"\ ", r"[\s-]{1,3}")
    return exact if name.isupper() and len(name) <= _INITIALS else f"(?i:{exact})"

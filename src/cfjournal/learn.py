"""Learn: the texts of `cfj learn`, a topic a file in `knowledge/learn`, in a small part of Markdown.

A file opens with `# Title` and with lines `about:` (its line in the list), `also:` (other names) and
`sources:` (keys of the glossary). Below stand paragraphs, `## Headings`, `- points`, and, indented by four
spaces, a command and after a colon what it gives. `{burnout}` stands for a text of the glossary. Knows texts
only; what a page looks like is `render.learn_page`'s.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.beginnings import NEAR
from cfjournal.errors import UsageError
from cfjournal.vocabulary import normal, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = Path(__file__).with_name("knowledge") / "learn"

ORDER = (
    *("burnout", "compassion-fatigue", "secondary-trauma", "differences", "causes"),
    *("person", "organisation", "supervision", "debriefing", "naming"),
    *("rules", "limits", "privacy", "sync", "reading"),
)
"""The topics as they are listed: what the words mean, what helps, and how cfj works."""

SEE_ALL = "`cfj learn` lists the topics"

Kind = Literal["words", "heading", "point", "command"]


class Part(NamedTuple):
    """A paragraph, a heading, a point, or a command; `gives` says what the command does."""

    kind: Kind
    text: str
    gives: str = ""


class Topic(NamedTuple):
    """One text: what it is called, its line in the list, other names, its parts and keys of its sources."""

    id: str
    title: str
    about: str
    also: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it can be called: the id, then the others."""
        return (self.id, *self.also)


@cache
def topics() -> tuple[Topic, ...]:
    """Return every topic, in order, read once."""
    return tuple(parse(name, FOLDER.joinpath(f"{name}.md").read_text("utf-8")) for name in ORDER)


def find(words: Sequence[str]) -> Topic:
    """Return the topic that `words` name: an id, another name, or the unique beginning of either, ids first.

    Raises `UsageError` with what may have been meant.
    """
    typed = " ".join(words)
    word = normal(typed)
    found = (
        [topic for topic in topics() if word in topic.names]
        or [topic for topic in topics() if word and topic.id.startswith(word)]
        or [topic for topic in topics() if word and any(name.startswith(word) for name in topic.also)]
    )
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{shown(typed)} could be {_or(found)}", f"write a little more of it; {SEE_ALL}")
    near = _near(word)
    meant = f"did you mean {_or(near)}? " if near else ""
    raise UsageError(f"there is no topic {shown(typed)}", f"{meant}{SEE_ALL}")


def _near(word: str) -> list[Topic]:
    from difflib import get_close_matches

    owners = {name: topic for topic in topics() for name in topic.names}
    alike = get_close_matches(word, owners, n=6, cutoff=NEAR)
    return list({owners[name].id: owners[name] for name in alike}.values())[:3]


def _or(found: Iterable[Topic]) -> str:
    *first, last = (topic.id for topic in found)
    return f"{', '.join(first)} or {last}" if first else last


def parse(name: str, text: str) -> Topic:
    """Read one file. Raises `KeyError` or `ValueError` for what is not in the notation; a test holds all."""
    head, *rest = text.strip().split("\n\n")
    title, *lines = head.splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    return Topic(
        name,
        title.removeprefix("# "),
        fields["about"],
        tuple(fields.get("also", "").split()),
        tuple(part for block in rest for part in _parts(block)),
        tuple(fields["sources"].split()),
    )


def _parts(block: str) -> Iterator[Part]:
    """Yield what stands between two empty lines: a paragraph, or a line each of the other kinds."""
    lines = block.splitlines()
    if block.startswith("    "):
        for line in lines:
            command, gives = line.strip().split(": ", 1)
            yield Part("command", command, gives)
    elif block.startswith("- "):
        for point in block.removeprefix("- ").split("\n- "):
            yield Part("point", " ".join(point.split()))
    elif block.startswith("## "):
        yield Part("heading", lines[0].removeprefix("## "))
        if lines[1:]:
            yield from _parts("\n".join(lines[1:]))
    else:
        yield Part("words", " ".join(lines))

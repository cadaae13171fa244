"""A topic of `cfj learn` as a page, and the list of all; texts of the glossary stand where they are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cfjournal import glossary
from cfjournal.render.page import Block, Command, Page, Point, Section, Words
from cfjournal.render.phrases import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cfjournal.glossary import Basis, Glossary
    from cfjournal.learn import Part, Topic

KNOWN: Mapping[Basis, str] = {"secondary": " Known to us through other texts."}
"""What is added to a source that was not read itself."""


def list_page(topics: Iterable[Topic]) -> Page:
    """Return the list of topics, each as the command that shows it."""
    commands = tuple(Command(f"cfj learn {topic.id}", topic.about) for topic in topics)
    lead = Words("Short texts in plain words, each with its sources. The beginning of a name is enough.")
    return Page("To read", (lead,), (Section("", commands),))


def topic_page(topic: Topic) -> Page:
    """Return the page of a topic, with its sources. Raises `KeyError` for a text that the glossary lacks."""
    texts = glossary.load()
    named = texts_of(texts)
    parts = [_filled(part, named) for part in topic.parts]
    lead = Words(parts[0].text)
    sources = tuple(Point(_source(key, texts)) for key in topic.sources)
    return Page(topic.title, (lead,), (*_sections(parts[1:]), Section("Sources", sources)))


def texts_of(texts: Glossary) -> dict[str, str]:
    """Return what can be named in a topic: the meanings by id, and the other texts by their place."""
    named = {id_: meaning.text for id_, meaning in texts.meanings.items()}
    named |= {f"phase.{id_}": phase.meaning for id_, phase in texts.phases.items()}
    named |= {f"state.{name}": text for name, text in STATES.items()}
    named |= {f"source.{key}": source.text for key, source in texts.sources.items()}
    for id_, pattern in texts.patterns.items():
        named |= {id_: pattern.meaning, f"{id_}.distinction": pattern.distinction}
        named |= {f"{id_}.usage{number}": text for number, text in enumerate(pattern.usages, 1)}
    return named


def _filled(part: Part, named: Mapping[str, str]) -> Part:
    return part._replace(text=re.sub(r"\{([^}]*)\}", lambda found: named[found[1]], part.text))


def _source(key: str, texts: Glossary) -> str:
    source = texts.sources[key]
    return source.text + KNOWN.get(source.basis, "")


def _sections(parts: Iterable[Part]) -> list[Section]:
    """Return the parts under their headings; a paragraph after another one stands apart from it."""
    sections: list[tuple[str, list[Block]]] = [("", [])]
    for part in parts:
        blocks = sections[-1][1]
        if part.kind == "heading":
            sections.append((part.text, []))
        elif part.kind == "words" and blocks and isinstance(blocks[-1], Words):
            sections.append(("", [Words(part.text)]))
        else:
            blocks.append(_block(part))
    return [Section(title, tuple(blocks)) for title, blocks in sections if blocks]


def _block(part: Part) -> Block:
    match part.kind:
        case "point":
            return Point(part.text)
        case "command":
            return Command(part.text, part.gives)
        case _:
            return Words(part.text)

"""`cfj signs`: the words that can be logged, what they mean, and what else can be typed for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal.commands.desk import sit_down
from cfjournal.display import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cfjournal.commands.edge import Edge
    from cfjournal.glossary import Glossary
    from cfjournal.vocabulary import Tag, Vocabulary

INDENT = "  "


class Section(NamedTuple):
    """Tags that are shown together, under a title and a sentence."""

    title: str
    sentence: str
    tags: list[Tag]


def signs(edge: Edge, names: Sequence[str], *, as_json: bool) -> None:
    """Print every word, or those that are named. Raises `UsageError` for a name that is none."""
    from cfjournal.vocabulary import glossary

    words = sit_down(edge).config.vocabulary()
    texts = glossary()
    only = {words.resolve(name).id for name in names} or set(words.tags)
    sections = [
        Section(title, sentence, kept)
        for title, sentence, tags in _sections(words, texts)
        if (kept := [tag for tag in tags if tag.id in only])
    ]
    if as_json:
        _print_json(edge, sections, texts)
    elif edge.plain:
        _print_facts(edge, sections, texts)
    else:
        _print(edge, sections, texts)


def _sections(words: Vocabulary, texts: Glossary) -> Iterator[Section]:
    signs_ = [tag for tag in words.tags.values() if tag.group == "sign"]
    for id_, pattern in texts.patterns.items():
        title = f"Signs of {pattern.name}"
        yield Section(title, pattern.distinction, [tag for tag in signs_ if tag.main == id_])
    rest = [tag for tag in signs_ if tag.main is None]
    shared = [tag for tag in rest if tag.also and not tag.own]
    yield Section("Signs of all three", "They say that something weighs, and little about what.", shared)
    alone = [tag for tag in rest if not tag.also and not tag.own]
    yield Section("A sign of its own", "It never waits for a rule.", alone)
    yield Section("Signs of your own", "From config.toml.", [tag for tag in rest if tag.own])
    for group, title, sentence in (
        ("strain", "What weighs", "Conditions of the work. They are not your doing."),
        ("support", "What holds", "What makes the work bearable, and what you do for yourself."),
    ):
        yield Section(title, sentence, [tag for tag in words.tags.values() if tag.group == group])


def _print(edge: Edge, sections: Sequence[Section], texts: Glossary) -> None:
    for number, section in enumerate(sections):
        edge.say(f"\n{section.title}" if number else section.title)
        edge.say(wrapped(section.sentence, edge.width))
        for tag in section.tags:
            edge.say(f"\n{INDENT}{tag.id}")
            if meaning := texts.meaning_of(tag) or tag.label:
                edge.say(wrapped(meaning, edge.width, INDENT * 2))
            if tag.aliases:
                edge.say(wrapped(f"or type: {', '.join(tag.aliases)}", edge.width, INDENT * 2))
    edge.say()
    edge.say(wrapped("Levels: " + ", ".join(_levels()) + ". A word alone means 2.", edge.width))


def _print_facts(edge: Edge, sections: Sequence[Section], texts: Glossary) -> None:
    for section in sections:
        edge.say(f"{section.title}: {section.sentence}")
        for tag in section.tags:
            edge.say(f"{tag.group} {tag.id}: {texts.meaning_of(tag) or tag.label}")
            if tag.aliases:
                edge.say(f"{tag.group} {tag.id}, or type: {', '.join(tag.aliases)}")
    edge.say(f"levels: {', '.join(_levels())}")


def _levels() -> list[str]:
    from cfjournal.entry import LEVELS

    return [f"{level} {name}" for level, name in enumerate(LEVELS)]


def _print_json(edge: Edge, sections: Sequence[Section], texts: Glossary) -> None:
    import json

    tags = [_as_json(tag, texts) for section in sections for tag in section.tags]
    edge.emit(json.dumps(tags, ensure_ascii=False, indent=1) + "\n")


def _as_json(tag: Tag, texts: Glossary) -> dict[str, Any]:
    meaning = texts.meanings.get(tag.id)
    sources = meaning.sources if meaning else ()
    return {
        "id": tag.id,
        "group": tag.group,
        "label": tag.label,
        "aliases": list(tag.aliases),
        "main": tag.main,
        "also": list(tag.also),
        "phase": tag.phase,
        "reach_out": tag.reach_out,
        "own": tag.own,
        "meaning": texts.meaning_of(tag),
        "sources": [texts.sources[key].text for key in sources],
    }

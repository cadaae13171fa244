"""Questions: what is worth asking in supervision, and words for naming it, by what a journal says.

Read by `cfj supervision agenda` only. Knows texts, and by which words they are looked up; judges nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ASKED = 3
"""Questions on one agenda: more than these there is hardly time for."""


class Question(NamedTuple):
    """A question, what it is for (a finding, an open agreement, a pattern, or any time: ""), and a fact.

    `source` is a key of the glossary's sources, "" where there is no fact.
    """

    ask: str
    finding: str = ""
    agreed: str = ""
    pattern: str = ""
    fact: str = ""
    source: str = ""


class Questions(NamedTuple):
    """Every question, and `naming`: for a pattern, conditions, unknown or none, words by how clear it is."""

    questions: tuple[Question, ...]
    naming: Mapping[str, Mapping[str, str]]

    def chosen(
        self, findings: Iterable[str], agreed: Iterable[str], patterns: Iterable[str]
    ) -> tuple[Question, ...]:
        """Return the questions to ask: one for each thing that is there, in this order, then second ones.

        `agreed` names who has not done yet what was agreed, `patterns` those raised, the clearest first.
        """
        wanted = (
            *(("finding", each) for each in findings),
            *(("agreed", each) for each in agreed),
            *(("pattern", each) for each in patterns),
        )
        sets = [[one for one in self.questions if getattr(one, key) == word] for key, word in wanted]
        general = [one for one in self.questions if not (one.finding or one.agreed or one.pattern)]
        firsts, seconds = [found[:1] for found in sets], [found[1:] for found in sets]
        kept = _room_for_patterns([one for found in firsts for one in found])
        ordered = [*kept, *(one for found in seconds for one in found), *general]
        return tuple(dict.fromkeys(ordered))[:ASKED]

    def words_for(self, pattern: str, *, building: bool) -> str:
        """Return words for naming it: `pattern` may be conditions, unknown or none."""
        words = self.naming[pattern]
        return words["building"] if building else words.get("watch", words["building"])


def _room_for_patterns(firsts: list[Question]) -> list[Question]:
    """Conditions come first, but where a pattern is raised one question is about that."""
    pattern = next((one for one in firsts if one.pattern), None)
    if pattern is None or pattern in firsts[:ASKED]:
        return firsts
    return [*firsts[: ASKED - 1], pattern]


@cache
def load() -> Questions:
    """Return the shipped questions, read once."""
    import tomllib
    from pathlib import Path

    path = Path(__file__).with_name("knowledge") / "questions.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Questions(tuple(Question(**fields) for fields in data["question"]), data["naming"])

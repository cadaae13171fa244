"""The tree of a condition: what the language can say, as values that say themselves as they would be written.

Knows nothing of text, of what a measure means, or of how a condition is judged.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Comparator = Literal[">=", "<=", ">", "<"]
Unit = Literal["shifts", "days"]


class Window(NamedTuple):
    """The last `length` shifts worked, or calendar days (weeks are read as 7 days)."""

    length: int
    unit: Unit
    column: int = 0

    def __str__(self) -> str:
        return f"{self.length} {self.unit}"


class Subject(NamedTuple):
    """A pattern or a tag, counted where its level is at least `level`."""

    word: str
    level: int = 1
    column: int = 0

    def __str__(self) -> str:
        return self.word if self.level == 1 else f"{self.word} >= {self.level}"


class Measure(NamedTuple):
    """A named measure with its arguments, as written."""

    name: str
    arguments: tuple[Subject | Window, ...]
    column: int = 0

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))})"


class Number(NamedTuple):
    """A number as written."""

    value: float

    def __str__(self) -> str:
        return f"{self.value:g}"


class Arithmetic(NamedTuple):
    """Two values joined by + - * or /."""

    operator: str
    left: Value
    right: Value

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"


class Comparison(NamedTuple):
    """Two values compared."""

    operator: Comparator
    left: Value
    right: Value

    def __str__(self) -> str:
        return f"{self.left} {self.operator} {self.right}"


class Not(NamedTuple):
    """The contrary of a condition."""

    part: Condition

    def __str__(self) -> str:
        return f"not {_group(self.part)}"


class Junction(NamedTuple):
    """Conditions joined by "and" (all must hold) or "or" (one is enough)."""

    word: Literal["and", "or"]
    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return f" {self.word} ".join(map(_group, self.parts))


Value = Number | Measure | Arithmetic
Condition = Comparison | Not | Junction


def _group(node: Value | Condition) -> str:
    return f"({node})" if isinstance(node, Junction) else str(node)


def comparisons(node: Condition) -> list[Comparison]:
    """Return every comparison of a condition, in the order of reading."""
    match node:
        case Comparison():
            return [node]
        case Not():
            return comparisons(node.part)
        case Junction():
            return [found for part in node.parts for found in comparisons(part)]


def measures(node: Condition | Value) -> list[Measure]:
    """Return every measure of a tree, in the order of reading."""
    match node:
        case Measure():
            return [node]
        case Arithmetic() | Comparison():
            return measures(node.left) + measures(node.right)
        case Not():
            return measures(node.part)
        case Junction():
            return [found for part in node.parts for found in measures(part)]
        case _:
            return []

"""The language of conditions: text to a tree, or every mistake with its place.

    condition  = all { "or" all }
    all        = simple { "and" simple }
    simple     = "not" simple | "(" condition ")" | comparison
    comparison = sum ( ">=" | "<=" | ">" | "<" ) sum
    sum        = product { ("+" | "-") product }
    product    = value { ("*" | "/") value }
    value      = ["-"] number | measure
    measure    = name "(" [ argument { "," argument } ] ")"
    argument   = number ("shifts" | "days" | "weeks") | word [ ">=" number ]

Brackets group conditions only. There are no variables and no calls but the measures, and nothing is
evaluated here. Whether a measure and its words exist is asked of `conditions`; this module knows the
grammar only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cfjournal.rules.tree import Arithmetic, Comparison, Junction, Measure, Not, Number, Subject, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from cfjournal.rules.tree import Comparator, Condition, Unit, Value


class LanguageError(Exception):
    """A condition that can't be read: `message` in one sentence, `column` counted from 1, `hint` a way on."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.column, self.hint = message, column, hint


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


_TOKENS = re.compile(
    r"\s+|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<word>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)"
    r"|(?P<compare>>=|<=|>|<)|(?P<mark>[(),+*/-])|(?P<wrong>.)"
)
_UNITS: dict[str, tuple[Unit, int]] = {
    "shift": ("shifts", 1),
    "shifts": ("shifts", 1),
    "day": ("days", 1),
    "days": ("days", 1),
    "week": ("days", 7),
    "weeks": ("days", 7),
}
DEEPEST = 40
"""Brackets may be nested this deep: far more than a rule needs, too few to exhaust the stack."""


def parse(text: str) -> Condition:
    """Return the tree of a condition. Raises `LanguageError` at the first place that can't be read."""
    reader = _Reader(_tokens(text))
    tree = reader.condition()
    reader.expect_end()
    return tree


def parse_window(text: str) -> Window:
    """Return the window that `text` names (`3 shifts`, `2 weeks`). Raises `LanguageError`."""
    reader = _Reader(_tokens(text))
    window = reader.window()
    reader.expect_end()
    return window


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKENS.finditer(text):
        kind = match.lastgroup
        if kind == "wrong":
            hint = "compare with >= <= > or <" if match[0] in "=!" else ""
            raise LanguageError(f"{match[0]!r} means nothing here", match.start() + 1, hint)
        if kind:
            tokens.append(_Token(kind, match[0], match.start() + 1))
    tokens.append(_Token("end", "", len(text) + 1))
    return tokens


class _Reader:
    """A recursive descent over tokens: one method a line of the grammar."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *texts: str) -> _Token | None:
        token = self.next
        if token.kind != "end" and token.text in texts:
            self.at += 1
            return token
        return None

    def expect(self, text: str, where: str) -> None:
        if not self.take(text):
            raise LanguageError(f"{text!r} is missing {where}", self.next.column)

    def expect_end(self) -> None:
        if self.next.kind != "end":
            raise LanguageError(
                f"{self.next.text!r} was not expected here",
                self.next.column,
                "join conditions with 'and' or 'or'",
            )

    def condition(self) -> Condition:
        return self._joined("or", lambda: self._joined("and", self.simple))

    def _joined(self, word: Literal["and", "or"], part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self.take(word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Junction(word, tuple(parts))

    def simple(self) -> Condition:
        if self.take("not"):
            return self._deeper(lambda: Not(self.simple()))
        if self.take("("):
            inside = self._deeper(self.condition)
            self.expect(")", "after the condition")
            return inside
        return self.comparison()

    def _deeper(self, read: Callable[[], Condition]) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise LanguageError("the brackets are nested too deep", self.next.column)
        node = read()
        self.depth -= 1
        return node

    def comparison(self) -> Comparison:
        left = self.sum()
        token = self.next
        if token.kind != "compare":
            hint = "a condition compares, for example count(dread, 14 shifts) >= 5"
            raise LanguageError("a comparison is missing here", token.column, hint)
        self.at += 1
        operator: Comparator = token.text  # type: ignore[assignment]
        return Comparison(operator, left, self.sum())

    def sum(self) -> Value:
        return self._chain(self.product, "+", "-")

    def product(self) -> Value:
        return self._chain(self.value, "*", "/")

    def _chain(self, part: Callable[[], Value], *operators: str) -> Value:
        left = part()
        while token := self.take(*operators):
            left = Arithmetic(token.text, left, part())
        return left

    def value(self) -> Value:
        minus = self.take("-")
        token = self.next
        if token.kind == "number":
            self.at += 1
            return Number(-float(token.text) if minus else float(token.text))
        if not minus and token.kind == "word" and token.text not in ("and", "or", "not"):
            return self.measure()
        found = repr(token.text) if token.text else "the end"
        raise LanguageError(f"a number or a measure is missing before {found}", token.column)

    def measure(self) -> Measure:
        name = self.next
        self.at += 1
        self.expect("(", f"after {name.text}")
        arguments: list[Subject | Window] = []
        if not self.take(")"):
            arguments.append(self.argument())
            while self.take(","):
                arguments.append(self.argument())
            self.expect(")", f"after what {name.text} measures")
        return Measure(name.text, tuple(arguments), name.column)

    def argument(self) -> Subject | Window:
        token = self.next
        if token.kind == "number":
            return self.window()
        if token.kind != "word":
            raise LanguageError(
                "a word or a window is missing here", token.column, "for example dread, or 14 shifts"
            )
        self.at += 1
        if not self.take(">="):
            return Subject(token.text, 1, token.column)
        level = self.next
        if level.kind != "number" or not level.text.isdigit() or not 1 <= int(level.text) <= 9:
            raise LanguageError("a whole number from 1 to 9 is missing here", level.column)
        self.at += 1
        return Subject(token.text, int(level.text), token.column)

    def window(self) -> Window:
        number = self.next
        if number.kind != "number":
            raise LanguageError("a number of shifts, days or weeks is missing here", number.column)
        if not number.text.isdigit() or not 1 <= int(number.text) <= 400:
            raise LanguageError("a window is a whole number from 1 to 400", number.column)
        self.at += 1
        unit = _UNITS.get(self.next.text)
        if unit is None:
            raise LanguageError("a window needs its unit", self.next.column, "shifts, days or weeks")
        self.at += 1
        return Window(int(number.text) * unit[1], unit[0], number.column)

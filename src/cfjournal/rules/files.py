"""Rule files: TOML to rules, with every fault at its line and column.

A file is a list of `[[rule]]`. Reading collects all faults, so that one run shows them all. The shipped
rules are such a file too and use nothing that a person's own could not.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cfjournal.errors import RulesError, reason_of
from cfjournal.rules.conditions import check, near
from cfjournal.rules.language import LanguageError, parse, parse_window
from cfjournal.rules.rule import STAGES, Rule, RuleSet
from cfjournal.rules.tree import Condition, Not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.vocabulary import Vocabulary

SHIPPED = Path(__file__).parent.parent / "knowledge" / "rules.toml"
REQUIRED = ("id", "pattern", "stage", "when", "says")
OPTIONAL = ("until", "for", "keep", "because", "source")


class Fault(NamedTuple):
    """One thing wrong in a rule file: where (line and column from 1), what, and a way on."""

    line: int
    column: int
    message: str
    hint: str = ""
    quoted: str = ""

    def __str__(self) -> str:
        caret = f"\n    {self.quoted}\n    {' ' * (self.column - 1)}^" if self.quoted else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.line}:{self.column}: {self.message}{hint}{caret}"


def read_rules(text: str, vocabulary: Vocabulary) -> tuple[tuple[Rule, ...], list[Fault]]:
    """Return the rules that a file holds, and all that is wrong with it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), [_toml_fault(text, str(error))]
    places = _Places(text)
    faults = [
        places.fault(
            0,
            key,
            f"{key!r} does not belong in a rule file",
            near(key, ["rule"]) or "rules begin with [[rule]]",
        )
        for key in data
        if key != "rule"
    ]
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        return (), [*faults, places.fault(0, "rule", "rules are written as [[rule]] tables")]
    rules: list[Rule] = []
    for number, table in enumerate(tables, 1):
        rule, wrong = _RuleReader(number, table, places, vocabulary).read()
        if rule and any(rule.id == other.id for other in rules):
            wrong.append(places.fault(number, "id", f"there are two rules with the id {rule.id!r}"))
        faults += wrong
        if rule and not wrong:
            rules.append(rule)
    return tuple(rules), sorted(faults, key=lambda fault: (fault.line, fault.column))


def without_sense(text: str, rules: Sequence[Rule], vocabulary: Vocabulary) -> list[Fault]:
    """Return a fault for each rule of a file that reads well and can never do what it seems to."""
    from cfjournal.rules.sense import nonsense

    places = _Places(text)
    ids = [rule.id for rule in rules]
    return [
        places.fault(ids.index(rule.id) + 1, key, f"{rule.id}: {says}")
        for rule, key, says in nonsense(rules, vocabulary)
    ]


def load(path: Path, vocabulary: Vocabulary, *, strict: bool = False) -> tuple[Rule, ...]:
    """Return the rules of a file; `strict` also refuses rules that make no sense.

    Raises `RulesError` that shows every fault.
    """
    text = _text(path)
    rules, faults = read_rules(text, vocabulary)
    if strict and not faults:
        faults = without_sense(text, rules, vocabulary)
    if faults:
        many = f"{len(faults)} faults" if len(faults) > 1 else "a fault"
        shown = "\n".join(f"  {path.name}:{fault}" for fault in faults)
        raise RulesError(f"{path.name} has {many}:\n{shown}", "cfj rules check FILE reads a rule file again")
    return rules


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise RulesError(
            f"{path} can't be read: {reason_of(error)}", "check the name of the rule file"
        ) from None
    except UnicodeDecodeError:
        raise RulesError(f"{path} is not UTF-8 text", "save the rule file as UTF-8") from None


def shipped(vocabulary: Vocabulary) -> RuleSet:
    """Return the rules that come with the program."""
    return RuleSet(load(SHIPPED, vocabulary))


def _toml_fault(text: str, error: str) -> Fault:
    found = re.search(r"\(at line (\d+), column (\d+)\)", error)
    lines = text.splitlines()
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), 1)
    quoted = lines[line - 1] if 0 < line <= len(lines) else ""
    return Fault(line, column, f"this is not TOML: {error.partition(' (at')[0].lower()}", "", quoted)


class _Places:
    """Where the values of each table stand in the text (tables counted from 1; 0 is before the first)."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.found: dict[tuple[int, str], tuple[int, int]] = {}
        table = 0
        for number, line in enumerate(self.lines, 1):
            if re.match(r"\s*\[\[\s*rule\s*\]\]", line):
                table += 1
                self.found[table, ""] = (number, 1)
            elif (match := re.match(r"\s*(?:\[+\s*)?([\w-]+)\s*(?:=\s*(?:\"\"\"|'''|[\"'])?|\])", line)) and (
                table,
                match[1],
            ) not in self.found:
                self.found[table, match[1]] = (number, match.end() + 1)

    def fault(  # noqa: PLR0913 (what a fault is made of)
        self, table: int, key: str, message: str, hint: str = "", offset: int = 0, *, at_key: bool = False
    ) -> Fault:
        line, column = self.found.get((table, key)) or self.found.get((table, "")) or (1, 1)
        quoted = self.lines[line - 1] if line <= len(self.lines) else ""
        if at_key:
            column = quoted.find(key) + 1
        return Fault(line, min(column + offset, len(quoted) + 1), message, hint, quoted)


class _RuleReader:
    """Reads one [[rule]] table, collecting faults."""

    def __init__(self, number: int, table: dict[str, Any], places: _Places, vocabulary: Vocabulary) -> None:
        self.number, self.table, self.places, self.vocabulary = number, table, places, vocabulary
        self.faults: list[Fault] = []

    def wrong(self, key: str, message: str, hint: str = "", offset: int = 0, *, at_key: bool = False) -> None:
        self.faults.append(self.places.fault(self.number, key, message, hint, offset, at_key=at_key))

    def read(self) -> tuple[Rule | None, list[Fault]]:
        for key in self.table:
            if key not in REQUIRED + OPTIONAL:
                self.wrong(key, f"a rule has no {key!r}", near(key, REQUIRED + OPTIONAL), at_key=True)
        for key in REQUIRED:
            if key not in self.table:
                self.wrong("", f"the rule has no {key!r}")
        pattern, stage = self.text("pattern"), self.text("stage")
        if pattern and pattern not in STAGES:
            self.wrong(
                "pattern",
                f"{pattern!r} is no pattern",
                near(pattern, STAGES) or f"one of {', '.join(STAGES)}",
            )
        elif stage and stage not in STAGES.get(pattern, ()):
            self.wrong("stage", f"{stage!r} is no stage of {pattern}", f"one of {', '.join(STAGES[pattern])}")
        when, until = self.condition("when"), self.condition("until")
        hold, keep = self.shifts("for"), self.shifts("keep")
        identity, says = self.text("id"), self.text("says")
        if self.faults or when is None:
            return None, self.faults
        rule = Rule(
            identity,
            pattern,
            stage,  # type: ignore[arg-type]
            when,
            until or Not(when),
            hold,
            keep,
            says,
            self.text("because"),
            self.text("source"),
        )
        return rule, self.faults

    def text(self, key: str) -> str:
        value = self.table.get(key, "")
        if not isinstance(value, str):
            self.wrong(key, f"{key!r} is text in quotes")
            return ""
        if key in self.table and not value.strip():
            self.wrong(key, f"{key!r} is empty")
        return " ".join(value.split()) if key not in ("when", "until") else value

    def condition(self, key: str) -> Condition | None:
        text = self.text(key)
        if not text.strip():
            return None
        try:
            tree = parse(text)
        except LanguageError as error:
            self.wrong(key, error.message, error.hint, error.column - 1)
            return None
        for fault in check(tree, self.vocabulary):
            self.wrong(key, fault.message, fault.hint, fault.column - 1)
        return tree

    def shifts(self, key: str) -> int:
        text = self.text(key)
        if not text:
            return 1
        try:
            window = parse_window(text)
        except LanguageError as error:
            self.wrong(key, error.message, error.hint, error.column - 1)
            return 1
        if window.unit != "shifts":
            self.wrong(key, f"{key!r} counts shifts", 'for example "3 shifts"')
        return window.length

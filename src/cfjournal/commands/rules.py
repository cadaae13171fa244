"""`cfj rules list` and `cfj rules check`: the rules in words, and a rule file read with all its faults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cfjournal.commands import judging
from cfjournal.commands.desk import sit_down
from cfjournal.errors import RulesError

if TYPE_CHECKING:
    from cfjournal.commands.edge import Edge
    from cfjournal.rules.rule import Rule
    from cfjournal.vocabulary import Vocabulary


def list_rules(edge: Edge, *, as_json: bool) -> None:
    """Print every rule that judges this journal."""
    desk = sit_down(edge)
    vocabulary = desk.config.vocabulary()
    rules = judging.rules_of(desk.root, vocabulary)
    if as_json:
        import json

        found = {"digest": rules.digest, "rules": [_as_json(rule) for rule in rules.rules]}
        edge.say(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for rule in rules.rules:
        _show(edge, rule, vocabulary)
    edge.say(f"{len(rules.rules)} rules, digest {rules.digest}")


def _as_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "pattern": rule.pattern,
        "stage": rule.stage,
        "when": str(rule.when),
        "until": str(rule.until),
        "for": rule.hold,
        "keep": rule.keep,
        "says": rule.says,
        "because": rule.because,
        "source": rule.source,
    }


def _show(edge: Edge, rule: Rule, vocabulary: Vocabulary) -> None:
    from cfjournal.display import wrapped
    from cfjournal.rules.words import condition_words

    title = f"{rule.id} ({rule.pattern}, {rule.stage})"
    edge.say(wrapped(title, edge.width, hang="  ") if not edge.plain else title)
    when = f"when {condition_words(rule.when, vocabulary)}{_shifts(rule.hold)}"
    until = f"until {condition_words(rule.until, vocabulary)}{_shifts(rule.keep)}"
    for text in (rule.says, f"Fires {when}.", f"Stays {until}.", rule.because, rule.source):
        if text:
            edge.say(wrapped(text, edge.width, indent="  ") if not edge.plain else f"  {text}")
    edge.say()


def _shifts(number: int) -> str:
    return f", on {number} shifts in a row" if number > 1 else ""


def check(edge: Edge, file: str) -> None:
    """Read a rule file and say that it is right. Raises `RulesError` with every fault at its place."""
    vocabulary = sit_down(edge).config.vocabulary()
    from cfjournal.rules.files import load, shipped

    own = load(Path(file), vocabulary, strict=True)
    if not own:
        raise RulesError(
            f"{file} holds no rule", "a rule begins with [[rule]]; cfj rules list shows the shipped ones"
        )
    replaced = {rule.id for rule in own} & {rule.id for rule in shipped(vocabulary).rules}
    of_them = f", {len(replaced)} in place of a shipped one" if replaced else ""
    edge.say(f"{file}: {len(own)} rule{'s' if len(own) != 1 else ''} read without a fault{of_them}")

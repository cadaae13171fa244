"""Which rules judge: the shipped ones, with those of the journal's own `rules.toml` or of a file named."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cfjournal.rules.rule import RuleSet
    from cfjournal.vocabulary import Vocabulary

OWN_RULES = "rules.toml"


def rules_of(root: Path, vocabulary: Vocabulary) -> RuleSet:
    """Return the rules of the journal at `root`. Raises `RulesError` with every fault of its own file."""
    from cfjournal.rules import files
    from cfjournal.rules.rule import with_own

    base = files.shipped(vocabulary)
    own = root / OWN_RULES
    return with_own(base, files.load(own, vocabulary)) if own.is_file() else base


def rules_from(path: Path, vocabulary: Vocabulary) -> RuleSet:
    """Return the shipped rules with those of a file. Raises `RulesError`."""
    from cfjournal.rules import files
    from cfjournal.rules.rule import with_own

    return with_own(files.shipped(vocabulary), files.load(path, vocabulary))


def shipped_rules(vocabulary: Vocabulary) -> RuleSet:
    """Return the rules that come with the program, and none of the person's own."""
    from cfjournal.rules import files

    return files.shipped(vocabulary)

"""The one family of errors that a person may meet, each with a sentence, a hint and an exit code.

A message starts in lower case and says what happened; the hint says what to do next.
Neither ever holds the text of a note. Only `cli.main` prints them.
"""

from __future__ import annotations


class CfjError(Exception):
    """Something the person should know, in one sentence, with a way on.

    `exit_code` is part of the public interface: see the classes below.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(CfjError):
    """The command line asks for something that cannot be (exit 2)."""

    exit_code = 2


class LockedError(CfjError):
    """Another process holds the journal, or the passphrase is wrong (exit 3)."""

    exit_code = 3


class DamagedError(CfjError):
    """A file of the journal could not be read and was left alone (exit 4)."""

    exit_code = 4


class NotSavedError(CfjError):
    """What was to be written is not in the journal; the message names where the text is (exit 5)."""

    exit_code = 5


class RulesError(CfjError):
    """A rule file is wrong, or a rule test failed (exit 6)."""

    exit_code = 6


def reason_of(error: OSError) -> str:
    """Return what the system said, in lower case, to stand within a sentence of ours: `permission denied`."""
    return (error.strerror or "unknown").lower()

"""What the parser does not like, in our words: one sentence, and a near match or where to look.

It is given Typer's complaint and what was typed; it knows no command, and runs nothing. Imported only when
something was mistyped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cfjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import typer

AGO = re.compile(r"-\d+\w")
"""What looks like a day (`-2d`) where none is taken; `-2m` is none, and its author meant one."""


def in_our_words(error: typer.TyperException, args: Sequence[str], commands: Collection[str]) -> UsageError:
    """Return the `UsageError` that says what `error` says of `args`."""
    context: Any = getattr(error, "ctx", None)
    called = next((f"cfj {word}" for word in args if word in commands), "cfj")
    name = context.command_path if context else called
    look = f"`{name} --help` shows how"
    option = getattr(error, "option_name", None)
    if option and hasattr(error, "possibilities"):
        return _no_such_option(_as_typed(option, args), error.possibilities, context, look)
    if option:
        return UsageError(f"{option} needs something after it", look)
    message = " ".join(error.format_message().split()).rstrip(".")
    if found := re.fullmatch(r"Got unexpected extra argument\(s\) \((.*)\)", message):
        return UsageError(f"not expected after `{name}`: {found[1]}", look)
    if found := re.fullmatch(r"Invalid value for (.*?): (.*)", message):
        what = found[2].replace("a valid int range", "a number").replace("a valid int", "a number")
        return UsageError(f"{_named(found[1])}: {what}", look)
    return UsageError(message[:1].lower() + message[1:], look)


def _as_typed(option: str, args: Sequence[str]) -> str:
    """Return the word that was typed: of `-2d` and `-since` the parser names the first letter alone."""
    if len(option) > 2:
        return option
    return next((arg for arg in args if arg.startswith(option) and not arg.startswith("--")), option)


def _no_such_option(typed: str, near: Sequence[str] | None, context: Any, look: str) -> UsageError:
    own = _options(context)
    problem = f"there is no option {typed}"
    if context and typed in (first := _options(root := context.find_root())):
        _, *rest = context.command_path.split(maxsplit=1)
        takes = filter(None, (root.info_name, typed, first[typed], *rest))
        return UsageError(f"{problem} here", f"it stands first: `{' '.join(takes)}`")
    if AGO.fullmatch(typed) and (days := [name for name, metavar in own.items() if metavar == "DAY"]):
        return UsageError(problem, f"did you mean {days[0]} {typed if typed[-1] in 'dw' else '-4w'}?")
    if AGO.fullmatch(typed):
        look = f"days ago are written -2d, weeks -3w; {look}"
    if (doubled := f"-{typed}") in own:
        near = (doubled,)
    return UsageError(problem, f"did you mean {' or '.join(sorted(near))}?" if near else look)


def _options(context: Any) -> dict[str, str | None]:
    """Return the options of a command by name, each with what it takes."""
    if context is None:
        return {}
    return {name: param.metavar for param in context.command.params for name in param.opts if name[:1] == "-"}


def _named(options: str) -> str:
    """Return the longest of `'-n' / '--limit'`, bare."""
    return max(options.replace("'", "").split(" / "), key=len)

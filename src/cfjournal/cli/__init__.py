"""`cfj`: the one way in from a command line, and the only place where an error is printed.

`main` is the process: umask, streams, the garbage collector. `run` is the same without the process, for
tests. Typer is imported by `cli.app` and the modules of commands alone, after the collector is off.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from cfjournal.errors import CfjError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cfjournal.commands.edge import Edge

INTERRUPTED = 130


def main() -> NoReturn:
    """Run `cfj` as this process and leave with its exit code."""
    import gc

    gc.disable()  # a command lives for milliseconds: collecting on the way is a fifth of its start
    os.umask(0o077)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:  # started with a closed stream: nowhere to write, nothing to ask
            os._exit(1)
    for output in (sys.stdout, sys.stderr):
        output.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code = _run_process(sys.argv[1:])
    for output in (sys.stdout, sys.stderr):
        with suppress(OSError):  # what could not be written has been told of
            output.flush()
    os._exit(code)  # all is on disk and out: taking the interpreter apart is a twentieth of a start


def _run_process(args: Sequence[str]) -> int:
    from cfjournal.commands.edge import from_process

    try:
        edge = from_process(os.environ)
    except CfjError as error:
        sys.stderr.write(f"cfj: error: {error.message}\ncfj: hint: {error.hint}\n")
        return error.exit_code
    return run(args, edge)


def run(args: Sequence[str], edge: Edge) -> int:
    """Run one command with the world given, print what went wrong on `edge.stderr`, return the exit code."""
    try:
        from cfjournal.cli.app import invoke

        code = invoke(args, edge)
        edge.finish()
    except CfjError as error:
        return _report(edge, error)
    except KeyboardInterrupt:
        edge.tell()
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough: `cfj list | head`
        return 0
    except Exception as error:  # noqa: BLE001  (the boundary: nothing gets past it)
        return _report_unexpected(edge, error)
    return code


def _report(edge: Edge, error: CfjError) -> int:
    edge.tell(f"cfj: error: {error.message}")
    if error.hint:
        edge.tell(f"cfj: hint: {error.hint}")
    return error.exit_code


def _report_unexpected(edge: Edge, error: Exception) -> int:
    """Say that something is wrong inside cfj, without the exception's text: it may hold a note."""
    kind = type(error).__name__
    if edge.env.get("CFJ_DEBUG") == "1":
        import traceback

        edge.stderr.writelines(traceback.format_tb(error.__traceback__))
        hint = "the lines above say where; they hold nothing you wrote"
    else:
        hint = "run it again with CFJ_DEBUG=1 to see where; nothing you wrote is shown"
    return _report(edge, CfjError(f"something went wrong inside cfj ({kind})", hint))

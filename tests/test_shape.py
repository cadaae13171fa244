"""Shape: which part may know which, what only one place may touch, and how long a piece may be.

Everything is read from the source of the installed package, with imports inside functions and for types
alike. Each detector is first shown something that it must find.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import cfjournal

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(cfjournal.__file__).parent


class Module(NamedTuple):
    """A module of the package: its dotted name without `cfjournal.`, its lines and its tree."""

    name: str
    lines: int
    tree: ast.Module


def _modules() -> Iterator[Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        yield Module(name, text.count("\n"), ast.parse(text))


MODULES = {module.name: module for module in _modules()}
every_module = pytest.mark.parametrize("module", MODULES.values(), ids=MODULES)


# --- the arrows ------------------------------------------------------------------------------------------

PARTS = {
    "errors": ("errors",),
    "entry": ("agreements", "day_words", "days", "entry", "period", "share"),
    "words": ("vocabulary", "beginnings", "own_words", "glossary", "learn", "questions", "support", "steps"),
    "series": ("series",),
    "rules": ("rules",),
    "review": ("agenda", "review", "situation", "tally", "trends", "eased", "before", "weight"),
    "display": ("display",),
    "render": ("render",),
    "identifiers": ("identifiers",),
    "simulate": ("simulate",),
    "system": ("system",),
    "codec": ("fields", "agreed_fields", "codec", "quick"),
    "store": (
        "store",
        "disk",
        "drafts",
        "entry_files",
        "finding",
        "reading",
        "journal_file",
        "exchange",
        "checkup",
        "findings",
        "repair",
        "trash",
        "changes",
        "history",
        "archive",
        "backup_file",
        "backups",
        "gathering",
        "merging",
        "restoring",
        "shares",
        "since_backup",
    ),
    "intake": ("intake",),
    "config": ("config", "moves"),
    "commands": ("commands",),
    "cli": ("cli", "__main__"),
    "version": ("__init__",),
}
"""Each part of the house, and the modules or packages that it is made of."""

ARROWS = {
    "errors": (),
    "entry": ("errors",),
    "words": ("entry",),
    "series": ("entry",),
    "rules": ("series", "words"),
    "review": ("rules",),
    "display": (),
    "render": ("review", "display"),
    "identifiers": (),
    "simulate": ("rules",),
    "system": (),
    "codec": ("entry",),
    "store": ("codec", "system"),
    "intake": ("store", "words"),
    "config": ("words",),
    "commands": ("render", "identifiers", "store", "intake", "config", "simulate"),
    "cli": ("commands", "version"),
    "version": (),
}
"""What each part may know: these, and whatever they may know. `render` knows no store, and nothing knows up."""


def known_to(part: str) -> set[str]:
    return {part}.union(*(known_to(below) for below in ARROWS[part]))


def part_of(module: str) -> str | None:
    """The part whose module, or package, comes first in this dotted name."""
    first = module.partition(".")[0]
    return next((part for part, members in PARTS.items() if first in members), None)


class Import(NamedTuple):
    """One import: the whole dotted name, and what of it is a module as far as can be told."""

    name: str
    line: int


def imports(tree: ast.Module) -> list[Import]:
    """Every import of a module, also inside functions: `from a import b` is `a.b`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full here"
            found += [Import(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


def inside(name: str) -> str | None:
    """The module of this package that an imported name lies in, without `cfjournal.`."""
    if name != "cfjournal" and not name.startswith("cfjournal."):
        return None
    rest = name.removeprefix("cfjournal").removeprefix(".")
    while rest and rest not in MODULES:
        rest = rest.rpartition(".")[0]
    return rest or "__init__"


def test_every_module_has_its_place_in_the_house() -> None:
    assert {name: part_of(name) for name in MODULES if part_of(name) is None} == {}
    gone = [
        name
        for members in PARTS.values()
        for name in members
        if not any(m.split(".")[0] == name for m in MODULES)
    ]
    assert gone == []


def test_imports_are_found_wherever_they_stand() -> None:
    tree = ast.parse(
        "import os\nif X:\n    from cfjournal import store\ndef f():\n    from cfjournal.days import day_of"
    )
    assert [name for name, _ in imports(tree)] == ["os", "cfjournal.store", "cfjournal.days.day_of"]
    assert [inside(name) for name, _ in imports(tree)] == [None, "store", "days"]


def test_the_arrows_forbid_what_they_are_there_to_forbid() -> None:
    assert "store" not in known_to("render")
    assert "commands" not in known_to("store") | known_to("render") | known_to("config")
    assert known_to("entry") == {"entry", "errors"}


@every_module
def test_arrows_run_one_way(module: Module) -> None:
    part = part_of(module.name)
    assert part is not None
    targets = {(one.line, target) for one in imports(module.tree) if (target := inside(one.name))}
    against = [f"line {line}: {target}" for line, target in targets if part_of(target) not in known_to(part)]
    assert against == []


# --- what only one place may touch -------------------------------------------------------------------------

ONLY_IN = {
    "rich": ("render.lines",),
    "typer": ("cli",),
    "docx": ("render.docx",),
    "platformdirs": ("system",),
    "fcntl": ("system",),
    "tempfile": ("system",),
    "zipfile": ("archive",),
    "subprocess": ("commands.editor",),
    "readline": ("commands.edge",),
    "multiprocessing": ("simulate.measuring",),
    "click": (),
}
"""Who alone may import it: a module, or a package and all in it."""

NETWORK = (
    "socket",
    "ssl",
    "urllib",
    "http",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "xmlrpc",
    "asyncio",
)
NEVER = (*NETWORK, "pickle", "marshal", "shelve", "logging")
"""No network; nothing that runs what it reads; no log in which a note might end up."""


def _lies_in(module: str, places: tuple[str, ...]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


@every_module
def test_what_is_heavy_or_delicate_is_imported_in_one_place(module: Module) -> None:
    strays = [
        one
        for one in imports(module.tree)
        if (first := one.name.split(".")[0]) in ONLY_IN and not _lies_in(module.name, ONLY_IN[first])
    ]
    assert strays == []


@every_module
def test_nothing_can_reach_a_network_or_run_what_it_reads(module: Module) -> None:
    assert [one for one in imports(module.tree) if one.name.split(".")[0] in NEVER] == []
    calls = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    assert [
        call.lineno for call in calls if ast.unparse(call) in {"eval", "exec", "compile", "__import__"}
    ] == []


WORLD = (
    *(f"datetime.datetime.{name}" for name in ("now", "today", "utcnow")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "localtime", "gmtime", "strftime", "ctime", "tzname")),
    *(
        "os.environ",
        "os.environb",
        "os.getenv",
        "os.get_terminal_size",
        "shutil.get_terminal_size",
        "os.isatty",
    ),
    *("sys.stdin", "sys.stdout", "sys.stderr", "sys.argv", "print", "input", "getpass.getpass"),
    *("pathlib.Path.home", "pathlib.Path.cwd", "os.getcwd", "os.path.expanduser"),
)
"""The clock, the environment, the terminal and where one happens to stand."""

WORLD_METHODS = ("expanduser", "isatty")
"""The same, where only the method's name can be known."""

THE_EDGE = ("cli", "commands.edge")
"""The process meets the program here, and hands on what is needed as values."""

WORLD_ALLOWED = {"store": {"expanduser"}}
"""A `~` in CFJ_HOME or --journal is the person's home, however it got there."""


def worldly(tree: ast.Module) -> set[str]:
    """What a module takes from the world by itself, as full names; `.astimezone()` takes the machine's zone."""
    names = {"print": "print", "input": "input"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.split(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            first, dot, rest = ast.unparse(node).partition(".")
            found.add(names[first] + dot + rest if first in names else "")
        if isinstance(node, ast.Attribute) and node.attr in WORLD_METHODS:
            found.add(node.attr)
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "astimezone"
        ):
            found |= set() if node.args or node.keywords else {"astimezone()"}
    return found & {*WORLD, *WORLD_METHODS, "astimezone()"}


@pytest.mark.parametrize(
    ("source", "taken"),
    [
        ("import datetime as dt\nx = dt.datetime.now()", {"datetime.datetime.now"}),
        ("from datetime import date\nx = date.today()", {"datetime.date.today"}),
        ("def f():\n    from os import environ as e\n    return e['HOME']", {"os.environ"}),
        ("import os\nif os.environ.get('X'): print(1)", {"os.environ", "print"}),
        ("import sys\nsys.stdout.write('x')", {"sys.stdout"}),
        (
            "from pathlib import Path\nPath.home()\nPath('~').expanduser()",
            {"pathlib.Path.home", "expanduser"},
        ),
        ("moment.astimezone()", {"astimezone()"}),
        ("moment.astimezone(zone)\ndesk.today\nedge.stdout\nimport time\ntime.sleep(1)", set()),
    ],
)
def test_what_is_taken_from_the_world_is_found(source: str, taken: set[str]) -> None:
    assert worldly(ast.parse(source)) == taken


@pytest.mark.parametrize("name", [name for name in MODULES if not _lies_in(name, THE_EDGE)])
def test_clock_environment_and_terminal_stay_at_the_edge(name: str) -> None:
    module = MODULES[name]
    assert worldly(module.tree) == WORLD_ALLOWED.get(module.name, set())


def test_the_edge_is_where_the_world_comes_in() -> None:
    assert worldly(MODULES["commands.edge"].tree) >= {
        "datetime.datetime.now",
        "sys.stdin",
        "os.get_terminal_size",
    }


# --- sizes and words ----------------------------------------------------------------------------------------

MOST_LINES = 300
"""Of a module: longer than this it usually holds two ideas."""

LONGEST_FUNCTION = 50
"""Lines, with its docstring."""


class Piece(NamedTuple):
    """A function, method or class, and whether it is meant for others."""

    name: str
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    public: bool


def pieces(body: list[ast.stmt], within: str = "", public: bool = True) -> Iterator[Piece]:
    """Every class, function and method; what stands inside a function belongs to it."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            open_to_all = public and not node.name.startswith("_")
            yield Piece(within + node.name, node, open_to_all)
            if isinstance(node, ast.ClassDef):
                yield from pieces(node.body, f"{within}{node.name}.", open_to_all)
        elif isinstance(node, ast.If | ast.Try | ast.With):
            yield from pieces(node.body, within, public)


def lengths(module: Module) -> dict[str, int]:
    """The lines of the module and of each of its functions."""
    functions = {
        f"{module.name}:{piece.name}": (piece.node.end_lineno or 0) - piece.node.lineno + 1
        for piece in pieces(module.tree.body)
        if not isinstance(piece.node, ast.ClassDef)
    }
    return {module.name: module.lines, **functions}


def _bound(name: str) -> int:
    return LONGEST_FUNCTION if ":" in name else MOST_LINES


@every_module
def test_modules_and_functions_are_short(module: Module) -> None:
    assert {name: lines for name, lines in lengths(module).items() if lines > _bound(name)} == {}


def test_pieces_are_found_within_classes_and_conditions() -> None:
    tree = ast.parse(
        "class A:\n  def f(self): ...\n  def _g(self): ...\nif X:\n  def h(): ...\ndef _i():\n  def j(): ..."
    )
    found = {piece.name: piece.public for piece in pieces(tree.body)}
    assert found == {"A": True, "A.f": True, "A._g": False, "h": True, "_i": False}


@every_module
def test_what_is_public_says_what_it_is_for(module: Module) -> None:
    assert ast.get_docstring(module.tree), "a module opens with what it is for"
    public = [piece for piece in pieces(module.tree.body) if piece.public]
    assert [piece.name for piece in public if not ast.get_docstring(piece.node)] == []

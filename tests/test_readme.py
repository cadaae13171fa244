"""README: its sessions are run, in its order, in a new journal; what it shows must be what the program prints.

In a session a line that begins with `$ ` is a command, `...` alone on a line stands for any lines, and ids of
entries may differ. Where the program asks, what follows the question on its line is what the person types.
"""

from __future__ import annotations

import datetime as dt
import difflib
import io
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from cfjournal import config
from cfjournal.cli import run
from cfjournal.commands.edge import Edge
from cfjournal.errors import UsageError
from cfjournal.own_words import KEYS

README = Path(__file__).parents[1] / "README.md"
TEXT = README.read_text("utf-8")

NOW = dt.datetime(2026, 11, 20, 21, 14, 3, tzinfo=dt.UTC)
"""The moment at which all sessions happen: a Friday evening."""

ID = re.compile(r"\b[0-9a-f]{8}(?:[0-9a-f]{4})?\b")
"""The short id of an entry, or the digest of a rule set."""


class Exchange(NamedTuple):
    """A command as it is typed, and what the README shows after it."""

    command: str
    shown: str


def exchanges(text: str) -> list[Exchange]:
    """Every command in the console blocks of a document, in order."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        assert block.startswith("$ "), "a session begins with a command"
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = piece.partition("\n")
            found.append(Exchange(command, re.sub(r"^>$", "> ", shown, flags=re.MULTILINE)))
    return found


class Screen(io.TextIOWrapper):
    """Holds what both output streams put on a terminal."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    @property
    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


class Keyboard(io.StringIO):
    """Types what the README shows after what stands on the screen so far, and echoes it there."""

    def __init__(self, screen: Screen, shown: str) -> None:
        super().__init__()
        self.screen, self.shown = screen, shown
        self.used = False

    def readline(self, _limit: int | None = -1, /) -> str:  # type: ignore[override]
        self.used, so_far = True, self.screen.text
        if not self.shown.startswith(so_far):
            return ""  # the end: the comparison will show what was different
        typed = self.shown[len(so_far) :].partition("\n")[0] + "\n"
        self.screen.write(typed)
        return typed


def run_on_a_terminal(exchange: Exchange, journal: Path) -> tuple[str, bool]:
    """Run the command, 80 columns wide and without colour; return what is on the screen, and whether it asked."""
    program, *args = shlex.split(exchange.command)
    assert program == "cfj", "the sessions of the README are with cfj"
    screen = Screen()
    keyboard = Keyboard(screen, exchange.shown)
    env = {"CFJ_HOME": str(journal), "LANG": "en_GB.UTF-8"}
    run(args, Edge(env, NOW, keyboard, screen, screen, stdin_is_terminal=True, stdout_is_terminal=True))
    return screen.text, keyboard.used


def plainly(text: str) -> str:
    """The text without what may differ: ids, and spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in ID.sub("00000000", text).splitlines())


def agree(shown: str, printed: str) -> bool:
    """Whether what is shown is what was printed, with `...` alone on a line for any lines."""
    parts = re.split(r"^\.\.\.$", plainly(shown), flags=re.MULTILINE)
    return re.fullmatch("(?:.*)".join(map(re.escape, parts)), plainly(printed), re.DOTALL) is not None


def anew(shown: str, printed: str) -> str:
    """What should be shown now: of each part between lines of `...`, all from where it begins to where it ends."""
    lines, parts = (
        [line.rstrip() for line in printed.splitlines()],
        re.split(r"^\.\.\.$", shown, flags=re.MULTILINE),
    )

    def place_of(line: str) -> int:
        return next(at for at, other in enumerate(lines) if other.split()[:2] == line.split()[:2])

    def now(part: str) -> str:
        if not (held := part.strip("\n")):
            return part
        first, *_, last = [*held.splitlines()] * 2
        return part.replace(held, "\n".join(lines[place_of(first) : place_of(last) + 1]))

    return printed if len(parts) == 1 else "...".join(map(now, parts))


def write_anew(exchange: Exchange, printed: str) -> Exchange:
    """Put what the program prints into the README, and return what it shows now."""
    now = exchange._replace(shown=anew(exchange.shown, printed))
    before, after = (f"$ {each.command}\n{each.shown}" for each in (exchange, now))
    README.write_text(README.read_text("utf-8").replace(before, after), "utf-8")
    return now


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme") / "journal"


@pytest.mark.parametrize("exchange", exchanges(TEXT), ids=[each.command for each in exchanges(TEXT)])
def test_a_session_is_what_the_program_says(
    exchange: Exchange,
    journal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    printed, asked = run_on_a_terminal(exchange, journal)
    if request.config.getoption("--update-golden") and not asked:
        exchange = write_anew(exchange, printed)
    difference = difflib.unified_diff(
        plainly(exchange.shown).splitlines(),
        plainly(printed).splitlines(),
        "README.md",
        "the program",
        lineterm="",
    )
    assert agree(exchange.shown, printed), "\n".join(difference)


def test_the_sessions_show_the_way_from_the_first_entry_to_supervision() -> None:
    commands = [shlex.split(each.command)[1] for each in exchanges(TEXT)]
    assert {"demo", "log", "report", "export"} <= set(commands)


def test_a_session_is_read_as_it_is_written() -> None:
    text = "a\n```console\n$ cfj log\nDay?\n>\nSaved 1a2b3c4d\n$ cfj list\n```\n```sh\n$ no\n```\n"
    assert exchanges(text) == [Exchange("cfj log", "Day?\n> \nSaved 1a2b3c4d\n"), Exchange("cfj list", "")]


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("Saved 1a2b3c4d\n", "Saved 99999999\n", True),
        ("one\n...\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("...\nfour\n", "one\nfive\n", False),
        ("one\n...\n", "two\n", False),
        ("one ...\n", "one two\n", False),
        ("one\n", "one\ntwo\n", False),
    ],
)
def test_what_differs_is_seen(shown: str, printed: str, same: bool) -> None:
    assert agree(shown, printed) is same


# --- the two commands that do all the set-up -----------------------------------------------------------------


def set_up() -> list[str]:
    return [line for line in TEXT.splitlines() if line.startswith("python3 -m venv")]


def test_two_commands_do_all_the_set_up() -> None:
    assert [line.rpartition("/")[2] for line in set_up()] == ["cfj demo", "python -m pytest"]


def test_each_makes_what_it_needs_and_asks_for_nothing_else() -> None:
    for line in set_up():
        assert re.match(r"python3 -m venv (\S+) && \1/bin/pip install ", line)
        assert "sudo" not in line


def test_no_example_puts_a_note_into_the_history_of_the_shell() -> None:
    assert not re.search(r"cfj log[^`\n]* (-m|--note)\b", TEXT)


def test_nothing_is_left_to_be_filled_in() -> None:
    assert not re.search(r"TODO|TBD|XXX|FIXME|lorem", TEXT)


def test_the_settings_that_it_shows_are_all_there_are_and_are_understood(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / config.FILE_NAME).write_text(example, "utf-8")
    settings = config.load(tmp_path / config.FILE_NAME)
    assert [name for name, value in settings._asdict().items() if not value] == []
    words = settings.vocabulary()
    named = {group: list(table) for group, table in settings.own_words.items()}
    assert named == {"signs": ["headache"], "strains": ["lone-working"], "supports": ["choir"]}
    assert [words.resolve(alias).id for alias in ("migraine", "lone", "singing")] == [
        "headache",
        "lone-working",
        "choir",
    ]
    assert words.tags["headache"].also == ("burnout",)
    assert set(KEYS["sign"]) == set(settings.own_words["signs"]["headache"]), "every key is shown"


def test_an_unknown_setting_leads_to_them(tmp_path: Path) -> None:
    (tmp_path / config.FILE_NAME).write_text("day_end = 3\n", "utf-8")
    with pytest.raises(UsageError) as error:
        config.load(tmp_path / config.FILE_NAME)
    assert config.SEE_ALL in error.value.hint
    assert "\n## Settings\n" in TEXT

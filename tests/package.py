"""The package as others get it: `python -m tests.package` builds the wheel and uses it in a clean environment.

What must be in the wheel is looked up in it; then a whole session runs with the program that it installs.
"""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.session import SESSION, play

TOP = Path(__file__).resolve().parents[1]

NEEDED = (
    "cfjournal/py.typed",
    "cfjournal/knowledge/rules.toml",
    "cfjournal/knowledge/vocabulary.toml",
    "cfjournal/knowledge/learn/sync.md",
)


def build(folder: Path) -> Path:
    """Build the wheel into `folder` and return it."""
    pip = (sys.executable, "-m", "pip")
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, TOP], check=True)
    (wheel,) = folder.glob("cfjournal-*.whl")
    return wheel


def look_into(wheel: Path) -> None:
    """Say what the wheel holds. Raises `SystemExit` where something is missing or too much."""
    names = zipfile.ZipFile(wheel).namelist()
    missing = [name for name in NEEDED if name not in names]
    source = {f"cfjournal/{path.relative_to(TOP / 'src/cfjournal')}" for path in _source()}
    missing += sorted(source - set(names))
    foreign = [name for name in names if not name.startswith(("cfjournal/", "cfjournal-"))]
    if missing or foreign:
        raise SystemExit(f"{wheel.name} lacks {missing} and should not hold {foreign}")
    print(f"{wheel.name}: {len(names)} files, {wheel.stat().st_size / 1024:.0f} KiB")


def _source() -> list[Path]:
    files = [path for path in (TOP / "src/cfjournal").rglob("*") if path.is_file()]
    return [path for path in files if "__pycache__" not in path.parts]


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel, with what it needs and nothing else, and return the program."""
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin" / "pip", "install", "--quiet", wheel], check=True)
    return folder / "bin" / "cfj"


def main() -> None:
    """Build, look, install, play."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        wheel = build(scratch / "wheel")
        look_into(wheel)
        program = install(wheel, scratch / "environment")
        (scratch / "home").mkdir()
        for step, ended in zip(SESSION, play([str(program)], scratch / "home"), strict=True):
            print(f"  cfj {' '.join(step.args)}", "->", ended.fault(step) or "as it should")
            if ended.fault(step):
                raise SystemExit(1)
        demo = subprocess.run([program, "demo"], check=True, capture_output=True, text=True, cwd=scratch)
        print(demo.stdout)


if __name__ == "__main__":
    main()

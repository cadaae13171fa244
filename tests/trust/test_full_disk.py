"""Full disk: no file may grow beyond so many bytes; no torn entry is ever to be seen.

Every third number is tried, and with CFJ_LONG=1 every one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cfjournal.store import Journal
from tests.edges import cfj
from tests.entries import plain
from tests.trust.table import count

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no limit for the size of a file")

LOGS = """
import os, resource, signal, sys
from pathlib import Path
from tests.edges import cfj
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for limit in range(0, int(sys.argv[2]), int(sys.argv[3])):
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        done = cfj(Path(sys.argv[1]), "log", "dread:3", "tired", "no-break", "-m", "a note of some length")
        kept = done.code == 0 or done.code == 5 and "a note of some length" in done.err or "what you wrote is in" in done.err
        os._exit((0 if done.code == 0 else 1) if kept and ("Saved" in done.out) == (done.code == 0) else 2)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.uncounted
def test_a_disk_that_is_full_at_any_byte_shows_no_torn_entry(tmp_path: Path) -> None:
    first = plain("2026-11-01")
    path = Journal.open(tmp_path).write(first)
    largest, step = path.stat().st_size + 10, 1 if os.environ.get("CFJ_LONG") else 3
    done = subprocess.run(
        [sys.executable, "-c", LOGS, str(tmp_path), str(largest), str(step)],
        capture_output=True,
        text=True,
        check=True,
    )
    ends = [int(line) for line in done.stdout.split()]
    refused, saved = ends.count(1), ends.count(0)
    assert len(ends) == len(range(0, largest, step))
    assert refused > 80
    assert saved > 3
    assert refused + saved == len(ends), "whatever was not saved is shown or kept, and never said to be saved"
    found = Journal.open(tmp_path).read()
    assert (found.damaged, found.copies, found.changed) == ((), (), ())
    assert len(found.entries) == saved + 1
    assert first in found.entries
    assert cfj(tmp_path, "check").code == 0
    count("disk full at a byte", refused, saved + refused)

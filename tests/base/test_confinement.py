"""A process that bounds itself gets no further, in memory or in time."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no process so")


def _run(script: str) -> subprocess.CompletedProcess[str]:
    program = f"from cfo_desktop.base.confinement import confine\n{script}"
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes the bound and does not hold it")
def test_memory_beyond_the_bound_is_refused() -> None:
    done = _run("confine(memory=300 * 2**20, seconds=50)\nbytes(400 * 2**20)")
    assert "MemoryError" in done.stderr
    assert not _run("confine(memory=900 * 2**20, seconds=50)\nbytes(400 * 2**20)").returncode


def test_time_beyond_the_bound_ends_it_and_each_job_gets_its_own() -> None:
    assert _run("confine(memory=2**33, seconds=1)\nwhile True: pass").returncode == -24
    again = (
        "import time\n"
        "for _ in range(3):\n"
        "    confine(memory=2**33, seconds=1)\n"
        "    until = time.process_time() + 0.9\n"
        "    while time.process_time() < until: pass\n"
    )
    assert _run(again).returncode == 0

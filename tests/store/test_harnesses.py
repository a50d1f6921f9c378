"""Runs the kill and the flip harness: shortly each time, at length with `-m slow`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def harness(name: str, *arguments: str) -> str:
    """Run a harness in a process of its own; return what it printed last."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.store.{name}", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="it forks and kills as POSIX systems do")
@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.timeout(600)
def test_a_killed_program_loses_no_acknowledged_entry(kills: int) -> None:
    last = harness("kill_harness", "--kills", str(kills))
    assert last.startswith(f"kills {kills}, acknowledged commits ")
    assert "lost 0, damaged 0, failed checks 0" in last


@pytest.mark.parametrize("flips", [63, pytest.param(2000, marks=pytest.mark.slow)])
@pytest.mark.timeout(600)
def test_a_flipped_bit_is_detected_or_harmless(flips: int) -> None:
    last = harness("flip_harness", "--flips", str(flips))
    assert last.startswith(f"flips {flips}: detected ")
    assert "silent 0" in last

"""The harness runs from end to end, with whichever of the other programs are there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cfo_desktop.base import paths


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="sizes are read from /proc")
def test_a_quick_run_finds_equal_cents_and_measures_everything() -> None:
    done = subprocess.run(
        [sys.executable, "tests/benchmarks/run.py", "--quick"],
        cwd=paths.root(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for measured in ("Trial balance", "Monthly income", "register page", "Import", "Encrypted"):
        assert measured in done.stdout

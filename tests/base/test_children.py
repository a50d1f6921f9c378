"""A child process of our own is told nothing secret, and is gone when it should be."""

from __future__ import annotations

import sys
import time
from typing import IO

import pytest

from cfo_desktop.base import children
from cfo_desktop.base.children import Pump

TELL = (sys.executable, "-c", "import os; print(sorted(os.environ.items()))")
WAIT = (sys.executable, "-c", "import sys; sys.stdin.read()")


def test_the_child_is_told_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_PASSPHRASE", "secret")
    said, _ = children.start(TELL, variables={"GOMP_SPINCOUNT": "2000"}).communicate()
    assert b"secret" not in said
    assert b"GOMP_SPINCOUNT" in said
    assert b"PYTHONPATH" in said


def _read(pipe: IO[bytes]) -> None:
    pipe.read()


def test_the_end_kills_it_and_closes_what_led_to_it() -> None:
    process = children.start(WAIT, errors=False)
    assert process.stderr is None
    assert process.stdout is not None
    assert process.stdin is not None
    pump = Pump(_read, process.stdout)
    time.sleep(0.05)
    assert process.poll() is None
    children.end(process, [pump])
    assert process.returncode
    assert process.stdout.closed
    process.stdin.close()

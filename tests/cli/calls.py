"""Calling the program in tests, in this process or in one of its own, and what comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "correct horse battery staple"
TODAY = "2026-11-15"


@dataclass(frozen=True)
class Result:
    """What one call of the program gave."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - JSON
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()


Cli = Callable[..., Result]


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process of its own."""
    return {**os.environ, "CFO_PASSPHRASE": PASSPHRASE, "CFO_TODAY": TODAY, **more}


def command(*argv: str | Path) -> list[str]:
    """Return the command that runs the program as a user does."""
    return [sys.executable, "-m", "cfo_desktop", *map(str, argv)]


def program(*argv: str | Path, stdin: str = "", **more: str) -> Result:
    """Run the program in a process of its own, without a terminal."""
    done = subprocess.run(
        command(*argv),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        cwd=ROOT,
        env=environment(**more),
        start_new_session=True,
    )
    return Result(done.returncode, done.stdout, done.stderr)

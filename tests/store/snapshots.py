"""Copies of a folder taken at each step of some work: what a kill at that moment would leave."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cfo_desktop.store import database

_STEPS: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (shutil, "rmtree"),
    (database, "connect"),
    (database, "take_alone"),
    (database, "assert_encrypted"),
)


def taken_during(work: Callable[[], object], *, of: Path, into: Path) -> list[Path]:
    """Run ``work``; return copies of the folder ``of`` from before each of its steps on disk."""
    copies: list[Path] = []

    def noted(act: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **options: object) -> object:
            copy = into / f"step-{len(copies)}"
            if of.exists():
                shutil.copytree(of, copy)
            else:
                os.makedirs(copy)  # noqa: PTH103 - Path.mkdir is one of the steps
            copies.append(copy)
            return act(*args, **options)

        return run

    with pytest.MonkeyPatch.context() as monkeypatch:
        for owner, name in _STEPS:
            monkeypatch.setattr(owner, name, noted(getattr(owner, name)))
        work()
    return copies

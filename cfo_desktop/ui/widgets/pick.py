"""The system's dialogs to choose files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from PySide6.QtWidgets import QWidget


def files(parent: QWidget, *, title: str, kinds: str) -> list[Path]:
    """Let the owner choose files; empty where they cancel. ``kinds``: ``Name (*.a *.b)``."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), kinds)
    return [Path(name) for name in names]


def file(parent: QWidget, *, title: str, kinds: str) -> Path | None:
    """Let the owner choose one file."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(name) if name else None


def target(parent: QWidget, *, title: str, suggested: str, kinds: str) -> Path | None:
    """Let the owner say where to write a file; the dialog asks before it replaces one."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / suggested), kinds)
    return Path(name) if name else None


def folder(parent: QWidget, *, title: str, start: Path) -> Path | None:
    """Let the owner choose a folder."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start))
    return Path(name) if name else None

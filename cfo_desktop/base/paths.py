"""Where the program keeps its own files on each system, and where its assets lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_DIR_NAME = "CFO Desktop"


def root() -> Path:
    """Folder that holds ``assets`` and ``models``: the checkout, or the unpacked bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def assets() -> Path:
    """Folder of fonts, charts, texts, themes and samples that ship with the program."""
    return root() / "assets"


def config_dir() -> Path:
    """Folder for the program's settings (never for anything of a book)."""
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / APP_DIR_NAME


def data_dir() -> Path:
    """Folder for what the owner gives the program to keep, such as language models."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / APP_DIR_NAME


def models_dirs() -> tuple[Path, Path]:
    """Return the folders of language models: the owner's own, and the one beside ``assets``."""
    return data_dir() / "models", root() / "models"


def books_dir() -> Path:
    """Folder in which new books are suggested: ``~/CFO Desktop``."""
    return Path.home() / APP_DIR_NAME

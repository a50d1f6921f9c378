"""The core runs where Qt is absent: every module outside ui imports with Qt refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Runs in a fresh interpreter, since this one has loaded Qt for the tests of the window.
IMPORT_ALL_WITHOUT_QT = """
import importlib, pkgutil, sys

class RefuseQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} was asked for by the core")

sys.meta_path.insert(0, RefuseQt())
import cfo_desktop

for module in pkgutil.walk_packages(cfo_desktop.__path__, "cfo_desktop."):
    if module.name != "cfo_desktop.__main__" and not module.name.startswith("cfo_desktop.ui"):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            if error.name != "llama_cpp":  # an optional extra
                raise
        print(module.name)
"""


def _import_all(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", IMPORT_ALL_WITHOUT_QT]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_core_imports_without_qt() -> None:
    result = _import_all(ROOT)
    assert result.returncode == 0, result.stderr
    assert "cfo_desktop.services" in result.stdout.splitlines()


def test_qt_in_the_core_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "cfo_desktop"
    package.mkdir()
    (package / "__init__.py").write_text('"""Stands for the program."""\n')
    (package / "core.py").write_text("import PySide6.QtCore\n")
    result = _import_all(tmp_path)
    assert result.returncode != 0
    assert "PySide6 was asked for by the core" in result.stderr

"""Plants forbidden imports in a skeleton of the program and sees the import contracts bite."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKER = Path(sys.executable).with_name("lint-imports")

PACKAGES = [
    *("ui", "cli", "services", "reports", "store", "statements", "documents", "analysis"),
    *("domain", "base"),
]

# Where -> what is written there.
BREAKAGES = {
    "domain/money.py": "import cfo_desktop.store",
    "services/ledger.py": "import cfo_desktop.ui",
    "reports/pdf.py": "import cfo_desktop.store",
    "statements/csv.py": "import cfo_desktop.store.book",
    "ui/main.py": "import cfo_desktop.store",
    "cli/main.py": "import cfo_desktop.statements",
    "services/window.py": "from PySide6.QtCore import QObject",
    "services/sql.py": "import sqlcipher3",
    "store/plain.py": "import sqlite3",
    "domain/table.py": "import pandas",
    "services/sheet.py": "import xlsxwriter",
    "services/xml.py": "import defusedxml",
    "services/xls.py": "import python_calamine",
    "services/zip.py": "import pyzipper",
    "services/lock.py": "import msoffcrypto",
    "services/pages.py": "import pypdfium2",
    "statements/pictures.py": "import PIL",
    "cli/reading.py": "import cfo_desktop.documents",
    "ui/net.py": "import http.client",
    "base/net.py": "import socket",
    "utils/odds.py": "import json",
}


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The packages of the program, empty, under the program's own contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    program = tmp_path / "cfo_desktop"
    for package in ("", *PACKAGES):
        (program / package).mkdir()
        (program / package / "__init__.py").write_text('"""Empty."""\n')
    return program


def _check(program: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CHECKER, "--no-cache"], cwd=program.parent, capture_output=True, text=True, check=False
    )


def test_contracts_pass_on_the_bare_skeleton(skeleton: Path) -> None:
    result = _check(skeleton)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("place", "statement"), BREAKAGES.items())
def test_contracts_catch(skeleton: Path, place: str, statement: str) -> None:
    module = skeleton / place
    module.parent.mkdir(exist_ok=True)
    (module.parent / "__init__.py").touch()
    (skeleton / "store" / "book.py").touch()
    module.write_text(f"{statement}\n")
    result = _check(skeleton)
    assert result.returncode == 1, f"{statement} in {place} went unnoticed"
    assert "BROKEN" in result.stdout, result.stdout + result.stderr


def test_contracts_catch_a_cycle(skeleton: Path) -> None:
    screens = skeleton / "ui"
    (screens / "one.py").write_text("import cfo_desktop.ui.two\n")
    (screens / "two.py").write_text("import cfo_desktop.ui.one\n")
    result = _check(skeleton)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout, result.stdout + result.stderr

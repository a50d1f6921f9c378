"""Sees the guards around every test (tests/conftest.py) fail what they should fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PLANTED = """
import contextlib, logging, os, socket, urllib.request, warnings
from pathlib import Path
import pytest

def test_socket():
    with contextlib.suppress(OSError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)

def test_download():
    with contextlib.suppress(OSError):
        urllib.request.urlopen("http://localhost:1")

def test_logged_warning():
    logging.getLogger("any").warning("said in passing")

def test_python_warning():
    warnings.warn("old")

@pytest.mark.network
def test_socket_allowed():
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()

def test_logged_warning_expected(caplog):
    logging.getLogger("any").warning("said in passing")
    assert caplog.messages == ["said in passing"]

def test_home_is_empty():
    assert not list(Path.home().iterdir())
    assert "CFO_TODAY" not in os.environ
"""


def test_guards_fail_what_they_should(tmp_path: Path) -> None:
    for file in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / file, tmp_path)
    (tmp_path / "test_planted.py").write_text(PLANTED)
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            tmp_path,
            ".",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in result.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    failed = {line.partition("::")[2].partition(" ")[0] for line in lines}
    assert failed == {
        *("test_socket", "test_download", "test_logged_warning", "test_python_warning"),
    }, result.stdout

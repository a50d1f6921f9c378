"""Without a verb the window opens, or it is said plainly why it cannot."""

from __future__ import annotations

import subprocess
import sys
import types

import pytest

from tests.cli.calls import ROOT
from tests.cli.calls import Cli
from tests.cli.calls import environment

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

WITHOUT_QT = """
import sys

class RefuseQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, RefuseQt())
from cfo_desktop.cli.main import main
sys.exit(main([]))
"""


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a display")
def test_without_a_display_it_says_so(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    for argv in ([], ["--demo"], ["--lang", "en"]):
        result = cli(*argv)
        assert result.status == 1
        assert "no display" in result.err


def test_without_qt_it_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(QT_QPA_PLATFORM="offscreen"),
    )
    assert done.returncode == 1
    assert "The window cannot be opened" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("argv", [[], ["--demo"], ["--demo", "--lang", "zh_CN"], ["--lang=en"]])
def test_the_window_gets_the_options(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, argv: list[str]
) -> None:
    given: list[list[str]] = []
    window = types.ModuleType("cfo_desktop.ui.app")

    def run(argv: list[str]) -> int:
        given.append(argv)
        return 7

    window.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cfo_desktop.ui.app", window)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert cli(*argv).status == 7
    assert given == [argv]

"""The line that tells of long work: after a second, on a terminal only, gone at the end."""

from __future__ import annotations

import io
import time

import pytest

from cfo_desktop.cli import progress
from cfo_desktop.cli.progress import Progress


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def wait_for(text: str, *, shown: io.StringIO) -> None:
    """Wait until ``text`` was written, ten seconds at most."""
    for _ in range(1000):
        if text in shown.getvalue():
            return
        time.sleep(0.01)
    pytest.fail(f"{text!r} is not in {shown.getvalue()!r}")


def on_terminal(monkeypatch: pytest.MonkeyPatch, *, after: float) -> Terminal:
    """Put a terminal in stderr's place; the line comes after so many seconds."""
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setattr(progress, "SHOWN_AFTER", after)
    return shown


def test_it_counts_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, after=0.01)
    with Progress(lambda: "Reading") as tell:
        wait_for("Reading (0 s)", shown=terminal)
        tell(3, 1200)
        wait_for("Reading 3/1,200", shown=terminal)
    assert terminal.getvalue().endswith("\r\033[K")


def test_it_goes_away_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, after=0.01)

    def work() -> None:
        with Progress(lambda: "Reading"):
            wait_for("Reading", shown=terminal)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert terminal.getvalue().endswith("\r\033[K")


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, after=60.0)
    with Progress(lambda: "Reading") as tell:
        tell(1, 2)
    assert terminal.getvalue() == ""


def test_without_a_terminal_it_is_silent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.0)
    with Progress(lambda: pytest.fail("the label was asked for")) as tell:
        tell(1, 2)
        time.sleep(0.05)
    assert capsys.readouterr().err == ""

"""What the first window loads, fonts for Chinese, and the real program's start and lock."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cfo_desktop.base import paths
from tests.ui.conftest import PASSPHRASE

HEAVY = (
    "pandas",
    "numpy",
    "reportlab",
    "xlsxwriter",
    "llama_cpp",
    "python_calamine",
    "sqlcipher3",
    "cryptography",
    "pyqtgraph",
    # our own, that only a page or a room needs which is not seen yet
    "cfo_desktop.domain.importing",
    "cfo_desktop.domain.mapping",
    "cfo_desktop.ui.workspace",
    "cfo_desktop.ui.screens.new_book",
    "cfo_desktop.ui.screens.unlock",
)

SHOW = """
import sys
from PySide6.QtWidgets import QApplication
from cfo_desktop.base.settings import Settings
from cfo_desktop.ui import app as ui_app
from cfo_desktop.ui.window import Window
app = QApplication(["cfo-desktop"])
ui_app.prepare(app)
window = Window(app, Settings(language="{language}"))
window.show()
app.processEvents()
"""


def _python(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=paths.root(),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_first_window_loads_nothing_heavy() -> None:
    script = (
        SHOW.format(language="en")
        + f"""
print([name for name in {HEAVY!r} if name in sys.modules])
sys.stdout.flush()
import os
os._exit(0)
"""
    )
    result = _python(script)
    assert result.stdout == "[]\n", result.stdout + result.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is Linux's")
def test_chinese_can_be_read_where_the_system_has_no_font_for_it(tmp_path: Path) -> None:
    latin = tmp_path / "fonts"
    latin.mkdir()
    found = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if found is None:
        pytest.skip("no DejaVu Sans on this system to stand for a font without Chinese")
    shutil.copy(found, latin)
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{latin}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    script = (
        SHOW.format(language="zh_CN")
        + """
from PySide6.QtGui import QFontDatabase, QFontInfo, QRawFont
from PySide6.QtGui import QFontMetrics
families = app.font().families()
print(len(families), [QRawFont.fromFont(__import__("PySide6.QtGui").QtGui.QFont(name))
    .supportsCharacter(0x4E00) for name in families][-1])
sys.stdout.flush()
import os
os._exit(0)
"""
    )
    result = _python(script, FONTCONFIG_FILE=str(config))
    assert result.stdout == "2 True\n", result.stdout + result.stderr


LOCK = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cfo_desktop.base.settings import Settings
from cfo_desktop.ui import app as ui_app
from cfo_desktop.ui.window import Window
app = QApplication(["cfo-desktop"])
ui_app.prepare(app)
window = Window(app, Settings(language="en"))
window.finished.connect(app.quit)
window.show()
window.gate.ask_for(Path({book!r}))
window.gate.unlock.passphrase.setText({passphrase!r})
window.gate.unlock.unlock.click()

def lock():
    if window.stack.currentWidget() is window.workspace and not window.tasks.busy:
        window.workspace.enter("books")
        window.workspace.books.show_account("1010")
        window.lock()
    else:
        QTimer.singleShot(50, lock)

lock()
QTimer.singleShot(20000, lambda: app.exit(9))
status = app.exec()
print("ended", status)
sys.stdout.flush()
import os
os._exit(status)
"""


def _processes_for(book: Path) -> list[int]:
    """Return the processes whose environment tells them to ask for ``book``."""
    wanted = f"CFO_WINDOW_BOOK={book}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for it in /proc")
def test_locking_ends_the_process_and_a_new_one_asks_for_the_same_book(book: Path) -> None:
    result = _python(LOCK.format(book=str(book), passphrase=PASSPHRASE))
    started: list[int] = []
    try:
        assert result.stdout == "ended 0\n", result.stdout + result.stderr
        deadline = time.monotonic() + 10
        while not started and time.monotonic() < deadline:
            started = _processes_for(book)
            time.sleep(0.05)
        assert len(started) == 1
        folder = Path("/proc") / str(started[0])
        environment = (folder / "environ").read_bytes()
        assert b"CFO_WINDOW_ROOM=books" in environment
        assert b"CFO_WINDOW_PLACE=1010" in environment
        assert PASSPHRASE.encode() not in environment
        assert str(book).encode() not in (folder / "cmdline").read_bytes()
        assert not list(book.glob("*-wal")), "the old process did not close the book"
    finally:
        for process in started:
            os.kill(process, signal.SIGTERM)

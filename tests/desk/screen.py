"""A screen of its own (Xvfb) with the real program on it, used by keys and clicks (xdotool)."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
EYES = Path(__file__).with_name("eyes")
PROGRAMS = ("Xvfb", "xdotool")
PATIENCE = 30.0
"""Seconds that anything may take to come into view."""
SETTLING = 3.0
"""Seconds after which what was typed has come, or is lost."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Something in view: its class, what it says, the middle of it on the screen."""

    window: int
    kind: str
    name: str
    text: str
    enabled: bool
    focus: bool
    at: tuple[int, int]


class NotSeenError(AssertionError):
    """What a person would look for did not come into view."""


class Desk:
    """One screen, one program; ``pictures`` is where ``picture`` puts what the screen shows."""

    def __init__(self, display: str, *, framebuffer: Path, home: Path, pictures: Path) -> None:
        self.home = home
        self._framebuffer = framebuffer
        self.pictures = pictures
        self._socket = home / "eyes"
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("CFO_")},
            "DISPLAY": display,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_RUNTIME_DIR": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join([str(EYES), str(ROOT)]),
            "CFO_TEST_EYES": str(self._socket),
        }
        self.process: subprocess.Popen[bytes] | None = None
        self._seen_pids: set[int] = set()

    def start(self, *arguments: str, **environment: str) -> None:
        """Start the program as its owner does."""
        self.environment.update(environment)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cfo_desktop", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
        )

    def pid(self) -> int:
        """Return the process whose window is in view."""
        return self._look()[0]

    def seen(self) -> list[Seen]:
        """Return what is in view."""
        return self._look()[1]

    def _look(self) -> tuple[int, list[Seen]]:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, ValueError):
                with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                    client.settimeout(10)
                    client.connect(str(self._socket))
                    answer = b"".join(iter(lambda: client.recv(65_536), b""))
                pid, found = json.loads(answer)
                self._seen_pids.add(pid)
                assert isinstance(found, list), found
                return pid, [Seen(**{**each, "at": tuple(each["at"])}) for each in found]
            time.sleep(0.05)
        message = "no window can be seen"
        raise NotSeenError(message)

    def find(self, text: str, *, kind: str = "", whole: bool = True, enabled: bool = True) -> Seen:
        """Wait for something that says ``text``, or begins so where not ``whole``."""
        deadline = time.monotonic() + PATIENCE
        while True:
            found = self.seen()
            for each in found:
                says = {each.text.replace("&", ""), each.name}
                fits = text in says if whole else any(one.startswith(text) for one in says)
                if fits and each.enabled is enabled and kind in ("", each.kind):
                    return each
            if time.monotonic() > deadline:
                self.picture("not-seen")
                texts = sorted({f"{each.kind}: {each.text or each.name}" for each in found})
                message = f"{text!r} is not in view; these are: {texts}"
                raise NotSeenError(message)
            time.sleep(0.05)

    def shows_file_dialog(self) -> bool:
        """Tell whether a dialog to choose a file is in view."""
        return any(each.kind == "QFileDialog" for each in self.seen())

    def click(self, text: str, *, kind: str = "", whole: bool = True, times: int = 1) -> None:
        """Click on what says ``text``."""
        place = self.find(text, kind=kind, whole=whole)
        self._xdotool("mousemove", "--sync", *map(str, place.at))
        self._xdotool("click", "--repeat", str(times), "--delay", "40", "1")

    def type(self, text: str) -> None:
        """Type a text where the keyboard is; it stands in no list of processes."""
        self._focus()
        if text.isascii():
            self._type(text, delay=8)
            return
        # A letter that is on no key gets one lent for a moment, and on a busy screen it can be
        # lost before the program has heard of the loan: a person would see that and type again.
        for delay in (150, 300, 600):
            self._type(text, delay=delay)
            if self._holds(text):
                return
            self.key("ctrl+a")
        message = f"{text!r} cannot be typed"
        raise NotSeenError(message)

    def _type(self, text: str, *, delay: int) -> None:
        """Type a text, with so many milliseconds from letter to letter."""
        self._xdotool("type", "--clearmodifiers", "--delay", str(delay), "--file", "-", stdin=text)

    def _holds(self, text: str) -> bool:
        """Tell whether the field with the keyboard comes to hold a text."""
        deadline = time.monotonic() + SETTLING
        while time.monotonic() < deadline:
            if any(each.focus and each.text == text for each in self.seen()):
                return True
            time.sleep(0.05)
        return False

    def key(self, *keys: str) -> None:
        """Press keys, one after the other: ``ctrl+l``, ``Return``."""
        self._focus()
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def _focus(self) -> None:
        """Give the keyboard to the window or the dialog in view: no window manager does so here."""
        found = self.seen()
        if not any(each.focus for each in found):
            self._xdotool("windowfocus", "--sync", str(found[0].window))

    def picture(self, name: str) -> Path:
        """Keep what the screen shows: Xvfb holds it in a file of the form XWD."""
        raw = self._framebuffer.read_bytes()
        header = struct.unpack_from(">25I", raw)
        size, width, height, stride, colours = (header[at] for at in (0, 4, 5, 12, 19))
        pixels = raw[size + 12 * colours :]
        path = self.pictures / f"{name}.png"
        self.pictures.mkdir(parents=True, exist_ok=True)
        image = QImage(pixels, width, height, stride, QImage.Format.Format_RGB32)
        assert image.save(str(path)), path
        return path

    def _xdotool(self, *words: str, stdin: str = "") -> None:
        subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            input=stdin.encode(),
            check=True,
            timeout=30,
            stdout=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """End the program, the one that a lock started too."""
        for pid in self._seen_pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def missing() -> list[str]:
    """Return the programs that are needed and not there."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@contextlib.contextmanager
def desk(*, home: Path, pictures: Path, size: str = "1366x768") -> Iterator[Desk]:
    """Open a screen, and close it with all that is on it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24"),
            *("-fbdir", str(home), "-nolisten", "tcp"),
        ],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        opened = Desk(f":{number}", framebuffer=home / "Xvfb_screen0", home=home, pictures=pictures)
        try:
            yield opened
        finally:
            opened.close()
    finally:
        server.terminate()
        server.wait()

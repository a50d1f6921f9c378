"""Lets a model word an answer beside the window and the book, and stops it at once when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtCore import Signal

from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Worded
from cfo_desktop.ui.beside import Beside

if TYPE_CHECKING:
    from cfo_desktop.services.asking.wording import Speaker

Words = Callable[[Asked, Callable[[str], None], threading.Event], Worded]
"""Given an answer, a function that takes each sentence once it is checked, and what stops it."""


class Speaking:
    """The model of this computer: its process starts with the first answer that it words."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._speaker: Speaker | None = None

    def words(self, asked: Asked, say: Callable[[str], None], stop: threading.Event) -> Worded:
        """Word an answer: see ``Words``. Called on one thread at a time, never the window's."""
        from cfo_desktop.services.asking import wording

        if self._speaker is None:
            self._speaker = wording.Speaker()
        return self._speaker.words(asked, say=say, stop=stop)

    def close(self) -> None:
        """End the model's process, also in the middle of a sentence."""
        speaker, self._speaker = self._speaker, None
        if speaker is not None:
            speaker.close()


class Wording(QObject):
    """One answer at a time."""

    said = Signal(str)
    """A sentence that was checked."""
    ended = Signal(object)
    """``Worded``, or ``None`` where it failed: the plain wording stands."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._beside = Beside(self)

    @property
    def busy(self) -> bool:
        """Whether words may still come."""
        return self._beside.busy

    def start(self, words: Words, asked: Asked) -> None:
        """Begin to word an answer; the one before is stopped."""

        def work(say: Callable[[str], None], stop: threading.Event) -> Worded:
            return words(asked, say, stop)

        self._beside.run(
            work,
            told=self.said.emit,
            done=self.ended.emit,
            failed=lambda _: self.ended.emit(None),
            name="wording",
        )

    def stop(self) -> None:
        """Take no further words; what came so far stays."""
        self._beside.stop()

"""What every screen is given: the book's thread, the language, the colours, the messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.settings import Settings
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.ui import language
from cfo_desktop.ui import theme
from cfo_desktop.ui import verbs
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.tasks import Tasks
from cfo_desktop.ui.tasks import Verb
from cfo_desktop.ui.tasks import is_cancelled

T = TypeVar("T")


class Session(QObject):
    """One run of the window, from its start to lock or close."""

    told = Signal(str)
    """A short sentence: something was done."""
    warned = Signal(str)
    """A sentence that says what went wrong and the remedy."""
    settings_changed = Signal()
    lock_asked = Signal()
    other_book_asked = Signal()
    """The owner wants to leave this book and make or open another one."""
    room_asked = Signal(str)
    """The name of a room that the owner should see next."""

    def __init__(self, settings: Settings, *, tasks: Tasks, asked_language: str = "") -> None:
        """Begin; ``asked_language`` goes before the settings' own until the owner changes that."""
        super().__init__()
        self.asked_language = asked_language
        self.tasks = tasks
        self.settings = settings
        self.localised = Localised(language.chosen(asked_language or settings.language))
        self.tokens = theme.load(theme.chosen(settings.theme))
        self.folder: Path | None = None
        """Where the open book lies; ``None`` before one is open."""
        self.files_folder: Path | None = None
        """Where statements were last chosen."""
        self.info: BookInfo | None = None
        """What the open book says of itself."""
        tasks.failed.connect(self.warn)

    @property
    def language(self) -> str:
        """The window's language, ``en`` or ``zh_CN``."""
        return self.localised.language

    @property
    def currency(self) -> str:
        """The open book's currency; empty before one is open."""
        return self.info.currency if self.info else ""

    def colour(self, token: str) -> QColor:
        """Return a colour of the theme now in use."""
        return self.tokens.colour(token)

    def run(
        self,
        verb: Verb[T],
        *,
        owner: object,
        done: Callable[[T], None] | None = None,
        failed: Callable[[CfoError], None] | None = None,
        topic: str = "",
        progressed: Callable[[int, int], None] | None = None,
    ) -> None:
        """Run a verb off the UI thread; see ``Tasks.run``."""
        self.tasks.run(
            verb, owner=owner, done=done, failed=failed, topic=topic, progressed=progressed
        )

    def tell(self, text: str) -> None:
        """Say that something was done."""
        self.told.emit(text)

    def warn(self, error: CfoError) -> None:
        """Say what went wrong and the remedy."""
        if is_cancelled(error):
            self.told.emit(self.tr("Cancelled. Nothing was changed."))
        else:
            self.warned.emit(self.localised.error(error))

    def change_settings(self, settings: Settings) -> None:
        """Use and keep new settings."""
        if settings == self.settings:
            return
        if settings.language != self.settings.language:
            self.asked_language = ""
        self.settings = settings
        self.localised = Localised(language.chosen(self.asked_language or settings.language))
        self.tokens = theme.load(theme.chosen(settings.theme))
        self.run(verbs.save_settings(settings), owner=self)
        self.settings_changed.emit()

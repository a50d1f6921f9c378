"""What every screen is given: the book's thread, the language, the colours, the messages."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import CodedError
from cfo_desktop.base.settings import Settings
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.ui import language
from cfo_desktop.ui import theme
from cfo_desktop.ui import verbs
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.tasks import Tasks
from cfo_desktop.ui.tasks import Verb
from cfo_desktop.ui.tasks import is_cancelled
from cfo_desktop.ui.undo import MOST
from cfo_desktop.ui.undo import Undo

if TYPE_CHECKING:
    from cfo_desktop.ui.conversation import Turn
    from cfo_desktop.ui.wording import Words

T = TypeVar("T")
_PASSING = frozenset({"book_busy", "disk_full", "cancelled"})
"""Faults that say nothing about what was to be done."""


class Session(QObject):
    """One run of the window, from its start to lock or close."""

    told = Signal(str)
    """A short sentence: something was done."""
    warned = Signal(str)
    """A sentence that says what went wrong and the remedy."""
    undo_offered = Signal()
    """What was just told can be taken back."""
    settings_changed = Signal()
    lock_asked = Signal()
    other_book_asked = Signal()
    """The owner wants to leave this book and make or open another one."""
    explanation_asked = Signal(object)
    """The figure (``Wanted``) whose origin the owner wants to know."""
    room_asked = Signal(str)
    """The name of a room that the owner should see next."""

    def __init__(self, settings: Settings, *, tasks: Tasks, asked_language: str = "") -> None:
        """Begin; ``asked_language`` goes before the settings' own until the owner changes that."""
        super().__init__()
        self.asked_language = asked_language
        self.tasks = tasks
        self.settings = settings
        self.localised = self._localised()
        self.tokens = theme.load(theme.chosen(settings.theme))
        self.folder: Path | None = None
        """Where the open book lies; ``None`` before one is open."""
        self.files_folder: Path | None = None
        """Where statements were last chosen."""
        self.info: BookInfo | None = None
        """What the open book says of itself."""
        self._undo: list[Undo] = []
        self.conversation: list[Turn] = []
        """What was asked and answered since the book was opened; kept nowhere else."""
        self.words: Words | None = None
        """Words answers in place of the model of this computer, where it is set."""
        self.settings_page = "book"
        """The part of the settings last in view: the window may be built anew around it."""
        tasks.failed.connect(self.warn)

    @property
    def language(self) -> str:
        """The window's language, ``en`` or ``zh_CN``."""
        return self.localised.language

    @property
    def currency(self) -> str:
        """The open book's currency; empty before one is open."""
        return self.info.currency if self.info else ""

    def localised_in(self, language: str) -> Localised:
        """Return how ``language`` is written, in the owner's formats."""
        if language == self.language:
            return self.localised
        return self._written_in(language)

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

    def tell(self, text: str, *, undo: Undo | None = None) -> None:
        """Say that something was done, and offer to take it back by ``undo``."""
        self.told.emit(text)
        if undo is not None:
            self._undo = [*self._undo, undo][-MOST:]
            if undo.verb is not None:
                self.undo_offered.emit()

    def undo(self) -> None:
        """Take back the last thing of this session that can be; say so where there is none."""
        if not self._undo:
            self.told.emit(self.tr("There is nothing to take back."))
            return
        last = self._undo.pop()
        if last.verb is None:
            self.told.emit(last.told(None))
            return

        def failed(error: CfoError) -> None:
            if isinstance(error, CodedError) and error.code in _PASSING:
                self._undo.append(last)  # it can be tried again
            self.warn(error)

        self.run(
            last.verb,
            owner=self,
            done=lambda result: self.told.emit(last.told(result)),
            failed=failed,
        )

    def forget_undo(self) -> None:
        """Take nothing back any more: the book is about to be locked or closed."""
        self._undo.clear()

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
        old, self.settings = self.settings, settings
        if settings.language != old.language:
            self.asked_language = ""
        if self._way_of_writing(settings) != self._way_of_writing(old):
            self.localised = self._localised()
        # Models and fields hold the one they were built with: hiding must not need new ones.
        self.localised.hidden = settings.hide_amounts
        self.tokens = theme.load(theme.chosen(settings.theme))
        self.run(verbs.save_settings(settings), owner=self)
        self.settings_changed.emit()

    def toggle_amounts(self) -> None:
        """Cover every amount on the screen, or show them again."""
        hidden = not self.settings.hide_amounts
        self.change_settings(dataclasses.replace(self.settings, hide_amounts=hidden))

    @staticmethod
    def _way_of_writing(settings: Settings) -> tuple[str, str, str]:
        return settings.language, settings.number_format, settings.date_format

    def _localised(self) -> Localised:
        return self._written_in(language.chosen(self.asked_language or self.settings.language))

    def _written_in(self, language: str) -> Localised:
        settings = self.settings
        return Localised(
            language,
            numbers=settings.number_format,
            days=settings.date_format,
            hidden=settings.hide_amounts,
        )

"""The one window: the gate or the open book, what it says, and how it is locked and closed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtGui import QDropEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QMainWindow
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.settings import Settings
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import restart
from cfo_desktop.ui import theme
from cfo_desktop.ui.ahead import Ahead
from cfo_desktop.ui.backup_watch import BackupWatch
from cfo_desktop.ui.idle import DesktopLock
from cfo_desktop.ui.idle import IdleWatch
from cfo_desktop.ui.language import Translations
from cfo_desktop.ui.screens.gate import Gate
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tasks import Activity
from cfo_desktop.ui.tasks import Tasks
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.activity_bar import ActivityBar
from cfo_desktop.ui.widgets.confirm import Confirm
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.drop_area import dropped_files
from cfo_desktop.ui.widgets.lock_bar import LockBar
from cfo_desktop.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from cfo_desktop.ui.workspace import Workspace

_LOCK_PATIENCE_MS = 5_000
"""How long locking waits for work under way; a transaction that is cut off leaves no trace."""
_FOOT_HEIGHT = 48
"""Pixels: two lines of a message."""


class Window(QMainWindow):
    """Owns the session and swaps what is in view."""

    finished = Signal()
    """The book is closed, the thread has ended: the program may end."""

    def __init__(self, app: QApplication, settings: Settings, *, asked_language: str = "") -> None:
        """Build the window; ``asked_language`` is for this start only and is not kept."""
        super().__init__()
        self._app = app
        self.tasks = Tasks(self)
        self.session = Session(settings, tasks=self.tasks, asked_language=asked_language)
        self._translations = Translations(app)
        self._room = "today"
        self._within = ""
        self._closing = False
        self._closed = False
        self._question: Confirm | None = None
        self.idle = IdleWatch(app, minutes=settings.lock_minutes)
        self.idle.idle.connect(self._idle)
        self.idle.soon.connect(self._idle_soon)
        self.idle.used.connect(self._used_again)
        self.desktop_lock: DesktopLock | None = None
        self.backups = BackupWatch(self.session)
        self.ahead = Ahead(self)
        self._patience = QTimer(self, singleShot=True, interval=_LOCK_PATIENCE_MS)
        self.session.settings_changed.connect(self._settings_changed)
        self.session.lock_asked.connect(self.ask_to_lock)
        self.session.other_book_asked.connect(self.ask_to_leave_book)
        self.session.room_asked.connect(self._enter)
        self.tasks.activity_changed.connect(self._show_activity)
        app.styleHints().colorSchemeChanged.connect(lambda _: self._follow_system())
        self._lock_key = QShortcut(QKeySequence("Ctrl+L"), self)
        self._lock_key.activated.connect(self.ask_to_lock)
        self.setAcceptDrops(True)
        self.setWindowTitle("CFO Desktop")
        self.setMinimumSize(900, 600)
        self.resize(QSize(1280, 820).boundedTo(self._room_on_screen()))
        self.gate: Gate
        self._workspace: Workspace | None = None
        self._shown_theme = ""
        self._shown_hidden = settings.hide_amounts
        self._hide_key = QShortcut(QKeySequence("Ctrl+Shift+H"), self)
        self._hide_key.activated.connect(self.session.toggle_amounts)
        self._build()

    def _room_on_screen(self) -> QSize:
        """What the screen leaves for a window: its own size less bars, title and frame."""
        free = self.screen().availableGeometry().size()
        return QSize(free.width() - 16, free.height() - 40)

    # --- building; again where the language changes ---

    def _build(self) -> None:
        self._localised = self.session.localised
        self._translations.switch(self.session.language)
        self._apply_theme()
        self.message = MessageBar()
        self.activity = ActivityBar(self.tasks.cancel)
        self.gate = Gate(self.session)
        self._workspace = None
        self.gate.opened.connect(self._opened)
        self.gate.code_put_off.connect(self._put_off_code)
        self.gate.page_changed.connect(self.message.hide)
        self.session.told.connect(self.message.done)
        self.session.warned.connect(self.message.error)
        self.session.undo_offered.connect(self.message.offer_undo)
        self.message.undo_asked.connect(self.session.undo)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.gate)
        whole = QWidget()
        whole.setProperty("role", "page")
        # What is said has a place of its own under the screen: nothing moves as it comes and goes.
        foot = QWidget()
        foot.setFixedHeight(_FOOT_HEIGHT)
        line = parts.row(self.message, None, self.activity, gap=0)
        line.setStretch(0, 1)
        line.setStretch(1, 0)
        foot.setLayout(line)
        self.lock_bar = LockBar(foot)
        layout = parts.column(self.stack, foot, gap=0)
        layout.setStretch(0, 1)
        whole.setLayout(layout)
        self.setCentralWidget(whole)  # Qt deletes the one before
        self.gate.start()

    @property
    def workspace(self) -> Workspace:
        """The rooms, built when a book is opened: the first window need not wait for them."""
        if self._workspace is None:
            from cfo_desktop.ui import workspace

            self._workspace = workspace.Workspace(self.session)
            self.stack.addWidget(self._workspace)
        return self._workspace

    def _apply_theme(self) -> None:
        self._shown_theme = theme.chosen(self.session.settings.theme)
        theme.apply(self._app, self.session.tokens)

    def _follow_system(self) -> None:
        """Wear the desktop's colours where the owner left the choice to it."""
        if theme.chosen(self.session.settings.theme) != self._shown_theme:
            self.session.tokens = theme.load(theme.chosen(self.session.settings.theme))
            self._apply_theme()

    def _settings_changed(self) -> None:
        self.idle.start(minutes=self.session.settings.lock_minutes)
        if self.session.localised is not self._localised:
            # The click that asked for it is still being worked on by a widget that will go.
            QTimer.singleShot(0, self, self._speak_anew)
            return
        if self.session.settings.hide_amounts != self._shown_hidden:
            self._shown_hidden = self.session.settings.hide_amounts
            self._cover_amounts()
        if theme.chosen(self.session.settings.theme) != self._shown_theme:
            self._apply_theme()

    def _cover_amounts(self) -> None:
        """Let every room write its amounts anew; tables ask for theirs as they are painted."""
        self.tasks.book_changed.emit(
            Changes(accounts=True, entries=True, imports=True, rules=True, book=True)
        )
        for table in self.findChildren(QAbstractItemView):
            table.viewport().update()

    def _speak_anew(self) -> None:
        room, within = "", ""
        if self.session.folder is not None:
            room, within = self.workspace.room, self.workspace.place
        self.tasks.forget_owners()
        self._build()
        if room:
            self._show_workspace(room, within=within)

    # --- opening ---

    def stand_as(self, place: restart.Place) -> None:
        """Take the size, the place and the state that the window had before it was locked."""
        self.restoreGeometry(QByteArray.fromHex(place.geometry.encode("ascii", "replace")))

    def start(self, place: restart.Place | None, *, demo: bool) -> None:
        """Show the first page: the welcome, the demo shop, or the book that was locked."""
        if place is not None:
            self._room = place.room or self._room
            self._within = place.within
            if place.book is not None:
                self.gate.ask_for(place.book)
        elif demo:
            self.gate.open_demo()
        self.ahead.start()

    def _opened(self, folder: Path, info: BookInfo) -> None:
        self.session.folder = folder
        self.session.info = info
        self.session.change_settings(self.session.settings.with_recent(folder))
        self._show_workspace(self._room, within=self._within)
        self.workspace.post_automatic()
        self.idle.start(minutes=self.session.settings.lock_minutes)
        self.desktop_lock = DesktopLock()
        self.desktop_lock.locked.connect(self.lock)
        if sys.platform == "win32":
            from cfo_desktop.ui import windows_lock

            self._windows_lock = windows_lock.listen(int(self.winId()), locked=self.lock)
        self.backups.start()

    def _put_off_code(self) -> None:
        self.workspace.put_off_code()

    def _show_workspace(self, room: str, *, within: str = "") -> None:
        self.message.hide()
        self.workspace.point_at(room)  # else the rail, first to get the keyboard, enters its first
        self.stack.setCurrentWidget(self.workspace)
        self.workspace.begin(room, place=within)
        name = self.session.info.name if self.session.info else ""
        self.setWindowTitle(f"{name} – CFO Desktop")

    def _enter(self, room: str) -> None:
        self.workspace.enter(room)

    # --- saying ---

    def _show_activity(self, activity: Activity | None) -> None:
        if activity is not None:
            self.idle.touch()
        self.activity.show_activity(activity)

    # --- locking and closing ---

    def lock(self) -> None:
        """End the process that holds the key; a new one asks for the passphrase."""
        if self.session.folder is not None and not self._closing:
            self._begin_anew(
                self.session.folder, room=self.workspace.room, within=self.workspace.place
            )

    def ask_to_lock(self) -> None:
        """Lock; first ask where that would lose what is not in the book yet."""
        self._unless_unsaved(
            self.tr("What you began is not in the book yet. Lock anyway?"),
            action=self.tr("Lock anyway"),
            then=self.lock,
        )

    def ask_to_leave_book(self) -> None:
        """Lock the book; a new process lets the owner make or open another one."""
        self._unless_unsaved(
            self.tr("What you began is not in the book yet. Leave the book anyway?"),
            action=self.tr("Leave anyway"),
            then=self._leave_book,
        )

    def _unless_unsaved(self, question: str, *, action: str, then: Callable[[], None]) -> None:
        """Do ``then``, or ask first and lead back to what is unsaved where the answer is no."""
        room = self._workspace.unsaved_room() if self._workspace is not None else None
        if room is None or self._closing:
            then()
            return
        if self._question is not None:
            self._question.raise_()
            return
        self._question = ask(
            self,
            question,
            explanation=self.tr("You find it under “{room}”. It would be lost.").format(
                room=self.workspace.rooms[room].heading.text()
            ),
            action=action,
            then=then,
        )
        self._question.rejected.connect(lambda: self.workspace.show_room(room))
        self._question.finished.connect(self._answered)

    def _answered(self) -> None:
        self._question = None

    def _leave_book(self) -> None:
        if self.session.folder is not None and not self._closing:
            self._begin_anew(None, room="", within="")

    def _begin_anew(self, book: Path | None, *, room: str, within: str) -> None:
        geometry = self.saveGeometry().toHex().toStdString()
        place = restart.Place(
            book, room, self.session.asked_language, within=within, geometry=geometry
        )
        self._patience.start()
        self._end(lambda: restart.start(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the message away by Escape, where nothing nearer has a use for the key."""
        if event.key() == Qt.Key.Key_Escape:
            self.message.hide()
        super().keyPressEvent(event)

    def _idle_soon(self, seconds: int) -> None:
        """Warn before the lock; what is typed and not posted goes with it."""
        if self.session.folder is not None and not self.tasks.busy:
            unsaved = self.workspace.unsaved_room() is not None
            self.lock_bar.show_seconds(seconds, unsaved=unsaved)

    def _used_again(self) -> None:
        self.lock_bar.hide()

    def _idle(self) -> None:
        if not self.tasks.busy:
            self.lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the book first; the window goes at once, the program when the book is closed.

        Where that would lose what is not in the book yet, the owner is asked.
        """
        if self._closed:
            event.accept()
            return
        event.ignore()
        if not self._closing:
            self._unless_unsaved(
                self.tr("What you began is not in the book yet. Close anyway?"),
                action=self.tr("Close anyway"),
                then=self.leave,
            )

    def leave(self) -> None:
        """Close the book and the window without asking."""
        if not self._closing:
            self.backups.stop(closing=True)
            self._end(lambda: None)

    def _end(self, before_end: Callable[[], object]) -> None:
        self._closing = True
        self.idle.stop()
        self.ahead.stop()
        self.backups.stop(closing=False)
        self.hide()
        self.session.forget_undo()
        if self._workspace is not None:
            self._workspace.forget()

        def ended() -> None:
            if self._closed:
                return
            self._closed = True
            self._patience.stop()
            before_end()
            self.close()
            self.finished.emit()

        self._patience.timeout.connect(ended)
        self.tasks.close(ended)

    # --- dropping files anywhere ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files once a book is open."""
        if self.session.folder is not None and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Preview the files."""
        event.acceptProposedAction()
        self.workspace.take_files(dropped_files(event.mimeData()))

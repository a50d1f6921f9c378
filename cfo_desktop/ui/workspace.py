"""The open book: the rail at the left and the rooms beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.screens.add_entry import AddEntry
from cfo_desktop.ui.screens.books import Books
from cfo_desktop.ui.screens.imports import Imports
from cfo_desktop.ui.screens.reconcile import Reconcile
from cfo_desktop.ui.screens.recovery_code import RecoveryCode
from cfo_desktop.ui.screens.reports import Reports
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.screens.settings import Settings
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.rail import Place
from cfo_desktop.ui.widgets.rail import Rail

_RAIL_WIDTH = 180
_WITHIN = {"reconcile": "books"}
"""Rooms that are entered from another one, under whose name the rail shows them."""


class Workspace(QWidget):
    """Rooms by name; a later version adds a room by a line in ``_places`` and one in ``rooms``."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "page")
        self.books = Books(session)
        self.add_entry = AddEntry(session)
        self.imports = Imports(session)
        self.reports = Reports(session)
        self.settings = Settings(session)
        self.reconcile = Reconcile(session)
        self.books.reconcile_asked.connect(self._reconcile)
        self.rooms: dict[str, Room] = {
            "books": self.books,
            "add_entry": self.add_entry,
            "imports": self.imports,
            "reports": self.reports,
            "settings": self.settings,
            "reconcile": self.reconcile,
        }
        self.recovery_code = RecoveryCode(session)
        self.recovery_code.kept.connect(lambda: self.show_room("settings"))
        self.settings.code_made.connect(self._show_code)
        self.rail = Rail(self._places(), colour=session.colour, name=self.tr("Rooms"))
        self.rail.chosen.connect(self.show_room)
        self.imports.waits.connect(self._show_waiting)
        self.stack = QStackedWidget()
        for room in (*self.rooms.values(), self.recovery_code):
            self.stack.addWidget(room)
        self._shortcuts: list[QShortcut] = []
        self._build()
        self._bind_keys()

    def _places(self) -> tuple[Place, ...]:
        return (
            Place("books", self.tr("Books"), "Ctrl+1"),
            Place("add_entry", self.tr("Add entry"), "Ctrl+2"),
            Place("imports", self.tr("Import"), "Ctrl+4"),
            Place("reports", self.tr("Reports"), "Ctrl+5"),
            Place("settings", self.tr("Settings"), "Ctrl+6"),
        )

    def _build(self) -> None:
        self.name = parts.label(role="heading", wrap=True)
        self.lock_button = parts.button(
            self.tr("Lock"), self.session.lock_asked.emit, shortcut="Ctrl+L"
        )
        self.lock_button.setText(f"{self.tr('Lock')}  (Ctrl+L)")
        head = parts.column(self.name)
        head.setContentsMargins(20, 18, 12, 8)
        foot = parts.column(self.lock_button)
        foot.setContentsMargins(12, 8, 12, 16)
        frame = QFrame()
        frame.setProperty("role", "side")
        frame.setFixedWidth(_RAIL_WIDTH)
        frame.setLayout(parts.column(head, self.rail, foot, gap=0))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(frame)
        layout.addWidget(self.stack, 1)

    def _bind_keys(self) -> None:
        for place in self._places():
            self._bind(place.key, lambda name=place.name: self.enter(name))
        self._bind("Ctrl+N", lambda: self.enter("add_entry"))
        self._bind("Ctrl+I", self._import)
        self._bind("F5", self._refresh)

    def _bind(self, key: str, action: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(action)
        self._shortcuts.append(shortcut)

    @property
    def room(self) -> str:
        """The name of the room in view."""
        shown = self.stack.currentWidget()
        return next((name for name, room in self.rooms.items() if room is shown), "settings")

    def show_room(self, name: str) -> None:
        """Show a room."""
        if name not in self.rooms:
            name = "books"
        self.rail.blockSignals(True)
        self.rail.choose(_WITHIN.get(name, name))
        self.rail.blockSignals(False)
        self.rail.setEnabled(True)
        self.stack.setCurrentWidget(self.rooms[name])

    def enter(self, name: str) -> None:
        """Show a room and put the keyboard into it; ``review`` is what imports left to look at."""
        if self.stack.currentWidget() is self.recovery_code:
            return
        if name == "review":
            self.imports.go_to_work()
            name = "imports"
        self.show_room(name)
        self.rooms[self.room].first_focus().setFocus()

    def begin(self, room: str) -> None:
        """Enter the book that was just opened."""
        info = self.session.info
        self.name.setText(info.name if info else "")
        self.enter(room)
        self.imports.begin()

    def take_files(self, files: Sequence[Path]) -> None:
        """Preview files that were dropped on the window."""
        self.enter("imports")
        self.imports.take(files)

    def forget(self) -> None:
        """Show nothing of the book any more."""
        for room in self.rooms.values():
            room.forget()

    def _show_waiting(self, count: int) -> None:
        """Say at the rail how much waits under Import."""
        number = self.session.localised.number(count)
        self.rail.set_waiting(
            "imports",
            number if count else "",
            spoken=self.tr("{count} to look at").format(count=number),
        )

    def _reconcile(self, account: str) -> None:
        self.reconcile.show_account(account)
        self.enter("reconcile")

    def _import(self) -> None:
        self.enter("imports")
        if self.room == "imports":
            self.imports.choose_files()

    def _refresh(self) -> None:
        room = self.rooms[self.room]
        if room.isVisible():
            room.refresh()

    def _show_code(self, code: str) -> None:
        """Show a new recovery code; the rail waits until it was kept."""
        self.rail.setEnabled(False)
        self.stack.setCurrentWidget(self.recovery_code)
        self.recovery_code.show_code(code)

"""The open book: the rail at the left and the rooms beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.domain.today import Stretch
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.books import Books
from cfo_desktop.ui.screens.imports import Imports
from cfo_desktop.ui.screens.money import Money
from cfo_desktop.ui.screens.opening import Opening
from cfo_desktop.ui.screens.reconcile import Reconcile
from cfo_desktop.ui.screens.recovery_code import RecoveryCode
from cfo_desktop.ui.screens.reports import Reports
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.screens.settings import Settings
from cfo_desktop.ui.screens.today import Today
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.undo import UndoKey
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.rail import Place
from cfo_desktop.ui.widgets.rail import Rail

_RAIL_WIDTH = 180
_WITHIN = {"reconcile": "books", "opening": "today"}
"""Rooms that are entered from another one, under whose name the rail shows them."""


class Workspace(QWidget):
    """Rooms by name; a later version adds a room by a line in ``_places`` and one in ``rooms``."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "page")
        self.today = Today(session)
        self.today.account_asked.connect(self._show_account)
        self.today.takings_asked.connect(self._show_takings)
        self.today.entry_asked.connect(self._show_entry)
        self.today.waiting_asked.connect(self._show_tab)
        self.today.repeats_asked.connect(self._show_due)
        self.today.backup_asked.connect(self._show_backup)
        self.today.step_asked.connect(self._do_step)
        self.opening = Opening(session)
        self.books = Books(session)
        self.money = Money(session)
        self.imports = Imports(session)
        self.reports = Reports(session)
        self.settings = Settings(session)
        self.reconcile = Reconcile(session)
        self.books.reconcile_asked.connect(self._reconcile)
        self.reports.entry_asked.connect(lambda _, entry: self._show_entry(entry.number))
        self.imports.files.waiting_changed.connect(
            lambda: self.today.show_files(self.imports.files.waiting)
        )
        self.rooms: dict[str, Room] = {
            "today": self.today,
            "opening": self.opening,
            "books": self.books,
            "money": self.money,
            "imports": self.imports,
            "reports": self.reports,
            "settings": self.settings,
            "reconcile": self.reconcile,
        }
        self._before_code = "settings"
        self.recovery_code = RecoveryCode(session)
        self.recovery_code.kept.connect(self._code_kept)
        self.recovery_code.put_off.connect(self._code_put_off)
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
            Place("today", self.tr("Today"), "Ctrl+1"),
            Place("books", self.tr("Books"), "Ctrl+2"),
            Place("money", self.tr("Money in/out"), "Ctrl+3"),
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
        self._bind("Ctrl+N", self._enter_quick)
        self._bind("Ctrl+Shift+N", lambda: self.enter("add_entry"))
        self._bind("Ctrl+I", self._import)
        self._bind("Ctrl+Z", self.session.undo)
        UndoKey(QApplication.instance(), parent=self, undo=self.session.undo)  # type: ignore[arg-type]
        self._bind("Ctrl+F", self._search)
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
        """Show a room; ``add_entry`` is the journal form in the room for money."""
        if name == "add_entry":
            self.money.show_journal()
            name = "money"
        if name not in self.rooms:
            name = "today"
        self.rail.blockSignals(True)
        self.rail.choose(_WITHIN.get(name, name))
        self.rail.blockSignals(False)
        self.rail.setEnabled(True)
        self.stack.setCurrentWidget(self.rooms[name])

    def enter(self, name: str) -> None:
        """Show a room and put the keyboard into it.

        ``review`` is what imports left to look at, ``rules`` the rules that sort it.
        """
        if self.stack.currentWidget() is self.recovery_code:
            return
        if name == "review":
            self.imports.go_to_work()
            name = "imports"
        elif name == "rules":
            self.imports.show_rules()
            name = "imports"
        self.show_room(name)
        self.rooms[self.room].first_focus().setFocus()

    def begin(self, room: str, *, place: str = "") -> None:
        """Enter the book that was just opened, at ``place`` within a room: see ``Room.go_to``."""
        info = self.session.info
        self.name.setText(info.name if info else "")
        if room in self.rooms and place:
            self.rooms[room].go_to(place)
        self.enter(room)
        self.imports.begin()

    @property
    def place(self) -> str:
        """Where the room in view stands: see ``Room.place``."""
        return self.rooms[self.room].place()

    def unsaved_room(self) -> str | None:
        """Return the name of a room with something that is not in the book yet; that in view first.

        ``None`` where all is booked, or nothing was begun.
        """
        names = sorted(self.rooms, key=lambda name: name != self.room)
        return next((name for name in names if self.rooms[name].unsaved()), None)

    def put_off_code(self) -> None:
        """Keep in the book that its recovery code is still to be made and kept."""
        self.session.run(today_verbs.mark_step(Step.CODE, StepState.OPEN), owner=self)

    def take_files(self, files: Sequence[Path]) -> None:
        """Preview files that were dropped on the window."""
        self.enter("imports")
        self.imports.take(files)

    def forget(self) -> None:
        """Show nothing of the book any more."""
        for room in self.rooms.values():
            room.forget()

    def _enter_quick(self) -> None:
        self.money.show_quick()
        self.enter("money")

    def _show_account(self, account: str) -> None:
        self.enter("books")
        self.books.show_period(account)

    def _show_takings(self, account: str | None, stretch: Stretch) -> None:
        self.enter("books")
        self.books.show_period(
            account, first=stretch.first, last=stretch.last, standing=Standing.TAKINGS
        )

    def _show_tab(self, number: int) -> None:
        self.enter("imports")
        self.imports.show_tab(number)

    def _show_due(self) -> None:
        self.money.show_due()
        self.enter("money")

    def _show_backup(self) -> None:
        self.settings.show_page("backup")
        self.enter("settings")

    def _do_step(self, step: str) -> None:
        """Go to where a first step is done; a report counts as read when it is opened."""
        if step == Step.CODE:
            self.session.run(verbs.new_recovery_code(), owner=self, done=self._show_code)
        elif step == Step.STATEMENT:
            self._import()
        elif step == Step.OPENING:
            self.enter("opening")
        elif step == Step.SORTED:
            self.enter("review")
        elif step == Step.REPORT:
            self.enter("reports")
            self.session.run(today_verbs.mark_step(Step.REPORT, StepState.DONE), owner=self)

    def _code_kept(self) -> None:
        self.session.run(today_verbs.mark_step(Step.CODE, StepState.DONE), owner=self)
        self._leave_code()

    def _code_put_off(self) -> None:
        self.put_off_code()
        self._leave_code()

    def _leave_code(self) -> None:
        self.show_room(self._before_code)

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

    def _show_entry(self, number: int) -> None:
        self.enter("books")
        self.books.show_entry(number)

    def _import(self) -> None:
        self.enter("imports")
        if self.room == "imports":
            self.imports.choose_files()

    def _search(self) -> None:
        self.enter("books")
        if self.room == "books":
            self.books.search()

    def _refresh(self) -> None:
        room = self.rooms[self.room]
        if room.isVisible():
            room.refresh()

    def _show_code(self, code: str) -> None:
        """Show a new recovery code; the rail waits until it was kept."""
        self._before_code = self.room
        self.rail.setEnabled(False)
        self.stack.setCurrentWidget(self.recovery_code)
        self.recovery_code.show_code(code)

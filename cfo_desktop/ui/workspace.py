"""The open book: the rail at the left and the rooms beside it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.document import is_document_name
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.ui import money_verbs
from cfo_desktop.ui import paper_verbs
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tasks import Errand
from cfo_desktop.ui.undo import UndoKey
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.rail import Place
from cfo_desktop.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from cfo_desktop.ui.explain_verbs import Wanted
    from cfo_desktop.ui.screens.advisor_room import AdvisorRoom
    from cfo_desktop.ui.screens.bills_room import BillsRoom
    from cfo_desktop.ui.screens.books import Books
    from cfo_desktop.ui.screens.explanation import Explanation
    from cfo_desktop.ui.screens.imports import Imports
    from cfo_desktop.ui.screens.money import Money
    from cfo_desktop.ui.screens.opening import Opening
    from cfo_desktop.ui.screens.outlook_room import OutlookRoom
    from cfo_desktop.ui.screens.reconcile import Reconcile
    from cfo_desktop.ui.screens.recovery_code import RecoveryCode
    from cfo_desktop.ui.screens.reports import Reports
    from cfo_desktop.ui.screens.room import Room
    from cfo_desktop.ui.screens.settings import Settings
    from cfo_desktop.ui.screens.today import Today

    AnyRoom = TypeVar("AnyRoom", bound=Room)

ROOMS = (
    "today",
    "opening",
    "books",
    "money",
    "imports",
    "bills",
    "reports",
    "outlook",
    "advisor",
    "settings",
    "reconcile",
)
"""Each is the attribute of ``Workspace`` that builds it."""
_RAIL_WIDTH = 180
_WITHIN = {"reconcile": "books", "opening": "today"}
"""Rooms that are entered from another one, under whose name the rail shows them."""


class Workspace(QWidget):
    """The rooms by name; a later version adds one by ``ROOMS``, ``_places`` and a property."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "page")
        self.rooms: dict[str, Room] = {}
        """Those that were built so far."""
        self._before_code = "settings"
        self.explanation: Explanation | None = None
        """What is said of a figure now."""
        session.explanation_asked.connect(self._explain)
        self.rail = Rail(self._places(), colour=session.colour, name=self.tr("Rooms"))
        self.rail.chosen.connect(self.show_room)
        self.rail.chosen_again.connect(self._choose_again)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())  # or the first room, once built, is in view and reads
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(lambda: (self.imports, self.bills))
        self._shortcuts: list[QShortcut] = []
        self._build()
        self._bind_keys()

    # A room is built, and its modules are imported, when it is first entered: as in the gate, so
    # that opening a book waits for one room alone.

    @functools.cached_property
    def today(self) -> Today:
        """What the day asks for."""
        from cfo_desktop.ui.screens.today import Today

        room = self._add("today", Today(self.session))
        room.account_asked.connect(self._show_account)
        room.period_asked.connect(self._show_period)
        room.party_asked.connect(self._show_party)
        room.record_asked.connect(self._record)
        room.reconcile_asked.connect(self._reconcile)
        room.what_if_asked.connect(self._try_change)
        room.tax_asked.connect(self._show_tax)
        room.takings_asked.connect(self._show_takings)
        room.entry_asked.connect(self._show_entry)
        room.waiting_asked.connect(self._show_tab)
        room.sort_asked.connect(self._sort)
        room.repeats_asked.connect(self._show_due)
        room.backup_asked.connect(self._show_backup)
        room.step_asked.connect(self._do_step)
        room.question_asked.connect(self._ask)
        if "imports" in self.rooms:
            room.show_files(self.imports.files.waiting)
        return room

    @functools.cached_property
    def opening(self) -> Opening:
        """What the shop had and owed on its first day."""
        from cfo_desktop.ui.screens.opening import Opening

        return self._add("opening", Opening(self.session))

    @functools.cached_property
    def books(self) -> Books:
        """The accounts and their registers."""
        from cfo_desktop.ui.screens.books import Books

        room = self._add("books", Books(self.session))
        room.reconcile_asked.connect(self._reconcile)
        return room

    @functools.cached_property
    def money(self) -> Money:
        """The day's entries."""
        from cfo_desktop.ui.screens.money import Money

        return self._add("money", Money(self.session))

    @functools.cached_property
    def imports(self) -> Imports:
        """Statements, and what they left to look at; begins with the open book at once."""
        from cfo_desktop.ui.screens.imports import Imports

        room = self._add("imports", Imports(self.session))
        room.waits.connect(functools.partial(self._show_waiting, "imports"))
        room.files.waiting_changed.connect(self._tell_today)
        room.begin()
        return room

    @functools.cached_property
    def bills(self) -> BillsRoom:
        """Bills, invoices and receipts; counts what waits in the open book at once."""
        from cfo_desktop.ui.screens.bills_room import BillsRoom

        room = self._add("bills", BillsRoom(self.session))
        room.waits.connect(functools.partial(self._show_waiting, "bills"))
        room.entry_asked.connect(self._show_entry)
        room.count()
        return room

    @functools.cached_property
    def reports(self) -> Reports:
        """The statements of a period."""
        from cfo_desktop.ui.screens.reports import Reports

        room = self._add("reports", Reports(self.session))
        room.entry_asked.connect(lambda _, entry: self._show_entry(entry.number))
        return room

    @functools.cached_property
    def outlook(self) -> OutlookRoom:
        """What is to come, and what changes would do."""
        from cfo_desktop.ui.screens.outlook_room import OutlookRoom

        room = self._add("outlook", OutlookRoom(self.session))
        room.entry_asked.connect(self._show_entry)
        room.repeats_asked.connect(self._show_due)
        room.party_asked.connect(self._show_party)
        room.account_asked.connect(self._show_account)
        return room

    @functools.cached_property
    def advisor(self) -> AdvisorRoom:
        """Questions, and what the books say to them."""
        from cfo_desktop.ui.screens.advisor_room import AdvisorRoom

        room = self._add("advisor", AdvisorRoom(self.session))
        room.account_asked.connect(self._show_account)
        room.period_asked.connect(self._show_period)
        room.party_asked.connect(self._show_party)
        room.entry_asked.connect(self._show_entry)
        room.action_asked.connect(self._start)
        return room

    @functools.cached_property
    def settings(self) -> Settings:
        """The book, its safety and the window's ways."""
        from cfo_desktop.ui.screens.settings import Settings

        room = self._add("settings", Settings(self.session))
        room.code_made.connect(self._show_code)
        return room

    @functools.cached_property
    def reconcile(self) -> Reconcile:
        """An account beside its statement."""
        from cfo_desktop.ui.screens.reconcile import Reconcile

        return self._add("reconcile", Reconcile(self.session))

    @functools.cached_property
    def recovery_code(self) -> RecoveryCode:
        """A recovery code that was just made; no room, for it is left by its own buttons alone."""
        from cfo_desktop.ui.screens.recovery_code import RecoveryCode

        page = RecoveryCode(self.session)
        page.kept.connect(self._code_kept)
        page.put_off.connect(self._code_put_off)
        self.stack.addWidget(page)
        return page

    def _add(self, name: str, room: AnyRoom) -> AnyRoom:
        self.rooms[name] = room
        self.stack.addWidget(room)
        return room

    def _room(self, name: str) -> Room:
        room: Room = getattr(self, name)
        return room

    def _places(self) -> tuple[Place, ...]:
        return (
            Place("today", self.tr("Today"), "Ctrl+1"),
            Place("books", self.tr("Books"), "Ctrl+2"),
            Place("money", self.tr("Money in/out"), "Ctrl+3"),
            Place("imports", self.tr("Import"), "Ctrl+4"),
            Place("bills", self.tr("Bills"), "Ctrl+5"),
            Place("reports", self.tr("Reports"), "Ctrl+6"),
            Place("outlook", self.tr("Outlook"), "Ctrl+7"),
            Place("advisor", self.tr("Advisor"), "Ctrl+8"),
            Place("settings", self.tr("Settings"), "Ctrl+9"),
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
            self._bind(place.key, lambda name=place.name: self._enter_anew(name))
        self._bind("Ctrl+N", self._enter_quick)
        self._bind("Ctrl+Shift+N", lambda: self.enter("add_entry"))
        self._bind("Ctrl+I", self._import)
        self._bind("Ctrl+Z", self.session.undo)
        UndoKey(QApplication.instance(), parent=self, undo=self.session.undo)  # type: ignore[arg-type]
        self._bind("Ctrl+F", self._search)
        self._bind("Ctrl+J", self._ask)
        self._bind("F5", self._refresh)

    def _enter_anew(self, name: str) -> None:
        """Enter a room by its key; where it is in view already, show what it begins with."""
        if name == self.room and self.rail.isEnabled():
            self._room(name).start_over()
        self.enter(name)

    def _choose_again(self, name: str) -> None:
        """Take a click on the room that the rail names already: it leads back to its beginning."""
        if name == self.room:
            self._room(name).start_over()
        else:
            self.show_room(name)

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
        if name not in ROOMS:
            name = "today"
        self.point_at(name)
        self.rail.setEnabled(True)
        self.stack.setCurrentWidget(self._room(name))

    def point_at(self, name: str) -> None:
        """Let the rail name a room that is in view, or about to be."""
        self.rail.blockSignals(True)
        self.rail.choose(_WITHIN.get(name, name))
        self.rail.blockSignals(False)

    def enter(self, name: str) -> None:
        """Show a room and put the keyboard into it.

        ``review`` is what imports left to look at, ``rules`` the rules that sort it.
        """
        if not self.rail.isEnabled():
            return  # a recovery code is in view
        if name == "review":
            self.imports.go_to_work()
            name = "imports"
        elif name == "rules":
            self.imports.show_rules()
            name = "imports"
        self.show_room(name)
        self._room(self.room).first_focus().setFocus()

    def begin(self, room: str, *, place: str = "") -> None:
        """Enter the book that was just opened, at ``place`` within a room: see ``Room.go_to``."""
        info = self.session.info
        self.name.setText(info.name if info else "")
        if room in ROOMS and place:
            self._room(room).go_to(place)
        self.enter(room)
        # The rail says what waits to be imported, whatever room is in view: counted behind what
        # that room reads, and when it was painted.
        self.session.run(Errand(lambda _: None), owner=self, done=lambda _: self._soon.start())

    def post_automatic(self) -> None:
        """Post what is due and needs no asking; say so where something was."""

        def done(numbers: list[int]) -> None:
            if numbers:
                from cfo_desktop.ui.screens import repeats

                repeats.posted(self.session, numbers)

        self.session.run(money_verbs.post_automatic(), owner=self, done=done)

    @property
    def place(self) -> str:
        """Where the room in view stands: see ``Room.place``."""
        return self._room(self.room).place()

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
        """Preview dropped files; documents and language models have rooms of their own."""
        if files and all(file.suffix.lower() == ".gguf" for file in files):
            self.settings.show_page("models")
            self.enter("settings")
            self.settings.models.take_files(files)
            return
        named = {file: is_document_name(file.name) for file in files}
        if None in named.values():  # XML is either: looked into off this thread
            self.session.run(paper_verbs.parted(files), owner=self, done=self._take_parted)
            return
        self._take_parted(
            ([file for file in files if named[file]], [file for file in files if not named[file]])
        )

    def _take_parted(self, parted: tuple[list[Path], list[Path]]) -> None:
        documents, statements = parted
        if statements:
            self.enter("imports")
            self.imports.take(statements)
        if documents:
            self.enter("bills")
            self.bills.take(documents)

    def forget(self) -> None:
        """Show nothing of the book any more."""
        self._soon.stop()
        if self.explanation is not None:
            self.explanation.reject()
        for room in self.rooms.values():
            room.forget()

    def _tell_today(self) -> None:
        """Let Today say how many files wait; where it is not built, it asks when it is."""
        if "today" in self.rooms:
            self.today.show_files(self.imports.files.waiting)

    def _enter_quick(self) -> None:
        self.money.show_quick()
        self.enter("money")

    def _show_account(self, account: str) -> None:
        self.enter("books")
        self.books.show_period(account)

    def _show_period(self, account: str | None, stretch: Stretch) -> None:
        self.enter("books")
        self.books.show_period(account, first=stretch.first, last=stretch.last)

    def _show_party(self, party: str) -> None:
        self.enter("books")
        self.books.show_found(party)

    def _record(self, account: str) -> None:
        self.money.begin_with(account)
        self.enter("money")

    def _show_takings(self, account: str | None, stretch: Stretch) -> None:
        self.enter("books")
        self.books.show_period(
            account, first=stretch.first, last=stretch.last, standing=Standing.TAKINGS
        )

    def _show_tab(self, number: int) -> None:
        self.enter("imports")
        self.imports.show_tab(number)

    def _sort(self, entry: int) -> None:
        self.enter("imports")
        self.imports.show_to_sort(entry)

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

    def _show_waiting(self, room: str, count: int) -> None:
        """Say at the rail how much waits in a room."""
        number = self.session.localised.number(count)
        self.rail.set_waiting(
            room,
            number if count else "",
            spoken=self.tr("{count} to look at").format(count=number),
        )

    def _reconcile(self, account: str) -> None:
        self.reconcile.show_account(account)
        self.enter("reconcile")

    def _show_entry(self, number: int) -> None:
        self.enter("books")
        self.books.show_entry(number)

    def _explain(self, wanted: Wanted) -> None:
        """Say where a figure comes from, over the room that it stands in."""
        from cfo_desktop.ui.screens.explanation import Explanation

        if self.explanation is not None:  # asked for on a figure of an explanation
            self.explanation.go_on(wanted)
            return
        self.explanation = Explanation(self.session, wanted, parent=self.window())
        self.explanation.entry_asked.connect(self._show_entry)
        self.explanation.finished.connect(self._explained)
        self.explanation.open()

    def _explained(self) -> None:
        self.explanation = None

    def _try_change(self, kind: str) -> None:
        self.enter("outlook")
        self.outlook.try_change(kind)

    def _show_tax(self) -> None:
        self.enter("outlook")
        self.outlook.show_page("tax")

    def _import(self) -> None:
        self.enter("imports")
        if self.room == "imports":
            self.imports.choose_files()

    def _search(self) -> None:
        self.enter("books")
        if self.room == "books":
            self.books.search()

    def _start(self, action: Action, day: dt.date) -> None:
        """Start what an answer offers: Today knows how."""
        if action.kind is ActionKind.FORECAST:
            self.enter("today")
        self.today.start(action, day=day)

    def _ask(self, question: str = "") -> None:
        """Put the keyboard into the question field, or ask at once."""
        if "advisor" in self.rooms:
            self.advisor.show_conversation()
        self.enter("advisor")
        if question and self.room == "advisor":
            self.advisor.ask(question)

    def _refresh(self) -> None:
        room = self._room(self.room)
        if room.isVisible():
            room.refresh()

    def _show_code(self, code: str) -> None:
        """Show a new recovery code; the rail waits until it was kept."""
        self._before_code = self.room
        self.rail.setEnabled(False)
        self.stack.setCurrentWidget(self.recovery_code)
        self.recovery_code.show_code(code)

"""Money in and out: the day's entries in a few keys, what was entered lately, what repeats."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.ui import money_verbs as verbs
from cfo_desktop.ui import places
from cfo_desktop.ui import quick_words
from cfo_desktop.ui.money_verbs import Desk
from cfo_desktop.ui.screens.add_entry import AddEntry
from cfo_desktop.ui.screens.lately import LatelyPage
from cfo_desktop.ui.screens.quick_form import QuickForm
from cfo_desktop.ui.screens.repeats import DuePage
from cfo_desktop.ui.screens.repeats import SchedulesPage
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.kind_buttons import Kind
from cfo_desktop.ui.widgets.kind_buttons import KindButtons

_LATELY, _DUE, _SCHEDULES = range(3)


class Money(Room):
    """Seven kinds of quick entry and the journal form, chosen by a block of buttons."""

    watches = Changes(accounts=True, entries=True, schedules=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Money in/out"))
        self.kinds = tuple(QuickKind)
        texts = [Kind(quick_words.kind(each), f"Alt+{n}") for n, each in enumerate(self.kinds, 1)]
        self.buttons = KindButtons(
            [*texts, Kind(self.tr("Journal entry"), f"Alt+{len(texts) + 1}")],
            name=self.tr("What happened"),
        )
        self.buttons.buttons[-1].setToolTip(f"{self.tr('Journal entry')} (Ctrl+Shift+N)")
        self.buttons.chosen.connect(self._choose)
        self._accounts: tuple[Account, ...] = ()
        self._wanted = ""
        """The code of the account to begin an entry on, once the accounts are read."""
        self.form = QuickForm(session)
        self.journal = AddEntry(session)
        self.lately = LatelyPage(session)
        self.due = DuePage(session)
        self.schedules = SchedulesPage(session)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Lists"))
        self.lists = QStackedWidget()
        self._bars = QStackedWidget()
        for page in (self.lately, self.due, self.schedules):
            self.tabs.addTab("")
            self.lists.addWidget(page)
            self._bars.addWidget(page.bar)
        self.tabs.currentChanged.connect(self.lists.setCurrentIndex)
        self.tabs.currentChanged.connect(self._bars.setCurrentIndex)
        self._due_shown = False
        self._name_tabs(due=0, schedules=0)
        quick = QWidget()
        line = parts.row(self.tabs, self._bars)
        line.setStretch(1, 1)
        below = parts.column(self.form, line, self.lists, gap=8)
        below.setStretch(2, 1)
        quick.setLayout(below)
        self.stack = QStackedWidget()
        self.stack.addWidget(quick)
        self.stack.addWidget(self.journal)
        self.lay_out(parts.column(self.buttons, self.stack))
        self._bind_keys()

    def _bind_keys(self) -> None:
        for number in range(len(self.kinds) + 1):
            self._bind(f"Alt+{number + 1}", lambda number=number: self._go_to(number))
        self._bind("Ctrl+R", self._ask_repeat)

    def _bind(self, key: str, action: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    @property
    def in_journal(self) -> bool:
        """Whether the journal form is in view."""
        return self.stack.currentWidget() is self.journal

    def show_journal(self) -> None:
        """Show the journal form."""
        self.buttons.choose(len(self.kinds))
        self.stack.setCurrentWidget(self.journal)

    def show_quick(self) -> None:
        """Show the quick entry that was chosen last."""
        self.buttons.choose(self.kinds.index(self.form.kind))
        self.stack.setCurrentIndex(0)

    def begin_with(self, account: str) -> None:
        """Begin an entry on an account by its code, once the accounts are read."""
        self._wanted = account
        self.show_quick()
        self._take_wanted()

    def _take_wanted(self) -> None:
        account = next((each for each in self._accounts if each.code == self._wanted), None)
        if account is not None:
            self._wanted = ""
            self.form.begin_with(account)
            self.show_quick()

    def place(self) -> str:
        """Return the number of the kind of entry and that of the list under it."""
        kind = len(self.kinds) if self.in_journal else self.kinds.index(self.form.kind)
        return f"{kind}/{self.tabs.currentIndex()}"

    def go_to(self, untrusted_place: str) -> None:
        """Show a kind of entry and a list by their numbers."""
        untrusted_kind, _, untrusted_list = untrusted_place.partition("/")
        kind = places.number(untrusted_kind, most=len(self.kinds))
        shown = places.number(untrusted_list, most=_SCHEDULES)
        if kind is None or shown is None:
            return
        if kind == len(self.kinds):
            self.show_journal()
        else:
            self.form.choose(self.kinds[kind])
            self.show_quick()
        self._due_shown = True  # what is due does not come up by itself now
        self.tabs.setCurrentIndex(shown)

    def unsaved(self) -> bool:
        """Tell whether a form holds something that is not posted."""
        return self.form.unsaved() or self.journal.unsaved()

    def show_due(self) -> None:
        """Show what repeats and is due."""
        self.show_quick()
        self.tabs.setCurrentIndex(_DUE)

    def first_focus(self) -> QWidget:
        """Begin with the amount, or the journal's text."""
        return self.journal.first_focus() if self.in_journal else self.form.amount

    def refresh(self) -> None:
        """Read accounts, payees and the lists anew; what is typed stays."""
        self.session.run(verbs.desk(), owner=self, done=self._show_desk, topic="desk")

    def forget(self) -> None:
        """Empty the forms and the lists."""
        for part in (self.form, self.journal, self.lately, self.due, self.schedules):
            part.forget()
        self._accounts = ()
        self._wanted = ""
        self._due_shown = False
        self._name_tabs(due=0, schedules=0)

    def _choose(self, number: int) -> None:
        if number == len(self.kinds):
            self.show_journal()
        else:
            self.form.choose(self.kinds[number])
            self.stack.setCurrentIndex(0)
        self.first_focus().setFocus()

    def _go_to(self, number: int) -> None:
        self.buttons.choose(number)
        self._choose(number)

    def _ask_repeat(self) -> None:
        (self.journal if self.in_journal else self.form).repeat_button.click()

    def _show_desk(self, desk: Desk) -> None:
        self._desk = desk
        self._accounts = desk.accounts
        self.session.info = desk.info
        for part in (self.form, self.lately, self.due, self.schedules):
            part.show_desk(desk)
        self._name_tabs(due=len(desk.due), schedules=len(desk.schedules))
        if self._wanted:
            self._take_wanted()
        if desk.due and not self._due_shown:
            self.tabs.setCurrentIndex(_DUE)
        self._due_shown = bool(desk.due)

    def _name_tabs(self, *, due: int, schedules: int) -> None:
        number = self.session.localised.number
        self.tabs.setTabText(_LATELY, self.tr("Lately"))
        self.tabs.setTabText(_DUE, self.tr("Due: {count}").format(count=number(due)))
        self.tabs.setTabText(
            _SCHEDULES, self.tr("Repeats: {count}").format(count=number(schedules))
        )

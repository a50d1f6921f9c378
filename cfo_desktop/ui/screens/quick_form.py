"""One quick entry: an amount, who, where; Enter posts it and the next one begins."""

from __future__ import annotations

import datetime as dt
import itertools

from PySide6.QtCore import QDate
from PySide6.QtCore import QStringListModel
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QListView
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.quick import SHAPES
from cfo_desktop.domain.quick import History
from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.domain.quick import Use
from cfo_desktop.domain.quick import choices
from cfo_desktop.ui import money_verbs as verbs
from cfo_desktop.ui import quick_words
from cfo_desktop.ui import undo
from cfo_desktop.ui.money_verbs import Desk
from cfo_desktop.ui.money_verbs import QuickEntry
from cfo_desktop.ui.money_verbs import Repeat
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import ask_repeat
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.fields import DayBox
from cfo_desktop.ui.widgets.row_delegate import RowDelegate

_NARROW = 180
"""Pixels of an amount or a date."""
_WIDE = 16_777_215
"""Qt's word for a width without limit."""


class _Cell(QWidget):
    """A field under its label."""

    def __init__(self, field: QWidget, *, parent: QWidget) -> None:
        """Stand in ``parent`` from the start: what is shown without one is a window of its own."""
        super().__init__(parent)
        self.field = field
        self.label = parts.label(role="muted")
        self.label.setBuddy(field)
        field.setMinimumHeight(parts.FIELD_HEIGHT)
        self.setLayout(parts.column(self.label, field, gap=4))

    def name(self, text: str) -> None:
        """Name the field, for the eye and for a screen reader; empty: there is no such field."""
        self.label.setText(text)
        self.field.setAccessibleName(text)
        self.setVisible(bool(text))


class QuickForm(QWidget):
    """The fields of one kind; the accounts follow from the payee until the owner chooses others."""

    posted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.kind = QuickKind.SALE
        self._accounts: tuple[Account, ...] = ()
        self._history = History()
        self._chosen_by_hand: set[AccountBox] = set()
        self._posting = False
        self.amount = AmountEdit(session.localised, name="", currency=lambda: session.currency)
        self.party = QLineEdit()
        self.party.setMaxLength(500)
        self._names = QStringListModel(self)
        self._complete()
        self.account = AccountBox(language=session.language, name="")
        self.money = AccountBox(language=session.language, name="")
        self.day = DayBox(session.localised)
        self._cells: dict[QWidget, _Cell] = {
            field: _Cell(field, parent=self)
            for field in (self.amount, self.party, self.account, self.money, self.day)
        }
        self._cells[self.amount].name(self.tr("Amount"))
        self._cells[self.day].name(self.tr("Date"))
        self.sentence = parts.label(role="muted", wrap=True)
        self.repeat_button = parts.button(self.tr("Repeats…"), self._ask_repeat, shortcut="Ctrl+R")
        self.post_button = parts.button(
            self.tr("Post"), self._post, role="primary", shortcut="Enter"
        )
        self._build()
        self._connect()
        self._begin_today()
        self.choose(QuickKind.SALE)

    def _build(self) -> None:
        self._first: QHBoxLayout = parts.row()
        self._second: QHBoxLayout = parts.row()
        end = parts.row(self.sentence, self.repeat_button, self.post_button)
        end.setStretch(0, 1)
        body = parts.column(self._first, self._second, end, gap=10)
        self.setLayout(parts.column(parts.card(body, margin=16)))

    def _connect(self) -> None:
        self.amount.textChanged.connect(self._judge)
        self.party.textChanged.connect(self._suggest)
        self.day.dateChanged.connect(lambda _: self._judge())
        for box in (self.account, self.money):
            box.account_changed.connect(self._judge)
            box.field.textEdited.connect(lambda _, box=box: self._chosen_by_hand.add(box))
            box.activated.connect(lambda _, box=box: self._chosen_by_hand.add(box))
            box.field.returnPressed.connect(self._enter)
        self.amount.returnPressed.connect(self._enter)
        self.day.lineEdit().returnPressed.connect(self._enter)
        self.party.returnPressed.connect(self._enter)

    def _complete(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        self._popup = QListView()
        completer.setPopup(self._popup)
        self._rows = RowDelegate(self)
        self._popup.setItemDelegate(self._rows)
        self.party.setCompleter(completer)

    def choose(self, kind: QuickKind) -> None:
        """Be the form of another kind; amount, payee and day stay."""
        self.kind = kind
        labels = quick_words.labels(kind)
        for field, text in (
            (self.party, labels.party),
            (self.account, labels.account),
            (self.money, labels.money),
        ):
            self._cells[field].name(text)
        main, other = (
            (self.account, self.money) if labels.account_first else (self.money, self.account)
        )
        first: list[QWidget] = [self.amount, self.party, main]
        second: list[QWidget] = [self.day, other]
        if not labels.party:  # a transfer: its two accounts are what it is about
            first, second = [self.amount, self.money, self.account], [self.day]
        self._place(first, second)
        self._chosen_by_hand.clear()
        self._offer_accounts()
        self._names.setStringList(self._history.names(kind))
        self._suggest()

    def begin_with(self, account: Account) -> None:
        """Be the form that moves money to or from ``account``, where there is such a kind."""
        kind = next((kind for kind, each in SHAPES.items() if account.group in each.groups), None)
        if kind is None:
            return
        self.choose(kind)
        self.account.choose(account.code)
        self._chosen_by_hand.add(self.account)
        self._judge()

    def _place(self, first: list[QWidget], second: list[QWidget]) -> None:
        self._second.addStretch(1)
        for row, fields in ((self._first, first), (self._second, second)):
            while row.count():
                row.takeAt(0)
            for field in fields:
                row.addWidget(self._cells[field])
                narrow = field in {self.amount, self.day}
                self._cells[field].setMaximumWidth(_NARROW if narrow else _WIDE)
                row.setStretch(row.count() - 1, 1)
        self._second.addStretch(1)
        order = [*first, *second, self.repeat_button, self.post_button]
        for before, after in itertools.pairwise(order):
            QWidget.setTabOrder(before, after)

    # --- what is offered ---

    def show_desk(self, desk: Desk) -> None:
        """Offer the book's accounts and payees; what is typed stays."""
        self._accounts = desk.accounts
        self._history = desk.history
        self._offer_accounts()
        self._names.setStringList(self._history.names(self.kind))
        self._suggest()

    def unsaved(self) -> bool:
        """Tell whether an amount or a payee is typed that is not posted."""
        return any(field.text().strip() for field in (self.amount, self.party))

    def forget(self) -> None:
        """Empty the form."""
        self._accounts = ()
        self._history = History()
        self._names.setStringList([])
        self.amount.setText("")
        self.party.setText("")
        self._chosen_by_hand.clear()
        self._offer_accounts()

    def _offer_accounts(self) -> None:
        others, money = choices(self._accounts, self.kind, currency=self.session.currency)
        self.account.set_accounts(others)
        self.money.set_accounts(money)
        needless = len(others) == 1 and not quick_words.labels(self.kind).account_first
        self._cells[self.account].setVisible(not needless)

    def _suggest(self) -> None:
        """Fill in the accounts that the payee, the kind or the chart make likely."""
        past = self._history.use(self.kind, self.party.text())
        last = self._history.last.get(self.kind)
        role = SHAPES[self.kind].role
        usual = Use(self._with_role(role), self._with_role(Role.TILL))
        found = past or Use(usual.account, last.money if last else usual.money)
        for box, code in ((self.account, found.account), (self.money, found.money)):
            if box not in self._chosen_by_hand:
                box.choose(code if box.findData(code) >= 0 else "")
        self._judge()

    def _with_role(self, role: Role | None) -> str:
        return next(
            (each.code for each in self._accounts if role is not None and each.role is role), ""
        )

    # --- posting ---

    def _judge(self) -> None:
        """Say what will be booked, or what is missing to book it."""
        text, role = self._told()
        self.sentence.setText(text)
        parts.set_role(self.sentence, role)
        ready = role == "text" and not self._posting
        self.post_button.setEnabled(ready)
        self.repeat_button.setEnabled(ready)

    def _told(self) -> tuple[str, str]:
        """Return the sentence under the fields and its role: ``text`` where it can be posted."""
        wrong = self._wrong()
        if wrong:
            return wrong, "negative"
        missing = self._missing()
        if missing:
            return missing, "muted"
        localised = self.session.localised
        told = quick_words.sentence(
            self.kind,
            amount=localised.money(self._minor() or 0, self.session.currency),
            account=self._name_of(self.account.code()),
            money=self._name_of(self.money.code()),
        )
        if self._day() != clock.today():
            on = self.tr("Booked on {day}.").format(day=localised.day(self._day()))
            told = localised.sentences([told, on])
        return told, "text"

    def _minor(self) -> int | None:
        return self.amount.minor(self.session.currency) if self.session.currency else 0

    def _wrong(self) -> str:
        """Return what cannot be booked as it is typed; empty where nothing is wrong."""
        minor = self._minor()
        if minor is None:
            return self.tr("The amount cannot be read. Write it like {sample}, or 12+8.5.").format(
                sample=self.session.localised.amount(123450, "GBP")
            )
        if minor < 0:
            return self.tr("Write the amount without a sign.")
        unknown = self.account.unknown() or self.money.unknown()
        if unknown:
            return self.tr("No account is called “{text}”.").format(text=unknown)
        if self.account.code() and self.account.code() == self.money.code():
            return self.tr("Choose two different accounts.")
        return ""

    def _missing(self) -> str:
        """Return what is still to be typed or chosen; empty where nothing is."""
        if not self._minor():
            return self.tr("Type the amount; it may be a sum: 12+8.5. Enter posts.")
        labels = quick_words.labels(self.kind)
        for box, label in ((self.money, labels.money), (self.account, labels.account)):
            if not box.code():
                return self.tr("Choose an account at “{label}”.").format(label=label)
        return ""

    def _name_of(self, code: str) -> str:
        language = self.session.language
        return next((each.name_in(language) for each in self._accounts if each.code == code), code)

    def _day(self) -> dt.date:
        day = self.day.date()
        return dt.date(day.year(), day.month(), day.day())

    def _begin_today(self) -> None:
        today = clock.today()
        self.day.setDate(QDate(today.year, today.month, today.day))

    def _enter(self) -> None:
        """Take the suggestion that is marked, else post, else go to what is missing."""
        if any(box.choosing for box in (self.account, self.money)):
            return  # Enter took an account from the list; the next one posts
        marked = self._popup.currentIndex() if self._popup.isVisible() else None
        self._popup.hide()
        if marked is not None and marked.isValid():
            self.party.setText(str(marked.data()))
            return
        if self.post_button.isEnabled():
            self._post()
            return
        wanting: list[QWidget] = [] if self._minor() else [self.amount]
        wanting += [box for box in (self.money, self.account) if not box.code()]
        if wanting:
            wanting[0].setFocus()

    def entry(self) -> QuickEntry:
        """Return what is typed."""
        return QuickEntry(
            self.kind,
            self._day(),
            self.amount.plain(),
            self.account.code(),
            self.money.code(),
            self.party.text().strip(),
        )

    def _post(self) -> None:
        self._posting = True
        self._judge()
        self.session.run(
            verbs.post(self.entry()), owner=self, done=self._posted, failed=self._not_posted
        )

    def _posted(self, number: int) -> None:
        told = self.tr("Entry {number} was posted.").format(number=number)
        self.session.tell(told, undo=undo.entries([number]))
        self._begin_next()

    def _begin_next(self) -> None:
        self._posting = False
        self._chosen_by_hand.clear()
        for field in (self.amount, self.party):
            field.setText("")  # unlike clear(): Ctrl+Z is for the entry now, not for the text
        self._begin_today()  # a day in the past is meant for one entry
        self._suggest()
        self.amount.setFocus()
        self.posted.emit()

    def _not_posted(self, error: CfoError) -> None:
        self._posting = False
        self._judge()
        self.session.warn(error)

    def _ask_repeat(self) -> None:
        if self.repeat_button.isEnabled():
            ask_repeat.ask(self, self._day(), localised=self.session.localised, then=self._repeat)

    def _repeat(self, how: Repeat) -> None:
        self._posting = True
        self._judge()
        self.session.run(
            verbs.repeat(self.entry(), how=how),
            owner=self,
            done=self._repeated,
            failed=self._not_posted,
        )

    def _repeated(self, made: tuple[int, int | None]) -> None:
        self.session.tell(quick_words.repeats(made[1]), undo=undo.repeating(*made))
        self._begin_next()

"""What was read of a document, to check and to book: the unsure fields come first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtCore import QEvent
from PySide6.QtCore import QObject
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import AccountBy
from cfo_desktop.domain.papers import DueBy
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.domain.papers import Settling
from cfo_desktop.domain.quick import lowest
from cfo_desktop.ui import paper_words as words
from cfo_desktop.ui.paper_verbs import Opened
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import DayBox

_PRINTED = (Field.SELLER, Field.BUYER, Field.NUMBER, Field.DATE, Field.TOTAL, Field.TAX)
"""Fields of the document that are to be checked, in their order where all are sure."""
_FOR_BILLS = frozenset(
    (
        *(Group.COST_OF_SALES, Group.STOCK, Group.OPERATING, Group.FINANCE, Group.FIXED_ASSET),
        *(Group.INCOME_TAX, Group.OTHER_CURRENT_ASSET, Group.DRAWINGS, Group.TAX),
    )
)
"""Groups of accounts that something bought belongs to."""


class _Row(QWidget):
    """A field under its label, with what is to be said of it beside that."""

    def __init__(self, label: str, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self.label = parts.label(label, role="strong")
        self.label.setBuddy(field)
        self.note = parts.label(role="muted", wrap=True)
        field.setAccessibleName(label)
        field.setMinimumHeight(parts.FIELD_HEIGHT)
        head = parts.row(self.label, self.note, gap=8)
        head.setStretch(1, 1)
        self.setLayout(parts.column(head, field, gap=3))

    def say(self, note: str, *, role: str = "muted") -> None:
        """Say something of the field, for the eye and for a screen reader."""
        parts.set_role(self.note, role)
        self.note.setText(note)
        self.field.setAccessibleDescription(note)


class PaperForm(QWidget):
    """Holds the fields of one document; says which one the owner is at."""

    field_entered = Signal(object)
    """The ``Field`` whose place should be shown, or ``None``."""
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._opened: Opened | None = None
        self._filling = False
        self.direction = ChoiceBox()
        self.direction.addItem(self.tr("The shop has to pay it"), Direction.PURCHASE)
        self.direction.addItem(self.tr("A customer has to pay it"), Direction.SALE)
        self.seller, self.buyer, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.date = DayBox(session.localised)
        self.total = AmountEdit(session.localised, name="")
        self.tax = AmountEdit(session.localised, name="")
        self.deductible = QCheckBox(self.tr("This tax is deducted from what the shop owes"))
        self.account = AccountBox(language=session.language, name="")
        self.settling = ChoiceBox()
        self.money = AccountBox(language=session.language, name="")
        self.due = DayBox(session.localised)
        self._printed: dict[Field, _Row] = {
            name: _Row(words.field(name), field)
            for name, field in zip(
                _PRINTED,
                (self.seller, self.buyer, self.number, self.date, self.total, self.tax),
                strict=True,
            )
        }
        self._direction = _Row(self.tr("Which way"), self.direction)
        self._account = _Row(self.tr("What it is for"), self.account)
        self._settling = _Row(self.tr("How it is paid"), self.settling)
        self._money = _Row(self.tr("Paid from"), self.money)
        self._due = _Row(self.tr("To be paid by"), self.due)
        self._rows = parts.column(gap=10)
        self.setLayout(self._rows)
        self._names = {row.field: name for name, row in self._printed.items()}
        for field in self._names:
            field.installEventFilter(self)
        self._connect()

    def _connect(self) -> None:
        for text in (self.seller, self.buyer, self.number, self.total, self.tax):
            text.setMaxLength(200)
            text.textEdited.connect(lambda _: self._changed())
        for day in (self.date, self.due):
            day.userDateChanged.connect(lambda _: self._changed())
        for box in (self.account, self.money):
            box.account_changed.connect(self._changed)
        self.deductible.toggled.connect(lambda _: self._changed())
        self.direction.activated.connect(lambda _: self._turn())
        self.settling.activated.connect(lambda _: self._show_settling())

    # --- showing ---

    def show_paper(self, opened: Opened) -> None:
        """Fill the form with what was read and what is proposed."""
        self._opened = opened
        self._filling = True
        document, proposal = opened.paper.document, opened.proposal
        self.seller.setText(document.text_of(Field.SELLER))
        self.buyer.setText(document.text_of(Field.BUYER))
        self.number.setText(document.text_of(Field.NUMBER))
        self._show_day(self.date, document.day_of(Field.DATE) or clock.today())
        self._show_money(self.total, document.money_of(Field.TOTAL))
        self._show_money(self.tax, document.money_of(Field.TAX))
        self.deductible.setChecked(proposal.deductible)
        self.direction.setCurrentIndex(self.direction.findData(proposal.direction))
        self._offer_accounts(proposal.direction)
        self.account.choose(proposal.account)
        self._account.say(words.account_by(proposal.account_by))
        self._offer_settling(proposal)
        self._show_day(self.due, proposal.due or proposal.day or clock.today())
        self._due.say(words.due_by(proposal.due_by))
        self._show_evidence()
        self._order()
        self._filling = False
        self._show_settling()

    def _show_evidence(self) -> None:
        if self._opened is None:
            return
        paper = self._opened.paper
        for name, row in self._printed.items():
            found = paper.document.fields.get(name)
            if name in paper.corrected:
                row.say(self.tr("as you say"))
            elif found is None:
                role = "warning" if name in self._opened.proposal.missing else "muted"
                row.say(self.tr("not found"), role=role)
            elif found.otherwise:
                other = words.value(self.session, found.otherwise[0].value)
                row.say(self.tr("elsewhere {value}").format(value=other), role="warning")
            else:
                row.say(words.evidence(found.evidence), role=words.token(found))

    def _order(self) -> None:
        """Lay the rows out anew: what the owner should look at comes first, and Tab goes so."""
        while self._rows.count():
            self._rows.takeAt(0)
        printed = sorted(self._printed, key=lambda name: not self._is_unsure(name))
        rows: list[QWidget] = [self._direction, *(self._printed[name] for name in printed)]
        rows += [self.deductible, self._account, self._settling, self._money, self._due]
        before: QWidget | None = None
        for row in rows:
            self._rows.addWidget(row)
            field = row.field if isinstance(row, _Row) else row
            if before is not None:
                QWidget.setTabOrder(before, field)
            before = field
        self._rows.addStretch(1)

    def _is_unsure(self, name: Field) -> bool:
        if self._opened is None:
            return False
        paper = self._opened.paper
        if name in paper.corrected:
            return False
        found = paper.document.fields.get(name)
        if found is None:
            return name in self._opened.proposal.missing
        return found.evidence is Evidence.GUESS or bool(found.otherwise)

    def first_focus(self) -> QWidget:
        """Return the first field to look at."""
        for name in _PRINTED:
            if self._opened is not None and self._is_unsure(name):
                return self._printed[name].field
        return self.account

    def clear(self) -> None:
        """Hold nothing of a book."""
        self._opened = None
        self._filling = True
        for text in (self.seller, self.buyer, self.number, self.total, self.tax):
            text.clear()
        self._filling = False

    @staticmethod
    def _show_day(box: DayBox, day: dt.date) -> None:
        box.setDate(QDate(day.year, day.month, day.day))

    def _show_money(self, field: AmountEdit, money: Money | None) -> None:
        field.show_kept(self.session.localised.editable(money) if money else "")

    # --- what depends on what ---

    def _turn(self) -> None:
        """Let it go the other way: other accounts, and it is owed the other way."""
        way = self._way
        self._offer_accounts(way)
        role = Role.SALES if way is Direction.SALE else Role.PURCHASES
        self.account.choose(self._with_role(role))
        self._account.say(words.account_by(AccountBy.USUAL))
        self._show_settling()

    @property
    def _way(self) -> Direction:
        return Direction(self.direction.currentData())

    def _with_role(self, role: Role) -> str:
        accounts = self._opened.accounts if self._opened else ()
        return next((each.code for each in accounts if each.role is role), "")

    def _offer_accounts(self, way: Direction) -> None:
        if self._opened is None:
            return
        usable = lowest(self._opened.accounts, currency=self.session.currency)
        if way is Direction.SALE:
            self.account.set_accounts([each for each in usable if each.kind is Kind.INCOME])
        else:
            self.account.set_accounts([each for each in usable if each.group in _FOR_BILLS])
        self.money.set_accounts([each for each in usable if each.group is Group.CASH])

    def _offer_settling(self, proposal: Proposal) -> None:
        self.settling.clear()
        ways: list[tuple[str, Settling, int | None]] = [
            (words.settling(Settling.LATER), Settling.LATER, None),
            (words.settling(Settling.MONEY), Settling.MONEY, None),
        ]
        for twin in proposal.payments:
            if twin.entry is not None:
                day = self.session.localised.day(twin.day) if twin.day else ""
                text = self.tr("Paid on {day}, entry {entry}").format(day=day, entry=twin.entry)
                ways.append((text, Settling.PAYMENT, twin.entry))
        if proposal.settling is Settling.BOOKED or not any(
            (way, entry) == (proposal.settling, proposal.payment) for _, way, entry in ways
        ):
            ways.append((words.settling(proposal.settling), proposal.settling, proposal.payment))
        for text, way, entry in ways:
            self.settling.addItem(text, (way.value, entry))
        wanted = [(way, entry) for _, way, entry in ways]
        self.settling.setCurrentIndex(wanted.index((proposal.settling, proposal.payment)))
        if proposal.settling is Settling.MONEY:
            self.money.choose(proposal.money)
        else:
            self.money.choose(self._with_role(Role.BANK) or self._with_role(Role.TILL))

    def _show_settling(self) -> None:
        way, _ = self.settling.currentData() or (Settling.LATER.value, None)
        self._money.setVisible(way == Settling.MONEY)
        self._due.setVisible(way == Settling.LATER)
        self._account.setVisible(way != Settling.BOOKED)
        sale = self._way is Direction.SALE
        self._money.label.setText(self.tr("Paid into") if sale else self.tr("Paid from"))
        self.deductible.setVisible(not sale and bool(self.tax.plain().strip("0.")))
        self._printed[Field.BUYER].setVisible(sale)
        self._printed[Field.SELLER].setVisible(not sale)
        self._changed()

    def _changed(self) -> None:
        if not self._filling:
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which field has the keyboard, so that its place on the page is shown."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.field_entered.emit(self._names.get(watched))
        return super().eventFilter(watched, event)

    # --- what the owner says ---

    def corrections(self) -> dict[Field, Value | None]:
        """Return the fields that the owner changed; raise ``UserError`` for what is no amount."""
        if self._opened is None:
            return {}
        document = self._opened.paper.document
        found: dict[Field, Value | None] = {}
        for name, text in self._texts():
            if text != document.text_of(name):
                found[name] = text or None
        day = self._day(self.date)
        if day != (document.day_of(Field.DATE) or clock.today()) or (
            Field.DATE not in document.fields
        ):
            found[Field.DATE] = day
        for name, field in ((Field.TOTAL, self.total), (Field.TAX, self.tax)):
            before = document.money_of(name)
            money = self._money_of(field, before)
            if money != before:
                found[name] = money
        return found

    def _texts(self) -> Iterator[tuple[Field, str]]:
        for name, field in (
            (Field.SELLER, self.seller),
            (Field.BUYER, self.buyer),
            (Field.NUMBER, self.number),
        ):
            yield name, field.text().strip()

    def _money_of(self, field: AmountEdit, before: Money | None) -> Money | None:
        text = field.plain()
        currency = before.currency if before else self.session.currency
        return Money.parse(text, currency) if text else None

    @staticmethod
    def _day(box: DayBox) -> dt.date:
        shown = box.date()
        return dt.date(shown.year(), shown.month(), shown.day())

    def choices(self) -> dict[str, Any]:
        """Return what the owner says of how it is booked: fields of ``Proposal``."""
        if self._opened is None:
            return {}
        base, (way, entry) = self._opened.proposal, self.settling.currentData()
        settling, direction = Settling(way), self._way
        chosen: dict[str, Any] = {
            "direction": direction,
            "account": self.account.code(),
            "settling": settling,
            "payment": entry,
            "deductible": self.deductible.isChecked(),
            "due": None,
        }
        if self.account.code() != base.account:
            chosen["account_by"] = AccountBy.OWNER
        if settling is Settling.LATER:
            role = Role.RECEIVABLES if direction is Direction.SALE else Role.PAYABLES
            kept = base.settling is settling and base.direction is direction
            chosen["money"] = base.money if kept else self._with_role(role)
            chosen["due"] = self._day(self.due)
            if chosen["due"] != base.due:
                chosen["due_by"] = DueBy.OWNER
        elif settling is Settling.MONEY:
            chosen["money"] = self.money.code()
        return chosen

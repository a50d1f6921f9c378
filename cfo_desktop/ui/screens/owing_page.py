"""What is owed one way: open debts by age, and their payment written down."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.quick import lowest
from cfo_desktop.domain.settling import Age
from cfo_desktop.domain.settling import Aging
from cfo_desktop.domain.settling import Paid
from cfo_desktop.ui import owing_verbs as verbs
from cfo_desktop.ui import undo
from cfo_desktop.ui.owing_verbs import Owing
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import owing as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import DayBox

_FIELD = 170


class OwingPage(TabPage):
    """The debts, oldest due first; one or several of one party are chosen and paid below."""

    entry_asked = Signal(int)

    def __init__(self, session: Session, direction: Direction) -> None:
        super().__init__(session)
        self.direction = direction
        self._sale = direction is Direction.SALE
        self._ages: dict[Age | str, QLabel] = {}
        self.model = table.model(session)
        self.table = TableView(
            self.model,
            name=self.tr("What customers owe") if self._sale else self.tr("What the shop owes"),
        )
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.table.chosen.connect(self._show_entry)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing is open"),
            hint=self.tr("Invoices that are not paid stand here, with the day they are due.")
            if self._sale
            else self.tr("Bills that are not paid stand here, with the day they are due."),
        )
        self.amount = AmountEdit(
            session.localised, name=self.tr("Amount"), currency=lambda: session.currency
        )
        self.discount = AmountEdit(session.localised, name=self.tr("Discount"))
        self.day = DayBox(session.localised)
        self.money = AccountBox(language=session.language, name=self.tr("Account"))
        self.told = parts.label(role="muted", wrap=True)
        self.pay_button = parts.button(self.tr("Record the payment"), self._pay, role="primary")
        self.letter_button = parts.button(self.tr("Reminder…"), self._remind)
        self.lost_button = parts.button(self.tr("Write off…"), self._ask_lost)
        self._build()
        self._chosen()

    def _build(self) -> None:
        ages = QGridLayout()
        ages.setContentsMargins(0, 0, 0, 0)
        ages.setHorizontalSpacing(24)
        for column, (key, name) in enumerate(self._age_names().items()):
            figure = parts.label("–", role="figure" if key == "total" else "strong")
            self._ages[key] = figure
            ages.addWidget(parts.label(name, role="muted"), 0, column)
            ages.addWidget(figure, 1, column)
        ages.setColumnStretch(len(self._ages), 1)
        fields = []
        for name, field in (
            (self.tr("Amount"), self.amount),
            (self.tr("Discount"), self.discount),
            (self.tr("Date"), self.day),
            (self.tr("Paid into") if self._sale else self.tr("Paid from"), self.money),
        ):
            field.setMinimumHeight(parts.FIELD_HEIGHT)
            if field is not self.money:
                field.setMaximumWidth(_FIELD)
            field.setAccessibleName(name)
            fields.append(parts.column(parts.label(name, role="muted"), field, gap=4))
        form = parts.row(*fields)
        form.setStretch(3, 1)
        buttons = parts.row(self.told, self.letter_button, self.lost_button, self.pay_button)
        buttons.setStretch(0, 1)
        whole = parts.column(
            ages, self.shown, parts.card(parts.column(form, buttons, gap=10), margin=14)
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _age_names(self) -> dict[Age | str, str]:
        return {
            "total": self.tr("All together"),
            Age.NOT_DUE: self.tr("Not due yet"),
            Age.TO_30: self.tr("Up to 30 days late"),
            Age.TO_60: self.tr("31 to 60"),
            Age.TO_90: self.tr("61 to 90"),
            Age.OVER_90: self.tr("Over 90"),
        }

    # --- showing ---

    def refresh(self) -> None:
        """Read the debts anew."""
        self.session.run(verbs.owing(self.direction), owner=self, done=self._show, topic="owing")

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table

    def forget(self) -> None:
        """Show nothing of a book."""
        self.model.set_rows([])
        for figure in self._ages.values():
            figure.setText("–")
        self.amount.clear()
        self.discount.clear()

    def _show(self, owing: Owing) -> None:
        aging = owing.aging
        debts = sorted(
            (debt for party in aging.parties for debt in party.debts),
            key=lambda debt: (debt.due, debt.day, debt.party),
        )
        self.model.set_rows(debts)
        self.table.fit_columns()
        self.shown.show_table(bool(debts))
        usable = lowest(owing.accounts, currency=self.session.currency)
        chosen = self.money.code()
        self.money.set_accounts([each for each in usable if each.group is Group.CASH])
        roles = {each.role: each.code for each in owing.accounts}
        self.money.choose(chosen or roles.get(Role.BANK) or roles.get(Role.TILL) or "")
        today = clock.today()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self._show_ages(aging)
        if debts:
            self.table.selectRow(0)
        self._chosen()

    def _show_ages(self, aging: Aging) -> None:
        money = self.session.localised.money
        self._ages["total"].setText(money(aging.total, aging.currency))
        for age, amount in zip(Age, aging.ages, strict=True):
            self._ages[age].setText(money(amount, aging.currency))
            late = bool(amount) and age is not Age.NOT_DUE
            parts.set_role(self._ages[age], "negative" if late else "strong")

    @property
    def chosen(self) -> list[Debt]:
        """The chosen debts, in the order of the table."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.rows[row] for row in rows if row < len(self.model.rows)]

    def _chosen(self) -> None:
        """Offer to pay what is chosen, where it is one party's and the book knows its entry."""
        debts = self.chosen
        parties = {debt.party for debt in debts}
        payable = len(parties) == 1 and all(debt.entry is not None for debt in debts)
        left = sum(debt.left for debt in debts)
        currency = self.session.currency
        if currency and payable:
            self.amount.show_kept(self.session.localised.editable(Money(currency, left)))
        else:
            self.amount.clear()
        self.discount.clear()
        self.pay_button.setEnabled(payable)
        self.letter_button.setVisible(self._sale)
        self.letter_button.setEnabled(len(parties) == 1)
        self.lost_button.setVisible(self._sale)
        self.lost_button.setEnabled(payable and len(debts) == 1)
        self.told.setText(self._said(debts, payable=payable))

    def _said(self, debts: list[Debt], *, payable: bool) -> str:
        if not debts:
            return self.tr("Choose what was paid; Ctrl or Shift chooses several.")
        if not payable and len({debt.party for debt in debts}) > 1:
            return self.tr("Choose debts of one party: a payment is of one.")
        if not payable:
            return self.tr("This debt is from before the entries that are known one by one.")
        return self.tr("The payment is written down here; no money is moved.")

    # --- doing ---

    def _pay(self) -> None:
        debts = self.chosen
        numbers = [debt.entry for debt in debts if debt.entry is not None]
        try:
            amount = self._money_of(self.amount)
            discount = self._money_of(self.discount)
        except UserError as error:
            self.session.warn(error)
            return
        left = sum(debt.left for debt in debts) - (discount.minor if discount else 0)
        all_of_it = amount is None or (discount is not None and amount.minor == left)
        shown = self.day.date()

        def paid(done: Paid) -> None:
            said = [self.tr("Written down as entry {entry}.").format(entry=done.entry)]
            if done.ahead:
                ahead = self.session.localised.money(done.ahead, self.session.currency)
                said.append(
                    self.tr("{amount} more than was owed stays as credit.").format(amount=ahead)
                )
            self.session.tell(
                self.session.localised.sentences(said), undo=undo.entries([done.entry])
            )

        self.session.run(
            verbs.pay(
                numbers,
                day=dt.date(shown.year(), shown.month(), shown.day()),
                money_account=self.money.code(),
                amount=None if all_of_it else amount,
                discount=discount,
            ),
            owner=self,
            done=paid,
        )

    def _money_of(self, field: AmountEdit) -> Money | None:
        text = field.plain()
        if not text:
            return None
        money = Money.parse(text, self.session.currency)
        return money if money.minor else None

    def _remind(self) -> None:
        from cfo_desktop.ui.screens import draft_dialog

        party = self.chosen[0].party
        draft_dialog.ask(self.session, Wanted(DraftKind.REMINDER, party), parent=self.window())

    def _ask_lost(self) -> None:
        (debt,) = self.chosen
        left = self.session.localised.money(debt.left, self.session.currency)
        ask(
            self,
            self.tr("Write this debt off?"),
            about=f"{debt.party} · {left}",
            explanation=self.tr(
                "What is open is booked as lost. It can be taken back like every entry."
            ),
            action=self.tr("Write it off"),
            then=lambda: self._lose(debt),
        )

    def _lose(self, debt: Debt) -> None:
        if debt.entry is None:
            return

        def done(lost: Paid) -> None:
            self.session.tell(
                self.tr("Written off as entry {entry}.").format(entry=lost.entry),
                undo=undo.entries([lost.entry]),
            )

        self.session.run(verbs.write_off(debt.entry, day=clock.today()), owner=self, done=done)

    def _show_entry(self, row: int) -> None:
        entry = self.model.rows[row].entry
        if entry is not None:
            self.entry_asked.emit(entry)

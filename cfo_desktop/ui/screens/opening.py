"""The questions about the first day: what the shop has and owes, booked as one opening entry."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.today import OpeningForm
from cfo_desktop.ui import today_verbs as verbs
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.fields import DayBox


class Opening(Room):
    """One question an account; Enter goes to the next, and on the last one books the answers."""

    watches = Changes(accounts=True, entries=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("What does the shop have?"))
        self.form: OpeningForm | None = None
        self._typed = False
        self.fields: dict[str, AmountEdit] = {}
        self.day = DayBox(session.localised)
        self.day.setMinimumHeight(parts.FIELD_HEIGHT)
        self.day.setAccessibleName(self.tr("At the end of which day?"))
        yesterday = clock.today() - dt.timedelta(days=1)
        self.day.setDate(QDate(yesterday.year, yesterday.month, yesterday.day))
        self.sum = parts.label(role="figure")
        self.said = parts.label(role="muted", wrap=True)
        self.back_button = parts.button(
            self.tr("Not now"), lambda: session.room_asked.emit("today"), role="link"
        )
        self.book_button = parts.button(self.tr("Book the answers"), self._book, role="primary")
        self.bar.addWidget(self.back_button)
        self.bar.addWidget(self.book_button)
        why = parts.label(
            self.tr(
                "Answer what you know and leave the rest empty; you can come back and correct it."
            ),
            role="muted",
            wrap=True,
        )
        self._questions = QWidget()
        holder = QWidget()
        card = parts.card(parts.column(why, self.said, self._questions), width=760)
        holder.setLayout(parts.column(card, None))
        self._card_layout = card.layout()
        scroll = self.scroll_area = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.lay_out(parts.column(scroll, self._sum_row()))

    def _sum_row(self) -> QWidget:
        row = QWidget()
        row.setLayout(
            parts.row(
                parts.label(self.tr("What the shop is worth to you"), role="heading"),
                None,
                self.sum,
            )
        )
        return row

    def _question(self, account: Account) -> str:
        asked = {
            Role.TILL: self.tr("How much is in the till?"),
            Role.BANK: self.tr("What does the bank account hold?"),
            Role.WALLET_WECHAT: self.tr("What does the WeChat Pay wallet hold?"),
            Role.WALLET_ALIPAY: self.tr("What does the Alipay wallet hold?"),
            Role.SAVINGS: self.tr("What lies in savings or money market funds?"),
            Role.STOCK: self.tr("What are the goods on your shelves worth, roughly?"),
            Role.RECEIVABLES: self.tr("What do customers owe you?"),
            Role.PAYABLES: self.tr("What do you owe suppliers?"),
            Role.LOAN: self.tr("A loan: what is left to pay?"),
        }
        return asked.get(account.role or Role.OPENING, account.name_in(self.session.language))

    # --- reading ---

    def refresh(self) -> None:
        """Read what is booked already; what was typed and is not booked yet stays."""
        self.session.run(verbs.opening_form(), owner=self, done=self._show, topic="opening")

    def first_focus(self) -> QWidget:
        """Begin with the first question."""
        return next(iter(self.fields.values()), self.day)

    def unsaved(self) -> bool:
        """Tell whether an answer was typed that is not booked."""
        return self._typed

    def forget(self) -> None:
        """Empty the answers."""
        self.form = None
        self._typed = False
        for field in self.fields.values():
            field.clear()
        self.sum.clear()

    def _show(self, form: OpeningForm) -> None:
        if self._typed and self.form is not None and self.form.accounts == form.accounts:
            self.form = form
            return
        self.form = form
        focused = self.isVisible() and not self.fields
        self._ask(form)
        booked = form.booked
        if booked is not None:
            self.day.setDate(QDate(booked.day.year, booked.day.month, booked.day.day))
            for code, minor in booked.amounts.items():
                money = Money(form.currency, minor)
                self.fields[code].setText(self.session.localised.editable(money))
        self.said.setVisible(booked is not None)
        if booked is not None:
            self.said.setText(
                self.tr(
                    "Booked as entry {number}. Change an answer and book again: the old entry is "
                    "taken back and a new one stands in its place."
                ).format(number=booked.entry)
            )
        self.book_button.setText(
            self.tr("Book the answers") if booked is None else self.tr("Correct the answers")
        )
        self._typed = False
        self._judge()
        if focused:
            self.first_focus().setFocus()

    def _ask(self, form: OpeningForm) -> None:
        old, self._questions = self._questions, QWidget()
        if self._card_layout is not None:
            self._card_layout.replaceWidget(old, self._questions)
        self.day.setParent(None)
        old.hide()
        old.deleteLater()
        grid = QGridLayout(self._questions)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        self.fields = {}
        for account in form.accounts:
            question = self._question(account)
            field = AmountEdit(
                self.session.localised, name=question, currency=lambda: form.currency
            )
            field.setFixedWidth(180)
            field.textEdited.connect(self._edited)
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(lambda field=field: self._next(field))
            self.fields[account.code] = field
            row = grid.rowCount()
            label = parts.label(question, wrap=True)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(parts.label(form.currency, role="muted"), row, 1)
            grid.addWidget(field, row, 2)
            if form.elsewhere.get(account.code):
                warning = self._warning(account, form.elsewhere[account.code])
                grid.addWidget(warning, row + 1, 0, 1, 3)
        row = grid.rowCount()
        grid.addWidget(parts.label(self.tr("At the end of which day?")), row, 0)
        grid.addWidget(self.day, row, 2)
        self.day.show()

    def _warning(self, account: Account, minor: int) -> QWidget:
        amount = -minor if account.kind is Kind.LIABILITY else minor
        text = self.tr(
            "Already booked for this, from a statement or by hand: {amount}. Leave it empty here, "
            "or it counts twice."
        )
        money = self.session.localised.money(amount, account.currency)
        return parts.label(text.format(amount=money), role="warning", wrap=True)

    # --- answering ---

    def _edited(self) -> None:
        self._typed = True

    def _next(self, field: AmountEdit) -> None:
        order = list(self.fields.values())
        following = order.index(field) + 1
        if following < len(order):
            order[following].setFocus()
            order[following].selectAll()
            self.scroll_area.ensureWidgetVisible(order[following])
        elif self.book_button.isEnabled():
            self.book_button.click()

    def _judge(self) -> None:
        """Show the sum; what cannot be read is said and books nothing."""
        if self.form is None:
            return
        total, answered, readable = 0, False, True
        for account in self.form.accounts:
            minor = self.fields[account.code].minor(self.form.currency)
            if minor is None or minor < 0:
                readable = False
                continue
            answered |= bool(minor)
            total += -minor if account.kind is Kind.LIABILITY else minor
        self.book_button.setEnabled(answered and readable)
        if readable:
            self.sum.setText(self.session.localised.money(total, self.form.currency))
            self.sum.setAccessibleName(self.session.localised.spoken(total, self.form.currency))
        else:
            self.sum.setText(self.tr("An amount cannot be read."))
            self.sum.setAccessibleName(self.sum.text())

    def _book(self) -> None:
        if self.form is None:
            return
        amounts = {
            code: field.plain()
            for code, field in self.fields.items()
            if field.minor(self.form.currency)
        }
        day = self.day.date()
        self.setEnabled(False)
        self.session.run(
            verbs.answer_opening(
                day=dt.date(day.year(), day.month(), day.day()),
                amounts=amounts,
                corrects=self.form.booked.entry if self.form.booked else None,
            ),
            owner=self,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, number: int) -> None:
        self.setEnabled(True)
        self._typed = False
        self.session.tell(
            self.tr("Booked as entry {number}: what the shop had at the end of {day}.").format(
                number=number,
                day=self.session.localised.day(
                    dt.date(self.day.date().year(), self.day.date().month(), self.day.date().day())
                ),
            )
        )
        self.session.room_asked.emit("today")

    def _failed(self, error: CfoError) -> None:
        self.setEnabled(True)
        self.session.warn(error)

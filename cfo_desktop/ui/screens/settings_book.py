"""The open book: its name, its fiscal year, its locked days, and its controls."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.period import Month
from cfo_desktop.ui import settings_verbs
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.book_care import BookCare
from cfo_desktop.ui.screens.settings_page import FIELD
from cfo_desktop.ui.screens.settings_page import LABELS
from cfo_desktop.ui.screens.settings_page import SettingsPage
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.screens.settings_shop import ShopCard
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.fields import ChoiceBox

_MONTHS = 24


class BookPage(SettingsPage):
    """What the book says of itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.care = BookCare(session)
        self.shop = ShopCard(session)
        self.lay_out(self._name_card(), self.shop, self._period_card(), self.care, None)

    def _name_card(self) -> QFrame:
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.returnPressed.connect(self._rename)
        self.name.textChanged.connect(lambda _: self._typed())
        self.rename_button = parts.button(self.tr("Save name"), self._rename, role="primary")
        self.currency = parts.label(wrap=True)
        self.fiscal = ChoiceBox()
        self.fiscal.setMaximumWidth(FIELD)
        for month in range(1, 13):
            name = self.session.localised.locale.toString(QDate(2026, month, 1), "MMMM")
            self.fiscal.addItem(name, month)
        self.fiscal.activated.connect(lambda _: self._begin_year())
        self.about = parts.label(role="muted", wrap=True)
        self.other_button = parts.button(
            self.tr("Make or open another book…"), self.session.other_book_asked.emit
        )
        self.other_button.setToolTip(self.tr("This book is locked first."))
        self.steps_button = parts.button(self.tr("Show the first steps again"), self._show_steps)
        return card(
            self.tr("Book"),
            parts.form(
                (self.tr("Name of the shop"), self.name),
                (self.tr("Currency"), self.currency),
                (self.tr("Fiscal year begins in"), self.fiscal),
                ("", self.about),
                label_width=LABELS,
            ),
            parts.row(self.rename_button, self.other_button, None),
            parts.row(self.steps_button, None),
        )

    def _show_steps(self) -> None:
        self.session.run(
            today_verbs.show_steps_again(),
            owner=self,
            done=lambda _: self.session.room_asked.emit("today"),
        )

    def _period_card(self) -> QFrame:
        self.period = ChoiceBox()
        self.period.setMaximumWidth(FIELD)
        self.period_button = parts.button(self.tr("Lock these days…"), self._ask_lock)
        return card(
            self.tr("Locked period"),
            parts.form((self.tr("Locked through the end of"), self.period), label_width=LABELS),
            parts.row(self.period_button, None),
            hint=self.tr(
                "Nothing can be posted into locked days; corrections go to the first open day."
            ),
        )

    def refresh(self) -> None:
        """Read what the book says of itself anew."""
        self.session.run(verbs.info(), owner=self, done=self._show, topic="info")
        self.shop.refresh()

    def first_focus(self) -> QWidget:
        """Begin with the name."""
        return self.name

    def forget(self) -> None:
        """Empty what is the book's."""
        self.about.clear()
        self.name.clear()
        self.shop.forget()
        self.care.forget()

    def _show(self, told: tuple[BookInfo, Head]) -> None:
        info, head = told
        self.session.info = info
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(info.name)
        self._typed()
        self.currency.setText(
            self.tr("{currency}. Every amount is kept in it, so it cannot change.").format(
                currency=info.currency
            )
        )
        self.fiscal.setCurrentIndex(self.fiscal.findData(info.fiscal_first_month))
        text = self.tr("Made {day} · entries: {count} · end of the chain {link}")
        self.about.setText(
            text.format(
                day=self.session.localised.day(info.created),
                count=self.session.localised.number(head.entries),
                link=head.short,
            )
        )
        self.period.clear()
        self.period.addItem(self.tr("Nothing is locked"), "")
        last = Month.of(clock.today())
        if info.locked_through is not None:
            last = max(last, Month.of(info.locked_through))
        for back in range(_MONTHS):
            month = last.plus(-back)
            self.period.addItem(self.session.localised.month(month), str(month))
        locked = "" if info.locked_through is None else str(Month.of(info.locked_through))
        self.period.setCurrentIndex(max(self.period.findData(locked), 0))

    def _typed(self) -> None:
        name = self.name.text().strip()
        kept = self.session.info.name if self.session.info else ""
        self.rename_button.setEnabled(bool(name) and name != kept)

    def _rename(self) -> None:
        name = self.name.text().strip()
        if not self.rename_button.isEnabled():
            return
        told = self.tr("The book is called {name}.").format(name=name)
        self.session.run(
            settings_verbs.rename_book(name), owner=self, done=lambda _: self.session.tell(told)
        )

    def _begin_year(self) -> None:
        month = int(self.fiscal.currentData())
        name = self.fiscal.currentText()
        self.session.run(
            settings_verbs.begin_fiscal_year(month),
            owner=self,
            done=lambda _: self.session.tell(
                self.tr("The fiscal year begins in {month}.").format(month=name)
            ),
            failed=self._refused,
        )

    def _refused(self, error: CfoError) -> None:
        self.session.warn(error)
        self.refresh()

    def _ask_lock(self) -> None:
        chosen = str(self.period.currentData())
        through = Month.parse(chosen) if chosen else None
        if through is None:
            question = self.tr("Open all days?")
            explanation = self.tr("Entries can then be posted on any day, also in months reported.")
            action = self.tr("Open all days")
        else:
            day = self.session.localised.day(through.last_day)
            question = self.tr("Lock every day through {day}?").format(day=day)
            explanation = self.tr(
                "Nothing can be posted on {day} or before; later days are open. "
                "You can open the days again here."
            ).format(day=day)
            action = self.tr("Lock these days")
        ask(
            self,
            question,
            explanation=explanation,
            action=action,
            then=lambda: self._lock_period(through),
        )

    def _lock_period(self, through: Month | None) -> None:
        def done(_: object) -> None:
            if through is None:
                self.session.tell(self.tr("All days are open."))
                return
            day = self.session.localised.day(through.last_day)
            self.session.tell(self.tr("Locked through {day}.").format(day=day))

        self.session.run(verbs.lock_period(through), owner=self, done=done)

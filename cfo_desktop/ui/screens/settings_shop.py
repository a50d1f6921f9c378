"""The shop's details: what it prints on what it writes, and by which it knows its own bills."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QPlainTextEdit
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.ui import issuing_verbs as verbs
from cfo_desktop.ui.screens.settings_page import LABELS
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

_LINES = 64
"""Pixels of a field of several lines."""


class ShopCard(QWidget):
    """Six fields and a button that keeps them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._kept = ShopDetails()
        self.name, self.tax_id = QLineEdit(), QLineEdit()
        self.phone, self.email = QLineEdit(), QLineEdit()
        self.address, self.bank = QPlainTextEdit(), QPlainTextEdit()
        for text in (self.address, self.bank):
            text.setTabChangesFocus(True)
            text.setFixedHeight(_LINES)
            text.textChanged.connect(self._typed)
        for line in (self.name, self.tax_id, self.phone, self.email):
            line.setMaxLength(400)
            line.textChanged.connect(lambda _: self._typed())
            line.returnPressed.connect(self._save)
        self.save_button = parts.button(self.tr("Save the details"), self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card())

    def _card(self) -> QFrame:
        return card(
            self.tr("The shop on paper"),
            parts.form(
                (self.tr("Name on invoices"), self.name),
                (self.tr("Tax number"), self.tax_id),
                (self.tr("Address"), self.address),
                (self.tr("Telephone"), self.phone),
                (self.tr("E-mail"), self.email),
                (self.tr("Where customers pay"), self.bank),
                label_width=LABELS,
            ),
            parts.row(self.save_button, None),
            hint=self.tr(
                "Printed on the quotes and invoices that you write. A bill to this name or tax "
                "number is known to be yours to pay."
            ),
        )

    def refresh(self) -> None:
        """Read the details anew; what is typed stays."""
        if self.details() == self._kept:
            self.session.run(verbs.details(), owner=self, done=self._show, topic="details")

    def forget(self) -> None:
        """Empty the fields."""
        self._show(ShopDetails())

    def details(self) -> ShopDetails:
        """Return what is typed."""
        return ShopDetails(
            self.name.text().strip(),
            self.tax_id.text().strip(),
            self.address.toPlainText().strip(),
            self.phone.text().strip(),
            self.email.text().strip(),
            self.bank.toPlainText().strip(),
        )

    def _show(self, details: ShopDetails) -> None:
        self._kept = details
        self.name.setText(details.name)
        self.tax_id.setText(details.tax_id)
        self.address.setPlainText(details.address)
        self.phone.setText(details.phone)
        self.email.setText(details.email)
        self.bank.setPlainText(details.bank)
        self._typed()

    def _typed(self) -> None:
        self.save_button.setEnabled(self.details() != self._kept)

    def _save(self) -> None:
        details = self.details()
        if details == self._kept:
            return

        def saved(_: None) -> None:
            self._kept = details
            self._typed()
            self.session.tell(self.tr("The details are kept. What was issued stays as it is."))

        self.session.run(verbs.change_details(details), owner=self, done=saved)

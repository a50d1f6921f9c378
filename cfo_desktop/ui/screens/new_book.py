"""The form that makes a book."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from cfo_desktop.base import paths
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.currency import is_currency
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.page import Page
from cfo_desktop.ui.screens.passphrase import NewPassphrase
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import ChoiceBox

_CURRENCIES = (
    "CNY", "HKD", "TWD", "USD", "EUR", "GBP", "JPY", "SGD", "AUD", "CAD", "CHF", "NZD", "INR",
    "KRW", "MYR", "THB", "PHP", "IDR", "VND", "ZAR", "BRL", "MXN", "SEK", "NOK", "DKK", "PLN",
)  # fmt: skip
_NOT_IN_NAMES = '<>:"/\\|?*'


class NewBook(Page):
    """Asks for name, place, chart, currency and passphrase."""

    made = Signal(Path, object, str)
    """The folder, the ``BookInfo`` and the recovery code of the new book, which is open."""
    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.setPlaceholderText(self.tr("Harbour Corner Shop"))
        self._folder = paths.books_dir()
        self.place = parts.path_field(self.tr("Folder"))
        self.chart = ChoiceBox()
        self.chart.addItem(self.tr("Shop (everyday words)"), "shop")
        self.chart.addItem(
            self.tr("Chinese accounting standard for small enterprises"), "cn-small-enterprise"
        )
        self.currency = ChoiceBox()
        self.currency.setEditable(True)
        self.currency.addItems(_CURRENCIES)
        self.passphrase = NewPassphrase()
        self.make_button = parts.button(self.tr("Make the book"), self._make, role="primary")
        self.primary = self.make_button
        hint = self.tr(
            "Only this passphrase, or the recovery code you will see next, opens the book. "
            "Nobody can open it without one of them."
        )
        self.lay_out(
            parts.column(
                parts.label(self.tr("A new book"), role="title"),
                parts.form(
                    (self.tr("Name of the shop"), self.name),
                    (
                        self.tr("Folder"),
                        parts.row(self.place, parts.button(self.tr("Change…"), self._pick)),
                    ),
                    (self.tr("Chart of accounts"), self.chart),
                    (self.tr("Currency"), self.currency),
                    (self.tr("Passphrase"), self.passphrase.first),
                    (self.tr("Passphrase again"), self.passphrase.again),
                    ("", self.passphrase.verdict),
                ),
                parts.label(hint, role="muted", wrap=True),
                parts.row(
                    parts.button(self.tr("Back"), self.back.emit, role="link"),
                    None,
                    self.make_button,
                ),
            ),
            width=620,
        )
        self.name.textChanged.connect(self._changed)
        self.currency.editTextChanged.connect(self._changed)
        self.passphrase.changed.connect(self._changed)

    @property
    def folder(self) -> Path:
        """Where the book will lie: a folder of its own, named after the shop."""
        name = "".join("-" if char in _NOT_IN_NAMES else char for char in self.name.text())
        return self._folder / (name.strip(" .") or self.tr("My shop"))

    def opened(self) -> None:
        """Start with an empty form."""
        chinese = self.session.language == "zh_CN"
        self.name.clear()
        self.passphrase.clear()
        self.chart.setCurrentIndex(0)
        self.currency.setCurrentText("CNY" if chinese else _usual_currency(self.session))
        self._changed()
        self.name.setFocus()

    def _changed(self) -> None:
        self.place.setText(str(self.folder))
        self.make_button.setEnabled(
            bool(self.name.text().strip())
            and is_currency(self.currency.currentText().strip().upper())
            and self.passphrase.ready
        )

    def _pick(self) -> None:
        start = self._folder if self._folder.exists() else Path.home()
        folder = pick.folder(self, title=self.tr("Where the new book will lie"), start=start)
        if folder is not None:
            self._folder = folder
            self._changed()

    def _make(self) -> None:
        folder = self.folder
        self.working(True)
        self.session.run(
            verbs.create(
                folder,
                name=self.name.text().strip(),
                chart=str(self.chart.currentData()),
                currency=self.currency.currentText().strip().upper(),
                passphrase=self.passphrase.text,
                language=self.session.language,
            ),
            owner=self,
            done=lambda made: self._made(folder, *made),
            failed=self.failed,
        )

    def _made(self, folder: Path, info: BookInfo, code: str) -> None:
        self.working(False)
        self.passphrase.clear()
        self.made.emit(folder, info, code)


def _usual_currency(session: Session) -> str:
    """Return the currency of the system's region, where we know it."""
    code = session.localised.locale.currencySymbol(
        session.localised.locale.CurrencySymbolFormat.CurrencyIsoCode
    )
    return code if is_currency(code) else "USD"

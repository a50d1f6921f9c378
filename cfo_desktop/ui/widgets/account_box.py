"""A field that finds an account by any part of its code or name while it is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCompleter
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QListView
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.row_delegate import RowDelegate


def account_text(account: Account, *, language: str) -> str:
    """Return how an account is shown wherever one is chosen: code and name."""
    return f"{account.code}  {account.name_in(language)}"


def _starts_a_word(text: str, shown: str) -> bool:
    return re.search(rf"\b{re.escape(text)}", shown) is not None


class AccountBox(ChoiceBox):
    """Chooses one open account, by list or by typing."""

    account_changed = Signal()

    def __init__(self, *, language: str, name: str, parent: QWidget | None = None) -> None:
        """Make it empty; ``name`` is what a screen reader calls it."""
        super().__init__(parent)
        self._language = language
        self.field = QLineEdit()
        self.setLineEdit(self.field)  # makes the box editable
        self.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setMaxVisibleItems(16)
        self.setMinimumHeight(32)
        self.setAccessibleName(name)
        self.show_when_empty("")
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        self._taking = False
        completer.activated.connect(lambda _: self._took())
        self._rows = RowDelegate(self)
        self.setItemDelegate(self._rows)
        self._list = QListView()
        completer.setPopup(self._list)
        self._list.setItemDelegate(self._rows)
        self.currentIndexChanged.connect(lambda _: self.account_changed.emit())
        self.field.textChanged.connect(lambda _: self.account_changed.emit())
        self.field.textEdited.connect(self._find)
        self.field.returnPressed.connect(self._take_suggestion)
        self.field.editingFinished.connect(self._settle)

    @property
    def choosing(self) -> bool:
        """Whether the key being pressed takes what is marked in the list under the field."""
        marked = self._list.isVisible() and self._list.currentIndex().isValid()
        return self._taking or marked

    def _took(self) -> None:
        self._taking = True
        QTimer.singleShot(0, self, self._taken)

    def _taken(self) -> None:
        self._taking = False

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer these accounts, the closed ones left out; the chosen one stays where it can."""
        chosen = self.code()
        self.blockSignals(True)
        self.clear()
        for account in accounts:
            if account.closed_on is None:
                self.addItem(account_text(account, language=self._language), account.code)
        self.setCurrentIndex(self.findData(chosen) if chosen else -1)
        if not chosen:
            self.clearEditText()
        self.blockSignals(False)

    def code(self) -> str:
        """Return the chosen account's code; empty where the text names none, or several."""
        row = self._matching_row()
        return str(self.itemData(row)) if row is not None else ""

    def choose(self, code: str) -> None:
        """Choose the account with ``code``; empty: none."""
        self.setCurrentIndex(self.findData(code) if code else -1)
        if not code:
            self.clearEditText()

    def show_when_empty(self, text: str) -> None:
        """Show ``text`` while no account is chosen; empty: how to choose one."""
        self.field.setPlaceholderText(text or self.tr("Code or name"))

    def _matching_row(self) -> int | None:
        text = self.currentText().strip().casefold()
        if not text:
            return None
        texts = [self.itemText(row).casefold() for row in range(self.count())]
        if text in texts:
            return texts.index(text)
        codes = [row for row in range(self.count()) if str(self.itemData(row)).casefold() == text]
        inside = [row for row, shown in enumerate(texts) if text in shown]
        at_start = [row for row in inside if _starts_a_word(text, texts[row])]
        for rows in (codes, at_start, inside):
            if rows:
                return rows[0] if len(rows) == 1 else None
        return None

    def unknown(self) -> str:
        """Return what is typed where no account has it in its code or name; else empty."""
        text = self.currentText().strip()
        shown = (self.itemText(row).casefold() for row in range(self.count()))
        return "" if any(text.casefold() in each for each in shown) else text

    def _find(self, typed: str) -> None:
        """Offer the accounts where a word begins with what is typed before the others."""
        text = typed.strip().casefold()
        shown = [self.itemText(row) for row in range(self.count())]
        inside = [each for each in shown if text in each.casefold()]
        inside.sort(key=lambda each: not _starts_a_word(text, each.casefold()))
        self._found.setStringList(inside if text else [])

    def _take_suggestion(self) -> None:
        """Take the first account offered where what is typed does not name one by itself."""
        text = self.currentText().strip().casefold()
        if not text or self._matching_row() is not None:
            return
        offered = [each for each in self._found.stringList() if text in each.casefold()]
        if offered:
            self.setCurrentIndex(self.findText(offered[0]))

    def _settle(self) -> None:
        """Show the whole account where part of its code or name already names it."""
        row = self._matching_row()
        if row is not None and row != self.currentIndex():
            self.setCurrentIndex(row)
        elif row is not None:
            self.setEditText(self.itemText(row))

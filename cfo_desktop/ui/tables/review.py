"""The uncategorised money with an account chooser in each row."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QEvent
from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QObject
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import Index
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.account_box import account_text
from cfo_desktop.ui.widgets.row_delegate import RowDelegate


class ReviewModel(RowsModel[OpenItem]):
    """Open items; one column holds the account chosen for each, the last why it is proposed."""

    chosen_changed = Signal()

    def __init__(
        self, columns: Sequence[Column[OpenItem]], *, colour: Callable[[str], QColor]
    ) -> None:
        super().__init__(columns, colour=colour)
        self.chosen: dict[int, str] = {}
        """{entry number: account code}."""

    @property
    def account_column(self) -> int:
        """The column in which an account is chosen."""
        return len(self.columns) - 2

    def choose_all(self, accounts: Mapping[int, str]) -> None:
        """Choose accounts, {entry number: code}, for several rows at once."""
        self.chosen |= accounts
        if self.rows:
            self.touch(0, last=len(self.rows) - 1)
        self.chosen_changed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the chooser's column be edited."""
        flags = super().flags(index)
        if index.isValid() and index.column() == self.account_column:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(
        self,
        index: Index,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Choose the account with code ``value`` for the row; empty: none."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        number = self.rows[index.row()].entry
        if value:
            self.chosen[number] = str(value)
        else:
            self.chosen.pop(number, None)
        self.touch(index.row())
        self.chosen_changed.emit()
        return True


class AccountDelegate(RowDelegate):
    """Edits a cell by an `AccountBox`."""

    taken = Signal(int)
    """Enter was pressed in the chooser of this row."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._taken: AccountBox | None = None
        self.accounts: Sequence[Account] = ()
        self.own: Mapping[int, Collection[str]] = {}
        """{entry number: accounts its money came to or left}, which are no place to sort it to."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Return a chooser over the cell."""
        box = AccountBox(
            language=self._session.language,
            name=QCoreApplication.translate("ReviewTable", "Account for this row"),
            parent=parent,
        )
        box.setMinimumHeight(0)
        own: Collection[str] = ()
        model = index.model()
        if isinstance(model, ReviewModel):
            own = self.own.get(model.rows[index.row()].entry, ())
        box.set_accounts([account for account in self.accounts if account.code not in own])
        row = index.row()
        box.activated.connect(lambda _: self._take(box))
        box.field.returnPressed.connect(lambda: self._enter(box, row))
        return box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Enter to the chooser, which takes its suggestion by it."""
        if isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            watched.event(event)
            event.accept()
            return True  # accepted, or the table under it would open a chooser by the same key
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show the account chosen so far."""
        model = index.model()
        if isinstance(editor, AccountBox) and isinstance(model, ReviewModel):
            editor.choose(model.chosen.get(model.rows[index.row()].entry, ""))
            editor.field.selectAll()

    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Keep the account the chooser names."""
        if isinstance(editor, AccountBox):
            model.setData(index, editor.code(), Qt.ItemDataRole.EditRole)

    def _take(self, box: AccountBox) -> None:
        if box is not self._taken:
            self._taken = box
            self.commitData.emit(box)
            self.closeEditor.emit(box)

    def _enter(self, box: AccountBox, row: int) -> None:
        def finish() -> None:
            self._take(box)
            self.taken.emit(row)

        # The list of suggestions still works on the key when the field tells of it.
        QTimer.singleShot(0, self, finish)


def reason(session: Session, proposal: Proposal | None) -> str:
    """Return in a few words why an account is proposed."""
    translate = QCoreApplication.translate
    if proposal is None:
        return ""
    if proposal.by is By.RULE:
        return translate("ReviewTable", "By a rule")
    if proposal.by is By.STARTER:
        return translate("ReviewTable", "Known word")
    sure = session.localised.percent(proposal.confidence)
    return translate("ReviewTable", "{sure} · {count} times before").format(
        sure=sure, count=session.localised.number(len(proposal.evidence))
    )


def model(
    session: Session, *, accounts: Mapping[str, Account], proposals: Mapping[int, Proposal]
) -> ReviewModel:
    """Return the table's model.

    ``accounts`` (by code) and ``proposals`` (by entry) may be filled later.
    """
    translate = QCoreApplication.translate
    made: ReviewModel

    def chosen(item: OpenItem) -> str:
        account = accounts.get(made.chosen.get(item.entry, ""))
        if account is not None:
            return account_text(account, language=session.language)
        proposal = proposals.get(item.entry)
        account = accounts.get(proposal.account) if proposal else None
        if account is not None:
            shown = account_text(account, language=session.language)
            return translate("ReviewTable", "{account}?").format(account=shown)
        return translate("ReviewTable", "Choose an account…")

    def direction(item: OpenItem) -> str:
        if item.amount < 0:
            return translate("ReviewTable", "Money in")
        return translate("ReviewTable", "Money out")

    made = ReviewModel(
        [
            columns.day(session, translate("ReviewTable", "Date"), lambda item: item.day),
            Column(translate("ReviewTable", "Text"), lambda item: item.text, share=3),
            Column(
                translate("ReviewTable", "Direction"),
                direction,
                sample=translate("ReviewTable", "Money out"),
            ),
            columns.amount(
                session,
                translate("ReviewTable", "Amount"),
                lambda item: Money(session.currency, -item.amount),
            ),
            Column(
                translate("ReviewTable", "Account"),
                chosen,
                token=lambda item: "text" if item.entry in made.chosen else "accent",
                share=3,
            ),
            Column(
                translate("ReviewTable", "Why"),
                lambda item: reason(session, proposals.get(item.entry)),
                token=lambda _: "muted",
                share=2,
                spare=1,
            ),
        ],
        colour=session.colour,
    )
    return made

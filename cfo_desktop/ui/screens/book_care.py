"""Runs every control over the book and shows which held."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QVBoxLayout

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.book import VerifyCheck
from cfo_desktop.domain.book import only_search_failed
from cfo_desktop.ui import verbs
from cfo_desktop.ui import words
from cfo_desktop.ui.screens.settings_page import WIDTH
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT


class BookCare(QFrame):
    """A button and, once it was pressed, a table of controls."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMaximumWidth(WIDTH)
        self._session = session
        self.verify_button = parts.button(self.tr("Check the book"), self._verify)
        self.rebuild_button = parts.button(self.tr("Make the search index anew"), self._rebuild)
        self.rebuild_button.hide()
        self.verdict = parts.label(wrap=True)
        self.verdict.hide()
        self.model = _model(session)
        self.table = TableView(self.model, name=self.tr("Controls"))
        self.table.hide()
        hint = self.tr(
            "Reads every entry and compares: the chain, the sums, the balances, the file itself."
        )
        layout: QVBoxLayout = parts.column(
            parts.label(self.tr("Controls"), role="heading"),
            parts.label(hint, role="muted", wrap=True),
            parts.row(self.verify_button, self.rebuild_button, None),
            self.verdict,
            self.table,
            margin=parts.MARGIN,
        )
        self.setLayout(layout)

    def forget(self) -> None:
        """Show no result."""
        self.model.set_rows([])
        self.verdict.clear()
        self.verdict.hide()
        self.rebuild_button.hide()
        self.table.hide()

    def _verify(self) -> None:
        self.verify_button.setEnabled(False)
        self._session.run(verbs.verify(), owner=self, done=self._show, failed=self._failed)

    def _rebuild(self) -> None:
        self.rebuild_button.setEnabled(False)
        self._session.run(
            verbs.rebuild_search(), owner=self, done=lambda _: self._verify(), failed=self._failed
        )

    def _failed(self, error: CfoError) -> None:
        self.verify_button.setEnabled(True)
        self.rebuild_button.setEnabled(True)
        self._session.warn(error)

    def _show(self, checks: list[VerifyCheck]) -> None:
        self.verify_button.setEnabled(True)
        self.rebuild_button.setEnabled(True)
        self.model.set_rows(checks)
        self.table.show()
        self.table.setFixedHeight((len(checks) + 1) * ROW_HEIGHT + 4)
        self.table.fit_columns()
        failed = sum(not check.ok for check in checks)
        only_search = only_search_failed(checks)
        self.rebuild_button.setVisible(only_search)
        if only_search:
            self.verdict.setText(
                self.tr("Only the index of the search is damaged; your entries are whole.")
            )
        elif failed:
            text = self.tr("Controls that failed: {count}. Keep this book, and restore a backup.")
            self.verdict.setText(text.format(count=failed))
        else:
            self.verdict.setText(self.tr("Every control held."))
        parts.set_role(self.verdict, "negative" if failed else "positive")
        self.verdict.show()


def _model(session: Session) -> RowsModel[VerifyCheck]:
    translate = QCoreApplication.translate
    held = translate("BookCare", "Held")
    failed = translate("BookCare", "Failed")
    return RowsModel(
        [
            Column(translate("BookCare", "Control"), lambda check: words.control(check.name)),
            Column(
                translate("BookCare", "Result"),
                lambda check: held if check.ok else failed,
                sample=f"{failed}    ",
                token=lambda check: "positive" if check.ok else "negative",
            ),
            Column(
                translate("BookCare", "Detail"),
                lambda check: check.detail if not check.ok else "",
            ),
        ],
        colour=session.colour,
    )

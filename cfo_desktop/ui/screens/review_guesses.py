"""What was sorted by itself: confirm it, or say where it belongs instead."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import GuessedEntry
from cfo_desktop.domain.rules import Rule
from cfo_desktop.ui import review_verbs as verbs
from cfo_desktop.ui import verbs as book_verbs
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.review import reason
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.verbs import Chart
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.account_box import account_text
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import NumberBox
from cfo_desktop.ui.widgets.offer_bar import OfferBar


class GuessesPage(TabPage):
    """A list of payments with the account each was sorted to, and two ways to answer."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._accounts: dict[str, Account] = {}
        self.model = self._model()
        self.table = TableView(self.model, name=self.tr("Sorted by itself"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.confirm_all = parts.button(self.tr("All are right"), self._confirm_all)
        self.confirm = parts.button(self.tr("This is right"), self._confirm, role="primary")
        self.account = AccountBox(
            language=session.language, name=self.tr("Account it belongs to instead")
        )
        self.account.setMinimumWidth(260)
        self.account.account_changed.connect(self._show_buttons)
        self.correct = parts.button(self.tr("Move it there"), self._correct)
        self.threshold = NumberBox()
        self.threshold.setRange(50, 100)
        self.threshold.setSuffix(" %")
        self.threshold.setMinimumHeight(parts.FIELD_HEIGHT)
        self.threshold.setAccessibleName(self.tr("Imports sort by themselves from"))
        self.threshold.setToolTip(self.tr("100 %: never by themselves"))
        self.threshold.editingFinished.connect(self._set_threshold)
        self._threshold = 0.0
        from_ = parts.label(self.tr("Imports sort by themselves from"), role="muted")
        from_.setBuddy(self.threshold)
        self.offer = OfferBar()
        self.offer.taken.connect(
            lambda rule: self.session.run(verbs.keep_rule(rule), owner=self, done=self._kept)
        )
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing to confirm"),
            hint=self.tr(
                "Imports sort by themselves what you sorted alike before, and list it here."
            ),
        )
        self.setLayout(
            parts.column(
                parts.row(self.account, self.correct, None, self.confirm_all, self.confirm),
                self.offer,
                self.shown,
                parts.row(from_, self.threshold, None),
            )
        )
        self._show_buttons()

    def refresh(self) -> None:
        """Read the guesses anew."""
        self.session.run(book_verbs.chart(), owner=self, done=self._show_chart, topic="chart")
        self.session.run(verbs.guesses(), owner=self, done=self._show, topic="guesses")

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table

    def forget(self) -> None:
        """Empty the table."""
        self.offer.offer((), names={})
        self.model.set_rows([])

    def _model(self) -> RowsModel[GuessedEntry]:
        session, translate = self.session, QCoreApplication.translate

        def account(item: GuessedEntry) -> str:
            found = self._accounts.get(item.proposal.account)
            return account_text(found, language=session.language) if found else ""

        return RowsModel(
            [
                columns.day(session, translate("ReviewTable", "Date"), lambda item: item.day),
                Column(translate("ReviewTable", "Text"), lambda item: item.text, share=3),
                columns.money(
                    session,
                    translate("ReviewTable", "Amount"),
                    lambda item: item.amount,
                    coloured=True,
                ),
                Column(translate("ReviewTable", "Account"), account, share=2),
                Column(
                    translate("ReviewTable", "Why"),
                    lambda item: reason(session, item.proposal),
                    token=lambda _: "muted",
                    share=2,
                    spare=1,
                ),
            ],
            colour=session.colour,
        )

    def _show_chart(self, chart: Chart) -> None:
        self._accounts = {account.code: account for account in chart.accounts}
        self.account.set_accounts(
            [account for account in chart.accounts if account.role is not Role.SUSPENSE]
        )

    def _set_threshold(self) -> None:
        value = self.threshold.value() / 100
        if value != self._threshold:
            self._threshold = value
            self.session.run(verbs.set_threshold(value), owner=self)

    def _show(self, found: tuple[list[GuessedEntry], float]) -> None:
        items, self._threshold = found
        self.threshold.setValue(round(100 * self._threshold))
        row = self.table.selected_row() or 0
        self.model.set_rows(items)
        self.table.fit_columns()
        self.shown.show_table(bool(items))
        if items:
            self.table.selectRow(min(row, len(items) - 1))
        self._show_buttons()

    def _chosen(self) -> GuessedEntry | None:
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        self.confirm.setEnabled(chosen is not None)
        self.confirm_all.setEnabled(bool(self.model.rows))
        other = self.account.code()
        self.correct.setEnabled(
            chosen is not None and bool(other) and other != chosen.proposal.account
        )

    def _confirm(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._run_confirm([chosen.entry])

    def _confirm_all(self) -> None:
        self._run_confirm([item.entry for item in self.model.rows])

    def _run_confirm(self, numbers: list[int]) -> None:
        self.session.run(verbs.confirm(numbers), owner=self, done=self._confirmed)

    def _confirmed(self, count: int) -> None:
        self.session.tell(
            self.tr("Confirmed: {count}.").format(count=self.session.localised.number(count))
        )

    def _correct(self) -> None:
        chosen, code = self._chosen(), self.account.code()
        if chosen is not None and code:
            self.session.run(verbs.correct(chosen.entry, code), owner=self, done=self._corrected)

    def _corrected(self, rule: Rule | None) -> None:
        self.account.choose("")
        self.session.tell(self.tr("Moved."))
        if rule is not None:
            language = self.session.language
            names = {code: each.name_in(language) for code, each in self._accounts.items()}
            self.offer.offer([rule], names=names)

    def _kept(self, _: int) -> None:
        self.session.tell(self.tr("The rule is kept for the next imports."))

"""Uncategorised money: choose an account for each row or take the proposed one, then sort them."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.rules import Rule
from cfo_desktop.ui import review_verbs as verbs
from cfo_desktop.ui import undo
from cfo_desktop.ui.review_verbs import Inbox
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import review as review_table
from cfo_desktop.ui.tables.review import AccountDelegate
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.offer_bar import OfferBar


class SortingPage(TabPage):
    """The table is the page; Enter on a row opens its chooser."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._accounts: dict[str, Account] = {}
        self._proposals: dict[int, Proposal] = {}
        self._waiting = 0
        self._wanted: int | None = None
        """The entry whose payment is to be chosen once the payments are read."""
        self.count = parts.label(role="muted", wrap=True)
        self.model = review_table.model(session, accounts=self._accounts, proposals=self._proposals)
        self.model.chosen_changed.connect(self._show_count)
        self.table = TableView(self.model, name=self.tr("Uncategorised money"))
        self.delegate = AccountDelegate(session, self.table)
        self.delegate.taken.connect(self._go_on)
        self.table.setItemDelegate(self.delegate)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.chosen.connect(self._edit)
        self.table.clicked.connect(lambda index: self._clicked(index.row(), index.column()))
        self.take_button = parts.button(self.tr("Take the proposals"), self._take_proposals)
        self.sort_button = parts.button(self.tr("Categorise"), self._categorise, role="primary")
        self.offer = OfferBar()
        self.offer.taken.connect(self._keep_rule)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing waits for you"),
            hint=self.tr("Every payment in the books has its account. New ones come by import."),
        )
        head = parts.row(self.count, self.take_button, self.sort_button)
        head.setStretch(0, 1)
        self.setLayout(parts.column(head, self.offer, self.shown))
        self._show_count()

    def refresh(self) -> None:
        """Read what is uncategorised anew; choices already made stay."""
        self.session.run(verbs.inbox(), owner=self, done=self._show, topic="inbox")

    def choose(self, entry: int) -> None:
        """Read what waits, and choose the payment of an entry, where it still does."""
        self._wanted = entry
        self.refresh()

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table

    def forget(self) -> None:
        """Empty the table."""
        self.model.chosen.clear()
        self._proposals.clear()
        self._wanted = None
        self.offer.offer((), names={})
        self.model.set_rows([])

    def _show(self, inbox: Inbox) -> None:
        self.session.info = inbox.info
        self._accounts.clear()
        self._accounts.update({account.code: account for account in inbox.accounts})
        self._proposals.clear()
        self._proposals.update(inbox.proposals)
        self.delegate.accounts = [
            account
            for account in inbox.accounts
            if account.role is not Role.SUSPENSE and account.currency == inbox.info.currency
        ]
        self.delegate.own = inbox.own
        waiting = {item.entry for item in inbox.items}
        for number in set(self.model.chosen) - waiting:
            del self.model.chosen[number]
        self._waiting = inbox.count
        self.model.set_rows(inbox.items)
        self.table.fit_columns()
        self.shown.show_table(bool(inbox.items))
        if inbox.items:
            entries = [item.entry for item in inbox.items]
            row = entries.index(self._wanted) if self._wanted in entries else 0
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        self._wanted = None
        self._show_count()

    def _proposed(self) -> dict[int, str]:
        """Return the proposals of rows that have no account yet, {entry: code}."""
        return {
            item.entry: self._proposals[item.entry].account
            for item in self.model.rows
            if item.entry in self._proposals and item.entry not in self.model.chosen
        }

    def _show_count(self) -> None:
        number = self.session.localised.number
        chosen = len(self.model.chosen)
        self.sort_button.setEnabled(chosen > 0)
        self.sort_button.setText(
            self.tr("Categorise ({count})").format(count=number(chosen))
            if chosen
            else self.tr("Categorise")
        )
        proposed = len(self._proposed())
        self.take_button.setVisible(bool(proposed))
        self.take_button.setText(
            self.tr("Take the proposals ({count})").format(count=number(proposed))
        )
        rows = len(self.model.rows)
        self.count.setVisible(bool(rows))
        self.count.setText(
            self.tr(
                "Payments that wait: {count}. Choose an account in a row by Enter or a click."
            ).format(count=number(self._waiting))
            if rows == self._waiting
            else self.tr(
                "Payments that wait: {count}, the oldest {rows} of them here. Choose an account "
                "in a row by Enter or a click."
            ).format(count=number(self._waiting), rows=number(rows))
        )

    def _clicked(self, row: int, column: int) -> None:
        if column == self.model.account_column:
            self._edit(row)

    def _edit(self, row: int) -> None:
        self.table.edit(self.model.index(row, self.model.account_column))

    def _go_on(self, row: int) -> None:
        """Open the chooser of the next row, so that a list is worked off by the keyboard alone."""
        following = row + 1
        if following < len(self.model.rows) and self.model.rows[row].entry in self.model.chosen:
            self.table.selectRow(following)
            self._edit(following)
        else:
            self.table.setFocus()

    def _take_proposals(self) -> None:
        self.model.choose_all(self._proposed())

    def _categorise(self) -> None:
        self.sort_button.setEnabled(False)
        self.session.run(
            verbs.sort(dict(self.model.chosen)),
            owner=self,
            done=self._categorised,
            failed=self._not_categorised,
        )

    def _categorised(self, result: tuple[range, tuple[Rule, ...]]) -> None:
        made, offered = result
        self.model.chosen.clear()
        self._show_count()
        self.offer.offer(offered, names=self._names())
        self.session.tell(
            self.tr("Payments categorised: {count}.").format(
                count=self.session.localised.number(len(made))
            ),
            undo=undo.categorising(made),
        )

    def _not_categorised(self, error: CfoError) -> None:
        self._show_count()
        self.session.warn(error)

    def _names(self) -> dict[str, str]:
        language = self.session.language
        return {code: account.name_in(language) for code, account in self._accounts.items()}

    def _keep_rule(self, rule: Rule) -> None:
        self.session.run(verbs.keep_rule(rule), owner=self, done=self._kept)

    def _kept(self, count: int) -> None:
        self.session.tell(
            self.tr("The rule is kept. It sorted {count} more payments that waited.").format(
                count=self.session.localised.number(count)
            )
            if count
            else self.tr("The rule is kept for the next imports.")
        )

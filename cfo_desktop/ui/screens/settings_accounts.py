"""The chart of accounts: add one, rename, close or open again, delete what was never used."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import MAX_NAME
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import AccountUse
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import free_code
from cfo_desktop.ui import settings_verbs as verbs
from cfo_desktop.ui import words
from cfo_desktop.ui.screens.settings_page import LABELS
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import chart as chart_table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.fields import ChoiceBox


class AccountsPage(QWidget):
    """A table, and under it the form of the chosen account or of a new one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._uses: list[AccountUse] = []
        self._account: Account | None = None
        self._wanted = ""
        self._row_fills_form = True
        self.model = chart_table.model(session)
        self.table = TableView(self.model, name=self.tr("Accounts"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._row_chosen())
        self.table.chosen.connect(lambda _: self.name.setFocus())
        self.title = parts.label(role="heading")
        self.new_button = parts.button(self.tr("New account"), self.begin_new)
        self.close_button = parts.button("", self._close_or_open)
        self.delete_button = parts.button(self.tr("Delete…"), self._ask_delete)
        self.save_button = parts.button(self.tr("Save"), self._save, role="primary")
        self._build_form()
        layout = parts.column(
            self.table,
            parts.card(
                parts.column(
                    parts.row(self.title, None, self.new_button),
                    self.form,
                    parts.row(self.save_button, self.close_button, self.delete_button, None),
                    gap=8,
                ),
                margin=14,
            ),
        )
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._empty_form()

    def _build_form(self) -> None:
        self.group = ChoiceBox()
        for group in Group:
            self.group.addItem(words.group(group), group.value)
        self.code, self.name, self.name_zh = QLineEdit(), QLineEdit(), QLineEdit()
        self.code.setMaxLength(32)
        for field in (self.name, self.name_zh):
            field.setMaxLength(MAX_NAME)
            field.returnPressed.connect(self._save)
            field.textChanged.connect(lambda _: self._tell_ready())
        self.code.textChanged.connect(lambda _: self._tell_ready())
        self.name_zh.setPlaceholderText(self.tr("The same, where left empty"))
        self.group.activated.connect(lambda _: self._propose_code())
        self.form = parts.form(
            (self.tr("Belongs to"), self.group),
            (self.tr("Code"), self.code),
            (self.tr("Name in English"), self.name),
            (self.tr("Name in Chinese"), self.name_zh),
            label_width=LABELS // 2,
        )

    # --- reading ---

    def refresh(self) -> None:
        """Read the accounts anew."""
        self.session.run(verbs.accounts(), owner=self, done=self._show, topic="accounts")

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table

    def forget(self) -> None:
        """Show no account."""
        self._uses = []
        self.model.set_rows([])
        self._empty_form()

    def _show(self, uses: list[AccountUse]) -> None:
        wanted = self._wanted or (self._account.code if self._account else "")
        self._wanted = ""
        self._uses = uses
        self.model.set_rows(uses)
        self.table.fit_columns()
        codes = [use.account.code for use in uses]
        if wanted in codes:
            # What is typed and not saved yet stays.
            self._row_fills_form = not self._typed
            self.table.selectRow(codes.index(wanted))
            self._row_fills_form = True
            self.table.scrollTo(self.model.index(codes.index(wanted), 0))
        elif not self._typed:
            self._empty_form()

    @property
    def _typed(self) -> bool:
        """Whether the form holds something that was not saved."""
        kept = self._account
        names = self.name.text().strip(), self.name_zh.text().strip()
        return names != ((kept.name, kept.name_zh) if kept else ("", ""))

    # --- the form ---

    def begin_new(self) -> None:
        """Offer an empty form for a new account, and put the keyboard into it."""
        self._empty_form()
        self.name.setFocus()

    def _empty_form(self) -> None:
        self._account = None
        self.table.clearSelection()
        self.title.setText(self.tr("New account"))
        self.group.setCurrentIndex(self.group.findData(Group.OPERATING.value))
        for field in (self.name, self.name_zh):
            field.clear()
        self._propose_code()
        self._tell_state()

    def _propose_code(self) -> None:
        if self._account is None:
            accounts = [use.account for use in self._uses]
            self.code.setText(free_code(accounts, Group(str(self.group.currentData()))))

    def _row_chosen(self) -> None:
        row = self.table.selected_row()
        if row is None or not self._row_fills_form:
            return
        account = self._account = self.model.rows[row].account
        self.title.setText(f"{account.code}  {account.name_in(self.session.language)}")
        self.group.setCurrentIndex(self.group.findData(account.group.value))
        self.code.setText(account.code)
        self.name.setText(account.name)
        self.name_zh.setText(account.name_zh)
        self._tell_state()

    def _tell_state(self) -> None:
        account = self._account
        self.group.setEnabled(account is None)
        self.code.setReadOnly(account is not None)
        self.code.setToolTip(
            "" if account is None else self.tr("The code stays: every entry is kept under it.")
        )
        self.close_button.setVisible(account is not None)
        self.delete_button.setVisible(account is not None)
        self.new_button.setVisible(account is not None)
        closed = account is not None and account.closed_on is not None
        self.close_button.setText(self.tr("Open again") if closed else self.tr("Close account"))
        use = next((use for use in self._uses if use.account == account), None)
        self.delete_button.setEnabled(use is not None and not use.entries and account is not None)
        self.delete_button.setToolTip(
            "" if use is None or not use.entries else self.tr("It has entries: close it instead.")
        )
        self._tell_ready()

    def _tell_ready(self) -> None:
        named = bool(self.name.text().strip()) and bool(self.code.text().strip())
        self.save_button.setEnabled(self._typed and named)
        self.save_button.setText(
            self.tr("Add account") if self._account is None else self.tr("Save names")
        )

    def _save(self) -> None:
        if not self.save_button.isEnabled():
            return
        name, name_zh = self.name.text().strip(), self.name_zh.text().strip()
        code = self.code.text().strip()
        if self._account is None:
            group = Group(str(self.group.currentData()))
            verb = verbs.add_account(code, name=name, name_zh=name_zh, group=group)
            told = self.tr("Added: {account}")
        else:
            verb = verbs.rename_account(code, name=name, name_zh=name_zh)
            told = self.tr("Renamed: {account}")
        self._change(verb, code, told.format(account=f"{code}  {name}"))

    def _close_or_open(self) -> None:
        account = self._account
        if account is None:
            return
        close = account.closed_on is None
        told = (
            self.tr("Closed: {account}. It takes no entries after today.")
            if close
            else self.tr("Open again: {account}")
        )
        shown = f"{account.code}  {account.name_in(self.session.language)}"
        self._change(
            verbs.close_account(account.code, closed=close),
            account.code,
            told.format(account=shown),
        )

    def _ask_delete(self) -> None:
        account = self._account
        if account is None:
            return
        shown = f"{account.code}  {account.name_in(self.session.language)}"
        ask(
            self,
            self.tr("Delete {account}?").format(account=shown),
            explanation=self.tr("It was never used, so nothing else changes."),
            action=self.tr("Delete"),
            then=lambda: self._change(
                verbs.delete_account(account.code),
                "",
                self.tr("Deleted: {account}").format(account=shown),
            ),
        )

    def _change(self, verb: Change[None], code: str, told: str) -> None:
        """Run ``verb``; what was typed stays in the form where it is refused."""

        def done(_: None) -> None:
            self._empty_form()
            self._wanted = code
            self.session.tell(told)
            QTimer.singleShot(0, self, self.refresh)

        self.session.run(verb, owner=self, done=done)

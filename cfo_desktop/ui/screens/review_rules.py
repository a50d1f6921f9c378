"""The rules that sort: their order, a form for a new one, and a trial of what it would do."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.rules import Trial
from cfo_desktop.domain.rules import Way
from cfo_desktop.ui import review_verbs as verbs
from cfo_desktop.ui.review_verbs import Rules
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import rules as tables
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import ChoiceBox


class RulesPage(TabPage):
    """The list above, the form of a new rule below it, and its trial at the foot."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._accounts: dict[str, Account] = {}
        self._idle: dict[int, int] = {}
        self.model = tables.model(session, accounts=self._accounts, idle=self._idle)
        self.table = TableView(self.model, name=self.tr("Rules"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.up = parts.button(self.tr("Earlier"), lambda: self._move(-1))
        self.down = parts.button(self.tr("Later"), lambda: self._move(1))
        self.remove = parts.button(self.tr("Remove"), self._remove)
        self.apply = parts.button(self.tr("Sort what waits"), self._apply)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("No rules yet"),
            hint=self.tr("A rule sorts payments of the same kind whenever they come."),
        )
        self.contains = self._text(self.tr("Text contains"))
        self.pattern = self._text(self.tr("Text is like (* for anything)"))
        self.party = self._text(self.tr("Payee is"))
        self.least = AmountEdit(session.localised, name=self.tr("Amount from"))
        self.most = AmountEdit(session.localised, name=self.tr("Amount up to"))
        self.way = ChoiceBox()
        self.way.addItem(self.tr("Money in or out"), Way.EITHER)
        self.way.addItem(self.tr("Money in"), Way.IN)
        self.way.addItem(self.tr("Money out"), Way.OUT)
        self.own = AccountBox(language=session.language, name=self.tr("On account"))
        self.own.show_when_empty(self.tr("Any"))
        self.account = AccountBox(language=session.language, name=self.tr("Goes to"))
        self.account.account_changed.connect(self._show_buttons)
        self.test_button = parts.button(self.tr("Try it"), self._try)
        self.add_button = parts.button(self.tr("Add the rule"), self._add, role="primary")
        self.result = parts.label(role="muted", wrap=True)
        self.trial_model = tables.trial_model(session, accounts=self._accounts)
        self.trial = TableView(self.trial_model, name=self.tr("What the rule would do"))
        self.trial.hide()
        self._build()
        self._show_buttons()

    def _text(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(200)
        field.setAccessibleName(name)
        field.textChanged.connect(lambda _: self._show_buttons())
        return field

    def _build(self) -> None:
        left = parts.form(
            (self.tr("Text contains"), self.contains),
            (self.tr("Text is like (* for anything)"), self.pattern),
            (self.tr("Payee is"), self.party),
            (self.tr("On account"), self.own),
        )
        right = parts.form(
            (self.tr("Amount from"), self.least),
            (self.tr("Amount up to"), self.most),
            (self.tr("Direction"), self.way),
            (self.tr("Goes to"), self.account),
        )
        form = parts.row(left, right, gap=32)
        form.setStretch(0, 1)
        form.setStretch(1, 1)
        self.form = parts.card(
            parts.column(
                parts.label(self.tr("New rule"), role="heading"),
                form,
                parts.row(self.result, None, self.test_button, self.add_button),
            ),
            margin=16,
        )
        layout = parts.column(
            parts.row(self.up, self.down, self.remove, None, self.apply),
            self.shown,
            self.form,
            self.trial,
        )
        layout.setStretch(1, 2)
        layout.setStretch(3, 2)
        self.setLayout(layout)

    def refresh(self) -> None:
        """Read the rules anew."""
        self.session.run(verbs.rules(), owner=self, done=self._show, topic="rules")

    def first_focus(self) -> QWidget:
        """Begin in the list, or with the first rule's text."""
        return self.table if self.model.rows else self.contains

    def forget(self) -> None:
        """Empty tables and form."""
        self.model.set_rows([])
        self._show_trial(Trial((), ()))
        for field in (self.contains, self.pattern, self.party, self.least, self.most):
            field.clear()

    def _show(self, rules: Rules) -> None:
        self.session.info = rules.info
        self._accounts.clear()
        self._accounts.update({account.code: account for account in rules.accounts})
        self._idle.clear()
        self._idle.update(rules.idle)
        targets = [each for each in rules.accounts if each.role is not Role.SUSPENSE]
        self.account.set_accounts(targets)
        self.own.set_accounts(targets)
        row = self.table.selected_row() or 0
        self.model.set_rows(rules.rules)
        self.table.fit_columns()
        self.shown.show_table(bool(rules.rules))
        if rules.rules:
            self.table.selectRow(min(row, len(rules.rules) - 1))
        self._show_buttons()

    def _show_buttons(self) -> None:
        row = self.table.selected_row()
        last = len(self.model.rows) - 1
        self.up.setEnabled(row is not None and row > 0)
        self.down.setEnabled(row is not None and row < last)
        self.remove.setEnabled(row is not None)
        self.apply.setEnabled(last >= 0)
        said = any(
            field.text().strip() for field in (self.contains, self.pattern, self.party)
        ) or bool(self.least.text() or self.most.text())
        ready = said and bool(self.account.code())
        self.test_button.setEnabled(ready)
        self.add_button.setEnabled(ready)

    def _form(self) -> RuleForm:
        return RuleForm(
            account=self.account.code(),
            contains=self.contains.text(),
            pattern=self.pattern.text(),
            party=self.party.text(),
            least=self.least.plain(),
            most=self.most.plain(),
            own=self.own.code(),
            way=Way(self.way.currentData()),
        )

    def _try(self) -> None:
        self.session.run(
            verbs.try_rule(self._form()), owner=self, done=self._show_trial, topic="trial"
        )

    def _show_trial(self, trial: Trial) -> None:
        rows = (*trial.sorts, *trial.differs)
        self.trial_model.set_rows(rows)
        self.trial.setVisible(bool(rows))
        self.trial.fit_columns()
        number = self.session.localised.number
        self.result.setText(
            self.tr(
                "It would sort {sorts} payments that wait. {differs} are sorted otherwise and "
                "stay as they are."
            ).format(sorts=number(len(trial.sorts)), differs=number(len(trial.differs)))
        )

    def _add(self) -> None:
        self.session.run(verbs.add_rule(self._form()), owner=self, done=self._added)

    def _added(self, _: int) -> None:
        self.forget()
        self.result.clear()
        self.session.tell(self.tr("The rule is kept for the next imports."))
        self.refresh()

    def _move(self, rows: int) -> None:
        row = self.table.selected_row()
        if row is None:
            return
        rule = self.model.rows[row]
        self.table.selectRow(row + rows)
        self.session.run(verbs.move_rule(rule.number, row + rows + 1), owner=self)

    def _remove(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            rule = self.model.rows[row]
            self.session.run(verbs.remove_rule(rule.number), owner=self)

    def _apply(self) -> None:
        self.session.run(verbs.apply_rules(), owner=self, done=self._applied)

    def _applied(self, count: int) -> None:
        self.session.tell(
            self.tr("Payments categorised: {count}.").format(
                count=self.session.localised.number(count)
            )
        )

"""What repeats: the entries that are due, to post or to skip, and the list of all schedules."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.schedule import Occurrence
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.ui import money_verbs as verbs
from cfo_desktop.ui import undo
from cfo_desktop.ui.money_verbs import Desk
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import repeats as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.widgets import confirm
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.empty_state import OrEmpty

_ONE_TO_ANOTHER = 2


def posted(session: Session, numbers: list[int]) -> None:
    """Say that repeated entries were posted, and offer to take them back."""
    text = QCoreApplication.translate("Repeats", "Repeated entries posted: {count}.")
    session.tell(
        text.format(count=session.localised.number(len(numbers))), undo=undo.entries(numbers)
    )


class DuePage(QWidget):
    """Each day that is neither posted nor skipped, the oldest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._accounts: dict[str, Account] = {}
        self.model = table.due_model(session, self._accounts)
        self.table = TableView(self.model, name=self.tr("Repeated entries that are due"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.chosen.connect(lambda _: self._post())
        self.amount = AmountEdit(
            session.localised,
            name=self.tr("Amount of this entry"),
            currency=lambda: session.currency,
        )
        self.amount.setFixedWidth(110)
        self.amount.setToolTip(self.tr("Another amount counts for this day alone"))
        self.amount.textChanged.connect(self._show_buttons)
        self.amount.returnPressed.connect(self._post)
        self.skip_button = parts.button(self.tr("Skip"), self._skip)
        self.post_button = parts.button(self.tr("Post it"), self._post, shortcut="Enter")
        self.all_button = parts.button(self.tr("Post all"), self._post_all)
        label = parts.label(self.tr("Amount"), role="muted")
        label.setBuddy(self.amount)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing is due"),
            hint=self.tr("Entries that repeat are listed here on their day, to post or to skip."),
        )
        buttons = (self.skip_button, self.post_button, self.all_button)
        self._tools = QWidget()
        self._tools.setLayout(parts.row(None, label, self.amount, *buttons, gap=8))
        self.bar = QWidget()  # stands beside the tabs, over the table
        self.bar.setLayout(parts.row(self._tools))
        self.setLayout(parts.column(self.shown))
        self._show_buttons()

    def show_desk(self, desk: Desk) -> None:
        """Show what is due now."""
        self._accounts.update({each.code: each for each in desk.accounts})
        row = self.table.selected_row() or 0
        self.model.set_rows(desk.due)
        self.table.fit_columns()
        self.shown.show_table(bool(desk.due))
        self._tools.setVisible(bool(desk.due))
        if desk.due:
            self.table.selectRow(min(row, len(desk.due) - 1))
        self._show_chosen()

    def forget(self) -> None:
        """Empty the table."""
        self.model.set_rows([])
        self._accounts.clear()
        self.amount.setText("")

    def _chosen(self) -> Occurrence | None:
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        simple = chosen is not None and len(chosen.draft.postings) == _ONE_TO_ANOTHER
        self.amount.setEnabled(simple and chosen is not None and not chosen.locked)
        total = table.total(chosen.draft) if chosen is not None else None
        self.amount.setText(self.session.localised.editable(total) if total else "")
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        open_ = chosen is not None and not chosen.locked
        self.skip_button.setEnabled(chosen is not None)
        self.post_button.setEnabled(open_ and bool(self.amount.minor(self.session.currency)))
        self.all_button.setEnabled(any(not each.locked for each in self.model.rows))

    def _post(self) -> None:
        chosen = self._chosen()
        if chosen is None or not self.post_button.isEnabled():
            return
        total = table.total(chosen.draft)
        minor = self.amount.minor(total.currency)
        if minor is None or minor == total.minor:
            self._run_post([chosen])
            return
        amount = Money(total.currency, minor)
        self.session.run(
            verbs.post_with_amount(chosen.schedule, day=chosen.day, amount=amount),
            owner=self,
            done=lambda made: posted(self.session, list(made)),
        )

    def _post_all(self) -> None:
        self._run_post([each for each in self.model.rows if not each.locked])

    def _run_post(self, chosen: list[Occurrence]) -> None:
        self.session.run(
            verbs.post_due([(each.schedule, each.day) for each in chosen]),
            owner=self,
            done=lambda made: posted(self.session, list(made)),
        )

    def _skip(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            told = self.tr("Skipped: {text} on {day}.").format(
                text=table.text(chosen.draft), day=self.session.localised.day(chosen.day)
            )
            self.session.run(
                verbs.skip([(chosen.schedule, chosen.day)]),
                owner=self,
                done=lambda _: self.session.tell(told),
            )


class SchedulesPage(QWidget):
    """Every schedule with its next day, and how it goes on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._accounts: dict[str, Account] = {}
        self.model = table.schedules_model(session, self._accounts)
        self.table = TableView(self.model, name=self.tr("Entries that repeat"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.pause_button = parts.button(self.tr("Pause"), self._pause)
        self.ask_button = parts.button(self.tr("Post by itself"), self._set_automatic)
        self.remove_button = parts.button(self.tr("Remove…"), self._ask_remove, shortcut="Del")
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_remove)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing repeats yet"),
            hint=self.tr("Type an entry and press “Repeats…”: rent, wages, a monthly fee."),
        )
        self._tools = QWidget()
        self._tools.setLayout(
            parts.row(None, self.ask_button, self.pause_button, self.remove_button)
        )
        self.bar = QWidget()  # stands beside the tabs, over the table
        self.bar.setLayout(parts.row(self._tools))
        self.setLayout(parts.column(self.shown))
        self._show_buttons()

    def show_desk(self, desk: Desk) -> None:
        """Show what repeats now."""
        self._accounts.update({each.code: each for each in desk.accounts})
        row = self.table.selected_row() or 0
        self.model.set_rows(desk.schedules)
        self.table.fit_columns()
        self.shown.show_table(bool(desk.schedules))
        self._tools.setVisible(bool(desk.schedules))
        if desk.schedules:
            self.table.selectRow(min(row, len(desk.schedules) - 1))
        self._show_buttons()

    def forget(self) -> None:
        """Empty the table."""
        self.model.set_rows([])
        self._accounts.clear()

    def _chosen(self) -> Schedule | None:
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        for button in (self.pause_button, self.ask_button):
            button.setEnabled(chosen is not None and chosen.next_day is not None)
        self.remove_button.setEnabled(chosen is not None)
        paused = chosen is not None and chosen.paused
        automatic = chosen is not None and chosen.automatic
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.ask_button.setText(self.tr("Ask first") if automatic else self.tr("Post by itself"))

    def _pause(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        told = (
            self.tr("It goes on; the days that passed in between are due.")
            if chosen.paused
            else self.tr("Paused: nothing of it is due until it goes on.")
        )
        self._run(verbs.pause(chosen.number, paused=not chosen.paused), told)

    def _set_automatic(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        told = (
            self.tr("You are asked when it is due.")
            if chosen.automatic
            else self.tr("It posts by itself when the book is opened.")
        )
        self._run(verbs.set_automatic(chosen.number, automatic=not chosen.automatic), told)

    def _ask_remove(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        told = self.tr("It repeats no more.")
        confirm.ask(
            self,
            self.tr("Let “{text}” repeat no more?").format(text=table.text(chosen.draft)),
            explanation=self.tr("What it posted stays in the books."),
            action=self.tr("Remove"),
            then=lambda: self._run(verbs.remove(chosen.number), told),
        )

    def _run(self, verb: Change[None], told: str) -> None:
        self.session.run(verb, owner=self, done=lambda _: self.session.tell(told))

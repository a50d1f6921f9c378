"""Idle cash: what is safely not needed for how long, and what it would earn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.idle_cash import DAY_COUNT
from cfo_desktop.domain.idle_cash import DAYS
from cfo_desktop.domain.idle_cash import IdleCash
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui import plan_places as places
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import idle as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.percent_edit import PercentEdit
from cfo_desktop.ui.widgets.two_sides import keep_rows
from cfo_desktop.ui.widgets.two_sides import two_sides


class IdleCashPage(TabPage):
    """The owner's cushion and rate at the left, the spans and how they are told at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: IdleCash | None = None
        self.cushion = AmountEdit(
            session.localised,
            name=self.tr("Least money you want to keep"),
            currency=lambda: session.currency,
        )
        self.rate = PercentEdit(session.localised, name=self.tr("Interest, per cent a year"))
        self.keep_button = parts.button(self.tr("Keep"), self._keep, role="primary")
        self.card = FigureCard(self.tr("Money"))
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Idle cash"))
        self.table.menu_asked.connect(self._explain_span)
        self.answer = parts.label(role="strong", wrap=True)
        self.told = parts.label(wrap=True)
        for field in (self.cushion, self.rate):
            field.returnPressed.connect(self._keep)
        self._build()

    def _build(self) -> None:
        form = parts.column(
            parts.label(self.cushion.accessibleName(), role="strong", wrap=True),
            self.cushion,
            parts.label(self.tr("Such as a month's rent and wages."), role="muted", wrap=True),
            parts.label(self.rate.accessibleName(), role="strong", wrap=True),
            self.rate,
            parts.label(self.tr("What your own bank pays for savings."), role="muted", wrap=True),
            parts.row(self.keep_button, None),
            None,
            gap=8,
        )
        result = parts.column(self.card, self.answer, self.table, self.told, None)
        self.setLayout(two_sides(form, result, width=240))

    def refresh(self) -> None:
        """Read anew what is idle."""
        self.session.run(verbs.idle_cash(), owner=self, done=self._show, topic="idle_cash")

    def first_focus(self) -> QWidget:
        """Begin with the cushion."""
        return self.cushion

    def forget(self) -> None:
        """Show nothing of a book."""
        self.found = None
        self.cushion.show_kept("")
        self.rate.clear()
        self.card.clear()
        self.model.set_rows([])
        self.answer.clear()
        self.told.clear()

    def _show(self, found: IdleCash) -> None:
        self.found = found
        localised = self.session.localised
        if not (self.cushion.hasFocus() and self.cushion.isModified()):
            money = Money(found.currency, found.cushion)
            self.cushion.show_kept(localised.editable(money) if found.cushion else "")
        if not (self.rate.hasFocus() and self.rate.isModified()):
            self.rate.show_value(found.rate)
        self._show_money(found)
        self.answer.setVisible(bool(found.spans))
        self.answer.setText(self._answer(found) if found.spans else "")
        self.model.set_rows(found.spans)
        keep_rows(self.table, len(DAYS))
        self.table.setVisible(bool(found.spans))
        self.table.fit_columns()
        self.told.setText("\n".join(self._sentences(found)))

    def _show_money(self, found: IdleCash) -> None:
        """Show the money of today, what of it can be moved, and what it is kept for."""
        self.card.clear()
        for name, minor, of in (
            ("cash", found.cash, places.cash_now(found)),
            ("movable", found.movable, places.movable(found)),
            ("cushion", found.cushion, places.cushion(found)),
            ("for_tax", found.for_tax, places.for_tax(found)),
        ):
            text = outlook_words.told(self.session, f"idle.{name}")
            figure = Money(found.currency, minor)
            explain_menu.add(self.session, self.card, text, figure, of)
        if found.tax_due:
            due = self.session.localised.day(found.tax_due)
            text = outlook_words.told(self.session, "idle.tax_ahead", due=due)
            figure = Money(found.currency, found.tax_ahead)
            how = places.tax_ahead(found, found.tax_due)
            explain_menu.add(self.session, self.card, text, figure, how)

    def _explain_span(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain an amount of some days; the other cells stand for what is idle."""
        if self.found is None:
            return
        span = self.found.spans[index.row()]
        column = index.column() if index.column() in table.AMOUNTS else table.IDLE
        name = table.AMOUNTS[column]
        minor = getattr(span, name)
        if minor is None:
            return
        days = self.model.index(index.row(), 0).data()
        text = f"{self.model.columns[column].title}, {days}"
        figure, how = Money(self.found.currency, minor), places.span(name, span, self.found)
        wanted = explain_menu.wanted(self.session, text, figure, how)
        explain_menu.ask(self.session, self.table, at, wanted)

    def _answer(self, found: IdleCash) -> str:
        """Return how much may be put away for a month and for two."""
        amounts = {
            f"amount_{days}": self.session.localised.money(span.idle, found.currency)
            for days, span in found.asked.items()
        }
        return outlook_words.told(self.session, f"idle.answer.{found.answer}", **amounts)

    def _sentences(self, found: IdleCash) -> list[str]:
        session = self.session
        if not found.spans:
            return [outlook_words.told(session, "idle.unreliable")]
        said = [outlook_words.told(session, "idle.how")]
        if not found.cushion:
            said.append(
                self.tr("Type at the left the least money you want to keep, and press Keep.")
            )
        if found.rate is None:
            said.append(
                self.tr("To see what it would earn, type a rate at the left and press Keep.")
            )
        else:
            rate = session.localised.decimal(found.rate)
            said.append(outlook_words.told(session, "idle.rate", rate=rate, days=DAY_COUNT))
        return [*said, outlook_words.told(session, "idle.no_advice")]

    def _keep(self) -> None:
        cushion = self.cushion.minor(self.session.currency)
        if cushion is None:
            self.session.warn(UserError("amount_invalid", text=self.cushion.text()))
            return
        try:
            rate = self.rate.value()
        except UserError as error:
            self.session.warn(error)
            return
        self.session.run(
            verbs.plan_idle(cushion=cushion, rate=rate),
            owner=self,
            done=lambda _: self.session.tell(self.tr("Kept; what is idle follows it.")),
        )

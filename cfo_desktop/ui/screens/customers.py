"""Customers: groups to choose from at the left; who is in them, and what earns, at the right."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import Discount
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import drafting
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui import sales_places as places
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import customers as table
from cfo_desktop.ui.tables.customers import SegmentRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.measure_bar import MeasureBar
from cfo_desktop.ui.widgets.percent_edit import PercentEdit
from cfo_desktop.ui.widgets.two_sides import NARROW
from cfo_desktop.ui.widgets.two_sides import keep_rows
from cfo_desktop.ui.widgets.two_sides import two_sides

_ROWS = 8
"""Customers in view; further ones scroll."""
_WAIT_MS = 250
"""After the last key, before a discount is reckoned."""
_COLUMNS = (
    *("customer", "first_visit", "last_visit", "visits"),
    *("rhythm", "away", "sales", "monthly"),
)
"""Of the written list."""
_AWAY = frozenset({Segment.GONE, Segment.SLIPPING})
"""Groups whose customers may be asked back."""


class CustomersPage(TabPage):
    """A group is always chosen: all customers, to begin with."""

    party_asked = Signal(str)
    account_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page: CustomerPage | None = None
        self.segments_model = table.segments_model(session, every=self.tr("All customers"))
        self.segments = TableView(self.segments_model, name=self.tr("Groups of customers"))
        self.segments.selectionModel().selectionChanged.connect(lambda *_: self._show_segment())
        self.advice = parts.label(wrap=True)
        self.save_button = parts.button(self.tr("Save list…"), self._save, role="primary")
        self.note_button = parts.button(
            drafting.told(session, DraftKind.MISSED), self._write_to_chosen
        )
        self.percent = PercentEdit(session.localised, name=self.tr("A discount of"))
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self.refresh)
        self.percent.textChanged.connect(lambda _: self._soon.start())
        self.discount = parts.label(wrap=True)
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Customers"))
        self.table.chosen.connect(
            lambda number: self.party_asked.emit(self.model.rows[number].name)
        )
        self.table.menu_asked.connect(self._explain_customer)
        self.segments.menu_asked.connect(self._explain_group)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("No customers yet"),
            hint=outlook_words.told(session, "customers.none"),
            width=NARROW,
        )
        self.kinds = FigureCard(outlook_words.told(session, "customers.kinds"))
        self.hours = FigureCard(self.tr("Which hour earns"))
        self.sums = FigureCard(self.tr("All sales"))
        self._build()

    def _build(self) -> None:
        kept = parts.label(
            self.tr("The list lies where you save it, on this computer, not encrypted."),
            role="muted",
            wrap=True,
        )
        form = parts.column(
            self.segments,
            self.advice,
            parts.row(self.save_button, None),
            kept,
            parts.row(self.note_button, None),
            parts.label(self.percent.accessibleName(), role="strong"),
            self.percent,
            self.discount,
            None,
            gap=8,
        )
        result = parts.column(self.shown, self.sums, self.kinds, self.hours, None)
        self.setLayout(two_sides(form, result, width=290))

    def refresh(self) -> None:
        """Read the customers anew, and what the typed discount must bring."""
        self._soon.stop()
        try:
            discount = self.percent.value()
        except UserError as error:
            self._refuse(error)
            return
        self.session.run(
            verbs.customers(discount),
            owner=self,
            done=self._show,
            failed=self._refuse,
            topic="customers",
        )

    def _refuse(self, error: CfoError) -> None:
        parts.set_role(self.discount, "negative")
        self.discount.setText(self.session.localised.error(error))

    def first_focus(self) -> QWidget:
        """Begin with the groups."""
        return self.segments

    def forget(self) -> None:
        """Show nothing of a book."""
        self._soon.stop()
        self.page = None
        self.percent.blockSignals(True)
        self.percent.clear()
        self.percent.blockSignals(False)
        self.segments_model.set_rows([])
        self.model.set_rows([])
        for text in (self.advice, self.discount):
            text.clear()
        for card in (self.kinds, self.hours, self.sums):
            card.clear()

    @property
    def segment(self) -> Segment | None:
        """The chosen group; ``None`` for all customers."""
        number = self.segments.selected_row()
        rows = self.segments_model.rows
        return rows[number].segment if number is not None and number < len(rows) else None

    def _show(self, page: CustomerPage) -> None:
        chosen = self.segment
        self.page = page
        rows = [SegmentRow(None, len(page.customers), sum(e.sales for e in page.customers))]
        for segment in Segment:
            found = page.of(segment)
            rows.append(SegmentRow(segment, len(found), sum(each.sales for each in found)))
        self.segments_model.set_rows(rows)
        keep_rows(self.segments, len(rows))
        self.segments.fit_columns()
        self.segments.selectRow([row.segment for row in rows].index(chosen))
        for card, name, since in (
            (self.sums, "total", page.since),
            (self.kinds, "kinds", page.kinds_since),
        ):
            card.heading.setText(
                self.tr("{what}, from {since} to {day}").format(
                    what=outlook_words.told(self.session, f"customers.{name}"),
                    since=self.session.localised.month(since),
                    day=self.session.localised.day(page.today),
                )
            )
        self._show_sums(page)
        self._show_kinds(page)
        self._show_hours(page)
        parts.set_role(self.discount, "")
        self.discount.setText("\n".join(self._discount_told(page.discount)))

    def _explain_customer(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain what a customer bought, or what that is a month."""
        if self.page is None:
            return
        each = self.model.rows[index.row()]
        title = self.model.columns[index.column()].title
        if index.column() == table.MONTHLY and each.monthly is not None:
            figure, how = Money(self.page.currency, each.monthly), places.monthly(self.page, each)
            wanted = explain_menu.wanted(self.session, f"{each.name}, {title}", figure, how)
        else:
            figure, place = (
                Money(self.page.currency, each.sales),
                places.customer(self.page, each.name),
            )
            wanted = explain_menu.wanted(self.session, each.name, figure, place)
        explain_menu.ask(self.session, self.table, at, wanted)

    def _explain_group(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain what the customers of a group bought together."""
        if self.page is None:
            return
        row = self.segments_model.rows[index.row()]
        listed = self.page.customers if row.segment is None else self.page.of(row.segment)
        name = str(self.segments_model.index(index.row(), 0).data())
        figure, how = Money(self.page.currency, row.sales), places.together(self.page, listed)
        explain_menu.ask(
            self.session, self.segments, at, explain_menu.wanted(self.session, name, figure, how)
        )

    def _show_segment(self) -> None:
        if self.page is None:
            return
        segment = self.segment
        listed = self.page.customers if segment is None else self.page.of(segment)
        self.model.set_rows(listed)
        keep_rows(self.table, _ROWS)
        self.table.fit_columns()
        self.shown.say(
            self.tr("Nobody") if segment else self.tr("No customers yet"),
            self._nobody(self.page, segment)
            if segment
            else outlook_words.told(self.session, "customers.none"),
        )
        self.shown.show_table(bool(listed))
        self.shown.setFixedHeight(self.table.height())
        self.save_button.setEnabled(bool(listed))
        self.note_button.setVisible(bool(listed) and segment in _AWAY)
        self.advice.setText(
            outlook_words.told(self.session, f"customers.advice.{segment}")
            if segment
            else self.tr("Choose a group to see what to do. Enter on a customer shows its entries.")
        )

    def _write_to_chosen(self) -> None:
        """Draft a note to the chosen customer of the group, the first where none is chosen."""
        from cfo_desktop.ui.screens import draft_dialog

        name = self.model.rows[self.table.selected_row() or 0].name
        draft_dialog.ask(self.session, Wanted(DraftKind.MISSED, name), parent=self.window())

    def _nobody(self, page: CustomerPage, segment: Segment) -> str:
        """Return what is said of a group without customers."""
        said = [self.tr("No customer is in this group now.")]
        if segment is Segment.GONE and page.instead_of_gone:
            names = self.session.localised.listed(each.name for each in page.instead_of_gone)
            said.append(outlook_words.told(self.session, "customers.slipping_instead", names=names))
        return self.session.localised.sentences(said)

    def _show_sums(self, page: CustomerPage) -> None:
        self.sums.clear()
        known = sum(each.sales for each in page.customers)
        together = places.together(page, page.customers)
        self._add(self.sums, self.tr("Sold to these customers"), known, together)
        told = functools.partial(outlook_words.told, self.session)
        self._add(self.sums, told("customers.unnamed"), page.unnamed, places.unnamed(page))
        if page.left_out:
            others = sum(page.left_out.values())
            how = places.left_out(page)
            self._add(self.sums, told("customers.no_customers"), others, how)
        whole = places.total(page)
        self._add(self.sums, told("customers.total"), page.total, whole, role="figure")
        if page.left_out:
            self.sums.note(
                told("customers.left_out", names=self.session.localised.listed(page.left_out))
            )

    def _show_kinds(self, page: CustomerPage) -> None:
        self.kinds.clear()
        localised, currency = self.session.localised, self.session.currency
        most = max((max(kind.sales, kind.before or 0) for kind in page.kinds), default=0)
        for kind in page.kinds:
            name = kind.account.name_in(self.session.language)
            shown = self.kinds.add(
                name,
                localised.money(kind.sales, currency),
                spoken=localised.spoken(kind.sales, currency),
                clicked=functools.partial(self.account_asked.emit, kind.account.code),
            )
            figure, place = Money(currency, kind.sales), places.kind(page, kind.account.code)
            explain_menu.offer_figure(self.session, shown, name=name, figure=figure, place=place)
            self.kinds.put(
                MeasureBar(
                    self.session.colour,
                    value=kind.sales,
                    usual=kind.before or 0,
                    most=most,
                    said=f"{name}: {localised.spoken(kind.sales, currency)}",
                )
            )
        if any(kind.before for kind in page.kinds):
            self.kinds.note(self.tr("Bar: the last 12 months. Mark: the 12 months before."))
        if page.partly_before and page.begins:
            self.kinds.note(
                outlook_words.told(
                    self.session,
                    "customers.before_part",
                    month=localised.month(page.begins),
                    count=localised.number(page.months_before),
                )
            )
        self.kinds.note(outlook_words.told(self.session, "customers.no_products"))

    def _show_hours(self, page: CustomerPage) -> None:
        self.hours.clear()
        localised, currency = self.session.localised, self.session.currency
        most = max((each.sales for each in page.hours), default=0)
        for each in page.hours:
            name = self.tr("{hour}, payments: {count}").format(
                hour=f"{each.hour:02d}:00", count=localised.number(each.payments)
            )
            self._add(self.hours, name, each.sales, places.hour(page, each))
            said = f"{name}: {localised.spoken(each.sales, currency)}"
            self.hours.put(
                MeasureBar(self.session.colour, value=each.sales, usual=0, most=most, said=said)
            )
        if not page.hours:
            self.hours.note(outlook_words.told(self.session, "customers.no_hours"))

    def _add(
        self, card: FigureCard, name: str, minor: int, of: Place | Reckoned, *, role: str = ""
    ) -> None:
        figure = Money(self.session.currency, minor)
        explain_menu.add(self.session, card, name, figure, of, role=role)

    def _discount_told(self, found: Discount | None) -> list[str]:
        session, localised = self.session, self.session.localised
        if not self.percent.text().strip():
            return [self.tr("Type a discount to see what it must bring to pay for itself.")]
        if found is None:
            return [outlook_words.told(session, "customers.discount.unknown")]
        money = functools.partial(localised.money, currency=session.currency)
        basis = outlook_words.told(
            session,
            "customers.discount.basis",
            months=localised.number(found.months),
            sales=money(found.sales),
            cost=money(found.cost),
            margin=money(found.margin),
        )
        share = localised.decimal(found.percent)
        if found.more_goods is None or found.more_sales is None:
            needs = outlook_words.told(session, "customers.discount.never", percent=share)
        else:
            needs = outlook_words.told(
                session,
                "customers.discount.needs",
                percent=share,
                goods=localised.decimal(found.more_goods),
                sales=money(found.more_sales),
            )
        return [needs, basis]

    def _save(self) -> None:
        if self.page is None:
            return
        name = self.session.info.name if self.session.info else ""
        segment = self.segment
        group = (
            outlook_words.told(self.session, f"customers.segment.{segment}")
            if segment
            else self.tr("All customers")
        )
        target = pick.target(
            self,
            title=self.tr("Save the list of customers"),
            suggested=f"{name} {group}.csv".replace("/", "-"),
            kinds=self.tr("Tables (*.csv)"),
        )
        if target is not None:
            self.save(target)

    def save(self, target: Path) -> None:
        """Write the customers of the chosen group to a file."""
        heads = [outlook_words.head(self.session, column) for column in _COLUMNS]
        listed = tuple(self.model.rows)

        def done(path: Path) -> None:
            self.session.tell(
                outlook_words.counted(self.session, "customers.written", len(listed), file=path)
            )

        self.session.run(
            verbs.save_customers(
                listed, target=target, heads=heads, currency=self.session.currency
            ),
            owner=self,
            done=done,
        )

"""The room about what is to come: its figures are the services', its fields do what they say."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.debts import Terms
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.what_if import NO_CASH
from cfo_desktop.domain.what_if import NO_PROFIT
from cfo_desktop.domain.what_if import Loan
from cfo_desktop.domain.what_if import PlanLine
from cfo_desktop.domain.what_if import Purchase
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import Shift
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import cushion
from cfo_desktop.services import customers
from cfo_desktop.services import demo
from cfo_desktop.services import forecasts
from cfo_desktop.services import habits
from cfo_desktop.services import idle_cash
from cfo_desktop.services import own_past
from cfo_desktop.services import tax
from cfo_desktop.services import terms
from cfo_desktop.services import what_if
from cfo_desktop.services.books import Book
from cfo_desktop.ui import habit_words
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.localised import HIDDEN
from cfo_desktop.ui.screens.outlook_room import PAGES
from cfo_desktop.ui.screens.outlook_room import OutlookRoom
from cfo_desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock


@pytest.fixture
def read(planted_template: tuple[str, Path]) -> Iterator[Book]:
    """The book that the window shows a copy of, for the services to read."""
    book = books.open_book(planted_template[1], passphrase=demo.PASSPHRASE)
    yield book
    books.close(book)


@pytest.fixture
def window(open_window: Opener, planted: tuple[str, Path], qtbot: QtBot) -> Window:
    language, folder = planted
    made = open_window(language=language)
    unlock(made, folder, demo.PASSPHRASE, qtbot)
    made.workspace.enter("outlook")
    settle(made, qtbot)
    return made


@pytest.fixture
def room(window: Window) -> OutlookRoom:
    return window.workspace.outlook


def _page(window: Window, name: str, qtbot: QtBot) -> None:
    window.workspace.outlook.show_page(name)
    settle(window, qtbot)


def _reckoned(window: Window, qtbot: QtBot) -> None:
    page = window.workspace.outlook.what_if
    qtbot.waitUntil(lambda: not page._soon.isActive())
    settle(window, qtbot)


def _kept(window: Window, folder: Path, qtbot: QtBot) -> Book:
    """Close the window's book and open it again, as the owner will tomorrow."""
    settle(window, qtbot)
    with qtbot.waitSignal(window.finished):
        window.leave()
    return books.open_book(folder, passphrase=demo.PASSPHRASE)


# --- what if ---


def test_without_changes_the_months_are_the_services(
    window: Window, room: OutlookRoom, read: Book
) -> None:
    assert room.what_if.found == what_if.read(read)
    assert not room.what_if.chart.lines.after
    shown = room.what_if.model
    first = what_if.read(read).before.months[0]
    assert shown.index(0, 3).data() == window.session.localised.amount(
        first.cash, window.session.currency
    )


def test_the_result_follows_every_field(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    form = room.what_if.form
    form.rent.setText("300")
    form.wages.setText("-100")
    form.price.setText("5")
    form.sales.setText("-2%")
    form.purchase.setText("3000")
    form.day.setDate(form.day.date().addMonths(2))
    form.instalments.setValue(6)
    form.loan.setText("20000")
    form.loan_day.setDate(form.day.date())
    form.rate.setText("6.5")
    form.months.setValue(36)
    form.lost.setCurrentIndex(1)
    form.supplier.setCurrentIndex(1)
    form.supplier_price.setText("4")
    _reckoned(window, qtbot)
    found = room.what_if.found
    assert found is not None
    day = form.day.date().toPython()
    assert isinstance(day, dt.date)
    assert found.scenario == Scenario(
        rent=Shift(30_000),
        wages=Shift(-10_000),
        price=Decimal(5),
        sales=Decimal(-2),
        purchases=(Purchase(day, 300_000, 6),),
        loans=(Loan(2_000_000, Decimal("6.5"), 36, day),),
        lost=(customers.read(read).customers[0].name,),
        suppliers=((what_if.suppliers(read)[0], Decimal(4)),),
    )
    assert found == what_if.read(read, found.scenario)
    assert found.unknown == ()
    taken = Month.of(day)
    months = (found.begins, taken, taken.plus(1))
    assert all(window.session.localised.month(each) in room.what_if.told.text() for each in months)
    assert found.forecast_until is not None
    until = window.session.localised.month(found.forecast_until)
    assert until in room.what_if.basis.text()
    assert found.before != found.after
    assert list(room.what_if.chart.lines.after) == [
        found.after.opening,
        *(each.cash for each in found.after.months),
    ]
    form.clear_button.click()
    _reckoned(window, qtbot)
    assert room.what_if.found == what_if.read(read)


def test_a_loan_without_a_day_of_its_own_comes_with_the_first_whole_month(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    room.what_if.form.loan.setText("20000")
    _reckoned(window, qtbot)
    found = room.what_if.found
    assert found is not None
    assert found.taken_up(found.scenario.loans[0]) == found.begins
    without_day = Scenario(loans=(Loan(2_000_000, Decimal(0), 24),))
    assert found.after == what_if.read(read, without_day).after


def test_all_that_cannot_be_read_is_named_and_no_old_result_stays(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    page, form = room.what_if, room.what_if.form
    form.price.setText("many")
    form.loan.setText("12x")
    _reckoned(window, qtbot)
    assert page.wrong.isVisible()
    for field in (form.price, form.loan):
        assert field.accessibleDescription() in page.wrong.text()
        assert form._names[field] in page.wrong.text()
        assert form._labels[field].property("role") == "negative"
    assert len(page.wrong.text().splitlines()) == 2
    assert page.found is None
    assert not page.shown.isVisible()
    form.price.clear()
    form.loan.clear()
    _reckoned(window, qtbot)
    assert not page.wrong.isVisible()
    assert page.shown.isVisible()
    assert room.what_if.found is not None
    assert not form.price.accessibleDescription()
    assert not form._labels[form.price].property("role")


def test_a_day_that_is_not_shown_is_refused(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    page, form = room.what_if, room.what_if.form
    form.purchase.setText("3000")
    for day in (QDate(2026, 11, 22), QDate(2027, 12, 1)):
        form.day.setDate(day)
        _reckoned(window, qtbot)
        assert form._names[form.day] in page.wrong.text()
        assert page.found is None
    form.day.setDate(QDate(2027, 11, 30))
    _reckoned(window, qtbot)
    assert page.found is not None
    assert page.found.scenario.purchases == (Purchase(dt.date(2027, 11, 30), 300_000),)


def test_why_money_changes_otherwise_than_profit_is_told_to_the_cent(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    page = room.what_if
    page.form.loan.setText("20000")
    _reckoned(window, qtbot)
    assert page.found is not None
    money = window.session.localised.money
    currency = page.found.currency
    for number, month in enumerate(page.found.after.months):
        page.table.selectRow(number)
        amounts = [amount for _, amount in page.moves.lines]
        assert amounts[0] == money(month.profit, currency)
        assert amounts[-1] == money(month.moves, currency)
        besides = [
            month.lines[line] * (-1 if line in NO_CASH else 1)
            for line in PlanLine
            if line in NO_PROFIT | NO_CASH
        ]
        assert month.profit + sum(besides) == month.moves
        assert amounts[1:-1] == [money(each, currency) for each in besides if each]


def test_an_empty_book_is_told_what_is_missing(
    open_window: Opener, empty_book: Path, qtbot: QtBot
) -> None:
    window = open_window(book=empty_book)
    room = window.workspace.outlook
    window.workspace.enter("outlook")
    settle(window, qtbot)
    assert room.what_if.shown.empty.isVisible()
    room.what_if.form.loan.setText("20000")
    _reckoned(window, qtbot)
    assert room.what_if.table.isVisible()
    _page(window, "forecast", qtbot)
    room.forecast.weeks_button.click()
    assert room.forecast.weeks_shown.empty.isVisible()


def test_what_is_tried_is_not_lost_without_a_word(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    assert window.workspace.unsaved_room() is None
    room.what_if.form.rent.setText("300")
    assert window.workspace.unsaved_room() == "outlook"
    room.what_if.form.clear_button.click()
    assert window.workspace.unsaved_room() is None
    room.what_if.form.lost.setCurrentIndex(1)
    assert window.workspace.unsaved_room() == "outlook"
    room.what_if.form.clear()
    _reckoned(window, qtbot)


def test_a_finding_begins_with_its_kind_of_change(window: Window, room: OutlookRoom) -> None:
    window.workspace.enter("today")
    window.workspace.today.what_if_asked.emit("loan")
    assert window.workspace.room == "outlook"
    assert window.focusWidget() is room.what_if.form.loan


def test_hidden_amounts_are_hidden_in_every_tab(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    for page in PAGES:
        _page(window, page, qtbot)
    window.session.toggle_amounts()
    settle(window, qtbot)
    for page in PAGES:
        _page(window, page, qtbot)
    assert "••••" in room.what_if.told.text()
    assert "••••" in str(room.what_if.model.index(0, 3).data())
    assert all("•" in amount for _, amount in room.idle_cash.card.lines)
    assert any("•" in name for name, _ in room.forecast.habits.lines)
    assert all("•" in amount for _, amount in room.customers.sums.lines if amount)


# --- forecast ---


def test_the_forecast_is_the_services_and_leads_to_its_sources(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "forecast", qtbot)
    expected = forecasts.read(read)
    days = room.forecast.days
    assert tuple(row.day for row in days.days_model.rows) == expected.days
    moved = next(each for each in expected.movements if each.entry is not None)
    room.show_day(moved.day)
    row = days.movements_model.rows.index(moved)
    days.movements.selectRow(row)
    with qtbot.waitSignal(room.entry_asked) as asked:
        QTest.keyClick(days.movements, Qt.Key.Key_Return)
    assert asked.args == [moved.entry]
    settle(window, qtbot)
    assert window.workspace.room == "books"


def test_weeks_lead_to_their_lowest_day(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "forecast", qtbot)
    page, expected = room.forecast, forecasts.read(read)
    page.weeks_button.click()
    rows = page.weeks_model.rows
    assert sum(row.money_in + row.money_out for row in rows) == sum(
        each.amount for each in expected.movements
    )
    assert rows[-1].end == expected.days[-1]
    assert min(row.lowest.expected for row in rows) == min(each.expected for each in expected.days)
    assert all(row.first.weekday() == 0 for row in rows[1:])
    page.weeks.setFocus()
    page.weeks.selectRow(2)
    QTest.keyClick(page.weeks, Qt.Key.Key_Return)
    assert page.days.isVisible()
    assert page.days.day == rows[2].lowest.date


def test_habits_are_told(window: Window, room: OutlookRoom, read: Book, qtbot: QtBot) -> None:
    _page(window, "forecast", qtbot)
    room.forecast.habits_button.click()
    told = habit_words.sentences(window.session, habits.read(read))
    assert told
    assert [name for name, _ in room.forecast.habits.lines] == told
    assert room.forecast.habits.isVisible()


def test_cushion_and_terms_are_kept(
    window: Window, room: OutlookRoom, planted: tuple[str, Path], qtbot: QtBot
) -> None:
    _page(window, "forecast", qtbot)
    page = room.forecast
    page.cushion.setText("1500")
    page.customers.setValue(14)
    page.suppliers.setValue(45)
    page.keep_button.click()
    settle(window, qtbot)
    assert page.days.view.line.chart.cushion == 150_000
    book = _kept(window, planted[1], qtbot)
    assert (cushion.cushion(book), terms.read(book)) == (150_000, Terms(14, 45))
    books.close(book)


# --- tax ---


def test_tax_is_kept_and_shown_as_the_services_say(
    window: Window, room: OutlookRoom, planted: tuple[str, Path], qtbot: QtBot
) -> None:
    window.workspace.enter("today")
    window.workspace.today.tax_asked.emit()
    settle(window, qtbot)
    fields = room.tax.fields
    wanted = "cn-small" if window.session.currency == "CNY" else "vat"
    fields.preset.setCurrentIndex(fields.preset.findData(wanted))
    fields.preset.activated.emit(fields.preset.currentIndex())
    fields.percent.setText("7.5")
    fields.period.setCurrentIndex(fields.period.findData(TaxPeriod.MONTH))
    fields.due_day.setValue(12)
    fields.account.setCurrentIndex(1)
    account = fields.account.currentData()
    fields.keep_button.click()
    settle(window, qtbot)
    told = room.tax.told
    assert told is not None
    assert told.page.summary is not None
    assert tuple(room.tax.model.rows) == told.page.summary.forms
    assert fields.percent.text() == "7.5"
    pace = told.page.summary.pace
    assert pace is not None
    money = window.session.localised.money(pace.net, window.session.currency)
    assert money in room.tax.pace.text()
    book = _kept(window, planted[1], qtbot)
    plan = tax.plan(book)
    assert plan is not None
    assert (plan.preset, plan.period, plan.due_day) == (wanted, TaxPeriod.MONTH, 12)
    assert plan.account == account
    assert Decimal("7.5") in {rate.percent for rate in plan.rates}
    assert tax.read(book) == told.page
    assert {each.group for each in accounts.all_accounts(book) if each.code == account} == {
        Group.CASH
    }
    books.close(book)


def test_a_rate_of_a_later_month_changes_nothing_before_it(
    window: Window, room: OutlookRoom, planted: tuple[str, Path], qtbot: QtBot
) -> None:
    _page(window, "tax", qtbot)
    fields = room.tax.fields
    fields.percent.setText("5")
    fields.keep_button.click()
    settle(window, qtbot)
    fields.percent.setText("6")
    fields.starts.setCurrentIndex(2)
    fields.keep_button.click()
    settle(window, qtbot)
    assert fields.percent.text() == "5"
    book = _kept(window, planted[1], qtbot)
    plan = tax.plan(book)
    assert plan is not None
    begun = {rate.first: rate.percent for rate in plan.rates}
    assert begun[dt.date(2026, 12, 1)] == Decimal(6)
    books.close(book)


def test_tax_can_be_forgotten(window: Window, room: OutlookRoom, qtbot: QtBot) -> None:
    _page(window, "tax", qtbot)
    room.tax.fields.percent.setText("5")
    room.tax.fields.keep_button.click()
    settle(window, qtbot)
    assert room.tax.model.rows
    room.tax.fields.forget_button.click()
    settle(window, qtbot)
    assert not room.tax.model.rows
    assert room.tax.told is not None
    assert room.tax.told.page.plan is None


def test_a_wrong_rate_is_said_by_the_message_bar(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    _page(window, "tax", qtbot)
    room.tax.fields.percent.setText("a fifth")
    with qtbot.waitSignal(window.session.warned):
        room.tax.fields.keep_button.click()
    assert room.tax.told is not None
    assert room.tax.told.page.plan is None


# --- idle cash, customers, own past ---


def test_idle_cash_follows_cushion_and_rate(
    window: Window, room: OutlookRoom, read: Book, planted: tuple[str, Path], qtbot: QtBot
) -> None:
    _page(window, "idle_cash", qtbot)
    page = room.idle_cash
    assert page.found == idle_cash.read(read)
    page.cushion.setText("800")
    page.rate.setText("2.5")
    page.keep_button.click()
    settle(window, qtbot)
    found = page.found
    assert found is not None
    assert (found.cushion, found.rate) == (80_000, Decimal("2.5"))
    assert tuple(page.model.rows) == found.spans
    assert page.answer.isVisible()
    span = found.asked[30]
    money = window.session.localised.money(span.idle, found.currency)
    assert (money in page.answer.text()) is bool(span.idle)
    book = _kept(window, planted[1], qtbot)
    assert idle_cash.read(book) == found
    books.close(book)


def test_customers_are_the_services_by_group(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "customers", qtbot)
    page, expected = room.customers, customers.read(read)
    assert page.page == expected
    assert tuple(page.model.rows) == expected.customers
    for number, segment in enumerate(Segment, 1):
        page.segments.selectRow(number)
        assert tuple(page.model.rows) == expected.of(segment)
        assert page.save_button.isEnabled() == bool(expected.of(segment))
    page.percent.setText("10")
    qtbot.waitUntil(lambda: not page._soon.isActive())
    settle(window, qtbot)
    found = customers.read(read, discount=Decimal(10)).discount
    assert page.page == dataclasses.replace(expected, discount=found)
    assert found is not None
    assert found.more_goods is not None
    assert window.session.localised.decimal(found.more_goods) in page.discount.text()


def test_where_nobody_is_gone_the_slipping_are_named(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "customers", qtbot)
    page, found = room.customers, customers.read(read)
    slipping = [dataclasses.replace(each, segment=Segment.SLIPPING) for each in found.customers]
    page._show(dataclasses.replace(found, customers=tuple(slipping)))
    page.segments.selectRow(1 + list(Segment).index(Segment.GONE))
    assert not page.model.rows
    assert slipping[0].name in page.shown._text.text()
    page._show(dataclasses.replace(found, customers=()))
    assert slipping[0].name not in page.shown._text.text()


def test_it_is_said_where_the_books_have_only_part_of_the_year_before(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "customers", qtbot)
    found = customers.read(read)
    assert found.begins is not None
    page, month = room.customers, window.session.localised.month(found.begins)
    texts = [label.text() for label in page.kinds.findChildren(QLabel)]
    assert any(month in text for text in texts) is found.partly_before


def test_a_list_is_written_where_the_owner_says(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot, tmp_path: Path
) -> None:
    _page(window, "customers", qtbot)
    page = room.customers
    page.segments.selectRow(1 + list(Segment).index(Segment.REGULAR))
    page.save(tmp_path / "list.csv")
    settle(window, qtbot)
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as stream:
        names = [row[0] for row in csv.reader(stream)][1:]
    assert names == [each.name for each in customers.read(read).of(Segment.REGULAR)]


def test_a_customer_leads_to_its_entries(window: Window, room: OutlookRoom, qtbot: QtBot) -> None:
    _page(window, "customers", qtbot)
    room.customers.table.selectRow(0)
    with qtbot.waitSignal(room.party_asked) as asked:
        QTest.keyClick(room.customers.table, Qt.Key.Key_Return)
    assert asked.args == [room.customers.model.rows[0].name]
    assert window.workspace.room == "books"


def test_own_past_is_the_services(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "own_past", qtbot)
    found = own_past.read(read)
    assert room.own_past.found == found
    assert found.last is not None
    assert tuple(room.own_past.last.model.rows) == found.last.benchmarks
    assert found.present is not None
    assert found.present.margin_runs
    running = outlook_words.told(window.session, "benchmarks.running")
    assert running in room.own_past.present.basis.text()
    assert running not in room.own_past.last.basis.text()
    row = next(n for n, each in enumerate(found.last.benchmarks) if each.account)
    room.own_past.last.table.selectRow(row)
    with qtbot.waitSignal(room.account_asked):
        QTest.keyClick(room.own_past.last.table, Qt.Key.Key_Return)
    assert window.workspace.room == "books"


# --- the room ---


def test_keys_lead_to_the_room_and_its_tabs(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    window.workspace.enter("books")
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.room == "outlook"
    for number in range(len(PAGES)):
        QTest.keyClick(
            window.focusWidget(), Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.AltModifier
        )
        settle(window, qtbot)
        assert room.place() == str(number)
        room.go_to("0")
        room.first_focus().setFocus()
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.room == "advisor"
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.room == "settings"


def test_a_place_that_cannot_be_read_is_passed_over(room: OutlookRoom) -> None:
    room.go_to("3")
    for untrusted in ("6", "-1", "x", ""):
        room.go_to(untrusted)
        assert room.place() == "3"


def test_nothing_of_a_book_stays_when_it_is_locked(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    for page in PAGES:
        _page(window, page, qtbot)
    room.forget()
    assert not room.what_if.model.rows
    assert room.what_if.form.lost.count() == 1
    assert not room.forecast.days.days_model.rows
    assert not room.customers.model.rows
    assert not room.tax.fields.account.count()
    assert not room.own_past.last.model.rows
    assert not room.idle_cash.model.rows


def test_a_new_book_says_what_is_missing(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(book=book)
    window.workspace.enter("outlook")
    settle(window, qtbot)
    room = window.workspace.outlook
    for page in PAGES:
        _page(window, page, qtbot)
    assert room.what_if.found is not None
    assert not room.idle_cash.model.rows
    assert room.idle_cash.told.text()
    assert room.customers.shown.currentWidget() is room.customers.shown.empty
    assert room.tax.shown.currentWidget() is room.tax.shown.empty


def test_what_is_kept_of_money_is_covered_too(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    fields = []
    for name in ("forecast", "idle_cash"):
        _page(window, name, qtbot)
        page = getattr(room, name)
        page.cushion.setText("800")
        page.keep_button.click()
        settle(window, qtbot)
        fields.append(page.cushion)
    window.session.toggle_amounts()
    for name, field in zip(("forecast", "idle_cash"), fields, strict=True):
        _page(window, name, qtbot)
        assert not field.displayText()
        assert field.placeholderText() == HIDDEN
        assert field.minor(window.session.currency) == 80_000
        page = getattr(room, name)
        page.keep_button.click()
        settle(window, qtbot)
        assert field.minor(window.session.currency) == 80_000
        QTest.keyClicks(field, "7")
        assert field.displayText() == "7"
        assert field.minor(window.session.currency) == 700
        QTest.keyClick(field, Qt.Key.Key_Backspace)
        assert field.minor(window.session.currency) == 0
        page.refresh()
        window.workspace.outlook.tabs.setFocus()
    window.session.toggle_amounts()
    for name, field in zip(("forecast", "idle_cash"), fields, strict=True):
        _page(window, name, qtbot)
        assert field.displayText().startswith("800")


def test_both_totals_of_customers_name_their_months(
    window: Window, room: OutlookRoom, read: Book, qtbot: QtBot
) -> None:
    _page(window, "customers", qtbot)
    found, localised = customers.read(read), window.session.localised
    sums, kinds = room.customers.sums, room.customers.kinds
    for card, since in ((sums, found.since), (kinds, found.kinds_since)):
        assert localised.month(since) in card.heading.text()
        assert localised.day(found.today) in card.heading.text()


def test_a_discount_that_cannot_be_is_told_as_an_error(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    _page(window, "customers", qtbot)
    page = room.customers
    for wrong in ("many", "150"):
        page.percent.setText(wrong)
        qtbot.waitUntil(lambda: not page._soon.isActive())
        settle(window, qtbot)
        assert page.discount.property("role") == "negative"
        assert wrong in page.discount.text()
    page.percent.setText("10")
    qtbot.waitUntil(lambda: not page._soon.isActive())
    settle(window, qtbot)
    assert not page.discount.property("role")


def test_in_the_smallest_window_it_is_still_told_what_idle_money_would_earn(
    window: Window, room: OutlookRoom, qtbot: QtBot
) -> None:
    window.resize(900, 600)
    _page(window, "idle_cash", qtbot)
    titles = [column.title for column in room.idle_cash.model.columns]
    earns = titles.index(outlook_words.head(window.session, "earns"))
    assert not room.idle_cash.table.isColumnHidden(earns)

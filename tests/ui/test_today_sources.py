"""Each figure of Today leads to where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services import schedules
from cfo_desktop.services import today
from cfo_desktop.ui.screens.today import Today
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock


def _link(room: Today, start: str) -> QPushButton:
    return next(
        button
        for button in room.findChildren(QPushButton)
        if button.text().startswith(start)
        and button.property("role") == "source"
        and button.isVisible()
    )


@pytest.fixture
def trading_book(book: Path) -> Path:
    """Sales on two days, one of them an invoice, and rent that repeats: due and to come."""
    opened = books.open_book(book, passphrase=PASSPHRASE)
    for day, text, debit, amount in (
        ("2026-11-23", "Till", "1010", "120.00"),
        ("2026-11-23", "Invoice 7", "1100", "900.00"),
        ("2026-11-20", "Till", "1010", "80.00"),
    ):
        draft = entries.simple(
            opened,
            day=dt.date.fromisoformat(day),
            narration=text,
            party="",
            debits=[(debit, amount)],
            credits=[("4010", amount)],
        )
        entries.post(opened, draft=draft)
    rent = entries.simple(
        opened,
        day=dt.date(2026, 11, 22),
        narration="Rent",
        party="Landlord",
        debits=[("6110", "300")],
        credits=[("1010", "300")],
    )
    for first in (dt.date(2026, 11, 22), dt.date(2026, 12, 1)):
        schedules.add(opened, rhythm=Rhythm(Every.MONTHLY, first), draft=rent)
    books.close(opened)
    return book


@pytest.fixture
def window(open_window: Opener, trading_book: Path) -> Window:
    return open_window(book=trading_book)


def test_takings_lead_to_the_sales_that_add_up_to_them(window: Window, qtbot: QtBot) -> None:
    room, books_room = window.workspace.today, window.workspace.books
    assert room.figures is not None
    for name, span in (("Today", "day"), ("This month", "month")):
        window.workspace.enter("today")
        _link(room, name).click()
        settle(window, qtbot)
        assert window.workspace.room == "books"
        assert books_room.pane.selection.account == "4010"
        rows = [
            books_room.entries_model.row_at(n) for n in range(books_room.entries_model.rowCount())
        ]
        moved = sum(
            -line.value.minor
            for row in rows
            if row is not None
            for line in row.entry.draft.postings
            if line.account == "4010"
        )
        taken = next(each for key, each in room.figures.takings.items() if key == span)
        assert moved == taken.now > 0
    assert "Sales paid at once" in books_room.pane.filter_text.text()


def test_an_entry_leads_to_itself(window: Window, qtbot: QtBot) -> None:
    _link(window.workspace.today, "3 Nov 2026").click()
    settle(window, qtbot)
    assert window.workspace.room == "books"
    assert window.workspace.books.pane.chosen_entry == 2
    assert "Cleaning" in window.workspace.books.detail_text.text()


def test_an_account_shows_its_own_entries_the_first_time(window: Window, qtbot: QtBot) -> None:
    _link(window.workspace.today, "Cash in the till").click()
    settle(window, qtbot)
    books_room = window.workspace.books
    assert books_room.pane.selection.account == "1010"
    assert books_room.entries_model.rowCount() == 5


def test_what_waits_leads_to_its_own_tab(window: Window, qtbot: QtBot) -> None:
    _link(window.workspace.today, "Payments to sort").click()
    settle(window, qtbot)
    assert (window.workspace.room, window.workspace.imports.place()) == ("imports", "1")
    window.workspace.today.show_files(2)
    window.workspace.enter("today")
    settle(window, qtbot)
    assert ("Files to look at", "2") in window.workspace.today.review.lines
    _link(window.workspace.today, "Files to look at").click()
    assert (window.workspace.room, window.workspace.imports.place()) == ("imports", "0")


def test_what_repeats_is_told_before_it_is_due(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.today
    names = [name for name, _ in room.repeats.lines]
    assert names == [
        "Due: 1",
        "22 Nov 2026  Landlord",
        "In the next 14 days: 1",
        "1 Dec 2026  Landlord",
    ]
    _link(room, "1 Dec 2026").click()
    settle(window, qtbot)
    assert window.workspace.room == "money"
    assert window.workspace.money.lists.currentWidget() is window.workspace.money.due


def test_a_book_without_a_backup_says_so(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    room = window.workspace.today
    assert ("Backup", "none made yet") in room.review.lines
    _link(room, "Backup").click()
    settle(window, qtbot)
    assert window.workspace.room == "settings"
    assert window.workspace.settings.stack.currentWidget() is window.workspace.settings.backup
    from cfo_desktop.ui import settings_verbs

    window.session.run(settings_verbs.back_up_to(tmp_path / "a.cfobackup"), owner=window)
    settle(window, qtbot)
    window.workspace.enter("today")
    settle(window, qtbot)
    assert not [name for name, _ in room.review.lines if name == "Backup"]


def test_a_shop_with_two_kinds_of_sales_is_shown_both(trading_book: Path) -> None:
    opened = books.open_book(trading_book, passphrase=PASSPHRASE)
    assert today.read(opened).sales_account == "4010"
    draft = entries.simple(
        opened,
        day=dt.date(2026, 11, 23),
        narration="Repairs",
        party="",
        debits=[("1010", "5")],
        credits=[("4020", "5")],
    )
    assert Money("GBP", 500) == draft.postings[0].amount
    entries.post(opened, draft=draft)
    assert today.read(opened).sales_account is None
    books.close(opened)


def test_pictures_of_today(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, demo_book: tuple[str, Path]
) -> None:
    unlock(demo_window, demo_book[1], demo.PASSPHRASE, qtbot)
    demo_window.workspace.today.show_files(2)
    shoot("45-today-sources")
    demo_window.resize(900, 600)
    room = demo_window.workspace.today
    room.scroll_area.ensureWidgetVisible(room.latest)
    shoot("46-today-sources-small")
    _link(room, room.takings.lines[0][0]).click()
    shoot("47-takings-of-a-day")

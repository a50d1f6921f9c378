"""Takes pictures of the room for money in and out, in both languages and colours: look at them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import entries
from cfo_desktop.services import schedules
from cfo_desktop.ui.window import Window
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

TEXTS = {
    "en": (("Rent of the shop", "Marlow Estates"), ("Wages of November", "")),
    "zh_CN": (("店铺房租", "和平物业"), ("十一月工资", "")),
}


@pytest.fixture
def repeating_book(demo_book: tuple[str, Path], tmp_path: Path) -> Path:
    """The demo shop with rent and wages that repeat, and are due."""
    language, folder = demo_book
    copy = Path(shutil.copytree(folder, tmp_path / "Demo"))
    book = books.open_book(copy, passphrase=demo.PASSPHRASE)
    bank = accounts.with_role(book, role=Role.BANK).code
    for (text, party), role, amount, first in zip(
        TEXTS[language],
        (Role.RENT, Role.WAGES),
        ("850.00", "2400.00"),
        (dt.date(2026, 11, 1), dt.date(2026, 8, 31)),
        strict=True,
    ):
        account = accounts.with_role(book, role=role).code
        draft = entries.simple(
            book, day=first, narration=text, party=party,
            debits=[(account, amount)], credits=[(bank, amount)],
        )  # fmt: skip
        schedules.add(book, rhythm=Rhythm(Every.MONTHLY, first), draft=draft)
    schedules.pause(book, number=1, paused=True)
    schedules.set_automatic(book, number=2, automatic=True)
    books.close(book)
    return copy


def test_money_in_and_out(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, repeating_book: Path
) -> None:
    unlock(demo_window, repeating_book, demo.PASSPHRASE, qtbot)
    place = demo_window.workspace
    place.enter("money")
    settle(demo_window, qtbot)
    room = place.money
    room.form.amount.setText("12+8.5")
    shoot("60-money-due")
    room.tabs.setCurrentIndex(2)
    for number in range(1, 7):
        room._go_to(number)
        shoot(f"6{number}-money-{room.kinds[number]}")
    room._go_to(2)
    payee = room._desk.history.names(room.kinds[2])[0]
    room.form.party.setText(payee)
    if not room.form.account.code():
        room.form.account.choose(accounts_of(room)[0])
    room.tabs.setCurrentIndex(0)
    shoot("67-money-expense")
    room.form._ask_repeat()
    shoot("68-repeats")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    room.form._post()
    settle(demo_window, qtbot)
    demo_window.resize(900, 600)
    shoot("69-money-posted-small")
    room.tabs.setCurrentIndex(1)
    shoot("70-money-due-small")
    room.show_journal()
    shoot("71-journal-small")
    demo_window.resize(1366, 768)
    room.show_quick()
    room.tabs.setCurrentIndex(2)
    shoot("72-money-wide")


def test_an_empty_book(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, tmp_path: Path
) -> None:
    chinese = demo_window.session.language == "zh_CN"
    made, _ = books.create(
        tmp_path / "New",
        name="新店" if chinese else "New Shop",
        chart="cn-small-enterprise" if chinese else "shop",
        currency="CNY" if chinese else "GBP",
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    books.close(made)
    unlock(demo_window, tmp_path / "New", PASSPHRASE, qtbot)
    demo_window.workspace.enter("money")
    shoot("73-money-empty")
    for number, name in ((1, "due"), (2, "repeats")):
        demo_window.workspace.money.tabs.setCurrentIndex(number)
        shoot(f"74-money-empty-{name}")


def accounts_of(room: object) -> list[str]:
    """Return the codes offered at “what for”."""
    box = room.form.account  # type: ignore[attr-defined]
    return [str(box.itemData(row)) for row in range(box.count())]

"""Takes a picture of every screen, in both languages and colours: look at them.

They lie in the folder named by CFO_PICTURES, else in this test's temporary folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.ui.window import Window
from tests.ui import review_book
from tests.ui.conftest import PASSPHRASE
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock
from tests.ui.pictures import PICTURES
from tests.ui.pictures import clipped

UNKNOWN = {
    "en": "Harbour Credit Union;;;;;\nWhen;Whom;What for;Way;How much;Left\n"
    "03.11.2026;Tolbeck Dairy;Invoice 5512;left;438,75;3.211,25\n"
    "04.11.2026;Card takings;Week 44;arrived;2.184,35;5.395,60\n"
    "05.11.2026;Northern Power;Customer 100 882 331;left;121,04;5.274,56\n"
    "06.11.2026;Kite Insurance;Shop cover;left;soon;5.274,56\n",
    "zh_CN": "海港信用社,,,,,\n哪天,给谁,为何,去向,多少,剩余\n"
    "2026-11-03,春田乳品厂,发票 5512,划走,438.75,3211.25\n"
    "2026-11-04,刷卡营业款,第 44 周,到账,2184.35,5395.60\n"
    "2026-11-05,北区供电局,户号 100882331,划走,121.04,5274.56\n"
    "2026-11-06,风筝保险,店铺保险,划走,待定,5274.56\n",
}
"""Tables whose columns no reader knows."""
SAMPLES = {"en": "bank-statement.csv", "zh_CN": "银行流水.csv"}


def test_pages_before_the_book(demo_window: Window, shoot: Callable[[str], None]) -> None:
    gate = demo_window.gate
    shoot("01-welcome")
    gate.welcome.new_asked.emit()
    gate.new_book.name.setText("Harbour Corner Shop")
    gate.new_book.passphrase.first.setText("correct horse battery")
    gate.new_book.passphrase.again.setText("correct house")
    shoot("02-new-book")
    gate._show(gate.recovery_code)
    gate.recovery_code.show_code("-".join(f"{number * 11:06d}" for number in range(9000, 9008)))
    shoot("03-recovery-code")
    gate.ask_for(paths.books_dir() / "Harbour Corner Shop")
    gate.unlock.passphrase.setText("wrong")
    gate.unlock.unlock.click()
    shoot("04-unlock")
    gate.unlock.forgotten.emit(paths.books_dir() / "Harbour Corner Shop")
    shoot("05-recover")
    gate.start()
    gate.welcome.restore_asked.emit()
    shoot("06-restore")


def test_rooms(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, demo_book: tuple[str, Path]
) -> None:
    language, folder = demo_book
    unlock(demo_window, folder, demo.PASSPHRASE, qtbot)
    shoot("09-today")
    demo_window.workspace.enter("books")
    shoot("10-books")
    place = demo_window.workspace
    cash = next(row.account.code for row in place.books.accounts_model.rows if row.account)
    place.books.show_account(cash)
    settle(demo_window, qtbot)
    place.books.entries.selectRow(2)
    shoot("11-books-account")
    place.books.reverse_button.click()
    shoot("12-reverse")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    place.books.reconcile_button.click()
    shoot("28-reconcile")
    place.enter("add_entry")
    settle(demo_window, qtbot)
    first, second = place.money.journal.lines.lines
    place.money.journal.narration.setText("Shelves, 架子")
    first.account.setCurrentIndex(40)
    first.debit.setText("1,250.40")
    second.account.setCurrentIndex(0)
    second.credit.setText("1000")
    shoot("13-add-entry")
    place.enter("imports")
    shoot("14-imports")
    place.take_files([paths.assets() / "samples" / SAMPLES[language]])
    shoot("15-preview")
    place.imports.files.preview.cancelled.emit()
    place.enter("review")
    settle(demo_window, qtbot)
    place.imports.sorting.model.setData(place.imports.sorting.model.index(0, 4), cash)
    shoot("16-review")
    place.enter("reports")
    for tab, name in enumerate(("17-income", "18-balance-sheet", "19-cash-flow")):
        place.reports.tabs.setCurrentIndex(tab)
        shoot(name)
    place.enter("settings")
    settle(demo_window, qtbot)
    shoot("20-settings")
    place.settings.book.care.verify_button.click()
    settle(demo_window, qtbot)
    scroll = place.settings.book
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    shoot("21-controls")


@pytest.fixture(scope="module")
def book_to_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_book.make(tmp_path_factory.mktemp("review"))


def test_review(
    demo_window: Window, shoot: Callable[[str], None], qtbot: QtBot, book_to_review: Path
) -> None:
    unlock(demo_window, book_to_review, PASSPHRASE, qtbot)
    place = demo_window.workspace
    place.enter("review")
    room = place.imports
    for tab, name in enumerate(("24-sorting", "25-pairs", "26-guesses")):
        room.tabs.setCurrentIndex(tab + 1)
        shoot(name)
    room.tabs.setCurrentIndex(4)
    settle(demo_window, qtbot)
    room.rules.contains.setText("槐树粮油")
    room.rules.account.choose("3020")
    room.rules.test_button.click()
    shoot("27-rules")


def test_columns(
    demo_window: Window,
    shoot: Callable[[str], None],
    qtbot: QtBot,
    demo_book: tuple[str, Path],
    tmp_path: Path,
) -> None:
    """The mapping of a table that no format fits, with a column that tells the direction."""
    language, folder = demo_book
    unlock(demo_window, folder, demo.PASSPHRASE, qtbot)
    file = tmp_path / ("till-2026-11.csv" if language == "en" else "收银 2026-11.csv")
    file.write_text(UNKNOWN[language], encoding="utf-8")
    place = demo_window.workspace
    place.enter("imports")
    place.take_files([file])
    shoot("22-preview-unknown")
    place.imports.files.preview.columns_button.click()
    settle(demo_window, qtbot)
    shoot("23-columns")
    screen = place.imports.files.mapping
    screen.choosers.chosen.emit(3, "direction")
    screen.word_in.setText("arrived" if language == "en" else "到账")
    screen.word_in.textEdited.emit("")
    qtbot.waitUntil(lambda: not screen._later.isActive())
    shoot("24-columns-direction")


def test_clipping_is_noticed(demo_window: Window, shoot: Callable[[str], None]) -> None:
    button = demo_window.gate.welcome.new_button
    button.setFixedWidth(20)
    QApplication.processEvents()
    assert clipped(demo_window) == [button.text()]


def test_empty_book(open_window: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    made, _ = books.create(
        tmp_path / "b", name="B", chart="shop", currency="GBP", passphrase=demo.PASSPHRASE,
        cost=books.FLOOR_COST,
    )  # fmt: skip
    books.close(made)
    window = open_window()
    unlock(window, tmp_path / "b", demo.PASSPHRASE, qtbot)
    settle(window, qtbot)
    folder = Path(PICTURES) if PICTURES else tmp_path
    window.workspace.enter("books")
    settle(window, qtbot)
    window.grab().save(str(folder / "30-empty-books-en-light.png"))
    assert window.workspace.books.register.currentWidget() is window.workspace.books.register.empty
    window.workspace.enter("review")
    settle(window, qtbot)
    window.grab().save(str(folder / "31-empty-review-en-light.png"))
    shown = window.workspace.imports.sorting.shown
    assert shown.currentWidget() is shown.empty

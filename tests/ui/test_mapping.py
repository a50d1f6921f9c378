"""Mapping a table in the window: chosen over its columns, read at once, kept, known again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.mapping import DateOrder
from cfo_desktop.domain.mapping import Use
from cfo_desktop.ui.screens.mapping import MappingScreen
from cfo_desktop.ui.window import Window
from tests.statements.samples import ALIPAY_HEAD
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.test_translations import english_in

LEFT = Qt.MouseButton.LeftButton
TEXT = (
    "Kontor;Ledger;;;\n"
    "Tag;Wer;Was;Wieviel;Rest\n"
    "03.11.2026;Tolbeck Dairy;Inv 55;-438,75;3.211,25\n"
    "04.11.2026;Card takings;;2.184,35;5.395,60\n"
    "05.11.2026;Milk;Inv 56;-5,60;5.390,00\n"
    "06.11.2026;Odd;Row;viel;5.390,00\n"
)


@pytest.fixture
def window(open_window: Opener, book: Path) -> Window:
    return open_window(book=book)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "export 2026-11.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def opened(window: Window, qtbot: QtBot, path: Path) -> MappingScreen:
    """Take a file, find it refused, and press what its message names."""
    window.workspace.take_files([path])
    settle(window, qtbot)
    room = window.workspace.imports.files
    QTest.mouseClick(room.preview.columns_button, LEFT)
    settle(window, qtbot)
    assert room.stack.currentWidget() is room.mapping
    return room.mapping


def choose(screen: MappingScreen, column: int, use: Use) -> None:
    """Choose by the keyboard what a column holds."""
    box = screen.choosers.boxes[column]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    shown = box.view()
    assert shown.isVisible()
    steps = list(Use).index(use) - box.currentIndex()
    for _ in range(abs(steps)):
        QTest.keyClick(shown, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert not shown.isVisible()
    assert box.currentIndex() == list(Use).index(use)


def read(window: Window, screen: MappingScreen, qtbot: QtBot) -> list[tuple[str, str]]:
    """Wait for the rows and return each one's state and amount."""
    qtbot.waitUntil(lambda: not screen._later.isActive())
    settle(window, qtbot)
    shown = [[screen.model.index(row, col).data() for col in (0, 4)]
             for row in range(screen.model.rowCount())]  # fmt: skip
    return [(state, amount) for state, amount in shown]


def test_a_refused_table_is_mapped_kept_and_imported(
    window: Window, qtbot: QtBot, export: Path
) -> None:
    window.workspace.take_files([export])
    settle(window, qtbot)
    room = window.workspace.imports.files
    assert "Columns…" in room.preview.faults.text()
    assert not room.preview.import_button.isEnabled()
    screen = opened(window, qtbot, export)
    assert screen.heading.text() == "Columns of export 2026-11.csv"
    assert screen.name.text() == "export"
    uses = [box.currentText() for box in screen.choosers.boxes]
    assert uses == ["Date", "Text", "Text", "Amount", "Balance"]
    assert screen.header_row.value() == 2
    assert read(window, screen, qtbot) == [
        ("Rejected", ""),
        ("Movement", "−438.75"),
        ("Movement", "2,184.35"),
        ("Movement", "−5.60"),
    ]
    assert screen.counts.text() == "4 rows read = 3 movements + 0 skipped + 1 rejected"
    assert screen.counts.property("role") == "negative"
    choose(screen, 1, Use.PARTY)
    choose(screen, 2, Use.REFERENCE)
    choose(screen, 2, Use.TEXT)
    read(window, screen, qtbot)
    assert screen.model.index(1, 3).data() == "Tolbeck Dairy · Inv 55"
    screen.name.setText("Corner bank")
    QTest.keyClick(screen.name, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert room.stack.currentWidget() is room.preview
    assert window.message.text == "“Corner bank” was saved."
    assert room.preview.import_button.text() == "Import (3)"
    QTest.mouseClick(room.preview.import_button, LEFT)
    settle(window, qtbot)
    assert len(room.batches_model.rows) == 1


def test_a_saved_one_comes_back_as_it_was(window: Window, qtbot: QtBot, export: Path) -> None:
    screen = opened(window, qtbot, export)
    choose(screen, 1, Use.PARTY)
    screen.sign.setCurrentIndex(1)
    screen.sign.activated.emit(1)
    read(window, screen, qtbot)
    QTest.mouseClick(screen.use_button, LEFT)
    settle(window, qtbot)
    again = opened(window, qtbot, export)
    assert again.choosers.boxes[1].currentText() == "Payee"
    assert again.sign.currentIndex() == 1
    assert read(window, again, qtbot)[1] == ("Movement", "438.75")


def test_what_is_chosen_twice_moves(window: Window, qtbot: QtBot, export: Path) -> None:
    screen = opened(window, qtbot, export)
    choose(screen, 4, Use.AMOUNT)
    assert screen.choosers.boxes[3].currentText() == "Ignore"
    choose(screen, 3, Use.MONEY_OUT)
    assert screen.choosers.boxes[4].currentText() == "Ignore"
    read(window, screen, qtbot)
    assert screen.use_button.isEnabled()
    choose(screen, 0, Use.IGNORE)
    assert read(window, screen, qtbot) == []
    assert screen.counts.text() == "Say which column holds the date."
    assert not screen.use_button.isEnabled()


def test_dates_decimals_currency_and_header_are_chosen(
    window: Window, qtbot: QtBot, export: Path
) -> None:
    screen = opened(window, qtbot, export)
    assert screen.dates.currentData() == DateOrder.DMY.value
    screen.dates.setCurrentIndex(screen.dates.findData(DateOrder.MDY.value))
    screen.dates.activated.emit(1)
    read(window, screen, qtbot)
    assert screen.model.index(1, 2).data() == "11 Mar 2026"
    screen.decimal.setCurrentIndex(0)
    screen.decimal.activated.emit(0)
    assert [state for state, _ in read(window, screen, qtbot)] == ["Rejected"] * 4
    screen.decimal.setCurrentIndex(1)
    screen.decimal.activated.emit(1)
    QTest.keyClicks(screen.currency, "chf")
    assert ("Movement", "CHF\N{NO-BREAK SPACE}−5.60") in read(window, screen, qtbot)
    screen.currency.clear()
    QTest.keyClicks(screen.currency, "qqq")
    assert read(window, screen, qtbot) == []
    assert "QQQ" in screen.counts.text()
    screen.header_row.setValue(0)
    settle(window, qtbot)
    assert [column.title for column in screen.sample_model.columns][1] == "Column 1"
    assert screen.name.text() == "export"


def test_words_of_a_direction_are_asked_for_where_there_is_one(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tag,Weg,Wieviel\n2026-11-03,hin,5.00\n2026-11-04,her,7.00\n")
    screen = opened(window, qtbot, path)
    assert not screen.word_in.isVisible()
    choose(screen, 1, Use.DIRECTION)
    assert screen.word_in.isVisible()
    assert [state for state, _ in read(window, screen, qtbot)] == ["Rejected"] * 2
    QTest.keyClicks(screen.word_in, "her, dazu")
    QTest.keyClicks(screen.word_out, "hin")
    assert [amount for _, amount in read(window, screen, qtbot)] == ["−5.00", "7.00"]


def test_the_keyboard_goes_from_column_to_column(
    window: Window, qtbot: QtBot, export: Path
) -> None:
    screen = opened(window, qtbot, export)
    boxes = screen.choosers.boxes
    assert QApplication.focusWidget() is boxes[0]
    for after in (*boxes[1:], screen.sample, screen.header_row):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is after
    assert [box.accessibleName() for box in boxes[:2]] == ["What “Tag” holds", "What “Wer” holds"]
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    room = window.workspace.imports.files
    assert room.stack.currentWidget() is room.preview
    assert QApplication.focusWidget() is room.preview.columns_button


def test_choosers_stand_over_their_columns(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    names = [f"Spalte{chr(65 + number)}" for number in range(18)]
    rows = [["2026-11-03", "-5.00", *["Füllung und mehr"] * 16] for _ in range(30)]
    path.write_text("\n".join(";".join(row) for row in [names, *rows]) + "\n")
    screen = opened(window, qtbot, path)

    def over(number: int) -> bool:
        box = screen.choosers.boxes[number]
        left = screen.sample.viewport().mapToGlobal(
            screen.sample.viewport().rect().topLeft()
        ).x() + screen.sample.columnViewportPosition(number + 1)
        return box.mapToGlobal(box.rect().topLeft()).x() == left

    assert all(over(number) for number in range(18))
    screen.choosers.boxes[17].setFocus()
    QApplication.processEvents()
    assert screen.sample.horizontalScrollBar().value() > 0
    assert all(over(number) for number in range(18))


def test_what_needs_no_mapping_or_is_no_table_stays_where_it_was(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "wallet.csv"
    head = ALIPAY_HEAD + "\n"
    row = "2026-11-03 10:00:00,餐饮美食,店,a,饭,支出,5.00,余额,交易成功,1,2,,\n"
    path.write_bytes((head + row).encode("gb18030"))
    room = window.workspace.imports.files
    window.workspace.take_files([path])
    settle(window, qtbot)
    QTest.mouseClick(room.preview.columns_button, LEFT)
    settle(window, qtbot)
    assert room.stack.currentWidget() is room.preview
    assert "known export" in window.message.text
    words = tmp_path / "words.csv"
    words.write_text("only words\n")
    window.workspace.take_files([words])
    settle(window, qtbot)
    assert not room.preview.columns_button.isVisible()


def test_a_table_in_an_archive_is_mapped(
    window: Window, qtbot: QtBot, export: Path, tmp_path: Path
) -> None:
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(export, "november.csv")
    screen = opened(window, qtbot, path)
    assert [state for state, _ in read(window, screen, qtbot)].count("Movement") == 3
    QTest.mouseClick(screen.use_button, LEFT)
    settle(window, qtbot)
    assert window.workspace.imports.files.preview.import_button.text() == "Import (3)"


def test_a_name_taken_by_the_same_columns_is_told(
    window: Window, qtbot: QtBot, export: Path
) -> None:
    screen = opened(window, qtbot, export)
    QTest.mouseClick(screen.use_button, LEFT)
    settle(window, qtbot)
    screen = opened(window, qtbot, export)
    screen.name.setText("Other")
    QTest.mouseClick(screen.use_button, LEFT)
    settle(window, qtbot)
    assert "“export” is saved for the same columns" in window.message.text
    assert screen.isEnabled()
    screen.name.clear()
    assert not screen.use_button.isEnabled()


def test_the_screen_speaks_chinese(
    open_window: Opener, qtbot: QtBot, book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("甲,乙,丙\n2026-11-03,进,5.00\n2026-11-04,出,7.00\n2026-11-05,?,7.00\n")
    window = open_window(language="zh_CN", book=book)
    screen = opened(window, qtbot, path)
    choose(screen, 1, Use.DIRECTION)
    assert [state for state, _ in read(window, screen, qtbot)] == ["拒绝", "收支", "收支"]
    assert english_in(screen) == set()

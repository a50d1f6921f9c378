"""The reports over a real book: periods, comparisons, the entries of a figure, paper and PDF."""

from __future__ import annotations

import dataclasses
import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base import settings as settings_file
from cfo_desktop.services import demo
from cfo_desktop.ui import printing
from cfo_desktop.ui.screens.reports import Reports
from cfo_desktop.ui.tables import breakdown as breakdown_table
from cfo_desktop.ui.tables import statements as statements_table
from cfo_desktop.ui.tables.statements import Compare
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock
from tests.ui.pictures import PICTURES

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window: Opener, book: Path) -> Window:
    return open_window(book=book)


def enter(window: Window, qtbot: QtBot) -> Reports:
    window.workspace.enter("reports")
    settle(window, qtbot)
    return window.workspace.reports


def row_of(room: Reports, name: str) -> int:
    return [row.name.strip() for row in room.model.rows].index(name)


def drill(room: Reports, window: Window, qtbot: QtBot, row: int, column: int = 1) -> None:
    room.table.setCurrentIndex(room.model.index(row, column))
    QTest.keyClick(room.table, Qt.Key.Key_Return)
    settle(window, qtbot)


def test_periods_go_by_keys_and_by_kind(window: Window, qtbot: QtBot) -> None:
    room = enter(window, qtbot)
    picker = room.picker
    assert picker.period.currentText() == "November 2026"
    assert not picker.later.isEnabled()
    QTest.keyClick(room.table, Qt.Key.Key_PageUp)
    settle(window, qtbot)
    assert picker.period.currentText() == "October 2026"
    assert room.shown.currentWidget() is room.shown.empty
    QTest.keyClick(room.picker.kind, Qt.Key.Key_PageDown)
    settle(window, qtbot)
    assert picker.period.currentText() == "November 2026"
    for kind, name, months in (
        ("Quarter", "October – December 2026", 3),
        ("Year", "January – December 2026", 12),
        ("Year so far", "January – November 2026", 11),
    ):
        picker.kind.setCurrentText(kind)
        settle(window, qtbot)
        assert (picker.period.currentText(), picker.chosen().months) == (name, months)
        assert room.model.rows[-1].name == "Loss for the period"
        assert room.model.rows[-1].amounts == (-4250, 0, 0)


def test_the_comparison_is_the_owners_choice(window: Window, qtbot: QtBot) -> None:
    room = enter(window, qtbot)
    titles = [column.title for column in room.model.columns]
    assert titles == ["Line", "This month", "Month before", "Difference", "Change"]
    rent = row_of(room, "6110  Rent")
    shown = [str(room.model.index(rent, column).data()) for column in range(5)]
    assert shown[1:] == ["42.50", "0.00", "42.50", "new"]
    room.compare.setCurrentIndex(1)
    assert room.model.columns[2].title == "Year before"
    room.compare.setCurrentIndex(2)
    assert len(room.model.columns) == 2
    room.tabs.setCurrentIndex(1)
    assert room.model.columns[1].title == "30 Nov 2026"
    room.tabs.setCurrentIndex(3)
    assert [column.title for column in room.model.columns] == ["Account", "Debit", "Credit"]
    assert room.model.rows[-1].amounts == (50000, 0, 0)


@pytest.mark.parametrize(
    ("now", "then", "word"),
    [
        (150, 100, "+50%"),
        (50, 100, "−50%"),
        (-150, -100, ""),
        (5, 5, "same"),
        (5, 0, "new"),
        (0, 5, "−100%"),
        (5, -5, ""),
        (-5, 5, ""),
        (1000, 999, "0%"),
    ],
)
def test_a_change_is_said_in_per_cent_or_in_a_word(
    window: Window, now: int, then: int, word: str
) -> None:
    row = statements_table.StatementRow("Rent", (now, then, 0))
    assert statements_table._change(window.session, row, Compare.BEFORE.value) == word


def test_a_figure_leads_to_its_entries_and_on_to_the_books(window: Window, qtbot: QtBot) -> None:
    room = enter(window, qtbot)
    assert room.hint.isVisible()
    drill(room, window, qtbot, row_of(room, "6110  Rent"))
    assert room.pane.isVisible()
    assert [row.amount for row in room.pane.model.rows] == [4250]
    assert room.pane.total.text() == "Together GBP\N{NO-BREAK SPACE}42.50"
    QTest.keyClick(room.pane.table, Qt.Key.Key_Escape)
    assert not room.pane.isVisible()
    assert room.table.hasFocus()
    drill(room, window, qtbot, row_of(room, "6110  Rent"), statements_table.COMPARED)
    assert "1 Oct 2026 to 31 Oct 2026" in room.pane.about.text()
    assert not room.pane.open_button.isEnabled()
    drill(room, window, qtbot, row_of(room, "Loss for the month"))
    room.pane.table.selectRow(0)
    room.pane.table.setFocus()
    QTest.keyClick(room.pane.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.workspace.room == "books"


@pytest.mark.parametrize("tab", range(4))
def test_every_figure_on_the_screen_is_the_sum_of_its_entries(
    window: Window, qtbot: QtBot, tab: int
) -> None:
    room = enter(window, qtbot)
    room.tabs.setCurrentIndex(tab)
    settle(window, qtbot)
    for number, row in enumerate(list(room.model.rows)):
        if row.amounts is None or not (row.section or row.line):
            continue
        drill(room, window, qtbot, number)
        assert sum(share.amount for share in room.pane.model.rows) == row.amounts[0], row.name
        assert room.pane.title.text() == row.name.strip()


def test_the_models_keep_the_rules_of_qt(window: Window, qtbot: QtBot) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    room = enter(window, qtbot)
    testers = [QAbstractItemModelTester(model, mode) for model in (room.model, room.pane.model)]
    for tab in range(4):
        room.tabs.setCurrentIndex(tab)
        drill(room, window, qtbot, len(room.model.rows) - 1)
    for model in (room.model, room.pane.model):
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                said = index.data(Qt.ItemDataRole.AccessibleTextRole)
                assert said.startswith(f"{model.columns[column].title}: ")
                right = index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
                assert bool(right) == model.columns[column].number
    assert len(testers) == 2


def test_hidden_amounts_are_hidden_everywhere_and_come_back(window: Window, qtbot: QtBot) -> None:
    room = enter(window, qtbot)
    drill(room, window, qtbot, row_of(room, "6110  Rent"))
    modifier = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_H, modifier)
    settle(window, qtbot)
    assert settings_file.load().hide_amounts
    index = room.model.index(row_of(room, "6110  Rent"), 1)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    ):
        assert "42" not in index.data(role)
    assert index.data() == "••••"
    assert room.pane.total.text().endswith("••••")
    assert "42" not in room.pane.total.accessibleName()
    QTest.keyClick(window, Qt.Key.Key_H, modifier)
    settle(window, qtbot)
    assert index.data() == "42.50"
    assert room.pane.total.text().endswith("42.50")


def test_a_report_is_saved_where_the_last_one_lies_and_opened(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = enter(window, qtbot)
    asked: list[dict[str, object]] = []
    shown: list[Path] = []
    target = tmp_path / "november.pdf"

    def choose(_: object, **names: object) -> Path:
        asked.append(names)
        return target

    monkeypatch.setattr(pick, "target", choose)
    monkeypatch.setattr(pick, "show", shown.append)
    assert not room.saved.isVisible()
    for _ in range(2):
        QTest.mouseClick(room.save_button, LEFT)
        settle(window, qtbot)
    assert [names["start"] for names in asked] == [None, tmp_path]
    assert target.read_bytes().startswith(b"%PDF-")
    assert "november.pdf" in room.saved_text.text()
    QTest.mouseClick(room.open_button, LEFT)
    QTest.mouseClick(room.folder_button, LEFT)
    assert shown == [target, tmp_path]
    assert settings_file.load().report_folder == str(tmp_path)


def printed(sheet: printing.Sheet, path: Path) -> pypdfium2.PdfDocument:
    printer = printing.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.draw(sheet, printer)
    return pypdfium2.PdfDocument(path)


def test_a_printed_statement_holds_every_figure(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    room = enter(window, qtbot)
    sheet = room._sheet()
    text = printing.lay_out(sheet, printing.printer()).toPlainText().replace("\xa0", " ")
    for cell in (*sheet.columns, *(cell for row in sheet.rows for cell in row)):
        assert cell.strip() in text
    assert "6110  Rent" in text
    for words in ("Corner Shop", "Income statement", "November 2026"):
        assert words in text
    document = printed(sheet, tmp_path / "one.pdf")
    width, height = document[0].get_size()
    assert (len(document), round(width), round(height)) == (1, 595, 842)
    document.close()


def test_a_long_statement_goes_on_over_pages_and_cuts_no_row(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    room = enter(window, qtbot)
    rows = tuple((f"Row {number:03d} <b>&", f"{number}.00", "", "", "") for number in range(150))
    sheet = dataclasses.replace(
        room._sheet(), rows=rows, strong=frozenset({149}), headings=frozenset({0})
    )
    document = printing.lay_out(sheet, printing.printer())
    assert "Row 149 <b>&" in document.toPlainText().replace("\xa0", " ")
    height = document.pageSize().height()
    block = document.begin()
    while block.isValid():
        place = document.documentLayout().blockBoundingRect(block)
        assert place.top() // height == (place.bottom() - 1) // height, block.text()
        block = block.next()
    pdf = printed(sheet, tmp_path / "long.pdf")
    assert len(pdf) == document.pageCount() > 1
    pdf.close()


def test_pictures(
    demo_window: Window,
    shoot: Callable[[str], None],
    qtbot: QtBot,
    demo_book: tuple[str, Path],
    tmp_path: Path,
) -> None:
    _, folder = demo_book
    own = shutil.copytree(folder, tmp_path / "demo")
    unlock(demo_window, own, demo.PASSPHRASE, qtbot)
    room = enter(demo_window, qtbot)
    room.picker.step(-1)
    settle(demo_window, qtbot)
    for size in ((1366, 768), (900, 600)):
        demo_window.resize(*size)
        name = f"r{size[0]}"
        room._close_pane()
        room.compare.setCurrentIndex(0)
        for tab in range(4):
            room.tabs.setCurrentIndex(tab)
            shoot(f"{name}-tab{tab}")
        room.tabs.setCurrentIndex(0)
        drill(room, demo_window, qtbot, len(room.model.rows) - 1)
        shoot(f"{name}-drilled")
    room.picker.kind.setCurrentIndex(1)
    settle(demo_window, qtbot)
    shoot("r900-quarter")
    room._saved(tmp_path / "a folder" / "report 2026-10.pdf")
    shoot("r900-saved")
    settings = demo_window.session.settings
    out = Path(PICTURES or tmp_path) / f"r-print-{settings.language}-{settings.theme}.png"
    room.tabs.setCurrentIndex(1)
    document = printed(room._sheet(), tmp_path / "print.pdf")
    document[0].render(scale=1.6).to_pil().save(out)
    document.close()
    assert breakdown_table.model(demo_window.session).rowCount() == 0


def test_pictures_of_an_empty_book(
    open_window: Opener, empty_book: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(book=empty_book)
    room = enter(window, qtbot)
    assert room.shown.currentWidget() is room.shown.empty
    assert not room.print_button.isEnabled()
    window.grab().save(str(Path(PICTURES or tmp_path) / "r-empty.png"))


def test_the_print_preview_lives_as_long_as_it_is_open(
    open_window: Opener, qtbot: QtBot, book: Path
) -> None:
    window = open_window(book=book)
    window.workspace.enter("reports")
    settle(window, qtbot)
    window.workspace.reports.print_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QPrintPreviewDialog)
    gc.collect()  # what the dialog asks, and does not own, must still be there
    qtbot.wait(50)
    assert dialog.grab().save(str(book / "preview.png"))
    dialog.close()

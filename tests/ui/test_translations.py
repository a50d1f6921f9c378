"""Nothing is left untranslated, neither in the catalogue nor on the Chinese window."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtCore import QAbstractTableModel
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QComboBox
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cfo_desktop.base import paths
from cfo_desktop.ui import workspace
from cfo_desktop.ui.window import Window
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

CATALOGUE = paths.assets() / "i18n" / "cfo_zh_CN.ts"
SAMPLE = paths.assets() / "samples" / "银行流水.csv"
NO_LANGUAGE = {
    "Esc", "Del", "Alt",
    "CFO Desktop", "English", "Corner Shop", "Bright & Co", "CSV", "Excel", "OFX", "CAMT", "PDF",
    "QIF", "MT940", "ZIP", "GGUF", "csv", "xlsx", "Ctrl", "Shift", "PgUp", "PgDown", "Enter",
    "Opening float", "Cleaning",
    "DD 0041 TV licensing", "DD 0041 TV licens…",
}  # fmt: skip
"""Names, keys and formats that stay as they are, and what the book of these tests holds."""


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def test_every_text_is_translated_and_keeps_its_placeholders() -> None:
    for message in ET.parse(CATALOGUE).getroot().iter("message"):  # noqa: S314 - our own file
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"unfinished: {source}"
        text = translation.text or ""
        assert text.strip(), source
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", source)), source


def test_the_catalogue_is_that_of_the_sources(tmp_path: Path) -> None:
    """Collects the texts anew: run `packaging/translate.py` where this fails."""
    fresh = tmp_path / "cfo_zh_CN.ts"
    fresh.write_bytes(CATALOGUE.read_bytes())
    sources = sorted((paths.root() / "cfo_desktop" / "ui").rglob("*.py"))
    subprocess.run(
        [
            _tool("pyside6-lupdate"),
            *map(str, sources),
            *("-locations", "none", "-no-obsolete", "-ts", str(fresh)),
        ],
        check=True,
        capture_output=True,
    )
    assert _sources(fresh) == _sources(CATALOGUE)


def test_the_compiled_catalogue_is_that_of_the_texts(tmp_path: Path) -> None:
    compiled = tmp_path / "cfo.qm"
    subprocess.run(
        [_tool("pyside6-lrelease"), str(CATALOGUE), "-qm", str(compiled)],
        check=True,
        capture_output=True,
    )
    assert compiled.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes()


def test_the_catalogue_names_no_lines() -> None:
    assert "<location" not in CATALOGUE.read_text(encoding="utf-8")


def _sources(catalogue: Path) -> set[tuple[str, str]]:
    return {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(catalogue).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
    }


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield every text that a widget shows or tells a screen reader, except what was typed."""
    yield widget.accessibleName()
    yield widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text().replace("&&", "&")  # as a button shows it
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for column in range(columns):
        if columns > 1:
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 300)):
            yield str(model.index(row, column).data() or "")
            yield str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) or "")


def english_in(window: QWidget) -> set[str]:
    """Return the texts under ``window`` that hold a word of Latin letters which is no name."""
    found = set()
    for widget in [window, *window.findChildren(QWidget)]:
        for text in texts_of(widget):
            rest = re.sub(
                r"^(/|[A-Z]:\\|~).*|\b[0-9a-f]{16}\b", "", text
            )  # paths, the chain's link
            for name in sorted(NO_LANGUAGE, key=len, reverse=True):
                rest = rest.replace(name, "")
            words = re.findall(r"[A-Za-z]{2,}", rest)
            if [word for word in words if not _is_code(word)]:
                found.add(text)
    return found


def _is_code(word: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3}", word))  # of a currency


def test_gate_speaks_chinese(open_window: Opener) -> None:
    window = open_window(language="zh_CN")
    for page in (window.gate.new_book, window.gate.unlock, window.gate.restore):
        window.gate._show(page)
    window.gate.recovery_code.show_code("-".join(["000011"] * 8))
    window.gate.new_book.passphrase.first.setText("x")
    assert english_in(window.gate) == set()


def _visit(window: Window, qtbot: QtBot) -> Iterator[str]:
    for name in workspace.ROOMS:
        window.workspace.enter(name)
        settle(window, qtbot)
        yield name


def test_rooms_speak_chinese(open_window: Opener, qtbot: QtBot, book: Path) -> None:
    window = open_window(language="zh_CN", book=book)
    for _ in _visit(window, qtbot):
        pass
    window.workspace.enter("outlook")
    for tab in range(window.workspace.outlook.tabs.count()):
        window.workspace.outlook.show_tab(tab)
        settle(window, qtbot)
    window.workspace.enter("bills")
    for tab in range(window.workspace.bills.tabs.count()):
        window.workspace.bills.show_tab(tab)
        settle(window, qtbot)
    window.workspace.enter("books")
    settle(window, qtbot)
    window.workspace.books.entries.selectRow(1)
    window.workspace.settings.book.care.verify_button.click()
    window.workspace.take_files([SAMPLE])
    settle(window, qtbot)
    assert english_in(window) == set()


@pytest.mark.parametrize("text", ["Working…", "Add entry (Ctrl+N)"])
def test_left_over_english_is_noticed(open_window: Opener, text: str) -> None:
    window = open_window(language="zh_CN")
    window.gate.welcome.demo_button.setText(text)
    assert english_in(window.gate) == {text}

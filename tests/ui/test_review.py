"""The review in a real window: proposals taken, pairs decided, guesses confirmed, rules tried."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.matching import LinkState
from cfo_desktop.ui import review_verbs
from cfo_desktop.ui.screens.imports import Imports
from cfo_desktop.ui.window import Window
from tests.ui import review_book
from tests.ui.conftest import Opener
from tests.ui.conftest import settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def review_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_book.make(tmp_path_factory.mktemp("review"))


@pytest.fixture
def window(open_window: Opener, review_template: Path, tmp_path: Path, qtbot: QtBot) -> Window:
    made = open_window(book=Path(shutil.copytree(review_template, tmp_path / "店")))
    made.workspace.enter("review")
    settle(made, qtbot)
    return made


def page(window: Window, number: int, qtbot: QtBot) -> Imports:
    room = window.workspace.imports
    room.tabs.setCurrentIndex(number + 1)
    settle(window, qtbot)
    return room


def test_the_tabs_say_how_much_waits(window: Window) -> None:
    tabs = window.workspace.imports.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == [
        "Files", "To sort (3)", "Pairs (1)", "To confirm (1)", "Rules",
    ]  # fmt: skip


def test_more_wait_than_are_listed(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sorting = page(window, 0, qtbot).sorting
    assert sorting.count.text().startswith("Payments that wait: 3. Choose")
    monkeypatch.setattr(review_verbs, "MOST_ITEMS", 2)
    window.workspace.imports.refresh()
    sorting.refresh()
    settle(window, qtbot)
    assert len(sorting.model.rows) == 2
    assert sorting.count.text().startswith("Payments that wait: 3, the oldest 2 of them here.")
    assert window.workspace.imports.tabs.tabText(1) == "To sort (3)"


def test_proposals_are_shown_taken_and_offer_no_rule(window: Window, qtbot: QtBot) -> None:
    sorting = page(window, 0, qtbot).sorting
    QAbstractItemModelTester(sorting.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    power = next(n for n, item in enumerate(sorting.model.rows) if "电网" in item.text)
    shown = sorting.model.index(power, sorting.model.account_column)
    assert shown.data().startswith("6120")
    assert shown.data().endswith("?")
    QTest.mouseClick(sorting.take_button, LEFT)
    assert sorting.model.rows[power].entry in sorting.model.chosen
    before = len(sorting.model.rows)
    QTest.mouseClick(sorting.sort_button, LEFT)
    settle(window, qtbot)
    assert len(sorting.model.rows) < before
    assert not sorting.offer.isVisible(), "what was proposed needs no rule"


def test_a_choice_of_ones_own_offers_a_rule(window: Window, qtbot: QtBot) -> None:
    sorting = page(window, 0, qtbot).sorting
    row = next(n for n, item in enumerate(sorting.model.rows) if "云膳" in item.text)
    sorting.model.setData(sorting.model.index(row, sorting.model.account_column), "6340")
    QTest.mouseClick(sorting.sort_button, LEFT)
    settle(window, qtbot)
    assert sorting.offer.isVisible()
    assert "云膳" in sorting.offer.text.text()
    QTest.mouseClick(sorting.offer.take, LEFT)
    settle(window, qtbot)
    rules = page(window, 3, qtbot).rules
    assert [rule.account for rule in rules.model.rows] == ["6340"]
    QTest.mouseClick(rules.remove, LEFT)
    settle(window, qtbot)
    assert rules.model.rows == []


def test_a_pair_is_linked_and_taken_apart(window: Window, qtbot: QtBot) -> None:
    pairs = page(window, 1, qtbot).pairs
    QAbstractItemModelTester(pairs.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    (link,) = pairs.model.rows
    assert "wallet.csv" in pairs.model.index(0, 2).data()
    assert "b.csv" in pairs.model.index(0, 3).data()
    QTest.keyClick(pairs.table, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert pairs.model.rows == []
    assert window.message.text == "Linked."
    assert window.workspace.imports.tabs.tabText(1) == "To sort (2)"
    pairs.state.setCurrentIndex(pairs.state.findData(LinkState.LINKED))
    settle(window, qtbot)
    assert [row.number for row in pairs.model.rows] == [link.number]
    assert not pairs.same_button.isVisible()
    QTest.mouseClick(pairs.undo_button, LEFT)
    settle(window, qtbot)
    assert pairs.model.rows == []
    assert window.workspace.imports.tabs.tabText(2) == "Pairs (1)"


def test_a_pair_is_kept_apart(window: Window, qtbot: QtBot) -> None:
    pairs = page(window, 1, qtbot).pairs
    QTest.mouseClick(pairs.other_button, LEFT)
    settle(window, qtbot)
    pairs.state.setCurrentIndex(pairs.state.findData(LinkState.REFUSED))
    settle(window, qtbot)
    assert len(pairs.model.rows) == 1


def test_a_guess_is_confirmed(window: Window, qtbot: QtBot) -> None:
    guesses = page(window, 2, qtbot).guesses
    QAbstractItemModelTester(guesses.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert [item.proposal.account for item in guesses.model.rows] == ["5010"]
    assert "%" in guesses.model.index(0, 4).data()
    QTest.mouseClick(guesses.confirm, LEFT)
    settle(window, qtbot)
    assert guesses.model.rows == []
    assert window.message.text == "Confirmed: 1."


def test_a_guess_is_corrected(window: Window, qtbot: QtBot) -> None:
    guesses = page(window, 2, qtbot).guesses
    assert not guesses.correct.isEnabled()
    guesses.account.choose("3020")
    QTest.mouseClick(guesses.correct, LEFT)
    settle(window, qtbot)
    assert guesses.model.rows == []
    assert window.message.text == "Moved."


def test_the_threshold_is_the_owners(window: Window, qtbot: QtBot) -> None:
    guesses = page(window, 2, qtbot).guesses
    assert guesses.threshold.value() == 85
    guesses.threshold.setValue(100)
    guesses.threshold.editingFinished.emit()
    settle(window, qtbot)
    page(window, 0, qtbot)
    assert page(window, 2, qtbot).guesses.threshold.value() == 100


def test_a_rule_is_tried_and_added(window: Window, qtbot: QtBot) -> None:
    rules = page(window, 3, qtbot).rules
    assert not rules.add_button.isEnabled()
    rules.contains.setText("槐树粮油")  # keys of a test are ASCII
    rules.account.choose("3020")
    QTest.mouseClick(rules.test_button, LEFT)
    settle(window, qtbot)
    assert len(rules.trial_model.rows) == 11
    assert rules.result.text().startswith("It would sort 0 payments that wait. 11 are")
    QTest.mouseClick(rules.add_button, LEFT)
    settle(window, qtbot)
    assert len(rules.model.rows) == 1
    assert rules.contains.text() == ""


def test_the_pages_are_reached_by_keys(window: Window, qtbot: QtBot) -> None:
    room = window.workspace.imports
    room.sorting.table.setFocus()
    for number in (3, 4, 5, 1, 2):
        key = getattr(Qt.Key, f"Key_{number}")
        QTest.keyClick(room.stack, key, Qt.KeyboardModifier.AltModifier)
        settle(window, qtbot)
        assert room.tabs.currentIndex() == number - 1

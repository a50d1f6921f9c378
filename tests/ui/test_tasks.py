"""Holds the task runner to its promises: one thread, in order, nothing lost, nothing twice."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.services import books
from cfo_desktop.services.books import Book
from cfo_desktop.ui import verbs
from cfo_desktop.ui.tasks import Activity
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Errand
from cfo_desktop.ui.tasks import Opening
from cfo_desktop.ui.tasks import Query
from cfo_desktop.ui.tasks import Tasks
from tests.ui.conftest import PASSPHRASE


@pytest.fixture
def tasks(qapp: QApplication, qtbot: QtBot, book: Path) -> Iterator[Tasks]:
    """A thread that holds the book open."""
    made = Tasks()
    opened: list[object] = []
    made.run(verbs.open_book(book, passphrase=PASSPHRASE), owner=made, done=opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    yield made
    closed: list[bool] = []
    made.close(lambda: closed.append(True))
    qtbot.waitUntil(lambda: bool(closed))


def _thread(_book: Book, _progress: Progress) -> threading.Thread:
    return threading.current_thread()


def _give(number: int, _book: Book, _progress: Progress) -> int:
    return number


def test_work_runs_on_one_thread_and_returns_on_the_ui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    worked: list[threading.Thread] = []
    delivered: list[threading.Thread] = []

    def done(thread: threading.Thread) -> None:
        worked.append(thread)
        delivered.append(threading.current_thread())

    for _ in range(5):
        tasks.run(Query(_thread), owner=tasks, done=done)
    qtbot.waitUntil(lambda: len(worked) == 5)
    assert len(set(worked)) == 1
    assert set(delivered) == {threading.main_thread()}
    assert worked[0] is not threading.main_thread()


def test_work_runs_in_the_order_it_was_given(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        tasks.run(Query(functools.partial(_give, number)), owner=tasks, done=order.append)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_a_change_is_told_once_and_before_its_result(tasks: Tasks, qtbot: QtBot) -> None:
    story: list[object] = []
    tasks.book_changed.connect(story.append)
    touched = Changes(entries=True)
    tasks.run(Change(lambda _b, _p: (7, touched)), owner=tasks, done=story.append)
    qtbot.waitUntil(lambda: len(story) == 2)
    qtbot.wait(20)
    assert story == [touched, 7]


def test_a_stale_answer_is_dropped_and_a_waiting_one_not_even_begun(
    tasks: Tasks, qtbot: QtBot
) -> None:
    gate = threading.Event()
    begun: list[int] = []
    shown: list[int] = []

    def work(number: int) -> Query[int]:
        def read(_book: Book, _progress: Progress) -> int:
            begun.append(number)
            gate.wait(5)
            return number

        return Query(read)

    tasks.run(work(1), owner=tasks, done=shown.append, topic="page")
    qtbot.waitUntil(lambda: begun == [1])
    tasks.run(work(2), owner=tasks, done=shown.append, topic="page")
    tasks.run(work(3), owner=tasks, done=shown.append, topic="page")
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert shown == [3]
    assert begun == [1, 3]


def test_an_error_goes_to_who_asked_else_to_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    asked: list[CfoError] = []
    general: list[CfoError] = []
    tasks.failed.connect(general.append)

    def fail(_book: Book, _progress: Progress) -> None:
        raise UserError("entry_missing", number=9)

    tasks.run(Query(fail), owner=tasks, failed=asked.append)
    tasks.run(Query(fail), owner=tasks)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [cast("UserError", error).code for error in asked] == ["entry_missing"]
    assert [cast("UserError", error).code for error in general] == ["entry_missing"]


def test_a_fault_of_the_program_reaches_the_ui_thread_and_the_thread_goes_on(
    tasks: Tasks, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as caught:
        tasks.run(Query(lambda _b, _p: 1 // 0), owner=tasks)
        qtbot.waitUntil(lambda: not tasks.busy)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    answers: list[int] = []
    tasks.run(Query(lambda _b, _p: 5), owner=tasks, done=answers.append)
    qtbot.waitUntil(lambda: answers == [5])


def test_cancelling_ends_a_change_that_listens_and_nothing_is_told(
    tasks: Tasks, qtbot: QtBot
) -> None:
    told: list[object] = []
    errors: list[CfoError] = []
    tasks.book_changed.connect(told.append)

    def work(_book: Book, progress: Progress) -> tuple[None, Changes]:
        for step in range(2000):
            progress(step, 2000)
            time.sleep(0.005)
        return None, Changes(entries=True)

    tasks.run(Change(work), owner=tasks, failed=errors.append)
    with qtbot.waitSignal(tasks.activity_changed) as shown:
        pass
    assert isinstance(shown.args[0], Activity)
    assert shown.args[0].cancellable
    tasks.cancel()
    qtbot.waitUntil(lambda: bool(errors))
    assert cast("UserError", errors[0]).code == "cancelled"
    assert not told


def test_short_work_is_never_shown(tasks: Tasks, qtbot: QtBot) -> None:
    shown: list[object] = []
    tasks.activity_changed.connect(shown.append)
    tasks.run(Query(lambda _b, _p: None), owner=tasks)
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.wait(150)
    assert not shown


def test_closing_waits_for_changes_drops_reads_and_ends_the_thread(
    qapp: QApplication, qtbot: QtBot, book: Path
) -> None:
    tasks = Tasks()
    story: list[str] = []

    def change(_book: Book, _progress: Progress) -> tuple[None, Changes]:
        story.append("changed")
        return None, Changes()

    tasks.run(verbs.open_book(book, passphrase=PASSPHRASE), owner=tasks)
    tasks.run(
        Change(change),
        owner=tasks,
        done=lambda _: story.append("nobody is told any more"),
    )
    tasks.run(Query(lambda _b, _p: story.append("read")), owner=tasks)
    tasks.close(lambda: story.append("closed"))
    qtbot.waitUntil(lambda: "closed" in story)
    assert story == ["changed", "closed"]
    assert not [t for t in threading.enumerate() if t.name.startswith("book")]
    books.close(books.open_book(book, passphrase=PASSPHRASE))
    assert not list(book.glob("*-wal")), "the book was not closed: its WAL is still there"


def test_opening_another_book_closes_the_first(tasks: Tasks, qtbot: QtBot, book: Path) -> None:
    first: list[Book] = []
    tasks.run(Query(lambda open_book, _p: open_book), owner=tasks, done=first.append)
    qtbot.waitUntil(lambda: bool(first))
    again: list[object] = []
    tasks.run(verbs.open_book(book, passphrase=PASSPHRASE), owner=tasks, done=again.append)
    qtbot.waitUntil(lambda: bool(again))
    second: list[Book] = []
    tasks.run(Query(lambda open_book, _p: open_book), owner=tasks, done=second.append)
    qtbot.waitUntil(lambda: bool(second))
    assert first[0] is not second[0]


def test_a_book_that_does_not_open_leaves_none_open(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[CfoError] = []

    def fail(_progress: Progress) -> tuple[Book, None]:
        raise UserError("passphrase_wrong")

    tasks.run(Opening(fail), owner=tasks, failed=errors.append)
    tasks.run(Query(_thread), owner=tasks, failed=errors.append)
    qtbot.waitUntil(lambda: len(errors) == 2)
    assert [type(error).__name__ for error in errors] == ["UserError", "Bug"]


def test_an_errand_needs_no_book(qapp: QApplication, qtbot: QtBot) -> None:
    tasks = Tasks()
    answers: list[int] = []
    tasks.run(Errand(lambda _p: 3), owner=tasks, done=answers.append)
    qtbot.waitUntil(lambda: answers == [3])
    ended: list[bool] = []
    tasks.close(lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))


def test_a_read_that_the_owner_cancels_says_so_to_who_asked(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[CfoError] = []
    begun = threading.Event()

    def work(_book: Book, progress: Progress) -> None:
        begun.set()
        while True:
            progress(1, 2)
            time.sleep(0.001)

    tasks.run(Query(work), owner=tasks, failed=told.append)
    qtbot.waitUntil(begun.is_set)
    tasks.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert cast("UserError", told[0]).code == "cancelled"


def test_a_read_that_is_withdrawn_ends_and_says_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[object] = []

    def work(_book: Book, progress: Progress) -> None:
        while True:
            progress(1, 2)
            time.sleep(0.001)

    tasks.run(Query(work), owner=tasks, topic="t", done=told.append, failed=told.append)
    tasks.withdraw(owner=tasks, topic="t")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []


def test_who_asked_is_told_how_far_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    go_on = threading.Event()

    def work(_book: Book, progress: Progress) -> None:
        progress(3, 7)
        go_on.wait(20)

    tasks.run(Query(work), owner=tasks, progressed=lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: bool(told))
    go_on.set()
    assert told[0] == (3, 7)

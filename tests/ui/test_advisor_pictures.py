"""Pictures of the Advisor's room in both languages and colours, wide and narrow: look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services.asking import ask
from cfo_desktop.services.books import Book
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import settle


@pytest.fixture(autouse=True)
def router(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(book: Book, question: str, *, before: Asked | None = None) -> Asked:
        del before
        language = "en" if question.isascii() else "zh_CN"
        if "?" not in question and "？" not in question:
            return Asked(
                question, language, None, Arguments(), (Tool.PROFIT, Tool.CASH, Tool.FORECAST)
            )
        found = ask.answered(book, Tool.PROFIT, Arguments(), question=question, language=language)
        import dataclasses

        return dataclasses.replace(found, choices=(Tool.PROFIT, Tool.CASH))

    monkeypatch.setattr(ask, "ask", asked)


def test_picture_of_the_conversation(planted_window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    window = planted_window
    folder = Path(pictures.PICTURES or tmp_path)
    place = window.workspace
    settle(window, qtbot)
    pictures.take(window, "60-today-question", folder=folder)
    place.enter("advisor")
    settle(window, qtbot)
    pictures.take(window, "61-advisor-empty", folder=folder)
    room = place.advisor
    zh = window.session.language == "zh_CN"
    room.field.setText("这个月赚了多少？" if zh else "How much did I make this month?")
    room.ask_button.click()
    settle(window, qtbot)
    pictures.take(window, "62-advisor-answer", folder=folder)
    room.ask("钱" if zh else "money")
    settle(window, qtbot)
    pictures.take(window, "63-advisor-choices", folder=folder)
    window.resize(900, 600)
    settle(window, qtbot)
    room._scroll()
    pictures.take(window, "64-advisor-narrow", folder=folder)
    first = room.views[0]
    assert first.meant_button is not None
    first.meant_button.click()
    room.scroll_area.ensureWidgetVisible(first.choices[-1])
    pictures.take(window, "65-advisor-meant", folder=folder)


def test_picture_of_links(planted_window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    import threading
    from cfo_desktop.domain.asking import Worded, Table, Line, AccountName
    from cfo_desktop.domain.period import Month
    from cfo_desktop.domain.money import Money
    from cfo_desktop.domain.asking import Place, TextName
    import dataclasses

    window = planted_window
    folder = Path(pictures.PICTURES or tmp_path)
    place = window.workspace
    window.resize(1280, 820)
    zh = window.session.language == "zh_CN"

    def words(asked, say, stop):
        profit = "CNY" if zh else "GBP"
        say(
            "销售的毛利偏薄。"
            if zh
            else "Goods for resale take most of what comes in, so look at their prices first."
        )
        stop.wait(3)
        return Worded("Tiny", ())

    window.session.words = words
    place.enter("advisor")
    room = place.advisor
    view_q = "这个月赚了多少？" if zh else "How much did I make this month?"
    room.ask(view_q)
    settle(window, qtbot)
    view = room.views[-1]
    qtbot.waitUntil(lambda: bool(view.turn.words))
    view.text.setFocus(Qt.FocusReason.TabFocusReason)
    pictures.take(window, "66-advisor-tab", folder=folder)
    QTest.keyClick(view.text, Qt.Key.Key_Tab)
    pictures.take(window, "67-advisor-tab2", folder=folder)
    room.stop()
    view.text.linkActivated.emit("costs")
    settle(window, qtbot)
    pictures.take(window, "68-advisor-sources", folder=folder)
    room.show_conversation()
    answer = view.turn.reply.asked.answer
    cur = window.session.currency
    months = Table(
        ("what", "amount"),
        tuple(
            Line(
                Month(2026, m),
                (Money(cur, (m * 137) % 900 * 1000 - 200000),),
                Place(accounts=("6110",)),
            )
            for m in range(1, 12)
        ),
        chart=True,
    )
    view.turn.reply = dataclasses.replace(
        view.turn.reply,
        asked=dataclasses.replace(
            view.turn.reply.asked, answer=dataclasses.replace(answer, table=months)
        ),
    )
    view.turn.stale = True
    view.show_turn()
    settle(window, qtbot)
    view.figures.bars._point_at(4)
    pictures.take(window, "69-advisor-bars", folder=folder)
    wide = Table(
        ("what", "amount", "amount", "what"),
        tuple(
            Line(
                "A very long name of a customer who trades as Somebody and Sons of the Old Harbour Ltd "
                * 2,
                (Money(cur, m * 12345678), Money(cur, -m * 100), "x"),
            )
            for m in range(1, 12)
        ),
    )
    view.turn.reply = dataclasses.replace(
        view.turn.reply,
        asked=dataclasses.replace(
            view.turn.reply.asked, answer=dataclasses.replace(answer, table=wide)
        ),
    )
    window.session.toggle_amounts()
    window.resize(900, 600)
    settle(window, qtbot)
    pictures.take(window, "70-advisor-hidden", folder=folder)
    window.session.toggle_amounts()
    settle(window, qtbot)
    pictures.take(window, "71-advisor-long", folder=folder)

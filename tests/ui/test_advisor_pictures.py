"""Pictures of the Advisor's room in both languages and colours, wide and narrow: look at them."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Table
from cfo_desktop.domain.asking import Worded
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.ui.screens.advisor_room import AdvisorRoom
from cfo_desktop.ui.screens.answer_view import AnswerView
from cfo_desktop.ui.window import Window
from tests.ui import pictures
from tests.ui.conftest import settle

VAGUE = {"en": "money", "zh_CN": "钱"}
WORDS = {
    "en": "Goods take most of what comes in, so look at their prices first.",
    "zh_CN": "进货占了收入的大部分，请先看看进价。",
}
LONG = {
    "en": "Somebody and Sons of the Old Harbour, Ship Chandlers and General Provisioners Ltd",
    "zh_CN": "海港市老码头区槐树街道某某父子船舶用品及粮油副食百货批发零售有限责任公司第一分公司",
}


class _Camera:
    """Takes pictures of one window that stands in the Advisor's room."""

    def __init__(self, window: Window, qtbot: QtBot, folder: Path) -> None:
        self.window = window
        self.language = window.session.language
        self._qtbot = qtbot
        self._folder = Path(pictures.PICTURES) if pictures.PICTURES else folder
        window.workspace.enter("advisor")
        self.rest()

    @property
    def room(self) -> AdvisorRoom:
        return self.window.workspace.advisor

    def rest(self) -> None:
        settle(self.window, self._qtbot)
        self._qtbot.wait(20)

    def take(self, name: str) -> None:
        self.rest()
        pictures.take(self.window, name, folder=self._folder)

    def ask(self, question: str) -> AnswerView:
        self.room.ask(question)
        self.rest()
        return self.room.conversation.views[-1]


def test_pictures_of_asking(planted_window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    camera = _Camera(planted_window, qtbot, tmp_path)
    room = camera.room
    planted_window.workspace.enter("today")
    camera.take("60-today-question")
    planted_window.workspace.enter("advisor")
    camera.take("61-advisor-empty")
    profit = camera.ask(room.conversation.empty.examples[0].text())
    camera.take("62-advisor-answer")
    camera.ask(VAGUE[camera.language])
    camera.take("63-advisor-choices")
    planted_window.resize(900, 600)
    camera.take("64-advisor-narrow")
    assert profit.meant_button is not None
    profit.meant_button.click()
    camera.rest()
    room.conversation.ensureWidgetVisible(profit.choices[-1])
    camera.take("65-advisor-meant")


def _hold(said: str, hold: threading.Event) -> Callable[..., Worded]:
    """Return words that say one sentence and then wait."""

    def words(asked: Asked, say: Callable[[str], None], stop: threading.Event) -> Worded:
        del asked
        say(said)
        while not (stop.is_set() or hold.wait(0.005)):
            pass
        return Worded("SmolLM2 135M Instruct", (said,))

    return words


def test_pictures_of_words_and_sources(
    planted_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    camera = _Camera(planted_window, qtbot, tmp_path)
    room, hold = camera.room, threading.Event()
    planted_window.resize(1280, 820)
    planted_window.session.words = _hold(WORDS[camera.language], hold)
    view = camera.ask(room.conversation.empty.examples[0].text())
    qtbot.waitUntil(lambda: bool(view.turn.words))
    view.texts[0].setFocus(Qt.FocusReason.TabFocusReason)
    camera.take("66-advisor-words-come")
    hold.set()
    qtbot.waitUntil(lambda: not view.turn.wording)
    view.turn.stale = True
    view.show_turn()
    camera.take("67-advisor-worded")
    QTest.keyClick(view.texts[0], Qt.Key.Key_Tab)
    view.texts[0].asked.emit("costs")
    camera.take("68-advisor-sources")


def _with_table(view: AnswerView, table: Table) -> None:
    reply = view.turn.reply
    assert reply is not None
    assert reply.asked.answer is not None
    answer = dataclasses.replace(reply.asked.answer, table=table)
    view.turn.reply = dataclasses.replace(
        reply, asked=dataclasses.replace(reply.asked, answer=answer)
    )
    view.show_turn()


def test_pictures_of_bars_long_names_and_hidden_amounts(
    planted_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    camera = _Camera(planted_window, qtbot, tmp_path)
    currency, room = planted_window.session.currency, camera.room
    view = camera.ask(room.conversation.empty.examples[0].text())
    months = [
        Line(Month(2026, number), (Money(currency, number * 137_000 % 900_000 - 200_000),))
        for number in range(1, 12)
    ]
    _with_table(view, Table(("what", "amount"), tuple(months), chart=True))
    assert view.figures is not None
    view.figures.bars.setFocus()
    QTest.keyClick(view.figures.bars, Qt.Key.Key_Home)
    camera.take("69-advisor-bars")
    view.figures.figures_button.click()
    camera.take("70-advisor-bars-figures")
    place = Place(party=LONG[camera.language])
    lines = tuple(
        Line(LONG[camera.language], (Money(currency, 12_345_678 * number),), place)
        for number in range(1, 14)
    )
    _with_table(view, Table(("what", "amount"), lines))
    planted_window.resize(900, 600)
    camera.take("71-advisor-long")
    planted_window.session.toggle_amounts()
    camera.take("72-advisor-hidden")
    planted_window.session.toggle_amounts()


def test_pictures_of_advice(planted_window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    camera = _Camera(planted_window, qtbot, tmp_path)
    camera.ask(camera.room.conversation.empty.examples[-1].text())
    camera.take("73-advisor-advice")
    camera.ask(camera.room.conversation.empty.examples[2].text())
    camera.take("74-advisor-forecast")
    camera.ask(camera.room.conversation.empty.examples[4].text())
    camera.take("75-advisor-afford")

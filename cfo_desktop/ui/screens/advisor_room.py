"""Advisor: questions in the owner's own words, and what the books say to them."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QResizeEvent
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Worded
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import advisor_verbs as verbs
from cfo_desktop.ui.advisor_verbs import Reply
from cfo_desktop.ui.advisor_verbs import Stamp
from cfo_desktop.ui.conversation import Turn
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.screens.answer_sources import AnswerSources
from cfo_desktop.ui.screens.answer_view import AnswerView
from cfo_desktop.ui.screens.deciding import Deciding
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.wording import Wording

_WIDTH = 860
"""Pixels of the conversation at most: lines stay short enough to be read."""
_LONGEST = 500
"""Letters of a question."""
_FIELD_HEIGHT = 36
_COLUMNS, _GAP = 2, 8
"""Of the example questions."""
_ABOVE = 6
"""Pixels left over a question that was just asked."""


class QuestionField(QLineEdit):
    """Enter asks; the up and down arrows go through what was asked before."""

    def __init__(self, *, name: str, example: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        self.setMaxLength(_LONGEST)
        self.setMinimumHeight(_FIELD_HEIGHT)
        self.asked_before: list[str] = []
        self._back = 0
        """How many questions ago the one in the field was asked; 0: it is a new one."""
        self.textEdited.connect(lambda _: self.begin_anew())

    def begin_anew(self) -> None:
        """Let the up arrow begin with the last question."""
        self._back = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Recall by the arrows; leave the other keys to Qt."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() not in steps or not self.asked_before:
            super().keyPressEvent(event)
            return
        back = self._back + steps[Qt.Key(event.key())]
        self._back = max(0, min(back, len(self.asked_before)))
        self.setText(self.asked_before[-self._back] if self._back else "")


class InColumns(QWidget):
    """Buttons in two columns where there is room for that, else in one."""

    def __init__(self, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._buttons = buttons
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self._arrange(_COLUMNS)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of one column."""
        widest = max(button.minimumSizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the buttons anew where the room for them has changed."""
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self._buttons)
        self._arrange(_COLUMNS if _COLUMNS * (widest + _GAP) <= self.width() else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self._buttons):
            self._grid.addWidget(button, *divmod(number, columns))


class AdvisorRoom(Room):
    """A conversation over the question field; where a figure comes from takes its place."""

    watches = Changes(accounts=True, entries=True, imports=True, schedules=True, book=True)
    account_asked = Signal(str)
    """The code of an account whose register is wanted."""
    period_asked = Signal(object, object)
    """The code of an account, ``None`` for all, and the ``Stretch`` whose entries are wanted."""
    party_asked = Signal(str)
    entry_asked = Signal(int)
    action_asked = Signal(object, object)
    """An ``Action`` to start, and the day that it is about where it names none."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Advisor"))
        self._accounts: dict[str, Account] = {}
        self._deciding = Deciding(session, FindingWords(session, self._accounts))
        self.views: list[AnswerView] = []
        self._follows: AnswerView | None = None
        """What the conversation scrolls to as it grows."""
        self.clear_button = parts.button(self.tr("Clear"), self.clear)
        self.clear_button.setToolTip(self.tr("Forget this conversation; it is kept nowhere."))
        self.bar.addWidget(self.clear_button)
        self.field = QuestionField(
            name=self.tr("Your question"),
            example=self.tr("Ask about your shop, such as: What did I earn last month?"),
        )
        self.field.setToolTip(self.tr("From any room: {key}").format(key="Ctrl+J"))
        self.field.returnPressed.connect(self._ask_typed)
        self.ask_button = parts.button(
            self.tr("Ask"), self._ask_typed, role="primary", shortcut="Enter"
        )
        self.ask_button.setMinimumHeight(_FIELD_HEIGHT)
        self.wording = Wording(self)
        self.wording.said.connect(self._take_words)
        self.wording.ended.connect(self._end_words)
        self._worded: Turn | None = None
        """Whose words are awaited."""
        self.sources = AnswerSources(session)
        self.sources.left.connect(self.show_conversation)
        self.sources.entry_asked.connect(self.entry_asked)
        self.sources.period_asked.connect(self.period_asked)
        self.sources.account_asked.connect(self.account_asked)
        self._build()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.stop)
        self._escape.setEnabled(False)
        session.settings_changed.connect(self._show_anew)
        for turn in session.conversation:  # the window was built anew around it
            turn.wording = False
            self._add_view(turn)
            if turn.follow_up is None:
                self.field.asked_before.append(turn.question)
        self._show_state()

    def _build(self) -> None:
        self.empty = self._empty_state()
        self._thread = parts.column(gap=18)
        talk = QWidget()
        talk.setMaximumWidth(_WIDTH)
        talk.setLayout(self._thread)
        holder = QWidget()
        line = parts.row(talk, gap=0)
        line.addStretch(0)
        line.setStretch(0, 1)
        whole = parts.column(self.empty, line, gap=0)
        whole.addStretch(1)
        whole.setContentsMargins(0, 0, 8, 0)
        holder.setLayout(whole)
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(holder)
        bar = self.scroll_area.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_: self._scroll())
        bar.actionTriggered.connect(lambda _: self._leave_scrolling())
        typing = parts.row(self.field, self.ask_button, gap=8)
        typing.setStretch(0, 1)
        asking = QWidget()
        asking.setMaximumWidth(_WIDTH)
        asking.setLayout(typing)
        below = parts.row(asking, gap=0)
        below.addStretch(0)
        below.setStretch(0, 1)
        conversation = QWidget()
        column = parts.column(self.scroll_area, below, gap=10)
        column.setStretch(0, 1)
        conversation.setLayout(column)
        self.pages = QStackedWidget()
        self.pages.addWidget(conversation)
        self.pages.addWidget(self.sources)
        self.lay_out(parts.column(self.pages))

    def _empty_state(self) -> QWidget:
        self.examples = [
            parts.button(text, functools.partial(self.ask, text)) for text in self._example_texts()
        ]
        made = QWidget()
        made.setLayout(
            parts.column(
                parts.label(self.tr("Ask in your own words"), role="heading"),
                parts.label(
                    self.tr(
                        "The answers come from your books, each figure with the way to its entries."
                    ),
                    role="muted",
                    wrap=True,
                ),
                InColumns(self.examples),
                parts.label(
                    self.tr("Everything stays on this computer: nothing is sent anywhere."),
                    role="muted",
                    wrap=True,
                ),
                gap=12,
            )
        )
        return made

    def _example_texts(self) -> tuple[str, ...]:
        return (
            self.tr("How much profit did I make this month?"),
            self.tr("Who owes me money?"),
            self.tr("Will the money last to the end of the month?"),
            self.tr("What did I spend the most on last month?"),
            self.tr("Can I afford a fridge for 3000?"),
            self.tr("What should I do next?"),
        )

    # --- the room ---

    def refresh(self) -> None:
        """Look whether the books have changed since the answers; amounts may be covered now."""
        if self.session.conversation:
            self.session.run(verbs.stamp(), owner=self, done=self._compare, topic="stamp")

    def first_focus(self) -> QWidget:
        """Begin in the question field, or where a figure comes from."""
        if self.pages.currentWidget() is self.sources:
            return self.sources.table
        return self.field

    def start_over(self) -> None:
        """Show the conversation."""
        self.show_conversation()

    def forget(self) -> None:
        """Know nothing of what was asked and answered."""
        self.clear()
        self.field.clear()
        self.field.asked_before.clear()
        self._accounts.clear()
        self.session.words = None

    def clear(self) -> None:
        """Forget the conversation."""
        self.wording.stop()
        self._worded = None
        self._follows = None
        self.session.conversation.clear()
        for view in self.views:
            view.hide()
            view.deleteLater()
        self.views.clear()
        self.sources.forget()
        self.show_conversation()
        self._show_state()

    def show_conversation(self) -> None:
        """Show the conversation again, the keyboard in the question field."""
        within = self.pages.currentWidget() is self.sources
        self.pages.setCurrentIndex(0)
        if within and self.isVisible():
            self.field.setFocus()

    def _show_state(self) -> None:
        some = bool(self.views)
        self.empty.setVisible(not some)
        self.clear_button.setVisible(some)
        self._escape.setEnabled(self.wording.busy)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go from the question field to the newest answer first."""
        before: QWidget = self.ask_button
        for view in (*reversed(self.views), self.empty):
            for widget in view.findChildren(QWidget):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, widget)
                    before = widget

    def _show_anew(self) -> None:
        for view in self.views:
            self._build_anew(view)
        self._order_tabs()

    def _build_anew(self, view: AnswerView) -> None:
        """Show what a turn says now; a keyboard that stood in it goes to the question field."""
        focused: QWidget | None = self.window().focusWidget()
        within = focused is not None and view.isAncestorOf(focused)
        if within:
            self.field.setFocus()
        view.show_turn()

    def _compare(self, now: Stamp) -> None:
        for view in self.views:
            reply = view.turn.reply
            stale = reply is not None and reply.asked.answer is not None and reply.stamp != now
            if stale != view.turn.stale:
                view.turn.stale = stale
                self._build_anew(view)
        self._order_tabs()

    # --- asking ---

    def _ask_typed(self) -> None:
        self.ask(self.field.text())

    def ask(self, question: str) -> None:
        """Ask a question as it was typed; it may lean on the last that was answered."""
        question = question.strip()
        if not question:
            return
        self.show_conversation()
        self._begin(Turn(question, verbs.ask(question, before=self._before())))

    def _before(self) -> Asked | None:
        for turn in reversed(self.session.conversation):
            if turn.reply is not None and turn.reply.asked.answer is not None:
                return turn.reply.asked
        return None

    def _ask_further(self, turn: Turn, follow_up: FollowUp) -> None:
        if turn.reply is None:
            return
        view = self._view(turn)
        question = view.further_text(follow_up) if view is not None else turn.question
        language = turn.reply.asked.language
        verb = verbs.further(follow_up, question=question, language=language)
        self._begin(Turn(question, verb, follow_up=follow_up))

    def _begin(self, turn: Turn) -> None:
        if self.wording.busy:
            self.stop()
        self.session.conversation.append(turn)
        if turn.follow_up is None:
            self.field.asked_before.append(turn.question)
        self.field.begin_anew()
        view = self._add_view(turn)
        self._show_state()
        self._follows = view
        if self.isVisible():
            self.field.setFocus()
        self._run(turn)

    def _run(self, turn: Turn) -> None:
        self.session.run(
            turn.verb,
            owner=self,
            done=functools.partial(self._answered, turn),
            failed=functools.partial(self._failed, turn),
        )

    def _choose(self, turn: Turn, tool: Tool) -> None:
        """Take it as its owner says that it was meant."""
        if turn.reply is None:
            return
        self._leave_words(turn)
        self.session.run(
            verbs.choose(turn.reply.asked, tool=tool),
            owner=self,
            done=functools.partial(self._chosen, turn),
            failed=functools.partial(self._failed, turn),
        )

    def _chosen(self, turn: Turn, reply: Reply) -> None:
        asked = reply.asked
        if asked.tool is not None:  # asked again, it is to be taken the same way
            turn.verb = verbs.answer(
                asked.tool, asked.arguments, question=asked.question, language=asked.language
            )
        self._answered(turn, reply)

    def _ask_again(self, turn: Turn) -> None:
        self._leave_words(turn)
        self._run(turn)

    def _leave_words(self, turn: Turn) -> None:
        if self._worded is turn:
            self.stop()
        turn.words.clear()
        turn.worded = None

    def _answered(self, turn: Turn, reply: Reply) -> None:
        view = self._view(turn)
        if view is None:
            return  # the conversation was cleared meanwhile
        turn.reply, turn.error, turn.stale = reply, None, False
        self._accounts.update(reply.accounts)
        if self.field.text().strip() == turn.question:
            self.field.clear()
        answered = reply.asked.answer is not None
        turn.wording = answered and self.session.words is not None
        self._build_anew(view)
        if turn.wording and self.session.words is not None:
            self._worded = turn
            self.wording.start(self.session.words, reply.asked)
        self._show_state()
        view.announce()
        if view.choices and not answered and self.field.hasFocus() and not self.field.text():
            view.choices[0].setFocus()

    def _failed(self, turn: Turn, error: CfoError) -> None:
        view = self._view(turn)
        if view is None:
            return
        turn.error = error
        if not self.field.text():
            self.field.setText(turn.question)
        self._build_anew(view)
        self._order_tabs()

    # --- words of a model ---

    def stop(self) -> None:
        """Take no further words of the model."""
        self.wording.stop()
        self._end_words(None)

    def _take_words(self, sentence: str) -> None:
        view = self._view(self._worded)
        if view is not None:
            view.turn.words.append(sentence)
            view.say()

    def _end_words(self, worded: Worded | None) -> None:
        view = self._view(self._worded)
        self._worded = None
        self._escape.setEnabled(False)
        if view is not None:
            view.turn.wording = False
            view.turn.worded = worded
            if view.stop_button is not None and view.stop_button.hasFocus():
                self.field.setFocus()
            view.say()

    # --- showing ---

    def _view(self, turn: Turn | None) -> AnswerView | None:
        return next((view for view in self.views if view.turn is turn), None)

    def _add_view(self, turn: Turn) -> AnswerView:
        view = AnswerView(self.session, turn)
        view.place_asked.connect(self._show_place)
        view.tool_chosen.connect(self._choose)
        view.further_asked.connect(self._ask_further)
        view.again_asked.connect(self._ask_again)
        view.stop_asked.connect(self.stop)
        view.action_asked.connect(self.action_asked)
        view.later_asked.connect(self._deciding.put_off)
        view.not_useful_asked.connect(self._deciding.call_not_useful)
        self.views.append(view)
        self._thread.addWidget(view)
        return view

    def _scroll(self) -> None:
        """Show the newest answer from its question on, as far as there is more to show."""
        if self._follows is not None:
            bar = self.scroll_area.verticalScrollBar()
            bar.setValue(min(bar.maximum(), max(self._follows.y() - _ABOVE, 0)))

    def _leave_scrolling(self) -> None:
        self._follows = None

    def _show_place(self, place: Place, name: str) -> None:
        """Lead to where a figure comes from: an entry, a party, a register, or several of them."""
        if len(place.rows) == 1:
            self.entry_asked.emit(place.rows[0])
        elif place.rows or (len(place.accounts) > 1 and not place.party):
            self.sources.show_place(place, name=name)
            self.pages.setCurrentWidget(self.sources)
        elif place.party:
            self.party_asked.emit(place.party)
        elif place.stretch is not None:
            self.period_asked.emit(next(iter(place.accounts), None), place.stretch)
        elif place.accounts:
            self.account_asked.emit(place.accounts[0])

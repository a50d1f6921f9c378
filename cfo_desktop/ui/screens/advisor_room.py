"""Advisor: questions in the owner's own words, and what the books say to them."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Worded
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui import advisor_verbs as verbs
from cfo_desktop.ui.advisor_verbs import Reply
from cfo_desktop.ui.advisor_verbs import Stamp
from cfo_desktop.ui.conversation import Turn
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.screens.answer_sources import AnswerSources
from cfo_desktop.ui.screens.answer_view import AnswerView
from cfo_desktop.ui.screens.conversation_view import WIDTH
from cfo_desktop.ui.screens.conversation_view import ConversationView
from cfo_desktop.ui.screens.deciding import Deciding
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.question_field import QuestionField
from cfo_desktop.ui.wording import Speaking
from cfo_desktop.ui.wording import Wording


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
        self.conversation = ConversationView(session)
        self.conversation.added.connect(self._listen)
        self.conversation.empty.asked.connect(self.ask)
        self.conversation.earlier_shown.connect(self.refresh)
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
        self.ask_button.setMinimumHeight(self.field.minimumHeight())
        self._speaking = Speaking()
        self.wording = Wording(self)
        self.wording.said.connect(self._take_words)
        self.wording.ended.connect(self._end_words)
        self._worded: Turn | None = None
        """Whose words are awaited."""
        self.sources = AnswerSources(session)
        self.sources.left.connect(self.show_conversation)
        self.sources.entry_asked.connect(self.entry_asked)
        self.sources.account_asked.connect(self._show_register)
        self._build()
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.stop)
        self._escape.setEnabled(False)
        session.settings_changed.connect(self._show_anew)
        self._show_kept()
        self._show_state()

    def _show_kept(self) -> None:
        """Show what was asked before, where the window was built anew around the open book."""
        for turn in self.session.conversation:
            turn.wording = False
            if turn.follow_up is None:
                self.field.asked_before.append(turn.question)
            if turn.reply is None and turn.error is None:  # its answer went to the room before
                self._run(turn)
        self.conversation.show_kept()

    def _build(self) -> None:
        typing = parts.row(self.field, self.ask_button, gap=8)
        typing.setStretch(0, 1)
        asking = QWidget()
        asking.setMaximumWidth(WIDTH)
        asking.setLayout(typing)
        below = parts.row(asking, gap=0)
        below.addStretch(0)
        below.setStretch(0, 1)
        talk = QWidget()
        column = parts.column(self.conversation, below, gap=10)
        column.setStretch(0, 1)
        talk.setLayout(column)
        self.pages = QStackedWidget()
        self.pages.addWidget(talk)
        self.pages.addWidget(self.sources)
        self.lay_out(parts.column(self.pages))

    # --- the room ---

    def refresh(self) -> None:
        """Get ready; look whether the books have changed since the answers."""
        self.session.run(verbs.prepare(), owner=self, done=lambda _: None, topic="prepare")
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
        self._speaking.close()

    def clear(self) -> None:
        """Forget the conversation."""
        self.wording.stop()
        self._worded = None
        self.session.conversation.clear()
        self.conversation.clear()
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
        self.clear_button.setVisible(bool(self.session.conversation))
        self._escape.setEnabled(self.wording.busy)
        self.conversation.order_tabs(self.ask_button)

    def _show_anew(self) -> None:
        self.conversation.build_all_anew(focus=self.field)
        self.sources.name_anew()
        self._show_state()

    def _compare(self, now: Stamp) -> None:
        self.conversation.mark_stale(now, focus=self.field)
        self._show_state()

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
        view = self.conversation.view(turn)
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
        self.conversation.show_turn(turn)
        self._show_state()
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
        if turn not in self.session.conversation:
            return  # it was cleared meanwhile
        turn.reply, turn.error, turn.stale = reply, None, False
        self._accounts.update(reply.accounts)
        if self.field.text().strip() == turn.question:
            self.field.clear()
        answered = reply.asked.answer is not None
        words = self.session.words or (self._speaking.words if reply.speaks else None)
        turn.wording = answered and words is not None
        view = self.conversation.view(turn)
        if view is not None:
            self.conversation.build_anew(view, focus=self.field)
        if turn.wording and words is not None:
            if self.wording.busy:
                self.stop()
            self._worded = turn
            self.wording.start(words, reply.asked)
        self._show_state()
        if view is None:
            return
        view.announce()
        if view.choices and not answered and self.field.hasFocus() and not self.field.text():
            view.choices[0].setFocus()

    def _failed(self, turn: Turn, error: CfoError) -> None:
        turn.error = error
        view = self.conversation.view(turn)
        if view is None:
            return
        if not self.field.text():
            self.field.setText(turn.question)
        self.conversation.build_anew(view, focus=self.field)
        self._show_state()

    # --- words of a model ---

    def stop(self) -> None:
        """Take no further words of the model."""
        self.wording.stop()
        self._end_words(None)

    def _take_words(self, sentence: str) -> None:
        view = self.conversation.view(self._worded)
        if view is not None:
            view.turn.words.append(sentence)
            view.say()

    def _end_words(self, worded: Worded | None) -> None:
        view = self.conversation.view(self._worded)
        self._worded = None
        self._escape.setEnabled(False)
        if view is not None:
            view.turn.wording = False
            view.turn.worded = worded
            if view.stop_button is not None and view.stop_button.hasFocus():
                self.field.setFocus()
            view.say()

    # --- showing ---

    def _listen(self, view: AnswerView) -> None:
        """Do what the buttons and links of an answer ask for."""
        view.place_asked.connect(self._show_place)
        view.tool_chosen.connect(self._choose)
        view.further_asked.connect(self._ask_further)
        view.again_asked.connect(self._ask_again)
        view.stop_asked.connect(self.stop)
        view.action_asked.connect(self.action_asked)
        view.later_asked.connect(self._deciding.put_off)
        view.not_useful_asked.connect(self._deciding.call_not_useful)

    def _show_place(self, place: Place, name: Callable[[], str]) -> None:
        """Lead to where a figure comes from: an entry, a party, a register, or several of them."""
        if len(place.rows) == 1:
            self.entry_asked.emit(place.rows[0])
        elif place.rows or (len(place.accounts) > 1 and not place.party):
            self.sources.show_place(place, name=name)
            self.pages.setCurrentWidget(self.sources)
        elif place.party:
            self.party_asked.emit(place.party)
        else:
            self._show_register(place)

    def _show_register(self, place: Place) -> None:
        """Show an account's entries of the days; what it held then stands in its newest line."""
        code, stretch = next(iter(place.accounts), None), place.stretch
        account = self._accounts.get(code or "")
        if stretch is not None and account is not None and verbs.holds(account):
            if stretch.last >= clock.today():
                stretch = None
            elif stretch.first == stretch.last:
                stretch = Stretch(Month.of(stretch.last).first_day, stretch.last)
        if stretch is not None:
            self.period_asked.emit(code, stretch)
        elif code is not None:
            self.account_asked.emit(code)

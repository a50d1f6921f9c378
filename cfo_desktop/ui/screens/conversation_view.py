"""The conversation: the newest questions, or before the first what can be asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.advisor_verbs import Stamp
from cfo_desktop.ui.conversation import Turn
from cfo_desktop.ui.screens.answer_view import AnswerView
from cfo_desktop.ui.screens.ask_first import AskFirst
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

WIDTH = 860
"""Pixels of the conversation at most: lines stay short enough to be read."""
_SHOWN = 20
"""Questions in view, the newest; more come by a button: each costs time to lay out."""
_ABOVE = 6
"""Pixels left over a question that was just asked."""
_BELOW = 26
"""Pixels under the last answer: as much as its question takes, which may have to give way to it."""


class ConversationView(QScrollArea):
    """Shows the turns of ``Session.conversation``."""

    added = Signal(object)
    """An ``AnswerView`` that was built, to be listened to."""
    earlier_shown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.views: list[AnswerView] = []
        self._follows: AnswerView | None = None
        """What the conversation scrolls to as it grows."""
        self.empty = AskFirst()
        self.earlier_button = parts.button("", self._show_earlier, role="link")
        self.earlier_button.hide()
        self._thread = parts.column(self.earlier_button, gap=18)
        talk = QWidget()
        talk.setMaximumWidth(WIDTH)
        talk.setLayout(self._thread)
        line = parts.row(talk, gap=0)
        line.addStretch(0)
        line.setStretch(0, 1)
        whole = parts.column(self.empty, line, gap=0)
        whole.addStretch(1)
        whole.setContentsMargins(0, 0, 8, _BELOW)
        holder = QWidget()
        holder.setLayout(whole)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(holder)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._scroll())
        self.verticalScrollBar().actionTriggered.connect(lambda _: self.follow(None))

    def show_kept(self) -> None:
        """Show what was asked before, where the window was built anew around the open book."""
        for turn in self._session.conversation[-_SHOWN:]:
            self._add(turn, at=len(self.views))
        self._show_state()

    def show_turn(self, turn: Turn) -> None:
        """Show a question that was just asked, and scroll to it."""
        self.follow(self._add(turn, at=len(self.views)))
        while len(self.views) > _SHOWN:
            self._take_oldest_away()
        self._show_state()

    def clear(self) -> None:
        """Show nothing of the conversation any more."""
        self.follow(None)
        while self.views:
            self._take_oldest_away()
        self._show_state()

    def view(self, turn: Turn | None) -> AnswerView | None:
        """Return where a turn is shown, if it is."""
        return next((view for view in self.views if view.turn is turn), None)

    def follow(self, view: AnswerView | None) -> None:
        """Keep an answer in view as it grows, until its reader scrolls."""
        self._follows = view

    def build_anew(self, view: AnswerView, *, focus: QWidget) -> None:
        """Show what a turn says now; a keyboard that stood in it goes to ``focus``."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is not None and view.isAncestorOf(focused):
            focus.setFocus()
        view.show_turn()

    def build_all_anew(self, *, focus: QWidget) -> None:
        """Show all turns in the formats and with the amounts that the settings say now."""
        for view in self.views:
            self.build_anew(view, focus=focus)

    def mark_stale(self, now: Stamp, *, focus: QWidget) -> None:
        """Say of each answer that was true of other books that they have changed since."""
        for view in self.views:
            reply = view.turn.reply
            stale = reply is not None and reply.asked.answer is not None and reply.stamp != now
            if stale != view.turn.stale:
                view.turn.stale = stale
                self.build_anew(view, focus=focus)

    def order_tabs(self, before: QWidget) -> None:
        """Let Tab go on from ``before`` to the newest answer first."""
        for part in (*reversed(self.views), self.empty):
            for widget in part.findChildren(QWidget):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, widget)
                    before = widget

    def _add(self, turn: Turn, *, at: int) -> AnswerView:
        view = AnswerView(self._session, turn)
        self.views.insert(at, view)
        self._thread.insertWidget(1 + at, view)  # the button for earlier ones is the first
        self.added.emit(view)
        return view

    def _take_oldest_away(self) -> None:
        view = self.views.pop(0)
        self._thread.removeWidget(view)
        view.hide()
        view.deleteLater()

    def _show_earlier(self) -> None:
        """Show as many questions again before those in view, where there are any."""
        self.follow(None)
        first = len(self._session.conversation) - len(self.views)
        for turn in reversed(self._session.conversation[max(first - _SHOWN, 0) : first]):
            self._add(turn, at=0)
        self._show_state()
        self.earlier_shown.emit()

    def _show_state(self) -> None:
        self.empty.setVisible(not self.views)
        earlier = len(self._session.conversation) - len(self.views)
        self.earlier_button.setVisible(earlier > 0)
        count = self._session.localised.number(earlier)
        self.earlier_button.setText(self.tr("Earlier questions: {count}").format(count=count))

    def _scroll(self) -> None:
        """Show the newest answer from its question on, as far as there is more to show.

        Where the last line of an answer would be cut off for its question, the question gives way.
        """
        if self._follows is not None:
            view, bar = self._follows, self.verticalScrollBar()
            top = view.y() - _ABOVE
            if 0 <= view.height() + _ABOVE - self.viewport().height() <= view.answer_top:
                top = view.y() + view.answer_top  # without the question all of the answer is seen
            bar.setValue(min(bar.maximum(), max(top, 0)))

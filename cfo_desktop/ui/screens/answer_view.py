"""One question of the conversation with its answer, or with what it could mean."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtCore import Signal
from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAccessible
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.answer_texts import Piece
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.advisor_words import AnswerWords
from cfo_desktop.ui.conversation import Turn
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.screens.answer_figures import AnswerFigures
from cfo_desktop.ui.screens.findings_card import FindingButtons
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tasks import is_cancelled
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.linked_text import LinkedText

_MOST_CHOICES = 3
_MOST_FURTHER = 3


class AnswerView(QWidget):
    """Shows a ``Turn``; built anew where that says something else, but for words that stream."""

    place_asked = Signal(object, object)
    """A ``Place`` whose rows are wanted, and what says now what came from there."""
    tool_chosen = Signal(object, object)
    """The ``Turn``, and the ``Tool`` that its owner meant."""
    further_asked = Signal(object, object)
    """The ``Turn``, and the ``FollowUp`` to ask."""
    again_asked = Signal(object)
    stop_asked = Signal()
    action_asked = Signal(object, object)
    """An ``Action`` to start, and the day that it is about where it names none."""
    later_asked = Signal(object)
    """The ``Finding`` to put off."""
    not_useful_asked = Signal(object)

    def __init__(self, session: Session, turn: Turn) -> None:
        super().__init__()
        self._session = session
        self.turn = turn
        self.question = parts.label(role="strong", wrap=True)
        self.question.setMinimumWidth(1)  # a word too long for its line is cut, not the rest
        self._layout: QVBoxLayout = parts.column(self.question, gap=6)
        self.setLayout(self._layout)
        self._card: QFrame | None = None
        self.show_turn()

    @property
    def plain(self) -> str:
        """What it says, without the words of a model."""
        return "\n".join(text.plain for text in self.texts)

    @property
    def answer_top(self) -> int:
        """Pixels from the top to the answer, under the question."""
        return self._card.y() if self._card is not None else 0

    def show_turn(self) -> None:
        """Show what is known of the answer now."""
        self.texts: list[LinkedText] = []
        self.findings: list[FindingButtons] = []
        self.starts: list[QPushButton] = []
        self.words: LinkedText | None = None
        self.figures: AnswerFigures | None = None
        self.choices: list[QPushButton] = []
        self.further: list[QPushButton] = []
        self.made_of = parts.label(role="muted", wrap=True)
        self.stop_button: QPushButton | None = None
        self.meant_button: QPushButton | None = None
        self.keep_button: QPushButton | None = None
        """Takes back that it was not what was meant."""
        self.again_button: QPushButton | None = None
        self._meant: QWidget | None = None
        self.question.setText(self._asked())
        content = parts.column(gap=10)
        self._fill(content)
        card = parts.card(content, margin=16)
        if self._card is None:
            self._layout.addWidget(card)
        else:
            self._layout.replaceWidget(self._card, card)
            self._card.hide()
            self._card.deleteLater()
        self._card = card

    def announce(self) -> None:
        """Let a screen reader say the answer, wherever the keyboard is."""
        if self.plain:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.plain))

    def _asked(self) -> str:
        reply, follow_up = self.turn.reply, self.turn.follow_up
        if reply is None or follow_up is None:
            return self.turn.question
        return AnswerWords(self._session, reply).question(follow_up)

    def _fill(self, content: QVBoxLayout) -> None:
        turn = self.turn
        if turn.reply is None:
            if turn.error is None:
                content.addWidget(parts.label(self.tr("Looking in your books…"), role="muted"))
        elif turn.reply.asked.answer is None:
            self._fill_choices(content, turn.reply.asked, AnswerWords(self._session, turn.reply))
        else:
            self._fill_answer(content, turn.reply.asked.answer)
        if turn.error is not None:
            content.addWidget(self._error())

    def _error(self) -> QWidget:
        error = self.turn.error
        if error is None or is_cancelled(error):
            return parts.label(self.tr("Stopped."), role="muted")
        return parts.label(self._session.localised.error(error), role="negative", wrap=True)

    # --- what it could mean ---

    def _fill_choices(self, content: QVBoxLayout, asked: Asked, words: AnswerWords) -> None:
        content.addWidget(parts.label(self.tr("What do you mean?"), role="strong"))
        content.addLayout(self._choice_buttons(asked.choices, words))

    def _choice_buttons(self, tools: Sequence[Tool], words: AnswerWords) -> QVBoxLayout:
        made = parts.column(gap=6)
        for tool in sorted(tools[:_MOST_CHOICES], key=lambda tool: tool is Tool.NONE):
            choose = functools.partial(self.tool_chosen.emit, self.turn, tool)
            button = parts.button(words.tool(tool), choose)
            self.choices.append(button)
            made.addLayout(parts.row(button, None))
        return made

    # --- the answer ---

    def _fill_answer(self, content: QVBoxLayout, answer: Answer) -> None:
        if self.turn.reply is None:
            return
        words = AnswerWords(self._session, self.turn.reply)
        self._fill_said(content, answer, words)
        self.words = self._linked(answer)
        content.addWidget(self.words)
        self._show_words()
        if answer.table is not None:
            self.figures = AnswerFigures(self._session, answer.table, words)
            self.figures.line_asked.connect(
                lambda line: self.place_asked.emit(line.place, lambda: words.name(line))
            )
            content.addWidget(self.figures)
        self._fill_actions(content, answer, words)
        self._fill_further(content, answer, words)
        self._fill_foot(content, words)

    def _fill_said(self, content: QVBoxLayout, answer: Answer, words: AnswerWords) -> None:
        """Say each paragraph; one that tells a finding has its title over it, its buttons below."""
        said = words.sentences(answer)
        findings = iter(answer.findings)
        for paragraph in words.paragraphs(answer):
            first = answer.said[paragraph[0]]
            finding = next(findings, None) if first.of_finding and first.opens else None
            if finding is not None:
                title, *rest = (said[place] for place in paragraph)
                content.addWidget(parts.rule())
                content.addLayout(self._finding(answer, finding, words, title, rest))
            else:
                text = self._linked(answer)
                text.show_pieces(words.joined([said[place] for place in paragraph]))
                content.addWidget(text)
                self.texts.append(text)

    def _finding(
        self,
        answer: Answer,
        finding: Finding,
        words: AnswerWords,
        title: Sequence[Piece],
        rest: Sequence[Sequence[Piece]],
    ) -> QVBoxLayout:
        """Return a finding as Today shows it, its figures linked."""
        heading, text = self._linked(answer), self._linked(answer)
        heading.setProperty("role", "strong")
        heading.show_pieces(title[:-1])  # what stands over a text has no full stop
        text.show_pieces(words.joined(rest))
        self.texts += [heading, text]
        word, token = words.severity(finding.severity)
        head = parts.row(heading, parts.label(word, role=token))
        head.setStretch(0, 1)
        buttons = FindingButtons(words, finding)
        self.findings.append(buttons)
        start = functools.partial(self.action_asked.emit, finding.action, finding.day)
        buttons.do.clicked.connect(lambda: start())  # noqa: PLW0108 - leaves Qt's argument behind
        for quiet, signal in (
            (buttons.later, self.later_asked),
            (buttons.not_useful, self.not_useful_asked),
        ):
            quiet.clicked.connect(functools.partial(_decide, buttons, signal, finding))
        return parts.column(head, text, buttons, gap=2)

    def _fill_actions(self, content: QVBoxLayout, answer: Answer, words: AnswerWords) -> None:
        if not answer.actions or self.turn.reply is None:
            return
        day = self.turn.reply.stamp.day
        for action in answer.actions:
            start = functools.partial(self.action_asked.emit, action, day)
            self.starts.append(parts.button(words.action(action), start))
        content.addLayout(parts.row(*self.starts, None, gap=8))

    def _linked(self, answer: Answer) -> LinkedText:
        made = LinkedText(name=self.tr("Answer"))
        made.asked.connect(functools.partial(self._show_source, answer))
        made.menu_asked.connect(functools.partial(self._offer_explanation, made, answer))
        return made

    def _show_source(self, answer: Answer, name: str) -> None:
        self.place_asked.emit(answer.facts[name].place, functools.partial(self._fact, answer, name))

    def _offer_explanation(self, text: LinkedText, answer: Answer, name: str, at: QPoint) -> None:
        fact = answer.facts[name]
        own = fact.figure if isinstance(fact.figure, Money) else None
        wanted = Wanted(functools.partial(self._fact, answer, name), fact.place, own)
        explain_menu.popup(
            text,
            at,
            language=self._session.language,
            asked=lambda: self._session.explanation_asked.emit(wanted),
        )

    def _fact(self, answer: Answer, name: str) -> str:
        """Return a fact as the answer says it, its amount covered where amounts are hidden now."""
        if self.turn.reply is None:
            return ""
        said = AnswerWords(self._session, self.turn.reply).sentences(answer)
        return next((piece.text for each in said for piece in each if piece.fact == name), "")

    def _fill_further(self, content: QVBoxLayout, answer: Answer, words: AnswerWords) -> None:
        if not answer.follow_ups:
            return
        made = parts.column(parts.label(self.tr("You could also ask"), role="muted"), gap=0)
        for follow_up in answer.follow_ups[:_MOST_FURTHER]:
            ask = functools.partial(self.further_asked.emit, self.turn, follow_up)
            button = parts.button(parts.literal(words.question(follow_up)), ask, role="source")
            self.further.append(button)
            made.addLayout(parts.row(button, None))
        content.addLayout(made)

    def _fill_foot(self, content: QVBoxLayout, words: AnswerWords) -> None:
        content.addWidget(parts.rule())
        foot = parts.row(self.made_of, gap=14)
        foot.setStretch(0, 1)
        if self.turn.wording:
            self.stop_button = parts.button(
                self.tr("Stop"), self.stop_asked.emit, role="source", shortcut="Esc"
            )
            foot.addWidget(self.stop_button)
        others = self._others()
        if others:
            self.meant_button = parts.button(
                self.tr("Not what I meant"), self._offer_others, role="source"
            )
            self.meant_button.setProperty("quiet", True)
            foot.addWidget(self.meant_button)
        content.addLayout(foot)
        self._say_made_of()
        if others:
            self.keep_button = parts.button(self.tr("Cancel"), self._keep, role="source")
            self._meant = QWidget()
            inner = parts.column(
                parts.label(self.tr("What do you mean?"), role="strong"),
                self._choice_buttons(others, words),
                parts.row(self.keep_button, None),
                gap=6,
            )
            self._meant.setLayout(inner)
            self._meant.hide()
            content.addWidget(self._meant)
        if self.turn.stale:
            self.again_button = parts.button(
                self.tr("Ask again"), lambda: self.again_asked.emit(self.turn), role="source"
            )
            stale = parts.label(self.tr("The books have changed since."), role="muted")
            content.addLayout(parts.row(stale, self.again_button, None, gap=8))

    def _others(self) -> list[Tool]:
        asked = self.turn.reply.asked if self.turn.reply else None
        return [each for each in asked.choices if each != asked.tool] if asked else []

    def _offer_others(self) -> None:
        if self._meant is not None and self.meant_button is not None:
            self._meant.show()
            self.meant_button.hide()
            self.choices[0].setFocus()

    def _keep(self) -> None:
        """Leave the question as it was understood."""
        if self._meant is not None and self.meant_button is not None:
            self.meant_button.show()
            self.meant_button.setFocus()
            self._meant.hide()

    def further_text(self, follow_up: FollowUp) -> str:
        """Return a further question as its button says it."""
        reply = self.turn.reply
        return AnswerWords(self._session, reply).question(follow_up) if reply else ""

    # --- words of a model ---

    def say(self) -> None:
        """Show the sentences that have come from a model by now."""
        if self.words is None:
            return
        self._show_words()
        self._say_made_of()
        if self.stop_button is not None and not self.turn.wording:
            self.stop_button.hide()

    def _show_words(self) -> None:
        reply, text = self.turn.reply, self.words
        if text is None or reply is None or reply.asked.answer is None:
            return
        if not self.turn.words:
            text.hide()
            return
        words, answer = AnswerWords(self._session, reply), reply.asked.answer
        if self._session.localised.hidden:  # a model may have spelt an amount out
            said: tuple[Piece, ...] = (
                Piece(self.tr("What a model added is covered while amounts are hidden.")),
            )
        else:
            said = words.joined([words.linked(each, answer) for each in self.turn.words])
        text.show_pieces(said)
        if text.parentWidget() is not None:  # before, it would be a window of its own
            text.show()

    def _say_made_of(self) -> None:
        turn = self.turn
        if turn.wording:
            words = self.tr("A model on this computer adds words…")
        elif turn.words and turn.worded is not None and turn.worded.model:
            model = turn.worded.model
            words = self.tr("Worded by {model}, figures checked").format(model=model)
        elif turn.words:
            words = self.tr("Worded by a model, figures checked")
        else:
            words = self.tr("Plain wording")
        answer = turn.reply.asked.answer if turn.reply else None
        if answer is not None and answer.held and answer.tool is not Tool.NONE:
            books = self.tr("From your books")
            words = f"{books} · {words}"
        self.made_of.setText(words)


def _decide(buttons: FindingButtons, signal: SignalInstance, finding: Finding, *_: object) -> None:
    """Let a decision be taken once; what was decided is said with the way to take it back."""
    for quiet in (buttons.later, buttons.not_useful):
        quiet.setEnabled(False)
    signal.emit(finding)

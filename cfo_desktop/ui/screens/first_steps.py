"""The card of first steps: what is done, what is left, and a button that goes there."""

from __future__ import annotations

import functools

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.today import FirstSteps
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.ui import today_verbs as verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts


class FirstStepsCard(QFrame):
    """Five lines, each with its state in words, its button, and Skip."""

    asked = Signal(str)
    """The ``Step`` to go to."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "card")
        self.go: dict[Step, QPushButton] = {}
        self.skip: dict[Step, QPushButton] = {}
        self.states = {step: parts.label() for step in Step}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (step, (text, action)) in enumerate(self._words().items()):
            go = self.go[step] = parts.button(action, functools.partial(self.asked.emit, step))
            skip = self.skip[step] = parts.button(
                self.tr("Skip"), functools.partial(self._skip, step), role="link"
            )
            go.setAccessibleName(f"{text} {action}")
            skip.setAccessibleName(f"{text} {skip.text()}")
            cells: tuple[QWidget, ...] = (self.states[step], parts.label(text, wrap=True), go, skip)
            for column, cell in enumerate(cells):
                grid.addWidget(cell, row, column)
            grid.setRowMinimumHeight(row, 34)
        self.hide_button = parts.button(
            self.tr("Hide the first steps"),
            lambda: session.run(verbs.hide_steps(), owner=self, done=self._hidden),
            role="link",
        )
        head = parts.row(
            parts.label(self.tr("First steps"), role="heading"), None, self.hide_button
        )
        self.setLayout(parts.column(head, grid, gap=8, margin=16))

    def _words(self) -> dict[Step, tuple[str, str]]:
        return {
            Step.CODE: (
                self.tr("Keep a recovery code, in case the passphrase is lost."),
                self.tr("Make a code"),
            ),
            Step.OPENING: (
                self.tr("Say what the shop has today: in the till, at the bank, on the shelves."),
                self.tr("Answer"),
            ),
            Step.STATEMENT: (
                self.tr("Import the first statement of your bank or wallet."),
                self.tr("Import"),
            ),
            Step.SORTED: (
                self.tr("Sort the payments: say what each one was for."),
                self.tr("Sort"),
            ),
            Step.REPORT: (
                self.tr("Read the first report: what the shop earned."),
                self.tr("Read"),
            ),
        }

    def show_steps(self, steps: FirstSteps) -> None:
        """Show how far each step is; the card hides when nothing is to do."""
        words = {
            StepState.DONE: (self.tr("Done"), "positive"),
            StepState.OPEN: (self.tr("To do"), ""),
            StepState.SKIPPED: (self.tr("Skipped"), "muted"),
        }
        for step, state in steps.states.items():
            text, role = words[state]
            self.states[step].setText(text)
            parts.set_role(self.states[step], role)
            self.go[step].setVisible(state is not StepState.DONE)
            self.skip[step].setVisible(state is StepState.OPEN)
        self.setVisible(steps.shown)

    def _skip(self, step: Step) -> None:
        self.session.run(verbs.mark_step(step, StepState.SKIPPED), owner=self)

    def _hidden(self, _: object) -> None:
        self.session.tell(self.tr("Hidden. Settings shows the first steps again."))

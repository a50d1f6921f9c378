"""What the owner decides about findings: later, not useful, show again; each can be taken back."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject

from cfo_desktop.base import clock
from cfo_desktop.domain.finding import Finding
from cfo_desktop.ui import today_verbs as verbs
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.undo import Undo

PUT_OFF = dt.timedelta(days=14)
"""How long a finding rests that is to be looked at later."""


class Deciding(QObject):
    """Keeps the decisions in the book and says so; who shows findings reads them anew then."""

    def __init__(self, session: Session, say: FindingWords) -> None:
        super().__init__()
        self._session = session
        self._say = say

    def put_off(self, finding: Finding) -> None:
        """Show a finding no more for ``PUT_OFF``."""
        until = clock.today() + PUT_OFF
        told = self.tr("Put off until {day}: {finding}").format(
            day=self._session.localised.day(until), finding=self._title(finding)
        )
        self._session.run(
            verbs.put_off(finding.key, until=until),
            owner=self,
            done=lambda _: self._session.tell(told, undo=self._undo(finding)),
        )

    def call_not_useful(self, finding: Finding) -> None:
        """Show a finding no more, and its kind more seldom."""
        told = self.tr(
            "Not useful: {finding}. You see others of this kind only when more is at stake."
        ).format(finding=self._title(finding))
        self._session.run(
            verbs.call_not_useful(finding.key),
            owner=self,
            done=lambda _: self._session.tell(told, undo=self._undo(finding)),
        )

    def show_again(self, finding: Finding) -> None:
        """Show a finding that was put off or called not useful."""
        told = self._shown_again(finding)
        self._session.run(
            verbs.show_again(finding.key),
            owner=self,
            done=lambda _: self._session.tell(told),
        )

    def _undo(self, finding: Finding) -> Undo:
        told = self._shown_again(finding)
        return Undo(verbs.show_again(finding.key), lambda _: told)

    def _shown_again(self, finding: Finding) -> str:
        return self.tr("Shown again: {finding}").format(finding=self._title(finding))

    def _title(self, finding: Finding) -> str:
        return self._say.title(finding)

"""What to look at: the first findings on Today, each to be done, put off or called not useful."""

from __future__ import annotations

import functools

from PySide6.QtCore import Signal
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain import drafts
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.ui import drafting
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.figures import FigureCard

_MOST = 5
"""Findings shown; the rest are in the list of all."""

_RESERVED = 380
"""Pixels kept free until the first findings come: what is in view does not move then."""


class FindingButtons(QWidget):
    """What can be done about a finding: its own action, a letter, later, not useful."""

    def __init__(self, say: FindingWords, finding: Finding, *, draft: str = "") -> None:
        """Offer what can be done; ``draft`` is what the button says that drafts a letter."""
        super().__init__()
        title = say.title(finding)
        self.do = self._link(say.button(finding), title)
        self.draft = self._link(draft, title) if draft else None
        self.later = self._link(self.tr("Later"), title)
        self.not_useful = self._link(self.tr("Not useful"), title)
        for quiet in (self.later, self.not_useful):
            quiet.setProperty("quiet", True)
        begin = (self.do, self.draft) if self.draft else (self.do,)
        self.setLayout(parts.row(*begin, None, self.later, self.not_useful, gap=14))

    def _link(self, text: str, title: str) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(True)
        made.setProperty("role", "source")
        made.setAccessibleName(f"{text}: {title}")
        return made


class FindingItem(QWidget):
    """One finding: how much it matters, what it is, and what can be done.

    What the owner should do of their own is said of what must be acted on alone, what it brings of
    all: the card is short.
    """

    def __init__(self, say: FindingWords, finding: Finding, *, draft: str = "") -> None:
        """Show ``finding``; ``draft`` is what the button says that drafts a letter about it."""
        super().__init__()
        self.finding = finding
        title = say.title(finding)
        word, token = say.severity(finding.severity)
        self.severity = parts.label(word, role=token)
        self.title = parts.label(title, role="strong", wrap=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text = parts.label(say.text(finding), role="muted", wrap=True)
        self.remedy = parts.label(wrap=True)
        act = finding.severity is Severity.ACT
        self.remedy.setText(say.to_do(finding) if act else say.brings(finding))
        if not self.remedy.text():
            self.remedy.hide()
        buttons = FindingButtons(say, finding, draft=draft)
        self.do, self.draft = buttons.do, buttons.draft
        self.later, self.not_useful = buttons.later, buttons.not_useful
        head = parts.row(self.title, self.severity)
        head.setStretch(0, 1)
        self.setLayout(parts.column(head, self.text, self.remedy, buttons, gap=1))


class FindingsCard(FigureCard):
    """The first findings by order, or that all is well."""

    do_asked = Signal(object)
    """The ``Finding`` whose action is wanted."""
    later_asked = Signal(object)
    not_useful_asked = Signal(object)
    draft_asked = Signal(object)
    """The letter (``Wanted``) that could be written about a finding."""
    all_asked = Signal()

    def __init__(self, session: Session, say: FindingWords) -> None:
        super().__init__(self.tr("What to look at"))
        self._session = session
        self._say = say
        self.setMinimumHeight(_RESERVED)
        self.items: list[FindingItem] = []
        self.all_button: QPushButton | None = None

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the first findings; the keyboard stays at its place where it was among them."""
        place = self._focused()
        self._empty()
        self.setMinimumHeight(0)
        for finding in outlook.findings[:_MOST]:
            wanted = drafts.suggested(finding)
            words = drafting.told(self._session, wanted.kind) if wanted else ""
            item = FindingItem(self._say, finding, draft=words)
            if item.draft is not None:
                item.draft.clicked.connect(functools.partial(_emit, self.draft_asked, wanted))
            for button, signal in (
                (item.do, self.do_asked),
                (item.later, self.later_asked),
                (item.not_useful, self.not_useful_asked),
            ):
                button.clicked.connect(functools.partial(_emit, signal, finding))
            if self.items:
                self.put(parts.rule())
            self.put(item)
            self.items.append(item)
            self.lines.append((item.title.text(), ""))
        if not outlook.findings:
            self._say_nothing_stands_out(outlook)
        self._add_all_button(outlook)
        self._focus(place)

    def forget(self) -> None:
        """Show nothing of a book."""
        self._empty()
        self.setMinimumHeight(_RESERVED)

    def _empty(self) -> None:
        self.clear()
        self.items.clear()
        self.all_button = None

    def _say_nothing_stands_out(self, outlook: Outlook) -> None:
        day = self._session.localised.day(outlook.day)
        if outlook.put_off:
            text = self.tr("Nothing else stood out when the books were looked at on {day}.")
        else:
            text = self.tr("All is well: nothing stood out when the books were looked at on {day}.")
        self.note(text.format(day=day))

    def _add_all_button(self, outlook: Outlook) -> None:
        count, put_off = len(outlook.findings), len(outlook.put_off)
        if not count and not put_off:
            return
        number = self._session.localised.number
        text = self.tr("All findings: {count}").format(count=number(count))
        if put_off:
            text = self.tr("All findings: {count}, and {hidden} hidden").format(
                count=number(count), hidden=number(put_off)
            )
        self.all_button = parts.button(text, self.all_asked.emit, role="source")
        self.put(parts.rule())
        self.put(self.all_button)

    def _focused(self) -> tuple[int, int] | None:
        """Return which button of which finding has the keyboard."""
        for number, item in enumerate(self.items):
            for at, button in enumerate((item.do, item.later, item.not_useful)):
                if button.hasFocus():
                    return number, at
        return None

    def _focus(self, place: tuple[int, int] | None) -> None:
        if place is None:
            return
        if self.items:
            item = self.items[min(place[0], len(self.items) - 1)]
            (item.do, item.later, item.not_useful)[place[1]].setFocus()
        elif self.all_button is not None:
            self.all_button.setFocus()


def _emit(signal: SignalInstance, what: object, *_: object) -> None:
    signal.emit(what)

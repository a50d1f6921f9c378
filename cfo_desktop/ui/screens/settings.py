"""Settings of the program and the care of the open book."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.period import Month
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.language import LANGUAGES
from cfo_desktop.ui.screens.book_care import BookCare
from cfo_desktop.ui.screens.passphrase import NewPassphrase
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import NumberBox

_MONTHS = 24
_LABELS = 280


class Settings(Room):
    """Appearance, locking, the passphrase, the period lock, backup and controls."""

    watches = Changes(book=True, entries=True)
    code_made = Signal(str)
    """A new recovery code that must be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Settings"))
        self.backup_button = parts.button(self.tr("Back up…"), self._backup, role="primary")
        self.bar.addWidget(self.backup_button)
        self.about = parts.label(wrap=True)
        self.care = BookCare(session)
        holder = QWidget()
        holder.setLayout(
            parts.column(
                self._program_card(),
                self._passphrase_card(),
                self._period_card(),
                self.care,
                None,
                gap=16,
            )
        )
        scroll = self.scroll_area = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.other_button = parts.button(
            self.tr("Make or open another book…"), session.other_book_asked.emit
        )
        self.other_button.setToolTip(self.tr("This book is locked first."))
        self.about.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.lay_out(parts.column(parts.row(self.about, self.other_button), scroll))

    def _program_card(self) -> QFrame:
        settings = self.session.settings
        self.steps_button = parts.button(self.tr("Show the first steps again"), self._show_steps)
        self.language = ChoiceBox()
        self.language.addItem(self.tr("As the system"), "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.theme = ChoiceBox()
        for name, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self.theme.addItem(text, name)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.minutes = NumberBox()
        self.minutes.setRange(1, 60)
        self.minutes.setValue(settings.lock_minutes)
        self.language.currentIndexChanged.connect(lambda _: self._change())
        self.theme.currentIndexChanged.connect(lambda _: self._change())
        self.minutes.editingFinished.connect(self._change)
        for field in (self.language, self.theme, self.minutes):
            field.setMaximumWidth(260)
        return parts.card(
            parts.column(
                parts.label(self.tr("This program"), role="heading"),
                parts.form(
                    (self.tr("Language"), self.language),
                    (self.tr("Colours"), self.theme),
                    (self.tr("Lock after minutes without a key or click"), self.minutes),
                    label_width=_LABELS,
                ),
                parts.row(self.steps_button, None),
            ),
            width=860,
        )

    def _show_steps(self) -> None:
        self.session.run(
            today_verbs.show_steps_again(),
            owner=self,
            done=lambda _: self.session.room_asked.emit("today"),
        )

    def _passphrase_card(self) -> QFrame:
        self.passphrase = NewPassphrase()
        self.change_button = parts.button(self.tr("Change passphrase"), self._change_passphrase)
        self.change_button.setEnabled(False)
        self.current = parts.passphrase_field()
        self.passphrase.changed.connect(self._passphrase_typed)
        self.current.textChanged.connect(self._passphrase_typed)
        self.code_button = parts.button(self.tr("New recovery code…"), self._new_code)
        for field in (self.current, self.passphrase.first, self.passphrase.again):
            field.setMaximumWidth(360)
        return parts.card(
            parts.column(
                parts.label(self.tr("Passphrase and recovery code"), role="heading"),
                parts.form(
                    (self.tr("Current passphrase"), self.current),
                    (self.tr("New passphrase"), self.passphrase.first),
                    (self.tr("New passphrase again"), self.passphrase.again),
                    ("", self.passphrase.verdict),
                    label_width=_LABELS,
                ),
                parts.row(self.change_button, self.code_button, None),
            ),
            width=860,
        )

    def _period_card(self) -> QFrame:
        self.period = ChoiceBox()
        self.period.setMaximumWidth(260)
        self.period_button = parts.button(self.tr("Lock these days…"), self._ask_lock)
        hint = self.tr(
            "Nothing can be posted into locked days; corrections go to the first open day."
        )
        return parts.card(
            parts.column(
                parts.label(self.tr("Locked period"), role="heading"),
                parts.label(hint, role="muted", wrap=True),
                parts.form(
                    (self.tr("Locked through the end of"), self.period), label_width=_LABELS
                ),
                parts.row(self.period_button, None),
            ),
            width=860,
        )

    def refresh(self) -> None:
        """Read what the book says of itself anew."""
        self.session.run(verbs.info(), owner=self, done=self._show, topic="info")

    def first_focus(self) -> QWidget:
        """Begin at the top."""
        return self.language

    def forget(self) -> None:
        """Empty what is the book's."""
        self.about.clear()
        self.current.clear()
        self.passphrase.clear()
        self.care.forget()

    def _show(self, told: tuple[BookInfo, Head]) -> None:
        info, head = told
        self.session.info = info
        text = self.tr("{name} · {currency} · made {day} · entries: {count} · chain {link}")
        self.about.setText(
            text.format(
                name=info.name,
                currency=info.currency,
                day=self.session.localised.day(info.created),
                count=self.session.localised.number(head.entries),
                link=head.short,
            )
        )
        self.period.clear()
        self.period.addItem(self.tr("Nothing is locked"), "")
        last = Month.of(clock.today())
        if info.locked_through is not None:
            last = max(last, Month.of(info.locked_through))
        for back in range(_MONTHS):
            month = last.plus(-back)
            self.period.addItem(self.session.localised.month(month), str(month))
        locked = "" if info.locked_through is None else str(Month.of(info.locked_through))
        self.period.setCurrentIndex(max(self.period.findData(locked), 0))

    def _change(self) -> None:
        self.session.change_settings(
            dataclasses.replace(
                self.session.settings,
                language=str(self.language.currentData()),
                theme=str(self.theme.currentData()),
                lock_minutes=self.minutes.value(),
            )
        )

    def _passphrase_typed(self) -> None:
        self.change_button.setEnabled(self.passphrase.ready and bool(self.current.text()))

    def _change_passphrase(self) -> None:
        self.session.run(
            verbs.change_passphrase(self.passphrase.text, current=self.current.text()),
            owner=self,
            done=lambda _: self.session.tell(
                self.tr("The book has a new passphrase. Backups made before keep the old one.")
            ),
        )
        self.current.clear()
        self.passphrase.clear()

    def _new_code(self) -> None:
        self.session.run(verbs.new_recovery_code(), owner=self, done=self.code_made.emit)

    def _ask_lock(self) -> None:
        chosen = str(self.period.currentData())
        through = Month.parse(chosen) if chosen else None
        if through is None:
            question = self.tr("Open all days?")
            explanation = self.tr("Entries can then be posted on any day, also in months reported.")
            action = self.tr("Open all days")
        else:
            day = self.session.localised.day(through.last_day)
            question = self.tr("Lock every day through {day}?").format(day=day)
            explanation = self.tr(
                "Nothing can be posted on {day} or before; later days are open. "
                "You can open the days again here."
            ).format(day=day)
            action = self.tr("Lock these days")
        ask(
            self,
            question,
            explanation=explanation,
            action=action,
            then=lambda: self._lock_period(through),
        )

    def _lock_period(self, through: Month | None) -> None:
        def done(_: object) -> None:
            if through is None:
                self.session.tell(self.tr("All days are open."))
            else:
                self.session.tell(
                    self.tr("Locked through {day}.").format(
                        day=self.session.localised.day(through.last_day)
                    )
                )

        self.session.run(verbs.lock_period(through), owner=self, done=done)

    def _backup(self) -> None:
        name = self.session.info.name if self.session.info else "book"
        target = pick.target(
            self,
            title=self.tr("Where the backup will lie"),
            suggested=f"{name} {clock.today().isoformat()}.cfobackup".replace("/", "-"),
            kinds=self.tr("Backups (*.cfobackup)"),
        )
        if target is None:
            return
        self.session.run(
            verbs.backup(target),
            owner=self,
            done=lambda head: self.session.tell(
                self.tr("Backed up and read back, entries: {count}. It is in {path}").format(
                    count=self.session.localised.number(head.entries), path=target
                )
            ),
        )

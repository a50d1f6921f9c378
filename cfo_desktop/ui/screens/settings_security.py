"""Who can open the book and see it: passphrase, recovery code, locking, covered amounts."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui import settings_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.passphrase import NewPassphrase
from cfo_desktop.ui.screens.settings_page import FIELD
from cfo_desktop.ui.screens.settings_page import LABELS
from cfo_desktop.ui.screens.settings_page import SettingsPage
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.fields import NumberBox


class SecurityPage(SettingsPage):
    """The passphrase above, what happens while nobody is there below."""

    code_made = Signal(str)
    """A new recovery code that must be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lay_out(self._passphrase_card(), self._code_card(), self._desk_card(), None)
        session.settings_changed.connect(self._show_settings)

    def _passphrase_card(self) -> QFrame:
        self.passphrase = NewPassphrase()
        self.current = parts.passphrase_field()
        self.change_button = parts.button(
            self.tr("Change passphrase"), self._change_passphrase, role="primary"
        )
        self.rekey_button = parts.button(self.tr("My passphrase leaked…"), self._ask_rekey)
        self.rekey_button.setToolTip(
            self.tr("Encrypts the whole book anew; fill in the fields above first.")
        )
        for button in (self.change_button, self.rekey_button):
            button.setEnabled(False)
        self.passphrase.changed.connect(self._passphrase_typed)
        self.current.textChanged.connect(self._passphrase_typed)
        for field in (self.current, self.passphrase.first, self.passphrase.again):
            field.setMaximumWidth(FIELD)
        return card(
            self.tr("Passphrase"),
            parts.form(
                (self.tr("Current passphrase"), self.current),
                (self.tr("New passphrase"), self.passphrase.first),
                (self.tr("New passphrase again"), self.passphrase.again),
                ("", self.passphrase.verdict),
                label_width=LABELS,
            ),
            parts.row(self.change_button, self.rekey_button, None),
        )

    def _code_card(self) -> QFrame:
        self.code_button = parts.button(self.tr("New recovery code…"), self._new_code)
        return card(
            self.tr("Recovery code"),
            parts.row(self.code_button, None),
            hint=self.tr(
                "It opens the book where the passphrase is forgotten. Keep it on paper, away from "
                "this computer. A new one makes the old one worthless."
            ),
        )

    def _desk_card(self) -> QFrame:
        self.minutes = NumberBox()
        self.minutes.setRange(1, 60)
        self.minutes.setMaximumWidth(FIELD)
        self.minutes.editingFinished.connect(self._change)
        self.hide_amounts = QCheckBox(self.tr("Hide all amounts (Ctrl+Shift+H)"))
        self.hide_amounts.toggled.connect(lambda _: self._change())
        self._show_settings()
        return card(
            self.tr("While others look"),
            parts.form(
                (self.tr("Lock after minutes without a key or click"), self.minutes),
                ("", self.hide_amounts),
                label_width=LABELS,
            ),
            hint=self.tr(
                "Hidden amounts show as dots everywhere in the window. Reports and exports that "
                "you save hold them all the same."
            ),
        )

    def first_focus(self) -> QWidget:
        """Begin with the passphrase."""
        return self.current

    def forget(self) -> None:
        """Empty every field."""
        self.current.clear()
        self.passphrase.clear()

    def _show_settings(self) -> None:
        settings = self.session.settings
        for field in (self.minutes, self.hide_amounts):
            field.blockSignals(True)
        self.minutes.setValue(settings.lock_minutes)
        self.hide_amounts.setChecked(settings.hide_amounts)
        for field in (self.minutes, self.hide_amounts):
            field.blockSignals(False)

    def _change(self) -> None:
        self.session.change_settings(
            dataclasses.replace(
                self.session.settings,
                lock_minutes=self.minutes.value(),
                hide_amounts=self.hide_amounts.isChecked(),
            )
        )

    def _passphrase_typed(self) -> None:
        ready = self.passphrase.ready and bool(self.current.text())
        self.change_button.setEnabled(ready)
        self.rekey_button.setEnabled(ready)

    def _change_passphrase(self) -> None:
        self.session.run(
            verbs.change_passphrase(self.passphrase.text, current=self.current.text()),
            owner=self,
            done=lambda _: self.session.tell(
                self.tr("The book has a new passphrase. Backups made before keep the old one.")
            ),
        )
        self.forget()

    def _ask_rekey(self) -> None:
        ask(
            self,
            self.tr("Encrypt the whole book anew?"),
            explanation=self.tr(
                "Choose this where somebody may know the old passphrase or recovery code and has "
                "had a copy of the book. You get a new recovery code. Backups made before still "
                "open with the old passphrase: remove them, or keep them safe."
            ),
            action=self.tr("Encrypt anew"),
            then=self._rekey,
        )

    def _rekey(self) -> None:
        self.session.run(
            settings_verbs.rekey(self.passphrase.text, current=self.current.text()),
            owner=self,
            done=self.code_made.emit,
        )
        self.forget()

    def _new_code(self) -> None:
        self.session.run(verbs.new_recovery_code(), owner=self, done=self.code_made.emit)

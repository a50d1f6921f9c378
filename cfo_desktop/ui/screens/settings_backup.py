"""Backups of the book: where to, how often, when the last was written and read back."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base import texts
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.backup import MOST_KEPT
from cfo_desktop.domain.backup import BackupPlan
from cfo_desktop.domain.backup import BackupRecord
from cfo_desktop.domain.backup import BackupState
from cfo_desktop.domain.backup import Every
from cfo_desktop.ui import settings_verbs as verbs
from cfo_desktop.ui.screens.settings_page import FIELD
from cfo_desktop.ui.screens.settings_page import LABELS
from cfo_desktop.ui.screens.settings_page import SettingsPage
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import NumberBox

_KINDS = "*.cfobackup"


class BackupPage(SettingsPage):
    """The plan above, what became of it below."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._plan = BackupPlan()
        self.lay_out(self._state_card(), self._plan_card(), None)

    def _state_card(self) -> QFrame:
        self.written = parts.label(wrap=True)
        self.verified = parts.label(wrap=True)
        self.failure = parts.label(role="negative", wrap=True)
        self.failure.hide()
        self.now_button = parts.button(self.tr("Back up now"), self.back_up, role="primary")
        self.elsewhere_button = parts.button(self.tr("Back up to…"), self._elsewhere)
        self.verify_button = parts.button(self.tr("Verify a backup…"), self._verify)
        return card(
            self.tr("Backup"),
            parts.form(
                (self.tr("Last backup"), self.written),
                (self.tr("Last verified"), self.verified),
                label_width=LABELS,
            ),
            self.failure,
            parts.row(self.now_button, self.elsewhere_button, self.verify_button, None),
            hint=self.tr(
                "A backup is one encrypted file. It opens with the passphrase and the recovery "
                "code that the book has now. Each one is read back and checked when it is written."
            ),
        )

    def _plan_card(self) -> QFrame:
        self.folder = parts.path_field(self.tr("Folder"))
        self.folder_button = parts.button(self.tr("Choose…"), self._choose_folder)
        self.folder_button.setAccessibleName(self.tr("Choose the folder for backups"))
        place = parts.row(self.folder, self.folder_button)
        place.setStretch(0, 1)
        self.every = ChoiceBox()
        for value, text in (
            (Every.NEVER, self.tr("Only when I ask")),
            (Every.CLOSE, self.tr("Each time the program is closed")),
            (Every.DAY, self.tr("Every day")),
            (Every.WEEK, self.tr("Every week")),
        ):
            self.every.addItem(text, value.value)
        self.keep = NumberBox()
        self.keep.setRange(1, MOST_KEPT)
        for field in (self.every, self.keep):
            field.setMaximumWidth(FIELD)
        self.every.activated.connect(lambda _: self._every_chosen())
        self.keep.editingFinished.connect(self._keep_chosen)
        return card(
            self.tr("Backups by themselves"),
            parts.form(
                (self.tr("Folder"), place),
                (self.tr("How often"), self.every),
                (self.tr("How many to keep"), self.keep),
                label_width=LABELS,
            ),
            hint=self.tr(
                "Best on another disk or a USB stick. Of older ones, only those that this book "
                "wrote here by itself are removed."
            ),
        )

    def refresh(self) -> None:
        """Read the plan and what became of it."""
        self.session.run(verbs.backup_state(), owner=self, done=self._show, topic="state")

    def first_focus(self) -> QWidget:
        """Begin with the button."""
        return self.now_button

    def forget(self) -> None:
        """Show nothing of the book."""
        for label in (self.written, self.verified, self.failure):
            label.clear()
        self.folder.clear()

    def _show(self, state: BackupState) -> None:
        self._plan = state.plan
        self.folder.setText(state.plan.folder or self.tr("None chosen yet"))
        self.every.setCurrentIndex(self.every.findData(state.plan.every.value))
        self.keep.blockSignals(True)
        self.keep.setValue(state.plan.keep)
        self.keep.blockSignals(False)
        self.written.setText(self._told(state.written))
        self.verified.setText(self._told(state.verified))
        failure = state.failure
        self.failure.setVisible(failure is not None)
        if failure is not None:
            why = texts.fault_text(self.session.language, failure.code, failure.data)
            when = self.session.localised.moment(failure.moment)
            text = self.tr("The backup of {moment} failed. {why}")
            self.failure.setText(text.format(moment=when, why=why))

    def _told(self, record: BackupRecord | None) -> str:
        if record is None:
            return self.tr("Never")
        return self.tr("{moment} · entries: {count} · end of the chain {link}\n{path}").format(
            moment=self.session.localised.moment(record.moment),
            count=self.session.localised.number(record.entries),
            link=record.link,
            path=record.path,
        )

    def back_up(self) -> None:
        """Write a backup now; without a folder, ask for one first."""
        if not self._plan.folder:
            self._choose_folder(then_back_up=True)
            return
        self.session.run(verbs.back_up(), owner=self, done=self._written, failed=self._failed)

    def _elsewhere(self) -> None:
        name = self.session.info.name if self.session.info else "book"
        target = pick.target(
            self,
            title=self.tr("Where the backup will lie"),
            suggested=f"{name} {clock.today().isoformat()}.cfobackup".replace("/", "-"),
            kinds=f"{self.tr('Backups')} ({_KINDS})",
        )
        if target is not None:
            self.session.run(verbs.back_up_to(target), owner=self, done=self._written)

    def _verify(self) -> None:
        source = pick.file(
            self,
            title=self.tr("Which backup to verify"),
            kinds=f"{self.tr('Backups')} ({_KINDS})",
        )
        if source is not None:
            self.session.run(verbs.verify_backup(source), owner=self, done=self._verified)

    def _written(self, record: BackupRecord) -> None:
        text = self.tr("Backed up and read back, entries: {count}. It is in {path}")
        count = self.session.localised.number(record.entries)
        self.session.tell(text.format(count=count, path=record.path))

    def _verified(self, record: BackupRecord) -> None:
        text = self.tr("The backup is whole and every control held, entries: {count}.")
        count = self.session.localised.number(record.entries)
        self.session.tell(text.format(count=count))

    def _failed(self, error: CfoError) -> None:
        self.session.warn(error)
        self.refresh()

    def _choose_folder(self, *, then_back_up: bool = False) -> None:
        start = Path(self._plan.folder) if self._plan.folder else Path.home()
        folder = pick.folder(self, title=self.tr("Folder for backups"), start=start)
        if folder is None:
            self.refresh()
            return
        self._change_plan(
            dataclasses.replace(self._plan, folder=str(folder)), then_back_up=then_back_up
        )

    def _every_chosen(self) -> None:
        every = Every(str(self.every.currentData()))
        plan = dataclasses.replace(self._plan, every=every)
        if every is not Every.NEVER and not plan.folder:
            folder = pick.folder(self, title=self.tr("Folder for backups"), start=Path.home())
            if folder is None:
                self.refresh()
                return
            plan = dataclasses.replace(plan, folder=str(folder))
        self._change_plan(plan)

    def _keep_chosen(self) -> None:
        self._change_plan(dataclasses.replace(self._plan, keep=self.keep.value()))

    def _change_plan(self, plan: BackupPlan, *, then_back_up: bool = False) -> None:
        if plan == self._plan:
            return

        def changed(_: object) -> None:
            self._plan = plan
            if then_back_up:
                self.back_up()

        self.session.run(verbs.change_plan(plan), owner=self, done=changed, failed=self._failed)

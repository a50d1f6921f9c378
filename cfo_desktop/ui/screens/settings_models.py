"""Language models: which there are, how each did, which speaks, and how one is added."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QProgressBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.domain.language_model import ModelOffer
from cfo_desktop.domain.language_model import Trial
from cfo_desktop.ui import model_verbs as verbs
from cfo_desktop.ui import model_words as words
from cfo_desktop.ui.beside import Beside
from cfo_desktop.ui.model_verbs import Models
from cfo_desktop.ui.model_verbs import Step
from cfo_desktop.ui.model_verbs import Work
from cfo_desktop.ui.screens.settings_page import SettingsPage
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import models as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.drop_area import DropArea
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

T = TypeVar("T")
_KINDS = "GGUF (*.gguf)"
_ROWS = 8
"""Models in view before the table scrolls."""
_HEAD = 40
_LABELS = 130
"""Pixels."""


class ModelsPage(SettingsPage):
    """The list above, the chosen model below it, and where another one is added."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found = Models((), None, None)
        self.offered: ModelOffer | None = None
        self._beside = Beside(self)
        self._wanted = ""
        """The name of the model to mark once the list is read."""
        self.model = table.model(session, free=lambda: self.found.free)
        self.table = TableView(self.model, name=self.tr("Language models"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.chosen.connect(lambda _: self._use())
        self._make_buttons()
        self.lay_out(self._list_card(), self._progress_card(), self._add_card(), None)
        self._show_chosen()

    def _make_buttons(self) -> None:
        self.use_button = parts.button(self.tr("Use"), self._use, role="primary", shortcut="Enter")
        self.try_button = parts.button(self.tr("Try it"), self._try)
        self.remove_button = parts.button(self.tr("Remove…"), self._ask_remove)
        self.none_button = parts.button(
            self.tr("Plain wording only"), lambda: self._choose(verbs.NONE)
        )
        self.add_button = parts.button(self.tr("Add a model file…"), self._pick)
        self.take_button = parts.button(self.tr("Add it"), self._take, role="primary")
        self.leave_button = parts.button(self.tr("Cancel"), self._leave_offer)
        self.cancel_button = parts.button(self.tr("Cancel"), self.cancel)

    def _list_card(self) -> QFrame:
        self.speaks = parts.label(wrap=True)
        self.title = parts.label(role="heading", wrap=True)
        self.licence, self.languages, self.memory = (parts.label(wrap=True) for _ in range(3))
        self.hash = _selectable()
        self.source = parts.label(wrap=True)
        self.trial = parts.label(wrap=True)
        self.detail = QWidget()
        self.detail.setLayout(
            parts.column(
                self.title,
                parts.form(
                    (self.tr("Languages"), self.languages),
                    (self.tr("Licence"), self.licence),
                    (self.tr("Memory"), self.memory),
                    (self.tr("Sample questions"), self.trial),
                    (self.tr("SHA-256"), self.hash),
                    (self.tr("From"), self.source),
                    label_width=_LABELS,
                ),
                parts.row(self.use_button, self.try_button, self.remove_button, None),
                gap=8,
            )
        )
        return card(
            self.tr("Language models"),
            self.speaks,
            self.table,
            parts.row(self.none_button, None),
            parts.rule(),
            self.detail,
            hint=self.tr(
                "A model adds words around the figures of an answer. It runs on this computer, is "
                "given those figures alone, and what it says is checked against them. Without one, "
                "every answer is plain wording."
            ),
        )

    def _progress_card(self) -> QFrame:
        self.doing = parts.label(wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        line = parts.row(self.bar, self.cancel_button)
        line.setStretch(0, 1)
        line.setAlignment(self.bar, Qt.AlignmentFlag.AlignVCenter)
        self.progress = card(self.tr("Under way"), self.doing, line)
        self.progress.hide()
        return self.progress

    def _add_card(self) -> QWidget:
        self.drop = DropArea(
            self.tr("Drop a model file here"),
            hint=self.tr(
                "A GGUF file that you fetched from where its makers offer it. It is looked at "
                "first: its licence and its hash are shown before it is added."
            ),
            button=self.add_button,
        )
        self.drop.dropped.connect(self.take_files)
        self.offer_title = parts.label(role="strong", wrap=True)
        self.offer_licence, self.offer_size = parts.label(wrap=True), parts.label(wrap=True)
        self.offer_hash = _selectable()
        self.offer_check = parts.label(wrap=True)
        self.link = QCheckBox(self.tr("Leave the file where it is, and do not copy it"))
        self.offer = card(
            self.tr("Add this model?"),
            self.offer_title,
            parts.form(
                (self.tr("Licence"), self.offer_licence),
                (self.tr("Size"), self.offer_size),
                (self.tr("SHA-256"), self.offer_hash),
                label_width=_LABELS,
            ),
            self.offer_check,
            self.link,
            parts.row(self.take_button, self.leave_button, None),
        )
        self.offer.hide()
        made = QWidget()
        made.setLayout(parts.column(self.drop, self.offer, gap=16))
        self.drop.setMaximumWidth(self.offer.maximumWidth())
        return made

    # --- reading ---

    def refresh(self) -> None:
        """Read which models there are."""
        self.session.run(verbs.known(), owner=self, done=self._show, topic="models")

    def first_focus(self) -> QWidget:
        """Begin in the list."""
        return self.table

    def forget(self) -> None:
        """Stop what is under way; nothing here is the book's."""
        self._beside.stop()

    def _show(self, found: Models) -> None:
        self.found = found
        self._say_who_speaks()
        marked = self.chosen()
        wanted = self._wanted or (marked.name if marked else "")
        self._wanted = ""
        self.model.set_rows(found.known)
        self.table.setFixedHeight(_HEAD + ROW_HEIGHT * min(len(found.known), _ROWS))
        self.table.fit_columns()
        names = [model.name for model in found.known]
        speaking = next((each.name for each in found.known if each.is_chosen), "")
        for name in (wanted, speaking, *names[:1]):
            if name in names:
                self.table.selectRow(names.index(name))
                self.table.scrollTo(self.model.index(names.index(name), 0))
                break
        self._show_chosen()

    def _say_who_speaks(self) -> None:
        speaking = next((each for each in self.found.known if each.is_chosen), None)
        fault = self.found.fault
        if fault is not None and fault.code == "model_missing":
            self.speaks.setText(
                self.tr("No language model is on this computer yet: every answer is plain wording.")
            )
        elif fault is not None:
            self.speaks.setText(self.session.localised.fault(fault))
        elif speaking is not None:
            self.speaks.setText(self.tr("{model} speaks.").format(model=speaking.title))

    def chosen(self) -> LanguageModel | None:
        """Return the model that is marked in the list."""
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _show_chosen(self) -> None:
        model = self.chosen()
        self.detail.setVisible(model is not None)
        speaks = any(each.is_chosen for each in self.found.known)
        self.none_button.setEnabled(speaks and not self._beside.busy)
        if model is None:
            return
        localised = self.session.localised
        self.title.setText(words.title(model))
        self.languages.setText(words.languages(model.languages, localised))
        self.licence.setText(words.licence(model.licence))
        self.memory.setText(
            self.tr("about {memory} while it speaks").format(
                memory=words.size(model.memory, localised)
            )
        )
        self.hash.setText(words.sha256(model.sha256))
        self.source.setText(model.source or str(model.path or ""))
        self.trial.setText(self._tried(model.trial))
        free = not self._beside.busy
        self.use_button.setEnabled(free and model.is_here and not model.is_chosen)
        self.try_button.setEnabled(free and model.is_here)
        self.remove_button.setEnabled(free and model.is_here)

    def _tried(self, trial: Trial | None) -> str:
        if trial is None:
            return self.tr("not tried yet")
        scored = words.scored
        localised = self.session.localised
        return "\n".join(scored(code, each, localised) for code, each in trial.languages.items())

    # --- doing ---

    def _begin(self, text: str, work: Work[T], done: Callable[[T], None]) -> None:
        self.doing.setText(text)
        self.bar.setRange(0, 0)
        self.progress.show()

        def ended(result: T) -> None:
            done(result)
            self._end()

        def failed(error: CfoError) -> None:
            self.session.warn(error)
            self._end()

        self._beside.run(work, told=self._progressed, done=ended, failed=failed)
        self._show_chosen()

    def _progressed(self, step: Step) -> None:
        self.bar.setRange(0, max(step[1], 1))
        self.bar.setValue(step[0])

    def _end(self) -> None:
        self.progress.hide()
        self.refresh()

    def cancel(self) -> None:
        """Stop what is under way."""
        self._beside.stop()
        self._end()

    def _use(self) -> None:
        model = self.chosen()
        if model is not None and self.use_button.isEnabled():
            self._choose(model.name)

    def _choose(self, name: str) -> None:
        def done(_: LanguageModel | None) -> None:
            settings = dataclasses.replace(self.session.settings, model=name)
            self.session.change_settings(settings)

        self._begin(self.tr("Reading the model…"), verbs.choose(name), done)

    def _try(self) -> None:
        model = self.chosen()
        if model is not None:
            text = self.tr("Asking {model} the sample questions, ten in each language…")
            self._begin(text.format(model=model.title), verbs.trial(model.name), lambda _: None)

    def _ask_remove(self) -> None:
        model = self.chosen()
        if model is None:
            return
        ask(
            self,
            self.tr("Remove this model?"),
            about=model.title,
            explanation=self.tr("Its file is deleted. You can add it again later."),
            action=self.tr("Remove"),
            then=lambda: self._remove(model.name),
        )

    def _remove(self, name: str) -> None:
        def done(_: LanguageModel | None) -> None:
            if self.session.settings.model == name:
                self.session.change_settings(dataclasses.replace(self.session.settings, model=""))
            self.refresh()

        self.session.run(verbs.remove(name), owner=self, done=done)

    # --- adding ---

    def _pick(self) -> None:
        path = pick.file(self, title=self.tr("Add a model file"), kinds=_KINDS)
        if path is not None:
            self.look_at(path)

    def take_files(self, files: Sequence[Path]) -> None:
        """Look at the first of the files that were dropped."""
        if files:
            self.look_at(files[0])

    def look_at(self, path: Path) -> None:
        """Look at a file, and offer to add it."""
        self._begin(self.tr("Looking at the file…"), verbs.offer(path), self._show_offer)

    def _show_offer(self, offered: ModelOffer) -> None:
        localised = self.session.localised
        self.offered = offered
        self.offer_title.setText(offered.title)
        self.offer_licence.setText(words.licence(offered.licence))
        self.offer_size.setText(
            self.tr("{size}; about {memory} of memory while it speaks").format(
                size=words.size(offered.size, localised),
                memory=words.size(offered.memory, localised),
            )
        )
        self.offer_hash.setText(words.sha256(offered.sha256))
        check = self.tr(
            "Unverified: the catalogue knows no hash of this file. Compare it with the one that "
            "its makers name."
        )
        if offered.is_verified:
            check = self.tr("The hash is the one in the catalogue.")
        self.offer_check.setText(check)
        self.drop.hide()
        self.offer.show()
        self.take_button.setFocus()
        self.ensureWidgetVisible(self.take_button)

    def _leave_offer(self) -> None:
        self.offered = None
        self.offer.hide()
        self.drop.show()

    def _take(self) -> None:
        offered = self.offered
        if offered is None:
            return

        def done(model: LanguageModel) -> None:
            self._wanted = model.name
            self._leave_offer()
            self.session.tell(
                self.tr("Added: {model}. Try it, then use it.").format(model=model.title)
            )

        work = verbs.add(offered, link=self.link.isChecked())
        self._begin(self.tr("Adding the model…"), work, done)


def _selectable() -> QLabel:
    """Return a label whose text can be copied."""
    made = parts.label(wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made

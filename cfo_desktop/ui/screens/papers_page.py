"""Bills, invoices and receipts as files: brought in, listed, found, and one looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QProgressBar
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.papers import Added
from cfo_desktop.domain.papers import Lesson
from cfo_desktop.domain.papers import PaperHead
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.ui import paper_verbs as verbs
from cfo_desktop.ui import paper_words as words
from cfo_desktop.ui.beside import Beside
from cfo_desktop.ui.paper_verbs import FileRead
from cfo_desktop.ui.paper_verbs import Source
from cfo_desktop.ui.pasting import pasted_picture
from cfo_desktop.ui.screens.paper_view import PaperView
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import papers as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.tasks import is_cancelled
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.drop_area import DropArea
from cfo_desktop.ui.widgets.drop_area import dropped_files
from cfo_desktop.ui.widgets.fields import ChoiceBox

_WAIT_MS = 250
"""After the last key, before what is typed is searched for."""
_STEPS = 1_000


class PapersPage(TabPage):
    """A list with what can be dropped above it; a document takes its place."""

    entry_asked = Signal(int)
    waits = Signal(int)
    """How many documents wait to be checked."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._reading = Beside(self)
        self._learning = Beside(self)
        self._queue: list[Source] = []
        self._told: list[str] = []
        self._new: list[int] = []
        self.add_button = parts.button(
            self.tr("Choose files…"), self._pick, role="primary", shortcut="Ctrl+O"
        )
        self.drop = DropArea(
            self.tr("Drop bills, invoices and receipts here"),
            hint=self.tr(
                "PDF files, e-invoices (XML, OFD), scans and photos; a picture can also be pasted "
                "(Ctrl+V). They are read on this computer and kept in the encrypted book; you "
                "check each before anything is booked."
            ),
            button=self.add_button,
        )
        self.drop.dropped.connect(self.take)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress_text = parts.label(role="muted")
        self.cancel_button = parts.button(self.tr("Cancel"), self._cancel)
        self.state = ChoiceBox()
        for each in PaperState:
            self.state.addItem(words.state(each), each)
        self.state.setAccessibleName(self.tr("Which documents"))
        self.state.setMinimumHeight(parts.FIELD_HEIGHT)
        self.state.activated.connect(lambda _: self.refresh())
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the words of all documents"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(parts.FIELD_HEIGHT)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Documents"))
        self.table.chosen.connect(lambda row: self.open_paper(self.model.rows[row].number))
        self.nothing = parts.label(role="muted", wrap=True)
        self.view = PaperView(session)
        self.view.left.connect(self.show_list)
        self.view.entry_asked.connect(self.entry_asked)
        self.view.paper_asked.connect(self.open_paper)
        self.view.corrected.connect(self._learn)
        self.view.done.connect(self._go_on)
        self._build()
        self._show_progress(shown=False)
        for key, act in ((QKeySequence.StandardKey.Paste, self.paste), ("Ctrl+O", self._pick)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _build(self) -> None:
        self.listed = QWidget()
        bar = parts.row(self.state, self.search)
        bar.setStretch(1, 1)
        reading = parts.row(self.progress_text, self.progress, self.cancel_button)
        reading.setStretch(1, 1)
        layout = parts.column(self.drop, reading, bar, self.nothing, self.table)
        layout.setStretch(4, 1)
        self.listed.setLayout(layout)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listed)
        self.stack.addWidget(self.view)
        self.setLayout(parts.column(self.stack))

    # --- the list ---

    def refresh(self) -> None:
        """Read the list anew."""
        self._soon.stop()
        self.session.run(
            verbs.papers(state=self._state, text=self.search.text()),
            owner=self,
            done=self._show,
            topic="papers",
        )

    @property
    def _state(self) -> PaperState:
        return PaperState(self.state.currentData())

    def first_focus(self) -> QWidget:
        """Begin in the list, or in the document that is looked at."""
        if self.stack.currentWidget() is self.view:
            return self.view.form.first_focus()
        return self.table if self.model.rows else self.add_button

    def forget(self) -> None:
        """Show nothing of a book."""
        self._cancel()
        self._learning.stop()
        self._soon.stop()
        self.model.set_rows([])
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.view.forget()
        self.stack.setCurrentWidget(self.listed)

    def _show(self, heads: Sequence[PaperHead]) -> None:
        before = self.table.selected_row()
        self.model.set_rows(heads)
        self.table.fit_columns()
        if heads:
            self.table.selectRow(min(before or 0, len(heads) - 1))
        self.table.setVisible(bool(heads))
        self.nothing.setVisible(not heads)
        self.nothing.setText(self._none_said())
        self.drop.hint.setVisible(not heads)
        if self._state is PaperState.DRAFT and not self.search.text().strip():
            self.waits.emit(len(heads))

    def _none_said(self) -> str:
        if self.search.text().strip():
            return self.tr("No document here has these words.")
        return {
            PaperState.DRAFT: self.tr("Nothing waits to be checked."),
            PaperState.CONFIRMED: self.tr("No document was booked yet."),
            PaperState.DISMISSED: self.tr("Nothing was put aside."),
        }[self._state]

    # --- one of them ---

    def open_paper(self, number: int) -> None:
        """Look at a document."""
        self.stack.setCurrentWidget(self.view)
        self.view.show_paper(number)

    def show_list(self) -> None:
        """Go back to the list."""
        self.view.forget()
        self.stack.setCurrentWidget(self.listed)
        self.refresh()
        self.first_focus().setFocus()

    def _learn(self, number: int) -> None:
        """Let the next document of this supplier be read as this one was corrected."""

        def learned(template: Template | None) -> None:
            if template is not None:
                self.session.run(verbs.keep_template(template), owner=self)

        def read(lesson: Lesson | None) -> None:
            if lesson is not None:
                self._learning.run(
                    verbs.learning(lesson),
                    told=lambda _: None,
                    done=learned,
                    failed=self.session.warn,
                    name="learning",
                )

        self.session.run(verbs.lesson(number), owner=self, done=read, topic="lesson")

    def _go_on(self, number: int) -> None:
        """Show the next one that waits, so that a pile is worked off without the mouse."""
        numbers = [row.number for row in self.model.rows]
        rest = [each for each in numbers if each != number]
        if self._state is not PaperState.DRAFT or not rest:
            self.show_list()
            return
        at = numbers.index(number) if number in numbers else 0
        self.open_paper(rest[min(at, len(rest) - 1)])
        self.refresh()

    # --- files ---

    def _pick(self) -> None:
        self.take(
            pick.files(
                self,
                title=self.tr("Choose bills, invoices and receipts"),
                kinds=self.tr(
                    "Documents (*.pdf *.xml *.ofd *.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)"
                )
                + ";;"
                + self.tr("All files (*)"),
                start=self.session.files_folder,
            )
        )

    def take(self, files: Sequence[Path]) -> None:
        """Read files, one after another, beside the book; each is kept as soon as it is read."""
        if not files:
            return
        self.session.files_folder = files[0].parent
        self._take([Source(path.name, path) for path in files])

    def _take(self, sources: Sequence[Source]) -> None:
        self._queue += [source for source in sources if source not in self._queue]
        self.show_drafts()
        if not self._reading.busy:
            self._begin()

    def show_drafts(self) -> None:
        """Show the list of what waits."""
        self.state.setCurrentIndex(self.state.findData(PaperState.DRAFT))
        if self.stack.currentWidget() is self.view:
            self.view.forget()
            self.stack.setCurrentWidget(self.listed)

    def paste(self) -> None:
        """Take a picture, or files, from the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        files = dropped_files(data)
        if files:
            self.take(files)
            return
        content = pasted_picture(data)
        if content:
            self._take([Source(self.tr("Pasted picture") + ".png", content=content)])

    def _begin(self) -> None:
        self._told, self._new = [], []
        self.session.run(verbs.hints(), owner=self, done=self._read, topic="hints")

    def _read(self, hints: Hints) -> None:
        sources, self._queue = self._queue, []
        self._show_progress(shown=True)
        self.progress.setRange(0, len(sources) * _STEPS)
        self._reading.run(
            verbs.reading(sources, hints),
            told=lambda told: self._tell(told, sources),
            done=lambda _: self._ended(),
            failed=self._failed,
            name="reading",
        )

    def _tell(self, told: tuple[int, float] | FileRead, sources: Sequence[Source]) -> None:
        if isinstance(told, FileRead):
            self._keep(told)
            return
        place, part = told
        self.progress.setValue(round((place + part) * _STEPS))
        self.progress_text.setText(
            self.tr("Reading {name}").format(name=sources[place].name)
            if len(sources) == 1
            else self.tr("Reading {name} ({at} of {count})").format(
                name=sources[place].name, at=place + 1, count=len(sources)
            )
        )

    def _keep(self, read: FileRead) -> None:
        self.session.run(
            verbs.add(read),
            owner=self,
            done=lambda added: self._kept(read.name, added),
        )

    def _kept(self, name: str, added: Added) -> None:
        if added.fault is not None:
            self._told.append(f"{name}: {self.session.localised.fault(added.fault)}")
        elif added.known_file:
            self._told.append(self.tr("{name} is in the book already.").format(name=name))
        self._new += [each for each in added.papers if each in added.new]
        if added.known_file and added.papers and not self._new:
            self._new.append(added.papers[0])
        self.refresh()
        if not self._reading.busy:
            self._say_all()

    def _ended(self) -> None:
        self._show_progress(shown=False)
        if self._queue:
            self._begin()
            return
        # what was told last is kept behind this: it says how it all ended
        self.session.run(verbs.waiting(), owner=self, done=lambda _: self._say_all(), topic="end")

    def _say_all(self) -> None:
        """Say what could not be read; where there was one document alone, show it."""
        if self._told:
            self.session.warned.emit(self.session.localised.sentences(self._told))
        if len(self._new) == 1:
            self.open_paper(self._new[0])
        self._told, self._new = [], []

    def _failed(self, error: CfoError) -> None:
        self._show_progress(shown=False)
        if not is_cancelled(error):
            self.session.warn(error)

    def _cancel(self) -> None:
        if self._reading.busy:
            self._reading.stop()
            self._queue = []
            self.session.tell(self.tr("Stopped. What was read so far is in the list."))
        self._show_progress(shown=False)

    def _show_progress(self, *, shown: bool) -> None:
        for widget in (self.progress, self.progress_text, self.cancel_button):
            widget.setVisible(shown)

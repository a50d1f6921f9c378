"""One document: its fields at the left, the original beside them, with the field's place marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import PaperFile
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Twin
from cfo_desktop.ui import paper_verbs as verbs
from cfo_desktop.ui import paper_words as words
from cfo_desktop.ui import undo
from cfo_desktop.ui.beside import Beside
from cfo_desktop.ui.paper_verbs import Opened
from cfo_desktop.ui.screens.paper_form import PaperForm
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.page_view import PageView
from cfo_desktop.ui.widgets.two_sides import scrolled

_FORM_WIDTH = 380
_NOTHING = "–"


class PaperView(QWidget):
    """Takes the place of the list; Escape goes back, Ctrl+Enter books it."""

    left = Signal()
    entry_asked = Signal(int)
    paper_asked = Signal(int)
    """The number of another document to look at."""
    corrected = Signal(int)
    """The owner changed what was read of this document; there may be something to learn."""
    done = Signal(int)
    """The document of this number was booked, or put aside."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.opened: Opened | None = None
        self._content = b""
        self._file: PaperFile | None = None
        self._field: Field | None = None
        """The field that the owner is at."""
        self._drawing = Beside(self)
        self.title = parts.label(role="heading", wrap=True)
        self.back_button = parts.button(self.tr("Back"), self.left.emit, shortcut="Esc")
        self.entry_button = parts.button(self.tr("Show the entry"), self._show_entry)
        self.restore_button = parts.button(self.tr("Look at it again"), self._restore)
        self.aside_button = parts.button(self.tr("Put aside"), self._dismiss)
        self.book_button = parts.button(
            self.tr("Put it in the books"), self._book, role="primary", shortcut="Ctrl+Enter"
        )
        self.warnings = parts.column(gap=6)
        self.form = PaperForm(session)
        self.form.field_entered.connect(self._mark)
        self.form.changed.connect(self._say_ready)
        self.told = parts.label(role="muted", wrap=True)
        self.checks = parts.label(role="muted", wrap=True)
        self.lines = parts.label(role="muted", wrap=True)
        self.files = ChoiceBox()
        self.files.setAccessibleName(self.tr("Original"))
        self.files.setMinimumHeight(parts.FIELD_HEIGHT)
        self.files.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.files.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.files.activated.connect(lambda at: self._show_file(self.files.itemData(at)))
        self.save_button = parts.button(self.tr("Save a copy…"), self._save_copy)
        self.page = PageView(session.colour, name=self.tr("The original"))
        self.page.picture_asked.connect(self._draw)
        self.no_page = parts.label(
            self.tr("This file is data alone: there is no page to show."), role="muted", wrap=True
        )
        self._build()

    def _build(self) -> None:
        head = parts.row(
            self.title,
            self.entry_button,
            self.restore_button,
            self.aside_button,
            self.book_button,
            self.back_button,
        )
        head.setStretch(0, 1)
        form = parts.column(
            self.warnings, self.form, self.told, self.checks, self.lines, None, gap=10
        )
        original = parts.row(self.files, self.save_button)
        original.setStretch(0, 1)
        right = parts.column(original, self.no_page, self.page, gap=6)
        right.setStretch(2, 1)
        left = scrolled(form)
        left.setFixedWidth(_FORM_WIDTH)
        body = parts.row(left, right, gap=16)
        body.setStretch(1, 1)
        whole = parts.column(head, body)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for keys, act in (("Ctrl+Return", self._book), ("Esc", self.left.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- showing ---

    def show_paper(self, number: int) -> None:
        """Read a document anew and show it."""
        self.session.run(verbs.opened(number), owner=self, done=self._show, topic="paper")

    def forget(self) -> None:
        """Show nothing of a book."""
        self._drawing.stop()
        self.opened, self._content, self._file, self._field = None, b"", None, None
        self.form.clear()
        self.page.clear()
        self.files.clear()
        self._clear_warnings()
        for text in (self.title, self.told, self.checks, self.lines):
            text.clear()

    def _show(self, opened: Opened) -> None:
        self.opened = opened
        paper = opened.paper
        document = paper.document
        who = opened.proposal.party or paper.files[0].name
        self.title.setText(f"{words.kind(document.kind, opened.proposal.direction)} · {who}")
        self.form.show_paper(opened)
        self.form.setEnabled(paper.state is PaperState.DRAFT)
        self.entry_button.setVisible(paper.entry is not None)
        self.restore_button.setVisible(paper.state is PaperState.DISMISSED)
        for button in (self.aside_button, self.book_button):
            button.setVisible(paper.state is PaperState.DRAFT)
        self._show_warnings(opened)
        self._show_checks(paper)
        self._show_lines(paper)
        self._show_files(paper)
        self._say_ready()
        self.form.first_focus().setFocus()

    def _show_warnings(self, opened: Opened) -> None:
        self._clear_warnings()
        for twin in opened.proposal.twins:
            self._warn(words.twin(self.session, twin), twin)
        for fault in opened.proposal.warnings:
            self._warn(self.session.localised.fault(fault), None)

    def _warn(self, text: str, twin: Twin | None) -> None:
        links: list[QWidget | None] = []
        if twin is not None and twin.paper is not None:
            links.append(self._link(self.tr("Show it"), self.paper_asked.emit, twin.paper))
            if self._is_draft:
                links.append(self._link(self.tr("It is the same"), self._join, twin.paper))
        elif twin is not None and twin.entry is not None:
            links.append(self._link(self.tr("Show it"), self.entry_asked.emit, twin.entry))
        items = [parts.label(text, role="warning", wrap=True)]
        body = parts.column(*items, *([parts.row(*links, None, gap=8)] if links else []), gap=4)
        self.warnings.addWidget(parts.card(body, margin=10))

    @staticmethod
    def _link(text: str, asked: Callable[[int], None], number: int) -> QWidget:
        return parts.button(text, lambda: asked(number), role="link")

    def _clear_warnings(self) -> None:
        while (item := self.warnings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_checks(self, paper: Paper) -> None:
        wrong = [each for each in paper.document.checks if not each.ok]
        right = [words.check(each) for each in paper.document.checks if each.ok]
        said = [
            self.tr(
                "It does not hold that {what}: {expected} is printed, {found} is the sum."
            ).format(what=words.check(each), expected=each.expected, found=each.found)
            for each in wrong
        ]
        if right:
            said.append(
                self.tr("Checked: {what}.").format(what=self.session.localised.listed(right))
            )
        parts.set_role(self.checks, "warning" if wrong else "muted")
        self.checks.setText(self.session.localised.sentences(said))
        self.checks.setVisible(bool(said))

    def _show_lines(self, paper: Paper) -> None:
        told = []
        for line in paper.document.lines:
            net = words.value(self.session, line.net) if line.net else _NOTHING
            amount = f"{line.quantity} {line.unit}".strip()
            told.append("  ".join(part for part in (line.name, amount, net) if part))
        self.lines.setText("\n".join(told))
        self.lines.setVisible(bool(told))

    def _say_ready(self) -> None:
        """Say what is missing before it can be booked."""
        if self.opened is None:
            return
        missing = [words.field(name) for name in self.opened.proposal.missing]
        try:
            typed = self.form.corrections()
        except UserError as error:
            self._tell_problem(self.session.localised.error(error))
            return
        missing = [
            words.field(name) for name in self.opened.proposal.missing if typed.get(name) is None
        ]
        if missing:
            self._tell_problem(
                self.tr("Missing: {what}.").format(what=self.session.localised.listed(missing))
            )
            return
        self.told.hide()
        self.book_button.setEnabled(self.opened.paper.state is PaperState.DRAFT)

    def _tell_problem(self, text: str) -> None:
        parts.set_role(self.told, "warning")
        self.told.setText(text)
        self.told.show()
        self.book_button.setEnabled(False)

    # --- the original ---

    def _show_files(self, paper: Paper) -> None:
        self.files.clear()
        for file in paper.files:
            self.files.addItem(file.name, file)
        self.files.setEnabled(len(paper.files) > 1)
        shown = next((at for at, file in enumerate(paper.files) if file.pages), 0)
        self.files.setCurrentIndex(shown)
        self._show_file(paper.files[shown])

    def _show_file(self, file: PaperFile) -> None:
        self._file, self._content = file, b""
        self._drawing.stop()
        self.page.clear()
        self.page.setVisible(file.pages > 0)
        self.no_page.setVisible(file.pages == 0)

        def read(found: tuple[str, str, bytes]) -> None:
            if self._file is not file or self.opened is None:
                return
            self._content = found[2]
            pages = self.opened.paper.document.pages
            if file.pages:
                self.page.show_pages(file.pages, first=min(pages, default=0))
                self._mark(self._field)

        self.session.run(verbs.file_content(file.id), owner=self, done=read, topic="original")

    def _draw(self, page: int, width: int) -> None:
        if not self._content:
            return

        def drawn(png: bytes) -> None:
            self.page.show_picture(page, QImage.fromData(png))

        self._drawing.run(
            verbs.picture(self._content, page=page, width=width),
            told=lambda _: None,
            done=drawn,
            failed=self.session.warn,
            name="page",
        )

    def _mark(self, name: Field | None) -> None:
        self._field = name
        if self.opened is None or name is None:
            return
        place = self.opened.paper.places.get(name)
        if place is None:
            self.page.mark(None)
            return
        if self._file is not None and place.file != self._file.id:
            found = next(
                (at for at, each in enumerate(self.opened.paper.files) if each.id == place.file),
                None,
            )
            if found is None:
                return
            self.files.setCurrentIndex(found)
            self._show_file(self.opened.paper.files[found])
        self.page.mark(place.box)

    def _save_copy(self) -> None:
        """Write the original out of the book, in clear, where the owner says."""
        if self._file is None:
            return
        target = pick.target(
            self,
            title=self.tr("Save a copy"),
            suggested=self._file.name,
            kinds=self.tr("All files (*)"),
        )
        if target is not None:
            self.session.run(
                verbs.save_copy(self._file.id, target=target),
                owner=self,
                done=lambda path: self.session.tell(
                    self.tr("Saved as {path}").format(path=path.name)
                ),
            )

    # --- what is done with it ---

    def _book(self) -> None:
        opened = self.opened
        if opened is None or not self.book_button.isEnabled() or self.book_button.isHidden():
            return
        try:
            fields = self.form.corrections()
        except UserError as error:
            self._tell_problem(self.session.localised.error(error))
            return
        self.book_button.setEnabled(False)
        number = opened.paper.number

        def booked(entry: int) -> None:
            self.session.tell(
                self.tr("In the books as entry {entry}.").format(entry=entry),
                undo=undo.entries([entry]),
            )
            if fields:
                self.corrected.emit(number)
            self.done.emit(number)

        self.session.run(
            verbs.confirm(number, fields, self.form.choices()),
            owner=self,
            done=booked,
            failed=self._failed,
        )

    def _failed(self, error: CfoError) -> None:
        self.book_button.setEnabled(True)
        self.session.warn(error)

    def _dismiss(self) -> None:
        if self.opened is None:
            return
        number = self.opened.paper.number

        def put_aside(_: None) -> None:
            self.session.tell(
                self.tr("Put aside. It is not booked, and stays in the book."),
                undo=undo.Undo(
                    verbs.restore(number), lambda _: self.tr("It waits again to be checked.")
                ),
            )
            self.done.emit(number)

        self.session.run(verbs.dismiss(number), owner=self, done=put_aside)

    @property
    def _is_draft(self) -> bool:
        return self.opened is not None and self.opened.paper.state is PaperState.DRAFT

    def _join(self, into: int) -> None:
        """Make this file one more of another document."""
        if self.opened is None:
            return

        def joined(_: None) -> None:
            self.session.tell(self.tr("Both files are kept as one document."))
            self.paper_asked.emit(into)

        verb = verbs.join(self.opened.paper.number, into=into)
        self.session.run(verb, owner=self, done=joined)

    def _restore(self) -> None:
        if self.opened is not None:
            number = self.opened.paper.number
            self.session.run(
                verbs.restore(number), owner=self, done=lambda _: self.show_paper(number)
            )

    def _show_entry(self) -> None:
        if self.opened is not None and self.opened.paper.entry is not None:
            self.entry_asked.emit(self.opened.paper.entry)

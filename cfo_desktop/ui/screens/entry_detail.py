"""The chosen entry: its lines, its story, where it came from, its files, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QScrollArea

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.source import Source
from cfo_desktop.domain.splitting import Sorted
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui import register_verbs
from cfo_desktop.ui import words
from cfo_desktop.ui.register_verbs import About
from cfo_desktop.ui.screens.entry_files import EntryFiles
from cfo_desktop.ui.screens.entry_files import FilesDrop
from cfo_desktop.ui.screens.split_lines import SplitLines
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import postings as postings_table
from cfo_desktop.ui.tables import repeats
from cfo_desktop.ui.tables.entries import EntryRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.ask_reverse import ask_reverse
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

_MOST_LINES = 5
"""Of an entry seen at once; a longer one scrolls."""


class EntryDetail(QScrollArea):
    """A pane under the register; hidden while no entry is chosen."""

    source_asked = Signal(object)
    """The ``Source`` to show among its neighbours."""

    def __init__(self, session: Session, *, accounts: Mapping[str, Account]) -> None:
        """Begin hidden; ``accounts`` (by code) may be filled later."""
        super().__init__()
        self._session = session
        self._row: EntryRow | None = None
        self._sources: Sequence[Source] = ()
        self.title = parts.label(role="heading", wrap=True)
        self.text = parts.label(role="muted", wrap=True)
        self.postings_model = postings_table.model(session, accounts=accounts)
        self.postings = TableView(self.postings_model, name=self.tr("Lines of the entry"))
        self.split = SplitLines(session)
        self.split.asked.connect(self._split)
        self.split.left.connect(self._split_left)
        self.source = parts.label(wrap=True)
        self.source_button = parts.button(self.tr("Show in statement"), self._show_source)
        self.files = EntryFiles(session)
        self.split_button = parts.button(self.tr("Split…"), self.begin_split)
        self.attach_button = parts.button(self.tr("Attach a file…"), self.files.choose)
        self.reverse_button = parts.button(self.tr("Reverse…"), self._ask_reverse)
        self._build()
        self.hide()

    def _build(self) -> None:
        buttons = parts.row(
            self.split_button,
            self.attach_button,
            self.source_button,
            self.reverse_button,
            None,
            gap=8,
        )
        pane = FilesDrop()
        pane.dropped.connect(self.files.attach)
        pane.setLayout(
            parts.column(
                self.title,
                self.text,
                buttons,
                self.postings,
                self.split,
                self.source,
                self.files,
                None,
                gap=8,
                margin=14,
            )
        )
        pane.setProperty("role", "card")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(pane)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(120)

    # --- what is shown ---

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer accounts to split to."""
        self.split.set_accounts(accounts)

    def show_row(self, row: EntryRow | None) -> None:
        """Show an entry, or nothing."""
        before, self._row = self._row, row
        self.setVisible(row is not None)
        same = row is not None and before is not None and row.entry == before.entry
        if self.split.entry is not None and not same:
            self.split.leave()
        if row is None:
            self._show_about(About(0, (), ()))
            self.postings_model.set_rows([])
            return
        draft = row.entry.draft
        title = self.tr("Entry {number} · {day} · {state}")
        self.title.setText(
            title.format(
                number=row.entry.number,
                day=self._session.localised.day(draft.day),
                state=row.state,
            )
        )
        about = [part for part in (draft.party, draft.narration, self._story(row)) if part]
        self.text.setText(" · ".join(about))
        self.postings_model.set_rows(draft.postings)
        lines = min(len(draft.postings), _MOST_LINES)
        self.postings.setFixedHeight((lines + 1) * ROW_HEIGHT + 6)
        untouched = row.entry.reversed_by is None and draft.reverses is None
        self.reverse_button.setEnabled(untouched)
        self.split_button.setEnabled(untouched and draft.completes is None)
        if before is None or before.entry.number != row.entry.number:
            self._show_about(About(row.entry.number, (), ()))
        self.refresh()

    def refresh(self) -> None:
        """Read anew where the entry came from and its files."""
        if self._row is not None:
            self._session.run(
                register_verbs.about(self._row.entry.number),
                owner=self,
                done=self._show_about,
                topic="about",
            )

    def _show_about(self, about: About) -> None:
        self._sources = about.sources
        self.source_button.setVisible(bool(about.sources))
        self.source.setText("\n".join(self._told(source) for source in about.sources))
        self.source.setVisible(bool(about.sources))
        self.files.show_files(about.entry or None, about.attachments)

    def _told(self, source: Source) -> str:
        """Return what a statement says of the entry: file, place, the bank's own texts."""
        row = source.row
        said = [f"{source.file}, {words.place(row.place)}", told_once(row.party, row.narration)]
        if row.reference:
            said.append(self.tr("reference {text}").format(text=row.reference))
        text = self.tr("Statement: {text}") if row.live else self.tr("Import taken back: {text}")
        return text.format(text=" · ".join(part for part in said if part))

    def _story(self, row: EntryRow) -> str:
        entry = row.entry
        if entry.reversed_by is not None:
            return self.tr("Taken back by entry {number}").format(number=entry.reversed_by)
        if entry.draft.reverses is not None:
            return self.tr("Takes entry {number} back").format(number=entry.draft.reverses)
        if entry.draft.completes is not None:
            return self.tr("Sorts the money of entry {number}").format(number=entry.draft.completes)
        if entry.completed_by is not None:
            return self.tr("Sorted by entry {number}").format(number=entry.completed_by)
        return self.tr("From an import") if entry.batch else ""

    # --- doing ---

    def _show_source(self) -> None:
        if self._sources:
            self.source_asked.emit(self._sources[0])

    def begin_split(self) -> None:
        """Turn the entry's sorting into lines to edit."""
        if self._row is not None:
            self._session.run(
                register_verbs.sorted_as(self._row.entry.number),
                owner=self,
                done=self._begin_split,
                topic="split",
            )

    def _begin_split(self, found: Sorted) -> None:
        if self._row is None or self._row.entry.number != found.entry:
            return
        self.split.begin(found)
        self.postings.hide()
        self.split_button.setEnabled(False)
        self.ensureWidgetVisible(self.split.post_button)

    def _split_left(self) -> None:
        self.postings.show()
        self.split_button.setEnabled(True)
        if self.split_button.isVisible():
            self.split_button.setFocus()

    def _split(self, entry: int, made: Sequence[tuple[str, str]]) -> None:
        self._session.run(
            register_verbs.split(entry, parts=made),
            owner=self,
            done=lambda number: self._was_split(entry, number),
            failed=self._not_split,
        )

    def _was_split(self, entry: int, number: int) -> None:
        if self.split.entry == entry:
            self.split.leave()
        self._session.tell(
            self.tr(
                "Entry {number} divides the money of entry {entry}. Both stay in the books."
            ).format(number=number, entry=entry)
        )

    def _not_split(self, error: CfoError) -> None:
        self.split.not_posted()
        self._session.warn(error)

    def _ask_reverse(self) -> None:
        if self._row is None:
            return
        draft, localised = self._row.entry.draft, self._session.localised
        total = repeats.total(draft)
        about = (
            localised.day(draft.day),
            repeats.text(draft),
            localised.money(total.minor, total.currency),
        )
        ask_reverse(
            self,
            self._session,
            self._row.entry.number,
            about=" · ".join(part for part in about if part),
        )

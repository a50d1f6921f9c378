"""Pairs that are one payment: decide the likely ones, look at the certain ones, take any back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.matching import Link
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.ui import review_verbs as verbs
from cfo_desktop.ui import undo as undoing
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import pairs as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import ChoiceBox


class PairsPage(TabPage):
    """A list of pairs, those that wait first; two buttons decide, a third takes back."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.state = ChoiceBox()
        self.state.setAccessibleName(self.tr("Which pairs"))
        self.state.setMinimumHeight(parts.FIELD_HEIGHT)
        for text, state in (
            (self.tr("To decide"), LinkState.PROPOSED),
            (self.tr("Linked"), LinkState.LINKED),
            (self.tr("Not the same"), LinkState.REFUSED),
        ):
            self.state.addItem(text, state)
        self.state.currentIndexChanged.connect(lambda _: self.refresh())
        self.same_button = parts.button(self.tr("They belong together"), self._link, role="primary")
        self.other_button = parts.button(self.tr("They do not"), self._refuse)
        self.undo_button = parts.button(self.tr("Take the decision back"), self._undo)
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Pairs"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.table.chosen.connect(lambda _: self._enter())
        self.note = parts.label(
            self.tr(
                "A payment often stands in two statements. Linked pairs are in the books once; "
                "nothing is deleted."
            ),
            role="muted",
            wrap=True,
        )
        self.detail = parts.label(wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail_card = parts.card(parts.column(self.detail), margin=14)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("No pairs here"),
            hint=self.tr(
                "When two statements tell of one payment, it is linked by itself or shown here."
            ),
        )
        self.setLayout(
            parts.column(
                parts.row(self.state, None, self.undo_button, self.other_button, self.same_button),
                self.note,
                self.shown,
                self.detail_card,
            )
        )
        self._show_buttons()

    def refresh(self) -> None:
        """Read the pairs anew."""
        state = LinkState(self.state.currentData())
        self.session.run(verbs.pairs(state), owner=self, done=self._show, topic="pairs")

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table

    def forget(self) -> None:
        """Empty the table."""
        self.model.set_rows([])

    def _show(self, links: list[Link]) -> None:
        row = self.table.selected_row() or 0
        self.model.set_rows(links)
        self.table.fit_columns()
        self.shown.show_table(bool(links))
        if links:
            self.table.selectRow(min(row, len(links) - 1))
        self._show_buttons()

    def _chosen(self) -> Link | None:
        row = self.table.selected_row()
        return self.model.rows[row] if row is not None and row < len(self.model.rows) else None

    def _show_buttons(self) -> None:
        link = self._chosen()
        open_ = self.state.currentData() == LinkState.PROPOSED
        self.same_button.setVisible(open_)
        self.other_button.setVisible(open_)
        self.undo_button.setVisible(not open_)
        for button in (self.same_button, self.other_button, self.undo_button):
            button.setEnabled(link is not None)
        self.detail_card.setVisible(link is not None)
        if link is not None:
            self.detail.setText("\n".join(table.told(self.session, link)))

    def _enter(self) -> None:
        """Enter says that the pair belongs together; it decides nothing that is decided."""
        if self.state.currentData() == LinkState.PROPOSED:
            self._link()

    def _link(self) -> None:
        self._decide(same=True)

    def _refuse(self) -> None:
        self._decide(same=False)

    def _decide(self, *, same: bool) -> None:
        link = self._chosen()
        if link is not None:
            told = self.tr("Linked.") if same else self.tr("Kept apart; it is not asked again.")
            self.session.run(
                verbs.decide([link.number], same=same),
                owner=self,
                done=lambda _: self._decided(told, undo=undoing.pairs([link.number])),
            )

    def _undo(self) -> None:
        link = self._chosen()
        if link is not None:
            told = self.tr("The decision is taken back.")
            self.session.run(
                verbs.undo_pair(link.number), owner=self, done=lambda _: self._decided(told)
            )

    def _decided(self, told: str, *, undo: undoing.Undo | None = None) -> None:
        self.session.tell(told, undo=undo)
        self.table.setFocus()

"""One quote, invoice or credit note of the shop: written at the left, as it prints at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QDate
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox
from PySide6.QtWidgets import QCompleter
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QPlainTextEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.issuing import Buyer
from cfo_desktop.domain.issuing import Issued
from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.domain.issuing import Written
from cfo_desktop.ui import issuing_verbs as verbs
from cfo_desktop.ui import paper_verbs
from cfo_desktop.ui import undo
from cfo_desktop.ui.beside import Beside
from cfo_desktop.ui.issuing_verbs import Shelf
from cfo_desktop.ui.screens.written_lines import WrittenLines
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import DayBox
from cfo_desktop.ui.widgets.page_view import PageView
from cfo_desktop.ui.widgets.two_sides import scrolled

_QUOTE_DAYS = 30
_NOTE_HEIGHT = 64


class WrittenView(QWidget):
    """A form while it is a draft; once it has its number, its page alone."""

    left = Signal()
    entry_asked = Signal(int)
    shown = Signal(int)
    """Another document was made of this one, and is to be shown: its number in the book."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.issued: Issued | None = None
        self._kind = IssuedKind.INVOICE
        self._source: int | None = None
        self._buyers: Mapping[str, Buyer] = {}
        self._content = b""
        self._drawing = Beside(self)
        self.title = parts.label(role="heading", wrap=True)
        self.back_button = parts.button(self.tr("Back"), self._leave, shortcut="Esc")
        self.delete_button = parts.button(self.tr("Delete the draft"), self._delete)
        self.save_button = parts.button(self.tr("Save the draft"), self._save)
        self.issue_button = parts.button(self.tr("Issue"), self._issue, role="primary")
        self.entry_button = parts.button(self.tr("Show the entry"), self._show_entry)
        self.credit_button = parts.button(self.tr("Credit note…"), self._credit)
        self.invoice_button = parts.button(
            self.tr("Make an invoice of it"), self._make_invoice, role="primary"
        )
        self.pdf_button = parts.button(self.tr("Save as PDF…"), self._save_pdf)
        self.buyer, self.tax_id = QLineEdit(), QLineEdit()
        self.reference = QLineEdit()
        self.address, self.note = QPlainTextEdit(), QPlainTextEdit()
        for text in (self.address, self.note):
            text.setFixedHeight(_NOTE_HEIGHT)
            text.setTabChangesFocus(True)
        for line in (self.buyer, self.tax_id, self.reference):
            line.setMaxLength(200)
        self.day, self.due = DayBox(session.localised), DayBox(session.localised)
        self.lines = WrittenLines(session)
        self.taxed = QCheckBox(self.tr("The prices have the tax in them"))
        self.sums = parts.label(role="figure")
        self.told = parts.label(role="warning", wrap=True)
        self.page = PageView(session.colour, name=self.tr("As it prints"))
        self.page.picture_asked.connect(self._draw)
        self._build()
        self._connect()

    def _build(self) -> None:
        head = parts.row(
            self.title,
            self.entry_button,
            self.delete_button,
            self.pdf_button,
            self.save_button,
            self.credit_button,
            self.invoice_button,
            self.issue_button,
            self.back_button,
        )
        head.setStretch(0, 1)
        self._form = parts.form(
            (self.tr("Customer"), self.buyer),
            (self.tr("Address"), self.address),
            (self.tr("Their tax number"), self.tax_id),
            (self.tr("Date"), self.day),
            (self.tr("To be paid by"), self.due),
            (self.tr("Their order number"), self.reference),
        )
        form = parts.column(
            self._form,
            self.lines,
            self.taxed,
            self.sums,
            self.told,
            parts.label(self.tr("Note on the page"), role="muted"),
            self.note,
            None,
            gap=10,
        )
        self.form = scrolled(form)
        body = parts.row(self.form, self.page, gap=16)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        whole = parts.column(head, body)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.buyer.textChanged.connect(self._buyer_typed)
        self.lines.changed.connect(self._judge)
        self.taxed.toggled.connect(lambda _: self._judge())
        self.day.userDateChanged.connect(lambda _: self._judge())
        self.due.userDateChanged.connect(lambda _: self._judge())

    # --- showing ---

    def begin(self, kind: IssuedKind, shelf: Shelf) -> None:
        """Begin a new quote or invoice."""
        today = clock.today()
        days = _QUOTE_DAYS if kind is IssuedKind.QUOTE else shelf.terms
        self._know(shelf)
        self.issued, self._kind, self._source = None, kind, None
        self._fill(None, day=today, due=today + dt.timedelta(days=days))
        self._show_state()
        self.buyer.setFocus()

    def show_document(self, issued: Issued, shelf: Shelf) -> None:
        """Show a draft to go on with, or what was issued as it printed."""
        self._know(shelf)
        self.issued, self._kind, self._source = issued, issued.written.kind, issued.source
        written = issued.written
        self._fill(written, day=written.day, due=written.due or written.day)
        self._show_state()
        if not self._is_draft:
            self._print(issued)

    def forget(self) -> None:
        """Hold nothing of a book."""
        self._drawing.stop()
        self.issued, self._content, self._buyers = None, b"", {}
        for line in (self.buyer, self.tax_id, self.reference):
            line.clear()
        for text in (self.address, self.note):
            text.clear()
        self.lines.show_items(())
        self.page.clear()
        self.title.clear()
        self.sums.clear()

    @property
    def _is_draft(self) -> bool:
        return self.issued is None or self.issued.state is IssuedState.DRAFT

    def unsaved(self) -> bool:
        """Tell whether something is typed that is not in the book."""
        if not self._is_draft:
            return False
        try:
            written = self._written()
        except UserError:
            return bool(self.buyer.text().strip() or not self.lines.lines[0].is_empty)
        return self.issued is None or written != self.issued.written

    def _know(self, shelf: Shelf) -> None:
        self._buyers = {each.name: each for each in shelf.buyers}
        completer = QCompleter(sorted(self._buyers), self)
        completer.setFilterMode(completer.filterMode().MatchContains)
        completer.setCaseSensitivity(completer.caseSensitivity().CaseInsensitive)
        self.buyer.setCompleter(completer)

    def _fill(self, written: Written | None, *, day: dt.date, due: dt.date) -> None:
        self.page.clear()
        self._content = b""
        self.buyer.setText(written.buyer.name if written else "")
        self.address.setPlainText(written.buyer.address if written else "")
        self.tax_id.setText(written.buyer.tax_id if written else "")
        self.reference.setText(written.reference if written else "")
        self.note.setPlainText(written.note if written else "")
        self.taxed.setChecked(bool(written and written.taxed_prices))
        self.lines.show_items(written.items if written else ())
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.due.setDate(QDate(due.year, due.month, due.day))
        credit = self._kind is IssuedKind.CREDIT_NOTE
        self._form.setRowVisible(self.due, not credit)
        self._form.setRowVisible(self.reference, not credit)
        label = self._form.labelForField(self.due)
        if label is not None:
            quote = self._kind is IssuedKind.QUOTE
            label.setText(self.tr("Holds until") if quote else self.tr("To be paid by"))  # type: ignore[attr-defined]
        self._judge()

    def _show_state(self) -> None:
        draft, issued = self._is_draft, self.issued
        stands = issued is not None and issued.state is IssuedState.ISSUED
        kind = self._kind
        self.form.setVisible(draft)
        self.page.setVisible(not draft)
        self.delete_button.setVisible(draft and issued is not None)
        for button in (self.save_button, self.issue_button):
            button.setVisible(draft)
        self.pdf_button.setVisible(issued is not None)
        self.entry_button.setVisible(issued is not None and issued.entry is not None)
        self.credit_button.setVisible(stands and kind is IssuedKind.INVOICE)
        self.invoice_button.setVisible(stands and kind is IssuedKind.QUOTE)
        names = {
            IssuedKind.QUOTE: self.tr("Quote"),
            IssuedKind.INVOICE: self.tr("Invoice"),
            IssuedKind.CREDIT_NOTE: self.tr("Credit note"),
        }
        number = issued.number if issued and issued.number else self.tr("draft")
        self.title.setText(f"{names[kind]} · {number}")

    def _buyer_typed(self, name: str) -> None:
        """Fill what is known of a customer, where nothing else was typed."""
        known = self._buyers.get(name.strip())
        if known is not None and not self.address.toPlainText() and not self.tax_id.text():
            self.address.setPlainText(known.address)
            self.tax_id.setText(known.tax_id)
        self._judge()

    def _judge(self) -> None:
        """Show the sums, or what is still missing."""
        try:
            written = self._written()
        except UserError as error:
            self.sums.clear()
            begun = bool(self.buyer.text().strip()) or not self.lines.lines[0].is_empty
            self.told.setText(self.session.localised.error(error) if begun else "")
            self._can_go_on(ready=False)
            return
        sums, money = written.totals, self.session.localised.money
        said = self.tr("{total}, of which tax {tax}") if sums.tax else "{total}"
        currency = written.currency
        self.sums.setText(
            said.format(total=money(sums.gross, currency), tax=money(sums.tax, currency))
        )
        self.told.clear()
        self._can_go_on(ready=True)

    def _can_go_on(self, *, ready: bool) -> None:
        self.told.setVisible(bool(self.told.text()))
        for button in (self.save_button, self.issue_button):
            button.setEnabled(ready)

    def _written(self) -> Written:
        day, due = self._day(self.day), self._day(self.due)
        return Written(
            self._kind,
            Buyer(
                self.buyer.text().strip(), self.address.toPlainText().strip(), self.tax_id.text()
            ),
            day,
            self.lines.items(),
            self.session.currency,
            due=None if self._kind is IssuedKind.CREDIT_NOTE else due,
            taxed_prices=self.taxed.isChecked(),
            note=self.note.toPlainText().strip(),
            reference=self.reference.text().strip(),
        )

    @staticmethod
    def _day(box: DayBox) -> dt.date:
        shown = box.date()
        return dt.date(shown.year(), shown.month(), shown.day())

    # --- as it prints ---

    def _print(self, issued: Issued) -> None:
        def printed(content: bytes) -> None:
            if self.issued is issued:
                self._content = content
                self.page.show_pages(1)

        self.session.run(
            verbs.printed(issued.id, language=self.session.language),
            owner=self,
            done=printed,
            topic="printed",
        )

    def _draw(self, page: int, width: int) -> None:
        if not self._content:
            return
        self._drawing.run(
            paper_verbs.picture(self._content, page=page, width=width),
            told=lambda _: None,
            done=lambda png: self.page.show_picture(page, QImage.fromData(png)),
            failed=self.session.warn,
            name="page",
        )

    def _save_pdf(self) -> None:
        if self.issued is None:
            return
        number = self.issued.number or self.tr("draft")
        target = pick.target(
            self,
            title=self.tr("Save as PDF"),
            suggested=f"{number} {self.issued.written.buyer.name}.pdf".replace("/", "-"),
            kinds="PDF (*.pdf)",
        )
        if target is not None:
            self.session.run(
                verbs.save_pdf(self.issued.id, target=target, language=self.session.language),
                owner=self,
                done=lambda path: self.session.tell(
                    self.tr("Saved as {path}").format(path=path.name)
                ),
            )

    # --- what is done with it ---

    def _save(self) -> None:
        def saved(number: int) -> None:
            self.session.tell(self.tr("The draft is kept. It has no number and is not booked."))
            self.shown.emit(number)

        verb = verbs.save(
            self._written(), draft=self.issued.id if self.issued else None, source=self._source
        )
        self.session.run(verb, owner=self, done=saved)

    def _issue(self) -> None:
        self._can_go_on(ready=False)

        def done(issued: Issued) -> None:
            taken = undo.entries([issued.entry]) if issued.entry is not None else None
            self.session.tell(
                self.tr("{number} has its number for good.").format(number=issued.number),
                undo=taken,
            )
            self.shown.emit(issued.id)

        def failed(error: CfoError) -> None:
            self._can_go_on(ready=True)
            self.session.warn(error)

        verb = verbs.issue(
            self._written(), draft=self.issued.id if self.issued else None, source=self._source
        )
        self.session.run(verb, owner=self, done=done, failed=failed)

    def _delete(self) -> None:
        if self.issued is not None:
            self.session.run(
                verbs.delete(self.issued.id), owner=self, done=lambda _: self.left.emit()
            )

    def _credit(self) -> None:
        if self.issued is not None:
            verb = verbs.credit(self.issued.id, day=clock.today())
            self.session.run(verb, owner=self, done=lambda made: self.shown.emit(made.id))

    def _make_invoice(self) -> None:
        if self.issued is not None:
            today = clock.today()
            due = today + dt.timedelta(days=_QUOTE_DAYS)
            verb = verbs.invoice_of(self.issued.id, day=today, due=due)
            self.session.run(verb, owner=self, done=lambda made: self.shown.emit(made.id))

    def _show_entry(self) -> None:
        if self.issued is not None and self.issued.entry is not None:
            self.entry_asked.emit(self.issued.entry)

    def _leave(self) -> None:
        self.left.emit()

"""Never twice: papers, listed invoices and hand-made entries that may be the same document."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.analysis import paper_twins
from cfo_desktop.analysis.paper_twins import Verdict
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.domain.party_names import letters_of
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.services import paper_payments
from cfo_desktop.services import shop_details
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import papers as kept
from cfo_desktop.store.papers import KeptPaper
from cfo_desktop.store.papers import ListedInvoice
from cfo_desktop.store.papers import Marks


@dataclass(frozen=True, slots=True)
class Alike:
    """What may be the same document, and whether it is so without asking."""

    twin: Twin
    may_merge: bool = False


def twins(book: Book, *, paper: int) -> list[Twin]:
    """Return what a paper may be the same as, and what may have paid it; the surest first.

    Raises ``UserError("paper_missing")``.
    """
    with database.mapped_errors():
        row = kept.paper(book.store.connection, paper)
        text = _text(book.store.connection, paper)
    found = of_marks(book, row.marks, text=text, besides=paper, own=row.entry)
    return [each.twin for each in found]


def of_marks(
    book: Book, marks: Marks, *, text: str, besides: int, own: int | None = None
) -> list[Alike]:
    """Return what a document may be the same as, the surest first.

    ``text`` is all its words, ``besides`` its own number (0 before it has one), ``own`` its entry.
    """
    details = shop_details.read(book)
    asked = compared(marks, details, key=besides, text=text)
    with database.mapped_errors():
        connection = book.store.connection
        rows = kept.similar(connection, total=marks.total, number=marks.number, besides=besides)
        listed = kept.listed(connection, total=marks.total, number=marks.number)
        texts = {row.number: _text(connection, row.number) for row in rows}
    booked = {row.entry for row in rows if row.entry is not None} | {own}
    found = list(_papers(asked, rows, texts, details))
    others = [each for each in listed if each.entry is None or each.entry not in booked]
    found += _lists(asked, others, info(book).currency)
    told = {each.twin.entry for each in found} | {own}
    found += [
        Alike(twin)
        for twin in paper_payments.warned(book, asked, kind=marks.kind)
        if twin.entry not in told
    ]
    order = list(TwinStrength)
    return sorted(found, key=lambda each: order.index(each.twin.strength))


def _text(connection: database.Connection, paper: int) -> str:
    return "\n".join(each.document.text for each in kept.readings(connection, paper))


def compared(marks: Marks, details: ShopDetails, *, key: int, text: str = "") -> paper_twins.Marks:
    """Return what a paper is recognised by: by its other side, whichever way it goes."""
    seller = Trader(marks.seller, marks.seller_tax_id)
    buyer = Trader(marks.buyer, marks.buyer_tax_id)
    sale = details.direction(seller=seller, buyer=buyer) is Direction.SALE
    party = buyer if sale else seller
    total = marks.total
    return paper_twins.Marks(
        key=key,
        party=party.name,
        party_tax_id=party.tax_id,
        code=marks.code,
        number=marks.number,
        day=marks.day,
        total=total,
        is_sale=sale,
        is_credit=marks.kind is DocumentKind.CREDIT_NOTE or bool(total and total.minor < 0),
        letters=letters_of(text),
        number_is_sure=marks.number_is_sure,
    )


def _papers(
    asked: paper_twins.Marks,
    rows: list[KeptPaper],
    texts: Mapping[int, str],
    details: ShopDetails,
) -> Iterator[Alike]:
    known = {
        row.number: compared(row.marks, details, key=row.number, text=texts[row.number])
        for row in rows
    }
    entries = {row.number: row.entry for row in rows}
    for verdict in paper_twins.twins(asked, known.values()):
        other = known[verdict.key]
        twin = _twin(verdict, other, verdict.reason, entry=entries[verdict.key])
        yield Alike(twin, _may_merge(verdict, asked, other))


def _may_merge(verdict: Verdict, one: paper_twins.Marks, other: paper_twins.Marks) -> bool:
    """Tell whether both are files of one document without asking the owner.

    Names are written by hand and read by machines: by a name, the sums must have been read too.
    """
    if verdict.reason is TwinReason.TAX_ID_AND_NUMBER:
        return verdict.may_merge
    return verdict.may_merge and one.total is not None and one.total == other.total


def _lists(asked: paper_twins.Marks, listed: list[ListedInvoice], currency: str) -> Iterator[Alike]:
    by_key = {-each.id: each for each in listed}
    marks = {key: _of_list(each, currency) for key, each in by_key.items()}
    for verdict in paper_twins.twins(asked, marks.values()):
        each = by_key[verdict.key]
        void = each.status == InvoiceStatus.VOID
        reason = TwinReason.LISTED_VOID if void else TwinReason.ALREADY_LISTED
        yield Alike(_twin(verdict, marks[verdict.key], reason, entry=each.entry))


def _of_list(each: ListedInvoice, currency: str) -> paper_twins.Marks:
    return paper_twins.Marks(
        key=-each.id,
        party=each.party,
        party_tax_id=each.party_tax_id,
        code=each.code,
        number=each.number,
        day=each.day,
        total=Money(currency, each.gross),
        is_sale=each.direction == Direction.SALE,
        is_credit=each.gross < 0,
    )


def _twin(
    verdict: Verdict, other: paper_twins.Marks, reason: TwinReason, *, entry: int | None
) -> Twin:
    return Twin(
        strength=verdict.strength,
        reason=reason,
        paper=verdict.key if verdict.key > 0 else None,
        entry=entry,
        party=other.party,
        invoice_number=other.number,
        day=other.day,
        total=other.total,
        total_differs=verdict.total_differs,
    )

"""The verbs of what the shop writes: quotes, invoices, credit notes, and its own details."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.issuing import Buyer
from cfo_desktop.domain.issuing import Issued
from cfo_desktop.domain.issuing import Written
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

_WRITTEN = Changes(issued=True)
_BOOKED = Changes(accounts=True, entries=True, issued=True)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that the shop wrote, the newest first, and whom it may write to next."""

    documents: tuple[Issued, ...]
    buyers: tuple[Buyer, ...]
    """Those of earlier documents as they were last written, and the names of customers."""
    terms: int
    """Days until an invoice is due."""


def shelf() -> Query[Shelf]:
    """Read what the shop wrote."""

    def work(book: Book, _: Progress) -> Shelf:
        from cfo_desktop.services import issuing
        from cfo_desktop.services import terms

        documents = tuple(issuing.documents(book))
        return Shelf(documents, issuing.buyers(book), terms.read(book).customers)

    return Query(work)


def save(written: Written, *, draft: int | None, source: int | None) -> Change[int]:
    """Keep a draft."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import issuing

        return issuing.save(book, written, draft=draft, source=source), _WRITTEN

    return Change(work)


def issue(written: Written, *, draft: int | None, source: int | None) -> Change[Issued]:
    """Keep a draft as it is typed and give it its number."""

    def work(book: Book, _: Progress) -> tuple[Issued, Changes]:
        from cfo_desktop.services import issuing

        number = issuing.save(book, written, draft=draft, source=source)
        return issuing.issue(book, draft=number), _BOOKED

    return Change(work)


def delete(draft: int) -> Change[None]:
    """Forget a draft."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import issuing

        issuing.delete(book, draft=draft)
        return None, _WRITTEN

    return Change(work)


def invoice_of(quote: int, *, day: dt.date, due: dt.date) -> Change[Issued]:
    """Make a draft invoice of a quote."""

    def work(book: Book, _: Progress) -> tuple[Issued, Changes]:
        from cfo_desktop.services import issuing

        number = issuing.invoice_of(book, quote=quote, day=day, due=due)
        return issuing.document(book, number=number), _WRITTEN

    return Change(work)


def credit(invoice: int, *, day: dt.date) -> Change[Issued]:
    """Make the draft of a credit note over a whole invoice, to be cut down by its owner."""

    def work(book: Book, _: Progress) -> tuple[Issued, Changes]:
        from cfo_desktop.services import issuing

        number = issuing.credit(book, invoice=invoice, day=day)
        return issuing.document(book, number=number), _WRITTEN

    return Change(work)


def printed(number: int, *, language: str) -> Query[bytes]:
    """Print a document: the bytes of its PDF."""

    def work(book: Book, _: Progress) -> bytes:
        from cfo_desktop.services import issuing

        return issuing.pdf(book, number=number, language=language)

    return Query(work)


def save_pdf(number: int, *, target: Path, language: str) -> Query[Path]:
    """Write a document as a PDF where the owner said."""

    def work(book: Book, _: Progress) -> Path:
        from cfo_desktop.services import issuing

        return issuing.save_pdf(book, number=number, target=target, language=language)

    return Query(work)


def details() -> Query[ShopDetails]:
    """Read what the shop prints of itself."""

    def work(book: Book, _: Progress) -> ShopDetails:
        from cfo_desktop.services import shop_details

        return shop_details.read(book)

    return Query(work)


def change_details(details: ShopDetails) -> Change[None]:
    """Keep what the shop prints of itself."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import shop_details

        return None, shop_details.change(book, details)

    return Change(work)

"""Takes planted pairs into books and counts which of them are warned of."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.papers import Added
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.services import books
from cfo_desktop.services import document_reading
from cfo_desktop.services import entries
from cfo_desktop.services import papers
from cfo_desktop.services import shop_details
from cfo_desktop.services.books import Book
from tests.evaluation.made_documents import twins
from tests.evaluation.made_documents.twins import Case
from tests.evaluation.made_documents.twins import Paper
from tests.evaluation.made_documents.twins import Payment

_BANK, _WAITING = "1020", "1390"


def lines(*, limit: int | None, missed: bool) -> Iterator[str]:
    """Yield the table: by kind, how many pairs there are and how many were warned of."""
    reader = document_reading.DocumentReader()
    pairs: Counter[str] = Counter()
    warned: Counter[str] = Counter()
    planted: dict[str, bool] = {}
    with tempfile.TemporaryDirectory() as folder:
        opened = {currency: _book(Path(folder), currency) for currency in twins.SHOPS}
        try:
            waiting = [(make, _first(opened, reader, make())) for make in twins.cases(limit)]
            for make, first in waiting:
                case, said = _second(opened, reader, make, first)
                pairs[case.kind] += 1
                warned[case.kind] += bool(said)
                planted[case.kind] = case.is_twin
                if missed and bool(said) is not case.is_twin:
                    yield f"  {case.kind}: {case.second.name}: {said or 'no warning'}"
        finally:
            reader.close()
            for book in opened.values():
                books.close(book)
    for is_twin, title in ((True, "pairs"), (False, "no twins")):
        kinds = [kind for kind in pairs if planted[kind] is is_twin]
        for kind in sorted(kinds):
            yield f"twins ({kind}): {warned[kind]} of {pairs[kind]} warned"
        whole = sum(pairs[kind] for kind in kinds)
        yield f"twins, all {title}: {sum(warned[kind] for kind in kinds)} of {whole} warned"


def _book(folder: Path, currency: str) -> Book:
    shop = twins.SHOPS[currency]
    book, _ = books.create(
        folder / currency,
        name=shop.name,
        chart="shop",
        currency=currency,
        passphrase="trial",
        cost=books.FLOOR_COST,
    )
    shop_details.change(book, ShopDetails(name=shop.name, tax_id=shop.tax_id))
    return book


def _first(
    opened: dict[str, Book], reader: document_reading.DocumentReader, case: Case
) -> tuple[set[int], int | None]:
    """Put into the book what is there before; return its papers, or its entry."""
    book = opened[case.currency]
    if isinstance(case.first, Payment):
        amount = decimal_text(case.first.minor, case.currency)
        draft = entries.simple(
            book,
            day=case.first.day,
            narration=case.first.narration,
            debits=[(_WAITING, amount)],
            credits=[(_BANK, amount)],
            party=case.first.party,
        )
        return set(), entries.post(book, draft=draft)
    return set(_added(book, reader, case.first).papers), None


def _added(book: Book, reader: document_reading.DocumentReader, paper: Paper) -> Added:
    read = reader.read(paper.content, hints=papers.hints(book))
    return papers.add(book, name=paper.name, content=paper.content, documents=read)


def _second(
    opened: dict[str, Book],
    reader: document_reading.DocumentReader,
    make: Callable[[], Case],
    first: tuple[set[int], int | None],
) -> tuple[Case, str]:
    """Take the paper in that comes after; return what was said of its being there already.

    Of a pair only a word about its other half counts; of what has no twin, any word is false.
    """
    case = make()
    there, entry = first
    added = _added(opened[case.currency], reader, case.second)
    if added.known_file:
        return case, "the same file"
    merged = added.merged & there if case.is_twin else added.merged
    said = [
        f"{twin.strength} {twin.reason} {twin.invoice_number}"
        for each in added.twins.values()
        for twin in each
        if not case.is_twin or twin.paper in there or (entry and twin.entry == entry)
    ]
    return case, "merged" if merged else "; ".join(said)

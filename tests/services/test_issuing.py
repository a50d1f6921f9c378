"""The shop's own quotes, invoices and credit notes: sums, numbers without a gap, what is booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.issuing import HUNDRED_PERCENT
from cfo_desktop.domain.issuing import Buyer
from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.domain.issuing import Item
from cfo_desktop.domain.issuing import Series
from cfo_desktop.domain.issuing import Written
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.services import entries
from cfo_desktop.services import invoices
from cfo_desktop.services import issuing
from cfo_desktop.services import owing
from cfo_desktop.services import shop_details
from cfo_desktop.services.books import Book
from tests.services.made_shop import balances
from tests.services.made_shop import verified

DAY = dt.date(2026, 11, 25)
ROSES = Item("Roses", Decimal(48), Decimal("2.15"), 2000, "stems")
HIRE = Item("Vase hire", Decimal("1.5"), Decimal(18))


def written(
    *items: Item, kind: IssuedKind = IssuedKind.INVOICE, taxed_prices: bool = False
) -> Written:
    return Written(
        kind, Buyer("Lily's Cafe"), DAY, items or (ROSES, HIRE), "CNY", taxed_prices=taxed_prices
    )


def issued(book: Book, *items: Item, kind: IssuedKind = IssuedKind.INVOICE) -> int:
    number = issuing.save(book, written(*items, kind=kind))
    issuing.issue(book, draft=number)
    return number


amounts = st.decimals("0.01", 10_000, places=2)
items = st.builds(
    Item,
    st.just("Thing"),
    st.decimals("0.001", 500, places=3),
    amounts,
    st.sampled_from([0, 100, 500, 600, 900, 1300, 2000]),
)


@given(st.lists(items, min_size=1, max_size=12), st.booleans())
def test_the_sums_add_up_and_tax_is_that_of_each_rate(lines: list[Item], taxed: bool) -> None:  # noqa: FBT001
    try:
        sums = written(*lines, taxed_prices=taxed).totals
    except UserError as error:
        assert error.code == "issuing_no_amount"  # noqa: PT017 - lines of less than a penny
        return
    assert sums.gross == sums.net + sums.tax
    assert sums.net == sum(net for _, net, _ in sums.rates)
    printed = sum(item.amount("CNY") for item in lines)
    assert printed == (sums.gross if taxed else sums.net)
    for rate, net, tax in sums.rates:
        exact = Decimal(net) * rate / HUNDRED_PERCENT
        assert abs(tax - exact) <= 1


def test_half_a_penny_goes_up() -> None:
    assert written(Item("a", Decimal(1), Decimal("0.125"))).totals.net == 13
    assert written(Item("a", Decimal(1), Decimal("0.05"), 1000)).totals.tax == 1


def test_an_invoice_is_booked_once_and_known_to_the_list_of_invoices(book: Book) -> None:
    found = issuing.document(book, number=issued(book))
    assert (found.number, found.state) == ("INV-0001", IssuedState.ISSUED)
    assert found.entry is not None
    assert entries.entry(book, number=found.entry).draft.narration == "Invoice INV-0001"
    assert balances(book) == {"1100": 15084, "4010": -13020, "2100": -2064}
    (listed,) = invoices.all_invoices(book)
    assert (listed.invoice.number, listed.entry) == ("INV-0001", found.entry)
    verified(book)


def test_an_invoice_is_due_on_the_day_that_it_names(book: Book) -> None:
    due = DAY + dt.timedelta(days=11)
    number = issuing.save(book, replace(written(), due=due))
    issuing.issue(book, draft=number)
    (party,) = owing.aging(book, direction=Direction.SALE, at=DAY).parties
    assert [debt.due for debt in party.debts] == [due]


def test_a_quote_books_nothing_and_becomes_an_invoice(book: Book) -> None:
    quote = issued(book, kind=IssuedKind.QUOTE)
    assert balances(book) == {}
    invoice = issuing.invoice_of(book, quote=quote, day=DAY, due=DAY + dt.timedelta(30))
    assert issuing.document(book, number=quote).state is IssuedState.ISSUED
    assert issuing.issue(book, draft=invoice).number == "INV-0001"
    assert issuing.document(book, number=quote).state is IssuedState.ACCEPTED
    assert issuing.document(book, number=quote).number == "Q-0001"


def test_numbers_have_no_gap_whatever_is_deleted(book: Book) -> None:
    drafts = [issuing.save(book, written()) for _ in range(4)]
    issuing.delete(book, draft=drafts[1])
    numbers = [issuing.issue(book, draft=drafts[at]).number for at in (3, 0, 2)]
    assert numbers == ["INV-0001", "INV-0002", "INV-0003"]


def test_a_number_once_used_goes_to_nothing_else(book: Book) -> None:
    number = issued(book)
    with pytest.raises(UserError, match="issued_already"):
        issuing.delete(book, draft=number)
    with pytest.raises(UserError, match="issued_already"):
        issuing.save(book, written(HIRE), draft=number)
    for change in (
        "DELETE FROM own_document",
        "UPDATE own_document SET content = '{}'",
        "UPDATE own_document SET serial = 7",
    ):
        with pytest.raises(Bug, match="issued_immutable"), book.store.transaction() as connection:
            connection.execute(change)
    draft = issuing.save(book, written())
    with pytest.raises(Bug, match="number_gap"), book.store.transaction() as connection:
        connection.execute(
            "UPDATE own_document SET serial = 2, number = 'INV-0003' WHERE id = ?", (draft,)
        )


def test_a_series_begins_where_the_owner_says_until_it_is_used(book: Book) -> None:
    issuing.begin_series(book, IssuedKind.INVOICE, first="2026-0117")
    assert issuing.document(book, number=issued(book)).number == "2026-0117"
    with pytest.raises(UserError, match="issuing_number_used"):
        issuing.begin_series(book, IssuedKind.INVOICE, first="A1")
    with pytest.raises(UserError, match="issuing_number"):
        issuing.begin_series(book, IssuedKind.QUOTE, first="none")


@given(st.integers(0, 10**6), st.text("ABC-/ 年", max_size=8), st.integers(1, 9))
def test_a_series_goes_on_from_its_first_number(serial: int, prefix: str, digits: int) -> None:
    first = prefix.lstrip() + "1".rjust(digits, "0")
    series = Series.parse(first)
    assert series.number(0) == first
    assert int(series.number(serial).removeprefix(series.prefix)) == 1 + serial


def test_credit_notes_take_an_invoice_back_and_never_more(book: Book) -> None:
    invoice = issued(book)
    part = issuing.credit(book, invoice=invoice, day=DAY, quantities={0: Decimal(8)})
    assert issuing.issue(book, draft=part).number == "CN-0001"
    assert issuing.document(book, number=invoice).credited == 2064
    whole = issuing.credit(book, invoice=invoice, day=DAY)
    with pytest.raises(UserError, match="issuing_credit_more"):
        issuing.issue(book, draft=whole)
    rest = issuing.credit(
        book, invoice=invoice, day=DAY, quantities={0: Decimal(40), 1: Decimal("1.5")}
    )
    issuing.issue(book, draft=rest)
    assert issuing.document(book, number=invoice).state is IssuedState.TAKEN_BACK
    assert set(balances(book).values()) <= {0}
    verified(book)


def test_a_reversed_invoice_keeps_its_number(book: Book) -> None:
    found = issuing.document(book, number=issued(book))
    assert found.entry is not None
    entries.reverse(book, number=found.entry)
    assert issuing.document(book, number=found.id).state is IssuedState.TAKEN_BACK
    assert issuing.document(book, number=issued(book)).number == "INV-0002"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"items": ()}, "issuing_no_items"),
        ({"due": dt.date(2026, 11, 24)}, "issuing_due_early"),
        ({"items": (Item("a", Decimal(0), Decimal(1)),)}, "issuing_no_amount"),
    ],
)
def test_what_cannot_be_paid_is_refused(change: Mapping[str, object], code: str) -> None:
    given_ = {"kind": IssuedKind.INVOICE, "buyer": Buyer("A"), "day": DAY, "items": (ROSES,)}
    with pytest.raises(UserError, match=code):
        Written(**{**given_, "currency": "CNY", **change})  # type: ignore[arg-type]


@pytest.mark.parametrize("number", ["1e13", "0.1234567", "NaN", "Infinity"])
def test_a_number_that_cannot_be_printed_is_refused(number: str) -> None:
    with pytest.raises(UserError, match="issuing_item_number"):
        Item("a", Decimal(number), Decimal(1))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_printed_invoice_says_what_was_written(book: Book, language: str) -> None:
    shop_details.change(book, ShopDetails(tax_id="GB123456789", bank="Account 12345678"))
    number = issued(book)
    # what the shop prints of itself later changes nothing that was issued
    shop_details.change(book, ShopDetails(tax_id="GB999999973"))
    with pypdfium2.PdfDocument(issuing.pdf(book, number=number, language=language)) as document:
        text = document[0].get_textpage().get_text_bounded()
        fonts = document.get_metadata_dict()
    for said in ("INV-0001", "Lily's Cafe", "Roses", "48 stems", "150.84", "20.64", "GB123456789"):
        assert said in text
    assert "12345678" in text
    assert "GB999999973" not in text
    assert "INV-0001" in fonts["Title"]


def test_a_draft_says_that_it_is_one(book: Book) -> None:
    number = issuing.save(book, written())
    with pypdfium2.PdfDocument(issuing.pdf(book, number=number, language="en")) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert "draft" in text
    assert "INV-" not in text

"""Papers become entries of real books: party, account, tax, due day, payments, and back again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import AccountBy
from cfo_desktop.domain.papers import DueBy
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Settling
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import attachments
from cfo_desktop.services import entries
from cfo_desktop.services import invoices
from cfo_desktop.services import paper_booking
from cfo_desktop.services import paper_paying
from cfo_desktop.services import paper_proposals
from cfo_desktop.services import papers
from cfo_desktop.services import shop_details
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book
from tests.services.made_papers import DAY
from tests.services.made_papers import SELLER
from tests.services.made_papers import document
from tests.services.made_papers import money
from tests.services.made_papers import taken_in
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import verified


def code(book: Book, role: Role) -> str:
    """Return the code of the account of a role."""
    return chart.with_role(book, role=role).code


def booked(book: Book, number: int, **changes: object) -> int:
    """Confirm a paper as proposed, but for ``changes``."""
    proposal = replace(paper_proposals.proposal(book, paper=number), **changes)  # type: ignore[arg-type]
    return paper_booking.confirm(book, paper=number, proposal=proposal)


def test_a_bill_is_owed_with_its_tax_apart(book: Book) -> None:
    number = taken_in(book, document(due_date=dt.date(2026, 3, 31)), name="bill.pdf")
    proposal = paper_proposals.proposal(book, paper=number)
    assert (proposal.direction, proposal.party, proposal.settling, proposal.due_by) == (
        *(Direction.PURCHASE, SELLER, Settling.LATER, DueBy.PRINTED),
    )
    assert proposal.missing == ()
    assert proposal.warnings == ()
    entry = booked(book, number)
    held = balances(book)
    assert held[code(book, Role.PAYABLES)] == -11300
    assert held[proposal.account] == 10000
    assert held[code(book, Role.SALES_TAX)] == 1300
    paper = papers.paper(book, number=number)
    assert (paper.state, paper.entry, paper.due) == (
        *(PaperState.CONFIRMED, entry),
        dt.date(2026, 3, 31),
    )
    (file,) = attachments.of_entry(book, entry=entry)
    assert (file.name, file.is_original) == ("bill.pdf", True)
    assert attachments.content(book, attachment=file.id)[1]
    with pytest.raises(UserError, match="attachment_original"):
        attachments.remove(book, attachment=file.id)
    with pytest.raises(UserError, match="paper_not_draft"):
        booked(book, number)
    verified(book)


def test_the_tax_of_an_ordinary_invoice_is_part_of_the_cost(book: Book) -> None:
    number = taken_in(book, document(text="增值税普通发票"))
    proposal = paper_proposals.proposal(book, paper=number)
    assert not proposal.deductible
    booked(book, number)
    assert balances(book)[proposal.account] == 11300
    (kept,) = invoices.all_invoices(book)
    assert kept.invoice.tax == money("13.00")


def test_reversing_the_entry_makes_it_a_draft_again(book: Book) -> None:
    number = taken_in(book, document())
    entry = booked(book, number)
    assert len(invoices.all_invoices(book)) == 1
    entries.reverse(book, number=entry)
    paper = papers.paper(book, number=number)
    assert (paper.state, paper.entry, paper.direction) == (PaperState.DRAFT, None, None)
    assert invoices.all_invoices(book) == []
    assert attachments.of_entry(book, entry=entry) == []
    again = booked(book, number)
    assert again > entry
    assert len(invoices.all_invoices(book)) == 1
    assert balances(book)[code(book, Role.PAYABLES)] == -11300
    verified(book)


def test_the_account_is_what_this_party_was_booked_to(book: Book) -> None:
    first = taken_in(book, document(number="1001"), content=b"1")
    booked(book, first, account="6310", deductible=False)
    second = taken_in(book, document(number="1002", date=dt.date(2026, 4, 20)), content=b"2")
    proposal = paper_proposals.proposal(book, paper=second)
    assert (proposal.account, proposal.account_by, proposal.deductible) == (
        *("6310", AccountBy.HISTORY),
        False,
    )


def test_the_name_is_the_one_that_the_book_has(book: Book) -> None:
    payables = code(book, Role.PAYABLES)
    post(book, "6310", payables, "50.00", party="Metro Markt", day=dt.date(2026, 1, 2))
    number = taken_in(book, document(seller="METRO  MARKT GmbH", seller_tax_id=None))
    proposal = paper_proposals.proposal(book, paper=number)
    assert (proposal.party, proposal.party_is_known, proposal.account) == (
        *("Metro Markt", True),
        "6310",
    )
    booked(book, number)
    other = taken_in(book, document(seller="Metra Market", seller_tax_id=None, number="7788991"))
    assert not paper_proposals.proposal(book, paper=other).party_is_known


def test_a_tax_number_knows_the_party_better_than_its_name(book: Book) -> None:
    first = taken_in(book, document(number="1001"), content=b"1")
    booked(book, first, party="晨光")
    second = taken_in(book, document(number="1002", seller="Shanghai Morning Light"), content=b"2")
    assert paper_proposals.proposal(book, paper=second).party == "晨光"


def test_what_the_shop_wrote_is_a_sale(book: Book) -> None:
    shop_details.change(book, ShopDetails(name="港湾小店", tax_id="91310000MA1ABCDE1X"))
    number = taken_in(
        book,
        document(seller="港湾小店", seller_tax_id="91310000MA1ABCDE1X", buyer="蓝天酒店"),
    )
    proposal = paper_proposals.proposal(book, paper=number)
    assert (proposal.direction, proposal.party) == (Direction.SALE, "蓝天酒店")
    booked(book, number)
    held = balances(book)
    assert held[code(book, Role.RECEIVABLES)] == 11300
    assert held[code(book, Role.SALES)] == -10000
    assert held[code(book, Role.SALES_TAX)] == -1300


def test_a_bill_of_others_is_said_to_be_so(book: Book) -> None:
    number = taken_in(book, document(buyer="蓝天酒店"))
    warnings = paper_proposals.proposal(book, paper=number).warnings
    assert [fault.code for fault in warnings] == ["paper_not_for_the_shop"]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_credit_note_goes_the_other_way(book: Book, sign: int) -> None:
    total, tax = Money("CNY", sign * 11300), Money("CNY", sign * 1300)
    number = taken_in(book, document(kind=DocumentKind.CREDIT_NOTE, total=total, tax=tax))
    booked(book, number)
    held = balances(book)
    assert held[code(book, Role.PAYABLES)] == 11300
    assert held[code(book, Role.SALES_TAX)] == -1300


def test_a_receipt_was_paid_from_the_till_or_the_bank(book: Book) -> None:
    slip = DocumentKind.RECEIPT
    one = taken_in(book, document(kind=slip, number=None, text="合计 现金 113.00"), content=b"1")
    card = document(kind=slip, number=None, text="VISA 113.00", date=dt.date(2026, 5, 1))
    two = taken_in(book, card, content=b"2")
    assert paper_proposals.proposal(book, paper=one).money == code(book, Role.TILL)
    proposal = paper_proposals.proposal(book, paper=two)
    assert (proposal.money, proposal.settling, proposal.due) == (
        *(code(book, Role.BANK), Settling.MONEY),
        None,
    )
    booked(book, one)
    assert balances(book)[code(book, Role.TILL)] == -11300
    assert invoices.all_invoices(book) == []


def test_a_receipt_completes_the_payment_that_a_statement_told(book: Book) -> None:
    bank, suspense = code(book, Role.BANK), code(book, Role.SUSPENSE)
    payment = post(book, suspense, bank, "113.00", party="晨光食品", day=DAY)
    number = taken_in(book, document(kind=DocumentKind.RECEIPT, number=None))
    proposal = paper_proposals.proposal(book, paper=number)
    assert (proposal.settling, proposal.payment) == (Settling.PAYMENT, payment)
    entry = booked(book, number)
    held = balances(book)
    assert held.get(suspense, 0) == 0
    assert held[bank] == -11300
    assert entries.entry(book, number=entry).draft.completes == payment
    assert len(attachments.of_entry(book, entry=payment)) == 1
    entries.reverse(book, number=payment)
    assert papers.paper(book, number=number).state is PaperState.DRAFT
    verified(book)


def test_a_paid_bill_is_not_owed_again(book: Book) -> None:
    bank = code(book, Role.BANK)
    payment = post(book, "6310", bank, "113.00", party=SELLER, day=DAY + dt.timedelta(days=5))
    number = taken_in(book, document(text="普通发票"))
    proposal = paper_proposals.proposal(book, paper=number)
    assert [twin.reason for twin in proposal.twins] == [TwinReason.ALREADY_PAID]
    assert (proposal.settling, proposal.account) == (Settling.PAYMENT, "6310")
    assert booked(book, number) == payment
    assert code(book, Role.PAYABLES) not in balances(book)
    assert balances(book)["6310"] == 11300
    (kept,) = invoices.all_invoices(book)
    assert kept.entry == payment


def test_the_tax_of_a_paid_bill_is_taken_out_of_its_cost(book: Book) -> None:
    bank = code(book, Role.BANK)
    payment = post(book, "6310", bank, "113.00", party=SELLER, day=DAY)
    number = taken_in(book, document())
    entry = booked(book, number)
    held = balances(book)
    assert (held["6310"], held[code(book, Role.SALES_TAX)]) == (10000, 1300)
    assert entries.entry(book, number=entry).draft.completes == payment
    verified(book)


def test_a_payment_of_another_sum_is_refused(book: Book) -> None:
    payment = post(book, "6310", code(book, Role.BANK), "100.00", party=SELLER, day=DAY)
    number = taken_in(book, document())
    with pytest.raises(UserError, match="paper_payment_differs"):
        booked(book, number, settling=Settling.PAYMENT, payment=payment)
    entries.reverse(book, number=payment)
    with pytest.raises(UserError, match="paper_payment_missing"):
        booked(book, number, settling=Settling.PAYMENT, payment=payment)
    assert papers.paper(book, number=number).state is PaperState.DRAFT


def test_payments_of_other_bills_of_one_sum_warn_of_nothing(book: Book) -> None:
    bank, payables = code(book, Role.BANK), code(book, Role.PAYABLES)
    for week in range(4):
        day = DAY + dt.timedelta(days=7 * week)
        number = taken_in(book, document(number=f"88{week}01", date=day), content=b"%d" % week)
        proposal = paper_proposals.proposal(book, paper=number)
        assert proposal.twins == (), week
        booked(book, number)
        post(book, payables, bank, "113.00", party=SELLER, day=day + dt.timedelta(days=2))


@pytest.mark.parametrize(
    ("field", "error"),
    [
        (Field.TOTAL, "paper_no_total"),
        (Field.DATE, "paper_no_day"),
        (Field.SELLER, "paper_no_party"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_posted(
    book: Book, field: Field, error: str
) -> None:
    whole = document(seller_tax_id=None)
    fields = {name: found for name, found in whole.fields.items() if name is not field}
    number = taken_in(book, replace(whole, fields=fields))
    assert paper_proposals.proposal(book, paper=number).missing == (field,)
    with pytest.raises(UserError, match=error):
        booked(book, number)
    assert book.store.connection.execute("SELECT count(*) FROM entry").fetchone() == (0,)


def test_a_list_and_a_paper_of_one_invoice_are_one(book: Book) -> None:
    first = taken_in(book, document(), content=b"1")
    entry = booked(book, first)
    second = taken_in(
        book,
        document(seller="Morning Light", seller_tax_id=None, carrier=Carrier.OCR),
        content=b"2",
    )
    assert second == first
    assert [each.entry for each in invoices.all_invoices(book)] == [entry]


def test_a_bill_in_other_money_waits_for_its_sum(book: Book) -> None:
    number = taken_in(book, document(total=Money("USD", 5000), tax=None, net=None))
    proposal = paper_proposals.proposal(book, paper=number)
    assert (proposal.gross, proposal.printed) == (None, Money("USD", 5000))
    assert proposal.missing == (Field.TOTAL,)
    booked(book, number, gross=money("360.00"))
    assert balances(book)[code(book, Role.PAYABLES)] == -36000


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 days net", 30),
        ("Payable within 14 days", 14),
        ("2% 10 days, net 30", 30),
        ("Zahlbar innerhalb von 21 Tagen", 21),
        ("月结60天", 60),
        ("Due on receipt", 0),
        ("货到付款", 0),
        ("as agreed", None),
    ],
)
def test_terms(text: str, days: int | None) -> None:
    assert paper_paying.days_of(text) == days


def test_due_by_terms_then_by_the_book(book: Book) -> None:
    one = taken_in(book, document(terms="月结60天"), content=b"1")
    proposal = paper_proposals.proposal(book, paper=one)
    assert (proposal.due, proposal.due_by) == (DAY + dt.timedelta(days=60), DueBy.TERMS)
    terms.change(book, replace(terms.read(book), suppliers=7))
    two = taken_in(book, document(number="2"), content=b"2")
    proposal = paper_proposals.proposal(book, paper=two)
    assert (proposal.due, proposal.due_by) == (DAY + dt.timedelta(days=7), DueBy.BOOK)


def test_a_paper_and_its_entry_are_one_transaction(book: Book) -> None:
    number = taken_in(book, document(evidence=Evidence.READ))
    proposal = paper_proposals.proposal(book, paper=number)
    with pytest.raises(UserError, match="account_unknown"):
        paper_booking.confirm(book, paper=number, proposal=replace(proposal, account="none"))
    till = code(book, Role.TILL)
    with pytest.raises(UserError, match="paper_account_wrong"):
        paper_booking.confirm(book, paper=number, proposal=replace(proposal, money=till))
    assert invoices.all_invoices(book) == []
    assert papers.papers(book)[0].state is PaperState.DRAFT
    read = ReadDocuments((document(number="99"),), 1)
    assert papers.add(book, name="n", content=b"n", documents=read).new

"""Books lists of invoices: each once, void ones not or no more, and every row accounted for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services import invoices
from cfo_desktop.services.books import Book
from tests.evaluation import invoice_lists
from tests.services.made_shop import balances
from tests.services.made_shop import codes
from tests.services.made_shop import postings
from tests.services.made_shop import verified

HEAD = "发票代码,发票号码,开票日期,对方名称,金额,税额,价税合计,发票状态"
FIRST = "033002000111,00345678,2024-03-05,甲公司,100.00,13.00,113.00,正常"
RETURN = "033002000111,00345679,2024-03-06,甲公司,-10.00,-1.30,-11.30,正常"
VOID = "033002000111,00345680,2024-03-06,乙公司,20.00,2.60,22.60,已作废"
FIRST_VOID = FIRST.replace("正常", "已作废")


class Lists:
    """Writes lists of invoices and imports them."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book = book
        self.folder = folder

    def write(self, *rows: str, name: str = "销项.csv", head: str = HEAD) -> Path:
        path = self.folder / name
        path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
        return path

    def take(
        self,
        *rows: str,
        name: str = "销项.csv",
        account: str | None = None,
        profile: str | None = None,
    ) -> ImportedFile:
        path = self.write(*rows, name=name)
        (file,) = imports.import_files(
            self.book, files=[path], account=account, profile=profile
        ).files
        return counted(file)


@pytest.fixture
def lists(book: Book, tmp_path: Path) -> Lists:
    return Lists(book, tmp_path)


def counted(file: ImportedFile) -> ImportedFile:
    """Every row is in exactly one state, with a reason where it is not booked."""
    assert file.read == file.new + file.duplicate + file.skipped + file.rejected == len(file.rows)
    for row in file.rows:
        unbooked = row.state in {RowState.SKIPPED, RowState.REJECTED}
        assert (row.reason is not None) == unbooked
    return file


def states(file: ImportedFile) -> tuple[int, int, int, int, int]:
    return (file.read, file.new, file.duplicate, file.skipped, file.rejected)


def batch_of(book: Book) -> str:
    return imports.batches(book)[0].id


def test_sales(book: Book, lists: Lists) -> None:
    file = lists.take(FIRST, RETURN, VOID)
    assert states(file) == (3, 2, 0, 1, 0)
    assert (file.profile, file.account, str(file.movement)) == ("sales-invoices", "1100", "101.70")
    assert [(row.counter, str(row.amount)) for row in file.rows] == [
        ("4010 2100", "113.00"),
        ("4010 2100", "-11.30"),
        ("", "22.60"),
    ]
    assert codes(file.faults) == ["invoices_sale_by_name"]
    assert postings(book, 1) == [
        ("1100", "113.00 CNY", "113.00"),
        ("4010", "-100.00 CNY", "-100.00"),
        ("2100", "-13.00 CNY", "-13.00"),
    ]
    draft = entries.entry(book, number=1).draft
    assert draft.day == dt.date(2024, 3, 5)
    assert (draft.party, draft.narration) == ("甲公司", "Invoice 033002000111 00345678")
    assert balances(book) == {"1100": 10170, "4010": -9000, "2100": -1170}
    found = invoices.all_invoices(book)
    assert [(each.entry, each.invoice.status.value) for each in found] == [
        (1, "valid"),
        (2, "valid"),
        (None, "void"),
    ]
    assert found[0].invoice.buyer.name == "甲公司"
    verified(book)


def test_purchases(book: Book, lists: Lists) -> None:
    file = lists.take(FIRST, RETURN, name="x.csv", profile="purchase-invoices")
    assert (file.profile, file.account, str(file.movement)) == (
        "purchase-invoices",
        "2010",
        "-101.70",
    )
    assert file.faults == ()
    assert balances(book) == {"2010": -10170, "5010": 9000, "2100": 1170}
    assert [each.direction for each in invoices.all_invoices(book)] == [Direction.PURCHASE] * 2
    assert invoices.all_invoices(book, direction=Direction.SALE) == []


def test_a_list_that_does_not_tell_which_way_it_goes(lists: Lists) -> None:
    file = lists.take(FIRST, name="x.csv")
    assert (file.refused, codes(file.faults)) == (True, ["invoices_way_unknown"])


@pytest.mark.parametrize(("profile", "found"), [("boc", "invoices"), ("till", "invoices")])
def test_another_profile_is_refused(lists: Lists, profile: str, found: str) -> None:
    file = lists.take(FIRST, profile=profile)
    assert file.refused
    assert dict(file.faults[0].data) == {"found": found, "wanted": profile}


def test_the_columns_know_better_than_the_owner(book: Book, lists: Lists) -> None:
    path = lists.write(
        "1,2024-03-05,甲公司,100.00,13.00,113.00",
        head="发票号码,开票日期,购方名称,金额,税额,价税合计",
    )
    (file,) = imports.import_files(book, files=[path], profile="purchase-invoices").files
    assert codes(file.faults) == ["profile_other"]
    (file,) = imports.import_files(book, files=[path], profile="sales-invoices").files
    assert file.new == 1


def test_the_same_list_twice_and_one_that_overlaps(book: Book, lists: Lists) -> None:
    lists.take(FIRST, RETURN, VOID)
    again = lists.take(FIRST, RETURN, VOID)
    assert states(again) == (3, 0, 3, 0, 0)
    more = lists.take(FIRST, "033002000111,00345681,2024-03-07,丙,1.00,0.13,1.13,正常")
    assert states(more) == (2, 1, 1, 0, 0)
    assert len(imports.batches(book)) == 2
    assert books.head(book).entries == 3


def test_the_same_invoice_twice_in_one_list(lists: Lists) -> None:
    assert states(lists.take(FIRST, FIRST)) == (2, 1, 1, 0, 0)


def test_numbers_repeat_under_another_code_party_or_year(lists: Lists) -> None:
    file = lists.take(
        FIRST,
        FIRST.replace("033002000111", "033002000112"),
        FIRST.replace("甲公司", "乙公司"),
        FIRST.replace("2024", "2023"),
    )
    assert states(file) == (4, 4, 0, 0, 0)


def test_a_list_without_codes_knows_the_same_invoice(book: Book, lists: Lists) -> None:
    lists.take(FIRST)
    path = lists.write(
        "00345678,2024/3/5,甲公司,100.0,13.0,113.0,valid",
        name="sales.csv",
        head="invoice_no,date,counterparty,net,tax,gross,status",
    )
    (file,) = imports.import_files(book, files=[path]).files
    assert states(counted(file)) == (1, 0, 1, 0, 0)


def test_other_amounts_under_a_known_number_are_told(book: Book, lists: Lists) -> None:
    lists.take(FIRST)
    file = lists.take(FIRST.replace("100.00,13.00,113.00", "200.00,26.00,226.00"))
    assert states(file) == (1, 0, 0, 0, 1)
    assert file.faults[0].data["before"] == "113.00"
    assert balances(book)["1100"] == 11300


def test_an_invoice_that_became_void_is_reversed(book: Book, lists: Lists) -> None:
    lists.take(FIRST, RETURN)
    file = lists.take(FIRST_VOID, RETURN)
    assert states(file) == (2, 1, 1, 0, 0)
    assert codes(file.faults)[-1] == "invoice_voided"
    assert (file.rows[0].counter, str(file.rows[0].amount)) == ("4010 2100", "-113.00")
    assert entries.entry(book, number=1).reversed_by == 3
    assert balances(book)["1100"] == -1130
    assert states(lists.take(FIRST_VOID)) == (1, 0, 1, 0, 0)
    older = lists.take(FIRST)
    assert states(older) == (1, 0, 1, 0, 0)
    assert codes(older.faults)[-1] == "invoice_was_void"
    assert [each.invoice.status for each in invoices.all_invoices(book)] == [
        InvoiceStatus.VOID,
        InvoiceStatus.VALID,
    ]
    verified(book)


def test_a_void_invoice_may_name_neither_party_nor_amounts(book: Book, lists: Lists) -> None:
    lists.take(FIRST)
    file = lists.take("033002000111,00345678,2024-03-05,,0.00,0.00,0.00,作废")
    assert states(file) == (1, 1, 0, 0, 0)
    assert balances(book) == {}
    (found,) = invoices.all_invoices(book)
    assert found.invoice.buyer.name == "甲公司"


def test_an_invoice_valid_and_void_in_one_import(book: Book, lists: Lists) -> None:
    files = [
        lists.write(FIRST, RETURN, name="销项1.csv"),
        lists.write(FIRST_VOID, name="销项2.csv"),
    ]
    result = imports.import_files(book, files=files)
    assert [states(counted(file)) for file in result.files] == [(2, 1, 0, 1, 0), (1, 0, 0, 1, 0)]
    assert balances(book)["1100"] == -1130
    assert len(invoices.all_invoices(book)) == 2


def test_a_void_invoice_whose_entry_the_owner_reversed(book: Book, lists: Lists) -> None:
    lists.take(FIRST)
    entries.reverse(book, number=1)
    assert states(lists.take(FIRST_VOID)) == (1, 0, 0, 1, 0)
    assert balances(book) == {}


def test_taking_an_import_back(book: Book, lists: Lists) -> None:
    lists.take(FIRST, RETURN, VOID)
    assert imports.undo(book, batch=batch_of(book)) == 2
    assert (balances(book), invoices.all_invoices(book)) == ({}, [])
    assert states(lists.take(FIRST, RETURN, VOID)) == (3, 2, 0, 1, 0)
    verified(book)


def test_taking_back_the_list_that_voided_an_invoice(book: Book, lists: Lists) -> None:
    """The invoice counts again, as part of the import it came with, which can be taken back too."""
    lists.take(FIRST)
    first = batch_of(book)
    lists.take(FIRST_VOID)
    imports.undo(book, batch=batch_of(book))
    assert balances(book)["1100"] == 11300
    (found,) = invoices.all_invoices(book)
    assert (found.invoice.status, found.entry) == (InvoiceStatus.VALID, 3)
    assert states(lists.take(FIRST)) == (1, 0, 1, 0, 0)
    imports.undo(book, batch=first)
    assert (balances(book), invoices.all_invoices(book)) == ({}, [])
    verified(book)


def test_taking_back_first_the_invoice_and_then_the_list_that_voided_it(
    book: Book, lists: Lists
) -> None:
    lists.take(FIRST)
    first = batch_of(book)
    lists.take(FIRST_VOID)
    second = batch_of(book)
    imports.undo(book, batch=first)
    imports.undo(book, batch=second)
    assert (balances(book), invoices.all_invoices(book)) == ({}, [])


def test_a_list_of_void_invoices_only_is_kept(book: Book, lists: Lists) -> None:
    assert states(lists.take(VOID)) == (1, 0, 0, 1, 0)
    assert states(lists.take(VOID)) == (1, 0, 1, 0, 0)
    (found,) = invoices.all_invoices(book)
    assert found.entry is None
    imports.undo(book, batch=batch_of(book))
    assert invoices.all_invoices(book) == []


def test_a_preview_changes_nothing(book: Book, lists: Lists) -> None:
    path = lists.write(FIRST, VOID)
    preview = imports.preview(book, files=[path])
    assert (books.head(book).entries, invoices.all_invoices(book)) == (0, [])
    assert preview.files == imports.import_files(book, files=[path]).files


def test_locked_days_and_closed_accounts_reject(book: Book, lists: Lists) -> None:
    books.lock_period(book, through=Month(2023, 12))
    file = lists.take(FIRST.replace("2024", "2023"), FIRST)
    assert states(file) == (2, 1, 0, 0, 1)
    assert codes(file.faults)[0] == "period_locked"
    books.lock_period(book, through=Month(2024, 12))
    assert codes(lists.take(FIRST_VOID).faults)[0] == "period_locked"
    assert len(invoices.all_invoices(book)) == 1


def test_an_invoice_of_nothing_is_skipped(lists: Lists) -> None:
    file = lists.take("1,00345678,2024-03-05,甲公司,0.00,0.00,0.00,正常")
    assert [row.reason.code for row in file.rows if row.reason] == ["zero_amount"]


def test_the_account_chosen(book: Book, lists: Lists) -> None:
    assert codes(lists.take(FIRST, account="1020").faults) == ["invoices_account"]
    file = lists.take(FIRST, account="1190")
    assert (file.account, balances(book)["1190"]) == ("1190", 11300)


def test_a_book_in_other_money_refuses_yuan(tmp_path: Path) -> None:
    book, _ = books.create(
        tmp_path / "b",
        name="Shop",
        chart="shop",
        currency="EUR",
        passphrase="p",
        cost=books.FLOOR_COST,
    )
    try:
        path = Lists(book, tmp_path).write(FIRST)
        (file,) = imports.import_files(book, files=[path]).files
    finally:
        books.close(book)
    assert codes(file.faults) == ["invoices_currency"]


def test_both_ways_in_one_list_are_two_files_of_the_report(book: Book, lists: Lists) -> None:
    path = lists.write(
        "1,销项,2024-03-05,甲公司,100.00,13.00,113.00",
        "2,进项,2024-03-05,乙公司,50.00,6.50,56.50",
        head="发票号码,进销项,开票日期,对方名称,金额,税额,价税合计",
    )
    result = imports.import_files(book, files=[path])
    assert [(file.profile, file.account) for file in result.files] == [
        ("sales-invoices", "1100"),
        ("purchase-invoices", "2010"),
    ]
    assert balances(book) == {
        "1100": 11300, "4010": -10000, "2010": -5650, "5010": 5000, "2100": -650,
    }  # fmt: skip


@pytest.mark.skipif(
    not invoice_lists.SHARED.is_dir(), reason="the published lists are not beside this checkout"
)
def test_the_books_of_three_firms_tie_with_their_lists(tmp_path: Path) -> None:
    lists = invoice_lists.lists()
    for firm in ("E11", "E100", "E117"):
        outcome = invoice_lists.run(firm, lists[firm], tmp_path)
        assert outcome.found == outcome.expected
        assert outcome.is_right
        assert outcome.found["4010"]


def test_the_tax_of_an_ordinary_invoice_received_is_part_of_the_cost(
    book: Book, lists: Lists
) -> None:
    head = HEAD.replace("发票状态", "发票状态,发票票种")
    kinds = ("增值税专用发票", "增值税普通发票", "")
    rows = [FIRST.replace("345678", f"34567{n}") + f",{kind}" for n, kind in enumerate(kinds)]
    path = lists.write(*rows, name="进项.csv", head=head)
    (file,) = imports.import_files(book, files=[path]).files
    assert counted(file).new == 3
    found = [{line[0]: line[1] for line in postings(book, number)} for number in (1, 2, 3)]
    cost = [next(a for c, a in each.items() if c.startswith("5")) for each in found]
    assert [amount.split()[0] for amount in cost] == ["100.00", "113.00", "100.00"]
    assert [len(each) for each in found] == [3, 2, 3]
    assert codes(file.faults).count("invoices_ordinary") == 1
    verified(book)

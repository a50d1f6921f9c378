"""One payment in several statements is booked once, in any order, and every link can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.rules import RuleForm
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services import links
from cfo_desktop.services import rules
from cfo_desktop.services.books import Book
from cfo_desktop.store import links as kept
from cfo_desktop.store.links import KeptLink
from tests.services.made_shop import DAY
from tests.services.made_shop import Files
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import row
from tests.services.made_shop import statement
from tests.services.made_shop import verified

WALLET = AccountHint("wechat", "nick", "微信零钱", Role.WALLET_WECHAT)
BANK = AccountHint("boc", "6217001234", "Bank of China")
CARD = AccountHint("boc", "1234", "中国银行(1234)")
PLATFORM = AccountHint("meituan", "me", "美团")
FEES, SALES, TILL, CARDS, SUSPENSE = "7010", "4010", "1010", "1050", "1390"


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)


@pytest.fixture
def files(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Files:
    return Files(tmp_path_factory.mktemp("files"), monkeypatch)


def bring(book: Book, files: Files, **statements: Statement | ReadFile) -> dict[str, ImportedFile]:
    """Import statements one by one; return each report by name."""
    reports = {}
    for name, made in statements.items():
        file = f"{name}.csv"
        path = files.add(file, made) if isinstance(made, Statement) else files.add_read(file, made)
        (reports[name],) = imports.import_files(book, files=[path]).files
    return reports


def read_as(profile: str, made: Statement) -> ReadFile:
    """Return a statement as another reader gives it."""
    return ReadFile("csv", profile, (made,))


def bank(*rows: object) -> Statement:
    return statement(rows, account=BANK)  # type: ignore[arg-type]


def wallet(*rows: object) -> Statement:
    return statement(rows, account=WALLET)  # type: ignore[arg-type]


CARD_PAYMENT = wallet(
    row("-30", party="云膳米线", account=CARD, time="12:45:00", reference="42000001")
)
BANK_OF_IT = bank(row("-30", party="财付通", narration="财付通-云膳米线", day=DAY + days(1)))
WITHDRAWAL = wallet(
    row("-3000.10", fee="0.10", narration="零钱提现", counter=CARD, kind=RowKind.TRANSFER)
)
ARRIVAL = bank(row("3000", party="财付通", narration="微信零钱提现", day=DAY + days(2)))


def codes(book: Book) -> tuple[str, str]:
    """Return the codes of the bank account and the wallet."""
    found = book.store.connection.execute(
        "SELECT h.hint, a.code FROM account_hint h JOIN account a ON a.id = h.account"
    ).fetchall()
    hints = dict(found)
    bank_code = next(code for hint, code in hints.items() if hint.startswith("boc:"))
    return bank_code, hints.get("wechat:nick", "")


@pytest.mark.parametrize("first", ["wallet", "bank"])
def test_a_payment_by_card_is_booked_once(book: Book, files: Files, first: str) -> None:
    both = {"wallet": CARD_PAYMENT, "bank": BANK_OF_IT}
    second = next(name for name in both if name != first)
    reports = bring(book, files, **{first: both[first], second: both[second]})
    (told,) = reports[second].rows
    assert told.state is RowState.DUPLICATE
    assert told.match is not None
    assert (told.match.kind, told.match.entry, told.match.sure) == (LinkKind.SAME, 1, True)
    assert reports[second].linked == 1
    assert reports[second].read == reports[second].duplicate == 1
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: -3000, SUSPENSE: 3000}
    (item,) = entries.open_items(book, at=LAST_DAY)
    assert "云膳米线" in item.text
    assert "财付通" in item.text
    verified(book)


@pytest.mark.parametrize("first", ["wallet", "bank"])
def test_a_withdrawal_and_its_arrival_are_one(book: Book, files: Files, first: str) -> None:
    both = {"wallet": WITHDRAWAL, "bank": ARRIVAL}
    second = next(name for name in both if name != first)
    reports = bring(book, files, **{first: both[first], second: both[second]})
    bank_code, wallet_code = codes(book)
    assert balances(book) == {bank_code: 300_000, wallet_code: -300_010, FEES: 10}
    assert entries.open_items(book, at=LAST_DAY) == []
    assert reports[second].rows[0].match is not None
    expected = RowState.NEW if second == "wallet" else RowState.DUPLICATE
    assert reports[second].rows[0].state is expected
    verified(book)


def test_both_in_one_import_are_matched_too(book: Book, files: Files) -> None:
    paths = [
        files.add(f"{number}.csv", made)
        for number, made in enumerate((CARD_PAYMENT, WITHDRAWAL, ARRIVAL, BANK_OF_IT))
    ]
    imports.import_files(book, files=paths)
    bank_code, wallet_code = codes(book)
    assert balances(book) == {
        bank_code: 297_000,
        wallet_code: -300_010,
        FEES: 10,
        SUSPENSE: 3000,
    }
    verified(book)


def test_the_same_files_again_add_nothing(book: Book, files: Files) -> None:
    bring(book, files, wallet=CARD_PAYMENT, bank=BANK_OF_IT)
    again = bring(book, files, wallet2=CARD_PAYMENT, bank2=BANK_OF_IT)
    assert [(report.new, report.duplicate) for report in again.values()] == [(0, 1), (0, 1)]
    assert len(links.all_links(book, state=LinkState.LINKED)) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_statements_of_one_payment(book: Book, files: Files, order: tuple[int, ...]) -> None:
    """An order on a platform, paid by the wallet, which took it from a card."""
    made = (
        statement(
            [
                row(
                    "-30",
                    party="外卖",
                    account=WALLET,
                    reference="M777777777",
                    other_references=("42000001",),
                )
            ],
            account=PLATFORM,
        ),
        CARD_PAYMENT,
        BANK_OF_IT,
    )
    bring(book, files, **{f"f{number}": made[number] for number in order})
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: -3000, SUSPENSE: 3000}
    assert len(entries.open_items(book, at=LAST_DAY)) == 1
    verified(book)


def test_transfers_whose_halves_name_nothing(book: Book, files: Files) -> None:
    out = wallet(
        row(
            "-500",
            narration="零钱提现",
            counter=AccountHint("bank", "", "银行卡"),
            kind=RowKind.TRANSFER,
        )
    )
    in_ = bank(row("500", party="财付通", narration="提现", day=DAY + days(2)))
    bring(book, files, out=out, in_=in_)
    bank_code, wallet_code = codes(book)
    assert balances(book) == {bank_code: 50_000, wallet_code: -50_000}
    assert entries.open_items(book, at=LAST_DAY) == []
    (link,) = links.all_links(book, state=LinkState.LINKED)
    assert link.kind is LinkKind.TRANSFER
    links.undo(book, number=link.number)
    assert len(entries.open_items(book, at=LAST_DAY)) == 2
    links.undo(book, number=link.number)  # and the refusal is taken back too
    (link,) = links.all_links(book, state=LinkState.PROPOSED)
    links.accept(book, numbers=[link.number])
    assert entries.open_items(book, at=LAST_DAY) == []
    verified(book)


def test_a_half_that_is_reversed_leaves_the_other_waiting(book: Book, files: Files) -> None:
    vague = AccountHint("bank", "", "银行卡")
    out = wallet(row("-500", narration="零钱提现", counter=vague, kind=RowKind.TRANSFER))
    bring(book, files, out=out, in_=bank(row("500", party="财付通", narration="提现")))
    entries.reverse(book, number=1)
    assert [item.entry for item in entries.open_items(book, at=LAST_DAY)] == [2]


def test_equal_amounts_of_strangers_are_only_proposed(book: Book, files: Files) -> None:
    told = wallet(row("-30", party="云膳米线", account=CARD))
    own = bank(row("-30", party="消费", narration="消费", day=DAY + days(1)))
    reports = bring(book, files, wallet=told, bank=own)
    assert (reports["bank"].new, reports["bank"].likely, reports["bank"].linked) == (1, 1, 0)
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: -6000, SUSPENSE: 6000}
    (link,) = links.all_links(book)
    assert link.first.entry == 1
    assert link.second.entry == 2
    assert link.first.file == "wallet.csv"
    links.accept(book, numbers=[link.number])
    assert balances(book) == {bank_code: -3000, SUSPENSE: 3000}
    assert len(entries.open_items(book, at=LAST_DAY)) == 1
    assert links.waiting(book) == 0
    links.undo(book, number=link.number)
    assert balances(book) == {bank_code: -6000, SUSPENSE: 6000}
    links.refuse(book, numbers=[link.number])
    assert links.waiting(book) == 0
    verified(book)


def test_what_was_refused_is_not_asked_again(book: Book, files: Files) -> None:
    told = wallet(row("-30", party="云膳米线", account=CARD))
    own = bank(row("-30", party="消费", narration="消费"))
    bring(book, files, wallet=told, bank=own)
    (link,) = links.all_links(book)
    links.refuse(book, numbers=[link.number])
    bring(book, files, more=bank(row("-9", party="x")))
    assert links.waiting(book) == 0
    with pytest.raises(UserError) as refused:
        links.accept(book, numbers=[link.number])
    assert refused.value.code == "link_decided"


def test_a_link_undone_books_the_row_on_its_own(book: Book, files: Files) -> None:
    bring(book, files, wallet=CARD_PAYMENT, bank=BANK_OF_IT)
    (link,) = links.all_links(book, state=LinkState.LINKED)
    assert link.second.entry is None
    assert link.second.file == "bank.csv"
    links.undo(book, number=link.number)
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: -6000, SUSPENSE: 6000}
    again = bring(book, files, bank2=BANK_OF_IT)
    assert again["bank2"].duplicate == 1
    verified(book)


@pytest.mark.parametrize("first", ["wallet", "bank"])
@pytest.mark.parametrize("gone", [0, 1])
@pytest.mark.parametrize("pair", [(CARD_PAYMENT, BANK_OF_IT), (WITHDRAWAL, ARRIVAL)])
def test_an_import_taken_back_leaves_the_other_whole(
    book: Book, files: Files, first: str, gone: int, pair: tuple[Statement, Statement]
) -> None:
    """Each payment is in the books as the statement that stays tells it."""
    order = pair if first == "wallet" else pair[::-1]
    results = [
        imports.import_files(book, files=[files.add(f"{number}.csv", made)])
        for number, made in enumerate(order)
    ]
    imports.undo(book, batch=results[gone].batch)
    left = balances(book)
    assert links.all_links(book, state=LinkState.LINKED) == []
    verified(book)
    for code in list(left):
        if not left[code]:
            del left[code]
    stays = order[1 - gone]
    bank_code, wallet_code = codes(book)
    if stays is CARD_PAYMENT or stays is BANK_OF_IT:
        assert left == {bank_code: -3000, SUSPENSE: 3000}
    elif stays is WITHDRAWAL:
        assert left == {bank_code: 300_000, wallet_code: -300_010, FEES: 10}
    else:
        assert left == {bank_code: 300_000, SUSPENSE: -300_000}
    imports.import_files(book, files=[files.add("again.csv", order[gone])])
    assert len(links.all_links(book, state=LinkState.LINKED)) == 1
    verified(book)


def test_a_payout_is_the_takings_less_the_fee(book: Book, files: Files) -> None:
    for number in range(5):
        post(book, CARDS, SALES, f"{100 + number}.00", day=DAY + days(number))
    rows = [
        row(
            f"{(100 + number) * 0.985:.2f}",
            party="SQUARE INC",
            narration="payout",
            day=DAY + days(number + 1),
        )
        for number in range(5)
    ]
    reports = bring(book, files, bank=bank(*rows))
    assert reports["bank"].linked == 5
    bank_code, _ = codes(book)
    left = balances(book)
    assert CARDS not in left
    assert SUSPENSE not in left
    assert left[bank_code] + left[FEES] == 51_000
    verified(book)


def test_a_payout_with_an_unknown_fee_is_proposed(book: Book, files: Files) -> None:
    post(book, CARDS, SALES, "100.00")
    bring(book, files, bank=bank(row("97.10", party="Card payout", day=DAY + days(1))))
    (link,) = links.all_links(book)
    assert link.kind is LinkKind.SETTLEMENT
    links.accept(book, numbers=[link.number])
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: 9710, FEES: 290, SALES: -10_000}
    links.undo(book, number=link.number)
    assert balances(book)[CARDS] == 10_000
    verified(book)


def test_a_refund_goes_where_its_payment_was_sorted(book: Book, files: Files) -> None:
    bring(book, files, first=wallet(row("-80", party="五金店", reference="P1234567")))
    entries.categorise(book, number=1, account="5010")
    back = row("30", party="五金店", kind=RowKind.REFUND, refund_of="P1234567", day=DAY + days(9))
    bring(book, files, second=wallet(back))
    wallet_code = "1040"
    assert balances(book) == {wallet_code: -5000, "5010": 5000}
    (link,) = links.all_links(book, state=LinkState.LINKED)
    assert link.kind is LinkKind.REFUND
    links.undo(book, number=link.number)
    assert balances(book) == {wallet_code: -5000, "5010": 8000, SUSPENSE: -3000}
    verified(book)


def test_an_entry_typed_by_hand_is_proposed_for_its_statement_row(book: Book, files: Files) -> None:
    bring(book, files, some=bank(row("1")))
    bank_code, _ = codes(book)
    typed = post(book, "6010", bank_code, "2600.00", party="房东", narration="三月房租")
    reports = bring(book, files, bank=bank(row("-2600", party="房东", day=DAY + days(1))))
    assert reports["bank"].linked == 1
    assert reports["bank"].rows[0].match is not None
    assert reports["bank"].rows[0].match.entry == typed
    assert balances(book)["6010"] == 260_000
    verified(book)


def test_two_formats_of_one_statement(book: Book, files: Files) -> None:
    """A CSV and an OFX file word their rows differently; the running balance tells."""
    money = row("-5").amount
    rows = [row("-5", party="tea", balance=money), row("-5", party="tea", balance=money + money)]
    csv = statement(rows, account=BANK)
    other = [replace(each, party="TEA HOUSE", narration="pos") for each in rows]
    ofx = read_as("ofx", statement(other, account=BANK))
    reports = bring(book, files, csv=csv, ofx=ofx)
    assert (reports["ofx"].new, reports["ofx"].duplicate) == (0, 2)
    bank_code, _ = codes(book)
    assert balances(book)[bank_code] == -1000
    verified(book)


def test_equal_rows_of_one_statement_stay_two(book: Book, files: Files) -> None:
    same = row("-30", party="云膳米线", account=CARD, reference="42000001")
    reports = bring(book, files, wallet=wallet(same, same))
    assert reports["wallet"].new == 2
    reports = bring(book, files, bank=bank(*[row("-30", party="财付通", narration="云膳米线")] * 2))
    assert reports["bank"].linked == 2
    bank_code, _ = codes(book)
    assert balances(book)[bank_code] == -6000


def test_a_trade_bill_and_a_funds_bill_of_one_merchant(book: Book, files: Files) -> None:
    merchant = AccountHint("wechat-merchant", "1601", "微信支付商户", Role.WALLET_WECHAT)
    trade = statement(
        [row("99.40", fee="0.60", kind=RowKind.SALE, reference="420000222")],
        account=merchant,
    )
    funds = statement(
        [
            row("100", kind=RowKind.SALE, reference="420000222", narration="交易"),
            row("-0.60", kind=RowKind.FEE, reference="420000222", narration="扣除交易手续费"),
        ],
        account=merchant,
    )
    reports = bring(book, files, trade=trade, funds=read_as("wechat-funds", funds))
    assert (reports["funds"].new, reports["funds"].duplicate) == (0, 2)
    assert balances(book)[SALES] == -10_000
    assert balances(book)[FEES] == 60
    verified(book)


def test_numbers_planned_for_another_state_of_the_book_are_not_used(
    book: Book, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.add("a.csv", CARD_PAYMENT)
    planned = imports._plan

    def then_post(*args: object, **more: object) -> object:
        plan = planned(*args, **more)  # type: ignore[arg-type]
        post(book, TILL, SALES, "1.00")
        return plan

    monkeypatch.setattr(imports, "_plan", then_post)
    with pytest.raises(UserError) as busy:
        imports.import_files(book, files=[path])
    assert busy.value.code == "book_busy"


def test_a_duplicate_that_is_another_payment_is_booked_where_the_owner_says_so(
    book: Book, files: Files
) -> None:
    """The same tea at the same minute, in two files that overlap by nothing."""
    tea = row("-30", party="云膳米线", time="12:45:00", place="row 5")
    bring(book, files, first=wallet(tea))
    again = files.add("second.csv", wallet(tea))
    assert imports.preview(book, files=[again]).files[0].duplicate == 1
    apart = [("second.csv", "row 5")]
    result = imports.import_files(book, files=[again], apart=apart)
    assert (result.files[0].new, result.files[0].duplicate) == (1, 0)
    assert balances(book)[SUSPENSE] == 6000
    assert imports.preview(book, files=[again]).files[0].duplicate == 1
    imports.undo(book, batch=result.batch)
    assert balances(book)[SUSPENSE] == 3000
    verified(book)


def test_a_row_that_would_be_linked_stays_apart_where_the_owner_says_so(
    book: Book, files: Files
) -> None:
    bring(book, files, wallet=CARD_PAYMENT)
    path = files.add("bank.csv", BANK_OF_IT)
    assert imports.preview(book, files=[path]).files[0].linked == 1
    (file,) = imports.import_files(book, files=[path], apart=[("bank.csv", "row 1")]).files
    assert (file.new, file.linked, file.likely) == (1, 0, 0)


MERCHANT = AccountHint("wechat-merchant", "1601", "微信支付商户", Role.WALLET_WECHAT)


def test_a_tills_day_and_the_merchant_bill_of_it_are_sold_once(book: Book, files: Files) -> None:
    """The till knows the day's total, the bill each sale and its fee."""
    post(book, "1040", SALES, "150.00", narration="当日微信收款")
    rows = [
        row("99.40", fee="0.60", kind=RowKind.SALE, reference="420000333", place="row 1"),
        row("49.70", fee="0.30", kind=RowKind.SALE, reference="420000444", place="row 2"),
    ]
    bring(book, files, bill=statement(rows, account=MERCHANT))
    left = balances(book)
    assert (left[SALES], left["1040"], left[FEES]) == (-15_000, 14_910, 90)
    (link,) = links.all_links(book, state=LinkState.LINKED)
    links.undo(book, number=link.number)
    assert balances(book)[SALES] == -30_000
    verified(book)


def test_a_days_sum_that_differs_is_left_alone(book: Book, files: Files) -> None:
    post(book, "1040", SALES, "151.00", narration="当日微信收款")
    sale = row("99.40", fee="0.60", kind=RowKind.SALE, reference="420000333")
    assert bring(book, files, bill=statement([sale], account=MERCHANT))["bill"].linked == 0


def test_a_transfer_that_was_sorted_on_one_side_is_linked_all_the_same(
    book: Book, files: Files
) -> None:
    """The owner sorted one half to the savings account before the pair was decided."""
    out = bank(row("-500", narration="转账 SAVINGS"))
    savings = AccountHint("table-1", "", "savings")
    in_ = statement([row("500", narration="from current", day=DAY + days(1))], account=savings)
    bring(book, files, out=out, in_=in_)
    (link,) = links.all_links(book)
    entries.categorise(book, number=1, account="1060")
    links.accept(book, numbers=[link.number])
    left = balances(book)
    assert "1060" not in left
    assert SUSPENSE not in left
    assert sorted(left.values()) == [-50_000, 50_000]
    assert entries.open_items(book, at=LAST_DAY) == []
    verified(book)


def test_a_tills_day_and_the_shops_own_code_are_one(book: Book, files: Files) -> None:
    """Customers pay to the owner's personal code; the till tells the day's sum."""
    bill = wallet(
        row("60", party="甲", narration="二维码收款", place="row 1"),
        row("120", party="乙", narration="二维码收款", place="row 2"),
        row("88", party="丙", narration="转账", place="row 3"),
    )
    post(book, "1040", SALES, "180.00", narration="当日微信收款")
    reports = bring(book, files, wallet=bill)
    assert (reports["wallet"].new, reports["wallet"].linked) == (1, 2)
    assert balances(book) == {"1040": 26_800, SALES: -18_000, SUSPENSE: -8_800}
    linked = links.all_links(book, state=LinkState.LINKED)
    links.undo(book, number=linked[0].number)
    verified(book)


def test_a_payout_is_taken_from_the_account_its_takings_wait_on(book: Book, files: Files) -> None:
    """The till has a wallet's money before the cards', of which the card company pays out."""
    draft = entries.simple(
        book,
        day=DAY,
        narration="当日收款",
        debits=[("1040", "200.00"), (CARDS, "120.00")],
        credits=[(SALES, "320.00")],
    )
    entries.post(book, draft=draft)
    bring(book, files, bank=bank(row("120", party="银联商务 收单清算", day=DAY + days(1))))
    left = balances(book)
    assert left["1040"] == 20_000
    assert CARDS not in left
    verified(book)


def test_a_likely_payout_is_accepted_from_the_account_its_takings_wait_on(
    book: Book, files: Files
) -> None:
    draft = entries.simple(
        book,
        day=DAY,
        narration="当日收款",
        debits=[("1040", "200.00"), (CARDS, "120.00")],
        credits=[(SALES, "320.00")],
    )
    entries.post(book, draft=draft)
    bring(book, files, bank=bank(row("118", party="银联商务 收单清算", day=DAY + days(1))))
    (link,) = links.all_links(book)
    assert (link.first.account, str(link.first.amount)) == (CARDS, "120.00")
    links.accept(book, numbers=[link.number])
    left = balances(book)
    assert (left["1040"], left[FEES], CARDS in left) == (20_000, 200, False)


def test_takings_taken_back_free_the_payout_they_were_part_of(book: Book, files: Files) -> None:
    """The second of two days that one payout covers is in an import of its own."""
    post(book, CARDS, SALES, "100.00")
    cards = AccountHint("till", "", "till", Role.TILL)
    till = statement(
        [row("50", kind=RowKind.SALE, day=DAY + days(1), account=None)],
        account=cards,
    )
    path = files.add("till.csv", till)
    second = imports.import_files(book, files=[path], account=CARDS)
    payout = row("150", party="银联商务 收单清算", day=DAY + days(2))
    assert bring(book, files, bank=bank(payout))["bank"].linked == 1
    imports.undo(book, batch=second.batch)
    left = balances(book)
    assert (left[CARDS], left[SUSPENSE], left[SALES]) == (10_000, -15_000, -10_000)
    assert links.all_links(book, state=LinkState.LINKED) == []
    verified(book)


def test_texts_of_other_statements_are_not_posted(book: Book, files: Files) -> None:
    """A payment told twice, at length, is linked a third time: no entry may hold both texts."""
    bring(
        book,
        files,
        wallet=wallet(row("-30", party="面馆", narration="茶" * 400, account=CARD)),
        bank=bank(row("-30", party="财付通", narration="面馆" + "付" * 400, day=DAY + days(1))),
    )
    (link,) = links.all_links(book, state=LinkState.LINKED)
    links.undo(book, number=link.number)
    for entry in entries.page(book, limit=50):
        assert not ("茶" in entry.draft.narration and "付" in entry.draft.narration)
    bring(
        book,
        files,
        platform=statement(
            [row("-88", party="外卖", narration="单" * 450, account=WALLET, reference="M7777777")],
            account=PLATFORM,
        ),
        told=statement(
            [row("-88", party="外卖", narration="别" * 450, reference="M7777777")],
            account=AccountHint("jd", "me", "京东"),
        ),
    )
    verified(book)


def test_a_refund_that_is_sorted_already_is_only_linked(book: Book, files: Files) -> None:
    back = row("30", party="五金店", kind=RowKind.REFUND, refund_of="P1234567", day=DAY + days(9))
    bring(book, files, refund=wallet(back))
    entries.categorise(book, number=1, account="5010")
    rules.add(book, form=RuleForm(account="6310", contains="五金"))
    paid = row("-80", party="五金店", reference="P1234567")
    bring(book, files, payment=wallet(paid))
    assert balances(book) == {"1040": -5_000, "5010": -3_000, "6310": 8_000}
    verified(book)


def test_a_chain_of_pairs_is_accepted_at_once(book: Book, files: Files) -> None:
    """Three formats of one statement: every two of them are a pair, and one payment is left."""
    for profile in ("boc", "ofx", "qif"):
        made = statement([row("-30", party=profile)], account=BANK)
        bring(book, files, **{profile: read_as(profile, made)})
    found = links.all_links(book)
    assert len(found) > 1
    links.accept(book, numbers=[link.number for link in found])
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: -3000, SUSPENSE: 3000}
    assert links.waiting(book) == 0
    verified(book)


def test_a_payout_in_other_money_is_left_to_the_owner(book: Book, files: Files) -> None:
    dollars = AccountHint("boc", "6217-USD", "Dollar account")
    clearing = AccountHint("square-merchant", "", "Square")
    sale = row("100", currency="USD", kind=RowKind.SALE)
    paid = row("97", currency="USD", party="SQUARE payout", day=DAY + days(1))
    bring(
        book,
        files,
        square=statement([sale], account=clearing, currency="USD"),
        bank=statement([paid], account=dollars, currency="USD"),
    )
    assert [link.kind for link in links.all_links(book)] == []


ORDERS = list(permutations("TFBL"))


@pytest.mark.parametrize("order", ORDERS, ids=["".join(order) for order in ORDERS])
def test_the_order_of_import_changes_nothing(
    book: Book, files: Files, order: tuple[str, ...]
) -> None:
    """Trades, funds, bank and till of the same two days: every yuan is in the books once."""
    trades = statement(
        [
            row("99.40", fee="0.60", reference="420000111", place="row 1", kind=RowKind.SALE),
            row("49.70", fee="0.30", reference="420000222", place="row 2", kind=RowKind.SALE),
            row(
                "79.52",
                fee="0.48",
                reference="420000333",
                place="row 3",
                day=DAY + days(1),
                kind=RowKind.SALE,
            ),
        ],
        account=MERCHANT,
    )
    funds = statement(
        [
            row("100", reference="420000111", place="row 1", kind=RowKind.SALE),
            row("-0.60", reference="420000111", place="row 2", kind=RowKind.FEE),
            row("50", reference="420000222", place="row 3", kind=RowKind.SALE),
            row("-0.30", reference="420000222", place="row 4", kind=RowKind.FEE),
            row("80", reference="420000333", place="row 5", day=DAY + days(1), kind=RowKind.SALE),
            row("-0.48", reference="420000333", place="row 6", day=DAY + days(1), kind=RowKind.FEE),
            row("-228.62", narration="提现", counter=CARD, kind=RowKind.TRANSFER,
                place="row 7", day=DAY + days(1)),
        ],
        account=MERCHANT,
    )  # fmt: skip
    arrival = bank(row("228.62", party="财付通", narration="提现", day=DAY + days(2)))
    for name in order:
        if name == "L":
            draft = entries.simple(
                book,
                day=DAY,
                narration="当日收款",
                debits=[(TILL, "30.00"), ("1040", "150.00")],
                credits=[(SALES, "180.00")],
            )
            post_id = entries.post(book, draft=draft)
            assert post_id
        elif name == "F":
            bring(book, files, funds=read_as("wechat-funds", funds))
        else:
            bring(book, files, **{name: {"T": trades, "B": arrival}[name]})
    bank_code, _ = codes(book)
    left = balances(book)
    verified(book)
    if order.index("L") > min(order.index("T"), order.index("F")):
        return  # typed after the bill: no import has looked at it
    assert left == {bank_code: 22_862, TILL: 3_000, FEES: 138, SALES: -26_000}


def test_pairs_of_payments_merged_meanwhile_are_accepted(book: Book, files: Files) -> None:
    """The second of a pair is the first of another: the payment that holds it takes its place."""
    for profile in ("boc", "ofx", "qif"):
        made = statement([row("-30", party=profile)], account=BANK)
        bring(book, files, **{profile: read_as(profile, made)})
    links.refuse(book, numbers=[link.number for link in links.all_links(book)])
    with book.store.transaction() as connection:
        for first, second in ((1, 2), (2, 3), (1, 3)):
            pair = KeptLink(LinkKind.SAME, LinkState.PROPOSED, first, ("account",), other=second)
            kept.add(connection, pair, recorded_at=0)
    links.accept(book, numbers=[link.number for link in reversed(links.all_links(book))])
    bank_code, _ = codes(book)
    assert balances(book) == {bank_code: -3000, SUSPENSE: 3000}
    for link in links.all_links(book, state=LinkState.LINKED):
        links.undo(book, number=link.number)
    assert balances(book) == {bank_code: -9000, SUSPENSE: 9000}
    verified(book)


def test_takings_whose_payout_was_reversed_by_hand_are_paid_by_the_next(
    book: Book, files: Files
) -> None:
    post(book, CARDS, SALES, "100.00")
    for number in (1, 2):
        paid = row("100", party="银联商务", narration="收单清算", day=DAY + days(number))
        bring(book, files, **{f"bank{number}": bank(paid)})
        if number == 1:
            assert CARDS not in balances(book)
            for number_ in (3, 2):
                entries.reverse(book, number=number_)
            assert balances(book)[CARDS] == 10_000
    assert CARDS not in balances(book)
    verified(book)

"""Delimited files of no known bank: dialects, notes, broken rows, a round trip in any dialect."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from tests.statements.samples import ALIPAY_HEAD
from tests.statements.samples import WECHAT_HEAD
from tests.statements.samples import code
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums
from tests.statements.samples import tied

HEAD = "Date,Description,Amount\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters(mark: str) -> None:
    text = "Date,Description,Amount\n2024-01-31,Shop,-5.00\n2024-01-30,Pay,10.00\n"
    assert sums(one(text.replace(",", mark))) == ["-5.00", "10.00"]


def test_excel_s_own_line_about_the_delimiter() -> None:
    assert sums(one("sep=;\nDate;Text;Amount\n2024-01-31;a, b;-5,00\n")) == ["-5.00"]


def test_rows_are_numbered_as_a_person_counts_lines() -> None:
    text = (
        "My bank\n\nAccount number: 12 345\n"
        + HEAD
        + '2024-01-31,"two\nlines",-5.00\n\n2024-01-30,x,1\n'
    )
    statement = one(text)
    assert [row.place for row in statement.rows] == ["row 5", "row 8"]
    assert statement.rows[0].narration == "two lines"
    assert statement.account.number == "12345"


def test_money_in_and_out_in_a_column_each() -> None:
    text = "Date;Text;Debit;Credit;Balance\n31.01.2024;a;5,00;;95,00\n30.01.2024;b;;100,00;100,00\n"
    statement = one(text)
    assert sums(statement) == ["-5.00", "100.00"]
    assert (str(statement.opening), str(statement.closing)) == ("0.00", "95.00")
    assert tied(statement) == [("running_balance", True)]


def test_money_out_may_carry_its_minus() -> None:
    text = "Date;Text;Debit;Credit\n31.01.2024;a;-5,00;\n30.01.2024;b;;100,00\n"
    assert sums(one(text)) == ["-5.00", "100.00"]


@pytest.mark.parametrize(
    ("way_in", "way_out"),
    [("CR", "DR"), ("收入", "支出"), ("贷", "借"), ("Haben", "Soll"), ("Bij", "Af")],
)
def test_amount_and_direction(way_in: str, way_out: str) -> None:
    text = (
        f"Date,Text,Direction,Amount\n2024-01-31,a,{way_out},5.00\n2024-01-30,b,{way_in},100.00\n"
    )
    assert sums(one(text)) == ["-5.00", "100.00"]


def test_a_direction_that_repeats_the_sign_is_not_applied_twice() -> None:
    text = "Date,Text,Direction,Amount\n2024-01-31,a,DEBIT,-5.00\n2024-01-30,b,CREDIT,100.00\n"
    assert sums(one(text)) == ["-5.00", "100.00"]


def test_an_unknown_direction_rejects_the_row() -> None:
    text = "Date,Text,Direction,Amount\n2024-01-31,a,sideways,5.00\n2024-01-30,b,CR,100.00\n"
    statement = one(text)
    assert sums(statement) == ["100.00"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("direction_unknown", "row 2")
    ]


def test_one_bad_row_never_loses_the_good_ones() -> None:
    rows = (
        "2024-01-31,a,-5.00\n"
        "2024-01-30,b,12.3.4\n"
        "2024-02-31,c,1.00\n"
        "2024-01-29,d\n"
        ",e,3.00\n"
        "2024-01-28,f,\n"
        "2024-01-27,g,7.00\n"
    )
    statement = one(HEAD + rows)
    assert sums(statement) == ["-5.00", "7.00"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("amount_invalid", "row 3"),
        ("date_invalid", "row 4"),
        ("row_short", "row 5"),
        ("date_missing", "row 6"),
        ("amount_missing", "row 7"),
    ]
    assert statement.read == 7


def test_more_decimals_than_the_currency_has_cost_the_row_alone() -> None:
    statement = one(HEAD + "2024-01-31,a,1.005\n2024-01-30,b,1.00\n2024-01-29,c,1.500\n")
    assert sums(statement) == ["1.00", "1.50"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("amount_invalid", "row 2")
    ]


def test_a_point_that_nothing_explains_is_said() -> None:
    rows = "2024-01-31,a,5\n2024-01-30,b,-2.250\n2024-01-29,c,1.500\n"
    (warning,) = one(HEAD + rows).warnings
    assert (warning.code, dict(warning.data)) == (
        "amount_ambiguous",
        {"text": "-2.250", "read": "-2.25"},
    )
    assert one(HEAD + rows + "2024-01-28,d,1.00\n").warnings == ()
    assert one(HEAD + '2024-01-31,a,"1,005"\n2024-01-30,b,-2\n').warnings == ()


@pytest.mark.parametrize("amount", ["99999999999999999999", "-10000000000000.01", "1e5"])
def test_an_amount_too_large_is_told_from_what_is_none(amount: str) -> None:
    (fault,) = one(HEAD + f"2024-01-31,a,{amount}\n2024-01-30,b,1.00\n").rejected
    expected = "amount_invalid" if "e" in amount else "amount_too_large"
    assert (fault.code, fault.place, fault.data["text"]) == (expected, "row 2", amount)


def test_points_group_where_another_amount_shows_it() -> None:
    text = "Datum;Text;Betrag\n31.01.2024;a;1.005\n30.01.2024;b;-12,50\n29.01.2024;c;-2.250\n"
    assert sums(one(text)) == ["1005.00", "-12.50", "-2250.00"]
    assert sums(one(HEAD + "2024-01-31,a,1.500\n2024-01-30,b,-2.250\n")) == ["1.50", "-2.25"]
    assert sums(one(HEAD + '2024-01-31,a,"1,005"\n2024-01-30,b,-2\n')) == ["1005.00", "-2.00"]


def test_an_unquoted_delimiter_in_a_text_rejects_the_row() -> None:
    statement = one(HEAD + "2024-01-31,Smith, John,-5.00\n2024-01-30,b,1.00\n2024-01-29,c,2.00\n")
    assert sums(statement) == ["1.00", "2.00"]
    assert [fault.code for fault in statement.rejected] == ["row_long"]


def test_a_quote_never_closed_costs_its_own_row_only() -> None:
    text = HEAD + '2024-01-31,"Bob\'s,-5.00\n2024-01-30,b,1.00\n2024-01-29,"c",2.00\n'
    statement = one(text)
    assert sums(statement) == ["1.00", "2.00"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [("quote_open", "row 2")]


@pytest.mark.parametrize(
    "text",
    [
        # the next quote would close it two rows later: each row begins like the first
        HEAD + '2024-01-31,"a,-5.00\n2024-01-30,b,1.00\n2024-01-29,"c,2.00\n',
        # notes above are wider than the rows
        "note,1,2,3,4,5\nnote,1,2,3,4,5\n"
        + HEAD
        + '2024-01-31,"a,-5.00\n2024-01-30,b,1.00\n2024-01-29,"c,2.00\n',
        # each row is as wide as a row
        HEAD + '31 Jan 2024,"a,-5.00\n2024-01-30,b,1.00\n29.1.2024,"c,2.00\n',
    ],
)
def test_two_open_quotes_do_not_swallow_what_stands_between(text: str) -> None:
    statement = one(text)
    assert sums(statement) == ["1.00"]
    first, last = (int(fault.place.split()[1]) for fault in statement.rejected)
    assert last == first + 2


def test_a_file_cut_off_in_a_row_is_noticed() -> None:
    row = "2024-01-30,b,-100.00,-5.00"
    whole = "Date,Text,Amount,Balance\n2024-01-31,a,-5.00,-10.00\n"
    for length in range(11, len(row)):
        statement = one(whole + row[:length])
        if row[:length].count(",") < 3:
            assert [fault.code for fault in statement.rejected] == ["row_short"]
        else:
            assert sums(statement) in (["-5.00"], ["-5.00", "-100.00"])


WIDE = "Date,Amount,Text,Reference,Note\n"


@pytest.mark.parametrize(
    "before", ["", "2024-01-31,-5.00,a,r1,x\n", "2024-01-31,-5.00,a,r1,x\n" * 9]
)
def test_a_file_cut_off_behind_the_columns_needed_is_noticed(before: str) -> None:
    row = "2024-01-30,-100.00,text,ref,note"
    for length in range(len("2024-01-30,"), len(row) + 1):
        statement = one(WIDE + before + row[:length])
        whole = row[:length].count(",") == 4
        place = f"row {before.count(chr(10)) + 2}"
        found = [(fault.code, fault.place) for fault in statement.rejected]
        assert found == ([] if whole else [("row_short", place)])
        assert len(statement.rows) == before.count("\n") + whole


def test_a_last_row_without_a_line_end_is_whole_where_others_are_as_short() -> None:
    others = "2024-01-31,-5.00,a,r,n\n2024-01-30,-6.00,b\n2024-01-30,-6.00,b,r,n\n"
    text = WIDE + others + "2024-01-29,-7.00,c"
    assert sums(one(text)) == ["-5.00", "-6.00", "-6.00", "-7.00"]
    cut = one(text.removesuffix(",c"))
    assert [dict(fault.data) for fault in cut.rejected] == [{"cells": "2", "expected": "3"}]


def test_a_note_below_the_rows_needs_no_line_end() -> None:
    for note in ("Total 2024: -5.00", "17 records", "*** end of list ***", "2024 was a good year"):
        statement = one(WIDE + "2024-01-31,-5.00,a,r,n\n" + note)
        assert (sums(statement), statement.rejected) == (["-5.00"], ())


def test_a_damaged_character_rejects_its_row() -> None:
    text = "日期,摘要,金额\n2024-01-31,超市购物,-5.00\n2024-01-30,工资收入,9.00\n".encode()
    statement = one(text.replace("购".encode(), b"\xe8\xb4\xff"))
    assert sums(statement) == ["9.00"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [("row_damaged", "row 2")]


def test_totals_and_notes_are_no_rows() -> None:
    rows = "2024-01-31,a,-5.00\n\nTotal,,-5.00\n合计,,-5.00\n*** end of list ***\n"
    statement = one(HEAD + rows)
    assert (sums(statement), statement.read) == (["-5.00"], 1)


def test_the_footer_s_totals_are_checked() -> None:
    text = "Date;Text;Debit;Credit\n31.01.2024;a;5,00;\n30.01.2024;b;;100,00\nTotal;;5,00;99,00\n"
    assert [(check.name, check.ok, check.expected, check.found) for check in one(text).checks] == [
        ("total_in", False, "99.00", "100.00"),
        ("total_out", True, "5.00", "5.00"),
    ]


def test_printed_balances_at_both_ends_are_checked_and_no_rows() -> None:
    rows = (
        "2024-01-01,Opening balance,100.00\n2024-01-31,a,-5.00\n2024-01-31,Closing balance,94.00\n"
    )
    statement = one(HEAD + rows)
    assert sums(statement) == ["-5.00"]
    assert (str(statement.opening), str(statement.closing)) == ("100.00", "94.00")
    assert [(check.name, check.ok, check.found) for check in statement.checks] == [
        ("closing", False, "95.00")
    ]


def test_a_break_in_the_running_balance_is_named() -> None:
    text = (
        "Date,Text,Amount,Balance\n"
        "2024-01-01,a,5.00,105.00\n"
        "2024-01-02,b,5.00,110.00\n"
        "2024-01-03,c,5.00,120.00\n"
    )
    (check,) = one(text).checks
    assert (check.ok, check.place, check.expected, check.found) == (
        False,
        "row 4",
        "120.00",
        "115.00",
    )


@pytest.mark.parametrize("order", [1, -1])
def test_either_order_of_rows_gives_the_same_ends(order: int) -> None:
    rows = [
        "2024-01-01,a,5.00,105.00\n",
        "2024-01-01,b,-1.00,104.00\n",
        "2024-01-03,c,6.00,110.00\n",
    ][::order]
    statement = one("Date,Text,Amount,Balance\n" + "".join(rows))
    assert (str(statement.opening), str(statement.closing)) == ("100.00", "110.00")
    assert [row.narration for row in statement.rows] == ["a", "b", "c"][::order]


def test_newest_day_first_with_each_day_the_right_way_round() -> None:
    rows = "2024-01-03,c,6.00,110.00\n2024-01-01,a,5.00,105.00\n2024-01-01,b,-1.00,104.00\n"
    statement = one("Date,Text,Amount,Balance\n" + rows)
    assert [check.ok for check in statement.checks] == [True]
    assert (str(statement.opening), str(statement.closing)) == ("100.00", "110.00")


def test_pending_undone_and_empty_rows_move_no_money() -> None:
    rows = (
        "2024-01-31,a,-5.00,Pending\n"
        "2024-01-30,b,1.00,DECLINED\n"
        "2024-01-29,c,0.00,done\n"
        "2024-01-28,d,3.00,Completed\n"
    )
    statement = one("Date,Text,Amount,Status\n" + rows)
    assert sums(statement) == ["3.00"]
    assert [row.code for row in statement.skipped] == ["pending", "not_done", "zero_amount"]


def test_a_header_printed_again_on_each_page_is_no_row() -> None:
    statement = one(HEAD + "2024-01-31,a,-5.00\n" + HEAD + "2024-01-30,b,1.00\n")
    assert (sums(statement), statement.read) == (["-5.00", "1.00"], 2)


def test_an_ambiguous_column_of_dates_is_said() -> None:
    (warning,) = one(HEAD + "03/04/2024,a,-5.00\n").warnings
    assert (warning.code, dict(warning.data)) == (
        "date_ambiguous",
        {"text": "03/04/2024", "read": "2024-04-03"},
    )
    (american,) = one(HEAD + "03/04/2024,a,-5.00\n", currency="USD").warnings
    assert american.data["read"] == "2024-03-04"


def test_several_currencies_are_several_statements() -> None:
    rows = "2024-01-31,a,-5.00,EUR\n2024-01-30,b,1.00,USD\n2024-01-29,c,2.00,EUR\n"
    found = result("Date,Text,Amount,Currency\n" + rows)
    assert [(each.currency, sums(each)) for each in found.statements] == [
        ("EUR", ["-5.00", "2.00"]),
        ("USD", ["1.00"]),
    ]
    assert len({each.account.key for each in found.statements}) == 2


def test_the_currency_of_header_cells_or_preamble_comes_before_the_book_s() -> None:
    assert one("Date,Text,Amount (USD)\n2024-01-31,a,5\n").currency == "USD"
    assert one(HEAD + "2024-01-31,a,£5.00\n").currency == "GBP"
    assert one("Currency: CHF\n" + HEAD + "2024-01-31,a,5\n").currency == "CHF"
    silent = one(HEAD + "2024-01-31,a,5\n")
    assert (silent.currency, silent.rows[0].amount.currency) == (None, "EUR")


@pytest.mark.parametrize(
    ("line", "currency"),
    [
        ("Currency,GBP", "GBP"),
        ("Account currency,GBP,Branch,114", "GBP"),
        ("Currency code: GBP", "GBP"),
        ("币种,英镑", "GBP"),
        ("币种：英镑", "GBP"),
        ("Currency,[GBP]", "GBP"),
        ("Currency exchange,top rates", None),
        ("In the currency all accounts share", None),
    ],
)
def test_a_currency_in_the_cell_beside_its_name_counts(line: str, currency: str | None) -> None:
    assert one(f"My bank\n{line}\n\n{HEAD}2024-01-31,a,5\n").currency == currency


def test_without_any_currency_nothing_is_guessed() -> None:
    assert code(HEAD + "2024-01-31,a,5\n", currency=None) == "currency_needed"


def test_a_fee_beside_the_amount_is_told_by_the_balance() -> None:
    apart = (
        "Date,Text,Amount,Fee,Balance\n"
        "2024-01-01,a,-10.00,0.50,89.50\n"
        "2024-01-02,b,-5.00,0.00,84.50\n"
        "2024-01-03,c,-5.00,1.00,78.50\n"
    )
    statement = one(apart)
    assert sums(statement) == ["-10.50", "-5.00", "-6.00"]
    assert [str(row.fee) for row in statement.rows if row.fee] == ["0.50", "1.00"]
    within = apart.replace("89.50", "90.00").replace("84.50", "85.00").replace("78.50", "80.00")
    assert sums(one(within)) == ["-10.00", "-5.00", "-5.00"]


def test_a_card_s_list_that_counts_spending_as_positive_is_turned_round() -> None:
    rows = (
        "2024-01-31,SHOP,45.67\n"
        "2024-01-20,PAYMENT RECEIVED - THANK YOU,-500.00\n"
        "2024-01-22,AIR,300.10\n"
    )
    statement = one(HEAD + rows)
    assert sums(statement) == ["-45.67", "500.00", "-300.10"]
    assert [fault.code for fault in statement.warnings] == ["sign_reversed"]


@pytest.mark.parametrize("last", ["Payout,-12.00", "Refund,-3.00"])
def test_a_list_of_sales_is_not_turned_round(last: str) -> None:
    rows = f"2024-01-30,Sale,10.00\n2024-01-30,Sale,5.00\n2024-01-31,{last}\n"
    statement = one("Date,Type,Amount\n" + rows)
    assert sums(statement)[:2] == ["10.00", "5.00"]
    expected = [] if "Payout" in last else ["sign_of_sales"]
    assert [fault.code for fault in statement.warnings] == expected


def test_a_bank_account_that_pays_off_a_card_is_not_turned_round() -> None:
    rows = "2024-01-31,工资,5000.00\n2024-01-20,信用卡还款,-500.00\n2024-01-22,转入,300.10\n"
    assert sums(one("日期,摘要,金额\n" + rows)) == ["5000.00", "-500.00", "300.10"]


def test_amounts_without_any_sign_are_warned_of() -> None:
    rows = "2024-01-31,a,1.00\n2024-01-30,b,2.00\n2024-01-29,c,3.00\n"
    assert [fault.code for fault in one(HEAD + rows).warnings] == ["sign_unclear"]


def test_kinds_by_the_bank_s_own_words() -> None:
    rows = (
        "2024-01-31,Interest,1.00\n"
        "2024-01-30,Monthly fee,-2.00\n"
        "2024-01-29,Refund SHOP,3.00\n"
        "2024-01-28,Shop,-4.00\n"
    )
    assert [row.kind for row in one(HEAD + rows).rows] == [
        RowKind.INTEREST,
        RowKind.FEE,
        RowKind.REFUND,
        RowKind.PAYMENT,
    ]


def test_a_file_of_another_layout_is_another_account() -> None:
    first = one(HEAD + "2024-01-31,a,5.00\n").account
    again = one(HEAD + "2024-02-28,b,6.00\n", name="february.csv").account
    other = one("Date,Details,Amount\n2024-01-31,a,5.00\n").account
    assert first.key == again.key != other.key


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-14,-5.00,COFFEE\n2023-07-13,1500.00,PAYROLL\n2023-07-11,-45.67,GROCERY\n",
        (
            "05/20/2023,COFFEE,5.00,,113.04\n"
            "05/19/2023,SHOP,12.10,,118.04\n"
            "05/18/2023,PAY,,0.01,130.14\n"
            "05/17/2023,x,1.00,,130.13\n"
        ),
    ],
)
def test_a_table_without_header_that_can_be_read_one_way_only(text: str) -> None:
    statement = one(text)
    assert "header_guessed" in [fault.code for fault in statement.warnings]
    assert sums(statement)[0] == "-5.00"
    assert all(check.ok for check in statement.checks)


@pytest.mark.parametrize(
    "text",
    [
        "2023-07-14,5.00,COFFEE\n2023-07-13,1500.00,PAYROLL\n",
        "a,b\nc,d\n",
        "05/20/2023,COFFEE,-5.00,\n05/19/2023,SHOP,7.00,12.10\n05/18/2023,PAY,1.00,\n",
        "05/20/2023,COFFEE,5.00,\n05/19/2023,SHOP,,12.10\n05/18/2023,PAY,1.00,\n",
        "Date,Text\n2024-01-01,a\n",
        "Date,Text\n",
        "hello",
        ",,,\n,,,\n",
    ],
)
def test_what_cannot_be_read_one_way_only_is_refused(text: str) -> None:
    """What has columns may be mapped by the owner, and says so."""
    has_columns = any(char.isalnum() for char in text.splitlines()[-1]) and "," in text
    assert code(text) == ("table_unknown" if has_columns and text.count("\n") > 1 else "no_table")


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        HEAD.strip(),
        "日期,摘要,金额\n",
        "My bank\nCurrency,GBP\n" + HEAD + "\n\n",
        "Date;Text;Debit;Credit\nTotal;;0,00;0,00\n",
        ALIPAY_HEAD + "\n",
        WECHAT_HEAD,
    ],
)
def test_a_header_without_rows_is_said_to_have_none(text: str) -> None:
    assert code(text) == "no_rows"


@dataclass(frozen=True)
class Dialect:
    """One way to write a list of movements."""

    mark: str
    date_form: str
    comma: bool
    grouped: bool
    split: bool
    encoding: str
    order: tuple[int, ...]
    preamble: bool


WORDS = st.text(
    st.characters(codec="gb18030", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20
).filter(lambda text: text.strip(" -–—_/\\.*'`\"=") != "")
ROWS = st.lists(
    st.tuples(
        st.dates(dt.date(2001, 1, 1), dt.date(2049, 12, 31)),
        st.integers(-(10**9), 10**9).filter(bool),
        WORDS,
    ),
    min_size=1,
    max_size=30,
)
DIALECTS = st.builds(
    Dialect,
    mark=st.sampled_from([",", ";", "\t", "|"]),
    date_form=st.sampled_from(
        ["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d", "%d %b %Y"]
    ),
    comma=st.booleans(),
    grouped=st.booleans(),
    split=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    order=st.permutations(range(4)).map(tuple),
    preamble=st.booleans(),
)


def _written(rows: list[tuple[dt.date, int, str]], dialect: Dialect) -> bytes:
    def amount(minor: int) -> str:
        text = f"{minor / 100:,.2f}" if dialect.grouped else f"{minor / 100:.2f}"
        return text.translate(str.maketrans(",.", ".,")) if dialect.comma else text

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=dialect.mark)
    if dialect.preamble:
        stream.write("账户明细\n\n")
    names = ["交易日期", "摘要", *(["收入", "支出"] if dialect.split else ["金额", "备注"])]
    writer.writerow([names[index] for index in dialect.order])
    for day, minor, text in rows:
        money = [amount(minor), ""]
        if dialect.split:
            money = [amount(minor), ""] if minor > 0 else ["", amount(-minor)]
        cells = [day.strftime(dialect.date_form), text, *money]
        writer.writerow([cells[index] for index in dialect.order])
    return stream.getvalue().encode(dialect.encoding)


@given(ROWS, DIALECTS)
def test_what_is_written_in_any_dialect_is_read_back(
    rows: list[tuple[dt.date, int, str]], dialect: Dialect
) -> None:
    statement = one(_written(rows, dialect), currency="CNY")
    assert [(row.day, row.amount) for row in statement.rows] == [
        (day, Money("CNY", minor)) for day, minor, _text in rows
    ]
    assert statement.read == len(rows)

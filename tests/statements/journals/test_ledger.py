"""The journals of hledger and ledger: what is taken, what is not, and that nothing is lost."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.statements.journals.reader import read_journal


def book(text: str) -> ForeignBook:
    found = read_journal(text.encode(), filename="x.journal")
    assert isinstance(found, ForeignBook)
    assert found.program == "hledger"
    return found


def lines(found: ForeignBook, index: int = 0) -> list[tuple[str, str]]:
    return [
        (line.account, f"{line.amount} {line.amount.currency}")
        for line in found.entries[index].postings
    ]


def faults(found: ForeignBook) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in found.not_taken]


def entry(first: str, second: str = "assets:bank", head: str = "2024-01-05 x") -> str:
    return f"{head}\n    {first}\n    {second}\n\n"


def test_a_transaction() -> None:
    found = book(
        entry(
            "expenses:food   $2.50  ; note", head="2024-01-05=2024-01-06 * (c1) Baker | bread ; y"
        )
    )
    (first,) = found.entries
    assert (first.place, first.day.isoformat(), first.id) == ("line 1", "2024-01-05", "c1")
    assert (first.party, first.narration) == ("Baker", "bread")
    assert lines(found) == [("expenses:food", "2.50 USD"), ("assets:bank", "-2.50 USD")]
    assert [each.kind for each in found.accounts] == [Kind.EXPENSE, Kind.ASSET]
    assert (found.currency, found.not_taken) == ("USD", ())


@pytest.mark.parametrize("day", ["2024-01-05", "2024/1/5", "2024.01.05", "1/5", "01-05"])
def test_dates(day: str) -> None:
    found = book("Y2024\n\n" + entry("income:x  1 EUR", head=f"{day} x"))
    assert found.entries[0].day.isoformat() == "2024-01-05"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("$1,234.56", "1234.56 USD"),
        ("-$5", "-5.00 USD"),
        ("$-5.10", "-5.10 USD"),
        ("10 EUR", "10.00 EUR"),
        ("EUR 10.5", "10.50 EUR"),
        ("€10.00", "10.00 EUR"),
        ("-10.00€", "-10.00 EUR"),
        ('"CNY" 3.00', "3.00 CNY"),
        ("人民币 3.00", "3.00 CNY"),
        ("¥3.00 ; 中", "3.00 CNY"),
        ("¥300", "300 JPY"),
    ],
)
def test_amounts(written: str, amount: str) -> None:
    assert lines(book(entry(f"expenses:food   {written}")))[0] == ("expenses:food", amount)


def test_decimal_commas() -> None:
    assert lines(book(entry("expenses:a  1.234,56 EUR")))[0][1] == "1234.56 EUR"
    declared = "decimal-mark ,\n\n" + entry("expenses:a  1,500 EUR")
    assert lines(book(declared))[0][1] == "1.50 EUR"


def test_the_default_commodity() -> None:
    assert lines(book("D $1,000.00\n\n" + entry("expenses:a  7")))[0][1] == "7.00 USD"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("assets:euro  100.00 EUR @ $1.10", "assets:bank  $-110.00"),
        ("assets:euro  100.00 EUR @@ $110.00", "assets:bank  $-110.00"),
        ("assets:euro  100.00 EUR @ $1.10", "assets:bank"),
        ("assets:euro  100.00 EUR", "assets:bank  $-110.00"),
    ],
)
def test_prices_written_or_meant(first: str, second: str) -> None:
    euros, dollars = book(entry(first, second)).entries[0].postings
    assert (str(euros.amount), str(euros.value), str(dollars.amount)) == (
        "100.00",
        "110.00",
        "-110.00",
    )


def test_aliases_prefixes_and_declared_types() -> None:
    found = book(
        "account Laden  ; type: X\nalias checking = assets:bank:checking\napply account mine\n\n"
        + entry("expenses:a  $1", "checking")
        + "end apply account\nend aliases\n\n"
        + entry("Laden:Miete  $2", "assets:bank")
    )
    assert faults(found) == [("foreign_account", "transaction, line 5")]
    assert lines(found) == [("Laden:Miete", "2.00 USD"), ("assets:bank", "-2.00 USD")]
    assert found.accounts[0].kind is Kind.EXPENSE


def test_assertions_are_held_in_the_order_of_days() -> None:
    found = book(
        entry("income:x  $-1", "assets:bank  $1 = $3", head="2024-01-06 later")
        + entry("income:x  $-2", "assets:bank  $2 = $2", head="2024-01-05 sooner")
        + entry("income:x  $-1", "assets:bank  $1 = $5", head="2024-01-07 wrong")
    )
    assert faults(found) == [("foreign_balance", "line 11")]
    assert len(found.entries) == 3


def test_an_assignment_is_what_is_missing() -> None:
    found = book(entry("income:x  $-4") + entry("assets:bank  = $10", "equity:start"))
    assert lines(found, 1) == [("assets:bank", "6.00 USD"), ("equity:start", "-6.00 USD")]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("assets:broker  10 AAPL @ $3", "assets:bank", "foreign_commodity"),
        ("assets:broker  10 EUR {$3}", "assets:bank", "foreign_cost"),
        ("assets:cash  $1", "assets:bank  $-2", "foreign_unbalanced"),
        ("assets:cash  $1.001", "assets:bank", "foreign_fraction"),
        ("somewhere  $1", "assets:bank", "foreign_account"),
        ("assets:cash  ($1 + $2)", "assets:bank", "foreign_syntax"),
        ("assets:cash", "assets:bank", "foreign_unbalanced"),
    ],
)
def test_a_transaction_that_cannot_be_taken_is_listed(first: str, second: str, code: str) -> None:
    found = book(entry(first, second) + entry("income:x  $-4"))
    assert faults(found) == [(code, "transaction, line 1")]
    assert len(found.entries) == 1


def test_what_is_no_transaction_is_listed_too() -> None:
    found = book(
        "include other.journal\n~ monthly\n    expenses:rent  $5\n    assets:bank\n"
        "= expenses:food\n    (x)  *1\nP 2024-01-01 AAPL $3\ncomment\nnothing here\nend comment\n"
        "# note\n"
        "2024-01-05 x\n"
        "    [budget:x]  $-1\n"
        "    (y)  $2\n"
        "    income:x  $-1\n"
        "    assets:bank\n"
    )
    assert faults(found) == [
        ("foreign_include", "line 1"),
        ("foreign_rule", "line 2"),
        ("foreign_rule", "line 5"),
        ("foreign_directive", "line 7"),
        ("foreign_directive", "line 13"),
    ]
    assert found.not_taken[-1].data["detail"] == "virtual posting ×2"
    assert len(found.entries) == 1

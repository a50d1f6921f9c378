"""beancount's journals: what is taken, what is not, and that nothing is lost between."""

from __future__ import annotations

import pytest

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.statements.journals.reader import read_journal

OPEN = "2020-01-01 open Assets:Bank EUR\n"


def book(text: str) -> ForeignBook:
    found = read_journal((OPEN + text).encode(), filename="x.beancount")
    assert isinstance(found, ForeignBook)
    assert found.program == "beancount"
    return found


def lines(found: ForeignBook, index: int = 0) -> list[tuple[str, str]]:
    return [
        (line.account, f"{line.amount} {line.amount.currency}")
        for line in found.entries[index].postings
    ]


def faults(found: ForeignBook) -> list[tuple[str, str]]:
    return [(fault.code, fault.place) for fault in found.not_taken]


def test_a_transaction() -> None:
    found = book(
        '2024-01-05 * "Baker" "Bread" #tag ^link\n'
        '  who: "x"\n'
        "  Expenses:Food  2.50 EUR ; c\n"
        "  Assets:Bank\n"
    )
    (entry,) = found.entries
    assert (entry.place, entry.day.isoformat()) == ("line 2", "2024-01-05")
    assert (entry.party, entry.narration) == ("Baker", "Bread")
    assert lines(found) == [("Expenses:Food", "2.50 EUR"), ("Assets:Bank", "-2.50 EUR")]
    assert [(each.path, each.kind) for each in found.accounts] == [
        ("Expenses:Food", Kind.EXPENSE),
        ("Assets:Bank", Kind.ASSET),
    ]
    assert (found.currency, found.not_taken) == ("EUR", ())


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,234.56 EUR", "1234.56 EUR"),
        ("(1 + 2) * 3.50 EUR", "10.50 EUR"),
        ("-5 EUR", "-5.00 EUR"),
        ("10/4 EUR", "2.50 EUR"),
        ("100 JPY", "100 JPY"),
    ],
)
def test_amounts(written: str, amount: str) -> None:
    found = book(f'2024-01-05 txn "x"\n  Expenses:Food  {written}\n  Assets:Bank\n')
    assert lines(found)[0] == ("Expenses:Food", amount)


@pytest.mark.parametrize("price", ["@ 0.90 EUR", "@@ 90.00 EUR"])
def test_prices(price: str) -> None:
    found = book(
        f'2024-01-05 * "x"\n  Assets:Cash  100.00 USD {price}\n  Assets:Bank  -90.00 EUR\n'
    )
    dollars, euros = found.entries[0].postings
    assert (str(dollars.amount), str(dollars.value), euros.value) == ("100.00", "90.00", None)


def test_a_price_that_does_not_come_out_even_still_balances_in_values() -> None:
    found = book(
        '2024-01-05 * "x"\n  Assets:Cash  100.00 USD @ 1.12345 EUR\n  Assets:Bank  -112.35 EUR\n'
    )
    dollars, euros = found.entries[0].postings
    assert dollars.value
    assert dollars.value.minor + euros.amount.minor == 0


def test_of_two_priced_lines_one_takes_what_rounding_left() -> None:
    found = book(
        '2024-01-05 * "x"\n  Assets:Cash  10.00 USD @ 1.1234 EUR\n'
        "  Assets:Safe  10.00 USD @ 1.1234 EUR\n  Assets:Bank  -22.468 EUR\n"
        '2024-01-06 * "y"\n  Assets:Cash  10.00 USD @ 1.12345 EUR\n'
        "  Assets:Safe  10.00 USD @ 1.12345 EUR\n  Assets:Bank  -22.47 EUR\n"
    )
    (entry,) = found.entries
    values = [(line.value or line.amount).minor for line in entry.postings]
    assert (values[0], values[2], sum(values)) == (1123, -2247, 0)


def test_a_narration_of_several_lines_and_escapes() -> None:
    found = book('2024-01-05 ! "A \\"B\\"" "one\ntwo; three"\n  Expenses:X  1 EUR\n  Assets:Bank\n')
    assert (found.entries[0].party, found.entries[0].narration) == ('A "B"', "one two; three")


def test_renamed_roots() -> None:
    text = (
        'option "name_assets" "Vermoegen"\n'
        'option "title" "x"\n'
        '2024-01-05 * "x"\n'
        "  Vermoegen:Bank  1 EUR\n"
        "  Income:Sales\n"
    )
    assert book(text).accounts[0].kind is Kind.ASSET


def test_pad_makes_the_transaction_it_stands_for() -> None:
    found = book(
        "2024-01-02 pad Assets:Bank Equity:Opening\n2024-01-03 balance Assets:Bank  100.00 EUR\n"
        '2024-01-04 * "x"\n'
        "  Assets:Bank  5 EUR\n"
        "  Income:Sales\n"
        "2024-01-05 balance Assets:Bank  105.00 EUR\n"
    )
    assert found.not_taken == ()
    assert lines(found) == [("Assets:Bank", "100.00 EUR"), ("Equity:Opening", "-100.00 EUR")]


def test_balance_assertions_count_the_accounts_below_and_are_held() -> None:
    found = book(
        '2024-01-04 * "x"\n  Assets:Bank:A  5 EUR\n  Assets:Bank:B  6 EUR\n  Income:Sales\n'
        "2024-01-05 balance Assets:Bank  11.00 EUR\n2024-01-06 balance Assets:Bank:A  6.00 EUR\n"
        "2024-01-04 balance Assets:Bank  0.00 EUR\n"
    )
    assert faults(found) == [("foreign_balance", "line 7")]
    assert found.not_taken[0].data["detail"] == "Assets:Bank:A 6.00 ≠ 5.00 EUR"


@pytest.mark.parametrize(
    ("posting", "code"),
    [
        ("Assets:Broker  2 HOOL @ 500.00 EUR", "foreign_commodity"),
        ("Assets:Broker  2 HOOL {500.00 EUR}", "foreign_cost"),
        ("Assets:Cash  1.00 EUR", "foreign_unbalanced"),
        ("Assets:Cash  1000.001 EUR", "foreign_fraction"),
        ("Other:Cash  1000.00 EUR", "foreign_account"),
        ("Assets:Cash  what EUR", "foreign_syntax"),
        ("Assets:Cash", "foreign_unbalanced"),
    ],
)
def test_a_transaction_that_cannot_be_taken_is_listed(posting: str, code: str) -> None:
    other = "Assets:Bank" if posting.endswith("Cash") else "Assets:Bank  -1000.00 EUR"
    if code == "foreign_fraction":
        other = "Assets:Bank  -1000.001 EUR"
    found = book(
        f'2024-01-05 * "x"\n'
        f"  {posting}\n"
        f"  {other}\n"
        f'2024-01-06 * "y"\n'
        f"  Assets:Bank  1 EUR\n"
        f"  Income:X\n"
    )
    assert faults(found) == [(code, "transaction, line 2")]
    assert len(found.entries) == 1


def test_what_is_no_transaction_is_listed_too() -> None:
    found = book(
        'include "other.bean"\n'
        'plugin "some.plugin"\n'
        "2024-01-01 price USD 0.9 EUR\n"
        "2024-01-02 price USD 0.8 EUR\n"
        '2024-01-02 note Assets:Bank "hi"\nwhat is this\n2024-13-01 * "x"\n* Heading\n; comment\n'
    )
    assert faults(found) == [
        ("foreign_include", "line 2"),
        ("foreign_plugin", "line 3"),
        ("foreign_syntax", "line 7"),
        ("foreign_syntax", "line 8"),
        ("foreign_directive", "line 4"),
        ("foreign_directive", "line 6"),
    ]
    assert [fault.data["detail"] for fault in found.not_taken[-2:]] == ["price ×2", "note ×1"]


def test_entries_come_in_the_order_of_days() -> None:
    text = "".join(
        f'2024-01-0{day} * "{day}"\n  Assets:Bank  1 EUR\n  Income:X\n' for day in (5, 2, 7)
    )
    assert [entry.narration for entry in book(text).entries] == ["2", "5", "7"]

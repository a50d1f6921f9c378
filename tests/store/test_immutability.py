"""Tries every way SQL offers to change what was posted, and sees the schema refuse each."""

from __future__ import annotations

import datetime as dt

import pytest

from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import verify
from cfo_desktop.store.book_store import Store
from cfo_desktop.store.database import DatabaseError
from tests.store import made_books
from tests.store.made_books import OWN
from tests.store.made_books import post
from tests.store.made_books import sale

LINK = b"x" * 32


@pytest.fixture
def posted(store: Store) -> Store:
    """Three posted entries, and a fourth that is only being written."""
    post(store, sale(1000), sale(2000))
    post(store, sale(1000).reversal(1, day=dt.date(2026, 3, 20), narration="back"))
    store.connection.execute(
        "INSERT INTO entry (id, day, narration, party, recorded_at) VALUES (4, 20260401, '', '', 0)"
    )
    return store


def everything(store: Store) -> list[list[object]]:
    """Return all rows that the chain covers."""
    tables = (
        "entry",
        "posting",
        "account",
        "book",
        "posting_rule",
        "monthly_balance",
        "daily_balance",
    )
    execute = store.connection.execute
    return [execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


CHANGES = [
    "UPDATE entry SET narration = 'changed' WHERE id = 1",
    "UPDATE entry SET day = 20260101 WHERE id = 1",
    "UPDATE entry SET link = :link WHERE id = 1",
    "UPDATE entry SET link = NULL WHERE id = 3",
    "UPDATE entry SET batch = NULL, party = 'x' WHERE id = 2",
    "UPDATE entry SET id = 9 WHERE id = 3",
    "UPDATE OR REPLACE entry SET id = 3 WHERE id = 4",
    "UPDATE OR REPLACE entry SET reverses = 1 WHERE id = 4",
    "DELETE FROM entry WHERE id = 3",
    "DELETE FROM entry",
    (
        "INSERT OR REPLACE INTO entry (id, day, narration, party, recorded_at)"
        " VALUES (1, 20260101, '', '', 0)"
    ),
    (
        "INSERT OR REPLACE INTO entry (id, day, narration, party, recorded_at, reverses)"
        " VALUES (5, 20260101, '', '', 0, 1)"
    ),
    (
        "REPLACE INTO entry SELECT id, day, 'changed', party, reverses, completes, batch,"
        " recorded_at, link FROM entry WHERE id = 1"
    ),
    (
        "INSERT INTO entry (id, day, narration, party, recorded_at, link)"
        " VALUES (5, 20260101, '', '', 0, :link)"
    ),
    "INSERT INTO posting SELECT 1, 7, account, day, amount, value FROM posting WHERE entry = 1",
    (
        "INSERT OR REPLACE INTO posting SELECT entry, line, account, day, amount + 1, value + 1"
        " FROM posting WHERE entry = 1"
    ),
    "UPDATE posting SET amount = 5, value = 5 WHERE entry = 1",
    "UPDATE posting SET entry = 4 WHERE entry = 1",
    "UPDATE posting SET day = 20260101 WHERE entry = 2",
    "DELETE FROM posting WHERE entry = 2 AND line = 0",
    "UPDATE account SET currency = 'USD' WHERE code = '1010'",
    "UPDATE account SET code = '9999' WHERE code = '1010'",
    "UPDATE account SET id = 99 WHERE code = '1010'",
    "UPDATE account SET grp = 'stock' WHERE code = '1010'",
    "DELETE FROM account WHERE code = '1010'",
    (
        "REPLACE INTO account SELECT id, code, name, name_zh, grp, 'USD', role, closed_on"
        " FROM account WHERE code = '1010'"
    ),
    (
        "REPLACE INTO account SELECT id + 100, code, name, name_zh, grp, 'USD', role, closed_on"
        " FROM account WHERE code = '1010'"
    ),
    "UPDATE OR REPLACE account SET role = 'till' WHERE code = '1020'",
    "DELETE FROM posting_rule",
    "UPDATE book SET value = 'USD' WHERE key = 'currency'",
    "DELETE FROM book WHERE key = 'currency'",
    "REPLACE INTO book VALUES ('currency', 'USD')",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_what_was_posted_cannot_be_changed(posted: Store, sql: str) -> None:
    before = everything(posted)
    with pytest.raises(DatabaseError):
        posted.connection.execute(sql, {"link": LINK} if ":link" in sql else {})
    assert everything(posted) == before


def test_lines_being_written_cannot_be_moved_into_a_posted_entry(posted: Store) -> None:
    posted.connection.execute(
        "INSERT INTO posting SELECT 4, line, account, day, amount, value FROM posting"
        " WHERE entry = 1"
    )
    before = everything(posted)
    for sql in (
        "UPDATE posting SET entry = 1, line = line + 5 WHERE entry = 4",
        "UPDATE OR REPLACE posting SET entry = 1 WHERE entry = 4",
    ):
        with pytest.raises(DatabaseError, match="posted_immutable"):
            posted.connection.execute(sql)
    assert everything(posted) == before


def raw(store: Store, number: int, lines: list[tuple[str, int, int]], *, day: int) -> None:
    """Write an entry by hand and set its link, which is what posts it."""
    store.connection.execute(
        "INSERT INTO entry (id, day, narration, party, recorded_at) VALUES (?, ?, '', '', 0)",
        (number, day),
    )
    for line, (code, amount, value) in enumerate(lines):
        store.connection.execute(
            "INSERT INTO posting SELECT ?, ?, id, ?, ?, ? FROM account WHERE code = ?",
            (number, line, day, amount, value, code),
        )
    store.connection.execute("UPDATE entry SET link = ? WHERE id = ?", (LINK, number))


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("entry_too_short", []),
        ("entry_too_short", [("1010", 0, 0)]),
        ("entry_unbalanced", [("1010", 100, 100), ("4010", -99, -99)]),
        ("entry_unbalanced", [("1010", 100, 100), ("4010", -100, -99)]),
        ("entry_unbalanced", [("1010", 100, 100), ("4010", -99, -100)]),
        ("entry_unbalanced", [("1021", 100, 700), ("1010", -700, -700)]),
        ("entry_unbalanced", [("1021", 700, 700), ("1010", -700, -700)]),
        ("entry_unbalanced", [("1021", 100, 700), ("3090-USD", -100, -699)]),
        ("posting_value", [("1010", 100, 90), ("4010", -100, -90)]),
    ],
)
def test_the_schema_itself_refuses_what_does_not_balance(
    store: Store, code: str, lines: list[tuple[str, int, int]]
) -> None:
    store.connection.execute("BEGIN")
    with pytest.raises(DatabaseError, match=code):
        raw(store, 1, lines, day=20260301)
    store.connection.rollback()
    assert ledger.head(store.connection).entries == 0


def test_the_schema_takes_what_balances(store: Store) -> None:
    """The refusals above are for what they say, not for how the rows were written."""
    raw(store, 1, [("1010", 100, 100), ("4010", -100, -100)], day=20260301)
    raw(store, 2, [("1021", 100, 700), ("3090-USD", -100, -700)], day=20260301)
    found = store.connection.execute("SELECT count(*) FROM monthly_balance").fetchone()
    assert found == (4,)


def test_numbers_have_no_gaps(store: Store) -> None:
    lines = [("1010", 100, 100), ("4010", -100, -100)]
    for number in (2, 0, -1):
        with pytest.raises(DatabaseError, match="chain_gap"):
            raw(store, number, lines, day=20260301)
    store.connection.execute("DELETE FROM posting")
    store.connection.execute("DELETE FROM entry")
    raw(store, 1, lines, day=20260301)
    with pytest.raises(DatabaseError, match="chain_gap"):
        raw(store, 3, lines, day=20260301)


def test_every_line_has_the_day_of_its_entry(store: Store) -> None:
    store.connection.execute("BEGIN")
    store.connection.execute(
        "INSERT INTO entry (id, day, narration, party, recorded_at) VALUES (1, 20260301, '', '', 0)"
    )
    store.connection.execute(
        "INSERT INTO posting SELECT 1, id, id, 20260302, iif(code = '1010', 5, -5),"
        " iif(code = '1010', 5, -5) FROM account WHERE code IN ('1010', '4010')"
    )
    with pytest.raises(DatabaseError, match="posting_day"):
        store.connection.execute("UPDATE entry SET link = ? WHERE id = 1", (LINK,))
    store.connection.rollback()


def test_a_day_may_not_be_slipped_in_together_with_the_link(store: Store) -> None:
    with store.transaction() as connection:
        ledger.lock_through(connection, dt.date(2026, 2, 28))
    store.connection.execute("BEGIN")
    store.connection.execute(
        "INSERT INTO entry (id, day, narration, party, recorded_at) VALUES (1, 20260301, '', '', 0)"
    )
    store.connection.execute(
        "INSERT INTO posting SELECT 1, id, id, 20260215, iif(code = '1010', 5, -5),"
        " iif(code = '1010', 5, -5) FROM account WHERE code IN ('1010', '4010')"
    )
    with pytest.raises(DatabaseError, match="period_locked"):
        store.connection.execute("UPDATE entry SET link = ?, day = 20260215 WHERE id = 1", (LINK,))
    store.connection.rollback()


@pytest.mark.parametrize("count", [1, ledger.BULK_FROM])
def test_a_locked_period_refuses_single_and_bulk_postings(store: Store, count: int) -> None:
    with store.transaction() as connection:
        ledger.lock_through(connection, dt.date(2026, 2, 28))
    early = [sale(100, day=dt.date(2026, 3, 1))] * (count - 1)
    with pytest.raises(UserError) as caught:
        post(store, *early, sale(100, day=dt.date(2026, 2, 28)))
    assert caught.value.code == "period_locked"
    assert ledger.head(store.connection).entries == 0
    post(store, sale(100, day=dt.date(2026, 3, 1)))
    assert all(check.ok for check in verify.all_checks(store))


def test_a_closed_account_takes_nothing_after_its_day(store: Store) -> None:
    with store.transaction() as connection:
        ledger.close_account(connection, "1010", dt.date(2026, 3, 14))
    post(store, sale(day=dt.date(2026, 3, 14)))
    with pytest.raises(UserError) as caught:
        post(store, sale(day=dt.date(2026, 3, 15)))
    assert caught.value.code == "account_closed"
    with store.transaction() as connection:
        ledger.close_account(connection, "1010", None)
    post(store, sale(day=dt.date(2026, 3, 15)))


def test_an_entry_is_reversed_once(store: Store) -> None:
    post(store, sale())
    back = sale().reversal(1, day=dt.date(2026, 3, 20), narration="")
    with pytest.raises(UserError) as caught:
        post(store, back, back)
    assert caught.value.code == "entry_already_reversed"
    post(store, back)
    with pytest.raises(UserError) as caught:
        post(store, back)
    assert caught.value.code == "entry_already_reversed"
    assert ledger.head(store.connection).entries == 2


def test_money_is_categorised_once_until_that_is_taken_back(store: Store) -> None:
    """The service looks first; the schema settles a race between two programs."""
    completing = Draft(dt.date(2026, 3, 20), "", sale().postings, completes=1)
    post(store, sale(), completing)
    with pytest.raises(UserError) as caught:
        post(store, completing)
    assert caught.value.code == "book_busy"
    post(store, completing.reversal(2, day=dt.date(2026, 3, 21), narration=""))
    post(store, completing)
    assert all(check.ok for check in verify.all_checks(store))


def test_a_value_in_another_currency_than_the_books_is_a_bug(store: Store) -> None:
    """Values are stored without a currency, so dollars would silently count as yuan."""
    dollars = Money("USD", 100)
    lines = (Posting.plain("1021", dollars), Posting.plain("3090-USD", -dollars))
    with pytest.raises(Bug):
        post(store, Draft(dt.date(2026, 3, 1), "", lines))
    own = Posting("1010", Money(OWN, 100), Money(OWN, 90))
    with pytest.raises(Bug):
        post(store, Draft(dt.date(2026, 3, 1), "", (own, own.negated())))
    assert ledger.head(store.connection).entries == 0


def test_unknown_accounts_and_other_currencies_are_refused(store: Store) -> None:
    euro = Money("EUR", 5)
    for code, money, expected in [
        ("9999", Money(OWN, 5), "account_unknown"),
        ("1021", Money(OWN, 5), "account_currency"),
        ("1010", euro, "account_currency"),
    ]:
        line = Posting(code, money, Money(OWN, 5))
        with pytest.raises(UserError) as caught:
            post(store, Draft(dt.date(2026, 3, 1), "", (line, line.negated())))
        assert caught.value.code == expected
        assert caught.value.data["code"] == code


def test_a_failed_bulk_posting_leaves_the_trigger_in_charge(store: Store) -> None:
    wrong = sale(day=dt.date(2026, 3, 1)).reversal(999_999, day=dt.date(2026, 3, 2), narration="")
    with pytest.raises(Bug):
        post(store, *[sale()] * ledger.BULK_FROM, wrong)
    assert store.connection.execute("SELECT bulk FROM posting_rule").fetchone() == (0,)
    post(store, sale())
    assert all(check.ok for check in verify.all_checks(store))


def test_nothing_outside_the_book_can_be_reached(store: Store, tmp_path: object) -> None:
    for sql in (
        "ATTACH 'plain.db' AS plain KEY ''",
        "ATTACH ':memory:' AS plain KEY ''",
        "DETACH main",
        f"VACUUM INTO '{tmp_path}/plain.db'",
        "SELECT load_extension('libevil')",
        "SELECT LOAD_EXTENSION('libevil', 'init')",
    ):
        with pytest.raises(DatabaseError, match=r"authoriz"):
            store.connection.execute(sql)


def test_the_connection_is_as_the_design_wants_it(store: Store) -> None:
    wanted = {
        "temp_store": 2,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "cipher_status": "1",
    }
    found = {name: store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_a_key_of_another_length_is_refused(store: Store) -> None:
    """SQLCipher would take it for a passphrase and derive another key from it."""
    for key in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(Bug):
            database.connect(store.path, key)


def test_the_made_accounts_are_in_the_book(store: Store) -> None:
    assert sorted(ledger.accounts(store.connection), key=lambda account: account.code) == sorted(
        made_books.ACCOUNTS, key=lambda account: account.code
    )

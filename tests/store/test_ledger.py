"""Writes random ledgers and holds every figure of the store against adding up the slow way."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import imbalances
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_key
from cfo_desktop.store import chain
from cfo_desktop.store import figures
from cfo_desktop.store import ledger
from cfo_desktop.store import verify
from cfo_desktop.store.book_store import Store
from tests.store import made_books
from tests.store.made_books import DAYS
from tests.store.made_books import Step
from tests.store.made_books import Template
from tests.store.made_books import post
from tests.store.made_books import sale
from tests.store.made_books import write

# The template is shared on purpose; each example works on its own copy.
SHARED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=settings().max_examples // 4,
)


@contextmanager
def copied(template: Template) -> Iterator[Store]:
    """A copy of the empty book, open, for one example."""
    with tempfile.TemporaryDirectory() as name:
        store = template.open(template.copy(Path(name) / "book"))
        try:
            yield store
        finally:
            store.close()


@SHARED
@given(made=made_books.steps(), days=st.lists(DAYS, min_size=3, max_size=3))
def test_a_random_ledger_holds_together(
    template: Template, made: list[Step], days: list[dt.date]
) -> None:
    with copied(template) as store:
        posted = write(store, made)
        connection = store.connection
        assert ledger.head(connection).entries == len(posted)
        failed = [check for check in verify.all_checks(store) if not check.ok]
        assert failed == []
        ends = [Month.of(day).last_day for day in days]
        eves = [draft.day - dt.timedelta(days=1) for draft in posted[:8]]
        for day in [*days, *ends, *eves, dt.date(2200, 12, 31), dt.date(1900, 1, 1)]:
            for column in ("value", "amount"):
                expected = made_books.balances(posted, until=day, column=column)
                assert figures.balances_at(connection, day, column=column) == expected


@SHARED
@given(made=made_books.steps())
def test_the_kept_months_are_the_sums_of_their_postings(
    template: Template, made: list[Step]
) -> None:
    with copied(template) as store:
        posted = write(store, made)
        first, last = Month(2024, 10), Month(2026, 6)
        months = figures.movements(store.connection, first, last)
        assert len(months) == 21
        for month, found in months.items():
            start = made_books.balances(
                posted, until=month.first_day - dt.timedelta(days=1), column="value"
            )
            end = made_books.balances(posted, until=month.last_day, column="value")
            expected = {code: end.get(code, 0) - start.get(code, 0) for code in {*start, *end}}
            assert {code: total for code, total in found.items() if total} == {
                code: total for code, total in expected.items() if total
            }
        assert figures.first_month(store.connection) == Month.of(min(d.day for d in posted))
        assert figures.last_day(store.connection) == max(draft.day for draft in posted)


@SHARED
@given(made=made_books.steps())
def test_entries_come_back_as_they_were_drafted(template: Template, made: list[Step]) -> None:
    with copied(template) as store:
        posted = write(store, made)
        found = list(ledger.all_entries(store.connection))
        assert [entry.draft for entry in found] == posted
        assert [entry.number for entry in found] == list(range(1, len(posted) + 1))
        backs = {d.reverses: number for number, d in enumerate(posted, 1) if d.reverses}
        assert {e.number: e.reversed_by for e in found if e.reversed_by} == backs
        assert all(imbalances(entry.draft.postings) == [] for entry in found)


@SHARED
@given(
    made=made_books.steps(),
    limit=st.integers(1, 40),
    account=st.sampled_from([None, "1010", "1021", "4010", "2010"]),
)
def test_pages_are_the_sorted_ledger_cut_in_pieces(
    template: Template, made: list[Step], limit: int, account: str | None
) -> None:
    with copied(template) as store:
        posted = write(store, made)
        keys = [
            (day_key(draft.day), number)
            for number, draft in enumerate(posted, 1)
            if account is None or any(line.account == account for line in draft.postings)
        ]
        expected = sorted(keys, reverse=True)
        found: list[tuple[int, int]] = []
        before: tuple[int, int] | None = None
        while page := ledger.page(store.connection, before=before, limit=limit, account=account):
            assert len(page) <= limit
            assert len(found) <= len(expected)  # or the pages go in circles
            assert [entry.draft for entry in page] == [posted[e.number - 1] for e in page]
            found += [(day_key(entry.draft.day), entry.number) for entry in page]
            before = found[-1]
        assert found == expected


@SHARED
@given(made=made_books.steps())
def test_equal_ledgers_have_equal_heads_however_they_were_posted(
    template: Template, made: list[Step]
) -> None:
    """One at a time, in bulk, or reversed in between: the chain and the balances are the same."""
    with copied(template) as store, copied(template) as other:
        posted = write(store, made)
        post(other, *posted[:1])
        with other.transaction() as connection:
            for start in range(1, len(posted), 230):
                chunk = posted[start : start + 230]
                ledger.post(connection, chunk, recorded_at=made_books.NOW)
        assert ledger.head(store.connection) == ledger.head(other.connection)
        for same in (
            "SELECT * FROM monthly_balance WHERE amount <> 0 OR value <> 0 ORDER BY 1, 2",
            "SELECT * FROM daily_balance WHERE amount <> 0 OR value <> 0 ORDER BY 1, 2, 3",
        ):
            one, two = (each.connection.execute(same).fetchall() for each in (store, other))
            assert one == two


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET narration = 'Sugar' WHERE id = 2",
        "UPDATE entry SET party = 'Wu' WHERE id = 2",
        "UPDATE entry SET recorded_at = recorded_at + 1 WHERE id = 2",
        "UPDATE entry SET reverses = NULL WHERE id = 3",
        "UPDATE entry SET completes = 1 WHERE id = 2",
        "UPDATE entry SET batch = 'b' WHERE id = 2",
        "UPDATE entry SET day = 20260315 WHERE id = 2",
        "UPDATE posting SET amount = -amount, value = -value WHERE entry = 2",
        (
            "UPDATE posting SET account = (SELECT id FROM account WHERE code = '1020')"
            " WHERE entry = 2 AND line = 0"
        ),
        "UPDATE posting SET line = 5 - line WHERE entry = 2",
        "DELETE FROM posting WHERE entry = 2",
        "DELETE FROM entry WHERE id = 2",
        "UPDATE account SET code = '1011' WHERE code = '1010'",
        "UPDATE account SET currency = 'USD' WHERE code = '1010'",
        "UPDATE entry SET link = zeroblob(32) WHERE id = 3",
        "UPDATE entry SET id = 12 WHERE id = 3",
    ],
)
def test_the_chain_notices_every_change_once_the_triggers_are_out_of_the_way(
    store: Store, sql: str
) -> None:
    post(store, sale(1000), sale(2000, party="Wang"))
    post(store, sale(1000).reversal(1, day=dt.date(2026, 3, 20), narration="back"))
    connection = store.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    assert ledger.first_broken_link(connection) is None
    connection.execute(sql)
    broken = ledger.first_broken_link(connection)
    assert broken is not None
    assert broken <= 12
    checks = {check.name: check.ok for check in verify.all_checks(store)}
    assert not checks["chain"]


def test_a_chain_with_a_gap_is_noticed_even_where_every_link_is_right(store: Store) -> None:
    """Somebody who can compute links could leave a number out."""
    post(store, sale(1000), sale(2000))
    connection = store.connection
    connection.execute("DROP TRIGGER entry_post")
    draft = sale(3000)
    lines = [
        (line.account, line.amount.minor, line.amount.currency, line.value.minor)
        for line in draft.postings
    ]
    content = chain.canonical(
        4,
        day=day_key(draft.day),
        narration="",
        party="",
        reverses=None,
        completes=None,
        batch=None,
        recorded_at=0,
        lines=lines,
    )
    connection.execute(
        "INSERT INTO entry (id, day, narration, party, recorded_at) VALUES (4, ?, '', '', 0)",
        (day_key(draft.day),),
    )
    for number, (code, amount, _, value) in enumerate(lines):
        connection.execute(
            "INSERT INTO posting SELECT 4, ?, id, ?, ?, ? FROM account WHERE code = ?",
            (number, day_key(draft.day), amount, value, code),
        )
    link = chain.next_link(ledger.head(connection).link, content)
    connection.execute("UPDATE entry SET link = ? WHERE id = 4", (link,))
    assert ledger.first_broken_link(connection) == 4


@pytest.mark.parametrize(
    ("failing", "sql"),
    [
        ("monthly_balances", "UPDATE monthly_balance SET value = value + 1"),
        ("monthly_balances", "DELETE FROM monthly_balance WHERE account = 1"),
        ("monthly_balances", "INSERT INTO monthly_balance VALUES (3, 202601, 5, 5)"),
        ("daily_balances", "UPDATE daily_balance SET value = value + 1"),
        ("daily_balances", "UPDATE daily_balance SET invoiced = 1"),
        ("daily_balances", "DELETE FROM daily_balance WHERE account = 1"),
        ("balanced", "UPDATE posting SET value = value + 1 WHERE entry = 1 AND line = 0"),
        ("balanced", "UPDATE posting SET amount = amount + 1 WHERE entry = 1 AND line = 0"),
        ("balanced", "UPDATE posting SET value = 2 * value WHERE entry = 1"),
        ("balanced", "DELETE FROM posting WHERE entry = 1 AND line = 0"),
        ("trial_balance", "UPDATE posting SET value = value + 1 WHERE entry = 1 AND line = 0"),
        ("posted", "UPDATE posting SET day = 20260101 WHERE entry = 1"),
        ("posted", "UPDATE entry SET link = NULL WHERE id = 2"),
        ("references", "DELETE FROM account WHERE code = '1010'"),
    ],
)
def test_verify_names_the_control_that_fails(store: Store, failing: str, sql: str) -> None:
    post(store, sale(1000), sale(2000, party="Wang"))
    assert all(check.ok for check in verify.all_checks(store))
    connection = store.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql)
    checks = {check.name: check.ok for check in verify.all_checks(store)}
    assert not checks[failing]


def test_a_damaged_schema_gives_failed_checks_and_no_exception(store: Store) -> None:
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("DROP TABLE monthly_balance")
    checks = {check.name: check for check in verify.all_checks(store)}
    assert not checks["monthly_balances"].ok
    assert checks["chain"].ok


def test_links_follow_from_content_alone() -> None:
    """The bytes that a link covers never change: books are checked against them for ever."""
    content = chain.canonical(
        7,
        day=20260314,
        narration='Tea "茶"',
        party="",
        reverses=None,
        completes=3,
        batch="b",
        recorded_at=1_767_225_600,
        lines=[("1010", 1000, "CNY", 1000), ("4010", -1000, "CNY", -1000)],
    )
    assert content.decode() == (
        '[7,20260314,"Tea \\"茶\\"","",null,3,"b",1767225600,'
        '[["1010",1000,"CNY",1000],["4010",-1000,"CNY",-1000]]]'
    )
    assert chain.next_link(chain.FIRST_LINK, content).hex()[:16] == "1f1f3565ba38b753"


def test_an_empty_page_and_an_unknown_account_are_empty(store: Store) -> None:
    assert ledger.page(store.connection, before=None, limit=10) == []
    post(store, sale())
    assert ledger.page(store.connection, before=None, limit=10, account="9999") == []
    assert ledger.page(store.connection, before=None, limit=0) == []


def test_the_newest_rate_of_each_currency_is_known(store: Store) -> None:
    def dollars(amount: int, value: int, day: dt.date) -> Draft:
        line = Posting("1021", Money("USD", amount), Money("CNY", value))
        return Draft(day, "", (line, Posting("3090-USD", -line.amount, -line.value)))

    assert ledger.latest_rates(store.connection) == {}
    post(store, dollars(100, 700, dt.date(2026, 3, 1)), dollars(100, 0, dt.date(2026, 3, 9)))
    post(store, dollars(50, 360, dt.date(2026, 3, 2)), dollars(10, 69, dt.date(2026, 2, 1)))
    amount, value = ledger.latest_rates(store.connection)["USD"]
    assert abs(value / amount) == 7.2

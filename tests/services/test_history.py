"""The store's history of a book is the plain one, made from every entry."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.settling import Settlement
from cfo_desktop.domain.settling import SettlementKind
from cfo_desktop.services import demo
from cfo_desktop.services import history
from cfo_desktop.services import schedules
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import close
from cfo_desktop.store import ledger
from cfo_desktop.store import settlements
from tests.analysis import histories
from tests.store import made_books
from tests.store.made_books import OWN
from tests.store.made_books import Template

TODAY = dt.date(2026, 2, 15)
MORE = (
    Account("1100", "Customers", "应收", Group.RECEIVABLE, OWN, Role.RECEIVABLES),
    Account("1390-USD", "Suspense USD", "待归类", Group.OTHER_CURRENT_ASSET, OWN),
    Account("3080", "Opening", "期初", Group.CAPITAL, OWN, Role.OPENING),
)
CODES = ("1010", "1020", "1100", "1390", "2010", "3030", "3080", "4010", "5010", "6110")
SHARED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def present_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    made = made_books.template(tmp_path_factory.mktemp("history") / "book")
    store = made.open(made.folder)
    with store.transaction() as connection:
        for account in MORE:
            ledger.add_account(connection, account)
    store.close()
    return made


@contextmanager
def copied(template: Template) -> Iterator[Book]:
    with tempfile.TemporaryDirectory() as folder:
        store = template.open(Path(shutil.copytree(template.folder, Path(folder) / "book")))
        yield Book(store)
        store.close()


@dataclass(frozen=True)
class Made:
    """A draft, and which earlier entry it takes back or sorts, if any, by position."""

    draft: Draft
    reverses: int | None
    completes: int | None


@st.composite
def made(draw: st.DrawFn) -> Made:
    codes = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=4))
    minors = [draw(st.integers(-900, 900).filter(bool)) for _ in codes[1:]]
    if not sum(minors):
        minors[0] += 1_000
    lines = [Posting.plain(c, Money(OWN, m)) for c, m in zip(codes[1:], minors, strict=True)]
    lines.append(Posting.plain(codes[0], Money(OWN, -sum(minors))))
    day = TODAY + dt.timedelta(days=draw(st.sampled_from([-900, -500, -400, -60, -14, -1, 0, 20])))
    party = draw(st.sampled_from(["", "王记", "Lane"]))
    maybe = st.one_of(st.none(), st.integers(0, 50))
    return Made(Draft(day, "x", tuple(lines), party), draw(maybe), draw(maybe))


def post_all(book: Book, ledger_: Sequence[Made]) -> list[Draft]:
    """Post them in two parts, the history read in between, and return the drafts by number."""
    posted: list[Draft] = []
    gone: set[int] = set()
    sorted_: set[int] = set()
    for each in ledger_:
        draft = each.draft
        number = (each.reverses or 0) % (len(posted) or 1) + 1
        if each.reverses is not None and posted and number not in gone:
            original = posted[number - 1]
            if original.reverses is None:
                gone.add(number)
                day = max(draft.day, original.day)
                draft = original.reversal(number, day=day, narration="back")
        number = (each.completes or 0) % (len(posted) or 1) + 1
        sorts = draft.reverses is None and each.completes is not None and posted
        if sorts and number not in sorted_:
            sorted_.add(number)
            draft = Draft(draft.day, "sorted", draft.postings, draft.party, completes=number)
        made_books.post(book.store, draft)
        posted.append(draft)
        if len(posted) == len(ledger_) // 2:
            history.read(book)
    return posted


said = st.lists(
    st.tuples(
        st.integers(1, 10), st.integers(1, 10), st.integers(1, 900), st.sampled_from(SettlementKind)
    ).filter(lambda each: each[0] != each[1]),
    max_size=6,
    unique_by=lambda each: (each[0], each[1], each[3]),
).map(lambda found: [Settlement(*each) for each in found])
"""What was said of the first ten entries, whatever they are."""
due_days = st.dictionaries(st.integers(1, 10), st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)))


@SHARED
@given(
    made=st.lists(made(), min_size=10, max_size=24),
    back=st.sampled_from([0, 0, 1, 45, 500]),
    said=said,
    due=due_days,
)
def test_the_history_of_a_book_is_the_plain_one(
    template: Template,
    made: list[Made],
    back: int,
    said: list[Settlement],
    due: dict[int, dt.date],
) -> None:
    at = TODAY - dt.timedelta(days=back)
    accounts = [*made_books.ACCOUNTS, *MORE]
    with copied(template) as book:
        posted = post_all(book, made)
        with book.store.transaction() as connection:
            for decided_at, each in enumerate(said):
                settlements.add(connection, [each], decided_at=decided_at)
            for entry, day in due.items():
                settlements.set_due(connection, entry, day)
        found = history.read(book, at=at)
        plain = replace(
            histories.history(posted, accounts, today=at, currency=OWN, days_from=found.days_from),
            settlements=tuple(said),
            due=due,
        )
        assert found.rows == plain.rows
        assert found == plain


def test_the_history_of_the_demo_shop_is_the_plain_one(tmp_path: Path) -> None:
    book = demo.create(tmp_path / "book", locale="zh_CN", months=16, end=Month(2026, 1))
    at = dt.date(2026, 1, 31)
    found = history.read(book, at=at)
    posted = [entry.draft for entry in ledger.all_entries(book.store.connection)]
    plain = histories.history(
        posted, found.accounts.values(), today=at, currency="CNY", days_from=found.days_from
    )
    assert found.planned
    assert found == replace(plain, planned=found.planned)
    close(book)


def test_what_repeats_is_planned_as_it_moves_money(book: Book) -> None:
    draft = Draft(
        dt.date(2026, 2, 10),
        "Rent",
        (Posting.plain("6110", Money("CNY", 900)), Posting.plain("1020", Money("CNY", -900))),
        party="Landlord",
    )
    schedules.add(book, rhythm=Rhythm(Every.MONTHLY, draft.day), draft=draft)
    found = history.read(book).planned
    assert [(each.day, each.cash) for each in found] == [
        (dt.date(2026, month, 10), -900) for month in (2, 3, 4, 5)
    ]
    assert found[0].accounts == {"6110"}
    assert found[0].party == "Landlord"

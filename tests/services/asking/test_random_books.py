"""Whatever stands in a book, an answer's figures are those of its entries, and it can be said."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.base import texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.store import ledger
from tests.services.asking.told import COSTS
from tests.services.asking.told import TODAY
from tests.services.asking.told import Plain
from tests.services.asking.told import answer
from tests.services.asking.told import minor
from tests.services.asking.told import past
from tests.services.asking.told import words
from tests.store import made_books
from tests.store.made_books import OWN
from tests.store.made_books import Template

MORE = (
    Account("1100", "Customers", "应收", Group.RECEIVABLE, OWN, Role.RECEIVABLES),
    Account("3080", "Opening", "期初", Group.CAPITAL, OWN, Role.OPENING),
    Account("4510", "Other income", "其他收入", Group.OTHER_INCOME, OWN, Role.OTHER_INCOME),
)
CODES = ("1010", "1020", "1100", "1390", "2010", "3030", "3080", "4010", "4510", "5010", "6110")
PARTIES = ("", "Lane", "王记", "lane")
DAYS = st.dates(TODAY - dt.timedelta(days=420), TODAY + dt.timedelta(days=10))
SHARED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    made = made_books.template(tmp_path_factory.mktemp("asked") / "book")
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


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    codes = draw(st.lists(st.sampled_from(CODES), min_size=2, max_size=4))
    minors = [draw(st.integers(-900, 900).filter(bool)) for _ in codes[1:]]
    if not sum(minors):
        minors[0] += 1_000
    lines = [Posting.plain(c, Money(OWN, m)) for c, m in zip(codes[1:], minors, strict=True)]
    lines.append(Posting.plain(codes[0], Money(OWN, -sum(minors))))
    return Draft(draw(DAYS), "x", tuple(lines), draw(st.sampled_from(PARTIES)))


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Stretch(first, last)


def figure(found: Answer, name: str) -> int:
    """Return an amount of an answer, nothing where it does not tell it."""
    return minor(found, name) if name in found.facts else 0


@SHARED
@given(st.lists(drafts(), max_size=12), stretches(), stretches(), st.sampled_from(PARTIES[1:]))
def test_answers_are_what_the_entries_add_up_to(
    template: Template, posted: list[Draft], stretch: Stretch, other: Stretch, party: str
) -> None:
    with copied(template) as book:
        entries.post_all(book, drafts=posted)
        plain = Plain(book)
        now = past(stretch) if stretch.first <= TODAY else stretch
        said = {
            tool: answer(book, tool, period=stretch)
            for tool in (Tool.PROFIT, Tool.REVENUE, Tool.EXPENSES, Tool.CASH)
        }
        assert figure(said[Tool.PROFIT], "profit") == abs(plain.profit(now))
        sales, costs = -plain.total(now, Group.SALES), plain.total(now, *COSTS)
        assert figure(said[Tool.REVENUE], "sales") == abs(sales)
        assert figure(said[Tool.EXPENSES], "spent") == abs(costs)
        held = sum(plain.balance(min(stretch.last, TODAY), Group.CASH).values())
        if "cash" in said[Tool.CASH].facts:
            assert minor(said[Tool.CASH], "cash") == abs(held)
        sold = answer(book, Tool.REVENUE, period=stretch, party=party)
        assert figure(sold, "sales") == abs(plain.total(now, Group.SALES, party=party))
        asked = [*said.values(), sold]
        asked += [
            answer(book, Tool.COMPARE, period=stretch, other=other, measure=measure)
            for measure in Measure
        ]
        for tool in (Tool.EXPENSES, Tool.TOP_SUPPLIERS, Tool.PAYABLES, Tool.RECEIVABLES):
            asked += [answer(book, tool), answer(book, tool, party=party, period=stretch)]
        for found in asked:
            for language in texts.LANGUAGES:
                assert words(book, found, language)

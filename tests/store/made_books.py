"""Books and ledgers made for the tests: cheap to copy, random where a property is looked for."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import strategies as st

from cfo_desktop.base.errors import CodedError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.store import book_store
from cfo_desktop.store import figures
from cfo_desktop.store import ledger
from cfo_desktop.store import slot_file
from cfo_desktop.store import verify
from cfo_desktop.store.book_store import Store
from cfo_desktop.store.database import Connection
from cfo_desktop.store.keys import Argon2Cost

PASSPHRASE = "correct horse é"
OWN = "CNY"
CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
"""What a passphrase slot costs where its strength is not the question: next to nothing."""
NOW = 1_767_225_600

ACCOUNTS = (
    Account("1010", "Till", "库存现金", Group.CASH, OWN, Role.TILL),
    Account("1020", "Bank", "银行存款", Group.CASH, OWN, Role.BANK),
    Account("1021", "Dollars", "美元", Group.CASH, "USD"),
    Account("1022", "Yen", "日元", Group.CASH, "JPY"),
    Account("1390", "Suspense", "待归类", Group.OTHER_CURRENT_ASSET, OWN, Role.SUSPENSE),
    Account("1510", "Equipment", "设备", Group.FIXED_ASSET, OWN),
    Account("2010", "Suppliers", "应付", Group.PAYABLE, OWN, Role.PAYABLES),
    Account("2500", "Loan", "借款", Group.LOAN, OWN, Role.LOAN),
    Account("3030", "Retained", "未分配利润", Group.RETAINED, OWN, Role.RETAINED),
    Account("3090", "Exchange", "货币兑换", Group.CAPITAL, OWN, Role.EXCHANGE),
    Account("3090-CNY", "Exchange CNY", "货币兑换 CNY", Group.CAPITAL, OWN),
    Account("3090-USD", "Exchange USD", "货币兑换 USD", Group.CAPITAL, "USD"),
    Account("3090-JPY", "Exchange JPY", "货币兑换 JPY", Group.CAPITAL, "JPY"),
    Account("4010", "Sales", "销售", Group.SALES, OWN, Role.SALES),
    Account("5010", "Purchases", "进货", Group.COST_OF_SALES, OWN, Role.PURCHASES),
    Account("6110", "Rent", "房租", Group.OPERATING, OWN, Role.RENT),
    Account("6410", "Depreciation", "折旧", Group.OPERATING, OWN, Role.DEPRECIATION),
)
CURRENCY_OF = {account.code: account.currency for account in ACCOUNTS}


def fill(connection: Connection) -> None:
    """Put in what every book has."""
    for key, value in {
        "name": "Trial shop",
        "chart": "shop",
        "currency": OWN,
        "fiscal_first_month": "1",
        "created": "2026-01-01",
    }.items():
        ledger.set_value(connection, key, value)
    for account in ACCOUNTS:
        ledger.add_account(connection, account)


@dataclass(frozen=True)
class Template:
    """A closed book to copy; its data key opens the copies without the cost of Argon2id."""

    folder: Path
    data_key: bytes
    code: str

    def copy(self, target: Path) -> Path:
        shutil.copytree(self.folder, target)
        return target

    def open(self, folder: Path) -> Store:
        return book_store.open_with_key(folder, slot_file.read(folder), self.data_key)


def template(folder: Path) -> Template:
    """Make the book that the others are copied from."""
    store, code = book_store.create(folder, passphrase=PASSPHRASE, cost=CHEAP, fill=fill)
    store.close()
    return Template(folder, store.data_key, code)


def post(store: Store, *drafts: Draft, batch: str | None = None) -> range:
    with store.transaction() as connection:
        return ledger.post(connection, drafts, recorded_at=NOW, batch=batch)


def sale(
    minor: int = 1000, *, day: dt.date = dt.date(2026, 3, 14), narration: str = "", party: str = ""
) -> Draft:
    """Return cash sales of ``minor``."""
    lines = (
        Posting.plain("1010", Money(OWN, minor)),
        Posting.plain("4010", Money(OWN, -minor)),
    )
    return Draft(day, narration, lines, party=party)


DAYS = st.dates(dt.date(2024, 11, 1), dt.date(2026, 2, 28))
_MINORS = st.integers(-(10**7), 10**7)
_TEXTS = st.text(max_size=12).filter(lambda text: "\0" not in text)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """One balanced entry on any of the accounts, now and then in several currencies."""
    count = draw(st.integers(1, 4))
    usable = [code for code in CURRENCY_OF if not code.startswith("3090")]
    lines: list[Posting] = []
    for _ in range(count):
        code = draw(st.sampled_from(usable))
        value = draw(_MINORS.filter(bool))
        own = CURRENCY_OF[code] == OWN
        amount = value if own else draw(_MINORS)
        lines.append(Posting(code, Money(CURRENCY_OF[code], amount), Money(OWN, value)))
    rest = -sum(line.value.minor for line in lines)
    if rest or len(lines) == 1:
        code = draw(st.sampled_from([code for code in usable if CURRENCY_OF[code] == OWN]))
        lines.append(Posting.plain(code, Money(OWN, rest)))
    postings = through_exchange(lines, exchange_account=lambda code: f"3090-{code}")
    return Draft(draw(DAYS), draw(_TEXTS), postings, party=draw(_TEXTS))


@dataclass(frozen=True)
class Step:
    """One posting of some drafts at once, then reversals of entries picked by position."""

    drafts: Sequence[Draft]
    reversed_at: Sequence[int]


def steps() -> st.SearchStrategy[list[Step]]:
    """Ledgers: single and bulk postings mixed, reversals between them."""
    few = st.lists(drafts(), min_size=1, max_size=5)
    many = st.lists(drafts(), min_size=2, max_size=6).map(
        lambda kinds: (kinds * (ledger.BULK_FROM // len(kinds) + 1))[: ledger.BULK_FROM + 7]
    )
    made = st.builds(
        Step, st.one_of(few, few, few, many), st.lists(st.integers(0, 10**6), max_size=3)
    )
    return st.lists(made, min_size=1, max_size=4)


def write(store: Store, ledger_steps: Sequence[Step]) -> list[Draft]:
    """Post the steps; return every draft in the order of numbers."""
    posted: list[Draft] = []
    taken_back: set[int] = set()
    for step in ledger_steps:
        post(store, *step.drafts)
        posted += step.drafts
        for position in step.reversed_at:
            number = position % len(posted) + 1
            draft = posted[number - 1]
            if number in taken_back or draft.reverses is not None:
                continue
            taken_back.add(number)
            later = draft.day + dt.timedelta(days=position % 60)
            back = draft.reversal(number, day=later, narration="taken back")
            post(store, back)
            posted.append(back)
    return posted


def balances(drafts_: Sequence[Draft], *, until: dt.date, column: str) -> dict[str, int]:
    """Add up {account: balance} the slow way."""
    totals: Counter[str] = Counter()
    for draft in drafts_:
        if draft.day <= until:
            for line in draft.postings:
                totals[line.account] += (line.value if column == "value" else line.amount).minor
    return {code: total for code, total in totals.items() if total}


def refused(act: Callable[..., object], *args: object, **options: object) -> CodedError:
    """Return the error that a call ends in."""
    with pytest.raises(CodedError) as caught:
        act(*args, **options)
    return caught.value


def names(folder: Path) -> set[str]:
    """Return the names of what lies in a folder."""
    return {path.name for path in folder.iterdir()}


def state(store: Store) -> tuple[Head, dict[str, int]]:
    """Return what must not be lost, the chain's head and every balance, of a book that verifies."""
    failed = [check for check in verify.all_checks(store) if not check.ok]
    assert failed == []
    return ledger.head(store.connection), figures.balances_at(store.connection, LAST_DAY)


def entries_added(template: Template, folder: Path, count: int) -> None:
    store = template.open(folder)
    for minor in range(1, count + 1):
        post(store, sale(minor * 100))
    store.close()

"""Small books in which each sentence of an answer is true, and the questions that bring it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import By
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Pot
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.tax import TaxPeriod
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.services import accounts
from cfo_desktop.services import cushion
from cfo_desktop.services import entries
from cfo_desktop.services import tax
from cfo_desktop.services.books import Book
from tests.services.asking.told import TODAY
from tests.services.asking.told import days
from tests.services.asking.told import month
from tests.services.made_shop import post

Question = tuple[Tool, Arguments]
A = Arguments
OCTOBER, SEPTEMBER = month(2026, 10), month(2026, 9)
BEFORE = dt.date(2026, 9, 1)
THEN = dt.date(2026, 10, 10)
AHEAD = days("2026-11-16", "2026-12-31")


@dataclass(frozen=True)
class Situation:
    """A made book, and what is asked of it."""

    make: Callable[[Book], None]
    questions: tuple[Question, ...]


def _nothing(book: Book) -> None:
    """Leave the book as empty as it is."""


def _first_month(book: Book) -> None:
    post(book, "1020", "4010", "900", day=TODAY)
    post(book, "6110", "1020", "200", day=TODAY, party="Landlord")


def _loss(book: Book) -> None:
    post(book, "1020", "3010", "5000", day=BEFORE)
    post(book, "1020", "4010", "100", day=BEFORE)
    post(book, "6110", "1020", "300", day=THEN)
    post(book, "1020", "4010", "250", day=THEN)
    post(book, "6110", "1020", "400", day=TODAY)
    post(book, "1020", "4010", "100", day=TODAY)


def _gain(book: Book) -> None:
    post(book, "6110", "1020", "300", day=BEFORE)
    post(book, "1020", "4010", "900", day=THEN)
    post(book, "1020", "4020", "100", day=THEN)
    post(book, "6110", "1020", "200", day=THEN)
    post(book, "6110", "1020", "100", day=TODAY)
    post(book, "1020", "4010", "100", day=TODAY)
    post(book, "1390", "1020", "45", day=TODAY)
    post(book, "1200", "1020", "20", day=TODAY)
    post(book, "3020", "1020", "50", day=THEN)


def _same_loss(book: Book) -> None:
    for day in (BEFORE, THEN):
        post(book, "6110", "1020", "300", day=day)


def _barely_less(book: Book) -> None:
    post(book, "1020", "4010", "10000.00", day=BEFORE)
    post(book, "1020", "4010", "9999.99", day=THEN)


def _mostly_returned(book: Book) -> None:
    post(book, "1020", "4010", "100", day=THEN, party="Mary")
    post(book, "4010", "1020", "60", day=THEN)
    post(book, "6110", "1020", "100", day=THEN, party="Landlord")
    post(book, "1020", "6490", "60", day=THEN)


def _returns(book: Book) -> None:
    post(book, "4010", "1020", "80", day=BEFORE, party="Mary")
    post(book, "1020", "6110", "80", day=BEFORE, party="Landlord")
    post(book, "4010", "1020", "70", day=THEN, party="Mary")
    post(book, "1020", "6110", "70", day=THEN, party="Landlord")
    post(book, "4010", "1020", "90", day=TODAY, party="Mary")
    post(book, "1020", "6110", "30", day=TODAY, party="Landlord")


def _refunds(book: Book) -> None:
    post(book, "1020", "6110", "30", day=TODAY)


def _steady(book: Book) -> None:
    for day in (BEFORE, THEN):
        post(book, "1020", "4010", "700", day=day, party="Mary")
        post(book, "6110", "1020", "700", day=day, party="Landlord")
    post(book, "1020", "4510", "700", day=THEN)


def _only_money_moved(book: Book) -> None:
    post(book, "1020", "3010", "700", day=TODAY)


def _overdrawn(book: Book) -> None:
    post(book, "6110", "1020", "700", day=dt.date(2026, 9, 1))
    post(book, "6110", "1020", "100", day=TODAY)


def _partly_overdrawn(book: Book) -> None:
    accounts.add(
        book, code="1021", name="Dollars", name_zh="美元", group=Group.CASH, currency="USD"
    )
    post(book, "1010", "3010", "900", day=dt.date(2026, 9, 1))
    post(book, "1015", "3010", "800", day=TODAY)
    post(book, "6110", "1020", "50", day=TODAY)
    draft = entries.simple(
        book,
        day=TODAY,
        narration="",
        debits=[("1021", "10")],
        credits=[("1010", "70")],
        rate=Decimal(7),
    )
    entries.post(book, draft=draft)
    cushion.set_cushion(book, 100_000)


def _good_and_bad_months(book: Book) -> None:
    for week in range(6):
        day = dt.date(2026, 8, 3) + dt.timedelta(weeks=week)
        post(book, "1020", "4010", "90", day=day)
        post(book, "1020", "4010", "150", day=day + dt.timedelta(days=5))
    post(book, "6110", "1020", "400", day=dt.date(2026, 9, 20))
    post(book, "6110", "1020", "100", day=dt.date(2026, 8, 20))
    post(book, "6110", "1020", "50", day=dt.date(2026, 7, 20))
    post(book, "1020", "4010", "60", day=dt.date(2026, 6, 30))
    post(book, "1020", "4010", "80", day=dt.date(2026, 5, 30))


def _moved_by_costs(book: Book) -> None:
    """Of three months the second earns more, the third less, by sales and two kinds of cost."""
    for number, sales, rent, wages in (
        (7, 900, 300, 200),
        (8, 1500, 200, 260),
        (9, 1000, 290, 220),
    ):
        day = dt.date(2026, number, 5)
        post(book, "1020", "4010", str(sales), day=day)
        post(book, "6110", "1020", str(rent), day=day)
        post(book, "6210", "1020", str(wages), day=day)
    for number, rent, wages in ((4, 100, 100), (5, 150, 130), (6, 100, 100)):
        day = dt.date(2026, number, 5)
        post(book, "6110", "1020", str(rent), day=day)
        post(book, "6210", "1020", str(wages), day=day)


def _losses(book: Book) -> None:
    post(book, "6110", "1020", "300", day=BEFORE)
    post(book, "6110", "1020", "200", day=THEN)
    post(book, "6110", "1020", "100", day=TODAY)


def _two_banks(book: Book) -> None:
    accounts.add(
        book, code="1022", name="Second bank", name_zh="第二银行", group=Group.CASH, currency="USD"
    )
    post(book, "1020", "3010", "900", day=dt.date(2026, 9, 1))
    post(book, "1010", "3010", "100", day=dt.date(2026, 9, 1))
    post(book, "6110", "1010", "50", day=THEN)
    draft = entries.simple(
        book,
        day=THEN,
        narration="",
        debits=[("1022", "10")],
        credits=[("1020", "70")],
        rate=Decimal(7),
    )
    entries.post(book, draft=draft)


def _two_overdrawn(book: Book) -> None:
    accounts.add(book, code="1022", name="Second bank", name_zh="第二银行", group=Group.CASH)
    post(book, "6110", "1020", "700", day=dt.date(2026, 9, 1))
    post(book, "6110", "1022", "100", day=THEN)
    post(book, "6110", "1010", "20", day=THEN)


def _level(book: Book) -> None:
    post(book, "1020", "3010", "50", day=BEFORE)
    post(book, "6110", "1020", "50", day=TODAY)
    cushion.set_cushion(book, 100_000)


def _parties(book: Book) -> None:
    post(book, "1100", "4010", "900", day=dt.date(2026, 9, 1), party="Lily")
    post(book, "1020", "1100", "900", day=dt.date(2026, 10, 5), party="Lily")
    post(book, "1100", "4010", "500", day=THEN, party="Lily")
    post(book, "1100", "4010", "300", day=BEFORE, party="Hotel")
    post(book, "1100", "4010", "100", day=TODAY, party="School")
    post(book, "1100", "4010", "10", day=TODAY, party="Hotel")
    post(book, "1020", "4010", "80", day=THEN, party="Walk-in")
    post(book, "1020", "1100", "60", day=THEN, party="Ahead")
    post(book, "5010", "2010", "400", day=BEFORE, party="Dairy")
    post(book, "2010", "1020", "400", day=dt.date(2026, 10, 20), party="Dairy")
    post(book, "5010", "2010", "450", day=dt.date(2026, 10, 21), party="Dairy")
    post(book, "5010", "2010", "250", day=BEFORE, party="Baker")
    post(book, "5010", "2010", "20", day=dt.date(2026, 11, 1), party="Baker")
    post(book, "6140", "1020", "40", day=THEN, party="Cleaner")
    post(book, "2010", "1020", "30", day=THEN, party="Prepaid")
    post(book, "1020", "4010", "1000", day=THEN)


def _one_debtor(book: Book) -> None:
    post(book, "1100", "4010", "300", day=BEFORE, party="Hotel")
    post(book, "5010", "2010", "250", day=BEFORE, party="Baker")


def _fresh_debts(book: Book) -> None:
    post(book, "1100", "4010", "300", day=TODAY, party="Hotel")
    post(book, "5010", "2010", "250", day=TODAY, party="Baker")


def _visits(book: Book, party: str, last: str, *, every: int) -> None:
    day = dt.date.fromisoformat(last)
    for _ in range(6):
        post(book, "1020", "4010", "50", day=day, party=party)
        day -= dt.timedelta(days=every)


def _one_gone(book: Book) -> None:
    _visits(book, "Anna", "2026-06-01", every=14)


def _two_gone(book: Book) -> None:
    _visits(book, "Anna", "2026-06-01", every=14)
    _visits(book, "Bert", "2026-05-01", every=14)


def _one_slipping(book: Book) -> None:
    _visits(book, "Anna", "2026-10-12", every=14)


def _two_slipping(book: Book) -> None:
    _visits(book, "Anna", "2026-10-12", every=14)
    _visits(book, "Bert", "2026-10-11", every=14)


def _taxed(book: Book, percent: int, *, account: str = "", aside: str = "") -> None:
    for day in ("2026-05-10", "2026-07-10", "2026-08-10", "2026-10-05", "2026-11-10"):
        post(book, "1020", "4010", "10600", day=dt.date.fromisoformat(day))
    if aside:
        post(book, account, "1020", aside, day=TODAY)
    wanted = TaxWanted(
        preset="vat",
        percent=Decimal(percent),
        account=account or None,
        since=dt.date(2026, 7, 1),
    )
    tax.change(book, wanted)


def _tax_open(book: Book) -> None:
    _taxed(book, 6)


def _tax_due_soon(book: Book) -> None:
    _taxed(book, 6, account="1060", aside="100")
    tax.change(book, TaxWanted(due_day=30))


def _tax_by_month(book: Book) -> None:
    _taxed(book, 6)
    tax.change(book, TaxWanted(period=TaxPeriod.MONTH, due_day=30))


def _tax_late(book: Book) -> None:
    _taxed(book, 6, account="1060", aside="9000")
    tax.change(book, TaxWanted(due_day=10))


def _tax_paid(book: Book) -> None:
    _taxed(book, 6)
    post(book, "2100", "1020", "1200", day=TODAY)


def _tax_free(book: Book) -> None:
    _taxed(book, 3)
    tax.change(book, TaxWanted(threshold=10_000_000))


def _tax_nothing(book: Book) -> None:
    post(book, "1020", "3010", "10", day=dt.date(2026, 1, 5))
    tax.change(book, TaxWanted(preset="vat", percent=Decimal(6), since=dt.date(2026, 7, 1)))


def _tax_back(book: Book) -> None:
    post(book, "5010", "1020", "1000", day=dt.date(2026, 8, 5))
    post(book, "2100", "1020", "60", day=dt.date(2026, 8, 5))
    draft = entries.simple(
        book,
        day=dt.date(2026, 8, 6),
        narration="",
        debits=[("5010", "1000"), ("2100", "130")],
        credits=[("1020", "1130")],
    )
    entries.post(book, draft=draft)
    sold = entries.simple(
        book,
        day=dt.date(2026, 8, 7),
        narration="",
        debits=[("1020", "106")],
        credits=[("4010", "100"), ("2100", "6")],
    )
    entries.post(book, draft=sold)
    tax.change(book, TaxWanted(preset="vat", percent=Decimal(6), since=dt.date(2026, 7, 1)))


def _tax_carried(book: Book) -> None:
    post(book, "1020", "2100", "500", day=dt.date(2023, 8, 5))
    for day in ("2026-08-07", "2026-10-07"):
        sold = entries.simple(
            book,
            day=dt.date.fromisoformat(day),
            narration="",
            debits=[("1020", "106")],
            credits=[("4010", "100"), ("2100", "6")],
        )
        entries.post(book, draft=sold)
    tax.change(book, TaxWanted(preset="vat", percent=Decimal(6), since=dt.date(2026, 7, 1)))


def _tax_account_owes(book: Book) -> None:
    post(book, "1020", "2100", "500", day=TODAY)


def _tax_account_has(book: Book) -> None:
    post(book, "2100", "1020", "500", day=TODAY)


def _named_kinds(book: Book) -> None:
    post(book, "1020", "3010", "900", day=BEFORE)
    for account in accounts.all_accounts(book):
        if account.code == "6320":
            accounts.rename(book, code="6320", name="Cover", name_zh="保障")


_PLAIN = (
    (Tool.PROFIT, A()),
    (Tool.REVENUE, A()),
    (Tool.EXPENSES, A()),
    (Tool.COMPARE, A()),
    (Tool.CASH, A()),
    (Tool.TAX, A()),
    (Tool.RECEIVABLES, A()),
    (Tool.PAYABLES, A()),
    (Tool.TOP_CUSTOMERS, A()),
    (Tool.TOP_CUSTOMERS, A(lost=True)),
    (Tool.TOP_SUPPLIERS, A()),
    (Tool.TOP_PRODUCTS, A()),
    (Tool.STOCK, A()),
    (Tool.NONE, A()),
)
_PERIODS: tuple[Stretch, ...] = (
    OCTOBER,
    month(2026, 11),
    month(2027, 2),
    month(2026, 1, 12),
    month(2026, 7, 3),
    days("2026-11-15"),
    days("2026-11-14"),
    days("2026-11-02", "2026-11-08"),
    days("2026-10-17", "2026-11-15"),
    days("2026-10-20", "2026-11-15"),
    days("2026-09-01", "2026-11-15"),
    month(2025, 12, 4),
)


def _of(*measures: Measure | None, kind: Kind | None = None, party: str = "") -> Iterator[Question]:
    for measure in measures:
        for first, second in ((OCTOBER, SEPTEMBER), (month(2026, 11), OCTOBER)):
            both = A(period=first, other=second, measure=measure, kind=kind, party=party)
            yield Tool.COMPARE, both


def _compared(kind: Kind = Kind.RENT, *parties: str) -> Iterator[Question]:
    yield from _of(None, *Measure)
    yield from _of(None, kind=kind)
    for party in parties:
        yield from _of(None, Measure.EXPENSES, party=party)


def _of_parties() -> Iterator[Question]:
    for tool in (Tool.RECEIVABLES, Tool.PAYABLES):
        for period in (OCTOBER, month(2026, 8), AHEAD, month(2027, 5)):
            yield tool, A(period=period)
        for amount in (Decimal(200), Decimal(9000)):
            yield tool, A(amount=amount)
        for party in ("Lily", "Hotel", "School", "Walk-in", "Ahead", "Dairy", "Baker", "Cleaner"):
            yield tool, A(party=party)
        for party in ("Lily", "Dairy", "Hotel", "Baker"):
            yield tool, A(party=party, period=month(2026, 10))
        yield tool, A(party="Prepaid")
        yield tool, A(party="Nobody")
    yield Tool.EXPENSES, A(period=month(2026, 9, 3))
    yield Tool.EXPENSES, A(period=month(2026, 9, 3), kind=Kind.GOODS)
    for tool in (Tool.REVENUE, Tool.EXPENSES, Tool.TOP_CUSTOMERS, Tool.TOP_SUPPLIERS):
        for party in ("Lily", "Dairy", "Cleaner", "Nobody"):
            yield tool, A(party=party)
            yield tool, A(party=party, period=month(2026, 11))


SITUATIONS: dict[str, Situation] = {
    "nothing": Situation(_nothing, (*_PLAIN, (Tool.CASH, A(period=month(2027, 1))))),
    "first month": Situation(
        _first_month,
        (*_PLAIN, (Tool.CASH, A(period=days("2026-05-31"))), *_compared()),
    ),
    "good and bad months": Situation(
        _good_and_bad_months,
        (
            *((tool, A(by=by)) for tool in (Tool.REVENUE, Tool.PROFIT, Tool.EXPENSES) for by in By),
            (Tool.PROFIT, A(by=By.MONTH, period=month(2026, 5, 2))),
            (Tool.PROFIT, A(by=By.MONTH, period=month(2026, 8, 1))),
            (Tool.PROFIT, A(by=By.MONTH, period=days("2026-06-30", "2026-08-31"))),
        ),
    ),
    "moved by costs": Situation(
        _moved_by_costs,
        tuple(
            (Tool.COMPARE, A(period=month(2026, number + 1), other=month(2026, number)))
            for number in (4, 5, 6, 7, 8)
        ),
    ),
    "losses": Situation(
        _losses, tuple((Tool.PROFIT, A(by=By.MONTH, period=each)) for each in (None, OCTOBER))
    ),
    "two banks": Situation(
        _two_banks,
        tuple(
            (Tool.CASH, A(pot=pot, period=period))
            for pot in (Pot.BANK, Pot.TILL)
            for period in (None, OCTOBER)
        ),
    ),
    "two overdrawn": Situation(
        _two_overdrawn,
        tuple((Tool.CASH, A(pot=pot, period=period)) for pot in Pot for period in (None, OCTOBER)),
    ),
    "loss": Situation(
        _loss,
        (
            *_PLAIN,
            (Tool.CASH, A(period=OCTOBER)),
            *_compared(),
            *((Tool.PROFIT, A(period=each)) for each in _PERIODS),
        ),
    ),
    "gain": Situation(
        _gain,
        (
            *_PLAIN,
            *_compared(Kind.WAGES),
            *((tool, A(period=each)) for tool in (Tool.PROFIT, Tool.REVENUE) for each in _PERIODS),
            *((Tool.EXPENSES, A(period=OCTOBER, kind=each)) for each in Kind),
            *(
                (tool, A(period=OCTOBER, amount=amount))
                for tool in (Tool.REVENUE, Tool.EXPENSES)
                for amount in (Decimal(150), Decimal(5000))
            ),
            (Tool.COMPARE, A(period=OCTOBER, other=month(2026, 1, 12))),
            (Tool.COMPARE, A(period=month(2024, 10), other=month(2024, 9))),
            (Tool.COMPARE, A(period=OCTOBER, other=month(2024, 9))),
        ),
    ),
    "same loss": Situation(_same_loss, (*_PLAIN, *_compared())),
    "mostly returned": Situation(_mostly_returned, _PLAIN),
    "returns": Situation(
        _returns,
        (
            *_PLAIN,
            *_compared(Kind.RENT, "Mary", "Landlord"),
            (Tool.PROFIT, A(period=OCTOBER)),
            (Tool.EXPENSES, A(kind=Kind.RENT)),
            (Tool.REVENUE, A(party="Mary")),
            (Tool.EXPENSES, A(party="Landlord")),
        ),
    ),
    "refunds": Situation(_refunds, _PLAIN),
    "steady": Situation(
        _steady,
        (
            *_PLAIN,
            *_compared(Kind.RENT, "Mary", "Landlord", "Nobody"),
            (Tool.REVENUE, A(period=OCTOBER)),
            (Tool.PROFIT, A(period=SEPTEMBER)),
            (Tool.CASH, A(period=SEPTEMBER)),
            (Tool.CASH, A(period=OCTOBER)),
            (Tool.EXPENSES, A(period=OCTOBER, kind=Kind.RENT)),
            (Tool.EXPENSES, A(period=month(2026, 9, 3), kind=Kind.RENT)),
        ),
    ),
    "only money moved": Situation(_only_money_moved, (*_PLAIN, (Tool.EXPENSES, A(kind=Kind.RENT)))),
    "overdrawn": Situation(_overdrawn, (*_PLAIN, (Tool.CASH, A(period=SEPTEMBER)))),
    "partly overdrawn": Situation(_partly_overdrawn, (*_PLAIN, (Tool.CASH, A(period=OCTOBER)))),
    "level": Situation(_level, (*_PLAIN, (Tool.CASH, A(period=days("2026-11-15"))))),
    "parties": Situation(
        _parties, (*_PLAIN, *_of_parties(), *_compared(Kind.GOODS, "Lily", "Dairy"))
    ),
    "one debtor": Situation(
        _one_debtor,
        (*_PLAIN, (Tool.RECEIVABLES, A(party="Hotel")), (Tool.PAYABLES, A(party="Baker"))),
    ),
    "barely less": Situation(_barely_less, ((Tool.REVENUE, A(period=OCTOBER)),)),
    "fresh debts": Situation(_fresh_debts, _PLAIN),
    "one gone": Situation(_one_gone, _PLAIN),
    "two gone": Situation(_two_gone, _PLAIN),
    "one slipping": Situation(_one_slipping, _PLAIN),
    "two slipping": Situation(_two_slipping, _PLAIN),
    **{
        make.__name__: Situation(
            make,
            (
                (Tool.TAX, A()),
                (Tool.TAX, A(period=month(2026, 7, 3))),
                (Tool.TAX, A(period=month(2026, 10, 3))),
                (Tool.TAX, A(period=month(2019, 10, 3))),
            ),
        )
        for make in (
            _tax_open,
            _tax_due_soon,
            _tax_by_month,
            _tax_late,
            _tax_paid,
            _tax_free,
            _tax_nothing,
            _tax_back,
            _tax_carried,
            _tax_account_owes,
            _tax_account_has,
        )
    },
    "named otherwise": Situation(_named_kinds, ((Tool.EXPENSES, A(kind=Kind.INSURANCE)),)),
}

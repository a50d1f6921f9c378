"""Explains a figure: where it comes from in words, by account, and entry by entry."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import replace

from cfo_desktop.analysis import figure_sources
from cfo_desktop.base import clock
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Explanation
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Table
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.forecast import HIGH_PERCENT
from cfo_desktop.domain.forecast import LOW_PERCENT
from cfo_desktop.domain.forecast import Source as Comes
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.report import Breakdown
from cfo_desktop.domain.report import Scope
from cfo_desktop.domain.report import Source
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import ground
from cfo_desktop.services import reports
from cfo_desktop.services.asking import figure_names
from cfo_desktop.services.asking import rows_behind
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import history as kept

_LINES = 8
_HEADS = ("what", "amount")
_OF_PERIOD = frozenset({Scope.EARNED, Scope.FLOWED})


def explain(book: Book, place: Place, *, figure: Money | None = None) -> Explanation:
    """Return where a figure that leads to ``place`` comes from: of Today, of an answer.

    Without the ``figure`` it cannot be said whether the entries add up to it.
    """
    wanted = None if figure is None else figure.minor
    if place.stretch and place.stretch.last > clock.today():
        return _of_days_ahead(book, place, place.stretch.last, wanted)
    if place.rows or (place.party and not place.accounts):
        return _of_entries(book, place, wanted)
    if place.accounts:
        return _of_accounts(book, place, wanted)
    told = _telling(book)
    told.say("explain.nothing")
    return _made(told, None, whole=False)


def explain_reckoned(book: Book, how: Reckoned, *, figure: Money | None = None) -> Explanation:
    """Return what a figure was reckoned from, and what of the books stands behind it, if any.

    The entries are claimed to add up to it only where they do.
    """
    told = _telling(book)
    for key, facts in how.said:
        told.say(f"explain.{key}", **facts)
    found = None if how.place == Place() else explain(book, how.place, figure=figure)
    behind = found if found and found.rows and (found.rows.shares or found.rows.carried) else None
    if behind is not None:
        for each in behind.said:
            told.say(each.key, **{of: behind.facts[name] for of, name in each.facts.items()})
    made = _made(told, behind.rows if behind else None, whole=bool(behind and behind.whole))
    parts = Table(_HEADS, how.parts) if how.parts else None
    return replace(made, table=parts or (behind.table if behind else None))


def explain_line(
    book: Book,
    *,
    statement: str,
    section: str,
    line: str = "",
    month: Month,
    months: int = 1,
) -> Explanation:
    """Return where a figure of a financial statement comes from: see ``reports.breakdown``.

    A figure is also known by the code or the name of its account, and where its part is written in
    the plural. Raises ``UserError("figure_unknown")`` for one that the statement of these months
    has not.
    """
    figure = f"{section}.{line}" if line else section
    section, line = figure_names.find(book, figure, statement=statement, month=month, months=months)
    accounts = _accounts(book)
    source = figure_sources.source(tuple(accounts.values()), statement, section=section, line=line)
    stretch = Stretch(month.plus(1 - months).first_day, month.last_day)
    rows = reports.made_of(
        book, source, first=stretch.first, last=stretch.last, limit=rows_behind.LISTED
    )
    told = _telling(book)
    _say_line(told, rows, f"{section}.{line}" if line else section, statement, stretch)
    _say_parts(told, book, source, stretch)
    return _made(told, rows, whole=True)


# --- accounts ---


def _of_accounts(book: Book, place: Place, figure: int | None) -> Explanation:
    """Explain what moved on some accounts in some days, or what stands on them at the end."""
    told, today = _telling(book), clock.today()
    stretch = place.stretch or Stretch(today, today)
    source = _source(book, place, stretch, figure)
    if source.scope is Scope.HELD:
        stretch = Stretch(Month.of(stretch.last).first_day, stretch.last)
    rows = reports.made_of(
        book, source, first=stretch.first, last=stretch.last, limit=rows_behind.LISTED
    )
    if place.party:
        days = (stretch.first, stretch.last) if source.scope in _OF_PERIOD else None
        rows = rows_behind.of(
            book, codes=source.codes, sign=source.sign, party=place.party, days=days
        )
    _say_source(told, book, source, rows, stretch)
    if not place.party:
        _say_parts(told, book, source, stretch)
    return _made(told, rows, whole=figure is not None and rows.total == figure)


def _source(book: Book, place: Place, stretch: Stretch, figure: int | None) -> Source:
    """Return which reading of the accounts gives the figure: what moved, or what stands there."""
    accounts = _accounts(book)
    codes = frozenset(place.accounts) & set(accounts)
    kinds = {accounts[code].kind for code in codes}
    sign = 1 if kinds <= {Kind.ASSET, Kind.EXPENSE} else -1
    nominal = bool(kinds) and kinds <= {Kind.INCOME, Kind.EXPENSE}
    scopes = (Scope.FLOWED, Scope.HELD) if nominal else (Scope.HELD, Scope.FLOWED)
    readings = [Source(codes, each, scope) for scope in scopes for each in (sign, -sign)]
    for each in readings if figure is not None else ():
        first = FIRST_DAY if each.scope is Scope.HELD else stretch.first
        if _total(book, each, Stretch(first, stretch.last), place.party) == figure:
            return each
    return readings[0]


def _total(book: Book, source: Source, stretch: Stretch, party: str) -> int:
    if party:
        days = (stretch.first, stretch.last)
        return rows_behind.of(
            book, codes=source.codes, sign=source.sign, party=party, days=days
        ).total
    return source.sign * sum(_by_account(book, source, stretch).values())


def _by_account(book: Book, source: Source, stretch: Stretch) -> dict[str, int]:
    """Return {account code: what it makes of a figure}, debit positive."""
    with database.mapped_errors():
        connection = book.store.connection
        if source.scope not in _OF_PERIOD:
            found: Mapping[str, int] = figures.balances_at(connection, stretch.last)
            return {code: value for code, value in found.items() if code in source.codes}
        sums: dict[str, int] = defaultdict(int)
        for moved in kept.days(connection, stretch.first, stretch.last).values():
            for code, value in moved.items():
                sums[code] += value
    return {code: value for code, value in sums.items() if code in source.codes and value}


def _say_parts(told: Telling, book: Book, source: Source, stretch: Stretch) -> None:
    """Add what each account makes of it, the largest first, the small ones together."""
    if source.scope in {Scope.OPENED, Scope.OF_THE_YEAR, Scope.BEFORE_THE_YEAR}:
        return
    sums = _by_account(book, source, stretch)
    parts = sorted(sums, key=lambda code: (-abs(sums[code]), code))
    if len(parts) < 2:  # noqa: PLR2004 - a single account is the figure itself
        return
    shown = parts if len(parts) <= _LINES else parts[: _LINES - 1]
    for code in shown:
        within = stretch if source.scope in _OF_PERIOD else Stretch(stretch.last, stretch.last)
        place = Place(accounts=(code,), stretch=within)
        told.line_to(place, AccountName(code), source.sign * sums[code])
    rest = sum(source.sign * sums[code] for code in parts[len(shown) :])
    if len(parts) > len(shown):
        told.line(TextName("others"), rest)


def _say_source(
    told: Telling, book: Book, source: Source, rows: Breakdown, stretch: Stretch
) -> None:
    accounts = _accounts(book)
    kinds = {accounts[code].kind for code in source.codes}
    groups = {accounts[code].group for code in source.codes}
    when, number = Fact(stretch), _entries(rows)
    if source.scope is Scope.HELD:
        _say_held(told, rows, stretch, groups)
    elif not rows.shares:
        told.say("explain.nothing_within", when=when)
    elif kinds == {Kind.INCOME, Kind.EXPENSE}:
        sums = _by_account(book, source, stretch)
        came = -sum(value for code, value in sums.items() if accounts[code].kind is Kind.INCOME)
        went = sum(value for code, value in sums.items() if accounts[code].kind is Kind.EXPENSE)
        told.say(
            "explain.earned_less_spent",
            earned=told.money(came),
            spent=told.money(went),
            when=when,
            entries=number,
        )
    elif kinds == {Kind.INCOME}:
        told.say("explain.earned", when=when, entries=number)
    elif kinds == {Kind.EXPENSE}:
        told.say("explain.spent", when=when, entries=number)
    else:
        told.say("explain.moved", when=when, entries=number)
    _say_more(told, rows)


def _say_held(told: Telling, rows: Breakdown, stretch: Stretch, groups: Collection[Group]) -> None:
    about = {
        frozenset({Group.CASH}): "explain.held_money",
        frozenset({Group.RECEIVABLE}): "explain.held_owed_to_us",
        frozenset({Group.PAYABLE}): "explain.held_we_owe",
        frozenset({Group.LOAN}): "explain.held_we_owe",
    }.get(frozenset(groups), "explain.held")
    told.say(about, day=Fact(stretch.last))
    _say_since(told, rows, stretch.first)


def _say_since(told: Telling, rows: Breakdown, first: dt.date) -> None:
    """Say what there was before the days whose entries are listed, and what these changed."""
    change = rows.total - rows.carried
    if not change and not rows.shares:
        told.say("explain.unchanged", first=Fact(first))
        return
    told.say(
        "explain.since_more" if change >= 0 else "explain.since_less",
        before=told.money(rows.carried),
        first=Fact(first),
        change=told.money(abs(change), sense=Sense.UP if change > 0 else Sense.DOWN),
        entries=_entries(rows),
    )


# --- figures of statements ---


def _say_line(told: Telling, rows: Breakdown, name: str, statement: str, stretch: Stretch) -> None:
    """Say the formula of a computed figure, or that a line is its account."""
    section, _, line = name.partition(".")
    key = _FORMULAS.get((statement, line or section))
    if key:
        told.say(f"explain.formula.{key}")
    elif line:
        place = Place(accounts=(line,), stretch=stretch)
        told.say("explain.line", account=Fact(AccountName(line), place=place))
    else:
        told.say("explain.section")
    if statement == "balance_sheet" or section == "closing_cash":
        _say_since(told, rows, rows.first)
    elif rows.shares:
        told.say("explain.within", when=Fact(stretch), entries=_entries(rows))
    elif section != "opening_cash":
        told.say("explain.nothing_within", when=Fact(stretch))
    _say_more(told, rows)


_FORMULAS: Mapping[tuple[str, str], str] = {
    ("income", "gross_profit"): "gross_profit",
    ("income", "operating_profit"): "operating_profit",
    ("income", "profit"): "profit",
    ("balance_sheet", "assets"): "assets",
    ("balance_sheet", "liabilities"): "liabilities",
    ("balance_sheet", "equity"): "equity",
    ("balance_sheet", "liabilities_and_equity"): "liabilities_and_equity",
    ("balance_sheet", "profit_of_the_year"): "profit_of_the_year",
    ("balance_sheet", "profit_of_earlier_years"): "profit_of_earlier_years",
    ("cash_flow", "profit_of_the_month"): "profit",
    ("cash_flow", "depreciation"): "depreciation",
    ("cash_flow", "fixed_assets"): "fixed_assets",
    ("cash_flow", "operating"): "operating",
    ("cash_flow", "investing"): "investing",
    ("cash_flow", "financing"): "financing",
    ("cash_flow", "change"): "change",
    ("cash_flow", "opening_cash"): "opening_cash",
    ("cash_flow", "closing_cash"): "closing_cash",
}
"""{(statement, section or computed line): key of its formula}; others are sums of accounts."""


# --- single entries ---


def _of_entries(book: Book, place: Place, figure: int | None) -> Explanation:
    """Explain what some entries, or all with a party, make together."""
    told = _telling(book)
    found = list(rows_behind.readings(book, place=place))
    rows = next((each for each in found if figure is not None and each.total == figure), None)
    whole = rows is not None
    if rows is None:
        # The reading with the most entries: every one of them moves something there.
        rows = max(found, key=lambda each: len(each.shares) + each.more, default=None)
    if rows is None:
        told.say("explain.nothing")
        return _made(told, None, whole=False)
    if place.party and not place.rows:
        told.say("explain.party", party=Fact(place.party, place=place), entries=_entries(rows))
    else:
        told.say("explain.sum" if whole else "explain.behind", entries=_entries(rows))
    _say_more(told, rows)
    return _made(told, rows, whole=whole)


# --- days to come ---


def _of_days_ahead(book: Book, place: Place, day: dt.date, figure: int | None) -> Explanation:
    """Explain expected money: what there is today, and what comes and goes up to the day."""
    told, found = _telling(book), ground.read(book).forecast
    known = next((each for each in found.days if each.date == day), None)
    sums: dict[Comes, int] = defaultdict(int)
    comes = goes = 0
    for each in found.movements:
        if each.day <= day:
            sums[each.source] += each.amount
            comes += max(each.amount, 0)
            goes -= min(each.amount, 0)
    told.say(
        "explain.ahead",
        now=told.money(found.opening),
        day=Fact(day),
        comes=told.money(comes),
        goes=told.money(goes),
        expected=told.money(found.opening + comes - goes),
    )
    if known and figure is not None and abs(figure) != abs(known.expected):
        if abs(figure) == abs(known.low):
            told.say("explain.low", percent=Fact(100 - LOW_PERCENT))
        elif abs(figure) == abs(known.high):
            told.say("explain.high", percent=Fact(HIGH_PERCENT))
    for source in sorted(sums, key=lambda each: (-abs(sums[each]), each))[:_LINES]:
        told.line(source, sums[source])
    rows = None
    if place.rows:
        money = [each.code for each in _accounts(book).values() if each.group in _DEBTS]
        rows = rows_behind.of(book, codes=money, sign=1, numbers=place.rows)
    return _made(told, rows if rows and rows.shares else None, whole=False)


_DEBTS = frozenset({Group.RECEIVABLE, Group.PAYABLE})


# --- all of them ---


def _telling(book: Book) -> Telling:
    return Telling(Tool.NONE, Arguments(), currency=info(book).currency)


def _accounts(book: Book) -> dict[str, Account]:
    return {each.code: each for each in chart.all_accounts(book)}


def _entries(rows: Breakdown) -> Fact:
    return count(len(rows.shares) + rows.more, Unit.ENTRIES)


def _say_more(told: Telling, rows: Breakdown) -> None:
    if rows.more:
        told.say(
            "explain.listed",
            listed=count(len(rows.shares), Unit.ENTRIES),
            more=told.money(rows.more_amount),
        )


def _made(told: Telling, rows: Breakdown | None, *, whole: bool) -> Explanation:
    made = told.answer(heads=_HEADS)
    return Explanation(made.facts, made.said, made.table, rows, whole=whole)

"""Answers of a book beside what a plain look at every entry says, and their words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services.asking import tools
from cfo_desktop.services.books import Book

TODAY = dt.date(2026, 11, 15)
COSTS = tuple(group for group in Group if group.kind is Kind.EXPENSE)
INCOME = (Group.SALES, Group.OTHER_INCOME)


@dataclass(frozen=True)
class Show:
    """A face that writes figures as they are."""

    names: dict[str, str]

    def money(self, money: Money) -> str:
        return f"{money.currency} {money}"

    def ratio(self, ratio: Ratio) -> str:
        return f"{abs(ratio.per_mille) / 10:g}%"

    def day(self, day: dt.date) -> str:
        return day.isoformat()

    def number(self, number: int) -> str:
        return f"{number:,}"

    def account(self, code: str) -> str:
        return self.names[code]


def show(book: Book, language: str) -> Show:
    return Show({each.code: each.name_in(language) for each in chart.all_accounts(book)})


def answer(book: Book, tool: Tool, **arguments: object) -> Answer:
    return tools.ANSWERS[tool](book, Arguments(**arguments))  # type: ignore[arg-type]


def words(book: Book, found: Answer, language: str = "en") -> str:
    return answer_texts.plain(found, language, show(book, language), today=TODAY)


def said(found: Answer) -> list[str]:
    """Return the keys of what is said, in order."""
    return [each.key for each in found.said]


def minor(found: Answer, name: str) -> int:
    """Return a fact that is an amount, in minor units."""
    figure = found.facts[name].figure
    assert isinstance(figure, Money)
    return figure.minor


def column(found: Answer, number: int = 0) -> list[int]:
    """Return a column of amounts of the table."""
    assert found.table is not None
    figures = [line.figures[number] for line in found.table.lines]
    return [each.minor for each in figures if isinstance(each, Money)]


def month(year: int, number: int, months: int = 1) -> Stretch:
    first = Month(year, number)
    return Stretch(first.first_day, first.plus(months - 1).last_day)


def days(first: str, last: str = "") -> Stretch:
    return Stretch(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


def past(stretch: Stretch) -> Stretch:
    """Return the days that are over."""
    return Stretch(stretch.first, max(stretch.first, min(stretch.last, TODAY)))


class Plain:
    """Every entry of a book, summed the plain way."""

    def __init__(self, book: Book) -> None:
        self.accounts: dict[str, Account] = {each.code: each for each in chart.all_accounts(book)}
        self.entries: list[Entry] = entries.page(book, limit=10**6)
        self._retained = {
            code for code, each in self.accounts.items() if each.role is Role.RETAINED
        }
        self._opening = {code for code, each in self.accounts.items() if each.role is Role.OPENING}

    def _flows(self, entry: Entry) -> bool:
        """Tell whether an entry is neither a closing of the year nor an opening."""
        codes = {line.account for line in entry.draft.postings}
        held = any(self.accounts[code].kind in {Kind.ASSET, Kind.LIABILITY} for code in codes)
        closing = bool(codes & self._retained) and not held
        return not closing and not codes & self._opening

    def moved(self, stretch: Stretch, *, party: str | None = None) -> Counter[str]:
        found: Counter[str] = Counter()
        for entry in self.entries:
            draft = entry.draft
            if not stretch.first <= draft.day <= stretch.last or not self._flows(entry):
                continue
            if party is not None and draft.party != party:
                continue
            for line in draft.postings:
                found[line.account] += line.value.minor
        return found

    def total(
        self,
        stretch: Stretch,
        *groups: Group,
        codes: Collection[str] | None = None,
        party: str | None = None,
    ) -> int:
        """Return what moved on the accounts of some groups, debit positive."""
        return sum(
            value
            for code, value in self.moved(stretch, party=party).items()
            if (code in codes if codes is not None else self.accounts[code].group in groups)
        )

    def profit(self, stretch: Stretch) -> int:
        return -self.total(stretch, *INCOME, *COSTS)

    def balance(self, day: dt.date, *groups: Group) -> dict[str, int]:
        found: Counter[str] = Counter()
        for entry in self.entries:
            if entry.draft.day <= day:
                for line in entry.draft.postings:
                    if self.accounts[line.account].group in groups:
                        found[line.account] += line.value.minor
        return {code: value for code, value in found.items() if value}

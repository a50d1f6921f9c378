"""Writes the ledger as an Excel workbook: accounts, entries, trial balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import BookInfo
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.money import Money
from cfo_desktop.reports import workbook
from cfo_desktop.reports.export_csv import status
from cfo_desktop.reports.workbook import Cell

_ACCOUNTS = (
    ("Account 科目", 12),
    ("Name", 32),
    ("名称", 24),
    ("Kind 类别", 12),
    ("Group 分组", 22),
    ("Currency 币种", 14),
    ("Closed on 停用日期", 20),
)
_ENTRIES = (
    ("Entry 分录", 11),
    ("Date 日期", 12),
    ("Account 科目", 12),
    ("Name", 28),
    ("名称", 22),
    ("Amount 金额", 16),
    ("Currency 币种", 14),
    ("Value 折合本位币", 18),
    ("Party 往来单位", 28),
    ("Narration 摘要", 44),
    ("Status 状态", 12),
    ("Reverses 冲销", 15),
    ("Reversed by 被冲销", 20),
    ("Completes 归类", 16),
    ("Import 导入批次", 18),
)
_TRIAL_BALANCE = (
    ("Account 科目", 12),
    ("Name", 32),
    ("名称", 24),
    ("Balance 余额", 18),
    ("Currency 币种", 14),
    ("Debit 借方", 18),
    ("Credit 贷方", 18),
)


def pieces(
    book: BookInfo, accounts: Sequence[Account], entries: Iterable[Entry]
) -> Iterator[bytes]:
    """Yield the workbook; the trial balance adds up the entries as they pass."""
    totals = _Totals()
    return workbook.pieces(
        (
            workbook.Sheet("Accounts", _ACCOUNTS, map(_account_row, accounts)),
            workbook.Sheet("Entries", _ENTRIES, _entry_rows(accounts, entries, totals)),
            workbook.Sheet("Trial balance", _TRIAL_BALANCE, totals.rows(book, accounts)),
        )
    )


class _Totals:
    """Balances of the accounts, in their own currency and in the book's, debit positive."""

    def __init__(self) -> None:
        self.amounts: dict[str, int] = defaultdict(int)
        self.values: dict[str, int] = defaultdict(int)

    def rows(self, book: BookInfo, accounts: Sequence[Account]) -> Iterator[Sequence[Cell]]:
        """Yield a row for each account that has a balance, then the sum of both sides."""
        for account in accounts:
            amount, value = self.amounts[account.code], self.values[account.code]
            if amount or value:
                yield (
                    account.code,
                    account.name,
                    account.name_zh,
                    Money(account.currency, amount),
                    account.currency,
                    Money(book.currency, value) if value > 0 else None,
                    Money(book.currency, -value) if value < 0 else None,
                )
        debit = Money(book.currency, sum(value for value in self.values.values() if value > 0))
        credit = Money(book.currency, -sum(value for value in self.values.values() if value < 0))
        yield None, "Total", "合计", None, book.currency, debit, credit


def _account_row(account: Account) -> Sequence[Cell]:
    return (
        account.code,
        account.name,
        account.name_zh,
        account.kind.value,
        account.group.value,
        account.currency,
        account.closed_on,
    )


def _entry_rows(
    accounts: Sequence[Account], entries: Iterable[Entry], totals: _Totals
) -> Iterator[Sequence[Cell]]:
    names = {account.code: (account.name, account.name_zh) for account in accounts}
    for entry in entries:
        draft = entry.draft
        after: tuple[Cell, ...] = (
            draft.party,
            draft.narration,
            status(entry),
            draft.reverses,
            entry.reversed_by,
            draft.completes,
            entry.batch,
        )
        for line in draft.postings:
            totals.amounts[line.account] += line.amount.minor
            totals.values[line.account] += line.value.minor
            yield (
                entry.number,
                draft.day,
                line.account,
                *names[line.account],
                line.amount,
                line.amount.currency,
                line.value,
                *after,
            )

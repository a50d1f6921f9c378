"""The chart of accounts: list and change it, and what the accounts held on the first day."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.base import texts
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import pair
from cfo_desktop.cli.posted import posted
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import day_or_today
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book


def _accounts_arguments(parser: Parser) -> None:
    parser.want_book()
    one = parser.add_mutually_exclusive_group()
    parser.want("--add", text="account_add", nargs=2, metavar=("CODE", "NAME"), among=one)
    parser.want("--rename", text="account_rename", nargs=2, metavar=("CODE", "NAME"), among=one)
    parser.want("--close", text="account_close", metavar="CODE", among=one)
    parser.want("--reopen", text="account_reopen", metavar="CODE", among=one)
    parser.want("--delete", text="account_delete", metavar="CODE", among=one)
    groups = [group.value for group in Group]
    parser.want("--group", text="account_group", metavar="GROUP", choices=groups)
    parser.want("--currency", text="account_currency", metavar="CCY")
    parser.want("--name-zh", text="account_name_zh", metavar="NAME", default="")
    parser.want_date("--at", text="account_at")


_CHANGES = ("add", "rename", "close", "reopen", "delete")


def _accounts(session: Session, args: argparse.Namespace) -> Answer:
    change = next((name for name in _CHANGES if getattr(args, name)), "")
    if change == "add" and args.group is None:
        raise UsageError(session.text("usage.group_missing"), usage="--add CODE NAME --group GROUP")
    day = day_or_today(args.at) if args.at or change == "close" else None
    with session.opened(args.book) as book:
        if not change:
            return _listed(session, book, at=day, told="")
        code = _changed(book, args, change, day=day)
        told = session.text(f"accounts.{change}", code=code)
        return _listed(session, book, at=None, told=told)


def _changed(book: Book, args: argparse.Namespace, change: str, *, day: dt.date | None) -> str:
    """Make one change and return the code of the account it was made to."""
    value = getattr(args, change)
    code, name = value if isinstance(value, list) else (value, "")
    if change == "add":
        group = Group(args.group)
        chart.add(
            book, code=code, name=name, name_zh=args.name_zh, group=group, currency=args.currency
        )
    elif change == "rename":
        chart.rename(book, code=code, name=name, name_zh=args.name_zh)
    elif change == "close":
        chart.close_account(book, code=code, day=day)
    elif change == "reopen":
        chart.reopen(book, code=code)
    else:
        chart.delete(book, code=code)
    return str(code)


def _listed(session: Session, book: Book, *, at: dt.date | None, told: str) -> Answer:
    accounts = chart.all_accounts(book)
    balances = chart.balances(book, at=at)
    document = {
        "at": at,
        "currency": books.info(book).currency,
        "accounts": [
            {
                "code": account.code,
                "name": account.name_in(session.language),
                "kind": account.kind,
                "group": account.group,
                "role": account.role,
                "currency": account.currency,
                "closed_on": account.closed_on,
                "balance": decimal_text(balances.get(account.code, 0), account.currency),
            }
            for account in accounts
        ],
    }
    lines = iter([told]) if told else _list_lines(session, accounts, balances)
    return Answer(document, lines)


def _list_lines(
    session: Session, accounts: Sequence[Account], balances: Mapping[str, int]
) -> Iterator[str]:
    heads = [session.text(f"column.{name}") for name in ("code", "account", "group", "balance")]
    rows = []
    for account in accounts:
        state = account.name_in(session.language)
        if account.closed_on:
            state = session.text("accounts.closed", name=state, day=account.closed_on)
        balance = balances.get(account.code, 0)
        shown = grouped(balance, account.currency) if balance else ""
        rows.append((account.code, state, _group(session, account), shown, account.currency))
    return table([*heads, ""], rows, right={3})


def _group(session: Session, account: Account) -> str:
    """Return the heading under which the statements show the account."""
    nominal = account.kind in {Kind.INCOME, Kind.EXPENSE}
    part = "income" if nominal else "balance_sheet"
    return texts.text(session.language, "report", f"section.{part}.{account.group}")


def _opening_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("amounts", text="opening_amounts", metavar="CODE=AMOUNT", nargs="+", type=pair)
    parser.want_date("--date", text="entry_date")


def _opening(session: Session, args: argparse.Namespace) -> Answer:
    day = day_or_today(args.date)
    amounts = dict(args.amounts)
    if len(amounts) < len(args.amounts):
        raise UsageError(session.text("usage.account_twice"), usage="opening BOOK CODE=AMOUNT ...")
    with session.opened(args.book) as book:
        number = entries.opening_balances(book, day=day, amounts=amounts)
        return posted(session, book, number=number)


VERBS = {
    "accounts": Verb(_accounts_arguments, _accounts),
    "opening": Verb(_opening_arguments, _opening),
}

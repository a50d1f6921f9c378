"""Planned rows and booked payments as records of payments, the form in which they are matched."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.matching import Leg
from cfo_desktop.domain.matching import OwnAccount
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.statements import banks
from cfo_desktop.store.payments import Payment

_CLEARING_ROLES = {Role.CARD_CLEARING, Role.WALLET_ALIPAY, Role.WALLET_WECHAT}
_CLEARING_WORDS = ("在途", "待结算", "on their way", "clearing")


@dataclass(frozen=True, slots=True)
class Chart:
    """What the accounts of a book are to matching."""

    own: Mapping[str, OwnAccount]
    """Accounts of the owner's money and of what is owed on cards, by code."""
    suspense: frozenset[str]
    fees: str = ""
    """Code of the account for fees."""

    @classmethod
    def of(cls, accounts: Iterable[Account], hints: Mapping[str, str]) -> Chart:
        """Return it for accounts and {account hint: code}."""
        told: dict[str, list[str]] = defaultdict(list)
        for hint, code in hints.items():
            told[code].append(hint)
        known = list(accounts)
        waiting = next((account.code for account in known if account.role is Role.SUSPENSE), "")
        return cls(
            {
                account.code: _own(account, told[account.code])
                for account in known
                if _is_own(account, told)
            },
            frozenset(
                account.code
                for account in known
                if account.code == waiting or account.code.startswith(f"{waiting}-")
            ),
            next((account.code for account in known if account.role is Role.FEES), ""),
        )


def _is_own(account: Account, told: Mapping[str, list[str]]) -> bool:
    if account.group is Group.CASH:
        return True
    return account.group is Group.OTHER_CURRENT_LIABILITY and bool(told[account.code])


def _own(account: Account, hints: Iterable[str]) -> OwnAccount:
    pairs = [hint.rpartition(":") for hint in hints]
    institutions = {institution for institution, _, _ in pairs if institution}
    if account.role is Role.WALLET_ALIPAY:
        institutions.add("alipay")
    if account.role is Role.WALLET_WECHAT:
        institutions.add("wechat")
    names = {name for institution in institutions if (name := banks.title_of(institution))}
    clearing = account.role in _CLEARING_ROLES or any(
        word in f"{account.name} {account.name_zh}".casefold() for word in _CLEARING_WORDS
    )
    clearing = clearing or any(each.endswith("-merchant") for each in institutions)
    return OwnAccount(
        account.code,
        frozenset(institutions),
        frozenset(number for _, _, number in pairs if number),
        frozenset(names),
        clearing,
    )


def of_row(row: PlannedRow, chart: Chart) -> Record:
    """Return a row that is about to be booked; its draft is what it would post alone."""
    postings = row.draft.postings if row.draft else ()
    legs, waiting = split(postings, chart)
    day = row.day or dt.date.min
    source = row.source
    if source is None:
        return Record(row.key, day, legs, waiting, party=row.party, narration=row.narration)
    return Record(
        row.key,
        day,
        legs,
        waiting,
        frozenset({row.origin} if row.origin else ()),
        source.time,
        source.party,
        source.narration,
        "",
        frozenset(filter(None, (source.reference, *source.other_references))),
        source.refund_of,
        source.party_account,
        source.kind,
        source.balance.minor if source.balance else None,
        _sold(postings, source.kind, chart),
    )


def of_payment(payment: Payment, chart: Chart) -> Record:
    """Return what the book holds: the entry with what completes it, and the rows that tell it."""
    postings = [line for entry in payment.entries for line in entry.draft.postings]
    legs, waiting = split(postings, chart)
    draft = payment.entry.draft
    told = [row.row for row in payment.rows]
    first = told[0] if told else None
    texts = {text for row in told for text in (row.party, row.narration) if text}
    others = " ".join(sorted(texts - {draft.party, draft.narration}))
    return Record(
        payment.entry.number,
        draft.day,
        legs,
        waiting,
        frozenset(row.source for row in payment.rows if row.source),
        first.time if first else "",
        draft.party,
        draft.narration,
        others,
        frozenset(text for row in told for text in (row.reference, *row.other_references) if text),
        next((row.refund_of for row in told if row.refund_of), ""),
        next((row.party_account for row in told if row.party_account), ""),
        RowKind(first.kind) if first else RowKind.PAYMENT,
        next((row.balance for row in told if row.balance is not None), None),
        _sold(postings, RowKind(first.kind), chart) if first else 0,
    )


def _sold(postings: Iterable[Posting], kind: RowKind, chart: Chart) -> int:
    """Return what a merchant's bill says was sold: all of a sale but the money and the fee."""
    if kind not in {RowKind.SALE, RowKind.SALE_REFUND}:
        return 0
    left_out = {chart.fees, *chart.suspense, *chart.own}
    return -sum(line.amount.minor for line in postings if line.account not in left_out)


def split(postings: Iterable[Posting], chart: Chart) -> tuple[tuple[Leg, ...], Money | None]:
    """Return the legs on the owner's accounts, and what waits on the suspense account."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    waiting: dict[str, int] = defaultdict(int)
    for line in postings:
        if line.account in chart.own:
            sums[line.account, line.amount.currency] += line.amount.minor
        elif line.account in chart.suspense:
            waiting[line.amount.currency] += line.amount.minor
    legs = tuple(
        Leg(account, Money(currency, minor)) for (account, currency), minor in sums.items() if minor
    )
    rest = [Money(currency, minor) for currency, minor in waiting.items() if minor]
    return legs, rest[0] if rest else None

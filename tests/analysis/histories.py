"""The history of a ledger, made the plain way from every entry: what the store must tell too."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeVar

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Planned
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.period import Month

_HELD = {Kind.ASSET, Kind.LIABILITY}
_Key = TypeVar("_Key")


def history(
    drafts: Iterable[Draft],
    accounts: Iterable[Account],
    *,
    today: dt.date,
    currency: str,
    days_from: dt.date = dt.date.min,
    planned: Sequence[Planned] = (),
) -> History:
    """Return the history of a ledger whose entry ``n`` is the nth of ``drafts``."""
    return _Making(list(drafts), accounts, today=today).history(
        currency=currency, days_from=days_from, planned=planned
    )


class _Making:
    def __init__(
        self, drafts: Sequence[Draft], accounts: Iterable[Account], *, today: dt.date
    ) -> None:
        self.accounts = {account.code: account for account in accounts}
        self.today = today
        self.numbered = {
            number: draft for number, draft in enumerate(drafts, 1) if draft.day <= today
        }
        self.drafts = drafts
        reversals = {n: d for n, d in enumerate(drafts, 1) if d.reverses}
        self.gone = set(reversals) | {
            draft.reverses for number, draft in self.numbered.items() if draft.reverses
        }

    def _role(self, role: Role) -> set[str]:
        return {code for code, account in self.accounts.items() if account.role is role}

    def _groups(self, draft: Draft) -> set[Group]:
        return {self.accounts[line.account].group for line in draft.postings}

    def _closing(self, draft: Draft) -> bool:
        codes = {line.account for line in draft.postings}
        kinds = {self.accounts[code].kind for code in codes}
        return bool(codes & self._role(Role.RETAINED)) and not kinds & _HELD

    def _opening(self, draft: Draft) -> bool:
        codes = {line.account for line in draft.postings}
        return bool(codes & self._role(Role.OPENING)) and not self._closing(draft)

    def _suspense(self) -> set[str]:
        own = self._role(Role.SUSPENSE)
        return {
            code for code in self.accounts if code in own or (code[:-4] in own and code[-4] == "-")
        }

    def _rows(self, draft: Draft) -> dict[str, int]:
        """Return {account: value} of what the entry's rows are, whether or not it stands."""
        groups = self._groups(draft)
        if self._closing(draft) or self._opening(draft):
            return {}
        found: dict[str, int] = defaultdict(int)
        for line in draft.postings:
            group = self.accounts[line.account].group
            at_once = group is Group.SALES and Group.RECEIVABLE not in groups
            if group is not Group.CASH and line.account not in self._suspense() and not at_once:
                found[line.account] += line.value.minor
        return {code: value for code, value in found.items() if value}

    def history(self, *, currency: str, days_from: dt.date, planned: Sequence[Planned]) -> History:
        balances: dict[str, int] = defaultdict(int)
        months: dict[Month, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        days: dict[dt.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        takings: dict[dt.date, int] = defaultdict(int)
        carried: dict[tuple[str, str], int] = defaultdict(int)
        rows: list[Row] = []
        for number, draft in self.numbered.items():
            groups = self._groups(draft)
            paid_at_once = Group.RECEIVABLE not in groups and not self._closing(draft)
            for line in draft.postings:
                group = self.accounts[line.account].group
                balances[line.account] += line.value.minor
                if not (self._closing(draft) or self._opening(draft)):
                    months[Month.of(draft.day)][line.account] += line.value.minor
                    if draft.day >= days_from:
                        days[draft.day][line.account] += line.value.minor
                if group is Group.SALES and paid_at_once and draft.day >= days_from:
                    takings[draft.day] -= line.value.minor
            original = self.drafts[draft.completes - 1] if draft.completes else draft
            party = draft.party or original.party
            of = draft.completes or number
            if number not in self.gone and draft.day >= days_from:
                rows += [
                    Row(of, draft.day, party, original.narration, code, value)
                    for code, value in self._rows(draft).items()
                ]
            owed = draft.day < days_from or self._opening(draft)
            for line in draft.postings if owed and number not in self.gone else ():
                if self.accounts[line.account].group in {Group.RECEIVABLE, Group.PAYABLE}:
                    carried[line.account, party] += line.value.minor
        first = min((draft.day for draft in self.numbered.values()), default=None)
        return History(
            today=self.today,
            currency=currency,
            accounts=self.accounts,
            first_day=first,
            balances=_some(balances),
            months=_every_month(months, first, self.today),
            days_from=days_from,
            days={day: found for day, each in sorted(days.items()) if (found := _some(each))},
            takings=_some(takings),
            rows=tuple(sorted(rows, key=lambda row: (row.day, row.entry, row.account))),
            carried=_some(carried),
            planned=tuple(planned),
        )


def _some(amounts: Mapping[_Key, int]) -> dict[_Key, int]:
    return {key: amount for key, amount in amounts.items() if amount}


def _every_month(
    months: Mapping[Month, Mapping[str, int]], first: dt.date | None, today: dt.date
) -> dict[Month, dict[str, int]]:
    found: dict[Month, dict[str, int]] = {}
    month = Month.of(first or today)
    while month <= Month.of(today):
        found[month] = _some(months.get(month, {}))
        month = month.plus(1)
    return found

"""Reading a GnuCash book kept in SQLite; here because only the store speaks SQLite.

The file is opened read-only and its schema is not trusted. Tables as documented by GnuCash's own
schema: accounts, transactions, splits, commodities, slots.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import is_currency
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import GNUCASH_KINDS
from cfo_desktop.domain.foreign import ForeignAccount
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.domain.foreign import ForeignPosting
from cfo_desktop.domain.money import Money
from cfo_desktop.store.database import Connection
from cfo_desktop.store.database import DatabaseError
from cfo_desktop.store.database import connect_foreign


def read(path: Path) -> ForeignBook:
    """Read accounts and transactions; raise ``UserError("gnucash_unreadable")``."""
    try:
        connection = connect_foreign(path)
        with contextlib.closing(connection):
            return _read(connection)
    except (DatabaseError, ValueError, TypeError, KeyError) as error:
        raise UserError("gnucash_unreadable") from error


class _Refused(Exception):
    """Why one transaction cannot be taken: a fault's code and its detail."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def _read(connection: Connection) -> ForeignBook:
    paths, accounts = _accounts(connection)
    entries: list[ForeignEntry] = []
    not_taken: list[Fault] = []
    currencies: Counter[str] = Counter()
    for number, rows in enumerate(_transactions(connection), 1):
        place = f"transaction {number}"
        try:
            entry = _entry(place, rows, paths)
        except _Refused as refused:
            not_taken.append(Fault(refused.code, place, {"detail": refused.detail}))
            continue
        entries.append(entry)
        currencies.update(line.amount.currency for line in entry.postings)
    used = {line.account for entry in entries for line in entry.postings}
    currency = currencies.most_common(1)[0][0] if currencies else ""
    kept = tuple(account for account in accounts if account.path in used)
    return ForeignBook("gnucash", currency, kept, tuple(entries), tuple(not_taken))


def _accounts(connection: Connection) -> tuple[dict[str, str], list[ForeignAccount]]:
    """Return {guid: path} of every account that holds money, and those accounts."""
    rows = connection.execute("SELECT guid, name, account_type, parent_guid FROM accounts")
    found = {guid: (str(name), kind, parent) for guid, name, kind, parent in rows}

    def path(guid: str) -> str:
        names: list[str] = []
        here: str | None = guid
        while here in found and found[here][1] != "ROOT" and len(names) < len(found):
            names.append(found[here][0])
            here = found[here][2]
        return ":".join(reversed(names))

    paths = {guid: path(guid) for guid, (_, kind, _) in found.items() if kind in GNUCASH_KINDS}
    accounts = [
        ForeignAccount(paths[guid], GNUCASH_KINDS[found[guid][1]], found[guid][1]) for guid in paths
    ]
    return paths, accounts


def _transactions(connection: Connection) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of each transaction, in the order of dates."""
    rows = connection.execute(
        "SELECT t.guid, t.post_date, t.description, tc.mnemonic, s.account_guid, s.memo,"
        "       s.value_num, s.value_denom, s.quantity_num, s.quantity_denom,"
        "       ac.namespace, ac.mnemonic,"
        "       (SELECT gdate_val FROM slots"
        "         WHERE obj_guid = t.guid AND name = 'date-posted' LIMIT 1)"
        "  FROM transactions t JOIN splits s ON s.tx_guid = t.guid"
        "  JOIN commodities tc ON tc.guid = t.currency_guid"
        "  JOIN accounts a ON a.guid = s.account_guid"
        "  LEFT JOIN commodities ac ON ac.guid = a.commodity_guid"
        " WHERE coalesce(ac.namespace, '') <> 'template'"  # patterns of scheduled transactions
        " ORDER BY t.post_date, t.enter_date, t.guid, s.rowid"
    )
    for _, group in groupby(rows, key=itemgetter(0)):
        yield list(group)


def _entry(place: str, rows: list[tuple[Any, ...]], paths: dict[str, str]) -> ForeignEntry:
    guid, posted, description, currency = rows[0][:4]
    lines = []
    for *_, account, _memo, value, value_of, amount, amount_of, space, commodity, _day in rows:
        if account not in paths:
            raise _Refused("foreign_account", "")
        if space not in {"CURRENCY", "ISO4217"} or not is_currency(commodity):
            raise _Refused("foreign_commodity", str(commodity))
        line = ForeignPosting(
            paths[account],
            _money(amount, amount_of, commodity),
            _money(value, value_of, currency),
        )
        if line.amount.minor or (line.value and line.value.minor):
            lines.append(line)
    day = _day_of(str(rows[0][-1] or posted))
    return ForeignEntry(place, day, str(description or ""), tuple(lines), id=str(guid))


def _money(number: int, denominator: int, currency: str) -> Money:
    """Return an exact fraction as money; a finer fraction than the currency's is refused."""
    scaled = number * 10 ** minor_digits(currency)
    if not denominator or scaled % denominator:
        raise _Refused("foreign_fraction", f"{number}/{denominator}")
    return Money(currency, scaled // denominator)


def _day_of(text: str) -> dt.date:
    """Read ``2014-12-24 10:59:00``, ``20141224105900`` or ``20141224``."""
    digits = "".join(char for char in text if char.isdigit())[:8]
    return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))

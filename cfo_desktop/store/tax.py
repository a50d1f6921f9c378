"""What moved on the account of tax on sales, by month and by what stood against it."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import day_key
from cfo_desktop.domain.tax import PostedTax
from cfo_desktop.store import figures
from cfo_desktop.store.database import Connection

_GOODS = (Group.STOCK, Group.COST_OF_SALES, Group.FIXED_ASSET, Group.PAYABLE)
_COSTS = (Group.OPERATING, Group.FINANCE, Group.OTHER_CURRENT_ASSET)
_MONEY = (Group.CASH, Group.TAX)


def posted(connection: Connection, first: dt.date, last: dt.date) -> dict[Month, PostedTax]:
    """Return {month: what it moved on the tax account} between days, opening balances left out.

    An entry with sales is tax on sales, one with goods, suppliers or costs tax on purchases, one
    with money alone (sorted later or not) a payment; all others are other. What was taken back
    counts with its reversal, as it does in the balances. It costs the entries on that account
    between the days.
    """
    sales = _touches(f"a.grp = '{Group.SALES}'")
    goods = _touches(f"a.grp IN ({_names(*_GOODS)})")
    costs = _touches(f"a.grp IN ({_names(*_COSTS)}) AND {_SORTED}")
    more = _touches(f"a.grp NOT IN ({_names(*_MONEY)}) AND {_SORTED}")
    rows = connection.execute(
        f"""
        SELECT t.day / 100,
               CASE WHEN {sales} THEN 'on_sales'
                    WHEN {goods} OR t.value > 0 AND {costs} THEN 'on_purchases'
                    WHEN {more} THEN 'other'
                    ELSE 'paid' END AS kind,
               sum(t.value)
          FROM (SELECT entry, day, sum(value) AS value FROM posting
                 WHERE account = (SELECT id FROM account WHERE role = '{Role.SALES_TAX}')
                   AND day BETWEEN ? AND ? GROUP BY day, entry) t
         WHERE t.entry NOT IN ({figures.OPENING}) GROUP BY 1, 2
        """,
        (day_key(first), day_key(last)),
    )
    found: dict[Month, dict[str, int]] = {}
    for month, kind, value in rows:
        amount = -value if kind in _RAISES else value
        found.setdefault(Month.from_key(month), {})[kind] = amount
    return {month: PostedTax(**kinds) for month, kinds in sorted(found.items())}


_RAISES = frozenset({"on_sales", "other"})
"""Kinds that are told by how much they raise what is owed; the others by how much they lower it."""


def _touches(condition: str) -> str:
    """Return the SQL condition that the entry of ``t`` has a line on such an account."""
    return (
        "EXISTS (SELECT 1 FROM posting p WHERE p.entry = t.entry"
        f" AND p.account IN (SELECT a.id FROM account a WHERE {condition}))"
    )


def _names(*groups: Group) -> str:
    return ", ".join(f"'{group.value}'" for group in groups)


# Not money that waits to be sorted.
_SORTED = f"a.id NOT IN (SELECT id FROM account WHERE {figures.IS_SUSPENSE})"

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


def posted(connection: Connection, *, until: dt.date) -> dict[Month, PostedTax]:
    """Return {month: what it moved on the tax account} up to a day, opening balances left out.

    An entry with sales is tax on sales, one with goods, suppliers or costs tax on purchases, one
    with money alone (sorted later or not) a payment; all others are other. What was taken back
    counts with its reversal, as it does in the balances. It costs the entries on that account.
    """
    rows = connection.execute(
        f"""
        SELECT t.day / 100 AS month, t.value,
               max(a.grp = 'sales'),
               max(a.grp IN ({_names(*_GOODS)})),
               max(a.grp IN ({_names(*_COSTS)}) AND {_NOT_WAITING}),
               max(a.grp NOT IN ({_names(*_MONEY)}) AND {_NOT_WAITING})
          FROM (SELECT entry, day, sum(value) AS value FROM posting
                 WHERE account = (SELECT id FROM account WHERE role = '{Role.SALES_TAX}')
                   AND day <= ? GROUP BY entry, day) t
          JOIN posting p ON p.entry = t.entry JOIN account a ON a.id = p.account
         GROUP BY t.entry HAVING max(a.role IS '{Role.OPENING}') = 0
        """,
        (day_key(until),),
    )
    found: dict[Month, dict[str, int]] = {}
    for month, value, sales, goods, costs, more in rows:
        kinds = found.setdefault(Month.from_key(month), {})
        if sales:
            kind, amount = "on_sales", -value
        elif goods or (costs and value > 0):
            kind, amount = "on_purchases", value
        elif not more:
            kind, amount = "paid", value
        else:
            kind, amount = "other", -value
        kinds[kind] = kinds.get(kind, 0) + amount
    return {month: PostedTax(**kinds) for month, kinds in sorted(found.items())}


def _names(*groups: Group) -> str:
    return ", ".join(f"'{group.value}'" for group in groups)


_NOT_WAITING = f"a.id NOT IN (SELECT id FROM account WHERE {figures.IS_SUSPENSE})"

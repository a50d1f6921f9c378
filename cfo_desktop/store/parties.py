"""Who trades with the shop: the parties of entries, and which side of trade they stand on."""

from __future__ import annotations

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.store.database import Connection

_SIDES = {
    Group.SALES: Direction.SALE,
    Group.RECEIVABLE: Direction.SALE,
    Group.PAYABLE: Direction.PURCHASE,
    Group.COST_OF_SALES: Direction.PURCHASE,
    Group.OPERATING: Direction.PURCHASE,
}


def sides(connection: Connection, *, after: int) -> set[tuple[str, Direction]]:
    """Return (party, side) of all that entries after one number say; a party may be on both."""
    marks = ", ".join("?" * len(_SIDES))
    rows = connection.execute(
        "SELECT DISTINCT e.party, a.grp FROM account a CROSS JOIN posting p ON p.account = a.id"
        " CROSS JOIN entry e ON e.id = p.entry"
        f" WHERE a.grp IN ({marks}) AND p.entry > ? AND e.party <> ''",
        (*_SIDES, after),
    )
    return {(party, _SIDES[Group(group)]) for party, group in rows}

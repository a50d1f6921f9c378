"""The shop's own quotes, invoices and credit notes, with their numbers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.issuing import Buyer
from cfo_desktop.domain.issuing import Issued
from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.domain.issuing import Item
from cfo_desktop.domain.issuing import Series
from cfo_desktop.domain.issuing import Written
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.store.database import Connection

_COLUMNS = (
    "SELECT o.id, o.serial, o.number, o.content, o.shop, o.entry, o.source,"
    " EXISTS (SELECT 1 FROM entry r WHERE r.reverses = o.entry) FROM own_document o"
)


def add(connection: Connection, written: Written, *, source: int | None) -> int:
    """Keep a draft, and return its number in the book (not the one that is printed)."""
    cursor = connection.execute(
        "INSERT INTO own_document (kind, content, source) VALUES (?, ?, ?)",
        (written.kind.value, _content(written), source),
    )
    return int(cursor.lastrowid)


def change(connection: Connection, document: int, written: Written) -> None:
    """Keep a draft as it is now."""
    connection.execute(
        "UPDATE own_document SET kind = ?, content = ? WHERE id = ?",
        (written.kind.value, _content(written), document),
    )


def delete(connection: Connection, document: int) -> None:
    """Forget a draft."""
    connection.execute("DELETE FROM own_document WHERE id = ?", (document,))


def issued_count(connection: Connection, kind: IssuedKind) -> int:
    """Return how many of a kind were issued: the next one's place in its series."""
    (count,) = connection.execute(
        "SELECT count(*) FROM own_document WHERE kind = ? AND serial IS NOT NULL", (kind.value,)
    ).fetchone()
    return int(count)


def issue(
    connection: Connection,
    document: int,
    *,
    kind: IssuedKind,
    series: Series,
    shop: ShopDetails,
    entry: int | None,
) -> str:
    """Give a draft the next number of its kind, and return that."""
    serial = issued_count(connection, kind)
    number = series.number(serial)
    connection.execute(
        "UPDATE own_document SET serial = ?, number = ?, shop = ?, entry = ? WHERE id = ?",
        (serial, number, json.dumps(asdict(shop), ensure_ascii=False), entry, document),
    )
    return number


def documents(connection: Connection) -> list[Issued]:
    """Return every document, the newest first."""
    rows = connection.execute(f"{_COLUMNS} ORDER BY o.id DESC").fetchall()
    read = [_read(row) for row in rows]
    return [_standing(each, read) for each in read]


def document(connection: Connection, number: int) -> Issued:
    """Return one document; raise ``UserError("issued_missing")``."""
    found = next((each for each in documents(connection) if each.id == number), None)
    if found is None:
        raise UserError("issued_missing")
    return found


def _read(row: Sequence[Any]) -> Issued:
    number, serial, printed, content, shop, entry, source, is_reversed = row
    state = IssuedState.DRAFT if serial is None else IssuedState.ISSUED
    if is_reversed:
        state = IssuedState.TAKEN_BACK
    return Issued(
        number,
        state,
        _written(json.loads(content)),
        printed,
        entry,
        source,
        shop=ShopDetails(**json.loads(shop)) if shop else None,
    )


def _standing(each: Issued, among: Sequence[Issued]) -> Issued:
    """Return a document with what those made of it say of its state."""
    made = [
        other for other in among if other.source == each.id and other.state is IssuedState.ISSUED
    ]
    if each.state is not IssuedState.ISSUED or not made:
        return each
    if each.written.kind is IssuedKind.QUOTE:
        return _with(each, state=IssuedState.ACCEPTED)
    credited = sum(other.written.totals.gross for other in made)
    whole = credited >= each.written.totals.gross
    return _with(
        each, state=IssuedState.TAKEN_BACK if whole else IssuedState.ISSUED, credited=credited
    )


def _with(each: Issued, *, state: IssuedState, credited: int = 0) -> Issued:
    return Issued(
        each.id, state, each.written, each.number, each.entry, each.source, credited, each.shop
    )


def _content(written: Written) -> str:
    def plain(value: object) -> str:
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, Decimal):
            return f"{value:f}"
        raise TypeError(type(value).__name__)

    return json.dumps(asdict(written), ensure_ascii=False, default=plain)


def _written(content: Mapping[str, Any]) -> Written:
    items = tuple(
        Item(
            **{
                **item,
                "quantity": Decimal(item["quantity"]),
                "price": Decimal(item["price"]),
            }
        )
        for item in content["items"]
    )
    due = content["due"]
    return Written(
        **{
            **content,
            "kind": IssuedKind(content["kind"]),
            "buyer": Buyer(**content["buyer"]),
            "day": dt.date.fromisoformat(content["day"]),
            "due": dt.date.fromisoformat(due) if due else None,
            "items": items,
        }
    )

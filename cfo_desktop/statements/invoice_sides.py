"""Finds out which side of its invoices a list's owner is on."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence

from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.statements import invoice_words as words
from cfo_desktop.statements.table import plain

Sides = list[Direction | None]
"""The way of each invoice; ``None`` where nothing tells."""


def sides_of(invoices: Sequence[Invoice], ways: Sequence[str], columns: Collection[str]) -> Sides:
    """Return which way each invoice goes.

    A column may say so (``ways`` holds its cells). Else the side that is the same everywhere is
    the owner's; a list that names one side only names the other one.
    """
    said = [words.way_of(text) for text in ways]
    if invoices and all(said):
        return said
    has_buyer = bool({"buyer", "buyer_id"} & set(columns))
    has_seller = bool({"seller", "seller_id"} & set(columns))
    if has_buyer != has_seller:
        way = Direction.SALE if has_buyer else Direction.PURCHASE
        return [way] * len(invoices)
    if not has_buyer:
        return [None] * len(invoices)
    for sellers, buyers in (
        ([i.seller.tax_id for i in invoices], [i.buyer.tax_id for i in invoices]),
        ([i.seller.name for i in invoices], [i.buyer.name for i in invoices]),
    ):
        if found := _by_owner(list(map(plain, sellers)), list(map(plain, buyers))):
            return found
    return [None] * len(invoices)


def _by_owner(sellers: Sequence[str], buyers: Sequence[str]) -> Sides:
    """Tell the owner by the one name that every invoice bears; empty where none or two are."""
    owners = None
    for pair in zip(sellers, buyers, strict=True):
        names = {name for name in pair if name}
        owners = names if owners is None else owners & names
    if not owners or len(owners) > 1:
        return []
    (owner,) = owners
    return [Direction.SALE if seller == owner else Direction.PURCHASE for seller in sellers]

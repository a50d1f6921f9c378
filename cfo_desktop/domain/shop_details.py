"""What a shop prints on what it writes, and by which it knows itself on what it receives."""

from __future__ import annotations

from dataclasses import dataclass

from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.party_names import name_key


@dataclass(frozen=True, slots=True)
class ShopDetails:
    """The shop's own name, tax number, address and bank, as on its invoices; all may be empty.

    A sole trader's tax number may hold a citizen's: personal data, never in a log.
    """

    name: str = ""
    """As on invoices; the book's own name where nothing else was said."""
    tax_id: str = ""
    address: str = ""
    """Lines, one below the other."""
    phone: str = ""
    email: str = ""
    bank: str = ""
    """Where to pay: bank and account, or an IBAN."""

    def direction(self, *, seller: Trader, buyer: Trader) -> Direction | None:
        """Tell which way a document goes; ``None`` where the shop is neither side of it.

        Tax numbers before names, equal names before those that are only alike.
        """
        sides = ((seller, Direction.SALE), (buyer, Direction.PURCHASE))
        own = number_key(self.tax_id)
        by_id = [way for side, way in sides if own and number_key(side.tax_id) == own]
        key = name_key(self.name)
        equal = [way for side, way in sides if key and name_key(side.name) == key]
        alike = [way for side, way in sides if are_alike(side.name, self.name)]
        return next((found[0] for found in (by_id, equal, alike) if len(found) == 1), None)

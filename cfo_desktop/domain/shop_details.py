"""What a shop prints on what it writes, and by which it knows itself on what it receives."""

from __future__ import annotations

from dataclasses import dataclass


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

"""A paper on its way to a proposal: which way it goes, and what all steps need of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.papers import Paper
from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper on its way to a proposal, with what all steps need."""

    book: Book
    paper: Paper
    direction: Direction
    accounts: Sequence[Account]
    currency: str

    @property
    def document(self) -> Document:
        """What its files and the owner say together."""
        return self.paper.document

    @property
    def is_sale(self) -> bool:
        """Whether the shop itself wrote it."""
        return self.direction is Direction.SALE

    @property
    def other(self) -> Trader:
        """The other side, as printed."""
        return sides(self.document)[1 if self.is_sale else 0]

    def code(self, role: Role) -> str:
        """Return the code of the account of a role; empty where the chart has none."""
        return next((each.code for each in self.accounts if each.role is role), "")


def sides(document: Document) -> tuple[Trader, Trader]:
    """Return the seller and the buyer of a document, as printed."""
    text = document.text_of
    return (
        Trader(text(Field.SELLER), text(Field.SELLER_TAX_ID)),
        Trader(text(Field.BUYER), text(Field.BUYER_TAX_ID)),
    )

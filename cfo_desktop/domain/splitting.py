"""Dividing what one entry was sorted as over several accounts, to the last cent."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money


@dataclass(frozen=True, slots=True)
class Sorted:
    """What of an entry can be divided, and how it is sorted now."""

    entry: int
    total: Money
    """Of the lines together, in the book's currency, debit positive."""
    parts: tuple[tuple[str, Money], ...]
    """(account, value) as they are now; empty while the money waits."""

    @property
    def waits(self) -> bool:
        """Whether the money is not sorted yet."""
        return not self.parts


def divided(total: Money, parts: Sequence[tuple[str, Money]]) -> list[Posting]:
    """Return the lines that ``total`` is divided into; amounts are given without a sign.

    Raises ``UserError``: ``split_too_few`` (no part), ``amount_not_positive``,
    ``split_differs`` (``total``, ``difference``) where they do not add up to the cent.
    """
    if not parts:
        raise UserError("split_too_few")
    sign = 1 if total.minor >= 0 else -1
    for _, money in parts:
        if money.minor <= 0:
            raise UserError("amount_not_positive", text=str(money))
    difference = Money(total.currency, abs(total.minor) - _sum(money for _, money in parts))
    if difference.minor:
        raise UserError(
            "split_differs",
            total=str(Money(total.currency, abs(total.minor))),
            difference=str(difference),
        )
    return [
        Posting.plain(account, Money(total.currency, sign * money.minor))
        for account, money in parts
    ]


def _sum(amounts: Iterable[Money]) -> int:
    return sum(money.minor for money in amounts)

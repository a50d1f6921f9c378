"""Drafts and entries: balanced sets of signed postings, before and after they are posted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY

MAX_POSTINGS = 500
MAX_TEXT = 500


@dataclass(frozen=True, slots=True)
class Posting:
    """One signed line: ``amount`` in the account's currency (debit positive).

    ``value`` is the same in the book's currency at the entry's rate; for an account in the
    book's currency the two are equal.
    """

    account: str
    amount: Money
    value: Money

    @classmethod
    def plain(cls, account: str, amount: Money) -> Posting:
        """Return a posting on an account in the book's own currency."""
        return cls(account, amount, amount)

    def negated(self) -> Posting:
        """Return the line that takes this one back."""
        return Posting(self.account, -self.amount, -self.value)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be posted: balanced by construction, not yet in the ledger.

    Raises ``UserError`` with ``entry_unbalanced`` (``currency``, ``difference``),
    ``entry_too_short``, ``entry_too_long``, ``entry_zero_line``, ``entry_text_too_long``,
    ``entry_text_invalid``, ``amount_invalid`` or ``date_out_of_range``.
    """

    day: dt.date
    narration: str
    postings: tuple[Posting, ...]
    party: str = ""
    reverses: int | None = None
    """Number of the entry that this one takes back."""
    completes: int | None = None
    """Number of the entry whose uncategorised money this one moves to where it belongs."""

    def __post_init__(self) -> None:
        """Hold the rules that every entry in the ledger obeys."""
        if not FIRST_DAY <= self.day <= LAST_DAY:
            raise UserError("date_out_of_range", date=self.day.isoformat())
        if len(self.postings) < 2:  # noqa: PLR2004 - double entry
            raise UserError("entry_too_short")
        if len(self.postings) > MAX_POSTINGS:
            raise UserError("entry_too_long", limit=MAX_POSTINGS)
        if len(self.narration) > MAX_TEXT or len(self.party) > MAX_TEXT:
            raise UserError("entry_text_too_long", limit=MAX_TEXT)
        if not (_storable(self.narration) and _storable(self.party)):
            raise UserError("entry_text_invalid")
        for line in self.postings:
            if not line.amount.minor and not line.value.minor:
                raise UserError("entry_zero_line")
            for money in (line.amount, line.value):
                if abs(money.minor) > MAX_MINOR:
                    raise UserError("amount_invalid", text=str(money))
        _refuse(imbalances(self.postings))

    def reversal(self, number: int, *, day: dt.date, narration: str) -> Draft:
        """Return the draft that takes this one, posted as entry ``number``, back on ``day``."""
        lines = tuple(line.negated() for line in self.postings)
        return Draft(day, narration, lines, party=self.party, reverses=number)


@dataclass(frozen=True, slots=True)
class Entry:
    """A posted journal entry: the draft as it was, its ``number`` in the chain and its fate."""

    number: int
    draft: Draft
    reversed_by: int | None = None
    batch: str | None = None
    """Id of the import it came from."""
    completed_by: int | None = None
    """Number of the entry that gave its uncategorised money an account, while that stands."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Money still uncategorised: an entry's line on the suspense account."""

    entry: int
    day: dt.date
    text: str
    amount: int


def _storable(text: str) -> bool:
    """Tell whether ``text`` can be stored and hashed: no lone surrogates and no NUL."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def imbalances(postings: Iterable[Posting]) -> list[Money]:
    """Return what is left over per currency, over amounts and over values; empty when balanced."""
    amounts: dict[str, int] = defaultdict(int)
    values: dict[str, int] = defaultdict(int)
    for line in postings:
        amounts[line.amount.currency] += line.amount.minor
        values[line.value.currency] += line.value.minor
    left = [Money(currency, minor) for currency, minor in sorted(amounts.items()) if minor]
    return left or [Money(currency, minor) for currency, minor in sorted(values.items()) if minor]


def _refuse(differences: Sequence[Money]) -> None:
    """Raise ``UserError("entry_unbalanced")`` for the first difference, if there is one."""
    for difference in differences:
        raise UserError(
            "entry_unbalanced", currency=difference.currency, difference=str(difference)
        )


def through_exchange(
    postings: Iterable[Posting], *, exchange_account: Callable[[str], str]
) -> tuple[Posting, ...]:
    """Return ``postings`` balanced per currency by a leg on each currency's exchange account.

    ``exchange_account`` names that account for an ISO 4217 code. Postings of one balanced
    currency come back unchanged. Raises ``UserError("entry_unbalanced")`` where the values do not
    balance: the legs would cancel that difference too, and hide it.
    """
    lines = tuple(postings)
    amounts: dict[str, int] = defaultdict(int)
    values: dict[str, int] = defaultdict(int)
    value_currency = ""
    for line in lines:
        amounts[line.amount.currency] += line.amount.minor
        values[line.amount.currency] += line.value.minor
        value_currency = line.value.currency
    rest = sum(values.values())
    _refuse([Money(value_currency, rest)] if rest else [])
    legs = tuple(
        Posting(
            exchange_account(currency),
            Money(currency, -minor),
            Money(value_currency, -values[currency]),
        )
        for currency, minor in sorted(amounts.items())
        if minor or values[currency]
    )
    return lines + legs

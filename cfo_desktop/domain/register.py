"""The register: which entries are asked for, a page of them, and the outline of all their pages."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.rules import Way

PAGE = 200
"""Entries of one page."""


class Standing(enum.StrEnum):
    """What entries may be narrowed to by how they stand."""

    ANY = "any"
    NEEDS_REVIEW = "needs_review"
    REVERSED = "reversed"
    TAKINGS = "takings"
    """Sales that were paid at once, as Today sums them."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a register shows: of one account or of all, narrowed by what is given.

    ``least`` and ``most`` are minor units without a sign, both included: of what the entry moves
    the account, in its currency; in a register of all accounts, of what it moves altogether.
    """

    account: str | None = None
    text: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    standing: Standing = Standing.ANY
    least: int | None = None
    most: int | None = None
    way: Way = Way.EITHER

    @property
    def filtered(self) -> bool:
        """Whether anything but the account and the text narrows it."""
        return self != Selection(self.account, self.text)

    @property
    def runs_on(self) -> bool:
        """Whether it holds every entry of its account in a stretch of time: balances run on."""
        return self.account is not None and self == Selection(
            self.account, first=self.first, last=self.last
        )


class Key(NamedTuple):
    """Where an entry stands in every register: the later day first, then the higher number."""

    day: dt.date
    number: int


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry as a register shows it."""

    entry: Entry
    needs_review: bool
    balance: int | None = None
    """Of the account after it, minor units of its currency, where the balances run on."""

    @property
    def key(self) -> Key:
        """Where it stands."""
        return Key(self.entry.draft.day, self.entry.number)


@dataclass(frozen=True, slots=True)
class PageStart:
    """What comes before a page: the last entry, and the account's balance before (newer) it."""

    key: Key | None
    """``None``: the page is the first."""
    balance: int | None
    """Of the account after the first entry of the page, where balances run on."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How many entries there are, and where each page of ``PAGE`` of them begins."""

    count: int
    starts: tuple[PageStart, ...]

    def page_of(self, key: Key) -> int:
        """Return the number of the page that holds ``key``, or would."""
        low, high = 0, len(self.starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            start = self.starts[middle].key
            if start is None or start > key:
                low = middle
            else:
                high = middle - 1
        return low


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What a register shows at once; ``whole`` where there is no more of it."""

    rows: Sequence[RegisterRow]
    whole: bool

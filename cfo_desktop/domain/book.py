"""What a book says of itself, and the values the verbs of its care return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookInfo:
    """A book's own description."""

    name: str
    currency: str
    chart: str
    """``shop`` or ``cn-small-enterprise``."""
    fiscal_first_month: int
    """Month in which the fiscal year starts, 1 to 12."""
    created: dt.date
    locked_through: dt.date | None = None
    """Last day of the locked period; nothing is posted on or before it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the hash chain: how many entries there are and the last link (32 bytes)."""

    entries: int
    link: bytes

    @property
    def short(self) -> str:
        """The first 16 hex digits, as printed on reports."""
        return self.link.hex()[:16]


@dataclass(frozen=True, slots=True)
class VerifyCheck:
    """One control of ``verify``: its name, whether it held, and a detail a person can read."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change touched, so that each screen refreshes only what it shows."""

    accounts: bool = False
    entries: bool = False
    imports: bool = False
    rules: bool = False
    schedules: bool = False
    attachments: bool = False
    findings: bool = False
    papers: bool = False
    issued: bool = False
    book: bool = False


def only_search_failed(checks: Iterable[VerifyCheck]) -> bool:
    """Tell whether the index of the search is damaged and nothing else: it can be made anew."""
    return {check.name for check in checks if not check.ok} == {"search"}

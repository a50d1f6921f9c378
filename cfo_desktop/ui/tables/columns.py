"""Columns that many tables have: days, numbers of entries, amounts for the eye and for the ear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from cfo_desktop.domain.money import Money
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column

T = TypeVar("T")
_AMOUNT = "−000,000.00"


def day(session: Session, title: str, of: Callable[[T], dt.date | None]) -> Column[T]:
    """Return a column of days, empty where a row has none."""

    def text(row: T) -> str:
        found = of(row)
        return session.localised.day(found) if found else ""

    return Column(title, text, sample=session.localised.widest_day)


def number(
    title: str, of: Callable[[T], int | None], *, sample: str = "00000", spare: int = 0
) -> Column[T]:
    """Return a column of numbers that name something, empty where a row has none."""
    return Column(title, lambda row: str(of(row) or ""), sample=sample, spare=spare, number=True)


def amount(
    session: Session,
    title: str,
    of: Callable[[T], Money | None],
    *,
    currency: Callable[[], str] | None = None,
    coloured: bool = True,
    token: Callable[[T], str] | None = None,
    spare: int = 0,
) -> Column[T]:
    """Return a column of amounts; their currency is named where it is not the table's.

    ``currency`` tells that of the table: the book's unless given. ``coloured`` sets amounts below
    zero in red; ``token`` names the colour of each instead.
    """

    def shown(money: Money) -> str:
        if money.currency != (currency() if currency else session.currency):
            return session.localised.money(money.minor, money.currency)
        return session.localised.amount(money.minor, money.currency)

    made = _money(session, title, of, shown, sample=_AMOUNT, coloured=coloured, spare=spare)
    return made if token is None else replace(made, token=token)


def money(
    session: Session, title: str, of: Callable[[T], Money | None], *, coloured: bool = False
) -> Column[T]:
    """Return a column of amounts that are all shown with their currency."""

    def shown(money: Money) -> str:
        return session.localised.money(money.minor, money.currency)

    return _money(session, title, of, shown, sample=f"{_AMOUNT} CNY", coloured=coloured)


def _money(
    session: Session,
    title: str,
    of: Callable[[T], Money | None],
    shown: Callable[[Money], str],
    *,
    sample: str,
    coloured: bool,
    spare: int = 0,
) -> Column[T]:
    def text(row: T) -> str:
        found = of(row)
        return "" if found is None else shown(found)

    def spoken(row: T) -> str:
        found = of(row)
        return "" if found is None else session.localised.spoken(found.minor, found.currency)

    def token(row: T) -> str:
        found = of(row)
        return "negative" if found is not None and found.minor < 0 else "text"

    return Column(
        title,
        text,
        sample=sample,
        number=True,
        token=token if coloured else None,
        spoken=spoken,
        spare=spare,
    )

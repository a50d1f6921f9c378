"""A book of the demo shop, for a first look and for trials."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.base import clock
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import demo_shop
from cfo_desktop.services import first_steps
from cfo_desktop.services import knowledge
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import schedules

PASSPHRASE = "demo"  # noqa: S105 - printed in the manual: the demo shop has no secrets
MAX_MONTHS = 120
_REPEATING = (Role.RENT, Role.DRAWINGS, Role.DEPRECIATION)
"""What the shop books by a schedule: on the 1st, on the 25th, on the month's last day."""
_LONGEST = 31
_CHUNK = 1000
"""Entries between two reports."""
_EQUIPMENT = {"shop": "1510", "cn-small-enterprise": "1601"}
_INSURANCE = {"shop": "6320", "cn-small-enterprise": "560208"}


def create(
    folder: Path,
    *,
    locale: str = "en",
    months: int = 18,
    end: Month | None = None,
    passphrase: str = PASSPHRASE,
    progress: Progress = unheard,
) -> Book:
    """Make the demo shop's book and return it open.

    It covers ``months`` months up to today, or up to the end of the month ``end``; the ledger is
    the same every time for the same end, months and locale. Raises ``UserError``
    (``demo_locale_unknown``, ``demo_months_invalid``, ``book_exists``).
    """
    if locale not in demo_shop.SCENES:
        raise UserError("demo_locale_unknown", locale=locale)
    if not 1 <= months <= MAX_MONTHS:
        raise UserError("demo_months_invalid", limit=MAX_MONTHS)
    scene = demo_shop.SCENES[locale]
    last = end.last_day if end else clock.today()
    book, _ = books.create(
        folder,
        name=scene.name,
        chart=scene.chart,
        currency=scene.currency,
        passphrase=passphrase,
        cost=books.FLOOR_COST,
    )
    try:
        _fill(book, locale, months=months, end=last, progress=progress)
        first_steps.hide(book)  # of a shop that took them long ago
    except BaseException:
        books.close(book)
        books.discard(folder)
        raise
    return book


def _fill(
    book: Book,
    locale: str,
    *,
    months: int,
    end: dt.date,
    progress: Progress,
) -> None:
    scene = demo_shop.SCENES[locale]
    accounts = chart.all_accounts(book)
    codes = {account.role: account.code for account in accounts if account.role}
    drafts = list(
        demo_shop.drafts(
            locale,
            codes=codes,
            equipment=_EQUIPMENT[scene.chart],
            insurance=_INSURANCE[scene.chart],
            targets=knowledge.accounts_of(scene.chart, accounts),
            months=months,
            end=end,
        )
    )
    recorded_at = int(dt.datetime.combine(end, dt.time(), dt.UTC).timestamp())
    with book.store.transaction() as connection:
        for start in range(0, len(drafts), _CHUNK):
            progress(start, len(drafts))
            ledger.post(connection, drafts[start : start + _CHUNK], recorded_at=recorded_at)
        for role in _REPEATING:
            _repeat(connection, drafts, codes[role])
        progress(len(drafts), len(drafts))


def _repeat(connection: database.Connection, drafts: Sequence[Draft], account: str) -> None:
    """Let the entries that debit ``account`` repeat after the last of them; they post no more."""
    days: dict[tuple[str, str], list[tuple[int, Draft]]] = {}
    for number, draft in enumerate(drafts, 1):
        if draft.postings[0].account == account:
            days.setdefault((draft.party, draft.narration), []).append((number, draft))
    past = max(days.values(), key=len, default=[])  # others were paid once
    if not past:
        return
    anchors = [draft for _, draft in past if draft.day.day == _LONGEST] or [past[-1][1]]
    anchor = anchors[-1]  # a month's last day is counted from a 31st
    rhythm = Rhythm(Every.MONTHLY, anchor.day)
    schedule = schedules.add(connection, Schedule(0, rhythm, anchor))
    for number, draft in past:
        if draft.day >= anchor.day:
            schedules.settle(connection, schedule, draft.day, number)

"""The verbs of Today, the first steps and the questions about the first day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.today import OpeningForm
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.domain.today import Today
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.domain.account import Account
    from cfo_desktop.domain.entry import Entry
    from cfo_desktop.domain.outlook import Outlook
    from cfo_desktop.services.books import Book

MOST_ENTRIES = 200
"""Of a finding that are read."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead, and the accounts by code that its rows name."""

    outlook: Outlook
    accounts: Mapping[str, Account]


def today() -> Query[Today]:
    """Read what Today shows."""

    def work(book: Book, _: Progress) -> Today:
        from cfo_desktop.services import today

        return today.read(book)

    return Query(work)


def outlook() -> Query[Ahead]:
    """Read what lies ahead and what was noticed: longer work than ``today``."""

    def work(book: Book, progress: Progress) -> Ahead:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import outlook

        found = outlook.read(book, progress=progress)
        return Ahead(found, {each.code: each for each in accounts.all_accounts(book)})

    return Query(work)


def entries(numbers: Sequence[int]) -> Query[list[Entry]]:
    """Read the first ``MOST_ENTRIES`` of the entries with these numbers, in their order."""

    def work(book: Book, _: Progress) -> list[Entry]:
        from cfo_desktop.services import entries

        return [entries.entry(book, number=number) for number in numbers[:MOST_ENTRIES]]

    return Query(work)


def put_off(key: str, *, until: dt.date) -> Change[None]:
    """Show a finding no more before ``until``."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import findings

        return None, findings.put_off(book, key=key, until=until)

    return Change(work)


def call_not_useful(key: str) -> Change[None]:
    """Show a finding no more, and its kind only where it is more marked."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import findings

        return None, findings.call_not_useful(book, key=key)

    return Change(work)


def show_again(key: str) -> Change[None]:
    """Take back that a finding was put off or called not useful."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import findings

        return None, findings.show_again(book, key=key)

    return Change(work)


def mark_step(step: Step, state: StepState) -> Change[None]:
    """Keep what the owner said of a first step."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import first_steps

        return None, first_steps.mark(book, step=step, state=state)

    return Change(work)


def hide_steps() -> Change[None]:
    """Show the first steps no more."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import first_steps

        return None, first_steps.hide(book)

    return Change(work)


def show_steps_again() -> Change[None]:
    """Show the first steps, also those that were skipped."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import first_steps

        return None, first_steps.show_again(book)

    return Change(work)


def opening_form() -> Query[OpeningForm]:
    """Read what to ask about the first day, and what is booked of it."""

    def work(book: Book, _: Progress) -> OpeningForm:
        from cfo_desktop.services import opening

        return opening.form(book)

    return Query(work)


def answer_opening(
    *, day: dt.date, amounts: Mapping[str, str], corrects: int | None
) -> Change[int]:
    """Book the answers as one entry, in place of entry ``corrects``; its number comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import opening

        number = opening.answer(book, day=day, amounts=amounts, corrects=corrects)
        return number, Changes(accounts=True, entries=True)

    return Change(work)

"""The verbs that write: letters that the owner may send, and the letter of the morning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.base.files import write_atomically
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.ui.tasks import Errand
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.domain.account import Account
    from cfo_desktop.domain.advice import Letter
    from cfo_desktop.domain.drafts import Draft
    from cfo_desktop.domain.drafts import Tone
    from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, and whom else such a letter could be written to."""

    draft: Draft
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Morning:
    """The letter of the morning, and the accounts by code that it names."""

    letter: Letter
    accounts: Mapping[str, Account]


def draft(
    wanted: Wanted, *, language: str | None, default: str, tone: Tone | None
) -> Query[Drafted]:
    """Draft a letter; without a party to the one it is most about."""

    def work(book: Book, _: Progress) -> Drafted:
        from cfo_desktop.services import drafts

        known = drafts.parties(book, wanted.kind)
        to = wanted if wanted.party or not known else replace(wanted, party=known[0])
        made = drafts.draft(book, to, language=language, default=default, tone=tone)
        return Drafted(made, known)

    return Query(work)


def morning() -> Query[Morning]:
    """Write the letter of the morning."""

    def work(book: Book, progress: Progress) -> Morning:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import advice

        letter = advice.morning(book, progress=progress)
        return Morning(letter, {each.code: each for each in accounts.all_accounts(book)})

    return Query(work)


def save_text(text: str, *, target: Path) -> Errand[Path]:
    """Write a letter as a text file: the owner's explicit act."""

    def work(_: Progress) -> Path:
        write_atomically(target, text.encode("utf-8"))
        return target

    return Errand(work)

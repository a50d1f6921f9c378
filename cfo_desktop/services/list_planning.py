"""What planning a list of invoices and planning a list of takings have in common."""

from __future__ import annotations

import abc
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import Record
from cfo_desktop.services.planning import shortened
from cfo_desktop.store import ledger


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that holds lists, what is known while it is planned, and what the owner says of it."""

    file: str
    read: ReadFile
    context: Context
    chosen: str | None
    """Code of the account that the lists are of."""
    profile: str | None

    @property
    def currency(self) -> str:
        """The book's currency."""
        return self.context.accounts.currency

    def text(self, key: str, **values: str) -> str:
        """Return a text of the ledger in the language of the book's chart."""
        chart = ledger.values(self.context.connection)["chart"]
        language = "zh_CN" if chart.startswith("cn-") else "en"
        return texts.text(language, "ledger", key, **values)


@dataclass(slots=True, kw_only=True)
class Part(abc.ABC):
    """One list of a file, and what is planned of it."""

    asked: Asked
    listed: InvoiceList | TakingsList
    own: Account
    """The account that the list is of."""
    is_new: bool = False
    """Whether the book does not have that account yet."""
    rows: list[PlannedRow] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    """What the book, not the file, has to say about the import."""

    @property
    @abc.abstractmethod
    def profile(self) -> str:
        """The profile that the report names."""

    @property
    @abc.abstractmethod
    def expected(self) -> int:
        """How many rows there are to plan."""

    @abc.abstractmethod
    def planned(self) -> Iterator[PlannedRow]:
        """Plan one row after the other."""

    @property
    def to_record(self) -> Record | None:
        """What keeps the list beside its entries; ``None`` where nothing of it is kept."""
        return None

    def report(self) -> ImportedFile:
        """Return what becomes of the list, once its rows are settled."""
        states = Counter(row.state for row in self.rows)
        listed = self.listed
        refused = [row.reason for row in self.rows if row.reason and row.state is RowState.REJECTED]
        moved = sum(self.moved(row.draft).minor for row in self.rows if row.draft is not None)
        return ImportedFile(
            file=self.asked.file,
            format=self.asked.read.format,
            profile=self.profile,
            account=self.own.code,
            account_name=self.own.name,
            account_is_new=self.is_new and states[RowState.NEW] > 0,
            read=len(self.rows) + len(listed.skipped) + len(listed.rejected),
            new=states[RowState.NEW],
            duplicate=states[RowState.DUPLICATE],
            skipped=states[RowState.SKIPPED] + len(listed.skipped),
            rejected=states[RowState.REJECTED] + len(listed.rejected),
            movement=Money(self.own.currency, moved),
            opening=None,
            closing=None,
            faults=(*listed.rejected, *refused, *listed.warnings, *self.notes),
            checks=listed.checks,
            rows=(
                *(row.report() for row in self.rows),
                *_unbooked(listed.skipped, RowState.SKIPPED),
                *_unbooked(listed.rejected, RowState.REJECTED),
            ),
        )

    def moved(self, draft: Draft) -> Money:
        """Return what an entry moves on the list's account."""
        minor = sum(line.amount.minor for line in draft.postings if line.account == self.own.code)
        return Money(self.own.currency, minor)

    def others(self, draft: Draft) -> str:
        """Return the codes of an entry's other accounts."""
        codes = (line.account for line in draft.postings)
        return " ".join(dict.fromkeys(code for code in codes if code != self.own.code))


def draft_of(
    row: PlannedRow, lines: Iterable[tuple[Account, int]], *, day: dt.date, currency: str
) -> Draft:
    """Return the entry of a row, of accounts and the minor units that each is moved by.

    Raises ``UserError("account_closed")``.
    """
    used = [(account, minor) for account, minor in lines if minor]
    for account, _minor in used:
        if account.closed_on is not None and day > account.closed_on:
            raise UserError("account_closed", code=account.code)
    postings = tuple(Posting.plain(account.code, Money(currency, minor)) for account, minor in used)
    return Draft(day, shortened(row.narration), postings, party=shortened(row.party))


def _unbooked(faults: Iterable[Fault], state: RowState) -> list[ImportedRow]:
    return [ImportedRow(fault.place, state, reason=fault) for fault in faults]

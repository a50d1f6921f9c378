"""What importing a statement and importing another program's book have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.entry import MAX_TEXT
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowMatch
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.matching import Source
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services.books import Book
from cfo_desktop.services.known_invoices import KnownInvoices
from cfo_desktop.services.known_takings import KnownTakings
from cfo_desktop.services.statement_accounts import StatementAccounts
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger
from cfo_desktop.store import rules


@dataclass(slots=True, eq=False)
class PlannedStatement:
    """One account's statement as the book keeps it, for matching and reconciling later."""

    file: str
    profile: str
    account: str
    first_day: dt.date
    last_day: dt.date
    opening: Money | None = None
    closing: Money | None = None
    faults: tuple[Fault, ...] = ()
    """What of the file is not in the book: rejected rows, gaps in its running balance."""


@dataclass(slots=True, eq=False)
class PlannedRow:
    """A row of a file and what is to become of it; matching may change that before it is booked."""

    content_id: str
    place: str
    state: RowState
    day: dt.date | None = None
    party: str = ""
    narration: str = ""
    amount: Money | None = None
    counter: str = ""
    """Codes of the accounts on the other side."""
    draft: Draft | None = None
    """What is to be posted for it; ``None`` where nothing is."""
    reason: Fault | None = None
    source: StatementRow | None = None
    """The row of a statement; ``None`` for a row of anything else."""
    account: str = ""
    """Code of the account that the money moved on."""
    statement: PlannedStatement | None = None
    match: RowMatch | None = None
    key: int = 0
    """Below zero where matching looks at the row: its number among those."""
    holder: int | None = None
    """Key of the payment that this row tells too, where that is another's."""
    proposal: Proposal | None = None
    """Where its money probably belongs, or which rule says so."""
    guessed: bool = False
    """Whether it is sorted as proposed, for the owner to confirm."""

    @property
    def name(self) -> tuple[str, str]:
        """File and place, by which the owner names the row."""
        return (self.statement.file if self.statement else "", self.place)

    @property
    def origin(self) -> Source | None:
        """Whose statement tells the row."""
        kept = self.statement
        return Source(kept.account, kept.profile) if kept else None

    def report(self) -> ImportedRow:
        """Return the row as the preview shows it."""
        return ImportedRow(
            place=self.place,
            state=self.state,
            day=self.day,
            party=self.party,
            narration=self.narration,
            amount=self.amount,
            counter=self.counter,
            reason=self.reason,
            match=self.match,
            proposal=self.proposal,
            guessed=self.guessed,
        )


Record = Callable[[database.Connection, str, Mapping[str, int]], None]
"""Keeps what a file tells beside its entries; called in the import's transaction with the batch
and {content id: entry number}."""


@dataclass(slots=True)
class PlannedFile:
    """What a file would do: its rows, its report once they are settled, what else is kept of it."""

    report: Callable[[], ImportedFile]
    rows: list[PlannedRow] = field(default_factory=list)
    record: Record | None = None


@dataclass(slots=True)
class Context:
    """What the drafts of one import are made with."""

    connection: database.Connection
    invoices: KnownInvoices
    takings: KnownTakings
    entries: int
    """How many there are: what is planned gets the numbers after them."""
    accounts: StatementAccounts
    rules: list[Rule]
    locked: dt.date | None
    known: import_log.KnownRows
    """Content ids that are in the ledger, or that this import adds."""
    first_days: dict[str, dt.date]
    """{account code: day of its earliest entry}."""
    opening_days: dict[str, dt.date]
    """{account code: the day at whose end the owner said what the account held}."""
    rates: dict[str, tuple[int, int]]
    """{currency: (amount, value)} of the latest valued posting, both in minor units."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """(file, place) of rows that the owner says are payments of their own, whatever they equal;
    without a file, of every file."""

    @classmethod
    def of(cls, book: Book, *, apart: Iterable[tuple[str, str]] = ()) -> Context:
        """Read what an import into ``book`` needs to know."""
        accounts = StatementAccounts(book)
        with database.mapped_errors():
            connection = book.store.connection
            return cls(
                connection=connection,
                invoices=KnownInvoices(connection),
                takings=KnownTakings(connection),
                entries=ledger.head(connection).entries,
                accounts=accounts,
                rules=rules.rules(connection),
                locked=ledger.locked_through(connection),
                known=import_log.KnownRows(connection),
                first_days=figures.first_days(connection),
                opening_days=figures.opening_days(connection),
                rates=ledger.latest_rates(connection),
                apart=frozenset(apart),
            )

    def keeps_apart(self, row: PlannedRow) -> bool:
        """Tell whether the owner says that a row is a payment of its own."""
        return row.name in self.apart or ("", row.place) in self.apart

    def check_day(self, day: dt.date) -> None:
        """Raise ``UserError("period_locked")`` for a day that nothing may be posted on."""
        if self.locked is not None and day <= self.locked:
            raise UserError("period_locked")


def as_fault(error: UserError, place: str = "") -> Fault:
    """Return an error about one row or file as the fault to show for it."""
    return Fault(error.code, place, {key: str(value) for key, value in error.data.items()})


def refused_file(file: str, fault: Fault, *, kind: str = "", profile: str = "") -> PlannedFile:
    """Return the report of a file of which nothing is booked."""
    report = ImportedFile(
        file=file,
        format=kind,
        profile=profile,
        account="",
        account_name="",
        account_is_new=False,
        read=0,
        new=0,
        duplicate=0,
        skipped=0,
        rejected=0,
        movement=None,
        opening=None,
        closing=None,
        faults=(fault,),
        checks=(),
        rows=(),
        refused=True,
    )
    return PlannedFile(lambda: report)


def shortened(text: str) -> str:
    """Shorten a text to what an entry holds."""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def value_of(minor: int, currency: str, base: str, rates: dict[str, tuple[int, int]]) -> int:
    """Return an amount's value in the book's currency at the latest known rate; 0 without one."""
    if currency == base:
        return minor
    amount, value = rates.get(currency, (1, 0))
    exact = 2 * abs(minor * value)
    rounded = (exact + abs(amount)) // (2 * abs(amount))
    return rounded if (minor * value * amount) >= 0 else -rounded

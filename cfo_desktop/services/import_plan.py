"""A whole import before it is booked: every row's fate, the numbers to come, what to keep of it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.base.errors import Bug
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.services import guessing
from cfo_desktop.services import matching
from cfo_desktop.services.books import Book
from cfo_desktop.services.guessing import PlannedGuess
from cfo_desktop.services.matching import PlannedEntry
from cfo_desktop.services.matching import Settled
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import PlannedStatement
from cfo_desktop.store import database
from cfo_desktop.store import links
from cfo_desktop.store import sources
from cfo_desktop.store.links import KeptLink
from cfo_desktop.store.sources import KeptRow
from cfo_desktop.store.sources import KeptStatement


@dataclass(slots=True)
class ImportPlan:
    """What an import would do; ``keys`` are the numbers that planned entries will have, by key."""

    context: Context
    files: Sequence[PlannedFile]
    settled: Settled
    keys: dict[int, int] = field(default_factory=dict)
    holders: dict[int, int] = field(default_factory=dict)
    """{key of a row: key of the payment that it tells too}."""
    numbers: dict[str, int] = field(default_factory=dict)
    """{content id of a row: number of the entry posted for it}."""
    guesses: Sequence[PlannedGuess] = ()

    @classmethod
    def of(
        cls,
        book: Book,
        context: Context,
        files: Sequence[PlannedFile],
        *,
        alive: Callable[[], None],
    ) -> ImportPlan:
        """Match the rows of planned files, sort what is sure, and number what is to be posted.

        ``alive`` is called now and then, and raises where the owner has cancelled.
        """
        plan = cls(context, files, matching.settle(context, files, alive=alive))
        alive()
        plan.guesses = guessing.settle(book, context, files, plan.settled, alive=alive)
        alive()
        for number, planned in enumerate(plan._posted(), context.entries + 1):
            if planned.key:
                plan.keys[planned.key] = number
            if isinstance(planned, PlannedRow):
                plan.numbers[planned.content_id] = number
        rows = plan._rows()
        plan.holders |= {row.key: row.holder for row in rows if row.holder is not None}
        for row in rows:
            if row.match is not None:
                row.match = replace(row.match, entry=plan._entry(row.match.entry))
        return plan

    @property
    def has_anything(self) -> bool:
        """Whether the import changes the book at all."""
        return any(row.holder is not None for row in self._rows()) or any(
            file.record is not None or any(row.draft for row in file.rows) for file in self.files
        )

    def reports(self) -> tuple[ImportedFile, ...]:
        """Return what the import does, file by file."""
        return tuple(file.report() for file in self.files)

    def drafts(self) -> list[Draft]:
        """Return what is to be posted, in the order of its numbers."""
        found = []
        for planned in self._posted():
            if planned.draft is None:
                raise Bug("what is numbered is posted")
            completes = planned.draft.completes
            if completes is not None and completes < 0:
                found.append(replace(planned.draft, completes=self._entry(completes)))
            else:
                found.append(planned.draft)
        return found

    def keep(self, connection: database.Connection, batch: str, *, recorded_at: int) -> None:
        """Keep the statements, their rows and the links, in the import's own transaction."""
        statements: dict[int, int] = {}
        kept = []
        for row in self._rows():
            if row.draft is None and row.holder is None:
                continue
            statement = row.statement
            if statement is not None and id(statement) not in statements:
                statements[id(statement)] = sources.add_statement(
                    connection, batch, _kept_statement(statement)
                )
            number = statements[id(statement)] if statement is not None else None
            kept.append((row.content_id, self._holder(row), number, _kept_row(row)))
        sources.add_rows(connection, batch, kept)
        for link in self.settled.links:
            made = self._numbered(link, batch)
            links.add(connection, made, recorded_at=recorded_at)
            links.hold_rows(connection, made.rows, made.entry)
        guessing.keep(connection, self.guesses, self.keys)
        for file in self.files:
            if file.record is not None:
                file.record(connection, batch, self.numbers)

    def _numbered(self, link: KeptLink, batch: str) -> KeptLink:
        """Return a planned link with the numbers of entries in the place of keys.

        What the link posts has a number of its own, also where it is a row that tells another's
        payment.
        """
        return replace(
            link,
            entry=self._entry(link.entry),
            other=None if link.other is None else self._entry(link.other),
            added=tuple(self.keys[key] for key in link.added),
            members=tuple(map(self._entry, link.members)),
            batch=batch,
        )

    def _rows(self) -> list[PlannedRow]:
        return [row for file in self.files for row in file.rows]

    def _posted(self) -> list[PlannedRow | PlannedEntry]:
        """What is posted, in the order of its numbers: the rows' drafts, then what is added."""
        rows = [row for row in self._rows() if row.draft is not None]
        return [*rows, *self.settled.entries]

    def _holder(self, row: PlannedRow) -> int:
        """Return the number of the entry that holds the row's payment."""
        return self.numbers[row.content_id] if row.holder is None else self._entry(row.holder)

    def _entry(self, key: int) -> int:
        """Return the number of the entry that holds the payment with a key."""
        while (holder := self.holders.get(key)) is not None:
            key = holder
        return self.keys.get(key, key)


def _kept_statement(statement: PlannedStatement) -> KeptStatement:
    return KeptStatement(
        statement.file,
        statement.profile,
        statement.account,
        statement.first_day,
        statement.last_day,
        statement.opening.minor if statement.opening else None,
        statement.closing.minor if statement.closing else None,
        tuple((fault.code, fault.place) for fault in statement.faults),
    )


def _kept_row(row: PlannedRow) -> KeptRow | None:
    source = row.source
    if source is None:
        return None
    return KeptRow(
        place=source.place,
        account=row.account,
        day=source.day,
        amount=source.amount.minor,
        time=source.time,
        balance=source.balance.minor if source.balance else None,
        kind=source.kind.value,
        party=source.party,
        narration=source.narration,
        reference=source.reference,
        other_references=source.other_references,
        refund_of=source.refund_of,
        party_account=source.party_account,
    )

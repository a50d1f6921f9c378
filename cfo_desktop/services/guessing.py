"""What an import sorts by itself: rows that wait, and whose account the owner's past makes sure."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.rules import Movement
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.services.categories import Proposer
from cfo_desktop.services.matching import PlannedEntry
from cfo_desktop.services.matching import Settled
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.store import database
from cfo_desktop.store import guesses

_PER_MILLE = 1000
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class PlannedGuess:
    """An entry of the import that sorts another of its entries; ``key`` is its number to come."""

    key: int
    proposal: Proposal


def settle(
    book: Book,
    context: Context,
    files: Sequence[PlannedFile],
    settled: Settled,
    *,
    alive: Callable[[], None],
) -> list[PlannedGuess]:
    """Say of every row that still waits where it belongs, and let what is sure enough be sorted.

    What matching found a partner for is left to that, and to the owner where it is only likely.
    ``alive`` is called now and then, and raises where the owner has cancelled.
    """
    suspense = _suspense(context, files)
    waiting = list(_waiting(files, settled, suspense))
    if not waiting:
        return []
    proposer = Proposer.of(book)
    lowest = min([0, *(row.key for file in files for row in file.rows)])
    lowest = min([lowest, *(entry.key for entry in settled.entries)])
    planned = []
    for done, (row, draft) in enumerate(waiting):
        if not done % _TOLD_EVERY:
            alive()
        movement = _movement(row, draft, suspense)
        proposal = proposer.propose(movement)
        row.proposal = proposal
        if proposal is None or not proposer.books(movement, proposal):
            continue
        if not row.key:
            lowest -= 1
            row.key = lowest
        completion = _completion(draft, row.key, proposal.account, context, suspense)
        if completion is None:
            continue
        lowest -= 1
        settled.entries.append(PlannedEntry(lowest, completion))
        row.counter = proposal.account
        row.guessed = True
        planned.append(PlannedGuess(lowest, proposal))
    return planned


def keep(
    connection: database.Connection, planned: Sequence[PlannedGuess], numbers: dict[int, int]
) -> None:
    """Keep the guesses, for the owner to confirm; ``numbers`` are those of entries by key."""
    guesses.add(
        connection,
        [
            (
                numbers[guess.key],
                round(guess.proposal.confidence * _PER_MILLE),
                guess.proposal.evidence,
            )
            for guess in planned
        ],
    )


def _suspense(context: Context, files: Sequence[PlannedFile]) -> set[str]:
    """Return the codes of the suspense accounts that rows wait on, planned ones included."""
    own = context.accounts.role(Role.SUSPENSE, context.accounts.currency).code
    rows = (row for file in files for row in file.rows if row.draft is not None)
    codes = {line.account for row in rows if row.draft for line in row.draft.postings}
    return {code for code in codes if code == own or code.startswith(f"{own}-")}


def _waiting(
    files: Sequence[PlannedFile], settled: Settled, suspense: Collection[str]
) -> Iterator[tuple[PlannedRow, Draft]]:
    """Yield the new rows of statements whose money nothing has sorted, with their drafts."""
    taken = {entry.draft.completes for entry in settled.entries}
    for link in settled.links:
        taken |= {link.entry, link.other, *link.members}
    for file in files:
        for row in file.rows:
            draft = row.draft
            if draft is None or row.source is None or row.holder is not None:
                continue
            if row.key and row.key in taken:
                continue
            if any(line.account in suspense for line in draft.postings):
                yield row, draft


def _movement(row: PlannedRow, draft: Draft, suspense: Collection[str]) -> Movement:
    minor = -sum(line.amount.minor for line in draft.postings if line.account in suspense)
    refund = row.source is not None and row.source.kind is RowKind.REFUND
    return Movement(draft.party, draft.narration, row.account, minor, draft.day, refund)


def _completion(
    draft: Draft, key: int, account: str, context: Context, suspense: Collection[str]
) -> Draft | None:
    """Return the entry that sorts a row; ``None`` where its money has no rate to be valued at."""
    accounts = context.accounts
    try:
        return entries.moved_on(
            draft,
            number=key,
            target=accounts.get(account),
            suspense=suspense,
            day=draft.day,
            exchange_account=lambda currency: accounts.exchange(currency).code,
        )
    except UserError:
        return None

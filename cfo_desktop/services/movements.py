"""The ledger's entries as movements on the owner's accounts, and where each was sorted."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.period import day_from_key
from cfo_desktop.domain.rules import Movement
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import import_log
from cfo_desktop.store import movements
from cfo_desktop.store.movements import Standing

LATEST = 40_000
"""So many of the latest entries are looked at: an imported one and what sorts it are two."""
_MOST_OF_IT = 0.8
"""An entry over several accounts counts as one that went to the account of this share of it."""

Lines = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Sorted:
    """An entry as a movement; ``account`` is where it went, empty while it waits."""

    entry: int
    movement: Movement
    account: str
    completed_by: int | None = None
    """Number of the entry that sorted it, where it had waited."""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """What the accounts of a book are to a movement."""

    own: frozenset[str]
    """Money at hand, and every account that statements are of."""
    suspense: frozenset[str]
    exchange: str
    """Code of the exchange account; those of other currencies begin with it."""
    fees: str

    @classmethod
    def of(cls, book: Book) -> Places:
        """Return those of a book."""
        accounts = chart.all_accounts(book)
        by_role = {account.role: account.code for account in accounts if account.role}
        with database.mapped_errors():
            connection = book.store.connection
            suspense = figures.suspense_codes(connection)
            known = set(import_log.hints(connection).values())
        cash = {account.code for account in accounts if account.group is Group.CASH}
        nominal = {
            account.code for account in accounts if account.kind.value in {"income", "expense"}
        }
        return cls(
            frozenset((cash | known) - suspense - nominal),
            frozenset(suspense),
            by_role.get(Role.EXCHANGE, ""),
            by_role.get(Role.FEES, ""),
        )

    def is_exchange(self, code: str) -> bool:
        """Tell whether an account only balances currencies."""
        return bool(self.exchange) and code.startswith(self.exchange)


def history(book: Book, *, latest: int = LATEST) -> list[Sorted]:
    """Return the latest entries that are one movement each, by day; transfers count on both sides.

    Entries of several movements, such as a day's takings, are left out.
    """
    places = Places.of(book)
    with database.mapped_errors():
        found = list(movements.standing(book.store.connection, latest=latest))
    completing = {entry.completes: entry for entry in found if entry.completes}
    seen = [
        sorted_
        for entry in found
        if entry.completes is None
        for sorted_ in _of_entry(entry, completing, places)
    ]
    seen.sort(key=lambda sorted_: (sorted_.movement.day, sorted_.entry))
    return seen


def waiting(book: Book) -> dict[int, Movement]:
    """Return {entry: movement} of the money that waits to be sorted, however long it has."""
    places = Places.of(book)
    with database.mapped_errors():
        found = list(movements.waiting(book.store.connection))
    return {
        sorted_.entry: sorted_.movement
        for entry in found
        for sorted_ in _of_entry(entry, {}, places)
    }


def of_numbers(book: Book, numbers: Iterable[int]) -> dict[int, Sorted]:
    """Return {entry: how it stands} of some entries that are one movement each."""
    wanted = set(numbers)
    places = Places.of(book)
    with database.mapped_errors():
        found = list(movements.those(book.store.connection, sorted(wanted)))
    completing = {entry.completes: entry for entry in found if entry.completes}
    return {
        sorted_.entry: sorted_
        for entry in found
        if entry.number in wanted and entry.completes is None
        for sorted_ in _of_entry(entry, completing, places)
    }


def _of_entry(
    entry: Standing, completing: Mapping[int, Standing], places: Places
) -> Iterator[Sorted]:
    lines = [(code, minor) for code, minor in entry.lines if not places.is_exchange(code)]
    waiting = [minor for code, minor in lines if code in places.suspense]
    own = [(code, minor) for code, minor in lines if code in places.own]
    if waiting:
        done = completing.get(entry.number)
        target = _target(done, places) if done else ""
        held = max(own, key=lambda line: abs(line[1]), default=("", 0))[0]
        moved = _movement(entry, held, -sum(waiting))
        number = done.number if done else None
        if target is not None and moved.minor:
            yield Sorted(entry.number, moved, target, number, entry.imported)
        return
    others = [line for line in lines if line[0] not in places.own]
    others = [line for line in others if line[0] != places.fees] or others
    if len(own) == 1 and others:
        code = _most(others)
        if code is not None:
            moved = _movement(entry, own[0][0], -sum(minor for _, minor in others))
            yield Sorted(entry.number, moved, code, None, entry.imported)
    elif len(own) == 2 and not others:  # noqa: PLR2004 - the two sides of a transfer
        for (held, minor), (other, _) in (own, own[::-1]):
            yield Sorted(entry.number, _movement(entry, held, minor), other, None, entry.imported)


def _movement(entry: Standing, own: str, minor: int) -> Movement:
    day = day_from_key(entry.day)
    return Movement(entry.party, entry.narration, own, minor, day, entry.refund)


def _target(entry: Standing, places: Places) -> str | None:
    """Return where a completing entry moved the money."""
    return _most(
        [
            line
            for line in entry.lines
            if line[0] not in places.suspense and not places.is_exchange(line[0])
        ]
    )


def _most(lines: Lines) -> str | None:
    """Return the account that takes nearly all of several lines."""
    total = sum(abs(minor) for _, minor in lines)
    code, minor = max(lines, key=lambda line: abs(line[1]), default=("", 0))
    return code if total and abs(minor) >= _MOST_OF_IT * total else None

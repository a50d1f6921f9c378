"""Lists of invoices and of takings among the tables of a file: known by their header, else left."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import partial

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.statements import card_payments
from cfo_desktop.statements import cut_rows
from cfo_desktop.statements import invoice_list
from cfo_desktop.statements import shopify
from cfo_desktop.statements import shopify_payments
from cfo_desktop.statements import square
from cfo_desktop.statements import till
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.header import named
from cfo_desktop.statements.table import Table

INVOICES = "invoices"
"""The profile of a list whose direction is not told; else ``sales-invoices`` or the other."""
_SEARCHED = 200
_FEWEST = 3
"""Cells of a row that may name the columns of a list."""
_WORTH = 100

_Columns = dict[str, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What the lists of a file gave."""

    profile: str
    invoices: tuple[InvoiceList, ...] = ()
    takings: tuple[TakingsList, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of list of takings; that of invoices is read apart."""

    profile: str
    columns_of: Callable[[dict[str, int]], _Columns | None]
    read: Callable[..., TakingsList | Fault] | None


_KINDS = (
    _Kind(square.PROFILE, square.columns_of, square.read),
    _Kind(shopify.PROFILE, shopify.columns_of, shopify.read),
    _Kind(shopify_payments.PROFILE, shopify_payments.columns_of, shopify_payments.read),
    *(
        _Kind(
            profile,
            partial(card_payments.columns_of, profile=profile),
            partial(card_payments.read, profile=profile),
        )
        for profile in (card_payments.SUMUP, card_payments.STRIPE)
    ),
    _Kind(INVOICES, invoice_list.columns_of, None),
    _Kind(till.PROFILE, till.columns_of, till.read),
)


@dataclass(frozen=True, slots=True)
class _Place:
    kind: _Kind
    position: int
    columns: _Columns


def _find(table: Table) -> _Place | None:
    """Return the header of a list and what it is of; ``None`` in any other table."""
    for position, row in enumerate(table.rows[:_SEARCHED]):
        if len(row.cells) < _FEWEST:
            continue
        names = trade_cells.names_of(row)
        for kind in _KINDS:
            if columns := kind.columns_of(names):
                return _Place(kind, position, columns)
    return None


def worth(table: Table) -> int:
    """Say how well a text was cut, as far as it is such a list."""
    place = _find(table)
    return _WORTH + len(place.columns) if place else 0


def read(tables: Sequence[Table], *, title: str, currency: str | None) -> Found | Fault | None:
    """Read the lists among these tables; ``None`` where there is none.

    ``title`` is the file's name, ``currency`` the book's. Faults: ``no_rows``,
    ``currency_needed``, ``items_only``, ``invoices_of_several_firms``.
    """
    profile = ""
    invoices: list[InvoiceList] = []
    takings: list[TakingsList] = []
    for table in tables:
        place = _find(table)
        if place is None:
            continue
        header = table.rows[place.position]
        whole = cut_rows.marked(table, named(header, place.position))
        if place.kind.read is not None:
            found = place.kind.read(whole, place.position, place.columns, currency=currency)
            if isinstance(found, Fault):
                return found
            takings.append(found)
            profile = profile or place.kind.profile
            continue
        lists = invoice_list.read(
            whole, place.position, place.columns, title=title, currency=currency
        )
        if isinstance(lists, Fault):
            return lists
        if warning := _copy(lists, invoices, table.name):
            invoices[0] = replace(invoices[0], warnings=(*invoices[0].warnings, warning))
        else:
            invoices += lists
    if not invoices and not takings:
        return None
    if not sum(each.read for each in invoices) + sum(each.read for each in takings):
        return Fault("no_rows")
    return Found(profile or profile_of(invoices), tuple(invoices), tuple(takings))


def profile_of(lists: Sequence[InvoiceList]) -> str:
    """Return the profile of lists of invoices: which way they go, where all go one way."""
    ways = {each.direction for each in lists}
    if ways == {Direction.SALE}:
        return "sales-invoices"
    return "purchase-invoices" if ways == {Direction.PURCHASE} else INVOICES


def _copy(lists: Sequence[InvoiceList], before: Sequence[InvoiceList], sheet: str) -> Fault | None:
    """Warn of a sheet that lists the same invoices again, such as line by line: it is left out.

    The tax bureau's workbook has a sheet of invoices, one of their lines, and some for trades.
    """
    known = {(each.code, each.number) for one in before for each in one.invoices}
    found = {(each.code, each.number) for one in lists for each in one.invoices}
    if not found or not found <= known or any(one.rejected for one in lists):
        return None
    rows = sum(one.read for one in lists)
    return Fault("sheet_repeated", sheet, {"rows": str(rows)})

"""A list of invoices made planned rows: each to be booked, known already, void, or at odds."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.base import ids
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services.known_invoices import Known
from cfo_desktop.services.list_planning import Asked
from cfo_desktop.services.list_planning import Part
from cfo_desktop.services.list_planning import draft_of
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import Record
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import shortened
from cfo_desktop.store import database
from cfo_desktop.store import invoices as kept
from cfo_desktop.store import ledger
from cfo_desktop.store.invoices import KeptInvoice

_VALID = InvoiceStatus.VALID.value
PROFILES = {Direction.SALE: "sales-invoices", Direction.PURCHASE: "purchase-invoices"}
"""The profiles of lists of invoices, by which an owner may say which way a list goes."""
_BY_NAME = {
    Direction.SALE: "invoices_sale_by_name",
    Direction.PURCHASE: "invoices_purchase_by_name",
}
_WORDS = {Direction.SALE: "sale_invoice", Direction.PURCHASE: "purchase_invoice"}
_OWN = {
    Direction.SALE: (Role.RECEIVABLES, Group.RECEIVABLE, Role.SALES),
    Direction.PURCHASE: (Role.PAYABLES, Group.PAYABLE, Role.PURCHASES),
}


@dataclass(slots=True, kw_only=True)
class _Part(Part):
    """One list of a file, which goes one way."""

    listed: InvoiceList
    direction: Direction
    narration: str
    to_keep: list[tuple[KeptInvoice, PlannedRow]] = field(default_factory=list)
    """What is new, with its row."""
    voided: list[int] = field(default_factory=list)
    """Entries of invoices that this list says are void."""

    @property
    def profile(self) -> str:
        return PROFILES[self.direction]

    @property
    def expected(self) -> int:
        return len(self.listed.invoices)

    def planned(self) -> Iterator[PlannedRow]:
        for invoice in self.listed.invoices:
            yield _decided(invoice, self, self.asked.context)

    @property
    def to_record(self) -> Record | None:
        return self.record if self.to_keep else None

    def record(
        self, connection: database.Connection, batch: str, numbers: Mapping[str, int]
    ) -> None:
        """Keep the invoices in the import's transaction."""
        kept.take_out(connection, self.voided, batch=batch)
        kept.add(
            connection,
            batch,
            (
                replace(each, entry=numbers[row.content_id] if each.status == _VALID else None)
                for each, row in self.to_keep
                if each.status != _VALID or row.draft is not None
            ),
        )


def parts(asked: Asked) -> list[_Part]:
    """Return a part for each way the invoices of a file go.

    ``chosen`` is the account of receivables or payables, ``profile`` what the owner says of the
    list: where its columns do not tell which way it goes, that decides, and last the file's name.
    Raises ``UserError`` for a list of which nothing may be booked.
    """
    return [_part(asked, listed) for listed in asked.read.invoices]


def _part(asked: Asked, listed: InvoiceList) -> _Part:
    accounts, currency = asked.context.accounts, asked.currency
    if listed.currency not in {None, currency}:
        raise UserError("invoices_currency", currency=listed.currency, own=currency)
    direction, warning = _direction(listed, asked.read, asked.profile)
    role, group, _side = _OWN[direction]
    account = accounts.get(asked.chosen) if asked.chosen else accounts.role(role, currency)
    if account.group is not group or account.currency != currency:
        raise UserError("invoices_account", code=account.code)
    return _Part(
        asked=asked,
        listed=listed,
        own=account,
        direction=direction,
        narration=asked.text(_WORDS[direction], number="{number}"),
        notes=[*warning, *_ordinary(listed, direction)],
    )


def _ordinary(listed: InvoiceList, direction: Direction) -> Iterator[Fault]:
    """Say that the tax of ordinary invoices received is part of what the goods cost."""
    found = [each for each in listed.invoices if _is_cost(each, direction) and each.tax.minor]
    if found:
        tax = Money(found[0].tax.currency, sum(each.tax.minor for each in found))
        shown = {"count": str(len(found)), "tax": str(tax)}
        yield Fault("invoices_ordinary", found[0].place, shown)


def _is_cost(invoice: Invoice, direction: Direction) -> bool:
    """Tell whether the tax of an invoice is not deducted."""
    valid = invoice.status is InvoiceStatus.VALID
    return invoice.ordinary and valid and direction is Direction.PURCHASE


def _direction(
    listed: InvoiceList, read: ReadFile, profile: str | None
) -> tuple[Direction, list[Fault]]:
    wanted = next((way for way, name in PROFILES.items() if name == profile), None)
    if listed.direction and wanted not in {None, listed.direction}:
        raise UserError("profile_other", found=PROFILES[listed.direction], wanted=profile)
    if profile and wanted is None and profile != read.profile:
        raise UserError("profile_other", found=read.profile, wanted=profile)
    if found := listed.direction or wanted:
        return found, []
    if listed.suggested is None:
        raise UserError("invoices_way_unknown")
    return listed.suggested, [Fault(_BY_NAME[listed.suggested])]


def _decided(invoice: Invoice, part: _Part, context: Context) -> PlannedRow:
    """Settle one invoice: new, known, void, or at odds with what is known."""
    sign = 1 if part.direction is Direction.SALE else -1
    party = invoice.party(part.direction).name
    row = PlannedRow(
        content_id=_content_id(invoice, part),
        place=invoice.place,
        state=RowState.NEW,
        day=invoice.day,
        party=party,
        narration=_narration(invoice, part),
        amount=Money(invoice.gross.currency, sign * invoice.gross.minor),
        account=part.own.code,
    )
    known = context.invoices.of(part.direction, invoice)
    try:
        if invoice.status is InvoiceStatus.VOID:
            _void(row, invoice, known, part, context)
        else:
            _valid(row, invoice, known, part, context)
    except UserError as error:
        row.state, row.draft = RowState.REJECTED, None
        row.reason = as_fault(error, row.place)
    return row


def _content_id(invoice: Invoice, part: _Part) -> str:
    party = invoice.party(part.direction)
    return ids.content_id(
        "invoice",
        part.direction.value,
        invoice.code,
        invoice.number,
        invoice.day.isoformat(),
        party.name,
        str(invoice.gross.minor),
        invoice.status.value,
    )


def _narration(invoice: Invoice, part: _Part) -> str:
    number = f"{invoice.code} {invoice.number}".strip()
    text = part.narration.replace("{number}", number)
    return shortened(f"{text} · {invoice.narration}" if invoice.narration else text)


def _void(
    row: PlannedRow, invoice: Invoice, known: Sequence[Known], part: _Part, context: Context
) -> None:
    """Book nothing; take back what was booked while the invoice still counted."""
    row.reason = Fault("invoice_void", row.place, {"number": invoice.number})
    row.state = RowState.SKIPPED
    if any(each.is_void for each in known):
        row.state, row.reason = RowState.DUPLICATE, None
        return
    for each in known:
        if each.leave_out is not None:
            each.leave_out()
        elif each.kept.entry is not None:
            _reverse(row, invoice, each.kept.entry, part, context)
    _keep(row, invoice, part, context, known)


def _reverse(row: PlannedRow, invoice: Invoice, entry: int, part: _Part, context: Context) -> None:
    booked = ledger.entry(context.connection, entry)
    part.voided.append(entry)
    if booked.reversed_by is not None:
        return
    context.check_day(booked.draft.day)
    row.draft = booked.draft.reversal(entry, day=booked.draft.day, narration=row.narration)
    row.state = RowState.NEW
    row.counter = part.others(row.draft)
    row.amount = part.moved(row.draft)
    row.reason = None
    shown = {"number": invoice.number, "entry": str(entry)}
    part.notes.append(Fault("invoice_voided", row.place, shown))


def _valid(
    row: PlannedRow, invoice: Invoice, known: Sequence[Known], part: _Part, context: Context
) -> None:
    if known:
        row.state = RowState.DUPLICATE
        if any(each.is_void for each in known):
            part.notes.append(Fault("invoice_was_void", row.place, {"number": invoice.number}))
        elif all(each.kept.gross != invoice.gross.minor for each in known):
            raise UserError(
                "invoice_differs",
                number=invoice.number,
                gross=str(invoice.gross),
                before=str(Money(invoice.gross.currency, known[0].kept.gross)),
            )
        return
    if not invoice.gross.minor and not invoice.net.minor:
        row.state = RowState.SKIPPED
        row.reason = Fault("zero_amount", row.place)
        return
    context.check_day(invoice.day)
    row.draft = _draft(row, invoice, part, context)
    row.counter = part.others(row.draft)
    _keep(row, invoice, part, context, ())


def _draft(row: PlannedRow, invoice: Invoice, part: _Part, context: Context) -> Draft:
    """Book what is owed against sales or purchases and the tax; a return goes the other way.

    Tax that is not deducted is booked with the purchases.
    """
    currency = invoice.gross.currency
    other = context.accounts.role(_OWN[part.direction][2], currency)
    tax = context.accounts.role(Role.SALES_TAX, currency)
    sign = 1 if part.direction is Direction.SALE else -1
    if _is_cost(invoice, part.direction):
        lines = [(part.own, sign * invoice.gross.minor), (other, -sign * invoice.gross.minor)]
    else:
        lines = [
            (part.own, sign * invoice.gross.minor),
            (other, -sign * invoice.net.minor),
            (tax, -sign * invoice.tax.minor),
        ]
    return draft_of(row, lines, day=invoice.day, currency=currency)


def _keep(
    row: PlannedRow, invoice: Invoice, part: _Part, context: Context, known: Sequence[Known]
) -> None:
    """Remember the invoice, by the party it was known under where a void one names none."""
    party = invoice.party(part.direction)
    before = known[0].kept if known else None
    each = KeptInvoice(
        direction=part.direction.value,
        code=invoice.code,
        number=invoice.number,
        day=invoice.day,
        party=party.name or (before.party if before else ""),
        party_tax_id=party.tax_id or (before.party_tax_id if before else ""),
        net=invoice.net.minor,
        tax=invoice.tax.minor,
        gross=invoice.gross.minor,
        status=invoice.status.value,
    )

    def leave_out() -> None:
        """A later row of the same import says that it is void."""
        row.state, row.draft = RowState.SKIPPED, None
        row.reason = Fault("invoice_void", row.place, {"number": invoice.number})

    booked = invoice.status is InvoiceStatus.VALID
    part.to_keep.append((each, row))
    context.invoices.add(part.direction, Known(each, leave_out if booked else None))

"""A list of invoices made planned rows: each to be booked, known already, void, or at odds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.base import ids
from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Invoice
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services.known_invoices import Known
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import Progress
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import refused_file
from cfo_desktop.services.planning import shortened
from cfo_desktop.store import database
from cfo_desktop.store import invoices as kept
from cfo_desktop.store import ledger
from cfo_desktop.store.invoices import KeptInvoice

_TOLD_EVERY = 1_000
"""Rows between two calls of the progress."""
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


@dataclass(slots=True)
class _Part:
    """One list of a file, which goes one way."""

    file: str
    read: ReadFile
    listed: InvoiceList
    direction: Direction
    account: Account
    narration: str
    rows: list[PlannedRow] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    to_keep: list[tuple[KeptInvoice, PlannedRow]] = field(default_factory=list)
    """What is new, with its row."""
    voided: list[int] = field(default_factory=list)
    """Entries of invoices that this list says are void."""

    def report(self) -> ImportedFile:
        states = Counter(row.state for row in self.rows)
        listed = self.listed
        refused = [row.reason for row in self.rows if row.reason and row.state is RowState.REJECTED]
        moved = sum(
            line.amount.minor
            for row in self.rows
            if row.draft is not None
            for line in row.draft.postings
            if line.account == self.account.code
        )
        return ImportedFile(
            file=self.file,
            format=self.read.format,
            profile=PROFILES[self.direction],
            account=self.account.code,
            account_name=self.account.name,
            account_is_new=False,
            read=len(self.rows) + len(listed.skipped) + len(listed.rejected),
            new=states[RowState.NEW],
            duplicate=states[RowState.DUPLICATE],
            skipped=states[RowState.SKIPPED] + len(listed.skipped),
            rejected=states[RowState.REJECTED] + len(listed.rejected),
            movement=Money(self.account.currency, moved),
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


def _unbooked(faults: Iterable[Fault], state: RowState) -> list[ImportedRow]:
    return [ImportedRow(fault.place, state, reason=fault) for fault in faults]


def plan(
    file: str,
    read: ReadFile,
    context: Context,
    *,
    chosen: str | None,
    profile: str | None,
    progress: Progress | None = None,
) -> list[PlannedFile]:
    """Return one planned file for each way the invoices of a file go.

    ``chosen`` is the account of receivables or payables, ``profile`` what the owner says of the
    list: where its columns do not tell which way it goes, that decides, and last the file's name.
    """
    try:
        parts = [
            _part(file, read, listed, context, chosen=chosen, profile=profile)
            for listed in read.invoices
        ]
    except UserError as error:
        return [refused_file(file, as_fault(error), kind=read.format, profile=read.profile)]
    total = sum(len(part.listed.invoices) for part in parts)
    done = 0
    for part in parts:
        for invoice in part.listed.invoices:
            if progress and not done % _TOLD_EVERY:
                progress(done, total)
            done += 1
            part.rows.append(_decided(invoice, part, context))
    return [
        PlannedFile(part.report, part.rows, part.record if part.to_keep else None) for part in parts
    ]


def _part(
    file: str,
    read: ReadFile,
    listed: InvoiceList,
    context: Context,
    *,
    chosen: str | None,
    profile: str | None,
) -> _Part:
    """Raises ``UserError`` for a list of which nothing may be booked."""
    currency = context.accounts.currency
    if listed.currency not in {None, currency}:
        raise UserError("invoices_currency", currency=listed.currency, own=currency)
    direction, warning = _direction(listed, read, profile)
    role, group, _side = _OWN[direction]
    account = context.accounts.get(chosen) if chosen else context.accounts.role(role, currency)
    if account.group is not group or account.currency != currency:
        raise UserError("invoices_account", code=account.code)
    chart = ledger.values(context.connection)["chart"]
    language = "zh_CN" if chart.startswith("cn-") else "en"
    narration = texts.text(language, "ledger", _WORDS[direction], number="{number}")
    return _Part(file, read, listed, direction, account, narration, notes=warning)


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
        account=part.account.code,
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
    row.counter = _others(row.draft, part)
    row.amount = _moved(row.draft, part)
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
    row.counter = _others(row.draft, part)
    _keep(row, invoice, part, context, ())


def _draft(row: PlannedRow, invoice: Invoice, part: _Part, context: Context) -> Draft:
    """Book what is owed against sales or purchases and the tax; a return goes the other way."""
    currency = invoice.gross.currency
    other = context.accounts.role(_OWN[part.direction][2], currency)
    tax = context.accounts.role(Role.SALES_TAX, currency)
    sign = 1 if part.direction is Direction.SALE else -1
    lines = [
        (part.account, sign * invoice.gross.minor),
        (other, -sign * invoice.net.minor),
        (tax, -sign * invoice.tax.minor),
    ]
    used = [(account, minor) for account, minor in lines if minor]
    for account, _minor in used:
        if account.closed_on is not None and invoice.day > account.closed_on:
            raise UserError("account_closed", code=account.code)
    postings = tuple(Posting.plain(account.code, Money(currency, minor)) for account, minor in used)
    return Draft(invoice.day, row.narration, postings, party=shortened(row.party))


def _others(draft: Draft, part: _Part) -> str:
    codes = (line.account for line in draft.postings)
    return " ".join(dict.fromkeys(code for code in codes if code != part.account.code))


def _moved(draft: Draft, part: _Part) -> Money:
    minor = sum(line.amount.minor for line in draft.postings if line.account == part.account.code)
    return Money(part.account.currency, minor)


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

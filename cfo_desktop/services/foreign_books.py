"""Other programs' books into this one: GnuCash, beancount, hledger."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.base import ids
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import ForeignAccount
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.domain.foreign import ForeignPosting
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.money import Money
from cfo_desktop.services import reading
from cfo_desktop.services.child_process import Told
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import refused_file
from cfo_desktop.services.planning import shortened
from cfo_desktop.services.planning import value_of
from cfo_desktop.store import gnucash

_HEAD_BYTES = 65_536
_SQLITE = b"SQLite format 3\x00"
_GZIP = b"\x1f\x8b"
_DATE = rb"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_DIRECTIVE = re.compile(
    rb"^" + _DATE + rb"\s+(open|close|txn|pad|balance|commodity|[*!])\s", re.MULTILINE
)
_TRANSACTION = re.compile(rb"(?m)^" + _DATE + rb"[^\n,;\t]*\r?\n[ \t]+\S")

# What an account's path or type says of its group, tried in order; the first that fits counts.
_GROUPS: Mapping[Kind, tuple[tuple[str, Group], ...]] = {
    Kind.ASSET: (
        (r"receivable|debtors|owed to us|应收", Group.RECEIVABLE),
        (r"inventory|stock|goods|库存商品|存货", Group.STOCK),
        (r"fixed|equipment|property|vehicle|furniture|固定资产", Group.FIXED_ASSET),
        (r"cash|bank|checking|chequing|saving|current|wallet|paypal|till|现金|银行", Group.CASH),
    ),
    Kind.LIABILITY: (
        (r"loan|mortgage|借款|贷款", Group.LOAN),
        (r"payable|creditors|suppliers|应付", Group.PAYABLE),
        (r"\btax|\bvat\b|\bgst\b|税", Group.TAX),
    ),
    Kind.EQUITY: (
        (r"drawing|distribution", Group.DRAWINGS),
        (r"retained", Group.RETAINED),
    ),
    Kind.INCOME: ((r"sales|revenue|收入", Group.SALES),),
    Kind.EXPENSE: (
        (r"cost of (goods|sales)|\bcogs\b|purchases|成本", Group.COST_OF_SALES),
        (r"interest|bank fee|bank charge|financ|财务", Group.FINANCE),
        (r"income tax|所得税", Group.INCOME_TAX),
    ),
}
_OTHERWISE = {
    Kind.ASSET: Group.OTHER_CURRENT_ASSET,
    Kind.LIABILITY: Group.OTHER_CURRENT_LIABILITY,
    Kind.EQUITY: Group.CAPITAL,
    Kind.INCOME: Group.OTHER_INCOME,
    Kind.EXPENSE: Group.OPERATING,
}
_CODE_LETTERS = {
    Kind.ASSET: "A",
    Kind.LIABILITY: "L",
    Kind.EQUITY: "Q",
    Kind.INCOME: "I",
    Kind.EXPENSE: "E",
}


def is_one(path: Path) -> bool:
    """Tell by its first bytes whether a file is another program's book rather than a statement.

    A file that cannot be read is not one; reading it as a statement says why.
    """
    try:
        reading.check_regular(path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except (OSError, UserError):
        return False
    if head.startswith(_GZIP):
        head = _unpacked(head)
    if head.startswith(_SQLITE) or b"<gnc-v2" in head:
        return True
    return bool(_DIRECTIVE.search(head) or _TRANSACTION.search(head))


def _unpacked(head: bytes) -> bytes:
    """Unpack the beginning of a packed file, no more of it than of any other; empty if damaged."""
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, _HEAD_BYTES)
    except zlib.error:
        return b""


def plan(path: Path, context: Context, *, progress: Told | None = None) -> PlannedFile:
    """Read a book and return what importing it does; its accounts are planned in ``context``.

    Raises ``UserError`` where ``progress`` cancels; any other is the file's fault.
    """
    try:
        book = _read(path, progress)
    except UserError as error:
        if error.code == reading.CANCELLED:
            raise
        return refused_file(path.name, as_fault(error))
    if isinstance(book, Fault):
        return refused_file(path.name, book)
    accounts = {account.path: account for account in book.accounts}
    planned: list[PlannedRow] = []
    rows: list[ImportedRow] = []
    for entry, content_id in zip(book.entries, _content_ids(book.entries), strict=True):
        row = _planned(entry, content_id, accounts, context)
        rows.append(_row(entry, row))
        if isinstance(row, Draft):
            planned.append(PlannedRow(content_id, entry.place, RowState.NEW, draft=row))
    base = context.accounts.currency
    unvalued = {
        line.amount.currency
        for new in planned
        if new.draft is not None
        for line in new.draft.postings
        if line.amount.currency != base and line.amount.minor and not line.value.minor
    }
    notes = [Fault("rate_unknown", data={"currency": currency}) for currency in sorted(unvalued)]
    report = _report(path, book, rows, notes)
    return PlannedFile(lambda: report, planned)


def _read(path: Path, progress: Told | None) -> ForeignBook | Fault:
    try:
        with path.open("rb") as stream:
            is_sqlite = stream.read(len(_SQLITE)) == _SQLITE
    except OSError as error:
        raise user_error(error, path) from error
    if is_sqlite:
        return gnucash.read(path)
    result = reading.read_journal(path, progress=progress)
    if not isinstance(result, ForeignBook | Fault):
        raise UserError("file_unreadable")
    return result


def _content_ids(entries: Sequence[ForeignEntry]) -> list[str]:
    """Return a content id for each transaction; equal ones are told apart by counting."""
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for entry in entries:
        lines = (
            f"{line.account} {line.amount.minor} {line.amount.currency}" for line in entry.postings
        )
        content = (entry.id, entry.day.isoformat(), entry.party, entry.narration, *lines)
        seen[content] = seen.get(content, 0) + 1
        found.append(ids.content_id("book", *content, str(seen[content])))
    return found


def _planned(
    entry: ForeignEntry,
    content_id: str,
    accounts: Mapping[str, ForeignAccount],
    context: Context,
) -> Draft | Fault | None:
    """Return the draft, the fault that rejects it, or ``None`` for one that was imported before."""
    if content_id in context.known:
        return None
    try:
        context.check_day(entry.day)
        draft = _draft(entry, accounts, context)
    except UserError as error:
        return as_fault(error, entry.place)
    context.known.add(content_id)
    return draft


def _draft(entry: ForeignEntry, accounts: Mapping[str, ForeignAccount], context: Context) -> Draft:
    lines = [_posting(line, accounts[line.account], context) for line in entry.postings]
    lines = [line for line in lines if line.amount.minor or line.value.minor]
    postings = through_exchange(
        _even(lines), exchange_account=lambda currency: context.accounts.exchange(currency).code
    )
    return Draft(entry.day, shortened(entry.narration), postings, party=shortened(entry.party))


def _posting(line: ForeignPosting, account: ForeignAccount, context: Context) -> Posting:
    base = context.accounts.currency
    currency = line.amount.currency
    target = context.accounts.adopt(
        f"book:{account.path}:{currency}",
        name=account.path,
        group=_group(account),
        currency=currency,
        letter=_CODE_LETTERS[account.kind],
    )
    if currency == base:
        return Posting.plain(target.code, line.amount)
    if line.value is not None and line.value.currency == base:
        return Posting(target.code, line.amount, line.value)
    value = value_of(line.amount.minor, currency, base, context.rates)
    return Posting(target.code, line.amount, Money(base, value))


def _even(lines: list[Posting]) -> list[Posting]:
    """Let the last foreign line take a rounding difference of the values (a few minor units)."""
    difference = sum(line.value.minor for line in lines)
    if not difference or abs(difference) > len(lines):
        return lines
    for index in reversed(range(len(lines))):
        line = lines[index]
        if line.amount.currency != line.value.currency:
            value = Money(line.value.currency, line.value.minor - difference)
            lines[index] = Posting(line.account, line.amount, value)
            break
    return lines


def _group(account: ForeignAccount) -> Group:
    text = f"{account.detail} {account.path}".casefold()
    for pattern, group in _GROUPS[account.kind]:
        if re.search(pattern, text):
            return group
    return _OTHERWISE[account.kind]


def _row(entry: ForeignEntry, planned: Draft | Fault | None) -> ImportedRow:
    states = {Draft: RowState.NEW, Fault: RowState.REJECTED}
    return ImportedRow(
        place=entry.place,
        state=states.get(type(planned), RowState.DUPLICATE),
        day=entry.day,
        party=entry.party,
        narration=entry.narration,
        amount=next((line.amount for line in entry.postings if line.amount.minor > 0), None),
        reason=planned if isinstance(planned, Fault) else None,
    )


def _report(
    path: Path, book: ForeignBook, rows: Sequence[ImportedRow], notes: Sequence[Fault]
) -> ImportedFile:
    lost = [fault for fault in book.not_taken if fault.place.startswith("transaction")]
    refused = [row.reason for row in rows if row.reason]
    states = [row.state for row in rows]
    return ImportedFile(
        file=path.name,
        format=book.program,
        profile=book.program,
        account="",
        account_name="",
        account_is_new=False,
        read=len(rows) + len(lost),
        new=states.count(RowState.NEW),
        duplicate=states.count(RowState.DUPLICATE),
        skipped=0,
        rejected=len(lost) + len(refused),
        movement=None,
        opening=None,
        closing=None,
        faults=(*book.not_taken, *refused, *notes),
        checks=(),
        rows=(
            *rows,
            *(ImportedRow(fault.place, RowState.REJECTED, reason=fault) for fault in lost),
        ),
    )

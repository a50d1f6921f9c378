"""A till's or shop system's takings made planned rows: money by tender against what was sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

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
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import PlannedStatement
from cfo_desktop.services.planning import Progress
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import refused_file
from cfo_desktop.services.planning import shortened
from cfo_desktop.store import ledger

_TOLD_EVERY = 1_000
"""Rows between two calls of the progress."""
_ROLES = {
    Tender.CASH: Role.TILL,
    Tender.CARD: Role.CARD_CLEARING,
    Tender.ALIPAY: Role.WALLET_ALIPAY,
    Tender.WECHAT: Role.WALLET_WECHAT,
    Tender.BANK: Role.BANK,
    Tender.ON_ACCOUNT: Role.RECEIVABLES,
    Tender.OTHER: Role.SUSPENSE,
}
# Charts have no role for these; each is looked for among the accounts of a group by words of its
# Chinese name, and waits on the suspense account where there is none.
_NAMED = {
    "platform": (Group.CASH, ("外卖平台",)),
    "stored": (Group.OTHER_CURRENT_LIABILITY, ("储值", "预收")),
    "tips": (Group.OTHER_CURRENT_LIABILITY, ("其他应付",)),
}
_TITLES = {"square": "Square", "shopify": "Shopify"}


@dataclass(slots=True)
class _Part:
    """The takings of one list, and the accounts they are booked to."""

    file: str
    read: ReadFile
    listed: TakingsList
    currency: str
    own: Account
    """The till; of a shop system, the account on which card money waits to be paid out."""
    is_new: bool
    kept: PlannedStatement | None
    words: dict[bool, str]
    """What an entry is called whose file says nothing: a sale's, a refund's."""
    rows: list[PlannedRow] = field(default_factory=list)

    def report(self) -> ImportedFile:
        states = Counter(row.state for row in self.rows)
        listed = self.listed
        refused = [row.reason for row in self.rows if row.reason and row.state is RowState.REJECTED]
        moved = sum(_on(row.draft, self.own) for row in self.rows if row.draft is not None)
        return ImportedFile(
            file=self.file,
            format=self.read.format,
            profile=self.read.profile,
            account=self.own.code,
            account_name=self.own.name,
            account_is_new=self.is_new and states[RowState.NEW] > 0,
            read=len(self.rows) + len(listed.skipped) + len(listed.rejected),
            new=states[RowState.NEW],
            duplicate=states[RowState.DUPLICATE],
            skipped=states[RowState.SKIPPED] + len(listed.skipped),
            rejected=states[RowState.REJECTED] + len(listed.rejected),
            movement=Money(self.currency, moved),
            opening=None,
            closing=None,
            faults=(*listed.rejected, *refused, *listed.warnings),
            checks=listed.checks,
            rows=(
                *(row.report() for row in self.rows),
                *_unbooked(listed.skipped, RowState.SKIPPED),
                *_unbooked(listed.rejected, RowState.REJECTED),
            ),
        )


def _on(draft: Draft, account: Account) -> int:
    return sum(line.amount.minor for line in draft.postings if line.account == account.code)


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
    """Return one planned file for each list of takings.

    ``chosen`` is the till, or the account on which a shop system's card money waits.
    """
    if profile and profile != read.profile:
        fault = Fault("profile_other", data={"found": read.profile, "wanted": profile})
        return [refused_file(file, fault, kind=read.format, profile=read.profile)]
    try:
        with context.accounts.all_or_none():
            parts = [_part(file, read, each, context, chosen=chosen) for each in read.takings]
    except UserError as error:
        return [refused_file(file, as_fault(error), kind=read.format, profile=read.profile)]
    for part in parts:
        seen: Counter[tuple[str, ...]] = Counter()
        for done, takings in enumerate(part.listed.takings):
            if progress and not done % _TOLD_EVERY:
                progress(done, len(part.listed.takings))
            part.rows.append(_decided(takings, part, context, seen))
    return [PlannedFile(part.report, part.rows) for part in parts]


def _part(
    file: str, read: ReadFile, listed: TakingsList, context: Context, *, chosen: str | None
) -> _Part:
    """Raises ``UserError`` for a list of which nothing may be booked."""
    accounts = context.accounts
    currency = accounts.currency
    if listed.currency not in {None, currency}:
        raise UserError("takings_currency", currency=listed.currency, own=currency)
    if listed.clearing:
        title = _TITLES.get(listed.clearing, listed.clearing)
        hint = AccountHint(listed.clearing, "", title, Role.CARD_CLEARING)
        own = accounts.find(hint, currency=currency, chosen=chosen)
    else:
        own = accounts.get(chosen) if chosen else accounts.role(Role.TILL, currency)
    if own.currency != currency:
        raise UserError("account_currency", code=own.code, currency=own.currency)
    chart = ledger.values(context.connection)["chart"]
    language = "zh_CN" if chart.startswith("cn-") else "en"
    words = {
        False: texts.text(language, "ledger", "takings"),
        True: texts.text(language, "ledger", "takings_refund"),
    }
    days = [each.day for each in listed.takings]
    kept = PlannedStatement(file, read.profile, "", min(days), max(days)) if days else None
    return _Part(file, read, listed, currency, own, accounts.is_new(own), kept, words)


def _decided(
    takings: Takings, part: _Part, context: Context, seen: Counter[tuple[str, ...]]
) -> PlannedRow:
    """Settle one row: a duplicate, rejected with its reason, or a draft."""
    content = _content(takings, part)
    seen[content] += 1
    source = _source(takings)
    row = PlannedRow(
        content_id=ids.content_id(*content, str(seen[content])),
        place=takings.place,
        state=RowState.NEW,
        day=takings.day,
        party=takings.party,
        narration=takings.narration or part.words[takings.refund],
        amount=takings.total,
        source=source,
        account=part.own.code,
        statement=part.kept,
    )
    try:
        if row.content_id in context.known:
            context.takings.check(takings, row.content_id)
            row.state = RowState.DUPLICATE
            return row
        context.check_day(takings.day)
        fresh = context.takings.rest_of(takings, system=part.listed.clearing)
        if fresh is None:
            row.state = RowState.DUPLICATE
            return row
        row.draft = _draft(row, fresh, part, context)
    except UserError as error:
        row.state = RowState.REJECTED
        row.reason = as_fault(error, row.place)
        return row
    context.known.add(row.content_id)
    context.takings.add(fresh, system=part.listed.clearing, profile=part.read.profile)
    row.amount = fresh.total
    row.source = _source(fresh)
    row.counter = " ".join(
        dict.fromkeys(line.account for line in row.draft.postings if line.account != part.own.code)
    )
    return row


def _content(takings: Takings, part: _Part) -> tuple[str, ...]:
    """Return what tells a row from all others, whatever else of it a later export says."""
    start = ("takings", part.listed.clearing, "refund" if takings.refund else "sale")
    if takings.key:
        given = str(takings.total_to_date.minor) if takings.total_to_date else ""
        return (*start, takings.key, given)
    return (
        *start,
        takings.day.isoformat(),
        takings.time,
        takings.reference,
        takings.narration,
        *(f"{part_.tender} {part_.amount.minor}" for part_ in takings.tenders),
        str(takings.sales.minor),
        str(takings.tax.minor),
    )


def _source(takings: Takings) -> StatementRow:
    return StatementRow(
        place=takings.place,
        day=takings.day,
        amount=takings.total,
        kind=RowKind.SALE_REFUND if takings.refund else RowKind.SALE,
        time=takings.time,
        party=takings.party,
        narration=takings.narration,
        reference=takings.reference,
        other_references=takings.other_references,
        refund_of=takings.refund_of,
    )


def _draft(row: PlannedRow, takings: Takings, part: _Part, context: Context) -> Draft:
    lines = [(account, minor) for account, minor in _lines(takings, part, context) if minor]
    for account, _minor in lines:
        if account.closed_on is not None and takings.day > account.closed_on:
            raise UserError("account_closed", code=account.code)
    postings = tuple(
        Posting.plain(account.code, Money(part.currency, minor)) for account, minor in lines
    )
    return Draft(takings.day, shortened(row.narration), postings, party=shortened(row.party))


def _lines(takings: Takings, part: _Part, context: Context) -> Iterator[tuple[Account, int]]:
    """Money by tender, less the fee, against sales, tax, and what is owed on.

    Tips are owed to the staff: taken as income they would make the shop look richer than it is.
    """
    accounts = context.accounts

    def role(role_: Role) -> Account:
        return accounts.role(role_, part.currency)

    sums: Counter[str] = Counter()
    for taken in takings.tenders:
        sums[_account(taken.tender, part, context).code] += taken.amount.minor
    sums[_clearing(part, context).code] -= takings.fee.minor
    for code, minor in sums.items():
        yield accounts.get(code), minor
    yield role(Role.FEES), takings.fee.minor
    yield role(Role.SALES), -takings.sales.minor
    yield role(Role.SALES_TAX), -takings.tax.minor
    yield _named("tips", part, context), -takings.tips.minor
    yield _named("stored", part, context), -takings.stored.minor


def _account(tender: Tender, part: _Part, context: Context) -> Account:
    if tender is Tender.CARD:
        return _clearing(part, context)
    if tender is Tender.CASH and not part.listed.clearing:
        return part.own
    if tender in {Tender.PLATFORM, Tender.STORED}:
        return _named(tender.value, part, context)
    return context.accounts.role(_ROLES[tender], part.currency)


def _clearing(part: _Part, context: Context) -> Account:
    """Return where card money waits: with the shop system, or with the bank of the terminal."""
    if part.listed.clearing:
        return part.own
    return context.accounts.role(Role.CARD_CLEARING, part.currency)


def _named(what: str, part: _Part, context: Context) -> Account:
    group, words = _NAMED[what]
    found = context.accounts.named(group, words, currency=part.currency)
    return found or context.accounts.role(Role.SUSPENSE, part.currency)

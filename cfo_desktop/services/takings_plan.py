"""A till's or shop system's takings made planned rows: money by tender against what was sold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.base import ids
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.services import named_accounts
from cfo_desktop.services.list_planning import Asked
from cfo_desktop.services.list_planning import Part
from cfo_desktop.services.list_planning import draft_of
from cfo_desktop.services.named_accounts import Purpose
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import PlannedStatement
from cfo_desktop.services.planning import as_fault

_ROLES = {
    Tender.CASH: Role.TILL,
    Tender.CARD: Role.CARD_CLEARING,
    Tender.ALIPAY: Role.WALLET_ALIPAY,
    Tender.WECHAT: Role.WALLET_WECHAT,
    Tender.BANK: Role.BANK,
    Tender.ON_ACCOUNT: Role.RECEIVABLES,
    Tender.OTHER: Role.SUSPENSE,
}
_PURPOSES = {Tender.PLATFORM: Purpose.PLATFORM, Tender.STORED: Purpose.STORED}
_TITLES = {"square": "Square", "shopify": "Shopify", "sumup": "SumUp", "stripe": "Stripe"}


@dataclass(slots=True, kw_only=True)
class _Part(Part):
    """The takings of one list, of a till or of the account on which a shop system's money waits."""

    listed: TakingsList
    kept: PlannedStatement | None
    words: dict[bool, str]
    """What an entry is called whose file says nothing: a sale's, a refund's."""

    @property
    def profile(self) -> str:
        return self.asked.read.profile

    @property
    def expected(self) -> int:
        return len(self.listed.takings)

    def planned(self) -> Iterator[PlannedRow]:
        seen: Counter[tuple[str, ...]] = Counter()
        for takings in self.listed.takings:
            yield _decided(takings, self, self.asked.context, seen)


def parts(asked: Asked) -> list[_Part]:
    """Return a part for each list of takings.

    ``chosen`` is the till, or the account on which a shop system's card money waits. Raises
    ``UserError`` for a list of which nothing may be booked.
    """
    if asked.profile and asked.profile != asked.read.profile:
        raise UserError("profile_other", found=asked.read.profile, wanted=asked.profile)
    return [_part(asked, listed) for listed in asked.read.takings]


def _part(asked: Asked, listed: TakingsList) -> _Part:
    accounts, currency, chosen = asked.context.accounts, asked.currency, asked.chosen
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
    days = [each.day for each in listed.takings]
    profile = asked.read.profile
    kept = PlannedStatement(asked.file, profile, "", min(days), max(days)) if days else None
    words = {False: asked.text("takings"), True: asked.text("takings_refund")}
    return _Part(
        asked=asked, listed=listed, own=own, is_new=accounts.is_new(own), kept=kept, words=words
    )


def _decided(
    takings: Takings, part: _Part, context: Context, seen: Counter[tuple[str, ...]]
) -> PlannedRow:
    """Settle one row: a duplicate, rejected with its reason, or a draft."""
    content = _content(takings, part)
    seen[content] += 1
    row = PlannedRow(
        content_id=ids.content_id(*content, str(seen[content])),
        place=takings.place,
        state=RowState.NEW,
        day=takings.day,
        party=takings.party,
        narration=takings.narration or part.words[takings.refund],
        amount=takings.total,
        source=_source(takings),
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
        lines = _lines(fresh, part, context)
        row.draft = draft_of(row, lines, day=fresh.day, currency=part.own.currency)
    except UserError as error:
        row.state = RowState.REJECTED
        row.reason = as_fault(error, row.place)
        return row
    context.known.add(row.content_id)
    context.takings.add(fresh, system=part.listed.clearing, profile=part.profile)
    row.amount = fresh.total
    row.source = _source(fresh)
    row.counter = part.others(row.draft)
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


def _lines(takings: Takings, part: _Part, context: Context) -> Iterator[tuple[Account, int]]:
    """Money by tender, less the fee, against sales, tax, and what is owed on.

    Tips are owed to the staff: taken as income they would make the shop look richer than it is.
    """
    accounts = context.accounts

    def role(role_: Role) -> Account:
        return accounts.role(role_, part.own.currency)

    sums: Counter[str] = Counter()
    for taken in takings.tenders:
        sums[_account(taken.tender, part, context).code] += taken.amount.minor
    sums[_clearing(part, context).code] -= takings.fee.minor
    for code, minor in sums.items():
        yield accounts.get(code), minor
    yield role(Role.FEES), takings.fee.minor
    yield role(Role.SALES), -takings.sales.minor
    yield role(Role.SALES_TAX), -takings.tax.minor
    yield _named(Purpose.TIPS, part, context), -takings.tips.minor
    yield _named(Purpose.STORED, part, context), -takings.stored.minor


def _account(tender: Tender, part: _Part, context: Context) -> Account:
    if tender is Tender.CARD:
        return _clearing(part, context)
    if tender is Tender.CASH and not part.listed.clearing:
        return part.own
    if tender in _PURPOSES:
        return _named(_PURPOSES[tender], part, context)
    return context.accounts.role(_ROLES[tender], part.own.currency)


def _clearing(part: _Part, context: Context) -> Account:
    """Return where card money waits: with the shop system, or with the bank of the terminal."""
    if part.listed.clearing:
        return part.own
    return context.accounts.role(Role.CARD_CLEARING, part.own.currency)


def _named(purpose: Purpose, part: _Part, context: Context) -> Account:
    """Return the account for a purpose; the money waits on suspense where there is none."""
    currency = part.own.currency
    found = named_accounts.find(context.accounts, purpose, currency=currency)
    return found or context.accounts.role(Role.SUSPENSE, currency)

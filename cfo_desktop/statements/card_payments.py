"""Reads what companies of card readers list of their payments: SumUp's transactions, Stripe's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from functools import partial

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import takings_rows
from cfo_desktop.statements import tenders
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.takings_rows import Amounts
from cfo_desktop.statements.trade_cells import Reading
from cfo_desktop.statements.trade_cells import Vocabulary

SUMUP = "sumup"
STRIPE = "stripe"
_MONEY = ("total", "tax", "tips", "fees", "paid")
_SALES = re.compile(r"sale|charge|payment|umsatz|verkauf|vente|venta|vendita")
_BACK = re.compile(
    r"(payment)?refund(reversal)?|chargeback|ddreturn|rückerstattung|erstattung|rückbuchung|"
    r"remboursement|reembolso|rimborso"
)
_PAID_OUT = re.compile(r"payouts?|auszahlung|versement|pago|accredito")
_FEES = re.compile(r".*fees?|gebühr(en)?")
_UNDONE = re.compile(
    r"failed|cancel+ed|pending|declined|expired|uncaptured|fehlgeschlagen|storniert|abgebrochen|"
    r"ausstehend|échoué|annulé|fallid[oa]|cancelad[oa]"
)


@dataclass(frozen=True, slots=True)
class _Export:
    """One company's list: by which columns it is known, and what they hold."""

    title: str
    words: Vocabulary
    needed: frozenset[str]


_EXPORTS = {
    SUMUP: _Export(
        "SumUp",
        trade_cells.vocabulary(
            {
                "day": "date datum date_de_la_transaction fecha data",
                "time": "time uhrzeit zeit heure hora ora",
                "sale": "transaction_id transaction_code transaktions-id transaktionsnummer",
                "sort": "transaction_type type_of_transaction transaktionsart transaktionstyp "
                "zahlungsart",
                "status": "status",
                "total": "total betrag_inkl._mwst. gesamtbetrag gesamt",
                "tax": "tax_amount tax vat_amount vat mwst.-betrag steuerbetrag mwst.",
                "tips": "tip_amount tip trinkgeldbetrag trinkgeld",
                "fees": "fee fees gebühr gebühren",
                "paid": "payout auszahlung auszahlungsbetrag",
                "payout": "payout_id payout_date auszahlungs-id auszahlungsdatum",
                "tender": "payment_method payment_type zahlungsmethode",
                "brand": "card_type card_brand kartentyp",
                "currency": "currency währung",
                "text": "description reference beschreibung referenz",
            }
        ),
        frozenset(("day", "sale", "sort", "total", "payout")),
    ),
    STRIPE: _Export(
        "Stripe",
        trade_cells.vocabulary(
            {
                "day": "created",
                "sale": "source",
                "id": "id balance_transaction_id",
                "sort": "type",
                "total": "amount",
                "fees": "fee",
                "paid": "net",
                "payout": "available_on",
                "currency": "currency",
                "text": "description",
            }
        ),
        frozenset(("day", "sale", "id", "sort", "total", "fees", "paid", "payout")),
    ),
}


def columns_of(names: Mapping[str, int], *, profile: str) -> dict[str, int] | None:
    """Return the columns of a company's export; ``None`` for any other header."""
    export = _EXPORTS[profile]
    found = trade_cells.columns(names, export.words)
    return found if export.needed <= set(found) else None


def read(
    table: Table, position: int, found: Mapping[str, int], *, currency: str | None, profile: str
) -> TakingsList | Fault:
    """Read the payments; faults: ``currency_needed``.

    A payout is the bank statement's to tell. Of a payment that is paid out one by one, SumUp prints
    the fee with its payout.
    """
    rows = table.rows[position + 1 :]
    said = trade_cells.told_currency(rows, found) or trade_cells.unit_of(table.rows[position])
    used = said or currency
    if used is None:
        return Fault("currency_needed")
    by = trade_cells.reading(table, position, found, days=("day",), money=_MONEY, currency=used)
    reader = partial(_takings, title=_EXPORTS[profile].title, paid_out=_paid_out(rows, by))
    outcome = takings_rows.read_all(rows, by, reader)
    return outcome.result(currency=said, clearing=profile, checks=())


def _sort(row: TableRow, by: Reading) -> str:
    return re.sub(r"[\W_]+", "", by.text(row, "sort").casefold())


def _paid_out(rows: Sequence[TableRow], by: Reading) -> dict[str, TableRow]:
    """Return {payment: the row of its payout}, for payments that are paid out one by one."""
    found: dict[str, TableRow] = {}
    for row in rows:
        sale = by.text(row, "sale")
        if not row.flaw and sale and _PAID_OUT.fullmatch(_sort(row, by)):
            found[sale] = row
    return found


def _takings(
    row: TableRow,
    by: Reading,
    warnings: list[Fault],
    *,
    title: str,
    paid_out: Mapping[str, TableRow],
) -> Takings | Fault:
    place, sort = by.table.place(row), _sort(row, by)
    moment = takings_rows.moment(row, by)
    if isinstance(moment, Fault):
        return moment
    status = re.sub(r"[\W_]+", "", by.text(row, "status").casefold())
    if _UNDONE.fullmatch(status):
        return Fault("not_done", place)
    if _PAID_OUT.fullmatch(sort):
        return Fault("payout_listed", place)
    if other := by.other_currency(row):
        return other
    amounts = Amounts(row, by)
    if amounts.printed("total") is None:
        return amounts.fault or Fault("amount_missing", place)
    found = _moved(row, by, amounts, sort=sort, moment=moment, warnings=warnings, title=title)
    if not found.fee.minor and not found.refund:
        found = _with_fee(found, paid_out.get(by.text(row, "sale")), by)
    return amounts.fault or found


def _moved(
    row: TableRow,
    by: Reading,
    amounts: Amounts,
    *,
    sort: str,
    moment: Moment,
    warnings: list[Fault],
    title: str,
) -> Takings:
    """What one payment or refund moved; what is neither, such as a dispute, waits to be sorted."""
    place, total = by.table.place(row), amounts.of("total")
    back = bool(_BACK.fullmatch(sort)) or (bool(_SALES.fullmatch(sort)) and total.minor < 0)
    sign = -1 if back and total.minor > 0 else 1
    total = _signed(total, sign)
    tax, tips = (_signed(amounts.of(name), sign) for name in ("tax", "tips"))
    nothing = Money(by.currency, 0)
    known = back or bool(_SALES.fullmatch(sort))
    fee = _fee(amounts, total, back=back)
    if not known:
        tax = tips = nothing
    if _FEES.fullmatch(sort) and not fee.minor:
        fee, total = -total, nothing
    taken = total if known else nothing
    tender = tenders.tender_of(by.text(row, "tender"))
    parts = [(Tender.CASH if tender is Tender.CASH else Tender.CARD, total)]
    parts.append((Tender.OTHER, taken - total))
    sale = by.text(row, "sale")
    key = by.text(row, "id") or sale
    return Takings(
        place=place,
        day=moment.day,
        time=moment.time,
        tenders=takings_rows.settled(parts, taken, place, warnings),
        sales=taken - tax - tips,
        tax=tax,
        tips=tips,
        stored=nothing,
        fee=fee,
        narration=joined([f"{title} {sort}", by.text(row, "text"), by.text(row, "brand")]),
        reference=sale,
        refund_of=sale if back else "",
        refund=back,
        key=key if key != sale or not back else f"{key} {moment.day} {total.minor}",
    )


def _fee(amounts: Amounts, total: Money, *, back: bool) -> Money:
    """Return the fee: of a refund what was given back, however either is signed.

    Where it and what is left of the amount agree, that tells the sign.
    """
    printed, paid = amounts.of("fees"), amounts.of("paid")
    size = abs(printed.minor)
    if paid.minor:
        left = _signed(paid, -1) if back and paid.minor > 0 > total.minor else paid
        if abs((total - left).minor) == size or amounts.printed("fees") is None:
            return total - left
    return Money(printed.currency, -size if back else size)


def _with_fee(sale: Takings, payout: TableRow | None, by: Reading) -> Takings:
    if payout is None:
        return sale
    fee = Amounts(payout, by).of("fees")
    return replace(sale, fee=_signed(fee, -1 if fee.minor < 0 else 1))


def _signed(money: Money, sign: int) -> Money:
    return Money(money.currency, sign * money.minor)

"""Reads CAMT.053, the bank statement of ISO 20022, in every version (001.02 to 001.13)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import checks
from cfo_desktop.statements import dates
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of
from cfo_desktop.statements.xml_tree import Node

_NUMBER = re.compile(r"\d{1,18}(\.\d{1,17})?")
_SIGNS = {"CRDT": 1, "DBIT": -1}
_NOT_BOOKED = {"PDNG": "pending", "FUTR": "pending", "INFO": "information"}
_NO_REFERENCE = {"", "NOTPROVIDED", "NONREF"}
_STYLE = DateStyle(Order.YMD)
_OPENING = ("OPBD", "PRCD")
_INTERIM = "ITBD"


class _DoubtfulError(Exception):
    """Carries the fault that makes the whole file doubtful up to ``read``."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def is_statement(root: Node) -> bool:
    """Tell whether a document holds bank statements."""
    return root.first("BkToCstmrStmt") is not None


def read(root: Node, *, currency: str | None) -> tuple[Statement, ...] | Fault:
    """Return the statements of the document; ``currency`` is used where it names none.

    A bank writes these files by machine, so one amount or date that is none makes the whole file
    doubtful. Faults: ``amount_invalid``, ``date_invalid``, ``direction_unknown`` and
    ``currency_unknown`` with the place, ``currency_needed``, ``no_statement``, ``too_many_rows``.
    """
    messages = root.all("BkToCstmrStmt")
    statements = [each for message in messages for each in message.all("Stmt")]
    if sum(len(each.all("Ntry")) for each in statements) > MAX_ROWS:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    several = len(statements) > 1
    try:
        found = tuple(
            _statement(each, currency, f"Stmt {number} " if several else "")
            for number, each in enumerate(statements, start=1)
        )
    except _DoubtfulError as error:
        return error.fault
    return found or Fault("no_statement")


def _statement(node: Node, currency: str | None, where: str) -> Statement:
    printed = _printed_currency(node)
    code = printed or currency
    if not code:
        raise _DoubtfulError(Fault("currency_needed", where.strip()))
    if not currencies.is_currency(code):
        raise _DoubtfulError(Fault("currency_unknown", where.strip(), {"currency": code[:20]}))
    opening, closing = _balances(node, code, where)
    entries = node.all("Ntry")
    results = _entries(entries, code, where)
    rows = [row for row in results if isinstance(row, StatementRow)]
    warnings: list[Fault] = []
    if opening and closing:
        missing = closing.minor - opening.minor - sum(row.amount.minor for row in rows)
        rows = _reversals(rows, entries, where, missing=missing, warnings=warnings)
    return Statement(
        account=_account(node),
        currency=printed or None,
        rows=tuple(rows),
        skipped=tuple(row for row in results if isinstance(row, SkippedRow)),
        rejected=tuple(row for row in results if isinstance(row, Fault)),
        warnings=tuple(warnings),
        checks=(
            *checks.closing(rows, opening, closing),
            *_totals(node, rows, entries, code, where),
        ),
        opening=opening,
        closing=closing,
    )


def _printed_currency(node: Node) -> str:
    own = node.value("Acct", "Ccy")
    amounts_ = [found for path in (("Bal", "Amt"), ("Ntry", "Amt")) if (found := node.first(*path))]
    return own or next(
        (each.attributes["Ccy"] for each in amounts_ if "Ccy" in each.attributes), ""
    )


def _account(node: Node) -> AccountHint:
    """The account by its IBAN or other number, at the bank's BIC or name."""
    number = node.value("Acct", "Id", "IBAN") or node.value("Acct", "Id", "Othr", "Id")
    servicer = node.first("Acct", "Svcr", "FinInstnId") or Node("", {})
    bank = servicer.value("BICFI") or servicer.value("BIC") or servicer.value("Nm")
    number = re.sub(r"\s", "", number)[:60]
    title = servicer.value("Nm") or bank or number[:2]
    return AccountHint(words_of(bank)[:60] or "camt", number, words_of(f"{title} {number[-4:]}"))


def _money(node: Node | None, code: str, place: str) -> Money:
    text = node.text.strip() if node else ""
    amount = amounts.money(Decimal(text), code) if _NUMBER.fullmatch(text) else None
    if amount is None:
        raise _DoubtfulError(Fault("amount_invalid", f"{place} Amt".strip(), {"text": text[:60]}))
    return amount


def _sign(node: Node, place: str) -> int:
    text = node.value("CdtDbtInd")
    if text not in _SIGNS:
        raise _DoubtfulError(Fault("direction_unknown", place, {"text": text[:20]}))
    return _SIGNS[text]


def _signed(node: Node, code: str, place: str) -> Money:
    amount = _money(node.first("Amt"), code, place)
    return -amount if _sign(node, place) < 0 else amount


def _balances(node: Node, code: str, where: str) -> tuple[Money | None, Money | None]:
    """The booked balances at both ends; a statement in pages prints interim ones instead."""
    printed: dict[str, list[Money]] = {}
    for number, balance in enumerate(node.all("Bal"), start=1):
        kind = balance.value("Tp", "CdOrPrtry", "Cd")
        unit = (balance.first("Amt") or Node("", {})).attributes.get("Ccy", code)
        if kind in {*_OPENING, _INTERIM, "CLBD"} and unit == code:
            printed.setdefault(kind, []).append(_signed(balance, code, f"{where}Bal {number}"))
    interim = printed.get(_INTERIM, [])
    openings = printed.get("OPBD") or printed.get("PRCD") or interim[:-1]
    closings = printed.get("CLBD") or interim[-1:]
    return (openings[0] if openings else None), (closings[-1] if closings else None)


_Result = StatementRow | SkippedRow | Fault


def _entries(entries: Sequence[Node], code: str, where: str) -> list[_Result]:
    results: list[_Result] = []
    for number, entry in enumerate(entries, start=1):
        place = f"{where}Ntry {number}"
        status = entry.value("Sts", "Cd") or entry.value("Sts", "Prtry") or entry.value("Sts")
        unit = (entry.first("Amt") or Node("", {})).attributes.get("Ccy", code)
        if status in _NOT_BOOKED:
            results.append(SkippedRow(place, _NOT_BOOKED[status]))
        elif status not in {"", "BOOK"}:
            results.append(Fault("status_unknown", place, {"status": status[:40]}))
        elif unit != code:
            results.append(Fault("currency_other", place, {"currency": unit[:20]}))
        else:
            results += _entry(entry, code, place)
    return results


def _entry(entry: Node, code: str, place: str) -> list[_Result]:
    """One entry: a row for each transaction in it where their amounts add up to the entry's."""
    amount = _signed(entry, code, place)
    moment = _day(entry, place)
    if not amount.minor:
        return [SkippedRow(place, "zero_amount")]
    details = [each for group in entry.all("NtryDtls") for each in group.all("TxDtls")]
    parts = _parts(details, amount, code) if len(details) > 1 else None
    if parts is None:
        return [_row(entry, details[:1], amount, moment, place)]
    return [
        _row(entry, [detail], part, moment, f"{place} TxDtls {number}")
        for number, (detail, part) in enumerate(zip(details, parts, strict=True), start=1)
        if part.minor
    ]


def _day(entry: Node, place: str) -> Moment:
    for path in (("BookgDt", "Dt"), ("BookgDt", "DtTm"), ("ValDt", "Dt"), ("ValDt", "DtTm")):
        text = entry.value(*path)
        moment = dates.parse(text, _STYLE) if text else None
        if moment:
            return Moment(moment.day, moment.time if moment.time != "00:00:00" else "")
        if text:
            raise _DoubtfulError(Fault("date_invalid", f"{place} {path[0]}", {"text": text[:60]}))
    raise _DoubtfulError(Fault("date_missing", place))


def _parts(details: Sequence[Node], whole: Money, code: str) -> list[Money] | None:
    """The transactions' own amounts; ``None`` unless each has one and they make the entry's."""
    parts = []
    for detail in details:
        node = detail.first("Amt") or detail.first("AmtDtls", "TxAmt", "Amt")
        text = node.text.strip() if node else ""
        if node is None or node.attributes.get("Ccy", code) != code or not _NUMBER.fullmatch(text):
            return None
        part = amounts.money(Decimal(text), code)
        if part is None:
            return None
        sign = _SIGNS.get(detail.value("CdtDbtInd"), 1 if whole.minor > 0 else -1)
        parts.append(Money(code, sign * part.minor))
    return parts if sum(part.minor for part in parts) == whole.minor else None


def _row(
    entry: Node, details: Sequence[Node], amount: Money, moment: Moment, place: str
) -> StatementRow:
    detail = details[0] if details else Node("", {})
    reversal = entry.value("RvslInd") == "true"
    texts = [
        *detail.values("RmtInf", "Ustrd"),
        *detail.values("RmtInf", "Strd", "CdtrRefInf", "Ref"),
        *detail.values("RmtInf", "Strd", "AddtlRmtInf"),
        detail.value("AddtlTxInf"),
        entry.value("AddtlNtryInf"),
    ]
    references = (
        detail.value("Refs", "AcctSvcrRef"),
        entry.value("AcctSvcrRef"),
        detail.value("Refs", "EndToEndId"),
        detail.value("Refs", "TxId"),
        detail.value("Refs", "InstrId"),
        entry.value("NtryRef"),
    )
    return StatementRow(
        place=place,
        day=moment.day,
        amount=amount,
        kind=RowKind.REFUND if reversal and amount.minor > 0 else RowKind.PAYMENT,
        time=moment.time,
        party=words_of(_party(detail, incoming=amount.minor > 0)),
        narration=joined([words_of(text) for text in texts]),
        reference=words_of(next((each for each in references if each not in _NO_REFERENCE), "")),
    )


def _party(detail: Node, *, incoming: bool) -> str:
    """Who is on the other side: the debtor of money that came, the creditor of money that went."""
    sides = ("Dbtr", "UltmtDbtr"), ("Cdtr", "UltmtCdtr")
    for side in sides if incoming else sides[::-1]:
        for role in side:
            for path in ((role, "Pty", "Nm"), (role, "Nm")):
                name = detail.value("RltdPties", *path)
                if name:
                    return name
    return ""


def _reversals(
    rows: list[StatementRow],
    entries: Sequence[Node],
    where: str,
    *,
    missing: int,
    warnings: list[Fault],
) -> list[StatementRow]:
    """Some banks mark a reversal by the direction of what it reverses, against the standard.

    By the standard ``CdtDbtInd`` is the direction of the booking itself. Where only the other
    reading leads from the opening to the closing balance, that one is taken, and said.
    """
    marked = {
        f"{where}Ntry {number}"
        for number, entry in enumerate(entries, start=1)
        if entry.value("RvslInd") == "true"
    }
    turned = [row for row in rows if row.place.split(" TxDtls")[0] in marked]
    if not missing or missing != -2 * sum(row.amount.minor for row in turned):
        return rows
    warnings.append(Fault("reversal_turned", turned[0].place))
    places = {row.place for row in turned}
    return [replace(row, amount=-row.amount) if row.place in places else row for row in rows]


def _totals(
    node: Node, rows: Sequence[StatementRow], entries: Sequence[Node], code: str, where: str
) -> list[Check]:
    """Compare the bank's own summary, where it gives one, with the entries."""
    summary = node.first("TxsSummry")
    if summary is None:
        return []
    found = []
    count = summary.value("TtlNtries", "NbOfNtries")
    if re.fullmatch(r"\d{1,9}", count):
        found.append(checks.count(int(count), len(entries)))
    for name, tag, sign in (("total_in", "TtlCdtNtries", 1), ("total_out", "TtlDbtNtries", -1)):
        total = summary.first(tag, "Sum")
        if total is not None:
            printed = _money(total, code, f"{where}TxsSummry {tag}")
            summed = sum(sign * row.amount.minor for row in rows if sign * row.amount.minor > 0)
            found.append(checks.total(name, printed, Money(code, summed)))
    return found

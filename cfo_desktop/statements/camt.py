"""Reads what banks report by ISO 20022, in every version: CAMT.052, 053 and 054."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import camt_rows
from cfo_desktop.statements import checks
from cfo_desktop.statements import dates
from cfo_desktop.statements.camt_rows import AMOUNTS
from cfo_desktop.statements.camt_rows import amount_of
from cfo_desktop.statements.camt_rows import bare_amount
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.table import words_of
from cfo_desktop.statements.xml_tree import Node

_SIGNS = {"CRDT": 1, "DBIT": -1}
_NOT_BOOKED = {"PDNG": "pending", "FUTR": "pending", "INFO": "information"}
_STYLE = DateStyle(Order.YMD)
_OPENING = ("OPBD", "PRCD")
_INTERIM = "ITBD"
STATEMENT = "camt053"
_MESSAGES = {
    "BkToCstmrStmt": (STATEMENT, "Stmt"),
    "BkToCstmrAcctRpt": ("camt052", "Rpt"),
    "BkToCstmrDbtCdtNtfctn": ("camt054", "Ntfctn"),
}
"""The message's element, its name and what one account's part of it is called."""
_PAYMENT_DATES = {"IntrBkSttlmDt", "TxDtTm", "AccptncDtTm"}
_VERSION = re.compile(r"V\d\d$")
"""The first versions carry it in the element's name."""


class _DoubtfulError(Exception):
    """Carries the fault that makes the whole file doubtful up to ``read``."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def kind_of(root: Node) -> str | None:
    """Return ``camt052``, ``camt053`` or ``camt054``; ``None`` for any other document."""
    return next((kind for kind, _message, _part in _messages(root)), None)


def _messages(root: Node) -> list[tuple[str, Node, str]]:
    """The messages of a document, or of the documents in an envelope."""
    documents = [root, *root.all("Document")]
    return [
        (known[0], message, known[1])
        for document in documents
        for message in document.children
        if (known := _MESSAGES.get(_VERSION.sub("", message.name)))
    ]


def read(root: Node, *, currency: str | None) -> tuple[Statement, ...] | Fault:
    """Return the statements of the document; ``currency`` is used where it names none.

    A bank writes these files by machine, so one amount or date that is none makes the whole file
    doubtful. Faults: ``amount_invalid``, ``date_invalid``, ``direction_unknown`` and
    ``currency_unknown`` with the place, ``currency_needed``, ``no_statement``, ``too_many_rows``.
    """
    parts = [(name, node) for _kind, message, name in _messages(root) for node in message.all(name)]
    if sum(len(node.all("Ntry")) for _name, node in parts) > MAX_ROWS:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    several = len(parts) > 1
    try:
        found = tuple(
            _statement(node, currency, f"{name} {number} " if several else "")
            for number, (name, node) in enumerate(parts, start=1)
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
    marked = _reversals(rows, entries, where)
    rows, warnings = checks.turned(rows, marked, opening, closing)
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
    own = camt_rows.number(node.first("Acct", "Id"))
    servicer = node.first("Acct", "Svcr", "FinInstnId") or Node("", {})
    bank = servicer.value("BICFI") or servicer.value("BIC") or servicer.value("Nm")
    title = servicer.value("Nm") or bank or own[:2]
    return AccountHint(words_of(bank)[:60] or "camt", own, words_of(f"{title} {own[-4:]}"))


def _money(node: Node | None, code: str, place: str) -> Money:
    amount = bare_amount(node, code)
    if amount is None:
        text = node.text.strip() if node else ""
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
    if not amount.minor:
        return [SkippedRow(place, "zero_amount")]
    moment = _day(entry, place)
    if isinstance(moment, Fault):
        return [moment]
    details = _details(entry)
    parts = _parts(details, amount, code) if len(details) > 1 else None
    if parts is None:
        return [camt_rows.row(entry, details[:1], amount, moment, place)]
    found: list[_Result] = []
    for number, (detail, part) in enumerate(zip(details, parts, strict=True), start=1):
        own = f"{place} TxDtls {number}"
        nothing = SkippedRow(own, "zero_amount")
        found.append(camt_rows.row(entry, [detail], part, moment, own) if part.minor else nothing)
    return found


def _details(entry: Node) -> list[Node]:
    """The entry's transactions; the first version has no level between."""
    return [each for group in (entry, *entry.all("NtryDtls")) for each in group.all("TxDtls")]


def _day(entry: Node, place: str) -> Moment | Fault:
    for path in (("BookgDt", "Dt"), ("BookgDt", "DtTm"), ("ValDt", "Dt"), ("ValDt", "DtTm")):
        text = entry.value(*path)
        moment = dates.parse(text, _STYLE) if text else None
        if moment:
            return Moment(moment.day, moment.time if moment.time != "00:00:00" else "")
        if text:
            raise _DoubtfulError(Fault("date_invalid", f"{place} {path[0]}", {"text": text[:60]}))
    related = [each for node in _details(entry) for each in node.all("RltdDts")]
    for node in (each for dates_ in related for each in dates_.children):
        text = node.text.strip() or node.value("Dt") or node.value("DtTm")
        if node.name in _PAYMENT_DATES and (moment := dates.parse(text, _STYLE)):
            return Moment(moment.day)
    return Fault("date_missing", place)


def _parts(details: Sequence[Node], whole: Money, code: str) -> list[Money] | None:
    """The transactions' own amounts; ``None`` unless each has one and they make the entry's."""
    parts = []
    for detail in details:
        node = detail.first("Amt") or next(
            (found for path in AMOUNTS if (found := detail.first("AmtDtls", path, "Amt"))), None
        )
        part = amount_of(node, code)
        if part is None:
            return None
        sign = _SIGNS.get(detail.value("CdtDbtInd"), 1 if whole.minor > 0 else -1)
        parts.append(Money(code, sign * part.minor))
    return parts if sum(part.minor for part in parts) == whole.minor else None


def _reversals(rows: Sequence[StatementRow], entries: Sequence[Node], where: str) -> set[str]:
    """The places of rows that are marked as reversals."""
    marked = {
        f"{where}Ntry {number}"
        for number, entry in enumerate(entries, start=1)
        if entry.value("RvslInd") == "true"
    }
    return {row.place for row in rows if row.place.split(" TxDtls")[0] in marked}


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
            booked = sum(sign * row.amount.minor for row in rows if sign * row.amount.minor > 0)
            everything = _summed(entries, code, sign)
            same = printed.minor == everything  # some count what is pending too
            found.append(checks.total(name, printed, printed if same else Money(code, booked)))
    return found


def _summed(entries: Sequence[Node], code: str, sign: int) -> int:
    """The entries of one direction together, in minor units, whatever their status."""
    total = 0
    for entry in entries:
        if _SIGNS.get(entry.value("CdtDbtInd")) == sign:
            amount = bare_amount(entry.first("Amt"), code)
            total += amount.minor if amount else 0
    return total

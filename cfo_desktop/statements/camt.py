"""Reads what banks report by ISO 20022, in every version: CAMT.052, 053 and 054."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
STATEMENT = "camt053"
_MESSAGES = {
    "BkToCstmrStmt": (STATEMENT, "Stmt"),
    "BkToCstmrAcctRpt": ("camt052", "Rpt"),
    "BkToCstmrDbtCdtNtfctn": ("camt054", "Ntfctn"),
}
"""The message's element, its name and what one account's part of it is called."""
_AMOUNTS = ("TxAmt", "InstdAmt")
_PAYMENT_DATES = {"IntrBkSttlmDt", "TxDtTm", "AccptncDtTm"}
_VERSION = re.compile(r"V\d\d$")
"""The first versions carry it in the element's name."""
_KINDS = {
    "CHRG": RowKind.FEE,
    "COMM": RowKind.FEE,
    "COME": RowKind.FEE,
    "COMI": RowKind.FEE,
    "COMT": RowKind.FEE,
    "FEES": RowKind.FEE,
    "INTR": RowKind.INTEREST,
}
"""Of the bank's transaction codes, the sub-families that say what a row is."""


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
    number = _number(node.first("Acct", "Id"))
    servicer = node.first("Acct", "Svcr", "FinInstnId") or Node("", {})
    bank = servicer.value("BICFI") or servicer.value("BIC") or servicer.value("Nm")
    title = servicer.value("Nm") or bank or number[:2]
    return AccountHint(words_of(bank)[:60] or "camt", number, words_of(f"{title} {number[-4:]}"))


def _number(identification: Node | None) -> str:
    """An account's number: an IBAN, or what the bank has instead."""
    node = identification or Node("", {})
    number = (
        node.value("IBAN")
        or node.value("Othr", "Id")
        or node.value("PrtryAcct", "Id")
        or node.value("BBAN")
    )
    return re.sub(r"\s", "", number)[:60]


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
    if not amount.minor:
        return [SkippedRow(place, "zero_amount")]
    moment = _day(entry, place)
    if isinstance(moment, Fault):
        return [moment]
    details = _details(entry)
    parts = _parts(details, amount, code) if len(details) > 1 else None
    if parts is None:
        return [_row(entry, details[:1], amount, moment, place)]
    found: list[_Result] = []
    for number, (detail, part) in enumerate(zip(details, parts, strict=True), start=1):
        own = f"{place} TxDtls {number}"
        nothing = SkippedRow(own, "zero_amount")
        found.append(_row(entry, [detail], part, moment, own) if part.minor else nothing)
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
            (found for path in _AMOUNTS if (found := detail.first("AmtDtls", path, "Amt"))), None
        )
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
    returned = detail.first("RtrInf") is not None
    reversal = entry.value("RvslInd") in {"true", "1"} or returned
    texts = [
        *detail.values("RmtInf", "Ustrd"),
        *detail.values("RmtInf", "Strd", "CdtrRefInf", "Ref"),
        *detail.values("RmtInf", "Strd", "AddtlRmtInf"),
        detail.value("AddtlTxInf"),
        entry.value("AddtlNtryInf"),
    ]
    references = _references(entry, detail)
    incoming = amount.minor > 0
    return StatementRow(
        place=place,
        day=moment.day,
        amount=amount,
        kind=RowKind.REFUND if reversal and incoming else _kind(entry, detail),
        time=moment.time,
        party=words_of(_party(detail, incoming=incoming)),
        narration=joined([words_of(text) for text in texts]),
        reference=references[0] if references else "",
        other_references=tuple(dict.fromkeys(references[1:])),
        refund_of=words_of(detail.value("Refs", "EndToEndId")) if returned else "",
        party_account=_party_account(detail, incoming=incoming),
        fee=_charges(entry, detail, amount),
    )


def _references(entry: Node, detail: Node) -> list[str]:
    """The ids of a row: the bank's own first, then those of who paid."""
    own = [
        detail.value("Refs", "AcctSvcrRef"),
        entry.value("AcctSvcrRef"),
        detail.value("Refs", "EndToEndId"),
        detail.value("Refs", "TxId"),
        detail.value("Refs", "InstrId"),
    ]
    found = [words_of(each) for each in own if each not in _NO_REFERENCE]
    if not found and entry.value("NtryRef") not in _NO_REFERENCE:
        found = [words_of(entry.value("NtryRef"))]
    more = [
        *(detail.value("Refs", name) for name in ("UETR", "ClrSysRef", "PmtInfId", "ChqNb")),
        *detail.values("RmtInf", "Strd", "CdtrRefInf", "Ref"),
    ]
    others = [words_of(each) for each in more if each not in _NO_REFERENCE]
    first, rest = found[:1] or [""], [*found[1:], *others]
    return [*first, *(each for each in rest if each and each not in first)]


def _kind(entry: Node, detail: Node) -> RowKind:
    for node in (detail, entry):
        code = node.value("BkTxCd", "Domn", "Fmly", "SubFmlyCd")
        if code in _KINDS:
            return _KINDS[code]
    return RowKind.PAYMENT


def _charges(entry: Node, detail: Node, amount: Money) -> Money | None:
    """The bank's charges where the amount includes them, by its word or by the amounts printed."""
    code = amount.currency
    charges = detail.all("Chrgs") or entry.all("Chrgs")
    records = [each for node in charges for each in (node.all("Rcrd") or [node])]
    total, said = 0, bool(records)
    for record in records:
        node = record.first("Amt") or record.first("TtlChrgsAndTaxAmt")
        text = node.text.strip() if node else ""
        if node is None or node.attributes.get("Ccy", code) != code or not _NUMBER.fullmatch(text):
            return None
        part = amounts.money(Decimal(text), code)
        if part is None:
            return None
        total += -part.minor if record.value("CdtDbtInd") == "CRDT" else part.minor
        said = said and record.value("ChrgInclInd") in {"true", "1"}
    if not total or not (said or _ties(detail, amount, total)):
        return None
    return Money(code, total)


def _ties(detail: Node, amount: Money, charged: int) -> bool:
    """Tell whether the payment's amount and its charges make the booked amount."""
    for path in _AMOUNTS:
        node = detail.first("AmtDtls", path, "Amt")
        text = node.text.strip() if node else ""
        if node is None or node.attributes.get("Ccy") != amount.currency:
            continue
        paid = amounts.money(Decimal(text), amount.currency) if _NUMBER.fullmatch(text) else None
        way = 1 if amount.minor > 0 else -1
        if paid is not None and way * paid.minor - charged == amount.minor:
            return True
    return False


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


def _reversals(rows: Sequence[StatementRow], entries: Sequence[Node], where: str) -> set[str]:
    """The places of rows that are marked as reversals."""
    marked = {
        f"{where}Ntry {number}"
        for number, entry in enumerate(entries, start=1)
        if entry.value("RvslInd") == "true"
    }
    return {row.place for row in rows if row.place.split(" TxDtls")[0] in marked}


def _party_account(detail: Node, *, incoming: bool) -> str:
    """The number of the account on the other side."""
    sides = ("DbtrAcct", "CdtrAcct")
    for side in sides if incoming else sides[::-1]:
        if number := _number(detail.first("RltdPties", side, "Id")):
            return number
    return ""


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
        node = entry.first("Amt")
        text = node.text.strip() if node else ""
        if _SIGNS.get(entry.value("CdtDbtInd")) == sign and _NUMBER.fullmatch(text):
            amount = amounts.money(Decimal(text), code)
            total += amount.minor if amount else 0
    return total

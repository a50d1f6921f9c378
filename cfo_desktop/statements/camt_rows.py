"""What the elements of ISO 20022 say of one payment: who, what for, its ids, its charges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of
from cfo_desktop.statements.xml_tree import Node

_NUMBER = re.compile(r"\d{1,18}(\.\d{1,17})?")
_NO_REFERENCE = {"", "NOTPROVIDED", "NONREF"}
AMOUNTS = ("TxAmt", "InstdAmt")
"""Where a transaction's own amount stands."""
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


def bare_amount(node: Node | None, code: str) -> Money | None:
    """Return an element's amount in this currency, whatever it says of that; ``None`` for none."""
    text = node.text.strip() if node else ""
    return amounts.money(Decimal(text), code) if _NUMBER.fullmatch(text) else None


def amount_of(node: Node | None, code: str) -> Money | None:
    """Return an element's amount; ``None`` for none, and for one in another currency."""
    if node is None or node.attributes.get("Ccy", code) != code:
        return None
    return bare_amount(node, code)


def number(identification: Node | None) -> str:
    """Return an account's number: an IBAN, or what the bank has instead."""
    node = identification or Node("", {})
    found = (
        node.value("IBAN")
        or node.value("Othr", "Id")
        or node.value("PrtryAcct", "Id")
        or node.value("BBAN")
    )
    return re.sub(r"\s", "", found)[:60]


def row(
    entry: Node, details: Sequence[Node], amount: Money, moment: Moment, place: str
) -> StatementRow:
    """Return the row of an entry, or of the one transaction of it that ``details`` holds."""
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
        part = amount_of(record.first("Amt") or record.first("TtlChrgsAndTaxAmt"), code)
        if part is None:
            return None
        total += -part.minor if record.value("CdtDbtInd") == "CRDT" else part.minor
        said = said and record.value("ChrgInclInd") in {"true", "1"}
    if not total or not (said or _ties(detail, amount, total)):
        return None
    return Money(code, total)


def _ties(detail: Node, amount: Money, charged: int) -> bool:
    """Tell whether the payment's amount and its charges make the booked amount."""
    for path in AMOUNTS:
        node = detail.first("AmtDtls", path, "Amt")
        if node is None or "Ccy" not in node.attributes:
            continue
        paid = amount_of(node, amount.currency)
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


def _party_account(detail: Node, *, incoming: bool) -> str:
    """The number of the account on the other side."""
    sides = ("DbtrAcct", "CdtrAcct")
    for side in sides if incoming else sides[::-1]:
        if found := number(detail.first("RltdPties", side, "Id")):
            return found
    return ""

"""Reads OFX and QFX, versions 1 (SGML) and 2 (XML): bank and card statements, several in a file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import ofx_tree
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.ofx_tree import Element
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of

_STATEMENTS = ("STMTRS", "CCSTMTRS")
_OTHERS = ("INVSTMTRS", "LOANSTMTRS")
_DATE = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})[T ]?(?:(\d{2}):?(\d{2})(?::?(\d{2}))?)?")
_NUMBER = re.compile(r"[+-]? ?(\d+|\d{1,3}([,. ]\d{3})+)?([.,]\d*)?")
_KINDS = {
    "INT": RowKind.INTEREST,
    "FEE": RowKind.FEE,
    "SRVCHG": RowKind.FEE,
}
_OWED = {"CREDITLINE", "CREDITCARD"}
"""Types of accounts on which the owner owes."""
_REFERENCES = ("REFNUM", "CHECKNUM", "SRVRTID")
_FAILED = "ERROR"
_DOUBTFUL = {"amount_invalid", "date_invalid"}
"""Faults of one movement that make the whole file doubtful."""
_NO_DATE = frozenset("0 ")
_MAX_AMOUNT = 40


def read(untrusted_content: bytes, *, currency: str | None) -> tuple[Statement, ...] | Fault:
    """Return the statements of the file; ``currency`` is used where it names none.

    A bank writes these files by machine, so one amount or date that is none makes the whole file
    doubtful and nothing of it is taken. Faults: those of ``ofx_tree.parse``, ``amount_invalid`` and
    ``date_invalid`` with the place, ``currency_needed``, ``currency_unknown``, ``bank_error``,
    ``profile_unsupported``, ``no_statement``, ``too_many_rows``.
    """
    root = ofx_tree.parse(untrusted_content)
    if isinstance(root, Fault):
        return root
    bank = _institution(root)
    elements = root.all(*_STATEMENTS)
    own = {hint.number: hint for each in elements if (hint := _account(each, bank)).number}
    found: list[Statement] = []
    for element in elements:
        statement = _statement(element, bank, own, currency)
        if isinstance(statement, Fault):
            return statement
        found.append(statement)
    if not found:
        return _nothing(root)
    others = [
        Fault("investment_unsupported", f"line {each.line} {each.name}")
        for each in root.all(*_OTHERS)
    ]
    first = replace(found[0], rejected=(*found[0].rejected, *others))
    return (first, *found[1:])


def _nothing(root: Element) -> Fault:
    for status in root.all("STATUS"):
        if status.values.get("SEVERITY", "").upper() == _FAILED:
            said = status.values.get("MESSAGE", "") or status.values.get("CODE", "")
            return Fault("bank_error", f"line {status.line}", {"text": said[:100]})
    if root.all(*_OTHERS):
        return Fault("profile_unsupported", data={"name": "OFX investments and loans"})
    return Fault("no_statement")


def _institution(root: Element) -> str:
    banks = root.all("FI")
    return (banks[0].values.get("ORG", "") or banks[0].values.get("FID", "")) if banks else ""


def _statement(
    element: Element, bank: str, own: Mapping[str, AccountHint], currency: str | None
) -> Statement | Fault:
    movements = element.all("STMTTRN")
    printed = _printed_currency(element, movements)
    if printed and not currencies.is_currency(printed):
        return Fault("currency_unknown", f"line {element.line}", {"currency": printed[:20]})
    code = printed or currency
    if not code:
        return Fault("currency_needed", f"line {element.line}")
    if len(movements) > MAX_ROWS:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    pending = [SkippedRow(_place(each), "pending") for each in element.all("STMTTRNP")]
    results = [_result(movement, code, own) for movement in movements]
    for result in results:
        if isinstance(result, Fault) and result.code in _DOUBTFUL:
            return result
    closing = _closing(element, code)
    if isinstance(closing, Fault):
        return closing
    return Statement(
        account=_account(element, bank),
        currency=printed or None,
        rows=tuple(each for each in results if isinstance(each, StatementRow)),
        skipped=(*pending, *(each for each in results if isinstance(each, SkippedRow))),
        rejected=tuple(each for each in results if isinstance(each, Fault)),
        closing=closing,
    )


def _result(
    movement: Element, code: str, own: Mapping[str, AccountHint]
) -> StatementRow | SkippedRow | Fault:
    """A movement as a row, or why it is none."""
    row = _row(movement, code, own)
    if isinstance(row, Fault):
        return row
    if "CORRECTACTION" in movement.values:
        return Fault("correction_unsupported", row.place)
    if (other := _other_currency(movement, code)) is not None:
        return Fault("currency_other", row.place, {"currency": other})
    return row if row.amount.minor else SkippedRow(row.place, "zero_amount")


def _printed_currency(element: Element, movements: Sequence[Element]) -> str:
    """The statement's currency; where it names none, the one that its movements agree on."""
    printed = element.values.get("CURDEF", "").upper()
    if not printed:
        named = {
            own.values.get("CURSYM", "").upper()
            for each in movements
            if (own := each.first("CURRENCY")) is not None
        }
        printed = named.pop() if len(named) == 1 else ""
    return printed if currencies.is_currency(printed) else currencies.from_name(printed) or printed


def _account(element: Element, bank: str) -> AccountHint:
    """The account by its bank's id and number; a card by the institution that signed on."""
    card = element.first("CCACCTFROM")
    source = element.first("BANKACCTFROM") or card
    values = source.values if source else {}
    owed = source is not None and (source is card or values.get("ACCTTYPE", "").upper() in _OWED)
    number = re.sub(r"\s", "", values.get("ACCTID", ""))[:60]
    institution = values.get("BANKID", "") or bank or "ofx"
    title = " ".join(part for part in (bank or values.get("BANKID", ""), number[-4:]) if part)
    return AccountHint(words_of(institution)[:60], number, words_of(title), owed=owed)


def _place(element: Element) -> str:
    fitid = element.values.get("FITID", "")
    return f"line {element.line} {element.name}" + (f" {fitid[:40]}" if fitid else "")


def _row(element: Element, code: str, own: Mapping[str, AccountHint]) -> StatementRow | Fault:
    place = _place(element)
    values = element.values
    amount = _amount(values.get("TRNAMT", ""), code)
    if amount is None:
        return Fault("amount_invalid", f"{place} TRNAMT", {"text": values.get("TRNAMT", "")[:60]})
    if not set(values.get("DTPOSTED", "")) - _NO_DATE:
        return Fault("date_missing", place)
    when = _date(values.get("DTPOSTED", ""))
    if when is None:
        return Fault("date_invalid", f"{place} DTPOSTED", {"text": values.get("DTPOSTED", "")[:60]})
    day, time = when
    payee = element.first("PAYEE")
    party = values.get("NAME", "") or (payee.values.get("NAME", "") if payee else "")
    texts = [values.get("EXTDNAME", ""), values.get("MEMO", "")]
    check = values.get("CHECKNUM", "")
    if not party and not any(texts):
        texts = [f"{values.get('TRNTYPE', '')} {check}"]
    reference = words_of(values.get("FITID", ""))
    others = [words_of(values.get(name, "")) for name in _REFERENCES]
    other_account = _other_account(element)
    counter = own.get(other_account)
    kind = _KINDS.get(values.get("TRNTYPE", "").upper(), RowKind.PAYMENT)
    return StatementRow(
        place=place,
        day=day,
        amount=amount,
        counter=counter,
        kind=RowKind.TRANSFER if counter else kind,
        time=time,
        party=words_of(party),
        narration=joined([words_of(text) for text in texts]),
        reference=reference,
        other_references=tuple(
            dict.fromkeys(each for each in others if each.strip("0") and each != reference)
        ),
        party_account=other_account,
    )


def _other_account(element: Element) -> str:
    """The number of the account on the other side, where the bank names it."""
    other = element.first("BANKACCTTO") or element.first("CCACCTTO")
    return re.sub(r"\s", "", other.values.get("ACCTID", ""))[:60] if other else ""


def _amount(text: str, code: str) -> Money | None:
    """Read an amount: a point or a comma before the cents; groups only where both signs stand."""
    plain = text.strip().replace("−", "-").replace("\xa0", " ").replace("\u202f", " ")
    if len(plain) > _MAX_AMOUNT or not _NUMBER.fullmatch(plain) or not any(map(str.isdigit, plain)):
        return None
    last = max(plain.rfind("."), plain.rfind(","))
    both = "." in plain and "," in plain
    sign = plain[last] if last >= 0 else "."
    if plain.count(sign) > 1:
        return None
    digits = plain.replace(" ", "")
    if both:
        digits = digits.replace("," if sign == "." else ".", "")
    return amounts.money(Decimal(digits.replace(",", ".")), code)


def _date(text: str) -> tuple[dt.date, str] | None:
    """Return the day as the bank printed it, whatever zone stands behind it."""
    found = _DATE.match(text.strip())
    if not found:
        return None
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        if not found[4]:
            return day, ""
        time = dt.time(int(found[4]), int(found[5]), int(found[6] or 0))
    except ValueError:
        return None
    # midnight is what banks print that keep no time
    return day, time.isoformat() if time != dt.time() else ""


def _other_currency(element: Element, code: str) -> str | None:
    """The currency of a movement that is not in the statement's, which no rate makes exact."""
    own = element.first("CURRENCY")
    symbol = own.values.get("CURSYM", "").upper() if own else ""
    return symbol if symbol and symbol != code else None


def _closing(element: Element, code: str) -> Money | Fault | None:
    balance = element.first("LEDGERBAL")
    text = balance.values.get("BALAMT", "") if balance else ""
    if balance is None or not text:
        return None
    amount = _amount(text, code)
    return amount or Fault("amount_invalid", f"line {balance.line} LEDGERBAL", {"text": text[:60]})

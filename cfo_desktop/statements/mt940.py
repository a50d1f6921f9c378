"""Reads MT940, the bank statement of SWIFT, and MT942, its report within the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import checks
from cfo_desktop.statements import mt940_fields
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.mt940_fields import Field
from cfo_desktop.statements.mt940_fields import Message
from cfo_desktop.statements.mt940_lines import DoubtfulError
from cfo_desktop.statements.mt940_lines import line_of
from cfo_desktop.statements.mt940_lines import money
from cfo_desktop.statements.mt940_lines import place_of
from cfo_desktop.statements.mt940_lines import row_of
from cfo_desktop.statements.table import words_of

_BALANCE = re.compile(r"\s*([CD])\s*(\d{6})\s*([A-Z]{3})?\s*(\d{1,18}(?:[,.]\d{0,6})?)\s*")
_SUM = re.compile(r"\s*(\d{1,6})\s*([A-Z]{3})\s*(\d{1,18}(?:[,.]\d{0,6})?)\s*")
_FLOOR = re.compile(r"\s*([A-Z]{3})")
_OPENING_CURRENCY = re.compile(rb"^:60[FM]:[CD]\d{6}([A-Z]{3})", re.MULTILINE)
_CODE_PAGES = ("cp1250", "cp852", "iso8859-2")
_LETTERS = {b"PLN": "ąćęłńóśźż", b"HUF": "áéíóöőúüű", b"CZK": "áčďéěíňóřšťúůýž"}
_OPENING = ("60F", "60M")
_CLOSING = ("62F", "62M")
_AFTER = ("64", "64F", "65", "65F", "90D", "90C")
"""What stands behind the movements, so that all of them are there."""
_INTERIM = ("34F", "13D", "90D", "90C")


@dataclass(frozen=True, slots=True)
class _Page:
    """One message, and what is needed to join it to the page before."""

    statement: Statement
    number: str
    opens: str
    closes: str
    turned: frozenset[str]
    sums: tuple[tuple[str, int, Money], ...]


def text_of(untrusted_content: bytes, decoded: str) -> str:
    """Return the file's text; of a bank in Central Europe in the code page its letters show."""
    unit = _OPENING_CURRENCY.search(untrusted_content)
    letters = _LETTERS.get(unit[1] if unit else b"", "")
    if not letters or decoded.isascii() or untrusted_content.startswith(b"\xef\xbb\xbf"):
        return decoded
    try:
        return untrusted_content.decode("utf-8")
    except UnicodeDecodeError:
        texts = [untrusted_content.decode(name, "replace") for name in _CODE_PAGES]
    return max(texts, key=lambda text: sum(map(text.lower().count, letters)))


def read(text: str, *, currency: str | None) -> tuple[Statement, ...] | Fault:
    """Return the statements of the file; ``currency`` is used where it names none.

    A bank writes these files by machine, so one amount or date that is none makes the whole file
    doubtful. Faults: ``amount_invalid``, ``date_invalid``, ``direction_unknown`` and
    ``currency_unknown`` with the place, ``currency_needed``, ``file_cut``, ``no_statement``,
    ``too_many_rows``.
    """
    found = mt940_fields.messages(text)
    if sum(1 for message in found for _ in message.all("61")) > MAX_ROWS:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    if found and not _is_whole(found[-1]):
        return Fault("file_cut", f"line {text.count(chr(10)) + 1}")
    pages: list[_Page] = []
    try:
        for message in found:
            page = _page(message, currency)
            if isinstance(page, Fault):
                return page
            if pages and _goes_on(pages[-1], page):
                pages[-1] = _joined(pages[-1], page)
            else:
                pages.append(page)
    except DoubtfulError as error:
        return error.fault
    return tuple(map(_finished, pages)) or Fault("no_statement")


def is_interim(text: str) -> bool:
    """Tell whether the file holds MT942, which has sums of the day instead of balances."""
    return re.search(r"^:(34F|13D):", text, re.MULTILINE) is not None and not re.search(
        r"^:6[02][FM]:", text, re.MULTILINE
    )


def _is_whole(message: Message) -> bool:
    return message.closed or message.first(*_CLOSING, *_AFTER) is not None


def _page(message: Message, currency: str | None) -> _Page | Fault:
    opening, closing = message.first(*_OPENING), message.first(*_CLOSING)
    printed = _printed_currency(message)
    code = printed or currency
    place = f"line {message.fields[0].line}"
    if not code:
        return Fault("currency_needed", place)
    if not currencies.is_currency(code):
        return Fault("currency_unknown", place, {"currency": code})
    rows: list[StatementRow] = []
    skipped: list[SkippedRow] = []
    turned: set[str] = set()
    for field, lines, notes in _movements(message):
        line = line_of(field, code)
        if not line.amount.minor or line.mark.startswith("E"):
            reason = "pending" if line.mark.startswith("E") else "zero_amount"
            skipped.append(SkippedRow(place_of(field), reason))
            continue
        rows.append(row_of(field, line, lines, notes))
        if line.mark.startswith("R"):
            turned.add(rows[-1].place)
    statement = Statement(
        account=_account(message, code),
        currency=printed or None,
        rows=tuple(rows),
        skipped=tuple(skipped),
        opening=_balance(opening, code) if opening else None,
        closing=_balance(closing, code) if closing else None,
    )
    number = message.first("28C", "28")
    return _Page(
        statement,
        number.text.partition("/")[0] if number else "",
        opening.tag if opening else "",
        closing.tag if closing else "",
        frozenset(turned),
        tuple(_sums(message, code)),
    )


def _printed_currency(message: Message) -> str:
    for field in message.all(*_OPENING, *_CLOSING, "64"):
        if (found := _BALANCE.match(field.text)) and found[3]:
            return found[3]
    for field in message.all(*_INTERIM):
        found = _SUM.match(field.text) if field.tag != "34F" else None
        if found or (field.tag == "34F" and (found := _FLOOR.match(field.text))):
            return found[2] if field.tag != "34F" else found[1]
    return ""


def _account(message: Message, code: str) -> AccountHint:
    """The account by its number, at the bank that the field or the envelope names."""
    field = message.first("25", "25P")
    text = re.sub(r"\s", "", field.lines[0]) if field else ""
    parts = [part.strip('"') for part in text.split("/") if part]
    if len(parts) > 1 and parts[-1] == code:
        parts.pop()
    bank = parts[0] if len(parts) > 1 else message.bank
    number = re.sub(r"[.]", "", parts[-1]) if parts else ""
    if number.endswith(code) and number[:-3][-1:].isdigit():
        number = number[:-3]
    country = number[:2] if number[:2].isalpha() else ""
    title = words_of(f"{bank or country} {number[-4:]}") or "MT940"
    return AccountHint(words_of(bank)[:60] or "mt940", number[:60], title)


def _movements(message: Message) -> Iterable[tuple[Field, list[str], list[str]]]:
    """Each movement with the lines that belong to it: of fields 86, and of a program's own."""
    found: list[tuple[Field, list[str], list[str]]] = []
    last: tuple[Field, list[str], list[str]] | None = None
    for field in message.fields:
        if field.tag == "61":
            last = field, [], []
            found.append(last)
        elif last is None or field.tag not in {"86", "NS"}:
            last = None
        elif field.tag == "NS":
            last[2].extend(field.lines)
        else:
            if last[1]:  # a field of its own for each line
                last[1][-1] = last[1][-1].rstrip() + " "
            last[1].extend(field.lines)
    return found


def _balance(field: Field, code: str) -> Money:
    found = _BALANCE.fullmatch(field.lines[0].strip())
    amount = money(found[4], code) if found else None
    if found is None or amount is None or (found[3] or code) != code:
        raise DoubtfulError("amount_invalid", field, field.lines[0])
    return amount if found[1] == "C" else -amount


def _sums(message: Message, code: str) -> Iterable[tuple[str, int, Money]]:
    """The number and the sum of a report's movements, each way."""
    for field in message.all("90D", "90C"):
        found = _SUM.fullmatch(field.lines[0].strip())
        amount = money(found[3], code) if found else None
        if found is None or amount is None:
            raise DoubtfulError("amount_invalid", field, field.lines[0])
        if found[2] == code:
            yield "total_in" if field.tag == "90C" else "total_out", int(found[1]), amount


def _goes_on(last: _Page, page: _Page) -> bool:
    """Tell whether a message is the next page of the same statement."""
    return (
        last.closes == "62M"
        and page.opens == "60M"
        and last.number == page.number
        and last.statement.account == page.statement.account
        and last.statement.currency == page.statement.currency
    )


def _joined(last: _Page, page: _Page) -> _Page:
    one, two = last.statement, page.statement
    return replace(
        last,
        statement=replace(
            one,
            rows=one.rows + two.rows,
            skipped=one.skipped + two.skipped,
            closing=two.closing,
        ),
        closes=page.closes,
        turned=last.turned | page.turned,
        sums=last.sums + page.sums,
    )


def _finished(page: _Page) -> Statement:
    """Add the checks; and turn marked reversals where only so the balances agree."""
    statement = page.statement
    rows, warnings = checks.turned(
        statement.rows, page.turned, statement.opening, statement.closing
    )
    found: list[Check] = checks.closing(rows, statement.opening, statement.closing)
    for name, count, amount in page.sums:
        sign = 1 if name == "total_in" else -1
        ways = [sign * row.amount.minor for row in rows if sign * row.amount.minor > 0]
        found.append(checks.count(count, len(ways)))
        found.append(checks.total(name, amount, Money(amount.currency, sum(ways))))
    return replace(statement, rows=tuple(rows), warnings=tuple(warnings), checks=tuple(found))

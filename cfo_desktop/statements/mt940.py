"""Reads MT940, the bank statement of SWIFT, and MT942, its report within the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
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
from cfo_desktop.statements import mt940_details
from cfo_desktop.statements import mt940_fields
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.mt940_details import IBAN
from cfo_desktop.statements.mt940_details import NO_REFERENCE
from cfo_desktop.statements.mt940_details import Details
from cfo_desktop.statements.mt940_fields import Field
from cfo_desktop.statements.mt940_fields import Message
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of

_DATES = re.compile(r"\s*(\d{6})[ ]{0,4}(\d{4}(?=\s*[RECD]))?\s*")
_MARK = re.compile(r"(R[CD]|E[CD]|[CD])\s*")
_AMOUNT = re.compile(r"([A-Z]?)\s*(\d{1,18}(?:[,.]\d{0,6})?)\s*")
_TYPE = re.compile(r"([NFS])(.{0,3})(.*)", re.DOTALL)
_BALANCE = re.compile(r"\s*([CD])\s*(\d{6})\s*([A-Z]{3})?\s*(\d{1,18}(?:[,.]\d{0,6})?)\s*")
_SUM = re.compile(r"\s*(\d{1,6})\s*([A-Z]{3})\s*(\d{1,18}(?:[,.]\d{0,6})?)\s*")
_FLOOR = re.compile(r"\s*([A-Z]{3})")
_CHARGES = re.compile(r"/CHGS/([A-Z]{3})(\d{1,15},\d{0,4})/?")
_ORIGINAL = re.compile(r"/OCMT/([A-Z]{3})(\d{1,15},\d{0,4})/?")
_KINDS = {"CHG": RowKind.FEE, "COM": RowKind.FEE, "INT": RowKind.INTEREST}
_KINDS_BY_CODE = {"808": RowKind.FEE}
_OPENING_CURRENCY = re.compile(rb"^:60[FM]:[CD]\d{6}([A-Z]{3})", re.MULTILINE)
_CODE_PAGES = ("cp1250", "cp852", "iso8859-2")
_LETTERS = {b"PLN": "ąćęłńóśźż", b"HUF": "áéíóöőúüű", b"CZK": "áčďéěíňóřšťúůýž"}
_OPENING = ("60F", "60M")
_CLOSING = ("62F", "62M")
_AFTER = ("64", "64F", "65", "65F", "90D", "90C")
"""What stands behind the movements, so that all of them are there."""
_INTERIM = ("34F", "13D", "90D", "90C")
_NAME_BESIDE = re.compile(r"(\S{1,15})\s\s+(\S.*)")
"""An older form: the reference, filled up with blanks, and a name."""
_CENTURY_TURNS = 70
_LONGEST_MONTH = 31
_NOTES = {
    **{f"{number:02}": "narration" for number in range(1, 15)},
    "15": "party",
    "16": "party",
    "17": "booked",
    "34": "account",
}
"""What the numbered lines of German programs' own field (``:NS:``) hold."""


class _DoubtfulError(Exception):
    """Carries the fault that makes the whole file doubtful up to ``read``."""

    def __init__(self, code: str, field: Field, text: str) -> None:
        super().__init__(code)
        place = f"line {field.line} :{field.tag}:"
        self.fault = Fault(code, place, {"text": words_of(text)[:60]})


@dataclass(frozen=True, slots=True)
class _Line:
    """A movement's field 61, taken apart."""

    mark: str
    day: dt.date
    amount: Money
    code: str
    reference: str
    bank_reference: str
    more: str


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
    except _DoubtfulError as error:
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
        line = _line(field, code)
        if not line.amount.minor or line.mark.startswith("E"):
            reason = "pending" if line.mark.startswith("E") else "zero_amount"
            skipped.append(SkippedRow(_place(field), reason))
            continue
        rows.append(_row(field, line, _details(lines, notes)))
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


def _place(field: Field) -> str:
    return f"line {field.line} :{field.tag}:"


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


def _line(field: Field, code: str) -> _Line:
    """Take field 61 apart from left to right, so that what is wrong in it has a name."""
    first = field.lines[0]
    if _AMOUNT.search(first, 6) is None and len(field.lines) > 1:  # wrapped by another program
        first += field.lines.pop(1)
    when = _DATES.match(first)
    day = _booked(when[1], when[2] or "") if when else None
    if when is None or day is None:
        raise _DoubtfulError("date_invalid", field, first[:10])
    mark = _MARK.match(first, when.end())
    if mark is None:
        raise _DoubtfulError("direction_unknown", field, first[when.end() : when.end() + 3])
    found = _AMOUNT.match(first, mark.end())
    amount = _money(found[2], code) if found else None
    if found is None or amount is None:
        raise _DoubtfulError("amount_invalid", field, first[mark.end() : mark.end() + 20])
    kind = _TYPE.match(first, found.end())
    rest = kind[3] if kind else first[found.end() :]
    reference, _slashes, bank_reference = rest.partition("//")
    more = [words_of(line) for line in field.lines[1:]]
    if not bank_reference and (beside := _NAME_BESIDE.match(reference)):
        reference = beside[1]
        more.insert(0, words_of(beside[2]))
    incoming = mark[1] in {"C", "RD", "EC"}
    return _Line(
        mark[1],
        day,
        amount if incoming else -amount,
        kind[2].strip() if kind else "",
        words_of(reference),
        words_of(bank_reference),
        " ".join(filter(None, more)),
    )


def _booked(value: str, entry: str) -> dt.date | None:
    """Return the day of booking: the entry date's, in the year that is nearest to the value date.

    Banks that count 30 days for each month print the 30th of February, which is its last day.
    """
    year = int(value[:2])
    year += 1900 if year >= _CENTURY_TURNS else 2000
    valued = _clamped(year, int(value[2:4]), int(value[4:]))
    if valued is None or not entry.strip("0 "):
        return valued
    days = [_clamped(each, int(entry[:2]), int(entry[2:])) for each in (year - 1, year, year + 1)]
    likely = [day for day in days if day is not None]
    return min(likely, key=lambda day: abs(day - valued), default=None)


def _clamped(year: int, month: int, day: int) -> dt.date | None:
    for last in (day, 30, 29, 28):
        if last <= day <= _LONGEST_MONTH:
            try:
                return dt.date(year, month, last)
            except ValueError:
                continue
    return None


def _money(text: str, code: str) -> Money | None:
    return amounts.money(Decimal(text.replace(",", ".").rstrip(".")), code)


def _balance(field: Field, code: str) -> Money:
    found = _BALANCE.fullmatch(field.lines[0].strip())
    amount = _money(found[4], code) if found else None
    if found is None or amount is None or (found[3] or code) != code:
        raise _DoubtfulError("amount_invalid", field, field.lines[0])
    return amount if found[1] == "C" else -amount


def _sums(message: Message, code: str) -> Iterable[tuple[str, int, Money]]:
    """The number and the sum of a report's movements, each way."""
    for field in message.all("90D", "90C"):
        found = _SUM.fullmatch(field.lines[0].strip())
        amount = _money(found[3], code) if found else None
        if found is None or amount is None:
            raise _DoubtfulError("amount_invalid", field, field.lines[0])
        if found[2] == code:
            yield "total_in" if field.tag == "90C" else "total_out", int(found[1]), amount


def _details(lines: Sequence[str], notes: Sequence[str]) -> Details:
    found = mt940_details.read(lines)
    kept: dict[str, list[str]] = {}
    for note in notes:
        kept.setdefault(_NOTES.get(note[:2], ""), []).append(note[2:].strip())
    own = {name: words_of(" ".join(texts)) for name, texts in kept.items()}
    return replace(
        found,
        party=found.party or own.get("party", ""),
        party_account=found.party_account or own.get("account", "").lstrip("0"),
        narration=joined([found.narration, own.get("narration", ""), own.get("booked", "")]),
    )


def _row(field: Field, line: _Line, details: Details) -> StatementRow:
    printed = [each for each in (line.bank_reference, line.reference) if each not in NO_REFERENCE]
    # some banks write words where a reference stands, cut in two
    words = [each for each in printed[::-1] if not _has_digit(each)]
    references = [each for each in (*printed, *details.references) if _has_digit(each)]
    party, party_account, more = details.party, details.party_account, line.more
    if more and not party and details.narration.startswith(f"{line.reference} {more}"):
        # Dutch banks put the other side's account where a reference stands, and its name below
        party, party_account, more = more, line.reference, ""
        references = [each for each in references if each != line.reference]
    if not party_account and IBAN.fullmatch(more):
        party_account, more = more, ""
    fee = _charges(line)
    kind = _KINDS.get(line.code) or _KINDS_BY_CODE.get(details.code) or RowKind.PAYMENT
    if line.mark == "RD":
        kind = RowKind.REFUND
    narration = joined([details.narration, "" if fee else more, " ".join(words)])
    if not party and not narration:
        narration = line.code
    return StatementRow(
        place=_place(field),
        day=line.day,
        amount=line.amount,
        kind=kind,
        party=party,
        narration=narration,
        reference=references[0] if references else "",
        other_references=tuple(dict.fromkeys(references[1:])),
        party_account=party_account,
        fee=fee,
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _charges(line: _Line) -> Money | None:
    """The bank's charges, where they and the original amount make what was booked."""
    fee, original = _CHARGES.search(line.more), _ORIGINAL.search(line.more)
    code = line.amount.currency
    if fee is None or original is None or {fee[1], original[1]} != {code}:
        return None
    charged, whole = _money(fee[2], code), _money(original[2], code)
    if charged is None or whole is None or not charged.minor:
        return None
    way = 1 if line.amount.minor > 0 else -1
    return charged if way * whole.minor - charged.minor == line.amount.minor else None


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

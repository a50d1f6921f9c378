"""One movement of MT940: its field 61 taken apart, and what its details add."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import mt940_details
from cfo_desktop.statements.mt940_details import IBAN
from cfo_desktop.statements.mt940_details import NO_REFERENCE
from cfo_desktop.statements.mt940_details import Details
from cfo_desktop.statements.mt940_fields import Field
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of

_DATES = re.compile(r"\s*(\d{6})[ ]{0,4}(\d{4}(?=\s*[RECD]))?\s*")
_MARK = re.compile(r"(R[CD]|E[CD]|[CD])\s*")
_AMOUNT = re.compile(r"([A-Z]?)\s*(\d{1,18}(?:[,.]\d{0,6})?)\s*")
_TYPE = re.compile(r"([NFS])(.{0,3})(.*)", re.DOTALL)
_CHARGES = re.compile(r"/CHGS/([A-Z]{3})(\d{1,15},\d{0,4})/?")
_ORIGINAL = re.compile(r"/OCMT/([A-Z]{3})(\d{1,15},\d{0,4})/?")
_KINDS = {"CHG": RowKind.FEE, "COM": RowKind.FEE, "INT": RowKind.INTEREST}
_KINDS_BY_CODE = {"808": RowKind.FEE}
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


class DoubtfulError(Exception):
    """Carries the fault that makes the whole file doubtful up to ``read``."""

    def __init__(self, code: str, field: Field, text: str) -> None:
        super().__init__(code)
        self.fault = Fault(code, place_of(field), {"text": words_of(text)[:60]})


@dataclass(frozen=True, slots=True)
class Line:
    """A movement's field 61, taken apart."""

    mark: str
    day: dt.date
    amount: Money
    code: str
    reference: str
    bank_reference: str
    more: str


def place_of(field: Field) -> str:
    """Return where a field stands."""
    return f"line {field.line} :{field.tag}:"


def line_of(field: Field, code: str) -> Line:
    """Take field 61 apart from left to right, so that what is wrong in it has a name.

    Raises ``DoubtfulError``.
    """
    first = field.lines[0]
    if _AMOUNT.search(first, 6) is None and len(field.lines) > 1:  # wrapped by another program
        first += field.lines.pop(1)
    when = _DATES.match(first)
    day = _booked(when[1], when[2] or "") if when else None
    if when is None or day is None:
        raise DoubtfulError("date_invalid", field, first[:10])
    mark = _MARK.match(first, when.end())
    if mark is None:
        raise DoubtfulError("direction_unknown", field, first[when.end() : when.end() + 3])
    found = _AMOUNT.match(first, mark.end())
    amount = money(found[2], code) if found else None
    if found is None or amount is None:
        raise DoubtfulError("amount_invalid", field, first[mark.end() : mark.end() + 20])
    kind = _TYPE.match(first, found.end())
    rest = kind[3] if kind else first[found.end() :]
    reference, _slashes, bank_reference = rest.partition("//")
    more = [words_of(line) for line in field.lines[1:]]
    if not bank_reference and (beside := _NAME_BESIDE.match(reference)):
        reference = beside[1]
        more.insert(0, words_of(beside[2]))
    incoming = mark[1] in {"C", "RD", "EC"}
    return Line(
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


def money(text: str, code: str) -> Money | None:
    """Return an amount as these files print it; ``None`` for one that the currency lacks."""
    return amounts.money(Decimal(text.replace(",", ".").rstrip(".")), code)


def row_of(field: Field, line: Line, lines: Sequence[str], notes: Sequence[str]) -> StatementRow:
    """Return the row of a movement; ``lines`` are those of its details, ``notes`` a program's."""
    details = _details(lines, notes)
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
        place=place_of(field),
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


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _charges(line: Line) -> Money | None:
    """The bank's charges, where they and the original amount make what was booked."""
    fee, original = _CHARGES.search(line.more), _ORIGINAL.search(line.more)
    code = line.amount.currency
    if fee is None or original is None or {fee[1], original[1]} != {code}:
        return None
    charged, whole = money(fee[2], code), money(original[2], code)
    if charged is None or whole is None or not charged.minor:
        return None
    way = 1 if line.amount.minor > 0 else -1
    return charged if way * whole.minor - charged.minor == line.amount.minor else None

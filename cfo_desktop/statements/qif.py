"""Reads QIF, the exchange format of Quicken: bank, cash and card accounts, several in a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import dates
from cfo_desktop.statements import qif_records
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.qif_records import Record
from cfo_desktop.statements.qif_records import Section
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import words_of

_INSTITUTION = "qif"
_YEAR_MARK = re.compile(r"\s*['’]\s*(\d{1,4})$")
"""An apostrophe before the year: of this century."""
_ACCOUNT = re.compile(r"\[([^\]]{1,200})\]?")
_OPENINGS = ("opening balance", "saldo inicial", "anfangssaldo", "solde initial", "期初余额")
_MONTH_FIRST = {"USD", "PHP"}
_BARE = "0123456789+-., "
"""Characters of amounts that name no currency."""
_AMOUNTS = ("T", "U")
_OWED = {"ccard", "oth l"}
"""Kinds of accounts on which the owner owes."""


class _DoubtfulError(Exception):
    """Carries the fault that makes the whole file doubtful up to ``read``."""

    def __init__(self, code: str, place: str, text: str) -> None:
        super().__init__(code)
        self.fault = Fault(code, place, {"text": words_of(text)[:60]})


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the file's dates and amounts are read, decided from all of them."""

    style: DateStyle
    sign: DecimalSign
    currency: str
    marked: bool = False
    """Whether the amounts themselves name the currency."""
    owed: frozenset[str] = frozenset()
    """Names of the accounts on which the owner owes."""


def read(text: str, *, title: str, currency: str | None) -> tuple[Statement, ...] | Fault:
    """Return a statement for each account; ``currency`` is theirs unless their amounts name one.

    ``title`` names the account where the file does not. Programs write these files, so one amount
    or date that is none makes the whole file doubtful. Faults: ``amount_invalid`` and
    ``date_invalid`` with the place, ``currency_needed``, ``file_cut``, ``profile_unsupported``,
    ``no_statement``, ``too_many_rows``.
    """
    content = qif_records.parse(text)
    records = [record for section in content.sections for record in section.records]
    if len(records) > MAX_ROWS:
        return Fault("too_many_rows", data={"limit": str(MAX_ROWS)})
    if not any(section.records for section in content.sections if not section.investments):
        return _nothing(content.sections)
    if not records[-1].closed and not text.endswith(("\n", "\r", "\x1a")):
        return Fault("file_cut", f"line {records[-1].line}")
    marked = _marked(records)
    code = marked or currency
    if not code:
        return Fault("currency_needed")
    warnings: list[Fault] = []
    accounts = _by_account(content.sections, title)
    owed = frozenset(name for name, sections in accounts.items() if _is_owed(sections))
    by = replace(_reading(content, code, warnings), marked=bool(marked), owed=owed)
    try:
        return tuple(
            _statement(name, sections, by, warnings) for name, sections in accounts.items()
        )
    except _DoubtfulError as error:
        return error.fault


def _nothing(sections: Sequence[Section]) -> Fault:
    if any(section.investments for section in sections):
        return Fault("profile_unsupported", data={"name": "QIF investments"})
    return Fault("no_statement")


def _marked(records: Iterable[Record]) -> str:
    """The currency whose sign stands before most amounts, where a program writes signs."""
    found: Counter[str] = Counter()
    for record in records:
        text = _amount_text(record)
        if text.strip(_BARE):
            values = (amounts.parse(text, sign) for sign in DecimalSign)
            found.update(value.currency for value in values if value and value.currency)
    return found.most_common(1)[0][0] if found else ""


def _by_account(sections: Iterable[Section], title: str) -> dict[str, list[Section]]:
    """Sections by the name of their account: its opening record tells it too, else ``title``.

    Where nothing names them, sections of two kinds are two accounts.
    """
    found: dict[str, list[Section]] = {}
    kinds: list[str] = []
    for section in sections:
        if not section.records:
            continue
        opening = (_transfer(record) for record in section.records if _is_opening(record))
        name = section.account or next(opening, "")
        if not name:
            if section.kind not in kinds:
                kinds.append(section.kind)
            name = title if section.kind == kinds[0] else f"{title} {section.kind}"
        found.setdefault(name, []).append(section)
    return found


def _reading(content: qif_records.Content, currency: str, warnings: list[Fault]) -> _Reading:
    """Decide how dates and amounts are read; what is doubtful in that joins ``warnings``."""
    records = [
        record
        for section in content.sections
        if not section.investments
        for record in section.records
    ]
    days = [_plain_date(record.text("D")) for record in records if record.text("D")]
    style = dates.infer(days, month_first=currency in _MONTH_FIRST)
    if content.order:
        style = DateStyle(Order(content.order))
    if style.ambiguous:
        moment = dates.parse(days[0], style)
        shown = {"text": days[0][:30], "read": moment.day.isoformat() if moment else ""}
        warnings.append(Fault("date_ambiguous", data=shown))
    texts = [text for record in records if (text := _amount_text(record))]
    sign = amounts.infer(texts, currency=currency)
    if doubtful := amounts.undecided(texts, currency=currency):
        value = amounts.parse(doubtful, sign)
        shown = {"text": doubtful[:30], "read": f"{value.value.normalize():f}" if value else ""}
        warnings.append(Fault("amount_ambiguous", data=shown))
    return _Reading(style, sign, currency)


def _plain_date(text: str) -> str:
    """``1/31' 4`` with the year written out."""
    if found := _YEAR_MARK.search(text):
        return f"{text[: found.start()]}/{2000 + int(found[1]) % 100}".replace(" ", "")
    return re.sub(r"\s*([-/.])\s*", r"\1", text.strip())


def _amount_text(record: Record) -> str:
    return next((text for letter in _AMOUNTS if (text := record.text(letter))), "")


def _statement(
    name: str, sections: Sequence[Section], by: _Reading, warnings: Sequence[Fault]
) -> Statement:
    rows: list[StatementRow] = []
    skipped: list[SkippedRow] = []
    rejected: list[Fault] = []
    opening = None
    for section in sections:
        for record in section.records:
            place = f"line {record.line}"
            if section.investments:
                rejected.append(Fault("investment_unsupported", place))
                continue
            row = _row(record, place, by, own=name)
            if isinstance(row, Fault):
                rejected.append(row)
            elif not row.amount.minor:
                skipped.append(SkippedRow(place, "zero_amount"))
            elif opening is None and _is_opening(record):
                opening = row.amount
                skipped.append(SkippedRow(place, "opening_balance"))
            else:
                rows.append(row)
    return Statement(
        account=_hint(name, by),
        currency=by.currency if by.marked else None,
        rows=tuple(rows),
        skipped=tuple(skipped),
        rejected=tuple(rejected),
        warnings=tuple(warnings),
        opening=opening,
    )


def _is_owed(sections: Sequence[Section]) -> bool:
    return any(section.kind.casefold() in _OWED for section in sections)


def _hint(name: str, by: _Reading) -> AccountHint:
    words = words_of(name)[:60]
    return AccountHint(_INSTITUTION, words, words, owed=name in by.owed)


def _row(record: Record, place: str, by: _Reading, *, own: str) -> StatementRow | Fault:
    printed, text = record.text("D"), _amount_text(record)
    if not printed:
        return Fault("date_missing", place)
    if not text:
        return Fault("amount_missing", place)
    moment = dates.parse(_plain_date(printed), by.style)
    if moment is None:
        raise _DoubtfulError("date_invalid", f"{_line(record, 'D')} D", printed)
    number = amounts.parse(text, by.sign)
    amount = amounts.money(number.value, by.currency) if number else None
    if amount is None:
        letter = next(letter for letter in _AMOUNTS if record.text(letter))
        raise _DoubtfulError("amount_invalid", f"{_line(record, letter)} {letter}", text)
    if number and number.currency not in {"", by.currency}:
        return Fault("currency_other", place, {"currency": number.currency})
    other = "" if record.splits else _transfer(record)
    if other == own:  # how programs write an adjustment
        other = ""
    return StatementRow(
        place=place,
        day=moment.day,
        amount=amount,
        counter=_hint(other, by) if other else None,
        kind=RowKind.TRANSFER if other else RowKind.PAYMENT,
        time=moment.time,
        party=words_of(record.text("P") or next(iter(record.texts("A")), "")),
        narration=joined([*map(words_of, record.texts("M")), *_categories(record)])
        or ("" if record.text("P") else words_of(record.text("N"))),
        reference=words_of(record.text("N")) if re.search(r"\d", record.text("N")) else "",
    )


def _line(record: Record, letter: str) -> str:
    return f"line {record.fields[letter][0][0]}"


def _transfer(record: Record) -> str:
    """The account of the owner's that the record names in the place of a category."""
    found = _ACCOUNT.match(record.text("L"))
    return found[1].strip() if found else ""


def _is_opening(record: Record) -> bool:
    """The record that starts an account: its balance, moved to itself by name."""
    return bool(_transfer(record)) and record.text("P").casefold().startswith(_OPENINGS)


def _categories(record: Record) -> list[str]:
    """What the owner sorted it under, each split with its own words and amount."""
    splits = [
        " ".join(filter(None, (split["S"], split.get("E", ""), split.get("$", ""))))
        for split in record.splits
    ]
    whole = record.text("L")
    if splits or whole.startswith(("[", "--")):
        whole = ""
    return [words_of(text) for text in (whole, *splits)]

"""A bank's table, from CSV or a spreadsheet, made statements: one for each currency in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import bank_reading
from cfo_desktop.statements import bank_rows
from cfo_desktop.statements import checks
from cfo_desktop.statements import layout as layouts
from cfo_desktop.statements import printed_totals
from cfo_desktop.statements import row_words as words
from cfo_desktop.statements import signs
from cfo_desktop.statements.bank_rows import Line
from cfo_desktop.statements.bank_rows import Nature
from cfo_desktop.statements.bank_rows import Reading
from cfo_desktop.statements.banks import Bank
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.header_words import Means
from cfo_desktop.statements.layout import Layout
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.printed_totals import Totals
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

_NUMBER_AROUND = re.compile(
    r"(?:账\s*号|卡\s*号|账\s*户|帐\s*号|賬\s*號|帳\s*號|卡號|account\s*(?:number|no\.?|#)?|iban"
    r"|kontonummer|konto|compte|cuenta|conto|rekening)"
    r"\s*[:：]?\s*(?:\[[A-Za-z .']{2,40}\])?\s*[\[\"]?\s*"
    r"([A-Z]{2}\d{2}[A-Z0-9 ]{8,32}|[\d*xX][\d*xX \-]{2,30}[\d*xX])",
    re.IGNORECASE,
)
_CARD_COLUMN = re.compile(r"卡|card", re.IGNORECASE)
_CREDIT_CARD = re.compile(r"信用卡|credit card|kreditkart|carte de crédit", re.IGNORECASE)
_UNSIGNED_ENOUGH = 3


@dataclass(slots=True)
class _Outcome:
    """What reading all rows gave, in the file's order."""

    rows: list[StatementRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    rejected: list[Fault] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    ends: list[tuple[Nature, Decimal]] = field(default_factory=list)
    """Opening and closing balances that the file prints."""
    totals: Totals = field(default_factory=lambda: Totals({}))
    """Totals that it prints in words."""


def read(
    table: Table,
    header: Header,
    rows: Sequence[TableRow],
    *,
    bank: Bank,
    around: Sequence[str],
    title: str,
    currency: str | None,
    mapping: ColumnMapping | None = None,
) -> tuple[Statement, ...] | Fault:
    """Read ``rows`` under ``header``; ``around`` are the texts above it, ``title`` the file's name.

    ``currency`` is used where the file names none. With a ``mapping`` the header's columns
    mean what the owner said. Faults: ``currency_needed``.
    """
    chosen = layouts.choose(header, rows)
    if mapping:
        chosen = layouts.as_told(chosen)
    warnings: list[Fault] = []
    printed = bank_reading.printed_currency(chosen, rows, around, wanted=currency) or bank.currency
    base = printed or currency or ""
    if not base:
        return Fault("currency_needed")
    by = bank_reading.decide(
        chosen, rows, currency=base, around=around, warnings=warnings, mapping=mapping
    )
    outcome = _read_rows(table, rows, by)
    by, outcome = _with_fee(table, rows, by, outcome, warnings)
    if mapping:
        convention = by.convention
    elif bank.spends_positive and not by.convention.unmarked_out:
        convention = replace(by.convention, reversed=True)
    elif bank.told_by_verb and by.convention.signed and not _has_negative(outcome.rows):
        convention = replace(by.convention, by_verb=True)
        warnings += _unsaid(outcome.rows)
    else:
        on_card = bank.profile.endswith("-credit") or _on_card(chosen, (*around, title))
        convention = _card_convention(by, outcome, warnings, on_card=on_card)
    if convention != by.convention:
        by = replace(by, convention=convention)
        outcome = _read_rows(table, rows, by)
    account = AccountHint(bank.institution, _number(chosen, rows, around), bank.title or title)
    outcome.ends += _ends_around(around, by)
    said_below = [_line_text(line.row) for line in outcome.lines]
    outcome.totals = printed_totals.of_texts([*around, *said_below], by.sign)
    said = bool(printed or (mapping and mapping.currency))
    return _by_currency(outcome, by, account, warnings, said=said)


def _read_rows(table: Table, rows: Sequence[TableRow], by: Reading) -> _Outcome:
    outcome = _Outcome()
    texts = by.layout.texts
    for row in rows:
        found = bank_rows.read(row, table.place(row), by)
        if isinstance(found, StatementRow):
            outcome.rows.append(found)
        elif isinstance(found, SkippedRow):
            outcome.skipped.append(found)
        elif isinstance(found, Fault):
            outcome.rejected.append(found)
        else:
            outcome.lines.append(found)
            if found.balance is not None:
                outcome.ends.append((found.nature, found.balance))
            if found.nature is Nature.NOTE and texts and outcome.rows:
                _continue(outcome.rows, row, texts)
    return outcome


def _ends_around(around: Iterable[str], by: Reading) -> Iterator[tuple[Nature, Decimal]]:
    """The balances printed above the table."""
    for text in around:
        for nature, pattern in (
            (Nature.OPENING, words.OPENING_AROUND),
            (Nature.CLOSING, words.CLOSING_AROUND),
        ):
            found = pattern.search(text)
            amount = amounts.parse(found[1].strip(" .,"), by.sign) if found else None
            if amount is not None:
                yield nature, amount.value


def _continue(rows: list[StatementRow], row: TableRow, texts: Sequence[int]) -> None:
    """Some exports print a long narration on a line of its own under its row."""
    filled = [index for index, item in enumerate(row.cells) if text_of(item)]
    if filled and filled[0] > 0 and all(index in texts for index in filled):
        more = [words_of(row.cells[index]) for index in filled]
        rows[-1] = replace(rows[-1], narration=joined([rows[-1].narration, *more]))


def _with_fee(
    table: Table, rows: Sequence[TableRow], by: Reading, plain: _Outcome, warnings: list[Fault]
) -> tuple[Reading, _Outcome]:
    """Decide by the running balance whether a column of fees moves money beside the amount."""
    chosen = by.layout
    if chosen.fee < 0 or chosen.net >= 0:
        return by, plain
    fees = [bank_rows.number(cell(row, chosen.fee), by.sign) for row in rows]
    if not any(fee and fee.value for fee in fees):
        return by, plain
    readings = [
        (reading, _read_rows(table, rows, reading))
        for reading in (replace(by, fee_apart=True), replace(by, fee_apart=False))
    ]
    broken = [
        sum(chain.breaks for chain in _chains(outcome.rows)) for _reading, outcome in readings
    ]
    proven = chosen.balance >= 0 and broken[0] != broken[1]
    if proven:
        return readings[0] if broken[0] < broken[1] else readings[1]
    warnings.append(Fault("fee_unclear"))
    return by, plain


def _chains(rows: Iterable[StatementRow]) -> list[checks.Chain]:
    groups: dict[str, list[StatementRow]] = {}
    for row in rows:
        groups.setdefault(row.amount.currency, []).append(row)
    return [checks.in_time_order(group) for group in groups.values()]


def _on_card(chosen: Layout, around: Iterable[str]) -> bool:
    """Tell whether the list is a credit card's, by its columns or what stands around it."""
    names = " ".join(column.name for column in chosen.header.having(Means.ACCOUNT))
    if re.search(r"借记|debit", names, re.IGNORECASE):
        return False
    return bool(_CARD_COLUMN.search(names) or any(map(_CREDIT_CARD.search, around)))


def _has_negative(rows: Iterable[StatementRow]) -> bool:
    return any(row.amount.minor < 0 for row in rows)


def _unsaid(rows: Iterable[StatementRow]) -> Iterator[Fault]:
    """Say of which rows the narration does not tell the way."""
    for row in rows:
        if not signs.verb(row.narration):
            yield Fault("direction_guessed", row.place, {"text": row.narration[:60]})


def _is_plain(by: Reading) -> bool:
    chosen = by.layout
    if by.convention.unmarked_out:
        return False
    return (
        chosen.amount >= 0 and chosen.balance < 0 and (chosen.direction < 0 or by.convention.signed)
    )


def _card_convention(
    by: Reading, outcome: _Outcome, warnings: list[Fault], *, on_card: bool
) -> signs.Convention:
    """Find out whether spending is positive, and say so, or that nothing tells."""
    if not _is_plain(by):
        return by.convention
    movements = [
        (row.amount.decimal(), f"{row.narration} {row.party}".strip()) for row in outcome.rows
    ]
    if signs.are_told_by_verb(movements):
        return replace(by.convention, by_verb=True)
    if signs.is_reversed(movements, on_card=on_card):
        if signs.is_of_sales(movements, on_card=on_card):
            warnings.append(Fault("sign_of_sales"))
            return by.convention
        warnings.append(Fault("sign_reversed"))
        return replace(by.convention, reversed=True)
    if len(movements) >= _UNSIGNED_ENOUGH and all(value > 0 for value, _text in movements):
        warnings.append(Fault("sign_unclear"))
    return by.convention


def _number(chosen: Layout, rows: Sequence[TableRow], around: Iterable[str]) -> str:
    if chosen.account >= 0:
        numbers = (text_of(cell(row, chosen.account)) for row in rows)
        return _tidy(next(number for number in numbers if number))
    for text in around:
        found = _NUMBER_AROUND.search(text)
        if found:
            return _tidy(found[1])
    return ""


def _tidy(number: str) -> str:
    return re.sub(r"[\s'\"]", "", number)[:40]


def _by_currency(
    outcome: _Outcome, by: Reading, account: AccountHint, warnings: Sequence[Fault], *, said: bool
) -> tuple[Statement, ...]:
    """One statement a currency; what belongs to none of them goes with the first."""
    codes = list(dict.fromkeys(row.amount.currency for row in outcome.rows)) or [by.currency]
    codes.sort(key=lambda code: code != by.currency)
    statements = []
    for position, code in enumerate(codes):
        rows = [row for row in outcome.rows if row.amount.currency == code]
        first = position == 0
        statement = Statement(
            account=account,
            currency=code if said or not first else None,
            rows=tuple(rows),
            skipped=tuple(outcome.skipped) if first else (),
            rejected=tuple(outcome.rejected) if first else (),
            warnings=tuple(warnings) if first else (),
        )
        if len(codes) > 1:
            outcome.totals = Totals({})
        statements.append(_checked(statement, outcome if first else _below(outcome), by))
    return tuple(statements)


def _below(outcome: _Outcome) -> _Outcome:
    """What a further currency's checks need of the outcome: the lines that add up each."""
    return _Outcome(lines=outcome.lines)


def _line_text(row: TableRow) -> str:
    return " ".join(text for item in row.cells if (text := text_of(item)))


def _checked(statement: Statement, outcome: _Outcome, by: Reading) -> Statement:
    rows = statement.rows
    code = rows[0].amount.currency if rows else by.currency
    chain = checks.in_time_order(rows)
    opening, closing = checks.ends(chain)
    found = [chain.check] if chain.check else []
    printed = False
    for nature, value in outcome.ends:
        balance = amounts.money(value, code)
        if balance is not None:
            printed = True
            opening = balance if nature is Nature.OPENING else opening
            closing = balance if nature is Nature.CLOSING else closing
    if printed:
        found += checks.closing(rows, opening, closing)
    found += _totals(rows, outcome, by, code)
    if outcome.totals.count is not None:
        found.append(checks.count(outcome.totals.count, statement.read))
    return replace(statement, opening=opening, closing=closing, checks=tuple(found))


def _totals(rows: Sequence[StatementRow], outcome: _Outcome, by: Reading, code: str) -> list[Check]:
    """Check the sums of money in and money out, where the file prints them once."""
    sums = outcome.totals.sums or _under_columns(outcome.lines, by, code)
    found = []
    for name, sign in (("total_in", 1), ("total_out", -1)):
        printed = amounts.money(sums[name], code) if name in sums else None
        if printed is not None:
            summed = sum(sign * row.amount.minor for row in rows if sign * row.amount.minor > 0)
            found.append(checks.total(name, printed, Money(code, summed)))
    return found


def _under_columns(lines: Iterable[Line], by: Reading, code: str) -> dict[str, Decimal]:
    """The sums that one line, of this currency or of all, prints under the two columns of money."""
    columns = {"total_in": by.layout.inward, "total_out": by.layout.outward}
    if min(columns.values()) < 0:
        return {}
    candidates = []
    for line in lines:
        if line.nature is not Nature.SUMMARY or _of_another(line.row, code):
            continue
        amounts_under = {
            name: abs(amount.value)
            for name, index in columns.items()
            if (amount := bank_rows.number(cell(line.row, index), by.sign))
        }
        if amounts_under:
            candidates.append(amounts_under)
    return candidates[0] if len(candidates) == 1 else {}


def _of_another(row: TableRow, code: str) -> bool:
    """Tell whether a line adds up another currency: ``美元合计``."""
    label = next(filter(None, map(text_of, row.cells)), "")
    named = currencies.from_name(words.TOTAL_WORD.sub("", label).strip(" :："))
    return named is not None and named != code

"""What the bills of wallets have in common: how a row was paid, totals, rows by column name."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain.account import Role
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import banks
from cfo_desktop.statements import checks
from cfo_desktop.statements import dates
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.limits import MAX_TEXT
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import flaw_of
from cfo_desktop.statements.table import joined
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.table import words_of

CURRENCY = "CNY"
"""Wallet bills name no currency: the wallets hold yuan."""
_STYLE = DateStyle(Order.YMD)
_COUNT = re.compile(r"共\s*[:：]?\s*(\d+)\s*笔")
_TOTAL = r"(?:已)?{}\s*[:：]\s*\d+\s*笔[^\d]*([\d.,]+)\s*元"
_IN, _OUT = re.compile(_TOTAL.format("收入")), re.compile(_TOTAL.format("支出"))
_GIFTS = (
    "红包",
    "立减",
    "优惠",
    "积分",
    "集分宝",
    "券",
    "补贴",
    "折扣",
    "抵扣",
    "满减",
    "随机减",
    "消费金",
)
"""Parts of a combined payment that no account paid."""
_RUN_TOGETHER = re.compile(r"(?<=^\d{4}-\d\d-\d\d)(?=\d\d[:：])")
_DIRECTIONS = frozenset({"收入", "支出", "不计收支", "其他", "/"})
_MOST_COMMAS = 8
"""In a text that is cut at them."""
_YUAN_SIGNS = "¥￥"
_ROW_CELLS = 4
"""A line of fewer filled cells, without date and amount, is a note."""


@dataclass(frozen=True, slots=True)
class Bill:
    """One row of a wallet's bill as printed, and where it stands; ``amount`` is never negative."""

    place: str
    moment: Moment
    amount: Money
    direction: str
    """收入, 支出, or anything else for money that neither came nor went."""
    sort: str
    """The wallet's own word for what the row is (交易类型, 交易分类)."""
    party: str
    item: str
    method: str
    status: str
    order: str
    shop_order: str
    note: str
    fee: Money | None = None
    funds: str = ""
    """资金状态, which only old Alipay exports have."""
    party_account: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What a bill does: ``sign`` on ``account`` (``None``: the wallet itself)."""

    sign: int
    account: AccountHint | None = None
    counter: AccountHint | None = None
    kind: RowKind = RowKind.PAYMENT
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a bill stand; -1 for one that this version of the export lacks."""

    time: tuple[int, ...]
    amount: int
    direction: int
    sort: int
    party: int
    item: int
    method: int
    status: int
    order: int
    shop_order: int
    note: int
    fee: int
    funds: int
    party_account: int = -1

    @property
    def last_needed(self) -> int:
        """The last column without which a row cannot be booked."""
        return max(self.amount, self.direction, self.method, self.status)


def column(header: Header, *names: str) -> int:
    """Return the index of the first of these names; -1 where the header has none."""
    index = header.index(*names)
    return -1 if index is None else index


def yuan(item: Cell) -> Money | None:
    """Read an amount of yuan exactly; ``None`` for what is none."""
    if isinstance(item, Decimal):
        return amounts.money(item, CURRENCY)
    found = amounts.parse(text_of(item).lstrip(_YUAN_SIGNS), amounts.DecimalSign.POINT)
    if found is None or found.currency not in {"", CURRENCY}:
        return None
    return amounts.money(found.value, CURRENCY)


@dataclass(frozen=True, slots=True)
class Bills:
    """The bills of a table, the faults of rows that are none, and the texts around the table."""

    bills: tuple[Bill, ...]
    unread: tuple[Fault, ...]
    around: Sequence[str]

    def printed(self, pattern: re.Pattern[str]) -> str:
        """Return the first group of a pattern around the table; empty where nothing fits it."""
        return next((found[1] for text in self.around if (found := pattern.search(text))), "")

    def statement(
        self,
        account: AccountHint,
        row_of: Callable[[Bill, list[Fault]], StatementRow | SkippedRow],
        *,
        warnings: Sequence[Fault] = (),
        otherwise: Sequence[Bill] | None = None,
    ) -> Statement:
        """Put together what ``row_of`` makes of each bill; it adds to the warnings it is given.

        ``otherwise`` are the bills as the wallet may have counted them for its totals instead.
        """
        told: list[Fault] = []
        results = [row_of(bill, told) for bill in self.bills]
        skipped = tuple(row for row in results if isinstance(row, SkippedRow))
        places = {row.place for row in skipped}
        read = len(results) + len(self.unread)
        controls = _header_checks(self.around, self.bills, places, read)
        if otherwise is not None:
            others = _header_checks(self.around, otherwise, places, read)
            controls = _either(controls, others)
        return Statement(
            account=account,
            currency=CURRENCY,
            rows=tuple(row for row in results if isinstance(row, StatementRow)),
            skipped=skipped,
            rejected=self.unread,
            warnings=(*told, *warnings),
            checks=tuple(controls),
        )


def read_bills(
    table: Table,
    rows: Iterable[TableRow],
    columns: Columns,
    *,
    around: Sequence[str],
    amount_of: Callable[[Cell], Money | None] = yuan,
) -> Bills:
    """Read every row of a bill that is one."""
    read = [bill_of(row, table.place(row), columns, amount_of=amount_of) for row in rows]
    bills = tuple(each for each in read if isinstance(each, Bill))
    return Bills(bills, tuple(each for each in read if isinstance(each, Fault)), around)


def moved(bill: Bill, move: Move) -> StatementRow:
    """Return the row of what a bill does, as most wallets print it."""
    reference = words_of(bill.order)
    return StatementRow(
        place=bill.place,
        day=bill.moment.day,
        time=bill.moment.time,
        amount=replace(bill.amount, minor=move.sign * bill.amount.minor),
        account=move.account,
        counter=move.counter,
        kind=move.kind,
        party=words_of(bill.party),
        narration=joined([words_of(text) for text in (bill.item, bill.note)])
        or words_of(bill.sort),
        reference=reference,
        other_references=other_ids(reference, bill.shop_order),
    )


def bill_of(  # noqa: PLR0911 - one a fault
    row: TableRow, place: str, columns: Columns, *, amount_of: Callable[[Cell], Money | None] = yuan
) -> Bill | Fault | None:
    """Read one row as printed; ``None`` for a line that is no row."""
    if flaw := flaw_of(row, place):
        return flaw
    raw = cell(row, columns.amount)
    when = next((text for index in columns.time if (text := text_of(cell(row, index)))), "")
    if not any(map(str.isdigit, when)) and amounts.is_blank(text_of(raw)):
        filled = sum(bool(text_of(item)) for item in row.cells)
        return Fault("date_missing", place) if filled >= _ROW_CELLS else None
    expected = columns.last_needed + 1
    if len(row.cells) < expected:
        return row_short(row, place, expected=expected)
    moment, amount = dates.parse(when, _STYLE), amount_of(raw)
    if moment is None or amount is None:
        whole = _whole(row, columns, amount_of)
        if whole is not row:
            return bill_of(whole, place, columns, amount_of=amount_of)
    if moment is None:
        return Fault("date_invalid", place, {"text": when[:60]})
    if amount is None or amount.minor < 0:
        return Fault("amount_invalid", place, {"text": text_of(raw)[:60]})
    return _bill(row, place, columns, moment, amount)


def _whole(row: TableRow, columns: Columns, amount_of: Callable[[Cell], Money | None]) -> TableRow:
    def is_whole(other: TableRow) -> bool:
        direction = text_of(cell(other, columns.direction))
        return direction in _DIRECTIONS and amount_of(cell(other, columns.amount)) is not None

    return mended(row, columns.item, is_whole)


def mended(row: TableRow, at: int, is_whole: Callable[[TableRow], bool]) -> TableRow:
    """Put the text in column ``at`` together again that commas inside it have cut.

    Not every export sets such a text in quotes. A row that is whole, or cannot be made so, is
    returned as it is.
    """
    if at < 0 or is_whole(row):
        return row
    for end in range(at + 2, min(at + 2 + _MOST_COMMAS, len(row.cells))):
        text = ",".join(text_of(item) for item in row.cells[at:end])
        candidate = replace(row, cells=(*row.cells[:at], text, *row.cells[end:]))
        if is_whole(candidate):
            return candidate
    return row


def _bill(row: TableRow, place: str, columns: Columns, moment: Moment, amount: Money) -> Bill:
    def text(index: int) -> str:
        return text_of(cell(row, index))[:MAX_TEXT]

    fee = yuan(cell(row, columns.fee))
    return Bill(
        place,
        moment,
        amount,
        text(columns.direction),
        text(columns.sort),
        text(columns.party),
        text(columns.item),
        text(columns.method),
        text(columns.status),
        text(columns.order),
        text(columns.shop_order),
        text(columns.note),
        fee if fee and fee.minor > 0 else None,
        text(columns.funds),
        words_of(cell(row, columns.party_account)),
    )


def other_ids(reference: str, *untrusted_ids: str) -> tuple[str, ...]:
    """Return further ids of a payment, each once; ``0`` and dashes stand for none."""
    found = dict.fromkeys(words_of(text) for text in untrusted_ids)
    return tuple(text for text in found if text not in {"", "0", reference})


def with_refunded(statement: Statement) -> Statement:
    """Let each refund name the payment it gives back.

    Its number is the payment's with a suffix after ``_`` or ``*``, or it shares a number with a
    payment of the same file; a refund that does neither names none.
    """
    paid = {
        each: row.reference
        for row in statement.rows
        if row.kind is not RowKind.REFUND and row.reference
        for each in (row.reference, *row.other_references)
    }
    rows = (
        replace(row, refund_of=_refunded(row, paid)) if row.kind is RowKind.REFUND else row
        for row in statement.rows
    )
    return replace(statement, rows=tuple(rows))


def _refunded(row: StatementRow, paid: Mapping[str, str]) -> str:
    whole = re.split(r"[_*]", row.reference, maxsplit=1)[0]
    ids = (row.reference, whole, *row.other_references)
    in_file = next((paid[each] for each in ids if each in paid), "")
    return in_file or (whole if whole != row.reference else "")


def moment_of(untrusted_texts: Iterable[str]) -> Moment | None:
    """Return the first of several times that is one; old bills run day and hour together."""
    read = (dates.parse(_RUN_TOGETHER.sub(" ", text), _STYLE) for text in untrusted_texts if text)
    return next(filter(None, read), None)


def real_method(untrusted_method: str) -> str:
    """Return the first part of a combined payment that an account paid: ``余额&红包`` is 余额."""
    parts = [part.strip() for part in re.split(r"[&＆+、]", untrusted_method)]
    real = [part for part in parts if part and not any(gift in part for gift in _GIFTS)]
    return real[0] if real else ""


def _header_checks(
    around: Iterable[str], bills: Sequence[Bill], skipped: Collection[str], read: int
) -> list[Check]:
    """Compare the totals printed around the table with its rows; ``skipped`` are places.

    Whether a wallet counts closed orders in its totals differs, so either sum will do.
    """
    text = "\n".join(around)
    found = []
    if count := _COUNT.search(text):
        found.append(checks.count(int(count[1]), read))
    for name, pattern, word in (("total_in", _IN, "收入"), ("total_out", _OUT, "支出")):
        printed = yuan(match[1]) if (match := pattern.search(text)) else None
        if printed is None:
            continue
        rows = [bill for bill in bills if bill.direction == word]
        kept = sum(bill.amount.minor for bill in rows if bill.place not in skipped)
        every = sum(bill.amount.minor for bill in rows)
        summed = every if every == printed.minor else kept
        found.append(checks.total(name, printed, Money(CURRENCY, summed)))
    return found


def _either(first: Sequence[Check], second: Sequence[Check]) -> list[Check]:
    """Return the first checks, and the second where only those tie: wallets count differently."""
    return [
        other if other.ok and not check.ok else check
        for check, other in zip(first, second, strict=True)
    ]


WECHAT = AccountHint("wechat", "", "微信零钱", Role.WALLET_WECHAT)
ALIPAY = AccountHint("alipay", "", "支付宝余额", Role.WALLET_ALIPAY)
"""The owner's wallets as other platforms name them: without a number."""


def wallet_of(untrusted_method: str) -> AccountHint | None:
    """Return the owner's wallet that a way of paying names; ``None`` where it names none."""
    if "微信" in untrusted_method:
        return WECHAT
    return ALIPAY if "支付宝" in untrusted_method else None


def card(untrusted_text: str) -> AccountHint | None:
    """Read the card or bank a text names; ``None`` if it names none."""
    return banks.card(untrusted_text)


def some_bank(untrusted_text: str) -> AccountHint:
    """Return a hint for a bank account that the bill does not name well enough."""
    return AccountHint("bank", "", untrusted_text[:40] or "银行卡")

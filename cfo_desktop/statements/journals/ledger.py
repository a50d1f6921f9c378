"""Reads the journals of hledger and ledger: transactions, assertions, aliases, accounts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.domain.money import Money
from cfo_desktop.statements import amounts
from cfo_desktop.statements.amounts import DecimalSign
from cfo_desktop.statements.journals import kinds
from cfo_desktop.statements.journals import ledger_amounts
from cfo_desktop.statements.journals import raw
from cfo_desktop.statements.journals.ledger_amounts import Amounts
from cfo_desktop.statements.journals.raw import Quantity
from cfo_desktop.statements.journals.raw import RawEntry
from cfo_desktop.statements.journals.raw import RawPosting
from cfo_desktop.statements.journals.raw import Refused

_DATE = r"(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})"
_HEAD = re.compile(
    rf"{_DATE}(?:=[\d/.\-]+)?\s*(?:[*!]\s*)?(?:\(([^)]*)\)\s*)?([^;]*)(?:;.*)?", re.DOTALL
)
_YEAR = re.compile(r"(?:[yY]|year)\s*(\d{4})\b")
_MARK = re.compile(r"[*!]\s+")
_VIRTUAL = ("(", "[", "<")
_COMMENTS = (";", "#", "*", "%", "|")
_TYPE = re.compile(r"\btype:\s*(\w+)", re.IGNORECASE)
_BLOCKS = {"~": "periodic transaction", "=": "automatic posting"}
_SILENT = {
    "decimal-mark",
    "commodity",
    "payee",
    "tag",
    "tags",
    "bucket",
    "assert",
    "check",
    "value",
    "n",
}
_CJK = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")


@dataclass(slots=True)
class _Journal:
    """The file as written, and what directives said of the lines after them."""

    numbers: Amounts
    year: int = 0
    prefix: list[str] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    declared: dict[str, Kind] = field(default_factory=dict)
    entries: list[RawEntry] = field(default_factory=list)
    not_taken: list[Fault] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    first_ignored: dict[str, int] = field(default_factory=dict)

    def ignore(self, what: str, line: int) -> None:
        """Count a directive of which nothing is taken."""
        self.ignored[what] += 1
        self.first_ignored.setdefault(what, line)

    def account(self, name: str) -> str:
        """Return an account's full name, aliases and applied prefix resolved."""
        for old, new in reversed(self.aliases):
            if name == old or name.startswith(f"{old}:"):
                name = new + name[len(old) :]
                break
        return ":".join([*self.prefix, name])


def read(text: str) -> ForeignBook:
    """Return the book; what is not taken of it is listed with its line."""
    symbols = {"$": "USD", "¥": "CNY" if _CJK.search(text) and not _KANA.search(text) else "JPY"}
    lines = text.replace("\r\n", "\n").split("\n")
    journal = _Journal(Amounts(_decimal_sign(lines), symbols))
    index = 0
    while index < len(lines):
        index += _directive(lines, index, journal)
    faults = journal.not_taken + [
        Fault(
            "foreign_directive", f"line {journal.first_ignored[what]}", {"detail": f"{what} ×{n}"}
        )
        for what, n in journal.ignored.items()
    ]
    return _settled(journal, faults)


def _decimal_sign(lines: Sequence[str]) -> DecimalSign:
    for line in lines:
        if found := re.match(r"decimal-mark\s+([.,])", line):
            return DecimalSign(found[1])
    points = commas = 0
    for line in lines:
        if line[:1] in {" ", "\t"} or line.startswith(("commodity", "D ")):
            for number in ledger_amounts.numbers(line.partition(";")[0]):
                sign = ledger_amounts.decimal_sign(number)
                points += sign is DecimalSign.POINT
                commas += sign is DecimalSign.COMMA
    return DecimalSign.COMMA if commas > points else DecimalSign.POINT


def _directive(lines: Sequence[str], index: int, journal: _Journal) -> int:
    """Take what starts at ``index``; return how many lines it spans."""
    head = lines[index]
    number = index + 1
    if not head.strip() or head.startswith((*_COMMENTS, " ", "\t")):
        return 1
    keyword = head.split(maxsplit=1)[0].lstrip("!@").lower()
    if keyword in {"comment", "test"}:
        return _block(lines, index, f"end {keyword}")
    body = list(_body(lines, index + 1))
    if year := _YEAR.match(head):
        journal.year = int(year[1])
    elif head[0].isdigit():
        journal.entries.append(_entry(number, head, body, journal))
    elif head[0] in _BLOCKS:
        detail = f"{_BLOCKS[head[0]]}: {head[1:].strip()}"[:80]
        journal.not_taken.append(Fault("foreign_rule", f"line {number}", {"detail": detail}))
    elif len(keyword) == 1 and keyword in "pcdnaihob":
        _letter(keyword, head, number, journal)
    else:
        _named(keyword, head.split(maxsplit=1)[1:], number, journal)
    return 1 + len(body)


def _block(lines: Sequence[str], index: int, end: str) -> int:
    for number in range(index + 1, len(lines)):
        if lines[number].strip().lower() == end:
            return number + 1 - index
    return len(lines) - index


def _body(lines: Sequence[str], index: int) -> Iterator[tuple[int, str]]:
    """The indented lines under a directive."""
    for number in range(index, len(lines)):
        line = lines[number]
        if line[:1] not in {" ", "\t"} or not line.strip():
            return
        yield number + 1, line


def _letter(letter: str, head: str, number: int, journal: _Journal) -> None:
    """The directives of one letter: market prices, the default commodity, the time clock."""
    rest = head[1:].strip()
    if letter == "d" and (quantity := journal.numbers.quantity(rest)):
        journal.numbers = replace(journal.numbers, default=quantity.commodity)
    elif letter in "ihob":
        journal.ignore("timeclock", number)
    elif letter in "pc":
        journal.ignore("market price", number)


def _named(keyword: str, rest: Sequence[str], number: int, journal: _Journal) -> None:
    said = rest[0].strip() if rest else ""
    if keyword == "include":
        journal.not_taken.append(Fault("foreign_include", f"line {number}", {"detail": said[:80]}))
    elif keyword == "account":
        name = re.split(r"\s{2,}|\t|;", said)[0].strip()
        declared = _TYPE.search(said)
        if declared and (kind := kinds.LETTERS.get(declared[1].lower())):
            journal.declared[name] = kind
    elif not _renaming(keyword, said, journal) and keyword not in _SILENT:
        journal.ignore(keyword[:40], number)


def _renaming(keyword: str, said: str, journal: _Journal) -> bool:
    """Take a directive that changes the names of accounts from here on; tell whether it was one."""
    if keyword == "alias" and not said.startswith("/") and "=" in said:
        old, _, new = said.partition("=")
        journal.aliases.append((old.strip(), new.strip()))
    elif keyword == "apply" and said.startswith("account"):
        journal.prefix.append(said.removeprefix("account").strip())
    elif keyword == "end" and said == "aliases":
        journal.aliases.clear()
    elif keyword == "end" and said in {"apply account", "apply"} and journal.prefix:
        journal.prefix.pop()
    else:
        return False
    return True


def _entry(number: int, head: str, body: Sequence[tuple[int, str]], journal: _Journal) -> RawEntry:
    found = _HEAD.match(head)
    day = None
    if found:
        year = int(found[1]) if found[1] else journal.year
        try:
            day = dt.date(year, int(found[2]), int(found[3]))
        except ValueError:
            day = None
    if found is None or day is None:
        refused = Refused("foreign_syntax", head).fault(number)
        return RawEntry(number, dt.date.min, "", (), refused=refused)
    described = " ".join(found[5].split())
    party, bar, note = described.partition("|")
    postings: list[RawPosting] = []
    refused_fault: Fault | None = None
    try:
        for line, text in body:
            if posting := _posting(line, text, journal):
                postings.append(posting)
    except Refused as error:
        refused_fault = error.fault(number)
    return RawEntry(
        number,
        day,
        note.strip() if bar else described,
        tuple(postings),
        party.strip() if bar else "",
        (found[4] or "").strip(),
        refused_fault,
    )


def _posting(line: int, text: str, journal: _Journal) -> RawPosting | None:
    """Read one line under a transaction; ``None`` for a comment or a virtual posting."""
    said = text.strip()
    if said.startswith(";"):
        return None
    said = _MARK.sub("", said, count=1) if _MARK.match(said) else said
    account, _, rest = re.sub(r"\t| {2,}", "\0", said, count=1).partition("\0")
    if account.startswith(_VIRTUAL):
        journal.ignore("virtual posting", line)
        return None
    rest = rest.partition(";")[0].strip()
    name = journal.account(account.partition(";")[0].strip())
    return replace(journal.numbers.posting(rest), line=line, account=name)


def _settled(journal: _Journal, faults: list[Fault]) -> ForeignBook:
    """Take the transactions in the order of days, as assertions and assignments are meant."""
    balances = raw.Balances()
    entries: list[ForeignEntry] = []
    found_kinds: dict[str, Kind] = {}
    symbols = journal.numbers.symbols
    for entry in sorted(journal.entries, key=lambda each: each.day):
        if entry.refused:
            faults.append(entry.refused)
            continue
        try:
            whole = replace(entry, postings=_assigned(entry, balances, symbols))
            settled = raw.settle(whole, symbols=symbols, infers_price=True)
            found_kinds |= kinds.of_all(settled, journal.declared)
        except Refused as refused:
            faults.append(refused.fault(entry.line))
            continue
        if settled.postings:
            entries.append(settled)
        balances.take(settled)
        faults += _mismatches(entry, balances, symbols)
    return raw.book("hledger", entries, faults, found_kinds)


def _assigned(
    entry: RawEntry, balances: raw.Balances, symbols: dict[str, str]
) -> tuple[RawPosting, ...]:
    """Fill in the amounts of postings that only say what the account holds afterwards."""
    done: list[RawPosting] = []
    for posting in entry.postings:
        if posting.amount is not None or posting.asserted is None:
            done.append(posting)
            continue
        code = raw.code_of(posting.asserted.commodity, symbols)
        held = balances.of(posting.account, code, with_children=posting.with_children).decimal()
        same = (each for each in done if each.account == posting.account and each.amount)
        held += sum(each.amount.number for each in same if each.amount)
        missing = Quantity(posting.asserted.number - held, posting.asserted.commodity)
        done.append(replace(posting, amount=missing))
    return tuple(done)


def _mismatches(
    entry: RawEntry, balances: raw.Balances, symbols: dict[str, str]
) -> Iterator[Fault]:
    """Compare what the accounts hold with what the transaction's last word on each asserts."""
    last = {
        (posting.account, posting.asserted.commodity): posting
        for posting in entry.postings
        if posting.asserted is not None
    }
    for posting in last.values():
        wanted = _money(posting.asserted, symbols)
        if wanted is None:
            continue
        held = balances.of(posting.account, wanted.currency, with_children=posting.with_children)
        if held != wanted:
            detail = f"{posting.account} {wanted} ≠ {held} {wanted.currency}"
            yield Fault("foreign_balance", f"line {posting.line}", {"detail": detail})


def _money(quantity: Quantity | None, symbols: dict[str, str]) -> Money | None:
    if quantity is None:
        return None
    code = symbols.get(quantity.commodity) or currencies.from_name(quantity.commodity)
    return amounts.money(quantity.number, code) if code else None

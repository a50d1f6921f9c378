"""Reads beancount's journals: transactions, balance assertions and pads, opened accounts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.domain.foreign import ForeignPosting
from cfo_desktop.domain.money import Money
from cfo_desktop.statements import amounts
from cfo_desktop.statements.journals import arithmetic
from cfo_desktop.statements.journals import kinds
from cfo_desktop.statements.journals import raw
from cfo_desktop.statements.journals.raw import Quantity
from cfo_desktop.statements.journals.raw import RawEntry
from cfo_desktop.statements.journals.raw import RawPosting
from cfo_desktop.statements.journals.raw import Refused

_DATED = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\s+(\S+)\s*(.*)", re.DOTALL)
_ACCOUNT = r"[^\W\d_a-z][\w\-]*(?::[\w\-]+)+"
_COMMODITY = r"[A-Z](?:[A-Z0-9'._\-]{0,22}[A-Z0-9])?"
_POSTING = re.compile(rf"\s+(?:[*!&#?%A-Z]\s+)?({_ACCOUNT})(?:\s+(.*))?")
_AMOUNT = re.compile(
    rf"(?P<number>[-+*/().,\d\s]*?)\s*(?P<commodity>{_COMMODITY})?\s*(?P<cost>\{{.*\}})?\s*"
    rf"(?:(?P<at>@@?)\s*(?P<price>[-+*/().,\d\s]*?)\s*(?P<price_commodity>{_COMMODITY})?)?\s*"
)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_OPTION = re.compile(r'option\s+"([^"]*)"\s+"([^"]*)"')
_METADATA = re.compile(r"\s+[a-z][\w\-]*:")
_FLAGS = re.compile(r"[*!&#?%]|txn|[PSTCURM]")
_ROOT_OPTIONS = {
    "name_assets": Kind.ASSET,
    "name_liabilities": Kind.LIABILITY,
    "name_equity": Kind.EQUITY,
    "name_income": Kind.INCOME,
    "name_expenses": Kind.EXPENSE,
}
_SILENT = {"open", "close", "commodity"}
"""Directives of which everything that matters is in the transactions."""
_LISTED = {"price", "note", "document", "event", "query", "custom"}
_STRING_LINES = 50


@dataclass(frozen=True, slots=True)
class _Assertion:
    line: int
    day: dt.date
    account: str
    number: Decimal
    commodity: str


@dataclass(frozen=True, slots=True)
class _Pad:
    line: int
    day: dt.date
    account: str
    source: str


@dataclass(slots=True)
class _Journal:
    """The file as written, before anything is settled."""

    entries: list[RawEntry] = field(default_factory=list)
    assertions: list[_Assertion] = field(default_factory=list)
    pads: list[_Pad] = field(default_factory=list)
    roots: dict[str, Kind] = field(default_factory=dict)
    not_taken: list[Fault] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    first_ignored: dict[str, int] = field(default_factory=dict)


def read(text: str) -> ForeignBook:
    """Return the book; what is not taken of it is listed with its line."""
    journal = _Journal()
    lines = text.replace("\r\n", "\n").split("\n")
    index = 0
    while index < len(lines):
        index += _directive(lines, index, journal)
    faults = journal.not_taken + [
        Fault(
            "foreign_directive", f"line {journal.first_ignored[name]}", {"detail": f"{name} ×{n}"}
        )
        for name, n in journal.ignored.items()
    ]
    return _settled(journal, faults)


def _directive(lines: Sequence[str], index: int, journal: _Journal) -> int:
    """Take the directive at ``index``; return how many lines it spans."""
    head = lines[index]
    number = index + 1
    if not head.strip() or not (head[0].isdigit() or head[0].isalpha()):
        return 1  # blank, comment, heading, or a line that belongs to nothing
    head, used = _whole(lines, index)
    found = _DATED.match(head)
    if not found:
        _undated(head, number, journal)
        return used
    body = list(_body(lines, index + used))
    used += len(body)
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        journal.not_taken.append(_syntax(number, head))
        return used
    keyword, rest = found[4], found[5]
    if _FLAGS.fullmatch(keyword):
        journal.entries.append(_entry(number, day, rest, body))
    elif keyword == "balance":
        _assertion(number, day, _uncommented(rest), journal)
    elif keyword == "pad":
        names = _uncommented(rest).split()
        if len(names) == 2:  # noqa: PLR2004
            journal.pads.append(_Pad(number, day, names[0], names[1]))
        else:
            journal.not_taken.append(_syntax(number, head))
    elif keyword in _LISTED:
        journal.ignored[keyword] += 1
        journal.first_ignored.setdefault(keyword, number)
    elif keyword not in _SILENT:
        journal.not_taken.append(_syntax(number, head))
    return used


def _whole(lines: Sequence[str], index: int) -> tuple[str, int]:
    """Join lines until every string is closed."""
    text = lines[index]
    used = 1
    while _open_string(text) and used < _STRING_LINES and index + used < len(lines):
        text += "\n" + lines[index + used]
        used += 1
    return (text, used) if not _open_string(text) else (lines[index], 1)


def _open_string(text: str) -> bool:
    without = _STRING.sub("", text)
    quote, comment = without.find('"'), without.find(";")
    return quote >= 0 and not 0 <= comment < quote


def _body(lines: Sequence[str], index: int) -> Iterator[tuple[int, str]]:
    """The indented lines under a directive."""
    for number in range(index, len(lines)):
        line = lines[number]
        if line[:1] not in {" ", "\t"} or not line.strip():
            return
        yield number + 1, line


def _undated(head: str, number: int, journal: _Journal) -> None:
    keyword = head.split(maxsplit=1)[0]
    if keyword == "include":
        detail = _first_string(head)
        journal.not_taken.append(Fault("foreign_include", f"line {number}", {"detail": detail}))
    elif keyword == "plugin":
        detail = _first_string(head)
        journal.not_taken.append(Fault("foreign_plugin", f"line {number}", {"detail": detail}))
    elif keyword == "option":
        found = _OPTION.match(head)
        if found and found[1] in _ROOT_OPTIONS:
            journal.roots[found[2]] = _ROOT_OPTIONS[found[1]]
    elif keyword not in {"pushtag", "poptag", "pushmeta", "popmeta"}:
        journal.not_taken.append(_syntax(number, head))


def _first_string(text: str) -> str:
    found = _STRING.search(text)
    return (found[1] if found else text)[:80]


def _syntax(number: int, text: str) -> Fault:
    return Fault("foreign_syntax", f"line {number}", {"detail": text.strip()[:80]})


def _uncommented(text: str) -> str:
    return text.partition(";")[0].strip()


def _entry(number: int, day: dt.date, rest: str, body: Sequence[tuple[int, str]]) -> RawEntry:
    strings = [_unescaped(found) for found in _STRING.findall(rest)]
    party, narration = (strings[0], strings[1]) if len(strings) > 1 else ("", "".join(strings))
    refused = None
    postings = []
    try:
        for line, text in body:
            if posting := _posting(line, text):
                postings.append(posting)
    except Refused as error:
        refused = error.fault(number)
    return RawEntry(number, day, narration, tuple(postings), party, refused=refused)


def _unescaped(text: str) -> str:
    return " ".join(re.sub(r"\\(.)", r"\1", text).split())


def _posting(line: int, text: str) -> RawPosting | None:
    """Read one line under a transaction; ``None`` for a comment, a tag or metadata."""
    if text.lstrip()[0] in ";#^" or _METADATA.match(text):
        return None
    found = _POSTING.fullmatch(text.partition(";")[0].rstrip())
    if not found:
        raise Refused("foreign_syntax", text.strip())
    account, rest = found[1], (found[2] or "").strip()
    if not rest:
        return RawPosting(line, account)
    parts = _AMOUNT.fullmatch(rest)
    if not parts:
        raise Refused("foreign_syntax", rest)
    if parts["cost"]:
        raise Refused("foreign_cost", rest)
    amount = _quantity(parts["number"], parts["commodity"], rest)
    if not parts["at"]:
        return RawPosting(line, account, amount)
    price = _quantity(parts["price"], parts["price_commodity"], rest)
    return RawPosting(line, account, amount, price, price_is_total=parts["at"] == "@@")


def _quantity(number: str, commodity: str | None, rest: str) -> Quantity:
    value = arithmetic.evaluate(number)
    if value is None or not commodity:
        raise Refused("foreign_syntax", rest)
    return Quantity(value, commodity)


def _assertion(number: int, day: dt.date, rest: str, journal: _Journal) -> None:
    account, _, said = rest.partition(" ")
    # an own tolerance may stand between number and currency: ``100 ~ 0.01 USD``
    said = re.sub(r"~\s*[\d.,]+", "", said)
    parts = _AMOUNT.fullmatch(said.strip())
    value = arithmetic.evaluate(parts["number"]) if parts else None
    if parts is None or value is None or not parts["commodity"]:
        journal.not_taken.append(_syntax(number, rest))
        return
    journal.assertions.append(_Assertion(number, day, account, value, parts["commodity"]))


_Step = RawEntry | _Assertion | _Pad


def _settled(journal: _Journal, faults: list[Fault]) -> ForeignBook:
    """Take everything in the order of days; on each, balances are asserted first."""
    ordered: list[tuple[dt.date, int, int, _Step]] = [
        *((each.day, 0, each.line, each) for each in journal.assertions),
        *((each.day, 1, each.line, each) for each in journal.pads),
        *((each.day, 2, each.line, each) for each in journal.entries),
    ]
    ordered.sort(key=lambda step: step[:3])
    state = _State(journal.roots, faults)
    for *_order, step in ordered:
        try:
            state.take(step)
        except Refused as refused:
            faults.append(refused.fault(step.line))
    entries = sorted(state.entries, key=lambda entry: entry.day)
    return raw.book("beancount", entries, faults, state.kinds)


class _State:
    """What the journal has come to, one directive after the other."""

    def __init__(self, roots: dict[str, Kind], faults: list[Fault]) -> None:
        self.entries: list[ForeignEntry] = []
        self.kinds: dict[str, Kind] = {}
        self._roots = roots
        self._faults = faults
        self._balances = raw.Balances()
        self._pads: dict[str, _Pad] = {}
        self._padded: set[tuple[int, str]] = set()

    def take(self, step: _Step) -> None:
        """Take one directive; raise ``Refused`` for a transaction that cannot be taken."""
        if isinstance(step, _Pad):
            self._pads[step.account] = step
        elif isinstance(step, _Assertion):
            self._pad(step)
            self._assert(step)
        elif step.refused:
            self._faults.append(step.refused)
        else:
            self._book(raw.settle(step, symbols={}, infers_price=False))

    def _book(self, entry: ForeignEntry) -> None:
        self.kinds |= kinds.of_all(entry, self._roots)
        self._balances.take(entry)
        self.entries.append(entry)

    def _pad(self, step: _Assertion) -> None:
        """Make the transaction a pad stands for: the first assertion after it tells the amount."""
        pad = self._pads.get(step.account)
        wanted = _asserted(step)
        if pad is None or wanted is None or (pad.line, wanted.currency) in self._padded:
            return
        self._padded.add((pad.line, wanted.currency))
        missing = wanted - self._balances.of(step.account, wanted.currency, with_children=True)
        if missing.minor:
            lines = ForeignPosting(pad.account, missing), ForeignPosting(pad.source, -missing)
            self._book(ForeignEntry(f"line {pad.line}", pad.day, "pad", lines))

    def _assert(self, step: _Assertion) -> None:
        wanted = _asserted(step)
        if wanted is None:
            return  # of a security, whose movements were not taken and are listed themselves
        held = self._balances.of(step.account, wanted.currency, with_children=True)
        last = step.number.as_tuple().exponent
        tolerance = Decimal(1).scaleb(last) if isinstance(last, int) and last < 0 else Decimal(0)
        if abs(held.decimal() - wanted.decimal()) > tolerance:
            detail = f"{step.account} {wanted} ≠ {held} {wanted.currency}"
            self._faults.append(Fault("foreign_balance", f"line {step.line}", {"detail": detail}))


def _asserted(step: _Assertion) -> Money | None:
    code = currencies.from_name(step.commodity)
    return amounts.money(step.number, code) if code else None

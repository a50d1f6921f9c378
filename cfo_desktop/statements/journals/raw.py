"""A journal's transactions as written, and how they settle: elided amounts, prices, balance."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import ROUND_HALF_EVEN
from decimal import Decimal

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import ForeignAccount
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.domain.foreign import ForeignPosting
from cfo_desktop.domain.money import Money
from cfo_desktop.statements import amounts
from cfo_desktop.statements.limits import MAX_TEXT


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of some commodity, whose name is as written until ``settle`` looks it up."""

    number: Decimal
    commodity: str


@dataclass(frozen=True, slots=True)
class RawPosting:
    """One line: ``amount`` is ``None`` where it is left to be computed.

    ``price`` is for one unit, or for the whole where ``price_is_total``. ``asserted`` is what the
    account must hold afterwards; without an ``amount`` it sets it.
    """

    line: int
    account: str
    amount: Quantity | None = None
    price: Quantity | None = None
    price_is_total: bool = False
    asserted: Quantity | None = None
    with_children: bool = False


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One transaction as written, or ``refused``: why it is not to be taken."""

    line: int
    day: dt.date
    narration: str
    postings: tuple[RawPosting, ...]
    party: str = ""
    id: str = ""
    refused: Fault | None = None


class Refused(Exception):
    """Why one transaction cannot be taken."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail[:80]

    def fault(self, line: int) -> Fault:
        """Return the fault that stands for the transaction at ``line``."""
        return Fault(self.code, f"transaction, line {line}", {"detail": self.detail})


def code_of(commodity: str, symbols: Mapping[str, str]) -> str:
    """Return the currency a commodity names; raise ``Refused`` for a security or anything else."""
    code = symbols.get(commodity) or currencies.from_name(commodity)
    if code is None:
        raise Refused("foreign_commodity", commodity or "?")
    return code


@dataclass(slots=True)
class _Line:
    """A posting on its way: its amount, and what it weighs in the transaction's balance."""

    account: str
    code: str
    number: Decimal
    weight_code: str
    weight: Decimal


def settle(entry: RawEntry, *, symbols: Mapping[str, str], infers_price: bool) -> ForeignEntry:
    """Return the transaction in full: every amount known, balanced; raise ``Refused``.

    ``infers_price`` lets two currencies without a price balance each other, as hledger does.
    """
    lines: list[_Line] = []
    open_accounts: list[str] = []
    for posting in entry.postings:
        if posting.amount is None:
            open_accounts.append(posting.account)
        else:
            lines.append(_line(posting, posting.amount, symbols))
    if len(open_accounts) > 1:
        raise Refused("foreign_unbalanced", ", ".join(open_accounts))
    sums = _sums(lines)
    if open_accounts:
        lines += _elided(open_accounts[0], sums)
    elif infers_price and len(sums) == 2:  # noqa: PLR2004 - a purchase of one with the other
        _infer(lines, sums)
    _check(lines)
    postings = _even([_posting(line) for line in lines])
    return ForeignEntry(
        place=f"line {entry.line}",
        day=entry.day,
        narration=entry.narration[:MAX_TEXT],
        postings=tuple(line for line in postings if line.amount.minor or line.value),
        party=entry.party[:MAX_TEXT],
        id=entry.id[:MAX_TEXT],
    )


def _line(posting: RawPosting, amount: Quantity, symbols: Mapping[str, str]) -> _Line:
    code = code_of(amount.commodity, symbols)
    line = _Line(posting.account, code, amount.number, code, amount.number)
    if posting.price is not None:
        line.weight_code = code_of(posting.price.commodity, symbols)
        if posting.price_is_total:
            line.weight = posting.price.number.copy_abs().copy_sign(amount.number)
        else:
            line.weight = posting.price.number * amount.number
    return line


def _sums(lines: Iterable[_Line]) -> dict[str, Decimal]:
    """What is left over in each currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.weight_code] += line.weight
    return {code: total for code, total in sums.items() if total}


def _elided(account: str, sums: Mapping[str, Decimal]) -> list[_Line]:
    return [
        _Line(account, code, -_rounded(total, code), code, -total) for code, total in sums.items()
    ]


def _rounded(number: Decimal, code: str) -> Decimal:
    smallest = Decimal(1).scaleb(-currencies.minor_digits(code))
    return number.quantize(smallest, ROUND_HALF_EVEN)


def _infer(lines: list[_Line], sums: Mapping[str, Decimal]) -> None:
    """Let the one line of a currency cost what is left over in the other."""
    for code in sums:
        other = next(each for each in sums if each != code)
        own = [line for line in lines if line.weight_code == code]
        if len(own) == 1 and own[0].code == code and sums[code] * sums[other] < 0:
            own[0].weight_code, own[0].weight = other, -sums[other]
            return


def _check(lines: Sequence[_Line]) -> None:
    """Half of the last digit written may be missing for a price that does not come out even."""
    for code, left in _sums(lines).items():
        digits = [
            exponent
            for line in lines
            if line.code == code and isinstance(exponent := line.number.as_tuple().exponent, int)
        ]
        tolerance = Decimal(5).scaleb(min(max(digits, default=0), 0) - 1) if digits else Decimal(0)
        priced = any(line.code != line.weight_code for line in lines)
        if not priced or abs(left) > tolerance:
            raise Refused("foreign_unbalanced", f"{left.normalize():f} {code}")


def _posting(line: _Line) -> ForeignPosting:
    amount = amounts.money(line.number, line.code)
    if amount is None:
        raise Refused("foreign_fraction", f"{line.number} {line.code}")
    if line.weight_code == line.code:
        return ForeignPosting(line.account, amount)
    value = amounts.money(_rounded(line.weight, line.weight_code), line.weight_code)
    if value is None:
        raise Refused("foreign_fraction", f"{line.weight} {line.weight_code}")
    return ForeignPosting(line.account, amount, value)


def _even(postings: list[ForeignPosting]) -> list[ForeignPosting]:
    """Let the last priced line take what rounding of values left over."""
    left: Counter[str] = Counter()
    for posting in postings:
        weight = posting.value or posting.amount
        left[weight.currency] += weight.minor
    for index in reversed(range(len(postings))):
        value = postings[index].value
        if value is not None and left[value.currency]:
            even = Money(value.currency, value.minor - left[value.currency])
            postings[index] = replace(postings[index], value=even)
            left[value.currency] = 0
    return postings


@dataclass(slots=True)
class Balances:
    """What accounts hold, with and without those below them, as transactions are taken in turn."""

    _own: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    _tree: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def take(self, entry: ForeignEntry) -> None:
        """Add a transaction."""
        for posting in entry.postings:
            self.add(posting.account, posting.amount)

    def add(self, account: str, amount: Money) -> None:
        """Add one amount to an account and to all above it."""
        self._own[account, amount.currency] += amount.minor
        parts = account.split(":")
        for length in range(1, len(parts) + 1):
            self._tree[":".join(parts[:length]), amount.currency] += amount.minor

    def of(self, account: str, currency: str, *, with_children: bool) -> Money:
        """Return what the account holds."""
        held = self._tree if with_children else self._own
        return Money(currency, held.get((account, currency), 0))


def book(
    program: str,
    entries: Sequence[ForeignEntry],
    not_taken: Sequence[Fault],
    kinds: Mapping[str, Kind],
) -> ForeignBook:
    """Put the book together; ``kinds`` tells of every account in it what it is."""
    used: Counter[str] = Counter(
        posting.amount.currency for entry in entries for posting in entry.postings
    )
    accounts = dict.fromkeys(posting.account for entry in entries for posting in entry.postings)
    return ForeignBook(
        program,
        used.most_common(1)[0][0] if used else "",
        tuple(ForeignAccount(path, kinds[path]) for path in accounts),
        tuple(entries),
        tuple(not_taken),
    )

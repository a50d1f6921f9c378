"""Gives each amount of a document its role by the label beside or above it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.documents.extracting.amounts import CODES
from cfo_desktop.documents.extracting.amounts import SIGNS
from cfo_desktop.documents.extracting.amounts import Amount
from cfo_desktop.documents.extracting.amounts import Figures
from cfo_desktop.documents.extracting.amounts import Rate
from cfo_desktop.documents.extracting.capital_amounts import InCapitals
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sum_labels import Role
from cfo_desktop.documents.extracting.sum_labels import SumLabel
from cfo_desktop.documents.extracting.sum_labels import sum_label

_SUMMARY_WORDS = frozenset(
    {"summary", "code", "rate", "satz", "taux", "base", "aliquota", "analysis", "tipo"}
)
_TAX_WORDS = frozenset({"gst", "tax", "sst", "vat", "ust", "mwst", "tva", "iva", "steuer"})
_NET_WORDS = frozenset(
    {
        "amount",
        "amt",
        "net",
        "nett",
        "netto",
        "taxable",
        "sales",
        "goods",
        "value",
        "base",
        "ht",
        "montant",
        "nettobetrag",
    }
    | {"imponibile", "imponible", "excl", "total", "supply"}
)
_SUMMARY_ROWS = 7
_BESIDE_AMOUNTS = (*sorted((*SIGNS, *CODES), key=len, reverse=True), "SR", "ZR")
"""What may stand beside amounts in a row that holds nothing else."""
_CENT = Decimal("0.01")
_WHOLE_ROLES = frozenset(
    {Role.TOTAL, Role.FINAL, Role.NET_TOTAL, Role.TENDER, Role.PAID, Role.CHANGE, Role.ROUNDING}
)


@dataclass(frozen=True, slots=True)
class Sum:
    """One labelled amount."""

    role: Role
    strength: int
    amount: Amount
    rate: int | None = None
    """The one percentage that its row prints, per ten thousand."""

    @property
    def value(self) -> Decimal:
        """The amount as printed."""
        return self.amount.value


@dataclass(frozen=True, slots=True)
class Taxed:
    """What a row says of one rate: ``tax`` is ``rate`` of ``net`` but for a cent."""

    rate: int | None
    """Per ten thousand; ``None`` where it is not printed."""
    net: Amount
    tax: Amount
    summary: bool
    """It stands in the document's own summary by rates; else in a line of goods."""


@dataclass(frozen=True, slots=True)
class Sums:
    """All labelled amounts in reading order, and what is said of rates of tax."""

    sums: tuple[Sum, ...]
    taxed: tuple[Taxed, ...]

    def of(self, *roles: Role) -> tuple[Sum, ...]:
        """Return the amounts of some roles."""
        return tuple(one for one in self.sums if one.role in roles)


def sums_of(rows: Sequence[Row], figures: Figures) -> Sums:
    """Return every amount whose label says what it is; the summary of taxes is kept apart."""
    zone = _summary_zone(rows, figures)
    found: list[Sum] = []
    taxed: list[Taxed] = []
    for row in rows:
        above = tuple(_labelled_above(row, rows, figures, figures.of(row)))
        if len(above) > 1:
            # Sums side by side below their labels, which look like the head of a summary.
            found.extend(above)
            continue
        pair = _taxed(row, figures, in_summary=row.index in zone)
        if pair:
            taxed.append(pair)
        rates = figures.rates_of(row)
        rate = rates[0].rate if len(rates) == 1 else None
        of_row = _sums(row, rows, figures, in_summary=row.index in zone, pair=pair)
        found.extend(replace(one, rate=rate) for one in of_row)
    return Sums(_balances(found), tuple(taxed))


def with_capitals(
    sums: Sums, rows: Sequence[Row], figures: Figures, capitals: Sequence[InCapitals]
) -> Sums:
    """Take the figure beside its capitals for the total, where no label says so."""
    known = {one.value for one in sums.of(Role.TOTAL, Role.FINAL)}
    for one in capitals:
        if one.value in known:
            continue
        near = (row for row in rows if abs(row.index - one.row.index) <= 1)
        same = [amount for row in near for amount in figures.of(row) if amount.value == one.value]
        if same:
            return replace(sums, sums=(*sums.sums, Sum(Role.TOTAL, 90, same[0])))
    return sums


def _balances(found: list[Sum]) -> tuple[Sum, ...]:
    """Read ``balance`` as change where cash stands before it, else as what is to be paid."""
    cash = False
    resolved: list[Sum] = []
    for one in found:
        if one.role is Role.TENDER:
            cash = True
        if one.role is Role.BALANCE:
            resolved.append(replace(one, role=Role.CHANGE if cash else Role.TOTAL))
        else:
            resolved.append(one)
    return tuple(resolved)


def _summary_zone(rows: Sequence[Row], figures: Figures) -> frozenset[int]:
    """Rows below a head such as ``GST summary | Amount | Tax``."""
    zone: set[int] = set()
    for row in rows:
        words = {token.text for token in row.tokens}
        head = words & _TAX_WORDS and (
            words & _SUMMARY_WORDS or (words & _NET_WORDS and len(row.cells) > 1)
        )
        if (
            not head
            or figures.of(row)
            or any(word in words for word in ("invoice", "qty", "description", "item"))
        ):
            continue
        for other in rows[row.index + 1 : row.index + 1 + _SUMMARY_ROWS]:
            if other.page != row.page:
                break
            amounts = figures.of(other)
            if len(amounts) >= 2 or not amounts:
                zone.add(other.index)
            else:
                break
    return frozenset(zone)


def _taxed(row: Row, figures: Figures, *, in_summary: bool) -> Taxed | None:
    amounts = figures.of(row)
    if len(amounts) < 2:
        return None
    words = {token.text for token in row.tokens}
    totals = bool(words & {"total", "totals", "gesamt", "totale", "summe"})
    summary = in_summary or (bool(words & _TAX_WORDS) and len(amounts) <= 3)
    for rate in figures.rates_of(row):
        for net, tax in _pairs(amounts):
            if _fits(net.value, tax.value, rate) and not totals:
                return Taxed(rate.rate, net, tax, summary)
    if in_summary and not totals and len(amounts) in {2, 3}:
        net, tax = amounts[0], amounts[1]
        if abs(tax.value) < abs(net.value) / 2 or tax.value == 0:
            return Taxed(None, net, tax, summary=True)
    return None


def _pairs(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    for place in range(len(amounts) - 1, 0, -1):
        for before in range(place - 1, -1, -1):
            yield amounts[before], amounts[place]
            yield amounts[place], amounts[before]


def _fits(net: Decimal, tax: Decimal, rate: Rate) -> bool:
    exact = net * rate.rate / 10_000
    return net != 0 and abs(exact - tax) <= _CENT and (rate.rate > 0 or tax == 0)


def _sums(
    row: Row, rows: Sequence[Row], figures: Figures, *, in_summary: bool, pair: Taxed | None
) -> Iterator[Sum]:
    amounts = figures.of(row) or _whole(row, figures)
    if not amounts:
        return
    if in_summary and len(amounts) >= 2:
        words = {token.text for token in row.tokens}
        if words & {"total", "totals", "gesamt", "totale"}:
            yield Sum(Role.NET, 60, amounts[0])
            yield Sum(Role.TAX, 60, amounts[1])
        return
    if pair and pair.summary:
        return
    if columns := _columns(row, amounts):
        yield from columns
        return
    before = 0
    last: SumLabel | None = None
    several = [
        _label_before(row, amount, amounts[:number]) for number, amount in enumerate(amounts)
    ]
    if not any(several):
        yield from _labelled_above(row, rows, figures, amounts)
        return
    for number, (amount, own) in enumerate(zip(amounts, several, strict=True)):
        last = own or last
        follows = number + 1 < len(amounts) and several[number + 1] is None
        if follows:
            continue
        # Of several amounts behind one label the last counts: quantity and price come first.
        if last and last.role is not Role.COUNT:
            label = sum_label(_words(row, before, amount.start), amount.value) or last
            yield Sum(label.role, label.strength, amount)
        before = amount.end


def _columns(row: Row, amounts: Sequence[Amount]) -> tuple[Sum, ...]:
    """Read the row below the columns of net, tax and total; a Chinese invoice's has no total."""
    words = [token.text for token in row.tokens]
    if len(amounts) == 2 and words[:2] == ["合", "计"]:
        net, tax = amounts
        if abs(tax.value) < abs(net.value) and row.cell_at(net.start) != row.cell_at(tax.start):
            return Sum(Role.NET, 75, net), Sum(Role.TAX, 75, tax)
    if (
        len(amounts) >= 3
        and words[:1]
        and words[0] in {"total", "totals", "gesamt", "totale", "合"}
    ):
        net, tax, total = amounts[-3:]
        if net.value + tax.value == total.value and abs(tax.value) < abs(net.value):
            return Sum(Role.NET, 70, net), Sum(Role.TAX, 70, tax), Sum(Role.TOTAL, 80, total)
    return ()


def _words(row: Row, start: int, end: int) -> list[str]:
    return [token.text for token in row.tokens if start <= token.start and token.end <= end]


def _label_before(row: Row, amount: Amount, earlier: Sequence[Amount]) -> SumLabel | None:
    """Return what the cells left of an amount say, the nearest first."""
    begin = max((one.end for one in earlier), default=0)
    starts = [cell.start for cell in row.cells if begin <= cell.start < amount.start]
    for start in [*reversed(starts), begin]:
        label = sum_label(_words(row, start, amount.start), amount.value)
        if label:
            return label
    return None


def _whole(row: Row, figures: Figures) -> tuple[Amount, ...]:
    """Return whole numbers right behind a label of a sum: ``Cash 50``, ``合计 120``."""
    found = figures.all_of(row)
    if not found:
        return ()
    kept: list[Amount] = []
    before = 0
    for amount in found:
        words = _words(row, before, amount.start)
        label = sum_label(words, amount.value) if words else None
        if (
            label
            and label.role in _WHOLE_ROLES
            and label.strength >= 60
            and not _is_dated(row, amount)
        ):
            kept.append(amount)
        before = amount.end
    if len(row.text) - found[-1].end > 8:
        return ()
    return tuple(kept)


def _is_dated(row: Row, amount: Amount) -> bool:
    return row.text[amount.end : amount.end + 1] in {
        "年",
        "月",
        "日",
        "件",
        "人",
        "项",
        "个",
        "份",
        "张",
    }


def _labelled_above(
    row: Row, rows: Sequence[Row], figures: Figures, amounts: Sequence[Amount]
) -> Iterator[Sum]:
    """Labels may stand in the row above, each over its amount."""
    if row.index == 0 or any(sign.isalpha() for sign in _without(row, amounts)):
        return
    above = rows[row.index - 1]
    far = above.page != row.page or row.top - above.bottom > 3 * max(row.height, above.height)
    if far or len(figures.of(above)) >= max(len(amounts) - 1, 1):
        return
    for amount in amounts:
        box = row.box(amount.start, amount.end)
        over = [
            cell
            for cell in above.cells
            if min(cell.right, box.right) > max(cell.left, box.left) or len(above.cells) == 1
        ]
        for cell in over[-1:]:
            label = sum_label(_words(above, cell.start, cell.end), amount.value)
            if label and label.role is not Role.COUNT:
                yield Sum(label.role, label.strength - 5, amount)


def _without(row: Row, amounts: Sequence[Amount]) -> str:
    text = row.text
    for amount in reversed(amounts):
        text = text[: amount.start] + text[amount.end :]
    for code in _BESIDE_AMOUNTS:
        text = text.replace(code, "")
    return text if len(text.strip(" .,:;*-=()")) > 2 else ""

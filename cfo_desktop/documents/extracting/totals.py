"""Chooses a document's total, net and tax among its labelled amounts, and proves them if it can."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.documents.extracting.amounts import Amount
from cfo_desktop.documents.extracting.amounts import Figures
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sum_labels import Role
from cfo_desktop.documents.extracting.sums import Sum
from cfo_desktop.documents.extracting.sums import Sums
from cfo_desktop.domain.document import Evidence

_TOTALS = (Role.TOTAL, Role.FINAL, Role.NET_TOTAL)
_CLEAR = 60
"""A total's label must be as clear as this for arithmetic to prove it."""
_SMALL = Decimal(1)
_TENTH = Decimal("0.1")
_SETTLED = 2
_ROUNDING_WORDS = frozenset({"rounding", "rounded", "rnd", "roundoff", "抹", "舍"})
_MOST_SUMS = 8
"""Of each role so many sums are tried, so that a page of labels takes no minute."""
_ZERO = Decimal(0)
_HIGHEST_RATE = Decimal("0.3")
_ROUNDED = Decimal("0.05")
"""Taxes are rounded line by line: so much their sum may be beside the rate."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One amount that was decided on, and how sure it is."""

    amount: Amount
    evidence: Evidence

    @property
    def value(self) -> Decimal:
        """The amount as printed."""
        return self.amount.value


@dataclass(frozen=True, slots=True)
class Tried:
    """One control over the sums: what was to be, and what it is."""

    name: str
    expected: Decimal
    found: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a document's head; each ``None`` where it does not stand on its pages."""

    total: Chosen | None = None
    net: Chosen | None = None
    tax: Chosen | None = None
    paid: Chosen | None = None
    rounding: Chosen | None = None
    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """Net and tax as candidates; an amount is ``None`` where several figures make it."""

    net: Amount | None
    tax: Amount | None
    net_value: Decimal
    tax_value: Decimal
    rates: tuple[tuple[Decimal, int | None], ...]
    """Each tax and the rate printed beside it."""


@dataclass(frozen=True, slots=True)
class _Equation:
    """``net`` and ``tax`` that give a total; either is ``None`` where several figures make it."""

    total: Decimal
    net: Amount | None
    tax: Amount | None
    net_value: Decimal
    tax_value: Decimal
    plain: bool
    """Without service, discount or rounding in between."""
    fits: bool
    """The tax is what the printed rate makes of the net; else both may be misread alike."""


def choose(
    sums: Sums, rows: Sequence[Row], figures: Figures, *, in_capitals: Sequence[Decimal] = ()
) -> Totals:
    """Decide on the sums; ``PROVED`` only what labelled figures or the capitals say."""
    candidates = sums.of(*_TOTALS)
    handed = _handed(sums)
    printed = [one.rate for row in rows for one in figures.rates_of(row) if one.rate]
    equations = list(_equations(sums, printed))
    proofs = _proofs(sums, handed, equations, in_capitals)
    best = _proved(candidates, sums, rows, proofs, handed)
    if best is None:
        best = _read(sums, handed, equations, rows, figures)
    if best is None:
        return Totals()
    total, paid, rounding = _settled(best, sums, handed)
    net, tax = _split(total, sums, equations)
    return Totals(
        total, net, tax, paid, rounding, tuple(_tried(total, sums, equations, handed, in_capitals))
    )


def _first(sums: Sequence[Sum]) -> list[Sum]:
    """Return each figure once, in reading order."""
    seen: dict[Decimal, Sum] = {}
    for one in sums:
        known = seen.get(one.value)
        if known is None or one.strength > known.strength:
            seen[one.value] = one
    return list(seen.values())[:_MOST_SUMS]


def _handed(sums: Sums) -> set[Decimal]:
    """Return what cash less change gives, where change was given."""
    tenders = [one.value for one in _first(sums.of(Role.TENDER, Role.PAID)) if one.value > 0]
    changes = [abs(one.value) for one in _first(sums.of(Role.CHANGE)) if one.value]
    given = [*tenders, *(a + b for a, b in itertools.combinations(tenders[:4], 2))]
    return {tender - change for tender in given for change in changes if tender > change}


def _equations(sums: Sums, printed: Sequence[int]) -> Iterator[_Equation]:
    """Yield every way in which labelled net and tax make a labelled total."""
    labelled = sums.of(*_TOTALS, Role.PAID, Role.TENDER)  # what was paid may be the only total
    totals = [one for one in _first(labelled) if one.strength >= _CLEAR]
    parts = list(_parts(sums))
    roundings = [one.value for one in _first(sums.of(Role.ROUNDING)) if one.value]
    service = [one.value for one in _first(sums.of(Role.SERVICE, Role.TIP)) if one.value][:2]
    discount = [abs(one.value) for one in _first(sums.of(Role.DISCOUNT)) if one.value][:2]
    between = [
        more - less
        for more in (_ZERO, *service, sum(service, _ZERO))
        for less in (_ZERO, *discount)
    ]
    extras = {_ZERO: True}
    for step in between:
        for adjusted in (_ZERO, *roundings, *(-value for value in roundings)):
            extras.setdefault(step + adjusted, False)
    for total in totals:
        for one in parts:
            rest = total.value - one.net_value - one.tax_value
            if rest in extras and one.net_value != total.value:
                fits = _fits(one.rates, one.net_value, between, printed)
                yield _Equation(
                    total.value, one.net, one.tax, one.net_value, one.tax_value, extras[rest], fits
                )


def _fits(
    taxes: Sequence[tuple[Decimal, int | None]],
    net: Decimal,
    between: Sequence[Decimal],
    printed: Sequence[int],
) -> bool:
    """Tell whether taxes are what their printed rates make of the net, or of its parts.

    One without a rate beside it is at most what the highest rate on the pages makes of the net.
    """
    highest = Decimal(max(printed)) / 10_000 if printed else _HIGHEST_RATE
    most = min(highest, _HIGHEST_RATE) * max(abs(net + step) for step in between) + _ROUNDED
    rates = [rate for _tax, rate in taxes if rate]
    if len(rates) < len(taxes):
        return all(abs(tax) <= most if rate is None else not tax for tax, rate in taxes)
    if all(_is_share(tax, rate, net, between) for tax, rate in taxes if rate):
        return True
    # Taxes of several rates, each on its own part of the net.
    parts = sum((tax * 10_000 / rate for tax, rate in taxes if rate), _ZERO)
    slack = sum((_ROUNDED * 10_000 / rate for rate in rates), _ZERO)
    return len(taxes) > 1 and any(abs(parts - net - step) <= slack for step in between)


def _is_share(tax: Decimal, rate: int, net: Decimal, between: Sequence[Decimal]) -> bool:
    return any(abs((net + step) * rate / 10_000 - tax) <= _ROUNDED for step in between)


def _parts(sums: Sums) -> Iterator[_Parts]:
    nets = _first(
        [*sums.of(Role.NET), *sums.of(Role.NET_TOTAL, Role.SUBTOTAL), *sums.of(Role.TOTAL)]
    )
    taxes = [one for one in _first(sums.of(Role.TAX)) if one.value]
    each = [one for one in sums.of(Role.TAX) if one.value][:4]
    groups = [
        *((one,) for one in taxes),
        *itertools.combinations(each, 2),
        *itertools.combinations(each, 3),
    ]
    for net in nets:
        for group in groups:
            value = sum((one.value for one in group), _ZERO)
            if net.value and (net.value > 0) == (value > 0) and abs(value) < abs(net.value):
                tax = group[0].amount if len(group) == 1 else None
                rates = tuple((one.value, one.rate) for one in group)
                yield _Parts(net.amount, tax, net.value, value, rates)
    yield from _summary(sums, nets, taxes)


def _summary(sums: Sums, nets: Sequence[Sum], taxes: Sequence[Sum]) -> Iterator[_Parts]:
    """Yield what the rows of a summary by rates add up to; each fits its own rate already."""
    rows = [one for one in sums.taxed if one.summary] or list(sums.taxed)
    net_value = sum((one.net.value for one in rows), _ZERO)
    tax_value = sum((one.tax.value for one in rows), _ZERO)
    if not tax_value:
        return
    single = len(rows) == 1
    printed_net = next((one.amount for one in nets if one.value == net_value), None)
    printed_tax = next((one.amount for one in taxes if one.value == tax_value), None)
    yield _Parts(
        printed_net or (rows[0].net if single else None),
        printed_tax or (rows[0].tax if single else None),
        net_value,
        tax_value,
        ((tax_value, None),),
    )


def _proofs(
    sums: Sums, handed: set[Decimal], equations: Sequence[_Equation], in_capitals: Sequence[Decimal]
) -> dict[Decimal, int]:
    """Return the proved totals, and by how much: cash and capitals outweigh net and tax."""
    proofs: dict[Decimal, int] = {}
    # Cents that are let off (抹零) leave the total what it was; rounding to a coin makes another.
    let_off = [one.value for one in sums.of(Role.ROUNDING) if abs(one.value) >= _TENTH]
    steps = {sign * value for value in let_off for sign in (1, -1)}
    for one in sums.of(*_TOTALS, Role.SUBTOTAL, Role.PAID):
        if one.role in _TOTALS and one.strength < _CLEAR and one.value not in in_capitals:
            continue
        rounded = {one.value, *(one.value + step for step in steps)}
        if handed & rounded:
            proofs[one.value] = max(proofs.get(one.value, 0), _SETTLED)
        if one.value in in_capitals and one.role in _TOTALS:
            proofs[one.value] = max(proofs.get(one.value, 0), 3)
    for equation in equations:
        if not equation.fits or (in_capitals and equation.total not in in_capitals):
            continue
        proofs[equation.total] = max(proofs.get(equation.total, 0), 1)
    return proofs


def _proved(
    candidates: Sequence[Sum],
    sums: Sums,
    rows: Sequence[Row],
    proofs: dict[Decimal, int],
    handed: set[Decimal],
) -> Chosen | None:
    """Return the proved total, unless something that stands there speaks against it."""
    if not proofs:
        return None
    labelled = sums.of(*_TOTALS, Role.SUBTOTAL, Role.PAID, Role.TENDER)
    printed = {one.value: one for one in reversed(labelled)}
    for one in candidates:
        if one.strength >= printed[one.value].strength or printed[one.value].role not in _TOTALS:
            printed[one.value] = one
    value = max(proofs, key=lambda value: (proofs[value], printed[value].strength, value))
    best = printed[value]
    moved = _moved_on(best, candidates, sums)
    if proofs[value] >= _SETTLED:
        # What was handed over, or the capitals, is settled: a later figure is of something else.
        return Chosen((moved if moved.value in proofs else best).amount, Evidence.PROVED)
    return _unless_doubtful(best, moved, candidates, sums=sums, rows=rows, handed=handed)


def _unless_doubtful(
    best: Sum,
    moved: Sum,
    candidates: Sequence[Sum],
    *,
    sums: Sums,
    rows: Sequence[Row],
    handed: set[Decimal],
) -> Chosen:
    """Return a total that net and tax prove, or only read where cash or rounding say otherwise."""
    if handed and moved.value not in handed:
        near = [one for one in candidates if one.value in handed]
        return Chosen((near[-1] if near else moved).amount, Evidence.READ)
    higher = [
        one
        for one in candidates
        if one.strength > moved.strength
        and one.value > moved.value
        and one.role is not Role.NET_TOTAL
    ]
    if higher and moved is best:
        return Chosen(max(higher, key=lambda one: one.strength).amount, Evidence.READ)
    doubtful = moved is best and (_is_rounded(best, sums) or _lost_rounding(sums, rows))
    return Chosen(moved.amount, Evidence.READ if doubtful else Evidence.PROVED)


def _is_rounded(best: Sum, sums: Sums) -> bool:
    """Whether something was paid that differs from the total by what rounding takes."""
    paid = [*sums.of(Role.TENDER, Role.PAID), *sums.of(Role.TOTAL, Role.FINAL)]
    limits = {Role.TENDER: _SMALL, Role.PAID: _SMALL}
    return any(0 < abs(one.value - best.value) < limits.get(one.role, _TENTH) for one in paid)


def _lost_rounding(sums: Sums, rows: Sequence[Row]) -> bool:
    """Whether a row speaks of rounding whose figure, or whose total, could not be read."""
    read = {one.amount.row.index for one in sums.of(Role.ROUNDING, Role.FINAL)}
    if any(one.value for one in sums.of(Role.ROUNDING)):
        return True
    return any(
        row.index not in read and any(token.text in _ROUNDING_WORDS for token in row.tokens)
        for row in rows
    )


def _moved_on(best: Sum, candidates: Sequence[Sum], sums: Sums) -> Sum:
    """Follow a total to the one after rounding, tip, service or discount that is printed too."""
    steps = [
        (-abs(one.value) if one.role is Role.DISCOUNT else one.value)
        for one in sums.of(Role.ROUNDING, Role.TIP, Role.SERVICE, Role.DISCOUNT)
        if one.value and one.amount.row.index >= best.amount.row.index
    ]
    roundings = [-one.value for one in sums.of(Role.ROUNDING) if one.value]
    for later in candidates:
        if later.amount.row.index <= best.amount.row.index or later.value == best.value:
            continue
        if later.value - best.value in {*steps, *roundings}:
            return later
    return best


def _read(
    sums: Sums,
    handed: set[Decimal],
    equations: Sequence[_Equation],
    rows: Sequence[Row],
    figures: Figures,
) -> Chosen | None:
    """Return the total by its label alone, or the likeliest figure without one."""
    made = {one.total for one in equations}
    candidates = [one for one in sums.of(*_TOTALS) if one.value]
    # Where net and tax make one of them, though no rate says so, it is none of the others.
    candidates = [one for one in candidates if one.value in made] or candidates
    paid = _printed(handed, rows, figures)
    if candidates:
        best = _clearest(candidates, sums)
        near = paid is not None and abs(paid.value - best.value) < _SMALL
        if paid is not None and not near and best.strength < _CLEAR:
            return Chosen(paid, Evidence.GUESS)
        return Chosen(best.amount, Evidence.READ if best.strength >= _CLEAR else Evidence.GUESS)
    if paid is not None:
        return Chosen(paid, Evidence.READ)
    for roles in ((Role.PAID,), (Role.SUBTOTAL,), (Role.TENDER,)):
        found = [one for one in sums.of(*roles) if one.value > 0]
        if found and (Role.TENDER not in roles or not sums.of(Role.CHANGE)):
            best = max(found, key=lambda one: (one.strength, one.value))
            return Chosen(best.amount, Evidence.GUESS)
    return _largest(sums, rows, figures)


def _printed(values: set[Decimal], rows: Sequence[Row], figures: Figures) -> Amount | None:
    for row in rows:
        for amount in figures.of(row):
            if amount.value in values:
                return amount
    return None


def _clearest(candidates: Sequence[Sum], sums: Sums) -> Sum:
    rates = [one.value for one in sums.of(Role.TAX) if one.value > 0][:4]
    groups = (group for size in (1, 2, 3) for group in itertools.combinations(rates, size))
    taxes = {sum(group, _ZERO) for group in groups}
    values = {one.value for one in candidates}
    gross = [
        one for one in candidates if not any(one.value + tax in values for tax in taxes)
    ] or list(candidates)
    whole = [one for one in gross if one.amount.has_cents or one.amount.sign]
    if any(one.strength >= _CLEAR for one in whole):
        gross = whole
    strongest = max(one.strength for one in gross)
    level = [one for one in gross if one.strength == strongest]
    best = max(level, key=lambda one: (abs(one.value), one.amount.row.index))
    later = [
        one for one in gross if one.role is Role.FINAL and abs(one.value - best.value) < _SMALL
    ]
    return later[-1] if later else _moved_on(best, gross, sums)


def _largest(sums: Sums, rows: Sequence[Row], figures: Figures) -> Chosen | None:
    known = {one.amount for one in sums.sums}
    loose = [
        amount
        for row in rows
        for amount in figures.of(row)
        if amount.value > 0 and amount not in known
    ]
    signed = [amount for amount in loose if amount.sign] or loose
    if not signed:
        return None
    return Chosen(max(signed, key=lambda amount: (amount.value, -amount.row.index)), Evidence.GUESS)


def _settled(
    best: Chosen, sums: Sums, handed: set[Decimal]
) -> tuple[Chosen, Chosen | None, Chosen | None]:
    """Return total, what was paid where that differs by rounding, and the rounding."""
    roundings = [one for one in sums.of(Role.ROUNDING) if one.value] or [
        one for one in sums.of(Role.DISCOUNT) if one.value and abs(one.value) < _SMALL
    ]
    rounding = Chosen(roundings[0].amount, Evidence.READ) if roundings else None
    if rounding is None:
        return best, None, None
    possible = {best.value + rounding.value, best.value - abs(rounding.value)}
    others = sums.of(Role.PAID, Role.TENDER, *_TOTALS, Role.SUBTOTAL)
    paid = next((one for one in others if one.value in possible and one.value != best.value), None)
    if paid is None or paid.role in {*_TOTALS, Role.SUBTOTAL}:
        # The chosen total is the rounded one already, or nothing shows what was paid.
        return best, None, rounding
    proved = paid.value in handed and best.evidence is Evidence.PROVED
    return best, Chosen(paid.amount, Evidence.PROVED if proved else Evidence.READ), rounding


def _split(
    total: Chosen, sums: Sums, equations: Sequence[_Equation]
) -> tuple[Chosen | None, Chosen | None]:
    near = [
        one
        for one in equations
        if one.total == total.value or abs(one.total - total.value) < _SMALL
    ]
    near.sort(
        key=lambda one: (one.total != total.value, not one.plain, one.net is None, one.tax is None)
    )
    if near:
        best = near[0]
        sure = Evidence.PROVED if total.evidence is Evidence.PROVED else Evidence.READ
        net = Chosen(best.net, sure) if best.net else None
        tax = Chosen(best.tax, sure) if best.tax else None
        return net, tax
    fits = abs(total.value)
    nets = [one for one in sums.of(Role.NET) if abs(one.value) <= fits] or [
        one for one in sums.of(Role.SUBTOTAL, Role.NET_TOTAL) if one.value == total.value
    ]
    taxes = [one for one in _first(sums.of(Role.TAX)) if abs(one.value) < fits]
    net = Chosen(max(nets, key=lambda one: one.strength).amount, Evidence.READ) if nets else None
    tax = None
    if taxes:
        best_tax = max(taxes, key=lambda one: (one.strength, abs(one.value)))
        tax = Chosen(best_tax.amount, Evidence.READ if len(taxes) == 1 else Evidence.GUESS)
    return net, tax


def _tried(
    total: Chosen,
    sums: Sums,
    equations: Sequence[_Equation],
    handed: set[Decimal],
    in_capitals: Sequence[Decimal],
) -> Iterator[Tried]:
    near = [one for one in equations if abs(one.total - total.value) < _SMALL]
    nets, taxes = sums.of(Role.NET), _first(sums.of(Role.TAX))
    if near:
        yield Tried("total", near[0].total, near[0].total)
    elif (
        len(_first(nets)) == 1
        and len(taxes) == 1
        and not sums.of(Role.DISCOUNT, Role.SERVICE, Role.TIP)
    ):
        yield Tried("total", total.value, nets[0].value + taxes[0].value)
    if total.value in handed:
        yield Tried("change", total.value, total.value)
    elif len(handed) == 1 and abs(min(handed) - total.value) >= _SMALL:
        yield Tried("change", total.value, min(handed))
    if in_capitals:
        agrees = total.value in in_capitals
        yield Tried("capitals", total.value, total.value if agrees else in_capitals[0])

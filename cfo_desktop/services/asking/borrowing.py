"""Answers about loans: what is owed, what instalments come, whether the business bears them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.analysis import loans
from cfo_desktop.analysis.findings import cash
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Circumstances
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.what_if import Loan
from cfo_desktop.services import ground
from cfo_desktop.services.asking import reach
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.books import Book

_MONTHS = (12, 24, 36)
"""Over how many months a new loan is reckoned."""
_NO_INTEREST = Decimal(0)
_TRY = (Action(ActionKind.WHAT_IF, "loan"),)


@dataclass(frozen=True, slots=True)
class _Held:
    """The loans that the books hold; minor units."""

    owed: dict[str, int]
    """{account code: what is owed on it}, those of 0 left out."""
    lenders: tuple[str, ...]
    """Whom instalments were paid to of late, as the books write them."""
    coming: tuple[Movement, ...]
    """The instalments that are expected, in the order of days."""

    @property
    def total(self) -> int:
        return sum(self.owed.values())


def loan(book: Book, wanted: Arguments) -> Answer:
    """Return what is owed on loans and how it is borne; with an amount, what borrowing it takes.

    What it takes is reckoned without interest, which lenders differ in. Raises
    ``UserError("amount_invalid")``.
    """
    found = ground.read(book)
    told = Telling(Tool.LOAN, wanted, currency=found.history.currency)
    if found.history.first_day is None and not wanted.amount:
        return reach.nothing(told)
    held = _held(found)
    past = _past(found)
    amount = told.minor(wanted.amount) if wanted.amount else 0
    if amount:
        _say_new(told, past, amount)
    _say_owed(told, held)
    if not amount:
        _say_coming(told, found, held)
        _say_cover(told, past)
    further = (FollowUp(Tool.FORECAST), FollowUp(Tool.AFFORD), FollowUp(Tool.ADVICE))
    heads = ("what", "each_month") if amount else ("what", "amount")
    return told.answer(*further, heads=heads, actions=_TRY)


def _held(found: Ground) -> _Held:
    past = found.history
    codes = past.codes(Group.LOAN)
    owed = {code: -past.balances.get(code, 0) for code in sorted(codes)}
    paid = [row for row in past.rows if row.account in codes and row.value > 0]
    entries = {row.entry for row in paid}
    schedules = {each.schedule for each in past.planned if each.accounts & codes}
    coming = tuple(
        each
        for each in found.forecast.movements
        if each.amount < 0
        and (each.account in codes or each.entry in entries or each.schedule in schedules)
    )
    lenders = dict.fromkeys(row.party for row in reversed(paid) if row.party)
    return _Held({code: each for code, each in owed.items() if each > 0}, tuple(lenders), coming)


def _past(found: Ground) -> Past | None:
    """Return the past as far as loans need it: their rows alone, which are few."""
    past = found.history
    if past.first_day is None:
        return None
    codes = past.codes(Group.LOAN, Group.FINANCE)
    rows = tuple(row for row in past.rows if row.account in codes)
    return Past(replace(past, rows=rows), found.debts, Circumstances(found.forecast))


# --- what is owed ---


def _say_owed(told: Telling, held: _Held) -> None:
    if not held.owed:
        told.say("loan.none")
        return
    place = Place(accounts=tuple(held.owed))
    owed = told.money(held.total, sense=Sense.WE_OWE, place=place)
    if len(held.lenders) == 1:
        lender = Fact(held.lenders[0], place=Place(party=held.lenders[0]))
        told.say("loan.owed_to", owed=owed, party=lender)
    else:
        told.say("loan.owed", owed=owed)
    if len(held.owed) > 1 and not told.has_table:
        for code, each in held.owed.items():
            told.line_to(Place(accounts=(code,)), AccountName(code), each)


def _say_coming(told: Telling, found: Ground, held: _Held) -> None:
    if not held.coming or not held.owed:
        return
    first = held.coming[0]
    told.say(
        "loan.next",
        instalment=told.money(-first.amount, sense=Sense.WE_OWE, place=reach.movement_place(first)),
        day=Fact(first.day),
    )
    if len(held.coming) > 1:
        rows = tuple(sorted({each.entry for each in held.coming if each.entry}))
        total = -sum(each.amount for each in held.coming)
        told.say(
            "loan.coming",
            until=Fact(found.forecast.days[-1].date),
            payments=count(len(held.coming), Unit.INSTALMENTS, place=Place(rows=rows)),
            total=told.money(total, sense=Sense.WE_OWE, place=Place(rows=rows)),
        )


def _say_cover(told: Telling, past: Past | None) -> None:
    """Say whether what the business brought in covered its instalments."""
    cover = cash.cover(past) if past else None
    if cover is None:
        return
    left = cover.money - cover.instalments
    told.say(
        "loan.covered" if left >= 0 else "loan.short",
        months=count(cover.months, Unit.MONTHS),
        money=told.money(cover.money),
        instalments=told.money(cover.instalments, place=Place(rows=cover.rows)),
        **{
            "left" if left >= 0 else "missing": told.money(
                abs(left), sense=Sense.SHORT if left < 0 else Sense.ENOUGH
            )
        },
    )


# --- a new loan ---


def _say_new(told: Telling, past: Past | None, amount: int) -> None:
    """Say what paying back takes each month, and hold it against what the business brings in."""
    monthly = {
        months: loans.schedule(Loan(amount, _NO_INTEREST, months))[0].amount for months in _MONTHS
    }
    short, long = _MONTHS[0], _MONTHS[-1]
    told.say(
        "loan.takes",
        amount=told.money(amount),
        long=count(long, Unit.MONTHS),
        least=told.money(monthly[long]),
        short=count(short, Unit.MONTHS),
        most=told.money(monthly[short]),
    )
    for months, each in monthly.items():
        told.line(TextName(f"over_{months}"), each)
    left = _left_a_month(past)
    if left is None:
        told.say("loan.unknown")
    elif left <= 0:
        told.say("loan.nothing_left")
    else:
        bears = [months for months in _MONTHS if monthly[months] <= left]
        key = "loan.bears" if bears else "loan.too_much"
        told.say(
            key,
            left=told.money(left, sense=Sense.ENOUGH if bears else Sense.NONE),
            months=count(bears[0] if bears else long, Unit.MONTHS),
        )
    told.say("loan.terms")


def _left_a_month(past: Past | None) -> int | None:
    """Return what the business has left in cash in a month of late, after its instalments."""
    if past is None:
        return None
    cover = cash.cover(past)
    if cover is not None:
        return (cover.money - cover.instalments) // cover.months
    usual = cash.usual_money(past)
    return usual[0] // usual[1] if usual else None

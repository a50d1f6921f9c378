"""Answers from what the shop earned: profit and sales."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import ranking
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

_LINES = 8
_MONTH = 28
"""Days below which what comes once a month, such as rent, may be missing or weigh too much."""


# --- profit ---


def profit(book: Book, wanted: Arguments) -> Answer:
    """Return what was left after all costs in some days, and how it compares with those before.

    Where the best month is asked for it is that one.
    """
    best = ranking.best(book, Tool.PROFIT, wanted)
    if best is not None:
        return best
    now = spans.earned(book, spans.past(book, wanted.period))
    told = Telling(Tool.PROFIT, spans.taken(wanted, now.stretch), currency=info(book).currency)
    same = Arguments(period=now.stretch)
    if not now.moved:
        told.say(spans.nothing(now.stretch), when=Fact(now.stretch))
        return told.answer(FollowUp(Tool.CASH), FollowUp(Tool.ADVICE))
    if not now.of(*moving.INCOME, *moving.COSTS):
        told.say("profit.nothing", when=Fact(now.stretch))
        moving.say_unsorted(told, book, now.stretch)
        return told.answer(FollowUp(Tool.CASH), FollowUp(Tool.ADVICE))
    _say_profit(told, now)
    then = moving.before(book, now)
    if then is not None:
        _say_change(told, now, then)
    if (now.stretch.last - now.stretch.first).days + 1 < _MONTH:
        told.say("profit.few_days")
    moving.say_unsorted(told, book, now.stretch)
    _list_profit(told, now)
    return told.answer(
        FollowUp(Tool.EXPENSES, same),
        FollowUp(Tool.COMPARE, same),
        FollowUp(Tool.FORECAST),
        heads=("what", "amount"),
    )


def _say_profit(told: Telling, now: Earned) -> None:
    """Say what is left, of what, and what part of it that is."""
    sense = Sense.LOSS if now.profit < 0 else Sense.NONE
    made = told.money(abs(now.profit), sense=sense, place=now.place(*moving.INCOME, *moving.COSTS))
    form = "made" if now.profit > 0 else "lost" if now.profit < 0 else "even"
    when = Fact(now.stretch)
    income, costs = now.income, now.spent
    if income >= 0 <= costs:
        told.say(
            f"profit.{form}",
            when=when,
            profit=made,
            income=told.money(income, place=now.place(*moving.INCOME)),
            costs=told.money(costs, place=now.place(*moving.COSTS)),
        )
    else:  # more was given back than sold, or came back than was spent
        told.say(f"profit.{form}_plain", when=when, profit=made)
    if income < 0:
        told.say("profit.returned", returned=told.money(-income, place=now.place(*moving.INCOME)))
    if costs < 0:
        told.say("profit.refunded", refunded=told.money(-costs, place=now.place(*moving.COSTS)))
    days = (now.stretch.last - now.stretch.first).days + 1
    margin = share(now.profit, income) if 0 < now.profit < income and days >= _MONTH else None
    if margin:
        told.say("profit.margin", margin=margin)
    gross = share(now.sales - now.goods, now.sales) if 0 < now.goods < now.sales else None
    if gross:
        told.say("profit.gross", gross=gross)


def _say_change(told: Telling, now: Earned, then: Earned) -> None:
    """Say how the profit moved against the days before."""
    changed = now.profit - then.profit
    place = then.place(*moving.INCOME, *moving.COSTS)
    if not changed or min(now.profit, then.profit) >= 0:
        moving.say_change(told, now.profit, then.profit, before=then.stretch, place=place)
        return
    told.say(
        "profit.better" if changed > 0 else "profit.worse",
        before=Fact(then.stretch),
        difference=moving.difference(told, changed, place=place),
    )


def _list_profit(told: Telling, now: Earned) -> None:
    lines = [Listed(TextName("sales"), (now.sales,), now.place(Group.SALES))]
    other = now.income - now.sales
    if other:
        place = now.place(Group.OTHER_INCOME)
        lines.append(Listed(TextName("other_income"), (other,), place))
    told.listed(lines)
    costs = moving.by_account(now, now.of(*moving.COSTS))
    told.listed(
        [each._replace(figures=(-now.total(each.place.accounts),)) for each in costs],
        most=_LINES - len(lines),
    )


# --- sales ---


def revenue(book: Book, wanted: Arguments) -> Answer:
    """Return what was sold in some days, and how it compares with those before.

    Where the best day, day of the week or month is asked for it is that one.
    """
    if wanted.party:
        return _sold_to(book, wanted)
    best = None if wanted.amount else ranking.best(book, Tool.REVENUE, wanted)
    if best is not None:
        return best
    now = spans.earned(book, spans.past(book, wanted.period))
    told = Telling(Tool.REVENUE, spans.taken(wanted, now.stretch), currency=info(book).currency)
    same = Arguments(period=now.stretch)
    when = Fact(now.stretch)
    sales = now.of(Group.SALES)
    if not sales:
        told.say("revenue.none" if now.moved else spans.nothing(now.stretch), when=when)
        return told.answer(FollowUp(Tool.CASH), FollowUp(Tool.EXPENSES, same))
    sold = told.money(abs(now.sales), place=now.at(sales))
    told.say("revenue.sold" if now.sales >= 0 else "revenue.returned", when=when, sales=sold)
    months: list[Listed] = []
    if wanted.amount is not None:
        _tell_large(told, book, wanted.amount, now)
    else:
        _say_sales(told, book, now)
        months = moving.by_month(now, sales, sign=-1)
        told.listed(months, most=moving.MONTHS)
        if not months and len(sales) > 1:
            told.listed(moving.by_account(now, sales, sign=-1))
    return told.answer(
        FollowUp(Tool.PROFIT, same),
        FollowUp(Tool.COMPARE, same),
        FollowUp(Tool.TOP_CUSTOMERS, same),
        heads=("what", "amount") if wanted.amount is None else ("what", "day", "amount"),
        chart=bool(months),
    )


def _say_sales(told: Telling, book: Book, now: Earned) -> None:
    """Say how sales moved, and what a day brings."""
    then = moving.before(book, now)
    if then is not None:
        place = then.place(Group.SALES)
        moving.say_change(told, now.sales, then.sales, before=then.stretch, place=place)
    codes = now.of(Group.SALES)
    sold = {
        day: -value
        for day, moved in now.days.items()
        if (value := sum(each for code, each in moved.items() if code in codes)) < 0
    }
    if len(sold) > 1:
        day = min(sold, key=lambda each: (-sold[each], each))
        one = Place(accounts=tuple(sorted(codes)), stretch=Stretch(day, day))
        told.say(
            "revenue.best_day",
            day=Fact(day, place=one),
            most=told.money(sold[day], place=one),
            average=told.money(round(Fraction(now.sales, len(sold))), place=now.at(codes)),
        )


def _tell_large(
    told: Telling, book: Book, amount: Decimal, now: Earned, *, party: str = ""
) -> None:
    """Tell the single sales of an amount or more, to one party where one is named."""
    codes, least = now.of(Group.SALES), told.minor(amount)
    found, number, total = moving.largest(
        book, codes, now.stretch, least=least, sign=-1, party=party
    )
    if not found:
        told.say("revenue.no_large", least=told.money(least))
        return
    rows = replace(now.at(codes), party=party)
    told.say(
        "revenue.large",
        least=told.money(least),
        number=count(number, Unit.ENTRIES, place=rows),
        large=told.money(total, place=rows),
    )
    moving.list_entries(told, found, total)


def _sold_to(book: Book, wanted: Arguments) -> Answer:
    """Return what one customer bought, in twelve months where no days are named."""
    stretch = spans.year(book, wanted.period)
    now = spans.with_party(book, wanted.party, stretch)
    told = Telling(Tool.REVENUE, spans.taken(wanted, stretch), currency=info(book).currency)
    facts = {"party": name(wanted.party), "when": Fact(stretch)}
    further = (
        FollowUp(Tool.RECEIVABLES, Arguments(party=wanted.party)),
        FollowUp(Tool.TOP_CUSTOMERS),
        FollowUp(Tool.REVENUE, Arguments(period=stretch)),
    )
    sales = now.of(Group.SALES)
    if not sales:
        last = spans.last_with(book, wanted.party, Group.SALES)
        if last is None:
            told.say("no_customer", party=facts["party"])
            return told.answer(*further[1:])
        told.say("revenue.to_none", **facts)
        told.say("revenue.to_last", last=Fact(last, place=Place(party=wanted.party)))
        return told.answer(*further)
    where = Place(accounts=tuple(sorted(sales)), stretch=stretch, party=wanted.party)
    form = "to" if now.sales >= 0 else "to_returned"
    told.say(f"revenue.{form}", sales=told.money(abs(now.sales), place=where), **facts)
    if wanted.amount is not None:
        _tell_large(told, book, wanted.amount, now, party=wanted.party)
        return told.answer(*further, heads=("what", "day", "amount"))
    everybody = spans.earned(book, stretch).sales
    part = share(now.sales, everybody)
    if now.sales > 0 and part is not None:
        told.say("revenue.to_share", share=part)
    moving.say_party_change(told, book, now, wanted.party, Group.SALES, sign=-1)
    months = moving.by_month(now, sales, sign=-1, party=wanted.party)
    told.listed(months, most=moving.MONTHS)
    return told.answer(*further, heads=("what", "amount"), chart=bool(months))

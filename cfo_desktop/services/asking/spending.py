"""Answers from what the shop spent: in all, on one kind, at one supplier, in single payments."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.services.asking import kinds
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import ranking
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

BOUGHT = (*moving.COSTS, Group.STOCK, Group.FIXED_ASSET)
"""What a supplier is paid for: costs, goods for the shelf, and things that last."""
_PAID = (Group.PAYABLE, *BOUGHT)
_WITH_DAYS = ("what", "day", "amount")
_WITH_SHARES = ("what", "amount", "share")


def expenses(book: Book, wanted: Arguments) -> Answer:
    """Return what was spent in some days, on what, and how it compares with those before.

    Where the dearest month is asked for it is that one.
    """
    if wanted.party:
        return _at(book, wanted)
    narrowed = wanted.kind is not None or wanted.amount is not None
    best = None if narrowed else ranking.best(book, Tool.EXPENSES, wanted)
    if best is not None:
        return best
    now = spans.earned(book, spans.past(book, wanted.period))
    told = Telling(Tool.EXPENSES, spans.taken(wanted, now.stretch), currency=info(book).currency)
    if wanted.kind is not None:
        return _on(told, book, wanted.kind, wanted.amount, now)
    same = Arguments(period=now.stretch)
    when = Fact(now.stretch)
    costs = now.of(*moving.COSTS)
    further = (
        FollowUp(Tool.COMPARE, same),
        FollowUp(Tool.TOP_SUPPLIERS, same),
        FollowUp(Tool.UNUSUAL),
    )
    if not costs:
        told.say("expenses.none" if now.moved else spans.nothing(now.stretch), when=when)
        moving.say_unsorted(told, book, now.stretch)
        return told.answer(FollowUp(Tool.CASH), FollowUp(Tool.PAYABLES))
    spent = told.money(abs(now.spent), place=now.at(costs))
    told.say("expenses.spent" if now.spent >= 0 else "expenses.refunded", when=when, spent=spent)
    if wanted.amount is not None:
        _tell_large(told, book, wanted.amount, now, costs=frozenset(costs))
        return told.answer(*further, heads=_WITH_DAYS)
    code, most = next(iter(now.expenses.items()))
    part = share(most, now.spent)
    if len(costs) > 1 and part is not None and 0 < most <= now.spent:
        told.say(
            "expenses.most",
            account=Fact(AccountName(code), place=now.at([code])),
            most=told.money(most, place=now.at([code])),
            share=part,
        )
    then = moving.before(book, now)
    if then is not None:
        where = then.place(*moving.COSTS)
        moving.say_change(told, now.spent, then.spent, before=then.stretch, place=where)
    moving.say_unsorted(told, book, now.stretch)
    told.listed(moving.by_account(now, costs, shares=True), whole=now.spent)
    return told.answer(*further, heads=_WITH_SHARES)


def _tell_large(
    told: Telling,
    book: Book,
    amount: Decimal,
    now: Earned,
    *,
    costs: frozenset[str],
    party: str = "",
) -> None:
    """Tell the single expenses of an amount or more, at one party where one is named."""
    least = told.minor(amount)
    found, number, total = moving.largest(book, costs, now.stretch, least=least, party=party)
    where = replace(now.at(costs), party=party)
    if not found:
        told.say("expenses.no_large", least=told.money(least))
        return
    told.say(
        "expenses.large",
        least=told.money(least),
        number=count(number, Unit.ENTRIES, place=where),
        large=told.money(total, place=where),
    )
    moving.list_entries(told, found, total)


# --- one kind ---


def _on(told: Telling, book: Book, kind: Kind, amount: Decimal | None, now: Earned) -> Answer:
    """Return what was spent on one kind."""
    kind_name = Fact(TextName(f"kind.{kind}"))
    codes = kinds.codes(now.accounts.values(), kind)
    same = Arguments(period=now.stretch)
    further = (FollowUp(Tool.COMPARE, replace(same, kind=kind)), FollowUp(Tool.EXPENSES, same))
    if not codes:
        told.say("expenses.kind_unknown", kind=kind_name)
        return told.answer(FollowUp(Tool.EXPENSES, same))
    when, spent, where = Fact(now.stretch), now.total(codes), now.at(codes)
    if not any(code in now.moved for code in codes):
        told.say("expenses.kind_none", kind=kind_name, when=when)
        moving.say_unsorted(told, book, now.stretch)
        return told.answer(*further)
    form = "kind" if spent >= 0 else "kind_refunded"
    if kind is Kind.DRAWINGS and spent >= 0:
        form = "drawings"
    told.say(
        f"expenses.{form}", kind=kind_name, when=when, spent=told.money(abs(spent), place=where)
    )
    if amount is not None:
        _tell_large(told, book, amount, now, costs=codes)
        return told.answer(*further, heads=_WITH_DAYS)
    part = share(spent, now.spent)
    if kind is not Kind.DRAWINGS and part is not None and 0 < spent < now.spent:
        told.say("expenses.kind_share", share=part)
    then = moving.before(book, now)
    if then is not None:
        moving.say_change(told, spent, then.total(codes), before=then.stretch, place=then.at(codes))
    months = moving.by_month(now, codes)
    if months:
        told.listed(months, most=moving.MONTHS)
        return told.answer(*further, heads=("what", "amount"), chart=True)
    moved = [code for code in codes if code in now.moved]
    if len(moved) > 1:
        told.listed(moving.by_account(now, moved))
        return told.answer(*further, heads=("what", "amount"))
    found, number, _ = moving.largest(book, codes, now.stretch, least=1)
    if number > 1:
        moving.list_entries(told, found, spent)
    return told.answer(*further, heads=_WITH_DAYS)


# --- one supplier ---


def _at(book: Book, wanted: Arguments) -> Answer:
    """Return what was spent at one supplier, and paid to it; twelve months if none are named."""
    stretch = spans.year(book, wanted.period)
    now = spans.with_party(book, wanted.party, stretch)
    told = Telling(Tool.EXPENSES, spans.taken(wanted, stretch), currency=info(book).currency)
    facts = {"party": name(wanted.party), "when": Fact(stretch)}
    further = (
        FollowUp(Tool.PAYABLES, Arguments(party=wanted.party)),
        FollowUp(Tool.TOP_SUPPLIERS),
        FollowUp(Tool.EXPENSES, Arguments(period=stretch)),
    )
    bought = now.of(*BOUGHT)
    paid = -sum(now.of(Group.CASH).values())
    if not bought and not now.of(Group.PAYABLE):
        last = spans.last_with(book, wanted.party, *_PAID)
        if last is None:
            told.say("no_supplier", party=facts["party"])
            return told.answer(*further[1:])
        told.say("expenses.at_none", **facts)
        told.say("expenses.at_last", last=Fact(last, place=Place(party=wanted.party)))
        return told.answer(*further)
    spent = now.total(bought)
    where = replace(now.at(bought), party=wanted.party)
    form = "at" if spent >= 0 else "at_refunded"
    told.say(f"expenses.{form}", spent=told.money(abs(spent), place=where), **facts)
    if wanted.amount is not None:
        costs = frozenset(bought)
        _tell_large(told, book, wanted.amount, now, costs=costs, party=wanted.party)
        return told.answer(*further, heads=_WITH_DAYS)
    moving.say_party_change(told, book, now, wanted.party, *BOUGHT)
    if paid > 0 and paid != spent:
        money = replace(now.place(Group.CASH), party=wanted.party)
        told.say("expenses.at_paid", paid=told.money(paid, place=money))
    months = moving.by_month(now, bought, party=wanted.party)
    if bought:
        told.listed(months or moving.by_account(now, bought), most=moving.MONTHS)
    return told.answer(*further, heads=("what", "amount"), chart=bool(months and bought))

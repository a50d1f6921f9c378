"""Answers about tax on sales: what is due and when, what is put aside, or how to begin."""

from __future__ import annotations

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.domain.tax import TaxSummary
from cfo_desktop.services import ground
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.books import Book

_LISTED = 8
_FURTHER = (FollowUp(Tool.FORECAST), FollowUp(Tool.CASH), FollowUp(Tool.PAYABLES))


def tax(book: Book, wanted: Arguments) -> Answer:
    """Return the tax that is due, or that of the days which are asked about."""
    found = ground.read(book)
    past = found.history
    told = Telling(Tool.TAX, wanted, currency=past.currency)
    where = Place(accounts=tuple(sorted(past.codes(Group.TAX) & past.balances.keys())))
    if found.tax is None:
        _say_no_plan(told, past, where)
        return told.answer(*_FURTHER)
    forms = _of(found.tax, wanted.period)
    if wanted.period is not None:
        _say_period(told, found.tax, forms, wanted.period, where)
    else:
        sales = tuple(sorted(past.codes(Group.SALES)))
        _say_due(told, found.tax, where, sales=sales)
    _say_pace(told, found.tax, wanted.period)
    latest = [_line(each, where) for each in reversed(forms) if _matters(each)]
    told.listed(latest[:_LISTED])
    return told.answer(*_FURTHER, heads=("tax_period", "tax", "due", "open"))


def _say_no_plan(told: Telling, past: History, where: Place) -> None:
    """Say what the tax accounts hold, and how to let the tax be reckoned."""
    owed = -sum(past.balances.get(code, 0) for code in where.accounts)
    if owed > 0:
        told.say("tax.accounts", owed=told.money(owed, sense=Sense.WE_OWE, place=where))
    elif owed < 0:
        told.say("tax.accounts_back", back=told.money(-owed, sense=Sense.OWED_TO_US, place=where))
    else:
        told.say("tax.no_accounts")
    told.say("tax.no_plan")


def _of(summary: TaxSummary, period: Stretch | None) -> list[TaxForm]:
    """Return the tax periods that some days lie in, the earliest first; all without any."""
    return [
        form
        for form in reversed(summary.forms)
        if period is None or (form.first <= period.last and period.first <= form.last)
    ]


def _say_due(told: Telling, summary: TaxSummary, where: Place, *, sales: tuple[str, ...]) -> None:
    """Say what is due next or late already, and what of all is put aside."""
    dues = summary.dues()
    if summary.carried > 0:
        carried = told.money(summary.carried, sense=Sense.WE_OWE, place=where)
        told.say("tax.carried", carried=carried)
    if not dues:
        running = next((form for form in summary.forms if not form.over), None)
        if running is not None and running.exempt and running.threshold is not None:
            told.say(
                "tax.free",
                net=told.money(
                    running.net,
                    place=Place(accounts=sales, stretch=Stretch(running.first, summary.today)),
                ),
                threshold=told.money(running.threshold),
                until=Fact(running.last),
            )
        else:
            told.say("tax.nothing")
        return
    late = [each for each in dues if each.due < summary.today]
    if late:
        told.say(
            "tax.late",
            late=told.money(
                sum(each.amount - each.paid for each in late), sense=Sense.WE_OWE, place=where
            ),
            day=Fact(late[0].due),
        )
    coming = [each for each in dues if each.due >= summary.today]
    if coming:
        due = coming[0]
        open_ = told.money(due.amount - due.paid, sense=Sense.WE_OWE, place=where)
        over = due.last < summary.today
        told.say(
            "tax.due" if over else "tax.so_far",
            tax=open_,
            day=Fact(due.due),
            days=Fact(Stretch(due.first, due.last)),
        )
    _say_aside(told, summary)


def _say_aside(told: Telling, summary: TaxSummary) -> None:
    """Say what is put aside for everything that is open."""
    code = summary.plan.account
    if code is None:
        told.say("tax.no_account")
        return
    where = Place(accounts=(code,))
    aside = sum(form.aside for form in summary.forms)
    missing = summary.missing
    if missing > 0:
        told.say(
            "tax.missing",
            aside=told.money(aside, place=where),
            missing=told.money(missing, sense=Sense.SHORT, place=where),
        )
    else:
        told.say("tax.put_aside", aside=told.money(aside, sense=Sense.ENOUGH, place=where))


def _say_period(
    told: Telling, summary: TaxSummary, forms: list[TaxForm], period: Stretch, where: Place
) -> None:
    """Say what the tax periods that some days lie in come to."""
    if not forms:
        told.say("tax.no_period", when=Fact(period))
        return
    days = Stretch(forms[0].first, forms[-1].last)
    amount = sum(form.amount for form in forms)
    open_ = sum(form.open for form in forms)
    facts = {
        "days": Fact(days),
        "tax": told.money(
            abs(amount), sense=Sense.WE_OWE if amount > 0 else Sense.OWED_TO_US, place=where
        ),
    }
    if all(form.exempt for form in forms):
        told.say("tax.period_free", days=facts["days"])
    elif amount < 0:
        told.say("tax.period_back", **facts)
    else:
        told.say("tax.period" if forms[-1].over else "tax.period_so_far", **facts)
    if open_ > 0:
        last = forms[-1]
        open_fact = told.money(open_, sense=Sense.WE_OWE, place=where)
        told.say(
            "tax.open_late" if last.due < summary.today else "tax.open_by",
            open=open_fact,
            day=Fact(last.due),
        )
    elif amount > 0:
        told.say("tax.paid")


def _say_pace(told: Telling, summary: TaxSummary, period: Stretch | None) -> None:
    """Say what the running tax period comes to at this pace."""
    pace = summary.pace
    if pace is None or not (period is None or period.first <= pace.last <= period.last):
        return
    if pace.amount > pace.certain:
        told.say(
            "tax.pace",
            until=Fact(pace.last),
            pace=told.money(pace.amount, sense=Sense.WE_OWE),
            pace_due=Fact(pace.due),
        )


def _matters(form: TaxForm) -> bool:
    return bool(form.amount or form.open or not form.over)


def _line(form: TaxForm, where: Place) -> Listed:
    place = Place(accounts=where.accounts, stretch=Stretch(form.first, form.last))
    return Listed(Month.of(form.last), (form.amount, form.due, form.open), place)
